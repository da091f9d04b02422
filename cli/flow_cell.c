#include "cli/flow_cell.h"

enum { FLOW_DEPTH = 6 };

struct flow {
    char *at; /* in a copy whose words are ended by NUL once they are read */
    struct arena *arena;
    int depth;
};

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void skip(struct flow *f)
{
    while (*f->at == ' ')
        f->at++;
}

/* A word and the character behind it, which ends it; NULL when it is not plain. */
static char *word(struct flow *f, char *behind)
{
    char *from = f->at;

    if (*f->at == '-')
        f->at++;
    if (!is_word(*f->at))
        return NULL;
    while (is_word(*f->at) || *f->at == '-')
        f->at++;
    *behind = *f->at;
    return from;
}

static struct node *value(struct flow *f);

static struct node *entries(struct flow *f, enum node_kind kind, char close)
{
    struct node *all = node_new(f->arena, kind);

    f->at++;
    skip(f);
    if (!all || ++f->depth > FLOW_DEPTH)
        return NULL;
    while (*f->at != close) {
        char behind = ':';
        char *key = kind == NODE_MAP ? word(f, &behind) : NULL;
        if (kind == NODE_MAP) {
            if (!key || behind != ':' || f->at[1] != ' ')
                return NULL;
            *f->at++ = '\0';
            skip(f);
        }
        struct node *child = value(f);
        if (!child)
            return NULL;
        child->key = key;
        node_append(all, child);
        skip(f);
        if (*f->at == close)
            break;
        if (*f->at != ',')
            return NULL;
        *f->at++ = '\0'; /* and so ends a word that stands right before it */
        skip(f);
        if (*f->at == close)
            return NULL;
    }
    *f->at++ = '\0';
    f->depth--;
    return all;
}

static struct node *value(struct flow *f)
{
    char behind;

    if (*f->at == '[')
        return entries(f, NODE_LIST, ']');
    if (*f->at == '{')
        return entries(f, NODE_MAP, '}');
    char *text = word(f, &behind);
    struct node *n = text && (behind == ',' || behind == ']' || behind == '}')
                         ? node_new(f->arena, NODE_SCALAR)
                         : NULL;
    if (n) {
        n->text = text;
        n->length = (size_t)(f->at - text);
    }
    return n;
}

struct node *flow_cell(const char *text, size_t length, struct arena *a)
{
    struct flow f = {.at = length && *text == '[' ? arena_copy(a, text, length) : NULL, .arena = a};
    const char *end = f.at ? f.at + length : NULL;
    struct node *n = f.at ? value(&f) : NULL;

    return n && f.at == end ? n : NULL;
}

#include "cli/flow_cell.h"

enum { FLOW_DEPTH = 6 };

struct flow {
    char *at; /* in a copy whose words are ended by NUL once they are read */
    struct arena *arena;
    int depth;
};

/* 1: begins a word and goes on with it; 2: goes on with it. */
static const unsigned char word_part[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
    ['8'] = 1, ['9'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
    ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
    ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1,
    ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1,
    ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1,
    ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1,
    ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['_'] = 1, ['-'] = 2,
};

static void skip(struct flow *f)
{
    while (*f->at == ' ')
        f->at++;
}

/* A word and the character behind it, which ends it; NULL when it is not plain. */
static char *word(struct flow *f, char *behind)
{
    unsigned char *at = (unsigned char *)f->at;
    char *from = f->at;

    if (*at == '-')
        at++;
    if (word_part[*at] != 1)
        return NULL;
    while (word_part[*at])
        at++;
    f->at = (char *)at;
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

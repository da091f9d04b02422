#include "core/base/node.h"

#include <string.h>

const struct node *node_child(const struct node *map, const char *key)
{
    for (const struct node *n = map ? map->first : NULL; n; n = n->next)
        if (n->key && strcmp(n->key, key) == 0)
            return n;
    return NULL;
}

struct node *node_new(struct arena *a, enum node_kind kind)
{
    struct node *n = arena_take(a, sizeof *n);

    if (n) {
        n->kind = kind;
        n->text = kind == NODE_SCALAR ? "" : NULL;
    }
    return n;
}

struct node *node_add(struct arena *a, struct node *parent, const char *key, const char *text)
{
    struct node *n = node_new(a, NODE_SCALAR);

    if (!n)
        return NULL;
    n->length = strlen(text);
    n->text = arena_copy(a, text, n->length);
    n->key = key ? arena_text(a, key) : NULL;
    if (!n->text || (key && !n->key))
        return NULL;
    n->file = parent->file;
    node_append(parent, n);
    return n;
}

void node_append(struct node *parent, struct node *child)
{
    struct node *last = parent->last ? parent->last : parent->first;

    while (last && last->next) /* linked by hand since */
        last = last->next;
    if (last)
        last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

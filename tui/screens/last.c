/* What was sent the last time an operation was saved here, for "as last" (F3) in its next form: the
 * same reason, provider or days again without typing them.  Kept for this session alone. */
#include "tui/screens/screens.h"

#include <string.h>

static struct node *copy(struct arena *a, const struct node *from)
{
    struct node *to = node_new(a, from->kind);

    if (!to)
        return NULL;
    to->quoted = from->quoted;
    to->length = from->length;
    to->text = from->text ? arena_text(a, from->text) : NULL;
    to->key = from->key ? arena_text(a, from->key) : NULL;
    if ((from->text && !to->text) || (from->key && !to->key))
        return NULL;
    for (const struct node *n = from->first; n; n = n->next) {
        struct node *child = copy(a, n);
        if (!child)
            return NULL;
        node_append(to, child);
    }
    return to;
}

/* Its own place, an empty one, or that of whoever has waited longest. */
static struct last_sent *place_of(struct app *a, const struct operation *op)
{
    struct last_sent *oldest = &a->last_sent[0];

    for (size_t i = 0; i < LAST_SENT; i++) {
        struct last_sent *at = &a->last_sent[i];
        if (at->op == op)
            return at;
        if (at->when < oldest->when)
            oldest = at;
    }
    return oldest;
}

void last_keep(struct app *a, const struct operation *op, const struct node *args)
{
    struct last_sent *at = place_of(a, op);

    arena_release(&at->arena);
    *at = (struct last_sent){.op = op, .when = ++a->sent};
    at->args = copy(&at->arena, args);
    if (!at->args) /* a convenience: without memory there is none */
        at->op = NULL;
}

const struct node *last_of(struct app *a, const struct operation *op)
{
    struct last_sent *at = place_of(a, op);

    return at->op == op ? at->args : NULL;
}

void last_forget(struct app *a)
{
    for (size_t i = 0; i < LAST_SENT; i++)
        arena_release(&a->last_sent[i].arena);
}

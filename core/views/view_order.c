/* view_order.c - by what a list is ordered
 *
 * The last key is always the row's identity, so no two rows stand in the same place.  An
 * enumeration is ordered by its column NAME_rank where the view has one, since the codes' alphabet
 * says nothing (emergency, routine, urgent).
 */
#include "core/views/view_inside.h"

#include "core/base/text.h"

#include <stdio.h>
#include <string.h>

bool view_column(const struct view *v, const char *name, const struct field **out,
                 struct fault *why)
{
    const char *known[128];
    char quote[128];
    size_t count = 0;

    *out = fields_find(v->columns, name);
    if (*out)
        return true;
    for (size_t i = 0; i < v->columns->count && count < 128; i++)
        if (!(v->columns->field[i].flags & FIELD_HIDDEN))
            known[count++] = v->columns->field[i].name;
    const char *near = text_nearest(name, known, count);
    text_quote(name, strlen(name), 40, quote, sizeof quote);
    if (near)
        return fail(why, FAULT_INPUT, "column", "%s has no column %s; did you mean %s?", v->name,
                    quote, near);
    struct buf b = {0};
    for (size_t i = 0; i < count; i++) {
        buf_text(&b, i ? " " : "");
        buf_text(&b, known[i]);
    }
    fail(why, FAULT_INPUT, "column", "%s has no column %s; its columns are: %.300s.", v->name,
         quote, b.text ? b.text : "");
    buf_release(&b);
    return false;
}

static bool add_key(const struct view *v, const char *name, size_t length, bool down,
                    struct sort_order *o, struct fault *why)
{
    char text[64], rank[72];
    const struct field *f = NULL;

    if (length && *name == '-') {
        down = !down;
        name++;
        length--;
    }
    snprintf(text, sizeof text, "%.*s", (int)(length < 60 ? length : 60), name);
    if (!view_column(v, text, &f, why))
        return false;
    if (f->type == FIELD_LIST || f->type == FIELD_RECORD)
        return fail(why, FAULT_INPUT, "column", "%s cannot be sorted by %s.", v->name, text);
    snprintf(rank, sizeof rank, "%s_rank", text);
    const struct field *ranked = fields_find(v->columns, rank);
    for (size_t i = 0; i < o->count; i++)
        if (o->key[i].field == (ranked ? ranked : f))
            return true; /* it decides nothing more */
    if (o->count < VIEW_KEYS_MOST - 1)
        o->key[o->count++] = (struct sort_key){ranked ? ranked : f, down};
    return true;
}

bool order_of(const struct view *v, const struct view_ask *ask, struct sort_order *out,
              struct fault *why)
{
    const struct field *id = &v->columns->field[0];
    const char *at = v->order ? v->order : id->name;

    out->count = 0;
    if (ask->sort) {
        if (!add_key(v, ask->sort, strlen(ask->sort), ask->descending, out, why) ||
            (ask->then && !add_key(v, ask->then, strlen(ask->then), ask->descending, out, why)))
            return false;
    } else {
        for (; *at; at += strspn(at, " ,")) {
            size_t length = strcspn(at, " ,");
            if (!add_key(v, at, length, ask->descending, out, why))
                return false;
            at += length;
        }
    }
    for (size_t i = 0; i < out->count; i++)
        if (out->key[i].field == id) {
            out->count = i + 1; /* nothing after it decides */
            return true;
        }
    bool down = out->count && out->key[out->count - 1].down;
    out->key[out->count++] = (struct sort_key){id, down};
    return true;
}

void compose_order(struct composing *c, const struct sort_order *o, size_t from, bool backward)
{
    for (size_t i = from; i < o->count; i++) {
        compose_text(c, i == from ? " ORDER BY " : ", ");
        compose_column(c, o->key[i].field);
        compose_text(c, o->key[i].down != backward ? " DESC" : " ASC");
    }
}

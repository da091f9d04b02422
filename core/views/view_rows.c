/* view_rows.c - the statement that reads rows of a view
 *
 * Where many more rows are put in order than are shown, which they are is found first, by the columns
 * of the order and the conditions alone; the rest is looked up for those.  Otherwise a search would
 * look up the address, the lot and the packages of everybody who might be meant.
 * SQLite puts NULL before every value; a run of its own holds the rows without a value.
 */
#include "core/views/view_inside.h"

#include <string.h>

static void compose_beyond(struct composing *c, const struct field *f, enum beyond how,
                           const void *row)
{
    compose_column(c, f);
    switch (how) {
    case BEYOND_OVER:
        compose_text(c, " > ");
        compose_bind(c, value_of(f, row));
        break;
    case BEYOND_UNDER:
        compose_text(c, " < ");
        compose_bind(c, value_of(f, row));
        break;
    case BEYOND_GIVEN: /* the least value of its type, since an index has no bound for NOT NULL */
        compose_text(c, f->type == FIELD_TEXT || f->type == FIELD_ENUM
                            ? " >= ''"
                            : " >= -9223372036854775808");
        break;
    case BEYOND_ABSENT:
        compose_text(c, " IS NULL");
        break;
    }
}

static bool is_wanted(const struct view_ask *ask, const struct sort_order *order,
                      const struct field *f)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->key[i].field == f)
            return true;
    for (const char *const *name = ask->only; name && *name; name++)
        if (strcmp(*name, f->name) == 0)
            return true;
    return !ask->only;
}

/* All columns, so that each stands in its place; SQLite finds no plan for one that nobody wants. */
static void compose_wanted(struct composing *c, const struct sort_order *order)
{
    const struct fields *t = c->v->columns;

    if (!c->ask->only) {
        compose_text(c, "SELECT * FROM v");
        return;
    }
    for (size_t i = 0; i < t->count; i++) {
        compose_text(c, i ? ", " : "SELECT ");
        if (is_wanted(c->ask, order, &t->field[i]))
            compose_column(c, &t->field[i]);
        else
            compose_text(c, "NULL");
    }
    compose_text(c, " FROM v");
}

/* Which rows: those that fit the conditions, beyond the row to go on from, in order. */
static bool compose_chosen(struct composing *c, const struct rows_asked *r, struct fault *why)
{
    bool any = false;

    if (!compose_filters(c, &any, why))
        return false;
    for (size_t i = 0; r->beyond && i <= r->key; i++) {
        const struct field *f = r->order->key[i].field;
        compose_text(c, any ? " AND " : " WHERE ");
        any = true;
        if (i == r->key) {
            compose_beyond(c, f, r->how, r->beyond);
        } else {
            compose_column(c, f);
            compose_text(c, " IS ");
            compose_bind(c, value_of(f, r->beyond));
        }
    }
    compose_order(c, r->order, r->beyond ? r->key : 0, r->backward);
    if (r->limit) {
        compose_text(c, " LIMIT ");
        compose_bind(c, INT((int64_t)r->limit));
    }
    return true;
}

bool compose_rows(struct composing *c, const struct rows_asked *r, struct fault *why)
{
    const struct field *id = &c->v->columns->field[0];
    /* What has parameters is asked of one record, and short. */
    bool sorted = c->ask->sort && !c->v->params;
    bool found_first = r->limit && (sorted || (c->ask->search && c->v->search_sql));

    if (!compose_view(c, why))
        return false;
    compose_wanted(c, r->order);
    if (!found_first)
        return compose_chosen(c, r, why);
    compose_text(c, " WHERE ");
    compose_column(c, id);
    compose_text(c, " IN (SELECT ");
    compose_column(c, id);
    compose_text(c, " FROM v");
    if (!compose_chosen(c, r, why))
        return false;
    compose_text(c, ")");
    compose_order(c, r->order, r->beyond ? r->key : 0, r->backward);
    return true;
}

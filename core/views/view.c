/* view.c - opening views: a page by key, all rows one after another, how many there are
 *
 * A page that goes on from a row is not one comparison of several columns, which no index follows
 * through ties and NULLs.  It is a few runs, each an equality on the first keys and a bound on the
 * next, so that an index is entered where the page begins:
 *     k1 = a and k2 = b and id > n      then   k1 = a and k2 > b      then   k1 > a
 * SQLite puts NULL before every value; a run of its own holds the rows without a value.
 */
#include "core/views/view.h"

#include "core/base/text.h"
#include "core/store/tx.h"
#include "core/views/view_inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* --- who may ---------------------------------------------------------------------------------- */

bool view_may(const struct session *s, const struct view *v, struct fault *why)
{
    if (acting(s) & (v->roles | ROLE(ROLE_AUDITOR)))
        return true;
    struct buf b = {0};
    for (unsigned r = 0; r < ROLE__COUNT; r++)
        if (v->roles & ROLE(r)) {
            buf_text(&b, b.length ? ", " : "");
            buf_text(&b, role_words[r].code);
        }
    fail(why, FAULT_DENIED, "", "%s may not open %s: it is for %.200s.",
         s->login && s->login[0] ? s->login : "Somebody unknown", v->name,
         b.text ? b.text : "nobody");
    buf_release(&b);
    return false;
}

/* A condition or an order would tell what the column does not. */
static bool asks_withheld(const struct session *s, const struct view *v, const char *name,
                          struct fault *why)
{
    const struct field *f = name ? fields_find(v->columns, name + (*name == '-')) : NULL;

    if (!f || !withheld(s, f))
        return false;
    fail(why, FAULT_DENIED, "",
         "%s may not ask %s for %s: it tells who somebody is; ask by reference.",
         s->login && s->login[0] ? s->login : "Somebody unknown", v->name, f->name);
    return true;
}

static bool may_ask(const struct session *s, const struct view *v, const struct view_ask *ask,
                    struct fault *why)
{
    if (!view_may(s, v, why) || asks_withheld(s, v, ask->sort, why) ||
        asks_withheld(s, v, ask->then, why))
        return false;
    for (size_t i = 0; i < ask->filters && i < VIEW_FILTERS_MOST; i++)
        if (asks_withheld(s, v, ask->filter[i].column, why))
            return false;
    return true;
}

bool view_admits(struct session *s, const struct view *v, const struct view_ask *ask,
                 struct fault *why)
{
    if (!may_ask(s, v, ask, why)) {
        char op[80];
        snprintf(op, sizeof op, "view.%s", v->name);
        tx_denied(s->store, s, op, NULL, why);
        return false;
    }
    if (!(v->flags & VIEW_TIME) && (date_given(ask->as_at) || ask->known_at != ABSENT))
        return fail(why, FAULT_INPUT, date_given(ask->as_at) ? "as_at" : "known_at",
                    "%s shows the present alone: it cannot be seen as at another day or as known "
                    "at another time.",
                    v->name);
    return true;
}

/* A row as whoever asks may read it. */
static bool read_row(const struct session *s, const struct view *v, struct cursor *cursor,
                     void *record, struct arena *a, struct fault *why)
{
    if (!query_record(cursor, 0, v->columns, record, a, why))
        return false;
    for (size_t i = 0; i < v->columns->count; i++) {
        const struct field *f = &v->columns->field[i];
        char *at = (char *)record + f->offset;
        if (!withheld(s, f))
            continue;
        if (f->type == FIELD_TEXT)
            *(const char **)(void *)at = NULL;
        else
            *(int64_t *)(void *)at = ABSENT;
    }
    return true;
}

/* --- pages ------------------------------------------------------------------------------------ */

struct paging {
    struct session *s;
    const struct view *v;
    const struct view_ask *ask;
    struct arena *a;
    struct sort_order order;
    const void *beyond; /* the row to go on from, or NULL */
    bool backward;
    size_t wanted;
    char *row; /* room for `wanted` of them */
    size_t got;
};

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

/* One statement and its rows, added to the page. */
static bool run(struct paging *p, size_t key, enum beyond how, struct fault *why)
{
    struct composing c = {.s = p->s, .v = p->v, .ask = p->ask, .arena = p->a};
    struct cursor *cursor = NULL;
    bool any = false, row = true;

    bool good = compose_view(&c, why);
    if (good) {
        compose_wanted(&c, &p->order);
        good = compose_filters(&c, &any, why);
    }
    for (size_t i = 0; p->beyond && i <= key; i++) {
        compose_text(&c, any ? " AND " : " WHERE ");
        any = true;
        if (i == key) {
            compose_beyond(&c, p->order.key[i].field, how, p->beyond);
        } else {
            compose_column(&c, p->order.key[i].field);
            compose_text(&c, " IS ");
            compose_bind(&c, value_of(p->order.key[i].field, p->beyond));
        }
    }
    compose_order(&c, &p->order, p->beyond ? key : 0, p->backward);
    compose_text(&c, " LIMIT ");
    compose_bind(&c, INT((int64_t)(p->wanted - p->got)));
    if (!good) {
        buf_release(&c.text);
        return false;
    }
    const char *sql = compose_done(&c, why);
    if (!sql || !query_open(p->s->store, sql, c.arg, c.args, &cursor, why))
        return false;
    while (good && row && p->got < p->wanted) {
        good = query_next(cursor, &row, why);
        if (good && row) {
            good = read_row(p->s, p->v, cursor, p->row + p->got * p->v->columns->size, p->a, why);
            p->got += good;
        }
    }
    query_close(cursor);
    return good;
}

/* The runs after (or before) the row, nearest first, until the page is full. */
static bool run_beyond(struct paging *p, struct fault *why)
{
    bool good = true;

    for (size_t key = p->order.count; good && key-- > 0 && p->got < p->wanted;) {
        const struct sort_key *k = &p->order.key[key];
        bool given = field_given(k->field, p->beyond);
        bool down = k->down != p->backward;
        if (!down) {
            good = run(p, key, given ? BEYOND_OVER : BEYOND_GIVEN, why);
        } else if (given) {
            good = run(p, key, BEYOND_UNDER, why);
            if (good && key + 1 < p->order.count && p->got < p->wanted)
                good = run(p, key, BEYOND_ABSENT, why);
        }
    }
    return good;
}

static void turn_round(char *rows, size_t count, size_t size)
{
    for (size_t i = 0; i < count / 2; i++) {
        char *a = rows + i * size, *b = rows + (count - 1 - i) * size;
        for (size_t k = 0; k < size; k++) {
            char hold = a[k];
            a[k] = b[k];
            b[k] = hold;
        }
    }
}

bool view_page(struct session *s, const struct view *v, const struct view_ask *ask, struct arena *a,
               struct view_page *out, struct fault *why)
{
    size_t limit = ask->limit && ask->limit < VIEW_PAGE_MOST ? ask->limit : VIEW_PAGE_MOST;
    struct paging p = {.s = s, .v = v, .ask = ask, .a = a, .wanted = limit + 1};

    assert(!(ask->after && ask->before) && "a page goes on in one direction");
    *out = (struct view_page){0};
    if (!view_admits(s, v, ask, why) || !order_of(v, ask, &p.order, why))
        return false;
    p.beyond = ask->after ? ask->after : ask->before;
    p.backward = ask->before != NULL || (ask->from_end && !ask->after);
    p.row = arena_take_array(a, p.wanted, v->columns->size);
    if (!p.row)
        return fault_memory(why);
    if (p.beyond ? !run_beyond(&p, why) : !run(&p, 0, BEYOND_OVER, why))
        return false;
    bool more = p.got > limit;
    if (more)
        p.got = limit;
    if (p.backward)
        turn_round(p.row, p.got, v->columns->size);
    out->rows = (struct list){p.row, p.got};
    out->more_after = p.backward ? ask->before != NULL : more;
    out->more_before = p.backward ? more : ask->after != NULL;
    return true;
}

/* --- all rows --------------------------------------------------------------------------------- */

bool view_each(struct session *s, const struct view *v, const struct view_ask *ask,
               bool (*each)(void *ctx, const void *row, struct fault *why), void *ctx,
               struct fault *why)
{
    struct arena asked = {0}, one = {0};
    struct composing c = {.s = s, .v = v, .ask = ask, .arena = &asked};
    struct sort_order order;
    struct cursor *cursor = NULL;
    const char *sql = NULL;
    bool any = false, row = true;

    if (!view_admits(s, v, ask, why) || !order_of(v, ask, &order, why))
        return false;
    bool good = compose_view(&c, why);
    if (good) {
        compose_wanted(&c, &order);
        good = compose_filters(&c, &any, why);
    }
    compose_order(&c, &order, 0, ask->from_end);
    if (ask->limit) {
        compose_text(&c, " LIMIT ");
        compose_bind(&c, INT((int64_t)ask->limit));
    }
    if (good)
        good = (sql = compose_done(&c, why)) != NULL &&
               query_open(s->store, sql, c.arg, c.args, &cursor, why);
    while (good && row) {
        arena_reset(&one);
        good = query_next(cursor, &row, why);
        void *record = good && row ? arena_take(&one, v->columns->size) : NULL;
        if (good && row)
            good = record ? read_row(s, v, cursor, record, &one, why) : fault_memory(why);
        if (good && row && !each(ctx, record, why)) {
            good = why->kind == FAULT_NONE;
            break;
        }
    }
    query_close(cursor);
    buf_release(&c.text);
    arena_release(&one);
    arena_release(&asked);
    return good;
}

enum { STEP_ROWS = 64 };

struct stepping {
    struct store *store;
    bool (*each)(void *ctx, const void *row, struct fault *why);
    void *ctx;
    uint64_t rows;
};

static bool step(void *ctx, const void *row, struct fault *why)
{
    struct stepping *p = ctx;

    if (p->rows++ % STEP_ROWS == 0 && !store_bulk_step(p->store, p->rows - 1, 0, why))
        return false;
    return p->each(p->ctx, row, why);
}

bool view_all(struct session *s, const struct view *v, const struct view_ask *ask,
              const struct progress *p, bool (*each)(void *ctx, const void *row, struct fault *why),
              void *ctx, struct fault *why)
{
    struct stepping way = {s->store, each, ctx, 0};

    /* A denial is written down, which bulk work is not for. */
    if (!may_ask(s, v, ask, &(struct fault){0}))
        return view_each(s, v, ask, each, ctx, why);
    if (!store_bulk_begin(s->store, p, why))
        return false;
    bool good = view_each(s, v, ask, step, &way, why);
    store_bulk_end(s->store);
    return good;
}

/* --- how many --------------------------------------------------------------------------------- */

bool view_count(struct session *s, const struct view *v, const struct view_ask *ask, int64_t most,
                int64_t *count, bool *about, struct fault *why)
{
    struct arena asked = {0};
    struct composing c = {.s = s, .v = v, .ask = ask, .arena = &asked};
    bool any = false;
    bool whole = v->count && !ask->filters && !ask->search && !ask->params &&
                 !is_scoped(s, v);

    *count = 0;
    *about = false;
    if (!view_admits(s, v, ask, why))
        return false;
    bool good = whole ? compose_named(&c, v->count, why) : compose_view(&c, why);
    if (good && !whole) {
        compose_text(&c, "SELECT count(*) FROM (SELECT 1 FROM v");
        good = compose_filters(&c, &any, why);
        compose_text(&c, " LIMIT ");
        compose_bind(&c, INT(most < INT64_MAX ? most + 1 : most));
        compose_text(&c, ")");
    }
    const char *sql = good ? compose_done(&c, why) : NULL;
    good = sql && query_one_int(s->store, sql, c.arg, c.args, count, why);
    buf_release(&c.text);
    arena_release(&asked);
    if (good && !whole && *count > most) {
        *count = most;
        *about = true;
    }
    return good;
}

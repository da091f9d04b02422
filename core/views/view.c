/* view.c - opening views: a page by key, all rows one after another, how many there are
 *
 * A page that goes on from a row is not one comparison of several columns, which no index follows
 * through ties and NULLs.  It is a few runs (view_rows.c), each an equality on the first keys and a
 * bound on the next, so that an index is entered where the page begins:
 *     k1 = a and k2 = b and id > n      then   k1 = a and k2 > b      then   k1 > a
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
    if (session_acting(s) & (v->roles | ROLE(ROLE_AUDITOR)))
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

/* One statement and its rows, added to the page. */
static bool run(struct paging *p, size_t key, enum beyond how, struct fault *why)
{
    struct composing c = {.s = p->s, .v = p->v, .ask = p->ask, .arena = p->a};
    struct cursor *cursor = NULL;
    const struct rows_asked rows = {.order = &p->order,
                                    .beyond = p->beyond,
                                    .key = key,
                                    .how = how,
                                    .backward = p->backward,
                                    .limit = p->wanted - p->got};
    bool row = true;

    bool good = compose_rows(&c, &rows, why);
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
    const struct rows_asked rows = {
        .order = &order, .backward = ask->from_end, .limit = ask->limit};
    struct cursor *cursor = NULL;
    const char *sql = NULL;
    bool row = true;

    if (!view_admits(s, v, ask, why) || !order_of(v, ask, &order, why))
        return false;
    bool good = compose_rows(&c, &rows, why);
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
    bool whole = v->count && !ask->filters && !ask->search && !ask->params && !is_scoped(s, v);

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

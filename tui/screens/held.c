/* Every row of a short view, read once and kept until something changes: the day's work is one list of
 * seven sections, each from an index of its own, so asking it for a page costs as much as for all. */
#include "tui/screens/screens.h"

#include <stdlib.h>
#include <string.h>

struct held {
    struct app *app;
    const struct view *view;
    struct arena arena;
    struct list rows;
    uint64_t epoch;
    bool whole;
};

struct held *held_new(struct app *a, const struct view *v)
{
    struct held *h = calloc(1, sizeof *h);

    if (h) {
        h->app = a;
        h->view = v;
        h->epoch = UINT64_MAX;
    }
    return h;
}

void held_free(struct held *h)
{
    if (!h)
        return;
    arena_release(&h->arena);
    free(h);
}

bool held_read(struct held *h)
{
    struct view_ask ask = app_ask_of(h->app, h->view);
    struct view_page page;
    struct fault no = {0};

    if (h->epoch == h->app->epoch)
        return h->whole;
    h->epoch = h->app->epoch;
    arena_release(&h->arena);
    h->rows = (struct list){0};
    ask.limit = VIEW_PAGE_MOST;
    h->whole = view_page(h->app->s, h->view, &ask, &h->arena, &page, &no) && !page.more_after;
    if (h->whole)
        h->rows = page.rows;
    return h->whole;
}

size_t held_count(const struct held *h)
{
    return h->rows.count;
}

const void *held_row(const struct held *h, size_t i)
{
    return (const char *)h->rows.items + i * h->view->columns->size;
}

/* --- pages ------------------------------------------------------------------------------------- */

/* A row with its texts, so that it outlives what is held. */
static void *copy_of(const struct held *h, size_t i, struct arena *a)
{
    const struct fields *t = h->view->columns;
    void *row = arena_take(a, t->size);

    if (!row)
        return NULL;
    memcpy(row, held_row(h, i), t->size);
    for (size_t f = 0; f < t->count; f++) {
        const char **text = (const char **)(void *)((char *)row + t->field[f].offset);
        if (t->field[f].type != FIELD_TEXT || !*text)
            continue;
        *text = arena_text(a, *text);
        if (!*text)
            return NULL;
    }
    return row;
}

static int64_t id_of(const struct held *h, const void *row)
{
    return *(const int64_t *)(const void *)((const char *)row + h->view->columns->field[0].offset);
}

static size_t place_of_id(const struct held *h, int64_t id)
{
    size_t i = 0;

    while (i < h->rows.count && id_of(h, held_row(h, i)) != id)
        i++;
    return i;
}

/* The place of a row that was there before: its own, or, where it is gone, that of the first that comes
 * after it by the number the view is ordered by. */
static size_t place_of(const struct held *h, const void *row, bool *there)
{
    size_t i = place_of_id(h, id_of(h, row));
    int64_t was = row_number(h->view->columns, row, h->view->order);

    *there = i < h->rows.count;
    if (*there || was == ABSENT)
        return i;
    for (i = 0; i < h->rows.count; i++)
        if (row_number(h->view->columns, held_row(h, i), h->view->order) > was)
            break;
    return i;
}

static bool put(const struct held *h, size_t from, size_t to, struct list_page *out,
                struct fault *why)
{
    const void **rows = arena_take_array(&out->arena, to - from + 1, sizeof *rows);

    if (!rows)
        return fault_memory(why);
    for (size_t i = from; i < to; i++) {
        rows[i - from] = copy_of(h, i, &out->arena);
        if (!rows[i - from])
            return fault_memory(why);
    }
    out->row = rows;
    out->count = to - from;
    return true;
}

bool held_page(struct held *h, const struct list_ask *ask, struct list_page *out, struct fault *why)
{
    size_t n = h->rows.count, at = 0;
    bool there = false;

    if (ask->key) {
        at = place_of_id(h, strtoll(ask->key, NULL, 10));
        return put(h, at, at < n ? at + 1 : at, out, why);
    }
    if (!ask->anchor)
        at = ask->way == LIST_BEFORE ? n : 0;
    else
        at = place_of(h, ask->anchor, &there);
    if (ask->way == LIST_BEFORE)
        return put(h, at > ask->rows ? at - ask->rows : 0, at, out, why);
    if (ask->way == LIST_AFTER && there)
        at++;
    return put(h, at, at + ask->rows < n ? at + ask->rows : n, out, why);
}

#include "tui/view_source.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_SIZE = 512, NAME_SIZE = 72 };

/* The list's question as the view engine takes it; texts go into the two rooms. */
static void translate(const struct view_source *v, const struct list_ask *ask,
                      char words[WORDS_SIZE], char second[NAME_SIZE], struct view_ask *out)
{
    *out = v->ask;
    out->sort = ask->sort;
    out->descending = ask->descending;
    out->limit = ask->rows;
    if (ask->then) {
        snprintf(second, NAME_SIZE, "%s%s", ask->then_descending != ask->descending ? "-" : "",
                 ask->then);
        out->then = second;
    }
    if (ask->search || ask->find) { /* every word of both */
        snprintf(words, WORDS_SIZE, "%s %s", ask->search ? ask->search : "",
                 ask->find ? ask->find : "");
        out->search = words;
    }
}

static const struct field *identity(const struct view_source *v)
{
    const struct fields *t = v->view->columns;

    for (size_t i = 0; i < t->count; i++)
        if (t->field[i].flags & FIELD_KEY)
            return &t->field[i];
    return &t->field[0];
}

/* The view's rows behind those already in `out`. */
static bool add_page(const struct view_source *v, const struct view_ask *ask, struct list_page *out,
                     struct fault *why)
{
    struct view_page page;

    if (!view_page(v->session, v->view, ask, &out->arena, &page, why))
        return false;
    const void **row = arena_take_array(&out->arena, out->count + page.rows.count + 1, sizeof *row);
    if (!row)
        return fault_memory(why);
    if (out->count)
        memcpy(row, out->row, out->count * sizeof *row);
    for (size_t i = 0; i < page.rows.count; i++)
        row[out->count + i] = (const char *)page.rows.items + i * v->view->columns->size;
    out->row = row;
    out->count += page.rows.count;
    return true;
}

/* The one row of an identity, where the filters leave it. */
static bool add_one(const struct view_source *v, struct view_ask ask, const char *key,
                    struct list_page *out, struct fault *why)
{
    if (!*key)
        return true;
    if (ask.filters == VIEW_FILTERS_MOST)
        return fail(why, FAULT_INPUT, "", "there are more filters than a list can take");
    if (!ask.filters)
        ask.style = STYLE_FILE;
    ask.filter[ask.filters++] = (struct view_filter){identity(v)->name, TEST_IS, key};
    ask.after = ask.before = NULL;
    ask.from_end = false;
    ask.limit = 1;
    return add_page(v, &ask, out, why);
}

static bool page(void *ctx, const struct list_ask *ask, struct list_page *out, struct fault *why)
{
    const struct view_source *v = ctx;
    char words[WORDS_SIZE], second[NAME_SIZE];
    struct view_ask go;

    translate(v, ask, words, second, &go);
    if (ask->key)
        return add_one(v, go, ask->key, out, why);
    if (ask->way == LIST_FROM && ask->anchor) {
        struct buf key = {0};
        field_print(identity(v), ask->anchor, STYLE_FILE, &key);
        bool good = add_one(v, go, key.text ? key.text : "", out, why);
        buf_release(&key);
        if (!good)
            return false;
        if (out->count >= ask->rows)
            return true;
        go.limit = ask->rows - out->count;
    }
    if (ask->way == LIST_BEFORE) {
        go.before = ask->anchor;
        go.from_end = !ask->anchor;
    } else {
        go.after = ask->anchor;
    }
    return add_page(v, &go, out, why);
}

static bool count(void *ctx, const struct list_ask *ask, struct list_count *out, struct fault *why)
{
    const struct view_source *v = ctx;
    char words[WORDS_SIZE], second[NAME_SIZE];
    struct view_ask go;
    int64_t shown = 0, all = 0;
    bool about = false, all_about = false;

    translate(v, ask, words, second, &go);
    if (!view_count(v->session, v->view, &go, VIEW_SOURCE_COUNTS, &shown, &about, why))
        return false;
    all = shown;
    all_about = about;
    if (go.search) {
        go.search = NULL;
        if (!view_count(v->session, v->view, &go, VIEW_SOURCE_COUNTS, &all, &all_about, why))
            return false;
    }
    *out = (struct list_count){.shown = (uint64_t)(shown > 0 ? shown : 0),
                               .all = (uint64_t)(all > 0 ? all : 0),
                               .about = about || all_about};
    return true;
}

static void empty(void *ctx, const struct list_ask *ask, struct buf *out)
{
    const struct view_source *v = ctx;

    if (!ask->search && v->view->empty)
        buf_text(out, v->view->empty);
}

struct list_source view_source(struct view_source *v)
{
    return (struct list_source){
        .columns = v->view->columns, .ctx = v, .page = page, .count = count, .empty = empty};
}

/* A list over a view: pages by key, filter words, the time that is looked at. */
#include "tui/screens/screens.h"

#include "core/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MOST = 5000 };

struct view_ask app_ask_of(const struct app *a, const struct view *v)
{
    struct view_ask ask = VIEW_ASK;

    if (v->flags & VIEW_TIME) {
        ask.as_at = a->as_at;
        ask.known_at = a->known_at;
    }
    return ask;
}

static bool params_of(const struct view *v, const char *by, int64_t id, struct arena *a,
                      const void **out, struct fault *why)
{
    const struct field *f = by && v->params ? fields_find(v->params, by) : NULL;
    void *params = f ? arena_take(a, v->params->size) : NULL;

    *out = NULL;
    if (!by)
        return true;
    if (!f)
        return fail(why, FAULT_BUG, "", "%s takes no %s.", v->name, by);
    if (!params)
        return fault_memory(why);
    fields_clear(v->params, params);
    *(int64_t *)(void *)((char *)params + f->offset) = id;
    *out = params;
    return true;
}

bool app_rows_asked(struct app *a, const struct view *v, const char *by, int64_t id,
                    struct view_ask ask, struct arena *arena, struct list *out, struct fault *why)
{
    struct view_page page;

    *out = (struct list){0};
    if (!params_of(v, by, id, arena, &ask.params, why) ||
        !view_page(a->s, v, &ask, arena, &page, why))
        return false;
    *out = page.rows;
    return true;
}

bool app_rows_of(struct app *a, const struct view *v, const char *by, int64_t id, size_t most,
                 struct arena *arena, struct list *out, struct fault *why)
{
    struct view_ask ask = app_ask_of(a, v);

    ask.limit = most;
    return app_rows_asked(a, v, by, id, ask, arena, out, why);
}

bool app_rows_where(struct app *a, const char *view, const char *column, const char *value,
                    size_t most, struct arena *arena, struct list *out, struct fault *why)
{
    const struct view *v = view_find(view);
    struct view_ask ask = app_ask_of(a, v);

    ask.limit = most;
    ask.filter[ask.filters++] = (struct view_filter){column, TEST_IS, value};
    return app_rows_asked(a, v, NULL, ABSENT, ask, arena, out, why);
}

const struct part *part_named(const struct kind *k, const char *tab)
{
    for (size_t i = 0; i < k->parts; i++)
        if (strcmp(k->part[i].tab, tab) == 0)
            return &k->part[i];
    return NULL;
}

/* --- filter words: "lot:02 minutes>300 okafor" ------------------------------------------------- */

static size_t test_at(const char *at, enum view_test *test)
{
    static const struct {
        const char *sign;
        enum view_test test;
    } tests[] = {{"!=", TEST_NOT},  {":", TEST_HOLDS}, {"=", TEST_IS},
                 {"<", TEST_UNDER}, {">", TEST_OVER},  {"~", TEST_HOLDS}};

    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (strncmp(at, tests[i].sign, strlen(tests[i].sign)) == 0) {
            *test = tests[i].test;
            return strlen(tests[i].sign);
        }
    return 0;
}

/* A word that begins with a column's name and a sign is a condition; false: it is a plain word. */
static bool condition(const struct view *v, const char *word, struct arena *a,
                      struct view_filter *out)
{
    size_t n = strcspn(word, "!:=<>~");
    enum view_test test;
    size_t sign = n && word[n] ? test_at(word + n, &test) : 0;
    char *name = sign ? arena_copy(a, word, n) : NULL;
    const struct field *f = name ? fields_find(v->columns, name) : NULL;

    if (!f || f->flags & FIELD_HIDDEN || !word[n + sign])
        return false;
    if (test == TEST_HOLDS && f->type != FIELD_TEXT)
        test = TEST_IS;
    *out = (struct view_filter){f->name, test, word + n + sign};
    return true;
}

static bool words_of(const struct view *v, const char *text, struct arena *a, struct view_ask *out,
                     struct buf *rest, struct fault *why)
{
    char *copy = arena_text(a, text), *at = copy, *word;

    if (!copy)
        return fault_memory(why);
    while ((word = strtok_r(at, " ", &at))) {
        struct view_filter f;
        if (!condition(v, word, a, &f)) {
            buf_printf(rest, "%s%s", rest->length ? " " : "", word);
        } else if (out->filters == VIEW_FILTERS_MOST) {
            return fail(why, FAULT_INPUT, "", "There are more conditions than a list takes.");
        } else {
            out->filter[out->filters++] = f;
        }
    }
    return true;
}

bool view_source_ask(const struct view_source *s, const struct list_ask *ask, struct arena *a,
                     struct view_ask *out, struct fault *why)
{
    struct buf rest = {0};
    bool good;

    *out = app_ask_of(s->app, s->view);
    out->style = STYLE_TYPED;
    if (s->has_fixed)
        out->filter[out->filters++] = s->fixed;
    good = params_of(s->view, s->by, s->id, a, &out->params, why) &&
           (!ask->search || words_of(s->view, ask->search, a, out, &rest, why));
    if (ask->find)
        buf_printf(&rest, "%s%s", rest.length ? " " : "", ask->find);
    if (good && rest.length)
        good = (out->search = arena_text(a, rest.text)) || fault_memory(why);
    buf_release(&rest);
    out->sort = ask->sort;
    out->descending = ask->descending;
    if (good && ask->then)
        good = (out->then = arena_printf(
                    a, "%s%s", ask->then_descending != ask->descending ? "-" : "", ask->then)) ||
               fault_memory(why);
    return good;
}

/* --- the source -------------------------------------------------------------------------------- */

static bool is_id(const struct view_source *s)
{
    return !s->key;
}

static bool add_rows(struct list_page *out, const struct view *v, const struct list *rows,
                     struct fault *why)
{
    const void **all = arena_take_array(&out->arena, out->count + rows->count + 1, sizeof *all);

    if (!all)
        return fault_memory(why);
    if (out->count)
        memcpy(all, out->row, out->count * sizeof *all);
    for (size_t i = 0; i < rows->count; i++)
        all[out->count + i] = (const char *)rows->items + i * v->columns->size;
    out->row = all;
    out->count += rows->count;
    return true;
}

/* The row of a key, if what is asked for lets it through. */
static bool one(struct view_source *s, struct view_ask ask, const char *key, struct list_page *out,
                struct fault *why)
{
    struct view_page page;

    if (ask.filters == VIEW_FILTERS_MOST)
        return true;
    ask.filter[ask.filters++] =
        (struct view_filter){is_id(s) ? s->view->columns->field[0].name : s->key, TEST_IS, key};
    ask.limit = 1;
    return view_page(s->app->s, s->view, &ask, &out->arena, &page, why) &&
           add_rows(out, s->view, &page.rows, why);
}

static void key_of(void *ctx, const void *record, struct buf *out)
{
    const struct view_source *s = ctx;

    if (is_id(s))
        field_print(&s->view->columns->field[0], record, STYLE_FILE, out);
    else
        field_print(fields_find(s->view->columns, s->key), record, STYLE_FILE, out);
}

static bool is_held(const struct view_source *s, const struct list_ask *ask)
{
    return s->held && !ask->search && !ask->find && !ask->sort && held_read(s->held);
}

static bool is_among(const char *const *names, const char *name)
{
    while (names && *names && strcmp(*names, name) != 0)
        names++;
    return names && *names;
}

/* What is shown, what the page reads besides, and what the view keeps for itself; NULL: all. */
static const char *const *wanted(const struct view_source *s, const struct list_ask *ask,
                                 struct arena *a)
{
    const struct fields *t = s->view->columns;
    const char **names =
        s->reads && ask->only ? arena_take_array(a, t->count + 1, sizeof *names) : NULL;
    size_t n = 0;

    for (size_t i = 0; names && i < t->count; i++) {
        const struct field *f = &t->field[i];
        bool own = f->flags & (FIELD_KEY | FIELD_HIDDEN) ||
                   (s->view->opens_by && strcmp(s->view->opens_by, f->name) == 0);
        if (own || is_among(ask->only, f->name) || is_among(s->reads, f->name))
            names[n++] = f->name;
    }
    if (names)
        names[n] = NULL;
    return names;
}

static bool page(void *ctx, const struct list_ask *ask, struct list_page *out, struct fault *why)
{
    struct view_source *s = ctx;
    struct view_ask q;
    struct view_page page;

    s->narrowed = ask->search != NULL;
    if (is_held(s, ask))
        return held_page(s->held, ask, out, why);
    if (!view_source_ask(s, ask, &out->arena, &q, why))
        return false;
    q.only = wanted(s, ask, &out->arena);
    if (ask->key)
        return one(s, q, ask->key, out, why);
    q.limit = ask->rows;
    if (ask->way == LIST_FROM && ask->anchor) {
        struct buf key = {0};
        key_of(s, ask->anchor, &key);
        bool good = one(s, q, key.text ? key.text : "", out, why);
        buf_release(&key);
        if (!good || out->count >= ask->rows)
            return good;
        q.limit = ask->rows - out->count;
    }
    if (ask->way == LIST_BEFORE) {
        q.before = ask->anchor;
        q.from_end = !ask->anchor;
    } else {
        q.after = ask->anchor;
    }
    return view_page(s->app->s, s->view, &q, &out->arena, &page, why) &&
           add_rows(out, s->view, &page.rows, why);
}

static bool count(void *ctx, const struct list_ask *ask, struct list_count *out, struct fault *why)
{
    struct view_source *s = ctx;
    struct arena a = {0};
    struct view_ask q;
    int64_t shown = 0, all = 0;
    bool about = false, about_all = false;

    if (is_held(s, ask)) {
        *out = (struct list_count){held_count(s->held), held_count(s->held), false};
        return true;
    }
    bool good = view_source_ask(s, ask, &a, &q, why);
    if (ask->whole)
        shown = (int64_t)*ask->whole;
    else
        good = good && view_count(s->app->s, s->view, &q, COUNT_MOST, &shown, &about, why);
    if (good && (ask->search || ask->find)) {
        struct view_ask whole = app_ask_of(s->app, s->view);
        whole.params = q.params;
        whole.style = q.style;
        if (s->has_fixed)
            whole.filter[whole.filters++] = s->fixed;
        good = view_count(s->app->s, s->view, &whole, COUNT_MOST, &all, &about_all, why);
    } else {
        all = shown;
    }
    arena_release(&a);
    *out = (struct list_count){(uint64_t)shown, (uint64_t)all, about || about_all};
    return good;
}

static void empty(void *ctx, const struct list_ask *ask, struct buf *out)
{
    const struct view_source *s = ctx;

    if (ask->search)
        buf_printf(out, "Nothing here holds \"%s\". F shows all again.", ask->search);
    else
        buf_text(out, s->view->empty ? s->view->empty : "There is nothing here.");
}

struct list_source view_source_of(struct view_source *s, const struct showing *look)
{
    struct list_source l = {.columns = s->view->columns,
                            .ctx = s,
                            .page = page,
                            .count = count,
                            .key = key_of,
                            .empty = empty};

    if (look) {
        l.hints = look->hints;
        l.cell = look->cell;
        l.style = look->style;
        l.urgency = look->urgency;
        l.group = look->group;
        s->reads = look->reads;
    }
    return l;
}

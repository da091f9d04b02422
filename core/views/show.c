#include "core/views/show.h"

#include "core/base/text.h"
#include "core/store/query.h"
#include "core/store/scope.h"
#include "core/store/tx.h"
#include "core/views/view_inside.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the table -------------------------------------------------------------------------------- */

enum { KINDS_MOST = 64, NEAR_MOST = 20 };
static const struct kind *sorted[KINDS_MOST];
static size_t sorted_count;

static int by_name(const void *a, const void *b)
{
    const struct kind *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

size_t kind_count(void)
{
    if (sorted_count)
        return sorted_count;
    for (const struct kind *const *const *subject = kind_subjects; *subject; subject++)
        for (const struct kind *const *k = *subject; *k; k++) {
            assert(sorted_count < KINDS_MOST && "more kinds than the table holds");
            sorted[sorted_count++] = *k;
        }
    qsort(sorted, sorted_count, sizeof *sorted, by_name);
    return sorted_count;
}

const struct kind *kind_at(size_t i)
{
    return i < kind_count() ? sorted[i] : NULL;
}

const struct kind *kind_find(const char *name)
{
    for (size_t i = 0; i < kind_count(); i++)
        if (strcmp(sorted[i]->name, name) == 0)
            return sorted[i];
    return NULL;
}

/* --- one record by its reference -------------------------------------------------------------- */

/* The view that lists such records: its rows open them; it is called like them, has their reference
 * rather than another column, and is searched rather than not. */
static const struct view *view_of(const struct kind *k)
{
    const struct view *best = NULL;
    int most = 0;

    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        if (!v->opens || !v->opens_by || strcmp(v->opens, k->name) != 0 || v->flags & VIEW_QUIET)
            continue;
        size_t length = strlen(k->name);
        bool begins = strncmp(v->name, k->name, length) == 0;
        bool plural = begins && strcmp(v->name + length, "s") == 0;
        int fits = 1 + 8 * plural + 4 * begins + 2 * (strcmp(v->opens_by, "ref") == 0) +
                   !!(v->flags & VIEW_SEARCH);
        if (fits > most) {
            best = v;
            most = fits;
        }
    }
    return best;
}

/* References at and around `ref` in their order: the next ones up, or down. */
static bool around(struct session *s, const struct view *v, const char *ref, bool down,
                   struct arena *a, const char **found, size_t *count, struct fault *why)
{
    struct composing c = {.s = s, .v = v, .ask = &VIEW_ASK, .arena = a};
    const struct field *f = fields_find(v->columns, v->opens_by);
    struct cursor *cursor = NULL;
    bool any = false, row = true;

    if (!f || f->type != FIELD_TEXT)
        return true;
    if (!compose_view(&c, why)) {
        buf_release(&c.text);
        return false;
    }
    compose_text(&c, "SELECT ");
    compose_column(&c, f);
    compose_text(&c, " FROM v");
    if (!compose_scope(&c, &any, why)) {
        buf_release(&c.text);
        return false;
    }
    compose_text(&c, any ? " AND " : " WHERE ");
    compose_column(&c, f);
    compose_text(&c, down ? " < " : " >= ");
    compose_bind(&c, TEXT(ref));
    compose_text(&c, " ORDER BY ");
    compose_column(&c, f);
    compose_text(&c, down ? " DESC LIMIT " : " LIMIT ");
    compose_bind(&c, INT(NEAR_MOST));
    const char *sql = compose_done(&c, why);
    bool good = sql && query_open(s->store, sql, c.arg, c.args, &cursor, why);
    while (good && row) {
        good = query_next(cursor, &row, why);
        const char *text = good && row ? query_text(cursor, 0) : NULL;
        if (text)
            found[(*count)++] = arena_text(a, text);
    }
    query_close(cursor);
    return good;
}

static bool missing(struct session *s, const struct kind *k, const char *ref, struct fault *why)
{
    const char *found[2 * NEAR_MOST];
    const struct view *v = view_of(k);
    struct arena a = {0};
    struct fault ignored = {0};
    char quote[128];
    size_t count = 0;

    if (v && view_may(s, v, &ignored) && around(s, v, ref, false, &a, found, &count, &ignored))
        (void)!around(s, v, ref, true, &a, found, &count, &ignored);
    const char *near = text_nearest_ref(ref, found, count);
    text_quote(ref, strlen(ref), 40, quote, sizeof quote);
    if (near)
        fail(why, FAULT_MISSING, "ref", "There is no %s %s; did you mean %s?", k->name, quote,
             near);
    else if (v)
        fail(why, FAULT_MISSING, "ref", "There is no %s %s; htlah list %s shows what there is.",
             k->name, quote, v->name);
    else
        fail(why, FAULT_MISSING, "ref", "There is no %s %s.", k->name, quote);
    arena_release(&a);
    return false;
}

/* The one number a kind's constant SQL gives for one value. */
static bool ask_one(struct session *s, const char *sql, struct arg value, int64_t *out,
                    struct fault *why)
{
    return query_one_int(s->store, sql, ARGS(value), out, why);
}

/* A record about another body's people is refused, and the refusal kept. */
static bool is_theirs(struct session *s, const struct kind *k, const char *ref, int64_t id,
                      struct fault *why)
{
    int64_t person = ABSENT;
    char op[80];

    if (!s->body || !k->person)
        return true;
    if (!ask_one(s, k->person, INT(id), &person, why))
        return false;
    if (scope_check(s, person, k->name, ref, why))
        return true;
    snprintf(op, sizeof op, "show.%s", k->name);
    if (why->kind == FAULT_DENIED)
        tx_denied(s->store, s, op, NULL, why);
    return false;
}

bool kind_id(struct session *s, const struct kind *k, const char *ref, int64_t *id,
             struct fault *why)
{
    if (!ask_one(s, k->find, TEXT(ref), id, why))
        return false;
    return *id == ABSENT ? missing(s, k, ref, why) : is_theirs(s, k, ref, *id, why);
}

bool kind_note_read(struct session *s, const struct kind *k, int64_t id, const char *how,
                    struct fault *why)
{
    int64_t person = ABSENT;

    if (!k->read_logged)
        return true;
    if (!store_read_note(s->store, s, k->name, id, how, why))
        return false;
    if (!k->person || strcmp(k->name, "person") == 0)
        return true;
    if (!ask_one(s, k->person, INT(id), &person, why))
        return false;
    return person == ABSENT || store_read_note(s->store, s, "person", person, how, why);
}

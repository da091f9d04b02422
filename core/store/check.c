/* check.c - every invariant of the store, each exception with a sentence */
#include "core/store/inside.h"

#include <stdio.h>
#include <string.h>

bool snapshot_begin(struct store *st, bool *begun, struct fault *why)
{
    int64_t ignored;

    *begun = !st->db || sqlite3_get_autocommit(st->db);
    return !*begun || (own_run(st, "BEGIN", NO_ARGS, why) &&
                       own_int(st, "SELECT count(*) FROM setting", 0, &ignored, why));
}

void snapshot_end(struct store *st, bool begun)
{
    struct fault ignored = {0};

    /* A failed end of reading loses nothing: the next begin fails and says so. */
    if (begun && st->db && !sqlite3_get_autocommit(st->db) &&
        !own_run(st, "ROLLBACK", NO_ARGS, &ignored))
        (void)0;
}

/* --- SQLite's own checks -------------------------------------------------------------------------
 */

static bool integrity(struct store *st, struct check_report *r, struct fault *why)
{
    struct cursor *c;
    bool row, fine;

    if (!own_open(st, "PRAGMA integrity_check", NO_ARGS, &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        const char *text = query_text(c, 0);
        if (text && strcmp(text, "ok") != 0)
            check_found(r, "file", "%.200s", text);
    }
    statement_give(c);
    return fine;
}

static bool foreign_keys(struct store *st, struct check_report *r, struct fault *why)
{
    struct cursor *c;
    bool row, fine;

    if (!own_open(st, "PRAGMA foreign_key_check", NO_ARGS, &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        const char *table = query_text(c, 0), *to = query_text(c, 2);
        char place[80];
        snprintf(place, sizeof place, "%.40s %lld", table ? table : "?",
                 (long long)query_int(c, 1));
        check_found(r, place, "it names a row of %s that is not there", to ? to : "?");
    }
    statement_give(c);
    return fine;
}

/* Search indexes check themselves; the command looks like a write, so not on a read-only store. */
static bool search_index(struct store *st, const char *name, struct check_report *r,
                         struct fault *why)
{
    struct buf sql = {0};
    struct cursor *c = NULL;

    buf_text(&sql, "INSERT INTO ");
    buf_text(&sql, name);
    buf_text(&sql, "(");
    buf_text(&sql, name);
    buf_text(&sql, ") VALUES ('integrity-check')");
    struct fault inner = {0};
    bool fine = sql.failed ? fault_memory(&inner) : statement_take(st, sql.text, true, &c, &inner);
    buf_release(&sql);
    if (!fine && inner.kind != FAULT_STORE)
        *why = inner;
    if (!fine && inner.kind == FAULT_STORE)
        check_found(r, name, "the search index cannot be opened");
    if (!fine)
        return inner.kind == FAULT_STORE;
    int rc = sqlite3_step(c->stmt);
    statement_give(c);
    if ((rc & 0xff) == SQLITE_CORRUPT)
        check_found(r, name, "the search index is damaged");
    else if (rc != SQLITE_DONE)
        return store_fault(st, rc, "checking", why);
    return true;
}

static bool search_indexes(struct store *st, struct check_report *r, struct fault *why)
{
    struct cursor *c;
    bool row = false, fine;

    if (st->read_only)
        return true;
    if (!own_open(st, "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE %fts5%'",
                  NO_ARGS, &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row)
        if (!search_index(st, query_text(c, 0), r, why)) {
            fine = false;
            break;
        }
    statement_give(c);
    return fine;
}

/* --- what each table declares --------------------------------------------------------------------
 */

/* Versions known now, side by side in order of their first day: if any two overlap, so do two
 * neighbours. */
static bool overlaps(struct store *st, const struct table *t, struct check_report *r,
                     struct fault *why)
{
    struct buf sql = {0};
    struct cursor *c;
    bool row = false;

    if (!t->no_overlap || !fields_find(t->fields, "valid_from"))
        return true;
    buf_text(&sql, "SELECT id, before FROM (SELECT id, valid_from, lag(id) OVER w AS before, "
                   "lag(coalesce(valid_to, 9223372036854775807)) OVER w AS ended FROM ");
    buf_text(&sql, t->name);
    buf_text(&sql, " WHERE known_to IS NULL WINDOW w AS (PARTITION BY ");
    buf_text(&sql, t->no_overlap);
    buf_text(&sql, " ORDER BY valid_from, id)) WHERE ended > valid_from");
    bool fine = sql.failed ? fault_memory(why) : query_open(st, sql.text, NO_ARGS, &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        char place[80];
        snprintf(place, sizeof place, "%.40s %lld", t->name, (long long)query_int(c, 0));
        check_found(r, place, "its days overlap those of number %lld, and both are known",
                    (long long)query_int(c, 1));
    }
    query_close(c);
    return fine;
}

/* Rows that break what the table says of itself, with its own sentence. */
static bool holds(struct store *st, const struct table *t, struct check_report *r,
                  struct fault *why)
{
    struct cursor *c;
    bool row = false, fine;

    if (!t->holds)
        return true;
    if (!query_open(st, t->holds, NO_ARGS, &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        char place[80];
        const char *what = query_text(c, 1);
        snprintf(place, sizeof place, "%.40s %lld", t->name, (long long)query_int(c, 0));
        check_found(r, place, "%.200s", what ? what : "something is wrong with it");
    }
    query_close(c);
    return fine;
}

/* Required fields, ranges, words and dates of every row. */
static void values_of(struct check_report *r, const struct table *t, const void *record)
{
    const struct stored *head = record;
    char place[80];

    snprintf(place, sizeof place, "%.40s %lld", t->name, (long long)head->id);
    for (size_t i = 0; i < t->fields->count; i++) {
        const struct field *f = &t->fields->field[i];
        if (!(f->flags & FIELD_OPTIONAL) && !field_given(f, record))
            check_found(r, place, "%s is missing", f->name);
        else if (f->type == FIELD_BOOL && field_given(f, record) &&
                 record_number(record, (int64_t)f->offset) >> 1)
            check_found(r, place, "%s is neither yes nor no", f->name);
    }
}

static bool backwards(struct store *st, const struct table *t, struct check_report *r,
                      struct fault *why)
{
    struct buf sql = {0};
    struct cursor *c;
    bool row = false;

    if (!fields_find(t->fields, "valid_from") || !fields_find(t->fields, "valid_to"))
        return true;
    buf_text(&sql, "SELECT id FROM ");
    buf_text(&sql, t->name);
    buf_text(&sql, " WHERE valid_to < valid_from");
    bool fine = sql.failed ? fault_memory(why) : query_open(st, sql.text, NO_ARGS, &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        char place[80];
        snprintf(place, sizeof place, "%.40s %lld", t->name, (long long)query_int(c, 0));
        check_found(r, place, "it ends before it begins");
    }
    query_close(c);
    return fine;
}

static bool rows_of(struct store *st, const struct table *t, struct check_report *r,
                    const struct progress *p, struct fault *why)
{
    struct arena a = {0};
    struct buf sql = {0};
    struct cursor *c;
    struct plan *plan;
    bool row = false, fine;

    if (!plan_of(st, t, &plan, why))
        return false;
    buf_text(&sql, "SELECT ");
    buf_text(&sql, plan->columns.text);
    buf_text(&sql, " FROM ");
    buf_text(&sql, t->name);
    fine = sql.failed ? fault_memory(why) : query_open(st, sql.text, NO_ARGS, &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        struct fault bad = {0};
        arena_reset(&a);
        void *record = arena_take(&a, t->fields->size);
        if (!record)
            fine = fault_memory(why);
        else if (record_load_whole(st, plan, c->stmt, record, &a, &bad))
            values_of(r, t, record);
        else
            check_found(r, t->name, "%s", bad.text);
        if (p && p->interrupted && *p->interrupted)
            fine = fail(why, FAULT_INTERRUPTED, NULL, "Stopped as you asked; nothing was changed.");
        r->looked_at++;
        if (!fine)
            break;
    }
    query_close(c);
    arena_release(&a);
    return fine;
}

static bool check_all(struct store *st, struct check_report *r, const struct progress *p,
                      struct fault *why)
{
    const struct table *t;

    if (!integrity(st, r, why) || !foreign_keys(st, r, why) || !search_indexes(st, r, why))
        return false;
    for (size_t i = 0; (t = store_table_at(st, i)); i++)
        if (!overlaps(st, t, r, why) || !backwards(st, t, r, why) || !holds(st, t, r, why) ||
            !rows_of(st, t, r, p, why))
            return false;
    return store_audit_verify(st, 0, r, p, why);
}

bool store_check(struct store *st, struct check_report *r, const struct progress *p,
                 struct fault *why)
{
    bool was = st->bulk, snapshot;
    struct progress before = st->progress;

    st->bulk = true;
    if (p)
        st->progress = *p;
    bool fine = snapshot_begin(st, &snapshot, why);
    if (fine) {
        fine = check_all(st, r, p, why);
        snapshot_end(st, snapshot);
    }
    st->bulk = was;
    st->progress = before;
    return fine;
}

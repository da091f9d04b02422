/* query.c - reading with bound arguments, and writing what no field table describes */
#include "core/store/inside.h"

#include <string.h>

bool query_open(struct store *st, const char *sql, const struct arg *args, size_t count,
                struct cursor **out, struct fault *why)
{
    *out = NULL;
    if (!statement_take(st, sql, false, out, why))
        return false;
    bool fine = (*out)->writes_count == 0 && sqlite3_stmt_readonly((*out)->stmt);
    if (!fine)
        fail(why, FAULT_BUG, NULL, "A query may not write: %.300s.", sql);
    if (fine && cursor_bind(*out, args, count, true, why))
        return true;
    statement_give(*out);
    *out = NULL;
    return false;
}

bool query_next(struct cursor *c, bool *row, struct fault *why)
{
    *row = false;
    if (!c->stmt)
        return fail(why, FAULT_STORE, NULL, "%s was opened anew meanwhile; look again.",
                    c->st->path);
    c->st->ticks = 0;
    int rc = cursor_step(c);
    *row = rc == SQLITE_ROW;
    return *row || rc == SQLITE_DONE || store_fault(c->st, rc, "reading", why);
}

int64_t query_int(struct cursor *c, int column)
{
    if (!c->stmt || sqlite3_column_type(c->stmt, column) == SQLITE_NULL)
        return ABSENT;
    return sqlite3_column_int64(c->stmt, column);
}

const char *query_text(struct cursor *c, int column)
{
    return c->stmt ? (const char *)sqlite3_column_text(c->stmt, column) : NULL;
}

const void *query_bytes(struct cursor *c, int column, size_t *length)
{
    const void *bytes = c->stmt ? sqlite3_column_blob(c->stmt, column) : NULL;

    *length = bytes ? (size_t)sqlite3_column_bytes(c->stmt, column) : 0;
    return bytes;
}

int query_columns(struct cursor *c)
{
    return c->stmt ? sqlite3_column_count(c->stmt) : 0;
}

void query_close(struct cursor *c)
{
    statement_give(c);
}

bool query_one_int(struct store *st, const char *sql, const struct arg *args, size_t count,
                   int64_t *out, struct fault *why)
{
    struct cursor *c;
    bool row;

    *out = ABSENT;
    if (!query_open(st, sql, args, count, &c, why))
        return false;
    bool fine = query_next(c, &row, why);
    if (fine && row)
        *out = query_int(c, 0);
    query_close(c);
    return fine;
}

bool query_one_text(struct store *st, const char *sql, const struct arg *args, size_t count,
                    struct arena *a, const char **out, struct fault *why)
{
    struct cursor *c;
    bool row;

    *out = NULL;
    if (!query_open(st, sql, args, count, &c, why))
        return false;
    bool fine = query_next(c, &row, why);
    const char *text = fine && row ? query_text(c, 0) : NULL;
    if (text && !(*out = arena_text(a, text)))
        fine = fault_memory(why);
    query_close(c);
    return fine;
}

bool query_record(struct cursor *c, int first, const struct fields *fields, void *record,
                  struct arena *a, struct fault *why)
{
    if (!c->stmt)
        return fail(why, FAULT_STORE, NULL, "%s was opened anew meanwhile; look again.",
                    c->st->path);
    return record_load(c->st, c->stmt, first, fields, record, a, why);
}

static bool run_bound(struct store *st, struct cursor *c, const struct arg *args, size_t count,
                      struct fault *why)
{
    int rc;

    if (c->writes_count > 0 && !tx_may_go_on(st, why))
        return false;
    if (!guard_may_run(st, c, why) || !cursor_bind(c, args, count, false, why))
        return false;
    st->ticks = 0;
    do
        rc = sqlite3_step(c->stmt);
    while (rc == SQLITE_ROW);
    return rc == SQLITE_DONE || store_fault(st, rc, "writing to", why);
}

bool store_run(struct store *st, const char *sql, const struct arg *args, size_t count,
               struct fault *why)
{
    struct cursor *c;

    if (!statement_take(st, sql, false, &c, why))
        return false;
    bool fine = run_bound(st, c, args, count, why);
    statement_give(c);
    return fine;
}

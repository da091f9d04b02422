/* guard.c - which tables may be written, by whom
 *
 * Two nets  When a statement is prepared, SQLite asks the authorizer about each thing it would
 *           do: what nobody may do is refused there, and what it writes is noted.  When it is
 *           run, what it writes is held against what the running operation declared.
 * Rules     No change of the schema, no other file, no pragma.  The audit trail is written by
 *           store code alone and only added to.  A stored table with an audit trail is written
 *           by the row functions alone: TABLE_APPEND added to, TABLE_KNOWN closed, nothing
 *           deleted.  Tables that no field table describes (search index) are free to the
 *           operation that names them.
 * Shadows   A virtual table writes its shadow tables by statements of its own while ours runs;
 *           defensive mode keeps everybody else from them.
 */
#include "core/store/inside.h"

#include <stdlib.h>
#include <string.h>

static const char *const kept_by_store[] = {"tx", "change", "seal", "read_log", "setting", NULL};

static bool is_kept_by_store(const char *name)
{
    for (const char *const *k = kept_by_store; *k; k++)
        if (strcmp(*k, name) == 0)
            return true;
    return false;
}

const struct table *store_table(const struct store *st, const char *name, size_t length)
{
    static const struct table *const ours[] = {&table_staff, &table_staff_role, &table_read_log,
                                               &table_seal, NULL};

    for (const struct table *const *t = st->tables; t && *t; t++)
        if (strncmp((*t)->name, name, length) == 0 && (*t)->name[length] == '\0')
            return *t;
    for (const struct table *const *t = ours; *t; t++)
        if (strncmp((*t)->name, name, length) == 0 && (*t)->name[length] == '\0')
            return *t;
    return NULL;
}

static int note_write(struct store *st, const char *name)
{
    struct cursor *c = st->noting;

    if (!c)
        return SQLITE_OK; /* a virtual table's own statement */
    for (size_t i = 0; i < c->writes_count; i++)
        if (strcmp(c->writes[i], name) == 0)
            return SQLITE_OK;
    if (c->writes_count == WRITES_MOST)
        return SQLITE_DENY;
    if (!(c->writes[c->writes_count] = strdup(name))) {
        c->unnoted = true;
        return SQLITE_DENY;
    }
    c->writes_count++;
    return SQLITE_OK;
}

/* Store code and the row functions: they too may only add to what is never altered. */
static int own_write(int action, const char *name, const char *column, const struct table *t)
{
    if (strcmp(name, "tx") == 0 || strcmp(name, "change") == 0)
        return action == SQLITE_INSERT ? SQLITE_OK : SQLITE_DENY;
    if (!t || action == SQLITE_INSERT)
        return SQLITE_OK;
    if (action == SQLITE_DELETE || t->flags & TABLE_APPEND)
        return SQLITE_DENY;
    if (t->flags & TABLE_KNOWN)
        return column && strcmp(column, "known_to") == 0 ? SQLITE_OK : SQLITE_DENY;
    return SQLITE_OK;
}

static int any_write(struct store *st, int action, const char *name, const char *column,
                     const char *trigger)
{
    const struct table *t = store_table(st, name, strlen(name));

    /* Connecting a virtual table asks this of itself and does not do it; defensive mode keeps every
     * other statement from the schema. */
    if (action == SQLITE_UPDATE && strcmp(name, "sqlite_master") == 0)
        return SQLITE_OK;
    if (strncmp(name, "sqlite_", 7) == 0)
        return SQLITE_DENY;
    if (st->own > 0)
        return own_write(action, name, column, t);
    if (is_kept_by_store(name))
        return SQLITE_DENY;
    if (t && !(t->flags & TABLE_QUIET))
        return SQLITE_DENY;
    if (t && action == SQLITE_DELETE && t->flags & (TABLE_KNOWN | TABLE_APPEND))
        return SQLITE_DENY;
    if (t && action == SQLITE_UPDATE && own_write(action, name, column, t) != SQLITE_OK)
        return SQLITE_DENY;
    return trigger ? SQLITE_OK : note_write(st, name); /* our schema's triggers need no leave */
}

static int authorize(void *ctx, int action, const char *one, const char *two, const char *base,
                     const char *trigger)
{
    struct store *st = ctx;

    (void)base;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
    case SQLITE_FUNCTION:
        return SQLITE_OK;
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return st->own > 0 ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA: /* FTS5 asks for data_version by itself */
        return st->own > 0 || (one && strcmp(one, "data_version") == 0) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_INSERT:
    case SQLITE_DELETE:
        return any_write(st, action, one, NULL, trigger);
    case SQLITE_UPDATE:
        return any_write(st, action, one, two, trigger);
    default: /* every change of the schema, ATTACH, DETACH, ANALYZE, REINDEX … */
        return SQLITE_DENY;
    }
}

void guard_install(struct store *st)
{
    sqlite3_set_authorizer(st->db, authorize, st);
}

static bool violation(struct store *st, const char *table, struct fault *why)
{
    if (st->tx)
        fail(why, FAULT_BUG, NULL, "%s may not write to the table %s: it did not declare it.",
             st->tx->op, table);
    else
        fail(why, FAULT_BUG, NULL, "The table %s was to be written outside an operation.", table);
    tx_poison(st, why);
    return false;
}

bool guard_may_write(struct store *st, const char *table, struct fault *why)
{
    const char *const *w = st->tx ? st->tx->writes : NULL;

    for (; w && *w; w++)
        if (strcmp(*w, table) == 0)
            return true;
    return violation(st, table, why);
}

bool guard_may_run(struct store *st, struct cursor *c, struct fault *why)
{
    if (c->own || c->writes_count == 0 || (st->tx && c->cleared == st->serial))
        return true;
    for (size_t i = 0; i < c->writes_count; i++)
        if (!guard_may_write(st, c->writes[i], why))
            return false;
    c->cleared = st->serial;
    return true;
}

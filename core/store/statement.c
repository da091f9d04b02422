/* statement.c - statements prepared once for each text
 *
 * The text is the key, so a text that a view composed finds its statement again.  Statements of
 * store code are kept apart: nobody else can come upon one prepared under its rights.
 */
#include "core/store/inside.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a */
static uint32_t hash_of(const char *text)
{
    uint32_t h = 2166136261u;

    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 16777619u;
    return h;
}

static void cursor_free(struct cursor *c)
{
    if (!c)
        return;
    sqlite3_finalize(c->stmt);
    for (size_t i = 0; i < c->writes_count; i++)
        free(c->writes[i]);
    free(c->text);
    free(c);
}

static bool refused_by_guard(struct store *st, const char *sql, struct fault *why)
{
    fail(why, FAULT_BUG, NULL, "The store does not allow this statement: %.300s.", sql);
    tx_poison(st, why);
    return false;
}

bool statement_prepare(struct store *st, const char *sql, sqlite3_stmt **out, struct fault *why)
{
    const char *rest = "";

    if (!st->db)
        return fail(why, FAULT_RESOURCE, NULL,
                    "The disk that holds %s failed; nothing was saved: try again.", st->path);
    int rc = sqlite3_prepare_v3(st->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, &rest);
    if (rc == SQLITE_AUTH)
        return st->noting && st->noting->unnoted ? fault_memory(why)
                                                 : refused_by_guard(st, sql, why);
    if (rc != SQLITE_OK)
        return store_fault(st, rc, "preparing to read", why);
    if (!*out || (rest && *rest)) {
        sqlite3_finalize(*out);
        *out = NULL;
        return fail(why, FAULT_BUG, NULL, "This is not one statement: %.300s.", sql);
    }
    return true;
}

/* Views compose texts out of constants; should they be many, those not running are let go. */
static void make_room(struct store *st)
{
    memset(st->near, 0, sizeof st->near);
    for (size_t i = 0; i < sizeof st->statements / sizeof *st->statements; i++)
        for (struct cursor **at = &st->statements[i]; *at;) {
            struct cursor *c = *at;
            if (c->running) {
                at = &c->next;
                continue;
            }
            *at = c->next;
            cursor_free(c);
            st->statements_count--;
        }
}

static struct cursor *cursor_new(struct store *st, const char *sql, bool own, struct fault *why)
{
    struct cursor *c = calloc(1, sizeof *c);

    if (!c || !(c->text = strdup(sql))) {
        free(c);
        fault_memory(why);
        return NULL;
    }
    c->st = st;
    c->own = own;
    c->hash = hash_of(sql);
    st->own += own;
    st->noting = own ? NULL : c;
    bool fine = statement_prepare(st, c->text, &c->stmt, why);
    st->noting = NULL;
    st->own -= own;
    if (fine)
        return c;
    cursor_free(c);
    return NULL;
}

static void take(struct cursor *c, struct cursor **out)
{
    c->running = true;
    c->stepped = false;
    *out = c;
}

bool statement_take(struct store *st, const char *sql, bool own, struct cursor **out,
                    struct fault *why)
{
    struct cursor **near = &st->near[(uintptr_t)sql / sizeof(void *) % 64], *c;
    bool taken = false;

    if (!store_is_there(st, why))
        return false;
    c = *near;
    if (c && c->own == own && !c->running && strcmp(c->text, sql) == 0) {
        take(c, out);
        return true;
    }
    uint32_t hash = hash_of(sql);
    struct cursor **chain = &st->statements[hash % 256];
    for (c = *chain; c; c = c->next) {
        if (c->hash != hash || c->own != own || strcmp(c->text, sql) != 0)
            continue;
        if (!c->running)
            break;
        taken = true; /* the same text is open further up: this one lives for one running */
    }
    if (!c && !taken && st->statements_count >= STATEMENTS_KEPT)
        make_room(st);
    if (!c && !(c = cursor_new(st, sql, own, why)))
        return false;
    if (!c->cached && !taken) {
        c->next = *chain;
        *chain = c;
        c->cached = true;
        st->statements_count++;
    }
    if (c->cached)
        *near = c;
    take(c, out);
    return true;
}

void statement_give(struct cursor *c)
{
    if (!c)
        return;
    c->running = false;
    if (c->stmt)
        sqlite3_reset(c->stmt);
    if (!c->cached)
        cursor_free(c);
}

void statements_forget(struct store *st)
{
    for (size_t i = 0; i < sizeof st->statements / sizeof *st->statements; i++)
        for (struct cursor *c = st->statements[i], *next; c; c = next) {
            next = c->next;
            if (!c->running) {
                cursor_free(c);
                continue;
            }
            /* Its holder finds it ended, and frees it. */
            sqlite3_finalize(c->stmt);
            c->stmt = NULL;
            c->cached = false;
        }
    memset(st->statements, 0, sizeof st->statements);
    memset(st->near, 0, sizeof st->near);
    st->statements_count = 0;
}

bool cursor_bind(struct cursor *c, const struct arg *args, size_t count, bool copy,
                 struct fault *why)
{
    int wanted = sqlite3_bind_parameter_count(c->stmt), rc = SQLITE_OK;

    if (wanted != (int)count)
        return fail(why, FAULT_BUG, NULL, "%zu arguments for the %d of: %.300s.", count, wanted,
                    c->text);
    for (int i = 0; i < wanted && rc == SQLITE_OK; i++) {
        const struct arg *a = &args[i];
        if (a->kind == ARG_INT ? a->number == ABSENT : !a->text)
            rc = sqlite3_bind_null(c->stmt, i + 1);
        else if (a->kind == ARG_INT)
            rc = sqlite3_bind_int64(c->stmt, i + 1, a->number);
        else
            rc = sqlite3_bind_text(c->stmt, i + 1, a->text, -1,
                                   copy ? SQLITE_TRANSIENT : SQLITE_STATIC);
    }
    return rc == SQLITE_OK || store_fault(c->st, rc, "preparing to read", why);
}

int cursor_step(struct cursor *c)
{
    c->st->own += c->own;
    int rc = sqlite3_step(c->stmt);
    c->st->own -= c->own;
    return rc;
}

bool own_open(struct store *st, const char *sql, const struct arg *args, size_t count,
              struct cursor **out, struct fault *why)
{
    if (!statement_take(st, sql, true, out, why))
        return false;
    if (cursor_bind(*out, args, count, true, why))
        return true;
    statement_give(*out);
    *out = NULL;
    return false;
}

bool own_run(struct store *st, const char *sql, const struct arg *args, size_t count,
             struct fault *why)
{
    struct cursor *c;

    if (!statement_take(st, sql, true, &c, why))
        return false;
    bool fine = cursor_bind(c, args, count, false, why);
    if (fine) {
        int rc;
        st->ticks = 0;
        do
            rc = cursor_step(c);
        while (rc == SQLITE_ROW);
        fine = rc == SQLITE_DONE || store_fault(st, rc, "writing to", why);
    }
    statement_give(c);
    return fine;
}

bool own_int(struct store *st, const char *sql, int64_t none, int64_t *out, struct fault *why)
{
    struct cursor *c;

    if (!statement_take(st, sql, true, &c, why))
        return false;
    st->ticks = 0;
    int rc = cursor_step(c);
    *out = none;
    if (rc == SQLITE_ROW && sqlite3_column_type(c->stmt, 0) != SQLITE_NULL)
        *out = sqlite3_column_int64(c->stmt, 0);
    bool fine = rc == SQLITE_ROW || rc == SQLITE_DONE || store_fault(st, rc, "reading", why);
    statement_give(c);
    return fine;
}

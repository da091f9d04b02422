/* table.c - the only writers of rows */
#include "core/store/inside.h"

#include <stdlib.h>
#include <string.h>

/* --- plans ---------------------------------------------------------------------------------------
 */

static int64_t offset_of(const struct table *t, const char *name)
{
    if (!name)
        return -1;
    if (strcmp(name, "id") == 0)
        return (int64_t)offsetof(struct stored, id);
    const struct field *f = fields_find(t->fields, name);
    return f ? (int64_t)f->offset : -1;
}

static bool plan_make(struct store *st, const struct table *t, struct plan **out, struct fault *why)
{
    struct plan *p = calloc(1, sizeof *p);
    unsigned kind = t->flags & (TABLE_REV | TABLE_KNOWN | TABLE_APPEND);

    (void)st;
    if (!p)
        return fault_memory(why);
    if (!kind || kind & (kind - 1)) {
        free(p);
        return fail(why, FAULT_BUG, NULL, "The table %s must be of one kind.", t->name);
    }
    p->table = t;
    p->head = t->flags & TABLE_KNOWN ? 3 : 2;
    p->person = offset_of(t, t->person);
    p->package = offset_of(t, t->package);
    buf_text(&p->columns, t->flags & TABLE_REV     ? "id, rev"
                          : t->flags & TABLE_KNOWN ? "id, known_from, known_to"
                                                   : "id, tx");
    for (size_t i = 0; i < t->fields->count; i++) {
        buf_text(&p->columns, ", ");
        buf_text(&p->columns, t->fields->field[i].name);
    }
    if (p->columns.failed) {
        buf_release(&p->columns);
        free(p);
        return fault_memory(why);
    }
    *out = p;
    return true;
}

bool plan_of(struct store *st, const struct table *t, struct plan **out, struct fault *why)
{
    size_t at = ((uintptr_t)t >> 4) * 2654435761u % PLANS_MOST;

    if (!store_is_there(st, why))
        return false;
    for (size_t tries = 0; tries < PLANS_MOST; tries++, at = (at + 1) % PLANS_MOST) {
        if (st->plans[at] && st->plans[at]->table != t)
            continue;
        if (!st->plans[at] && !plan_make(st, t, &st->plans[at], why))
            return false;
        *out = st->plans[at];
        return true;
    }
    return fail(why, FAULT_BUG, NULL, "There are more than %d stored tables.", PLANS_MOST);
}

void plans_forget(struct store *st)
{
    for (size_t i = 0; i < PLANS_MOST; i++) {
        struct plan *p = st->plans[i];
        if (!p)
            continue;
        sqlite3_finalize(p->add);
        sqlite3_finalize(p->get);
        sqlite3_finalize(p->change);
        sqlite3_finalize(p->close);
        buf_release(&p->columns);
        free(p);
        st->plans[i] = NULL;
    }
}

/* A statement about one table, under the rights of store code. */
static bool prepare(struct store *st, sqlite3_stmt **s, struct buf *sql, struct fault *why)
{
    st->own++;
    bool fine = sql->failed ? fault_memory(why) : statement_prepare(st, sql->text, s, why);
    st->own--;
    buf_release(sql);
    return fine;
}

static bool prepare_add(struct store *st, struct plan *p, struct fault *why)
{
    struct buf sql = {0};
    size_t columns = (size_t)p->head - 1 + p->table->fields->count;

    if (p->add)
        return true;
    buf_text(&sql, "INSERT INTO ");
    buf_text(&sql, p->table->name);
    buf_text(&sql, "(");
    buf_text(&sql, p->columns.text + strlen("id, "));
    buf_text(&sql, ") VALUES (");
    for (size_t i = 0; i < columns; i++)
        buf_text(&sql, i ? ", ?" : "?");
    buf_text(&sql, ")");
    return prepare(st, &p->add, &sql, why);
}

static bool prepare_change(struct store *st, struct plan *p, struct fault *why)
{
    struct buf sql = {0};

    if (p->change)
        return true;
    buf_text(&sql, "UPDATE ");
    buf_text(&sql, p->table->name);
    buf_text(&sql, " SET rev = rev + 1");
    for (size_t i = 0; i < p->table->fields->count; i++) {
        buf_text(&sql, ", ");
        buf_text(&sql, p->table->fields->field[i].name);
        buf_text(&sql, " = ?");
    }
    buf_text(&sql, " WHERE id = ? AND rev = ?");
    return prepare(st, &p->change, &sql, why);
}

static bool prepare_close(struct store *st, struct plan *p, struct fault *why)
{
    struct buf sql = {0};

    if (p->close)
        return true;
    buf_text(&sql, "UPDATE ");
    buf_text(&sql, p->table->name);
    buf_text(&sql, " SET known_to = ?1 WHERE id = ?2 AND known_to IS NULL");
    return prepare(st, &p->close, &sql, why);
}

/* --- writing -------------------------------------------------------------------------------------
 */

static bool bind_record(struct store *st, sqlite3_stmt *s, int first, const struct table *t,
                        const void *record, struct fault *why)
{
    for (size_t i = 0; i < t->fields->count; i++) {
        const struct field *f = &t->fields->field[i];
        const char *place = (const char *)record + f->offset;
        int rc, at = first + (int)i;
        int64_t n;

        if (f->type == FIELD_TEXT) {
            rc = sqlite3_bind_text(s, at, *(const char *const *)(const void *)place, -1,
                                   SQLITE_STATIC);
        } else if (f->type == FIELD_LIST || f->type == FIELD_RECORD) {
            return fail(why, FAULT_BUG, f->name, "%s.%s cannot be kept in a column.", t->name,
                        f->name);
        } else if ((n = *(const int64_t *)(const void *)place) == ABSENT) {
            rc = sqlite3_bind_null(s, at);
        } else if (f->type == FIELD_ENUM) {
            rc = sqlite3_bind_text(s, at, f->words[n].code, -1, SQLITE_STATIC);
        } else {
            rc = sqlite3_bind_int64(s, at, n);
        }
        if (rc != SQLITE_OK)
            return store_fault(st, rc, "writing to", why);
    }
    return true;
}

static bool step_once(struct store *st, sqlite3_stmt *s, struct fault *why)
{
    st->ticks = 0;
    int rc = sqlite3_step(s);
    sqlite3_reset(s);
    return rc == SQLITE_DONE || store_fault(st, rc, "writing to", why);
}

/* Everything that is asked before a row is written. */
static bool may_write(struct store *st, struct plan *p, struct fault *why)
{
    if (!tx_may_go_on(st, why))
        return false;
    if (p->cleared == st->serial)
        return true;
    if (!guard_may_write(st, p->table->name, why))
        return false;
    p->cleared = st->serial;
    return true;
}

/* A row without a change row: its content goes to the digest of the table's additions. */
static bool note_quiet(struct store *st, struct plan *p, const void *record, struct fault *why)
{
    uint8_t digest[SHA256_SIZE];

    if (p->quiet_serial != st->serial) {
        p->quiet_serial = st->serial;
        p->quiet_rows = 0;
        sha256_init(&p->quiet);
        st->quiet = true;
    }
    quiet_encode(&st->scratch, p->table, record);
    if (st->scratch.failed) {
        fault_memory(why);
        tx_poison(st, why);
        return false;
    }
    sha256_of(st->scratch.text, st->scratch.length, digest);
    sha256_update(&p->quiet, digest, sizeof digest);
    p->quiet_rows++;
    return true;
}

bool row_add(struct store *st, const struct table *t, void *record, struct fault *why)
{
    struct stored *head = record;
    struct plan *p;
    int at = 1;

    if (!plan_of(st, t, &p, why) || !may_write(st, p, why) || !prepare_add(st, p, why))
        return false;
    sqlite3_bind_int64(p->add, at++, t->flags & TABLE_REV ? 1 : st->tx->seq);
    if (t->flags & TABLE_KNOWN)
        sqlite3_bind_null(p->add, at++);
    if (!bind_record(st, p->add, at, t, record, why) || !step_once(st, p->add, why))
        return false;
    head->id = sqlite3_last_insert_rowid(st->db);
    head->rev = t->flags & TABLE_REV ? 1 : ABSENT;
    head->known_from = t->flags & TABLE_REV ? ABSENT : st->tx->seq;
    head->known_to = ABSENT;
    if (t->flags & TABLE_QUIET)
        return t->flags & TABLE_REV || note_quiet(st, p, record, why);
    return change_note(st, p, CHANGE_ADD, record, NULL, NULL, why);
}

static bool differences(struct store *st, const struct table *t, const void *old,
                        const void *new_record, size_t *count, struct fault *why)
{
    *count = 0;
    buf_anew(&st->before);
    buf_anew(&st->after);
    for (size_t i = 0; i < t->fields->count; i++) {
        const struct field *f = &t->fields->field[i];
        if (field_equal(f, old, new_record))
            continue;
        for (int side = 0; side < 2; side++) {
            struct buf *b = side ? &st->after : &st->before;
            buf_char(b, *count ? ',' : '{');
            buf_json(b, f->name);
            buf_char(b, ':');
            field_json(f, side ? new_record : old, b);
        }
        ++*count;
    }
    buf_char(&st->before, '}');
    buf_char(&st->after, '}');
    return (!st->before.failed && !st->after.failed) || fault_memory(why);
}

static bool change_with(struct store *st, struct plan *p, void *record, void *now,
                        struct fault *why)
{
    const struct table *t = p->table;
    struct stored *head = record, *is = now;
    int last = (int)t->fields->count;
    size_t count;

    if (is->rev != head->rev)
        return stale_fault(st, t, head->id, is->rev - head->rev, why);
    if (!differences(st, t, now, record, &count, why))
        return false;
    if (count == 0)
        return true;
    if (!prepare_change(st, p, why) || !bind_record(st, p->change, 1, t, record, why))
        return false;
    sqlite3_bind_int64(p->change, last + 1, head->id);
    sqlite3_bind_int64(p->change, last + 2, head->rev);
    if (!step_once(st, p->change, why))
        return false;
    if (sqlite3_changes(st->db) != 1)
        return fail(why, FAULT_STORE, NULL, "A row of %s could not be changed; run htlah check.",
                    t->shown);
    head->rev++;
    return t->flags & TABLE_QUIET ||
           change_note(st, p, CHANGE_CHANGE, record, st->before.text, st->after.text, why);
}

bool row_change(struct store *st, const struct table *t, void *record, struct fault *why)
{
    struct arena a = {0};
    struct plan *p;

    if (!plan_of(st, t, &p, why) || !may_write(st, p, why))
        return false;
    if (!(t->flags & TABLE_REV))
        return fail(why, FAULT_BUG, NULL, "Rows of %s are not changed in place.", t->name);
    void *now = arena_take(&a, t->fields->size);
    bool fine =
        now ? row_get(st, t, ((struct stored *)record)->id, now, &a, why) : fault_memory(why);
    fine = fine && change_with(st, p, record, now, why);
    arena_release(&a);
    return fine;
}

bool row_close(struct store *st, const struct table *t, const void *record, struct fault *why)
{
    const struct stored *head = record;
    struct plan *p;

    if (!plan_of(st, t, &p, why) || !may_write(st, p, why))
        return false;
    if (!(t->flags & TABLE_KNOWN))
        return fail(why, FAULT_BUG, NULL, "Rows of %s have no versions to close.", t->name);
    if (!prepare_close(st, p, why))
        return false;
    sqlite3_bind_int64(p->close, 1, st->tx->seq);
    sqlite3_bind_int64(p->close, 2, head->id);
    if (!step_once(st, p->close, why))
        return false;
    if (sqlite3_changes(st->db) != 1)
        return stale_fault(st, t, head->id, 0, why);
    return t->flags & TABLE_QUIET || change_note(st, p, CHANGE_CLOSE, record, NULL, NULL, why);
}

bool row_replace(struct store *st, const struct table *t, const void *old, void *new_record,
                 struct fault *why)
{
    return row_close(st, t, old, why) && row_add(st, t, new_record, why);
}

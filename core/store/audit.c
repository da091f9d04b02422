/* audit.c - walking the chain: every hash, every digest, every row that an addition left
 *
 * One pass  Audit rows, change rows and the rows of quiet tables all lie in the order they were
 *           written, so one walk holds them side by side.  Rows that are changed in place are
 * rolled back change by change in history.c;
 *           the rows of quiet tables are walked in quiet.c.
 */
#include "core/store/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    struct store *st;
    struct check_report *r;
    const struct progress *p;
    int64_t all; /* changes to look at, for the report */
    int64_t next_seq, next_change, last_at;
    uint8_t prev[SHA256_SIZE];
    struct cursor *changes; /* NULL: audit rows alone */
    bool change_there;
    struct quiet_walks quiet;
    struct arena arena;
};

void check_found(struct check_report *r, const char *where, const char *format, ...)
{
    char text[300];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    r->exceptions++;
    if (r->exception)
        r->exception(r->ctx, text, where);
}

static const char *tx_place(int64_t seq, char place[40])
{
    snprintf(place, 40, "transaction %lld", (long long)seq);
    return place;
}

const struct table *store_table_at(const struct store *st, size_t i)
{
    static const struct table *const ours[] = {&table_staff, &table_staff_role, &table_read_log,
                                               &table_seal};
    const size_t count = sizeof ours / sizeof *ours;

    if (i < count)
        return ours[i];
    for (const struct table *const *t = st->tables; t && *t; t++) {
        bool seen = false;
        for (size_t k = 0; k < count; k++)
            seen = seen || strcmp(ours[k]->name, (*t)->name) == 0;
        if (!seen && i-- == count)
            return *t;
    }
    return NULL;
}

/* --- content of changes --------------------------------------------------------------------------
 */

bool change_read(struct cursor *c, struct change *out, const uint8_t **salt,
                 uint8_t proof[SHA256_SIZE])
{
    const char *kind = query_text(c, 2);
    size_t length;

    *out = (struct change){.tx = query_int(c, 1),
                           .table = query_text(c, 3),
                           .row = query_int(c, 4),
                           .person = query_int(c, 5),
                           .package = query_int(c, 6),
                           .before = query_text(c, 7),
                           .after = query_text(c, 8)};
    out->before_length = out->before ? strlen(out->before) : 0;
    out->after_length = out->after ? strlen(out->after) : 0;
    while (out->kind < CHANGE_CLOSE && kind && strcmp(kind, change_words[out->kind]) != 0)
        out->kind++;
    *salt = query_bytes(c, 9, &length);
    if (length != SALT_SIZE)
        *salt = NULL;
    const void *bytes = query_bytes(c, 10, &length);
    if (!bytes || length != SHA256_SIZE || !out->table)
        return false;
    memcpy(proof, bytes, SHA256_SIZE);
    return true;
}

bool change_proves(struct store *st, const uint8_t *salt, const struct change *c,
                   const struct table *t, const void *record, const uint8_t proof[SHA256_SIZE])
{
    uint8_t is[SHA256_SIZE];

    change_encode(&st->scratch, salt, c, t, record);
    if (st->scratch.failed)
        return false;
    sha256_of(st->scratch.text, st->scratch.length, is);
    return memcmp(is, proof, SHA256_SIZE) == 0;
}

/* A row that was added and never altered, against the proof of its addition. */
static bool content_holds(struct walk *w, const struct change *c, const uint8_t *salt,
                          const uint8_t proof[SHA256_SIZE], struct fault *why)
{
    const struct table *t = store_table(w->st, c->table, strlen(c->table));
    struct fault inner = {0};
    char place[80];

    snprintf(place, sizeof place, "%.40s %lld", c->table, (long long)c->row);
    if (!t || t->flags & TABLE_REV)
        return true;
    if (!salt) {
        check_found(w->r, place, "the salt of its change in transaction %lld is gone",
                    (long long)c->tx);
        return true;
    }
    arena_reset(&w->arena);
    struct stored *row = arena_take(&w->arena, t->fields->size);
    if (!row)
        return fault_memory(why);
    if (!row_get(w->st, t, c->row, row, &w->arena, &inner)) {
        if (inner.kind == FAULT_MISSING || inner.kind == FAULT_STORE)
            check_found(w->r, place,
                        "the row that transaction %lld recorded is missing or unreadable",
                        (long long)c->tx);
        else
            *why = inner;
        return inner.kind == FAULT_MISSING || inner.kind == FAULT_STORE;
    }
    if (!change_proves(w->st, salt, c, t, row, proof))
        check_found(w->r, place, "the row is not what transaction %lld recorded", (long long)c->tx);
    else if ((c->kind == CHANGE_ADD ? row->known_from : row->known_to) != c->tx)
        check_found(w->r, place, "the row says another transaction than %lld %s it",
                    (long long)c->tx, c->kind == CHANGE_ADD ? "recorded" : "closed");
    return true;
}

/* Now and then: how far, and whether to go on. */
static bool told(struct walk *w, struct fault *why)
{
    const struct progress *p = w->p;

    if (!p || w->r->looked_at % 256 != 0)
        return true;
    if (p->interrupted && *p->interrupted)
        return fail(why, FAULT_INTERRUPTED, NULL, "Stopped as you asked; nothing was changed.");
    if (p->report)
        p->report(p->ctx, (uint64_t)w->next_change, (uint64_t)w->all);
    return true;
}

/* The changes of one transaction: as many as it says, in a row, digesting to what it says. */
static bool walk_changes(struct walk *w, const struct audit_row *a, struct fault *why)
{
    uint8_t proof[SHA256_SIZE], digest[SHA256_SIZE];
    const uint8_t *salt;
    struct sha256 sum;
    struct change c;
    int64_t count = 0;
    char place[40];

    sha256_init(&sum);
    while (w->change_there && query_int(w->changes, 1) <= a->seq) {
        int64_t id = query_int(w->changes, 0);
        if (!change_read(w->changes, &c, &salt, proof) || c.tx != a->seq ||
            (w->next_change && id != w->next_change))
            check_found(w->r, tx_place(a->seq, place), "change %lld is out of its place or damaged",
                        (long long)id);
        else if (!content_holds(w, &c, salt, proof, why))
            return false;
        sha256_update(&sum, proof, sizeof proof);
        if (count++ == 0 && id != a->first_change)
            check_found(w->r, tx_place(a->seq, place), "its first change is not the one it names");
        w->next_change = id + 1;
        w->r->looked_at++;
        if (!told(w, why) || !query_next(w->changes, &w->change_there, why))
            return false;
    }
    sha256_final(&sum, digest);
    if (count != a->changes || memcmp(digest, a->digest, SHA256_SIZE) != 0)
        check_found(w->r, tx_place(a->seq, place),
                    "its changes are not those it recorded (%lld of %lld)", (long long)count,
                    (long long)a->changes);
    return true;
}

/* --- the chain -----------------------------------------------------------------------------------
 */

static bool walk_quiet(struct walk *w, const struct audit_row *a, struct fault *why)
{
    uint8_t all[SHA256_SIZE] = {0}, none[SHA256_SIZE] = {0};
    char place[40];

    if (!quiet_take(w->st, &w->quiet, a->seq, all, &w->r->looked_at, why))
        return false;
    if (memcmp(all, a->has_quiet ? a->quiet : none, SHA256_SIZE) != 0)
        check_found(w->r, tx_place(a->seq, place),
                    "rows it added to a table without change rows are not those it recorded");
    return true;
}

static void walk_row(struct walk *w, const struct audit_row *a, bool whole)
{
    uint8_t is[SHA256_SIZE];
    char place[40];

    tx_place(a->seq, place);
    if (a->seq != w->next_seq)
        check_found(w->r, place, "audit rows are missing before it: number %lld was expected",
                    (long long)w->next_seq);
    else if (memcmp(a->prev, w->prev, SHA256_SIZE) != 0)
        check_found(w->r, place,
                    a->seq == 1
                        ? "the settings of the store were altered, or it does not follow them"
                        : "it does not follow the audit row before it");
    audit_hash(a, is);
    if (!whole || memcmp(is, a->hash, SHA256_SIZE) != 0)
        check_found(w->r, place, "the audit row was altered: its hash does not hold");
    if (!a->has_salt) {
        check_found(w->r, place, "the salt of its arguments is gone");
    } else {
        audit_prove(a, is);
        if (memcmp(is, a->proof, SHA256_SIZE) != 0)
            check_found(w->r, place, "its arguments, decisions, answer or reason were altered");
    }
    if (a->at < w->last_at)
        check_found(w->r, place, "its time is before that of the row above it");
    w->last_at = a->at;
    w->next_seq = a->seq + 1;
    memcpy(w->prev, a->hash, SHA256_SIZE);
}

static bool walk_chain(struct walk *w, int64_t from, struct fault *why)
{
    struct cursor *c;
    struct buf sql = {0};
    bool row = false, fine;

    buf_text(&sql, "SELECT ");
    buf_text(&sql, audit_columns);
    buf_text(&sql, " FROM tx WHERE seq >= ?1 ORDER BY seq");
    fine = sql.failed ? fault_memory(why) : query_open(w->st, sql.text, ARGS(INT(from)), &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while (fine && (fine = query_next(c, &row, why)) && row) {
        struct audit_row a;
        bool whole = audit_read(c->stmt, &a);
        walk_row(w, &a, whole);
        w->r->looked_at++;
        if (w->changes)
            fine = walk_changes(w, &a, why) && walk_quiet(w, &a, why);
    }
    query_close(c);
    return fine;
}

/* Where the walk starts: the hash of the row before. */
static bool start(struct walk *w, int64_t from, struct fault *why)
{
    struct cursor *c;
    bool row;

    w->next_seq = from;
    w->last_at = INT64_MIN;
    if (from <= 1)
        return chain_start(w->st, w->prev, why);
    if (!query_open(w->st, "SELECT hash FROM tx WHERE seq = ?1", ARGS(INT(from - 1)), &c, why))
        return false;
    bool fine = query_next(c, &row, why);
    size_t length = 0;
    const void *hash = fine && row ? query_bytes(c, 0, &length) : NULL;
    if (hash && length == SHA256_SIZE)
        memcpy(w->prev, hash, SHA256_SIZE);
    query_close(c);
    return fine;
}

static void finish(struct walk *w)
{
    query_close(w->changes);
    quiet_close(&w->quiet);
    arena_release(&w->arena);
}

bool store_chain_verify(struct store *st, int64_t from, struct check_report *r, struct fault *why)
{
    struct walk w = {.st = st, .r = r};

    if (from < 1)
        from = 1;
    bool fine = start(&w, from, why) && walk_chain(&w, from, why);
    finish(&w);
    return fine;
}

static bool open_walks(struct walk *w, int64_t from, struct fault *why)
{
    if (!query_open(w->st,
                    "SELECT id, tx, kind, table_name, row_id, person_id, package_id, before, "
                    "after, salt, proof FROM change WHERE id >= coalesce((SELECT "
                    "min(first_change) FROM tx WHERE seq >= ?1), 1) ORDER BY id",
                    ARGS(INT(from)), &w->changes, why) ||
        !query_next(w->changes, &w->change_there, why))
        return false;
    if (from == 1)
        w->next_change = 1;
    if (!own_int(w->st, "SELECT max(id) FROM change", 0, &w->all, why))
        return false;
    return quiet_open(w->st, &w->quiet, from, why);
}

static bool walk_whole(struct walk *w, int64_t from, struct fault *why)
{
    if (!start(w, from, why) || !open_walks(w, from, why) || !walk_chain(w, from, why))
        return false;
    if (w->change_there)
        check_found(w->r, "change", "there are changes after those of the last transaction");
    for (size_t i = 0; i < w->quiet.count; i++)
        if (w->quiet.of[i].more)
            check_found(w->r, w->quiet.of[i].plan->table->name,
                        "there are rows after those of the last transaction");
    return history_verify(w->st, from, w->r, w->p, why);
}

bool store_audit_verify(struct store *st, int64_t from, struct check_report *r,
                        const struct progress *p, struct fault *why)
{
    struct walk w = {.st = st, .r = r, .p = p};
    bool was = st->bulk, snapshot;

    if (from < 1)
        from = 1;
    st->bulk = true; /* as long as it takes */
    bool fine = snapshot_begin(st, &snapshot, why);
    if (fine) {
        fine = walk_whole(&w, from, why);
        finish(&w);
        snapshot_end(st, snapshot);
    }
    st->bulk = was;
    return fine;
}

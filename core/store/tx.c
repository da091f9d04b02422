/* tx.c - one transaction, from the turnstile to the answer after COMMIT */
#include "core/store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { DAY_MS = 24 * 60 * 60 * 1000 };

bool tx_is_open(const struct store *st)
{
    return st->tx != NULL;
}

void tx_poison(struct store *st, const struct fault *why)
{
    if (st->tx && st->poison.kind == FAULT_NONE)
        st->poison = *why;
}

bool tx_may_go_on(struct store *st, struct fault *why)
{
    if (!st->tx)
        return fail(why, FAULT_BUG, NULL, "something was to be written outside an operation");
    if (st->poison.kind != FAULT_NONE) {
        *why = st->poison;
        return false;
    }
    if (sqlite3_get_autocommit(st->db))
        return fail(why, FAULT_RESOURCE, NULL,
                    "the disk failed earlier in this operation; nothing was saved");
    return true;
}

void op_id_make(char out[OP_ID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[16];

    while (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes && errno == EINTR)
        continue;
    for (int i = 0; i < 16; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[32] = '\0';
}

/* --- begin ---------------------------------------------------------------------------------------
 */

/* UTC of a minute of London's clock: the inverse of datetime_from_utc. */
static int64_t utc_of(datetime_t t)
{
    int64_t summer = (t.minute - 60) * 60;

    return (datetime_from_utc(summer).minute == t.minute ? summer : t.minute * 60) * 1000;
}

/* Recorded time is the machine's, except where the day itself is made up; it never runs backwards.
 */
static void tell_time(struct store *st, const struct session *who, int64_t last)
{
    bool made_up = st->kind != STORE_REAL && who && datetime_given(who->now);
    int64_t now = made_up ? utc_of(who->now) : clock_utc_ms();

    st->at = now > last ? now : last;
    st->clock_flag = now >= last ? "ok" : last - now <= DAY_MS ? "behind" : "jumped";
}

/* Where the chain stands. */
static bool read_last(struct store *st, struct tx *t, struct fault *why)
{
    struct cursor *c;
    int64_t at = INT64_MIN;
    bool fine = true;

    memset(st->prev, 0, sizeof st->prev);
    t->seq = 1;
    if (!statement_take(st, "SELECT seq, at, hash FROM tx ORDER BY seq DESC LIMIT 1", true, &c,
                        why))
        return false;
    int rc = sqlite3_step(c->stmt);
    if (rc == SQLITE_ROW) {
        t->seq = sqlite3_column_int64(c->stmt, 0) + 1;
        at = sqlite3_column_int64(c->stmt, 1);
        const void *hash = sqlite3_column_blob(c->stmt, 2);
        fine = sqlite3_column_bytes(c->stmt, 2) == SHA256_SIZE;
        if (fine)
            memcpy(st->prev, hash, SHA256_SIZE);
    } else if (rc != SQLITE_DONE) {
        fine = false;
    }
    if (!fine && rc == SQLITE_ROW)
        fail(why, FAULT_STORE, NULL, "the last audit row of %s is damaged; run htlah audit verify",
             st->path);
    else if (!fine)
        store_fault(st, rc, "reading", why);
    statement_give(c);
    if (fine)
        tell_time(st, t->who, at);
    return fine;
}

/* Another program may have brought the store up to date under us. */
static bool same_version(struct store *st, struct fault *why)
{
    int64_t version;

    if (!own_int(st, "PRAGMA user_version", 0, &version, why))
        return false;
    return version == migrations_count() ||
           fail(why, FAULT_STORE, NULL,
                "%s was brought to version %d by a newer htlah; leave this one and start that",
                st->path, (int)version);
}

/* The same id again: with the same operation and arguments it answers as the first time. */
static bool look_up(struct store *st, struct tx *t, struct arena *a, struct fault *why)
{
    struct cursor *c;
    bool fine = true;

    if (!own_open(st, "SELECT seq, op, args, answer FROM tx WHERE op_id = ?1",
                  ARGS(TEXT(st->op_id)), &c, why))
        return false;
    int rc = sqlite3_step(c->stmt);
    if (rc == SQLITE_ROW) {
        const char *op = query_text(c, 1), *args = query_text(c, 2), *answer = query_text(c, 3);
        t->repeated = true;
        t->seq = query_int(c, 0);
        if (strcmp(op ? op : "", t->op) != 0 || strcmp(args ? args : "", t->args ? t->args : ""))
            fine = refuse(why, "OP-1", "reliability.md B6",
                          "this operation's id was used before, for %s with other arguments; send "
                          "it with an id of its own",
                          op ? op : "another operation");
        else if (answer && !(t->answer = arena_text(a, answer)))
            fine = fault_memory(why);
    } else if (rc != SQLITE_DONE) {
        fine = store_fault(st, rc, "reading", why);
    }
    statement_give(c);
    return fine;
}

static void end(struct store *st)
{
    st->tx = NULL;
    st->deadline = 0;
    fault_clear(&st->poison);
    turnstile_free(st);
}

void tx_rollback(struct store *st)
{
    struct fault ignored = {0};

    if (!st->tx)
        return;
    if (st->db && !sqlite3_get_autocommit(st->db) && !own_run(st, "ROLLBACK", NO_ARGS, &ignored))
        (void)0; /* closing the connection undoes it as well */
    end(st);
}

static bool begin(struct store *st, struct tx *t, struct fault *why)
{
    if (st->tx)
        return fail(why, FAULT_BUG, NULL, "%s began while %s was under way", t->op, st->tx->op);
    if (st->read_only)
        return fail(why, FAULT_RESOURCE, NULL,
                    "%s can only be read here; nothing was saved: open it where it can be written",
                    st->path);
    if (!turnstile_take(st, why))
        return false;
    if (!own_run(st, "BEGIN IMMEDIATE", NO_ARGS, why)) {
        turnstile_free(st);
        return false;
    }
    st->tx = t;
    st->serial++;
    st->deadline = st->bulk || t->bulk ? 0 : clock_steady_ms() + PATIENCE_MS;
    st->first_change = ABSENT;
    st->changes = 0;
    st->quiet = false;
    fault_clear(&st->poison);
    sha256_init(&st->digest);
    return true;
}

bool tx_begin(struct store *st, struct tx *t, struct arena *a, struct fault *why)
{
    t->seq = 0;
    t->repeated = false;
    if (!begin(st, t, why))
        return false;
    bool given = t->who && t->who->op_id[0];
    if (given)
        snprintf(st->op_id, sizeof st->op_id, "%s", t->who->op_id);
    else
        op_id_make(st->op_id);
    bool fine = same_version(st, why) && (!given || look_up(st, t, a, why));
    if (fine && !t->repeated && read_last(st, t, why))
        return true;
    bool reused = !fine && t->repeated;
    tx_rollback(st);
    if (reused) {
        t->repeated = false;
        tx_denied(st, t->who, t->op, t->args, why);
    }
    return fine && t->repeated;
}

/* --- commit --------------------------------------------------------------------------------------
 */

/* Rows added to tables without change rows, table by table. */
static void quiet_digest(struct store *st, struct audit_row *r)
{
    uint8_t one[SHA256_SIZE];

    for (size_t i = 0; i < PLANS_MOST; i++) {
        struct plan *p = st->plans[i];
        if (!p || p->quiet_serial != st->serial)
            continue;
        sha256_final(&p->quiet, one);
        quiet_join(r->quiet, p->table->name, p->quiet_rows, one);
    }
    r->has_quiet = true;
}

static void fill(struct store *st, const struct tx *t, const char *result, struct audit_row *r)
{
    const struct session *who = t->who;

    *r = (struct audit_row){
        .seq = t->seq,
        .op_id = st->op_id,
        .at = st->at,
        .clock_flag = st->clock_flag,
        .staff_id = who && who->staff_id ? who->staff_id : ABSENT,
        .login = who && who->login ? who->login : "",
        .role = who && who->role != ABSENT ? role_words[who->role].code : NULL,
        .employer = who ? who->employer : NULL,
        .op = t->op,
        .subject_kind = t->subject_kind,
        .subject_id = t->subject_kind ? t->subject_id : ABSENT,
        .result = result,
        .program = STORE_PROGRAM,
        .schema = migrations_count(),
        .config = who ? who->config_digest : NULL,
        .first_change = st->first_change,
        .changes = st->changes,
        .args = t->args,
        .decisions = t->decisions,
        .answer = t->answer,
        .reason = t->reason,
    };
    struct sha256 copy = st->digest;
    sha256_final(&copy, r->digest);
    if (st->quiet)
        quiet_digest(st, r);
    memcpy(r->prev, st->prev, SHA256_SIZE);
}

static void bind_blob(struct cursor *c, int at, const void *bytes, int length)
{
    sqlite3_bind_blob(c->stmt, at, bytes, length, SQLITE_STATIC);
}

static bool write_row(struct store *st, const struct audit_row *r, struct fault *why)
{
    const struct arg texts[] = {INT(r->seq),        TEXT(r->op_id),
                                INT(r->at),         TEXT(r->clock_flag),
                                INT(r->staff_id),   TEXT(r->login),
                                TEXT(r->role),      TEXT(r->employer),
                                TEXT(r->op),        TEXT(r->subject_kind),
                                INT(r->subject_id), TEXT(r->result),
                                TEXT(r->program),   INT(r->schema),
                                TEXT(r->config),    INT(r->first_change),
                                INT(r->changes),    TEXT(NULL),
                                TEXT(NULL),         TEXT(r->args),
                                TEXT(r->decisions), TEXT(r->answer),
                                TEXT(r->reason),    TEXT(NULL),
                                TEXT(NULL),         TEXT(NULL),
                                TEXT(NULL)};
    struct cursor *c;

    if (!statement_take(st,
                        "INSERT INTO tx(seq, op_id, at, clock_flag, staff_id, login, role, "
                        "employer, op, subject_kind, subject_id, result, program, schema, config, "
                        "first_change, changes, digest, quiet, args, decisions, answer, reason, "
                        "salt, proof, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                        "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, "
                        "?24, ?25, ?26, ?27)",
                        true, &c, why))
        return false;
    bool fine = cursor_bind(c, texts, sizeof texts / sizeof *texts, false, why);
    if (fine) {
        bind_blob(c, 18, r->digest, SHA256_SIZE);
        if (r->has_quiet)
            bind_blob(c, 19, r->quiet, SHA256_SIZE);
        bind_blob(c, 24, r->salt, SALT_SIZE);
        bind_blob(c, 25, r->proof, SHA256_SIZE);
        bind_blob(c, 26, r->prev, SHA256_SIZE);
        bind_blob(c, 27, r->hash, SHA256_SIZE);
        int rc = sqlite3_step(c->stmt);
        fine = rc == SQLITE_DONE || store_fault(st, rc, "writing to", why);
    }
    statement_give(c);
    return fine;
}

/* What the store holds is what was meant, read back before it is promised to anybody. */
static bool read_back(struct store *st, const struct audit_row *meant, struct fault *why)
{
    struct audit_row is;
    struct cursor *c;
    uint8_t hash[SHA256_SIZE], proof[SHA256_SIZE];

    if (!own_open(
            st,
            "SELECT seq, op_id, at, clock_flag, staff_id, login, role, employer, op, "
            "subject_kind, subject_id, result, program, schema, config, first_change, "
            "changes, digest, quiet, args, decisions, answer, reason, salt, proof, prev, hash "
            "FROM tx WHERE seq = ?1",
            ARGS(INT(meant->seq)), &c, why))
        return false;
    int rc = sqlite3_step(c->stmt);
    bool fine = rc == SQLITE_ROW && audit_read(c->stmt, &is) && is.has_salt;
    if (fine) {
        audit_prove(&is, proof);
        audit_hash(&is, hash);
        fine = memcmp(hash, meant->hash, sizeof hash) == 0 &&
               memcmp(proof, meant->proof, sizeof proof) == 0 &&
               memcmp(is.hash, meant->hash, sizeof hash) == 0;
    }
    statement_give(c);
    if (fine)
        return true;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return store_fault(st, rc, "reading", why);
    return fail(why, FAULT_STORE, NULL,
                "the audit row of %s did not read back as it was written; nothing was saved",
                meant->op);
}

static bool write_audit(struct store *st, const struct tx *t, const char *result, struct fault *why)
{
    uint8_t salt[SALT_SIZE];
    struct audit_row r;

    fill(st, t, result, &r);
    if (!salt_take(st, salt, why))
        return false;
    r.salt = salt;
    audit_prove(&r, r.proof);
    audit_hash(&r, r.hash);
    return write_row(st, &r, why) && read_back(st, &r, why);
}

/* COMMIT failed: a new connection is asked whether the operation is in the store all the same. */
static bool find_out(struct store *st, struct fault *why)
{
    struct fault first = *why, second = {0};
    int64_t found = 0;
    struct cursor *c;
    bool known = false;

    fault_clear(why);
    if (store_reconnect(st, &second) && own_open(st, "SELECT count(*) FROM tx WHERE op_id = ?1",
                                                 ARGS(TEXT(st->op_id)), &c, &second)) {
        known = sqlite3_step(c->stmt) == SQLITE_ROW;
        found = known ? sqlite3_column_int64(c->stmt, 0) : 0;
        statement_give(c);
    }
    if (known && found)
        return true;
    if (known) {
        *why = first;
        return false;
    }
    return fail(why, FAULT_UNKNOWN, NULL,
                "the disk failed while saving, and whether it was saved cannot be read; ask for "
                "operation %s when the disk is in order",
                st->op_id);
}

static void checkpoint(struct store *st)
{
    if (st->wal_pages < WAL_PAGES)
        return;
    /* What it could not do the next one does; the log is bounded by its watch in doctor. */
    int log = 0, done = 0;
    if (sqlite3_wal_checkpoint_v2(st->db, "main",
                                  st->wal_pages > 16 * WAL_PAGES ? SQLITE_CHECKPOINT_TRUNCATE
                                                                 : SQLITE_CHECKPOINT_PASSIVE,
                                  &log, &done) == SQLITE_OK &&
        log == done)
        st->wal_pages = 0;
}

static bool commit(struct store *st, const struct tx *t, const char *result, struct fault *why)
{
    if (!tx_may_go_on(st, why) || !write_audit(st, t, result, why)) {
        tx_rollback(st);
        return false;
    }
    struct cursor *c;
    if (!statement_take(st, "COMMIT", true, &c, why)) {
        tx_rollback(st);
        return false;
    }
    st->deadline = 0;
    int rc = sqlite3_step(c->stmt);
    statement_give(c);
    if (rc == SQLITE_DONE) {
        st->version++;
        checkpoint(st);
        end(st);
        return true;
    }
    store_fault(st, rc, "saving to", why);
    bool unsure = why->kind == FAULT_RESOURCE || why->kind == FAULT_STORE;
    if (!sqlite3_get_autocommit(st->db))
        sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
    bool saved = unsure && find_out(st, why);
    if (saved)
        st->version++;
    end(st);
    return saved;
}

bool tx_commit(struct store *st, struct tx *t, struct fault *why)
{
    if (st->tx != t)
        return fail(why, FAULT_BUG, NULL, "%s was not the operation under way", t->op);
    return commit(st, t, "done", why);
}

void tx_denied(struct store *st, const struct session *who, const char *op, const char *args,
               const struct fault *denial)
{
    struct fault ignored = {0};
    struct buf answer = {0};
    struct tx t = {.who = who, .op = op, .args = args};

    if (st->tx || st->read_only)
        return;
    buf_text(&answer, "{\"denied\":[");
    for (size_t i = 0; i < denial->reasons; i++) {
        buf_text(&answer, i ? "," : "");
        buf_json(&answer, denial->reason[i].code);
    }
    buf_text(&answer, "],\"text\":");
    buf_json(&answer, denial->text);
    buf_text(&answer, "}");
    t.answer = answer.failed ? NULL : answer.text;
    if (begin(st, &t, &ignored)) {
        op_id_make(st->op_id); /* the id of what was denied stays free for another try */
        if (!same_version(st, &ignored) || !read_last(st, &t, &ignored))
            tx_rollback(st);
        else if (!commit(st, &t, "denied", &ignored))
            (void)0; /* the denial itself stands */
    }
    buf_release(&answer);
}

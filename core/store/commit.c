/* commit.c - the audit row, read back, and the truth about whether it was saved */
#include "core/store/inside.h"

#include <stdio.h>
#include <string.h>

void tx_leave(struct store *st)
{
    st->tx = NULL;
    st->deadline = 0;
    fault_clear(&st->poison);
    turnstile_free(st);
}

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
                "The audit row of %s did not read back as it was written; nothing was saved.",
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

/* Of a commit that failed, whole frames may lie behind the end of the log: to those who go on they
 * are nothing, but whoever reads the log anew after a crash would take them for a transaction.  The
 * next commit takes their place, so there is one before "not saved" is said. */
static bool bury(struct store *st, struct fault *why)
{
    char sql[60];

    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", migrations_count());
    if (own_run(st, "BEGIN IMMEDIATE", NO_ARGS, why) && own_run(st, sql, NO_ARGS, why) &&
        own_run(st, "COMMIT", NO_ARGS, why))
        return true;
    st->doubt = true;
    return false;
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
    if (known && bury(st, &second)) {
        *why = first;
        return false;
    }
    return fail(why, FAULT_UNKNOWN, NULL,
                "The disk failed while saving, and whether it was saved cannot be read; ask for "
                "operation %s when the disk is in order.",
                st->op_id);
}

/* What this one could not do the next one does; doctor watches the log's size. */
static void checkpoint(struct store *st)
{
    int log = 0, done = 0;
    int how =
        st->wal_pages > 16 * WAL_PAGES ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;

    if (st->wal_pages < WAL_PAGES)
        return;
    int rc = sqlite3_wal_checkpoint_v2(st->db, "main", how, &log, &done);
    if (rc == SQLITE_OK && log == done)
        st->wal_pages = 0;
    if ((rc & 0xff) == SQLITE_IOERR)
        st->doubt = true; /* the transaction itself is safe in the log */
}

bool tx_end(struct store *st, const struct tx *t, const char *result, struct fault *why)
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
    st->ticks = 0;
    int rc = sqlite3_step(c->stmt);
    bool full = (rc == SQLITE_FULL || rc == SQLITE_IOERR_WRITE) && db_is_full(st->db, rc);
    statement_give(c);
    if (rc == SQLITE_DONE) {
        checkpoint(st);
        tx_leave(st);
        return true;
    }
    store_fault(st, rc, "saving to", why);
    /* A frame that did not fit is no frame; after any other error only the store itself knows. */
    bool unsure = !full && (why->kind == FAULT_RESOURCE || why->kind == FAULT_STORE);
    tx_undo(st);
    bool saved = unsure && find_out(st, why);
    tx_leave(st);
    return saved;
}

bool tx_commit(struct store *st, struct tx *t, struct fault *why)
{
    if (st->tx != t)
        return fail(why, FAULT_BUG, NULL, "%s was not the operation under way.", t->op);
    return tx_end(st, t, "done", why);
}

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
        return fail(why, FAULT_BUG, NULL, "Something was to be written outside an operation.");
    if (st->poison.kind != FAULT_NONE) {
        *why = st->poison;
        return false;
    }
    if (sqlite3_get_autocommit(st->db))
        return fail(why, FAULT_RESOURCE, NULL,
                    "The disk failed earlier in this operation; nothing was saved.");
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
        fail(why, FAULT_STORE, NULL, "The last audit row of %s is damaged; run htlah audit verify.",
             st->path);
    else if (!fine)
        store_fault(st, rc, "reading", why);
    statement_give(c);
    if (fine && t->seq == 1)
        fine = chain_start(st, st->prev, why);
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
                "%s was brought to version %d by a newer htlah; leave this one and start that.",
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
                          "This operation's id was used before, for %s with other arguments; send "
                          "it with an id of its own.",
                          op ? op : "another operation");
        else if (answer && !(t->answer = arena_text(a, answer)))
            fine = fault_memory(why);
    } else if (rc != SQLITE_DONE) {
        fine = store_fault(st, rc, "reading", why);
    }
    statement_give(c);
    return fine;
}

void tx_undo(struct store *st)
{
    struct fault ignored = {0};

    if (!st->db || sqlite3_get_autocommit(st->db) || own_run(st, "ROLLBACK", NO_ARGS, &ignored))
        return;
    store_disconnect(st); /* which undoes it as well */
    st->doubt = true;
}

void tx_rollback(struct store *st)
{
    if (!st->tx)
        return;
    tx_undo(st);
    tx_leave(st);
}

/* What ends a transaction is made before it begins: there may be no memory then. */
static bool prepare_end(struct store *st, struct fault *why)
{
    static const char *const ends[] = {"ROLLBACK", "COMMIT"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct cursor *c;
        if (!statement_take(st, ends[i], true, &c, why))
            return false;
        statement_give(c);
    }
    return true;
}

static bool begin(struct store *st, struct tx *t, struct fault *why)
{
    if (st->tx)
        return fail(why, FAULT_BUG, NULL, "%s began while %s was under way.", t->op, st->tx->op);
    if (st->read_only)
        return fail(why, FAULT_RESOURCE, NULL,
                    "%s can only be read here; nothing was saved: open it where it can be written.",
                    st->path);
    if (!turnstile_take(st, why))
        return false;
    if (st->doubt && !store_renew(st, why)) {
        turnstile_free(st);
        return false;
    }
    if (!prepare_end(st, why) || !own_run(st, "BEGIN IMMEDIATE", NO_ARGS, why)) {
        tx_undo(st); /* it may have begun all the same */
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
        else if (!tx_end(st, &t, "denied", &ignored))
            (void)0; /* the denial itself stands */
    }
    buf_release(&answer);
}

/* tx.h - one transaction: rows, changes and the audit row, all or none
 *
 * Order     turnstile (flock beside the store) → BEGIN IMMEDIATE → rows → audit row → read back →
 *           COMMIT at synchronous=FULL → turnstile freed.  Never held across a keystroke.
 * Chain     hash = SHA-256(prev ‖ every field of the row, length-prefixed ‖ digest of its changes ‖
 *           proof of its arguments, decisions, answer and reason); a proof is SHA-256(salt ‖ its
 *           content), so content can one day be erased with its salt and the chain still verifies.
 * Identity  op_id (128 bits, made by the client) is unique: the same id with the same operation and
 *           arguments answers as the first time; with others it is refused.
 */
#ifndef CORE_STORE_TX_H
#define CORE_STORE_TX_H

#include "core/store/session.h"

enum { OP_ID_SIZE = 33 }; /* 32 hex digits and a NUL */
void op_id_make(char out[OP_ID_SIZE]);

struct tx {
    const struct session *who;
    const char *op;            /* "person.add" */
    const char *const *writes; /* names of tables the operation declared, ended by NULL */
    const char *args;          /* canonical text of the arguments */
    const char *subject_kind;  /* filled before commit: "person", or NULL */
    int64_t subject_id;
    const char *decisions; /* JSON array of the rules' decisions, or NULL */
    const char *answer;    /* JSON of the outcome, repeated for a repeated op_id */
    const char *reason;    /* in the person's words, or NULL */
    bool bulk;             /* no deadline; for bulk work as well store_bulk_begin */
    /* filled in */
    int64_t seq;
    bool repeated; /* this op_id was done before; `answer` is what it said then */
};

/* FAULT_BUSY when somebody holds the turnstile too long, FAULT_RESOURCE when the store is
 * read-only, FAULT_REFUSED (OP-1) for an op_id used for something else. */
bool tx_begin(struct store *st, struct tx *t, struct arena *a, struct fault *why) MUST_CHECK;
/* After an I/O error the outcome is looked up by op_id before anything is said (FAULT_UNKNOWN only
 * when even that could not be read). */
bool tx_commit(struct store *st, struct tx *t, struct fault *why) MUST_CHECK;
void tx_rollback(struct store *st);
bool tx_is_open(const struct store *st);

/* One audit row for a refusal of permission; no other change.  Its own failure is kept quiet: the
 * denial itself stands. */
void tx_denied(struct store *st, const struct session *who, const char *op, const char *args,
               const struct fault *denial);

/* Read log: queued here, written once a second by store_reads_flush or before the next opened
 * record is drawn.  kind "person", how "open" "tab" "show" "export" "pane". */
bool store_read_note(struct store *st, const struct session *who, const char *kind, int64_t id,
                     const char *how, struct fault *why) MUST_CHECK;
bool store_reads_flush(struct store *st, const struct session *who, struct fault *why) MUST_CHECK;
bool store_reads_waiting(const struct store *st);

#endif

/* counter.h - the counter: one open store with somebody at it, and the operations they ask for
 *
 * Meaning   Two calls are the only way to the store: counter_run, and view_page (core/views/view.h)
 *           with the session of counter_session.  No SQL, no path and no pointer of the store
 *           crosses it; arguments and rows are described by field tables.
 * Who       The login of the person at the keyboard; `as` only on a demonstration or story store.
 * Days      Today and now come from the caller.  On a real store an overridden day is for reading.
 */
#ifndef CORE_OPS_COUNTER_H
#define CORE_OPS_COUNTER_H

#include "core/ops/op.h"

struct counter;

struct counter_options {
    const char *store;  /* path */
    const char *config; /* folder, or NULL: what the store was made with, else the embedded one */
    const char *login;  /* of the operating system */
    const char *as;     /* --as, or NULL */
    int64_t role;       /* --role, or ABSENT */
    date_t today;       /* the system's, unless overridden */
    datetime_t now;
    bool overridden; /* --today or --now was given; else a demonstration store has its own now */
    datetime_t
        really; /* the system's minute all the same: on a real store roles are those held now,
                          whatever day is looked at; 0: `now` */
};

bool counter_open(const struct counter_options *o, struct counter **out,
                  struct faults *all) MUST_CHECK;
void counter_close(struct counter *c);

/* Somebody else sits down, or the day goes on: FAULT_DENIED when the login has no role then. */
bool counter_sit(struct counter *c, const char *login, int64_t role, datetime_t now,
                 struct fault *why) MUST_CHECK;

struct session *counter_session(struct counter *c);
const struct config *counter_config(const struct counter *c);
/* The newest transaction, whoever made it. */
int64_t counter_head(const struct counter *c);
/* Another number than before: somebody else wrote meanwhile, if only a note of what they read. */
int64_t counter_others(const struct counter *c);
struct store *counter_store(struct counter *c); /* for core/views alone */
/* A call that only looks: for what the screens ask of the operations' own functions.  Nothing may be
 * written by it; memory belongs to `a`, what it would answer to *answer. */
struct call counter_reading(struct counter *c, struct arena *a, struct answer *answer);

/* Whether the person may run it now: false with the reason (denied).  Writes nothing. */
bool counter_may(struct counter *c, const struct operation *op, struct fault *why);

/* An id for one operation to come: 32 hex digits and a NUL.  Sent again with the same operation and
 * arguments it answers as the first time and does nothing: how a client asks what became of it. */
enum { COUNTER_ID_SIZE = 33 };
void counter_id_make(char id[COUNTER_ID_SIZE]);

/* Reads `args` (a map) by the operation's field table in the given style, runs it in one
 * transaction and commits.  Memory of the answer belongs to `a`.  Every fault of the arguments is
 * in `all`; a refusal is the one fault of its kind with all its reasons.  op_id: 32 hex digits, or
 * NULL. */
bool counter_run(struct counter *c, const char *op, const struct node *args,
                 const struct reading *how, const char *op_id, struct arena *a,
                 struct answer *answer, struct faults *all) MUST_CHECK;
/* The same, rolled back at the end: would it be done, and what would it say? */
bool counter_try(struct counter *c, const char *op, const struct node *args,
                 const struct reading *how, struct arena *a, struct answer *answer,
                 struct faults *all) MUST_CHECK;

/* Many of one operation as one transaction: an import.  The caller reads the file twice: first
 * fields_read of every row outside the turnstile, so that a bad file holds nobody up; then, when all
 * were good, begin, each row, end.  A row whose key came before with the same content is passed over;
 * with other content it is refused (IM-1) with both places, unless `update`.  A row without its key
 * is told apart by all of it.  `p` may be NULL; its `what` is filled in. */
struct bulk_counts {
    uint64_t rows, added, same, changed, refused;
    uint64_t asked; /* neither added nor changed: it waits for a second person */
};
struct bulk_options {
    const char *op; /* "person.add" */
    /* Run instead when update is asked and the key is known, each where a column differs that it
     * takes; ended by NULL.  NULL: the kind cannot be updated. */
    const char *const *updates;
    const char *kind;       /* "people" */
    const char *file;       /* as messages name it */
    const char *digest;     /* hex of the file's bytes, or NULL */
    const char *layout;     /* rows_layout(), or NULL */
    uint64_t rows;          /* of the file, from the first reading */
    const char *const *key; /* arguments that are a row's natural key, ended by NULL */
    bool update, dry_run;
};
bool counter_bulk_begin(struct counter *c, const struct bulk_options *o, const struct progress *p,
                        struct fault *why) MUST_CHECK;
/* How far the file is read, for progress: bytes, or rows. */
void counter_bulk_progress(struct counter *c, uint64_t done, uint64_t all);
/* One row; its faults are added with FILE:LINE[:COLUMN] and reading goes on. */
bool counter_bulk_row(struct counter *c, const struct node *row, const struct reading *how,
                      size_t line, struct faults *all) MUST_CHECK;
/* Commits when nothing was refused and something is new; otherwise, or on a dry run, all is undone.
 * False when rows were refused or the store failed.  The answer's memory is the counter's. */
bool counter_bulk_end(struct counter *c, bool keep, struct bulk_counts *counts,
                      struct answer *answer, struct faults *all) MUST_CHECK;
/* All is undone, without an answer. */
void counter_bulk_abandon(struct counter *c);

/* A store from a config folder: organisations and lots of the config, and the staff given. */
struct make_options {
    const char *store, *config; /* config absolute, or NULL: the one in the program */
    enum store_kind kind;
    datetime_t now;           /* of a demonstration or story store: kept as its own */
    int64_t minutes_before;   /* of now: when it is made, so that what follows can lead up to now */
    const char *login;        /* who makes it: has every role there; of a real store made without a
                                 list of staff, its first administrator */
    const struct node *staff; /* list of maps of staff.add, or NULL */
    const char *journal;      /* "truncate", or NULL: a log (core/store/store.h) */
};
bool counter_make(const struct make_options *o, struct faults *all) MUST_CHECK;

#endif

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
    bool overridden;       /* --today or --now was given */
    bool as_user_settings; /* a demonstration store's own now is used unless overridden */
};

bool counter_open(const struct counter_options *o, struct counter **out,
                  struct faults *all) MUST_CHECK;
void counter_close(struct counter *c);

struct session *counter_session(struct counter *c);
const struct config *counter_config(const struct counter *c);
struct store *counter_store(struct counter *c); /* for core/views alone */

/* Whether the person may run it now: false with the reason (denied).  Writes nothing. */
bool counter_may(struct counter *c, const struct operation *op, struct fault *why);

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

/* Many of one operation as one transaction: an import.  Rows are checked first, outside the
 * turnstile, by counter_bulk_check (arguments alone); then written between begin and commit.  A row
 * whose key came before with the same content is passed over; with other content it is refused with
 * both places, unless `update`. */
struct bulk_counts {
    uint64_t rows, added, same, changed, refused;
};
struct bulk_options {
    const char *op;         /* "person.add" */
    const char *update_op;  /* run instead when update is asked and the key is known; or NULL */
    const char *kind;       /* "people" */
    const char *file;       /* as messages name it */
    const char *digest;     /* hex of the file's bytes, or NULL */
    const char *const *key; /* arguments that are a row's natural key, ended by NULL */
    bool update, dry_run;
};
bool counter_bulk_begin(struct counter *c, const struct bulk_options *o, const struct progress *p,
                        struct fault *why) MUST_CHECK;
/* One row; its faults are added with FILE:LINE and reading goes on. */
bool counter_bulk_row(struct counter *c, const struct node *row, const struct reading *how,
                      size_t line, struct faults *all) MUST_CHECK;
/* Commits when nothing was refused; otherwise, or on a dry run, all is undone. */
bool counter_bulk_end(struct counter *c, bool keep, struct bulk_counts *counts,
                      struct answer *answer, struct faults *all) MUST_CHECK;

/* A store from a config folder: organisations and lots of the config, and the staff given. */
struct make_options {
    const char *store, *config;
    enum store_kind kind;
    datetime_t now;           /* of a demonstration or story store: kept as its own; else NONE */
    const char *login;        /* who makes it: of a real store, its first administrator */
    const struct node *staff; /* list of maps of staff.add, or NULL */
};
bool counter_make(const struct make_options *o, struct faults *all) MUST_CHECK;

#endif

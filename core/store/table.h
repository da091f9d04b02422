/* table.h - stored tables, described by field tables
 *
 * Meaning   A stored record is a C struct whose first member is `struct stored`; the columns after
 *           it are the rows of its field table, with the same names as in schema/ *.sql.  A test
 *           compares the two.  Insert, load, change and the audit's old → new come from the table.
 * Columns   TEXT text and enum (its code), INTEGER everything else (dates: days since 1970-01-01,
 *           datetimes: minutes).  Absent is NULL.  Lists and records are not stored in a column.
 * Kinds     TABLE_REV    current state with an optimistic revision: row_change
 *           TABLE_KNOWN  versions: never updated but to close known_to: row_add, row_close,
 *                        row_replace.  Columns known_from, known_to hold transactions.
 *           TABLE_APPEND added and never touched again; column tx holds the transaction
 *           After id come rev (TABLE_REV), known_from and known_to (TABLE_KNOWN), or tx
 *           (TABLE_APPEND), then the fields.  These columns carry no REFERENCES to tx: its row is
 *           written last, and check() proves them.  A column added by a later migration is
 *           nullable.  A dated table (valid_from, valid_to fields) is TABLE_KNOWN as well.
 * Audit     Each of these writes a `change` row whose proof covers the whole row, and adds to the
 *           transaction's digest.  An added row is its own record (before and after are NULL); a
 *           change keeps old and new values of the fields that differ, as JSON of STYLE_FILE.
 *           TABLE_QUIET tables have no change rows: added rows go to the transaction's `quiet`
 *           digest (TABLE_KNOWN and TABLE_APPEND), changes of TABLE_REV leave no trace.
 * Guard     A write to a table the running operation did not declare is a fault of kind BUG, and the
 *           transaction can no longer commit.  store_run may write tables without a field table and
 *           TABLE_QUIET ones (delete only from TABLE_REV among these), never another.
 */
#ifndef CORE_STORE_TABLE_H
#define CORE_STORE_TABLE_H

#include "core/base/field.h"
#include "core/store/store.h"

struct stored {
    int64_t id;
    int64_t rev;        /* TABLE_REV: as loaded */
    int64_t known_from; /* TABLE_KNOWN, TABLE_APPEND: transaction that recorded it */
    int64_t known_to;   /* transaction that closed it, or ABSENT */
};

enum table_flags {
    TABLE_REV = 1 << 0,
    TABLE_KNOWN = 1 << 1,
    TABLE_APPEND = 1 << 2,
    TABLE_QUIET = 1 << 3
};

struct table {
    const char *name;  /* in SQL */
    const char *shown; /* "Package line" */
    const struct fields
        *fields; /* columns after the stored head; offsets are of the whole struct */
    unsigned flags;
    const char *person, *package; /* fields holding whose row it is ("id": its own), for the
                                     timeline; or NULL */
    /* Versions that may not overlap in valid time while known: the fields that name one thing, as
     * an SQL column list ("package_id, number"); NULL when they may. */
    const char *no_overlap;
    /* What else must hold of it: a constant SELECT of the rows that break it, each an id and a
     * sentence, for check; or NULL. */
    const char *holds;
};

/* One argument of a query. */
struct arg {
    enum { ARG_INT, ARG_TEXT } kind;
    int64_t number;   /* ABSENT binds NULL */
    const char *text; /* NULL binds NULL */
};
#define INT(v)  ((struct arg){.kind = ARG_INT, .number = (v)})
#define TEXT(v) ((struct arg){.kind = ARG_TEXT, .text = (v)})
#define ARGS(...)                                                                                  \
    (const struct arg[]){__VA_ARGS__},                                                             \
        sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg)
#define NO_ARGS NULL, 0

/* Adds the record; its id and known_from (or rev 1) are filled in. */
bool row_add(struct store *st, const struct table *t, void *record, struct fault *why) MUST_CHECK;
/* Loads one by id; text belongs to the arena.  FAULT_MISSING when there is none. */
bool row_get(struct store *st, const struct table *t, int64_t id, void *record, struct arena *a,
             struct fault *why) MUST_CHECK;
/* Writes the record over the revision it was loaded with; FAULT_STALE, naming who saved and which
 * fields differ, when it has moved.  head.rev goes up by one.  Nothing different: nothing written.
 */
bool row_change(struct store *st, const struct table *t, void *record,
                struct fault *why) MUST_CHECK;
/* Whether `record`, as loaded now, is still at the revision that a form was opened with: true where
 * `rev` is ABSENT or its own; else FAULT_STALE, in the words of row_change. */
bool row_seen(struct store *st, const struct table *t, const void *record, int64_t rev,
              struct fault *why) MUST_CHECK;
/* No longer known from this transaction on. */
bool row_close(struct store *st, const struct table *t, const void *record,
               struct fault *why) MUST_CHECK;
/* Closes `old` and adds `new` in its place. */
bool row_replace(struct store *st, const struct table *t, const void *old, void *new_record,
                 struct fault *why) MUST_CHECK;

/* Records by a tail after WHERE ("person_id = ?1 AND known_to IS NULL ORDER BY valid_from"), a
 * constant of the program.  *out is a list of structs from the arena. */
bool rows_where(struct store *st, const struct table *t, const char *tail, const struct arg *args,
                size_t count, struct arena *a, struct list *out, struct fault *why) MUST_CHECK;
/* The first such record, or *found false. */
bool row_where(struct store *st, const struct table *t, const char *tail, const struct arg *args,
               size_t count, void *record, bool *found, struct arena *a,
               struct fault *why) MUST_CHECK;

#endif

/* import_kind.h - what can be imported: a kind is an operation done in bulk
 *
 * A new kind is a row of import_kinds.c.  Its columns are the operation's arguments, or those of a
 * published layout of the same name (core/exchange/layout.h).
 */
#ifndef CLI_IMPORT_KIND_H
#define CLI_IMPORT_KIND_H

#include "core/exchange/rows.h"
#include "core/ops/op.h"

enum import_shape {
    IMPORT_ROWS,   /* a row of the file is one operation */
    IMPORT_GROUPS, /* rows that follow each other and have the same first key: a list of one */
    IMPORT_AREAS   /* features of GeoJSON */
};

enum { IMPORT_KEYS_MOST = 4, IMPORT_UPDATES_MOST = 4 }; /* the last of each is NULL */

struct import_kind {
    const char *name; /* "people" */
    const char *op;   /* "person.add" */
    const char
        *update[IMPORT_UPDATES_MOST];  /* operations that take a row of a known key, or none */
    const char *help;                  /* for the list of kinds */
    const char *key[IMPORT_KEYS_MOST]; /* what tells a row from all others; ended by NULL */
    const char *layout_key[IMPORT_KEYS_MOST]; /* … in a published layout, where it is another */
    enum import_shape shape;
    const char *list; /* IMPORT_GROUPS: the argument the rows are entries of */
};
extern const struct import_kind import_kinds[]; /* ended by a NULL name */

/* A file of a kind, read from the start to the end, as often as is wanted. */
struct import {
    const struct import_kind *kind;
    const struct operation *op;
    const char *path;
    const struct mapping *mapping; /* or NULL */
    const volatile int *interrupted;
    void (*report)(void *ctx, uint64_t done, uint64_t all); /* or NULL */
    void *ctx;
    /* found by reading */
    const char *layout; /* static text, or NULL */
    const char *const *key;
    struct reading how;
    uint64_t rows;
    char passed[300]; /* "3 columns are let pass: A, B, C", or nothing */
};

/* Each row in turn.  `each` answers false to stop; a row that cannot be read is a fault in `all`, and
 * reading goes on.  False when the file cannot be read to its end, or changed meanwhile. */
typedef bool import_each(struct import *m, const struct node *row, size_t line, void *ctx,
                         struct faults *all);
bool import_read(struct import *m, import_each *each, void *ctx, struct faults *all) MUST_CHECK;
/* The file's columns, for the help of a kind. */
bool import_columns(const struct import_kind *k, struct arena *a, struct fields *out) MUST_CHECK;

#endif

/* rows_inside.h - the stream between rows.c (rows) and rows_header.c (which column fills which).
 * Nobody else includes it. */
#ifndef CORE_EXCHANGE_ROWS_INSIDE_H
#define CORE_EXCHANGE_ROWS_INSIDE_H

#include "core/exchange/layout.h"
#include "core/exchange/rows.h"

/* One of our columns and the cell that fills it. */
struct bound {
    const char *ours;
    size_t at; /* of the cell; LAYOUT_NONE for a constant */
    enum cell_shape shape;
    const struct field *field; /* or NULL */
    const struct node *values; /* {theirs: ours}, or NULL */
    struct node node;          /* given anew for each row */
    char turned[24];           /* a day or a postcode in our form */
};

struct rows {
    struct csv *csv;
    struct rows_options o;
    struct arena keep, row; /* for the stream; for one row */
    struct bound *bound;
    const char **columns, **ignored;
    size_t count, ignored_count;
    const struct layout *layout;
    const struct csv_cell *cells; /* the first row of a file without header, not yet given */
    size_t cell_count, given;
    bool pending;
    struct node map;
};

/* Reads the file's header, or knows it without, and binds the columns. */
bool rows_bind(struct rows *r, struct faults *all) MUST_CHECK;

#endif

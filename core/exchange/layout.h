/* layout.h - the layouts of files that others publish, as tables
 *
 * Meaning   A layout says which of a published file's columns fill which of ours.  The file may
 * have a header (names are compared without case, spaces and punctuation), or none and exactly
 *           `bare` columns in the publisher's order; lines may stand above the header.
 * Kinds     postcodes, gp-practices, organisations, providers, areas, bank-holidays
 * Source    interface.md, Imports; ../shared/data/SOURCES.md has what the tables were tried on.
 */
#ifndef CORE_EXCHANGE_LAYOUT_H
#define CORE_EXCHANGE_LAYOUT_H

#include "core/base/buf.h"
#include "core/exchange/csv.h"

enum cell_shape {
    CELL_TEXT,
    CELL_CODE,     /* capitals and digits */
    CELL_NUMBER,   /* digits */
    CELL_DAY8,     /* yyyymmdd, or empty; turned to ISO */
    CELL_POSTCODE, /* in any spacing; turned to its canonical form */
    CELL_BARS      /* several texts with | between them: a list where a list is wanted */
};

struct layout_column {
    const char *ours;
    enum cell_shape shape;
    size_t at; /* of a file without header, from 1 */
    bool optional;
    const char *theirs[3]; /* *CD is any ONS column of two or more letters, two digits and CD */
};

struct layout {
    const char *kind;
    const char *called; /* for people */
    const struct layout_column *column;
    size_t count;
    size_t bare;   /* columns of a file without header; 0: it always has one */
    bool preamble; /* lines may stand above the header */
};

enum { LAYOUT_COLUMNS_MOST = 16, LAYOUT_PREAMBLE_MOST = 30 };
#define LAYOUT_NONE ((size_t)-1)

extern const struct layout layouts[];
extern const size_t layout_count;

/* Each column's cell, LAYOUT_NONE for an optional one that is missing; false: another file. */
bool layout_fits_header(const struct layout *l, const struct csv_cell *cells, size_t count,
                        size_t at[LAYOUT_COLUMNS_MOST]);
bool layout_fits_bare(const struct layout *l, const struct csv_cell *cells, size_t count,
                      size_t at[LAYOUT_COLUMNS_MOST]);
/* "Code-Point Open (columns PC, EA, NO, DC, WC; or 10 columns without a header)". */
void layout_describe(const struct layout *l, struct buf *out);

#endif

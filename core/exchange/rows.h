/* rows.h - any tabular file as a stream of maps keyed by our own column names
 *
 * Use       rows_open, then rows_next until the row is NULL; each row goes to fields_read with
 *           rows_reading(). After the last, rows_unchanged says whether it was one file throughout.
 * Columns   With `fields`: a column that is not ours, the same column twice and a required one that
 *           is missing are faults on line 1, all of them listed. Without: the header as it stands.
 *           With `kind`: the layouts that others publish for it (layout.h) are tried first, so the
 *           rows come in our names whichever file was given.
 * Cells     As written, with their line and column. An empty cell is an empty scalar, which a field
 *           reads as not given. The apostrophe of csv_write_cell is off again for text. A list or
 *           record begun with [ or { is read by `flow`.
 * Memory    A row is valid until the next rows_next; memory is one row.
 * Errors    rows_next answers false when faults were added for one row; calling it again goes on,
 *           so every bad row is listed, and ends where the file can no longer be trusted.
 */
#ifndef CORE_EXCHANGE_ROWS_H
#define CORE_EXCHANGE_ROWS_H

#include "core/base/field.h"
#include "core/exchange/csv.h"
#include "core/exchange/mapping.h"

struct rows;

/* Text in YAML flow style to a node in the arena, or NULL with faults added (yaml_read_value). */
typedef struct node *rows_flow(const char *text, size_t length, const struct node *place,
                               struct arena *a, struct faults *all);

struct rows_options {
    const struct fields *fields;   /* the columns wanted, or NULL */
    const char *kind;              /* kind of import, for published layouts, or NULL */
    const struct mapping *mapping; /* or NULL */
    rows_flow *flow;               /* or NULL: lists and records stay text */
};

/* Path, text, name and what the options point to outlive the stream. */
bool rows_open(const char *path, const struct rows_options *o, struct rows **out,
               struct faults *all) MUST_CHECK;
bool rows_open_text(const char *text, size_t length, const char *name, const struct rows_options *o,
                    struct rows **out, struct faults *all) MUST_CHECK;
/* *row is NULL at the end. */
bool rows_next(struct rows *r, const struct node **row, struct faults *all) MUST_CHECK;
bool rows_unchanged(struct rows *r, struct faults *all) MUST_CHECK;
struct reading rows_reading(const struct rows *r);
/* Their columns that no column of ours takes. */
const char *const *rows_ignored(const struct rows *r, size_t *count);
const char *rows_layout(const struct rows *r); /* "ODS epraccur", or NULL for our own columns */
size_t rows_given(const struct rows *r);       /* rows read so far, bad ones included */
void rows_progress(const struct rows *r, uint64_t *done, uint64_t *all);
void rows_close(struct rows *r);

#endif

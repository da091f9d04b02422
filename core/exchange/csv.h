/* csv.h - comma-separated files, strictly
 *
 * Reads     RFC 4180: lines end in LF, CRLF or a lone CR, one kind a file; UTF-8 with or without a
 *           mark at the start, or Windows-1252 where the caller says so; line ends inside quotation
 *           marks belong to the cell. A mark inside a bare cell, text after a closing mark, an open
 *           mark at the end, a NUL, bytes that are not UTF-8, a second kind of line end and a row
 *           of another width are refused with line and column. Other characters are the fields'
 *           business.
 * Limits    1 MiB a field, 8 MiB a row, 5,000,000 rows, 2 GiB in all. The file is streamed: memory
 *           is one row. input.h says what may be opened.
 * Errors    After a row of another width, or one that is not UTF-8, reading may go on, so that
 *           every such row can be listed; after any other fault the file is at its end.
 * Source    reliability.md E3, H1 and 13 (21 to 32, 42).
 */
#ifndef CORE_EXCHANGE_CSV_H
#define CORE_EXCHANGE_CSV_H

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/fault.h"

#include <stdint.h>

struct csv;

struct csv_cell {
    const char *text; /* NUL-terminated, valid until the next row */
    size_t length;
    size_t line, column; /* where it starts, from 1; column counts characters of the line */
    bool quoted;
};

struct csv_options {
    char delimiter; /* 0: comma */
    bool cp1252;    /* Windows-1252 instead of UTF-8 */
    bool loose;     /* rows of any width until csv_set_width: lines stand above the header */
};

enum {
    CSV_FIELD_MOST = 1 << 20, /* bytes */
    CSV_ROW_MOST = 8 << 20,
    CSV_ROWS_MOST = 5000000
};
#define CSV_FILE_MOST (UINT64_C(2) << 30)

/* From a file (path, or - for standard input) or from memory.  Path, text and name outlive the
 * reader; `name` is used in messages.  `o` may be NULL. */
bool csv_open_file(const char *path, const struct csv_options *o, struct csv **out,
                   struct fault *why) MUST_CHECK;
bool csv_open_text(const char *text, size_t length, const char *name, const struct csv_options *o,
                   struct csv **out, struct fault *why) MUST_CHECK;
/* Next row: *count cells, 0 at the end.  A blank line is skipped. */
bool csv_next(struct csv *c, const struct csv_cell **cells, size_t *count,
              struct fault *why) MUST_CHECK;
/* Rows after this have so many cells; otherwise the first row says. */
void csv_set_width(struct csv *c, size_t cells);
size_t csv_line(const struct csv *c);      /* line the last row began on */
const char *csv_name(const struct csv *c); /* as in messages */
/* Bytes read so far and the file's size (0 when unknown), for progress. */
void csv_progress(const struct csv *c, uint64_t *done, uint64_t *all);
/* False when the file changed (device, inode, size, times) since it was opened. */
bool csv_unchanged(struct csv *c, struct fault *why) MUST_CHECK;
void csv_close(struct csv *c);

/* One cell written, quoted where needed.  A text cell that a spreadsheet would run or strip (it
 * begins = + - @ or their full-width forms, tab, CR, LF or an apostrophe) gets one leading
 * apostrophe, which csv_undefuse takes off again: csv_undefuse of what was written is what was
 * given. */
void csv_write_cell(struct buf *out, const char *text, bool is_text, bool first);
void csv_write_end(struct buf *out); /* CRLF */
/* The mark that tells a spreadsheet the file is UTF-8; before anything else. */
void csv_write_bom(struct buf *out);
/* Text without the apostrophe that guards it: the next character of it, or `text` itself.  An
 * apostrophe before anything harmless ('s-Gravenhage) stays. */
const char *csv_undefuse(const char *text);

#endif

/* csv.h - comma-separated files, strictly
 *
 * Reads    RFC 4180 with LF or CRLF (or lone CR, but one kind a file… mixed is refused, saying where),
 *          UTF-8 with or without BOM, quoted newlines.  Text after a closing quote, an open quote at
 *          the end, a NUL, a ragged row: refused with line and column.
 * Limits   1 MiB a field, 8 MiB a row, 5,000,000 rows; a file is a regular file or a pipe, never a
 *          device, and is streamed: memory is one row.
 */
#ifndef CORE_EXCHANGE_CSV_H
#define CORE_EXCHANGE_CSV_H

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/fault.h"

struct csv;

struct csv_cell {
    const char *text; /* NUL-terminated, valid until the next row */
    size_t length;
    size_t line, column; /* where it starts, from 1; column counts characters of the line */
    bool quoted;
};

struct csv_options {
    char delimiter;   /* 0: comma */
    bool cp1252;      /* Windows-1252 instead of UTF-8 */
};

/* From a file (path) or from memory (text).  `name` is used in messages. */
bool csv_open_file(const char *path, const struct csv_options *o, struct csv **out,
                   struct fault *why) MUST_CHECK;
bool csv_open_text(const char *text, size_t length, const char *name, const struct csv_options *o,
                   struct csv **out, struct fault *why) MUST_CHECK;
/* Next row: *count cells, 0 at the end.  A blank line is skipped. */
bool csv_next(struct csv *c, const struct csv_cell **cells, size_t *count,
              struct fault *why) MUST_CHECK;
size_t csv_line(const struct csv *c); /* line the last row began on */
/* Bytes read so far and the file's size (0 when unknown), for progress. */
void csv_progress(const struct csv *c, uint64_t *done, uint64_t *all);
/* SHA-like digest is the store's business; the file's identity (device, inode, size, time) is
 * compared here: false when the file changed while it was being read. */
bool csv_unchanged(struct csv *c, struct fault *why) MUST_CHECK;
void csv_close(struct csv *c);

/* One cell written: quoted where needed; a text cell a spreadsheet would run (= + - @ tab CR, their
 * full-width forms, or a leading apostrophe) gets one leading apostrophe, which csv_undefuse takes
 * off again on import. */
void csv_write_cell(struct buf *out, const char *text, bool is_text, bool first);
void csv_write_end(struct buf *out); /* CRLF */
const char *csv_undefuse(const char *text);

#endif

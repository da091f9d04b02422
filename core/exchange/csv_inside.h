/* csv_inside.h - the reader between its three files: csv_buffer.c (bytes), csv_cell.c (cells) and
 * csv.c (rows).  Nobody else includes it. */
#ifndef CORE_EXCHANGE_CSV_INSIDE_H
#define CORE_EXCHANGE_CSV_INSIDE_H

#include "core/exchange/csv.h"
#include "core/exchange/input.h"

enum line_end { END_NONE, END_LF, END_CRLF, END_CR };
enum stop { STOP_CELL, STOP_LINE, STOP_FILE, STOP_FAULT };

struct csv {
    struct input in;
    struct csv_options o;
    bool special[256]; /* what ends a run of a bare cell */
    /* The buffer: bytes [row, end) are the row being read, a NUL stands at end. */
    char *buf, *row, *at, *end;
    char *to;    /* where the next byte of a quoted cell goes, for `""` takes one place */
    size_t room; /* of buf, less the NUL */
    bool drained, bad_byte, finished;
    struct arena convert; /* Windows-1252 made UTF-8 */
    struct csv_cell *cell;
    size_t cells, cell_room;
    size_t width, rows;
    size_t line, row_line; /* line of `at`, and of the row's beginning */
    size_t line_start;     /* where the line begins, from `row` */
    size_t narrow;         /* bytes of the line so far that continue a character */
    enum line_end ends;
    struct fault later; /* first thing wrong with this row that need not stop the reading */
};

/* Nothing after this can be trusted: the file is at its end.  False. */
#define HALT(c, line_, column_, why, ...)                                                          \
    ((c)->finished = true, fail_at(why, (c)->in.name, line_, column_, "", __VA_ARGS__))

#define STOP_AT(...) ((void)HALT(__VA_ARGS__), STOP_FAULT)

/* Column, in characters, of a place in the row. */
static inline size_t csv_column(const struct csv *c, const char *at)
{
    return (size_t)(at - c->row) - c->line_start - c->narrow + 1;
}

/* Room for the first bytes, the count of lines, and the mark at the start. */
bool csv_buffer_begin(struct csv *c, struct fault *why) MUST_CHECK;
/* More of the file behind what is there; c->drained at the end. */
bool csv_more(struct csv *c, struct fault *why) MUST_CHECK;
/* `at` is the buffer's end: true when there is more behind it now, else *stop says why not. */
bool csv_went_on(struct csv *c, enum stop *stop, struct fault *why) MUST_CHECK;

enum stop csv_bare_cell(struct csv *c, struct fault *why) MUST_CHECK;
enum stop csv_quoted_cell(struct csv *c, struct fault *why) MUST_CHECK;

#endif

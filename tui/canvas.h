/* canvas.h - what a screen draws on: a grid of cells with no terminal behind it
 *
 * Meaning   A cell is one letter with its combining marks (a grapheme, at most 8 bytes), its width
 *           in columns and a style. A letter two columns wide has its second cell empty with width
 *           0.
 * Safety    canvas_text is the one way text gets on: it clips at the edges, replaces control,
 *           bidirectional and zero-width characters (text_defuse), and measures with wcwidth, as
 *           the terminal will. A pasted name cannot drive the terminal. Source: reliability.md G1,
 *           G2.
 * Letters   GLYPHS_FULL draws lines, blocks and braille; GLYPHS_PLAIN keeps letters but draws with
 *           + - | # and so on (--ascii); GLYPHS_ASCII sends nothing beyond ASCII (locale without
 *           UTF-8): an accented letter becomes its plain one, anything else a question mark.
 * Memory    `{ 0 }` is a valid empty canvas; canvas_release frees the cells.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "core/base/buf.h"
#include "core/base/fault.h"
#include "tui/theme.h"

#include <stdint.h>

enum glyphs { GLYPHS_FULL, GLYPHS_PLAIN, GLYPHS_ASCII };

enum { CELL_BYTES = 8 };

struct cell {
    char glyph[CELL_BYTES]; /* not NUL-terminated; length bytes count */
    uint8_t length, width;
    uint8_t style; /* enum style_name, and ST_CHOSEN */
};

struct canvas {
    int rows, cols;
    struct cell *cell; /* rows * cols */
    int cursor_row, cursor_col;
    enum glyphs glyphs;
};

/* A rectangle of the canvas; everything below draws inside one. */
struct area {
    int row, col, rows, cols;
};

bool canvas_resize(struct canvas *c, int rows, int cols, struct fault *why) MUST_CHECK;
void canvas_release(struct canvas *c);
void canvas_clear(struct canvas *c);
static inline struct area canvas_area(const struct canvas *c)
{
    return (struct area){0, 0, c->rows, c->cols};
}

/* Columns that text takes on a canvas of these glyphs. */
int canvas_width(const struct canvas *c, const char *text);
/* Writes at most `width` columns and returns those used; what lies outside the canvas is not drawn.
 */
int canvas_text(struct canvas *c, int row, int col, int width, unsigned style, const char *text);
int canvas_printf(struct canvas *c, int row, int col, int width, unsigned style, const char *format,
                  ...) LIKE_PRINTF(6, 7);
/* Exactly `width` columns: padded, and ended by … when cut; a number that does not fit shows #. */
void canvas_fit(struct canvas *c, int row, int col, int width, unsigned style, const char *text);
void canvas_fit_right(struct canvas *c, int row, int col, int width, unsigned style,
                      const char *text);
/* Words broken into lines inside the area; returns the lines needed (which may be more than fit).
 * Lines before `skip` are passed over. */
int canvas_wrap(struct canvas *c, struct area a, int skip, unsigned style, const char *text);
void canvas_fill(struct canvas *c, struct area a, unsigned style, const char *glyph);
/* Gives every cell of the area this style, keeping what is written (or adding ST_CHOSEN to it). */
void canvas_style(struct canvas *c, struct area a, unsigned style);
/* "─ Title ───────── right ─" over the width of the area's first row. */
void canvas_rule(struct canvas *c, struct area a, const char *title, const char *right);
/* A box with its title in the upper edge, cleared inside; returns the area inside. */
struct area canvas_box(struct canvas *c, struct area a, const char *title);
void canvas_cursor(struct canvas *c, int row, int col);

/* The text of one row without its trailing blanks. */
void canvas_row_text(const struct canvas *c, int row, struct buf *out);
/* For stored screens: each row as "|text", then "cursor ROW COL", then a line for each row that has
 * styles: "style ROW: chosen 0-79, hint 4-9". */
void canvas_dump(const struct canvas *c, struct buf *out);

#endif

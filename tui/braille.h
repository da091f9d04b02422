/* braille.h - dots on a canvas: every cell is two dots wide and four high */
#ifndef TUI_BRAILLE_H
#define TUI_BRAILLE_H

#include "tui/canvas.h"

struct braille {
    int rows, cols;      /* of cells */
    unsigned char *dots; /* a byte a cell, bits as in Unicode's block */
};

/* Makes it this size, without dots. */
bool braille_resize(struct braille *b, int rows, int cols, struct fault *why) MUST_CHECK;
void braille_release(struct braille *b);
void braille_dot(struct braille *b, int64_t x, int64_t y); /* outside: nothing */
/* A straight line between two dots; with `gap` above 1 its ends and every gap-th dot. */
void braille_line(struct braille *b, int64_t x0, int64_t y0, int64_t x1, int64_t y1, int gap);
/* Cells without dots are left as they are. */
void braille_draw(const struct braille *b, struct canvas *c, struct area a, unsigned style);

#endif

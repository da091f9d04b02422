#include "tui/braille.h"

#include <stdlib.h>
#include <string.h>

bool braille_resize(struct braille *b, int rows, int cols, struct fault *why)
{
    braille_release(b);
    if (rows < 1 || cols < 1)
        return true;
    b->dots = calloc((size_t)rows, (size_t)cols);
    if (!b->dots)
        return fault_memory(why);
    b->rows = rows;
    b->cols = cols;
    return true;
}

void braille_release(struct braille *b)
{
    free(b->dots);
    *b = (struct braille){.rows = 0};
}

void braille_dot(struct braille *b, int64_t x, int64_t y)
{
    static const unsigned char bits[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};

    if (x < 0 || y < 0 || x >= (int64_t)b->cols * 2 || y >= (int64_t)b->rows * 4)
        return;
    b->dots[(y / 4) * b->cols + x / 2] |= bits[y % 4][x % 2];
}

/* Bresenham's line, after cutting off what lies far outside. */
void braille_line(struct braille *b, int64_t x0, int64_t y0, int64_t x1, int64_t y1, int gap)
{
    int64_t dx = llabs(x1 - x0), dy = -llabs(y1 - y0), sx = x0 < x1 ? 1 : -1, sy = y0 < y1 ? 1 : -1,
            err = dx + dy, most = 4 * ((int64_t)b->rows * 4 + b->cols * 2);

    if (dx - dy > most) /* no drawing of ours is so large: nothing to see between its ends */
        return;
    for (int64_t step = 0;; step++) {
        bool last = x0 == x1 && y0 == y1;
        if (last || step % (gap > 1 ? gap : 1) == 0)
            braille_dot(b, x0, y0);
        if (last)
            return;
        int64_t twice = 2 * err;
        if (twice >= dy) {
            err += dy;
            x0 += sx;
        }
        if (twice <= dx) {
            err += dx;
            y0 += sy;
        }
    }
}

void braille_draw(const struct braille *b, struct canvas *c, struct area a, unsigned style)
{
    for (int row = 0; row < b->rows && row < a.rows; row++) {
        for (int col = 0; col < b->cols && col < a.cols; col++) {
            unsigned dots = b->dots[row * b->cols + col];
            char glyph[4] = {(char)0xE2, (char)(0xA0 | dots >> 6), (char)(0x80 | (dots & 63)), 0};
            if (dots)
                canvas_text(c, a.row + row, a.col + col, 1, style, glyph);
        }
    }
}

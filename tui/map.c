/* Tiles. */
#include "tui/map.h"

#include "tui/key.h"

#include <stdio.h>
#include <stdlib.h>

enum { TILE_COLS = 9, TILE_ROWS = 3 }; /* with their left and upper edge */

const char *map_shade(char letter)
{
    static const char *const shades[] = {" ", "░", "▒", "▓"};

    return letter >= 'A' && letter <= 'D' ? shades[letter - 'A'] : " ";
}

void map_tiles_size(const struct map_area *areas, size_t count, int *rows, int *cols)
{
    *rows = *cols = 0;
    for (size_t i = 0; i < count; i++) {
        int bottom = (areas[i].row + 1) * TILE_ROWS + 1, right = (areas[i].col + 1) * TILE_COLS + 1;
        *rows = bottom > *rows ? bottom : *rows;
        *cols = right > *cols ? right : *cols;
    }
}

static struct area tile_area(struct area a, const struct map_area *m)
{
    return (struct area){a.row + m->row * TILE_ROWS, a.col + m->col * TILE_COLS, TILE_ROWS + 1,
                         TILE_COLS + 1};
}

static bool tile_at(const struct map_area *areas, size_t count, int row, int col)
{
    for (size_t i = 0; i < count; i++)
        if (areas[i].row == row && areas[i].col == col)
            return true;
    return false;
}

/* The corner where four tiles could meet, by which of them are there. */
static const char *corner(const struct map_area *areas, size_t count, int row, int col)
{
    static const char *const glyphs[16] = {" ", "┘", "└", "┴", "┐", "┤", "┼", "┼",
                                           "┌", "┼", "├", "┼", "┬", "┼", "┼", "┼"};
    unsigned around = (tile_at(areas, count, row - 1, col - 1) ? 1u : 0) |
                      (tile_at(areas, count, row - 1, col) ? 2u : 0) |
                      (tile_at(areas, count, row, col - 1) ? 4u : 0) |
                      (tile_at(areas, count, row, col) ? 8u : 0);

    return glyphs[around];
}

static void draw_tile(struct canvas *c, struct area t, const struct map_area *m, bool chosen)
{
    struct area in = {t.row + 1, t.col + 1, TILE_ROWS - 1, TILE_COLS - 1};
    char first[48], second[48];

    for (int i = 1; i < TILE_COLS; i++) {
        canvas_text(c, t.row, t.col + i, 1, ST_BORDER, "─");
        canvas_text(c, t.row + TILE_ROWS, t.col + i, 1, ST_BORDER, "─");
    }
    for (int i = 1; i < TILE_ROWS; i++) {
        canvas_text(c, t.row + i, t.col, 1, ST_BORDER, "│");
        canvas_text(c, t.row + i, t.col + TILE_COLS, 1, ST_BORDER, "│");
    }
    canvas_fill(c, in, m->letter == 'D' ? ST_ERROR : ST_NORMAL, map_shade(m->letter));
    snprintf(first, sizeof first, "%s%s%s", m->code, *m->code && *m->name ? " " : "", m->name);
    snprintf(second, sizeof second, "%c %s", m->letter ? m->letter : '-', m->text);
    canvas_text(c, in.row, in.col, in.cols - 1, m->letter == 'D' ? ST_ERROR : ST_NORMAL, first);
    canvas_text(c, in.row + 1, in.col, in.cols - 1, m->letter == 'D' ? ST_ERROR : ST_NORMAL,
                second);
    if (chosen) {
        canvas_style(c, in, ST_CHOSEN);
        canvas_cursor(c, in.row, in.col);
    }
}

void map_tiles_draw(struct canvas *c, struct area a, const struct map_area *areas, size_t count,
                    size_t chosen)
{
    for (size_t i = 0; i < count; i++) {
        struct area t = tile_area(a, &areas[i]);
        if (t.row + t.rows <= a.row + a.rows && t.col + t.cols <= a.col + a.cols)
            draw_tile(c, t, &areas[i], i == chosen);
    }
    for (size_t i = 0; i < count; i++) {
        struct area t = tile_area(a, &areas[i]);
        if (t.row + t.rows > a.row + a.rows || t.col + t.cols > a.col + a.cols)
            continue;
        for (int row = 0; row < 2; row++)
            for (int col = 0; col < 2; col++)
                canvas_text(c, t.row + row * TILE_ROWS, t.col + col * TILE_COLS, 1, ST_BORDER,
                            corner(areas, count, areas[i].row + row, areas[i].col + col));
    }
}

size_t map_tiles_hit(struct area a, const struct map_area *areas, size_t count, int row, int col)
{
    for (size_t i = 0; i < count; i++) {
        struct area t = tile_area(a, &areas[i]);
        if (row > t.row && row < t.row + TILE_ROWS && col > t.col && col < t.col + TILE_COLS)
            return i;
    }
    return count;
}

size_t map_tiles_move(const struct map_area *areas, size_t count, size_t from, int key)
{
    int down = key == K_DOWN ? 1 : key == K_UP ? -1 : 0;
    int right = key == K_RIGHT ? 1 : key == K_LEFT ? -1 : 0;
    size_t best = from;
    int nearest = 0;

    if (from >= count || (!down && !right))
        return from;
    for (size_t i = 0; i < count; i++) {
        int rows = areas[i].row - areas[from].row, cols = areas[i].col - areas[from].col;
        int along = down ? rows * down : cols * right, across = abs(down ? cols : rows);
        if (along <= 0)
            continue;
        int far = along + 4 * across; /* straight on before sideways */
        if (best == from || far < nearest) {
            best = i;
            nearest = far;
        }
    }
    return best;
}

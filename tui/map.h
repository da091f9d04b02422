/* map.h - the county as tiles and as its real boundaries
 *
 * Tiles     A labelled block an area, roughly as on the ground, always there.  Each is shaded by the
 *           letter A (plenty) to D (over) and says the letter, so it reads without colour and shape.
 * Outlines  Polygons in millionths of a degree drawn in braille, filled by a pattern a letter, the
 *           code in the middle.  It is worked out once for a size and then only drawn.
 * Chosen    is one and the same number in both: the index of the area.
 */
#ifndef TUI_MAP_H
#define TUI_MAP_H

#include "core/exchange/geojson.h"
#include "tui/braille.h"
#include "tui/canvas.h"

struct map_area {
    int row, col;     /* of the tile, from 0 */
    const char *code; /* "02" */
    const char *name; /* "ChN": what fits on a tile */
    const char *text; /* "31h" */
    char letter;      /* 'A' … 'D' or 0: nothing known */
};

/* The shade of a letter: ' ' for A, ░ ▒ ▓ for B C D. */
const char *map_shade(char letter);

/* Tiles from the area's corner; those that do not fit are not drawn.  Returns rows and columns used
 * by all of them together. */
void map_tiles_size(const struct map_area *areas, size_t count, int *rows, int *cols);
void map_tiles_draw(struct canvas *c, struct area a, const struct map_area *areas, size_t count,
                    size_t chosen);
/* Index of the tile at a place of the canvas; count for none. */
size_t map_tiles_hit(struct area a, const struct map_area *areas, size_t count, int row, int col);
/* The nearest tile in the direction of an arrow key; the same when there is none. */
size_t map_tiles_move(const struct map_area *areas, size_t count, size_t from, int key);

struct outline {
    const struct features
        *features;  /* feature i belongs to area[i]; more of them are lines alone */
    int rows, cols; /* it was worked out for */
    struct braille lines, fill;
    unsigned short *owner; /* a cell: one more than the feature in its middle; 0 none */
    char *letters;         /* it was filled with */
};

/* areas[i] names and shades feature i; the chosen one's label is in reverse. */
bool outline_draw(struct outline *o, struct canvas *c, struct area a, const struct map_area *areas,
                  size_t count, size_t chosen, struct fault *why) MUST_CHECK;
/* Index of the feature at a place of the canvas, after outline_draw; count for none. */
size_t outline_hit(const struct outline *o, struct area a, size_t count, int row, int col);
void outline_release(struct outline *o);

#endif

/* Real boundaries, drawn in dots and filled by patterns. */
#include "tui/map.h"

#include <stdlib.h>
#include <string.h>

enum {
    CROSSINGS_MOST = 512,
    ASPECT = 61 /* a degree of longitude at 52.6° north, of 100 of latitude */
};

/* From degrees to dots: one scale for both ways, the shape centred. */
struct projection {
    int64_t west, north; /* millionths */
    int64_t scale;       /* millionths of latitude a dot, times 16 */
    int64_t left, top;   /* dots before the shape */
};

static int64_t dot_x(const struct projection *p, int64_t lon)
{
    return p->left + (lon - p->west) * ASPECT * 16 / (100 * p->scale);
}

static int64_t dot_y(const struct projection *p, int64_t lat)
{
    return p->top + (p->north - lat) * 16 / p->scale;
}

static struct projection project(const struct features *f, int rows, int cols)
{
    int64_t west = INT32_MAX, east = INT32_MIN, north = INT32_MIN, south = INT32_MAX;
    struct projection p = {.scale = 16};

    for (size_t i = 0; i < f->count; i++) {
        const struct feature *one = &f->feature[i];
        west = one->least.lon < west ? one->least.lon : west;
        south = one->least.lat < south ? one->least.lat : south;
        east = one->most.lon > east ? one->most.lon : east;
        north = one->most.lat > north ? one->most.lat : north;
    }
    if (west > east)
        return p;
    int64_t across = (east - west) * ASPECT * 16 / 100 / (cols * 2 - 1) + 1;
    int64_t down = (north - south) * 16 / (rows * 4 - 1) + 1;
    p.west = west;
    p.north = north;
    p.scale = across > down ? across : down;
    p.left = (cols * 2 - 1 - (east - west) * ASPECT * 16 / (100 * p.scale)) / 2;
    p.top = (rows * 4 - 1 - (north - south) * 16 / p.scale) / 2;
    return p;
}

/* One straight piece of an outline, its ends in order, so that two areas give the same of it. */
struct edge {
    struct point a, b;
};

static int by_point(struct point a, struct point b)
{
    return a.lon != b.lon ? (a.lon > b.lon) - (a.lon < b.lon) : (a.lat > b.lat) - (a.lat < b.lat);
}

static int by_edge(const void *left, const void *right)
{
    const struct edge *l = left, *r = right;
    int order = by_point(l->a, r->a);

    return order ? order : by_point(l->b, r->b);
}

/* The lines of a feature.  A piece that two of its areas share lies inside: of a lot it is left out. */
static bool draw_feature(struct outline *o, const struct projection *p, const struct feature *f,
                         bool inside)
{
    size_t most = 0, count = 0;

    for (size_t r = 0; r < f->count; r++)
        most += f->ring[r].count;
    struct edge *edge = calloc(most + 1, sizeof *edge);
    if (!edge)
        return false;
    for (size_t r = 0; r < f->count; r++)
        for (size_t n = 1; n < f->ring[r].count; n++) {
            struct point a = f->ring[r].point[n - 1], b = f->ring[r].point[n];
            edge[count++] = by_point(a, b) <= 0 ? (struct edge){a, b} : (struct edge){b, a};
        }
    qsort(edge, count, sizeof *edge, by_edge);
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && by_edge(&edge[i], &edge[i + same]) == 0; same++)
            ;
        int64_t x0 = dot_x(p, edge[i].a.lon), y0 = dot_y(p, edge[i].a.lat);
        int64_t x1 = dot_x(p, edge[i].b.lon), y1 = dot_y(p, edge[i].b.lat);
        if ((same == 1 || inside) && (x0 != x1 || y0 != y1))
            braille_line(&o->lines, x0, y0, x1, y1, 1);
    }
    free(edge);
    return true;
}

/* Where the outline of a feature crosses the middle of one row of cells, west to east. */
static size_t crossings(const struct feature *f, const struct projection *p, int64_t y, int64_t *x)
{
    size_t n = 0;

    for (size_t r = 0; r < f->count; r++) {
        const struct ring *ring = &f->ring[r];
        for (size_t i = 1; i < ring->count && n < CROSSINGS_MOST; i++) {
            int64_t ya = dot_y(p, ring->point[i - 1].lat), yb = dot_y(p, ring->point[i].lat);
            if ((ya > y) == (yb > y))
                continue;
            int64_t xa = dot_x(p, ring->point[i - 1].lon), xb = dot_x(p, ring->point[i].lon);
            int64_t at = xa + (xb - xa) * (y - ya) / (yb - ya);
            size_t to = n++;
            while (to > 0 && x[to - 1] > at) {
                x[to] = x[to - 1];
                to--;
            }
            x[to] = at;
        }
    }
    return n;
}

static void own(struct outline *o, const struct projection *p, size_t count)
{
    int64_t x[CROSSINGS_MOST];

    for (size_t i = 0; i < o->features->count && i < count && i < UINT16_MAX - 1; i++) {
        for (int row = 0; row < o->rows; row++) {
            size_t n = crossings(&o->features->feature[i], p, (int64_t)row * 4 + 2, x);
            for (size_t k = 0; k + 1 < n; k += 2)
                for (int64_t col = x[k] / 2; col <= x[k + 1] / 2; col++)
                    if (col >= 0 && col < o->cols && col * 2 + 1 >= x[k] && col * 2 + 1 <= x[k + 1])
                        o->owner[row * o->cols + col] = (unsigned short)(i + 1);
        }
    }
}

/* A pattern a letter: nothing, and more and more dots. */
static void fill(struct outline *o, const struct map_area *areas, size_t count)
{
    static const int every[] = {0, 8, 4, 2};

    for (int row = 0; row < o->rows; row++) {
        for (int col = 0; col < o->cols; col++) {
            unsigned owner = o->owner[row * o->cols + col];
            char letter = owner && owner <= count ? areas[owner - 1].letter : 0;
            int step = letter >= 'A' && letter <= 'D' ? every[letter - 'A'] : 0;
            for (int dot = 0; step && dot < 8; dot++) {
                int x = col * 2 + dot % 2, y = row * 4 + dot / 2;
                if ((x + y * (step == 8 ? 3 : step == 4 ? 2 : 1)) % step == 0)
                    braille_dot(&o->fill, x, y);
            }
        }
    }
}

static bool same_letters(const struct outline *o, const struct map_area *areas, size_t count)
{
    for (size_t i = 0; i < o->features->count; i++)
        if (o->letters[i] != (i < count ? areas[i].letter : 0))
            return false;
    return true;
}

static bool work_out(struct outline *o, int rows, int cols, const struct map_area *areas,
                     size_t count, struct fault *why)
{
    if (o->owner && o->rows == rows && o->cols == cols && same_letters(o, areas, count))
        return true;
    outline_release(o);
    o->owner = calloc((size_t)rows * (size_t)cols, sizeof *o->owner);
    o->letters = calloc(o->features->count + 1, 1);
    if (!o->owner || !o->letters)
        return fault_memory(why);
    if (!braille_resize(&o->lines, rows, cols, why) || !braille_resize(&o->fill, rows, cols, why))
        return false;
    o->rows = rows;
    o->cols = cols;
    for (size_t i = 0; i < o->features->count; i++)
        o->letters[i] = i < count ? areas[i].letter : 0;
    struct projection p = project(o->features, rows, cols);
    for (size_t i = 0; i < o->features->count; i++)
        if (!draw_feature(o, &p, &o->features->feature[i], i >= count))
            return fault_memory(why);
    own(o, &p, count);
    fill(o, areas, count);
    return true;
}

/* The code and letter of a feature over the middle of the cells it owns. */
static void label(const struct outline *o, struct canvas *c, struct area a,
                  const struct map_area *m, size_t i, bool chosen)
{
    int64_t row = 0, col = 0, cells = 0, nearest = INT64_MAX;
    int at_row = -1, at_col = -1;

    for (int n = 0; n < o->rows * o->cols; n++) {
        if (o->owner[n] == i + 1) {
            row += n / o->cols;
            col += n % o->cols;
            cells++;
        }
    }
    for (int n = 0; cells && n < o->rows * o->cols; n++) { /* a crescent's middle is not its own */
        if (o->owner[n] != i + 1)
            continue;
        int64_t down = n / o->cols - row / cells, across = n % o->cols - col / cells;
        int64_t far = 4 * down * down + across * across;
        if (far < nearest) {
            nearest = far;
            at_row = n / o->cols;
            at_col = n % o->cols;
        }
    }
    if (at_row < 0)
        return;
    char text[16] = {m->letter ? m->letter : '-', 0};
    char code[24];
    size_t length = strlen(m->code) < 16 ? strlen(m->code) : 16;
    memcpy(code, m->code, length);
    code[length] = '\0';
    int width = canvas_width(c, code), from = at_col - (width + 1) / 2;
    from = from < 0 ? 0 : from + width + 2 > a.cols ? a.cols - width - 2 : from;
    unsigned style = m->letter == 'D' ? ST_ERROR : ST_KEY;
    canvas_text(c, a.row + at_row, a.col + from, width, style, code);
    canvas_text(c, a.row + at_row, a.col + from + width, 1, style, text);
    if (chosen) {
        canvas_style(c, (struct area){a.row + at_row, a.col + from, 1, width + 1}, ST_CHOSEN);
        canvas_cursor(c, a.row + at_row, a.col + from);
    }
}

bool outline_draw(struct outline *o, struct canvas *c, struct area a, const struct map_area *areas,
                  size_t count, size_t chosen, struct fault *why)
{
    if (a.rows < 1 || a.cols < 1)
        return true;
    if (!work_out(o, a.rows, a.cols, areas, count, why))
        return false;
    braille_draw(&o->fill, c, a, ST_HINT);
    braille_draw(&o->lines, c, a, ST_BORDER);
    for (size_t i = 0; i < count && i < o->features->count; i++)
        if (i != chosen)
            label(o, c, a, &areas[i], i, false);
    if (chosen < count && chosen < o->features->count)
        label(o, c, a, &areas[chosen], chosen, true);
    return true;
}

size_t outline_hit(const struct outline *o, struct area a, size_t count, int row, int col)
{
    row -= a.row;
    col -= a.col;
    if (!o->owner || row < 0 || col < 0 || row >= o->rows || col >= o->cols)
        return count;
    unsigned owner = o->owner[row * o->cols + col];
    return owner && owner <= count ? owner - 1 : count;
}

void outline_release(struct outline *o)
{
    braille_release(&o->lines);
    braille_release(&o->fill);
    free(o->owner);
    free(o->letters);
    *o = (struct outline){.features = o->features};
}

#include "tui/chart.h"

#include "core/base/money.h"
#include "tui/braille.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { CLOCK_BAR = 9, AXIS_COLS = 12 };

/* --- bars --------------------------------------------------------------------------------------
 */

/* value * width / most, rounded, without leaving 64 bits. */
static int part(int64_t value, int64_t most, int width)
{
    if (value <= 0 || most <= 0)
        return 0;
    while (most > INT64_MAX / 8192 || value > INT64_MAX / 8192) {
        most /= 2;
        value /= 2;
    }
    int64_t n = most ? (value * width * 2 + most) / (most * 2) : 0;
    return n > 2 * (int64_t)width ? 2 * width : (int)n;
}

static void repeat(struct canvas *c, int row, int col, int count, unsigned style, const char *glyph)
{
    for (int i = 0; i < count; i++)
        canvas_text(c, row, col + i, 1, style, glyph);
}

void chart_bar(struct canvas *c, int row, int col, int width, unsigned style, int64_t value,
               int64_t most)
{
    int full = part(value, most, width);

    if (value == ABSENT || width < 1)
        return;
    if (full == 0 && value > 0)
        full = 1; /* a little is not nothing */
    if (value <= most) {
        repeat(c, row, col, full > width ? width : full, style, "█");
        return;
    }
    int over = part(value - most, value, width); /* all of it in the same room */
    over = over < 1 ? 1 : over > width ? width : over;
    repeat(c, row, col, width - over, style, "█");
    repeat(c, row, col + width - over, over, style, "▓");
}

int chart_spark(struct canvas *c, int row, int col, int width, unsigned style, const int64_t *value,
                size_t count)
{
    static const char *const heights[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    size_t from = width > 0 && count > (size_t)width ? count - (size_t)width : 0;
    int64_t most = 0;
    int used = 0;

    for (size_t i = from; i < count; i++)
        most = value[i] != ABSENT && value[i] > most ? value[i] : most;
    for (size_t i = from; i < count && used < width; i++, used++) {
        int height = value[i] == ABSENT ? 0 : part(value[i], most, 7);
        if (value[i] != ABSENT && value[i] >= 0)
            canvas_text(c, row, col + used, 1, style, heights[height > 7 ? 7 : height]);
    }
    return used;
}

int chart_clock(struct canvas *c, int row, int col, int width, const char *unit, int64_t at,
                int64_t of)
{
    char text[80];
    int used = 0, over = at > of;

    snprintf(text, sizeof text, "%s %" PRId64 " of %" PRId64, unit, at, of);
    used = canvas_text(c, row, col, width, over ? ST_ERROR : ST_NORMAL, text);
    if (used + 2 + CLOCK_BAR > width)
        return used;
    used += 2;
    if (over) {
        chart_bar(c, row, col + used, CLOCK_BAR, ST_ERROR, at, of);
    } else {
        repeat(c, row, col + used, CLOCK_BAR, ST_HINT, "▒");
        chart_bar(c, row, col + used, CLOCK_BAR, ST_NORMAL, at, of);
    }
    used += CLOCK_BAR;
    if (over)
        snprintf(text, sizeof text, "  %" PRId64 " over", at - of);
    else
        snprintf(text, sizeof text, "  %" PRId64 " left", of - at);
    if (used + (int)strlen(text) <= width)
        used += canvas_text(c, row, col + used, width - used, over ? ST_ERROR : ST_HINT, text);
    return used;
}

int chart_bars(struct canvas *c, struct area a, const struct chart_row *rows, size_t count)
{
    int labels = 4, values = 4, line = 0;
    int64_t most = 0;

    for (size_t i = 0; i < count; i++) {
        int label = canvas_width(c, rows[i].label), value = canvas_width(c, rows[i].shown);
        labels = label > labels ? label : labels;
        values = value > values ? value : values;
        most = rows[i].value != ABSENT && rows[i].value > most ? rows[i].value : most;
    }
    labels = labels > a.cols / 3 ? a.cols / 3 : labels;
    int bar = a.cols - labels - values - 4;
    for (size_t i = 0; i < count && line < a.rows; i++, line++) {
        canvas_fit(c, a.row + line, a.col, labels, ST_LABEL, rows[i].label);
        if (bar > 0)
            chart_bar(c, a.row + line, a.col + labels + 1, bar, ST_NORMAL, rows[i].value, most);
        canvas_fit_right(c, a.row + line, a.col + a.cols - values - 1, values, ST_NORMAL,
                         rows[i].shown);
    }
    return line;
}

/* --- lines -------------------------------------------------------------------------------------
 */

struct extent {
    int64_t least, most;
    size_t steps;
};

static struct extent extent_of(const struct chart_series *series, size_t count)
{
    struct extent e = {0, 1, 1};

    for (size_t s = 0; s < count; s++) {
        e.steps = series[s].count > e.steps ? series[s].count : e.steps;
        for (size_t i = 0; i < series[s].count; i++) {
            int64_t v = series[s].value[i];
            if (v == ABSENT)
                continue;
            e.least = v < e.least ? v : e.least;
            e.most = v > e.most ? v : e.most;
        }
    }
    return e;
}

static int64_t place(int64_t value, int64_t from, int64_t to, int64_t room)
{
    int64_t span = to - from, at = value - from;

    while (span > INT64_MAX / 8192) {
        span /= 2;
        at /= 2;
    }
    return span ? at * (room - 1) / span : 0;
}

static void draw_series(struct braille *b, const struct chart_series *s, const struct extent *e,
                        int gap)
{
    int64_t x0 = 0, y0 = 0;
    bool begun = false;

    for (size_t i = 0; i < s->count; i++) {
        if (s->value[i] == ABSENT) {
            begun = false;
            continue;
        }
        int64_t x = place((int64_t)i, 0, (int64_t)e->steps - 1, b->cols * 2);
        int64_t y = (int64_t)b->rows * 4 - 1 - place(s->value[i], e->least, e->most, b->rows * 4);
        if (begun)
            braille_line(b, x0, y0, x, y, gap);
        else
            braille_dot(b, x, y);
        x0 = x;
        y0 = y;
        begun = true;
    }
}

/* "actual 41 · plan 38" */
static void legend(struct canvas *c, struct area a, const struct chart_series *series, size_t count)
{
    int col = a.col + AXIS_COLS;

    for (size_t s = 0; s < count && col < a.col + a.cols; s++) {
        const struct chart_series *one = &series[s];
        size_t last = one->count;
        while (last > 0 && one->value[last - 1] == ABSENT)
            last--;
        col += canvas_printf(c, a.row, col, a.col + a.cols - col, s ? ST_HINT : ST_NORMAL,
                             "%s%s %s", s ? " · " : "", s ? "⠢" : "⠤", one->label);
        if (last)
            col += canvas_printf(c, a.row, col, a.col + a.cols - col, s ? ST_HINT : ST_NORMAL,
                                 " %" PRId64, one->value[last - 1]);
    }
}

void chart_lines(struct canvas *c, struct area a, const struct chart_series *series, size_t count,
                 const char *first, const char *last)
{
    struct extent e = extent_of(series, count);
    struct area plot = {a.row + 1, a.col + AXIS_COLS, a.rows - 2, a.cols - AXIS_COLS};
    struct braille b = {.rows = 0};
    struct fault why = {0};
    char text[32];

    if (plot.rows < 1 || plot.cols < 2 || !braille_resize(&b, plot.rows, plot.cols, &why))
        return;
    legend(c, a, series, count);
    for (size_t s = 0; s < count; s++)
        draw_series(&b, &series[s], &e, s ? 3 : 1);
    braille_draw(&b, c, plot, ST_NORMAL);
    braille_release(&b);
    snprintf(text, sizeof text, "%" PRId64, e.most);
    canvas_fit_right(c, plot.row, a.col, AXIS_COLS - 1, ST_HINT, text);
    if (plot.rows > 1) {
        snprintf(text, sizeof text, "%" PRId64, e.least);
        canvas_fit_right(c, plot.row + plot.rows - 1, a.col, AXIS_COLS - 1, ST_HINT, text);
    }
    int row = plot.row + plot.rows, width = canvas_width(c, last);
    canvas_text(c, row, plot.col, plot.cols, ST_HINT, first);
    if (canvas_width(c, first) + width + 1 < plot.cols)
        canvas_text(c, row, plot.col + plot.cols - width, width, ST_HINT, last);
}

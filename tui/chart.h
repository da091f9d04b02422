/* chart.h - figures as drawings: bars, sparklines, clocks, lines over time
 *
 * Every drawing carries its numbers in words beside it, so that it reads without its shape, and in
 * ASCII.  Values below nought and absent ones are drawn as nothing.
 */
#ifndef TUI_CHART_H
#define TUI_CHART_H

#include "tui/canvas.h"

/* `value` of `most` as █, `width` columns for the most; what is over it is shown as ▓ after it, at
 * most `width` of them in all. */
void chart_bar(struct canvas *c, int row, int col, int width, unsigned style, int64_t value,
               int64_t most);
/* One letter ▁…█ a value; the newest at the right when they do not all fit.  Returns columns used. */
int chart_spark(struct canvas *c, int row, int col, int width, unsigned style, const int64_t *value,
                size_t count);

/* "day 31 of 28  ███████▓▓  3 over": a clock is a word, a number and a bar.  Returns columns used;
 * what does not fit in `width` goes from the right. */
int chart_clock(struct canvas *c, int row, int col, int width, const char *unit, int64_t at,
                int64_t of);

struct chart_row {
    const char *label;
    int64_t value;
    const char *shown; /* the value in words: "£1,234.56" */
};
/* A line each: label, bar, value.  Returns the lines used; the rest of the area stays empty. */
int chart_bars(struct canvas *c, struct area a, const struct chart_row *rows, size_t count);

struct chart_series {
    const char *label;
    const int64_t *value; /* one a step; ABSENT: no value there */
    size_t count;
};
/* Lines over time in braille: the first series drawn whole, the others dotted; the least and the most
 * at the left, the first and the last step's names below, the labels with their last values above. */
void chart_lines(struct canvas *c, struct area a, const struct chart_series *series, size_t count,
                 const char *first, const char *last);

#endif

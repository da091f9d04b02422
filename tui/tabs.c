#include "tui/tabs.h"

#include <stdio.h>

enum { GAP = 2, SHORT = 5, WHOLE = 40, PLACE_SIZE = 24 };

/* Where each name stands, from the first one shown. */
struct row_of_tabs {
    int from;               /* the first shown */
    int limit;              /* columns each may have at most */
    int cols;               /* for names */
    char place[PLACE_SIZE]; /* "3/10", where they do not all show */
};

static int width_of(const struct canvas *c, const char *name, int limit)
{
    int width = canvas_width(c, name);

    return width > limit ? limit : width;
}

static int all_of(const struct canvas *c, const char *const *names, int from, int to, int limit,
                  int at)
{
    int width = 0;

    for (int i = from; i < to; i++)
        width += width_of(c, names[i], i == at ? c->cols : limit) + (i > from ? GAP : 0);
    return width;
}

/* Names are kept whole: as many as fit, the chosen one and what comes after it among them. */
static void pan(const struct canvas *c, struct row_of_tabs *r, const char *const *names, int count,
                int at)
{
    int to = at + 1 < count ? at + 2 : count;

    snprintf(r->place, sizeof r->place, " %d/%d", at + 1, count);
    r->cols -= (int)sizeof "→" - 1 + canvas_width(c, r->place);
    while (r->from < at && all_of(c, names, r->from, to, r->limit, at) > r->cols)
        r->from++;
}

static struct row_of_tabs arrange(const struct canvas *c, struct area a, enum tabs_fit fit,
                                  const char *const *names, int count, int at)
{
    struct row_of_tabs r = {0, WHOLE, a.cols - 1, ""};

    if (fit == TABS_PAN && all_of(c, names, 0, count, r.limit, at) > r.cols) {
        pan(c, &r, names, count, at);
        return r;
    }
    while (r.limit > SHORT && all_of(c, names, 0, count, r.limit, at) > r.cols)
        r.limit--;
    while (r.from < at && all_of(c, names, r.from, at + 1, r.limit, at) > r.cols)
        r.from++;
    return r;
}

void tabs_draw(struct canvas *c, struct area a, enum tabs_fit fit, const char *const *names,
               int count, int at)
{
    struct row_of_tabs r = arrange(c, a, fit, names, count, at);
    int col = a.col + 1, end = col + r.cols, i = r.from;

    canvas_fill(c, (struct area){a.row, a.col, 1, a.cols}, ST_NORMAL, " ");
    for (; i < count && col < end; i++) {
        int width = width_of(c, names[i], i == at ? a.cols : r.limit);
        if (width > end - col && i != at)
            break;
        canvas_fit(c, a.row, col, width < end - col ? width : end - col,
                   i == at ? ST_TITLE | ST_CHOSEN : ST_NORMAL, names[i]);
        col += width + GAP;
    }
    if (r.from > 0)
        canvas_text(c, a.row, a.col, 1, ST_HINT, *r.place ? "←" : "…");
    if (!*r.place)
        return;
    canvas_text(c, a.row, end + 1, 1, ST_HINT, i < count ? "→" : " ");
    canvas_text(c, a.row, end + 2, a.cols, ST_HINT, r.place);
}

int tabs_hit(const struct canvas *c, struct area a, enum tabs_fit fit, const char *const *names,
             int count, int at, int col)
{
    struct row_of_tabs r = arrange(c, a, fit, names, count, at);
    int from = a.col + 1, end = from + r.cols;

    for (int i = r.from; i < count && from < end; i++) {
        int width = width_of(c, names[i], i == at ? a.cols : r.limit);
        if (width > end - from && i != at)
            break;
        if (col >= from && col < from + width)
            return i;
        from += width + GAP;
    }
    return -1;
}

int tabs_step(int at, int by, int count)
{
    return count > 0 ? ((at + by) % count + count) % count : 0;
}

#include "tui/tabs.h"

enum { GAP = 2, SHORT = 5 };

/* Where each name stands, from the first one shown. */
struct row_of_tabs {
    int from;  /* the first shown */
    int limit; /* columns each may have at most */
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

static struct row_of_tabs arrange(const struct canvas *c, struct area a, const char *const *names,
                                  int count, int at)
{
    struct row_of_tabs r = {0, 40};

    while (r.limit > SHORT && all_of(c, names, 0, count, r.limit, at) > a.cols - 1)
        r.limit--;
    while (r.from < at && all_of(c, names, r.from, at + 1, r.limit, at) > a.cols - 1)
        r.from++;
    return r;
}

void tabs_draw(struct canvas *c, struct area a, const char *const *names, int count, int at)
{
    struct row_of_tabs r = arrange(c, a, names, count, at);
    int col = a.col + 1, end = a.col + a.cols;

    canvas_fill(c, (struct area){a.row, a.col, 1, a.cols}, ST_NORMAL, " ");
    for (int i = r.from; i < count && col < end; i++) {
        int width = width_of(c, names[i], i == at ? a.cols : r.limit);
        if (width > end - col && i != at)
            break;
        canvas_fit(c, a.row, col, width < end - col ? width : end - col,
                   i == at ? ST_TITLE | ST_CHOSEN : ST_NORMAL, names[i]);
        col += width + GAP;
    }
    if (r.from > 0)
        canvas_text(c, a.row, a.col, 1, ST_HINT, "…");
}

int tabs_hit(const struct canvas *c, struct area a, const char *const *names, int count, int at,
             int col)
{
    struct row_of_tabs r = arrange(c, a, names, count, at);
    int from = a.col + 1;

    for (int i = r.from; i < count; i++) {
        int width = width_of(c, names[i], i == at ? a.cols : r.limit);
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

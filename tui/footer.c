#include "tui/footer.h"

#include <string.h>

enum { KEPT = 90, GAP = 2, NAME_SIZE = 24 };

struct item {
    const struct binding *b;
    char key[NAME_SIZE];
    int width;
};

/* The rows that have a place, in its order. */
static size_t items(const struct keymap *m, const struct canvas *c, struct item *out)
{
    const struct binding *rows[ROWS_MOST];
    size_t count = keymap_rows(m, rows, ROWS_MOST), n = 0;

    for (size_t i = 0; i < count; i++) {
        size_t at = n;
        if (!rows[i]->footer || (m->acts && !m->acts(m->ctx, rows[i])))
            continue;
        while (at > 0 && out[at - 1].b->footer > rows[i]->footer) {
            out[at] = out[at - 1];
            at--;
        }
        out[at].b = rows[i];
        keymap_key(m, rows[i], out[at].key, sizeof out[at].key);
        out[at].width = canvas_width(c, out[at].key) + 1 + canvas_width(c, rows[i]->label);
        n++;
    }
    return n;
}

/* Those that fit, the kept ones first taken account of. */
static size_t fitting(struct item *item, size_t n, int cols)
{
    int kept = 0, used = 0;
    size_t out = 0;

    for (size_t i = 0; i < n; i++)
        if (item[i].b->footer >= KEPT)
            kept += item[i].width + GAP;
    for (size_t i = 0; i < n; i++) {
        bool keep = item[i].b->footer >= KEPT;
        if (used + item[i].width > cols - (keep ? 0 : kept))
            continue;
        used += item[i].width + GAP;
        if (keep)
            kept -= item[i].width + GAP;
        item[out++] = item[i];
    }
    return out;
}

void footer_draw(const struct keymap *m, struct canvas *c, struct area a)
{
    struct item item[ROWS_MOST] = {{.b = NULL}};
    size_t n = fitting(item, items(m, c, item), a.cols - 1);
    int col = a.col + 1;

    canvas_fill(c, (struct area){a.row, a.col, 1, a.cols}, ST_NORMAL, " ");
    for (size_t i = 0; i < n; i++) {
        struct fault why = {0};
        bool may = keymap_may(m, item[i].b, &why);
        int end = a.col + a.cols;
        int used = canvas_text(c, a.row, col, end - col, may ? ST_KEY : ST_HINT, item[i].key);
        canvas_text(c, a.row, col + used + 1, end - col - used - 1, may ? ST_NORMAL : ST_HINT,
                    item[i].b->label);
        col += item[i].width + GAP;
    }
}

const struct binding *footer_hit(const struct keymap *m, const struct canvas *c, struct area a,
                                 int col)
{
    struct item item[ROWS_MOST] = {{.b = NULL}};
    size_t n = fitting(item, items(m, c, item), a.cols - 1);
    int from = a.col + 1;

    for (size_t i = 0; i < n; i++) {
        if (col >= from && col < from + item[i].width)
            return item[i].b;
        from += item[i].width + GAP;
    }
    return NULL;
}

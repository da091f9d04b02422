#include "tui/help.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { KEYS_COLS = 20 };

/* A place's heading. */
static const char *place_words(const char *place, char *buf, size_t size)
{
    static const struct {
        const char *place, *words;
    } known[] = {{"any", "On every screen"}, {"always", "Everywhere"}, {"list", "In the list"},
                 {"form", "In the form"},    {"columns", "Columns"},   {"pick", "Choosing"}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].place, place) == 0)
            return known[i].words;
    snprintf(buf, size, "%s", place);
    buf[0] = (char)toupper((unsigned char)buf[0]);
    return buf;
}

static bool seen(const struct help *h, int line)
{
    return line >= h->top && line < h->top + h->rows;
}

/* What may not be done just now is told with the reason, below it. */
static void one(struct help *h, struct canvas *c, struct area a, const struct binding *b)
{
    struct buf keys = {0};
    struct fault why = {0};
    bool may = keymap_may(&h->about, b, &why);
    int row = a.row + h->lines - h->top, room = a.cols - KEYS_COLS - 1;

    if (seen(h, h->lines)) {
        keymap_keys(&h->about, b->action, &keys);
        canvas_fit(c, row, a.col + 1, KEYS_COLS - 2, ST_KEY, keys.text ? keys.text : "");
        canvas_fit(c, row, a.col + KEYS_COLS, room, may ? ST_NORMAL : ST_HINT, b->help);
        buf_release(&keys);
    }
    h->lines++;
    if (may)
        return;
    if (seen(h, h->lines))
        canvas_fit(c, row + 1, a.col + KEYS_COLS + 2, room - 2, ST_HINT,
                   why.reasons ? why.reason[0].text : why.text);
    h->lines++;
}

void help_draw(struct help *h, struct canvas *c, struct area a)
{
    const struct binding *rows[ROWS_MOST];
    size_t count = keymap_rows(&h->about, rows, ROWS_MOST);
    const char *place = "";

    canvas_fill(c, a, ST_NORMAL, " ");
    h->rows = a.rows;
    h->lines = 0;
    for (size_t i = 0; i < count; i++) {
        char words[40];
        if (strcmp(place, rows[i]->screen) != 0) {
            const char *right = *place ? NULL : "Esc closes, PgDn goes on";
            place = rows[i]->screen;
            if (seen(h, h->lines))
                canvas_rule(c, (struct area){a.row + h->lines - h->top, a.col, 1, a.cols},
                            place_words(place, words, sizeof words), right);
            h->lines++;
        }
        one(h, c, a, rows[i]);
    }
    canvas_cursor(c, a.row, a.col);
}

bool help_event(struct help *h, const struct event *e)
{
    int by = 0, most = h->lines > h->rows ? h->lines - h->rows : 0;

    if (e->kind == EVENT_WHEEL)
        by = e->key == K_UP ? -1 : 1;
    if (e->kind != EVENT_KEY && e->kind != EVENT_WHEEL)
        return true;
    switch (e->kind == EVENT_KEY ? e->key : K_NONE) {
    case K_ESC:
    case 'q':
    case '?':
    case K_F1:
    case K_ENTER:
        return false;
    case K_UP:
    case 'k':
        by = -1;
        break;
    case K_DOWN:
    case 'j':
        by = 1;
        break;
    case K_PGUP:
    case K_CTRL('B'):
        by = -h->rows;
        break;
    case K_PGDN:
    case K_CTRL('F'):
    case K_SPACE:
        by = h->rows;
        break;
    case K_HOME:
    case 'g':
        by = -h->top;
        break;
    case K_END:
    case 'G':
        by = most;
        break;
    default:
        break;
    }
    h->top += by;
    h->top = h->top > most ? most : h->top < 0 ? 0 : h->top;
    return true;
}

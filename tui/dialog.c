#include "tui/dialog.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { COLS_MOST = 72, CHOICE_GAP = 3 };

LIKE_PRINTF(3, 0)
static void begin(struct dialog *d, const char *title, const char *format, va_list args)
{
    *d = (struct dialog){.choices = 0};
    snprintf(d->title, sizeof d->title, "%s", title);
    vsnprintf(d->text, sizeof d->text, format, args);
}

void dialog_message(struct dialog *d, const char *title, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    begin(d, title, format, args);
    va_end(args);
    d->choice[d->choices++] = "OK";
}

void dialog_confirm(struct dialog *d, const char *title, const char *yes, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    begin(d, title, format, args);
    va_end(args);
    d->choice[d->choices++] = yes;
    d->choice[d->choices++] = "No";
    d->at = DIALOG_NO;
    d->careful = true;
}

void dialog_choose(struct dialog *d, const char *title, const char *const *choices,
                   const char *format, ...)
{
    va_list args;

    va_start(args, format);
    begin(d, title, format, args);
    va_end(args);
    while (*choices && d->choices < DIALOG_CHOICES)
        d->choice[d->choices++] = *choices++;
    d->careful = true;
}

/* --- drawing -----------------------------------------------------------------------------------
 */

static int choices_width(const struct dialog *d, const struct canvas *c)
{
    int width = 0;

    for (int i = 0; i < d->choices; i++)
        width += canvas_width(c, d->choice[i]) + 2 + (i ? CHOICE_GAP : 0);
    return width;
}

/* Choices beside each other where they fit, else one below another. */
static void draw_choices(struct dialog *d, struct canvas *c, struct area in, bool beside)
{
    int row = in.row + in.rows - (beside ? 1 : d->choices), col = in.col;

    for (int i = 0; i < d->choices; i++) {
        int width = canvas_width(c, d->choice[i]) + 2;
        canvas_text(c, row, col + 1, in.col + in.cols - col - 1, ST_KEY, d->choice[i]);
        if (i == d->at) {
            canvas_style(c, (struct area){row, col, 1, width}, ST_CHOSEN);
            canvas_cursor(c, row, col + 1);
        }
        if (beside)
            col += width + CHOICE_GAP;
        else
            row++;
    }
}

void dialog_draw(struct dialog *d, struct canvas *c, struct area a)
{
    struct canvas measure = {.glyphs = c->glyphs};
    int cols = a.cols - 2 > COLS_MOST ? COLS_MOST : a.cols - 2;

    if (a.rows < 3 || cols < 8) { /* no room for a box: the question itself */
        canvas_fill(c, a, ST_NORMAL, " ");
        canvas_wrap(c, a, 0, ST_NORMAL, d->text);
        return;
    }
    bool beside = choices_width(d, c) <= cols - 4;
    d->lines = canvas_wrap(&measure, (struct area){0, 0, 0, cols - 4}, 0, 0, d->text);
    int foot = (beside ? 1 : d->choices) + 1, rows = d->lines + foot + 2;
    if (rows > a.rows)
        rows = a.rows;
    struct area box = {a.row + (a.rows - rows) / 2, a.col + (a.cols - cols) / 2, rows, cols};
    struct area in = canvas_box(c, box, d->title);
    d->rows = in.rows - foot > 0 ? in.rows - foot : in.rows > 1 ? in.rows - 1 : 0;
    canvas_wrap(c, (struct area){in.row, in.col, d->rows, in.cols}, d->skip, ST_NORMAL, d->text);
    if (d->lines - d->skip > d->rows)
        canvas_text(c, box.row + box.rows - 1, box.col + box.cols - 4, 2, ST_HINT, "↓");
    draw_choices(d, c, in, beside);
}

void dialog_shown(struct dialog *d, struct terminal *t)
{
    if (!d->shown && d->careful)
        term_forget_typed(t);
    d->shown = true;
}

/* --- keys --------------------------------------------------------------------------------------
 */

/* The choice that begins with this letter, in any case; y and n are Yes and No of a question. */
static int choice_of(const struct dialog *d, int key)
{
    char text[5], letter[8], first[8];

    if (!key_is_text(key) || !key_utf8(key, text))
        return DIALOG_OPEN;
    text_fold(text, letter, sizeof letter);
    for (int i = 0; i < d->choices; i++) {
        size_t at = 0;
        text_next(d->choice[i], strlen(d->choice[i]), &at);
        snprintf(text, sizeof text, "%.*s", at < sizeof text ? (int)at : 0, d->choice[i]);
        text_fold(text, first, sizeof first);
        if (*letter && strcmp(first, letter) == 0)
            return i;
    }
    if (d->choices == 2 && d->at >= 0 && strcmp(d->choice[DIALOG_NO], "No") == 0 && key == 'y')
        return DIALOG_YES;
    return DIALOG_OPEN;
}

int dialog_event(struct dialog *d, const struct event *e)
{
    if (e->kind != EVENT_KEY || (d->careful && !d->shown))
        return DIALOG_OPEN;
    switch (e->key) {
    case K_ESC:
        return DIALOG_LEFT;
    case K_ENTER:
        return d->at;
    case K_LEFT:
    case K_BACKTAB:
        d->at = (d->at + d->choices - 1) % d->choices;
        return DIALOG_OPEN;
    case K_RIGHT:
    case K_TAB:
        d->at = (d->at + 1) % d->choices;
        return DIALOG_OPEN;
    case K_UP:
        d->skip -= d->skip > 0;
        return DIALOG_OPEN;
    case K_DOWN:
        d->skip += d->lines - d->skip > d->rows;
        return DIALOG_OPEN;
    default:
        return choice_of(d, e->key);
    }
}

/* The lines around every page: where I am and who, the screens, what was said, the keys. */
#include "tui/screens/screens.h"

#include "tui/footer.h"
#include "tui/tabs.h"

#include <stdio.h>
#include <string.h>

enum { LEAST_ROWS = 16, LEAST_COLS = 60, MESSAGE_LINES = 5, TRAINING_COLS = 10 };

static const char *const screen_names[SCREENS] = {"1 Work", "2 People", "3 Packages", "5 Lots",
                                                  "A Audit"};
static const char *const screen_actions[SCREENS] = {
    "screen.work", "screen.people", "screen.packages", "screen.lots", "screen.audit"};

bool frame_too_small(const struct app *a)
{
    return a->canvas.rows < LEAST_ROWS || a->canvas.cols < LEAST_COLS;
}

int frame_body_top(const struct app *a)
{
    return app_is_elsewhen(a) ? 3 : 2;
}

static struct area screens_area(const struct app *a)
{
    return (struct area){1, 1, 1, a->canvas.cols - 1 - TRAINING_COLS};
}

static struct area footer_area(const struct app *a)
{
    return (struct area){a->canvas.rows - 1, 1, 1, a->canvas.cols - 1};
}

/* "broker1 broker" */
static void who(const struct app *a, struct buf *out)
{
    buf_printf(out, "%s ", a->s->login);
    if (a->s->role != ABSENT)
        buf_text(out, role_words[a->s->role].code);
    else
        buf_text(out, "several roles");
}

/* The weekday gives way first, then the end of the place's name; never the day or who. */
static void line_one(struct app *a)
{
    struct canvas *c = &a->canvas;
    struct page *p = app_page(a);
    struct buf place = {0}, rest = {0}, right = {0};
    char day[40];

    p->ops->title(p, &place);
    who(a, &right);
    int room = c->cols - canvas_width(c, right.text) - 4;
    date_print_long(a->s->today, day, sizeof day);
    buf_printf(&rest, " · %s · ", counter_config(a->counter)->partnership.name);
    int fixed = canvas_width(c, rest.text);
    if (canvas_width(c, place.text) + fixed + canvas_width(c, day) > room)
        date_print(a->s->today, day, sizeof day);
    buf_text(&rest, day);
    fixed = canvas_width(c, rest.text);
    int wide = canvas_width(c, place.text);
    wide = wide > room - fixed ? room - fixed : wide;
    canvas_fit(c, 0, 1, wide, ST_TITLE, place.text);
    canvas_text(c, 0, 1 + wide, fixed, ST_TITLE, rest.text);
    canvas_text(c, 0, c->cols - canvas_width(c, right.text) - 1, c->cols, ST_TITLE, right.text);
    buf_release(&place);
    buf_release(&rest);
    buf_release(&right);
}

/* The screens, and that nothing here is anybody's care. */
static void line_two(struct app *a)
{
    static const char training[] = "TRAINING";
    struct canvas *c = &a->canvas;

    tabs_draw(c, screens_area(a), TABS_SHORTEN, screen_names, SCREENS, a->at);
    if (a->s->practice)
        canvas_text(c, 1, c->cols - (int)sizeof training, c->cols, ST_WARN, training);
}

/* While another time is looked at, it stands at the top. */
static void line_time(struct app *a)
{
    struct buf b = {0};
    char day[40];

    if (!app_is_elsewhen(a))
        return;
    buf_text(&b, date_given(a->as_at) ? "As at " : "As at today");
    if (date_given(a->as_at))
        buf_text(&b, date_print_long(a->as_at, day, sizeof day));
    if (a->known_at != ABSENT)
        buf_printf(&b, " · as known at %s", a->known_text);
    else
        buf_text(&b, " · as known now");
    buf_text(&b, " · for reading only · T back to now");
    canvas_fit(&a->canvas, 2, 1, a->canvas.cols - 2, ST_WARN, b.text);
    buf_release(&b);
}

/* What was said stands above the footer; a long answer takes lines of the body until the next key. */
static void line_message(struct app *a)
{
    struct canvas *c = &a->canvas;
    struct page *p = app_page(a);
    struct list_view *l = p->ops->list ? p->ops->list(p) : NULL;
    const char *text = a->message.length ? a->message.text : l ? list_message(l) : "";
    struct area at = {c->rows - 2, 1, 1, c->cols - 2};
    int lines = canvas_wrap(c, (struct area){c->rows, 0, 0, at.cols}, 0, ST_NORMAL, text);

    lines = lines < 1 ? 1 : lines > MESSAGE_LINES ? MESSAGE_LINES : lines;
    at.row -= lines - 1;
    at.rows = lines;
    canvas_fill(c, (struct area){at.row, 0, lines, c->cols}, ST_NORMAL, " ");
    canvas_wrap(c, at, 0, a->bad ? ST_ERROR : ST_NORMAL, text);
}

static void too_small(struct app *a)
{
    struct canvas *c = &a->canvas;
    char text[160];

    snprintf(text, sizeof text,
             "htlah needs %d columns and %d lines; there are %d and %d. Make the window larger; "
             "nothing is lost. Q leaves.",
             LEAST_COLS, LEAST_ROWS, c->cols, c->rows);
    canvas_wrap(c, canvas_area(c), 0, ST_NORMAL, text);
    canvas_cursor(c, 0, 0);
}

static void overlay(struct app *a, struct area body)
{
    struct canvas *c = &a->canvas;

    switch (a->over) {
    case OVER_HELP:
        help_draw(&a->help, c, canvas_area(c));
        break;
    case OVER_PALETTE:
        palette_draw(a->palette, c, (struct area){1, 0, c->rows - 1, c->cols});
        break;
    case OVER_WHY:
        why_draw(&a->why, c, body);
        break;
    case OVER_DIALOG:
        dialog_draw(&a->dialog, c, body);
        break;
    case OVER_NONE:
        break;
    }
}

void app_draw(struct app *a)
{
    struct canvas *c = &a->canvas;
    struct page *p = app_page(a);
    int top = frame_body_top(a);

    canvas_clear(c);
    if (frame_too_small(a)) {
        too_small(a);
        return;
    }
    struct area body = {top, 0, c->rows - top - 2, c->cols};
    p->ops->draw(p, c, body);
    struct keymap m = app_keys(a); /* the row under the cursor has a say in it */
    line_one(a);
    line_two(a);
    line_time(a);
    line_message(a);
    footer_draw(&m, c, footer_area(a));
    overlay(a, body);
}

const char *frame_click(struct app *a, int row, int col)
{
    if (row != 1)
        return NULL;
    int tab =
        tabs_hit(&a->canvas, screens_area(a), TABS_SHORTEN, screen_names, SCREENS, a->at, col);
    return tab < 0 ? NULL : screen_actions[tab];
}

const struct binding *frame_click_footer(struct app *a, int row, int col)
{
    struct keymap m = app_keys(a);

    return row == a->canvas.rows - 1 ? footer_hit(&m, &a->canvas, footer_area(a), col) : NULL;
}

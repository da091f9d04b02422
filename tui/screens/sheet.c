/* A record as labels and values, and lines of two columns. */
#include "tui/screens/screens.h"

#include <stdio.h>
#include <string.h>

enum { TWO_COLS = 76, LABEL_MOST = 20, LABEL_LEAST = 8, GAP = 2 };

/* One label with its value, wrapped under itself; returns its lines. */
static int pair(struct canvas *c, struct area a, int label_cols, const char *label,
                const char *value, int skip)
{
    struct area at = {a.row, a.col + label_cols + GAP, a.rows, a.cols - label_cols - GAP};

    if (skip <= 0 && a.rows > 0)
        canvas_fit(c, a.row, a.col, label_cols, ST_LABEL, label);
    int lines = canvas_wrap(c, at, skip > 0 ? skip : 0, ST_NORMAL, value);
    return lines < 1 ? 1 : lines;
}

static int widest(const struct canvas *c, const char *lines, int most)
{
    int width = LABEL_LEAST;

    for (const char *at = lines; *at;) {
        const char *tab = strchr(at, '\t'), *end = strchr(at, '\n');
        char label[64];
        if (!end)
            end = at + strlen(at);
        if (tab && tab < end && (size_t)(tab - at) < sizeof label) {
            memcpy(label, at, (size_t)(tab - at));
            label[tab - at] = '\0';
            int w = canvas_width(c, label);
            width = w > width ? w : width;
        }
        at = *end ? end + 1 : end;
    }
    return width > most ? most : width;
}

/* The next line of the text: its label and value; false at the end. */
static bool next_line(const char **at, struct buf *label, struct buf *value)
{
    const char *tab, *end;

    if (!**at)
        return false;
    end = *at + strcspn(*at, "\n");
    tab = memchr(*at, '\t', (size_t)(end - *at));
    buf_clear(label);
    buf_clear(value);
    if (tab)
        buf_add(label, *at, (size_t)(tab - *at));
    buf_add(value, tab ? tab + 1 : *at, (size_t)(end - (tab ? tab + 1 : *at)));
    *at = *end ? end + 1 : end;
    return true;
}

static const char *text_of(const struct buf *b)
{
    return b->text ? b->text : "";
}

int lines_draw(struct canvas *c, struct area a, const char *lines, int skip)
{
    struct buf label = {0}, value = {0};
    int width = widest(c, lines, LABEL_MOST), at = -skip;

    for (const char *text = lines; next_line(&text, &label, &value);) {
        int row = at > 0 ? at : 0, over = at < 0 ? -at : 0;
        struct area place = {a.row + row, a.col, a.rows - row, a.cols};
        if (place.rows < 0)
            place.rows = 0;
        at += pair(c, place, width, text_of(&label), text_of(&value), over);
    }
    buf_release(&label);
    buf_release(&value);
    return at + skip;
}

/* --- a record ---------------------------------------------------------------------------------- */

/* A body's code is followed by its name, where the row has not got it in a column of its own. */
static void say_body(struct app *app, const struct fields *t, const struct field *f,
                     struct buf *value)
{
    char name[64];

    snprintf(name, sizeof name, "%s_name", f->name);
    if (fields_find(t, name))
        return;
    static const char *const bodies[] = {"payer", "commissioner", "employer", "works_for", "body"};

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        const struct organisation_row *o =
            strcmp(f->name, bodies[i]) == 0 && value->text
                ? config_organisation(counter_config(app->counter), value->text)
                : NULL;
        if (o)
            buf_printf(value, " %s", o->name);
    }
}

static void lines_of(struct app *app, const struct fields *t, const void *row, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        struct buf value = {0};
        if (f->flags & FIELD_HIDDEN || !field_given(f, row))
            continue;
        field_print(f, row, STYLE_SHOWN, &value);
        say_body(app, t, f, &value);
        buf_printf(out, "%s\t", f->label ? f->label : f->name);
        for (const char *v = text_of(&value); *v; v++)
            buf_char(out, *v == '\n' || *v == '\t' ? ' ' : *v);
        buf_char(out, '\n');
        buf_release(&value);
    }
}

/* The place where the second column begins: after half of the lines. */
static size_t half_of(const char *lines)
{
    size_t count = 0, half = 0;
    const char *at = lines;

    for (const char *p = lines; *p; p++)
        count += *p == '\n';
    for (; half < (count + 1) / 2 && *at; half++)
        at = strchr(at, '\n') + 1;
    return (size_t)(at - lines);
}

int sheet_draw(struct app *app, struct canvas *c, struct area a, const struct fields *t,
               const void *row, int skip)
{
    struct buf lines = {0};
    int used;

    lines_of(app, t, row, &lines);
    if (a.cols < TWO_COLS || !lines.length) {
        used = lines_draw(c, a, text_of(&lines), skip);
    } else {
        size_t half = half_of(lines.text);
        struct buf first = {0};
        int cols = a.cols / 2 - 1;
        buf_add(&first, lines.text, half);
        int left = lines_draw(c, (struct area){a.row, a.col, a.rows, cols}, text_of(&first), skip);
        int right = lines_draw(c, (struct area){a.row, a.col + cols + 2, a.rows, a.cols - cols - 2},
                               lines.text + half, skip);
        used = left > right ? left : right;
        buf_release(&first);
    }
    buf_release(&lines);
    return used;
}

#include "core/exchange/write_table.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* One long cell must not push every row off the screen: it runs on by itself. */
enum { WIDTH_MOST = 48, GAP = 2 };

static bool is_number(const struct field *f)
{
    return f->type == FIELD_INT || f->type == FIELD_MONEY || f->type == FIELD_MINUTES;
}

static bool is_shown(const struct writer *w, const struct field *f)
{
    return w->o.hidden || !(f->flags & FIELD_HIDDEN);
}

static size_t places(const char *text, size_t length)
{
    size_t sum = 0;

    for (size_t at = 0; at < length;) {
        int n = wcwidth((wchar_t)text_next(text, length, &at));
        sum += n < 0 ? 1 : (size_t)n;
    }
    return sum;
}

/* The value as a terminal may be sent it, ended by NUL, at the end of `to`. */
static void add_value(struct writer *w, const struct field *f, const void *record, struct buf *to)
{
    buf_clear(&w->cell);
    field_print(f, record, STYLE_SHOWN, &w->cell);
    if (w->cell.length)
        text_add_safe(to, w->cell.text, w->cell.length, " / ");
}

static void pad(struct buf *out, size_t n)
{
    static const char spaces[WIDTH_MOST + 1] = "                                                ";

    while (n) {
        size_t some = n < WIDTH_MOST ? n : WIDTH_MOST;
        buf_add(out, spaces, some);
        n -= some;
    }
}

static size_t last_shown(const struct writer *w)
{
    size_t last = 0;

    for (size_t i = 0; i < w->columns->count; i++)
        if (is_shown(w, &w->columns->field[i]))
            last = i;
    return last;
}

static void put_cell(struct writer *w, size_t column, const char *text, size_t length)
{
    size_t taken = places(text, length), width = w->width[column];
    bool right = is_number(&w->columns->field[column]);
    size_t rest = taken < width ? width - taken : 0;

    if (right)
        pad(&w->out, rest);
    buf_add(&w->out, text, length);
    if (column == last_shown(w)) {
        buf_char(&w->out, '\n');
        return;
    }
    pad(&w->out, GAP + (right ? 0 : rest));
}

static void widen(struct writer *w, size_t column, const char *text, size_t length)
{
    size_t taken = places(text, length);

    if (taken > WIDTH_MOST)
        taken = WIDTH_MOST;
    if (taken > w->width[column])
        w->width[column] = taken;
}

/* Widths are known: the heading and what was held back go out. */
static void settle(struct writer *w)
{
    const char *at = w->held.text;

    for (size_t i = 0; i < w->columns->count; i++)
        if (is_shown(w, &w->columns->field[i]))
            put_cell(w, i, w->columns->field[i].name, strlen(w->columns->field[i].name));
    while (at && at < w->held.text + w->held.length)
        for (size_t i = 0; i < w->columns->count; i++)
            if (is_shown(w, &w->columns->field[i])) {
                size_t length = strlen(at);
                put_cell(w, i, at, length);
                at += length + 1;
            }
    buf_clear(&w->held);
    w->settled = true;
}

static void plain_row(struct writer *w, const void *record)
{
    if (w->rows)
        buf_char(&w->out, '\n');
    for (size_t i = 0; i < w->columns->count; i++) {
        const struct field *f = &w->columns->field[i];
        if (!is_shown(w, f) || !field_given(f, record))
            continue;
        buf_printf(&w->out, "%s: ", f->name);
        add_value(w, f, record, &w->out);
        buf_char(&w->out, '\n');
    }
}

void table_begin(struct writer *w)
{
    for (size_t i = 0; i < w->columns->count; i++)
        widen(w, i, w->columns->field[i].name, strlen(w->columns->field[i].name));
}

void table_row(struct writer *w, const void *record)
{
    if (w->o.plain) {
        plain_row(w, record);
        return;
    }
    for (size_t i = 0; i < w->columns->count; i++) {
        const struct field *f = &w->columns->field[i];
        if (!is_shown(w, f))
            continue;
        size_t from = w->held.length;
        add_value(w, f, record, &w->held);
        buf_char(&w->held, '\0');
        if (w->held.failed)
            return;
        if (!w->settled) {
            widen(w, i, w->held.text + from, w->held.length - from - 1);
        } else {
            put_cell(w, i, w->held.text + from, w->held.length - from - 1);
            buf_clear(&w->held);
        }
    }
    if (!w->settled && w->rows + 1 >= WRITER_HELD)
        settle(w);
}

void table_end(struct writer *w)
{
    if (!w->o.plain && !w->settled)
        settle(w);
}

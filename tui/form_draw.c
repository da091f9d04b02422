/* A form on a canvas.  It is gone through twice: once to find how tall everything is, once to draw. */
#include "tui/form_inside.h"

#include <stdio.h>
#include <string.h>

enum {
    LABEL_LEAST = 12,
    LABEL_MOST = 26,
    INDENT = 2,
    MARGIN = 1,
    TABLE_GAP = 1,
    MESSAGE_LEAST = 18
};

struct drawing {
    struct form *f;
    struct canvas *c;
    struct area a;
    int line; /* the next one, from the form's own top */
    bool drawing, focused;
};

static const char *label_of(const struct field *f)
{
    return f->label ? f->label : f->name;
}

/* The canvas's row of a line of the form; -1 when it is out of view or not drawn now. */
static int row_of(const struct drawing *d, int line)
{
    int row = line - d->f->top;

    return d->drawing && row >= 0 && row < d->a.rows ? d->a.row + row : -1;
}

static void put(const struct drawing *d, int line, int col, int width, unsigned style,
                const char *text)
{
    canvas_text(d->c, row_of(d, line), d->a.col + col, width, style, text);
}

/* Text of any length from column `col` on; returns the lines it takes. */
static int wrap(const struct drawing *d, int line, int col, unsigned style, const char *text)
{
    int width = d->a.cols - col, top = line - d->f->top, skip = top < 0 ? -top : 0;
    struct area in = {d->a.row + top + skip, d->a.col + col, d->a.rows - top - skip, width};

    if (!d->drawing || in.rows < 0)
        in.rows = 0;
    int needs = canvas_wrap(d->c, in, skip, style, text);
    return needs > 0 ? needs : 1;
}

/* --- widths ------------------------------------------------------------------------------------
 */

static int words_width(const struct canvas *c, const struct word *words)
{
    int most = 4;

    for (; words && words->code; words++) {
        int width = canvas_width(c, words->shown ? words->shown : words->code);
        most = width > most ? width : most;
    }
    return most + 1 > 30 ? 30 : most + 1;
}

static int value_width(const struct canvas *c, const struct field *f)
{
    switch (f->type) {
    case FIELD_DATE:
        return 11;
    case FIELD_DATETIME:
        return 17;
    case FIELD_INT:
        return f->flags & FIELD_DAYS ? 16 : 12;
    case FIELD_MONEY:
        return 14;
    case FIELD_MINUTES:
        return 9;
    case FIELD_BOOL:
        return 4;
    case FIELD_ENUM:
        return words_width(c, f->words);
    case FIELD_TEXT:
        if (f->flags & FIELD_NHS)
            return 14;
        if (f->flags & FIELD_POSTCODE)
            return 10;
        if (f->flags & FIELD_REF)
            return 14;
        return f->max > 0 && f->max < 40 ? (int)f->max + 1 : 40;
    default:
        return 40;
    }
}

static int labels_width(const struct drawing *d)
{
    int most = LABEL_LEAST;

    for (size_t i = 0; i < d->f->cells; i++) {
        const struct cell_of_form *c = &d->f->cell[i];
        if (c->kind != CELL_VALUE || *c->table)
            continue;
        int width = canvas_width(d->c, label_of(c->f)) + c->depth * INDENT + 2;
        most = width > most ? width : most;
    }
    most = most > LABEL_MOST ? LABEL_MOST : most;
    return most > d->a.cols / 2 ? d->a.cols / 2 : most;
}

/* --- beside a field ----------------------------------------------------------------------------
 */

static const char *message_of(const struct drawing *d, const struct cell_of_form *c,
                              unsigned *style, char *room, size_t size)
{
    bool here = c == &d->f->cell[d->f->focus];

    *style = ST_HINT;
    if (c->error) {
        bool still_typing = here && !c->left && !c->refused;
        *style = still_typing ? ST_HINT : ST_ERROR;
        snprintf(room, size, "%s%s", still_typing ? "" : "! ", c->error);
    } else {
        snprintf(room, size, "%s", c->echo ? c->echo : "");
    }
    return *room ? room : NULL;
}

static void draw_line(const struct drawing *d, struct cell_of_form *c)
{
    bool here = c == &d->f->cell[d->f->focus] && d->focused && !d->f->picker;
    int top = c->row - d->f->top, rows = c->rows;

    if (!d->drawing)
        return;
    if (top < 0) { /* partly over the top: its lower rows */
        rows += top;
        top = 0;
    }
    if (top + rows > d->a.rows)
        rows = d->a.rows - top;
    if (rows < 1)
        return;
    struct area in = {d->a.row + top, d->a.col + c->col, rows, c->cols};
    if (c->fixed)
        canvas_fit(d->c, in.row, in.col, in.cols, ST_NORMAL, line_text(&c->line));
    else
        line_draw(&c->line, d->c, in, ST_TYPED, here);
}

static void one_value(struct drawing *d, struct cell_of_form *c)
{
    int indent = MARGIN + c->depth * INDENT, left = d->f->label_cols + MARGIN + 1;
    int width = value_width(d->c, c->f), room = d->a.cols - left - 1;
    char message[FAULT_TEXT_MAX + 256];
    unsigned style;
    bool needed = !(c->f->flags & FIELD_OPTIONAL) && !c->fixed;

    if (c->line.lines || width > room)
        width = room;
    if (width < 1)
        width = 1;
    c->row = d->line;
    c->col = left;
    c->cols = width;
    c->rows = 1;
    if (c->line.lines) {
        c->rows = line_rows(&c->line, d->c, width);
        c->rows = c->rows < 2 ? 2 : c->rows > NOTE_ROWS ? NOTE_ROWS : c->rows;
    }
    put(d, c->row, indent, left - indent - 2, ST_LABEL, label_of(c->f));
    put(d, c->row, left - 2, 1, ST_LABEL, needed ? "*" : "");
    draw_line(d, c);
    d->line += c->rows;
    const char *text = message_of(d, c, &style, message, sizeof message);
    if (!text)
        return;
    int beside = left + width + 2, fits = d->a.cols - beside;
    if (!c->line.lines && (canvas_width(d->c, text) <= fits))
        put(d, c->row, beside, fits, style, text);
    else
        d->line += wrap(d, d->line, left, style, text);
}

/* --- tables ------------------------------------------------------------------------------------
 */

static int cell_width(const struct drawing *d, const struct cell_of_form *c)
{
    int width = value_width(d->c, c->f), label = canvas_width(d->c, label_of(c->f));

    width = width > 20 ? 20 : width;
    return label > width ? (label > 20 ? 20 : label) : width;
}

/* How far a table is panned to the left so that its focused cell shows. */
static int table_shift(const struct drawing *d, size_t first, size_t end)
{
    int right = MARGIN + 5, room = d->a.cols - 1;
    size_t entry = d->f->cell[d->f->focus].entry;

    if (d->f->focus < first || d->f->focus >= end || !entry)
        return 0;
    for (size_t i = first; i < end; i++) {
        const struct cell_of_form *c = &d->f->cell[i];
        if (c->kind != CELL_VALUE || c->entry != entry)
            continue;
        right += cell_width(d, c) + TABLE_GAP;
        if (i == d->f->focus)
            break;
    }
    return right > room ? right - room : 0;
}

static void table_header(struct drawing *d, size_t first, size_t end, int shift)
{
    const struct cell_of_form *add = &d->f->cell[end - 1];
    size_t entries = form_entries(d->f, add->table);
    int col = MARGIN + 5 - shift;
    char title[96];

    snprintf(title, sizeof title, "%s %zu%s", label_of(add->f), entries,
             add->f->flags & FIELD_OPTIONAL ? "" : " *");
    int row = row_of(d, d->line++);
    if (row >= 0)
        canvas_rule(d->c, (struct area){row, d->a.col, 1, d->a.cols}, title, NULL);
    if (!entries)
        return;
    for (size_t i = first; i < end && d->f->cell[i].entry == 1; i++) {
        const struct cell_of_form *c = &d->f->cell[i];
        int width = cell_width(d, c);
        if (col >= MARGIN + 5 && col + width <= d->a.cols)
            put(d, d->line, col, width, ST_HEADER, label_of(c->f));
        col += width + TABLE_GAP;
    }
    d->line++;
}

/* One entry and, under it, what is wrong with it or how the focused cell was understood. */
static void table_entry(struct drawing *d, size_t from, size_t to, int shift)
{
    int col = MARGIN + 5 - shift, line = d->line++;
    char message[FAULT_TEXT_MAX + 256], number[16], named[FAULT_TEXT_MAX + 400];

    snprintf(number, sizeof number, "%3zu", d->f->cell[from].entry);
    put(d, line, MARGIN, 4, ST_HINT, number);
    for (size_t i = from; i < to; i++) {
        struct cell_of_form *c = &d->f->cell[i];
        c->row = line;
        c->rows = 1;
        c->col = col;
        c->cols = cell_width(d, c);
        if (col >= MARGIN + 5 && col + c->cols <= d->a.cols)
            draw_line(d, c);
        col += c->cols + TABLE_GAP;
    }
    for (size_t i = from; i < to; i++) {
        const struct cell_of_form *c = &d->f->cell[i];
        unsigned style;
        const char *text = message_of(d, c, &style, message, sizeof message);
        if (!text || (!c->error && i != d->f->focus))
            continue;
        snprintf(named, sizeof named, "%s: %s", label_of(c->f), text);
        d->line += wrap(d, d->line, MARGIN + 5, style, named);
    }
}

/* From the first cell of a table to the row that adds; returns the cell behind it. */
static size_t one_table(struct drawing *d, size_t first)
{
    size_t end = first;

    while (d->f->cell[end].kind != CELL_ADD)
        end++;
    int shift = table_shift(d, first, end);
    table_header(d, first, end + 1, shift);
    for (size_t i = first; i < end;) {
        size_t to = i;
        while (to < end && d->f->cell[to].entry == d->f->cell[i].entry)
            to++;
        table_entry(d, i, to, shift);
        i = to;
    }
    struct cell_of_form *add = &d->f->cell[end];
    bool here = &d->f->cell[d->f->focus] == add;
    add->row = d->line;
    add->rows = 1;
    add->col = MARGIN + 5;
    add->cols = d->a.cols - add->col;
    put(d, d->line, MARGIN + 2, d->a.cols - MARGIN - 2, here ? ST_NORMAL : ST_HINT,
        "+ another row: Enter here, or Ctrl-N");
    int row = row_of(d, d->line);
    if (here && row >= 0 && d->focused) {
        canvas_style(d->c, (struct area){row, d->a.col, 1, d->a.cols}, ST_CHOSEN);
        canvas_cursor(d->c, row, d->a.col + MARGIN + 2);
    }
    d->line++;
    if (add->error)
        d->line += wrap(d, d->line, MARGIN + 5, ST_ERROR, add->error);
    return end + 1;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void go_through(struct drawing *d)
{
    struct form *f = d->f;

    d->line = 0;
    for (size_t i = 0; i < f->problems; i++) {
        put(d, d->line, MARGIN, 2, ST_ERROR, i ? " " : "!");
        d->line += wrap(d, d->line, MARGIN + 2, i ? ST_NORMAL : ST_ERROR, f->problem[i]);
    }
    for (size_t i = 0; i < f->cells;) {
        struct cell_of_form *c = &f->cell[i];
        if (*c->table) {
            i = one_table(d, i);
            continue;
        }
        if (c->kind == CELL_HEADING) {
            c->row = d->line;
            c->rows = 1;
            put(d, d->line++, MARGIN + c->depth * INDENT, d->a.cols, ST_TITLE, label_of(c->f));
        } else {
            one_value(d, c);
        }
        i++;
    }
    f->lines = d->line;
}

/* The focused cell shows, with what is said under it; problems show when they are fresh. */
static void bring_into_view(struct form *f, int rows)
{
    const struct cell_of_form *c = &f->cell[f->focus];
    int last = c->row + c->rows + (c->error != NULL) - 1, first = c->row;

    if (f->focus == 0 || (f->problems && last < rows))
        first = 0;
    for (size_t i = f->focus; i > 0 && f->cell[i - 1].kind == CELL_HEADING; i--)
        first = f->cell[i - 1].row; /* its heading too */
    if (last >= f->top + rows)
        f->top = last - rows + 1;
    if (first < f->top)
        f->top = first;
    if (c->row >= f->top + rows)
        f->top = c->row - rows + 1;
    if (f->top > f->lines - rows)
        f->top = f->lines - rows;
    if (f->top < 0)
        f->top = 0;
}

void form_draw(struct form *f, struct canvas *c, struct area a, bool focused)
{
    struct drawing d = {.f = f, .c = c, .a = a, .focused = focused};

    if (a.rows < 1 || a.cols < 8 || !f->cells)
        return;
    f->drawn = a;
    f->label_cols = labels_width(&d);
    go_through(&d);
    bring_into_view(f, a.rows);
    d.drawing = true;
    go_through(&d);
    if (f->top > 0)
        canvas_text(c, a.row, a.col + a.cols - 1, 1, ST_HINT, "↑");
    if (f->lines > f->top + a.rows)
        canvas_text(c, a.row + a.rows - 1, a.col + a.cols - 1, 1, ST_HINT, "↓");
    if (f->picker)
        form_pick_draw(f, c, a);
}

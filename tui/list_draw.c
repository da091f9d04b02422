/* A list on a canvas: names of columns, rows of any height, headings, the line below. */
#include "tui/list_inside.h"

#include "core/base/text.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 2, KEY_MOST = 128, TURNS = 4 };

/* One row being measured or drawn. */
struct drawing {
    struct list_view *l;
    struct canvas *c;
    struct area a; /* of the rows */
    int left;      /* columns before the first cell */
    bool focused;
    struct buf cell, title, right;
    char needle[KEY_MOST]; /* what was looked for, folded; "" nothing */
};

/* Panned to the right, the first column still says whose row it is. */
bool list_column_shown(const struct list_view *l, size_t i)
{
    size_t before = 0;

    if (l->column[i].hidden)
        return false;
    for (size_t j = 0; j < i; j++)
        before += !l->column[j].hidden;
    return before == 0 || before > l->pan;
}

static bool shown(const struct drawing *d, size_t i)
{
    return list_column_shown(d->l, i);
}

/* --- heights -----------------------------------------------------------------------------------
 */

static int second_rows(struct drawing *d, const void *record)
{
    const struct list_source *s = &d->l->source;

    if (!s->second)
        return 0;
    buf_clear(&d->cell);
    s->second(s->ctx, record, &d->cell);
    return d->cell.length ? 1 : 0;
}

static int cells_rows(struct drawing *d, const void *record)
{
    struct canvas measure = {.glyphs = d->c->glyphs};
    int rows = 1;

    for (size_t i = 0; i < d->l->columns; i++) {
        const struct list_column *k = &d->l->column[i];
        if (!(k->flags & LIST_MUST) || !shown(d, i) || k->width < 1)
            continue;
        list_cell(d->l, record, k->f, &d->cell);
        if (!d->cell.text || canvas_width(d->c, d->cell.text) <= k->width)
            continue;
        int needs = canvas_wrap(&measure, (struct area){0, 0, 0, k->width}, 0, 0, d->cell.text);
        rows = needs > rows ? needs : rows;
    }
    return rows;
}

static bool heading(struct drawing *d, size_t i)
{
    const struct list_source *s = &d->l->source;
    struct buf before = {0};
    bool other = true;

    if (!s->group)
        return false;
    if (i > 0 && i > d->l->top) {
        buf_clear(&d->right);
        s->group(s->ctx, list_row(d->l, i - 1), &before, &d->right);
    }
    buf_clear(&d->title);
    buf_clear(&d->right);
    s->group(s->ctx, list_row(d->l, i), &d->title, &d->right);
    if (before.text)
        other = !d->title.text || strcmp(before.text, d->title.text) != 0;
    buf_release(&before);
    return other && d->title.length;
}

static int height(struct drawing *d, size_t i)
{
    const void *record = list_row(d->l, i);

    return cells_rows(d, record) + second_rows(d, record) + heading(d, i);
}

/* --- one row -----------------------------------------------------------------------------------
 */

/* Where in the text the needle stands, by its folded letters; bytes, or -1. */
static int match(const char *text, const char *needle, int *length)
{
    size_t n = strlen(text), want = strlen(needle);
    char key[KEY_MOST];

    for (size_t at = 0; at < n;) {
        size_t end = at;
        bool start = text[at] != ' ';
        while (start && end < n) {
            char part[KEY_MOST];
            text_next(text, n, &end);
            if (end - at >= sizeof part)
                break;
            memcpy(part, text + at, end - at);
            part[end - at] = '\0';
            size_t got = text_fold(part, key, sizeof key);
            if (got >= want) {
                *length = (int)(end - at);
                if (memcmp(key, needle, want) == 0)
                    return (int)at;
                break;
            }
        }
        text_next(text, n, &at);
    }
    return -1;
}

static void show_match(struct drawing *d, int row, int col, int width, const char *text)
{
    char before[KEY_MOST], hit[KEY_MOST];
    int length = 0, at = d->needle[0] ? match(text, d->needle, &length) : -1;

    if (at < 0 || at >= KEY_MOST || length >= KEY_MOST)
        return;
    memcpy(before, text, (size_t)at);
    before[at] = '\0';
    memcpy(hit, text + at, (size_t)length);
    hit[length] = '\0';
    int from = canvas_width(d->c, before), to = from + canvas_width(d->c, hit);
    if (to <= width)
        canvas_style(d->c, (struct area){row, col + from, 1, to - from}, ST_MATCH);
}

static void draw_cell(struct drawing *d, const void *record, const struct list_column *k, int row,
                      int rows, int col, int width)
{
    const struct list_source *s = &d->l->source;
    unsigned style = s->style ? s->style(s->ctx, record, k->f) : ST_NORMAL;

    list_cell(d->l, record, k->f, &d->cell);
    const char *text = d->cell.text ? d->cell.text : "";
    if (list_is_right(k->f)) {
        canvas_fit_right(d->c, row, col, width, style, text);
    } else if (k->flags & LIST_MUST && canvas_width(d->c, text) > width) {
        canvas_wrap(d->c, (struct area){row, col, rows, width}, 0, style, text);
    } else {
        canvas_fit(d->c, row, col, width, style, text);
        show_match(d, row, col, width, text);
    }
}

static void draw_cells(struct drawing *d, const void *record, int row, int rows)
{
    int col = d->a.col + d->left, end = d->a.col + d->a.cols;

    for (size_t i = 0; i < d->l->columns && col < end; i++) {
        const struct list_column *k = &d->l->column[i];
        if (!shown(d, i))
            continue;
        if (col > d->a.col + d->left && list_columns_piece(k, k->width, end - col))
            break;
        int width = k->width < end - col ? k->width : end - col;
        draw_cell(d, record, k, row, rows, col, width);
        col += k->width + GAP;
    }
}

static void draw_front(struct drawing *d, const void *record, int row, bool current)
{
    const struct list_source *s = &d->l->source;
    struct buf key = {0};

    list_key_of(d->l, record, &key);
    canvas_text(d->c, row, d->a.col, 1, ST_NORMAL, current ? "▸" : " ");
    if (key.text && list_is_marked(d->l, key.text))
        canvas_text(d->c, row, d->a.col + 1, 1, ST_MARKED, "*");
    if (s->urgency)
        canvas_text(d->c, row, d->a.col + 2, 2, ST_WARN, s->urgency(s->ctx, record));
    buf_release(&key);
}

/* Returns the rows of the canvas it took. */
static int draw_row(struct drawing *d, size_t i, int row)
{
    const void *record = list_row(d->l, i);
    const struct list_source *s = &d->l->source;
    bool current = i == d->l->cur;
    int from = row, rows = cells_rows(d, record), bottom = d->a.row + d->a.rows;

    if (heading(d, i))
        canvas_rule(d->c, (struct area){row++, d->a.col, 1, d->a.cols}, d->title.text,
                    d->right.text ? d->right.text : "");
    int first = row;
    if (first >= bottom)
        return row - from;
    if (rows > bottom - first)
        rows = bottom - first;
    draw_cells(d, record, row, rows);
    draw_front(d, record, row, current);
    row += rows;
    if (second_rows(d, record) && row < bottom) {
        buf_clear(&d->cell);
        s->second(s->ctx, record, &d->cell);
        canvas_fit(d->c, row, d->a.col + d->left + 2, d->a.cols - d->left - 2, ST_HINT,
                   d->cell.text ? d->cell.text : "");
        row++;
    }
    if (current) {
        if (d->focused) {
            canvas_style(d->c, (struct area){first, d->a.col, row - first, d->a.cols}, ST_CHOSEN);
            canvas_cursor(d->c, first, d->a.col);
        }
    }
    return row - from;
}

/* --- what is in view ---------------------------------------------------------------------------
 */

/* Moves the top so that the chosen row shows, and reads what the rest of the area needs. */
static void bring_into_view(struct drawing *d)
{
    struct list_view *l = d->l;
    int used = 0;

    if (l->cur < l->top)
        l->top = l->cur;
    for (size_t i = l->top; i <= l->cur && list_row(l, i); i++)
        used += height(d, i);
    while (used > d->a.rows && l->top < l->cur) {
        l->top++;
        used = 0;
        for (size_t i = l->top; i <= l->cur; i++)
            used += height(d, i);
    }
    for (size_t i = l->cur + 1; used < d->a.rows; i++) {
        if (!list_row(l, i)) {
            size_t held = list_held(l);
            size_t was = l->cur;
            if (!list_more_after(l))
                break;
            i -= was - l->cur; /* the first rows held may have gone */
            if (list_held(l) <= held && !list_row(l, i))
                break;
        }
        used += height(d, i);
    }
    /* At the end of the list the screen stays full. */
    while (used < d->a.rows) {
        if (l->top == 0 && !list_more_before(l))
            break;
        int more = height(d, l->top - 1);
        if (used + more > d->a.rows)
            break;
        l->top--;
        used += more;
    }
}

static void draw_header(struct drawing *d)
{
    int col = d->a.col + d->left, end = d->a.col + d->a.cols, row = d->a.row - 1;
    bool past = false;

    canvas_fill(d->c, (struct area){row, d->a.col, 1, d->a.cols}, ST_HEADER, " ");
    for (size_t i = 0; i < d->l->columns; i++) {
        const struct list_column *k = &d->l->column[i];
        char label[96];
        if (!shown(d, i))
            continue;
        past = past || col + k->width > end;
        if (col > d->a.col + d->left && list_columns_piece(k, k->width, end - col))
            break;
        int width = k->width < end - col ? k->width : end - col;
        const char *order = "";
        if (d->l->ask.sort && strcmp(d->l->ask.sort, k->f->name) == 0)
            order = d->l->ask.descending ? "▼" : "▲";
        snprintf(label, sizeof label, "%s%s", list_label(k->f), order);
        if (width > 0 && list_is_right(k->f) && canvas_width(d->c, label) <= width)
            canvas_fit_right(d->c, row, col, width, ST_HEADER, label);
        else if (width > 0)
            canvas_fit(d->c, row, col, width, ST_HEADER, label);
        col += k->width + GAP;
    }
    d->l->more_right = past;
    if (d->l->pan)
        canvas_text(d->c, row, d->a.col + d->left - 1, 1, ST_HEADER, "←");
    if (past)
        canvas_text(d->c, row, end - 1, 1, ST_HEADER, "→");
}

static void draw_empty(struct drawing *d)
{
    const struct list_source *s = &d->l->source;
    struct area a = {d->a.row, d->a.col + 2, d->a.rows, d->a.cols - 4};

    buf_clear(&d->cell);
    if (d->l->why.kind) {
        canvas_wrap(d->c, a, 0, ST_ERROR, d->l->why.text);
        return;
    }
    if (s->empty)
        s->empty(s->ctx, &d->l->ask, &d->cell);
    if (!d->cell.length && d->l->ask.search)
        buf_printf(&d->cell, "Nothing here holds \"%.80s\". F shows all rows again.",
                   d->l->ask.search);
    if (!d->cell.length)
        buf_text(&d->cell, "There is nothing here yet.");
    canvas_wrap(d->c, a, 0, ST_HINT, d->cell.text ? d->cell.text : "");
    if (d->focused)
        canvas_cursor(d->c, d->a.row, d->a.col);
}

/* The find or filter line while it is typed, else how many rows there are. */
static void draw_status(struct drawing *d, struct area a)
{
    struct list_view *l = d->l;
    struct buf text = {0};
    int used = 0;

    canvas_fill(d->c, a, ST_NORMAL, " ");
    if (l->typing == TYPING_FIND || l->typing == TYPING_FILTER)
        list_counts(l, &text);
    else
        list_summary(l, &text);
    const char *summary = text.text ? text.text : "";
    if (l->typing == TYPING_FIND || l->typing == TYPING_FILTER) {
        struct line *line = l->typing == TYPING_FIND ? &l->find : &l->filter;
        const char *said = l->why.kind ? l->why.text : l->message[0] ? l->message : summary;
        int half = a.cols / 2;
        used = canvas_text(d->c, a.row, a.col, half, ST_LABEL,
                           l->typing == TYPING_FIND ? " Find: " : " Filter: ");
        line_draw(line, d->c, (struct area){a.row, a.col + used, 1, half - used}, ST_TYPED, true);
        canvas_fit(d->c, a.row, a.col + half + 1, a.cols - half - 1,
                   l->why.kind || l->message[0] ? ST_WARN : ST_HINT, said);
    } else {
        canvas_fit(d->c, a.row, a.col + 1, a.cols - 1, l->why.kind ? ST_ERROR : ST_HINT,
                   l->why.kind ? l->why.text : summary);
    }
    buf_release(&text);
}

static void draw_rows(struct drawing *d)
{
    struct list_view *l = d->l;
    int row = d->a.row, bottom = row + d->a.rows;

    l->visible = 0;
    for (size_t i = l->top; row < bottom && list_row(l, i); i++) {
        if (i - l->top < DRAWN_MOST)
            l->drawn_at[i - l->top] = row;
        row += draw_row(d, i, row);
        l->visible += row <= bottom;
    }
}

/* Widths by what is in view, which depends on the widths where cells wrap; and what is in view on what
 * was read. */
static void arrange(struct drawing *d)
{
    struct list_view *l = d->l;

    for (int turn = 0; turn < TURNS; turn++) {
        list_columns_measure(l, d->c, NULL);
        for (size_t i = l->top; list_row(l, i) && i < l->top + (size_t)d->a.rows; i++)
            list_columns_measure(l, d->c, list_row(l, i));
        list_columns_fit(l, d->a.cols - d->left);
        if (list_held(l))
            bring_into_view(d);
        if (list_columns_read(l, d->a.cols - d->left) && list_held(l))
            list_reload(l, true);
        else if (turn)
            break;
    }
}

void list_draw(struct list_view *l, struct canvas *c, struct area a, bool focused)
{
    bool below = !l->bare || l->typing == TYPING_FIND || l->typing == TYPING_FILTER;
    struct drawing d = {.l = l, .c = c, .a = a, .focused = focused};

    if (a.rows < 1 || a.cols < 4)
        return;
    if (below && a.rows > 1)
        d.a.rows--;
    if (!l->bare && d.a.rows > 1) {
        d.a.row++;
        d.a.rows--;
    }
    d.left = l->left = l->source.urgency ? 5 : 2;
    l->lines = d.a.rows;
    l->drawn = d.a;
    const char *looked = l->find.length ? line_text(&l->find) : line_text(&l->filter);
    text_fold(looked, d.needle, sizeof d.needle);
    if (list_columns_read(l, d.a.cols - d.left) && l->loaded)
        list_reload(l, true);
    if (!l->loaded)
        list_load_first(l);
    arrange(&d);
    if (d.a.row > a.row)
        draw_header(&d);
    if (list_held(l))
        draw_rows(&d);
    else
        draw_empty(&d);
    if (below && a.rows > 1)
        draw_status(&d, (struct area){a.row + a.rows - 1, a.col, 1, a.cols});
    if (l->typing == TYPING_COLUMNS)
        list_columns_draw(l, c, a);
    buf_release(&d.cell);
    buf_release(&d.title);
    buf_release(&d.right);
}

/* --- clicks ------------------------------------------------------------------------------------
 */

static enum list_answer click_header(struct list_view *l, int col)
{
    int from = l->drawn.col + l->left;

    for (size_t i = 0; i < l->columns; i++) {
        if (!list_column_shown(l, i))
            continue;
        if (col >= from && col < from + l->column[i].width) {
            list_sort_by(l, &l->column[i]);
            return LIST_USED;
        }
        from += l->column[i].width + GAP;
    }
    return LIST_UNUSED;
}

enum list_answer list_click(struct list_view *l, const struct event *e)
{
    size_t hit = l->visible;

    if (e->col < l->drawn.col || e->col >= l->drawn.col + l->drawn.cols)
        return LIST_UNUSED;
    if (!l->bare && e->row == l->drawn.row - 1)
        return click_header(l, e->col);
    if (e->row < l->drawn.row || e->row >= l->drawn.row + l->drawn.rows)
        return LIST_UNUSED;
    for (size_t i = 0; i < l->visible && i < DRAWN_MOST && l->drawn_at[i] <= e->row; i++)
        hit = i;
    if (hit == l->visible || !list_row(l, l->top + hit))
        return LIST_USED;
    l->cur = l->top + hit;
    return e->key == K_ENTER ? LIST_OPEN : LIST_MOVED;
}

/* The columns of a list: which, how wide, in what order; and the panel to choose them. */
#include "tui/list_inside.h"

#include "tui/bindings.h"

#include <stdlib.h>
#include <string.h>

enum { NARROW = 8, READABLE = 16, GAP = 2, PANEL_COLS = 44 };

void list_columns_begin(struct list_view *l)
{
    const struct fields *t = l->source.columns;

    for (size_t i = 0; i < t->count && l->columns < COLUMNS_MOST; i++) {
        const struct field *f = &t->field[i];
        struct list_column *k = &l->column[l->columns++];
        *k = (struct list_column){.f = f, .hidden = f->flags & FIELD_HIDDEN};
        for (const struct list_hint *h = l->source.hints; h && h->column; h++) {
            if (strcmp(h->column, f->name) == 0) {
                k->flags = h->flags;
                k->hint = h->width;
                k->hidden = k->hidden || h->flags & LIST_AWAY;
            }
        }
    }
}

struct list_column *list_column_named(struct list_view *l, const char *name)
{
    for (size_t i = 0; i < l->columns; i++)
        if (strcmp(l->column[i].f->name, name) == 0)
            return &l->column[i];
    return NULL;
}

size_t list_columns_shown(const struct list_view *l, const struct field **out, size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < l->columns && n < most; i++)
        if (!l->column[i].hidden)
            out[n++] = l->column[i].f;
    return n;
}

bool list_can_sort(const struct list_view *l, const struct field *f)
{
    const char *const *s = l->source.sorts;

    if (!s)
        return f->type != FIELD_LIST && f->type != FIELD_RECORD;
    for (; *s; s++)
        if (strcmp(*s, f->name) == 0)
            return true;
    return false;
}

bool list_is_right(const struct field *f)
{
    return (f->type == FIELD_INT && !(f->flags & FIELD_DAYS)) || f->type == FIELD_MONEY ||
           f->type == FIELD_MINUTES;
}

const char *list_label(const struct field *f)
{
    return f->label ? f->label : f->name;
}

void list_cell(const struct list_view *l, const void *record, const struct field *f,
               struct buf *out)
{
    buf_clear(out);
    if (!l->source.cell || !l->source.cell(l->source.ctx, record, f, out)) {
        buf_clear(out);
        field_print(f, record, STYLE_SHOWN, out);
    }
    for (size_t i = 0; i < out->length; i++) /* a cell is one line */
        if (out->text[i] == '\n' || out->text[i] == '\t')
            out->text[i] = ' ';
}

static int widest_word(const struct canvas *c, char *text, int widest)
{
    for (char *word = strtok_r(text, " ", &text); word; word = strtok_r(NULL, " ", &text)) {
        int width = canvas_width(c, word);
        widest = width > widest ? width : widest;
    }
    return widest;
}

void list_columns_measure(struct list_view *l, const struct canvas *c, const void *record)
{
    struct buf text = {0};

    for (size_t i = 0; i < l->columns; i++) {
        struct list_column *k = &l->column[i];
        if (k->hidden)
            continue;
        if (!k->natural)
            k->natural = canvas_width(c, list_label(k->f)) + 2; /* and its arrow */
        if (!record)
            continue;
        list_cell(l, record, k->f, &text);
        int width = text.text ? canvas_width(c, text.text) : 0;
        if (k->flags & LIST_MUST && width > k->word)
            k->word = widest_word(c, text.text, k->word);
        if (width > k->natural)
            k->natural = width;
    }
    buf_release(&text);
}

/* The least width of a column that may shrink: little where that makes everything fit; else, where
 * the list is panned anyway, what can be read (a name is not cut for columns out of sight). */
static int least(const struct list_column *k, bool all_fit)
{
    int readable = k->hint ? k->hint : READABLE;

    return all_fit ? NARROW : readable < k->width ? readable : k->width;
}

static bool may_shrink(const struct list_column *k)
{
    return !k->hidden && !k->asked && (!k->hint || k->flags & LIST_FLEX) && k->width > NARROW &&
           !list_is_right(k->f) && k->f->type != FIELD_DATE && k->f->type != FIELD_DATETIME &&
           !(k->f->flags & FIELD_KEY);
}

/* Takes `over` columns from those that may give; returns what is still over. */
static int narrow(struct list_view *l, unsigned flag, int over, bool all_fit)
{
    while (over > 0) {
        struct list_column *widest = NULL;
        for (size_t i = 0; i < l->columns; i++) {
            struct list_column *k = &l->column[i];
            if (may_shrink(k) && k->width > least(k, all_fit) && (!flag || k->flags & flag) &&
                (!widest || k->width > widest->width))
                widest = k;
        }
        if (!widest)
            break;
        widest->width--;
        over--;
    }
    return over;
}

/* Gives room that is left over to the columns that take it, the most cut one first. */
static void widen_flex(struct list_view *l, int room)
{
    while (room > 0) {
        struct list_column *neediest = NULL;
        for (size_t i = 0; i < l->columns; i++) {
            struct list_column *k = &l->column[i];
            int needs = k->natural - k->width;
            if (k->hidden || k->asked || !(k->flags & LIST_FLEX) || needs <= 0)
                continue;
            if (!neediest || needs > neediest->natural - neediest->width)
                neediest = k;
        }
        if (!neediest)
            break;
        neediest->width++;
        room--;
    }
}

void list_columns_fit(struct list_view *l, int room)
{
    int all = -GAP;

    for (size_t i = 0; i < l->columns; i++) {
        struct list_column *k = &l->column[i];
        if (k->hidden)
            continue;
        int most = k->flags & (LIST_MUST | LIST_FLEX) ? room : WIDTH_MOST;
        int natural = k->natural < most ? k->natural : most;
        bool from_hint = k->hint && !(k->flags & LIST_FLEX && natural < k->hint);
        k->width = k->asked ? k->asked : from_hint ? k->hint : natural;
        /* A reference longer than was thought of is not broken for that. */
        if (from_hint && !k->asked && k->word > k->width)
            k->width = k->word < WIDTH_MOST ? k->word : WIDTH_MOST;
        all += k->width + GAP;
    }
    int give = 0;
    for (size_t i = 0; i < l->columns; i++)
        give += may_shrink(&l->column[i]) ? l->column[i].width - NARROW : 0;
    bool all_fit = all - give <= room;
    widen_flex(l, room - all);
    int over = narrow(l, LIST_FLEX, all - room, all_fit);
    narrow(l, 0, over, all_fit);
}

/* A piece of a sum or a day says something else. */
bool list_columns_piece(const struct list_column *k, int width, int room)
{
    bool words = k->f->type == FIELD_TEXT || k->f->type == FIELD_LIST;

    return width > room && (!words || room < NARROW);
}

/* As wide as it is; before it was ever laid out, the least it can be. */
static int width_at_least(const struct list_column *k)
{
    if (k->width)
        return k->width;
    if (k->asked)
        return k->asked;
    return k->hint && !(k->flags & LIST_FLEX) ? k->hint : NARROW;
}

bool list_columns_read(struct list_view *l, int room)
{
    bool more = false;
    size_t names = 0;
    int col = 0;

    for (size_t i = 0; i < l->columns && col < room; i++) {
        struct list_column *k = &l->column[i];
        int width = width_at_least(k);
        if (!list_column_shown(l, i))
            continue;
        if (col > 0 && list_columns_piece(k, width, room - col))
            break;
        more = more || !k->read;
        k->read = true;
        col += width + GAP;
    }
    for (size_t i = 0; i < l->columns; i++)
        if (l->column[i].read)
            l->only[names++] = l->column[i].f->name;
    l->only[names] = NULL;
    return more;
}

/* --- the panel ---------------------------------------------------------------------------------
 */

void list_sort_by(struct list_view *l, const struct list_column *k)
{
    if (!list_can_sort(l, k->f)) {
        list_say(l, "this list cannot be sorted by %s", list_label(k->f));
        return;
    }
    bool again = l->ask.sort && strcmp(l->ask.sort, k->f->name) == 0;
    list_set_sort(l, k->f->name, again && !l->ask.descending);
}

static void then_by(struct list_view *l, const struct list_column *k)
{
    if (!list_can_sort(l, k->f) || !l->ask.sort) {
        list_say(l, "choose the first column to sort by with Enter, then a second with t");
        return;
    }
    bool again = l->ask.then && strcmp(l->ask.then, k->f->name) == 0;
    l->ask.then_descending = again && !l->ask.then_descending;
    l->ask.then = k->f->name;
    list_reload(l, true);
}

static void hide(struct list_view *l, struct list_column *k)
{
    size_t shown = 0;

    for (size_t i = 0; i < l->columns; i++)
        shown += !l->column[i].hidden;
    if (!k->hidden && shown == 1)
        list_say(l, "one column has to stay");
    else
        k->hidden = !k->hidden;
}

static void widen(struct list_view *l, struct list_column *k, int by)
{
    int width = (k->asked ? k->asked : k->width ? k->width : k->natural) + by;

    if (k->hidden) {
        list_say(l, "it is hidden: Space shows it");
        return;
    }
    k->asked = width < 3 ? 3 : width > 120 ? 120 : width;
    if (k->asked != width)
        list_say(l, "it is as %s as it can be", by < 0 ? "narrow" : "wide");
}

/* The column `by` places on that a person may choose; the same at the end.  What the view keeps for
 * itself (FIELD_HIDDEN) is none. */
static size_t next_choice(const struct list_view *l, size_t from, int by)
{
    for (size_t i = from + (size_t)by; i < l->columns; i += (size_t)by) /* -1 wraps and ends it */
        if (!(l->column[i].f->flags & FIELD_HIDDEN))
            return i;
    return from;
}

static void shift(struct list_view *l, int by)
{
    size_t other = next_choice(l, l->panel, by);

    if (other == l->panel)
        list_say(l, "it is the %s already", by < 0 ? "first" : "last");
    struct list_column k = l->column[l->panel];
    l->column[l->panel] = l->column[other];
    l->column[other] = k;
    l->panel = other;
}

/* As the screen has them, the first that can be chosen under the cursor. */
static void usual(struct list_view *l)
{
    l->columns = 0;
    list_columns_begin(l);
    l->panel = 0;
    list_columns_open(l);
}

static enum list_answer panel_act(struct list_view *l, const char *what)
{
    struct list_column *k = &l->column[l->panel];

    if (strcmp(what, "up") == 0)
        l->panel = next_choice(l, l->panel, -1);
    else if (strcmp(what, "down") == 0)
        l->panel = next_choice(l, l->panel, 1);
    else if (strcmp(what, "sort") == 0)
        list_sort_by(l, k);
    else if (strcmp(what, "then") == 0)
        then_by(l, k);
    else if (strcmp(what, "hide") == 0)
        hide(l, k);
    else if (strcmp(what, "narrower") == 0 || strcmp(what, "wider") == 0)
        widen(l, k, *what == 'n' ? -1 : 1);
    else if (strcmp(what, "usual") == 0)
        usual(l);
    else if (strcmp(what, "earlier") == 0 || strcmp(what, "later") == 0)
        shift(l, *what == 'e' ? -1 : 1);
    else
        l->typing = TYPING_NONE;
    return LIST_USED;
}

enum list_answer list_columns_event(struct list_view *l, const struct event *e)
{
    static const struct keymap keys = {.table = bindings, .scope = {"columns"}};
    const struct binding *b = e->kind == EVENT_KEY ? keymap_find(&keys, e->key) : NULL;

    l->message[0] = '\0';
    return b ? panel_act(l, b->action + strlen("columns.")) : LIST_UNUSED;
}

static const char *order_of(const struct list_view *l, const struct field *f)
{
    if (l->ask.sort && strcmp(l->ask.sort, f->name) == 0)
        return l->ask.descending ? "▼" : "▲";
    if (l->ask.then && strcmp(l->ask.then, f->name) == 0)
        return l->ask.then_descending ? "▼ second" : "▲ second";
    return "";
}

void list_columns_open(struct list_view *l)
{
    l->typing = TYPING_COLUMNS;
    if (l->panel < l->columns && l->column[l->panel].f->flags & FIELD_HIDDEN)
        l->panel = next_choice(l, l->panel, 1);
}

static void draw_choice(const struct list_view *l, const struct list_column *k, struct canvas *c,
                        struct area a, bool here)
{
    canvas_text(c, a.row, a.col, 2, ST_NORMAL, here ? "▸" : " ");
    canvas_text(c, a.row, a.col + 2, 3, ST_NORMAL, k->hidden ? "[ ]" : "[x]");
    canvas_fit(c, a.row, a.col + 6, a.cols - 20, ST_NORMAL, list_label(k->f));
    canvas_printf(c, a.row, a.col + a.cols - 13, 4, ST_HINT, "%3d", k->width);
    canvas_text(c, a.row, a.col + a.cols - 9, 9, ST_NORMAL, order_of(l, k->f));
    if (here) {
        canvas_style(c, a, ST_CHOSEN);
        canvas_cursor(c, a.row, a.col + 2);
    }
}

void list_columns_draw(struct list_view *l, struct canvas *c, struct area a)
{
    int rows = 2, cols = a.cols < PANEL_COLS ? a.cols : PANEL_COLS, at = 0, here = 0;

    for (size_t i = 0; i < l->columns; i++) {
        bool choice = !(l->column[i].f->flags & FIELD_HIDDEN);
        here += choice && i < l->panel;
        rows += choice;
    }
    if (rows > a.rows)
        rows = a.rows;
    struct area in =
        canvas_box(c, (struct area){a.row, a.col + a.cols - cols, rows, cols}, "Columns");
    int from = here >= in.rows && in.rows > 0 ? here - in.rows + 1 : 0;
    for (size_t i = 0; i < l->columns; i++) {
        int line = at - from;
        if (l->column[i].f->flags & FIELD_HIDDEN)
            continue;
        at++;
        if (line >= 0 && line < in.rows)
            draw_choice(l, &l->column[i], c, (struct area){in.row + line, in.col, 1, in.cols},
                        i == l->panel);
    }
}

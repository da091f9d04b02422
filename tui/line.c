#include "tui/line.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { MOST_USUAL = 200, MARKS_MOST = 8, LETTER_BYTES = 64 };

/* --- letters -----------------------------------------------------------------------------------
 */

static bool is_mark(int32_t point)
{
    return point > 0x7F && text_kind(point) == TEXT_MARK;
}

/* Where the letter at `at` ends: its marks go with it. */
static size_t letter_after(const char *text, size_t length, size_t at)
{
    if (at >= length)
        return length;
    text_next(text, length, &at);
    while (at < length) {
        size_t next = at;
        if (!is_mark(text_next(text, length, &next)))
            break;
        at = next;
    }
    return at;
}

static size_t letter_before(const char *text, size_t at)
{
    while (at > 0) {
        size_t start = at - 1, next;
        while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
            start--;
        next = start;
        at = start;
        if (!is_mark(text_next(text, strlen(text), &next)))
            break;
    }
    return at;
}

static size_t characters(const char *text, size_t length)
{
    size_t n = 0;

    for (size_t i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

static int letter_width(const struct canvas *c, const char *text, size_t length)
{
    char one[LETTER_BYTES];

    if (length >= sizeof one)
        length = sizeof one - 1;
    memcpy(one, text, length);
    one[length] = '\0';
    return canvas_width(c, one);
}

/* --- changing it -------------------------------------------------------------------------------
 */

static bool make_room(struct line *l, size_t more)
{
    size_t needs = l->length + more + 1;

    if (needs <= l->room)
        return true;
    size_t room = l->room ? l->room : 32;
    while (room < needs)
        room *= 2;
    char *text = realloc(l->text, room);
    if (!text)
        return false;
    l->text = text;
    l->room = room;
    return true;
}

static bool put_in(struct line *l, const char *text, size_t length)
{
    if (!make_room(l, length))
        return false;
    memmove(l->text + l->at + length, l->text + l->at, l->length - l->at);
    memcpy(l->text + l->at, text, length);
    l->length += length;
    l->text[l->length] = '\0';
    l->at += length;
    return true;
}

static void take_out(struct line *l, size_t from, size_t to, bool keep)
{
    if (keep && to > from) {
        char *cut = malloc(to - from + 1);
        if (cut) {
            memcpy(cut, l->text + from, to - from);
            cut[to - from] = '\0';
            free(l->cut);
            l->cut = cut;
        }
    }
    memmove(l->text + from, l->text + to, l->length - to);
    l->length -= to - from;
    l->text[l->length] = '\0';
    l->at = from;
}

/* Marks already on the letter before the cursor. */
static int marks_before(const struct line *l)
{
    size_t at = l->at;
    int marks = 0;

    while (at > 0) {
        size_t start = at - 1, next;
        while (start > 0 && ((unsigned char)l->text[start] & 0xC0) == 0x80)
            start--;
        next = start;
        if (!is_mark(text_next(l->text, l->length, &next)))
            break;
        marks++;
        at = start;
    }
    return marks;
}

/* What one character from outside becomes here; "" when it cannot get in. */
static const char *admitted(const struct line *l, int32_t point, const char *raw, size_t length,
                            char room[8])
{
    if (point == '\n' || point == '\r')
        return l->lines ? "\n" : " ";
    if (point == '\t')
        return " ";
    if (point == 0xFFFD && length == 1)
        return "";
    switch (text_kind(point)) {
    case TEXT_SPACE:
        return " ";
    case TEXT_MARK:
        if (l->at == 0 || l->text[l->at - 1] == '\n' || marks_before(l) >= MARKS_MOST)
            return "";
        break;
    case TEXT_SEEN:
        break;
    case TEXT_CONTROL:
    case TEXT_INVISIBLE:
    case TEXT_UNASSIGNED:
        return "";
    }
    memcpy(room, raw, length);
    room[length] = '\0';
    return room;
}

enum line_answer line_insert(struct line *l, const char *text, size_t length)
{
    size_t most = l->most ? l->most : MOST_USUAL, have = characters(line_text(l), l->length);
    size_t before = l->length;

    for (size_t at = 0; at < length;) {
        size_t from = at;
        char room[8];
        int32_t point = text_next(text, length, &at);
        if (point == '\r' && at < length && text[at] == '\n')
            continue;
        const char *in = admitted(l, point, text + from, at - from, room);
        if (!*in)
            continue;
        if (have >= most || !put_in(l, in, strlen(in)))
            return LINE_FULL;
        have++;
    }
    return l->length == before ? LINE_MOVED : LINE_CHANGED;
}

enum line_answer line_set(struct line *l, const char *text)
{
    l->length = l->at = 0;
    l->pan = 0;
    if (l->text)
        l->text[0] = '\0';
    enum line_answer answer = line_insert(l, text, strlen(text));
    return answer == LINE_FULL ? LINE_FULL : LINE_CHANGED;
}

/* --- lines on the screen -----------------------------------------------------------------------
 */

/* Where the row that begins at `from` ends, and where the one after it begins. */
static size_t row_end(const struct line *l, const struct canvas *c, int cols, size_t from,
                      size_t *next)
{
    const char *text = line_text(l);
    size_t at = from, space = 0;
    int used = 0;

    while (at < l->length) {
        if (text[at] == '\n') {
            *next = at + 1;
            return at;
        }
        size_t after = letter_after(text, l->length, at);
        used += letter_width(c, text + at, after - at);
        if (used > cols && at > from) {
            *next = space > from ? space : at;
            return *next;
        }
        if (text[at] == ' ')
            space = after;
        at = after;
    }
    *next = l->length + 1;
    return l->length;
}

/* The row with the cursor: its number, where it begins, and the column. */
static int row_of_cursor(const struct line *l, const struct canvas *c, int cols, size_t *begins,
                         int *col)
{
    size_t from = 0, next = 0;
    int row = 0;

    for (;;) {
        size_t end = row_end(l, c, cols, from, &next);
        bool soft = next == end; /* broken, not ended: its last place is the next row's first */
        if (next > l->length || l->at < end || (l->at == end && !soft))
            break;
        from = next;
        row++;
    }
    *begins = from;
    *col = 0;
    for (size_t at = from; at < l->at;) {
        size_t after = letter_after(l->text, l->length, at);
        *col += letter_width(c, l->text + at, after - at);
        at = after;
    }
    return row;
}

int line_rows(const struct line *l, const struct canvas *c, int cols)
{
    size_t from = 0;
    int rows = 0;

    if (!l->lines || cols < 1)
        return 1;
    do {
        row_end(l, c, cols, from, &from);
        rows++;
    } while (from <= l->length);
    return rows;
}

/* The place `col` columns into the row that begins at `from`. */
static size_t at_column(const struct line *l, const struct canvas *c, int cols, size_t from,
                        int col)
{
    size_t next, end = row_end(l, c, cols, from, &next), at = from;

    for (int used = 0; at < end;) {
        size_t after = letter_after(l->text, l->length, at);
        used += letter_width(c, l->text + at, after - at);
        if (used > col)
            break;
        at = after;
    }
    if (at == end && next == end && at > from) /* that place shows on the next row */
        at = letter_before(l->text, at);
    return at;
}

/* One row up or down; false at the first or last row. */
static bool go_row(struct line *l, int by)
{
    static const struct canvas full = {.glyphs = GLYPHS_FULL};
    size_t begins, from = 0, next = 0;
    int cols = l->cols > 0 ? l->cols : 1, col;
    int row = row_of_cursor(l, &full, cols, &begins, &col) + by;

    if (row < 0)
        return false;
    for (int i = 0; i < row; i++) {
        row_end(l, &full, cols, from, &next);
        if (next > l->length)
            return false;
        from = next;
    }
    l->at = at_column(l, &full, cols, from, col);
    return true;
}

static void draw_rows(struct line *l, struct canvas *c, struct area a, unsigned style, bool focused)
{
    size_t begins, from = 0, next = 0;
    int col, row = row_of_cursor(l, c, a.cols, &begins, &col);

    if (row < l->pan)
        l->pan = row;
    if (row >= l->pan + a.rows)
        l->pan = row - a.rows + 1;
    for (int i = 0; from <= l->length; i++) {
        size_t end = row_end(l, c, a.cols, from, &next);
        int used = 0;
        for (size_t at = from; at < end && i >= l->pan && i < l->pan + a.rows;) {
            char one[LETTER_BYTES];
            size_t after = letter_after(l->text, l->length, at), n = after - at;
            if (n >= sizeof one)
                n = sizeof one - 1;
            memcpy(one, l->text + at, n);
            one[n] = '\0';
            used += canvas_text(c, a.row + i - l->pan, a.col + used, a.cols - used, style, one);
            at = after;
        }
        from = next;
    }
    if (focused)
        canvas_cursor(c, a.row + row - l->pan, a.col + (col < a.cols ? col : a.cols - 1));
}

static void draw_row(struct line *l, struct canvas *c, struct area a, unsigned style, bool focused)
{
    size_t begins;
    int col, all = 0, used = 0;
    const char *text = line_text(l);

    row_of_cursor(l, c, INT32_MAX, &begins, &col);
    for (size_t at = 0; at < l->length;) {
        size_t after = letter_after(text, l->length, at);
        all += letter_width(c, text + at, after - at);
        at = after;
    }
    if (all < a.cols) /* all of it and the cursor after it */
        l->pan = 0;
    else if (col < l->pan + 1)
        l->pan = col > 1 ? col - 1 : 0;
    else if (col > l->pan + a.cols - 2)
        l->pan = col - a.cols + 2;
    for (size_t at = 0; at < l->length;) {
        char one[LETTER_BYTES];
        size_t after = letter_after(text, l->length, at), n = after - at;
        if (n >= sizeof one)
            n = sizeof one - 1;
        memcpy(one, text + at, n);
        one[n] = '\0';
        int width = canvas_width(c, one), left = used - l->pan;
        if (left >= 0 && left + width <= a.cols)
            canvas_text(c, a.row, a.col + left, width, style, one);
        used += width;
        at = after;
    }
    if (l->pan > 0)
        canvas_text(c, a.row, a.col, 1, style, "…");
    if (all - l->pan > a.cols)
        canvas_text(c, a.row, a.col + a.cols - 1, 1, style, "…");
    if (focused)
        canvas_cursor(c, a.row, a.col + col - l->pan);
}

void line_draw(struct line *l, struct canvas *c, struct area a, unsigned style, bool focused)
{
    if (a.rows < 1 || a.cols < 1)
        return;
    l->cols = a.cols;
    canvas_fill(c, a, style, " ");
    if (l->lines)
        draw_rows(l, c, a, style, focused);
    else
        draw_row(l, c, a, style, focused);
}

/* --- keys --------------------------------------------------------------------------------------
 */

/* The beginning of the word before the cursor. */
static size_t word_before(const struct line *l)
{
    size_t at = l->at;

    while (at > 0 && (l->text[at - 1] == ' ' || l->text[at - 1] == '\n'))
        at--;
    while (at > 0 && l->text[at - 1] != ' ' && l->text[at - 1] != '\n')
        at--;
    return at;
}

/* The beginning (or end) of the typed line with the cursor. */
static size_t line_edge(const struct line *l, bool end)
{
    size_t at = l->at;

    if (end)
        while (at < l->length && l->text[at] != '\n')
            at++;
    else
        while (at > 0 && l->text[at - 1] != '\n')
            at--;
    return at;
}

static enum line_answer go(struct line *l, size_t at)
{
    l->at = at;
    return LINE_MOVED;
}

static enum line_answer cut(struct line *l, size_t from, size_t to, bool keep)
{
    if (from == to)
        return LINE_MOVED;
    take_out(l, from, to, keep);
    return LINE_CHANGED;
}

static enum line_answer line_key(struct line *l, int key)
{
    const char *text = line_text(l);
    char typed[5];

    switch (key) {
    case K_LEFT:
        return go(l, letter_before(text, l->at));
    case K_RIGHT:
        return go(l, letter_after(text, l->length, l->at));
    case K_HOME:
    case K_CTRL('A'):
        return go(l, line_edge(l, false));
    case K_END:
    case K_CTRL('E'):
        return go(l, line_edge(l, true));
    case K_UP:
    case K_DOWN:
        return l->lines && go_row(l, key == K_UP ? -1 : 1) ? LINE_MOVED : LINE_UNUSED;
    case K_ENTER:
        return l->lines ? line_insert(l, "\n", 1) : LINE_UNUSED;
    case K_BACKSPACE:
        return cut(l, letter_before(text, l->at), l->at, false);
    case K_DELETE:
        return cut(l, l->at, letter_after(text, l->length, l->at), false);
    case K_CTRL('W'):
        return cut(l, word_before(l), l->at, true);
    case K_CTRL('U'):
        return cut(l, line_edge(l, false), l->at, true);
    case K_CTRL('K'):
        return cut(l, l->at, line_edge(l, true), true);
    case K_CTRL('Y'):
        return l->cut ? line_insert(l, l->cut, strlen(l->cut)) : LINE_MOVED;
    default:
        if (!key_is_text(key))
            return LINE_UNUSED;
        return line_insert(l, typed, key_utf8(key, typed));
    }
}

static enum line_answer line_paste(struct line *l, const char *text)
{
    size_t length = strlen(text);

    while (!l->lines && length && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--; /* a cell copied from a spreadsheet brings its end of row */
    return line_insert(l, text, length);
}

enum line_answer line_event(struct line *l, const struct event *e)
{
    if (e->kind == EVENT_PASTE)
        return line_paste(l, e->text);
    return e->kind == EVENT_KEY ? line_key(l, e->key) : LINE_UNUSED;
}

void line_release(struct line *l)
{
    free(l->text);
    free(l->cut);
    *l = (struct line){.most = l->most, .lines = l->lines};
}

#include "tui/canvas.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

enum { SIDE_MOST = 2000, TEXT_MOST = 4096 };

bool canvas_resize(struct canvas *c, int rows, int cols, struct fault *why)
{
    rows = rows < 1 ? 1 : rows > SIDE_MOST ? SIDE_MOST : rows;
    cols = cols < 1 ? 1 : cols > SIDE_MOST ? SIDE_MOST : cols;
    if (!c->cell || rows != c->rows || cols != c->cols) {
        struct cell *cell = calloc((size_t)rows * (size_t)cols, sizeof *cell);
        if (!cell)
            return fault_memory(why);
        free(c->cell);
        c->cell = cell;
        c->rows = rows;
        c->cols = cols;
    }
    canvas_clear(c);
    return true;
}

void canvas_release(struct canvas *c)
{
    free(c->cell);
    *c = (struct canvas){.glyphs = c->glyphs};
}

static const struct cell blank = {.glyph = {' '}, .length = 1, .width = 1, .style = ST_NORMAL};

void canvas_clear(struct canvas *c)
{
    for (int i = 0; i < c->rows * c->cols; i++)
        c->cell[i] = blank;
    c->cursor_row = c->cursor_col = 0;
}

static struct cell *cell_at(const struct canvas *c, int row, int col)
{
    if (row < 0 || row >= c->rows || col < 0 || col >= c->cols)
        return NULL;
    return &c->cell[row * c->cols + col];
}

/* A two-column letter that loses one half is shown by neither. */
static void cell_part(const struct canvas *c, int row, int col)
{
    struct cell *here = cell_at(c, row, col), *side;

    if (!here)
        return;
    if (here->width == 0 && (side = cell_at(c, row, col - 1))) {
        unsigned style = side->style;
        *side = blank;
        side->style = (uint8_t)style;
    }
    if (here->width == 2 && (side = cell_at(c, row, col + 1))) {
        unsigned style = side->style;
        *side = blank;
        side->style = (uint8_t)style;
    }
}

static const struct {
    const char *full, *plain;
} plain_glyphs[] = {
    {"─", "-"}, {"│", "|"}, {"┌", "+"}, {"┐", "+"},  {"└", "+"},  {"┘", "+"}, {"├", "+"},
    {"┤", "+"}, {"┬", "+"}, {"┴", "+"}, {"┼", "+"},  {"▸", ">"},  {"▾", "v"}, {"▴", "^"},
    {"░", "."}, {"▒", ":"}, {"▓", "%"}, {"█", "#"},  {"▁", "_"},  {"▂", "_"}, {"▃", "-"},
    {"▄", "-"}, {"▅", "="}, {"▆", "="}, {"▇", "#"},  {"●", "*"},  {"○", "o"}, {"·", "."},
    {"…", "~"}, {"✓", "x"}, {"↑", "^"}, {"↓", "v"},  {"←", "<"},  {"→", ">"}, {"–", "-"},
    {"—", "-"}, {"‘", "'"}, {"’", "'"}, {"“", "\""}, {"”", "\""}, {"×", "x"}, {"■", "#"},
};

static bool is_drawing(int32_t point)
{
    return (point >= 0x2500 && point <= 0x259F) || (point >= 0x2800 && point <= 0x28FF) ||
           point == 0x25B8 || point == 0x25BE || point == 0x25B4 || point == 0x25CF ||
           point == 0x25CB || point == 0x25A0 || point == 0x2713 ||
           (point >= 0x2190 && point <= 0x2193);
}

static const char *plain_of(const char *glyph, size_t length)
{
    for (size_t i = 0; i < sizeof plain_glyphs / sizeof *plain_glyphs; i++)
        if (strlen(plain_glyphs[i].full) == length &&
            memcmp(plain_glyphs[i].full, glyph, length) == 0)
            return plain_glyphs[i].plain;
    return NULL;
}

/* One letter in ASCII: drawing by the table, an accented letter by its plain one. */
static char ascii_of(int32_t point, const char *glyph, size_t length)
{
    char one[8] = "", key[16];
    const char *plain = plain_of(glyph, length);

    if (plain)
        return *plain;
    if (point >= 0x2801 && point <= 0x28FF)
        return '*';
    if (point == 0x2800)
        return ' ';
    if (point == 0xA3)
        return 'L';
    if (length < sizeof one) {
        memcpy(one, glyph, length);
        if (text_fold(one, key, sizeof key) == 1) {
            bool upper = iswupper((wint_t)point) || (point >= 0xC0 && point <= 0xDE) ||
                         (point >= 0x100 && point <= 0x17F && point % 2 == 0);
            return upper && key[0] >= 'a' && key[0] <= 'z' ? (char)(key[0] - 32) : key[0];
        }
    }
    return '?';
}

/* One character of text as it will be drawn. */
struct drawn {
    const char *glyph;
    size_t length;
    int width; /* 0: a combining mark */
    char ascii;
};

static struct drawn drawn_next(const struct canvas *c, const char *text, size_t length, size_t *at)
{
    struct drawn d = {.glyph = text + *at};
    unsigned char first = (unsigned char)text[*at];

    if (first >= 0x20 && first < 0x7F) {
        d.length = 1;
        d.width = 1;
        ++*at;
        return d;
    }
    size_t from = *at;
    int32_t point = text_next(text, length, at);
    d.length = *at - from;
    if (c->glyphs == GLYPHS_ASCII || (c->glyphs == GLYPHS_PLAIN && is_drawing(point))) {
        bool mark = point >= 0x300 && point <= 0x36F;
        d.ascii = mark ? 0 : ascii_of(point, d.glyph, d.length);
        d.width = mark ? 0 : 1;
        return d;
    }
    d.width = wcwidth((wchar_t)point);
    if (d.width < 0) {
        d.ascii = '?';
        d.width = 1;
    }
    return d;
}

/* Text with nothing in it that could drive a terminal; `room` is used only when it has to change.
 */
static const char *safe_text(const char *text, char *room, size_t size, size_t *length)
{
    size_t n = strlen(text);
    bool plain = true;

    for (size_t i = 0; plain && i < n; i++)
        plain = (unsigned char)text[i] >= 0x20 && (unsigned char)text[i] < 0x7F;
    if (plain) {
        *length = n;
        return text;
    }
    if (n > size / 10)
        n = size / 10; /* the widest replacement is <U+10FFFF> for one byte */
    *length = 0;
    for (const char *end; (end = memchr(text, '\n', n)) != NULL; text = end + 1) {
        *length += text_defuse(text, (size_t)(end - text), room + *length, size - *length);
        *length += text_defuse(" / ", 3, room + *length, size - *length);
        n -= (size_t)(end + 1 - text);
    }
    *length += text_defuse(text, n, room + *length, size - *length);
    return room;
}

int canvas_width(const struct canvas *c, const char *text)
{
    char room[TEXT_MOST];
    size_t length, at = 0;
    int width = 0;
    const char *safe = safe_text(text, room, sizeof room, &length);

    while (at < length)
        width += drawn_next(c, safe, length, &at).width;
    return width;
}

static void put_mark(const struct canvas *c, int row, int col, const struct drawn *d)
{
    struct cell *before = cell_at(c, row, col - 1);

    if (before && before->width == 0)
        before = cell_at(c, row, col - 2);
    if (!before || d->ascii || c->glyphs == GLYPHS_ASCII || before->length + d->length > CELL_BYTES)
        return;
    memcpy(before->glyph + before->length, d->glyph, d->length);
    before->length = (uint8_t)(before->length + d->length);
}

static void put_glyph(struct canvas *c, int row, int col, unsigned style, const struct drawn *d)
{
    struct cell *here = cell_at(c, row, col);

    if (!here || (d->width == 2 && !cell_at(c, row, col + 1)))
        return;
    cell_part(c, row, col);
    if (d->width == 2)
        cell_part(c, row, col + 1);
    *here = (struct cell){.length = 1, .width = (uint8_t)d->width, .style = (uint8_t)style};
    if (d->ascii) {
        here->glyph[0] = d->ascii;
    } else {
        here->length = (uint8_t)(d->length < CELL_BYTES ? d->length : CELL_BYTES);
        memcpy(here->glyph, d->glyph, here->length);
    }
    if (d->width == 2)
        *cell_at(c, row, col + 1) = (struct cell){.style = (uint8_t)style};
}

static int put_safe(struct canvas *c, int row, int col, int width, unsigned style, const char *safe,
                    size_t length)
{
    size_t at = 0;
    int used = 0;

    while (at < length) {
        struct drawn d = drawn_next(c, safe, length, &at);
        if (d.width == 0) {
            if (used > 0)
                put_mark(c, row, col + used, &d);
            continue;
        }
        if (used + d.width > width)
            break;
        put_glyph(c, row, col + used, style, &d);
        used += d.width;
    }
    return used;
}

int canvas_text(struct canvas *c, int row, int col, int width, unsigned style, const char *text)
{
    char room[TEXT_MOST];
    size_t length;

    if (!text || row < 0 || row >= c->rows || width <= 0)
        return 0;
    const char *safe = safe_text(text, room, sizeof room, &length);
    return put_safe(c, row, col, width, style, safe, length);
}

int canvas_printf(struct canvas *c, int row, int col, int width, unsigned style, const char *format,
                  ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return canvas_text(c, row, col, width, style, text);
}

void canvas_fill(struct canvas *c, struct area a, unsigned style, const char *glyph)
{
    for (int row = a.row; row < a.row + a.rows; row++)
        for (int col = a.col; col < a.col + a.cols; col++)
            canvas_text(c, row, col, 1, style, glyph);
}

void canvas_style(struct canvas *c, struct area a, unsigned style)
{
    for (int row = a.row; row < a.row + a.rows; row++) {
        for (int col = a.col; col < a.col + a.cols; col++) {
            struct cell *here = cell_at(c, row, col);
            if (here)
                here->style = (uint8_t)(style == ST_CHOSEN ? here->style | ST_CHOSEN : style);
        }
    }
}

void canvas_fit(struct canvas *c, int row, int col, int width, unsigned style, const char *text)
{
    if (width <= 0)
        return;
    canvas_fill(c, (struct area){row, col, 1, width}, style, " ");
    if (canvas_width(c, text) <= width) {
        canvas_text(c, row, col, width, style, text);
        return;
    }
    int used = canvas_text(c, row, col, width - 1, style, text);
    canvas_text(c, row, col + used, 1, style, "…");
}

void canvas_fit_right(struct canvas *c, int row, int col, int width, unsigned style,
                      const char *text)
{
    int needs = canvas_width(c, text);

    if (width <= 0)
        return;
    canvas_fill(c, (struct area){row, col, 1, width}, style, needs > width ? "#" : " ");
    if (needs <= width)
        canvas_text(c, row, col + width - needs, needs, style, text);
}

/* The bytes of the next line of `text` that fit in `cols`, broken after a space where there is one;
 * *skip are the bytes to pass over before the line after it. */
static size_t line_bytes(const struct canvas *c, const char *text, size_t length, int cols,
                         size_t *skip)
{
    size_t at = 0, space = 0;
    int used = 0;

    *skip = 0;
    while (at < length) {
        if (text[at] == '\n') {
            *skip = 1;
            return at;
        }
        if (text[at] == ' ')
            space = at;
        size_t before = at;
        used += drawn_next(c, text, length, &at).width;
        if (used > cols) {
            if (space > 0 || text[before] == ' ') {
                *skip = 1;
                return text[before] == ' ' ? before : space;
            }
            return before > 0 ? before : at;
        }
    }
    return at;
}

int canvas_wrap(struct canvas *c, struct area a, int skip, unsigned style, const char *text)
{
    char room[TEXT_MOST];
    size_t length = strlen(text), at = 0;
    int line = 0;

    if (a.cols <= 0)
        return 0;
    while (at < length) {
        size_t pass, n = line_bytes(c, text + at, length - at, a.cols, &pass);
        int row = a.row + line - skip;
        if (line >= skip && row < a.row + a.rows) {
            size_t most = sizeof room / 10,
                   safe = text_defuse(text + at, n < most ? n : most, room, sizeof room);
            put_safe(c, row, a.col, a.cols, style, room, safe);
        }
        line++;
        at += n + pass;
    }
    return line;
}

void canvas_rule(struct canvas *c, struct area a, const char *title, const char *right)
{
    canvas_fill(c, (struct area){a.row, a.col, 1, a.cols}, ST_BORDER, "─");
    if (title && *title && a.cols > 4) {
        int used = canvas_text(c, a.row, a.col + 2, a.cols - 4, ST_TITLE, title);
        canvas_text(c, a.row, a.col + 1, 1, ST_BORDER, " ");
        canvas_text(c, a.row, a.col + 2 + used, 1, ST_BORDER, " ");
        if (right && *right) {
            int needs = canvas_width(c, right);
            if (needs + used + 8 <= a.cols) {
                canvas_text(c, a.row, a.col + a.cols - needs - 3, 1, ST_BORDER, " ");
                canvas_text(c, a.row, a.col + a.cols - needs - 2, needs, ST_HINT, right);
                canvas_text(c, a.row, a.col + a.cols - 2, 1, ST_BORDER, " ");
            }
        }
    }
}

struct area canvas_box(struct canvas *c, struct area a, const char *title)
{
    struct area inside = {a.row + 1, a.col + 2, a.rows - 2, a.cols - 4};

    if (a.rows < 2 || a.cols < 4)
        return (struct area){a.row, a.col, 0, 0};
    canvas_fill(c, a, ST_NORMAL, " ");
    canvas_rule(c, a, title, NULL);
    canvas_fill(c, (struct area){a.row + a.rows - 1, a.col, 1, a.cols}, ST_BORDER, "─");
    canvas_fill(c, (struct area){a.row, a.col, a.rows, 1}, ST_BORDER, "│");
    canvas_fill(c, (struct area){a.row, a.col + a.cols - 1, a.rows, 1}, ST_BORDER, "│");
    canvas_text(c, a.row, a.col, 1, ST_BORDER, "┌");
    canvas_text(c, a.row, a.col + a.cols - 1, 1, ST_BORDER, "┐");
    canvas_text(c, a.row + a.rows - 1, a.col, 1, ST_BORDER, "└");
    canvas_text(c, a.row + a.rows - 1, a.col + a.cols - 1, 1, ST_BORDER, "┘");
    return inside;
}

void canvas_cursor(struct canvas *c, int row, int col)
{
    c->cursor_row = row < 0 ? 0 : row >= c->rows ? c->rows - 1 : row;
    c->cursor_col = col < 0 ? 0 : col >= c->cols ? c->cols - 1 : col;
}

void canvas_row_text(const struct canvas *c, int row, struct buf *out)
{
    int last = c->cols - 1;

    while (last >= 0) {
        const struct cell *cell = cell_at(c, row, last);
        if (!cell || (cell->length == 1 && cell->glyph[0] == ' '))
            last--;
        else
            break;
    }
    for (int col = 0; col <= last; col++) {
        const struct cell *cell = cell_at(c, row, col);
        if (cell)
            buf_add(out, cell->glyph, cell->length);
    }
}

static void dump_styles(const struct canvas *c, int row, struct buf *out)
{
    const char *gap = "";
    bool any = false;

    for (int col = 0; col < c->cols;) {
        unsigned style = cell_at(c, row, col)->style;
        int last = col;
        while (last + 1 < c->cols && cell_at(c, row, last + 1)->style == style)
            last++;
        if (style != ST_NORMAL) {
            if (!any)
                buf_printf(out, "style %d: ", row);
            buf_printf(out, "%s%s %d-%d", gap, style_word(style), col, last);
            gap = ", ";
            any = true;
        }
        col = last + 1;
    }
    if (any)
        buf_char(out, '\n');
}

void canvas_dump(const struct canvas *c, struct buf *out)
{
    for (int row = 0; row < c->rows; row++) {
        buf_char(out, '|');
        canvas_row_text(c, row, out);
        buf_char(out, '\n');
    }
    buf_printf(out, "cursor %d %d\n", c->cursor_row, c->cursor_col);
    for (int row = 0; row < c->rows; row++)
        dump_styles(c, row, out);
}

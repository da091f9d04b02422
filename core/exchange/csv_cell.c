/* Cells of a CSV file: where each begins and ends, and what may stand after it. */
#include "core/exchange/csv_inside.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

static bool add_cell(struct csv *c, bool quoted, struct fault *why)
{
    if (c->cells == c->cell_room) {
        size_t room = c->cell_room ? c->cell_room * 2 : 64;
        struct csv_cell *grown = reallocarray(c->cell, room, sizeof *grown);
        if (!grown) {
            c->finished = true;
            return fault_memory(why);
        }
        c->cell = grown;
        c->cell_room = room;
    }
    c->cell[c->cells++] = (struct csv_cell){
        .text = c->at, .line = c->line, .column = csv_column(c, c->at), .quoted = quoted};
    return true;
}

static bool too_long(struct csv *c, size_t line, size_t column, struct fault *why)
{
    return HALT(c, line, column, why,
                "This cell is longer than 1 MiB; is a closing quotation mark missing?");
}

/* Checks the cell now complete, and counts its characters of several bytes for the columns. */
static bool finish_cell(struct csv *c, bool high, struct fault *why)
{
    struct csv_cell *cell = &c->cell[c->cells - 1];
    size_t bad_at;

    if (cell->length > CSV_FIELD_MOST)
        return too_long(c, cell->line, cell->column, why);
    if (!high)
        return true;
    if (c->later.kind == FAULT_NONE && !text_is_utf8(cell->text, cell->length, &bad_at))
        fail_at(&c->later, c->in.name, cell->line, cell->column, "",
                "This cell is not in UTF-8 (byte %02X); save the file as \"CSV UTF-8\", or name "
                "encoding: windows-1252 in the map.",
                (unsigned)(unsigned char)cell->text[bad_at]);
    for (const char *at = cell->text + cell->length; at > cell->text; at--) {
        if (at[-1] == '\n' || at[-1] == '\r')
            break;
        c->narrow += ((unsigned char)at[-1] & 0xc0) == 0x80;
    }
    return true;
}

static enum stop line_ended(struct csv *c, enum line_end kind, struct fault *why)
{
    static const char *const named[] = {"", "LF", "CR LF", "CR"};

    if (c->ends == END_NONE)
        c->ends = kind;
    if (c->ends != kind)
        return STOP_AT(c, c->line, csv_column(c, c->at), why,
                       "This line ends in %s and the lines before it in %s; save the file with one "
                       "kind of line end.",
                       named[kind], named[c->ends]);
    c->at += kind == END_CRLF ? 2 : 1;
    return STOP_LINE;
}

/* What stands at `at`, after a cell: the delimiter, a line end, the file's end, or a mistake. */
static enum stop after_cell(struct csv *c, struct fault *why)
{
    enum stop stop;

    while (c->at == c->end)
        if (!csv_went_on(c, &stop, why))
            return stop;
    char here = *c->at;
    if (here == '\n')
        return line_ended(c, END_LF, why);
    if (here == '\r') {
        while (c->at + 1 == c->end && !c->drained)
            if (!csv_more(c, why))
                return STOP_FAULT;
        return line_ended(c, c->at[1] == '\n' ? END_CRLF : END_CR, why);
    }
    if (here == c->o.delimiter) {
        c->at++;
        return STOP_CELL;
    }
    if (here == '\0')
        return STOP_AT(c, c->line, csv_column(c, c->at), why,
                       "A NUL byte stands here; this is not a text file, or it is damaged.");
    if (c->cell[c->cells - 1].quoted)
        return STOP_AT(c, c->line, csv_column(c, c->at), why,
                       "Text stands after a closing quotation mark; write a mark that belongs to "
                       "the text twice.");
    return STOP_AT(c, c->line, csv_column(c, c->at), why,
                   "A quotation mark stands inside a cell that does not begin with one; put the "
                   "cell in quotation marks and write this one twice.");
}

enum stop csv_bare_cell(struct csv *c, struct fault *why)
{
    unsigned char high = 0;
    enum stop stop;

    if (!add_cell(c, false, why))
        return STOP_FAULT;
    for (;;) {
        const unsigned char *p = (const unsigned char *)c->at;
        while (!c->special[*p])
            high |= *p++;
        c->at += p - (const unsigned char *)c->at;
        if (c->at != c->end || c->drained)
            break;
        if (!csv_went_on(c, &stop, why))
            return stop;
    }
    struct csv_cell *cell = &c->cell[c->cells - 1];
    cell->length = (size_t)(c->at - cell->text);
    if (!finish_cell(c, high & 0x80, why))
        return STOP_FAULT;
    stop = after_cell(c, why); /* before the byte that ended the cell becomes its NUL */
    cell = &c->cell[c->cells - 1];
    c->row[(cell->text - c->row) + (ptrdiff_t)cell->length] = '\0';
    return stop;
}

static enum stop never_closed(struct csv *c, size_t line, size_t column, struct fault *why)
{
    return STOP_AT(c, line, column, why, "The quotation mark that opens here is never closed.");
}

/* The run of bytes up to `from` goes where the cell's text ends so far. */
static void keep_run(struct csv *c, const char *from)
{
    size_t length = (size_t)(c->at - from);

    if (c->to != from)
        memmove(c->to, from, length);
    c->to += length;
}

/* `at` stands at a mark, a line end, a NUL or the buffer's end: STOP_CELL at the mark that closes,
 * STOP_LINE when the cell goes on. */
static enum stop inside_mark(struct csv *c, size_t line, size_t column, struct fault *why)
{
    enum stop stop;
    char here = *c->at;

    if (c->at == c->end) {
        if (c->at - c->cell[c->cells - 1].text > CSV_FIELD_MOST)
            return too_long(c, line, column, why), STOP_FAULT;
        if (csv_went_on(c, &stop, why))
            return STOP_LINE;
        return stop == STOP_FILE ? never_closed(c, line, column, why) : stop;
    }
    if (here == '\0')
        return after_cell(c, why);
    while (c->at + 1 == c->end && !c->drained)
        if (!csv_more(c, why))
            return STOP_FAULT;
    if (here == '"') {
        if (c->at[1] != '"')
            return STOP_CELL;
        *c->to++ = '"';
        c->at += 2;
        return STOP_LINE;
    }
    *c->to++ = here;
    c->at++;
    if (here == '\n' || *c->at != '\n') {
        c->line++;
        c->line_start = (size_t)(c->at - c->row);
        c->narrow = 0;
    }
    return STOP_LINE;
}

/* From the mark that opens to the one that closes; the text moves down over doubled marks. */
static enum stop quoted_text(struct csv *c, unsigned char *high, struct fault *why)
{
    size_t line = c->line, column = csv_column(c, c->at);
    enum stop stop = STOP_LINE;

    c->to = ++c->at;
    c->cell[c->cells - 1].text = c->at;
    while (stop == STOP_LINE) {
        const unsigned char *p = (const unsigned char *)c->at;
        const char *from = c->at;
        for (; *p != '"' && *p != '\n' && *p != '\r' && *p; p++)
            *high |= *p;
        c->at += p - (const unsigned char *)c->at;
        keep_run(c, from);
        stop = inside_mark(c, line, column, why);
    }
    return stop;
}

enum stop csv_quoted_cell(struct csv *c, struct fault *why)
{
    unsigned char high = 0;

    if (!add_cell(c, true, why))
        return STOP_FAULT;
    enum stop stop = quoted_text(c, &high, why);
    if (stop != STOP_CELL)
        return stop;
    struct csv_cell *cell = &c->cell[c->cells - 1];
    cell->length = (size_t)(c->to - cell->text);
    *c->to = '\0';
    c->to = NULL;
    c->at++;
    if (!finish_cell(c, high & 0x80, why))
        return STOP_FAULT;
    return after_cell(c, why);
}

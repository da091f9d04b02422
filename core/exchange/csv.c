#include "core/exchange/csv_inside.h"

#include <stdlib.h>

/* A bare cell of ASCII that stands whole in the buffer, with a delimiter or the file's kind of line
 * end behind it: what nearly every cell is.  STOP_FAULT: this is none, and nothing was taken. */
static enum stop plain_cell(struct csv *c)
{
    const unsigned char *from = (const unsigned char *)c->at, *p = from;
    unsigned char high = 0;

    while (!c->special[*p])
        high |= *p++;
    char end = (char)*p;
    bool line = end == '\n' && c->ends == END_LF;
    bool crlf = end == '\r' && c->ends == END_CRLF && (char *)p + 1 < c->end && p[1] == '\n';
    if (high & 0x80 || (end != c->o.delimiter && !line && !crlf) || p - from > CSV_FIELD_MOST ||
        c->cells == c->cell_room)
        return STOP_FAULT;
    c->cell[c->cells++] = (struct csv_cell){.text = c->at,
                                            .length = (size_t)(p - from),
                                            .line = c->line,
                                            .column = csv_column(c, c->at)};
    c->at += p - from;
    *c->at = '\0';
    c->at += crlf ? 2 : 1;
    return line || crlf ? STOP_LINE : STOP_CELL;
}

static enum stop read_row(struct csv *c, struct fault *why)
{
    enum stop stop = STOP_CELL;

    c->row = c->at;
    c->row_line = c->line;
    c->line_start = c->narrow = c->cells = 0;
    while (stop == STOP_CELL) {
        while (c->at == c->end && !c->drained)
            if (!csv_more(c, why))
                return STOP_FAULT;
        stop = plain_cell(c);
        if (stop == STOP_FAULT)
            stop = *c->at == '"' ? csv_quoted_cell(c, why) : csv_bare_cell(c, why);
    }
    if (stop == STOP_LINE)
        c->line++;
    return stop;
}

static bool is_blank(const struct csv *c)
{
    return c->cells == 1 && c->cell[0].length == 0 && !c->cell[0].quoted;
}

static bool check_row(struct csv *c, struct fault *why)
{
    if (++c->rows > CSV_ROWS_MOST)
        return HALT(c, c->row_line, 0, why, "The file has more than %d rows; split it.",
                    (int)CSV_ROWS_MOST);
    if (c->later.kind != FAULT_NONE) {
        *why = c->later;
        fault_clear(&c->later);
        return false;
    }
    if (!c->width && !c->o.loose)
        c->width = c->cells;
    if (!c->width || c->cells == c->width)
        return true;
    const struct csv_cell *last = &c->cell[c->cells < c->width ? c->cells - 1 : c->width];
    return fail_at(why, c->in.name, last->line, last->column, "",
                   "This row has %zu cell%s and the first has %zu; is a comma or a quotation mark "
                   "missing or too many?",
                   c->cells, c->cells == 1 ? "" : "s", c->width);
}

bool csv_next(struct csv *c, const struct csv_cell **cells, size_t *count, struct fault *why)
{
    *cells = c->cell;
    *count = 0;
    while (!c->finished) {
        enum stop stop = read_row(c, why);
        if (stop == STOP_FAULT) {
            fault_clear(&c->later);
            return false;
        }
        c->finished = stop == STOP_FILE;
        if (is_blank(c))
            continue;
        if (!check_row(c, why))
            return false;
        *cells = c->cell;
        *count = c->cells;
        return true;
    }
    return true;
}

void csv_set_width(struct csv *c, size_t cells)
{
    c->width = cells;
}
size_t csv_line(const struct csv *c)
{
    return c->row_line;
}
const char *csv_name(const struct csv *c)
{
    return c->in.name;
}

void csv_progress(const struct csv *c, uint64_t *done, uint64_t *all)
{
    *done = c->in.done;
    *all = c->in.size;
}

bool csv_unchanged(struct csv *c, struct fault *why)
{
    if (c->drained && c->in.path && c->in.done != c->in.size)
        return fail_at(why, c->in.name, 0, 0, "file",
                       "The file changed while it was being read, so nothing of it is kept; wait "
                       "until it is complete and try again.");
    return input_unchanged(&c->in, why);
}

/* --- opening ------------------------------------------------------------------------------ */

static bool begin(struct csv *c, const struct csv_options *o, struct csv **out, struct fault *why)
{
    if (o)
        c->o = *o;
    if (!c->o.delimiter)
        c->o.delimiter = ',';
    c->special[0] = c->special['\n'] = c->special['\r'] = c->special['"'] = true;
    c->special[(unsigned char)c->o.delimiter] = true;
    c->line = c->row_line = 1;
    if (!csv_buffer_begin(c, why)) {
        csv_close(c);
        return false;
    }
    *out = c;
    return true;
}

bool csv_open_file(const char *path, const struct csv_options *o, struct csv **out,
                   struct fault *why)
{
    struct csv *c = calloc(1, sizeof *c);

    *out = NULL;
    if (!c)
        return fault_memory(why);
    if (!input_open(path, CSV_FILE_MOST, &c->in, why)) {
        free(c);
        return false;
    }
    return begin(c, o, out, why);
}

bool csv_open_text(const char *text, size_t length, const char *name, const struct csv_options *o,
                   struct csv **out, struct fault *why)
{
    struct csv *c = calloc(1, sizeof *c);

    *out = NULL;
    if (!c)
        return fault_memory(why);
    if (!input_text(text, length, name, CSV_FILE_MOST, &c->in, why)) {
        free(c);
        return false;
    }
    return begin(c, o, out, why);
}

void csv_close(struct csv *c)
{
    if (!c)
        return;
    input_close(&c->in);
    arena_release(&c->convert);
    free(c->buf);
    free(c->cell);
    free(c);
}

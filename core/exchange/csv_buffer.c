/* Bytes of a CSV file: read, made UTF-8, and kept while a row needs them. */
#include "core/exchange/csv_inside.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256 * 1024, CONVERT = 32 * 1024 };

/* The row, and all that points into it, stands at `to` now. */
static void rebase(struct csv *c, char *to)
{
    char *from = c->row;
    size_t kept = (size_t)(c->end - from);

    memmove(to, from, kept);
    for (size_t i = 0; i < c->cells; i++)
        c->cell[i].text = to + (c->cell[i].text - from);
    c->at = to + (c->at - from);
    c->to = c->to ? to + (c->to - from) : NULL;
    c->row = to;
    c->end = to + kept;
    *c->end = '\0';
}

/* Room for `size` bytes after the end: what is before the row goes, then the buffer grows. */
static bool make_room(struct csv *c, size_t size, struct fault *why)
{
    size_t kept = (size_t)(c->end - c->row), room = c->room;

    if (c->room - (size_t)(c->end - c->buf) >= size)
        return true;
    while (room - kept < size)
        room *= 2;
    if (room == c->room) {
        rebase(c, c->buf);
        return true;
    }
    char *fresh = malloc(room + 1);
    if (!fresh) {
        c->finished = true;
        return fault_memory(why);
    }
    rebase(c, fresh);
    free(c->buf);
    c->buf = fresh;
    c->room = room;
    return true;
}

static bool read_cp1252(struct csv *c, size_t *got, struct fault *why)
{
    char raw[CONVERT];
    const char *text;
    size_t n, length, bad_at;

    if (!input_read(&c->in, raw, sizeof raw, &n, why))
        return false;
    arena_reset(&c->convert);
    while (!text_from_cp1252(raw, n, &c->convert, &text, &length, &bad_at)) {
        if (bad_at >= n)
            return fault_memory(why);
        c->bad_byte = true;
        n = bad_at;
    }
    if (!make_room(c, length, why))
        return false;
    memcpy(c->end, text, length);
    *got = length;
    return true;
}

/* More of the file behind what is there.  False with a fault, or with c->drained at the end. */
bool csv_more(struct csv *c, struct fault *why)
{
    size_t got = 0, space;

    if ((size_t)(c->end - c->row) > CSV_ROW_MOST)
        return HALT(c, c->row_line, 0, why, "This row is longer than 8 MiB.");
    if (c->drained)
        return true;
    if (!make_room(c, FIRST_ROOM / 2, why))
        return false;
    space = c->room - (size_t)(c->end - c->buf);
    if (!(c->o.cp1252 ? read_cp1252(c, &got, why) : input_read(&c->in, c->end, space, &got, why))) {
        c->finished = true;
        return false;
    }
    c->end += got;
    *c->end = '\0';
    c->drained = got == 0 || c->bad_byte;
    return true;
}

/* The NUL at `at` is the buffer's end: true when there is more behind it now. */
bool csv_went_on(struct csv *c, enum stop *stop, struct fault *why)
{
    if (c->drained && c->bad_byte) {
        *stop = STOP_FAULT;
        return HALT(c, c->line, csv_column(c, c->at), why,
                    "This byte is no character of Windows-1252; is the file in UTF-8?");
    }
    if (c->drained) {
        *stop = STOP_FILE;
        return false;
    }
    if (!csv_more(c, why)) {
        *stop = STOP_FAULT;
        return false;
    }
    return true;
}

/* More lines than any file may have rows are noticed before the first row is given: what a caller
 * does with five million rows takes longer than to count them. */
static bool count_lines(struct csv *c, struct fault *why)
{
    size_t lf = 0, cr = 0, got = 1;
    bool inside = false;
    char *chunk;

    if (!c->in.path || c->in.size < 2 * (uint64_t)CSV_ROWS_MOST)
        return true;
    chunk = c->buf;
    while (got && lf <= CSV_ROWS_MOST && cr <= CSV_ROWS_MOST) {
        if (!input_read(&c->in, chunk, c->room, &got, why))
            return false;
        if (memchr(chunk, '\0', got))
            break;
        for (size_t i = 0; i < got; i++) {
            inside ^= chunk[i] == '"';
            lf += !inside & (chunk[i] == '\n');
            cr += !inside & (chunk[i] == '\r');
        }
    }
    if (lf > CSV_ROWS_MOST || cr > CSV_ROWS_MOST)
        return fail_at(why, c->in.name, 0, 0, "file",
                       "The file has more than %d lines, the most that is read; split it.",
                       (int)CSV_ROWS_MOST);
    return input_rewind(&c->in, why);
}

static bool skip_mark(struct csv *c, struct fault *why)
{
    while (c->end - c->at < 3 && !c->drained)
        if (!csv_more(c, why))
            return false;
    if (!c->o.cp1252 && (memcmp(c->at, "\xff\xfe", 2) == 0 || memcmp(c->at, "\xfe\xff", 2) == 0))
        return fail_at(why, c->in.name, 1, 1, "",
                       "The file is in UTF-16; save it as \"CSV UTF-8\".");
    if (memcmp(c->at, "\xef\xbb\xbf", 3) == 0)
        c->at += 3;
    return true;
}

bool csv_buffer_begin(struct csv *c, struct fault *why)
{
    c->room = FIRST_ROOM;
    c->buf = calloc(1, c->room + 1);
    if (!c->buf)
        return fault_memory(why);
    c->row = c->at = c->end = c->buf;
    if (!count_lines(c, why))
        return false;
    *c->buf = '\0';
    return skip_mark(c, why);
}

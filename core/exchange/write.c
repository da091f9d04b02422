#include "core/exchange/write.h"

#include "core/base/text.h"
#include "core/exchange/csv.h"
#include "core/exchange/write_table.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { FLUSH_AT = 64 * 1024 };

bool write_format_named(const char *word, enum write_format *out)
{
    static const char *const words[] = {"table", "csv", "json"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0) {
            *out = (enum write_format)i;
            return true;
        }
    return false;
}

bool write_all(int fd, const char *text, size_t length, struct fault *why)
{
    while (length) {
        ssize_t n = write(fd, text, length);
        if (n >= 0) {
            text += n;
            length -= (size_t)n;
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN) { /* a pipe that another program made non-blocking */
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            (void)poll(&wait, 1, -1);
            continue;
        }
        if (errno == EPIPE)
            return fail(why, FAULT_RESOURCE, "", "%s", "");
        return fail(why, FAULT_RESOURCE, "", "The output cannot be written: %s.", strerror(errno));
    }
    return true;
}

static bool flush(struct writer *w, size_t at_least, struct fault *why)
{
    if (w->out.failed || w->held.failed || w->cell.failed) {
        w->failed = true;
        return fault_memory(why);
    }
    if (w->o.fd < 0 || !w->out.length || w->out.length < at_least)
        return true;
    bool good = write_all(w->o.fd, w->out.text, w->out.length, why);
    w->failed = !good;
    buf_clear(&w->out);
    return good;
}

static bool is_shown(const struct writer *w, const struct field *f)
{
    return w->o.hidden || !(f->flags & FIELD_HIDDEN);
}

/* --- CSV and JSON ------------------------------------------------------------------------- */

static void csv_header(struct writer *w)
{
    bool first = true;

    if (w->o.bom)
        csv_write_bom(&w->out);
    for (size_t i = 0; i < w->columns->count; i++)
        if (is_shown(w, &w->columns->field[i])) {
            csv_write_cell(&w->out, w->columns->field[i].name, true, first);
            first = false;
        }
    csv_write_end(&w->out);
}

static void csv_row(struct writer *w, const void *record)
{
    bool first = true;

    for (size_t i = 0; i < w->columns->count; i++) {
        const struct field *f = &w->columns->field[i];
        if (!is_shown(w, f))
            continue;
        buf_clear(&w->cell);
        field_print(f, record, w->o.shown ? STYLE_SHOWN : STYLE_FILE, &w->cell);
        csv_write_cell(&w->out, w->cell.text ? w->cell.text : "", f->type == FIELD_TEXT, first);
        first = false;
    }
    csv_write_end(&w->out);
}

static void json_row(struct writer *w, const void *record)
{
    bool first = true;

    buf_text(&w->out, w->rows ? ",\n{" : "\n{");
    for (size_t i = 0; i < w->columns->count; i++) {
        const struct field *f = &w->columns->field[i];
        if (!is_shown(w, f))
            continue;
        if (!first)
            buf_char(&w->out, ',');
        first = false;
        buf_json(&w->out, f->name);
        buf_char(&w->out, ':');
        field_json(f, record, &w->out);
    }
    buf_char(&w->out, '}');
}

/* --- all three ---------------------------------------------------------------------------- */

bool writer_begin(struct writer *w, const struct fields *columns, const struct writer_options *o,
                  struct fault *why)
{
    *w = (struct writer){.o = *o, .columns = columns};
    if (columns->count > WRITER_COLUMNS_MOST) {
        w->failed = true;
        return fail(why, FAULT_BUG, "", "%s has more columns than can be written.", columns->name);
    }
    if (o->format == WRITE_CSV)
        csv_header(w);
    else if (o->format == WRITE_JSON)
        buf_char(&w->out, '[');
    else
        table_begin(w);
    return flush(w, FLUSH_AT, why);
}

bool writer_row(struct writer *w, const void *record, struct fault *why)
{
    if (w->failed)
        return fail(why, FAULT_RESOURCE, "", "%s", "");
    if (w->o.format == WRITE_CSV)
        csv_row(w, record);
    else if (w->o.format == WRITE_JSON)
        json_row(w, record);
    else
        table_row(w, record);
    w->rows++;
    return flush(w, FLUSH_AT, why);
}

bool writer_end(struct writer *w, struct fault *why)
{
    bool good = !w->failed;

    if (w->failed)
        fail(why, FAULT_RESOURCE, "", "%s", "");
    else if (w->o.format == WRITE_JSON)
        buf_text(&w->out, w->rows ? "\n]\n" : "]\n");
    else if (w->o.format == WRITE_TABLE)
        table_end(w);
    good = good && flush(w, 0, why);
    buf_release(&w->held);
    buf_release(&w->cell);
    if (w->o.fd >= 0 || !good)
        buf_release(&w->out);
    return good;
}

void writer_abandon(struct writer *w)
{
    buf_release(&w->held);
    buf_release(&w->cell);
    buf_release(&w->out);
    w->failed = true;
}

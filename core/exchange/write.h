/* write.h - rows out as a table, CSV or JSON
 *
 * Use       writer_begin, writer_row for each record, writer_end; a writer that failed answers
 *           false from then on. Rows go out as they come; memory stays the same however many there
 *           are (a table holds its first rows back until it knows how wide its columns are).
 * Table     names as a heading, aligned, numbers to the right, nothing a terminal would obey;
 *           plain: a line "name: value" each, an empty line between records, for screen readers.
 * CSV       RFC 4180, CRLF, with the mark of UTF-8 where asked; text that a spreadsheet would run
 *           is guarded (csv_write_cell).
 * JSON      one array of objects keyed by column name, numbers bare, money in whole pence, absent
 *           null; [] when there are no rows.
 * Errors    FAULT_RESOURCE when it cannot be written. A reader that went away (| head) gives
 *           FAULT_RESOURCE with no text at all: nobody is left to tell, so main says nothing. The
 *           program ignores SIGPIPE.
 * Source    interface.md, Command; reliability.md H1, 13 (80).
 */
#ifndef CORE_EXCHANGE_WRITE_H
#define CORE_EXCHANGE_WRITE_H

#include "core/base/buf.h"
#include "core/base/field.h"

enum write_format { WRITE_TABLE, WRITE_CSV, WRITE_JSON };

struct writer_options {
    enum write_format format;
    int fd;      /* where it goes; below 0: it stays in `out` until the caller takes it */
    bool bom;    /* CSV: the mark of UTF-8 first, for Excel */
    bool plain;  /* table: "name: value" */
    bool shown;  /* CSV: values as people read them (dd/mm/yyyy, £), not as files hold them */
    bool hidden; /* FIELD_HIDDEN columns too */
};

enum { WRITER_HELD = 128, WRITER_COLUMNS_MOST = 128 };

struct writer {
    struct writer_options o;
    const struct fields *columns;
    struct buf out;                    /* not yet written */
    struct buf held, cell;             /* table: rows held back, as cells ended by NUL */
    size_t width[WRITER_COLUMNS_MOST]; /* table: places on screen */
    size_t rows;
    bool settled, failed;
};

/* "table", "csv", "json"; false for another word. */
bool write_format_named(const char *word, enum write_format *out);

bool writer_begin(struct writer *w, const struct fields *columns, const struct writer_options *o,
                  struct fault *why) MUST_CHECK;
bool writer_row(struct writer *w, const void *record, struct fault *why) MUST_CHECK;
/* Closes what is open in the format and writes all; the writer's memory is given back, except `out`
 * where fd is below 0, which is the caller's to release. */
bool writer_end(struct writer *w, struct fault *why) MUST_CHECK;
void writer_abandon(struct writer *w);

/* All of it, however often the kernel takes only a part. */
bool write_all(int fd, const char *text, size_t length, struct fault *why) MUST_CHECK;

#endif

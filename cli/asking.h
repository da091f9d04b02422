/* asking.h - what a command line asks of a view: conditions, order, columns, day
 *
 * Use       A command adds ASKING_OPTIONS to its own rows; asking_read before the store is opened, so
 *           that a mistake costs nothing; asking_time once it is.
 * Names     `--where NAME=VALUE`: NAME is a parameter of the view, or a column.  Also != < > and ~
 *           (holds, whatever the case and accents).  Values as in files: ISO days, whole pence.
 */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "cli/command.h"
#include "core/views/view.h"

#define ASKING_OPTIONS                                                                             \
    {"--where", "COLUMN=VALUE",                                                                    \
     "rows whose column is VALUE; also != < > and ~ (holds); a view's parameters likewise", true}, \
        {"--search", "WORDS", "rows that hold every word", false},                                 \
        {"--sort", "COLUMN", "order by it; -COLUMN turns it round; a second --sort decides ties",  \
         true},                                                                                    \
        {"--limit", "N", "no more than N rows", false},                                            \
        {"--fields", "COLUMN,COLUMN", "these columns, in this order", false},                      \
        {"--as-at", "DATE", "as things stood on that day", false},                                 \
    {                                                                                              \
        "--known-at", "TX|TIME", "as was known after that transaction, minute or day", false       \
    }

struct asking {
    const struct view *view;
    struct view_ask ask;
    struct fields columns; /* those to be shown */
    bool chosen;           /* --fields was given: a hidden column is shown too */
};

/* The view by its name, or NULL with the nearest name said. */
const struct view *asking_view(struct request *r, const char *name);
bool asking_read(struct request *r, const struct view *v, struct asking *out) MUST_CHECK;
bool asking_time(struct request *r, struct session *s, struct asking *a) MUST_CHECK;

/* Rows on their way out, and whose they are. */
struct pouring {
    struct session *session;
    const struct view *view;
    bool whose; /* to be noted */
    struct writer writer;
    size_t rows;
    int64_t *person; /* each once in a row; the caller's to free */
    size_t count, room;
};
bool asking_pour(struct pouring *p, const struct asking *a, const struct writer_options *o,
                 const struct progress *progress, struct fault *why) MUST_CHECK;

/* Rows to the writer; `rows` counts them.  Of rows that name people and leave the store (CSV, JSON, a
 * table into a pipe) each person's is a read on record, as an export's are. */
bool asking_write(struct request *r, struct session *s, const struct asking *a,
                  const struct writer_options *o, size_t *rows, struct fault *why) MUST_CHECK;
/* Long work of that name; how far it is, is told where nothing else goes to the same terminal. */
struct progress asking_progress(const struct request *r, const char *what, bool to_file);

#endif

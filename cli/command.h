/* command.h - a command of the shell: a row of a table, and what it is given to work with
 *
 * Meaning   Each command's file has one `const struct command command_NAME`; commands.c lists them.
 *           Dispatch, --help, the man page and the completion read the rows and nothing else.
 * Output    `out` takes the result alone.  Everything that went wrong is added to `all`, which
 *           main.c prints on standard error; the answer of `run` is the exit status.
 * Source    interface.md, Command.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"
#include "core/ops/counter.h"

struct request {
    const struct command *command;
    const struct options *options;
    const struct surroundings *around;
    const char *const *word; /* ended by NULL */
    size_t words;
    const struct given *given; /* the command's own options */
    size_t givens;
    int out;                         /* file descriptor of the result */
    const struct progress *progress; /* of long work; its report is NULL where nobody looks */
    struct arena *arena;             /* given back after the command */
    struct faults *all;
};

struct command {
    const char *name;
    const char *usage;   /* what stands behind the name, a line a form: "verify\nshow REF" */
    const char *summary; /* "run one operation" */
    const char *help;    /* paragraphs, parted by an empty line; no line breaks within one */
    const struct option_row *options; /* its own, ended by a NULL name; or NULL */
    bool words_help;                  /* with words, --help is answered by run */
    /* Words that may follow, apart by spaces, for completion; or NULL: files. */
    void (*offers)(struct buf *out);
    int (*run)(struct request *r);
};

extern const struct command *const commands[]; /* by name, ended by NULL (commands.c) */
const struct command *command_find(const struct command *const *table, const char *name);

/* --- for the commands ------------------------------------------------------------------------- */

bool request_has(const struct request *r, const char *option);
/* The value of an option, or NULL; of one that may be given often, the n-th. */
const char *request_value(const struct request *r, const char *option);
const char *request_value_at(const struct request *r, const char *option, size_t n);
/* FAULT_USAGE unless so many words are there; `what` names them: "a view". */
bool request_words(struct request *r, size_t least, size_t most, const char *what) MUST_CHECK;
/* Adds a usage fault; the answer is its status. */
int request_usage(struct request *r, const char *format, ...) LIKE_PRINTF(2, 3);
/* Adds the fault; the answer is its status. */
int request_fault(struct request *r, struct fault *why);
/* 0 when nothing was added, else the status of the first. */
int request_status(const struct request *r);
/* The word that is none of `count` known ones, as a usage fault with the nearest. */
int request_unknown(struct request *r, const char *what, const char *word, const char *const *known,
                    size_t count);
/* Writes the text to the result and releases it. */
bool request_put(struct request *r, struct buf *text) MUST_CHECK;
/* The partnership's folder that --config names, as a path from the root, or NULL: a store keeps it. */
const char *request_config(const struct request *r);
/* How rows are written: the format asked for, plain, to `out`. */
struct writer_options request_writer(const struct request *r);
/* Opens the store that the options name, for the person they name.  Faults are added. */
bool request_counter(struct request *r, struct counter **out) MUST_CHECK;
/* Files read strictly, or the person's way of typing: how NAME=VALUE is read. */
struct reading request_reading(const struct request *r);

#endif

/* options.h - the command line: options that every command has, a command, its words
 *
 * Meaning   Global options may stand before or after the command; a command's own stand after it.
 *           `--name value` and `--name=value` are the same; `--` ends options.  What is unknown,
 *           repeated, lacks its value or has one too many is FAULT_USAGE with the nearest name.
 * Environment
 *           is read by main.c alone and comes in as struct surroundings.
 * Source    interface.md, Command; reliability.md 13 (63, 64).
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/fault.h"
#include "core/exchange/write.h"

/* One option of a command, or of all. */
struct option_row {
    const char *name;  /* "--where" */
    const char *value; /* "COLUMN=VALUE" for help; NULL: a switch */
    const char *help;  /* one sentence without its full stop */
    bool many;         /* may be given more than once */
};

/* What the program found around it. */
struct surroundings {
    const char *store, *config; /* $HTLAH_STORE, $HTLAH_CONFIG; NULL when unset or empty */
    const char *data_home;      /* $XDG_DATA_HOME, absolute, or NULL */
    const char *config_home, *state_home, *cache_home; /* the other three, likewise */
    const char *home;                                  /* $HOME, or NULL */
    const char *login;                                 /* of the operating system */
    datetime_t now;                                    /* London's, by the machine's clock */
    bool no_colour;                                    /* $NO_COLOR is set and not empty */
    bool out_terminal, error_terminal;
    void (*keys)(struct buf *out); /* the keys of the screens as mdoc, for the man page; or NULL */
};

/* The options that every command has. */
struct options {
    const char *store, *config; /* given or found; config NULL: what the store was made with */
    const char *as;             /* or NULL */
    int64_t role;               /* enum role, or ABSENT */
    date_t today;
    datetime_t now;
    bool overridden; /* --today or --now */
    bool format_given;
    enum write_format format; /* as given, else table on a terminal and csv elsewhere */
    bool plain, ascii, no_colour, help, version;
};

extern const struct option_row global_options[]; /* ended by a NULL name */

struct given {
    const struct option_row *option;
    const char *value; /* NULL of a switch */
};
enum { WORDS_MOST = 4000, ARGUMENT_MOST = 64 * 1024 /* bytes */ };

struct command;
struct command_line {
    struct options options;
    const struct command *command; /* NULL: none, the full-screen program */
    const char **word;             /* what stood behind the command, ended by NULL */
    size_t words;
    struct given *given; /* the command's own options, in their order */
    size_t givens;
};

/* `table` are the commands there are, ended by NULL.  argv[0] is the program.  True when no fault
 * was added; `options` is filled as far as it was read even then. */
bool command_line_read(int argc, char *const argv[], const struct surroundings *around,
                       const struct command *const *table, struct arena *a,
                       struct command_line *out, struct faults *all) MUST_CHECK;

#endif

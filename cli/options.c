#include "cli/command.h"

#include "core/base/date_words.h"
#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct option_row global_options[] = {
    {"--store", "FILE", "the store; else $HTLAH_STORE, else htlah/htlah.db in the data folder",
     false},
    {"--config", "DIR", "the partnership's folder; else $HTLAH_CONFIG, else the store's own",
     false},
    {"--today", "DATE", "work as on this day at 09:00; on a real store for reading only", false},
    {"--now", "DATETIME", "work as at this minute of London; on a real store for reading only",
     false},
    {"--as", "LOGIN", "act as this member of staff, on a demonstration or story store only", false},
    {"--role", "ROLE", "the role to act in; else the only one held, else the one that may", false},
    {"--format", "FORMAT", "table, json or csv; else table on a terminal and csv in a pipe", false},
    {"--plain", NULL, "a line a value, for screen readers", false},
    {"--ascii", NULL, "no line drawing", false},
    {"--no-colour", NULL, "one colour; $NO_COLOR does the same", false},
    {"--help", NULL, "what it does and how it is called", false},
    {"--version", NULL, "the version of the program", false},
    {NULL, NULL, NULL, false},
};

enum { NAMES_MOST = 64 };

/* One reading of a command line. */
struct scan {
    struct command_line *out;
    const struct surroundings *around;
    struct arena *arena;
    struct faults *all;
    const char *seen[NAMES_MOST]; /* options that were given, for the repeated one */
    size_t seens;
};

LIKE_PRINTF(2, 3)
static void usage(struct scan *s, const char *format, ...)
{
    struct fault why = {0};
    char text[FAULT_TEXT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fail(&why, FAULT_USAGE, "", "%s", text);
    faults_take(s->all, &why);
}

/* --- one option ------------------------------------------------------------------------------- */

static const struct option_row *find_in(const struct option_row *rows, const char *name,
                                        size_t length)
{
    for (; rows && rows->name; rows++)
        if (strncmp(rows->name, name, length) == 0 && !rows->name[length])
            return rows;
    return NULL;
}

static void unknown(struct scan *s, const char *name, size_t length)
{
    const char *known[NAMES_MOST];
    size_t count = 0;
    char quote[64];
    const char *word = arena_copy(s->arena, name, length);
    const struct command *c = s->out->command;

    for (const struct option_row *r = global_options; r->name && count < NAMES_MOST; r++)
        known[count++] = r->name;
    for (const struct option_row *r = c ? c->options : NULL; r && r->name && count < NAMES_MOST;
         r++)
        known[count++] = r->name;
    text_quote(name, length, 40, quote, sizeof quote);
    const char *near = word ? text_nearest(word, known, count) : NULL;
    if (near)
        usage(s, "There is no option %s; did you mean %s?", quote, near);
    else if (c)
        usage(s, "There is no option %s; htlah %s --help lists them.", quote, c->name);
    else
        usage(s, "There is no option %s; htlah --help lists them.", quote);
}

/* False when it was given before and may not be again. */
static bool once(struct scan *s, const struct option_row *row)
{
    for (size_t i = 0; !row->many && i < s->seens; i++)
        if (s->seen[i] == row->name) {
            usage(s, "%s is given twice; leave one out.", row->name);
            return false;
        }
    if (s->seens < NAMES_MOST)
        s->seen[s->seens++] = row->name;
    return true;
}

static void value_wrong(struct scan *s, const char *option, const char *value, const char *wanted)
{
    char quote[64], text[160];

    text_quote(value, strlen(value), 40, quote, sizeof quote);
    snprintf(text, sizeof text, "%s %s", option, quote);
    usage(s, "%s: %s.", text, wanted);
}

static void set_role(struct scan *s, const char *value)
{
    struct options *o = &s->out->options;
    const char *known[ROLE__COUNT + 1];
    size_t count = 0;
    char text[160];

    o->role = word_index(role_words, value);
    if (o->role != ABSENT)
        return;
    for (const struct word *w = role_words; w->code && count < ROLE__COUNT; w++)
        known[count++] = w->code;
    const char *near = text_nearest(value, known, count);
    snprintf(text, sizeof text, "no such role; did you mean %s?", near ? near : known[0]);
    value_wrong(s, "--role", value, near ? text : "no such role; see htlah do staff.grant --help");
}

static void set_day(struct scan *s, const char *name, const char *value)
{
    struct options *o = &s->out->options;
    bool day = strcmp(name, "--today") == 0;
    char problem[96];

    if (o->overridden) {
        usage(s, "--today and --now are both given; leave one out.");
        return;
    }
    o->overridden = true;
    if (day && date_parse_iso(value, &o->today))
        o->now = datetime_make(o->today, 9 * 60);
    else if (!day && datetime_parse_iso(value, &o->now))
        o->today = datetime_date(o->now);
    else
        value_wrong(s, name, value,
                    day ? date_problem(value, false, problem, sizeof problem)
                        : datetime_problem(value, false, problem, sizeof problem));
}

static void set_global(struct scan *s, const struct option_row *row, const char *value)
{
    struct options *o = &s->out->options;
    const char *n = row->name;

    if (value && !*value)
        usage(s, "%s is empty; it takes %s.", n, row->value);
    else if (strcmp(n, "--store") == 0)
        o->store = value;
    else if (strcmp(n, "--config") == 0)
        o->config = value;
    else if (strcmp(n, "--as") == 0)
        o->as = value;
    else if (strcmp(n, "--role") == 0)
        set_role(s, value);
    else if (strcmp(n, "--today") == 0 || strcmp(n, "--now") == 0)
        set_day(s, n, value);
    else if (strcmp(n, "--plain") == 0)
        o->plain = true;
    else if (strcmp(n, "--ascii") == 0)
        o->ascii = true;
    else if (strcmp(n, "--no-colour") == 0)
        o->no_colour = true;
    else if (strcmp(n, "--help") == 0)
        o->help = true;
    else if (strcmp(n, "--version") == 0)
        o->version = true;
    else if (!(o->format_given = write_format_named(value, &o->format)))
        value_wrong(s, n, value, "a format is table, json or csv");
}

/* One option at argv[i]; the index of the last argument it took. */
static int option(struct scan *s, int argc, char *const argv[], int i)
{
    const char *name = argv[i], *equals = strchr(name, '='), *value = equals ? equals + 1 : NULL;
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const struct option_row *global = find_in(global_options, name, length), *row = global;

    if (!row && s->out->command)
        row = find_in(s->out->command->options, name, length);
    if (!row) {
        unknown(s, name, length);
        return i;
    }
    if (row->value && !value) {
        if (i + 1 >= argc) {
            usage(s, "%s needs a value: %s.", row->name, row->value);
            return i;
        }
        value = argv[++i];
    } else if (!row->value && value) {
        usage(s, "%s takes no value.", row->name);
        return i;
    }
    if (!once(s, row))
        return i;
    if (global)
        set_global(s, row, value);
    else
        s->out->given[s->out->givens++] = (struct given){row, value};
    return i;
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool arguments_fit(struct scan *s, int argc, char *const argv[])
{
    size_t bad;
    char number[24];

    if (argc > WORDS_MOST) {
        snprintf(number, sizeof number, "%d", (int)WORDS_MOST);
        usage(s, "More than %s arguments; put them in a file, or in several runs.", number);
        return false;
    }
    for (int i = 1; i < argc; i++) {
        size_t length = strlen(argv[i]);
        char quote[64];
        text_quote(argv[i], length, 40, quote, sizeof quote);
        snprintf(number, sizeof number, "%d", i);
        if (length > ARGUMENT_MOST)
            usage(s, "Argument %s is longer than 64 KiB: %s; put it in a file.", number, quote);
        else if (!text_is_utf8(argv[i], length, &bad))
            usage(s, "Argument %s is not UTF-8: %s.", number, quote);
    }
    return s->all->count == 0;
}

static void command(struct scan *s, const char *name, const struct command *const *table)
{
    const char *known[NAMES_MOST];
    size_t count = 0;
    char quote[64];

    s->out->command = command_find(table, name);
    if (s->out->command)
        return;
    for (; count < NAMES_MOST && table[count]; count++)
        known[count] = table[count]->name;
    text_quote(name, strlen(name), 40, quote, sizeof quote);
    const char *near = text_nearest(name, known, count);
    if (near)
        usage(s, "There is no command %s; did you mean %s?", quote, near);
    else
        usage(s, "There is no command %s; htlah --help lists them.", quote);
}

/* The file under the data folder, where nothing names another; NULL without a home. */
static const char *store_of(const struct surroundings *around, struct arena *a)
{
    if (around->store)
        return around->store;
    if (around->data_home)
        return arena_printf(a, "%s/htlah/htlah.db", around->data_home);
    return around->home ? arena_printf(a, "%s/.local/share/htlah/htlah.db", around->home) : NULL;
}

bool command_line_read(int argc, char *const argv[], const struct surroundings *around,
                       const struct command *const *table, struct arena *a,
                       struct command_line *out, struct faults *all)
{
    struct scan s = {.out = out, .around = around, .arena = a, .all = all};
    struct fault why = {0};
    size_t before = all->count;
    bool ended = false;

    *out =
        (struct command_line){.options = {.store = store_of(around, a),
                                          .config = around->config,
                                          .role = ABSENT,
                                          .today = datetime_date(around->now),
                                          .now = around->now,
                                          .format = around->out_terminal ? WRITE_TABLE : WRITE_CSV,
                                          .no_colour = around->no_colour}};
    if (!arguments_fit(&s, argc, argv))
        return false;
    out->word = arena_take_array(a, (size_t)argc + 1, sizeof *out->word);
    out->given = arena_take_array(a, (size_t)argc + 1, sizeof *out->given);
    if (!out->word || !out->given) {
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    for (int i = 1; i < argc; i++) {
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && argv[i][0] == '-' && argv[i][1])
            i = option(&s, argc, argv, i);
        else if (out->command)
            out->word[out->words++] = argv[i];
        else {
            command(&s, argv[i], table);
            if (!out->command)
                return false; /* what follows are options of nothing we know */
        }
    }
    return all->count == before;
}

/* rules_row.c - the row of `htlah rules` in the table of commands */
#include "cli/command.h"
#include "cli/rules_command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct option_row rules_options_rows[] = {
    {"--each", "FILE.csv", "evaluate a row of facts a line", false},
    {NULL, NULL, NULL, false},
};

enum { RULES_WORDS = 8 };

static int run(struct request *r)
{
    static const enum rules_format format[] = {
        [WRITE_TABLE] = RULES_TEXT, [WRITE_CSV] = RULES_CSV, [WRITE_JSON] = RULES_JSON};
    struct rules_options o = {.config = r->options->config};
    char each[] = "--each", *argv[RULES_WORDS];
    struct fault why = {0};
    int argc = 0;

    if (r->options->format_given)
        o.format = format[r->options->format];
    if (!request_words(r, 0, RULES_WORDS - 2, "a few words"))
        return request_status(r);
    for (size_t i = 0; i < r->words; i++)
        argv[argc++] = arena_text(r->arena, r->word[i]);
    if (request_has(r, "--each")) {
        argv[argc++] = each;
        argv[argc++] = arena_text(r->arena, request_value(r, "--each"));
    }
    int fd = dup(r->out);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!out) {
        fail(&why, FAULT_RESOURCE, "", "The result cannot be written: too many files are open.");
        return request_fault(r, &why);
    }
    int status = rules_command(argc, argv, &o, out, r->all);
    fclose(out);
    return status;
}

static void offers(struct buf *out)
{
    buf_text(out, "show eval book");
    for (const struct rule *const *r = rules; *r; r++)
        buf_printf(out, " %s", (*r)->name);
}

const struct command command_rules = {
    .name = "rules",
    .usage = "\nshow NAME\nbook\neval NAME FACTS.yaml|-\neval NAME --each FILE.csv",
    .summary = "the rule book; evaluate a rule",
    .help =
        "Alone it names every rule and the question it answers; show gives one with its source, "
        "facts, outcomes and reasons; book writes the whole rule book in markdown.\n\n"
        "eval reads the facts of one case and answers with a line of JSON. With --each every "
        "line of a CSV file is a case: its header names the facts, and outcome, values and "
        "problem are written behind them. A bad row has the outcome bad-input, and the status "
        "is 3 at the end.\n\n"
        "Dates are YYYY-MM-DD, money is whole pence, yes and no are true and false. It needs no "
        "store, role or login. The figures come from --config, else $HTLAH_CONFIG, else the "
        "partnership in the program.",
    .options = rules_options_rows,
    .offers = offers,
    .run = run,
};

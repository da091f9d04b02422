/* rules_command.h - htlah rules: the rule book, and rules evaluated from the shell
 *
 *   rules                            every rule: name and question
 *   rules show NAME                  one rule with source, facts, outcomes, values and reasons
 *   rules book                       the whole rule book in markdown (docs/rulebook.md)
 *   rules eval NAME FACTS.yaml|-     one line of JSON
 *   rules eval NAME --each FILE.csv  the rows again, with outcome, values and problem
 *
 * Needs     no store, role or login, and opens none; figures from a config folder.
 * Output    the result alone on `out`; everything that went wrong is added to `all` for the caller
 *           to print. The answer is the exit status of interface.md.
 * Source    interface.md, "Command" and "A decision".
 */
#ifndef CLI_RULES_COMMAND_H
#define CLI_RULES_COMMAND_H

#include "core/base/fault.h"
#include "core/rules/rule.h"

#include <stdio.h>

struct rules_options {
    const char *config; /* --config or $HTLAH_CONFIG; NULL: the one in the program */
    enum rules_format { RULES_TEXT, RULES_JSON, RULES_CSV } format; /* of `rules` alone */
};

extern const char rules_usage[]; /* for --help */

/* argv: what stood behind `rules`, without the options that every command has. */
int rules_command(int argc, char *const argv[], const struct rules_options *o, FILE *out,
                  struct faults *all);

struct command;
extern const struct command command_rules; /* rules_row.c */

/* A row of facts a line (rules_each.c): writes the columns as given, `outcome`, a column for each
 * value and `problem`.  A bad row has the outcome bad-input, and the last fault tells how many. */
bool rules_each(const struct rule *r, const char *path, const struct figures *figures, FILE *out,
                struct faults *all);

#endif

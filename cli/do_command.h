/* do_command.h - htlah do and htlah tick: one operation from the shell
 *
 * operation_help  what an operation takes and who may, for people
 * operation_do    opens the store, runs (or, with --dry-run, tries) it, writes the answer
 * answer_write    the answer's sentence and notes; with --format, an object or a row
 */
#ifndef CLI_DO_COMMAND_H
#define CLI_DO_COMMAND_H

#include "cli/command.h"

extern const struct command command_do, command_tick;

void operation_help(const struct operation *op, struct buf *out);
int operation_do(struct request *r, const char *op, const struct node *args);
int answer_write(struct request *r, const char *op, const struct answer *a, bool dry_run);

#endif

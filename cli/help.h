/* help.h - what the program says of itself, written from the tables
 *
 *   help_program     htlah --help: every command and every global option
 *   help_command     htlah COMMAND --help
 *   help_manual      htlah man: the man page as mdoc (docs/htlah.1)
 *   help_completion  htlah completion bash
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"
#include "core/base/version.h"

void help_program(struct buf *out);
void help_command(const struct command *c, struct buf *out);
/* `keys` is the part on the screens' keys as mdoc, or NULL. */
void help_manual(const char *keys, struct buf *out);
void help_completion(struct buf *out);
/* Words folded at 78 columns, each line indented; `at` is where the cursor stands. */
void help_fold(struct buf *out, const char *text, size_t indent, size_t at);

extern const struct command command_completion, command_help, command_man, command_version;

#endif

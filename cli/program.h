/* program.h - one run of a command: dispatch, and what went wrong in words
 *
 * main.c is the program around it (signals, descriptors, environment, the screens).
 */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "cli/command.h"

/* Runs the command of a line that was read without a fault; the answer is the exit status. */
int program_run(const struct command_line *line, const struct surroundings *around,
                const struct progress *progress, int out, struct arena *a, struct faults *all);
/* Each fault on a line of its own, its reasons under it, on descriptor `err`.  A fault without text
 * is nobody's to read and is passed over. */
void faults_say(const struct faults *all, int err);

#endif

/* list_command.h - the commands that read the store out: list, show, export, report, dictionary
 *
 * Source  interface.md, Command.
 */
#ifndef CLI_LIST_COMMAND_H
#define CLI_LIST_COMMAND_H

#include "cli/command.h"

extern const struct command command_list, command_show, command_export, command_report,
    command_dictionary;

#endif

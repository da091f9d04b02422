/* keep_command.h - htlah check, audit, backup, restore: the store looked over and copied */
#ifndef CLI_KEEP_COMMAND_H
#define CLI_KEEP_COMMAND_H

#include "cli/command.h"

extern const struct command command_audit, command_backup, command_check, command_restore;

#endif

/* commands.c - every command there is: a new one is a line in the table */
#include "cli/command.h"
#include "cli/help.h"
#include "cli/rules_command.h"

#include <string.h>

const struct command *const commands[] = {
    &command_completion, &command_help, &command_man, &command_rules, &command_version, NULL,
};

const struct command *command_find(const struct command *const *table, const char *name)
{
    for (; *table; table++)
        if (strcmp((*table)->name, name) == 0)
            return *table;
    return NULL;
}

/* commands.c - every command there is: a new one is a line in the table */
#include "cli/about_command.h"
#include "cli/command.h"
#include "cli/demo.h"
#include "cli/do_command.h"
#include "cli/help.h"
#include "cli/import_command.h"
#include "cli/init_command.h"
#include "cli/keep_command.h"
#include "cli/list_command.h"
#include "cli/play.h"
#include "cli/rules_command.h"

#include <string.h>

/* clang-format off */
const struct command *const commands[] = {
    &command_audit,
    &command_backup,
    &command_check,
    &command_completion,
    &command_demo,
    &command_dictionary,
    &command_do,
    &command_doctor,
    &command_export,
    &command_help,
    &command_import,
    &command_init,
    &command_list,
    &command_man,
    &command_paths,
    &command_play,
    &command_report,
    &command_restore,
    &command_rules,
    &command_show,
    &command_tick,
    &command_version,
    NULL,
};
/* clang-format on */

const struct command *command_find(const struct command *const *table, const char *name)
{
    for (; *table; table++)
        if (strcmp((*table)->name, name) == 0)
            return *table;
    return NULL;
}

/* import_command.h - htlah import: many records from a file, all or none
 *
 * Source  interface.md, Imports; reliability.md E3 and 13 (21 to 42).
 */
#ifndef CLI_IMPORT_COMMAND_H
#define CLI_IMPORT_COMMAND_H

#include "cli/command.h"

extern const struct command command_import;

#endif

/* init_command.h - htlah init: a store from a partnership's folder */
#ifndef CLI_INIT_COMMAND_H
#define CLI_INIT_COMMAND_H

#include "cli/command.h"

extern const struct command command_init;

#endif

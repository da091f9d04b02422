/* about_command.h - htlah paths and htlah doctor: where everything is, and whether it is in order */
#ifndef CLI_ABOUT_COMMAND_H
#define CLI_ABOUT_COMMAND_H

#include "cli/command.h"

extern const struct command command_doctor, command_paths;

#endif

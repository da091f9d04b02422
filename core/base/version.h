/* version.h - the version of the program, as --version, the audit and the man page say it */
#ifndef CORE_BASE_VERSION_H
#define CORE_BASE_VERSION_H

#define HTLAH_VERSION "0.1"

#endif

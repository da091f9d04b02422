/* embedded.h - files that travel inside the program (tools/embed.c writes the arrays) */
#ifndef CORE_BASE_EMBEDDED_H
#define CORE_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *name; /* base name; NULL ends the array */
    const char *text; /* NUL-terminated */
    size_t length;
};

extern const struct embedded embedded_schema[]; /* schema/NNNN_*.sql in order */
/* Hex SHA-256 of the schema after each of them (tools/fingerprint.c), ended by NULL. */
extern const char *const embedded_fingerprint[];
extern const struct embedded embedded_config[]; /* config/leicestershire/ *.yaml */

#endif

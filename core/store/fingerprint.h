/* fingerprint.h - a schema in one number; also of the tool that asks for it at build time */
#ifndef CORE_STORE_FINGERPRINT_H
#define CORE_STORE_FINGERPRINT_H

#include "core/base/sha256.h"

#include <sqlite3.h>
#include <stdbool.h>

/* Hex SHA-256 of every object's type, names and SQL, in order; false where it cannot be read. */
bool fingerprint_of(sqlite3 *db, char hex[SHA256_HEX_SIZE]);

#endif

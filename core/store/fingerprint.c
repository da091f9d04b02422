#include "core/store/fingerprint.h"

#include <stddef.h>
#include <stdint.h>

bool fingerprint_of(sqlite3 *db, char hex[SHA256_HEX_SIZE])
{
    sqlite3_stmt *s = NULL;
    struct sha256 sum;
    uint8_t digest[SHA256_SIZE];
    int rc = sqlite3_prepare_v2(db,
                                "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS "
                                "NOT NULL ORDER BY type, name",
                                -1, &s, NULL);

    sha256_init(&sum);
    while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        for (int i = 0; i < 4; i++) {
            const void *text = sqlite3_column_blob(s, i);
            uint64_t length = (uint64_t)sqlite3_column_bytes(s, i);
            sha256_update(&sum, &length, sizeof length);
            sha256_update(&sum, text, (size_t)length);
        }
        rc = SQLITE_OK;
    }
    sqlite3_finalize(s);
    sha256_final(&sum, digest);
    sha256_hex(digest, hex);
    return rc == SQLITE_DONE;
}

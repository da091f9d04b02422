/* facts.h - what doctor tells about a store and the machine under it */
#ifndef CORE_STORE_FACTS_H
#define CORE_STORE_FACTS_H

#include "core/store/store.h"

struct store_facts {
    const char *sqlite, *sodium; /* versions of the libraries in use */
    bool wal_reset_fixed;    /* this SQLite has the fix; without it the turnstile is what helps */
    const char *file_system; /* "ext4" …, or "unknown" */
    bool network;
    int64_t size, wal_size, room; /* bytes; room as the file system would give us */
    int version;                  /* of the schema */
    int64_t transactions;
    int64_t last_at;        /* UTC ms of the newest; ABSENT when there is none */
    int64_t last_backup_at; /* of the newest operation "store.backup"; ABSENT */
    int64_t last_seal_at;   /* of the newest operation "store.seal"; ABSENT */
};

/* Is the WAL-reset bug mended in SQLite of this number (3040001 is 3.40.1)?  Mended in 3.51.3 and, on their
 * branches, in 3.50.7 and 3.44.6.  Source: reliability.md 4.3. */
bool wal_reset_is_fixed(int number);
/* `st` may be NULL: libraries and the file system of `path` alone. */
bool store_facts(struct store *st, const char *path, struct store_facts *out,
                 struct fault *why) MUST_CHECK;

#endif

/* store - the one file everything is kept in
 *
 *   store.h    open by the recipe, make, close, back up, restore, check
 *   table.h    rows of stored tables, described by field tables: the only writers of rows
 *   query.h    reading with bound arguments
 *   tx.h       one transaction: turnstile, changes, audit row chained by hash
 *   seal.h     seal of the chain's head, anchors, key files
 *   facts.h    what doctor tells of a store and of the machine under it
 *   session.h  who is at the keyboard, in which role, on which day
 *
 * Promises   Nothing is acknowledged before COMMIT returned at synchronous=FULL.  A store that is
 *            foreign, newer, planted, damaged, on a network file system, not ours alone to write or
 *            reached through a symlink is refused untouched.  Source: reliability.md 3, 4.3, 4.4.
 * Threads    none.  Forks: none after open.
 */
#ifndef CORE_STORE_STORE_H
#define CORE_STORE_STORE_H

#include "core/base/arena.h"
#include "core/base/fault.h"

#include <stdint.h>

struct store;
struct table;

enum store_kind { STORE_REAL, STORE_DEMO, STORE_STORY };

/* "HTLA" */
#define STORE_APPLICATION_ID 0x48544C41

struct store_options {
    const char *path;
    const struct table *const *tables; /* every stored table, ended by NULL: guard, check, audit */
    bool read_only; /* a read-only file system gives this by itself, with a banner */
};

/* A new store: mode 0600, WAL, every migration; makes missing folders (0700), refuses to overwrite
 * anything.  `settings` are NAME, VALUE pairs ended by NULL, kept in table setting (partnership,
 * config, now, maker_login, journal); `kind` is among them by itself.
 * journal=truncate keeps no log but a journal that is cut to nothing after each transaction: one quiet
 * file between saves, for sites that copy files, and slower where many save.  Source: reliability.md 4.3. */
#define JOURNAL_TRUNCATE "truncate"
bool store_make(const struct store_options *o, enum store_kind kind, const char *const *settings,
                struct fault *why) MUST_CHECK;
/* An older store is brought up to date first, with a verified backup beside it
 * (NAME.before-version-N). */
bool store_open(const struct store_options *o, struct store **out, struct fault *why) MUST_CHECK;
void store_close(struct store *st);

bool store_is_read_only(const struct store *st);
enum store_kind store_kind_of(const struct store *st);
const char *store_path(const struct store *st);
/* A setting's value, owned by the store, or NULL. */
const char *store_setting(struct store *st, const char *name);
/* The same, where "there is none" and "it could not be read" are two things. */
bool store_setting_read(struct store *st, const char *name, const char **out,
                        struct fault *why) MUST_CHECK;
/* Number of the newest transaction. */
int64_t store_head(struct store *st);
/* A number that is another one once somebody else has committed, and stays as it is however much is
 * written here (PRAGMA data_version). */
int64_t store_others(struct store *st);

/* Bulk work may use more memory, a longer WAL and more than five seconds, reports progress and
 * stops between rows when *interrupted becomes true.  Others are told `busy: import by …, 40 %`. */
struct progress {
    const char *what;                                       /* "import people" */
    void (*report)(void *ctx, uint64_t done, uint64_t all); /* may be NULL */
    void *ctx;
    const volatile int *interrupted; /* may be NULL */
};
bool store_bulk_begin(struct store *st, const struct progress *p, struct fault *why) MUST_CHECK;
bool store_bulk_step(struct store *st, uint64_t done, uint64_t all, struct fault *why) MUST_CHECK;
void store_bulk_end(struct store *st);

/* Online copy to a new file, verified, then renamed into place (the caller's operation
 * "store.backup" records it; doctor tells its age); encrypted with libsodium's
 * secretstream when a key file (32 bytes) is given.  Restore verifies before it writes anything and
 * never replaces an existing store. */
bool store_backup(struct store *st, const char *to, const char *key_file, const struct progress *p,
                  struct fault *why) MUST_CHECK;
bool store_restore(const char *from, const char *key_file, const struct store_options *to,
                   struct fault *why) MUST_CHECK;

/* Every invariant: integrity, foreign keys, no overlap of versions, audit chain, changes and
 * digests, search index, and what each table declares.  Each exception is passed on with a
 * sentence. check() answers true when it could look; *exceptions says what it found. */
struct check_report {
    void (*exception)(void *ctx, const char *what, const char *where);
    void *ctx;
    uint64_t exceptions;
    uint64_t looked_at;
};
bool store_check(struct store *st, struct check_report *r, const struct progress *p,
                 struct fault *why) MUST_CHECK;
/* The chain, every change and the rows they left, from transaction `from` on; 0 for all of it. */
bool store_audit_verify(struct store *st, int64_t from, struct check_report *r,
                        const struct progress *p, struct fault *why) MUST_CHECK;
/* Hex SHA-256 of the whole logical content in a fixed order, without what is random by design
 * (salts, operation ids, hashes made of them): equal for equal stores. */
bool store_digest(struct store *st, char hex[65], struct fault *why) MUST_CHECK;

#endif

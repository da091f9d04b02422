/* make.c - a new store, an older one brought up to date, and what the schema must be
 *
 * The schema is that of the migrations embedded in the program.  What it must look like in a store
 * is found by making it once in memory, so no second description of it can go astray.
 */
#include "core/base/embedded.h"
#include "core/store/fingerprint.h"
#include "core/store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MIGRATIONS_MOST = 100 };

int migrations_count(void)
{
    int n = 0;

    while (embedded_schema[n].name)
        n++;
    return n;
}

static bool run(sqlite3 *db, const char *sql, const char *path, struct fault *why)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK || db_fault(db, rc, path, "making", why);
}

/* Applies the migrations after `from` up to `to`, within the caller's transaction. */
static bool migrate(sqlite3 *db, int from, int to, const char *path, struct fault *why)
{
    char version[48];

    for (int i = from; i < to; i++)
        if (!run(db, embedded_schema[i].text, path, why))
            return false;
    snprintf(version, sizeof version, "PRAGMA user_version=%d", to);
    return run(db, version, path, why);
}

static bool schema_expected(int version, char hex[SHA256_HEX_SIZE], struct fault *why)
{
    static char known[MIGRATIONS_MOST][SHA256_HEX_SIZE];
    sqlite3 *db = NULL;

    if (version < 1 || version > migrations_count() || version >= MIGRATIONS_MOST)
        return fail(why, FAULT_BUG, NULL, "There is no store version %d.", version);
    if (!known[version][0]) {
        int rc = sqlite3_open_v2(
            ":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, NULL);
        bool fine = rc == SQLITE_OK || db_fault(db, rc, "the schema", "making", why);
        fine = fine && run(db, "BEGIN", "the schema", why) &&
               migrate(db, 0, version, "the schema", why) &&
               (fingerprint_of(db, known[version]) ||
                db_fault(db, sqlite3_errcode(db), "the schema", "reading", why));
        sqlite3_close(db);
        if (!fine) {
            known[version][0] = '\0';
            return false;
        }
    }
    memcpy(hex, known[version], SHA256_HEX_SIZE);
    return true;
}

bool schema_fits(sqlite3 *db, int version, bool *fits, struct fault *why)
{
    char found[SHA256_HEX_SIZE], expected[SHA256_HEX_SIZE];
    int known = 0;

    if (!fingerprint_of(db, found))
        return db_fault(db, sqlite3_errcode(db), "the store", "reading the schema of", why);
    while (embedded_fingerprint[known])
        known++;
    *fits = version <= known && strcmp(found, embedded_fingerprint[version - 1]) == 0;
    if (*fits)
        return true;
    /* Another SQLite than at build time may write a search index's own tables otherwise. */
    if (!schema_expected(version, expected, why))
        return false;
    *fits = strcmp(found, expected) == 0;
    return true;
}

/* --- a new one -----------------------------------------------------------------------------------
 */

static bool add_setting(sqlite3 *db, const char *name, const char *value, const char *path,
                        struct fault *why)
{
    sqlite3_stmt *s = NULL;
    int rc =
        sqlite3_prepare_v2(db, "INSERT INTO setting(name, value) VALUES (?1, ?2)", -1, &s, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(s, 2, value, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    return rc == SQLITE_DONE || db_fault(db, rc, path, "making", why);
}

/* What the settings say of how it is logged; WAL where they say nothing.  Only WAL is kept in the file. */
static bool set_journal(sqlite3 *db, const char *const *settings, const char *path,
                        struct fault *why)
{
    for (const char *const *s = settings; s && s[0]; s += 2)
        if (strcmp(s[0], "journal") == 0 && s[1] && strcmp(s[1], JOURNAL_TRUNCATE) == 0)
            return pragma_is(db, "PRAGMA journal_mode=TRUNCATE", JOURNAL_TRUNCATE, path, why);
    return pragma_is(db, "PRAGMA journal_mode=WAL", "wal", path, why);
}

static bool fill(sqlite3 *db, enum store_kind kind, const char *const *settings, const char *path,
                 struct fault *why)
{
    static const char *const kinds[] = {"real", "demo", "story"};
    char id[48];

    snprintf(id, sizeof id, "PRAGMA application_id=%d", STORE_APPLICATION_ID);
    if (!run(db, "PRAGMA auto_vacuum=NONE", path, why) || !set_journal(db, settings, path, why) ||
        !run(db, "PRAGMA synchronous=FULL", path, why) || !run(db, "BEGIN IMMEDIATE", path, why) ||
        !run(db, id, path, why) || !migrate(db, 0, migrations_count(), path, why) ||
        !add_setting(db, "kind", kinds[kind], path, why))
        return false;
    for (const char *const *s = settings; s && s[0]; s += 2)
        if (s[1] && !add_setting(db, s[0], s[1], path, why))
            return false;
    return run(db, "COMMIT", path, why);
}

/* The file is made by us first, with its mode, so the log's files copy that mode. */
static bool make_file(const char *path, struct fault *why)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd >= 0) {
        close(fd);
        return true;
    }
    if (errno == EEXIST)
        return fail(why, FAULT_RESOURCE, NULL,
                    "%s exists, and nothing is overwritten; name another file, or move it away.",
                    path);
    return fail(why, FAULT_RESOURCE, NULL, "%s cannot be made (%s).", path, strerror(errno));
}

static void remove_all(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        struct buf name = {0};
        buf_text(&name, path);
        buf_text(&name, tails[i]);
        if (!name.failed)
            unlink(name.text);
        buf_release(&name);
    }
}

bool store_make(const struct store_options *o, enum store_kind kind, const char *const *settings,
                struct fault *why)
{
    char *path = NULL;
    sqlite3 *db = NULL;

    store_once_for_all();
    if (!place_make_folders(o->path, why))
        return false;
    if (!place_resolve(o->path, &path, why) || !place_folder(path, why) || !make_file(path, why)) {
        free(path);
        return false;
    }
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    bool fine = rc == SQLITE_OK || db_fault(db, rc, path, "making", why);
    fine = fine && fill(db, kind, settings, path, why);
    sqlite3_close(db);
    fine = fine && place_flush(path, why);
    if (!fine)
        remove_all(path);
    free(path);
    return fine;
}

/* --- an older one --------------------------------------------------------------------------------
 */

/* Its version as it is now: somebody may have been quicker. */
static bool version_now(sqlite3 *db, const char *path, int *version, struct fault *why)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL);

    *version = -1;
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *version = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    if (rc != SQLITE_ROW)
        return db_fault(db, rc, path, "opening", why);
    return *version >= 1 || fail(why, FAULT_STORE, NULL, "The version of %s cannot be read.", path);
}

static bool upgrade_inside(sqlite3 *db, const char *path, struct fault *why)
{
    int from;

    if (!run(db, "BEGIN IMMEDIATE", path, why) || !version_now(db, path, &from, why))
        return false;
    if (from < migrations_count() && !migrate(db, from, migrations_count(), path, why))
        return false;
    return run(db, "COMMIT", path, why);
}

static bool backup_before(struct store *st, int from, sqlite3 *db, struct fault *why)
{
    struct buf to = {0};

    buf_text(&to, st->path);
    buf_printf(&to, ".before-version-%d", from + 1);
    bool fine = !to.failed || fault_memory(why);
    if (fine) {
        unlink(to.text); /* of an attempt that did not come to its end */
        fine = backup_copy(db, st->path, to.text, NULL, why);
    }
    buf_release(&to);
    return fine;
}

bool store_upgrade(struct store *st, struct fault *why)
{
    sqlite3 *db = NULL;
    int from;

    if (!turnstile_take(st, why))
        return false;
    int rc = sqlite3_open_v2(st->path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    bool fine = rc == SQLITE_OK || db_fault(db, rc, st->path, "opening", why);
    if (fine) {
        sqlite3_busy_timeout(db, PATIENCE_MS);
        fine = run(db, "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0", st->path, why) &&
               version_now(db, st->path, &from, why);
        /* Whoever was quicker kept the older store: a copy made now would take its place. */
        if (fine && from < migrations_count())
            fine = backup_before(st, from, db, why) && upgrade_inside(db, st->path, why);
    }
    sqlite3_close(db);
    turnstile_free(st);
    return fine;
}

bool store_upgrade_copy(const char *path, struct fault *why)
{
    struct store st = {.copy = true, .lock_fd = -1};
    int64_t version;
    sqlite3 *db = NULL;

    if (!place_resolve(path, &st.path, why))
        return false;
    bool fine = store_look_first(&st, &version, why);
    if (fine && version < migrations_count()) {
        int rc = sqlite3_open_v2(st.path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
        fine = (rc == SQLITE_OK || db_fault(db, rc, st.path, "opening", why)) &&
               run(db, "PRAGMA synchronous=FULL", st.path, why) && upgrade_inside(db, st.path, why);
        sqlite3_close(db);
    }
    free(st.path);
    return fine;
}

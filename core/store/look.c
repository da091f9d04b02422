/* look.c - looking at a file before anything is written to it
 *
 * Source    reliability.md D5, D6, J1.  The file is opened read-only; only a store of ours, of a
 *           version we know and with the schema we would make ourselves, goes further.
 */
#include "core/store/inside.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

bool pragma_is(sqlite3 *db, const char *sql, const char *wanted, const char *path,
               struct fault *why)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
    bool is = false;

    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *is_text = (const char *)sqlite3_column_text(s, 0);
        is = is_text && strcmp(is_text, wanted) == 0;
        if (!is_text && sqlite3_errcode(db) == SQLITE_NOMEM)
            db_fault(db, SQLITE_NOMEM, path, "opening", why); /* to tell a number in words */
        else if (!is)
            fail(why, FAULT_STORE, NULL, "%s: %s answers %s where %s is needed.", path, sql,
                 is_text ? is_text : "nothing", wanted);
    } else if (rc == SQLITE_DONE) { /* mmap_size without memory mapping answers no row */
        is = true;
    } else {
        db_fault(db, rc, path, "opening", why);
    }
    sqlite3_finalize(s);
    return is;
}

static bool ask_int(sqlite3 *db, const char *sql, int64_t *out, const char *path, struct fault *why)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);

    *out = 0;
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *out = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW || db_fault(db, rc, path, "opening", why);
}

static bool version_fits(int64_t version, const char *path, struct fault *why)
{
    if (version > migrations_count())
        return fail(
            why, FAULT_STORE, NULL,
            "%s is of store version %d and this program knows up to %d; use the newer htlah.", path,
            (int)version, migrations_count());
    if (version < 1)
        return fail(why, FAULT_STORE, NULL, "%s has store version %d, which no htlah ever made.",
                    path, (int)version);
    return true;
}

/* Nothing is written: a foreign file stays byte for byte as it was.  All of it is one state, or an
 * upgrade by somebody else could come between its version and its schema. */
static bool look(sqlite3 *db, const char *path, int64_t *version, struct fault *why)
{
    struct fault unreadable = {0};
    bool fits;
    int64_t id;
    int rc = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);

    if (rc != SQLITE_OK)
        return db_fault(db, rc, path, "opening", why);
    if (!ask_int(db, "PRAGMA application_id", &id, path, why))
        return false;
    if (id != STORE_APPLICATION_ID)
        return fail(why, FAULT_STORE, NULL, "%s belongs to another program; name a store of htlah.",
                    path);
    if (!ask_int(db, "PRAGMA user_version", version, path, why) ||
        !version_fits(*version, path, why))
        return false;
    if (!schema_fits(db, (int)*version, &fits, &unreadable)) {
        if (unreadable.kind == FAULT_RESOURCE || unreadable.kind == FAULT_BUSY) {
            *why = unreadable;
            return false;
        }
        return fail(why, FAULT_STORE, NULL, "%s is damaged: its schema cannot be read.", path);
    }
    if (!fits)
        return fail(why, FAULT_STORE, NULL,
                    "%s has tables or triggers that htlah did not make (its schema is not that of "
                    "version %d); it is not opened: restore a backup.",
                    path, (int)*version);
    return true;
}

/* A URI that says the medium cannot change, for media that cannot be written at all. */
static bool immutable_uri(const char *path, struct buf *out, struct fault *why)
{
    static const char digits[] = "0123456789ABCDEF";

    buf_text(out, "file:");
    for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
        if (*p > ' ' && *p < 127 && !strchr("%?#", *p)) {
            buf_char(out, (char)*p);
            continue;
        }
        buf_char(out, '%');
        buf_char(out, digits[*p >> 4]);
        buf_char(out, digits[*p & 15]);
    }
    buf_text(out, "?immutable=1");
    return !out->failed || fault_memory(why);
}

static bool open_immutable(struct store *st, sqlite3 **db, struct fault *why)
{
    struct buf uri = {0};

    if (place_unfinished(st->path))
        return fail(
            why, FAULT_RESOURCE, NULL,
            "%s has unfinished work beside it (-wal or -journal) and lies where nothing can be "
            "written; copy both to a disk that can be written and open it there.",
            st->path);
    if (!immutable_uri(st->path, &uri, why)) {
        buf_release(&uri);
        return false;
    }
    int rc = sqlite3_open_v2(uri.text, db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW, NULL);
    buf_release(&uri);
    st->immutable = rc == SQLITE_OK;
    return rc == SQLITE_OK || db_fault(*db, rc, st->path, "opening", why);
}

/* Ours by the number in its header, which no transaction after the first touches.  It is read through the
 * library: a descriptor of our own, closed, would let go of the library's locks. */
static bool is_ours(sqlite3 *db)
{
    enum { NUMBER_AT = 68 };
    uint8_t b[4] = {0};
    sqlite3_file *file = NULL;

    return sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
           file && file->pMethods &&
           file->pMethods->xRead(file, b, sizeof b, NUMBER_AT) == SQLITE_OK &&
           ((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]) ==
               STORE_APPLICATION_ID;
}

/* A store without a log that was cut off in a transaction is put back as it was by its journal, before it
 * is looked at: that takes writing, and is done to nobody else's file. */
static bool roll_back(struct store *st, sqlite3 *looking)
{
    sqlite3 *db = NULL;
    int64_t schema;
    struct fault no = {0};

    if (st->read_only || !is_ours(looking))
        return false;
    bool good = sqlite3_open_v2(st->path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW,
                                NULL) == SQLITE_OK;
    sqlite3_busy_timeout(db, PATIENCE_MS);
    good = good && ask_int(db, "PRAGMA schema_version", &schema, st->path, &no);
    sqlite3_close(db);
    return good;
}

bool store_open_raw(struct store *st, int flags, sqlite3 **db, struct fault *why)
{
    int64_t schema;

    errno = 0;
    int rc = sqlite3_open_v2(st->path, db, flags | SQLITE_OPEN_NOFOLLOW, NULL);
    if (rc != SQLITE_OK)
        return db_fault(*db, rc, st->path, "opening", why);
    sqlite3_extended_result_codes(*db, 1);
    sqlite3_busy_timeout(*db, PATIENCE_MS);
    struct fault first = {0};
    if (ask_int(*db, "PRAGMA schema_version", &schema, st->path, &first))
        return true;
    if (sqlite3_extended_errcode(*db) == SQLITE_READONLY_ROLLBACK && roll_back(st, *db)) {
        fault_clear(&first);
        if (ask_int(*db, "PRAGMA schema_version", &schema, st->path, &first))
            return true;
    }
    if (first.kind != FAULT_RESOURCE || !(flags & SQLITE_OPEN_READONLY)) {
        *why = first;
        return false;
    }
    sqlite3_close(*db); /* no log can be made beside it */
    *db = NULL;
    return open_immutable(st, db, why);
}

bool store_look_first(struct store *st, int64_t *version, struct fault *why)
{
    sqlite3 *db = NULL;
    bool fine = store_open_raw(st, SQLITE_OPEN_READONLY, &db, why);

    if (fine) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        fine = look(db, st->path, version, why);
    }
    sqlite3_close(db);
    return fine;
}

/* errors.c - what SQLite answered, in words; and how long the store is patient */
#include "core/store/inside.h"

#include <errno.h>
#include <string.h>
#include <time.h>

int64_t clock_steady_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_utc_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Called by SQLite every few thousand steps of a statement; another answer than 0 stops it. */
static int tick(void *ctx)
{
    struct store *st = ctx;

    if (st->bulk || (st->tx && st->tx->bulk)) {
        if (!st->progress.interrupted || !*st->progress.interrupted)
            return 0;
        st->stopped = STOP_ASKED;
        return 1;
    }
    int64_t now = clock_steady_ms();
    if (st->ticks++ == 0)
        st->since = now;
    if (now - st->since <= PATIENCE_MS && (st->deadline == 0 || now <= st->deadline))
        return 0;
    st->stopped = STOP_SLOW;
    return 1;
}

void store_patience(struct store *st)
{
    sqlite3_progress_handler(st->db, 20000, tick, st);
}

static bool full_fault(const char *path, struct fault *why)
{
    return fail(why, FAULT_RESOURCE, NULL,
                "The disk that holds %s is full, or your share of it; nothing was saved: make "
                "room, then try again.",
                path);
}

bool db_is_full(sqlite3 *db, int rc)
{
    int err = errno, kept = db ? sqlite3_system_errno(db) : 0;

    err = kept ? kept : err; /* SQLite forgets it at times */
    return (rc & 0xff) == SQLITE_FULL ||
           ((rc & 0xff) == SQLITE_IOERR && (err == ENOSPC || err == EDQUOT || err == EFBIG));
}

static bool io_fault(sqlite3 *db, int rc, const char *path, const char *doing, struct fault *why)
{
    if (rc == SQLITE_IOERR_NOMEM)
        return fault_memory(why);
    if (db_is_full(db, rc))
        return full_fault(path, why);
    return fail(why, FAULT_RESOURCE, NULL,
                "The disk failed while %s %s; nothing more is written: see to the disk, then run "
                "htlah check.",
                doing, path);
}

bool db_fault(sqlite3 *db, int rc, const char *path, const char *doing, struct fault *why)
{
    switch (rc & 0xff) {
    case SQLITE_NOMEM:
        return fault_memory(why);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* somebody was stopped as they opened it */
        return fail(why, FAULT_BUSY, NULL,
                    "Somebody else is writing to %s; nothing was saved: try again.", path);
    case SQLITE_FULL:
        return full_fault(path, why);
    case SQLITE_IOERR:
        return io_fault(db, rc, path, doing, why);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return fail(why, FAULT_RESOURCE, NULL,
                    "%s cannot be written; looking goes on, saving needs a disk that can be "
                    "written.",
                    path);
    case SQLITE_CANTOPEN:
        return fail(why, FAULT_RESOURCE, NULL, "%s cannot be opened (%s).", path,
                    errno ? strerror(errno) : "no reason given");
    case SQLITE_NOTADB:
        return fail(why, FAULT_STORE, NULL, "%s is not a store of htlah; name another file.", path);
    case SQLITE_CORRUPT:
        return fail(why, FAULT_STORE, NULL,
                    "%s is damaged; it is left as it is: restore a backup beside it, or run htlah "
                    "check for what is wrong.",
                    path);
    case SQLITE_SCHEMA:
        return fail(why, FAULT_STORE, NULL,
                    "%s was changed by another version of htlah; start the new version.", path);
    case SQLITE_TOOBIG:
        return fail(why, FAULT_INPUT, NULL, "A text is too long to be stored; make it shorter.");
    case SQLITE_ERROR:
        if (db && strstr(sqlite3_errmsg(db), "invalid fts5"))
            return fail(why, FAULT_STORE, NULL,
                        "A search index of %s is damaged; restore a backup.", path);
        /* fall through */
    default:
        return fail(why, FAULT_BUG, NULL, "While %s %s: %s.", doing, path,
                    db ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
    }
}

bool store_fault(struct store *st, int rc, const char *doing, struct fault *why)
{
    if ((rc & 0xff) == SQLITE_IOERR && !db_is_full(st->db, rc))
        st->doubt = true;
    if ((rc & 0xff) == SQLITE_INTERRUPT) {
        bool asked = st->stopped == STOP_ASKED;
        st->stopped = STOP_NONE;
        if (asked)
            return fail(why, FAULT_INTERRUPTED, NULL, "Stopped as you asked; nothing was saved.");
        return fail(why, FAULT_BUSY, NULL,
                    "This took longer than %d seconds and was given up; nothing was saved: ask for "
                    "less, or try again later.",
                    PATIENCE_MS / 1000);
    }
    return db_fault(st->db, rc, st->path, doing, why);
}

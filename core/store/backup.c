/* backup.c - copies that are one state of the store, verified before they get their name
 *
 * Copy      SQLite's online backup under one read snapshot, into a new file of mode 0600.
 * Encrypted The verified copy, in the store's own folder, goes through libsodium's secretstream;
 * the plain one is removed (part.c: also after a kill, by who comes next).
 * Restore   The other way about: a new file beside the target, brought up to date where an older
 * program made it, every check, then the name.  Nothing existing is ever replaced.
 */
#include "core/store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_A_STEP = 512, COPY_BLOCK = 64 << 10 };

/* --- writing a copy ------------------------------------------------------------------------------
 */

static bool copy_pages(sqlite3 *from, sqlite3 *to, const char *path, const struct progress *p,
                       struct fault *why)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    bool stopped = false;
    int rc;

    if (!b)
        return db_fault(to, sqlite3_errcode(to), path, "backing up", why);
    while ((rc = sqlite3_backup_step(b, PAGES_A_STEP)) == SQLITE_OK) {
        int all = sqlite3_backup_pagecount(b), left = sqlite3_backup_remaining(b);
        if (p && p->report)
            p->report(p->ctx, (uint64_t)(all - left), (uint64_t)all);
        if ((stopped = p && p->interrupted && *p->interrupted))
            break;
    }
    sqlite3_backup_finish(b);
    if (stopped)
        return fail(why, FAULT_INTERRUPTED, NULL, "Stopped as you asked; there is no backup.");
    return rc == SQLITE_DONE || db_fault(to, rc, path, "backing up", why);
}

static bool copy_into(sqlite3 *from, const char *temp, const struct progress *p, struct fault *why)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(temp, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    bool fine = rc == SQLITE_OK || db_fault(to, rc, temp, "making", why);

    if (fine) {
        sqlite3_extended_result_codes(to, 1);
        sqlite3_exec(to, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL, NULL, NULL);
        fine = copy_pages(from, to, temp, p, why) &&
               pragma_is(to, "PRAGMA integrity_check(1)", "ok", temp, why);
    }
    sqlite3_close(to);
    return fine;
}

static bool copy_near(sqlite3 *db, const char *near, struct part *temp, const struct progress *p,
                      struct fault *why)
{
    return part_make(near, temp, why) && copy_into(db, temp->name, p, why);
}

bool backup_copy(sqlite3 *db, const char *path, const char *to, const struct progress *p,
                 struct fault *why)
{
    struct part temp = PART_NONE;
    bool fine = copy_near(db, to, &temp, p, why) && place_rename(temp.name, to, why);

    (void)path;
    part_remove(&temp);
    return fine;
}

/* The copy by the whole recipe: ours, of this version, its schema, its chain. */
static bool copy_holds(const char *temp, const struct table *const *tables, bool whole,
                       const struct progress *p, struct fault *why)
{
    struct check_report r = {0};
    struct store *copy;

    if (!store_open_copy(temp, tables, &copy, why))
        return false;
    copy->bulk = true;
    bool fine = whole ? store_check(copy, &r, p, why) : store_chain_verify(copy, 0, &r, why);
    store_close(copy);
    return fine && (r.exceptions == 0 ||
                    fail(why, FAULT_STORE, NULL,
                         "The copy does not verify (%llu exceptions); it was not kept: htlah check "
                         "names what is wrong.",
                         (unsigned long long)r.exceptions));
}

static bool is_free(const char *to, struct fault *why)
{
    struct stat s;

    if (lstat(to, &s) == 0)
        return fail(why, FAULT_RESOURCE, NULL,
                    "%s exists, and nothing is overwritten; name another file.", to);
    return errno == ENOENT ||
           fail(why, FAULT_RESOURCE, NULL, "%s cannot be written (%s).", to, strerror(errno));
}

/* From one file to another through libsodium, or as it is. */
static bool pass(const char *from, const char *near, const char *key_file, bool encrypt,
                 struct part *temp, struct fault *why)
{
    uint8_t key[KEY_SIZE];
    int in;

    if (!key_read(key_file, key, why))
        return false;
    in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (in < 0) {
        key_wipe(key);
        return fail(why, FAULT_RESOURCE, NULL, "%s cannot be read (%s).", from, strerror(errno));
    }
    bool fine = part_make(near, temp, why) && (encrypt ? seal_encrypt(in, temp->fd, key, why)
                                                       : seal_decrypt(in, temp->fd, key, why));
    key_wipe(key);
    close(in);
    return fine; /* what the disk has to say comes with the flush, before it gets its name */
}

/* Room for twice what is to be written, and 64 MiB in any case. */
static bool has_room(struct store *st, const char *to, struct fault *why)
{
    int64_t pages = 0, size = 4096, room;

    if (!own_int(st, "PRAGMA page_count", 0, &pages, why) ||
        !own_int(st, "PRAGMA page_size", 4096, &size, why))
        return false;
    int64_t wanted = pages * size > 32 << 20 ? 2 * pages * size : 64 << 20;
    if (!place_room(to, &room) || room >= wanted)
        return true;
    return fail(why, FAULT_RESOURCE, NULL,
                "There are %lld MiB free where %s would be and %lld MiB are needed; make room.",
                (long long)(room >> 20), to, (long long)(wanted >> 20));
}

static bool back_up(struct store *st, const char *to, const char *key_file,
                    const struct progress *p, struct fault *why)
{
    struct part plain = PART_NONE, sealed = PART_NONE;
    bool snapshot;

    if (!snapshot_begin(st, &snapshot, why))
        return false;
    bool fine = copy_near(st->db, key_file ? st->path : to, &plain, p, why);
    snapshot_end(st, snapshot);
    fine = fine && copy_holds(plain.name, st->tables, false, p, why);
    if (fine && key_file)
        fine = pass(plain.name, to, key_file, true, &sealed, why) &&
               place_rename(sealed.name, to, why);
    else if (fine)
        fine = place_rename(plain.name, to, why);
    part_remove(&plain);
    part_remove(&sealed);
    return fine;
}

bool store_backup(struct store *st, const char *to, const char *key_file, const struct progress *p,
                  struct fault *why)
{
    bool was = st->bulk;
    struct progress before = st->progress;

    if (!is_free(to, why) || !has_room(st, to, why))
        return false;
    st->bulk = true;
    if (p)
        st->progress = *p;
    bool fine = back_up(st, to, key_file, p, why);
    st->bulk = was;
    st->progress = before;
    return fine;
}

/* --- restoring -----------------------------------------------------------------------------------
 */

static bool copy_bytes(int in, int out, const char *to, struct fault *why)
{
    char *block = malloc(COPY_BLOCK);
    ssize_t n = 0;
    bool fine = block != NULL;

    if (!block)
        return fault_memory(why);
    while (fine && (n = read(in, block, COPY_BLOCK)) > 0)
        for (ssize_t done = 0; fine && done < n;) {
            ssize_t w = write(out, block + done, (size_t)(n - done));
            fine = w > 0 || (w < 0 && errno == EINTR);
            done += w > 0 ? w : 0;
        }
    free(block);
    if (fine && n == 0)
        return true;
    return fail(why, FAULT_RESOURCE, NULL, "%s cannot be written (%s).", to, strerror(errno));
}

/* Work that is not yet in the file itself would be lost without a word. */
static bool is_whole(const char *from, struct fault *why)
{
    return !place_unfinished(from) ||
           fail(why, FAULT_INPUT, NULL,
                "%s is a store in use, not a backup (it has a log beside it); make a "
                "backup of it with htlah backup.",
                from);
}

static bool fetch(int in, const char *from, const char *key_file, const char *to, struct part *temp,
                  struct fault *why)
{
    if (seal_is_encrypted(in)) {
        if (!key_file)
            return fail(why, FAULT_INPUT, NULL,
                        "%s is encrypted; name the key file it was encrypted with.", from);
        return pass(from, to, key_file, false, temp, why);
    }
    if (key_file)
        return fail(why, FAULT_INPUT, NULL, "%s is not encrypted; leave the key file out.", from);
    if (!is_whole(from, why))
        return false;
    return part_make(to, temp, why) && lseek(in, 0, SEEK_SET) == 0 &&
           copy_bytes(in, temp->fd, to, why);
}

static bool restore_to(const char *from, const char *key_file, const char *to,
                       const struct table *const *tables, struct fault *why)
{
    struct part temp = PART_NONE;
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (in < 0)
        return fail(why, FAULT_INPUT, NULL, "%s cannot be read (%s).", from, strerror(errno));
    bool fine = fetch(in, from, key_file, to, &temp, why);
    close(in);
    fine = fine && store_upgrade_copy(temp.name, why) &&
           copy_holds(temp.name, tables, true, NULL, why) && place_rename(temp.name, to, why);
    part_remove(&temp);
    return fine;
}

bool store_restore(const char *from, const char *key_file, const struct store_options *to,
                   struct fault *why)
{
    char *path = NULL;
    bool fine = place_make_folders(to->path, why) && place_resolve(to->path, &path, why) &&
                is_free(path, why) && place_folder(path, why) &&
                restore_to(from, key_file, path, to->tables, why);

    free(path);
    return fine;
}

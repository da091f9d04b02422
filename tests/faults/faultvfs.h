/* faultvfs.h - a disk that loses power, fills up and fails, under everything SQLite does
 *
 * What      A VFS before the system's own, made the default one, so that store_open uses it.
 *           Disk model: of each store file and its log the bytes known to be on the disk, and what
 *           was written since the last sync.  An image is what a power cut could leave: of the
 *           rest any share of 512-byte sectors, names that were not flushed present or not.
 *           Faults: the n-th call fails, once or for ever, as a broken disk, a full one, or a full
 *           one that took half.
 * Assumed   Bytes beside the written ones are not harmed (SQLite's powersafe overwrite).
 * Use       fv_install() first.  fv.before is called before each write, sync, truncation and
 *           removal while fv.modelling.  Source: reliability.md 10.
 */
#ifndef TESTS_FAULTS_FAULTVFS_H
#define TESTS_FAULTS_FAULTVFS_H

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FV_SECTOR = 512, FV_FILES = 8 };
enum fv_mode { FV_EIO, FV_FULL, FV_SHORT, FV_MODES };

/* A write since the last sync; `bytes` NULL is a truncation to `at`. */
struct fv_op {
    uint8_t *bytes;
    size_t at, size;
};
struct fv_bytes {
    uint8_t *bytes;
    size_t size;
};
struct fv_node {
    char path[300];
    bool exists, name_safe, has_ghost;
    struct fv_bytes safe;
    struct fv_bytes ghost; /* of a removed file whose removal is not flushed */
    struct fv_op *ops;
    size_t count, room;
};
struct fv_file {
    sqlite3_file base;
    struct fv_node *node; /* NULL: not in the model */
    sqlite3_file *real;
};

static struct {
    sqlite3_vfs vfs, *real;
    /* the disk model */
    bool modelling, drop_wal_syncs, drop_store_syncs;
    struct fv_node nodes[FV_FILES];
    size_t count;
    void (*before)(void);
    /* faults */
    bool counting;
    long calls, fail_at; /* the call that fails, from 1; 0 none */
    bool for_ever;
    enum fv_mode mode;
    long failed;
    void (*at_call)(long call); /* of those counted, before it is made */
    /* a scheduler: called before the library asks for a lock on the log's index, and where a
     * checkpoint has read the index but not yet begun (WAL-reset race) */
    void (*shm_lock)(int offset, int count, int flags);
    void (*unfetch)(sqlite3_int64 offset, const void *page);
} fv;

/* --- random numbers that are the same for the same seed ------------------------------------------ */

static uint64_t fv_random_state = 1;

static inline uint64_t fv_random(void)
{
    uint64_t z = (fv_random_state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline uint64_t fv_below(uint64_t n)
{
    return n ? fv_random() % n : 0;
}

/* SEED of the environment, or another each time; told, so that a failure can be had again. */
static inline uint64_t fv_seed(void)
{
    const char *given = getenv("SEED");
    uint64_t seed = given ? strtoull(given, NULL, 10) : (uint64_t)getpid() * 2654435761u;

    fv_random_state = seed;
    printf("SEED=%llu\n", (unsigned long long)seed);
    fflush(stdout);
    return seed;
}

/* --- the disk model ------------------------------------------------------------------------------- */

static inline void fv_must(bool fine)
{
    if (fine)
        return;
    fprintf(stderr, "faultvfs: out of memory, or a file of the test cannot be used\n");
    abort();
}

static inline void fv_bytes_cut(struct fv_bytes *b, size_t size)
{
    if (size > b->size) {
        b->bytes = realloc(b->bytes, size);
        fv_must(b->bytes != NULL);
        memset(b->bytes + b->size, 0, size - b->size);
    }
    b->size = size;
}

static inline void fv_bytes_put(struct fv_bytes *b, size_t at, const uint8_t *bytes, size_t size)
{
    if (at + size > b->size)
        fv_bytes_cut(b, at + size);
    memcpy(b->bytes + at, bytes, size);
}

static inline void fv_bytes_free(struct fv_bytes *b)
{
    free(b->bytes);
    *b = (struct fv_bytes){0};
}

static inline void fv_read_file(const char *path, struct fv_bytes *out)
{
    uint8_t block[65536];
    ssize_t n;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    fv_must(fd >= 0);
    while ((n = read(fd, block, sizeof block)) > 0)
        fv_bytes_put(out, out->size, block, (size_t)n);
    fv_must(n == 0);
    close(fd);
}

static inline void fv_write_file(const char *path, const struct fv_bytes *b)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    fv_must(fd >= 0);
    for (size_t at = 0; at < b->size;) {
        ssize_t n = write(fd, b->bytes + at, b->size - at);
        fv_must(n > 0);
        at += (size_t)n;
    }
    close(fd);
}

static inline void fv_ops_forget(struct fv_node *n)
{
    for (size_t i = 0; i < n->count; i++)
        free(n->ops[i].bytes);
    n->count = 0;
}

static inline void fv_ops_add(struct fv_node *n, const void *bytes, size_t at, size_t size)
{
    struct fv_op op = {.at = at, .size = size};

    if (n->count == n->room) {
        n->room = n->room ? 2 * n->room : 64;
        n->ops = realloc(n->ops, n->room * sizeof *n->ops);
        fv_must(n->ops != NULL);
    }
    if (bytes) {
        op.bytes = malloc(size ? size : 1);
        fv_must(op.bytes != NULL);
        memcpy(op.bytes, bytes, size);
    }
    n->ops[n->count++] = op;
}

static inline void fv_apply(struct fv_bytes *to, const struct fv_op *op)
{
    if (op->bytes)
        fv_bytes_put(to, op->at, op->bytes, op->size);
    else
        fv_bytes_cut(to, op->at);
}

static inline void fv_synced(struct fv_node *n)
{
    bool wal = strstr(n->path, "-wal") != NULL;

    if (wal ? fv.drop_wal_syncs : fv.drop_store_syncs)
        return;
    for (size_t i = 0; i < n->count; i++)
        fv_apply(&n->safe, &n->ops[i]);
    fv_ops_forget(n);
    n->name_safe = true;
    n->has_ghost = false;
    fv_bytes_free(&n->ghost);
}

static inline void fv_removed(struct fv_node *n, bool flushed)
{
    fv_ops_forget(n);
    fv_bytes_free(&n->ghost);
    n->has_ghost = n->name_safe && !flushed;
    if (n->has_ghost)
        n->ghost = n->safe;
    else
        fv_bytes_free(&n->safe);
    n->safe = (struct fv_bytes){0};
    n->exists = n->name_safe = false;
}

static inline struct fv_node *fv_node(const char *path)
{
    size_t length = path ? strlen(path) : 0;

    if (!fv.modelling || length < 3 ||
        (strcmp(path + length - 3, ".db") != 0 && !strstr(path, ".db-wal") &&
         !strstr(path, ".db-journal")))
        return NULL;
    for (size_t i = 0; i < fv.count; i++)
        if (strcmp(fv.nodes[i].path, path) == 0)
            return &fv.nodes[i];
    fv_must(fv.count < FV_FILES && length < sizeof fv.nodes[0].path);
    struct fv_node *n = &fv.nodes[fv.count++];
    *n = (struct fv_node){0};
    memcpy(n->path, path, length + 1);
    return n;
}

static inline void fv_opened(struct fv_node *n, bool was_there)
{
    if (n->exists)
        return;
    n->exists = true;
    if (was_there) { /* since before the model began */
        fv_read_file(n->path, &n->safe);
        n->name_safe = true;
    }
}

static inline void fv_model_end(void)
{
    for (size_t i = 0; i < fv.count; i++) {
        fv_ops_forget(&fv.nodes[i]);
        free(fv.nodes[i].ops);
        fv_bytes_free(&fv.nodes[i].safe);
        fv_bytes_free(&fv.nodes[i].ghost);
    }
    fv.count = 0;
    fv.modelling = fv.drop_wal_syncs = fv.drop_store_syncs = false;
    fv.before = NULL;
}

/* One file as the cut leaves it: each sector of what was not synced with a chance of `keep` in 256.
 * True when the file is there at all. */
static inline bool fv_after_cut(const struct fv_node *n, unsigned keep, struct fv_bytes *out)
{
    if (n->exists && (n->name_safe || fv_below(256) < keep)) {
        fv_bytes_put(out, 0, n->safe.bytes ? n->safe.bytes : (const uint8_t *)"", n->safe.size);
        for (size_t i = 0; i < n->count; i++) {
            const struct fv_op *op = &n->ops[i];
            if (!op->bytes) {
                if (fv_below(256) < keep)
                    fv_bytes_cut(out, op->at);
                continue;
            }
            for (size_t at = op->at, end = op->at + op->size; at < end;) {
                size_t next = (at / FV_SECTOR + 1) * FV_SECTOR;
                next = next < end ? next : end;
                if (fv_below(256) < keep)
                    fv_bytes_put(out, at, op->bytes + (at - op->at), next - at);
                at = next;
            }
        }
        return true;
    }
    if (!n->has_ghost || fv_below(2))
        return false;
    fv_bytes_put(out, 0, n->ghost.bytes ? n->ghost.bytes : (const uint8_t *)"", n->ghost.size);
    return true;
}

/* Writes what a cut now could leave of every file in the model into `folder`. */
static inline void fv_image(const char *folder)
{
    static const unsigned shares[] = {0, 256, 128, 32, 224};
    unsigned keep = shares[fv_below(sizeof shares / sizeof *shares)];

    for (size_t i = 0; i < fv.count; i++) {
        const struct fv_node *n = &fv.nodes[i];
        const char *slash = strrchr(n->path, '/');
        struct fv_bytes b = {0};
        char to[600];
        snprintf(to, sizeof to, "%s/%s", folder, slash ? slash + 1 : n->path);
        unlink(to);
        if (fv_after_cut(n, keep, &b))
            fv_write_file(to, &b);
        fv_bytes_free(&b);
    }
}

/* --- faults --------------------------------------------------------------------------------------- */

/* True when this call is to fail: its code is in *rc. */
static inline bool fv_fails(int code, int *rc)
{
    if (!fv.counting)
        return false;
    fv.calls++;
    if (fv.at_call)
        fv.at_call(fv.calls);
    if (fv.fail_at == 0 || (fv.for_ever ? fv.calls < fv.fail_at : fv.calls != fv.fail_at))
        return false;
    fv.failed++;
    errno = EIO;
    *rc = code;
    return true;
}

static inline void fv_faults_off(void)
{
    fv.counting = false;
    fv.calls = fv.failed = fv.fail_at = 0;
}

/* --- the methods ---------------------------------------------------------------------------------- */

#define FV(f)           ((struct fv_file *)(void *)(f))
#define REAL(f)         (FV(f)->real)
#define CALL(f, method) REAL(f)->pMethods->method

static inline void fv_about_to(sqlite3_file *f)
{
    if (FV(f)->node && fv.modelling && fv.before)
        fv.before();
}

static inline int fv_close(sqlite3_file *f)
{
    return REAL(f)->pMethods ? CALL(f, xClose)(REAL(f)) : SQLITE_OK;
}

static inline int fv_read(sqlite3_file *f, void *to, int size, sqlite3_int64 at)
{
    int rc;

    return fv_fails(SQLITE_IOERR_READ, &rc) ? rc : CALL(f, xRead)(REAL(f), to, size, at);
}

static inline int fv_write(sqlite3_file *f, const void *from, int size, sqlite3_int64 at)
{
    int rc;

    fv_about_to(f);
    if (fv_fails(SQLITE_IOERR_WRITE, &rc)) {
        if (fv.mode == FV_SHORT && size > 1)
            CALL(f, xWrite)(REAL(f), from, size / 2, at);
        if (fv.mode == FV_EIO)
            return rc;
        errno = ENOSPC;
        return SQLITE_FULL;
    }
    rc = CALL(f, xWrite)(REAL(f), from, size, at);
    if (rc == SQLITE_OK && FV(f)->node && fv.modelling)
        fv_ops_add(FV(f)->node, from, (size_t)at, (size_t)size);
    return rc;
}

static inline int fv_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int rc;

    fv_about_to(f);
    if (fv_fails(SQLITE_IOERR_TRUNCATE, &rc))
        return rc;
    rc = CALL(f, xTruncate)(REAL(f), size);
    if (rc == SQLITE_OK && FV(f)->node && fv.modelling)
        fv_ops_add(FV(f)->node, NULL, (size_t)size, 0);
    return rc;
}

static inline int fv_sync(sqlite3_file *f, int flags)
{
    int rc;

    fv_about_to(f);
    if (fv_fails(SQLITE_IOERR_FSYNC, &rc)) {
        if (fv.mode != FV_EIO)
            errno = ENOSPC;
        return rc;
    }
    /* Nothing of ours depends on the real disk: the model is the disk. */
    rc = fv.modelling ? SQLITE_OK : CALL(f, xSync)(REAL(f), flags);
    if (rc == SQLITE_OK && FV(f)->node && fv.modelling)
        fv_synced(FV(f)->node);
    return rc;
}

static inline int fv_size(sqlite3_file *f, sqlite3_int64 *size)
{
    int rc;

    return fv_fails(SQLITE_IOERR_FSTAT, &rc) ? rc : CALL(f, xFileSize)(REAL(f), size);
}

static inline int fv_lock(sqlite3_file *f, int level)
{
    int rc;

    return fv_fails(SQLITE_IOERR_LOCK, &rc) ? rc : CALL(f, xLock)(REAL(f), level);
}

static inline int fv_unlock(sqlite3_file *f, int level)
{
    return CALL(f, xUnlock)(REAL(f), level);
}

static inline int fv_reserved(sqlite3_file *f, int *is)
{
    return CALL(f, xCheckReservedLock)(REAL(f), is);
}

static inline int fv_control(sqlite3_file *f, int op, void *arg)
{
    return CALL(f, xFileControl)(REAL(f), op, arg);
}

static inline int fv_sector(sqlite3_file *f)
{
    return CALL(f, xSectorSize)(REAL(f));
}

static inline int fv_device(sqlite3_file *f)
{
    return CALL(f, xDeviceCharacteristics)(REAL(f));
}

static inline int fv_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    int rc;

    return fv_fails(SQLITE_IOERR_SHMSIZE, &rc) ? rc
                                               : CALL(f, xShmMap)(REAL(f), page, size, extend, out);
}

static inline int fv_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    int rc;

    if (fv.shm_lock)
        fv.shm_lock(offset, n, flags);
    if (flags & SQLITE_SHM_LOCK && fv_fails(SQLITE_IOERR_SHMLOCK, &rc))
        return rc;
    return CALL(f, xShmLock)(REAL(f), offset, n, flags);
}

static inline void fv_shm_barrier(sqlite3_file *f)
{
    CALL(f, xShmBarrier)(REAL(f));
}

static inline int fv_shm_unmap(sqlite3_file *f, int remove)
{
    return CALL(f, xShmUnmap)(REAL(f), remove);
}

static inline int fv_fetch(sqlite3_file *f, sqlite3_int64 at, int size, void **out)
{
    return CALL(f, xFetch)(REAL(f), at, size, out);
}

static inline int fv_unfetch(sqlite3_file *f, sqlite3_int64 at, void *page)
{
    if (fv.unfetch)
        fv.unfetch(at, page);
    return CALL(f, xUnfetch)(REAL(f), at, page);
}

static inline int fv_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    static const sqlite3_io_methods methods = {
        3,           fv_close,       fv_read,      fv_write,   fv_truncate, fv_sync,   fv_size,
        fv_lock,     fv_unlock,      fv_reserved,  fv_control, fv_sector,   fv_device, fv_shm_map,
        fv_shm_lock, fv_shm_barrier, fv_shm_unmap, fv_fetch,   fv_unfetch};
    struct fv_file *file = FV(f);
    struct fv_node *node = fv_node(name);
    bool was_there = name && access(name, F_OK) == 0;
    int rc;

    (void)vfs;
    *file = (struct fv_file){.real = (sqlite3_file *)(void *)(file + 1)};
    file->real->pMethods = NULL;
    if (fv_fails(SQLITE_CANTOPEN, &rc))
        return rc;
    rc = fv.real->xOpen(fv.real, name, file->real, flags, out);
    if (!file->real->pMethods)
        return rc;
    if (rc == SQLITE_OK && node) {
        fv_opened(node, was_there);
        file->node = node;
    }
    file->base.pMethods = &methods;
    return rc;
}

static inline int fv_delete(sqlite3_vfs *vfs, const char *name, int flush)
{
    struct fv_node *n = fv_node(name);
    int rc;

    (void)vfs;
    if (n && n->exists && fv.before)
        fv.before();
    if (fv_fails(SQLITE_IOERR_DELETE, &rc))
        return rc;
    rc = fv.real->xDelete(fv.real, name, flush);
    if (rc == SQLITE_OK && n && n->exists)
        fv_removed(n, flush);
    return rc;
}

static inline int fv_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    int rc;

    (void)vfs;
    return fv_fails(SQLITE_IOERR_ACCESS, &rc) ? rc : fv.real->xAccess(fv.real, name, flags, out);
}

/* The library's own path and clock functions want their own VFS. */
static inline int fv_full_path(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    return fv.real->xFullPathname(fv.real, name, size, out);
}

/* As the default; `plain` false gives the system's own back. */
static inline void fv_default(bool faulty)
{
    fv_must(sqlite3_vfs_register(faulty ? &fv.vfs : fv.real, 1) == SQLITE_OK);
}

static inline void fv_install(void)
{
    if (fv.real)
        return;
    fv.real = sqlite3_vfs_find(NULL);
    fv_must(fv.real != NULL);
    fv.vfs = *fv.real;
    fv.vfs.pNext = NULL;
    fv.vfs.zName = "fault";
    fv.vfs.szOsFile = (int)sizeof(struct fv_file) + fv.real->szOsFile;
    fv.vfs.xOpen = fv_open;
    fv.vfs.xDelete = fv_delete;
    fv.vfs.xAccess = fv_access;
    fv.vfs.xFullPathname = fv_full_path;
    fv_default(true);
}

#endif

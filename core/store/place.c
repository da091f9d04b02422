/* place.c - where a store may be, and what its file may look like
 *
 * Source    reliability.md 4.2 (private mode), 13 rows 83 and 92.  Nothing is opened here: closing
 * a descriptor of the file would drop SQLite's locks.
 */
#include "core/store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

/* File systems by their magic number (linux/magic.h and the kernel's own sources). */
static const struct {
    long type;
    const char *name;
    bool network;
} systems[] = {
    {0x6969, "nfs", true},        {0xff534d42, "cifs", true},     {0xfe534d42, "smb2", true},
    {0x517b, "smb", true},        {0x5346414f, "afs", true},      {0x6b414653, "afs", true},
    {0x73757245, "coda", true},   {0x00c36400, "ceph", true},     {0x65735546, "fuse", true},
    {0x47504653, "gpfs", true},   {0x0bd00bd0, "lustre", true},   {0x01161970, "gfs2", true},
    {0x7461636f, "ocfs2", true},  {0xef53, "ext4", false},        {0x58465342, "xfs", false},
    {0x9123683e, "btrfs", false}, {0x01021994, "tmpfs", false},   {0x794c7630, "overlay", false},
    {0x2fc12fc1, "zfs", false},   {0xf2f52010, "f2fs", false},    {0x01021997, "9p", false},
    {0x9660, "iso9660", false},   {0x73717368, "squashfs", false}};

const char *place_file_system(const char *path, bool *network)
{
    struct statfs f;

    *network = false;
    if (statfs(path, &f))
        return "unknown";
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if ((unsigned long)f.f_type == (unsigned long)systems[i].type) {
            *network = systems[i].network;
            return systems[i].name;
        }
    return "unknown";
}

/* The folder's part of a path, malloc'd: "." when there is none. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return strdup(".");
    return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

bool place_resolve(const char *path, char **out, struct fault *why)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    char *folder = folder_of(path), *real = NULL;
    struct buf text = {0};

    if (!folder)
        return fault_memory(why);
    if (*base)
        real = realpath(folder, NULL);
    free(folder);
    if (!*base)
        return fail(why, FAULT_STORE, NULL, "%s is a folder; name the store's file in it.", path);
    if (!real)
        return fail(why, FAULT_STORE, NULL,
                    "There is no store at %s (%s); make one with htlah init, or name another.",
                    path, strerror(errno));
    buf_text(&text, real);
    buf_text(&text, strcmp(real, "/") ? "/" : "");
    buf_text(&text, base);
    free(real);
    *out = text.text;
    return !text.failed || fault_memory(why);
}

bool place_room(const char *path, int64_t *room)
{
    struct statfs f;
    char *folder = folder_of(path);
    bool told = folder && statfs(folder, &f) == 0;

    free(folder);
    *room = told ? (int64_t)f.f_bavail * (int64_t)f.f_bsize : 0;
    return told;
}

/* One folder: ours or root's, and nobody else may rename what is in it. */
static bool folder_is_safe(const char *folder, bool own, struct fault *why)
{
    struct stat s;

    if (stat(folder, &s))
        return fail(why, FAULT_STORE, NULL, "The folder %s cannot be looked at (%s).", folder,
                    strerror(errno));
    if (s.st_mode & S_ISVTX && s.st_uid == 0)
        return true;
    if (s.st_mode & (S_IWGRP | S_IWOTH))
        return fail(why, FAULT_DENIED, NULL,
                    "Others may write to the folder %s; take that right away with chmod go-w.",
                    folder);
    if (own && s.st_uid != geteuid() && s.st_uid != 0)
        return fail(why, FAULT_DENIED, NULL,
                    "The folder %s belongs to somebody else; keep the store in a folder of yours.",
                    folder);
    return true;
}

bool place_folder(const char *path, struct fault *why)
{
    char folder[PATH_MAX];
    bool network, own = true;

    snprintf(folder, sizeof folder, "%s", path);
    for (char *slash = strrchr(folder, '/'); slash; slash = strrchr(folder, '/'), own = false) {
        if (slash == folder)
            return folder_is_safe("/", own, why);
        *slash = '\0';
        if (!folder_is_safe(folder, own, why))
            return false;
        if (!own)
            continue;
        const char *name = place_file_system(folder, &network);
        if (network)
            return fail(why, FAULT_RESOURCE, NULL,
                        "%s is on a network file system (%s), where locks and flushes cannot be "
                        "trusted; keep the store on a disk of this machine.",
                        path, name);
    }
    return true;
}

bool place_file(const char *path, struct fault *why)
{
    struct stat s;

    if (lstat(path, &s)) {
        if (errno == ENOENT || errno == ENOTDIR)
            return fail(why, FAULT_STORE, NULL,
                        "There is no store at %s; make one with htlah init, or name another.",
                        path);
        return fail(why, FAULT_STORE, NULL, "%s cannot be looked at (%s).", path, strerror(errno));
    }
    if (S_ISLNK(s.st_mode))
        return fail(why, FAULT_DENIED, NULL,
                    "%s is a symbolic link, which may point anywhere; name the store itself.",
                    path);
    if (S_ISDIR(s.st_mode))
        return fail(why, FAULT_STORE, NULL, "%s is a folder; name the store's file in it.", path);
    if (!S_ISREG(s.st_mode))
        return fail(why, FAULT_STORE, NULL, "%s is not a file; name a store.", path);
    if (s.st_nlink > 1)
        return fail(why, FAULT_DENIED, NULL,
                    "%s has %lu names (hard links), so two programs could keep two logs for it; "
                    "remove the others.",
                    path, (unsigned long)s.st_nlink);
    if (s.st_uid != geteuid())
        return fail(why, FAULT_DENIED, NULL, "%s belongs to somebody else; use a store of yours.",
                    path);
    if (s.st_mode & (S_IWGRP | S_IWOTH))
        return fail(why, FAULT_DENIED, NULL,
                    "Others may write to %s; take that right away with chmod 600.", path);
    if (s.st_size == 0)
        return fail(why, FAULT_STORE, NULL,
                    "%s is empty and no store; remove it and make one with htlah init.", path);
    return true;
}

bool place_make_folders(const char *path, struct fault *why)
{
    char folder[PATH_MAX];

    if ((size_t)snprintf(folder, sizeof folder, "%s", path) >= sizeof folder)
        return fail(why, FAULT_INPUT, NULL, "The path is too long; name a shorter one.");
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0700) && errno != EEXIST)
            return fail(why, FAULT_RESOURCE, NULL, "The folder %s cannot be made (%s).", folder,
                        strerror(errno));
        *slash = '/';
    }
    return true;
}

static bool flush_one(const char *path, int flags, struct fault *why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    bool fine = fd >= 0 && fsync(fd) == 0;
    int err = errno;

    if (fd >= 0)
        close(fd);
    return fine || fail(why, FAULT_RESOURCE, NULL, "%s cannot be flushed to the disk (%s).", path,
                        strerror(err));
}

bool place_unfinished(const char *path)
{
    static const char *const tails[] = {"-wal", "-journal"};
    bool there = false;

    for (size_t i = 0; !there && i < sizeof tails / sizeof *tails; i++) {
        struct buf name = {0};
        struct stat s;
        buf_text(&name, path);
        buf_text(&name, tails[i]);
        there = !name.failed && stat(name.text, &s) == 0 && s.st_size > 0;
        buf_release(&name);
    }
    return there;
}

bool place_flush(const char *path, struct fault *why)
{
    char *folder = folder_of(path);

    if (!folder)
        return fault_memory(why);
    bool fine = flush_one(path, O_NOFOLLOW, why) && flush_one(folder, O_DIRECTORY, why);
    free(folder);
    return fine;
}

bool place_rename(const char *from, const char *to, struct fault *why)
{
    if (!flush_one(from, O_NOFOLLOW, why))
        return false;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE)) {
        if (errno == EEXIST)
            return fail(why, FAULT_RESOURCE, NULL,
                        "%s exists, and nothing is overwritten; name another file.", to);
        return fail(why, FAULT_RESOURCE, NULL, "%s cannot be written (%s).", to, strerror(errno));
    }
    return place_flush(to, why);
}

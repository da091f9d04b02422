#include "core/exchange/write_file.h"

#include "core/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot(const char *path, const char *what, int error, struct fault *why)
{
    char shown[200];

    text_quote(path, strlen(path), 120, shown, sizeof shown);
    return fail(why, FAULT_RESOURCE, "file", "%s %s: %s.", shown, what, strerror(error));
}

static bool is_there(const char *path, struct fault *why)
{
    char shown[200];

    text_quote(path, strlen(path), 120, shown, sizeof shown);
    return fail(why, FAULT_RESOURCE, "file",
                "%s exists, and nothing is written over; choose another name or move it away.",
                shown);
}

/* The folder of the path, opened, and the name in it. */
static bool open_folder(const char *path, struct file *f, struct fault *why)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length = slash ? (size_t)(slash - path) : 0;
    char folder[PATH_MAX];
    char shown[200];

    text_quote(path, strlen(path), 120, shown, sizeof shown);
    if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return fail(why, FAULT_RESOURCE, "file", "%s names no file; give the file a name.", shown);
    if (strlen(name) > NAME_MAX || length >= sizeof folder)
        return cannot(path, "cannot be made", ENAMETOOLONG, why);
    memcpy(f->name, name, strlen(name) + 1);
    memcpy(folder, path, length);
    folder[length] = '\0';
    f->folder = open(!slash ? "." : length ? folder : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return f->folder >= 0 || cannot(path, "cannot be made in its folder", errno, why);
}

bool file_begin(const char *path, struct file *out, struct fault *why)
{
    struct stat st;
    unsigned mark;

    *out = (struct file){.fd = -1, .folder = -1};
    if (!open_folder(path, out, why))
        return false;
    if (fstatat(out->folder, out->name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        file_abandon(out);
        return is_there(path, why);
    }
    for (int tries = 0; tries < 8 && out->fd < 0; tries++) {
        if (getrandom(&mark, sizeof mark, 0) != sizeof mark)
            mark = (unsigned)getpid() + (unsigned)tries;
        snprintf(out->hidden, sizeof out->hidden, ".htlah-%08x.part", mark);
        out->fd = openat(out->folder, out->hidden,
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (out->fd < 0 && errno != EEXIST)
            break;
    }
    if (out->fd >= 0)
        return true;
    int error = errno;
    out->hidden[0] = '\0';
    file_abandon(out);
    return cannot(path, "cannot be made", error, why);
}

/* The hidden file gets its name, unless something has it: 0 or the error. */
static int give_name(struct file *f)
{
    if (renameat2(f->folder, f->hidden, f->folder, f->name, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    /* A file system without that call: a second name, which is never given twice either. */
    if (linkat(f->folder, f->hidden, f->folder, f->name, 0) != 0)
        return errno;
    (void)unlinkat(f->folder, f->hidden, 0);
    return 0;
}

bool file_commit(struct file *f, struct fault *why)
{
    int error = fsync(f->fd) == 0 ? 0 : errno;

    if (!error)
        error = give_name(f);
    if (error) {
        char name[sizeof f->name];
        memcpy(name, f->name, sizeof name);
        file_abandon(f);
        return error == EEXIST ? is_there(name, why) : cannot(name, "cannot be kept", error, why);
    }
    f->hidden[0] = '\0';
    if (fsync(f->folder) != 0 && errno != EINVAL) /* EINVAL: a folder that cannot be synced */
        error = errno;
    bool good = !error || cannot(f->name, "may not be on disk yet", error, why);
    file_abandon(f);
    return good;
}

void file_abandon(struct file *f)
{
    if (f->fd >= 0)
        close(f->fd);
    if (f->hidden[0] && f->folder >= 0)
        (void)unlinkat(f->folder, f->hidden, 0);
    if (f->folder >= 0)
        close(f->folder);
    f->fd = f->folder = -1;
    f->hidden[0] = '\0';
}

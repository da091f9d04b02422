#include "core/exchange/input.h"

#include "core/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

static bool cannot_open(const char *path, int error, struct fault *why)
{
    char shown[200];

    text_quote(path, strlen(path), 120, shown, sizeof shown);
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return fail(why, FAULT_INPUT, "file", "There is no file %s.", shown);
    case ELOOP:
        return fail(why, FAULT_INPUT, "file",
                    "%s is a symbolic link; name the file that it stands for.", shown);
    case EACCES:
    case EPERM:
        return fail(why, FAULT_INPUT, "file", "You may not read %s.", shown);
    case ENXIO:
        return fail(why, FAULT_INPUT, "file", "%s is not a file that can be read.", shown);
    default:
        return fail(why, FAULT_RESOURCE, "file", "%s cannot be opened: %s.", shown,
                    strerror(error));
    }
}

/* File systems that invent what they hold.  Source: Linux, include/uapi/linux/magic.h. */
enum {
    MAGIC_PROC = 0x9fa0,
    MAGIC_SYS = 0x62656572,
    MAGIC_DEBUG = 0x64626720,
    MAGIC_CGROUP2 = 0x63677270
};

static bool is_invented(int fd)
{
    struct statfs fs;

    if (fstatfs(fd, &fs) != 0)
        return false;
    return fs.f_type == MAGIC_PROC || fs.f_type == MAGIC_SYS || fs.f_type == MAGIC_DEBUG ||
           fs.f_type == MAGIC_CGROUP2;
}

#define NANOSECONDS(t) ((int64_t)(t).tv_sec * 1000000000 + (t).tv_nsec)

/* What is open is looked at, not what the name was: nothing can be swapped in between. */
static bool accept(struct input *in, const struct stat *st, bool standard, struct fault *why)
{
    char shown[200];

    text_quote(in->name, strlen(in->name), 120, shown, sizeof shown);
    if (standard && S_ISFIFO(st->st_mode))
        return true;
    if (S_ISDIR(st->st_mode))
        return fail(why, FAULT_INPUT, "file", "%s is a folder; name a file in it.", shown);
    if (!S_ISREG(st->st_mode) || is_invented(in->fd))
        return fail(why, FAULT_INPUT, "file",
                    "%s is not an ordinary file; copy what it holds into one, or pipe it in with "
                    "the name -.",
                    shown);
    in->size = (uint64_t)st->st_size;
    in->device = st->st_dev;
    in->inode = st->st_ino;
    in->changed = NANOSECONDS(st->st_ctim);
    in->written = NANOSECONDS(st->st_mtim);
    if (in->size > in->most)
        return fail(why, FAULT_INPUT, "file",
                    "%s is too large: %llu MiB, and at most %llu MiB are read; split it.", shown,
                    (unsigned long long)(in->size >> 20), (unsigned long long)(in->most >> 20));
    return true;
}

bool input_open(const char *path, uint64_t most, struct input *out, struct fault *why)
{
    bool standard = strcmp(path, "-") == 0;
    struct stat st;

    *out = (struct input){.name = standard ? "standard input" : path, .fd = -1, .most = most};
    if (!*path)
        return fail(why, FAULT_INPUT, "file", "No file is named; name one, or - for a pipe.");
    out->fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                       : open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
    if (out->fd < 0)
        return cannot_open(out->name, errno, why);
    if (fstat(out->fd, &st) != 0) {
        int error = errno;
        input_close(out);
        return cannot_open(out->name, error, why);
    }
    out->path = standard ? NULL : path;
    if (!accept(out, &st, standard, why)) {
        input_close(out);
        return false;
    }
    return true;
}

bool input_text(const char *text, size_t length, const char *name, uint64_t most, struct input *out,
                struct fault *why)
{
    *out = (struct input){.name = name, .text = text, .fd = -1, .size = length, .most = most};
    if (length > most)
        return fail_at(why, name, 0, 0, "", "This is too large: at most %llu MiB are read.",
                       (unsigned long long)(most >> 20));
    return true;
}

static bool read_fd(struct input *in, char *to, size_t size, size_t *got, struct fault *why)
{
    for (;;) {
        ssize_t n = read(in->fd, to, size);
        if (n >= 0) {
            *got = (size_t)n;
            return true;
        }
        if (errno == EAGAIN) { /* a pipe that another program made non-blocking */
            struct pollfd wait = {.fd = in->fd, .events = POLLIN};
            if (poll(&wait, 1, -1) >= 0)
                continue;
        }
        if (errno == EINTR)
            return fail(why, FAULT_INTERRUPTED, "file", "Reading was interrupted.");
        return fail(why, FAULT_RESOURCE, "file", "The file cannot be read: %s.", strerror(errno));
    }
}

bool input_read(struct input *in, char *to, size_t size, size_t *got, struct fault *why)
{
    if (in->text) {
        uint64_t left = in->size - in->done;
        *got = left < size ? (size_t)left : size;
        if (*got)
            memcpy(to, in->text + in->done, *got);
    } else if (!read_fd(in, to, size, got, why)) {
        return false;
    }
    in->done += *got;
    if (in->done > in->most)
        return fail_at(why, in->name, 0, 0, "file",
                       "This goes on past %llu MiB, which is the most that is read.",
                       (unsigned long long)(in->most >> 20));
    return true;
}

bool input_rewind(struct input *in, struct fault *why)
{
    if (!in->text && lseek(in->fd, 0, SEEK_SET) != 0)
        return fail(why, FAULT_RESOURCE, "file", "The file cannot be read again: %s.",
                    strerror(errno));
    in->done = 0;
    return true;
}

static bool same(const struct input *in, const struct stat *st)
{
    return in->device == st->st_dev && in->inode == st->st_ino &&
           in->size == (uint64_t)st->st_size && in->written == NANOSECONDS(st->st_mtim) &&
           in->changed == NANOSECONDS(st->st_ctim);
}

bool input_unchanged(const struct input *in, struct fault *why)
{
    struct stat now, named;

    if (!in->path)
        return true;
    if (fstat(in->fd, &now) != 0 || !same(in, &now) || lstat(in->path, &named) != 0 ||
        !same(in, &named) || in->done > in->size)
        return fail_at(why, in->name, 0, 0, "file",
                       "The file changed while it was being read, so nothing of it is kept; wait "
                       "until it is complete and try again.");
    return true;
}

void input_close(struct input *in)
{
    if (in->fd >= 0)
        close(in->fd);
    in->fd = -1;
}

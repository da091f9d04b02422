/* part.c - files that are not whole yet: locked while somebody makes them, removed by whoever comes next
 *
 * Why       A backup or a restored store gets its name only when it is verified; until then it is a
 *           plain copy of people's records beside the store.  Its maker removes it.  One that was
 *           killed cannot, so it holds a lock (flock) on it, which the kernel frees on death: what is
 *           named like one of ours and is not locked belongs to nobody, and goes.
 * Source    reliability.md 4.5, H.
 */
#include "core/store/inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART    ".part-"
#define PATTERN "XXXXXX"
enum { PART_TRIES = 8 };

static void remove_with_tails(const char *name)
{
    static const char *const tails[] = {"-wal", "-shm", "-turn", "-journal", ""};

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        struct buf tail = {0};
        buf_text(&tail, name);
        buf_text(&tail, tails[i]);
        if (!tail.failed)
            unlink(tail.text);
        buf_release(&tail);
    }
}

/* Locked and still there: a sweep may have come between making and locking. */
static bool hold(int fd)
{
    struct stat s;
    int rc;

    do
        rc = flock(fd, LOCK_EX);
    while (rc && errno == EINTR);
    return fstat(fd, &s) || s.st_nlink > 0;
}

bool part_make(const char *near, struct part *out, struct fault *why)
{
    *out = (struct part){.fd = -1};
    part_sweep(near);
    for (int i = 0; i < PART_TRIES; i++) {
        struct buf name = {0};
        buf_text(&name, near);
        buf_text(&name, PART PATTERN);
        if (name.failed) {
            buf_release(&name);
            return fault_memory(why);
        }
        int fd = mkostemp(name.text, O_CLOEXEC);
        if (fd >= 0 && hold(fd)) {
            *out = (struct part){.name = name.text, .fd = fd};
            return true;
        }
        int err = errno;
        free(name.text);
        if (fd < 0)
            return fail(why, FAULT_RESOURCE, NULL, "No file can be made beside %s (%s).", near,
                        strerror(err));
        close(fd);
    }
    return fail(why, FAULT_RESOURCE, NULL, "No file can be kept beside %s; try again.", near);
}

void part_remove(struct part *p)
{
    if (p->name)
        remove_with_tails(p->name);
    if (p->fd >= 0)
        close(p->fd);
    free(p->name);
    *p = (struct part){.fd = -1};
}

/* NAME.part-XXXXXX, or NAME.something.part-XXXXXX. */
static bool is_part_of(const char *entry, const char *base)
{
    const size_t tail = strlen(PART PATTERN), length = strlen(entry), begin = strlen(base);

    return length >= begin + tail && strncmp(entry, base, begin) == 0 && entry[begin] == '.' &&
           strncmp(entry + length - tail, PART, strlen(PART)) == 0;
}

static void sweep_one(const char *path)
{
    struct stat s;
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0)
        return;
    if (fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_uid == geteuid() &&
        flock(fd, LOCK_EX | LOCK_NB) == 0)
        remove_with_tails(path);
    close(fd);
}

void part_sweep(const char *near)
{
    const char *slash = strrchr(near, '/'), *base = slash ? slash + 1 : near;
    struct buf folder = {0};

    if (slash)
        buf_add(&folder, near, (size_t)(slash - near) + 1);
    else
        buf_text(&folder, "./");
    DIR *d = folder.failed ? NULL : opendir(folder.text);
    for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
        struct buf path = {0};
        if (!is_part_of(e->d_name, base))
            continue;
        buf_text(&path, folder.text);
        buf_text(&path, e->d_name);
        if (!path.failed)
            sweep_one(path.text);
        buf_release(&path);
    }
    if (d)
        closedir(d);
    buf_release(&folder);
}

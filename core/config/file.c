#include "core/config/file.h"

#include "core/base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SHOWN = 100, NAMES_MOST = 200 };

static const char *quoted(const char *path, char buf[static 512])
{
    return text_quote(path, strlen(path), PATH_SHOWN, buf, 512);
}

static bool fail_named(struct fault *why, enum fault_kind kind, const char *path, const char *rest)
{
    char buf[512];

    return fail(why, kind, "", "%s %s", quoted(path, buf), rest); /* the name once: no place */
}

static bool fail_open(struct fault *why, const char *path, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return fail_named(why, FAULT_INPUT, path, "is not there. Check the path.");
    case ELOOP:
        return fail_named(why, FAULT_INPUT, path, "is a symbolic link. Name the file it leads to.");
    case ENXIO:
        return fail_named(why, FAULT_INPUT, path, "is not a regular file.");
    case EACCES:
    case EPERM:
        return fail_named(why, FAULT_DENIED, path, "may not be read under this login.");
    default:
        return fail_named(why, FAULT_RESOURCE, path, strerror(error));
    }
}

static bool is_for_us(const struct stat *is, const char *shown, struct fault *why)
{
    if (is->st_mode & S_IWOTH)
        return fail_named(why, FAULT_DENIED, shown,
                          "may be written by anybody on this machine, so it is not trusted. Take "
                          "the permission away: chmod o-w.");
    return true;
}

static bool read_whole(int fd, size_t most, const char *shown, struct arena *a, const char **text,
                       size_t *length, struct fault *why)
{
    size_t have = 0;
    /* One byte more than allowed, so that a file that grew while being read is noticed. */
    char *into = arena_take(a, most + 2);

    if (!into)
        return fault_memory(why);
    while (have < most + 1) {
        ssize_t got = read(fd, into + have, most + 1 - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_open(why, shown, errno);
        if (got == 0)
            break;
        have += (size_t)got;
    }
    if (have > most)
        return fail_named(why, FAULT_INPUT, shown, "is too large. Divide it or remove comments.");
    into[have] = '\0';
    *text = into;
    *length = have;
    return true;
}

static bool read_at(int folder, const char *name, const char *shown, bool guarded, size_t most,
                    struct arena *a, const char **text, size_t *length, struct fault *why)
{
    struct stat is;
    bool good = false;
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (fd < 0)
        return fail_open(why, shown, errno);
    if (fstat(fd, &is) != 0)
        fail_open(why, shown, errno);
    else if (S_ISDIR(is.st_mode))
        fail_named(why, FAULT_INPUT, shown, "is a folder; a file was expected.");
    else if (!S_ISREG(is.st_mode))
        fail_named(why, FAULT_INPUT, shown, "is not a regular file.");
    else if (guarded && !is_for_us(&is, shown, why))
        good = false;
    else if (is.st_size < 0 || (size_t)is.st_size > most)
        fail_named(why, FAULT_INPUT, shown, "is too large. Divide it or remove comments.");
    else
        good = read_whole(fd, most, shown, a, text, length, why);
    close(fd);
    return good;
}

bool file_read(const char *path, size_t most, struct arena *a, const char **text, size_t *length,
               struct fault *why)
{
    return read_at(AT_FDCWD, path, path, false, most, a, text, length, why);
}

bool folder_read(int fd, const char *name, const char *shown, size_t most, struct arena *a,
                 const char **text, size_t *length, struct fault *why)
{
    return read_at(fd, name, shown, true, most, a, text, length, why);
}

bool folder_open(const char *path, int *fd, struct fault *why)
{
    char plain[4096];
    struct stat is;
    size_t length = strlen(path);

    /* A slash at the end would lead through a symbolic link. */
    while (length > 1 && path[length - 1] == '/')
        length--;
    if (length == 0 || length >= sizeof plain)
        return fail(why, FAULT_INPUT, "config", "The path of the config folder is %s.",
                    length ? "too long" : "empty");
    memcpy(plain, path, length);
    plain[length] = '\0';
    if (lstat(plain, &is) != 0)
        return fail_open(why, plain, errno);
    if (S_ISLNK(is.st_mode))
        return fail_named(why, FAULT_INPUT, plain,
                          "is a symbolic link. Name the folder it leads to.");
    if (!S_ISDIR(is.st_mode))
        return fail_named(why, FAULT_INPUT, plain,
                          "is not a folder. Name the folder that holds the config files.");
    *fd = open(plain, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (*fd < 0)
        return fail_open(why, plain, errno);
    if (fstat(*fd, &is) != 0 || !is_for_us(&is, plain, why)) {
        if (why->kind == FAULT_NONE)
            fail_open(why, plain, errno);
        close(*fd);
        *fd = -1;
        return false;
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_ending(const char *name)
{
    size_t length = strlen(name);

    return length > 5 && name[0] != '.' && strcmp(name + length - 5, ".yaml") == 0;
}

static bool names_of(DIR *open, struct arena *a, const char **names, size_t *count,
                     struct fault *why)
{
    const struct dirent *entry;

    *count = 0;
    while ((entry = readdir(open))) {
        if (!has_ending(entry->d_name))
            continue;
        if (*count == NAMES_MOST)
            return fail(why, FAULT_INPUT, "config", "The config folder holds more than %d files.",
                        NAMES_MOST);
        names[*count] = arena_text(a, entry->d_name);
        if (!names[*count])
            return fault_memory(why);
        ++*count;
    }
    qsort(names, *count, sizeof *names, by_name);
    return true;
}

bool folder_names(int fd, struct arena *a, const char ***names, size_t *count, struct fault *why)
{
    const char **list = arena_take_array(a, NAMES_MOST + 1, sizeof *list);
    int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *open = again < 0 ? NULL : fdopendir(again);
    bool good = false;

    if (!list) {
        fault_memory(why);
    } else if (!open) {
        fail(why, FAULT_RESOURCE, "config", "The config folder cannot be listed: %s.",
             strerror(errno));
    } else {
        good = names_of(open, a, list, count, why);
    }
    if (open)
        closedir(open);
    else if (again >= 0)
        close(again);
    *names = list;
    return good;
}

#include "tui/once.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE = 16384 };

bool once_open(struct once *o, int whole)
{
    *o = (struct once){.fd = fcntl(whole, F_DUPFD_CLOEXEC, 3), .kept = -1, .whole = whole};
    o->out = o->fd >= 0 ? fdopen(o->fd, "w") : NULL;
    if (!o->out) {
        if (o->fd >= 0)
            close(o->fd);
        return false;
    }
    o->kept = memfd_create("screen", MFD_CLOEXEC);
    return true;
}

void once_hold(struct once *o)
{
    if (o->kept >= 0 && dup3(o->kept, o->fd, O_CLOEXEC) < 0) {
        close(o->kept);
        o->kept = -1;
    }
}

/* All of it, however little the line takes at a time; what it does not take at all is lost. */
static void put_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t n = write(fd, bytes, length);
        if (n > 0) {
            bytes += n;
            length -= (size_t)n;
        } else if (n < 0 && errno == EAGAIN) {
            poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
        } else if (n == 0 || errno != EINTR) {
            return;
        }
    }
}

void once_send(struct once *o)
{
    char piece[PIECE];
    off_t at = 0;

    if (o->kept < 0)
        return;
    fflush(o->out);
    (void)dup3(o->whole, o->fd, O_CLOEXEC);
    for (ssize_t n; (n = pread(o->kept, piece, sizeof piece, at)) > 0; at += n)
        put_all(o->whole, piece, (size_t)n);
    if (ftruncate(o->kept, 0) != 0 || lseek(o->kept, 0, SEEK_SET) != 0) {
        close(o->kept); /* a page sent twice would be worse than one sent in pieces */
        o->kept = -1;
    }
}

void once_close(struct once *o)
{
    if (o->out)
        fclose(o->out);
    if (o->kept >= 0)
        close(o->kept);
    *o = (struct once){.fd = -1, .kept = -1};
}

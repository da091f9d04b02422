/* turnstile.c - one writer at a time, in the order they came
 *
 * Why       Debian 12's SQLite 3.40.1 can corrupt a WAL that several processes write and checkpoint
 *           (WAL reset, fixed in 3.44.6, 3.50.7 and 3.51.3).  Every write transaction, checkpoint
 * and close holds the flock on the file beside the store.  The kernel frees it on death and serves
 * the waiting in turn. Patience  A wait ends after five seconds.  Who holds it for a bulk operation
 * writes into the file what it is and how far, so the others are told at once instead of waiting.
 * Switch    STORE_WITHOUT_TURNSTILE is for the regression test's own build of this file: it shows
 *           the corruption.
 */
#include "core/store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#ifndef STORE_WITHOUT_TURNSTILE

enum { TOLD_MOST = 120, NUDGE_MS = 100 };

static bool open_lock(struct store *st, struct fault *why)
{
    if (st->lock_fd >= 0)
        return true;
    st->lock_fd = open(st->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (st->lock_fd >= 0)
        return true;
    return fail(why, FAULT_RESOURCE, NULL, "%s cannot be opened (%s); saving needs it.",
                st->lock_path, strerror(errno));
}

/* What a bulk operation says of itself, or "". */
static void told(const struct store *st, char *out, size_t size)
{
    ssize_t n = pread(st->lock_fd, out, size - 1, 0);

    out[n > 0 ? n : 0] = '\0';
}

static void nudged(int number)
{
    (void)number; /* its arrival alone ends the wait */
}

/* Waits in the kernel's queue.  A timer's signal wakes it now and then to look at the clock; its
 * handler stays, so a late signal can do no harm. */
static int wait_in_line(int fd)
{
    const int number = SIGRTMAX - 3;
    struct sigaction nudge = {.sa_handler = nudged};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = number};
    struct itimerspec every = {{0, NUDGE_MS * 1000000L}, {0, NUDGE_MS * 1000000L}};
    int64_t give_up = clock_steady_ms() + PATIENCE_MS;
    timer_t timer;
    int rc;

    sigemptyset(&nudge.sa_mask);
    if (sigaction(number, &nudge, NULL) || timer_create(CLOCK_MONOTONIC, &event, &timer))
        return -1;
    timer_settime(timer, 0, &every, NULL);
    do
        rc = flock(fd, LOCK_EX);
    while (rc && errno == EINTR && clock_steady_ms() < give_up);
    timer_delete(timer);
    /* Whoever was stopped as they waited may find it free, however late it is. */
    return rc ? flock(fd, LOCK_EX | LOCK_NB) : 0;
}

bool turnstile_take(struct store *st, struct fault *why)
{
    char text[TOLD_MOST];

    if (st->turn_held || st->copy)
        return true;
    if (!open_lock(st, why))
        return false;
    if (flock(st->lock_fd, LOCK_EX | LOCK_NB)) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(why, FAULT_RESOURCE, NULL, "%s cannot be locked (%s).", st->lock_path,
                        strerror(errno));
        told(st, text, sizeof text);
        if (text[0])
            return fail(why, FAULT_BUSY, NULL, "Busy: %s; try again when it is done.", text);
        if (wait_in_line(st->lock_fd))
            return fail(why, FAULT_BUSY, NULL,
                        "Somebody else has been saving for %d seconds; nothing was saved: try "
                        "again.",
                        PATIENCE_MS / 1000);
    }
    told(st, text, sizeof text); /* left behind by one who died */
    if (text[0])
        turnstile_tell(st, NULL);
    st->turn_held = true;
    return true;
}

void turnstile_free(struct store *st)
{
    if (!st->turn_held)
        return;
    if (st->reported)
        turnstile_tell(st, NULL);
    st->reported = 0;
    flock(st->lock_fd, LOCK_UN);
    st->turn_held = false;
}

void turnstile_tell(struct store *st, const char *text)
{
    size_t length = text ? strlen(text) : 0;

    if (st->lock_fd < 0)
        return;
    /* Nothing depends on it but a message: a failure is none of ours. */
    if (ftruncate(st->lock_fd, 0) == 0 && length > 0 &&
        pwrite(st->lock_fd, text, length < TOLD_MOST ? length : TOLD_MOST - 1, 0) < 0)
        return;
}

#else

bool turnstile_take(struct store *st, struct fault *why)
{
    (void)why;
    st->turn_held = true;
    return true;
}

void turnstile_free(struct store *st)
{
    st->turn_held = false;
}

void turnstile_tell(struct store *st, const char *text)
{
    (void)st;
    (void)text;
}

#endif

/* turnstile.c - one writer at a time, in the order they came
 *
 * Why       Debian 12's SQLite 3.40.1 can corrupt a WAL that several processes write and checkpoint
 *           (WAL reset, fixed in 3.44.6, 3.50.7 and 3.51.3).  Every write transaction, checkpoint
 *           and close holds the flock on the file beside the store.  The kernel frees it on death.
 * Order     Who waits for it first takes the place of the next in line, a lock on a byte of the same
 *           file; everybody else, and who has just been through and comes again, queues for that
 *           place.  Without it whoever comes again at once is always quicker than who waits.
 * Patience  A wait ends after five seconds.  Who holds it for a bulk operation writes into the file
 *           what it is and how far, so the others are told at once instead of waiting.
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

enum { TOLD_MOST = 120, NUDGE_MS = 100, LINE_MS = 1000 };

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

/* Far behind anything that is told. */
static const struct flock next_in_line = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1 << 20, .l_len = 1};

static int lock_turn(int fd, bool wait)
{
    return flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
}

static int lock_next(int fd, bool wait)
{
    struct flock place = next_in_line;

    return fcntl(fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &place);
}

static void free_next(int fd)
{
    struct flock place = next_in_line;

    place.l_type = F_UNLCK;
    fcntl(fd, F_OFD_SETLK, &place);
}

static bool taken(int number)
{
    return number == EWOULDBLOCK || number == EAGAIN || number == EACCES || number == EINTR;
}

/* Waits in the kernel's queue until `give_up`.  A timer's signal ends the wait then, and again and
 * again, as it may come just before the wait begins; until then nothing disturbs it, as who is
 * disturbed loses their place.  The handler stays, so a late signal can do no harm. */
static int wait_in_line(int (*lock)(int fd, bool wait), int fd, int64_t give_up)
{
    const int number = SIGRTMAX - 3;
    int64_t left = give_up - clock_steady_ms();
    struct sigaction nudge = {.sa_handler = nudged};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = number};
    timer_t timer;
    int rc;

    left = left > 0 ? left : 1;
    struct itimerspec end = {{0, NUDGE_MS * 1000000L}, {left / 1000, left % 1000 * 1000000}};
    sigemptyset(&nudge.sa_mask);
    if (sigaction(number, &nudge, NULL) || timer_create(CLOCK_MONOTONIC, &event, &timer))
        return -1;
    timer_settime(timer, 0, &end, NULL);
    do
        rc = lock(fd, true);
    while (rc && errno == EINTR && clock_steady_ms() < give_up);
    timer_delete(timer);
    /* Whoever was stopped as they waited may find it free, however late it is. */
    return rc ? lock(fd, false) : 0;
}

static bool is_bulk(const struct store *st, struct fault *why)
{
    char text[TOLD_MOST];

    told(st, text, sizeof text);
    return text[0] && !fail(why, FAULT_BUSY, NULL, "Busy: %s; try again when it is done.", text);
}

static bool not_locked(const struct store *st, struct fault *why)
{
    return fail(why, FAULT_RESOURCE, NULL, "%s cannot be locked (%s).", st->lock_path,
                strerror(errno));
}

static bool waited_enough(struct fault *why)
{
    return fail(why, FAULT_BUSY, NULL,
                "Somebody else has been saving for %d seconds; nothing was saved: try again.",
                PATIENCE_MS / 1000);
}

/* The place of the next in line, or at once the turn itself: who has that place and was stopped
 * (Ctrl-Z) does not hold up the others, who look past it now and then. */
static bool stand_in_line(struct store *st, int64_t give_up, bool *next, struct fault *why)
{
    int fd = st->lock_fd;

    *next = !lock_next(fd, false);
    if (*next)
        return true;
    if (!taken(errno))
        return not_locked(st, why);
    if (is_bulk(st, why))
        return false;
    for (int64_t now; !*next && (now = clock_steady_ms()) < give_up;) {
        int64_t until = now + LINE_MS < give_up ? now + LINE_MS : give_up;
        *next = !wait_in_line(lock_next, fd, until);
        if (!*next && !lock_turn(fd, false))
            return true; /* which does no harm when it is asked for again */
    }
    return *next || waited_enough(why);
}

static bool wait_for_turn(struct store *st, int64_t give_up, struct fault *why)
{
    if (!lock_turn(st->lock_fd, false))
        return true;
    if (!taken(errno))
        return not_locked(st, why);
    if (is_bulk(st, why))
        return false;
    return !wait_in_line(lock_turn, st->lock_fd, give_up) || waited_enough(why);
}

bool turnstile_take(struct store *st, struct fault *why)
{
    char text[TOLD_MOST];
    int64_t give_up = clock_steady_ms() + PATIENCE_MS;
    bool next;

    if (st->turn_held || st->copy)
        return true;
    if (!open_lock(st, why) || !stand_in_line(st, give_up, &next, why))
        return false;
    bool ours = wait_for_turn(st, give_up, why);
    if (next)
        free_next(st->lock_fd);
    if (!ours)
        return false;
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

#include "tui/term_guard.h"

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { RESTORE_MOST = 256 };

static const struct {
    int signal;
    unsigned mark;
} told[] = {
    {SIGWINCH, GUARD_RESIZED}, {SIGTSTP, GUARD_STOP}, {SIGCONT, GUARD_CONTINUED},
    {SIGTERM, GUARD_END},      {SIGHUP, GUARD_END},   {SIGINT, GUARD_INTERRUPT},
};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

enum { TOLD = sizeof told / sizeof *told, CRASHES = sizeof crashes / sizeof *crashes };

/* One process has one terminal; a handler can have nothing else to look at. */
static struct {
    bool on;
    int fd;
    bool was_known;
    struct termios was;
    char restore[RESTORE_MOST];
    size_t restore_length;
    sigset_t mask;
    struct sigaction told_before[TOLD], crash_before[CRASHES];
    char stack[65536]; /* for a crash that is a stack overflow */
} guard;
static volatile sig_atomic_t marks[TOLD];

static void on_told(int signal)
{
    for (size_t i = 0; i < TOLD; i++)
        if (told[i].signal == signal)
            marks[i] = 1;
}

static void give_back(void)
{
    const char *p = guard.restore;
    size_t left = guard.restore_length;

    while (left) {
        ssize_t n = write(guard.fd, p, left);
        if (n < 0 && errno != EINTR)
            break;
        if (n > 0) {
            p += n;
            left -= (size_t)n;
        }
    }
    if (guard.was_known)
        tcsetattr(guard.fd, TCSANOW, &guard.was);
}

static void on_crash(int signal)
{
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &guard.crash_before[i], NULL);
    give_back();
    raise(signal); /* blocked until we return, then it goes its usual way */
}

void guard_begin(int fd)
{
    struct sigaction tell = {.sa_handler = on_told, .sa_flags = SA_RESTART};
    struct sigaction crash = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
    stack_t stack = {.ss_sp = guard.stack, .ss_size = sizeof guard.stack}, has = {0};
    sigset_t block;

    if (guard.on)
        return;
    guard.on = true;
    guard.fd = fd;
    guard.restore_length = 0;
    guard.was_known = tcgetattr(fd, &guard.was) == 0;
    sigemptyset(&block);
    for (size_t i = 0; i < TOLD; i++)
        sigaddset(&block, told[i].signal);
    sigprocmask(SIG_BLOCK, &block, &guard.mask);
    for (size_t i = 0; i < TOLD; i++) {
        sigdelset(&guard.mask, told[i].signal);
        marks[i] = 0;
        sigaction(told[i].signal, &tell, &guard.told_before[i]);
    }
    if (sigaltstack(NULL, &has) == 0 && (has.ss_flags & SS_DISABLE))
        sigaltstack(&stack, NULL);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &crash, &guard.crash_before[i]);
}

void guard_restore_with(const char *bytes, size_t length)
{
    guard.restore_length = 0;
    if (length > RESTORE_MOST)
        return;
    memcpy(guard.restore, bytes, length);
    guard.restore_length = length;
}

void guard_end(void)
{
    sigset_t unblock;

    if (!guard.on)
        return;
    guard.on = false;
    sigemptyset(&unblock);
    for (size_t i = 0; i < TOLD; i++) {
        sigaction(told[i].signal, &guard.told_before[i], NULL);
        sigaddset(&unblock, told[i].signal);
    }
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &guard.crash_before[i], NULL);
    sigprocmask(SIG_UNBLOCK, &unblock, NULL);
}

const sigset_t *guard_mask(void)
{
    return &guard.mask;
}

unsigned guard_taken(void)
{
    unsigned taken = 0;

    for (size_t i = 0; i < TOLD; i++) {
        if (marks[i]) {
            marks[i] = 0;
            taken |= told[i].mark;
        }
    }
    return taken;
}

void guard_stop(bool whole_job)
{
    struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
    sigset_t stop, continued;

    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigemptyset(&continued);
    sigaddset(&continued, SIGCONT);
    sigaction(SIGTSTP, &usual, &ours);
    kill(whole_job ? 0 : getpid(), SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL); /* here we stop, and here we go on */
    sigprocmask(SIG_BLOCK, &stop, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    while (sigtimedwait(&continued, NULL, &(struct timespec){0}) > 0)
        continue; /* it has been heard */
}

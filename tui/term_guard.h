/* term_guard.h - signals at a terminal, and giving it back whatever happens
 *
 * Meaning   While guarded, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP and SIGINT are blocked but
 *           for the time of a ppoll with guard_mask(), and only leave a mark (guard_taken).  So
 * none is lost between looking and waiting.  A crash (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT)
 *           gives the terminal back with write and tcsetattr alone, and then goes its usual way.
 * Source    ecosystem.md 1.4; reliability.md G3, G4.
 */
#ifndef TUI_TERM_GUARD_H
#define TUI_TERM_GUARD_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

enum guard_mark {
    GUARD_RESIZED = 1 << 0,
    GUARD_STOP = 1 << 1,
    GUARD_CONTINUED = 1 << 2,
    GUARD_END = 1 << 3,
    GUARD_INTERRUPT = 1 << 4
};

/* Keeps how the terminal on `fd` is set now, before anybody changes it. */
void guard_begin(int fd);
/* What to send to give the screen back after a crash. */
void guard_restore_with(const char *bytes, size_t length);
void guard_end(void); /* signals as they were before */

const sigset_t *guard_mask(void);
unsigned guard_taken(void); /* marks since it was last asked */
/* Stops this process (its whole job when the person asked at the keyboard) until it is continued.
 */
void guard_stop(bool whole_job);

#endif

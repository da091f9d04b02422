/* work.h - what is to be done, by whom, by when
 *
 * Operations  work.claim work.hand-back work.assign work.done clock.tick
 * Meaning     Most of a day's work is derived (a package to place, a reply due, an approval
 *             waiting); a task is the rest: something an operation or the clock found that somebody
 *             must look at.  A claim is advice to colleagues, not a lock.
 * Source      product.md, Work; ecosystem.md 3.
 */
#ifndef CORE_OPS_WORK_H
#define CORE_OPS_WORK_H

#include "core/ops/op.h"

struct task {
    struct stored head;
    const char *kind;
    int64_t person_id, package_id, line_number;
    int64_t role; /* enum role of session.h, by role_words */
    datetime_t due;
    const char *text;
    datetime_t made;
    int64_t claimed_by;
    datetime_t done;
    int64_t done_by;
    const char *outcome;
    const char *unique_key;
    int64_t made_by; /* whose doing must be looked at by a second person; else ABSENT */
};
extern const struct table table_task;
extern const struct operation *const ops_work[], *const ops_clock[];

/* A task; nothing happens when one of the same unique_key is there already. */
struct task_wanted {
    const char *kind;
    int64_t person_id, package_id, line_number; /* ABSENT where none */
    enum role role;
    datetime_t due; /* DATETIME_NONE: no clock */
    const char *unique_key;
    bool second; /* somebody else in that role must do it, not who acts now (S1) */
};
bool work_add(struct call *c, const struct task_wanted *t, struct fault *why, const char *format,
              ...) LIKE_PRINTF(4, 5) MUST_CHECK;
/* What one person did on their own word: another supervisor is asked to look at it within ten working
 * days.  In an import it is one task a file, with no person and no package. */
bool work_second(struct call *c, const char *kind, int64_t person_id, int64_t package_id,
                 struct fault *why, const char *format, ...) LIKE_PRINTF(6, 7) MUST_CHECK;
/* Every open task of a package is done with this outcome. */
bool work_close_package(struct call *c, int64_t package_id, const char *outcome,
                        struct fault *why) MUST_CHECK;

#endif

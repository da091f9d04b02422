/* story.h - a story file: what is given, what is done, what is expected, as structs
 *
 * Shape     interface.md, A story.  Beside what stands there a step may have `role`, `as_at` (of a
 *           see), `reasons` (codes of a rule's decision), `says` (part of an answer's sentence) and
 *           `notes` (codes of an answer's remarks).
 * Errors    Every unknown, repeated, missing and malformed key is named with its place (status 3).
 * Memory    The caller's arena.
 */
#ifndef CLI_STORY_H
#define CLI_STORY_H

#include "core/base/fault.h"
#include "core/base/field.h"

enum step_kind { STEP_DO, STEP_SEE, STEP_RULE, STEP_CHECK };

struct step {
    enum step_kind kind;
    const struct node *at; /* its place in the file */
    datetime_t on;         /* NONE: as the step before */
    const char *as;        /* NULL: whoever made the store */
    int64_t role;
    /* do */
    const char *op;
    const struct node *with;
    const struct node *refused, *denied, *bad, *notes; /* lists, or NULL where not expected */
    bool stale;
    const char *says;
    /* see */
    const char *see;
    date_t as_at;
    const struct node *where, *expect;
    /* rule */
    const char *rule, *outcome;
    const struct node *facts, *values, *reasons;
};

struct story {
    const char *name, *source, *config;
    datetime_t now; /* today at 09:00, or as given; NONE where the file does not say */
    struct step *given, *step;
    size_t givens, steps;
};

bool story_read(const struct node *map, struct story *out, struct arena *a,
                struct faults *all) MUST_CHECK;

#endif

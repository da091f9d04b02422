/* package_state.c - the state of a package on a day, in C: the same table as the lists' SQL */
#include "core/ops/package_state.h"

#define WORD_ROW(name, code, shown, condition) {code, shown},
const struct word package_state_words[] = {PACKAGE_STATES(WORD_ROW){NULL, NULL}};

#define MISSING_ROW(name, sentence, condition) {#name, sentence},
const struct word package_missing_words[] = {PACKAGE_STOPS(MISSING_ROW)
                                                 PACKAGE_ASKS(MISSING_ROW){NULL, NULL}};

static bool in_CANCELLED(const struct package_facts *f)
{
    return f->cancelled;
}

static bool in_SUSPENDED(const struct package_facts *f)
{
    return f->running > 0 && f->resting == f->running;
}

static bool in_NOTICE(const struct package_facts *f)
{
    return f->noticed > 0;
}

static bool in_ACTIVE(const struct package_facts *f)
{
    return f->running > 0;
}

static bool in_CONFIRMED(const struct package_facts *f)
{
    return f->coming > 0;
}

static bool in_ENDED(const struct package_facts *f)
{
    return f->past > 0 && !f->wanted;
}

static bool in_APPROVED(const struct package_facts *f)
{
    return f->approved > 0;
}

static bool in_AWAITING(const struct package_facts *f)
{
    return f->submitted > 0;
}

static bool in_ACCEPTED(const struct package_facts *f)
{
    return f->accepted > 0;
}

static bool in_OFFERED(const struct package_facts *f)
{
    return f->sent > 0;
}

static bool in_INCOMPLETE(const struct package_facts *f)
{
    return f->stopped;
}

static bool in_TO_PLACE(const struct package_facts *f)
{
    (void)f;
    return true;
}

enum package_state package_state_of(const struct package_facts *f)
{
#define IN_ROW(name, code, shown, condition)                                                       \
    if (in_##name(f))                                                                              \
        return PACKAGE_##name;
    PACKAGE_STATES(IN_ROW)
    return PACKAGE_TO_PLACE;
}

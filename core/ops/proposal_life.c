#include "core/ops/proposal_life.h"

#define AUTHOR   "the author, or who changed it last"
#define APPROVER "somebody with the power, neither author nor last editor"
#define PROGRAM  "the program, when the record has moved"

const struct proposal_step proposal_life[] = {
    {PROPOSAL_DRAFT, EVENT_SUBMIT, PROPOSAL_SUBMITTED, AUTHOR},
    {PROPOSAL_DRAFT, EVENT_CHANGE, PROPOSAL_DRAFT, AUTHOR},
    {PROPOSAL_DRAFT, EVENT_WITHDRAW, PROPOSAL_WITHDRAWN, AUTHOR},
    {PROPOSAL_DRAFT, EVENT_MOVE, PROPOSAL_STALE, PROGRAM},
    {PROPOSAL_SUBMITTED, EVENT_APPROVE, PROPOSAL_APPROVED, APPROVER},
    {PROPOSAL_SUBMITTED, EVENT_RETURN, PROPOSAL_RETURNED, APPROVER},
    {PROPOSAL_SUBMITTED, EVENT_REFUSE, PROPOSAL_REFUSED, APPROVER},
    {PROPOSAL_SUBMITTED, EVENT_WITHDRAW, PROPOSAL_WITHDRAWN, AUTHOR},
    {PROPOSAL_SUBMITTED, EVENT_MOVE, PROPOSAL_STALE, PROGRAM},
    {PROPOSAL_RETURNED, EVENT_CHANGE, PROPOSAL_DRAFT, AUTHOR},
    {PROPOSAL_RETURNED, EVENT_SUBMIT, PROPOSAL_SUBMITTED, AUTHOR},
    {PROPOSAL_RETURNED, EVENT_WITHDRAW, PROPOSAL_WITHDRAWN, AUTHOR},
    {PROPOSAL_RETURNED, EVENT_MOVE, PROPOSAL_STALE, PROGRAM},
    {PROPOSAL_APPROVED, EVENT_APPLY, PROPOSAL_APPLIED, AUTHOR},
    {PROPOSAL_APPROVED, EVENT_WITHDRAW, PROPOSAL_WITHDRAWN, AUTHOR},
    {PROPOSAL_APPROVED, EVENT_MOVE, PROPOSAL_STALE, PROGRAM},
};
const size_t proposal_life_count = sizeof proposal_life / sizeof *proposal_life;

bool proposal_next(int64_t from, enum proposal_event event, int64_t *to)
{
    for (size_t i = 0; i < proposal_life_count; i++)
        if ((int64_t)proposal_life[i].from == from && proposal_life[i].event == event) {
            *to = proposal_life[i].to;
            return true;
        }
    return false;
}

const char *proposal_event_word(enum proposal_event event)
{
    static const char *const word[] = {"submit", "change", "approve",  "apply",
                                       "return", "refuse", "withdraw", "pass by"};

    return word[event];
}

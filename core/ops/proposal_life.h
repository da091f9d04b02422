/* proposal_life.h - the life of a proposal, as one table
 *
 * Meaning   Every way from one state to another is a row: the code asks the table, and the help, the
 *           picture in docs and the tests are made from it.
 * Source    architecture.md, Asking and deciding.
 */
#ifndef CORE_OPS_PROPOSAL_LIFE_H
#define CORE_OPS_PROPOSAL_LIFE_H

#include "core/ops/proposal.h"

enum proposal_event {
    EVENT_SUBMIT,
    EVENT_CHANGE,
    EVENT_APPROVE,
    EVENT_APPLY,
    EVENT_RETURN,
    EVENT_REFUSE,
    EVENT_WITHDRAW,
    EVENT_MOVE /* what it stood on has moved */
};

struct proposal_step {
    enum proposal_state from;
    enum proposal_event event;
    enum proposal_state to;
    const char *who; /* in words, for help and docs */
};
extern const struct proposal_step proposal_life[];
extern const size_t proposal_life_count;

/* The state an event leads to, or false where there is no such way. */
bool proposal_next(int64_t from, enum proposal_event event, int64_t *to);
const char *proposal_event_word(enum proposal_event event); /* "approve" */

#endif

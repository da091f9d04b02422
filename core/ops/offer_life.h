/* offer_life.h - the life of an offer as one table
 *
 * Meaning   A row says: in this state, on this event, by these roles, if this holds, the offer goes
 *           to that state.  The operations, their help, the picture in docs and the tests read it;
 *           what no row allows is refused (OF-4).
 */
#ifndef CORE_OPS_OFFER_LIFE_H
#define CORE_OPS_OFFER_LIFE_H

#include "core/ops/market_inside.h"
#include "core/ops/offer.h"

enum offer_event {
    EVENT_MAKE,
    EVENT_SPOT,
    EVENT_ACCEPT,
    EVENT_ACCEPT_PART,
    EVENT_DECLINE,
    EVENT_EXPIRE,
    EVENT_WITHDRAW,
    EVENT__COUNT
};
enum { OFFER_NEW = -1 }; /* before there is one */

struct offer_step {
    int from; /* enum offer_state, or OFFER_NEW */
    enum offer_event event;
    unsigned roles;
    const char *guard; /* what must hold, in words; NULL nothing more */
    enum offer_state next;
};
extern const struct offer_step offer_steps[];
extern const size_t offer_step_count;
extern const struct word offer_event_words[]; /* operation, and what it does to an offer */

/* The row, or NULL. */
const struct offer_step *offer_step(int from, enum offer_event event);
unsigned offer_roles(enum offer_event event);
/* Puts the offer in its next state and writes it; OF-4 where no row allows the event. */
bool offer_move(struct call *c, struct offer *o, enum offer_event event,
                struct fault *why) MUST_CHECK;

#endif

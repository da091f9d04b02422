#include "core/ops/offer_life.h"

#include <string.h>

#define ROLES_OFFER  (ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR))
#define ROLES_EXPIRE (ROLES_OFFER | ROLE(ROLE_ADMIN))

const struct word offer_event_words[] = {
    {"offer.make", "made"},          {"spot.propose", "made"},
    {"offer.accept", "accepted"},    {"offer.accept-part", "accepted in part"},
    {"offer.decline", "declined"},   {"offer.expire", "expired"},
    {"offer.withdraw", "withdrawn"}, {NULL, NULL},
};

const struct offer_step offer_steps[] = {
    {OFFER_NEW, EVENT_MAKE, ROLES_OFFER, "the provider may be offered it (B1 to B8)", OFFER_SENT},
    {OFFER_NEW, EVENT_SPOT, ROLES_OFFER, "the lot route is exhausted and a supervisor has approved",
     OFFER_ACCEPTED},
    {OFFER_SENT, EVENT_ACCEPT, ROLES_OFFER, "the provider may still be offered it", OFFER_ACCEPTED},
    {OFFER_SENT, EVENT_ACCEPT_PART, ROLES_OFFER, "some of its visits and not all",
     OFFER_ACCEPTED_PART},
    {OFFER_SENT, EVENT_DECLINE, ROLES_OFFER, "a reason from the list", OFFER_DECLINED},
    {OFFER_SENT, EVENT_EXPIRE, ROLES_EXPIRE, "its reply was due before now", OFFER_EXPIRED},
    {OFFER_SENT, EVENT_WITHDRAW, ROLES_OFFER, NULL, OFFER_WITHDRAWN},
    {OFFER_ACCEPTED, EVENT_WITHDRAW, ROLES_OFFER, "no line stands on it", OFFER_WITHDRAWN},
    {OFFER_ACCEPTED_PART, EVENT_WITHDRAW, ROLES_OFFER, "no line stands on it", OFFER_WITHDRAWN},
};
const size_t offer_step_count = sizeof offer_steps / sizeof *offer_steps;

const struct offer_step *offer_step(int from, enum offer_event event)
{
    for (size_t i = 0; i < offer_step_count; i++)
        if (offer_steps[i].from == from && offer_steps[i].event == event)
            return &offer_steps[i];
    return NULL;
}

unsigned offer_roles(enum offer_event event)
{
    unsigned roles = 0;

    for (size_t i = 0; i < offer_step_count; i++)
        if (offer_steps[i].event == event)
            roles |= offer_steps[i].roles;
    return roles;
}

bool offer_move(struct call *c, struct offer *o, enum offer_event event, struct fault *why)
{
    const struct offer_step *step = offer_step((int)o->state, event);

    if (!step || o->placed)
        return also_refuse(why, "OF-4", "Offer %s is %s%s: it cannot be %s.", o->ref,
                           offer_state_words[o->state].code,
                           o->placed ? " and care runs on it" : "", offer_event_words[event].shown);
    o->state = step->next;
    if (event != EVENT_WITHDRAW || !datetime_given(o->replied))
        o->replied = c->who->now;
    return row_change(c->store, &table_offer, o, why);
}

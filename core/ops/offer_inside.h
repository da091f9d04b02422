/* offer_inside.h - what the files of offers share; nobody else includes it */
#ifndef CORE_OPS_OFFER_INSIDE_H
#define CORE_OPS_OFFER_INSIDE_H

#include "core/ops/market_order.h"
#include "core/ops/offer_life.h"

enum { NEEDS_MOST = 2000 };

/* A package about to be offered: what is wanted of it, and from when. */
struct to_offer {
    struct package package;
    struct specification specification;
    struct list visits;  /* struct visit */
    const char *numbers; /* those to offer, or NULL: all */
    date_t on;           /* the day care would start: needed by, or today when that has gone */
};
/* Finds them and everything that stands in the way of any offer: cancelled (OF-6), not complete
 * (PK-1), no consent (OF-2), nothing left to place (OF-5). `visits` as typed, or NULL: what is left.
 * In read-only use (`look`) only what cannot be computed without is refused. */
bool to_offer_find(struct call *c, const char *package, const char *visits, bool look,
                   struct to_offer *out, struct fault *why) MUST_CHECK;
/* When the reply is due. */
bool offer_due(struct call *c, int64_t priority, datetime_t *out, struct fault *why) MUST_CHECK;
/* What the provider is told beside the visits; OF-3 where words would name the person. */
bool offer_needs(struct call *c, const struct to_offer *t, const char **out,
                 struct fault *why) MUST_CHECK;
/* An offer filled from what it is about; not yet written. */
bool offer_new(struct call *c, const struct to_offer *t, const struct asked *q, const char *ref,
               struct offer *out, struct fault *why) MUST_CHECK;

extern const struct operation op_offer_make, op_offer_accept, op_offer_accept_part,
    op_offer_decline, op_offer_expire, op_offer_withdraw, op_spot_propose;

#endif

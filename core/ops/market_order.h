/* market_order.h - the order of the contract, for the files of the market and of offers */
#ifndef CORE_OPS_MARKET_ORDER_H
#define CORE_OPS_MARKET_ORDER_H

#include "core/ops/market_inside.h"
#include "core/ops/offer.h"
#include "core/ops/package.h"

/* What is to be offered, and what was found about it once. */
struct asked {
    const struct package *package;
    const struct list *visits; /* struct visit, of one specification */
    const char *numbers;       /* of them, or NULL: all */
    date_t on;                 /* the day the care would start */
    /* filled by asked_begin */
    int64_t spec_number;
    const char *home_lot; /* lot of where the person lives then, or NULL */
    bool nhs, delegated;
    struct list offers; /* struct offer of the package, oldest first */
    int64_t round;      /* answers count from the offer after this one */
};
bool asked_begin(struct call *c, struct asked *q, struct fault *why) MUST_CHECK;

/* Fills the facts of k->award's provider, its place in the order taken as reached. */
bool candidate_facts(struct call *c, const struct asked *q, struct candidate *k,
                     struct fault *why) MUST_CHECK;
bool candidate_decide(struct call *c, struct candidate *k, struct fault *why) MUST_CHECK;
bool candidate_may(const struct candidate *k);
/* As market_candidates, once begun. */
bool market_order(struct call *c, const struct asked *q, struct list *out,
                  struct fault *why) MUST_CHECK;

/* Numbers of the visits that it holds. */
const char *offer_holds(const struct offer *o);

#endif

/* offer.h - offers to providers and their replies
 *
 * Operations  offer.make offer.accept offer.accept-part offer.decline offer.withdraw offer.expire
 *             (the clock's) spot.propose
 * Life        sent → accepted | accepted-part | declined | expired | withdrawn; offer_life.h has the
 *             one table (state, event, who, guard, next) that drives code, help, picture and tests.
 * Clock       due = sent + the response time of the package's priority, in office hours.  An offer
 *             past due is expired by `tick`, and counts against the provider as a decline does.
 * Part        Once part of an offer is accepted, weekly_minutes and weekly_pence are those of the
 *             accepted visits; the rest is offered to the next in order.
 * Promise     What a provider sees (view offer-extract) has the outward postcode and nothing that
 *             names the person: offer.make refuses words that would (OF-3) and keeps what it sent.
 * Source      domain.md 4.3; product.md journey 1.
 */
#ifndef CORE_OPS_OFFER_H
#define CORE_OPS_OFFER_H

#include "core/ops/op.h"

struct offer {
    struct stored head;
    const char *ref;
    int64_t package_id, person_id, specification_id;
    int64_t spec_number; /* of that specification within the package: the same while only its days
                            change */
    int64_t provider_id;
    const char *award_ref, *lot_code, *visits;
    const char *needs; /* words beside the visits, as the provider was sent them; or NULL */
    int64_t weekly_minutes;
    money_t weekly_pence;
    datetime_t sent, due;
    int64_t sent_by;
    int64_t state; /* enum offer_state_words */
    datetime_t replied;
    const char *decline_code, *reply_text, *accepted_visits;
    date_t start;
    int64_t placed;
};
enum offer_state {
    OFFER_SENT,
    OFFER_ACCEPTED,
    OFFER_ACCEPTED_PART,
    OFFER_DECLINED,
    OFFER_EXPIRED,
    OFFER_WITHDRAWN
};
extern const struct table table_offer;
extern const struct word offer_state_words[]; /* sent accepted accepted-part declined … */
extern const struct operation *const ops_offer[];

bool offer_by_ref(struct call *c, const char *arg, const char *ref, struct offer *out,
                  struct fault *why) MUST_CHECK;
/* The accepted offers of a package that no line stands on yet. */
bool offer_accepted_of(struct call *c, int64_t package_id, struct list *out,
                       struct fault *why) MUST_CHECK;
/* A line stands on it now. */
bool offer_place(struct call *c, struct offer *o, struct fault *why) MUST_CHECK;
/* Withdraws every offer still out on a package (cancelled, died, placed elsewhere). */
bool offer_withdraw_all(struct call *c, int64_t package_id, const char *because,
                        struct fault *why) MUST_CHECK;

#endif

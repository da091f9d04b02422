/* market.h - lots, providers, awards, capacity, rates, bars and delegations of NHS work
 *
 * Operations  provider.add provider.change provider.stop provider.resume lot.add lot.end
 *             lot.add-area lot.end-area award.add award.change-capacity award.end rate.add
 *             bar.add bar.end delegation.record delegation.end
 * Order       of the contract (B7): the lead of the lot first, then its consortium members and
 *             sub-contractors, then the reserve, then neighbours, then the framework; within a role
 *             by position.  A place is reached when every one before it has declined, let the offer
 *             expire, or may not be offered the package.
 * Source      Paper 001, paragraphs 7, 11, 12, 22; domain.md 4.3, 4.6, 5.
 */
#ifndef CORE_OPS_MARKET_H
#define CORE_OPS_MARKET_H

#include "core/ops/op.h"
#include "core/rules/brokerage/brokerage.h"

struct lot {
    struct stored head;
    const char *code, *name, *short_name;
    int64_t tile_row, tile_column;
    date_t valid_from, valid_to;
};
struct lot_area {
    struct stored head;
    const char *lot_code;
    int64_t kind; /* enum lot_area_words of config.h */
    const char *value;
    date_t valid_from, valid_to;
};
struct provider {
    struct stored head;
    const char *ref, *name, *sort_key;
    const char *cqc_location, *cqc_provider;
    date_t registered_from, registered_to;
    const char *postcode, *phone, *email, *website;
    int64_t old_market;
};
struct provider_stop {
    struct stored head;
    int64_t provider_id;
    date_t valid_from, valid_to;
    int64_t kind; /* enum stop_words: new-work all failing */
    const char *reason;
};
struct award {
    struct stored head;
    const char *ref, *lot_code;
    int64_t provider_id;
    int64_t role; /* enum award_words: lead consortium sub reserve neighbour framework */
    const char *lead_ref;
    int64_t position, weekly_minutes, nhs_work;
    date_t valid_from, valid_to;
};
struct rate {
    struct stored head;
    const char *award_ref;
    int64_t minutes; /* of one visit; ABSENT: pence is for an hour */
    money_t pence;
    date_t valid_from, valid_to;
    const char *source; /* contract, variation or decision it comes from; NULL: not on record */
};
struct bar {
    struct stored head;
    int64_t person_id, provider_id;
    const char *reason;
    date_t valid_from, valid_to;
};
struct nhs_delegation {
    struct stored head;
    const char *body;
    int64_t function; /* enum function_words: rehabilitation health-needs care-planning */
    const char *agreement;
    date_t valid_from, valid_to;
};

extern const struct table table_lot, table_lot_area, table_provider, table_provider_stop,
    table_award, table_rate, table_bar, table_nhs_delegation;
extern const struct word stop_words[], award_words[], function_words[];
extern const struct operation *const ops_market[];

bool provider_by_ref(struct call *c, const char *arg, const char *ref, struct provider *out,
                     struct fault *why) MUST_CHECK;
bool award_by_ref(struct call *c, const char *arg, const char *ref, date_t on, struct award *out,
                  struct fault *why) MUST_CHECK;
/* The lot of an address on a day: a postcode area first (the longest that fits), then ward, then
 * district.  *found false where no lot covers it. */
bool lot_of_place(struct call *c, const char *postcode, const char *district, const char *ward,
                  date_t on, struct lot *out, bool *found, struct fault *why) MUST_CHECK;

/* A week of visits at an award's prices: the rate table's price for that length, else pro rata of
 * the hourly rate.  FAULT_REFUSED (RT-1) where no rate is in force.  Source: architecture.md,
 * Money. */
struct week {
    int64_t weekly_minutes;
    money_t weekly_pence;
    int64_t double_handed; /* 1: a visit has two carers */
};
/* `visits` is a list of struct visit (package.h); `numbers` ("1,3") picks of them, or NULL: all. */
bool award_week(struct call *c, const char *award_ref, const struct list *visits,
                const char *numbers, date_t on, struct week *out, struct fault *why) MUST_CHECK;
/* Minutes a week already promised to an award: lines running or to come on the day, and offers out
 * or accepted and not yet placed. */
bool award_committed(struct call *c, const char *award_ref, date_t on, int64_t *minutes,
                     struct fault *why) MUST_CHECK;

/* Everybody who might be offered a package, in contract order, each with the rule's answer. */
struct candidate {
    struct award award;
    struct provider provider;
    struct may_offer_facts facts;
    struct decision decision; /* of brokerage.may-offer: outcome, reasons, head-room */
    int64_t committed;
    struct week week;  /* at its prices; weekly_pence MONEY_NONE where it has no rate */
    bool answered;     /* it has declined these visits, let them expire or taken others of them */
    const char *past;  /* what became of an offer of this package: "declined 08/11/2016", or NULL */
    const char *asked; /* the offer of it that is out with this provider now; or NULL */
    datetime_t asked_due; /* until when, where one is */
};
struct package;
bool market_candidates(struct call *c, const struct package *p, const struct list *visits,
                       const char *numbers, date_t on, struct list *out,
                       struct fault *why) MUST_CHECK;

struct counter;
/* The same for the screens: what is still to be placed of a package, read only, with nothing kept.
 * Memory belongs to `a`.  (candidates.c) */
bool candidates_of(struct counter *counter, const char *package_ref, struct arena *a,
                   struct list *out, struct fault *why) MUST_CHECK;

#endif

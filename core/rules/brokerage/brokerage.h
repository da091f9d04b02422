/* brokerage - what home care costs, who may be offered it, and when it may start
 *
 *   brokerage.visit-price    one visit from an hourly rate
 *   brokerage.package-cost   a week of visits
 *   brokerage.range-cost     some days of a weekly price
 *   brokerage.may-offer      may this provider be offered this package?  B1 to B8
 *   brokerage.may-start      may the service start for this person?  MS1 and MS2
 *
 * Unit       money in pence, time in whole minutes, both end days of a range counted.
 * Rounding   half up to the penny, once for each visit and once for each range; sums are never
 *            rounded again.
 * Pure       reads its facts alone; values belong to the arena of the evaluation.
 * Source     Paper 001, paragraphs 5 to 12 and 30; domain.md 4.2, 4.3 and 4.6; interface.md.
 */
#ifndef CORE_RULES_BROKERAGE_BROKERAGE_H
#define CORE_RULES_BROKERAGE_BROKERAGE_H

#include "core/rules/rule.h"

enum {
    VISIT_MINUTES_MOST = 1440,
    VISIT_CARERS_MOST = 2,
    RATE_PENCE_MOST = 100000,
    VISITS_MOST = 1000, /* kinds of visit in one week of one package */
    AGE_OF_SERVICE = 18 /* Paper 001, paragraph 30 */
};

struct visit_price_facts {
    money_t rate_pence_hour;
    int64_t minutes;
};
struct visit_price_values {
    money_t pence;
};

/* One kind of visit: the same length, carers and rate on some days of each week. */
struct visit_cost {
    int64_t minutes, days_per_week, carers;
    money_t rate_pence_hour;
};
struct package_cost_facts {
    struct list visits; /* struct visit_cost */
};
struct package_cost_values {
    int64_t weekly_minutes; /* days x minutes x carers, summed */
    money_t weekly_pence;   /* price of one visit x days x carers, summed */
};

struct range_cost_facts {
    money_t weekly_pence;
    date_t from, to; /* both counted */
};
struct range_cost_values {
    int64_t days;
    money_t pence;
};

/* Booleans, and minutes a week of the award in this lot. */
struct may_offer_facts {
    int64_t provider_registered, provider_suspended, award_live, lot_covers;
    int64_t capacity_minutes, committed_minutes, package_minutes;
    int64_t barred_for_person, order_reached, delegation_in_force;
};
struct may_offer_values {
    struct list refused_by;   /* const char *: B1 … B8, in order; empty when offered */
    int64_t headroom_minutes; /* capacity less committed, before this package; may be negative */
};

struct may_start_facts {
    date_t born, start;
    int64_t needs_delegation, delegation_in_force; /* bool */
};
struct may_start_values {
    struct list refused_by; /* const char *: MS1, MS2 */
    int64_t age;            /* whole years on the start day */
};

extern const struct rule rule_brokerage_visit_price, rule_brokerage_package_cost,
    rule_brokerage_range_cost, rule_brokerage_may_offer, rule_brokerage_may_start;

#endif

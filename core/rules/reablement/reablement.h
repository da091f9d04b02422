/* reablement - the free weeks, what the programme changed, and when a hand-off may be approved
 *
 *   reablement.free-period   the last free day and the first that may be charged
 *   reablement.outcome       weekly minutes before beside those after
 *   reablement.hand-off      may this hand-off be approved?  R1, R2, R3 and R5
 *
 * R4 (who is charged past the free weeks) is a choice that is recorded, not a refusal.
 * Figures    config/<partnership>/reablement.yaml
 * Source     SI 2014/2672 reg 3; NICE NG74; domain.md 2.5 and 3.2 to 3.4.
 */
#ifndef CORE_RULES_REABLEMENT_REABLEMENT_H
#define CORE_RULES_REABLEMENT_REABLEMENT_H

#include "core/rules/rule.h"

struct reablement_figure {
    date_t from, to;
    int64_t free_days; /* 42, the first day counted */
    const char *source;
};
const struct reablement_figure *figures_reablement(const struct figures *f, date_t on);

struct free_period_facts {
    date_t start, ends; /* ends: the last day of the programme, absent while it is open */
};
struct free_period_values {
    date_t last_free_day, first_chargeable;
};

struct reablement_outcome_facts {
    int64_t minutes_before, minutes_after; /* weekly commissioned minutes of all carers */
};

struct hand_off_facts {
    int64_t final_review, outcome_recorded, goals_closed, continuing; /* bool */
    const char *author, *approver, *approver_role;
    int64_t needs_decision; /* bool; of continuing care alone, as are the days */
    date_t reablement_end, long_term_start;
    const char *bridging_reason;
};
struct hand_off_values {
    struct list refused_by; /* const char * */
    int64_t gap_days, overlap_days;
};

extern const struct rule rule_reablement_free_period, rule_reablement_outcome,
    rule_reablement_hand_off;

#endif

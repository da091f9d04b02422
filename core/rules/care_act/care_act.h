/* care_act - what the Care Act 2014 and its Regulations make of needs and of capital
 *
 *   care-act.eligibility     an adult's needs for care and support: the three conditions
 *   care-act.tariff-income   income treated as coming from capital, for care at home
 *
 * Unit       money in pence; weekly_pence is a week's.
 * Pure       reads its facts and, for capital, the figures in force on `on`.
 * Source     SI 2015/313 reg 2; SI 2014/2672 regs 12 and 25; domain.md 2.1 and 2.5.
 */
#ifndef CORE_RULES_CARE_ACT_CARE_ACT_H
#define CORE_RULES_CARE_ACT_CARE_ACT_H

#include "core/rules/rule.h"

/* The ten outcomes of reg 2(2), coded a to j; indexes of `unable`. */
extern const struct word care_act_outcomes[];

struct eligibility_facts {
    int64_t impairment;         /* bool: needs arise from an impairment or illness */
    struct list unable;         /* int64_t: index into care_act_outcomes, each at most once */
    int64_t significant_impact; /* bool: on well-being, now or likely */
};
struct eligibility_values {
    int64_t outcomes_unable; /* how many */
};

struct tariff_income_facts {
    money_t capital_pence; /* after disregards; the main home is ignored at home */
    date_t on;
};
struct tariff_income_values {
    money_t
        weekly_pence; /* 0 at or under the lower limit, and over the upper, where none is taken */
};

extern const struct rule rule_care_act_eligibility, rule_care_act_tariff_income;

#endif

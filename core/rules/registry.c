/* registry.c - every rule the program knows, by name: a rule is added by its file and a row here */
#include "core/rules/brokerage/brokerage.h"
#include "core/rules/care_act/care_act.h"
#include "core/rules/chc/chc.h"
#include "core/rules/funding/funding.h"
#include "core/rules/identity/identity.h"
#include "core/rules/reablement/reablement.h"
#include "core/rules/rule.h"

#include <string.h>

/* A row a rule. */
/* clang-format off */
const struct rule *const rules[] = {
    &rule_brokerage_may_offer,
    &rule_brokerage_may_start,
    &rule_brokerage_package_cost,
    &rule_brokerage_range_cost,
    &rule_brokerage_visit_price,
    &rule_care_act_eligibility,
    &rule_care_act_tariff_income,
    &rule_chc_appeal,
    &rule_chc_checklist,
    &rule_chc_clock,
    &rule_chc_decision,
    &rule_chc_dst,
    &rule_chc_fast_track,
    &rule_chc_mdt,
    &rule_chc_refund,
    &rule_chc_review_due,
    &rule_funding_transfer,
    &rule_identity_nhs_number,
    &rule_identity_postcode,
    &rule_reablement_free_period,
    &rule_reablement_hand_off,
    &rule_reablement_outcome,
    NULL,
};
/* clang-format on */

const struct rule *rule_find(const char *name)
{
    for (const struct rule *const *r = rules; *r; r++)
        if (strcmp((*r)->name, name) == 0)
            return *r;
    return NULL;
}

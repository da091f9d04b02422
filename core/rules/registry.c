/* registry.c - every rule the program knows, by name: a rule is added by its file and a row here */
#include "core/rules/brokerage/brokerage.h"
#include "core/rules/care_act/care_act.h"
#include "core/rules/identity/identity.h"
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
    &rule_identity_nhs_number,
    &rule_identity_postcode,
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

/* identity - is this a number, or a postcode, that can belong to somebody?
 *
 *   identity.nhs-number   ten digits with a Modulus 11 check; which of its conditions fail
 *   identity.postcode     the shape of a postcode; which half is wrong
 *
 * Pure       reads its facts alone; values belong to the arena of the evaluation.
 * Source     domain.md 7.3; NHS Data Dictionary.
 * Text       Anything that is text has an answer: what is no NHS number is `invalid`, not bad
 * input.
 */
#ifndef CORE_RULES_IDENTITY_IDENTITY_H
#define CORE_RULES_IDENTITY_IDENTITY_H

#include "core/rules/rule.h"

struct nhs_number_facts {
    const char *number; /* as written: outer spaces trimmed, inner ones only as 3-3-4 */
};
struct nhs_number_values {
    const char *canonical; /* ten digits; NULL when invalid */
    int64_t test_range;    /* begins 999; ABSENT when invalid */
};

struct postcode_facts {
    const char *postcode; /* as written: case folded, a run of spaces counts as one */
};
struct postcode_values {
    const char *canonical;        /* "LE11 3TU"; NULL when invalid, as are its halves */
    const char *outward, *inward; /* "LE11", "3TU" */
};

extern const struct rule rule_identity_nhs_number, rule_identity_postcode;

#endif

/* funding - who pays: the gate that no cost passes without evidence
 *
 *   funding.transfer   may the cost move from one payer to another?  T1 to T8
 *
 * Meaning   The legal payer is who is invoiced.  Where a transfer is refused the current payer goes
 *           on.  A supervisor may lift T7 alone, for a reason, and that is an audited exception.
 * Source    Paper 001, paragraphs 17 and 26; National Framework (no one-sided withdrawal);
 *           domain.md 1.11 to 1.17.
 */
#ifndef CORE_RULES_FUNDING_FUNDING_H
#define CORE_RULES_FUNDING_FUNDING_H

#include "core/rules/rule.h"

enum funding_payer { PAYER_LA, PAYER_ICB, PAYER_JOINT, PAYER_CLIENT };
enum funding_kind { TRANSFER_ELIGIBILITY, TRANSFER_ORGANISATION, TRANSFER_SPLIT };
enum icb_decision { ICB_ELIGIBLE, ICB_FAST_TRACK, ICB_FNC, ICB_NEITHER };
extern const struct word funding_payer_words[], funding_kind_words[], icb_decision_words[];

struct transfer_facts {
    int64_t from_funder, to_funder; /* enum funding_payer */
    int64_t kind;                   /* enum funding_kind */
    date_t effective;
    int64_t consulted, dispute_open, terms_in_force; /* bool */
    date_t decided; /* of the case; stands for icb_decision_on where that is not given */
    date_t last_eligibility_decision, joint_reassessment_on;
    int64_t mdt_valid; /* bool */
    date_t fast_track_accepted_on;
    int64_t icb_decision; /* enum icb_decision */
    date_t icb_decision_on, receiver_agreed_from;
    date_t received, original_decision; /* what a backdating rests on */
    date_t charge_from, financial_assessment_on;
    const char *supervisor_override_reason;
};
struct transfer_values {
    struct list refused_by; /* const char *: T1 … T8, in order */
};

extern const struct rule rule_funding_transfer;

#endif

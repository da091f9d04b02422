#include "core/rules/reablement/reablement.h"

#include <string.h>

enum { DAYS_MOST = 200000 };

#define YES_NO(member, flags_, label_, help_, source_)                                             \
    {                                                                                              \
        FIELD(struct hand_off_facts, member, FIELD_BOOL), .flags = (flags_), .label = (label_),    \
                                                          .help = (help_), .source = (source_)     \
    }
#define WHO(member, label_, help_)                                                                 \
    {                                                                                              \
        FIELD(struct hand_off_facts, member, FIELD_TEXT),                                          \
            .max = 60, .label = (label_), .help = (help_), .source = "domain.md 3.4, R2"           \
    }

static const struct field fact_rows[] = {
    YES_NO(final_review, 0, "Final review", "The final review is recorded.", "domain.md 3.4, R1"),
    YES_NO(outcome_recorded, 0, "Outcome", "The outcome is recorded.", "domain.md 3.4, R1"),
    YES_NO(goals_closed, 0, "Goals closed", "Every goal has an outcome.", "domain.md 3.4, R5"),
    YES_NO(continuing, 0, "Continuing care", "Care goes on with a long-term provider.",
           "domain.md 3.4, R1"),
    WHO(author, "Author", "Login of who wrote the hand-off."),
    WHO(approver, "Approver", "Login of who approves it."),
    WHO(approver_role, "Approver's role", "In which role: supervisor."),
    YES_NO(needs_decision, FIELD_OPTIONAL, "Needs decision",
           "An eligible-needs decision, or one of NHS funding, is there.", "domain.md 3.4, R1"),
    {FIELD(struct hand_off_facts, reablement_end, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Reablement ends", .help = "Its last day.", .source = "domain.md 3.4, R3"},
    {FIELD(struct hand_off_facts, long_term_start, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Long-term care starts", .help = "Its first day.", .source = "domain.md 3.4, R3"},
    {FIELD(struct hand_off_facts, bridging_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .max = 2000, .label = "Gap or overlap, because",
     .help = "The bridging arrangement, or why the days do not meet.",
     .source = "domain.md 3.4, R3"},
};
static const struct fields facts = FIELDS("reablement.hand-off", fact_rows, struct hand_off_facts);

static const struct field value_rows[] = {
    {FIELD(struct hand_off_values, refused_by, FIELD_LIST), .item = FIELD_TEXT,
     .flags = FIELD_OPTIONAL, .label = "Refused by", .help = "Every code that refuses, in order."},
    {FIELD(struct hand_off_values, gap_days, FIELD_INT), .max = DAYS_MOST, .label = "Gap",
     .help = "Days between the end of reablement and the start of long-term care."},
    {FIELD(struct hand_off_values, overlap_days, FIELD_INT), .max = DAYS_MOST, .label = "Overlap",
     .help = "Days on which both are there."},
};
static const struct fields values =
    FIELDS("reablement.hand-off values", value_rows, struct hand_off_values);

static const char *const outcomes[] = {"permitted", "refused", NULL};

/* Care that goes on has three facts more. */
static bool continuing_facts(const struct hand_off_facts *f, struct fault *why)
{
    const char *missing = f->needs_decision == ABSENT       ? "needs_decision"
                          : !date_given(f->reablement_end)  ? "reablement_end"
                          : !date_given(f->long_term_start) ? "long_term_start"
                                                            : NULL;

    return !missing || fail(why, FAULT_INPUT, missing,
                            "Where care continues, %s is needed: give it, or say that nothing "
                            "continues.",
                            missing);
}

static void days_meet(const struct hand_off_facts *f, const struct hand_off_values *v,
                      struct decision *out)
{
    if (f->bridging_reason)
        return;
    if (v->gap_days)
        decision_refuse(out, "refused", "R3",
                        "Nobody gives care on %lld %s between the two: say who does, or why.",
                        (long long)v->gap_days, v->gap_days == 1 ? "day" : "days");
    else if (v->overlap_days)
        decision_refuse(out, "refused", "R3",
                        "Both give care on %lld %s: say why, or start a day after the end.",
                        (long long)v->overlap_days, v->overlap_days == 1 ? "day" : "days");
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct hand_off_facts *f = record;
    struct hand_off_values *v = out->values;
    bool continuing = f->continuing == 1;

    (void)figures;
    if (continuing && !continuing_facts(f, why))
        return false;
    int64_t between = continuing ? f->long_term_start.day - f->reablement_end.day - 1 : 0;
    v->gap_days = between > 0 ? between : 0;
    v->overlap_days = between < 0 ? -between : 0;
    out->outcome = "permitted";
    if (!f->final_review)
        decision_refuse(out, "refused", "R1", "The final review is not recorded.");
    else if (!f->outcome_recorded)
        decision_refuse(out, "refused", "R1", "The outcome is not recorded.");
    else if (continuing && !f->needs_decision)
        decision_refuse(out, "refused", "R1",
                        "Care goes on and there is no eligible-needs decision, nor one of NHS "
                        "funding.");
    if (strcmp(f->author, f->approver) == 0)
        decision_refuse(out, "refused", "R2", "Nobody approves a hand-off that they wrote.");
    else if (strcmp(f->approver_role, "supervisor") != 0)
        decision_refuse(out, "refused", "R2", "A hand-off is approved by a supervisor, not by %s.",
                        f->approver_role);
    days_meet(f, v, out);
    if (!f->goals_closed)
        decision_refuse(out, "refused", "R5", "A goal has no outcome yet.");
    return decision_codes(out, a, &v->refused_by, why);
}

static const char *const codes[] = {"R1", "R2", "R3", "R5", NULL};

const struct rule rule_reablement_hand_off = {
    .name = "reablement.hand-off",
    .title = "May this hand-off be approved?",
    .source = "domain.md 3.4",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about = "A final review, an outcome, an outcome of every goal and, where care goes on, a "
             "decision that needs are eligible; approved by a supervisor who did not write it. "
             "Long-term care starts the day after reablement ends, or the reason is stated.",
    .eval = eval,
};

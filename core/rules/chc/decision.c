#include "core/rules/chc/chc.h"

static const struct field fact_rows[] = {
    {FIELD(struct decision_facts, recommendation, FIELD_ENUM), .words = chc_eligibility_words,
     .label = "Recommendation", .help = "Of the multidisciplinary team.",
     .source = "domain.md 1.5"},
    {FIELD(struct decision_facts, decision, FIELD_ENUM), .words = chc_eligibility_words,
     .label = "Decision", .help = "Of the NHS body.", .source = "domain.md 1.7"},
    {FIELD(struct decision_facts, dst_complete, FIELD_BOOL), .label = "DST complete",
     .help = "Every domain has a level, and each of the four characteristics its narrative.",
     .source = "National Framework 2022, paragraph 173"},
    {FIELD(struct decision_facts, mdt_valid, FIELD_BOOL), .label = "Team valid",
     .help = "The team was one: chc.mdt.", .source = "SI 2012/2996 reg 21(13)"},
    {FIELD(struct decision_facts, exceptional_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .max = 2000, .label = "Exceptional circumstances",
     .help = "The clearly stated reasons for not following the recommendation.",
     .source = "National Framework 2022, paragraph 173"},
    {FIELD(struct decision_facts, finance_officer_took_part, FIELD_BOOL),
     .label = "Finance took part", .help = "Somebody whose job is finance took part.",
     .source = "domain.md 1.7"},
};
static const struct fields facts = FIELDS("chc.decision", fact_rows, struct decision_facts);

static const struct field value_rows[] = {
    {FIELD(struct decision_values, refused_by, FIELD_LIST), .item = FIELD_TEXT,
     .flags = FIELD_OPTIONAL, .label = "Refused by", .help = "Every code that refuses, in order."},
};
static const struct fields values =
    FIELDS("chc.decision values", value_rows, struct decision_values);

static const char *const outcomes[] = {"permitted", "refused", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct decision_facts *f = record;
    struct decision_values *v = out->values;

    (void)figures;
    out->outcome = "permitted";
    if (!f->dst_complete)
        decision_refuse(out, "refused", "C1",
                        "The Decision Support Tool is not complete: it goes back to the team.");
    if (!f->mdt_valid)
        decision_refuse(out, "refused", "C2",
                        "The recommendation is not of a valid multidisciplinary team.");
    if (f->decision != f->recommendation && !f->exceptional_reason)
        decision_refuse(out, "refused", "C3",
                        "The team recommended %s: another decision needs exceptional "
                        "circumstances, for clearly stated reasons.",
                        chc_eligibility_words[f->recommendation].shown);
    if (f->finance_officer_took_part)
        decision_refuse(out, "refused", "C4",
                        "Somebody whose job is finance took part in the decision.");
    return decision_codes(out, a, &v->refused_by, why);
}

static const char *const codes[] = {"C1", "C2", "C3", "C4", NULL};

const struct rule rule_chc_decision = {
    .name = "chc.decision",
    .title = "May the NHS body decide so?",
    .source = "National Framework 2022, paragraph 173; SI 2012/2996 reg 21; domain.md 1.7",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about = "The NHS body follows the team's recommendation save in exceptional circumstances and "
             "for clearly stated reasons. An incomplete tool or an improper team goes back; it is "
             "not answered in their place. Nobody whose job is finance takes part.",
    .eval = eval,
};

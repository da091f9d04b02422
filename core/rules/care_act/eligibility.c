#include "core/rules/care_act/care_act.h"

const struct word care_act_outcomes[] = {
    {"a", "managing and maintaining nutrition"},
    {"b", "maintaining personal hygiene"},
    {"c", "managing toilet needs"},
    {"d", "being appropriately clothed"},
    {"e", "being able to make use of the home safely"},
    {"f", "maintaining a habitable home environment"},
    {"g", "developing and maintaining family or other personal relationships"},
    {"h", "accessing and engaging in work, training, education or volunteering"},
    {"i", "making use of necessary facilities or services in the local community"},
    {"j", "carrying out caring responsibilities for a child"},
    {NULL, NULL},
};

enum { OUTCOMES = 10, OUTCOMES_NEEDED = 2 };

static const struct field fact_rows[] = {
    {FIELD(struct eligibility_facts, impairment, FIELD_BOOL), .label = "Impairment or illness",
     .help = "Needs arise from a physical or mental impairment or illness; no diagnosis is needed.",
     .source = "SI 2015/313 reg 2(1)(a)"},
    {FIELD(struct eligibility_facts, unable, FIELD_LIST), .item = FIELD_ENUM, .max = OUTCOMES,
     .words = care_act_outcomes, .label = "Unable to achieve",
     .help = "Codes of the outcomes that the adult is unable to achieve, [] for none. A willing "
             "carer's help is not netted off.",
     .source = "SI 2015/313 reg 2(2) and (3)"},
    {FIELD(struct eligibility_facts, significant_impact, FIELD_BOOL), .label = "Significant impact",
     .help = "There is, or is likely to be, a significant impact on well-being.",
     .source = "SI 2015/313 reg 2(1)(c)"},
};
static const struct fields facts =
    FIELDS("care-act.eligibility", fact_rows, struct eligibility_facts);

static const struct field value_rows[] = {
    {FIELD(struct eligibility_values, outcomes_unable, FIELD_INT), .max = OUTCOMES,
     .label = "Outcomes unable", .help = "How many outcomes the adult is unable to achieve."},
};
static const struct fields values =
    FIELDS("care-act.eligibility values", value_rows, struct eligibility_values);

static const char *const outcomes[] = {"eligible", "not-eligible", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct eligibility_facts *f = record;
    struct eligibility_values *v = out->values;
    const int64_t *unable = f->unable.items;
    unsigned seen = 0;

    (void)figures;
    (void)a;
    v->outcomes_unable = 0;
    for (size_t i = 0; i < f->unable.count; i++) {
        unsigned bit = 1u << unable[i];
        if (seen & bit)
            return fail(why, FAULT_INPUT, "unable",
                        "Outcome %s is given twice: name each outcome once.",
                        care_act_outcomes[unable[i]].code);
        seen |= bit;
        v->outcomes_unable++;
    }
    if (!f->impairment)
        decision_refuse(out, "not-eligible", "CA-001",
                        "The needs do not arise from a physical or mental impairment or illness.");
    if (v->outcomes_unable < OUTCOMES_NEEDED)
        decision_refuse(out, "not-eligible", "CA-002",
                        "The adult is unable to achieve %lld of the ten outcomes; two are needed.",
                        (long long)v->outcomes_unable);
    if (!f->significant_impact)
        decision_refuse(out, "not-eligible", "CA-003",
                        "There is no significant impact on well-being, nor is one likely.");
    if (out->reasons)
        return true;
    out->outcome = "eligible";
    decision_cite(out, "CA-004",
                  "An impairment or illness, %lld outcomes that cannot be achieved, and a "
                  "significant impact on well-being.",
                  (long long)v->outcomes_unable);
    return true;
}

static const char *const codes[] = {"CA-001", "CA-002", "CA-003", "CA-004", NULL};

const struct rule rule_care_act_eligibility = {
    .name = "care-act.eligibility",
    .title = "Are this adult's needs eligible?",
    .source = "Care and Support (Eligibility Criteria) Regulations 2015, SI 2015/313 reg 2",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "All three conditions must hold: an impairment or illness, two or more outcomes that "
        "the adult is unable to achieve because of it, and a significant impact on well-being. "
        "Where needs are not eligible the council may still use its power to meet them, and "
        "gives advice.",
    .eval = eval,
};

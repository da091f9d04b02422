#include "core/rules/brokerage/brokerage.h"

static const struct field fact_rows[] = {
    {FIELD(struct may_start_facts, born, FIELD_DATE), .label = "Born", .help = "Date of birth.",
     .source = "Paper 001, paragraph 30"},
    {FIELD(struct may_start_facts, start, FIELD_DATE), .label = "Start",
     .help = "First day of the service."},
    {FIELD(struct may_start_facts, needs_delegation, FIELD_BOOL), .label = "Needs a delegation",
     .help = "The NHS pays for some of it.", .source = "Paper 001, paragraph 7"},
    {FIELD(struct may_start_facts, delegation_in_force, FIELD_BOOL), .label = "Delegation in force",
     .help = "A delegation for that work is in force on the start day.",
     .source = "Paper 001, paragraph 7"},
};
static const struct fields facts = FIELDS("brokerage.may-start", fact_rows, struct may_start_facts);

static const struct field value_rows[] = {
    {FIELD(struct may_start_values, refused_by, FIELD_LIST), .item = FIELD_TEXT,
     .flags = FIELD_OPTIONAL, .label = "Refused by", .help = "Every code that refuses, in order."},
    {FIELD(struct may_start_values, age, FIELD_INT), .max = 349, .label = "Age",
     .help = "Whole years on the start day."},
};
static const struct fields values =
    FIELDS("brokerage.may-start values", value_rows, struct may_start_values);

static const char *const outcomes[] = {"permitted", "refused", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct may_start_facts *f = record;
    struct may_start_values *v = out->values;
    char born[24], start[24];

    (void)figures;
    if (f->born.day > f->start.day)
        return fail(why, FAULT_INPUT, "born",
                    "The date of birth, %s, is after the start, %s: put one of them right.",
                    date_print_iso(f->born, born, sizeof born),
                    date_print_iso(f->start, start, sizeof start));
    v->age = date_age(f->born, f->start);
    out->outcome = "permitted";
    if (v->age < AGE_OF_SERVICE)
        decision_refuse(out, "refused", "MS1",
                        "The person is %lld on the start day; the service is for people of %d and "
                        "over.",
                        (long long)v->age, AGE_OF_SERVICE);
    if (f->needs_delegation && !f->delegation_in_force)
        decision_refuse(out, "refused", "MS2",
                        "The NHS pays for some of this and no delegation for it is in force on the "
                        "start day.");
    return decision_codes(out, a, &v->refused_by, why);
}

static const char *const codes[] = {"MS1", "MS2", NULL};

const struct rule rule_brokerage_may_start = {
    .name = "brokerage.may-start",
    .title = "May the service start for this person on this day?",
    .source = "Paper 001, paragraphs 7 and 30",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "The person is at least 18 on the first day of the service; somebody born on 29 February "
        "comes of age on 1 March. Where the NHS pays for some of the care, a delegation that "
        "lets the council arrange it is in force on that day.",
    .eval = eval,
};

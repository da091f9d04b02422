#include "core/rules/care_act/care_act.h"

#include "core/rules/figures.h"

#include <assert.h>

static const struct field fact_rows[] = {
    {FIELD(struct tariff_income_facts, capital_pence, FIELD_MONEY), .max = MONEY_MOST,
     .label = "Capital", .help = "Capital counted after disregards; the main home is ignored.",
     .source = "SI 2014/2672 reg 12"},
    {FIELD(struct tariff_income_facts, on, FIELD_DATE), .label = "On",
     .help = "The day whose limits apply."},
};
static const struct fields facts =
    FIELDS("care-act.tariff-income", fact_rows, struct tariff_income_facts);

static const struct field value_rows[] = {
    {FIELD(struct tariff_income_values, weekly_pence, FIELD_MONEY), .label = "Tariff income a week",
     .help =
         "Income treated as coming from capital; 0 over the upper limit, where the outcome says "
         "that the person may pay in full."},
};
static const struct fields values =
    FIELDS("care-act.tariff-income values", value_rows, struct tariff_income_values);

static const char *const outcomes[] = {"below-lower", "tariff", "above-upper", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct tariff_income_facts *f = record;
    struct tariff_income_values *v = out->values;
    const struct capital_figure *limits = figures ? figures_capital(figures, f->on) : NULL;
    char day[24], lower[32], upper[32], capital[32];

    (void)a;
    if (!limits)
        return fail(why, FAULT_INPUT, "on",
                    "There are no capital limits for %s: give a day that the partnership's figures "
                    "cover, or add the limits of that day to them.",
                    date_print_iso(f->on, day, sizeof day));
    assert(limits->step.pence > 0 && "the figures' field table asks for a step");
    money_print(f->capital_pence, capital, sizeof capital);
    money_print(limits->lower, lower, sizeof lower);
    money_print(limits->upper, upper, sizeof upper);
    v->weekly_pence = GBP(0, 0);
    if (f->capital_pence.pence <= limits->lower.pence) {
        out->outcome = "below-lower";
        decision_cite(out, "CA-011", "%s is not over the lower limit of %s: no income is counted.",
                      capital, lower);
    } else if (f->capital_pence.pence <= limits->upper.pence) {
        char step[32], per_step[32];
        int64_t excess = f->capital_pence.pence - limits->lower.pence;
        int64_t steps = (excess + limits->step.pence - 1) / limits->step.pence; /* part counts */
        v->weekly_pence.pence = steps * limits->per_step.pence;
        out->outcome = "tariff";
        decision_cite(out, "CA-012", "%s a week for each %s, or part of it, of %s over %s.",
                      money_print(limits->per_step, per_step, sizeof per_step),
                      money_print(limits->step, step, sizeof step), capital, lower);
    } else {
        out->outcome = "above-upper";
        decision_cite(out, "CA-013",
                      "%s is over the upper limit of %s: the person may have to pay "
                      "in full.",
                      capital, upper);
    }
    return true;
}

static const char *const codes[] = {"CA-011", "CA-012", "CA-013", NULL};

const struct rule rule_care_act_tariff_income = {
    .name = "care-act.tariff-income",
    .title = "What income does this capital count as?",
    .source = "Care and Support (Charging and Assessment of Resources) Regulations 2014, "
              "SI 2014/2672 regs 12 and 25",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about = "Capital at or under the lower limit counts as no income; over it, each step or part "
             "of a step counts as weekly income up to and including the upper limit. The limits, "
             "step and amount are those in force on the day given.",
    .eval = eval,
};

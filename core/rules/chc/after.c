/* after.c - what follows a decision: its reviews, and the time to challenge it */
#include "core/rules/chc/chc.h"

/* --- chc.review-due --------------------------------------------------------------------------- */

static const struct field review_fact_rows[] = {
    {FIELD(struct review_due_facts, decided, FIELD_DATE), .label = "Decided",
     .help = "The day of the eligibility decision.", .source = "domain.md 1.10"},
    {FIELD(struct review_due_facts, last_review, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Last review", .help = "The day the last review was completed, if any was.",
     .source = "domain.md 1.10"},
};
static const struct fields review_facts =
    FIELDS("chc.review-due", review_fact_rows, struct review_due_facts);

static const struct field review_value_rows[] = {
    {FIELD(struct review_due_values, on, FIELD_DATE), .label = "Due",
     .help = "The day by which the next review is completed."},
};
static const struct fields review_values =
    FIELDS("chc.review-due values", review_value_rows, struct review_due_values);

static const char *const review_outcomes[] = {"due", NULL};

static bool eval_review(const void *record, const struct figures *figures, struct arena *a,
                        struct decision *out, struct fault *why)
{
    const struct review_due_facts *f = record;
    struct review_due_values *v = out->values;
    const struct chc_clock_figure *clock;
    char day[24];

    (void)a;
    if (!chc_clock_on(figures, f->decided, "decided", &clock, why))
        return false;
    out->outcome = "due";
    if (!date_given(f->last_review)) {
        v->on = date_add_months(f->decided, (int)clock->review_months);
        decision_cite(out, "CHC-071", "%lld months after the decision: %s.",
                      (long long)clock->review_months, date_print(v->on, day, sizeof day));
        return true;
    }
    if (f->last_review.day < f->decided.day)
        return fail(why, FAULT_INPUT, "last_review",
                    "The last review is before the decision it would review: correct one of them, "
                    "or leave the review out.");
    v->on = date_add_months(f->last_review, (int)clock->review_again_months);
    decision_cite(out, "CHC-072", "%lld months after the last review: %s.",
                  (long long)clock->review_again_months, date_print(v->on, day, sizeof day));
    return true;
}

static const char *const review_codes[] = {"CHC-071", "CHC-072", NULL};

const struct rule rule_chc_review_due = {
    .name = "chc.review-due",
    .title = "When is the next CHC review due?",
    .source = "National Framework 2022, reviews; domain.md 1.10",
    .facts = &review_facts,
    .values = &review_values,
    .outcomes = review_outcomes,
    .codes = review_codes,
    .about = "Within three months of the decision and then at least every twelve, on the same day "
             "of the month or the last one there is. A review asks whether the package is still "
             "right; it never ends eligibility, and an overdue one stops nothing.",
    .eval = eval_review,
};

/* --- chc.appeal ------------------------------------------------------------------------------- */

static const struct field appeal_fact_rows[] = {
    {FIELD(struct appeal_facts, notified, FIELD_DATE), .label = "Notified",
     .help = "The day the person was told of the decision.", .source = "domain.md 1.12"},
    {FIELD(struct appeal_facts, requested, FIELD_DATE), .label = "Requested",
     .help = "The day they asked for local resolution.", .source = "domain.md 1.12"},
};
static const struct fields appeal_facts =
    FIELDS("chc.appeal", appeal_fact_rows, struct appeal_facts);

static const struct field appeal_value_rows[] = {
    {FIELD(struct appeal_values, last_day, FIELD_DATE), .label = "Last day",
     .help = "The last day on which the request is in time."},
};
static const struct fields appeal_values =
    FIELDS("chc.appeal values", appeal_value_rows, struct appeal_values);

static const char *const appeal_outcomes[] = {"in-time", "out-of-time", NULL};

static bool eval_appeal(const void *record, const struct figures *figures, struct arena *a,
                        struct decision *out, struct fault *why)
{
    const struct appeal_facts *f = record;
    struct appeal_values *v = out->values;
    const struct chc_clock_figure *clock;
    char day[24];

    (void)a;
    if (!chc_clock_on(figures, f->notified, "notified", &clock, why))
        return false;
    if (f->requested.day < f->notified.day)
        return fail(why, FAULT_INPUT, "requested",
                    "The request is before the person was told: correct one of the days.");
    v->last_day = date_add_months(f->notified, (int)clock->appeal_months);
    date_print(v->last_day, day, sizeof day);
    if (f->requested.day <= v->last_day.day)
        decision_refuse(out, "in-time", "CHC-081", "The last day to ask is %s.", day);
    else
        decision_refuse(out, "out-of-time", "CHC-082",
                        "The last day to ask was %s; the NHS body may still use its discretion.",
                        day);
    return true;
}

static const char *const appeal_codes[] = {"CHC-081", "CHC-082", NULL};

const struct rule rule_chc_appeal = {
    .name = "chc.appeal",
    .title = "Is this request for local resolution in time?",
    .source = "National Framework 2022, individual requests for review; domain.md 1.12",
    .facts = &appeal_facts,
    .values = &appeal_values,
    .outcomes = appeal_outcomes,
    .codes = appeal_codes,
    .about = "Within six months of the day the person was told. It is the person's way, not the "
             "council's, and not for a negative Checklist nor for what is in a package. A pending "
             "challenge changes no funding.",
    .eval = eval_appeal,
};

/* cost.c - the price of a visit, of a week, and of some days */
#include "core/rules/brokerage/brokerage.h"

#define RATE_ROW(struct_type)                                                                      \
    {                                                                                              \
        FIELD(struct_type, rate_pence_hour, FIELD_MONEY),                                          \
            .min = 1, .max = RATE_PENCE_MOST, .label = "Hourly rate",                              \
            .help = "Pence an hour for one carer.", .source = "domain.md 4.6"                      \
    }
#define MINUTES_ROW(struct_type)                                                                   \
    {                                                                                              \
        FIELD(struct_type, minutes, FIELD_MINUTES),                                                \
            .min = 1, .max = VISIT_MINUTES_MOST, .label = "Minutes",                               \
            .help = "Length of the visit in minutes.", .source = "domain.md 4.2"                   \
    }

static const char *const outcomes[] = {"priced", NULL};

static bool too_much(const char *field, struct fault *why)
{
    char most[32];

    return fail(why, FAULT_INPUT, field,
                "The cost comes to more than %s, the most that one sum may be: give a smaller "
                "price or fewer days.",
                money_print((money_t){MONEY_MOST}, most, sizeof most));
}

/* --- brokerage.visit-price ------------------------------------------------------------------- */

static const struct field price_fact_rows[] = {RATE_ROW(struct visit_price_facts),
                                               MINUTES_ROW(struct visit_price_facts)};
static const struct fields price_facts =
    FIELDS("brokerage.visit-price", price_fact_rows, struct visit_price_facts);

static const struct field price_value_rows[] = {
    {FIELD(struct visit_price_values, pence, FIELD_MONEY), .label = "Price",
     .help = "Price of one visit by one carer."},
};
static const struct fields price_values =
    FIELDS("brokerage.visit-price values", price_value_rows, struct visit_price_values);

static bool eval_price(const void *record, const struct figures *figures, struct arena *a,
                       struct decision *out, struct fault *why)
{
    const struct visit_price_facts *f = record;
    struct visit_price_values *v = out->values;
    char rate[32];

    (void)figures;
    (void)a;
    if (!money_visit(f->rate_pence_hour, f->minutes, &v->pence))
        return too_much("rate_pence_hour", why);
    out->outcome = "priced";
    decision_cite(out, "BR-001", "%lld minutes at %s an hour, to the nearest penny.",
                  (long long)f->minutes, money_print(f->rate_pence_hour, rate, sizeof rate));
    return true;
}

static const char *const price_codes[] = {"BR-001", NULL};

const struct rule rule_brokerage_visit_price = {
    .name = "brokerage.visit-price",
    .title = "What does one visit cost?",
    .source = "domain.md 4.6 [P]",
    .facts = &price_facts,
    .values = &price_values,
    .outcomes = outcomes,
    .codes = price_codes,
    .about =
        "Rate x minutes / 60, half up to the penny for each visit. Four visits of a quarter of "
        "an hour may so cost a penny more than one of an hour. Where a rate table has a price "
        "for that length, that price stands instead.",
    .eval = eval_price,
};

/* --- brokerage.package-cost ------------------------------------------------------------------ */

static const struct field visit_rows[] = {
    MINUTES_ROW(struct visit_cost),
    {FIELD(struct visit_cost, days_per_week, FIELD_INT), .min = 1, .max = 7, .label = "Days a week",
     .help = "On how many days of a week the visit is made."},
    {FIELD(struct visit_cost, carers, FIELD_INT), .min = 1, .max = VISIT_CARERS_MOST,
     .label = "Carers", .help = "1, or 2 for a double-handed visit.", .source = "domain.md 4.2"},
    RATE_ROW(struct visit_cost),
};
static const struct fields visit_fields = FIELDS("visit", visit_rows, struct visit_cost);

static const struct field package_fact_rows[] = {
    {FIELD(struct package_cost_facts, visits, FIELD_LIST), .of = &visit_fields, .min = 1,
     .max = VISITS_MOST, .label = "Visits", .help = "Each kind of visit of the week.",
     .source = "domain.md 4.2"},
};
static const struct fields package_facts =
    FIELDS("brokerage.package-cost", package_fact_rows, struct package_cost_facts);

static const struct field package_value_rows[] = {
    {FIELD(struct package_cost_values, weekly_minutes, FIELD_MINUTES),
     .max = VISITS_MOST * VISIT_MINUTES_MOST * 7 * VISIT_CARERS_MOST, .label = "Hours a week",
     .help = "Days x minutes x carers, summed over the visits."},
    {FIELD(struct package_cost_values, weekly_pence, FIELD_MONEY), .label = "Cost a week",
     .help = "Price of one visit x days x carers, summed over the visits."},
};
static const struct fields package_values =
    FIELDS("brokerage.package-cost values", package_value_rows, struct package_cost_values);

static bool eval_package(const void *record, const struct figures *figures, struct arena *a,
                         struct decision *out, struct fault *why)
{
    const struct package_cost_facts *f = record;
    struct package_cost_values *v = out->values;
    const struct visit_cost *visit = f->visits.items;
    char week[32];

    (void)figures;
    (void)a;
    v->weekly_minutes = 0;
    v->weekly_pence = GBP(0, 0);
    for (size_t i = 0; i < f->visits.count; i++) {
        int64_t visits = visit[i].days_per_week * visit[i].carers;
        money_t price;
        /* Field ranges keep a week of a thousand visits far inside 64 bits. */
        if (!money_visit(visit[i].rate_pence_hour, visit[i].minutes, &price))
            return too_much("visits", why);
        v->weekly_minutes += visits * visit[i].minutes;
        v->weekly_pence.pence += visits * price.pence;
    }
    out->outcome = "priced";
    decision_cite(out, "BR-002", "%lld minutes and %s a week; each visit is priced to the penny.",
                  (long long)v->weekly_minutes, money_print(v->weekly_pence, week, sizeof week));
    return true;
}

static const char *const package_codes[] = {"BR-002", NULL};

const struct rule rule_brokerage_package_cost = {
    .name = "brokerage.package-cost",
    .title = "What does a week of this package cost?",
    .source = "domain.md 4.2 and 4.6 [P]",
    .facts = &package_facts,
    .values = &package_values,
    .outcomes = outcomes,
    .codes = package_codes,
    .about =
        "The price of each visit by its days a week and its carers, summed; the sum is not "
        "rounded again. A double-handed visit costs twice the single one and counts its minutes "
        "twice.",
    .eval = eval_package,
};

/* --- brokerage.range-cost -------------------------------------------------------------------- */

static const struct field range_fact_rows[] = {
    {FIELD(struct range_cost_facts, weekly_pence, FIELD_MONEY), .max = MONEY_MOST,
     .label = "Weekly price", .help = "Pence a week."},
    {FIELD(struct range_cost_facts, from, FIELD_DATE), .label = "From",
     .help = "First day, counted."},
    {FIELD(struct range_cost_facts, to, FIELD_DATE), .label = "To",
     .help = "Last day, counted; not before the first."},
};
static const struct fields range_facts =
    FIELDS("brokerage.range-cost", range_fact_rows, struct range_cost_facts);

static const struct field range_value_rows[] = {
    {FIELD(struct range_cost_values, days, FIELD_INT), .label = "Days", .help = "Days counted."},
    {FIELD(struct range_cost_values, pence, FIELD_MONEY), .label = "Cost",
     .help = "Cost of these days."},
};
static const struct fields range_values =
    FIELDS("brokerage.range-cost values", range_value_rows, struct range_cost_values);

static bool eval_range(const void *record, const struct figures *figures, struct arena *a,
                       struct decision *out, struct fault *why)
{
    const struct range_cost_facts *f = record;
    struct range_cost_values *v = out->values;
    char from[24], to[24], weekly[32];

    (void)figures;
    (void)a;
    if (f->to.day < f->from.day)
        return fail(why, FAULT_INPUT, "to",
                    "The last day, %s, is before the first, %s: both days are counted, so it is "
                    "that day or a later one.",
                    date_print_iso(f->to, to, sizeof to),
                    date_print_iso(f->from, from, sizeof from));
    v->days = f->to.day - f->from.day + 1;
    if (!money_days(f->weekly_pence, v->days, &v->pence) || v->pence.pence > MONEY_MOST)
        return too_much("weekly_pence", why);
    out->outcome = "priced";
    decision_cite(out, "BR-003", "%lld day%s at a seventh of %s.", (long long)v->days,
                  v->days == 1 ? "" : "s", money_print(f->weekly_pence, weekly, sizeof weekly));
    return true;
}

static const char *const range_codes[] = {"BR-003", NULL};

const struct rule rule_brokerage_range_cost = {
    .name = "brokerage.range-cost",
    .title = "What do these days cost?",
    .source = "interface.md, rules [P]",
    .facts = &range_facts,
    .values = &range_values,
    .outcomes = outcomes,
    .codes = range_codes,
    .about =
        "Weekly price x days / 7, half up to the penny, both end days counted. A part of a range "
        "costs the difference of two such sums from the range's first day, so that parts add up "
        "to the whole however it is split.",
    .eval = eval_range,
};

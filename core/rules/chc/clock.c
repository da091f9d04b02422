/* clock.c - the 28-day standard, and what its breach gives back */
#include "core/rules/chc/chc.h"

/* --- chc.clock -------------------------------------------------------------------------------- */

enum { ELAPSED_MOST = 200000 };

static const struct field clock_fact_rows[] = {
    {FIELD(struct clock_facts, received, FIELD_DATE), .label = "Received",
     .help = "The earliest day the NHS body had a positive Checklist or other notification.",
     .source = "NHS Data Dictionary; domain.md 1.9"},
    {FIELD(struct clock_facts, decided, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Decided",
     .help = "The day of the verified eligibility decision; left out while there is none.",
     .source = "domain.md 1.9"},
    {FIELD(struct clock_facts, today, FIELD_DATE), .label = "Today",
     .help = "The day the question is asked for."},
};
static const struct fields clock_facts = FIELDS("chc.clock", clock_fact_rows, struct clock_facts);

static const struct field clock_value_rows[] = {
    {FIELD(struct clock_values, due, FIELD_DATE), .label = "Due",
     .help = "The last day within the standard."},
    {FIELD(struct clock_values, elapsed, FIELD_INT), .max = ELAPSED_MOST, .label = "Days elapsed",
     .help = "From receipt to the decision, else to today."},
    {FIELD(struct clock_values, over_by, FIELD_INT), .max = ELAPSED_MOST, .label = "Days over",
     .help = "Days beyond the standard."},
    {FIELD(struct clock_values, refund_from, FIELD_DATE), .label = "Refund from",
     .help = "The day a refund would count from: the 29th."},
    {FIELD(struct clock_values, band, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Band",
     .help = "The national band of an open case over the standard, 01 to 05."},
};
static const struct fields clock_values =
    FIELDS("chc.clock values", clock_value_rows, struct clock_values);

static const char *const clock_outcomes[] = {"open", "overdue", "in-time", "late", NULL};

/* The bands are 1 … last day of each; the last has no end. */
static const char *band_of(const struct chc_clock_figure *clock, int64_t over, struct arena *a)
{
    const int64_t *ends = clock->band_ends.items;
    int64_t band = 1;

    for (size_t i = 0; i < clock->band_ends.count; i++)
        band += over > ends[i];
    return arena_printf(a, "%02lld", (long long)band);
}

/* Bad input where a day is before the day of receipt. */
static bool before_receipt(date_t day, date_t received, const char *fact, const char *what,
                           struct fault *why)
{
    char early[24], receipt[24];

    if (!date_given(day) || day.day >= received.day)
        return false;
    fail(why, FAULT_INPUT, fact, "%s, %s, is before the day of receipt, %s: correct one of them.",
         what, date_print_iso(day, early, sizeof early),
         date_print_iso(received, receipt, sizeof receipt));
    return true;
}

static bool eval_clock(const void *record, const struct figures *figures, struct arena *a,
                       struct decision *out, struct fault *why)
{
    const struct clock_facts *f = record;
    struct clock_values *v = out->values;
    const struct chc_clock_figure *clock;
    bool open = !date_given(f->decided);
    char due[24];

    if (!chc_clock_on(figures, f->received, "received", &clock, why) ||
        before_receipt(f->decided, f->received, "decided", "The decision", why) ||
        (open && before_receipt(f->today, f->received, "today", "Today", why)))
        return false;
    int64_t counted = clock->receipt_is_day == 1;
    v->due = date_add_days(f->received, clock->standard_days - counted);
    v->refund_from = date_add_days(v->due, 1);
    v->elapsed = (open ? f->today.day : f->decided.day) - f->received.day + counted;
    v->over_by = v->elapsed > clock->standard_days ? v->elapsed - clock->standard_days : 0;
    date_print(v->due, due, sizeof due);
    if (open && v->over_by) {
        v->band = band_of(clock, v->over_by, a);
        if (!v->band)
            return fault_memory(why);
        decision_refuse(out, "overdue", "CHC-052", "Due on %s and open: %lld days over, band %s.",
                        due, (long long)v->over_by, v->band);
    } else if (open) {
        decision_refuse(out, "open", "CHC-051", "Due on %s, day %lld of %lld.", due,
                        (long long)v->elapsed, (long long)clock->standard_days);
    } else if (v->over_by) {
        decision_refuse(out, "late", "CHC-054", "Due on %s and decided %lld days later.", due,
                        (long long)v->over_by);
    } else {
        decision_refuse(out, "in-time", "CHC-053", "Due on %s and decided in %lld days.", due,
                        (long long)v->elapsed);
    }
    return true;
}

static const char *const clock_codes[] = {"CHC-051", "CHC-052", "CHC-053", "CHC-054", NULL};

const struct rule rule_chc_clock = {
    .name = "chc.clock",
    .title = "Where does the 28-day clock stand?",
    .source = "NHS CHC Patient Level Data Set; National Framework 2022; domain.md 1.9",
    .facts = &clock_facts,
    .values = &clock_values,
    .outcomes = clock_outcomes,
    .codes = clock_codes,
    .about = "Calendar days from the day the NHS body received the notification to its decision. "
             "Nothing pauses the count; a delay outside its control is a reason and no pause. The "
             "standard, and whether receipt is itself a day, are dated figures.",
    .eval = eval_clock,
};

/* --- chc.refund ------------------------------------------------------------------------------- */

static const struct word payers[] = {
    {"council", "the council"}, {"person", "the person"}, {"icb", "the NHS body"}, {NULL, NULL}};

static const struct field refund_fact_rows[] = {
    {FIELD(struct refund_facts, received, FIELD_DATE), .label = "Received",
     .help = "The day the NHS body had the notification.", .source = "domain.md 1.9"},
    {FIELD(struct refund_facts, decided, FIELD_DATE), .label = "Decided",
     .help = "The day of the decision; it is itself CHC funded.", .source = "domain.md 1.14"},
    {FIELD(struct refund_facts, eligible, FIELD_BOOL), .label = "Eligible",
     .help = "The person was found eligible.", .source = "Annex E"},
    {FIELD(struct refund_facts, delay_justified, FIELD_BOOL), .label = "Delay justified",
     .help = "The NHS body can show reasons beyond its control.", .source = "Annex E"},
    {FIELD(struct refund_facts, paid_by, FIELD_ENUM), .words = payers, .label = "Paid by",
     .help = "Who paid for the care in the gap.", .source = "Annex E"},
    {FIELD(struct refund_facts, weekly_pence, FIELD_MONEY), .max = MONEY_MOST, .label = "A week",
     .help = "What the care cost a week.", .source = "Annex E"},
};
static const struct fields refund_facts =
    FIELDS("chc.refund", refund_fact_rows, struct refund_facts);

static const struct field refund_value_rows[] = {
    {FIELD(struct refund_values, from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "The first day given back."},
    {FIELD(struct refund_values, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "The last day given back: the day before the decision."},
    {FIELD(struct refund_values, days, FIELD_INT), .max = ELAPSED_MOST, .label = "Days",
     .help = "Both end days counted."},
    {FIELD(struct refund_values, refund_pence, FIELD_MONEY), .label = "Refund",
     .help = "The weekly cost by those days."},
};
static const struct fields refund_values =
    FIELDS("chc.refund values", refund_value_rows, struct refund_values);

static const char *const refund_outcomes[] = {"refund", "none", NULL};

/* Every reason why nothing is owed. */
static void nothing_owed(const struct refund_facts *f, date_t first, struct decision *out)
{
    char day[24];

    if (!f->eligible)
        decision_refuse(out, "none", "CHC-061", "The person was not found eligible.");
    if (f->decided.day <= first.day)
        decision_refuse(out, "none", "CHC-062",
                        "The decision fell before a whole day after the standard had passed: the "
                        "first day to give back would be %s.",
                        date_print(first, day, sizeof day));
    if (f->delay_justified)
        decision_refuse(out, "none", "CHC-063",
                        "The delay was for reasons beyond the NHS body's control.");
    if (f->paid_by == CHC_PAID_ICB)
        decision_refuse(out, "none", "CHC-064",
                        "The NHS body paid itself; what the council may owe it is another claim.");
}

static bool eval_refund(const void *record, const struct figures *figures, struct arena *a,
                        struct decision *out, struct fault *why)
{
    const struct refund_facts *f = record;
    struct refund_values *v = out->values;
    const struct chc_clock_figure *clock;
    char from[24], to[24];

    (void)a;
    if (!chc_clock_on(figures, f->received, "received", &clock, why) ||
        before_receipt(f->decided, f->received, "decided", "The decision", why))
        return false;
    date_t first = date_add_days(f->received, clock->standard_days - (clock->receipt_is_day == 1));
    first = date_add_days(first, 1);
    v->days = 0;
    v->refund_pence = GBP(0, 0);
    nothing_owed(f, first, out);
    if (out->reasons)
        return true;
    v->from = first;
    v->to = date_add_days(f->decided, -1);
    v->days = f->decided.day - first.day;
    if (!money_days(f->weekly_pence, v->days, &v->refund_pence) ||
        v->refund_pence.pence > MONEY_MOST)
        return fail(why, FAULT_INPUT, "weekly_pence",
                    "The refund comes to more than one sum may be: give a smaller weekly cost.");
    date_print(v->from, from, sizeof from);
    date_print(v->to, to, sizeof to);
    if (f->paid_by == CHC_PAID_COUNCIL)
        decision_refuse(out, "refund", "CHC-065",
                        "The NHS body refunds the council for %s to %s, %lld days; the council "
                        "gives back what the person paid.",
                        from, to, (long long)v->days);
    else
        decision_refuse(out, "refund", "CHC-066",
                        "The NHS body puts the person where they would have been, as redress: %s "
                        "to %s, %lld days.",
                        from, to, (long long)v->days);
    return true;
}

static const char *const refund_codes[] = {"CHC-061", "CHC-062", "CHC-063", "CHC-064",
                                           "CHC-065", "CHC-066", NULL};

const struct rule rule_chc_refund = {
    .name = "chc.refund",
    .title = "What is given back for the delay?",
    .source = "National Framework 2022, Annex E (2012: Annex F); domain.md 1.14",
    .facts = &refund_facts,
    .values = &refund_values,
    .outcomes = refund_outcomes,
    .codes = refund_codes,
    .about = "Where a person is found eligible, the decision took longer than 28 days and the NHS "
             "body cannot show reasons beyond its control, it refunds the council from the 29th "
             "day to the day before the decision, or makes redress to the person who paid.",
    .eval = eval_refund,
};

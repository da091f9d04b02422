#include "core/rules/reablement/reablement.h"

#include "core/rules/dated.h"
#include "core/rules/figures.h"

/* --- the figures ------------------------------------------------------------------------------ */

static const struct field figure_rows[] = {
    DATED(struct reablement_figure),
    {FIELD(struct reablement_figure, free_days, FIELD_INT), .min = 1, .max = 366,
     .label = "Free days", .help = "Days without a charge, the first day counted."},
    SOURCED(struct reablement_figure),
};
static const struct fields figure_table =
    FIELDS("reablement", figure_rows, struct reablement_figure);
static const struct field reablement_file[] = {
    {FIELD(struct figures, reablement, FIELD_LIST), .min = 1, .max = 100, .of = &figure_table,
     .label = "Reablement", .help = "Rows by date, without gap or overlap."},
};
const struct fields figures_reablement_fields =
    FIELDS("reablement.yaml", reablement_file, struct figures);

const struct reablement_figure *figures_reablement(const struct figures *f, date_t on)
{
    const struct reablement_figure *row = f->reablement.items;

    for (size_t i = 0; i < f->reablement.count; i++)
        if (row[i].from.day <= on.day && (!date_given(row[i].to) || on.day <= row[i].to.day))
            return &row[i];
    return NULL;
}

/* --- reablement.free-period ------------------------------------------------------------------- */

static const struct field fact_rows[] = {
    {FIELD(struct free_period_facts, start, FIELD_DATE), .label = "Start",
     .help = "The first day of the programme.", .source = "SI 2014/2672 reg 3"},
    {FIELD(struct free_period_facts, ends, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Ends",
     .help = "Its last day, where it ended or was handed over; left out while it is open.",
     .source = "domain.md 2.5"},
};
static const struct fields facts =
    FIELDS("reablement.free-period", fact_rows, struct free_period_facts);

static const struct field value_rows[] = {
    {FIELD(struct free_period_values, last_free_day, FIELD_DATE), .label = "Last free day",
     .help = "The last day that is never charged."},
    {FIELD(struct free_period_values, first_chargeable, FIELD_DATE), .label = "First chargeable",
     .help = "The first day that other care, or more of the same, may be charged for."},
};
static const struct fields values =
    FIELDS("reablement.free-period values", value_rows, struct free_period_values);

static const char *const outcomes[] = {"free", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct free_period_facts *f = record;
    struct free_period_values *v = out->values;
    const struct reablement_figure *row = figures ? figures_reablement(figures, f->start) : NULL;
    char first[24], last[24];

    (void)a;
    if (!row)
        return fail(why, FAULT_INPUT, "start",
                    "There are no free weeks on record for %s: give a day that the partnership's "
                    "reablement.yaml covers, or add its row.",
                    date_print_iso(f->start, first, sizeof first));
    if (date_given(f->ends) && f->ends.day < f->start.day)
        return fail(why, FAULT_INPUT, "ends",
                    "The programme ends on %s, before it starts on %s: correct one of the days.",
                    date_print_iso(f->ends, last, sizeof last),
                    date_print_iso(f->start, first, sizeof first));
    v->last_free_day = date_add_days(f->start, row->free_days - 1);
    bool shorter = date_given(f->ends) && f->ends.day < v->last_free_day.day;
    if (shorter)
        v->last_free_day = f->ends;
    v->first_chargeable = date_add_days(v->last_free_day, 1);
    out->outcome = "free";
    date_print(v->last_free_day, last, sizeof last);
    if (shorter)
        decision_cite(out, "RB-002", "The programme ended on %s, within its free days.", last);
    else
        decision_cite(out, "RB-001", "%lld days from the start, the first counted: to %s.",
                      (long long)row->free_days, last);
    return true;
}

static const char *const codes[] = {"RB-001", "RB-002", NULL};

const struct rule rule_reablement_free_period = {
    .name = "reablement.free-period",
    .title = "How long is this reablement free?",
    .source = "SI 2014/2672 reg 3; domain.md 2.5",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about = "The first six weeks of the programme, or the whole of it if shorter, are never "
             "charged. The freedom belongs to reablement, a programme for a stated time; the "
             "calendar runs through a hospital stay. Ordinary home care is not free for six weeks.",
    .eval = eval,
};

/* The field tables of the dated figures, and the row in force on a day. */
#include "core/rules/figures.h"

#include "core/base/arena.h"
#include "core/rules/dated.h"

const struct word priority_words[] = {
    {"emergency", "emergency"}, {"urgent", "urgent"}, {"routine", "routine"}, {NULL, NULL}};

/* A row of a struct under another name than its member's: sums end in _pence in files. */
#define NAMED(struct_type, member, name_, field_type_)                                             \
    .name = (name_), .type = (field_type_), .offset = offsetof(struct_type, member)

/* --- capital --------------------------------------------------------------------------------- */

static const struct field capital_rows[] = {
    DATED(struct capital_figure),
    {NAMED(struct capital_figure, lower, "lower_pence", FIELD_MONEY), .max = MONEY_MOST,
     .label = "Lower limit", .help = "Capital up to this counts as no income.",
     .source = "SI 2014/2672 reg 25"},
    {NAMED(struct capital_figure, upper, "upper_pence", FIELD_MONEY), .max = MONEY_MOST,
     .label = "Upper limit", .help = "Over this the person may have to pay in full.",
     .source = "SI 2014/2672 reg 12"},
    {NAMED(struct capital_figure, step, "step_pence", FIELD_MONEY), .min = 1, .max = MONEY_MOST,
     .label = "Step", .help = "Each step of capital over the lower limit, or part of one, counts.",
     .source = "SI 2014/2672 reg 25"},
    {NAMED(struct capital_figure, per_step, "per_step_pence", FIELD_MONEY), .max = MONEY_MOST,
     .label = "Income for a step", .help = "Weekly income that each step counts as.",
     .source = "SI 2014/2672 reg 25"},
    SOURCED(struct capital_figure),
};
static const struct fields capital_row =
    FIELDS("capital limits", capital_rows, struct capital_figure);

/* --- minimum income guarantee ---------------------------------------------------------------- */

static const struct field income_rows[] = {
    DATED(struct income_figure),
    {NAMED(struct income_figure, age_18_24, "age_18_24_pence", FIELD_MONEY),
     .flags = FIELD_OPTIONAL, .max = MONEY_MOST, .label = "18 to 24",
     .help = "A week, a single person of 18 to 24; left out where not published."},
    {NAMED(struct income_figure, age_25_pension, "age_25_pension_pence", FIELD_MONEY),
     .flags = FIELD_OPTIONAL, .max = MONEY_MOST, .label = "25 to pension age",
     .help = "A week, a single person of 25 or over, under pension age."},
    {NAMED(struct income_figure, pension_age, "pension_age_pence", FIELD_MONEY),
     .flags = FIELD_OPTIONAL, .max = MONEY_MOST, .label = "Pension age",
     .help = "A week, a single person of pension age."},
    SOURCED(struct income_figure),
};
static const struct fields income_row = FIELDS("minimum income", income_rows, struct income_figure);

/* --- answering an offer ---------------------------------------------------------------------- */

static const struct field response_rows[] = {
    DATED(struct response_figure),
    {FIELD(struct response_figure, priority, FIELD_ENUM), .words = priority_words,
     .label = "Priority", .help = "Of the package offered."},
    {FIELD(struct response_figure, working_minutes, FIELD_INT), .min = 1, .max = 60000,
     .label = "Working minutes", .help = "Minutes of the office day a provider has to answer."},
    SOURCED(struct response_figure),
};
static const struct fields response_row =
    FIELDS("response time", response_rows, struct response_figure);

static const struct field office_rows[] = {
    DATED(struct office_figure),
    {FIELD(struct office_figure, opens, FIELD_INT), .max = 1439, .label = "Opens",
     .help = "Minute of the day the office opens: 540 is 09:00."},
    {FIELD(struct office_figure, closes, FIELD_INT), .min = 1, .max = 1440, .label = "Closes",
     .help = "Minute of the day it closes: 1020 is 17:00."},
    SOURCED(struct office_figure),
};
static const struct fields office_row = FIELDS("office day", office_rows, struct office_figure);

/* --- visits ---------------------------------------------------------------------------------- */

static const struct field visit_rows[] = {
    DATED(struct visit_figure),
    {FIELD(struct visit_figure, minutes, FIELD_LIST), .min = 1, .max = 100, .item = FIELD_MINUTES,
     .label = "Lengths", .help = "Minutes a visit may be asked for, shortest first."},
    {FIELD(struct visit_figure, personal_care_least, FIELD_INT), .max = 1440,
     .label = "Least with personal care",
     .help = "A shorter visit with personal care is warned of.", .source = "NICE NG21"},
    SOURCED(struct visit_figure),
};
static const struct fields visit_row = FIELDS("visit lengths", visit_rows, struct visit_figure);

/* --- terms of the contract ------------------------------------------------------------------- */

#define DAYS(member, label_, help_)                                                                \
    {                                                                                              \
        FIELD(struct terms_figure, member, FIELD_INT), .max = 3660, .label = (label_),             \
                                                       .help = (help_)                             \
    }

static const struct word terms_words[] = {
    [TERMS_HOLD_DAYS] = {"hold_days", "Hold"},
    [TERMS_RETAINER_BP] = {"retainer_bp", "Retainer"},
    [TERMS_NOTICE_HAND_BACK_DAYS] = {"notice_hand_back_days", "Notice of hand-back"},
    [TERMS_NOTICE_END_DAYS] = {"notice_end_days", "Notice of end"},
    [TERMS_NOTICE_DEATH_DAYS] = {"notice_death_days", "Notice at death"},
    [TERMS_APPROVAL_WEEKLY_PENCE] = {"approval_weekly_pence", "Approval over"},
    [TERMS_SUSPEND_NOTICE_DAYS] = {"suspend_notice_days", "Notice of a rest"},
    [TERMS_INTERIM_DAYS] = {"interim_days", "Longest interim"},
    [TERMS_PROPOSAL_DAYS] = {"proposal_days", "Approval usable"},
    [TERMS_SPOT_REVIEW_DAYS] = {"spot_review_days", "Spot review"},
    [TERMS_LEAD_PROVIDERS_MOST] = {"lead_providers_most", "Most lead providers"},
    {NULL, NULL},
};
static const struct field source_rows[] = {
    {FIELD(struct terms_source, figure, FIELD_ENUM), .words = terms_words, .label = "Figure",
     .help = "Which figure of the row."},
    SOURCED(struct terms_source),
};
static const struct fields source_row =
    FIELDS("source of a figure", source_rows, struct terms_source);

static const struct field terms_rows[] = {
    DATED(struct terms_figure),
    DAYS(hold_days, "Hold", "Days a suspended package is held for its provider."),
    {FIELD(struct terms_figure, retainer_bp, FIELD_INT), .max = 10000, .label = "Retainer",
     .help = "Share of the weekly price paid while held, in basis points: 5000 is half."},
    DAYS(notice_hand_back_days, "Notice of hand-back", "Days a provider gives to hand back."),
    DAYS(notice_end_days, "Notice of end", "Days of notice when the person ends the package."),
    DAYS(notice_death_days, "Notice at death", "Days paid after the day of death."),
    {FIELD(struct terms_figure, approval_weekly_pence, FIELD_MONEY), .max = MONEY_MOST,
     .label = "Approval over", .help = "A package over this a week needs approval; 0: every one."},
    {FIELD(struct terms_figure, suspend_notice_days, FIELD_INT), .flags = FIELD_OPTIONAL, .max = 31,
     .label = "Notice of a rest",
     .help = "Days of notice under which a suspended day is paid in full; 1 unless said."},
    DAYS(interim_days, "Longest interim", "Days an urgent start may run before it is regular."),
    DAYS(proposal_days, "Approval usable", "Working days an approval may be acted on."),
    DAYS(spot_review_days, "Spot review", "Days after which a spot purchase is looked at again."),
    {FIELD(struct terms_figure, lead_providers_most, FIELD_INT), .min = 1, .max = 1000,
     .label = "Most lead providers", .help = "Lead providers there may be at once."},
    SOURCED(struct terms_figure),
    {FIELD(struct terms_figure, sources, FIELD_LIST), .flags = FIELD_OPTIONAL, .max = 20,
     .of = &source_row, .label = "Sources",
     .help = "Figures whose source is another than that of the row."},
};
static const struct fields terms_row = FIELDS("contract terms", terms_rows, struct terms_figure);

/* --- holidays -------------------------------------------------------------------------------- */

static const struct field holiday_rows[] = {
    {FIELD(struct holiday_figure, day, FIELD_DATE), .label = "Day", .help = "The day itself."},
    {FIELD(struct holiday_figure, title, FIELD_TEXT), .max = 60, .label = "Title",
     .help = "What the day is called."},
    SOURCED(struct holiday_figure),
};
static const struct fields holiday_row =
    FIELDS("bank holiday", holiday_rows, struct holiday_figure);

/* --- one table a file ------------------------------------------------------------------------ */

#define ROWS(member, row, label_, help_)                                                           \
    {                                                                                              \
        FIELD(struct figures, member, FIELD_LIST), .min = 1, .max = 1000, .of = &(row),            \
                                                   .label = (label_), .help = (help_)              \
    }
#define ONE_LIST(table, member, row, label_, help_)                                                \
    static const struct field member##_file[] = {ROWS(member, row, label_, help_)};                \
    const struct fields table = FIELDS(#member ".yaml", member##_file, struct figures)

ONE_LIST(figures_capital_fields, capital, capital_row, "Capital limits",
         "Rows by date, without gap or overlap.");
ONE_LIST(figures_income_fields, income, income_row, "Minimum income",
         "Rows by date, without gap or overlap.");
ONE_LIST(figures_response_fields, response, response_row, "Response times",
         "Rows by date for each priority.");
ONE_LIST(figures_office_fields, office, office_row, "Office day",
         "Rows by date, without gap or overlap.");
ONE_LIST(figures_visit_fields, visits, visit_row, "Visit lengths",
         "Rows by date, without gap or overlap.");
ONE_LIST(figures_terms_fields, terms, terms_row, "Contract terms",
         "Rows by date, without gap or overlap.");

static const struct field holiday_file[] = {
    {NAMED(struct figures, holidays_from, "covers_from", FIELD_DATE), .label = "Covers from",
     .help = "The first day whose holidays are all listed."},
    {NAMED(struct figures, holidays_to, "covers_to", FIELD_DATE), .label = "Covers to",
     .help = "The last day whose holidays are all listed."},
    {NAMED(struct figures, holiday, "holidays", FIELD_LIST), .min = 1, .max = 1000,
     .of = &holiday_row, .label = "Bank holidays", .help = "Each day, in order."},
};
const struct fields figures_holiday_fields =
    FIELDS("bank-holidays.yaml", holiday_file, struct figures);

/* --- the row in force ------------------------------------------------------------------------ */

static bool in_force(date_t from, date_t to, date_t on)
{
    return date_given(on) && date_given(from) && from.day <= on.day &&
           (!date_given(to) || on.day <= to.day);
}

/* Lists are short (a row a year), so they are walked. */
#define FIND(member, type)                                                                         \
    const struct type *row = f->member.items;                                                      \
    for (size_t i = 0; i < f->member.count; i++)                                                   \
        if (in_force(row[i].from, row[i].to, on))                                                  \
            return &row[i];                                                                        \
    return NULL

const struct capital_figure *figures_capital(const struct figures *f, date_t on)
{
    FIND(capital, capital_figure);
}

const struct income_figure *figures_income(const struct figures *f, date_t on)
{
    FIND(income, income_figure);
}

const struct office_figure *figures_office(const struct figures *f, date_t on)
{
    FIND(office, office_figure);
}

const struct visit_figure *figures_visits(const struct figures *f, date_t on)
{
    FIND(visits, visit_figure);
}

const struct terms_figure *figures_terms(const struct figures *f, date_t on)
{
    FIND(terms, terms_figure);
}

const char *terms_source(const struct terms_figure *t, enum terms_name figure)
{
    const struct terms_source *own = t->sources.items;

    for (size_t i = 0; i < t->sources.count; i++)
        if (own[i].figure == (int64_t)figure)
            return own[i].source;
    return t->source;
}

const struct response_figure *figures_response(const struct figures *f, int64_t priority, date_t on)
{
    const struct response_figure *row = f->response.items;

    for (size_t i = 0; i < f->response.count; i++)
        if (row[i].priority == priority && in_force(row[i].from, row[i].to, on))
            return &row[i];
    return NULL;
}

bool figures_holidays(const struct figures *f, struct arena *a, struct holidays *out,
                      struct fault *why)
{
    const struct holiday_figure *row = f->holiday.items;
    date_t *day = arena_take_array(a, f->holiday.count ? f->holiday.count : 1, sizeof *day);

    if (!day)
        return fault_memory(why);
    for (size_t i = 0; i < f->holiday.count; i++)
        day[i] = row[i].day;
    *out = (struct holidays){day, f->holiday.count, f->holidays_from, f->holidays_to};
    return true;
}

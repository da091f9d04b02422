/* tools.c - the national tools and clocks by date: their field tables and the row in force */
#include "core/rules/chc/chc.h"

#include "core/rules/dated.h"
#include "core/rules/figures.h"

const struct word chc_domain_words[] = {
    {"breathing", "Breathing"},
    {"nutrition", "Nutrition"},
    {"continence", "Continence"},
    {"skin", "Skin integrity"},
    {"mobility", "Mobility"},
    {"communication", "Communication"},
    {"psychological", "Psychological and emotional needs"},
    {"cognition", "Cognition"},
    {"behaviour", "Behaviour"},
    {"drugs", "Drug therapies and medication: symptom control"},
    {"consciousness", "Altered states of consciousness"},
    {"other", "Other significant care needs"},
    {NULL, NULL},
};
const struct word chc_score_words[] = {
    {"A", "A high need"}, {"B", "B moderate need"}, {"C", "C low or no need"}, {NULL, NULL}};
const struct word chc_level_words[] = {
    {"N", "No needs"}, {"L", "Low"},      {"M", "Moderate"}, {"H", "High"},
    {"S", "Severe"},   {"P", "Priority"}, {NULL, NULL},
};
const struct word chc_eligibility_words[] = {
    {"eligible", "eligible for CHC"},
    {"fnc", "NHS-funded nursing care"},
    {"not-eligible", "not eligible"},
    {NULL, NULL},
};

#define NUMBER(struct_type, member, least, most, label_, help_)                                    \
    {                                                                                              \
        FIELD(struct_type, member, FIELD_INT), .min = (least), .max = (most), .label = (label_),   \
                                               .help = (help_)                                     \
    }

/* --- tools ------------------------------------------------------------------------------------ */

static const struct field level_rows[] = {
    {FIELD(struct tool_level, domain, FIELD_ENUM), .words = chc_domain_words, .label = "Domain",
     .help = "Which of the twelve."},
    {FIELD(struct tool_level, permitted, FIELD_LIST), .item = FIELD_ENUM, .min = 1,
     .max = CHC_LEVELS, .words = chc_level_words, .label = "Permitted",
     .help = "The levels that the form has for it."},
};
static const struct fields level_table = FIELDS("permitted levels", level_rows, struct tool_level);

static const struct field tool_rows[] = {
    DATED(struct tool_figure),
    {FIELD(struct tool_figure, version, FIELD_TEXT), .max = 20, .label = "Version",
     .help = "What the framework of those days is called: 2022."},
    {FIELD(struct tool_figure, body, FIELD_TEXT), .max = 20, .label = "NHS body",
     .help = "What the commissioner was called in those days: CCG, ICB."},
    NUMBER(struct tool_figure, a_alone, 1, 11, "As alone", "So many As are enough."),
    NUMBER(struct tool_figure, b_alone, 1, 11, "Bs alone", "So many Bs are enough."),
    NUMBER(struct tool_figure, a_with_b, 1, 11, "As with Bs", "Or so many As with the next."),
    NUMBER(struct tool_figure, b_with_a, 1, 11, "Bs with As", "Or so many Bs with the last."),
    {FIELD(struct tool_figure, asterisk, FIELD_LIST), .item = FIELD_ENUM, .max = CHC_DOMAINS,
     .words = chc_domain_words, .label = "Asterisk",
     .help = "The domains in which one A is enough: those with a Priority level."},
    NUMBER(struct tool_figure, priorities, 1, 12, "Priorities",
           "So many make a clear recommendation expected."),
    NUMBER(struct tool_figure, severes, 1, 12, "Severes",
           "So many make a clear recommendation expected."),
    NUMBER(struct tool_figure, severe_others, 1, 11, "Others beside one Severe",
           "Other domains with needs that make one Severe more than itself."),
    NUMBER(struct tool_figure, high_moderates, 1, 12, "High or Moderate",
           "So many of them may show a primary health need."),
    {FIELD(struct tool_figure, levels, FIELD_LIST), .of = &level_table, .min = CHC_DOMAINS,
     .max = CHC_DOMAINS, .label = "Levels", .help = "The permitted levels, a row a domain."},
    SOURCED(struct tool_figure),
};
static const struct fields tool_table = FIELDS("tool", tool_rows, struct tool_figure);

/* --- clocks ----------------------------------------------------------------------------------- */

enum { DAYS_MOST = 366, MONTHS_MOST = 120, BANDS_MOST = 8 };

static const struct field clock_rows[] = {
    DATED(struct chc_clock_figure),
    NUMBER(struct chc_clock_figure, standard_days, 1, DAYS_MOST, "Standard",
           "Calendar days from receipt to decision."),
    {FIELD(struct chc_clock_figure, receipt_is_day, FIELD_BOOL), .label = "Receipt is day 1",
     .help = "true where the day of receipt is counted; false where the day after is the first."},
    {FIELD(struct chc_clock_figure, band_ends, FIELD_LIST), .item = FIELD_INT, .min = 1,
     .max = BANDS_MOST, .label = "Bands",
     .help = "The last day over the standard of each band; the last band has no end."},
    NUMBER(struct chc_clock_figure, fast_track_days, 1, DAYS_MOST, "Fast track",
           "Days from receipt in which care is in place."),
    NUMBER(struct chc_clock_figure, review_months, 1, MONTHS_MOST, "First review",
           "Months after the decision."),
    NUMBER(struct chc_clock_figure, review_again_months, 1, MONTHS_MOST, "Later reviews",
           "Months after the last review."),
    NUMBER(struct chc_clock_figure, appeal_months, 1, MONTHS_MOST, "Appeal",
           "Months after the person was told in which they may ask for local resolution."),
    SOURCED(struct chc_clock_figure),
};
static const struct fields clock_table = FIELDS("CHC clock", clock_rows, struct chc_clock_figure);

static const struct field chc_file[] = {
    {FIELD(struct figures, tools, FIELD_LIST), .min = 1, .max = 100, .of = &tool_table,
     .label = "Tools", .help = "Versions by date, without gap or overlap."},
    {FIELD(struct figures, chc_clocks, FIELD_LIST), .min = 1, .max = 100, .of = &clock_table,
     .label = "CHC clocks", .help = "Rows by date, without gap or overlap."},
};
const struct fields figures_chc_fields = FIELDS("chc.yaml", chc_file, struct figures);

/* --- the row in force ------------------------------------------------------------------------- */

static bool in_force(date_t from, date_t to, date_t on)
{
    return from.day <= on.day && (!date_given(to) || on.day <= to.day);
}

const struct tool_figure *figures_tool(const struct figures *f, date_t on)
{
    const struct tool_figure *row = f->tools.items;

    if (!date_given(on))
        return f->tools.count ? &row[f->tools.count - 1] : NULL;
    for (size_t i = 0; i < f->tools.count; i++)
        if (in_force(row[i].from, row[i].to, on))
            return &row[i];
    return NULL;
}

const struct chc_clock_figure *figures_chc_clock(const struct figures *f, date_t on)
{
    const struct chc_clock_figure *row = f->chc_clocks.items;

    for (size_t i = 0; i < f->chc_clocks.count; i++)
        if (in_force(row[i].from, row[i].to, on))
            return &row[i];
    return NULL;
}

bool chc_clock_on(const struct figures *figures, date_t on, const char *fact,
                  const struct chc_clock_figure **out, struct fault *why)
{
    char day[24];

    *out = figures ? figures_chc_clock(figures, on) : NULL;
    if (*out)
        return true;
    return fail(why, FAULT_INPUT, fact,
                "There are no CHC time limits for %s: give a day that the partnership's chc.yaml "
                "covers, or add the limits of that day to it.",
                date_print_iso(on, day, sizeof day));
}

/* Contradictions in the dated figures and the bank holidays. */
#include "core/config/config_inside.h"

#include "core/rules/chc/chc.h"
#include "core/rules/reablement/reablement.h"

#include <assert.h>
#include <string.h>

#define NO_GROUP SIZE_MAX
enum { DAY = 24 };

/* One list of rows by date, each beginning the day after the one before; where there is a group
 * (a number at `group` of the row), within each group. */
struct succession {
    enum config_file file;
    const char *key;
    const struct list *list;
    size_t size, group;
};

static_assert(
    offsetof(struct capital_figure, from) == 0 && offsetof(struct income_figure, from) == 0 &&
        offsetof(struct response_figure, from) == 0 && offsetof(struct office_figure, from) == 0 &&
        offsetof(struct visit_figure, from) == 0 && offsetof(struct terms_figure, from) == 0 &&
        offsetof(struct tool_figure, from) == 0 && offsetof(struct chc_clock_figure, from) == 0 &&
        offsetof(struct reablement_figure, from) == 0,
    "dated rows begin with their days");

static struct dated days_of(const void *row)
{
    struct dated d;

    memcpy(&d, row, sizeof d);
    return d;
}

static int64_t group_of(const struct succession *s, const char *row)
{
    int64_t group = 0;

    if (s->group != NO_GROUP)
        memcpy(&group, row + s->group, sizeof group);
    return group;
}

static void check_after(const struct config_reading *r, const struct node *map, struct dated before,
                        struct dated d)
{
    char from[DAY], to[DAY], last[DAY];

    if (!date_given(before.to)) {
        config_fault(r, map, "from",
                     "The row before this one has no last day, so none can follow it on %s. Give "
                     "that row its last day.",
                     date_print_iso(d.from, from, sizeof from));
    } else if (d.from.day <= before.to.day) {
        config_fault(r, map, "from",
                     "This row begins on %s, when the row before it still holds (until %s). Only "
                     "one may hold on a day.",
                     date_print_iso(d.from, from, sizeof from),
                     date_print_iso(before.to, to, sizeof to));
    } else if (d.from.day > before.to.day + 1) {
        config_fault(r, map, "from",
                     "No row holds from %s to %s. Begin this row the day after the last day of the "
                     "row before, or add a row between.",
                     date_print_iso(date_add_days(before.to, 1), to, sizeof to),
                     date_print_iso(date_add_days(d.from, -1), last, sizeof last));
    }
}

static void check_succession(const struct config_reading *r, const struct succession *s)
{
    struct rows_at at = config_rows(r, s->file, s->key, s->list, s->size);
    const char *row;

    while ((row = config_rows_next(&at))) {
        struct dated d = days_of(row);
        const char *before = NULL;
        for (size_t i = at.index - 1; i-- > 0 && !before;)
            if (group_of(s, at.items + i * s->size) == group_of(s, row))
                before = at.items + i * s->size;
        if (config_check_days(r, at.node, d) && before && date_given(days_of(before).from))
            check_after(r, at.node, days_of(before), d);
    }
}

static void check_capital(const struct config_reading *r)
{
    const struct list *list = &r->config->figures.capital;
    struct rows_at at =
        config_rows(r, FILE_CAPITAL, "capital", list, sizeof(struct capital_figure));
    const struct capital_figure *row;

    while ((row = config_rows_next(&at)))
        if (row->lower.pence != ABSENT && row->upper.pence != ABSENT &&
            row->lower.pence > row->upper.pence)
            config_fault(r, at.node, "upper_pence",
                         "The upper limit is under the lower one. Correct one of them.");
}

static void check_office(const struct config_reading *r)
{
    const struct list *list = &r->config->figures.office;
    struct rows_at at = config_rows(r, FILE_OFFICE, "office", list, sizeof(struct office_figure));
    const struct office_figure *row;

    while ((row = config_rows_next(&at)))
        if (row->opens != ABSENT && row->closes != ABSENT && row->opens >= row->closes)
            config_fault(r, at.node, "closes",
                         "The office closes before it opens. Both are minutes of one day, such as "
                         "540 for 09:00 and 1020 for 17:00.");
}

static void check_visits(const struct config_reading *r)
{
    const struct list *list = &r->config->figures.visits;
    struct rows_at at = config_rows(r, FILE_VISITS, "visits", list, sizeof(struct visit_figure));
    const struct visit_figure *row;

    while ((row = config_rows_next(&at))) {
        const int64_t *minutes = row->minutes.items;
        for (size_t i = 0; i < row->minutes.count; i++) {
            if (minutes[i] == 0)
                config_fault(r, at.node, "minutes", "A visit of no minutes is none. Take 0 out.");
            if (i && minutes[i] != ABSENT && minutes[i] <= minutes[i - 1])
                config_fault(r, at.node, "minutes",
                             "The lengths must ascend and differ; %lld stands after %lld.",
                             (long long)minutes[i], (long long)minutes[i - 1]);
        }
    }
}

static void check_response(const struct config_reading *r)
{
    const struct list *list = &r->config->figures.response;
    struct rows_at at =
        config_rows(r, FILE_RESPONSE, "response", list, sizeof(struct response_figure));
    const struct response_figure *row;
    bool there[PRIORITY_ROUTINE + 1] = {false};

    if (!at.count)
        return;
    while ((row = config_rows_next(&at))) {
        if (row->priority == ABSENT)
            return;
        there[row->priority] = true;
    }
    for (int64_t p = 0; p <= PRIORITY_ROUTINE; p++)
        if (!there[p])
            config_fault(r, r->root[FILE_RESPONSE], "response",
                         "No row says how long an answer may take for the priority %s. Add one.",
                         priority_words[p].code);
}

static void check_holidays(const struct config_reading *r)
{
    const struct figures *f = &r->config->figures;
    struct dated covers = {f->holidays_from, f->holidays_to};
    struct rows_at at =
        config_rows(r, FILE_BANK_HOLIDAYS, "holidays", &f->holiday, sizeof(struct holiday_figure));
    const struct holiday_figure *row;
    date_t before = DATE_NONE;
    char day[DAY], from[DAY], to[DAY];
    bool known = r->root[FILE_BANK_HOLIDAYS] && date_given(covers.from) && date_given(covers.to);

    if (known && covers.to.day < covers.from.day) {
        config_fault(r, r->root[FILE_BANK_HOLIDAYS], "covers_to",
                     "The last day covered is before the first. Correct one of them.");
        known = false;
    }
    while ((row = config_rows_next(&at))) {
        if (!date_given(row->day))
            continue;
        date_print_iso(row->day, day, sizeof day);
        if (known && !dated_holds(covers, row->day))
            config_fault(r, at.node, "day",
                         "%s is outside the days this file covers, %s to %s. Take it out, or "
                         "complete the year and cover it.",
                         day, date_print_iso(covers.from, from, sizeof from),
                         date_print_iso(covers.to, to, sizeof to));
        if (date_given(before) && before.day == row->day.day)
            config_fault(r, at.node, "day", "%s is listed twice. Keep one of them.", day);
        else if (date_given(before) && before.day > row->day.day)
            config_fault(r, at.node, "day",
                         "%s stands after a later day. List the holidays in order.", day);
        before = row->day;
    }
}

/* Every domain has its permitted levels once. */
static void check_tools(const struct config_reading *r)
{
    const struct list *list = &r->config->figures.tools;
    struct rows_at at = config_rows(r, FILE_CHC, "tools", list, sizeof(struct tool_figure));
    const struct tool_figure *row;

    while ((row = config_rows_next(&at))) {
        const struct tool_level *level = row->levels.items;
        unsigned seen = 0;
        for (size_t i = 0; i < row->levels.count; i++) {
            if (level[i].domain == ABSENT)
                continue;
            if (seen >> level[i].domain & 1)
                config_fault(r, at.node, "levels",
                             "The domain %s is listed twice. Give each of the twelve once.",
                             chc_domain_words[level[i].domain].code);
            seen |= 1u << level[i].domain;
        }
    }
}

static void check_bands(const struct config_reading *r)
{
    const struct list *list = &r->config->figures.chc_clocks;
    struct rows_at at =
        config_rows(r, FILE_CHC, "chc_clocks", list, sizeof(struct chc_clock_figure));
    const struct chc_clock_figure *row;

    while ((row = config_rows_next(&at))) {
        const int64_t *end = row->band_ends.items;
        for (size_t i = 1; i < row->band_ends.count; i++)
            if (end[i] != ABSENT && end[i] <= end[i - 1])
                config_fault(r, at.node, "band_ends",
                             "The bands must ascend and differ; %lld stands after %lld.",
                             (long long)end[i], (long long)end[i - 1]);
    }
}

void config_check_figures(const struct config_reading *r)
{
    const struct figures *f = &r->config->figures;
    const struct succession each[] = {
        {FILE_CAPITAL, "capital", &f->capital, sizeof(struct capital_figure), NO_GROUP},
        {FILE_INCOME, "income", &f->income, sizeof(struct income_figure), NO_GROUP},
        {FILE_RESPONSE, "response", &f->response, sizeof(struct response_figure),
         offsetof(struct response_figure, priority)},
        {FILE_OFFICE, "office", &f->office, sizeof(struct office_figure), NO_GROUP},
        {FILE_VISITS, "visits", &f->visits, sizeof(struct visit_figure), NO_GROUP},
        {FILE_TERMS, "terms", &f->terms, sizeof(struct terms_figure), NO_GROUP},
        {FILE_CHC, "tools", &f->tools, sizeof(struct tool_figure), NO_GROUP},
        {FILE_CHC, "chc_clocks", &f->chc_clocks, sizeof(struct chc_clock_figure), NO_GROUP},
        {FILE_REABLEMENT, "reablement", &f->reablement, sizeof(struct reablement_figure), NO_GROUP},
    };

    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        check_succession(r, &each[i]);
    check_capital(r);
    check_office(r);
    check_visits(r);
    check_response(r);
    check_holidays(r);
    check_tools(r);
    check_bands(r);
}

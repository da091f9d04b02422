/* package_visits.c - the visits that are wanted: read, checked, counted, kept as a specification */
#include "core/ops/package_inside.h"
#include "core/rules/brokerage/brokerage.h"

#include <stdio.h>
#include <string.h>

static const struct field visit_arg_rows[] = {
    {FIELD(struct visit_arg, days, FIELD_INT), .flags = FIELD_DAYS, .min = 1, .max = 127,
     .label = "Days", .help = "Days of the week: daily, or some of mon to sun.",
     .source = "domain.md 4.2"},
    {FIELD(struct visit_arg, band, FIELD_ENUM), .words = band_words, .label = "Time of day",
     .help = "Part of the day the visit falls in.", .source = "domain.md 4.2"},
    {FIELD(struct visit_arg, at, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 5, .label = "At",
     .help = "Time preferred, as 08:30."},
    {FIELD(struct visit_arg, tolerance, FIELD_MINUTES), .flags = FIELD_OPTIONAL, .min = 0,
     .max = 720, .label = "Tolerance", .help = "Minutes either way that will do."},
    {FIELD(struct visit_arg, minutes, FIELD_MINUTES), .min = 1, .max = VISIT_MINUTES_MOST,
     .label = "Minutes", .help = "Length of the visit.", .source = "domain.md 4.2"},
    {FIELD(struct visit_arg, carers, FIELD_INT), .min = 1, .max = VISIT_CARERS_MOST,
     .label = "Carers", .help = "1, or 2 for a double-handed visit.", .source = "domain.md 4.2"},
    {FIELD(struct visit_arg, personal_care, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "Personal care", .help = "Washing, dressing, toileting, eating; yes unless said."},
    {FIELD(struct visit_arg, tasks, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES, .max = 1000,
     .label = "Tasks", .help = "What is to be done."},
    {FIELD(struct visit_arg, time_critical, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "Time-critical", .help = "It must be at that time; say why.",
     .source = "domain.md 4.2"},
    {FIELD(struct visit_arg, critical_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Why time-critical", .help = "Insulin, Parkinson's disease …"},
};
const struct fields visit_arg_fields = FIELDS("visit", visit_arg_rows, struct visit_arg);

/* --- reading ------------------------------------------------------------------------------------ */

/* "08:30" to minutes of the day; false when it is no such time. */
static bool time_read(const char *text, int64_t *out)
{
    static const char form[] = "dd:dd";

    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    int hours = (text[0] - '0') * 10 + (text[1] - '0');
    int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    *out = hours * 60 + minutes;
    return hours < 24 && minutes < 60;
}

static bool is_permitted(const struct visit_figure *f, int64_t minutes)
{
    const int64_t *length = f->minutes.items;

    for (size_t i = 0; i < f->minutes.count; i++)
        if (length[i] == minutes)
            return true;
    return f->minutes.count == 0;
}

static bool visit_read(struct call *c, const struct visit_arg *g, size_t number,
                       const struct visit_figure *f, struct visit *out, struct fault *why)
{
    char field[48];

    *out = (struct visit){.number = (int64_t)number,
                          .days = g->days,
                          .band = g->band,
                          .at = ABSENT,
                          .tolerance = g->tolerance,
                          .time_critical = g->time_critical == 1,
                          .critical_reason = g->critical_reason,
                          .minutes = g->minutes,
                          .carers = g->carers,
                          .personal_care = g->personal_care != 0,
                          .tasks = g->tasks};
    if (g->at && !time_read(g->at, &out->at)) {
        snprintf(field, sizeof field, "visits[%zu].at", number);
        return fail(why, FAULT_INPUT, field, "Visit %zu: \"at\" is a time of day as 08:30.",
                    number);
    }
    if (out->time_critical && !g->critical_reason) {
        snprintf(field, sizeof field, "visits[%zu].critical_reason", number);
        return fail(
            why, FAULT_INPUT, field,
            "Visit %zu is time-critical: say why, as insulin (in the shell, critical_reason).",
            number);
    }
    if (f && !is_permitted(f, g->minutes)) {
        snprintf(field, sizeof field, "visits[%zu].minutes", number);
        return fail(why, FAULT_INPUT, field,
                    "Visit %zu: %lld minutes is no length of the contract; see visits.yaml for "
                    "those that are.",
                    number, (long long)g->minutes);
    }
    if (f && out->personal_care && g->minutes < f->personal_care_least)
        call_remark(c, NULL,
                    "Visit %zu has personal care in %lld minutes; under %lld only for a known "
                    "worker and a specific task.",
                    number, (long long)g->minutes, (long long)f->personal_care_least);
    return true;
}

bool visits_read(struct call *c, const struct list *given, date_t on, struct list *out,
                 struct fault *why)
{
    const struct visit_figure *figure = figures_visits(&c->config->figures, on);
    struct visit *visits = arena_take_array(c->arena, given->count + 1, sizeof *visits);
    const struct visit_arg *g = given->items;

    if (!visits)
        return fault_memory(why);
    for (size_t i = 0; i < given->count; i++)
        if (!visit_read(c, &g[i], i + 1, figure, &visits[i], why))
            return false;
    *out = (struct list){visits, given->count};
    return true;
}

/* --- counting ------------------------------------------------------------------------------------ */

int64_t visits_minutes(const struct list *visits, const char *numbers)
{
    struct week week;

    visits_week(visits, numbers, &week);
    return week.weekly_minutes;
}

bool visits_double(const struct list *visits, const char *numbers)
{
    struct week week;

    visits_week(visits, numbers, &week);
    return week.double_handed == 1;
}

/* --- keeping ------------------------------------------------------------------------------------ */

bool spec_add(struct call *c, int64_t package_id, date_t from, date_t until,
              const struct list *visits, const char *because, struct specification *out,
              struct fault *why)
{
    const struct visit *v = visits->items;
    int64_t most;

    if (!query_one_int(c->store,
                       "SELECT coalesce(max(number), 0) FROM specification WHERE package_id = ?1",
                       ARGS(INT(package_id)), &most, why))
        return false;
    *out = (struct specification){.package_id = package_id,
                                  .number = most + 1,
                                  .valid_from = from,
                                  .valid_to = until,
                                  .weekly_minutes = visits_minutes(visits, NULL),
                                  .why = because};
    if (!row_add(c->store, &table_specification, out, why))
        return false;
    for (size_t i = 0; i < visits->count; i++) {
        struct visit row = v[i];
        row.package_id = package_id;
        row.spec_number = out->number;
        if (!row_add(c->store, &table_visit, &row, why))
            return false;
    }
    return true;
}

bool spec_close_from(struct call *c, int64_t package_id, date_t from, struct fault *why)
{
    struct list specs;

    if (!rows_where(c->store, &table_specification,
                    "package_id = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2)",
                    ARGS(INT(package_id), INT(from.day)), c->arena, &specs, why))
        return false;
    const struct specification *s = specs.items;
    for (size_t i = 0; i < specs.count; i++) {
        struct specification cut = s[i];
        cut.valid_to = from;
        if (s[i].valid_from.day >= from.day
                ? !row_close(c->store, &table_specification, &s[i], why)
                : !row_replace(c->store, &table_specification, &s[i], &cut, why))
            return false;
    }
    return true;
}

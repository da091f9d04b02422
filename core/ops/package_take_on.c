/* package_take_on.c - packages already in force, taken on as they run: provider, lines, price, payer */
#include "core/ops/package_inside.h"

struct line_arg {
    const char *provider, *award;
    date_t start, to;
    money_t price;
    int64_t weekly_minutes;
    const char *visit_numbers, *payer;
};
static const struct field line_arg_rows[] = {
    {FIELD(struct line_arg, provider, FIELD_TEXT), .flags = FIELD_REF, .refers = "provider",
     .max = 20, .label = "Provider", .help = "Who delivers it."},
    {FIELD(struct line_arg, award, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "award", .max = 20, .label = "Award", .help = "Under which it runs."},
    {FIELD(struct line_arg, start, FIELD_DATE), .label = "Start", .help = "First day."},
    {FIELD(struct line_arg, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Last day",
     .help = "Where it is known."},
    {FIELD(struct line_arg, price, FIELD_MONEY), .min = 0, .max = MONEY_MOST,
     .label = "Price a week", .help = "Gross, as it is paid."},
    {FIELD(struct line_arg, weekly_minutes, FIELD_MINUTES), .flags = FIELD_OPTIONAL,
     .max = WEEK_MINUTES_MOST, .label = "Hours a week", .help = "Where the visits are not known."},
    {FIELD(struct line_arg, visit_numbers, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 200,
     .label = "Of the visits", .help = "Numbers of those it covers, as 1,3; all unless said."},
    {FIELD(struct line_arg, payer, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Payer", .help = "Where it is another than the package's."},
};
static const struct fields line_arg_fields = FIELDS("line", line_arg_rows, struct line_arg);

struct take_on_args {
    const char *ref, *person;
    int64_t purpose, priority;
    const char *payer;
    int64_t nhs_function;
    const char *provider, *award;
    date_t start, to;
    money_t price;
    int64_t weekly_minutes;
    struct list visits, lines;
};
static const struct field take_on_rows[] = {
    {FIELD(struct take_on_args, ref, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_KEY, .max = 20,
     .label = "Reference", .help = "Of the package; left out, the next one."},
    {FIELD(struct take_on_args, person, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",
     .max = 20, .label = "Person", .help = "Reference or NHS number of the person."},
    {FIELD(struct take_on_args, purpose, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = purpose_words, .label = "Purpose", .help = "Long-term unless said."},
    {FIELD(struct take_on_args, priority, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = priority_words, .label = "Priority", .help = "Routine unless said."},
    {FIELD(struct take_on_args, payer, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Payer",
     .help = "Code of the organisation that pays by law; the council unless said."},
    {FIELD(struct take_on_args, nhs_function, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = function_words, .label = "NHS function",
     .help = "When an NHS body pays: what it has delegated."},
    {FIELD(struct take_on_args, provider, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "provider", .max = 20, .label = "Provider",
     .help = "Who delivers it, where one provider does; else give lines."},
    {FIELD(struct take_on_args, award, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "award", .max = 20, .label = "Award", .help = "Under which it runs."},
    {FIELD(struct take_on_args, start, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Start",
     .help = "First day of care."},
    {FIELD(struct take_on_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Last day",
     .help = "Of care that is for a time only."},
    {FIELD(struct take_on_args, price, FIELD_MONEY), .flags = FIELD_OPTIONAL, .min = 0,
     .max = MONEY_MOST, .label = "Price a week", .help = "Gross, as it is paid."},
    {FIELD(struct take_on_args, weekly_minutes, FIELD_MINUTES), .flags = FIELD_OPTIONAL,
     .max = WEEK_MINUTES_MOST, .label = "Hours a week", .help = "Where the visits are not known."},
    VISITS_ROW(struct take_on_args, FIELD_OPTIONAL),
    {FIELD(struct take_on_args, lines, FIELD_LIST), .of = &line_arg_fields, .flags = FIELD_OPTIONAL,
     .min = 1, .max = 20, .label = "Lines",
     .help = "Each provider's part, where there are several."},
};
static const struct fields take_on_fields =
    FIELDS("package.take-on", take_on_rows, struct take_on_args);

/* The lines, given as a list or as the one of the row itself. */
static bool lines_given(const struct take_on_args *a, struct line_arg *one, struct list *out,
                        struct fault *why)
{
    if (a->lines.count && (a->provider || a->price.pence != ABSENT))
        return fail(why, FAULT_INPUT, "lines",
                    "Give one provider with start and price, or lines, not both.");
    *out = a->lines;
    if (a->lines.count)
        return true;
    if (!a->provider)
        return fail(why, FAULT_INPUT, "provider", "Say who delivers it: give the provider.");
    if (!date_given(a->start))
        return fail(why, FAULT_INPUT, "start", "Say on which day it started.");
    if (a->price.pence == ABSENT)
        return fail(why, FAULT_INPUT, "price", "Say what it costs a week.");
    *one = (struct line_arg){.provider = a->provider,
                             .award = a->award,
                             .start = a->start,
                             .to = a->to,
                             .price = a->price,
                             .weekly_minutes = a->weekly_minutes};
    *out = (struct list){one, 1};
    return true;
}

static bool line_taken(struct call *c, const struct package *p, const struct specification *spec,
                       const struct list *visits, const struct line_arg *g, struct line *l,
                       struct fault *why)
{
    struct provider provider;
    struct award award;

    if (!provider_by_ref(c, "provider", g->provider, &provider, why))
        return false;
    *l = (struct line){.package_id = p->head.id,
                       .person_id = p->person_id,
                       .provider_id = provider.head.id,
                       .delivered_by = ABSENT,
                       .source = LINE_TAKEN_ON,
                       .payer = g->payer ? g->payer : p->payer,
                       .spec_number = spec->number,
                       .valid_from = g->start,
                       .valid_to = date_given(g->to) ? date_add_days(g->to, 1) : spec->valid_to,
                       .weekly_pence = g->price,
                       .paid_to = DATE_NONE,
                       .change = CHANGE_NEW};
    if (date_given(g->to) && g->to.day < g->start.day)
        return fail(why, FAULT_INPUT, "to",
                    "The last day, %s, is before the first, %s: put one of them right.",
                    day_shown(c, g->to), day_shown(c, g->start));
    if (g->award) {
        if (!award_by_ref(c, "award", g->award, c->who->today, &award, why))
            return false;
        if (award.provider_id != provider.head.id)
            return fail(why, FAULT_INPUT, "award",
                        "Award %s is another provider's: leave it out, or give one of theirs.",
                        award.ref);
        l->award_ref = award.ref;
    }
    if (!numbers_read(c, "visit_numbers", g->visit_numbers, visits, &l->visits, why))
        return false;
    l->weekly_minutes =
        g->weekly_minutes != ABSENT ? g->weekly_minutes : visits_minutes(visits, l->visits);
    l->double_handed = visits_double(visits, l->visits);
    return true;
}

/* First day of all, and minutes where no visits say them. */
static bool lines_sum(struct call *c, const struct list *lines, date_t *from, int64_t *minutes,
                      struct fault *why)
{
    const struct line_arg *g = lines->items;

    *from = g[0].start;
    *minutes = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (g[i].start.day > c->who->today.day)
            return refuse(why, "PK-17", "interface.md, Imports",
                          "%s is still to come: a package is taken on when it runs; request and "
                          "confirm this one.",
                          day_shown(c, g[i].start));
        if (g[i].start.day < from->day)
            *from = g[i].start;
        *minutes += g[i].weekly_minutes != ABSENT ? g[i].weekly_minutes : 0;
    }
    return true;
}

static bool take_on_lines(struct call *c, const struct package *p, const struct specification *spec,
                          const struct list *visits, const struct list *lines, money_t *weekly,
                          struct fault *why)
{
    const struct line_arg *g = lines->items;
    date_t today = c->who->today;

    *weekly = GBP(0, 0);
    for (size_t i = 0; i < lines->count; i++) {
        struct line l;
        if (!line_taken(c, p, spec, visits, &g[i], &l, why) ||
            !package_may_start(c, p, l.payer, l.valid_from, today, why) || !line_add(c, &l, why) ||
            (lines->count > 1 && !line_warn_overlap(c, &l, why)))
            return false;
        if (line_is_on(&l, today))
            weekly->pence += l.weekly_pence.pence;
    }
    return true;
}

/* No approval stands behind it, so a second person compares it with the books it comes from. */
static bool ask_second(struct call *c, const struct package *p, const struct person *person,
                       money_t weekly, struct fault *why)
{
    char price[32];

    if (c->bulk)
        return work_second(c, "taken-on", ABSENT, ABSENT, why,
                           "Packages were taken on from %s by %s with no approval behind them: are "
                           "they what runs?",
                           c->source_file, c->who->name);
    return work_second(
        c, "taken-on", person->head.id, p->head.id, why,
        "Package %s was taken on by %s, %s a week, with no approval behind it: is it what runs?",
        p->ref, c->who->name, money_print(weekly, price, sizeof price));
}

static bool take_on_run(struct call *c, struct fault *why)
{
    const struct take_on_args *a = c->args;
    struct specification spec;
    struct line_arg one;
    struct person person;
    struct list lines = {0}, visits = {0};
    date_t from;
    int64_t minutes;
    money_t weekly;
    struct package p = {.purpose = a->purpose == ABSENT ? PURPOSE_LONG_TERM : a->purpose,
                        .priority = a->priority == ABSENT ? PRIORITY_ROUTINE : a->priority,
                        .payer = a->payer ? a->payer : c->config->partnership.council,
                        .nhs_function = a->nhs_function,
                        .requested = c->who->now,
                        .requested_by = c->who->staff_id,
                        .claimed_by = ABSENT,
                        .claimed = DATETIME_NONE,
                        .cancelled = DATE_NONE,
                        .worker_gender = ABSENT,
                        .consent_to_share = ABSENT,
                        .key_safe = ABSENT};

    if (!person_by_ref(c, "person", a->person, &person, why) ||
        !lines_given(a, &one, &lines, why) || !lines_sum(c, &lines, &from, &minutes, why) ||
        !visits_read(c, &a->visits, c->who->today, &visits, why) ||
        !package_new_ref(c, a->ref, &p.ref, why))
        return false;
    p.person_id = person.head.id;
    p.needed_by = from;
    if (!package_find_lot(c, &p, c->who->today, why) ||
        !row_add(c->store, &table_package, &p, why) ||
        !spec_add(c, p.head.id, from, date_add_days(a->to, 1), &visits, NULL, &spec, why))
        return false;
    call_subject(c, "package", p.head.id, p.ref);
    if (!take_on_lines(c, &p, &spec, &visits, &lines, &weekly, why) ||
        !package_settle(c, p.head.id, why) ||
        /* nobody took on what a demonstration begins with */
        (c->who->staff_id && !ask_second(c, &p, &person, weekly, why)))
        return false;
    char price[32];
    call_say(c, "Package %s of %s is taken on: %zu line%s, %s a week today.", p.ref, person.ref,
             lines.count, lines.count == 1 ? "" : "s", money_print(weekly, price, sizeof price));
    return true;
}

const struct operation op_package_take_on = {
    .name = "package.take-on",
    .title = "Take on a package in force",
    .help =
        "Load a package that runs already, with its provider, lines, price and payer.  No offer "
        "and no approval stand behind it; its lines say that they were taken on, and another "
        "supervisor is asked to look at it.",
    .roles = ROLES_PACKAGE | ROLE(ROLE_ADMIN),
    .flags = OP_PERSON | OP_OPENS,
    .args = &take_on_fields,
    .writes = WRITES("package", "specification", "visit", "line", "task"),
    .run = take_on_run,
};

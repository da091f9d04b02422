/* line_correct.c - a line put right from the day it was wrong, or voided: it was never so */
#include "core/ops/package_inside.h"

struct correct_args {
    const char *package;
    int64_t line;
    date_t on, start, last_day;
    money_t price;
    int64_t weekly_minutes;
    const char *provider, *award, *payer, *reason;
    int64_t rev;
};
static const struct field correct_rows[] = {
    PACKAGE_ROW(struct correct_args, 0),
    {FIELD(struct correct_args, line, FIELD_INT), .min = 1, .max = 1000, .label = "Line",
     .help = "Number of the line in the package."},
    {FIELD(struct correct_args, on, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "On",
     .help = "A day of the version that is wrong; today unless said."},
    {FIELD(struct correct_args, start, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Start",
     .help = "First day, as it really was."},
    {FIELD(struct correct_args, last_day, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Last day",
     .help = "As it really was."},
    {FIELD(struct correct_args, price, FIELD_MONEY), .flags = FIELD_OPTIONAL, .min = 0,
     .max = MONEY_MOST, .label = "Price a week", .help = "As it really was."},
    {FIELD(struct correct_args, weekly_minutes, FIELD_MINUTES), .flags = FIELD_OPTIONAL,
     .max = WEEK_MINUTES_MOST, .label = "Hours a week", .help = "As they really were."},
    {FIELD(struct correct_args, provider, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "provider", .max = 20, .label = "Provider", .help = "Who really delivered it."},
    {FIELD(struct correct_args, award, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "award", .max = 20, .label = "Award", .help = "Under which it really ran."},
    {FIELD(struct correct_args, payer, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Payer",
     .help = "Who by law paid from its first day: a slip of the pen, no transfer."},
    REASON_ROW(struct correct_args, 0, "How it is known."),
    REV_ROW(struct correct_args),
};
static const struct fields correct_fields =
    FIELDS("line.correct", correct_rows, struct correct_args);

/* The version that holds the day, or the one nearest before it. */
static bool version_at(struct call *c, const struct package *p, int64_t number, date_t on,
                       struct list *versions, size_t *at, struct fault *why)
{
    if (!line_versions(c, p->head.id, number, versions, why))
        return false;
    const struct line *v = versions->items;
    if (versions->count == 0)
        return refuse(why, "PK-13", PACKAGE_SOURCE,
                      "Package %s has no line %lld: look at its lines for the numbers.", p->ref,
                      (long long)number);
    *at = 0;
    for (size_t i = 1; i < versions->count; i++)
        if (v[i].valid_from.day <= on.day)
            *at = i;
    return true;
}

static bool correct_who(struct call *c, const struct correct_args *a, struct line *l,
                        struct fault *why)
{
    struct provider provider;
    struct award award;

    if (a->provider) {
        if (!provider_by_ref(c, "provider", a->provider, &provider, why))
            return false;
        if (provider.head.id != l->provider_id)
            l->award_ref = NULL;
        l->provider_id = provider.head.id;
    }
    if (!a->award)
        return true;
    if (!award_by_ref(c, "award", a->award, l->valid_from, &award, why))
        return false;
    if (award.provider_id != l->provider_id)
        return fail(why, FAULT_INPUT, "award",
                    "Award %s is another provider's: leave it out, or give one of theirs.",
                    award.ref);
    l->award_ref = award.ref;
    return true;
}

/* Days of a corrected version stay between those of its neighbours. */
static bool correct_days(struct call *c, const struct list *versions, size_t at,
                         const struct line *l, struct fault *why)
{
    const struct line *v = versions->items;

    if (date_given(l->valid_to) && l->valid_to.day <= l->valid_from.day)
        return fail(why, FAULT_INPUT, "last_day",
                    "It would end on %s, before it starts: give a later day.",
                    day_shown(c, date_add_days(l->valid_to, -1)));
    if (at > 0 && (!date_given(v[at - 1].valid_to) || v[at - 1].valid_to.day > l->valid_from.day))
        return fail(why, FAULT_INPUT, "start",
                    "The version before it runs to %s: start after that.",
                    day_shown(c, date_add_days(v[at - 1].valid_to, -1)));
    if (at + 1 < versions->count &&
        (!date_given(l->valid_to) || l->valid_to.day > v[at + 1].valid_from.day))
        return fail(why, FAULT_INPUT, "last_day",
                    "The version after it runs from %s: end before that.",
                    day_shown(c, v[at + 1].valid_from));
    return true;
}

static bool correct_run(struct call *c, struct fault *why)
{
    const struct correct_args *a = c->args;
    struct package p;
    struct list versions;
    size_t at;
    bool now = true;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !version_at(c, &p, a->line, date_given(a->on) ? a->on : c->who->today, &versions, &at, why))
        return false;
    const struct line *old = (const struct line *)versions.items + at;
    struct line l = *old;
    l.valid_from = date_given(a->start) ? a->start : l.valid_from;
    l.valid_to = date_given(a->last_day) ? date_add_days(a->last_day, 1) : l.valid_to;
    l.weekly_pence = a->price.pence != ABSENT ? a->price : l.weekly_pence;
    l.weekly_minutes = a->weekly_minutes != ABSENT ? a->weekly_minutes : l.weekly_minutes;
    l.payer = a->payer ? a->payer : l.payer;
    l.change = CHANGE_CORRECT;
    l.why = a->reason;
    c->reason = a->reason;
    if (!correct_who(c, a, &l, why) || !correct_days(c, &versions, at, &l, why) ||
        ((a->start.day != DATE_NONE.day || a->payer) &&
         !package_may_start(c, &p, l.payer, l.valid_from, l.valid_from, why)))
        return false;
    money_t weekly, more = {l.weekly_pence.pence - old->weekly_pence.pence};
    if (more.pence > 0) {
        if (!package_weekly(c, p.head.id, l.valid_from, &weekly, why) ||
            !money_add(weekly, more, &weekly))
            return why->kind != FAULT_NONE ? false
                                           : fail(why, FAULT_INPUT, "price",
                                                  "The cost is more than one sum may be: give a "
                                                  "lower price or fewer visits.");
        if (!package_approval(c, &p, l.provider_id, l.valid_from, l.valid_to, more, weekly,
                              a->reason, &now, why))
            return false;
    }
    if (!now)
        return true;
    if (!row_replace(c->store, &table_line, old, &l, why) || !line_warn_overlap(c, &l, why) ||
        !package_settle(c, p.head.id, why))
        return false;
    call_say(c, "Line %lld of package %s is corrected: it was never otherwise.",
             (long long)l.number, p.ref);
    return true;
}

const struct operation op_line_correct = {
    .name = "line.correct",
    .title = "Correct a line",
    .help = "What was recorded was never so: put it right.  What was known before stays to be seen "
            "as known at that time.  Something that changed on a day is a variation.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE | OP_CAREFUL,
    .args = &correct_fields,
    .writes = WRITES("package", "line", "proposal", "task"),
    .run = correct_run,
};

/* --- line.void ----------------------------------------------------------------------------------- */

struct void_args {
    const char *package;
    int64_t line;
    const char *reason;
    int64_t rev;
};
static const struct field void_rows[] = {
    PACKAGE_ROW(struct void_args, 0),
    {FIELD(struct void_args, line, FIELD_INT), .min = 1, .max = 1000, .label = "Line",
     .help = "Number of the line in the package."},
    REASON_ROW(struct void_args, 0, "Why it ought never to have been."),
    REV_ROW(struct void_args),
};
static const struct fields void_fields = FIELDS("line.void", void_rows, struct void_args);

static bool void_run(struct call *c, struct fault *why)
{
    const struct void_args *a = c->args;
    struct package p;
    struct list versions;
    size_t at;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !version_at(c, &p, a->line, c->who->today, &versions, &at, why) ||
        !line_void_all(c, p.head.id, a->line, a->reason, why) ||
        !proposal_stale_all(c, p.head.id, "A line was voided.", why) ||
        !package_settle(c, p.head.id, why))
        return false;
    c->reason = a->reason;
    call_say(c, "Line %lld of package %s is void: it never was.", (long long)a->line, p.ref);
    return true;
}

const struct operation op_line_void = {
    .name = "line.void",
    .title = "Void a line",
    .help = "The line ought never to have been: it has no day and no cost.  Its visits wait again.",
    .roles = ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE | OP_CAREFUL,
    .args = &void_fields,
    .writes = WRITES("package", "line", "suspension", "notice", "proposal", "task"),
    .run = void_run,
};

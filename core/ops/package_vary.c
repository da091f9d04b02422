/* package_vary.c - something else is wanted from a day: a new specification, lines that succeed */
#include "core/ops/package_inside.h"

struct vary_args {
    const char *package;
    date_t from;
    struct list visits;
    money_t price;
    int64_t line;
    const char *reason;
    int64_t rev;
};
static const struct field vary_rows[] = {
    PACKAGE_ROW(struct vary_args, 0),
    {FIELD(struct vary_args, from, FIELD_DATE), .label = "From",
     .help = "First day that is different."},
    VISITS_ROW(struct vary_args, 0),
    {FIELD(struct vary_args, price, FIELD_MONEY), .flags = FIELD_OPTIONAL, .min = 0,
     .max = MONEY_MOST, .label = "Price a week",
     .help = "Agreed for a line that has no award; an award's prices hold by themselves."},
    LINE_ROW(struct vary_args,
             "Of several lines, the one that takes the visits no line had, and the price."),
    REASON_ROW(struct vary_args, 0, "Why it is wanted otherwise."),
    REV_ROW(struct vary_args),
};
static const struct fields vary_fields = FIELDS("package.vary", vary_rows, struct vary_args);

/* Which of the new visits a line goes on with: all, when it is the only one; else those of its own
 * numbers, and for the line named, those that no line had. */
static bool numbers_after(struct call *c, const struct list *lines, const struct line *l,
                          const struct list *visits, int64_t named, const char **out, bool *any,
                          struct fault *why)
{
    const struct line *all = lines->items;
    const struct visit *v = visits->items;
    struct buf text = {0};

    *out = NULL;
    *any = true;
    if (lines->count == 1 && (!l->visits || named == l->number))
        return true;
    for (size_t i = 0; i < visits->count; i++) {
        bool had = false;
        for (size_t j = 0; j < lines->count; j++)
            had = had || numbers_have(all[j].visits, v[i].number);
        if (!numbers_have(l->visits, v[i].number) && (had || named != l->number))
            continue;
        if (text.length)
            buf_char(&text, ',');
        buf_number(&text, v[i].number);
    }
    *any = text.length > 0;
    bool fine = !text.failed;
    if (fine && *any)
        fine = (*out = arena_text(c->arena, text.text)) != NULL;
    buf_release(&text);
    return fine || fault_memory(why);
}

/* The line as it goes on; *any false where nothing is left of it. */
static bool successor(struct call *c, const struct vary_args *a, const struct list *lines,
                      const struct line *old, const struct list *visits, struct line *next,
                      bool *any, struct fault *why)
{
    struct week week;
    bool names = a->line == ABSENT ? lines->count == 1 : a->line == old->number;

    *next = *old;
    next->valid_from = a->from;
    if (!numbers_after(c, lines, old, visits, a->line, &next->visits, any, why))
        return false;
    if (!*any)
        return true;
    next->weekly_minutes = visits_minutes(visits, next->visits);
    next->double_handed = visits_double(visits, next->visits);
    if (old->award_ref && old->source != LINE_TAKEN_ON) {
        if (!award_week(c, old->award_ref, visits, next->visits, a->from, &week, why))
            return false;
        next->weekly_pence = week.weekly_pence;
    } else if (a->price.pence != ABSENT && names) {
        next->weekly_pence = a->price;
    } else if (old->award_ref) {
        if (!award_week(c, old->award_ref, visits, next->visits, a->from, &week, why))
            return false;
        next->weekly_pence = week.weekly_pence;
    } else if (next->weekly_minutes != old->weekly_minutes) {
        return fail(why, FAULT_INPUT, "price",
                    "Line %lld has no award whose prices hold: give the price a week that was "
                    "agreed (price, and line where there are several).",
                    (long long)old->number);
    }
    return true;
}

/* A line that goes on costs more than it did: its share of the package's exposure. */
static bool vary_costs(const struct list *before, const struct line *after, const bool *goes_on,
                       money_t *was, money_t *is)
{
    const struct line *old = before->items;

    *was = *is = GBP(0, 0);
    for (size_t i = 0; i < before->count; i++) {
        if (!money_add(*was, old[i].weekly_pence, was) ||
            (goes_on[i] && !money_add(*is, after[i].weekly_pence, is)))
            return false;
    }
    return true;
}

static bool vary_lines(struct call *c, const struct vary_args *a, const struct package *p,
                       const struct list *lines, struct line *next, const bool *goes_on,
                       const struct specification *spec, struct fault *why)
{
    const struct line *old = lines->items;

    for (size_t i = 0; i < lines->count; i++) {
        if (!goes_on[i]) {
            if (!line_end_at(c, p->head.id, old[i].number, a->from, DATE_NONE, a->reason, why))
                return false;
            continue;
        }
        next[i].spec_number = spec->number;
        /* An end by notice stays; one that only followed the specification follows the new one. */
        if (!line_succeed(c, &next[i], a->reason, why) || !line_warn_overlap(c, &next[i], why))
            return false;
    }
    return true;
}

static bool vary_ask(struct call *c, const struct vary_args *a, const struct package *p,
                     const struct list *lines, const struct line *next, const bool *goes_on,
                     bool *now, struct fault *why)
{
    const struct line *old = lines->items;
    money_t was, is;

    *now = true;
    if (!vary_costs(lines, next, goes_on, &was, &is))
        return fail(why, FAULT_INPUT, "price",
                    "The cost is more than one sum may be: give a lower price or fewer visits.");
    if (is.pence <= was.pence)
        return true;
    int64_t provider_id = old[0].provider_id;
    for (size_t i = 1; i < lines->count; i++)
        if (old[i].provider_id != provider_id)
            provider_id = ABSENT; /* nobody's alone */
    return package_approval(c, p, provider_id, a->from, old[0].valid_to,
                            (money_t){is.pence - was.pence}, is, a->reason, now, why);
}

static bool vary_run(struct call *c, struct fault *why)
{
    const struct vary_args *a = c->args;
    struct specification old_spec, spec;
    struct package p;
    struct list lines, visits, old_visits;
    bool found, now;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !lines_on(c, &p, ABSENT, a->from, &lines, why) ||
        !package_start_reason(c, a->from, a->reason, why) ||
        !visits_read(c, &a->visits, a->from, &visits, why) ||
        !package_spec(c, p.head.id, a->from, &old_spec, &old_visits, &found, why))
        return false;
    struct line *next = arena_take_array(c->arena, lines.count, sizeof *next);
    bool *goes_on = arena_take_array(c->arena, lines.count, sizeof *goes_on);
    const struct line *old = lines.items;
    if (!next || !goes_on)
        return fault_memory(why);
    for (size_t i = 0; i < lines.count; i++)
        if (!successor(c, a, &lines, &old[i], &visits, &next[i], &goes_on[i], why) ||
            !package_may_start(c, &p, old[i].payer, a->from, a->from, why))
            return false;
    c->reason = a->reason;
    if (!vary_ask(c, a, &p, &lines, next, goes_on, &now, why))
        return false;
    if (!now)
        return true;
    if (!spec_close_from(c, p.head.id, a->from, why) ||
        !spec_add(c, p.head.id, a->from, found ? old_spec.valid_to : DATE_NONE, &visits, a->reason,
                  &spec, why) ||
        !vary_lines(c, a, &p, &lines, next, goes_on, &spec, why) ||
        !package_withdraw_all(c, p.head.id, "The package was varied.", why) ||
        !package_settle(c, p.head.id, why) ||
        !row_get(c->store, &table_package, p.head.id, &p, c->arena, why))
        return false;
    money_t weekly;
    char price[32];
    if (!package_weekly(c, p.head.id, a->from, &weekly, why))
        return false;
    call_say(c, "Package %s is varied from %s: %s a week%s.", p.ref, day_shown(c, a->from),
             money_print(weekly, price, sizeof price),
             p.waiting ? "; some visits wait for a provider" : "");
    return true;
}

const struct operation op_package_vary = {
    .name = "package.vary",
    .title = "Vary a package",
    .help =
        "Something else is wanted from a day on: give every visit as it is from then.  The lines "
        "go on with the new visits; where the week costs more, over the limit, somebody else "
        "approves it first.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE,
    .args = &vary_fields,
    .writes = WRITES("package", "specification", "visit", "line", "suspension", "notice", "offer",
                     "proposal", "task"),
    .run = vary_run,
};

/* package_urgent.c - an urgent start: care first, papers and approval by the next working day */
#include "core/ops/package_inside.h"

struct urgent_args {
    const char *package, *provider;
    date_t start, interim_to;
    const char *reason;
    money_t price;
    const char *award;
    struct list visits;
    const char *visit_numbers;
    int64_t rev;
};
static const struct field urgent_rows[] = {
    PACKAGE_ROW(struct urgent_args, 0),
    {FIELD(struct urgent_args, provider, FIELD_TEXT), .flags = FIELD_REF, .refers = "provider",
     .max = 20, .label = "Provider", .help = "Who goes in."},
    {FIELD(struct urgent_args, start, FIELD_DATE), .label = "Start", .help = "First day of care."},
    {FIELD(struct urgent_args, interim_to, FIELD_DATE), .label = "Interim to",
     .help = "Last day it may run before it is confirmed in the ordinary way."},
    REASON_ROW(struct urgent_args, 0, "What cannot wait: a discharge today, a carer taken ill."),
    {FIELD(struct urgent_args, price, FIELD_MONEY), .flags = FIELD_OPTIONAL, .min = 0,
     .max = MONEY_MOST, .label = "Price a week",
     .help = "Agreed; left out, the prices of the provider's award in the lot."},
    {FIELD(struct urgent_args, award, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "award", .max = 20, .label = "Award", .help = "Whose prices hold."},
    VISITS_ROW(struct urgent_args, FIELD_OPTIONAL),
    {FIELD(struct urgent_args, visit_numbers, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 200,
     .label = "Of the visits", .help = "Numbers of those it covers, as 1,3; all unless said."},
    REV_ROW(struct urgent_args),
};
static const struct fields urgent_fields =
    FIELDS("package.start-urgent", urgent_rows, struct urgent_args);

static bool urgent_days(struct call *c, const struct urgent_args *a, struct fault *why)
{
    const struct terms_figure *terms = package_terms(c, a->start, why);

    if (!terms)
        return false;
    if (a->interim_to.day < a->start.day)
        return fail(why, FAULT_INPUT, "interim_to",
                    "The interim ends on %s, before it starts: give a later day.",
                    day_shown(c, a->interim_to));
    if (a->interim_to.day - a->start.day + 1 > terms->interim_days)
        return refuse(why, "PK-11", terms_source(terms, TERMS_INTERIM_DAYS),
                      "An urgent start may run %lld days before it is confirmed, to %s.",
                      (long long)terms->interim_days,
                      day_shown(c, date_add_days(a->start, terms->interim_days - 1)));
    return true;
}

/* The specification it runs under: the one there is, or the visits given now. */
static bool urgent_spec(struct call *c, const struct package *p, const struct urgent_args *a,
                        struct specification *spec, struct list *visits, struct fault *why)
{
    bool found;

    if (!package_spec(c, p->head.id, a->start, spec, visits, &found, why))
        return false;
    if (found && visits->count && a->visits.count)
        return fail(why, FAULT_INPUT, "visits",
                    "Package %s has its visits already: name them under "
                    "\"Of the visits\", as 1,3 (in the shell, visit_numbers=1,3).",
                    p->ref);
    if (found && visits->count) {
        if (spec->valid_from.day <= a->start.day)
            return true;
        struct specification moved = *spec;
        moved.valid_from = a->start;
        if (!row_replace(c->store, &table_specification, spec, &moved, why))
            return false;
        *spec = moved;
        return true;
    }
    if (a->visits.count == 0)
        return refuse(
            why, "PK-10", "domain.md 4.2",
            "Package %s has no visits: say at least what is to be done from the first day "
            "(visits).",
            p->ref);
    return visits_read(c, &a->visits, a->start, visits, why) &&
           spec_close_from(c, p->head.id, a->start, why) &&
           spec_add(c, p->head.id, a->start, DATE_NONE, visits, a->reason, spec, why) &&
           spec_visits(c, p->head.id, spec->number, visits, why);
}

/* The award named, else the provider's own in the lot; ref NULL where there is none. */
static bool urgent_award(struct call *c, const struct package *p, const struct urgent_args *a,
                         const struct provider *v, const char **ref, struct fault *why)
{
    struct award award;

    *ref = NULL;
    if (!a->award)
        return query_one_text(c->store,
                              "SELECT ref FROM award WHERE provider_id = ?1 AND lot_code = ?2"
                              " AND known_to IS NULL AND valid_from <= ?3"
                              " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY position LIMIT 1",
                              ARGS(INT(v->head.id), TEXT(p->lot_code), INT(a->start.day)), c->arena,
                              ref, why);
    if (!award_by_ref(c, "award", a->award, a->start, &award, why))
        return false;
    if (award.provider_id != v->head.id)
        return fail(why, FAULT_INPUT, "award",
                    "Award %s is another provider's: leave it out, or give one of theirs.",
                    award.ref);
    *ref = award.ref;
    return true;
}

static bool urgent_price(struct call *c, const struct urgent_args *a, const struct list *visits,
                         struct line *l, struct fault *why)
{
    struct week week;

    l->weekly_minutes = visits_minutes(visits, l->visits);
    l->double_handed = visits_double(visits, l->visits);
    l->weekly_pence = a->price;
    if (a->price.pence != ABSENT)
        return true;
    if (!l->award_ref)
        return fail(why, FAULT_INPUT, "price",
                    "The provider has no award in the lot: give the price a week that was agreed.");
    if (!award_week(c, l->award_ref, visits, l->visits, l->valid_from, &week, why))
        return false;
    l->weekly_pence = week.weekly_pence;
    return true;
}

static bool urgent_propose(struct call *c, const struct package *p, const struct line *l,
                           const char *reason, struct fault *why)
{
    enum allowed allowed;
    money_t weekly;
    struct wanted wanted = {.operation = c->op,
                            .args = c->args,
                            .package_id = p->head.id,
                            .person_id = p->person_id,
                            .provider_id = l->provider_id,
                            .power = POWER_PACKAGE,
                            .reason = reason,
                            .urgent = true};

    if (!package_weekly(c, p->head.id, l->valid_from, &weekly, why))
        return false;
    wanted.weekly = weekly;
    if (!money_days(l->weekly_pence, l->valid_to.day - l->valid_from.day, &wanted.exposure))
        return fail(why, FAULT_INPUT, "price",
                    "The cost is more than one sum may be: give a lower price or fewer visits.");
    return proposal_allows(c, &wanted, &allowed, why);
}

static bool urgent_run(struct call *c, struct fault *why)
{
    const struct urgent_args *a = c->args;
    struct specification spec;
    struct provider provider;
    struct package p;
    struct list visits;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !provider_by_ref(c, "provider", a->provider, &provider, why) || !urgent_days(c, a, why) ||
        !urgent_spec(c, &p, a, &spec, &visits, why))
        return false;
    struct line l = {.package_id = p.head.id,
                     .person_id = p.person_id,
                     .provider_id = provider.head.id,
                     .delivered_by = ABSENT,
                     .source = LINE_INTERIM,
                     .payer = p.payer,
                     .spec_number = spec.number,
                     .valid_from = a->start,
                     .valid_to = date_add_days(a->interim_to, 1),
                     .paid_to = DATE_NONE,
                     .change = CHANGE_NEW,
                     .why = a->reason};
    c->reason = a->reason;
    if (!numbers_read(c, "visit_numbers", a->visit_numbers, &visits, &l.visits, why) ||
        !urgent_award(c, &p, a, &provider, &l.award_ref, why) ||
        !urgent_price(c, a, &visits, &l, why) ||
        !package_may_start(c, &p, p.payer, a->start, a->start, why) ||
        !package_may_use(c, &p, &provider, a->start, l.weekly_minutes, why) ||
        !line_add(c, &l, why) || !line_warn_overlap(c, &l, why))
        return false;
    if (!urgent_propose(c, &p, &l, a->reason, why) || !package_settle(c, p.head.id, why))
        return false;
    size_t missing;
    if (!package_say_missing(c, &p, &missing, why))
        return false;
    char price[32];
    call_say(c, "%s starts on %s before approval, to %s at most, at %s a week.", provider.name,
             day_shown(c, a->start), day_shown(c, a->interim_to),
             money_print(l.weekly_pence, price, sizeof price));
    return true;
}

const struct operation op_package_start_urgent = {
    .name = "package.start-urgent",
    .title = "Start urgently",
    .help = "Care goes in now, before papers and approval, with a reason and a last day.  Approval "
            "is due by the next working day, and the start is listed as an exception.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE,
    .args = &urgent_fields,
    .writes = WRITES("package", "specification", "visit", "line", "proposal", "task"),
    .run = urgent_run,
};

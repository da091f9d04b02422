/* package_confirm.c - accepted offers become lines */
#include "core/ops/package_inside.h"

#include <string.h>

struct confirm_args {
    const char *package, *offer;
    date_t start;
    const char *delivered_by, *reason;
    int64_t rev;
};
static const struct field confirm_rows[] = {
    PACKAGE_ROW(struct confirm_args, 0),
    {FIELD(struct confirm_args, offer, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "offer", .max = 20, .label = "Offer",
     .help = "One accepted offer; left out, all that are accepted."},
    {FIELD(struct confirm_args, start, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Start",
     .help = "First day; the one that the provider gave."},
    {FIELD(struct confirm_args, delivered_by, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "provider", .max = 20, .label = "Delivered by",
     .help = "The sub-contractor that gives the care; the lead stays answerable.",
     .source = "domain.md 4.3"},
    REASON_ROW(struct confirm_args, FIELD_OPTIONAL, "Why it starts in the past."),
    REV_ROW(struct confirm_args),
};
static const struct fields confirm_fields =
    FIELDS("package.confirm", confirm_rows, struct confirm_args);

/* One accepted offer on its way to a line. */
struct placing {
    struct offer offer;
    struct specification spec;
    struct line line;
};

static bool accepted_offers(struct call *c, const struct package *p, const char *named,
                            struct list *out, struct fault *why)
{
    struct list offers;
    const struct offer *o;
    struct placing *placing;

    if (!offer_accepted_of(c, p->head.id, &offers, why))
        return false;
    placing = arena_take_array(c->arena, offers.count + 1, sizeof *placing);
    if (!placing)
        return fault_memory(why);
    *out = (struct list){placing, 0};
    o = offers.items;
    for (size_t i = 0; i < offers.count; i++)
        if (!named || strcmp(named, o[i].ref) == 0)
            placing[out->count++].offer = o[i];
    if (out->count)
        return true;
    if (named)
        return refuse(why, "PK-9", "domain.md 4.1",
                      "Offer %s is not accepted and waiting for package %s.", named, p->ref);
    return refuse(why, "PK-9", "domain.md 4.1",
                  "No accepted offer waits for package %s: offer it first, or start it urgently.",
                  p->ref);
}

/* The specification that the offer was made for, as it is known now. */
static bool offered_spec(struct call *c, const struct package *p, struct placing *pl,
                         struct fault *why)
{
    bool found = false;

    if (!row_where(
            c->store, &table_specification, "package_id = ?1 AND number = ?2 AND known_to IS NULL",
            ARGS(INT(p->head.id), INT(pl->offer.spec_number)), &pl->spec, &found, c->arena, why))
        return false;
    struct period wanted = {pl->spec.valid_from, pl->spec.valid_to};
    date_t start = pl->line.valid_from;
    if (found && (start.day < wanted.from.day || period_has(wanted, start)))
        return true;
    return fail(why, FAULT_STALE, "offer",
                "What offer %s was made for is no longer wanted on %s: offer it anew.",
                pl->offer.ref, day_shown(c, start));
}

static bool placing_price(struct call *c, struct placing *pl, const struct list *visits,
                          struct fault *why)
{
    const struct offer *o = &pl->offer;
    struct line *l = &pl->line;
    struct week week;

    l->weekly_minutes = visits_minutes(visits, l->visits);
    l->double_handed = visits_double(visits, l->visits);
    if (o->award_ref) {
        if (!award_week(c, o->award_ref, visits, l->visits, l->valid_from, &week, why))
            return false;
        l->weekly_pence = week.weekly_pence;
        return true;
    }
    /* A spot price is for what was offered; a part of it costs its share of the minutes. */
    int64_t all = o->weekly_minutes > 0 ? o->weekly_minutes : l->weekly_minutes;
    if (l->weekly_minutes == all)
        l->weekly_pence = o->weekly_pence;
    else if (!money_share(o->weekly_pence, l->weekly_minutes, all, ROUND_HALF_UP, &l->weekly_pence))
        return fail(why, FAULT_INPUT, "offer",
                    "Offer %s has no price a week: withdraw it and offer it anew.", o->ref);
    return true;
}

static bool placing_fill(struct call *c, const struct package *p, const struct confirm_args *a,
                         struct placing *pl, struct fault *why)
{
    const struct offer *o = &pl->offer;
    struct provider provider;
    struct list visits;

    if (date_given(a->start) && date_given(o->start) && a->start.day != o->start.day)
        return refuse(why, "PK-5", "domain.md 4.3",
                      "Offer %s was accepted for a start on %s, not on %s: the provider must agree "
                      "first.",
                      o->ref, day_shown(c, o->start), day_shown(c, a->start));
    date_t start = date_given(o->start) ? o->start : a->start;
    if (!date_given(start))
        return fail(why, FAULT_INPUT, "start", "Offer %s has no start day: give one.", o->ref);
    pl->line =
        (struct line){.package_id = p->head.id,
                      .person_id = p->person_id,
                      .provider_id = o->provider_id,
                      .delivered_by = ABSENT,
                      .award_ref = o->award_ref,
                      .source = o->award_ref ? LINE_LOT : LINE_SPOT,
                      .payer = p->payer,
                      .visits = o->state == OFFER_ACCEPTED_PART ? o->accepted_visits : o->visits,
                      .valid_from = start,
                      .paid_to = DATE_NONE,
                      .change = CHANGE_NEW,
                      .why = a->reason};
    if (a->delivered_by) {
        if (!provider_by_ref(c, "delivered_by", a->delivered_by, &provider, why))
            return false;
        pl->line.delivered_by = provider.head.id;
    }
    if (!offered_spec(c, p, pl, why) || !spec_visits(c, p->head.id, pl->spec.number, &visits, why))
        return false;
    pl->line.spec_number = pl->spec.number;
    pl->line.valid_to = pl->spec.valid_to;
    return placing_price(c, pl, &visits, why) &&
           row_get(c->store, &table_provider, o->provider_id, &provider, c->arena, why) &&
           package_start_reason(c, start, a->reason, why) &&
           package_may_start(c, p, p->payer, start, start, why) &&
           package_may_use(c, p, &provider, start, pl->line.weekly_minutes, why);
}

/* Interim lines in force on the first day of a line that takes over all of their visits. */
static bool interim_on(struct call *c, const struct line *l, struct list *out, struct fault *why)
{
    return rows_where(c->store, &table_line,
                      "package_id = ?1 AND known_to IS NULL AND source = 'interim'"
                      " AND change <> 'void' AND valid_from <= ?2"
                      " AND (valid_to IS NULL OR valid_to > ?2)"
                      " AND (?3 IS NULL OR visits = ?3)",
                      ARGS(INT(l->package_id), INT(l->valid_from.day), TEXT(l->visits)), c->arena,
                      out, why);
}

/* What these lines add a week, and what the package costs a week with them. */
static bool placing_costs(struct call *c, const struct package *p, const struct list *placings,
                          money_t *added, money_t *after, struct fault *why)
{
    const struct placing *pl = placings->items;
    struct list interim;

    if (!package_weekly(c, p->head.id, pl[0].line.valid_from, after, why))
        return false;
    *added = GBP(0, 0);
    for (size_t i = 0; i < placings->count; i++) {
        if (!interim_on(c, &pl[i].line, &interim, why))
            return false;
        const struct line *l = interim.items;
        for (size_t j = 0; j < interim.count; j++)
            after->pence -= l[j].weekly_pence.pence;
        added->pence += pl[i].line.weekly_pence.pence;
    }
    after->pence += added->pence;
    return true;
}

static bool placing_write(struct call *c, struct placing *pl, struct fault *why)
{
    struct line *l = &pl->line;
    struct list interim;

    if (!interim_on(c, l, &interim, why))
        return false;
    const struct line *old = interim.items;
    for (size_t i = 0; i < interim.count; i++)
        if (!line_end_at(c, l->package_id, old[i].number, l->valid_from, DATE_NONE,
                         "A confirmed line takes over.", why))
            return false;
    if (l->valid_from.day < pl->spec.valid_from.day) {
        struct specification moved = pl->spec;
        moved.valid_from = l->valid_from;
        if (!row_replace(c->store, &table_specification, &pl->spec, &moved, why))
            return false;
        pl->spec = moved;
    }
    return line_add(c, l, why) && line_warn_overlap(c, l, why) && offer_place(c, &pl->offer, why);
}

/* Whose the order is: nobody's alone where several providers share it (S14). */
static int64_t placing_provider(const struct list *placings)
{
    const struct placing *pl = placings->items;

    for (size_t i = 1; i < placings->count; i++)
        if (pl[i].line.provider_id != pl[0].line.provider_id)
            return ABSENT;
    return pl[0].line.provider_id;
}

static bool confirm_run(struct call *c, struct fault *why)
{
    const struct confirm_args *a = c->args;
    struct package p;
    struct list placings = {0};
    money_t added, after;
    char price[32];
    bool now;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !accepted_offers(c, &p, a->offer, &placings, why))
        return false;
    struct placing *pl = placings.items;
    for (size_t i = 0; i < placings.count; i++)
        if (!placing_fill(c, &p, a, &pl[i], why))
            return false;
    c->reason = a->reason;
    if (!placing_costs(c, &p, &placings, &added, &after, why) ||
        !package_approval(c, &p, placing_provider(&placings), pl[0].line.valid_from,
                          pl[0].line.valid_to, added, after, a->reason, &now, why))
        return false;
    if (!now)
        return true;
    for (size_t i = 0; i < placings.count; i++) {
        /* Offers of one specification: a first day moved by the one before is this one's too. */
        if (!offered_spec(c, &p, &pl[i], why) || !placing_write(c, &pl[i], why))
            return false;
    }
    if (!package_settle(c, p.head.id, why) ||
        !row_get(c->store, &table_package, p.head.id, &p, c->arena, why))
        return false;
    call_say(c, "Package %s is confirmed from %s at %s a week%s.", p.ref,
             day_shown(c, pl[0].line.valid_from), money_print(added, price, sizeof price),
             p.waiting ? "; some visits still wait for a provider" : "");
    return true;
}

const struct operation op_package_confirm = {
    .name = "package.confirm",
    .title = "Confirm the start",
    .help =
        "Turn what providers have accepted into lines that run and are paid for.  Over the limit "
        "of the terms somebody else approves it first.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE,
    .args = &confirm_fields,
    .writes = WRITES("package", "specification", "line", "offer", "proposal", "suspension",
                     "notice", "task"),
    .run = confirm_run,
};

/* offer_make.c - an offer to a provider, in the order of the contract */
#include "core/ops/offer_inside.h"

#include <string.h>

struct make_args {
    const char *ref, *package, *provider, *award, *visits;
    datetime_t due;
};
static const struct field make_rows[] = {
    ARG_OF(struct make_args, package, "package", "Package", "Package that is offered."),
    ARG_MAYBE_OF(struct make_args, provider, "provider", "Provider",
                 "Who is asked; the next in the order of the contract when not given."),
    ARG_MAYBE_OF(struct make_args, award, "award", "Award",
                 "Award it is made under; the provider's in this lot when not given."),
    {FIELD(struct make_args, visits, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 200,
     .label = "Visits", .help = "Numbers of the visits (1,3); what is left when not given."},
    {FIELD(struct make_args, due, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Reply due",
     .help = "By when it is to be answered; by the priority of the package when not given.",
     .source = "domain.md 4.3"},
    ARG_REF(struct make_args, "offer"),
};
static const struct fields make_args = FIELDS("offer.make", make_rows, struct make_args);

/* --- who is asked ------------------------------------------------------------------------------------ */

/* Nobody is left: everybody's reasons, as far as there is room for them. */
static bool nobody(struct call *c, const struct asked *q, const struct list *order,
                   struct fault *why)
{
    const struct candidate *k = order->items;

    (void)c;
    (void)also_refuse(why, "OF-7",
                      "Nobody in the order of lot %s is left to offer it to: propose a spot "
                      "purchase.",
                      q->home_lot ? q->home_lot : "(none covers the address)");
    for (size_t i = 0; i < order->count; i++)
        for (size_t r = 0; r < k[i].decision.reasons && why->reasons < REASONS_MAX; r++)
            fault_add_reason(why, k[i].decision.reason[r].code, k[i].decision.reason[r].source,
                             "%s: %s", k[i].provider.name, k[i].decision.reason[r].text);
    return false;
}

static bool next_in_order(struct call *c, const struct asked *q, const struct list *order,
                          struct candidate *out, struct fault *why)
{
    const struct candidate *k = order->items;

    for (size_t i = 0; i < order->count; i++)
        if (candidate_may(&k[i]) && !k[i].answered) {
            *out = k[i];
            return true;
        }
    return nobody(c, q, order, why);
}

/* A provider with no place in this order: by an award in another lot, or by none at all. */
static bool out_of_order(struct call *c, const struct asked *q, const struct provider *p,
                         struct candidate *out, struct fault *why)
{
    bool found;

    *out = (struct candidate){.past = NULL};
    if (!row_where(c->store, &table_award,
                   "provider_id = ?1 AND known_to IS NULL AND valid_from <= ?2 AND (valid_to IS "
                   "NULL OR valid_to > ?2) ORDER BY lot_code LIMIT 1",
                   ARGS(INT(p->head.id), INT(q->on.day)), &out->award, &found, c->arena, why))
        return false;
    if (!found)
        out->award = (struct award){.provider_id = p->head.id};
    if (!candidate_facts(c, q, out, why))
        return false;
    if (!found) { /* B3 says it all */
        out->facts.capacity_minutes = out->facts.package_minutes;
        out->facts.lot_covers = 1;
    }
    return true;
}

static bool choose(struct call *c, const struct make_args *a, const struct asked *q,
                   const struct list *order, struct candidate *out, struct fault *why)
{
    const struct candidate *k = order->items;
    struct provider p = {.ref = NULL};
    struct award w = {.ref = NULL};

    if (!a->provider && !a->award)
        return next_in_order(c, q, order, out, why);
    if (a->provider && !provider_by_ref(c, "provider", a->provider, &p, why))
        return false;
    if (a->award && !award_by_ref(c, "award", a->award, q->on, &w, why))
        return false;
    if (a->provider && a->award && w.provider_id != p.head.id)
        return fail(why, FAULT_INPUT, "award", "Award %s is not held by %s: leave one of them out.",
                    w.ref, p.name);
    for (size_t i = 0; i < order->count; i++)
        if (a->award ? strcmp(k[i].award.ref, w.ref) == 0 : k[i].award.provider_id == p.head.id) {
            *out = k[i];
            return true;
        }
    if (!a->award)
        return out_of_order(c, q, &p, out, why);
    *out = (struct candidate){.award = w};
    return candidate_facts(c, q, out, why);
}

/* --- may it be made --------------------------------------------------------------------------------- */

static const struct offer *out_to(const struct asked *q, int64_t provider_id)
{
    const struct offer *o = q->offers.items;

    for (size_t i = 0; i < q->offers.count; i++)
        if (o[i].state == OFFER_SENT && o[i].provider_id == provider_id)
            return &o[i];
    return NULL;
}

/* Every reason against, not the first alone. */
static bool may_make(struct call *c, const struct asked *q, const struct candidate *k,
                     struct fault *why)
{
    const struct offer *out = out_to(q, k->award.provider_id);
    struct decision d;

    if (!call_rule(c, &rule_brokerage_may_offer, &k->facts, &d, why))
        return false;
    if (strcmp(d.outcome, "offer") != 0)
        (void)decision_fault(&d, why);
    if (out)
        (void)also_refuse(why, "OF-1", "Offer %s to %s is out, due %s: wait for its answer.",
                          out->ref, k->provider.name, day_shown(c, datetime_date(out->due)));
    if (k->award.ref && k->week.weekly_pence.pence == ABSENT)
        (void)also_refuse(why, "RT-1",
                          "Award %s has no rate in force on %s for every length of visit: add it "
                          "first (rate.add).",
                          k->award.ref, day_shown(c, q->on));
    return why->kind == FAULT_NONE;
}

static bool make(struct call *c, struct fault *why)
{
    const struct make_args *a = c->args;
    struct to_offer t;
    struct list order;
    struct candidate k;
    struct offer o;
    char due[32];

    if (!to_offer_find(c, a->package, a->visits, false, &t, why))
        return false;
    struct asked q = {.package = &t.package, .visits = &t.visits, .numbers = t.numbers, .on = t.on};
    if (!asked_begin(c, &q, why) || !market_order(c, &q, &order, why) ||
        !choose(c, a, &q, &order, &k, why) || !may_make(c, &q, &k, why) ||
        !offer_new(c, &t, &q, a->ref, &o, why))
        return false;
    o.provider_id = k.award.provider_id;
    o.award_ref = k.award.ref;
    o.weekly_minutes = k.week.weekly_minutes;
    o.weekly_pence = k.week.weekly_pence;
    o.state = OFFER_SENT;
    o.due = a->due;
    if (!datetime_given(o.due) && !offer_due(c, t.package.priority, &o.due, why))
        return false;
    if (o.due.minute <= o.sent.minute)
        return fail(why, FAULT_INPUT, "due", "The reply is due before now: choose a later time.");
    if (!row_add(c->store, &table_offer, &o, why) || !package_settle(c, o.package_id, why))
        return false;
    call_subject(c, "offer", o.head.id, o.ref);
    call_say(c, "Offer %s sent to %s: %s a week at %s; reply due %s.", o.ref, k.provider.name,
             minutes_shown(c, o.weekly_minutes), money_shown(c, o.weekly_pence),
             datetime_print(o.due, due, sizeof due));
    return true;
}

const struct operation op_offer_make = {
    .name = "offer.make",
    .title = "Offer a package",
    .help = "Asks the next provider in the order of the contract, or the one named, to take the "
            "package or what is left of it. Every reason against is given (B1 to B8).",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &make_args,
    .writes = WRITES("offer", "package"),
    .run = make,
};

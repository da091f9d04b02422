/* offer_spot.c - a spot purchase: outside the lot, once the lot route is exhausted, with approval
 *
 * The provider has agreed to it already, so with a supervisor's approval it stands as an accepted
 * offer without an award.  Source: domain.md 4.3.
 */
#include "core/ops/offer_inside.h"
#include "core/ops/proposal.h"
#include "core/ops/work.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_OF_EXPOSURE = 365, REVIEW_AT = 9 * 60 };

struct spot_args {
    const char *ref, *package, *provider, *visits;
    money_t weekly_pence, rate_pence;
    date_t start, review;
    const char *reason;
};
static const struct field spot_rows[] = {
    ARG_OF(struct spot_args, package, "package", "Package", "Package that is to be bought."),
    ARG_OF(struct spot_args, provider, "provider", "Provider", "Who will deliver it."),
    {FIELD(struct spot_args, weekly_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL, .min = 1,
     .max = WEEK_PENCE_MOST, .label = "Price a week",
     .help = "What a week of it costs; or give the rate.", .source = "domain.md 4.3"},
    {FIELD(struct spot_args, rate_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL, .min = 1,
     .max = RATE_PENCE_MOST, .label = "Rate an hour",
     .help = "From which the week is priced; or give the price."},
    ARG_MAYBE_DAY(struct spot_args, start, "Start",
                  "First day; the day it is needed by, else today."),
    ARG_MAYBE_DAY(struct spot_args, review, "Review",
                  "Day it is looked at again; by the contract's terms when not given."),
    {FIELD(struct spot_args, visits, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 200,
     .label = "Visits", .help = "Numbers of the visits (1,3); what is left when not given."},
    ARG_REASON(struct spot_args, 0),
    ARG_REF(struct spot_args, "offer"),
};
static const struct fields spot_args = FIELDS("spot.propose", spot_rows, struct spot_args);

/* The lot route is exhausted when everybody in order has answered or may not be offered it, and no
 * offer is out. */
static void route_exhausted(const struct asked *q, const struct list *order, struct fault *why)
{
    const struct candidate *k = order->items;
    const struct offer *o = q->offers.items;

    for (size_t i = 0; i < q->offers.count; i++)
        if (o[i].state == OFFER_SENT && o[i].award_ref)
            (void)also_refuse(why, "SP-1", "Offer %s is out: wait for its answer, or withdraw it.",
                              o[i].ref);
    for (size_t i = 0; i < order->count; i++)
        if (candidate_may(&k[i]) && !k[i].answered)
            (void)also_refuse(why, "SP-1", "%s in lot %s may be offered it: offer it there first.",
                              k[i].provider.name, k[i].award.lot_code);
}

/* What the rule asks of any provider: registered, not stopped, not barred, NHS work delegated. */
static bool may_buy(struct call *c, const struct asked *q, const struct provider *p,
                    const struct week *week, struct fault *why)
{
    struct may_offer_facts f = {.award_live = 1,
                                .lot_covers = 1,
                                .capacity_minutes = week->weekly_minutes,
                                .package_minutes = week->weekly_minutes,
                                .order_reached = 1,
                                .provider_registered = provider_registered(p, q->on),
                                .delegation_in_force = q->delegated};
    struct decision d;
    bool stopped, barred;

    if (!provider_stopped(c, p->head.id, q->on, &stopped, why) ||
        !person_barred(c, q->package->person_id, p->head.id, q->on, &barred, why))
        return false;
    f.provider_suspended = stopped;
    f.barred_for_person = barred;
    if (!call_rule(c, &rule_brokerage_may_offer, &f, &d, why))
        return false;
    for (size_t i = 0; strcmp(d.outcome, "offer") != 0 && i < d.reasons; i++)
        (void)also_refuse(why, d.reason[i].code, "%s", d.reason[i].text);
    return why->kind == FAULT_NONE;
}

static bool price_week(const struct spot_args *a, const struct to_offer *t, struct week *out,
                       struct fault *why)
{
    bool weekly = a->weekly_pence.pence != ABSENT, rate = a->rate_pence.pence != ABSENT;

    if (weekly == rate)
        return fail(why, FAULT_INPUT, "weekly_pence",
                    "Give what a week of it costs, or the rate an hour: one of the two.");
    if (rate)
        return visits_at_rate(&t->visits, t->numbers, a->rate_pence, out, why);
    visits_week(&t->visits, t->numbers, out);
    out->weekly_pence = a->weekly_pence;
    return true;
}

static bool review_day(struct call *c, const struct spot_args *a, date_t start, date_t *out,
                       struct fault *why)
{
    const struct terms_figure *terms = figures_terms(&c->config->figures, start);

    *out = a->review;
    if (!date_given(*out) && terms)
        *out = date_add_days(start, terms->spot_review_days);
    if (date_given(*out) && out->day > start.day)
        return true;
    return fail(why, FAULT_INPUT, "review", "Give a day after the start on which it is looked at.");
}

static bool look_again(struct call *c, const struct offer *o, const struct provider *p,
                       date_t review, struct fault *why)
{
    struct task_wanted t = {.kind = "spot-review",
                            .person_id = o->person_id,
                            .package_id = o->package_id,
                            .line_number = ABSENT,
                            .role = ROLE_SUPERVISOR,
                            .due = datetime_make(review, REVIEW_AT),
                            .unique_key = arena_printf(c->arena, "spot-review %s", o->ref)};

    if (!t.unique_key)
        return fault_memory(why);
    return work_add(c, &t, why, "Spot purchase %s from %s: is there room in the lot now?", o->ref,
                    p->name);
}

static bool may_spend(struct call *c, const struct spot_args *a, const struct to_offer *t,
                      const struct provider *p, const struct week *week, enum allowed *out,
                      struct fault *why)
{
    struct wanted w = {.operation = c->op,
                       .args = a,
                       .package_id = t->package.head.id,
                       .person_id = t->package.person_id,
                       .provider_id = p->head.id,
                       .weekly = week->weekly_pence,
                       .power = POWER_SPOT,
                       .reason = a->reason,
                       .urgent = false};

    if (!money_days(week->weekly_pence, DAYS_OF_EXPOSURE, &w.exposure))
        return fail(why, FAULT_INPUT, "weekly_pence",
                    "A year of it costs more than is allowed: give a lower price.");
    return proposal_allows(c, &w, out, why);
}

static bool buy(struct call *c, const struct spot_args *a, const struct to_offer *t,
                const struct asked *q, const struct provider *p, const struct week *week,
                date_t review, struct fault *why)
{
    struct offer o;

    if (!offer_new(c, t, q, a->ref, &o, why))
        return false;
    o.provider_id = p->head.id;
    o.weekly_minutes = week->weekly_minutes;
    o.weekly_pence = week->weekly_pence;
    o.due = o.replied = o.sent;
    o.start = t->on;
    o.state = offer_step(OFFER_NEW, EVENT_SPOT)->next;
    if (!row_add(c->store, &table_offer, &o, why) || !package_settle(c, o.package_id, why) ||
        !look_again(c, &o, p, review, why))
        return false;
    call_subject(c, "offer", o.head.id, o.ref);
    call_say(c, "Spot purchase %s from %s: %s a week at %s from %s; looked at again on %s.", o.ref,
             p->name, minutes_shown(c, o.weekly_minutes), money_shown(c, o.weekly_pence),
             day_shown(c, o.start), day_shown(c, review));
    return true;
}

static bool propose(struct call *c, struct fault *why)
{
    const struct spot_args *a = c->args;
    struct to_offer t;
    struct provider p;
    struct week week;
    struct list order;
    date_t review;
    enum allowed allowed;

    c->reason = a->reason;
    if (!to_offer_find(c, a->package, a->visits, false, &t, why) ||
        !provider_by_ref(c, "provider", a->provider, &p, why) || !price_week(a, &t, &week, why))
        return false;
    t.on = day_or(a->start, t.on);
    struct asked q = {.package = &t.package, .visits = &t.visits, .numbers = t.numbers, .on = t.on};
    if (!review_day(c, a, t.on, &review, why) || !asked_begin(c, &q, why) ||
        !market_order(c, &q, &order, why))
        return false;
    route_exhausted(&q, &order, why);
    if (!may_buy(c, &q, &p, &week, why) || !may_spend(c, a, &t, &p, &week, &allowed, why))
        return false;
    return allowed == ALLOWED_ASKED || buy(c, a, &t, &q, &p, &week, review, why);
}

const struct operation op_spot_propose = {
    .name = "spot.propose",
    .title = "Propose a spot purchase",
    .help = "Buys a package outside the lot once everybody in the order of the contract has "
            "answered; it needs a reason, its own price, and approval by somebody else.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &spot_args,
    .writes = WRITES("offer", "package", "proposal", "task"),
    .run = propose,
};

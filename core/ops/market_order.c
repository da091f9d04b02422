/* market_order.c - everybody who might be offered a package, in the order of the contract
 *
 * Each is asked of the one rule, brokerage.may-offer; this file only finds its facts.  A place is
 * reached (B7) when everybody before it has answered no for these visits, let the offer expire,
 * taken some of them, or may not be offered them whatever the order.
 */
#include "core/ops/market_order.h"
#include "core/ops/person.h"
#include "core/ops/place.h"

#include <string.h>

/* --- what has been answered ------------------------------------------------------------------------ */

static bool answered_no(const struct offer *o)
{
    return o->state == OFFER_DECLINED || o->state == OFFER_EXPIRED ||
           o->state == OFFER_ACCEPTED_PART;
}

/* The visits that an offer holds: those accepted, once some were. */
const char *offer_holds(const struct offer *o)
{
    return o->state == OFFER_ACCEPTED_PART ? o->accepted_visits : o->visits;
}

/* Has the award answered for all of these visits, of this specification? */
static bool has_answered(const struct asked *q, const char *award_ref)
{
    const struct offer *o = q->offers.items;

    for (size_t i = 0; i < q->offers.count; i++)
        if (o[i].head.id > q->round && o[i].award_ref && strcmp(o[i].award_ref, award_ref) == 0 &&
            o[i].spec_number == q->spec_number && answered_no(&o[i]) &&
            numbers_cover(o[i].visits, q->numbers, q->visits))
            return true;
    return false;
}

/* What became of the last offer of this package to the provider, and whether it is out still. */
static void look_back(struct call *c, const struct asked *q, struct candidate *k)
{
    const struct offer *o = q->offers.items;
    const struct offer *last = NULL;

    for (size_t i = 0; i < q->offers.count; i++)
        if (o[i].provider_id == k->award.provider_id)
            last = &o[i];
    if (!last)
        return;
    datetime_t when = datetime_given(last->replied) ? last->replied : last->sent;
    k->past = arena_printf(c->arena, "%s %s", offer_state_words[last->state].code,
                           day_shown(c, datetime_date(when)));
    if (last->state == OFFER_SENT) {
        k->asked = last->ref;
        k->asked_due = last->due;
    }
}

/* --- the facts ------------------------------------------------------------------------------------- */

static bool find_home(struct call *c, struct asked *q, struct fault *why)
{
    struct residence home;
    struct lot lot;
    bool found;

    if (!person_residence(c, q->package->person_id, q->on, &home, &found, why))
        return false;
    if (found &&
        !lot_of_place(c, home.postcode, home.district, home.ward, q->on, &lot, &found, why))
        return false;
    q->home_lot = found ? lot.code : NULL;
    return true;
}

static bool find_delegation(struct call *c, struct asked *q, struct fault *why)
{
    struct organisation payer;
    bool found;

    q->delegated = true;
    if (!q->package->payer)
        return true;
    if (!place_organisation_on(c, q->package->payer, q->on, &payer, &found, why))
        return false;
    q->nhs = found && organisation_is_nhs(&payer);
    return !q->nhs || delegation_live(c, q->package->payer, q->package->nhs_function, q->on,
                                      &q->delegated, why);
}

bool asked_begin(struct call *c, struct asked *q, struct fault *why)
{
    const struct visit *v = q->visits->items;

    q->spec_number = q->visits->count ? v[0].spec_number : ABSENT;
    if (!find_home(c, q, why) || !find_delegation(c, q, why) ||
        !rows_where(c->store, &table_offer, "package_id = ?1 ORDER BY id",
                    ARGS(INT(q->package->head.id)), c->arena, &q->offers, why))
        return false;
    /* Visits that were placed and are to be placed again (handed back) go round from the start. */
    const struct offer *o = q->offers.items;
    for (size_t i = 0; i < q->offers.count; i++)
        if (o[i].placed && numbers_meet(offer_holds(&o[i]), q->numbers, q->visits))
            q->round = o[i].head.id;
    return true;
}

static bool in_force(const struct award *w, date_t on)
{
    return w->valid_from.day <= on.day && (!date_given(w->valid_to) || w->valid_to.day > on.day);
}

bool candidate_facts(struct call *c, const struct asked *q, struct candidate *k, struct fault *why)
{
    struct may_offer_facts *f = &k->facts;
    bool stopped, barred, priced;

    if (!provider_get(c, k->award.provider_id, &k->provider, why) ||
        !provider_stopped(c, k->award.provider_id, q->on, &stopped, why) ||
        !person_barred(c, q->package->person_id, k->award.provider_id, q->on, &barred, why) ||
        !award_committed(c, k->award.ref, q->on, &k->committed, why) ||
        !award_week_if(c, k->award.ref, q->visits, q->numbers, q->on, &k->week, &priced, why))
        return false;
    f->provider_registered = provider_registered(&k->provider, q->on);
    f->provider_suspended = stopped;
    /* An award that leaves NHS work out is none for a package that the NHS pays for. */
    f->award_live = in_force(&k->award, q->on) && (!q->nhs || k->award.nhs_work);
    f->lot_covers = q->home_lot && k->award.lot_code && strcmp(q->home_lot, k->award.lot_code) == 0;
    f->capacity_minutes = k->award.weekly_minutes;
    f->committed_minutes = k->committed;
    f->package_minutes = k->week.weekly_minutes;
    f->barred_for_person = barred;
    f->order_reached = 1;
    f->delegation_in_force = q->delegated;
    look_back(c, q, k);
    return true;
}

bool candidate_decide(struct call *c, struct candidate *k, struct fault *why)
{
    return rule_eval(&rule_brokerage_may_offer, &k->facts, &c->config->figures, c->arena,
                     &k->decision, why);
}

bool candidate_may(const struct candidate *k)
{
    return strcmp(k->decision.outcome, "offer") == 0;
}

/* --- the order ------------------------------------------------------------------------------------- */

/* In force on the day, or to come: one version of each award. */
static const char AWARDS_OF_LOT[] =
    "lot_code = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2) AND id = (SELECT "
    "f.id FROM award f WHERE f.ref = award.ref AND f.known_to IS NULL AND (f.valid_to IS NULL OR "
    "f.valid_to > ?2) ORDER BY f.valid_from LIMIT 1) ORDER BY CASE role WHEN 'lead' THEN 0 WHEN "
    "'consortium' THEN 1 WHEN 'sub' THEN 2 WHEN 'reserve' THEN 3 WHEN 'neighbour' THEN 4 ELSE 5 "
    "END, position, ref";

bool market_order(struct call *c, const struct asked *q, struct list *out, struct fault *why)
{
    const char *lot = q->home_lot ? q->home_lot : q->package->lot_code;
    struct list awards = {0};
    bool reached = true;

    *out = (struct list){0};
    if (!lot)
        return true;
    if (!rows_where(c->store, &table_award, AWARDS_OF_LOT, ARGS(TEXT(lot), INT(q->on.day)),
                    c->arena, &awards, why))
        return false;
    struct candidate *k = arena_take_array(c->arena, awards.count + 1, sizeof *k);
    if (!k)
        return fault_memory(why);
    for (size_t i = 0; i < awards.count; i++) {
        k[i].award = ((const struct award *)awards.items)[i];
        if (!candidate_facts(c, q, &k[i], why) || !candidate_decide(c, &k[i], why))
            return false;
        k[i].answered = has_answered(q, k[i].award.ref);
        bool passes = k[i].answered || !candidate_may(&k[i]);
        if (!reached) {
            k[i].facts.order_reached = 0;
            if (!candidate_decide(c, &k[i], why))
                return false;
        }
        reached = reached && passes;
    }
    out->items = k;
    out->count = awards.count;
    return true;
}

bool market_candidates(struct call *c, const struct package *p, const struct list *visits,
                       const char *numbers, date_t on, struct list *out, struct fault *why)
{
    struct asked q = {.package = p, .visits = visits, .numbers = numbers, .on = on};

    return asked_begin(c, &q, why) && market_order(c, &q, out, why);
}

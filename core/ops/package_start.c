/* package_start.c - may it start, with this provider, at this price: what every start asks first */
#include "core/ops/package_inside.h"
#include "core/rules/brokerage/brokerage.h"

#include <string.h>

bool package_payer(struct call *c, const char *arg, const char *code, date_t on, bool *nhs,
                   struct fault *why)
{
    struct organisation payer;
    bool found = false;
    char quoted[64];

    *nhs = false;
    if (!place_organisation_on(c, code, on, &payer, &found, why))
        return false;
    if (!found)
        return fail(why, FAULT_INPUT, arg,
                    "No organisation %s is known on %s: give the code of the council or NHS body "
                    "that pays (htlah list organisations).",
                    text_quote(code, strlen(code), 20, quoted, sizeof quoted), day_shown(c, on));
    *nhs = organisation_is_nhs(&payer);
    return true;
}

bool package_may_start(struct call *c, const struct package *p, const char *payer, date_t start,
                       date_t delegated_on, struct fault *why)
{
    struct may_start_facts facts = {.start = start};
    struct decision d;
    struct person person;
    bool nhs, live = false;

    if (!package_person(c, p, &person, why) ||
        !package_payer(c, "payer", payer, delegated_on, &nhs, why) ||
        (p->nhs_function != ABSENT &&
         !delegation_live(c, payer, p->nhs_function, delegated_on, &live, why)))
        return false;
    if (date_given(person.died) && person.died.day < start.day)
        return refuse(why, "PK-16", "domain.md 4.4", "%s died on %s: nothing starts after that.",
                      person.ref, day_shown(c, person.died));
    if (!date_given(person.born))
        return fail(why, FAULT_INPUT, "person",
                    "The date of birth of %s is not known, and the service is for people of 18 and "
                    "over: record it first.",
                    person.ref);
    facts.born = person.born;
    facts.needs_delegation = nhs;
    facts.delegation_in_force = live;
    if (!call_rule(c, &rule_brokerage_may_start, &facts, &d, why))
        return false;
    return strcmp(d.outcome, "permitted") == 0 || decision_fault(&d, why);
}

bool package_may_use(struct call *c, const struct package *p, const struct provider *v, date_t on,
                     int64_t weekly_minutes, struct fault *why)
{
    struct decision d;
    bool stopped, barred;

    if (!provider_stopped(c, v->head.id, on, &stopped, why) ||
        !person_barred(c, p->person_id, v->head.id, on, &barred, why))
        return false;
    struct may_offer_facts facts = {
        .provider_registered = provider_registered(v, on),
        .provider_suspended = stopped,
        .award_live = 1,
        .lot_covers = 1,
        .capacity_minutes = weekly_minutes,
        .committed_minutes = 0,
        .package_minutes = weekly_minutes,
        .barred_for_person = barred,
        .order_reached = 1,
        .delegation_in_force = 1,
    };
    if (!call_rule(c, &rule_brokerage_may_offer, &facts, &d, why))
        return false;
    return strcmp(d.outcome, "offer") == 0 || decision_fault(&d, why);
}

bool package_start_reason(struct call *c, date_t start, const char *reason, struct fault *why)
{
    if (start.day >= c->who->today.day || reason)
        return true;
    return fail(why, FAULT_INPUT, "reason",
                "%s is in the past: say why it starts before it was recorded.",
                day_shown(c, start));
}

/* What started within seven days of this day for the person with the provider in other packages, a
 * week: orders that are split are one (S14), also under the terms' limit. */
static bool started_beside(struct call *c, const struct package *p, int64_t provider_id,
                           date_t from, money_t *out, struct fault *why)
{
    return query_one_int(
        c->store,
        "SELECT coalesce(sum(weekly_pence), 0) FROM line WHERE person_id = ?1 AND package_id <> ?2"
        " AND (provider_id = ?3 OR ?3 IS NULL) AND known_to IS NULL AND change = 'new'"
        " AND source <> 'taken-on' AND valid_from > ?4 - 7 AND valid_from < ?4 + 7",
        ARGS(INT(p->person_id), INT(p->head.id), INT(provider_id), INT(from.day)), &out->pence,
        why);
}

bool package_approval(struct call *c, const struct package *p, int64_t provider_id, date_t from,
                      date_t until, money_t added, money_t weekly_after, const char *reason,
                      bool *now, struct fault *why)
{
    const struct terms_figure *terms = package_terms(c, from, why);
    int64_t days = date_given(until) ? until.day - from.day : YEAR_DAYS;
    enum allowed allowed = ALLOWED_ASKED;

    *now = true;
    if (!terms)
        return false;
    if (terms->approval_weekly_pence > 0) {
        money_t beside;
        if (!started_beside(c, p, provider_id, from, &beside, why))
            return false;
        if (weekly_after.pence + beside.pence <= terms->approval_weekly_pence)
            return true;
    }
    struct wanted wanted = {.operation = c->op,
                            .args = c->args,
                            .package_id = p->head.id,
                            .person_id = p->person_id,
                            .provider_id = provider_id,
                            .weekly = weekly_after,
                            .power = POWER_PACKAGE,
                            .reason = reason,
                            .urgent = false};
    if (!money_days(added, days > 0 ? days : 0, &wanted.exposure))
        return fail(why, FAULT_INPUT, "price",
                    "The cost is more than one sum may be: give a lower price or fewer visits.");
    if (!proposal_allows(c, &wanted, &allowed, why))
        return false;
    *now = allowed == ALLOWED_NOW;
    return true;
}

/* explain_cost.c - what a figure in pounds is made of: visits and rates, a rest, an exposure
 *
 * Source   brokerage.visit-price and brokerage.package-cost; domain.md 4.2, 4.4, 4.6.
 */
#include "core/ops/explain_inside.h"
#include "core/ops/proposal_inside.h"

#include <string.h>

enum { VISITS_TOLD = 12, DAYS_OF_A_WEEK = 7 };

/* --- a week of visits ------------------------------------------------------------------------------ */

static const char *days_counted(struct telling *t, const struct visit *v)
{
    int64_t days = visit_times(v) / v->carers;
    const char *s = days == 1 ? "" : "s";
    const char *text = v->carers > 1 ? arena_printf(t->c->arena, "%lld day%s × %lld carers",
                                                    (long long)days, s, (long long)v->carers)
                                     : arena_printf(t->c->arena, "%lld day%s", (long long)days, s);

    return text ? text : "";
}

/* "visit 1, Morning: £8.05 for 30m × 7 days × 2 carers = £112.70" */
static void tell_visit(struct telling *t, const struct visit *v, money_t price)
{
    money_t week = {price.pence * visit_times(v)};

    tell_under(t, "Visit %lld, %s: %s for %lld minutes × %s = %s", (long long)v->number,
               band_words[v->band].shown, money_shown(t->c, price), (long long)v->minutes,
               days_counted(t, v), money_shown(t->c, week));
}

/* The hour's price or those of the lengths, with the award, the day they are from, and the
 * contract or decision where it is on record. */
static void tell_rates(struct telling *t, const char *award, const struct rate *const *used,
                       size_t count)
{
    struct buf text = {0};

    for (size_t i = 0; i < count; i++) {
        bool before = false;
        char day[24];
        for (size_t k = 0; k < i; k++)
            before |= used[k] == used[i];
        if (before)
            continue;
        buf_printf(&text, "%s%s for ", text.length ? "; " : "", money_shown(t->c, used[i]->pence));
        if (used[i]->minutes == ABSENT)
            buf_text(&text, "an hour");
        else
            buf_printf(&text, "%lld minutes", (long long)used[i]->minutes);
        buf_printf(&text, " from %s", date_print(used[i]->valid_from, day, sizeof day));
        if (used[i]->source)
            buf_printf(&text, " (%s)", used[i]->source);
    }
    if (text.length)
        tell_under(t, "Rate of award %s: %s; a visit by its length, half up to the penny.", award,
                   text.text);
    buf_release(&text);
}

/* The week at an award's rates of a day, and whether it comes to what it was said to come to. */
static bool tell_week(struct telling *t, const struct list *visits, const char *numbers,
                      const char *award, date_t on, money_t said, struct fault *why)
{
    const struct visit *v = visits->items;
    const struct rate *used[VISITS_TOLD];
    struct list rates;
    money_t price;
    size_t count = 0;
    int64_t sum = 0;
    bool whole = true;

    if (!award_rates(t->c, award, on, &rates, why))
        return false;
    for (size_t i = 0; i < visits->count; i++) {
        if (!numbers_have(numbers, v[i].number))
            continue;
        const struct rate *r = rate_of(&rates, v[i].minutes, &price);
        whole = whole && r;
        if (!r)
            continue;
        sum += price.pence * visit_times(&v[i]);
        if (count < VISITS_TOLD) {
            used[count++] = r;
            tell_visit(t, &v[i], price);
        }
    }
    tell_rates(t, award, used, count);
    if (!whole || sum != said.pence)
        tell_under(t, "At the rates of %s it would be %s%s: what was agreed stands.",
                   day_words_long(t, on), money_shown(t->c, (money_t){sum}),
                   whole ? "" : " without the lengths that have no rate");
    tell_under(t, "Rule brokerage.package-cost: %s", rule_brokerage_package_cost.source);
    return true;
}

/* --- the price of an offer ---------------------------------------------------------------------------- */

bool tell_offer_price(struct telling *t, const struct offer *o, struct fault *why)
{
    const char *numbers = o->state == OFFER_ACCEPTED_PART ? o->accepted_visits : o->visits;
    struct package p;
    struct list visits;

    if (o->weekly_pence.pence == ABSENT)
        return true;
    if (!row_get(t->c->store, &table_package, o->package_id, &p, t->c->arena, why) ||
        !spec_visits(t->c, o->package_id, o->spec_number, &visits, why))
        return false;
    tell_head(t, "The price of offer %s is %s a week for %s.", o->ref,
              money_shown(t->c, o->weekly_pence), minutes_shown(t->c, o->weekly_minutes));
    if (!o->award_ref) {
        tell_under(t, "A spot price, agreed with %s for this package alone.",
                   provider_words(t, o->provider_id));
        return true;
    }
    date_t sent = datetime_date(o->sent), on = day_or(p.needed_by, sent);
    if (on.day < sent.day)
        on = sent;
    return tell_week(t, &visits, numbers, o->award_ref, on, o->weekly_pence, why);
}

/* --- what a line costs -------------------------------------------------------------------------------- */

/* Who approved what this version came of. */
static bool tell_approved(struct telling *t, const struct line *l, struct fault *why)
{
    struct proposal p;
    bool found;

    if (!row_where(t->c->store, &table_proposal,
                   "package_id = ?1 AND decided_by IS NOT NULL AND state = 'applied' AND id IN"
                   " (SELECT row_id FROM change WHERE package_id = ?1 AND tx = ?2"
                   " AND table_name = 'proposal') ORDER BY id DESC LIMIT 1",
                   ARGS(INT(l->package_id), INT(l->head.known_from)), &p, &found, t->c->arena, why))
        return false;
    if (found)
        tell_under(t, "Approved as %s by %s on %s, %s in all.", p.ref, who_words(t, p.decided_by),
                   moment_words(t, p.decided), money_shown(t->c, p.exposure_pence));
    else if (l->source == LINE_TAKEN_ON)
        tell_under(t, "Taken on as it ran: nobody was asked to approve it here.");
    else if (l->source == LINE_INTERIM)
        tell_under(t, "Started urgently, before approval.");
    return true;
}

/* What is paid while it rests. */
static bool tell_rest_paid(struct telling *t, const struct line *l, struct fault *why)
{
    date_t today = t->c->who->today;
    struct suspension s;
    money_t paid;
    bool found;

    if (!row_where(t->c->store, &table_suspension,
                   "package_id = ?1 AND line_number = ?2 AND known_to IS NULL AND valid_from <= ?3"
                   " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY id DESC LIMIT 1",
                   ARGS(INT(l->package_id), INT(l->number), INT(today.day)), &s, &found,
                   t->c->arena, why))
        return false;
    if (!found)
        return true;
    date_t from = day_or(s.paid_from, s.valid_from);
    if (from.day < s.valid_from.day)
        from = s.valid_from;
    if (today.day < from.day) {
        tell_under(t,
                   "It rests and is paid in full until %s: less notice was given than the terms "
                   "ask for (terms.yaml; domain.md 4.4).",
                   day_words_long(t, date_add_days(from, -1)));
        return true;
    }
    if (today.day >= s.held_until.day)
        tell_under(t, "It rests, is held no longer and costs nothing (domain.md 4.4).");
    else if (money_share(l->weekly_pence, s.retainer_bp, WHOLE_BP, ROUND_HALF_UP, &paid))
        tell_under(t,
                   "It rests: while it is held a retainer of %lld%% is paid, now %s a week "
                   "(terms.yaml; domain.md 4.4).",
                   (long long)(s.retainer_bp / 100), money_shown(t->c, paid));
    return true;
}

static bool tell_line(struct telling *t, const struct line *l, struct fault *why)
{
    struct list visits = {0};
    char day[24];

    tell_head(t, "Line %lld costs %s a week for %s.", (long long)l->number,
              money_shown(t->c, l->weekly_pence), minutes_shown(t->c, l->weekly_minutes));
    tell_under(t, "%s, from %s (%s).", provider_words(t, l->provider_id),
               date_print(l->valid_from, day, sizeof day), line_source_words[l->source].shown);
    if (l->spec_number != ABSENT && !spec_visits(t->c, l->package_id, l->spec_number, &visits, why))
        return false;
    if (!l->award_ref)
        tell_under(t, "The price was agreed for this package alone: no rate of an award is in it.");
    else if (!visits.count)
        tell_under(t, "The price is the one it was taken on with: no visits are on record for it.");
    else if (!tell_week(t, &visits, l->visits, l->award_ref, l->valid_from, l->weekly_pence, why))
        return false;
    return tell_rest_paid(t, l, why) && tell_approved(t, l, why) &&
           tell_recorded(t, l->head.known_from, why);
}

bool tell_lines(struct telling *t, const struct package *p, struct fault *why)
{
    struct list lines;

    if (!package_lines(t->c, p->head.id, t->c->who->today, &lines, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++)
        if (!tell_line(t, &l[i], why))
            return false;
    return true;
}

/* --- what is asked to be approved ---------------------------------------------------------------------- */

/* The days that the exposure is of, where it is the week's price of so many days. */
static int64_t days_of_exposure(const struct proposal *p)
{
    int64_t pence = p->weekly_pence.pence;
    int64_t near = pence > 0 ? p->exposure_pence.pence * DAYS_OF_A_WEEK / pence : 0;
    money_t sum;

    for (int64_t n = near > 0 ? near - 1 : 0; n <= near + 1; n++)
        if (money_days(p->weekly_pence, n, &sum) && sum.pence == p->exposure_pence.pence)
            return n;
    return 0;
}

static bool tell_who_may(struct telling *t, const struct proposal *p, struct fault *why)
{
    struct list who;
    struct buf may = {0};

    if (!proposal_approvers(t->c, p, &who, why))
        return false;
    const struct approver *a = who.items;
    for (size_t i = 0; i < who.count; i++)
        if (a[i].may)
            buf_printf(&may, "%s%s to %s%s%s", may.length ? "; " : "", a[i].name,
                       money_shown(t->c, a[i].limit), a[i].for_name ? " for " : "",
                       a[i].for_name ? a[i].for_name : "");
    tell_under(t, "May approve it: %s.",
               may.length ? may.text : "nobody, by the limits that are in force today");
    tell_under(t, "A limit is of the gross sum, and nobody approves what they wrote (S1, S14).");
    buf_release(&may);
    return true;
}

bool tell_exposure(struct telling *t, const struct proposal *p, struct fault *why)
{
    int64_t days = days_of_exposure(p);

    if (p->state == PROPOSAL_WITHDRAWN || p->state == PROPOSAL_STALE)
        return true;
    tell_head(t, "%s asks for %s in all, gross.", p->ref, money_shown(t->c, p->exposure_pence));
    if (days)
        tell_under(t, "%s a week × %lld days ÷ 7%s.", money_shown(t->c, p->weekly_pence),
                   (long long)days,
                   days == YEAR_DAYS ? ": no last day is known, so a year of it counts" : "");
    else
        tell_under(t, "What the change adds; the package is then %s a week.",
                   money_shown(t->c, p->weekly_pence));
    if (p->decided_by != ABSENT)
        tell_under(t, "%s by %s on %s.", proposal_state_words[p->state].shown,
                   who_words(t, p->decided_by), moment_words(t, p->decided));
    return p->state != PROPOSAL_SUBMITTED || tell_who_may(t, p, why);
}

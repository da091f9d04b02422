/* market_award.c - awards of a lot to a provider: role, capacity, rates, first and last day */
#include "core/ops/market_inside.h"
#include "core/ops/proposal.h"
#include "core/ops/work.h"

#include <string.h>

/* One award is one ref; each change of it is a version from a day. */

/* --- prices of an award -------------------------------------------------------------------------- */

struct price {
    int64_t minutes;
    money_t pence;
    const char *source;
};
static const struct field price_rows[] = {
    {FIELD(struct price, minutes, FIELD_INT), .flags = FIELD_OPTIONAL, .min = 1, .max = 1440,
     .label = "Minutes", .help = "Length of the visit priced; none: the price is for an hour."},
    {FIELD(struct price, pence, FIELD_MONEY), .min = 1, .max = RATE_PENCE_MOST, .label = "Price",
     .help = "Of one visit of that length, or of an hour.", .source = "domain.md 4.6"},
    RATE_SOURCE(struct price, RATE_SOURCE_HELP),
};
static const struct fields price_fields = FIELDS("rate", price_rows, struct price);

/* A price from a day: the one in force ends the day before, the next to come bounds it. One that
 * corrects a price of the same day comes from where that came from, unless it says otherwise. */
static bool price_from(struct call *c, const char *award, const struct price *price, date_t from,
                       date_t until, struct fault *why)
{
    struct rate new = {.award_ref = award,
                       .minutes = price->minutes,
                       .pence = price->pence,
                       .valid_from = from,
                       .valid_to = until,
                       .source = price->source};
    struct list known;

    if (!rows_where(c->store, &table_rate,
                    "award_ref = ?1 AND minutes IS ?2 AND known_to IS NULL AND (valid_to IS NULL "
                    "OR valid_to > ?3) ORDER BY valid_from",
                    ARGS(TEXT(award), INT(price->minutes), INT(from.day)), c->arena, &known, why))
        return false;
    const struct rate *r = known.items;
    for (size_t i = 0; i < known.count; i++) {
        if (r[i].valid_from.day > from.day) {
            new.valid_to = r[i].valid_from;
            break;
        }
        new.valid_to = r[i].valid_to;
        struct rate shorter = r[i];
        shorter.valid_to = from;
        if (r[i].valid_from.day == from.day && !new.source)
            new.source = r[i].source;
        if (r[i].valid_from.day == from.day
                ? !row_close(c->store, &table_rate, &r[i], why)
                : !row_replace(c->store, &table_rate, &r[i], &shorter, why))
            return false;
        break;
    }
    return row_add(c->store, &table_rate, &new, why);
}

/* A county that loads its contract before there is any package: the file stands, and a second person
 * looks at it. */
static bool first_load(struct call *c, bool *out, struct fault *why)
{
    int64_t begun;

    if (!query_one_int(c->store, "SELECT EXISTS (SELECT 1 FROM package)", NO_ARGS, &begun, why))
        return false;
    *out = !begun;
    return begun || work_second(c, "prices-loaded", ABSENT, ABSENT, why,
                                "Prices were loaded from %s by %s: are they those of the contract?",
                                c->source_file, c->who->name);
}

/* Who sets a price does not say yes to it (S5). */
static bool price_decided(struct call *c, const char *award, enum allowed *out, struct fault *why)
{
    const char *about = arena_printf(c->arena, "award %s", award);

    *out = ALLOWED_ASKED;
    if (!about)
        return fault_memory(why);
    if (c->bulk && c->source_file && c->who->staff_id != 0) {
        bool first;
        if (!first_load(c, &first, why))
            return false;
        *out = first ? ALLOWED_NOW : ALLOWED_ASKED;
        if (first)
            return true;
    }
    return proposal_second(c, POWER_RATE, about, out, why);
}

/* --- add --------------------------------------------------------------------------------------- */

struct award_args {
    const char *ref, *lot, *provider;
    int64_t role;
    const char *lead;
    int64_t position, weekly_minutes;
    struct list rates; /* struct price */
    int64_t nhs_work;
    date_t from, to;
};
static const struct field add_rows[] = {
    ARG_REF(struct award_args, "award"),
    ARG_OF(struct award_args, lot, "lot", "Lot", "Lot that is awarded."),
    ARG_OF(struct award_args, provider, "provider", "Provider", "Provider it is awarded to."),
    {FIELD(struct award_args, role, FIELD_ENUM), .words = award_words, .label = "Role",
     .help = "Place in the contract; offers go out in this order.",
     .source = "Paper 001, paragraphs 12 and 22"},
    ARG_MAYBE_OF(struct award_args, lead, "award", "Under",
                 "Award of the lead: for a sub-contractor or a consortium member."),
    {FIELD(struct award_args, position, FIELD_INT), .flags = FIELD_OPTIONAL, .min = 1,
     .max = POSITION_MOST, .label = "Position",
     .help = "Order within its role; the next when not given."},
    {FIELD(struct award_args, weekly_minutes, FIELD_MINUTES), .max = CAPACITY_MOST,
     .label = "Hours a week", .help = "Most care a week it may be given."},
    {FIELD(struct award_args, rates, FIELD_LIST), .flags = FIELD_OPTIONAL, .of = &price_fields,
     .max = 50, .label = "Rates", .help = "Its prices from the first day.",
     .source = "domain.md 4.6"},
    {FIELD(struct award_args, nhs_work, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "NHS work",
     .help = "For care that the NHS pays for as well: yes when not given.",
     .source = "Paper 001, paragraph 9"},
    ARG_DAY(struct award_args, from, "From", "First day."),
    ARG_MAYBE_DAY(struct award_args, to, "To", "Last day; open when not given."),
};
static const struct fields add_args = FIELDS("award.add", add_rows, struct award_args);

static bool is_lead(int64_t role)
{
    return role == word_index(award_words, "lead");
}

/* Lead providers on a day, were this one added. */
static bool leads_on(struct call *c, int64_t provider_id, date_t day, int64_t *count,
                     struct fault *why)
{
    if (!query_one_int(c->store,
                       "SELECT count(DISTINCT provider_id) FROM award WHERE role = 'lead' AND "
                       "known_to IS NULL AND valid_from <= ?1 AND (valid_to IS NULL OR "
                       "valid_to > ?1) AND provider_id <> ?2",
                       ARGS(INT(day.day), INT(provider_id)), count, why))
        return false;
    *count += 1;
    return true;
}

/* The number of lead providers is kept on every day of the award: it can only grow on a first day. */
static bool leads_allowed(struct call *c, const struct award *w, const struct provider *p,
                          struct fault *why)
{
    struct cursor *days = NULL;
    bool row = true, fine = true;

    if (!query_open(c->store,
                    "SELECT ?1 UNION SELECT valid_from FROM award WHERE role = 'lead' AND known_to "
                    "IS NULL AND valid_from > ?1 AND (?2 IS NULL OR valid_from < ?2)",
                    ARGS(INT(w->valid_from.day), INT(w->valid_to.day)), &days, why))
        return false;
    while (fine) {
        int64_t count;
        fine = query_next(days, &row, why);
        if (!fine || !row)
            break;
        date_t day = {query_int(days, 0)};
        const struct terms_figure *terms = figures_terms(&c->config->figures, day);
        fine = leads_on(c, p->head.id, day, &count, why);
        if (fine && terms && count > terms->lead_providers_most)
            fine = also_refuse(why, "AW-1",
                               "%s would be lead provider %lld of at most %lld on %s (%s): end "
                               "another first.",
                               p->name, (long long)count, (long long)terms->lead_providers_most,
                               day_shown(c, day), terms_source(terms, TERMS_LEAD_PROVIDERS_MOST));
    }
    query_close(days);
    return fine;
}

/* A sub-contractor or consortium member stands under a lead's award in the same lot. */
static bool under_lead(struct call *c, const struct award_args *a, struct award *w,
                       struct fault *why)
{
    struct award lead;
    bool under = w->role == word_index(award_words, "sub") ||
                 w->role == word_index(award_words, "consortium");

    if (!a->lead)
        return !under || fail(why, FAULT_INPUT, "lead",
                              "A %s stands under a lead: give the award of that lead.",
                              award_words[w->role].shown);
    if (!award_by_ref(c, "lead", a->lead, w->valid_from, &lead, why))
        return false;
    if (!under || !is_lead(lead.role) || strcmp(lead.lot_code, w->lot_code) != 0)
        return fail(why, FAULT_INPUT, "lead",
                    "%s is not the lead of lot %s that a sub-contractor or consortium member "
                    "stands under: leave it out, or give that lead's award.",
                    a->lead, w->lot_code);
    w->lead_ref = lead.ref;
    return true;
}

static bool next_position(struct call *c, struct award *w, struct fault *why)
{
    int64_t most;

    if (w->position != ABSENT)
        return true;
    if (!query_one_int(
            c->store,
            "SELECT max(position) FROM award WHERE lot_code = ?1 AND role = ?2 AND "
            "known_to IS NULL AND (valid_to IS NULL OR valid_to > ?3)",
            ARGS(TEXT(w->lot_code), TEXT(award_words[w->role].code), INT(w->valid_from.day)), &most,
            why))
        return false;
    w->position = most == ABSENT ? 1 : most + 1;
    return true;
}

/* Every reason against, not the first alone. */
static bool may_award(struct call *c, const struct award *w, const struct provider *p,
                      const struct lot *l, struct fault *why)
{
    struct award other;
    bool found;

    if (!row_where(
            c->store, &table_award,
            "lot_code = ?1 AND provider_id = ?2 AND known_to IS NULL AND (valid_to IS NULL "
            "OR valid_to > ?3) AND (?4 IS NULL OR valid_from < ?4)",
            ARGS(TEXT(w->lot_code), INT(p->head.id), INT(w->valid_from.day), INT(w->valid_to.day)),
            &other, &found, c->arena, why))
        return false;
    if (found)
        (void)also_refuse(why, "AW-3", "%s holds award %s in lot %s in those days already.",
                          p->name, other.ref, w->lot_code);
    if (!provider_registered(p, w->valid_from))
        (void)also_refuse(why, "AW-2", "%s is not registered for personal care on %s.", p->name,
                          day_shown(c, w->valid_from));
    if (w->valid_from.day < l->valid_from.day ||
        (date_given(l->valid_to) &&
         (!date_given(w->valid_to) || w->valid_to.day > l->valid_to.day)))
        (void)also_refuse(why, "AW-4", "Lot %s is not there on every day of the award.", l->code);
    if (why->kind == FAULT_NONE && is_lead(w->role))
        return leads_allowed(c, w, p, why);
    return why->kind == FAULT_NONE;
}

static bool add(struct call *c, struct fault *why)
{
    const struct award_args *a = c->args;
    struct award w = {.role = a->role,
                      .position = a->position,
                      .weekly_minutes = a->weekly_minutes,
                      .nhs_work = a->nhs_work == ABSENT ? 1 : a->nhs_work,
                      .valid_from = a->from,
                      .valid_to = day_after(a->to)};
    struct provider p;
    struct lot l;
    enum allowed allowed = ALLOWED_NOW;
    const struct price *price = a->rates.items;

    if (!days_in_order(a->from, a->to, why) ||
        !provider_by_ref(c, "provider", a->provider, &p, why) ||
        !lot_by_code(c, "lot", a->lot, a->from, &l, why))
        return false;
    w.provider_id = p.head.id;
    w.lot_code = l.code;
    if (!under_lead(c, a, &w, why) || !may_award(c, &w, &p, &l, why) ||
        !next_position(c, &w, why) ||
        !market_ref(c, a->ref, "W", "SELECT id FROM award WHERE ref = ?1 LIMIT 1", &w.ref, why) ||
        (a->rates.count && !price_decided(c, a->ref ? a->ref : "new", &allowed, why)))
        return false;
    if (allowed == ALLOWED_ASKED)
        return true;
    if (!row_add(c->store, &table_award, &w, why))
        return false;
    for (size_t i = 0; i < a->rates.count; i++) {
        for (size_t k = 0; k < i; k++)
            if (price[k].minutes == price[i].minutes)
                return fail(why, FAULT_INPUT, "rates",
                            "Two of the rates are for one length: give each length once.");
        if (!price_from(c, w.ref, &price[i], w.valid_from, w.valid_to, why))
            return false;
    }
    call_subject(c, "award", w.head.id, w.ref);
    call_say(c, "%s awarded lot %s as %s, %s a week from %s: award %s.", p.name, l.code,
             award_words[w.role].shown, minutes_shown(c, w.weekly_minutes),
             day_shown(c, w.valid_from), w.ref);
    if (a->rates.count == 0)
        call_remark(c, "RT-1", "It has no rate: nothing can be offered before it has (rate.add).");
    return true;
}

const struct operation op_award_add = {
    .name = "award.add",
    .title = "Award a lot",
    .help =
        "Gives a provider a place in a lot: role, order, hours a week and prices. With prices a "
        "second person approves it first.",
    .roles = ROLES_MARKET,
    .flags = OP_OPENS,
    .args = &add_args,
    .writes = WRITES("award", "rate", "proposal", "task"),
    .run = add,
};

/* --- change of capacity -------------------------------------------------------------------------- */

struct capacity_args {
    const char *award;
    int64_t weekly_minutes;
    date_t from;
    const char *reason;
};
static const struct field capacity_rows[] = {
    ARG_OF(struct capacity_args, award, "award", "Award", "Award to change."),
    {FIELD(struct capacity_args, weekly_minutes, FIELD_MINUTES), .max = CAPACITY_MOST,
     .label = "Hours a week", .help = "Most care a week it may be given from then on."},
    ARG_DAY(struct capacity_args, from, "From", "First day of the new capacity."),
    ARG_REASON(struct capacity_args, FIELD_OPTIONAL),
};
static const struct fields capacity_args =
    FIELDS("award.change-capacity", capacity_rows, struct capacity_args);

static bool change_capacity(struct call *c, struct fault *why)
{
    const struct capacity_args *a = c->args;
    struct award w, before, after;
    int64_t committed;

    c->reason = a->reason;
    if (!award_by_ref(c, "award", a->award, a->from, &w, why))
        return false;
    if (a->from.day < w.valid_from.day || (date_given(w.valid_to) && a->from.day >= w.valid_to.day))
        return fail(why, FAULT_INPUT, "from", "Award %s is not in force on %s: choose another day.",
                    w.ref, day_shown(c, a->from));
    before = after = w;
    before.valid_to = after.valid_from = a->from;
    after.weekly_minutes = a->weekly_minutes;
    if (w.valid_from.day == a->from.day ? !row_replace(c->store, &table_award, &w, &after, why)
                                        : !row_replace(c->store, &table_award, &w, &before, why) ||
                                              !row_add(c->store, &table_award, &after, why))
        return false;
    if (!award_committed(c, w.ref, a->from, &committed, why))
        return false;
    call_subject(c, "award", after.head.id, w.ref);
    call_say(c, "Award %s has %s a week from %s.", w.ref, minutes_shown(c, a->weekly_minutes),
             day_shown(c, a->from));
    if (committed > a->weekly_minutes)
        call_remark(c, "B5", "%s a week are placed or offered already: %s more than it has.",
                    minutes_shown(c, committed), minutes_shown(c, committed - a->weekly_minutes));
    return true;
}

const struct operation op_award_change_capacity = {
    .name = "award.change-capacity",
    .title = "Change what an award may be given",
    .help = "From a day on the award has other hours a week; what was before is kept.",
    .roles = ROLES_MARKET,
    .args = &capacity_args,
    .writes = WRITES("award"),
    .run = change_capacity,
};

/* --- end --------------------------------------------------------------------------------------- */

struct award_end_args {
    const char *award;
    date_t to;
    const char *reason;
};
static const struct field end_rows[] = {
    ARG_OF(struct award_end_args, award, "award", "Award", "Award that ends."),
    ARG_DAY(struct award_end_args, to, "To", "Its last day."),
    ARG_REASON(struct award_end_args, FIELD_OPTIONAL),
};
static const struct fields end_args = FIELDS("award.end", end_rows, struct award_end_args);

static bool end_award(struct call *c, struct fault *why)
{
    const struct award_end_args *a = c->args;
    date_t until = day_after(a->to);
    struct award last = {.ref = NULL};
    struct list versions;
    int64_t committed;

    c->reason = a->reason;
    if (!award_by_ref(c, "award", a->award, a->to, &last, why) ||
        !rows_where(c->store, &table_award,
                    "ref = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2) "
                    "ORDER BY valid_from",
                    ARGS(TEXT(last.ref), INT(until.day)), c->arena, &versions, why))
        return false;
    if (versions.count == 0)
        return fail(why, FAULT_INPUT, "to", "Award %s has ended by %s: choose an earlier day.",
                    last.ref, day_shown(c, a->to));
    const struct award *w = versions.items;
    if (w[0].valid_from.day >= until.day && w[0].head.id == last.head.id)
        return fail(why, FAULT_INPUT, "to", "Award %s begins on %s: end it on that day or later.",
                    last.ref, day_shown(c, w[0].valid_from));
    for (size_t i = 0; i < versions.count; i++) {
        struct award shorter = w[i];
        shorter.valid_to = until;
        if (w[i].valid_from.day >= until.day
                ? !row_close(c->store, &table_award, &w[i], why)
                : !row_replace(c->store, &table_award, &w[i], &shorter, why))
            return false;
        if (w[i].valid_from.day < until.day)
            last = shorter;
    }
    if (!award_committed(c, last.ref, until, &committed, why))
        return false;
    call_subject(c, "award", last.head.id, last.ref);
    call_say(c, "Award %s ends on %s.", last.ref, day_shown(c, a->to));
    if (committed > 0)
        call_remark(c, "B3", "%s a week placed or offered run on after it: place them anew.",
                    minutes_shown(c, committed));
    return true;
}

const struct operation op_award_end = {
    .name = "award.end",
    .title = "End an award",
    .help = "Its last day; versions that would begin later are no longer known.",
    .roles = ROLES_MARKET,
    .flags = OP_CAREFUL,
    .args = &end_args,
    .writes = WRITES("award"),
    .run = end_award,
};

/* --- a rate ------------------------------------------------------------------------------------- */

struct rate_args {
    const char *award;
    int64_t minutes;
    money_t pence;
    date_t from;
    const char *source, *reason;
};
static const struct field rate_rows[] = {
    ARG_OF(struct rate_args, award, "award", "Award", "Award the price is of."),
    {FIELD(struct rate_args, minutes, FIELD_INT), .flags = FIELD_OPTIONAL, .min = 1, .max = 1440,
     .label = "Minutes", .help = "Length of the visit priced; none: the price is for an hour."},
    {FIELD(struct rate_args, pence, FIELD_MONEY), .min = 1, .max = RATE_PENCE_MOST,
     .label = "Price", .help = "Of one visit of that length, or of an hour.",
     .source = "domain.md 4.6"},
    ARG_DAY(struct rate_args, from, "From", "First day of the price."),
    RATE_SOURCE(struct rate_args,
                RATE_SOURCE_HELP " A price set again for the same day keeps it when not given."),
    ARG_REASON(struct rate_args, FIELD_OPTIONAL),
};
static const struct fields rate_args = FIELDS("rate.add", rate_rows, struct rate_args);

static bool add_rate(struct call *c, struct fault *why)
{
    const struct rate_args *a = c->args;
    struct price price = {.minutes = a->minutes, .pence = a->pence, .source = a->source};
    struct award w;
    enum allowed allowed;

    c->reason = a->reason;
    if (!award_by_ref(c, "award", a->award, a->from, &w, why))
        return false;
    if (a->from.day < w.valid_from.day || (date_given(w.valid_to) && a->from.day >= w.valid_to.day))
        return fail(why, FAULT_INPUT, "from", "Award %s is not in force on %s: choose another day.",
                    w.ref, day_shown(c, a->from));
    call_subject(c, "award", w.head.id, w.ref);
    if (!price_decided(c, w.ref, &allowed, why))
        return false;
    if (allowed == ALLOWED_ASKED)
        return true;
    if (!price_from(c, w.ref, &price, a->from, DATE_NONE, why))
        return false;
    if (a->minutes == ABSENT)
        call_say(c, "Award %s: %s an hour from %s.", w.ref, money_shown(c, a->pence),
                 day_shown(c, a->from));
    else
        call_say(c, "Award %s: %s for %lld minutes from %s.", w.ref, money_shown(c, a->pence),
                 (long long)a->minutes, day_shown(c, a->from));
    return true;
}

const struct operation op_rate_add = {
    .name = "rate.add",
    .title = "Set a rate",
    .help = "A price from a day on: of a visit of some length, or of an hour. The price before it "
            "stays for the days before. It holds once a second person has approved it.",
    .roles = ROLES_MARKET | ROLE(ROLE_FINANCE),
    .args = &rate_args,
    .writes = WRITES("rate", "proposal", "task"),
    .run = add_rate,
};

/* market_bar.c - providers ruled out for a person, and NHS work that has been delegated */
#include "core/ops/market_inside.h"
#include "core/ops/person.h"
#include "core/ops/place.h"

#include <string.h>

/* --- bars --------------------------------------------------------------------------------------- */

bool person_barred(struct call *c, int64_t person_id, int64_t provider_id, date_t on, bool *barred,
                   struct fault *why)
{
    int64_t id;

    if (!query_one_int(c->store,
                       "SELECT id FROM bar WHERE person_id = ?1 AND provider_id = ?2 AND known_to "
                       "IS NULL AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to > ?3) "
                       "LIMIT 1",
                       ARGS(INT(person_id), INT(provider_id), INT(on.day)), &id, why))
        return false;
    *barred = id != ABSENT;
    return true;
}

struct bar_args {
    const char *person, *provider, *reason;
    date_t from, to;
};
static const struct field bar_rows[] = {
    ARG_OF(struct bar_args, person, "person", "Person", "Whom it protects."),
    ARG_OF(struct bar_args, provider, "provider", "Provider", "Provider that is ruled out."),
    ARG_REASON(struct bar_args, 0),
    ARG_MAYBE_DAY(struct bar_args, from, "From", "First day; today when not given."),
    ARG_MAYBE_DAY(struct bar_args, to, "To", "Last day; open when not given."),
};
static const struct fields bar_args = FIELDS("bar.add", bar_rows, struct bar_args);

static bool add_bar(struct call *c, struct fault *why)
{
    const struct bar_args *a = c->args;
    struct person person;
    struct provider provider;
    struct bar b, other;
    bool found;

    fields_clear(table_bar.fields, &b);
    b.reason = c->reason = a->reason;
    b.valid_from = day_or(a->from, c->who->today);
    b.valid_to = day_after(a->to);
    if (!days_in_order(b.valid_from, a->to, why) ||
        !person_by_ref(c, "person", a->person, &person, why) ||
        !provider_by_ref(c, "provider", a->provider, &provider, why))
        return false;
    b.person_id = person.head.id;
    b.provider_id = provider.head.id;
    if (!row_where(
            c->store, &table_bar,
            "person_id = ?1 AND provider_id = ?2 AND known_to IS NULL AND (valid_to IS NULL "
            "OR valid_to > ?3) AND (?4 IS NULL OR valid_from < ?4)",
            ARGS(INT(b.person_id), INT(b.provider_id), INT(b.valid_from.day), INT(b.valid_to.day)),
            &other, &found, c->arena, why))
        return false;
    if (found)
        return also_refuse(why, "PV-3", "%s is ruled out for %s from %s already: end that first.",
                           provider.name, person.ref, day_shown(c, other.valid_from));
    if (!row_add(c->store, &table_bar, &b, why))
        return false;
    call_subject(c, "person", person.head.id, person.ref);
    call_say(c, "%s is not to be offered to %s from %s.", provider.name, person.ref,
             day_shown(c, b.valid_from));
    return true;
}

const struct operation op_bar_add = {
    .name = "bar.add",
    .title = "Rule a provider out for a person",
    .help = "The person, or a safeguarding decision, has ruled the provider out.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_PLANNER) | ROLE(ROLE_REABLEMENT) | ROLE(ROLE_CHC) |
             ROLE(ROLE_SUPERVISOR),
    .flags = OP_PERSON,
    .args = &bar_args,
    .writes = WRITES("bar"),
    .run = add_bar,
};

struct bar_end_args {
    const char *person, *provider;
    date_t on;
    const char *reason;
};
static const struct field bar_end_rows[] = {
    ARG_OF(struct bar_end_args, person, "person", "Person", "Whom it protects."),
    ARG_OF(struct bar_end_args, provider, "provider", "Provider", "Provider that was ruled out."),
    ARG_MAYBE_DAY(struct bar_end_args, on, "On", "First day without it; today when not given."),
    ARG_REASON(struct bar_end_args, 0),
};
static const struct fields bar_end_args = FIELDS("bar.end", bar_end_rows, struct bar_end_args);

static bool end_bar(struct call *c, struct fault *why)
{
    const struct bar_end_args *a = c->args;
    date_t on = day_or(a->on, c->who->today);
    struct person person;
    struct provider provider;
    struct bar b, shorter;
    bool found;

    c->reason = a->reason;
    if (!person_by_ref(c, "person", a->person, &person, why) ||
        !provider_by_ref(c, "provider", a->provider, &provider, why) ||
        !row_where(c->store, &table_bar,
                   "person_id = ?1 AND provider_id = ?2 AND known_to IS NULL AND (valid_to IS NULL "
                   "OR valid_to > ?3) ORDER BY valid_from",
                   ARGS(INT(person.head.id), INT(provider.head.id), INT(on.day)), &b, &found,
                   c->arena, why))
        return false;
    if (!found)
        return fail(why, FAULT_MISSING, "provider", "%s is not ruled out for %s on %s.",
                    provider.name, person.ref, day_shown(c, on));
    shorter = b;
    shorter.valid_to = on;
    if (b.valid_from.day >= on.day ? !row_close(c->store, &table_bar, &b, why)
                                   : !row_replace(c->store, &table_bar, &b, &shorter, why))
        return false;
    call_subject(c, "person", person.head.id, person.ref);
    call_say(c, "%s may be offered to %s again from %s.", provider.name, person.ref,
             day_shown(c, on));
    return true;
}

const struct operation op_bar_end = {
    .name = "bar.end",
    .title = "Allow a provider again",
    .help = "Ends what ruled a provider out for a person.",
    .roles = ROLE(ROLE_PLANNER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PERSON | OP_CAREFUL,
    .args = &bar_end_args,
    .writes = WRITES("bar"),
    .run = end_bar,
};

/* --- delegations -------------------------------------------------------------------------------- */

/* A body that followed another holds what the other delegated.  Source: domain.md 8. */
bool delegation_live(struct call *c, const char *body, int64_t function, date_t on, bool *live,
                     struct fault *why)
{
    struct organisation now, then;
    struct list known;
    bool found;

    *live = false;
    if (!body || function == ABSENT)
        return true;
    if (!rows_where(c->store, &table_nhs_delegation,
                    "function = ?1 AND known_to IS NULL AND valid_from <= ?2 AND (valid_to IS NULL "
                    "OR valid_to > ?2)",
                    ARGS(TEXT(function_words[function].code), INT(on.day)), c->arena, &known, why))
        return false;
    const struct nhs_delegation *d = known.items;
    for (size_t i = 0; i < known.count && !*live; i++) {
        *live = strcmp(d[i].body, body) == 0;
        if (*live)
            break;
        if (!place_organisation_on(c, body, on, &now, &found, why))
            return false;
        if (!found)
            continue;
        if (!place_organisation_on(c, d[i].body, on, &then, &found, why))
            return false;
        *live = found && strcmp(now.code, then.code) == 0;
    }
    return true;
}

struct delegation_args {
    const char *body;
    int64_t function;
    const char *agreement;
    date_t from, to;
};
static const struct field delegation_rows[] = {
    {FIELD(struct delegation_args, body, FIELD_TEXT), .max = CODE_MOST, .label = "NHS body",
     .help = "Organisation code of the body that delegates."},
    {FIELD(struct delegation_args, function, FIELD_ENUM), .words = function_words,
     .label = "Function", .help = "What it delegates.", .source = "Paper 001, paragraph 11"},
    {FIELD(struct delegation_args, agreement, FIELD_TEXT), .label = "Agreement",
     .help = "Agreement under which it does.", .source = "NHS Act 2006 s75"},
    ARG_DAY(struct delegation_args, from, "From", "First day."),
    ARG_MAYBE_DAY(struct delegation_args, to, "To", "Last day; open when not given."),
};
static const struct fields delegation_args =
    FIELDS("delegation.record", delegation_rows, struct delegation_args);

static bool record_delegation(struct call *c, struct fault *why)
{
    const struct delegation_args *a = c->args;
    struct nhs_delegation d = {.body = a->body,
                               .function = a->function,
                               .agreement = a->agreement,
                               .valid_from = a->from,
                               .valid_to = day_after(a->to)};
    struct nhs_delegation other;
    struct organisation body;
    bool found;

    if (!days_in_order(a->from, a->to, why) ||
        !place_organisation_on(c, a->body, a->from, &body, &found, why))
        return false;
    if (!found || !organisation_is_nhs(&body))
        return fail(why, FAULT_INPUT, "body",
                    "%s is no NHS body on %s: look in the list of organisations (htlah list "
                    "organisations).",
                    a->body, day_shown(c, a->from));
    if (!row_where(c->store, &table_nhs_delegation,
                   "body = ?1 AND function = ?2 AND known_to IS NULL AND (valid_to IS NULL OR "
                   "valid_to > ?3) AND (?4 IS NULL OR valid_from < ?4)",
                   ARGS(TEXT(a->body), TEXT(function_words[a->function].code),
                        INT(d.valid_from.day), INT(d.valid_to.day)),
                   &other, &found, c->arena, why))
        return false;
    if (found)
        return also_refuse(why, "DG-1", "%s has delegated this from %s (%s): end that first.",
                           a->body, day_shown(c, other.valid_from), other.agreement);
    if (!row_add(c->store, &table_nhs_delegation, &d, why))
        return false;
    call_say(c, "%s delegates: %s, from %s.", body.name, function_words[a->function].shown,
             day_shown(c, d.valid_from));
    return true;
}

#define ROLES_DELEGATION (ROLE(ROLE_POOL_MANAGER) | ROLE(ROLE_CLERK) | ROLES_MARKET)

const struct operation op_delegation_record = {
    .name = "delegation.record",
    .title = "Record a delegation of NHS work",
    .help = "A function of an NHS body that the council carries out for it; without one the "
            "council arranges no NHS work.",
    .roles = ROLES_DELEGATION,
    .args = &delegation_args,
    .writes = WRITES("nhs_delegation"),
    .run = record_delegation,
};

static const struct field delegation_end_rows[] = {
    {FIELD(struct delegation_args, body, FIELD_TEXT), .max = CODE_MOST, .label = "NHS body",
     .help = "Organisation code of the body that delegated."},
    {FIELD(struct delegation_args, function, FIELD_ENUM), .words = function_words,
     .label = "Function", .help = "What it delegated."},
    ARG_DAY(struct delegation_args, to, "To", "Its last day."),
};
static const struct fields delegation_end_args =
    FIELDS("delegation.end", delegation_end_rows, struct delegation_args);

static bool end_delegation(struct call *c, struct fault *why)
{
    const struct delegation_args *a = c->args;
    date_t until = day_after(a->to);
    struct nhs_delegation d, shorter;
    bool found;

    if (!row_where(c->store, &table_nhs_delegation,
                   "body = ?1 AND function = ?2 AND known_to IS NULL AND (valid_to IS NULL OR "
                   "valid_to > ?3) ORDER BY valid_from",
                   ARGS(TEXT(a->body), TEXT(function_words[a->function].code), INT(until.day)), &d,
                   &found, c->arena, why))
        return false;
    if (!found)
        return fail(why, FAULT_MISSING, "body", "%s delegates no such function after %s.", a->body,
                    day_shown(c, a->to));
    shorter = d;
    shorter.valid_to = until;
    if (d.valid_from.day >= until.day
            ? !row_close(c->store, &table_nhs_delegation, &d, why)
            : !row_replace(c->store, &table_nhs_delegation, &d, &shorter, why))
        return false;
    call_say(c, "%s delegates no longer: %s, after %s.", a->body, function_words[a->function].shown,
             day_shown(c, a->to));
    return true;
}

const struct operation op_delegation_end = {
    .name = "delegation.end",
    .title = "End a delegation of NHS work",
    .help = "From the day after, the council arranges none of it.",
    .roles = ROLES_DELEGATION,
    .flags = OP_CAREFUL,
    .args = &delegation_end_args,
    .writes = WRITES("nhs_delegation"),
    .run = end_delegation,
};

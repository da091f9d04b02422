/* market_provider.c - providers: who they are, and when they take no new work */
#include "core/base/text.h"
#include "core/ops/market_inside.h"
#include "core/ops/offer.h"
#include "core/store/scope.h"

#include <string.h>

#define NAMED "SELECT id FROM provider WHERE ref = ?1"

/* --- add, change ----------------------------------------------------------------------------- */

struct provider_args {
    const char *provider, *ref, *name, *cqc_location, *cqc_provider;
    date_t registered_from, registered_to;
    struct list services; /* text */
    const char *postcode, *phone, *email, *website;
    int64_t old_market, rev;
};

#define MAYBE_TEXT(member, most, label_, help_)                                                    \
    {                                                                                              \
        FIELD(struct provider_args, member, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = (most),   \
                                                         .label = (label_), .help = (help_)        \
    }
/* What add and change have in common, after the first two. */
#define PROVIDER_ROWS                                                                              \
    MAYBE_TEXT(cqc_location, CODE_MOST, "CQC location",                                            \
               "Location number of the Care Quality Commission."),                                 \
        MAYBE_TEXT(cqc_provider, CODE_MOST, "CQC provider",                                        \
                   "Provider number of the Care Quality Commission."),                             \
        {FIELD(struct provider_args, registered_from, FIELD_DATE), .flags = FIELD_OPTIONAL,        \
         .label = "Registered from", .help = "First day registered for personal care.",            \
         .source = "Health and Social Care Act 2008 s10"},                                         \
        {FIELD(struct provider_args, registered_to, FIELD_DATE), .flags = FIELD_OPTIONAL,          \
         .label = "Registered to", .help = "Last day registered for personal care."},              \
        {FIELD(struct provider_args, services, FIELD_LIST),                                        \
         .flags = FIELD_OPTIONAL,                                                                  \
         .item = FIELD_TEXT,                                                                       \
         .max = 40,                                                                                \
         .label = "Services",                                                                      \
         .help = "As in the CQC directory; homecare among them means registered, from today "      \
                 "where no day is given."},                                                        \
        {FIELD(struct provider_args, postcode, FIELD_TEXT),                                        \
         .flags = FIELD_OPTIONAL | FIELD_POSTCODE, .label = "Postcode", .help = "Of its office."}, \
        MAYBE_TEXT(phone, 40, "Telephone", "Of its office."),                                      \
        MAYBE_TEXT(email, 200, "Email", "Where offers go."),                                       \
        MAYBE_TEXT(website, 200, "Website", "Of the provider."),                                   \
    {                                                                                              \
        FIELD(struct provider_args, old_market, FIELD_BOOL),                                       \
            .flags = FIELD_OPTIONAL, .label = "Old market",                                        \
            .help = "One of the providers before "                                                 \
                    "the lots.",                                                                   \
            .source = "Paper 001, paragraph 8"                                                     \
    }

static const struct field add_rows[] = {
    ARG_REF(struct provider_args, "provider"),
    {FIELD(struct provider_args, name, FIELD_TEXT), .label = "Name",
     .help = "Name it trades under."},
    PROVIDER_ROWS,
};
static const struct fields add_args = FIELDS("provider.add", add_rows, struct provider_args);

/* The directory's word for domiciliary care. */
static bool serves_at_home(const struct list *services)
{
    const char *const *text = services->items;
    char key[80];

    for (size_t i = 0; i < services->count; i++) {
        text_fold(text[i], key, sizeof key);
        if (strncmp(key, "homecare", 8) == 0 || strncmp(key, "domiciliary", 11) == 0)
            return true;
    }
    return false;
}

/* Writes what was given over the record; what was not stays. */
static bool fill(struct call *c, const struct provider_args *a, struct provider *p,
                 struct fault *why)
{
    if (a->name) {
        char key[256];
        p->name = a->name;
        text_fold(a->name, key, sizeof key);
        p->sort_key = arena_text(c->arena, key);
        if (!p->sort_key)
            return fault_memory(why);
    }
    if (a->cqc_location)
        p->cqc_location = a->cqc_location;
    if (a->cqc_provider)
        p->cqc_provider = a->cqc_provider;
    if (date_given(a->registered_from))
        p->registered_from = a->registered_from;
    else if (!date_given(p->registered_from) && serves_at_home(&a->services))
        p->registered_from = c->who->today;
    if (date_given(a->registered_to))
        p->registered_to = day_after(a->registered_to);
    if (a->postcode)
        p->postcode = a->postcode;
    if (a->phone)
        p->phone = a->phone;
    if (a->email)
        p->email = a->email;
    if (a->website)
        p->website = a->website;
    if (a->old_market != ABSENT)
        p->old_market = a->old_market;
    if (date_given(p->registered_to) &&
        (!date_given(p->registered_from) || p->registered_to.day <= p->registered_from.day))
        return fail(why, FAULT_INPUT, "registered_to",
                    "A registration ends on or after its first day: give both days.");
    return true;
}

static bool location_is_free(struct call *c, const char *location, int64_t of, struct fault *why)
{
    struct provider other;
    bool found;

    if (!location)
        return true;
    if (!row_where(c->store, &table_provider, "cqc_location = ?1", ARGS(TEXT(location)), &other,
                   &found, c->arena, why))
        return false;
    if (!found || other.head.id == of)
        return true;
    return fail(why, FAULT_INPUT, "cqc_location", "%s is %s, %s: one record for each location.",
                location, other.ref, other.name);
}

static bool add(struct call *c, struct fault *why)
{
    const struct provider_args *a = c->args;
    struct provider p;

    fields_clear(table_provider.fields, &p);
    p.old_market = 0;
    if (!market_ref(c, a->ref, "V", NAMED, &p.ref, why) || !fill(c, a, &p, why) ||
        !location_is_free(c, p.cqc_location, 0, why) ||
        !row_add(c->store, &table_provider, &p, why))
        return false;
    call_subject(c, "provider", p.head.id, p.ref);
    call_say(c, "Provider %s %s added.", p.ref, p.name);
    return true;
}

const struct operation op_provider_add = {
    .name = "provider.add",
    .title = "Add a provider",
    .help = "A provider of home care, by its name and its place in the CQC directory.",
    .roles = ROLES_DESK,
    .flags = OP_OPENS,
    .args = &add_args,
    .writes = WRITES("provider"),
    .run = add,
};

static const struct field change_rows[] = {
    ARG_OF(struct provider_args, provider, "provider", "Provider", "Provider to change."),
    {FIELD(struct provider_args, name, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Name",
     .help = "Name it trades under."},
    PROVIDER_ROWS,
    ARG_REV(struct provider_args),
};
static const struct fields change_args =
    FIELDS("provider.change", change_rows, struct provider_args);

static bool change(struct call *c, struct fault *why)
{
    const struct provider_args *a = c->args;
    struct provider p;

    if (!provider_by_ref(c, "provider", a->provider, &p, why) ||
        !row_seen(c->store, &table_provider, &p, a->rev, why) || !fill(c, a, &p, why) ||
        !location_is_free(c, p.cqc_location, p.head.id, why) ||
        !row_change(c->store, &table_provider, &p, why))
        return false;
    call_subject(c, "provider", p.head.id, p.ref);
    call_say(c, "Provider %s %s changed.", p.ref, p.name);
    return true;
}

const struct operation op_provider_change = {
    .name = "provider.change",
    .title = "Change a provider",
    .help = "Puts right or brings up to date what is known of a provider; what is not given stays.",
    .roles = ROLES_DESK,
    .args = &change_args,
    .writes = WRITES("provider"),
    .run = change,
};

/* --- stop, resume ------------------------------------------------------------------------------ */

struct stop_args {
    const char *provider;
    int64_t kind;
    date_t from, to;
    const char *reason;
};
static const struct field stop_rows[] = {
    ARG_OF(struct stop_args, provider, "provider", "Provider", "Provider to stop."),
    {FIELD(struct stop_args, kind, FIELD_ENUM), .words = stop_words, .label = "Kind",
     .help = "No new work, all work, or a provider that is failing."},
    ARG_MAYBE_DAY(struct stop_args, from, "From", "First day; today when not given."),
    ARG_MAYBE_DAY(struct stop_args, to, "To", "Last day; open when not given."),
    ARG_REASON(struct stop_args, 0),
};
static const struct fields stop_args = FIELDS("provider.stop", stop_rows, struct stop_args);

/* How many offers to it wait for a reply, of people whom whoever asks sees. */
static bool offers_still_out(struct call *c, int64_t provider_id, int64_t *out, struct fault *why)
{
    struct list sent;
    bool own;

    *out = 0;
    if (!rows_where(c->store, &table_offer, "provider_id = ?1 AND state = 'sent'",
                    ARGS(INT(provider_id)), c->arena, &sent, why))
        return false;
    const struct offer *o = sent.items;
    for (size_t i = 0; i < sent.count; i++) {
        if (!scope_has(c->who, o[i].person_id, &own, why))
            return false;
        *out += own;
    }
    return true;
}

static bool stop(struct call *c, struct fault *why)
{
    const struct stop_args *a = c->args;
    struct provider p;
    struct provider_stop s, other;
    int64_t out;
    bool found;

    fields_clear(table_provider_stop.fields, &s);
    s.valid_from = day_or(a->from, c->who->today);
    s.valid_to = day_after(a->to);
    s.kind = a->kind;
    s.reason = a->reason;
    c->reason = a->reason;
    if (!provider_by_ref(c, "provider", a->provider, &p, why) ||
        !days_in_order(s.valid_from, a->to, why))
        return false;
    s.provider_id = p.head.id;
    if (!row_where(c->store, &table_provider_stop,
                   "provider_id = ?1 AND kind = ?2 AND known_to IS NULL AND (valid_to IS NULL OR "
                   "valid_to > ?3) AND (?4 IS NULL OR valid_from < ?4)",
                   ARGS(INT(p.head.id), TEXT(stop_words[a->kind].code), INT(s.valid_from.day),
                        INT(s.valid_to.day)),
                   &other, &found, c->arena, why))
        return false;
    if (found)
        return also_refuse(why, "PV-1", "%s is stopped from %s already: resume it first.", p.name,
                           day_shown(c, other.valid_from));
    if (!row_add(c->store, &table_provider_stop, &s, why) ||
        !offers_still_out(c, p.head.id, &out, why))
        return false;
    call_subject(c, "provider", p.head.id, p.ref);
    call_say(c, "%s stopped from %s: %s.", p.name, day_shown(c, s.valid_from),
             stop_words[a->kind].shown);
    if (out > 0)
        call_remark(c, "B2", "%lld offer%s to it still out: withdraw %s.", (long long)out,
                    out == 1 ? " is" : "s are", out == 1 ? "it" : "them");
    return true;
}

const struct operation op_provider_stop = {
    .name = "provider.stop",
    .title = "Stop a provider",
    .help = "From a day on the provider is offered no new work, by the council or by CQC.",
    .roles = ROLES_DESK,
    .flags = OP_CAREFUL,
    .args = &stop_args,
    .writes = WRITES("provider_stop"),
    .run = stop,
};

struct resume_args {
    const char *provider;
    int64_t kind;
    date_t on;
    const char *reason;
};
static const struct field resume_rows[] = {
    ARG_OF(struct resume_args, provider, "provider", "Provider", "Provider that takes work again."),
    {FIELD(struct resume_args, kind, FIELD_ENUM), .flags = FIELD_OPTIONAL, .words = stop_words,
     .label = "Kind", .help = "Which stop ends; every one when not given."},
    ARG_MAYBE_DAY(struct resume_args, on, "On", "First day it takes work again; else today."),
    ARG_REASON(struct resume_args, FIELD_OPTIONAL),
};
static const struct fields resume_args = FIELDS("provider.resume", resume_rows, struct resume_args);

static bool resume(struct call *c, struct fault *why)
{
    const struct resume_args *a = c->args;
    date_t on = day_or(a->on, c->who->today);
    struct provider p;
    struct list stops;
    size_t ended = 0;

    c->reason = a->reason;
    if (!provider_by_ref(c, "provider", a->provider, &p, why) ||
        !rows_where(c->store, &table_provider_stop,
                    "provider_id = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2) "
                    "ORDER BY valid_from",
                    ARGS(INT(p.head.id), INT(on.day)), c->arena, &stops, why))
        return false;
    const struct provider_stop *s = stops.items;
    for (size_t i = 0; i < stops.count; i++) {
        if (a->kind != ABSENT && s[i].kind != a->kind)
            continue;
        struct provider_stop shorter = s[i];
        shorter.valid_to = on;
        /* A stop that would begin only later never was. */
        if (s[i].valid_from.day >= on.day
                ? !row_close(c->store, &table_provider_stop, &s[i], why)
                : !row_replace(c->store, &table_provider_stop, &s[i], &shorter, why))
            return false;
        ended++;
    }
    if (!ended)
        return also_refuse(why, "PV-2", "%s is not stopped on %s: there is nothing to resume.",
                           p.name, day_shown(c, on));
    call_subject(c, "provider", p.head.id, p.ref);
    call_say(c, "%s takes work again from %s.", p.name, day_shown(c, on));
    return true;
}

const struct operation op_provider_resume = {
    .name = "provider.resume",
    .title = "Let a provider take work again",
    .help = "Ends what stopped a provider from new work.",
    .roles = ROLES_MARKET,
    .args = &resume_args,
    .writes = WRITES("provider_stop"),
    .run = resume,
};

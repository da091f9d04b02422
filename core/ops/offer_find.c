/* offer_find.c - what is to be offered of a package, what stands in the way, what may be told */
#include "core/base/text.h"
#include "core/ops/offer_inside.h"
#include "core/ops/person.h"
#include "core/ops/place.h"

#include <stdio.h>
#include <string.h>

/* --- what is left to place -------------------------------------------------------------------------- */

/* Visits that no line covers and no offer holds, of those typed or of all. */
static bool what_is_left(struct call *c, const char *typed, struct to_offer *t, bool *any,
                         struct fault *why)
{
    const char *uncovered, *wanted;
    struct list offers;

    *any = false;
    if (!numbers_read(c, "visits", typed, &t->visits, &wanted, why) ||
        !package_uncovered(c, t->package.head.id, &t->visits, t->on, &uncovered, why))
        return false;
    if (!uncovered)
        return true;
    if (!numbers_less(c, uncovered, "", &t->visits, &t->numbers, any, why) ||
        !rows_where(c->store, &table_offer,
                    "package_id = ?1 AND placed = 0 AND state IN ('sent', 'accepted', "
                    "'accepted-part')",
                    ARGS(INT(t->package.head.id)), c->arena, &offers, why))
        return false;
    const struct offer *o = offers.items;
    for (size_t i = 0; i < offers.count && *any; i++) {
        const char *held = offer_holds(&o[i]);
        if (o[i].spec_number != t->specification.number)
            continue;
        if (!held)
            *any = false;
        else if (!numbers_less(c, t->numbers, held, &t->visits, &t->numbers, any, why))
            return false;
    }
    if (!typed || !*any)
        return true;
    if (!numbers_cover(t->numbers, wanted, &t->visits))
        return also_refuse(why, "OF-5",
                           "Of visits %s some are placed or offered already; left: %s.", typed,
                           t->numbers ? t->numbers : "all");
    t->numbers = wanted;
    return true;
}

/* Everything that stands in the way whoever is asked. */
static bool may_go_out(struct call *c, const struct package *p, struct fault *why)
{
    struct list missing;

    if (date_given(p->cancelled))
        (void)also_refuse(why, "OF-6", "Package %s was cancelled on %s.", p->ref,
                          day_shown(c, p->cancelled));
    if (p->consent_to_share == 0)
        (void)also_refuse(why, "OF-2",
                          "The person has not agreed that what they need is told to providers.");
    if (!package_missing(c, p, &missing, why))
        return false;
    const char *const *text = missing.items;
    for (size_t i = 0; i < missing.count; i++)
        (void)also_refuse(why, "PK-1", "Package %s lacks %s.", p->ref, text[i]);
    return why->kind == FAULT_NONE;
}

bool to_offer_find(struct call *c, const char *package, const char *visits, bool look,
                   struct to_offer *out, struct fault *why)
{
    date_t today = c->who->today;
    bool found, any;

    *out = (struct to_offer){.numbers = NULL};
    if (!package_by_ref(c, "package", package, &out->package, why))
        return false;
    out->on = day_or(out->package.needed_by, today);
    if (out->on.day < today.day)
        out->on = today;
    if (!look && !may_go_out(c, &out->package, why))
        return false;
    if (!package_spec(c, out->package.head.id, out->on, &out->specification, &out->visits, &found,
                      why))
        return false;
    if (!found || out->visits.count == 0)
        return also_refuse(why, "PK-1", "No visits are specified for %s: specify the package.",
                           day_shown(c, out->on));
    if (!what_is_left(c, visits, out, &any, why))
        return false;
    if (!any && look)
        out->numbers = NULL; /* nothing is left: the whole is looked at */
    return any || look ||
           also_refuse(why, "OF-5", "Every visit of package %s is placed or offered already.",
                       out->package.ref);
}

/* --- the clock of the reply -------------------------------------------------------------------------- */

bool offer_due(struct call *c, int64_t priority, datetime_t *out, struct fault *why)
{
    const struct figures *f = &c->config->figures;
    date_t today = datetime_date(c->who->now);
    const struct response_figure *response = figures_response(f, priority, today);
    const struct office_figure *office = figures_office(f, today);
    struct holidays holidays;

    if (!response || !office)
        return fail(why, FAULT_INPUT, "due",
                    "No response time is in force on %s: give the time the reply is due.",
                    day_shown(c, today));
    if (!place_holidays(c, &holidays, why))
        return false;
    if (!datetime_add_working(&holidays, c->who->now, response->working_minutes, (int)office->opens,
                              (int)office->closes, out))
        return fail(why, FAULT_INPUT, "due",
                    "The bank holidays on record do not reach that far: give the time the reply is "
                    "due.");
    return true;
}

/* --- what the provider is told ------------------------------------------------------------------------ */

enum { FOLDED = 2200 };

/* Words of `text`, folded, with a space on both sides of each. */
static void spaced(const char *text, char out[FOLDED])
{
    out[0] = ' ';
    size_t length = text_fold(text, out + 1, FOLDED - 2);
    out[length + 1] = ' ';
    out[length + 2] = '\0';
}

static bool holds_words(const char *text, const char *words)
{
    char in[FOLDED], of[FOLDED];

    if (!text || !words)
        return false;
    spaced(text, in);
    spaced(words, of);
    return strlen(of) > 3 && strstr(in, of) != NULL;
}

static bool holds_digits(const char *text, const char *number)
{
    char in[FOLDED], of[32];
    size_t n = 0, m = 0;

    if (!text || !number)
        return false;
    for (; *text && n + 1 < sizeof in; text++)
        if (*text >= '0' && *text <= '9')
            in[n++] = *text;
    for (; *number && m + 1 < sizeof of; number++)
        if (*number >= '0' && *number <= '9')
            of[m++] = *number;
    in[n] = of[m] = '\0';
    return m >= 6 && strstr(in, of) != NULL;
}

/* Street and number: the first line of an address, and the street alone. */
static bool holds_street(const char *text, const char *address)
{
    char line[120];
    size_t length = address ? strcspn(address, ",\n") : 0;

    if (!length || length >= sizeof line)
        return false;
    memcpy(line, address, length);
    line[length] = '\0';
    const char *street = line + strspn(line, "0123456789 ");
    return holds_words(text, line) || (strchr(street, ' ') && holds_words(text, street));
}

struct named {
    struct person person;
    struct list names; /* struct person_name */
    struct residence home;
    bool housed;
};

/* What of the person the text gives away, or NULL. */
static const char *gives_away(const struct named *n, const char *text)
{
    const struct person_name *other = n->names.items;
    const char *postcode = n->housed ? n->home.postcode : NULL;
    char joined[16] = "";

    if (holds_words(text, n->person.family_name) || holds_words(text, n->person.given_name) ||
        holds_words(text, n->person.known_as))
        return "the person's name";
    for (size_t i = 0; i < n->names.count; i++)
        if (holds_words(text, other[i].family_name) || holds_words(text, other[i].given_name))
            return "a name of the person";
    for (size_t i = 0, k = 0; postcode && postcode[i] && k + 1 < sizeof joined; i++)
        if (postcode[i] != ' ') {
            joined[k++] = postcode[i];
            joined[k] = '\0';
        }
    if (holds_words(text, postcode) || holds_words(text, *joined ? joined : NULL))
        return "the postcode";
    if (n->housed && holds_street(text, n->home.address))
        return "the address";
    if (holds_digits(text, n->person.nhs_number))
        return "the NHS number";
    return holds_digits(text, n->person.phone) ? "the telephone number" : NULL;
}

static void check(const struct named *n, const char *label, const char *text, struct fault *why)
{
    const char *what = text ? gives_away(n, text) : NULL;

    if (what)
        (void)also_refuse(why, "OF-3", "%s holds %s: a provider is told neither before it accepts.",
                          label, what);
}

static void tell(struct buf *out, const char *label, const char *text)
{
    if (text)
        buf_printf(out, "%s%s: %s", out->length ? "; " : "", label, text);
}

bool offer_needs(struct call *c, const struct to_offer *t, const char **out, struct fault *why)
{
    const struct package *p = &t->package;
    const struct visit *v = t->visits.items;
    const struct {
        const char *label, *text;
    } needs[] = {
        {"Worker", p->worker_gender == ABSENT ? NULL : gender_words[p->worker_gender].shown},
        {"Language", p->language},
        {"Medicine support", p->medicine_support},
        {"Equipment", p->equipment},
        {"Culture", p->culture},
        {"Pets", p->pets},
    };
    struct named n;
    struct buf text = {0};

    if (!row_get(c->store, &table_person, p->person_id, &n.person, c->arena, why) ||
        !rows_where(c->store, &table_person_name, "person_id = ?1", ARGS(INT(p->person_id)),
                    c->arena, &n.names, why) ||
        !person_residence(c, p->person_id, t->on, &n.home, &n.housed, why))
        return false;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        check(&n, needs[i].label, needs[i].text, why);
        tell(&text, needs[i].label, needs[i].text);
    }
    for (size_t i = 0; i < t->visits.count; i++) {
        check(&n, "What is to be done on a visit", v[i].tasks, why);
        check(&n, "The reason for a fixed time", v[i].critical_reason, why);
    }
    *out = text.length ? arena_text(c->arena, text.text) : NULL;
    bool fine = !text.failed && (*out || !text.length);
    buf_release(&text);
    if (!fine)
        return fault_memory(why);
    return why->kind == FAULT_NONE;
}

/* --- an offer -------------------------------------------------------------------------------------- */

bool offer_new(struct call *c, const struct to_offer *t, const struct asked *q, const char *ref,
               struct offer *out, struct fault *why)
{
    fields_clear(table_offer.fields, out);
    out->package_id = t->package.head.id;
    out->person_id = t->package.person_id;
    out->specification_id = t->specification.head.id;
    out->spec_number = t->specification.number;
    out->lot_code = q->home_lot;
    out->visits = t->numbers;
    out->sent = c->who->now;
    out->sent_by = c->who->staff_id;
    out->placed = 0;
    return offer_needs(c, t, &out->needs, why) &&
           market_ref(c, ref, "O", "SELECT id FROM offer WHERE ref = ?1", &out->ref, why);
}

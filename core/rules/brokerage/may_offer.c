#include "core/rules/brokerage/brokerage.h"

#include <inttypes.h>
#include <stdio.h>

/* A provider's week of a whole county's care: no real award comes near it. */
enum { AWARD_MINUTES_MOST = 100000000 };

#define YES_NO(member, label_, help_, source_)                                                     \
    {                                                                                              \
        FIELD(struct may_offer_facts, member, FIELD_BOOL), .label = (label_), .help = (help_),     \
                                                           .source = (source_)                     \
    }
#define MINUTES(member, label_, help_)                                                             \
    {                                                                                              \
        FIELD(struct may_offer_facts, member, FIELD_MINUTES), .max = AWARD_MINUTES_MOST,           \
                                                              .label = (label_), .help = (help_),  \
                                                              .source = "domain.md 4.3"            \
    }

static const struct field fact_rows[] = {
    YES_NO(provider_registered, "Provider registered", "Registered with CQC for personal care.",
           "domain.md 4.3"),
    YES_NO(provider_suspended, "Provider suspended",
           "New work is suspended, by the council or by CQC.", "domain.md 4.3"),
    YES_NO(award_live, "Award live", "An award in the lot is in force on the day.",
           "Paper 001, paragraph 12"),
    YES_NO(lot_covers, "Lot covers the address",
           "The lot of the award covers the person's postcode.", "Paper 001, paragraph 12"),
    MINUTES(capacity_minutes, "Capacity", "Weekly minutes that the award gives."),
    MINUTES(committed_minutes, "Committed", "Weekly minutes already placed, before this package."),
    MINUTES(package_minutes, "Package", "Weekly minutes of this package."),
    YES_NO(barred_for_person, "Barred for this person",
           "The person, or a safeguarding decision, has ruled this provider out.", "domain.md 4.3"),
    YES_NO(order_reached, "Order reached",
           "Everybody before this provider in the order of the contract has answered.",
           "domain.md 4.3"),
    YES_NO(delegation_in_force, "Delegation in force",
           "A live delegation covers the NHS work in the package; yes where there is none of it.",
           "Paper 001, paragraph 7"),
};
static const struct fields facts = FIELDS("brokerage.may-offer", fact_rows, struct may_offer_facts);

static const struct field value_rows[] = {
    {FIELD(struct may_offer_values, refused_by, FIELD_LIST), .item = FIELD_TEXT,
     .flags = FIELD_OPTIONAL, .label = "Refused by", .help = "Every code that refuses, in order."},
    {FIELD(struct may_offer_values, headroom_minutes, FIELD_MINUTES), .min = -AWARD_MINUTES_MOST,
     .max = AWARD_MINUTES_MOST, .label = "Head-room",
     .help = "Capacity less committed, before this package."},
};
static const struct fields values =
    FIELDS("brokerage.may-offer values", value_rows, struct may_offer_values);

static const char *const outcomes[] = {"offer", "refused", NULL};

enum { HOURS_SIZE = 64 };

/* "21h 00m", as people read weekly minutes. */
static void hours(int64_t minutes, char text[HOURS_SIZE])
{
    snprintf(text, HOURS_SIZE, "%" PRId64 "h %02" PRId64 "m", minutes / 60, minutes % 60);
}

static void tell_room(struct decision *out, const struct may_offer_facts *f, int64_t room)
{
    char takes[HOURS_SIZE], left[HOURS_SIZE], whole[HOURS_SIZE];

    hours(f->package_minutes, takes);
    hours(room < 0 ? -room : room, left);
    hours(f->capacity_minutes, whole);
    if (room < 0)
        decision_refuse(out, "refused", "B5",
                        "The package takes %s a week and the provider is %s over its %s already.",
                        takes, left, whole);
    else
        decision_refuse(out, "refused", "B5",
                        "The package takes %s a week and the provider has %s of %s left.", takes,
                        left, whole);
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct may_offer_facts *f = record;
    struct may_offer_values *v = out->values;

    (void)figures;
    v->headroom_minutes = f->capacity_minutes - f->committed_minutes;
    out->outcome = "offer";
    if (!f->provider_registered)
        decision_refuse(out, "refused", "B1", "The provider is not registered for personal care.");
    if (f->provider_suspended)
        decision_refuse(out, "refused", "B2", "The provider is suspended from new work.");
    if (!f->award_live)
        decision_refuse(out, "refused", "B3", "The provider has no award in force in this lot.");
    if (!f->lot_covers)
        decision_refuse(out, "refused", "B4", "The lot does not cover the person's address.");
    if (f->package_minutes > v->headroom_minutes)
        tell_room(out, f, v->headroom_minutes);
    if (f->barred_for_person)
        decision_refuse(out, "refused", "B6", "The provider is barred for this person.");
    if (!f->order_reached)
        decision_refuse(out, "refused", "B7",
                        "Somebody before this provider in the order of the contract has not yet "
                        "answered.");
    if (!f->delegation_in_force)
        decision_refuse(out, "refused", "B8",
                        "The package holds NHS work and no delegation for it is in force.");
    return decision_codes(out, a, &v->refused_by, why);
}

static const char *const codes[] = {"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", NULL};

const struct rule rule_brokerage_may_offer = {
    .name = "brokerage.may-offer",
    .title = "May this provider be offered this package?",
    .source = "Paper 001, paragraphs 7 and 12; domain.md 4.3",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "A provider is offered a package when it is registered and not suspended, holds a live "
        "award in a lot that covers the address, has room for the minutes, is not barred for "
        "the person, and is next in order; NHS work also needs a live delegation. Every reason "
        "against is given, not the first alone. An exact fit is offered.",
    .eval = eval,
};

/* offer.c - the stored table of offers, and what packages and the clock ask of them */
#include "core/ops/offer.h"
#include "core/ops/offer_inside.h"

#include <string.h>

const struct word offer_state_words[] = {
    {"sent", "Sent"},         {"accepted", "Accepted"}, {"accepted-part", "Accepted in part"},
    {"declined", "Declined"}, {"expired", "Expired"},   {"withdrawn", "Withdrawn"},
    {NULL, NULL},
};

const struct operation *const ops_offer[] = {
    &op_offer_make,   &op_offer_accept, &op_offer_accept_part, &op_offer_decline,
    &op_offer_expire, &op_offer_withdraw, &op_spot_propose,    NULL,
};

#define ID_OF(member, label_)                                                                      \
    {                                                                                              \
        FIELD(struct offer, member, FIELD_INT), .flags = FIELD_HIDDEN, .label = (label_),          \
                                                .help = "Record it belongs to."                    \
    }
#define MAYBE(member, type, label_, help_)                                                         \
    {                                                                                              \
        FIELD(struct offer, member, type), .flags = FIELD_OPTIONAL, .label = (label_),             \
                                           .help = (help_)                                         \
    }
static const struct field rows[] = {
    {FIELD(struct offer, ref, FIELD_TEXT), .flags = FIELD_KEY, .max = REF_MOST,
     .label = "Reference", .help = "Our reference of the offer."},
    ID_OF(package_id, "Package"),
    ID_OF(person_id, "Person"),
    ID_OF(specification_id, "Specification"),
    ID_OF(spec_number, "Number of the specification"),
    ID_OF(provider_id, "Provider"),
    MAYBE(award_ref, FIELD_TEXT, "Award", "Award it is made under; none: a spot purchase."),
    MAYBE(lot_code, FIELD_TEXT, "Lot", "Lot of the person's home."),
    MAYBE(visits, FIELD_TEXT, "Visits", "Numbers of the visits offered; none: all."),
    {FIELD(struct offer, needs, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES,
     .max = NEEDS_MOST, .label = "Needs",
     .help = "What the provider was told beside the visits."},
    {FIELD(struct offer, weekly_minutes, FIELD_MINUTES), .max = CAPACITY_MOST,
     .label = "Hours a week", .help = "Of the visits offered, or accepted."},
    {FIELD(struct offer, weekly_pence, FIELD_MONEY), .max = WEEK_PENCE_MOST,
     .label = "Price a week", .help = "Of the visits offered, or accepted."},
    {FIELD(struct offer, sent, FIELD_DATETIME), .label = "Sent", .help = "When it went out."},
    {FIELD(struct offer, due, FIELD_DATETIME), .label = "Reply due",
     .help = "When it runs out.", .source = "domain.md 4.3"},
    ID_OF(sent_by, "Sent by"),
    {FIELD(struct offer, state, FIELD_ENUM), .words = offer_state_words, .label = "State",
     .help = "What became of it."},
    MAYBE(replied, FIELD_DATETIME, "Replied", "When it was answered, ran out or was withdrawn."),
    MAYBE(decline_code, FIELD_TEXT, "Reason", "Why it was declined."),
    {FIELD(struct offer, reply_text, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_THIRD | FIELD_LINES, .max = REASON_MOST, .label = "Reply",
     .help = "What was said."},
    MAYBE(accepted_visits, FIELD_TEXT, "Visits accepted", "Numbers, where only a part was."),
    MAYBE(start, FIELD_DATE, "Can start", "First day the provider can come."),
    {FIELD(struct offer, placed, FIELD_BOOL), .label = "Placed",
     .help = "Care stands on it."},
};
static const struct fields fields = FIELDS("offer", rows, struct offer);
const struct table table_offer = {.name = "offer",
                                  .shown = "Offer",
                                  .fields = &fields,
                                  .flags = TABLE_REV,
                                  .person = "person_id",
                                  .package = "package_id"};

bool offer_by_ref(struct call *c, const char *arg, const char *ref, struct offer *out,
                  struct fault *why)
{
    bool found;

    if (!row_where(c->store, &table_offer, "ref = ?1", ARGS(TEXT(ref)), out, &found, c->arena, why))
        return false;
    return found || market_unknown(c, arg, "offer", ref,
                                   "SELECT ref FROM (SELECT ref FROM offer WHERE ref >= ?1 ORDER "
                                   "BY ref LIMIT 30) UNION SELECT ref FROM (SELECT ref FROM offer "
                                   "WHERE ref < ?1 ORDER BY ref DESC LIMIT 30)",
                                   why);
}

bool offer_accepted_of(struct call *c, int64_t package_id, struct list *out, struct fault *why)
{
    return rows_where(c->store, &table_offer,
                      "package_id = ?1 AND placed = 0 AND state IN ('accepted', 'accepted-part') "
                      "ORDER BY id",
                      ARGS(INT(package_id)), c->arena, out, why);
}

bool offer_place(struct call *c, struct offer *o, struct fault *why)
{
    if (o->placed || (o->state != OFFER_ACCEPTED && o->state != OFFER_ACCEPTED_PART))
        return also_refuse(why, "OF-4", "Offer %s is %s%s: no care can stand on it.", o->ref,
                           offer_state_words[o->state].code,
                           o->placed ? " and has care on it already" : "");
    o->placed = 1;
    return row_change(c->store, &table_offer, o, why);
}

bool offer_withdraw_all(struct call *c, int64_t package_id, const char *because, struct fault *why)
{
    struct list out;

    if (!rows_where(c->store, &table_offer,
                    "package_id = ?1 AND placed = 0 AND state IN ('sent', 'accepted', "
                    "'accepted-part') ORDER BY id",
                    ARGS(INT(package_id)), c->arena, &out, why))
        return false;
    for (size_t i = 0; i < out.count; i++) {
        struct offer o = ((const struct offer *)out.items)[i];
        o.reply_text = because;
        if (!offer_move(c, &o, EVENT_WITHDRAW, why))
            return false;
    }
    return true;
}

bool offer_expire_due(struct call *c, int64_t most, int64_t *count, struct fault *why)
{
    struct list late;

    *count = 0;
    if (!rows_where(c->store, &table_offer, "state = 'sent' AND due < ?1 ORDER BY due LIMIT ?2",
                    ARGS(INT(c->who->now.minute), INT(most)), c->arena, &late, why))
        return false;
    for (size_t i = 0; i < late.count; i++) {
        struct offer o = ((const struct offer *)late.items)[i];
        if (!offer_move(c, &o, EVENT_EXPIRE, why))
            return false;
        ++*count;
    }
    return true;
}

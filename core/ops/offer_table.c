/* offer_table.c - the stored table of offers */
#include "core/ops/offer_inside.h"

const struct word offer_state_words[] = {
    {"sent", "Sent"},
    {"accepted", "Accepted"},
    {"accepted-part", "Accepted in part"},
    {"declined", "Declined"},
    {"expired", "Expired"},
    {"withdrawn", "Withdrawn"},
    {NULL, NULL},
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
     .max = NEEDS_MOST, .label = "Needs", .help = "What the provider was told beside the visits."},
    {FIELD(struct offer, weekly_minutes, FIELD_MINUTES), .max = CAPACITY_MOST,
     .label = "Hours a week", .help = "Of the visits offered, or accepted."},
    {FIELD(struct offer, weekly_pence, FIELD_MONEY), .max = WEEK_PENCE_MOST,
     .label = "Price a week", .help = "Of the visits offered, or accepted."},
    {FIELD(struct offer, sent, FIELD_DATETIME), .label = "Sent", .help = "When it went out."},
    {FIELD(struct offer, due, FIELD_DATETIME), .label = "Reply due", .help = "When it runs out.",
     .source = "domain.md 4.3"},
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
    {FIELD(struct offer, placed, FIELD_BOOL), .label = "Placed", .help = "Care stands on it."},
};
static const struct fields fields = FIELDS("offer", rows, struct offer);
const struct table table_offer = {.name = "offer",
                                  .shown = "Offer",
                                  .fields = &fields,
                                  .flags = TABLE_REV,
                                  .person = "person_id",
                                  .package = "package_id",
                                  .holds = "SELECT id, 'it has been answered, and when is missing' "
                                           "FROM offer WHERE state <> 'sent' AND replied IS NULL"};

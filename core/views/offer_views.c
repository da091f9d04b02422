/* offer_views.c - offers and the replies due, and what a provider is shown
 *
 * Extract  One row a visit: the outward postcode, the lot, the visits and what was sent beside them
 *          (offer.needs, which offer.make refuses when it names the person).  Nothing else of the
 *          person is in it; a test walks its columns and its rows.
 * Source   domain.md 4.1 and 4.3; product.md, journey 1.
 */
#include "core/views/market_inside.h"

/* --- offers ----------------------------------------------------------------------------------------- */

struct offer_row {
    int64_t id, person_id;
    const char *ref, *package, *person, *name, *provider, *provider_name, *award, *lot;
    int64_t state;
    datetime_t sent, due, replied;
    int64_t minutes;
    money_t pence;
    const char *visits, *accepted_visits, *decline_code, *reply;
    date_t start;
    int64_t placed;
    const char *sent_by;
};
static const struct field offer_columns[] = {
    ID(struct offer_row),
    HIDDEN(struct offer_row, person_id, FIELD_INT, "Person", "Whose package it is."),
    COLUMN(struct offer_row, ref, FIELD_TEXT, .label = "Offer", .help = "Its reference."),
    COLUMN(struct offer_row, package, FIELD_TEXT, .label = "Package", .help = "Its reference."),
    COLUMN(struct offer_row, person, FIELD_TEXT, .label = "Person", .help = "Their reference."),
    {FIELD(struct offer_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Name", .help = "Of the person."},
    HIDDEN(struct offer_row, provider, FIELD_TEXT, "Provider", "Its reference."),
    COLUMN(struct offer_row, provider_name, FIELD_TEXT, .label = "Provider",
           .help = "Who is asked."),
    COLUMN(struct offer_row, award, FIELD_TEXT, .label = "Award", .help = "None: a spot purchase."),
    COLUMN(struct offer_row, lot, FIELD_TEXT, .label = "Lot", .help = "Of the person's home."),
    COLUMN(struct offer_row, state, FIELD_ENUM, .words = offer_state_words, .label = "State",
           .help = "What became of it."),
    COLUMN(struct offer_row, sent, FIELD_DATETIME, .label = "Sent", .help = "When."),
    COLUMN(struct offer_row, due, FIELD_DATETIME, .label = "Due", .help = "When it runs out."),
    COLUMN(struct offer_row, replied, FIELD_DATETIME, .label = "Replied",
           .help = "When it was answered, ran out or was withdrawn."),
    MINUTES(struct offer_row, minutes, .label = "A week", .help = "Hours offered, or accepted."),
    {FIELD(struct offer_row, pence, FIELD_MONEY), .flags = FIELD_OPTIONAL, .max = PENCE_MOST,
     .label = "Price a week", .help = "Of the visits offered, or accepted."},
    COLUMN(struct offer_row, visits, FIELD_TEXT, .label = "Visits", .help = "Numbers; none: all."),
    COLUMN(struct offer_row, accepted_visits, FIELD_TEXT, .label = "Accepted",
           .help = "Numbers, where only a part was."),
    COLUMN(struct offer_row, decline_code, FIELD_TEXT, .label = "Reason",
           .help = "Why it was declined."),
    {FIELD(struct offer_row, reply, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_THIRD | FIELD_PERSONAL, .max = 500, .label = "Reply",
     .help = "What was said."},
    COLUMN(struct offer_row, start, FIELD_DATE, .label = "Can start", .help = "First day."),
    COLUMN(struct offer_row, placed, FIELD_BOOL, .label = "Placed", .help = "Care stands on it."),
    COLUMN(struct offer_row, sent_by, FIELD_TEXT, .label = "Sent by", .help = "Login."),
};
static const struct fields offer_fields = FIELDS("offers", offer_columns, struct offer_row);

struct package_ask {
    int64_t package_id;
};
static const struct field package_params[] = {
    BY(struct package_ask, package_id, "Package"),
};
static const struct fields package_ask_fields =
    FIELDS("package-offers", package_params, struct package_ask);

/* clang-format off */
#define OFFERS_SQL(which)                                                                          \
    "SELECT o.id AS id, o.person_id AS person_id, o.ref AS ref, k.ref AS package, p.ref AS "       \
    "person, " SHOWN_NAME("p") " AS name, v.ref AS provider, v.name AS provider_name, "            \
    "o.award_ref AS award, o.lot_code AS lot, o.state AS state, o.sent AS sent, o.due AS due, "    \
    "o.replied AS replied, o.weekly_minutes AS minutes, o.weekly_pence AS pence, o.visits AS "     \
    "visits, o.accepted_visits AS accepted_visits, o.decline_code AS decline_code, "               \
    SHOWN_WORDS("p", "o.reply_text") " AS reply, o.start AS start, o.placed AS placed, (SELECT "   \
    "s.login FROM staff s WHERE s.id = o.sent_by) AS sent_by "                                     \
    "FROM offer o "                                                                                \
    "JOIN package k ON k.id = o.package_id "                                                       \
    "JOIN person p ON p.id = o.person_id "                                                         \
    "JOIN provider v ON v.id = o.provider_id "                                                     \
    "WHERE " which
/* clang-format on */

static const struct view view_offers = {
    .name = "offers",
    .title = "Offers",
    .help = "What was offered to whom, when, and what became of it; newest first.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_SEARCH,
    .columns = &offer_fields,
    .sql = OFFERS_SQL("1"),
    .order = "-sent",
    .opens = "offer",
    .opens_by = "ref",
    .empty = "Nothing has been offered: choose a package that waits, and offer it.",
    .count = "SELECT count(*) FROM offer",
};

/* For the record of a package: its own alone, by the index of its package. */
const struct view view_offers_of_package = {
    .name = "package-offers",
    .title = "Offers of a package",
    .help = "To whom the package was offered, and what became of it.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &offer_fields,
    .params = &package_ask_fields,
    .sql = OFFERS_SQL("o.package_id = :package_id"),
    .order = "id",
    .opens = "offer",
    .opens_by = "ref",
    .empty = "It has not been offered.",
};

const struct view view_offers_of_lot = {
    .name = "lot-offers",
    .title = "Offers of a lot",
    .help = "What was offered in the lot, newest first.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &offer_fields,
    .params = &lot_ask_fields,
    .sql = OFFERS_SQL("o.lot_code = (SELECT code FROM lot WHERE id = :lot_id)"),
    .order = "-sent",
    .opens = "offer",
    .opens_by = "ref",
    .empty = "Nothing has been offered in this lot.",
};

const struct view view_offers_of_provider = {
    .name = "provider-offers",
    .title = "Offers to a provider",
    .help = "What the provider was offered and how it answered, newest first.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &offer_fields,
    .params = &provider_ask_fields,
    .sql = OFFERS_SQL("o.provider_id = :provider_id"),
    .order = "-sent",
    .opens = "offer",
    .opens_by = "ref",
    .empty = "It has been offered nothing.",
};

struct award_ask {
    int64_t award_id;
};
static const struct field award_params[] = {
    BY(struct award_ask, award_id, "Award"),
};
static const struct fields award_ask_fields = FIELDS("award", award_params, struct award_ask);

const struct view view_offers_of_award = {
    .name = "award-offers",
    .title = "Offers under an award",
    .help = "What was offered under the award, newest first.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &offer_fields,
    .params = &award_ask_fields,
    /* clang-format off */
    .sql =
        OFFERS_SQL(
            "o.provider_id = (SELECT q.provider_id FROM award q WHERE q.id = :award_id) AND "
            "o.award_ref = (SELECT q.ref FROM award q WHERE q.id = :award_id)"),
    /* clang-format on */
    .order = "-sent",
    .opens = "offer",
    .opens_by = "ref",
    .empty = "Nothing has been offered under it.",
};

/* --- replies due ------------------------------------------------------------------------------------- */

struct due_row {
    int64_t id, person_id;
    const char *ref, *package, *person, *name, *provider_name, *lot;
    datetime_t sent, due;
    int64_t late, minutes;
};
static const struct field due_columns[] = {
    ID(struct due_row),
    HIDDEN(struct due_row, person_id, FIELD_INT, "Person", "Whose package it is."),
    COLUMN(struct due_row, ref, FIELD_TEXT, .label = "Offer", .help = "Its reference."),
    COLUMN(struct due_row, package, FIELD_TEXT, .label = "Package", .help = "Its reference."),
    COLUMN(struct due_row, person, FIELD_TEXT, .label = "Person", .help = "Their reference."),
    {FIELD(struct due_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Name", .help = "Of the person."},
    COLUMN(struct due_row, provider_name, FIELD_TEXT, .label = "Provider", .help = "Who is asked."),
    COLUMN(struct due_row, lot, FIELD_TEXT, .label = "Lot", .help = "Of the person's home."),
    COLUMN(struct due_row, sent, FIELD_DATETIME, .label = "Sent", .help = "When."),
    COLUMN(struct due_row, due, FIELD_DATETIME, .label = "Due", .help = "When it runs out."),
    MINUTES(struct due_row, late, .label = "Late", .help = "Since it was due; nothing before."),
    MINUTES(struct due_row, minutes, .label = "A week", .help = "Hours offered."),
};
static const struct fields due_fields = FIELDS("replies-due", due_columns, struct due_row);

static const struct view view_replies_due = {
    .name = "replies-due",
    .title = "Replies due",
    .help = "Offers that are out, the one due first before the others.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON,
    .columns = &due_fields,
    /* clang-format off */
    .sql =
        "SELECT o.id AS id, o.person_id AS person_id, o.ref AS ref, k.ref AS package, p.ref AS "
        "person, " SHOWN_NAME("p") " AS name, v.name AS provider_name, o.lot_code AS lot, o.sent "
        "AS sent, o.due AS due, CASE WHEN o.due < :now THEN :now - o.due END AS late, "
        "o.weekly_minutes AS minutes "
        "FROM offer o "
        "JOIN package k ON k.id = o.package_id "
        "JOIN person p ON p.id = o.person_id "
        "JOIN provider v ON v.id = o.provider_id "
        "WHERE o.state = 'sent'",
    /* clang-format on */
    .order = "due",
    .opens = "offer",
    .opens_by = "ref",
    .empty = "No reply is due: no offer is out.",
    .count = "SELECT count(*) FROM offer WHERE state = 'sent'",
};

/* --- what a provider sees ------------------------------------------------------------------------------ */

/* Minutes of the day as 08:30. */
#define CLOCK(at) "substr('0' || (" at " / 60), -2) || ':' || substr('0' || (" at " % 60), -2)"

struct extract_row {
    int64_t id;
    const char *offer, *provider, *lot, *lot_name, *outward;
    int64_t number, days, band;
    const char *at;
    int64_t tolerance, time_critical, minutes, carers, personal_care;
    const char *tasks, *needs;
    int64_t weekly_minutes;
    money_t weekly_pence;
    datetime_t due;
};
static const struct word bands[] = {{"morning", "Morning"}, {"lunch", "Lunch"}, {"tea", "Tea"},
                                    {"bed", "Bed"},         {"night", "Night"}, {NULL, NULL}};
static const struct field extract_columns[] = {
    ID(struct extract_row),
    COLUMN(struct extract_row, offer, FIELD_TEXT, .label = "Offer", .help = "Its reference."),
    COLUMN(struct extract_row, provider, FIELD_TEXT, .label = "Provider", .help = "Who is asked."),
    COLUMN(struct extract_row, lot, FIELD_TEXT, .label = "Lot", .help = "Number of the lot."),
    COLUMN(struct extract_row, lot_name, FIELD_TEXT, .label = "Lot's name", .help = "Its name."),
    COLUMN(struct extract_row, outward, FIELD_TEXT, .label = "Area",
           .help = "First half of the postcode, and no more.", .source = "domain.md 4.1"),
    COLUMN(struct extract_row, number, FIELD_INT, .label = "Visit", .help = "Its number."),
    {FIELD(struct extract_row, days, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_DAYS,
     .label = "Days", .help = "On which the visit is made."},
    COLUMN(struct extract_row, band, FIELD_ENUM, .words = bands, .label = "Time of day",
           .help = "When."),
    COLUMN(struct extract_row, at, FIELD_TEXT, .label = "At", .help = "Time preferred, as 08:30."),
    COLUMN(struct extract_row, tolerance, FIELD_MINUTES, .label = "Either way",
           .help = "How far from it the visit may be."),
    COLUMN(struct extract_row, time_critical, FIELD_BOOL, .label = "Time critical",
           .help = "It cannot be moved."),
    COLUMN(struct extract_row, minutes, FIELD_MINUTES, .label = "Length", .help = "Of the visit."),
    COLUMN(struct extract_row, carers, FIELD_INT, .label = "Carers", .help = "One or two."),
    COLUMN(struct extract_row, personal_care, FIELD_BOOL, .label = "Personal care",
           .help = "The visit has it."),
    COLUMN(struct extract_row, tasks, FIELD_TEXT, .max = 2000, .label = "To do",
           .help = "What is done on the visit."),
    COLUMN(struct extract_row, needs, FIELD_TEXT, .max = 2000, .label = "Needs",
           .help = "What the provider must know of it."),
    MINUTES(struct extract_row, weekly_minutes, .label = "A week", .help = "Hours of all visits."),
    {FIELD(struct extract_row, weekly_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL,
     .max = PENCE_MOST, .label = "Price a week", .help = "Of all visits."},
    COLUMN(struct extract_row, due, FIELD_DATETIME, .label = "Reply by", .help = "When."),
};
static const struct fields extract_fields =
    FIELDS("offer-extract", extract_columns, struct extract_row);

struct extract_ask {
    const char *offer;
};
static const struct field extract_params[] = {
    {FIELD(struct extract_ask, offer, FIELD_TEXT), .flags = FIELD_REF, .refers = "offer",
     .label = "Offer", .help = "Offer to show."},
};
static const struct fields extract_ask_fields =
    FIELDS("offer-extract", extract_params, struct extract_ask);

static const struct view view_offer_extract = {
    .name = "offer-extract",
    .title = "Offer as the provider sees it",
    .help = "The visits of one offer with the outward postcode and the needs, and nothing that "
            "names the person: for the provider.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .columns = &extract_fields,
    .params = &extract_ask_fields,
    /* clang-format off */
    .sql =
        "SELECT v.id AS id, o.ref AS offer, p.name AS provider, o.lot_code AS lot, (SELECT l.name "
        "FROM lot l WHERE l.code = o.lot_code AND l.known_to IS NULL ORDER BY l.valid_from DESC "
        "LIMIT 1) AS lot_name, (SELECT substr(r.postcode, 1, instr(r.postcode, ' ') - 1) FROM "
        "residence r WHERE r.person_id = o.person_id AND r.known_to IS NULL AND r.valid_from <= "
        "max(o.sent / 1440, coalesce(k.needed_by, 0)) ORDER BY r.valid_from DESC LIMIT 1) AS "
        "outward, v.number AS number, v.days AS days, v.band AS band, " CLOCK("v.at") " AS at, "
        "v.tolerance AS tolerance, v.time_critical AS time_critical, v.minutes AS minutes, "
        "v.carers AS carers, v.personal_care AS personal_care, v.tasks AS tasks, o.needs AS "
        "needs, o.weekly_minutes AS weekly_minutes, o.weekly_pence AS weekly_pence, o.due AS due "
        "FROM offer o "
        "JOIN package k ON k.id = o.package_id "
        "JOIN provider p ON p.id = o.provider_id "
        "JOIN visit v ON v.package_id = o.package_id AND v.spec_number = o.spec_number AND "
        "(o.visits IS NULL OR instr(',' || o.visits || ',', ',' || v.number || ',') > 0) "
        "WHERE o.ref = :offer",
    /* clang-format on */
    .order = "number",
    .empty = "There is no such offer.",
};

/* --- the record --------------------------------------------------------------------------------------- */

struct one_ask {
    int64_t offer_id;
};
static const struct field one_params[] = {
    BY(struct one_ask, offer_id, "Offer"),
};
static const struct fields one_ask_fields = FIELDS("offer", one_params, struct one_ask);

static const struct view view_offer_record = {
    .name = "offer-record",
    .title = "Offer",
    .help = "One offer.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &offer_fields,
    .params = &one_ask_fields,
    .sql = OFFERS_SQL("o.id = :offer_id"),
    .order = "ref",
    .empty = "There is no such offer.",
};

static const struct view view_offer_visits = {
    .name = "offer-visits",
    .title = "Visits of an offer",
    .help = "What the provider was shown.",
    .roles = SEE_OFFERS,
    .flags = VIEW_QUIET,
    .columns = &extract_fields,
    .params = &one_ask_fields,
    .sql = "SELECT v.id, o.ref, p.name, o.lot_code, NULL, NULL, v.number, v.days, v.band, " CLOCK(
        "v.at") ", "
                "v.tolerance, v.time_critical, v.minutes, v.carers, v.personal_care, v.tasks, "
                "o.needs, "
                "o.weekly_minutes, o.weekly_pence, o.due FROM offer o JOIN provider p ON p.id = "
                "o.provider_id JOIN visit v ON v.package_id = o.package_id AND v.spec_number = "
                "o.spec_number AND (o.visits IS NULL OR instr(',' || o.visits || ',', ',' || "
                "v.number "
                "|| ',') > 0) WHERE o.id = :offer_id",
    .order = "number",
    .empty = "It has no visits.",
};

static const struct part offer_parts[] = {
    {"Offer", &view_offer_record, "offer_id", true},
    {"Visits", &view_offer_visits, "offer_id", false},
};
static const struct kind kind_offer = {
    .name = "offer",
    .title = "Offer",
    .read_logged = true,
    .find = "SELECT id FROM offer WHERE ref = :ref",
    .person = "SELECT person_id FROM offer WHERE id = :id",
    .part = offer_parts,
    .parts = sizeof offer_parts / sizeof *offer_parts,
};

const struct view *const views_offer[] = {
    &view_offers,          &view_replies_due,
    &view_offer_extract,   &view_offer_record,
    &view_offer_visits,    &view_offers_of_package,
    &view_offers_of_lot,   &view_offers_of_provider,
    &view_offers_of_award, NULL,
};
const struct kind *const kinds_offer[] = {&kind_offer, NULL};

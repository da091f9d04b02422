/* provider_views.c - providers, what they hold and at what price, and what rules them out
 *
 * Fast     What a provider gives comes from provider_load (schema 0006); how it answers, from the
 *          last ninety days of the index of its offers.
 * Source   domain.md 4.3 and 4.6; Paper 001, paragraphs 7, 11, 12 and 22.
 */
#include "core/views/market_inside.h"

static const struct field provider_params[] = {
    BY(struct provider_ask, provider_id, "Provider"),
};
const struct fields provider_ask_fields = FIELDS("provider", provider_params, struct provider_ask);

/* --- providers ------------------------------------------------------------------------------------ */

struct provider_row {
    int64_t id;
    const char *ref, *name, *sort_key, *cqc_location;
    date_t registered_from, registered_to;
    int64_t stop;
    const char *lots;
    int64_t lines, minutes, offers, accepted;
};
static const struct field provider_columns[] = {
    ID(struct provider_row),
    COLUMN(struct provider_row, ref, FIELD_TEXT, .label = "Provider", .help = "Its reference."),
    COLUMN(struct provider_row, name, FIELD_TEXT, .label = "Name", .help = "It trades under."),
    HIDDEN(struct provider_row, sort_key, FIELD_TEXT, "Sort key", "Name, folded."),
    COLUMN(struct provider_row, cqc_location, FIELD_TEXT, .label = "CQC location",
           .help = "Location number of the Care Quality Commission."),
    COLUMN(struct provider_row, registered_from, FIELD_DATE, .label = "Registered",
           .help = "First day registered for personal care."),
    {FIELD(struct provider_row, registered_to, FIELD_DATE),
     .flags = FIELD_OPTIONAL | FIELD_OPEN_END, .label = "Until",
     .help = "Last day registered, or open."},
    COLUMN(struct provider_row, stop, FIELD_ENUM, .words = stop_words, .label = "Stopped",
           .help = "What stops it from new work today.", .source = "domain.md 4.3"),
    COLUMN(struct provider_row, lots, FIELD_TEXT, .max = 1000, .label = "Lots",
           .help = "Lots in which it holds an award today."),
    COLUMN(struct provider_row, lines, FIELD_INT, .label = "Lines",
           .help = "Lines of care it gives today."),
    MINUTES(struct provider_row, minutes, .label = "A week", .help = "Hours of them."),
    COLUMN(struct provider_row, offers, FIELD_INT, .label = "Offers",
           .help = "Answered or run out, of the last ninety days."),
    COLUMN(struct provider_row, accepted, FIELD_INT, .label = "Accepted %",
           .help = "Share of them accepted, in whole or part; one that ran out counts as declined.",
           .source = "domain.md 4.3"),
};
static const struct fields provider_fields =
    FIELDS("providers", provider_columns, struct provider_row);

#define LAST_90(whose)                                                                             \
    "FROM offer o WHERE o.provider_id = p.id AND o.sent >= (:today - 90) * 1440 AND o.state IN "   \
    "('accepted', 'accepted-part', 'declined', 'expired')" whose("o.person_id")
#define P_LOAD(what) LINES_NOW("provider_load", "provider_id", "p.id", what)
#define P_LINES      P_LOAD("lines")
#define P_MINUTES    P_LOAD("minutes")
#define P_DOUBLE     P_LOAD("double_handed")
#define S_IN_FORCE   IN_FORCE("s")
#define W_IN_FORCE   IN_FORCE("w")
#define P_STOP                                                                                     \
    "(SELECT s.kind FROM provider_stop s WHERE s.provider_id = p.id AND s.known_to IS NULL "       \
    "AND " S_IN_FORCE " ORDER BY s.valid_from LIMIT 1)"
#define P_LOTS                                                                                     \
    "(SELECT group_concat(DISTINCT w.lot_code) FROM award w WHERE w.provider_id = p.id AND "       \
    "w.known_to IS NULL AND " W_IN_FORCE ")"
#define P_OFFERS(whose) "(SELECT count(*) " LAST_90(whose) ")"
#define P_ACCEPTED(whose)                                                                          \
    "(SELECT 100 * sum(o.state IN ('accepted', 'accepted-part')) / count(*) " LAST_90(whose) ")"
/* clang-format off */
#define PROVIDERS_SQL(whose, told)                                                                 \
    "SELECT p.id, p.ref, p.name, p.sort_key, p.cqc_location, p.registered_from, "                  \
    "p.registered_to, " P_STOP ", " P_LOTS ", " told(P_LINES) ", " P_MINUTES ", " P_OFFERS(whose)  \
    ", " P_ACCEPTED(whose) " FROM provider p"
#define PROVIDER_SQL(whose, told)                                                                  \
    "SELECT p.id, p.ref, p.name, p.cqc_location, p.cqc_provider, p.registered_from, "              \
    "p.registered_to, p.postcode, p.phone, p.email, p.website, p.old_market, " P_STOP ", "         \
    P_LOTS ", " told(P_LINES) ", " P_MINUTES ", " told(P_DOUBLE) ", " P_OFFERS(whose) ", "         \
    P_ACCEPTED(whose) " FROM provider p WHERE p.id = :provider_id"
/* clang-format on */

const struct view view_providers = {
    .name = "providers",
    .title = "Providers",
    .help = "Each provider: registered, stopped, where it holds awards, what it gives and how it "
            "answers.",
    .roles = SEE_MARKET,
    .flags = VIEW_SEARCH,
    .columns = &provider_fields,
    .sql = PROVIDERS_SQL(OF_ALL, TOLD_ALL),
    .own_sql = PROVIDERS_SQL(OF_THEIRS, TOLD_NONE),
    .order = "sort_key",
    .opens = "provider",
    .opens_by = "ref",
    .empty = "No provider is on record: add one (provider.add), or import the CQC directory.",
    .count = "SELECT count(*) FROM provider",
};

struct details_row {
    int64_t id;
    const char *ref, *name, *cqc_location, *cqc_provider;
    date_t registered_from, registered_to;
    const char *postcode, *phone, *email, *website;
    int64_t old_market, stop;
    const char *lots;
    int64_t lines, minutes, double_handed, offers, accepted;
};
static const struct field details_columns[] = {
    ID(struct details_row),
    COLUMN(struct details_row, ref, FIELD_TEXT, .label = "Provider", .help = "Its reference."),
    COLUMN(struct details_row, name, FIELD_TEXT, .label = "Name", .help = "It trades under."),
    COLUMN(struct details_row, cqc_location, FIELD_TEXT, .label = "CQC location",
           .help = "Location number of the Care Quality Commission."),
    COLUMN(struct details_row, cqc_provider, FIELD_TEXT, .label = "CQC provider",
           .help = "Provider number of the Care Quality Commission."),
    COLUMN(struct details_row, registered_from, FIELD_DATE, .label = "Registered",
           .help = "First day registered for personal care."),
    {FIELD(struct details_row, registered_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "Until", .help = "Last day registered, or open."},
    COLUMN(struct details_row, postcode, FIELD_TEXT, .label = "Postcode", .help = "Office."),
    COLUMN(struct details_row, phone, FIELD_TEXT, .label = "Telephone", .help = "Office."),
    COLUMN(struct details_row, email, FIELD_TEXT, .label = "Email", .help = "Where offers go."),
    COLUMN(struct details_row, website, FIELD_TEXT, .label = "Website", .help = "Its own."),
    COLUMN(struct details_row, old_market, FIELD_BOOL, .label = "Old market",
           .help = "One of the providers before the lots.", .source = "Paper 001, paragraph 8"),
    COLUMN(struct details_row, stop, FIELD_ENUM, .words = stop_words, .label = "Stopped",
           .help = "What stops it from new work today."),
    COLUMN(struct details_row, lots, FIELD_TEXT, .max = 1000, .label = "Lots",
           .help = "In which it holds an award today."),
    COLUMN(struct details_row, lines, FIELD_INT, .label = "Lines", .help = "Of care, today."),
    MINUTES(struct details_row, minutes, .label = "A week", .help = "Hours of them."),
    COLUMN(struct details_row, double_handed, FIELD_INT, .label = "Two carers",
           .help = "Of the lines, those with two carers on a visit."),
    COLUMN(struct details_row, offers, FIELD_INT, .label = "Offers",
           .help = "Answered or run out, of the last ninety days."),
    COLUMN(struct details_row, accepted, FIELD_INT, .label = "Accepted %", .help = "Of them."),
};
static const struct fields details_fields =
    FIELDS("provider-record", details_columns, struct details_row);

const struct view view_provider_record = {
    .name = "provider-record",
    .title = "Provider",
    .help = "One provider.",
    .roles = SEE_MARKET,
    .flags = VIEW_QUIET,
    .columns = &details_fields,
    .params = &provider_ask_fields,
    .sql = PROVIDER_SQL(OF_ALL, TOLD_ALL),
    .own_sql = PROVIDER_SQL(OF_THEIRS, TOLD_NONE),
    .order = "ref",
    .empty = "There is no such provider.",
};

/* --- stops ----------------------------------------------------------------------------------------- */

struct stop_row {
    int64_t id;
    const char *provider, *name;
    int64_t kind;
    const char *reason;
    date_t from, to;
};
static const struct field stop_columns[] = {
    ID(struct stop_row),
    COLUMN(struct stop_row, provider, FIELD_TEXT, .label = "Provider", .help = "Its reference."),
    COLUMN(struct stop_row, name, FIELD_TEXT, .label = "Name", .help = "Of the provider."),
    COLUMN(struct stop_row, kind, FIELD_ENUM, .words = stop_words, .label = "Kind",
           .help = "What is stopped."),
    COLUMN(struct stop_row, reason, FIELD_TEXT, .max = 500, .label = "Reason", .help = "Why."),
    DAYS_COLUMNS(struct stop_row),
};
static const struct fields stop_fields = FIELDS("stops", stop_columns, struct stop_row);

#define S_KNOWN KNOWN("s")

const struct view view_stops = {
    .name = "stops",
    .title = "Stops",
    .help = "What has stopped providers from new work, and until when.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME,
    .columns = &stop_fields,
    .params = &provider_ask_fields,
    .sql = "SELECT s.id, p.ref, p.name, s.kind, s.reason, s.valid_from, s.valid_to FROM "
           "provider_stop s JOIN provider p ON p.id = s.provider_id WHERE " S_KNOWN
           " AND (:provider_id IS NULL OR s.provider_id = :provider_id)",
    .order = "-from",
    .opens = "provider",
    .opens_by = "provider",
    .empty = "No provider has been stopped.",
};

/* --- awards ---------------------------------------------------------------------------------------- */

struct award_row {
    int64_t id;
    const char *ref, *lot, *lot_name, *provider, *name;
    int64_t role;
    const char *under;
    int64_t position, capacity, committed, headroom, lines, double_handed, nhs_work;
    date_t from, to;
};
static const struct field award_columns[] = {
    ID(struct award_row),
    COLUMN(struct award_row, ref, FIELD_TEXT, .label = "Award", .help = "Its reference."),
    COLUMN(struct award_row, lot, FIELD_TEXT, .label = "Lot", .help = "It is for."),
    HIDDEN(struct award_row, lot_name, FIELD_TEXT, "Lot's name", "Name of the lot."),
    HIDDEN(struct award_row, provider, FIELD_TEXT, "Provider", "Its reference."),
    COLUMN(struct award_row, name, FIELD_TEXT, .label = "Provider", .help = "Who holds it."),
    COLUMN(struct award_row, role, FIELD_ENUM, .words = award_words, .label = "Role",
           .help = "Place in the contract.", .source = "Paper 001, paragraphs 12 and 22"),
    COLUMN(struct award_row, under, FIELD_TEXT, .label = "Under",
           .help = "Award of the lead it stands under."),
    COLUMN(struct award_row, position, FIELD_INT, .label = "Position",
           .help = "Order within its role."),
    MINUTES(struct award_row, capacity, .label = "Capacity",
            .help = "Most hours a week it may be given."),
    MINUTES(struct award_row, committed, .label = "Committed",
            .help = "Placed or offered: the most on any day to come."),
    MINUTES(struct award_row, headroom, .label = "Free", .help = "Capacity less committed."),
    COLUMN(struct award_row, lines, FIELD_INT, .label = "Lines", .help = "Of care running."),
    COLUMN(struct award_row, double_handed, FIELD_INT, .label = "Two carers",
           .help = "Of the lines, those with two carers."),
    COLUMN(struct award_row, nhs_work, FIELD_BOOL, .label = "NHS work",
           .help = "It is for care that the NHS pays for as well."),
    DAYS_COLUMNS(struct award_row),
};
static const struct fields award_fields = FIELDS("awards", award_columns, struct award_row);

#define W_KNOWN KNOWN("w")
#define W_COMES NOT_OVER("w")
#define L_KNOWN KNOWN("l")
/* Kept for the moment, so that what is committed is added up once. */
#define AWARDS_SQL(which, told)                                                                    \
    "WITH a AS MATERIALIZED (SELECT w.id AS id, w.ref AS ref, w.lot_code AS lot, (SELECT l.name "  \
    "FROM lot l WHERE l.code = w.lot_code AND " L_KNOWN " ORDER BY l.valid_from DESC LIMIT 1) AS " \
    "lot_name, p.ref AS provider, p.name AS name, w.role AS role, w.lead_ref AS under, "           \
    "w.position "                                                                                  \
    "AS position, w.weekly_minutes AS capacity, " W_COMMITTED                                      \
    " AS committed, " told(W_LINES) " AS lines, " told(                                            \
        W_DOUBLE) " AS double_handed, w.nhs_work AS nhs_work, w.valid_from AS "                    \
                  "valid_from, w.valid_to AS valid_to FROM award w JOIN provider p ON p.id = "     \
                  "w.provider_id "                                                                 \
                  "WHERE " W_KNOWN " AND " which                                                   \
                  ") SELECT id, ref, lot, lot_name, provider, name, role, under, "                 \
                  "position, capacity, committed, capacity - committed, lines, double_handed, "    \
                  "nhs_work, "                                                                     \
                  "valid_from, valid_to FROM a"
#define OF_ONE_LOT W_COMES " AND w.lot_code = " ONE_LOT
#define ONE_LOT    "(SELECT code FROM lot WHERE id = :lot_id)"
#define ONE_AWARD  "(SELECT q.ref FROM award q WHERE q.id = :award_id)"

const struct view view_awards = {
    .name = "awards",
    .title = "Awards",
    .help = "Which provider holds what place in which lot, with its hours a week and what is free "
            "of them; those in force and to come.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_SEARCH,
    .columns = &award_fields,
    .sql = AWARDS_SQL(W_COMES, TOLD_ALL),
    .own_sql = AWARDS_SQL(W_COMES, TOLD_NONE),
    .order = "lot",
    .opens = "award",
    .opens_by = "ref",
    .empty = "No lot has been awarded: add an award (award.add).",
};

const struct view view_awards_of_lot = {
    .name = "lot-awards",
    .title = "Awards of a lot",
    .help = "Who may be offered work in the lot.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &award_fields,
    .params = &lot_ask_fields,
    .sql = AWARDS_SQL(OF_ONE_LOT, TOLD_ALL),
    .own_sql = AWARDS_SQL(OF_ONE_LOT, TOLD_NONE),
    .order = "ref",
    .opens = "award",
    .opens_by = "ref",
    .empty = "The lot has not been awarded.",
};

const struct view view_awards_of_provider = {
    .name = "provider-awards",
    .title = "Awards of a provider",
    .help = "Where the provider may be offered work.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &award_fields,
    .params = &provider_ask_fields,
    .sql = AWARDS_SQL("w.provider_id = :provider_id", TOLD_ALL),
    .own_sql = AWARDS_SQL("w.provider_id = :provider_id", TOLD_NONE),
    .order = "lot",
    .opens = "award",
    .opens_by = "ref",
    .empty = "It holds no award.",
};

struct award_ask {
    int64_t award_id;
};
static const struct field award_params[] = {
    BY(struct award_ask, award_id, "Award"),
};
static const struct fields award_ask_fields = FIELDS("award", award_params, struct award_ask);

const struct view view_award_record = {
    .name = "award-record",
    .title = "Award",
    .help = "One award.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &award_fields,
    .params = &award_ask_fields,
    .sql = AWARDS_SQL("w.id = :award_id", TOLD_ALL),
    .own_sql = AWARDS_SQL("w.id = :award_id", TOLD_NONE),
    .order = "ref",
    .empty = "There is no such award.",
};

const struct view view_award_versions = {
    .name = "award-versions",
    .title = "Versions of an award",
    .help = "Each change of the award, from its day.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &award_fields,
    .params = &award_ask_fields,
    .sql = AWARDS_SQL("w.ref = " ONE_AWARD, TOLD_ALL),
    .own_sql = AWARDS_SQL("w.ref = " ONE_AWARD, TOLD_NONE),
    .order = "from",
    .empty = "There is no such award.",
};

/* --- rates ----------------------------------------------------------------------------------------- */

struct rate_row {
    int64_t id;
    const char *award, *lot, *name;
    int64_t minutes;
    money_t pence;
    date_t from, to;
    const char *source;
};
static const struct field rate_columns[] = {
    ID(struct rate_row),
    COLUMN(struct rate_row, award, FIELD_TEXT, .label = "Award", .help = "Its reference."),
    COLUMN(struct rate_row, lot, FIELD_TEXT, .label = "Lot", .help = "Lot of the award."),
    COLUMN(struct rate_row, name, FIELD_TEXT, .label = "Provider", .help = "Who is paid it."),
    COLUMN(struct rate_row, minutes, FIELD_INT, .label = "Minutes",
           .help = "Length of the visit priced; none: an hour's rate.", .source = "domain.md 4.6"),
    COLUMN(struct rate_row, pence, FIELD_MONEY, .label = "Price", .help = "Of one visit or hour."),
    DAYS_COLUMNS(struct rate_row),
    COLUMN(struct rate_row, source, FIELD_TEXT, .max = 300, .label = "Source",
           .help = "The contract, variation or decision it comes from."),
};
static const struct fields rate_fields = FIELDS("rates", rate_columns, struct rate_row);

#define R_KNOWN KNOWN("r")
#define R_COMES NOT_OVER("r")
#define RATES_SQL(which)                                                                           \
    "SELECT r.id, r.award_ref, (SELECT w.lot_code FROM award w WHERE w.ref = r.award_ref LIMIT "   \
    "1), (SELECT p.name FROM award w JOIN provider p ON p.id = w.provider_id WHERE w.ref = "       \
    "r.award_ref LIMIT 1), r.minutes, r.pence, r.valid_from, r.valid_to, r.source FROM rate r "    \
    "WHERE " R_KNOWN " AND " which
#define LOT_AWARDS     "(SELECT w.ref FROM award w WHERE w.lot_code = " ONE_LOT ")"
#define RATES_TO_COME  RATES_SQL(R_COMES)
#define RATES_OF_LOT   RATES_SQL(R_COMES " AND r.award_ref IN " LOT_AWARDS)
#define RATES_OF_AWARD RATES_SQL("r.award_ref = " ONE_AWARD)

const struct view view_rates = {
    .name = "rates",
    .title = "Rates",
    .help = "Prices of visits and hours by award, in force and to come.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_SEARCH,
    .columns = &rate_fields,
    .sql = RATES_TO_COME,
    .order = "award",
    .opens = "award",
    .opens_by = "award",
    .empty = "No rate has been set: add one (rate.add).",
};

const struct view view_rates_of_lot = {
    .name = "lot-rates",
    .title = "Rates of a lot",
    .help = "What visits cost in the lot, in force and to come.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &rate_fields,
    .params = &lot_ask_fields,
    .sql = RATES_OF_LOT,
    .order = "award",
    .opens = "award",
    .opens_by = "award",
    .empty = "No rate has been set in this lot.",
};

const struct view view_rates_of_award = {
    .name = "award-rates",
    .title = "Rates of an award",
    .help = "What its visits cost, and cost before.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &rate_fields,
    .params = &award_ask_fields,
    .sql = RATES_OF_AWARD,
    .order = "from",
    .empty = "It has no rate: nothing can be offered under it.",
};

/* --- bars and delegations ---------------------------------------------------------------------------- */

struct bar_row {
    int64_t id, person_id;
    const char *person, *name, *provider, *provider_name, *reason;
    date_t from, to;
};
static const struct field bar_columns[] = {
    ID(struct bar_row),
    HIDDEN(struct bar_row, person_id, FIELD_INT, "Person", "Whom it protects."),
    COLUMN(struct bar_row, person, FIELD_TEXT, .label = "Person", .help = "Their reference."),
    {FIELD(struct bar_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Name", .help = "Of the person."},
    COLUMN(struct bar_row, provider, FIELD_TEXT, .label = "Provider", .help = "Ruled out."),
    COLUMN(struct bar_row, provider_name, FIELD_TEXT, .label = "Name", .help = "Of the provider."),
    {FIELD(struct bar_row, reason, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_THIRD | FIELD_PERSONAL, .max = 500, .label = "Reason",
     .help = "Why."},
    DAYS_COLUMNS(struct bar_row),
};
static const struct fields bar_fields = FIELDS("bars", bar_columns, struct bar_row);

struct bar_ask {
    int64_t person_id, provider_id;
};
static const struct field bar_params[] = {
    BY(struct bar_ask, person_id, "Person"),
    BY(struct bar_ask, provider_id, "Provider"),
};
static const struct fields bar_ask_fields = FIELDS("bars", bar_params, struct bar_ask);

#define B_TO_COME KNOWN("b") " AND " NOT_OVER("b")

const struct view view_bars = {
    .name = "bars",
    .title = "Providers ruled out",
    .help = "Which provider is not to be offered to whom.",
    .roles = SEE_OFFERS,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &bar_fields,
    .params = &bar_ask_fields,
    /* clang-format off */
    .sql =
        "SELECT b.id, b.person_id, q.ref, " SHOWN_NAME("q") ", p.ref, p.name, "
        UNLESS_SHUT_RECORD("q", "b.reason") ", b.valid_from, b.valid_to "
        "FROM bar b "
        "JOIN person q ON q.id = b.person_id "
        "JOIN provider p ON p.id = b.provider_id "
        "WHERE " B_TO_COME " AND (:person_id IS NULL OR b.person_id = :person_id) AND "
        "(:provider_id IS NULL OR b.provider_id = :provider_id)",
    /* clang-format on */
    .order = "person",
    .opens = "person",
    .opens_by = "person",
    .empty = "No provider is ruled out for anybody.",
};

struct delegation_row {
    int64_t id;
    const char *body, *name;
    int64_t function;
    const char *agreement;
    date_t from, to;
};
static const struct field delegation_columns[] = {
    ID(struct delegation_row),
    COLUMN(struct delegation_row, body, FIELD_TEXT, .label = "NHS body", .help = "Its code."),
    COLUMN(struct delegation_row, name, FIELD_TEXT, .label = "Name", .help = "Of the body."),
    COLUMN(struct delegation_row, function, FIELD_ENUM, .words = function_words,
           .label = "Function", .help = "What it delegates.", .source = "Paper 001, paragraph 11"),
    COLUMN(struct delegation_row, agreement, FIELD_TEXT, .label = "Agreement",
           .help = "Under which it does."),
    DAYS_COLUMNS(struct delegation_row),
};
static const struct fields delegation_fields =
    FIELDS("delegations", delegation_columns, struct delegation_row);

#define D_TO_COME KNOWN("d") " AND " NOT_OVER("d")

const struct view view_delegations = {
    .name = "delegations",
    .title = "Delegations of NHS work",
    .help = "Which NHS body has delegated what to the council; without one it arranges none of it.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME,
    .columns = &delegation_fields,
    .sql =
        "SELECT d.id, d.body, (SELECT o.name FROM organisation o WHERE o.code = d.body), "
        "d.function, d.agreement, d.valid_from, d.valid_to FROM nhs_delegation d WHERE " D_TO_COME,
    .order = "body",
    .empty = "No NHS body has delegated anything: no NHS work can be arranged "
             "(delegation.record).",
};

/* --- the records -------------------------------------------------------------------------------------- */

static const struct part provider_parts[] = {
    {"Provider", &view_provider_record, "provider_id", true},
    {"Awards", &view_awards_of_provider, "provider_id", false},
    {"Stops", &view_stops, "provider_id", false},
    {"Offers", &view_offers_of_provider, "provider_id", false},
    {"People", &view_provider_people, "provider_id", false},
    {"Ruled out", &view_bars, "provider_id", false},
};
const struct kind kind_provider = {
    .name = "provider",
    .title = "Provider",
    .find = "SELECT id FROM provider WHERE ref = :ref OR cqc_location = :ref LIMIT 1",
    .part = provider_parts,
    .parts = sizeof provider_parts / sizeof *provider_parts,
};

static const struct part award_parts[] = {
    {"Award", &view_award_record, "award_id", true},
    {"Rates", &view_rates_of_award, "award_id", false},
    {"Versions", &view_award_versions, "award_id", false},
    {"Offers", &view_offers_of_award, "award_id", false},
};
const struct kind kind_award = {
    .name = "award",
    .title = "Award",
    .find = "SELECT id FROM award WHERE ref = :ref AND known_to IS NULL ORDER BY valid_from DESC "
            "LIMIT 1",
    .part = award_parts,
    .parts = sizeof award_parts / sizeof *award_parts,
};

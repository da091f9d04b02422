/* package_views.c - packages: all of them, those to place, and one whole */
#include "core/views/package_inside.h"

#include "core/store/scope.h"

const struct word day_words[] = {
    {"past", "Past"},
    {"current", "Now"},
    {"to-come", "To come"},
    {NULL, NULL},
};

static const struct field of_package_rows[] = {
    {FIELD(struct of_package, package_id, FIELD_INT), .max = INT64_MAX,
     .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Package"},
};
const struct fields of_package_fields = FIELDS("package", of_package_rows, struct of_package);

/* --- packages ------------------------------------------------------------------------------------ */

struct package_row {
    int64_t id;
    const char *ref, *person, *name, *lot;
    int64_t priority, state;
    date_t needed_by;
    const char *provider, *provider_name;
    int64_t minutes, carers;
    money_t weekly_pence;
    const char *payer_name, *payer, *claimed_by;
    int64_t waiting, missing, purpose, person_id;
};
#define P(member, type, ...) COLUMN(struct package_row, member, type, __VA_ARGS__)
static const struct field package_rows[] = {
    ID_COLUMN(struct package_row),
    P(ref, FIELD_TEXT, .label = "Package"),
    P(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct package_row),
    P(lot, FIELD_TEXT, .label = "Lot"),
    P(priority, FIELD_ENUM, .words = priority_words, .label = "Priority"),
    P(state, FIELD_ENUM, .words = package_state_words, .label = "State",
      .help = "Derived from decisions and dates; no state is stored."),
    P(needed_by, FIELD_DATE, .label = "Needed by"),
    PROVIDER_COLUMNS(struct package_row),
    WEEK_COLUMN(struct package_row, minutes, "A week"),
    P(carers, FIELD_INT, .label = "Carers"),
    P(weekly_pence, FIELD_MONEY, .label = "Costs a week",
      .help = "Gross, on the day; what rests costs its retainer while held, then nothing."),
    P(payer_name, FIELD_TEXT, .label = "Payer"),
    P(payer, FIELD_TEXT, .label = "Payer's code"),
    P(claimed_by, FIELD_TEXT, .label = "Claimed by"),
    P(waiting, FIELD_BOOL, .label = "Waiting", .help = "Some of it has no provider."),
    P(missing, FIELD_INT, .label = "Missing", .help = "How many things stop it being offered."),
    P(purpose, FIELD_ENUM, .words = purpose_words, .label = "Purpose"),
    HIDDEN_COLUMN(struct package_row, person_id, "Person"),
};
static const struct fields package_columns = FIELDS("packages", package_rows, struct package_row);

#define PACKAGE_COLUMNS                                                                            \
    "SELECT p.id, p.ref, h.ref, " NAME ", p.lot_code, p.priority, " PACKAGE_STATE_SQL              \
    ", p.needed_by, " PACKAGE_PROVIDERS("ref") ", " PACKAGE_PROVIDERS(                             \
        "name") ", " PACKAGE_MINUTES ", " PACKAGE_CARERS ", " PACKAGE_PENCE                        \
                ", " BODY_NAME("p.payer") ", p.payer, c.login, p.waiting, iif(p.waiting = "        \
                                          "1, " PACKAGE_STOPS_SQL                                  \
                                          ", 0), p.purpose, h.id FROM package p JOIN person h ON " \
                                          "h.id = p.person_id"                                     \
                                          " LEFT JOIN staff c ON c.id = p.claimed_by"

/* The states few packages are in at a time, and whose they are. */
static const struct view_narrow package_narrow[] = {
    {"state", "suspended",
     "SELECT package_id FROM suspension WHERE known_to IS NULL AND valid_from <= :as_at"
     " AND (valid_to IS NULL OR valid_to > :as_at)"},
    {"state", "notice",
     "SELECT package_id FROM notice WHERE known_to IS NULL AND last_day >= :as_at"},
    {"state", "confirmed",
     "SELECT package_id FROM line WHERE known_to IS NULL AND valid_from > :as_at"},
    {"state", "approved",
     "SELECT package_id FROM proposal WHERE state = 'approved' AND package_id IS NOT NULL"},
    {"state", "awaiting-approval",
     "SELECT package_id FROM proposal WHERE state = 'submitted' AND "
     "package_id IS NOT NULL"},
    {"state", "accepted",
     "SELECT package_id FROM offer WHERE placed = 0 AND state IN ('accepted', 'accepted-part')"},
    {"state", "offered", "SELECT package_id FROM offer WHERE state = 'sent'"},
    {"claimed_by", NULL,
     "SELECT k.id FROM staff t JOIN package k ON k.claimed_by = t.id WHERE t.login = "},
    {NULL, NULL, NULL}};

static const struct view packages = {
    .name = "packages",
    .title = "Packages",
    .help =
        "Every package of care, with its state on the day.  Lines, rests and notice are as they "
        "were known; offers and approvals as they stand.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON | VIEW_SEARCH,
    .columns = &package_columns,
    .sql = PACKAGE_COLUMNS,
    /* clang-format off */
    .search_sql =
        PACKAGE_COLUMNS " "
        "WHERE ((:roles & 1311) <> 0 AND p.person_id IN (SELECT coalesce(m.merged_into, m.id) "
        "FROM (SELECT rowid AS at FROM person_search WHERE person_search MATCH :search AND "
        SCOPE_OWN("person_search.rowid") " ORDER BY rowid LIMIT 200) f JOIN person m ON m.id = "
        "f.at)) OR p.ref = upper(:typed)",
    /* clang-format on */
    .narrow = package_narrow,
    .recorded = "package",
    .order = "ref",
    .opens = "package",
    .opens_by = "ref",
    .count = "SELECT count(*) FROM package",
    .empty = "No package has been requested yet: request one (package.request), or import those in "
             "force.",
};

struct of_person {
    int64_t person_id;
};
static const struct field of_person_rows[] = {HIDDEN_COLUMN(struct of_person, person_id, "Person")};
static const struct fields of_person_fields =
    FIELDS("packages-of-person", of_person_rows, struct of_person);

const struct view view_packages_of_person = {
    .name = "packages-of-person",
    .title = "Packages of a person",
    .help = "Every package of care of one person, newest first.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON | VIEW_QUIET,
    .columns = &package_columns,
    .params = &of_person_fields,
    .sql = PACKAGE_COLUMNS " WHERE p.person_id = :person_id",
    .order = "-id",
    .opens = "package",
    .opens_by = "ref",
    .empty = "No package has been requested for this person.",
};

/* --- to place ------------------------------------------------------------------------------------- */

struct to_place_row {
    int64_t id, rank;
    const char *ref, *person, *name, *outward, *lot, *lot_name;
    int64_t minutes, carers, priority;
    date_t needed_by;
    int64_t days_late, state, missing, to_ask;
    const char *payer_name, *payer, *claimed_by;
    datetime_t requested;
    int64_t person_id;
};
#define T(member, type, ...) COLUMN(struct to_place_row, member, type, __VA_ARGS__)
static const struct field to_place_rows[] = {
    ID_COLUMN(struct to_place_row),
    HIDDEN_COLUMN(struct to_place_row, rank, "Rank"),
    T(ref, FIELD_TEXT, .label = "Package"),
    T(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct to_place_row),
    T(outward, FIELD_TEXT, .label = "Area"),
    T(lot, FIELD_TEXT, .label = "Lot"),
    T(lot_name, FIELD_TEXT, .label = "Lot's name"),
    WEEK_COLUMN(struct to_place_row, minutes, "A week"),
    T(carers, FIELD_INT, .label = "Carers"),
    T(priority, FIELD_ENUM, .words = priority_words, .label = "Priority"),
    T(needed_by, FIELD_DATE, .label = "Needed by"),
    T(days_late, FIELD_INT, .min = -1000000, .max = 1000000, .label = "Days late",
      .help = "Since the day it was needed; negative: still to go."),
    T(state, FIELD_ENUM, .words = package_state_words, .label = "State"),
    T(missing, FIELD_INT, .label = "Missing", .help = "How many things stop it being offered."),
    T(to_ask, FIELD_INT, .label = "To find out", .help = "What should be known and stops nothing."),
    T(payer_name, FIELD_TEXT, .label = "Payer"),
    T(payer, FIELD_TEXT, .label = "Payer's code"),
    T(claimed_by, FIELD_TEXT, .label = "Claimed by"),
    T(requested, FIELD_DATETIME, .label = "Requested"),
    HIDDEN_COLUMN(struct to_place_row, person_id, "Person"),
};
static const struct fields to_place_columns =
    FIELDS("to-place", to_place_rows, struct to_place_row);

/* As in the index package_rank of schema/0005_packages.sql. */
#define RANK                                                                                       \
    "CASE p.priority WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END * 10000000"           \
    " + coalesce(p.needed_by, 9999999)"

static const struct view to_place = {
    .name = "to-place",
    .title = "To place",
    .help = "Packages of which some visits have no provider, most urgent first, then by the day "
            "they are needed.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_PERSON,
    .columns = &to_place_columns,
    /* clang-format off */
    .sql =
        "SELECT p.id, " RANK ", p.ref, h.ref, " NAME ", " IF_OPEN(OUTWARD) ", p.lot_code, "
        LOT_NAME("p.lot_code") ", " PACKAGE_MINUTES ", " PACKAGE_CARERS ", p.priority, "
        "p.needed_by, :as_at - p.needed_by, " PACKAGE_STATE_SQL ", " PACKAGE_STOPS_SQL ", "
        PACKAGE_ASKS_SQL ", " BODY_NAME("p.payer") ", p.payer, c.login, p.requested, h.id "
        "FROM package p INDEXED BY package_rank "
        "JOIN person h ON h.id = p.person_id "
        "LEFT JOIN staff c ON c.id = p.claimed_by "
        "WHERE p.waiting = 1",
    /* clang-format on */
    .order = "rank",
    .opens = "package",
    .opens_by = "ref",
    .count = "SELECT count(*) FROM package WHERE waiting = 1",
    .empty = "Every package has its providers.",
};

/* --- one package ----------------------------------------------------------------------------------- */

struct record_row {
    int64_t id;
    const char *ref, *person, *name;
    int64_t state, purpose, priority;
    date_t needed_by;
    const char *lot, *lot_name, *payer, *payer_name;
    int64_t nhs_function;
    datetime_t requested;
    const char *requested_by, *claimed_by;
    datetime_t claimed;
    int64_t waiting, minutes;
    money_t weekly_pence;
    date_t cancelled;
    const char *cancel_reason, *language;
    int64_t worker_gender;
    const char *medicine_support, *equipment, *culture, *pets, *access, *continuity;
    int64_t consent_to_share, key_safe, person_id, rev;
};
#define R(member, type, ...) COLUMN(struct record_row, member, type, __VA_ARGS__)
static const struct field record_rows[] = {
    ID_COLUMN(struct record_row),
    R(ref, FIELD_TEXT, .label = "Package"),
    R(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct record_row),
    R(state, FIELD_ENUM, .words = package_state_words, .label = "State"),
    R(purpose, FIELD_ENUM, .words = purpose_words, .label = "Purpose"),
    R(priority, FIELD_ENUM, .words = priority_words, .label = "Priority"),
    R(needed_by, FIELD_DATE, .label = "Needed by"),
    R(lot, FIELD_TEXT, .label = "Lot"),
    R(lot_name, FIELD_TEXT, .label = "Lot's name"),
    R(payer_name, FIELD_TEXT, .label = "Payer"),
    R(payer, FIELD_TEXT, .label = "Payer's code"),
    R(nhs_function, FIELD_ENUM, .words = function_words, .label = "NHS function"),
    R(requested, FIELD_DATETIME, .label = "Requested"),
    R(requested_by, FIELD_TEXT, .label = "By"),
    R(claimed_by, FIELD_TEXT, .label = "Claimed by"),
    R(claimed, FIELD_DATETIME, .label = "Claimed"),
    R(waiting, FIELD_BOOL, .label = "Waiting"),
    WEEK_COLUMN(struct record_row, minutes, "A week"),
    R(weekly_pence, FIELD_MONEY, .label = "Costs a week"),
    R(cancelled, FIELD_DATE, .label = "Cancelled"),
    NARRATIVE(struct record_row, cancel_reason, .max = 500, .label = "Why"),
    NARRATIVE(struct record_row, language, .label = "Language"),
    R(worker_gender, FIELD_ENUM, .words = gender_words, .label = "Worker's gender"),
    NARRATIVE(struct record_row, medicine_support, .max = 500, .label = "Medicine support"),
    NARRATIVE(struct record_row, equipment, .max = 500, .label = "Equipment"),
    NARRATIVE(struct record_row, culture, .max = 500, .label = "Culture"),
    NARRATIVE(struct record_row, pets, .max = 500, .label = "Pets"),
    NARRATIVE(struct record_row, access, .max = 500, .label = "Access"),
    NARRATIVE(struct record_row, continuity, .max = 500, .label = "Continuity"),
    R(consent_to_share, FIELD_BOOL, .label = "Agrees to sharing"),
    R(key_safe, FIELD_BOOL, .label = "Key safe"),
    HIDDEN_COLUMN(struct record_row, person_id, "Person"),
    HIDDEN_COLUMN(struct record_row, rev, "Revision"),
};
static const struct fields record_columns =
    FIELDS("package-record", record_rows, struct record_row);

const struct view view_package_record = {
    .name = "package-record",
    .title = "Package",
    .help = "One package whole.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_QUIET | VIEW_TIME,
    .columns = &record_columns,
    .params = &of_package_fields,
    /* clang-format off */
    .sql =
        "SELECT p.id, p.ref, h.ref, " NAME ", " PACKAGE_STATE_SQL ", p.purpose, p.priority, "
        "p.needed_by, p.lot_code, " LOT_IN_FULL("p.lot_code") ", " BODY_NAME("p.payer")
        ", p.payer, p.nhs_function, p.requested, q.login, c.login, p.claimed, p.waiting, "
        PACKAGE_MINUTES ", " PACKAGE_PENCE ", p.cancelled, " IF_OPEN("p.cancel_reason") ", "
        IF_OPEN("p.language") ", p.worker_gender, " IF_OPEN("p.medicine_support") ", "
        IF_OPEN("p.equipment") ", " IF_OPEN("p.culture") ", " IF_OPEN("p.pets") ", "
        IF_OPEN("p.access") ", " IF_OPEN("p.continuity") ", p.consent_to_share, p.key_safe, h.id, "
        "p.rev "
        "FROM package p "
        "JOIN person h ON h.id = p.person_id "
        "LEFT JOIN staff q ON q.id = p.requested_by "
        "LEFT JOIN staff c ON c.id = p.claimed_by "
        "WHERE p.id = :package_id",
    /* clang-format on */
    .order = "id",
};

/* --- what is missing -------------------------------------------------------------------------------- */

struct missing_row {
    int64_t id;
    int64_t what, stops;
};
static const struct field missing_rows[] = {
    ID_COLUMN(struct missing_row),
    COLUMN(struct missing_row, what, FIELD_ENUM, .words = package_missing_words,
           .label = "Missing"),
    COLUMN(struct missing_row, stops, FIELD_BOOL, .label = "Stops an offer"),
};
static const struct fields missing_columns =
    FIELDS("package-missing", missing_rows, struct missing_row);

#define STOP_ROW(name, sentence, condition)                                                        \
    "SELECT '" #name                                                                               \
    "' AS what, 1 AS stops FROM package p WHERE p.id = :package_id AND (" condition ") UNION ALL "
#define ASK_ROW(name, sentence, condition)                                                         \
    "SELECT '" #name                                                                               \
    "' AS what, 0 AS stops FROM package p WHERE p.id = :package_id AND (" condition ") UNION ALL "

const struct view view_package_missing = {
    .name = "package-missing",
    .title = "What is missing",
    .help = "What one package lacks: what stops an offer, then what should still be found out.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_QUIET,
    .columns = &missing_columns,
    .params = &of_package_fields,
    .sql = "SELECT row_number() OVER (), m.what, m.stops FROM (" PACKAGE_STOPS(STOP_ROW)
        PACKAGE_ASKS(ASK_ROW) "SELECT NULL, 0 WHERE 0) m",
    .order = "id",
    .empty = "Nothing is missing.",
};

const struct view *const views_package[] = {
    &packages, &view_packages_of_person, &to_place, &view_package_record, &view_package_missing,
    NULL};

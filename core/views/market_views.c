/* market_views.c - where the room is: lots, their areas and shapes
 *
 * Band     By the head-room of the lot's lead, consortium members and sub-contractors together:
 *          A 40 hours a week or more, B 10 or more, C none or more, D over.
 * Fast     What runs comes from award_load (schema 0006), a row an award and day of change, never
 *          from the lines themselves, but for what was known before.
 * Source   screens.md, Lots; Paper 001, paragraphs 12 and 22.
 */
#include "core/views/market_inside.h"

const struct word room_words[] = {
    {"A", "A plenty"}, {"B", "B some"}, {"C", "C little"}, {"D", "D over"}, {NULL, NULL}};

/* --- lots --------------------------------------------------------------------------------------- */

struct lot_row {
    int64_t id;
    const char *code, *name, *short_name, *lead;
    int64_t capacity, committed, headroom, band, lines, double_handed, waiting;
    date_t oldest;
    int64_t tile_row, tile_column;
    date_t from, to;
};
static const struct field lot_columns[] = {
    ID(struct lot_row),
    COLUMN(struct lot_row, code, FIELD_TEXT, .label = "Lot", .help = "Number of the lot."),
    COLUMN(struct lot_row, name, FIELD_TEXT, .label = "Name", .help = "Name of the lot."),
    HIDDEN(struct lot_row, short_name, FIELD_TEXT, "Short", "As on the tile map."),
    COLUMN(struct lot_row, lead, FIELD_TEXT, .max = 1000, .label = "Lead", .help = "Who leads it.",
           .source = "Paper 001, paragraph 12"),
    MINUTES(struct lot_row, capacity, .label = "Capacity",
            .help = "Hours a week of its leads, consortium members and sub-contractors."),
    MINUTES(struct lot_row, committed, .label = "Committed",
            .help = "Placed or offered of it: the most on any day to come."),
    MINUTES(struct lot_row, headroom, .label = "Free", .help = "Capacity less committed."),
    COLUMN(struct lot_row, band, FIELD_ENUM, .words = room_words, .label = "Room",
           .help = "A 40 hours or more, B 10 or more, C less, D over."),
    COLUMN(struct lot_row, lines, FIELD_INT, .label = "Lines", .help = "Lines of care running."),
    COLUMN(struct lot_row, double_handed, FIELD_INT, .label = "Two carers",
           .help = "Of them, lines with two carers on a visit."),
    COLUMN(struct lot_row, waiting, FIELD_INT, .label = "Waiting",
           .help = "Packages some of which has no provider."),
    COLUMN(struct lot_row, oldest, FIELD_DATE, .label = "Oldest",
           .help = "Day the longest waiting of them was asked for."),
    HIDDEN(struct lot_row, tile_row, FIELD_INT, "Tile row", "Row of its tile, from 0."),
    HIDDEN(struct lot_row, tile_column, FIELD_INT, "Tile column", "Column of its tile, from 0."),
    DAYS_COLUMNS(struct lot_row),
};
static const struct fields lot_fields = FIELDS("lots", lot_columns, struct lot_row);

struct lot_ask {
    int64_t lot_id;
};
static const struct field lot_params[] = {
    BY(struct lot_ask, lot_id, "Lot"),
};
const struct fields lot_ask_fields = FIELDS("lot", lot_params, struct lot_ask);

/* Once for each award of the lots, then added up by lot. */
#define ROOM                                                                                       \
    "room AS MATERIALIZED (SELECT w.lot_code AS lot, sum(w.weekly_minutes) AS capacity, "          \
    "sum(" W_COMMITTED ") AS committed, sum(" W_LINES ") AS lines, sum(" W_DOUBLE ") AS "          \
    "double_handed FROM award w WHERE " W_IS " AND w.role IN ('lead', 'consortium', 'sub') "       \
    "GROUP BY w.lot_code)"
#define FREE "coalesce(r.capacity - r.committed, 0)"
#define BAND                                                                                       \
    "CASE WHEN " FREE " >= 2400 THEN 'A' WHEN " FREE " >= 600 THEN 'B' WHEN " FREE                 \
    " >= 0 THEN 'C' ELSE 'D' END"
#define LEAD                                                                                       \
    "(SELECT group_concat(p.name, ', ') FROM award w JOIN provider p ON p.id = w.provider_id "     \
    "WHERE w.lot_code = l.code AND w.role = 'lead' AND " W_IS ")"
#define WAITING(whose)                                                                             \
    "FROM package k WHERE k.lot_code = l.code AND k.waiting = 1" whose("k.person_id")
/* clang-format off */
#define LOTS_SQL(which, whose, told)                                                               \
    "WITH " ROOM " SELECT l.id, l.code, l.name, l.short_name, " LEAD ", coalesce(r.capacity, 0), " \
    "coalesce(r.committed, 0), " FREE ", " BAND ", " told("coalesce(r.lines, 0)") ", "             \
    told("coalesce(r.double_handed, 0)") ", (SELECT count(*) " WAITING(whose) "), "                \
    "(SELECT min(k.requested) / 1440 " WAITING(whose) "), l.tile_row, l.tile_column, "             \
    "l.valid_from, l.valid_to FROM lot l LEFT JOIN room r ON r.lot = l.code WHERE " which
/* clang-format on */
#define ONE_LOT "l.id = :lot_id"

static const struct view view_lots = {
    .name = "lots",
    .title = "Lots",
    .help = "Each lot: who leads it, the hours a week free after offers, and who waits in it.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_SEARCH,
    .columns = &lot_fields,
    .sql = LOTS_SQL(L_IS, OF_ALL, TOLD_ALL),
    .own_sql = LOTS_SQL(L_IS, OF_THEIRS, TOLD_NONE),
    .order = "code",
    .opens = "lot",
    .opens_by = "code",
    .empty = "No lot is in force on this day: add one (lot.add), or look at a later day.",
};

static const struct view view_lot_record = {
    .name = "lot-record",
    .title = "Lot",
    .help = "One lot.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &lot_fields,
    .params = &lot_ask_fields,
    .sql = LOTS_SQL(ONE_LOT, OF_ALL, TOLD_ALL),
    .own_sql = LOTS_SQL(ONE_LOT, OF_THEIRS, TOLD_NONE),
    .order = "code",
    .empty = "There is no such lot.",
};

/* --- how a lot answers ------------------------------------------------------------------------------ */

struct month_row {
    int64_t id;
    date_t month;
    int64_t offers, accepted, declined, expired, waiting, median;
};
static const struct field month_columns[] = {
    ID(struct month_row),
    COLUMN(struct month_row, month, FIELD_DATE, .label = "Month", .help = "Its first day."),
    COLUMN(struct month_row, offers, FIELD_INT, .label = "Offers", .help = "Sent in the month."),
    COLUMN(struct month_row, accepted, FIELD_INT, .label = "Accepted",
           .help = "Of them, in whole or part."),
    COLUMN(struct month_row, declined, FIELD_INT, .label = "Declined", .help = "With a reason."),
    COLUMN(struct month_row, expired, FIELD_INT, .label = "Expired", .help = "No reply in time."),
    COLUMN(struct month_row, waiting, FIELD_INT, .label = "Out", .help = "Not answered yet."),
    MINUTES(struct month_row, median, .label = "Median reply",
            .help = "Half of the replies came in this time."),
};
static const struct fields month_fields = FIELDS("lot-months", month_columns, struct month_row);

/* The last four months: first minute of each, and of the one after it. */
#define MONTH(n) "unixepoch(:as_at * 86400, 'unixepoch', 'start of month', " n " || ' months') / 60"
#define MONTHS                                                                                     \
    "n(i) AS (VALUES (0), (1), (2), (3)), m AS (SELECT i, " MONTH("-i") " AS first, " MONTH(       \
        "(1 - i)") " AS next FROM n)"
#define OF_MONTH(o, whose)                                                                         \
    o ".lot_code = (SELECT code FROM lot WHERE id = :lot_id) AND " o ".sent >= m.first AND " o     \
      ".sent < m.next" whose(o ".person_id")
/* Half of the answers took no longer. */
/* clang-format off */
#define MEDIAN(whose)                                                                              \
    "(SELECT took FROM (SELECT q.replied - q.sent AS took, row_number() OVER (ORDER BY q.replied " \
    "- q.sent) AS place, count(*) OVER () AS answers FROM offer q WHERE " OF_MONTH("q", whose)     \
    " AND q.state IN ('accepted', 'accepted-part', 'declined')) WHERE place = (answers + 1) / 2)"
#define MONTHS_SQL(whose)                                                                          \
    "WITH " MONTHS " SELECT m.i, m.first / 1440, count(o.id), coalesce(sum(o.state IN "            \
    "('accepted', 'accepted-part')), 0), coalesce(sum(o.state = 'declined'), 0), "                 \
    "coalesce(sum(o.state = 'expired'), 0), coalesce(sum(o.state = 'sent'), 0), " MEDIAN(whose)    \
    " FROM m LEFT JOIN offer o ON " OF_MONTH("o", whose) " GROUP BY m.i"
/* clang-format on */

static const struct view view_lot_months = {
    .name = "lot-months",
    .title = "Replies by month",
    .help = "How many offers of the lot were sent in each of the last months, and what became of "
            "them.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &month_fields,
    .params = &lot_ask_fields,
    .sql = MONTHS_SQL(OF_ALL),
    .own_sql = MONTHS_SQL(OF_THEIRS),
    .order = "id",
    .empty = "No offer has been made in this lot.",
};

/* --- its room week by week ---------------------------------------------------------------------- */

struct week_row {
    int64_t id;
    date_t day;
    int64_t capacity, running, headroom;
};
static const struct field week_columns[] = {
    ID(struct week_row),
    COLUMN(struct week_row, day, FIELD_DATE, .label = "On", .help = "A day of each week."),
    MINUTES(struct week_row, capacity, .label = "Capacity",
            .help = "Hours a week of its leads, consortium members and sub-contractors."),
    MINUTES(struct week_row, running, .label = "Placed", .help = "Hours a week of the lines."),
    MINUTES(struct week_row, headroom, .label = "Free",
            .help = "Capacity less placed; what is offered then is not known yet."),
};
static const struct fields week_fields = FIELDS("lot-weeks", week_columns, struct week_row);

#define WEEKS                                                                                      \
    "n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 16), "                              \
    "t(i, day) AS (SELECT i, :as_at + 7 * (i - 8) FROM n)"
#define LOT_MEMBERS                                                                                \
    "w.lot_code = (SELECT code FROM lot WHERE id = :lot_id) AND w.known_to IS NULL AND w.role IN " \
    "('lead', 'consortium', 'sub')"

static const struct view view_lot_weeks = {
    .name = "lot-weeks",
    .title = "Room by week",
    .help = "Capacity and care placed in the lot, a day a week: eight weeks back, eight ahead.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &week_fields,
    .params = &lot_ask_fields,
    .sql = "WITH RECURSIVE " WEEKS ", r AS (SELECT t.i AS i, t.day AS day, coalesce((SELECT "
           "sum(w.weekly_minutes) FROM award w WHERE " LOT_MEMBERS " AND w.valid_from <= t.day AND "
           "(w.valid_to IS NULL OR w.valid_to > t.day)), 0) AS capacity, coalesce((SELECT "
           "sum(d.minutes) FROM award_load d WHERE d.award_ref IN (SELECT w.ref FROM award w "
           "WHERE " LOT_MEMBERS
           ") AND d.day <= t.day), 0) AS running FROM t) SELECT i, day, capacity, "
           "running, capacity - running FROM r",
    .order = "id",
    .empty = "There is no such lot.",
};

/* --- areas -------------------------------------------------------------------------------------- */

struct area_row {
    int64_t id;
    const char *lot, *lot_name;
    int64_t kind;
    const char *value, *name;
    date_t from, to;
};
static const struct field area_columns[] = {
    ID(struct area_row),
    COLUMN(struct area_row, lot, FIELD_TEXT, .label = "Lot", .help = "Number of the lot."),
    COLUMN(struct area_row, lot_name, FIELD_TEXT, .label = "Name", .help = "Name of the lot."),
    COLUMN(struct area_row, kind, FIELD_ENUM, .words = lot_area_words, .label = "Kind",
           .help = "District, ward or beginning of a postcode; the narrowest decides."),
    COLUMN(struct area_row, value, FIELD_TEXT, .label = "Area",
           .help = "ONS code, or beginning of a postcode."),
    COLUMN(struct area_row, name, FIELD_TEXT, .label = "Called",
           .help = "Name of the district or ward, where boundaries or names were imported."),
    DAYS_COLUMNS(struct area_row),
};
static const struct fields area_fields = FIELDS("lot-areas", area_columns, struct area_row);

#define A_KNOWN KNOWN("a")
#define A_COMES NOT_OVER("a")
#define A_IS    KNOWN("a") " AND " IN_FORCE("a")

static const struct view view_lot_areas = {
    .name = "lot-areas",
    .title = "Areas of lots",
    .help = "Which districts, wards and postcodes make up each lot.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_SEARCH,
    .columns = &area_fields,
    .params = &lot_ask_fields,
    .sql = "SELECT a.id, a.lot_code, l.name, a.kind, a.value, g.name, a.valid_from, a.valid_to "
           "FROM lot_area a LEFT JOIN lot l ON l.code = a.lot_code AND " L_IS " LEFT JOIN area g "
           "ON g.code = a.value WHERE " A_KNOWN " AND " A_COMES " AND (:lot_id IS NULL OR "
           "a.lot_code = (SELECT code FROM lot WHERE id = :lot_id))",
    .order = "lot",
    .opens = "lot",
    .opens_by = "lot",
    .empty = "No area belongs to a lot on this day: add some (lot.add-area).",
};

struct shape_row {
    int64_t id;
    const char *lot, *short_name, *area, *rings;
    int64_t headroom, band;
};
static const struct field shape_columns[] = {
    ID(struct shape_row),
    COLUMN(struct shape_row, lot, FIELD_TEXT, .label = "Lot", .help = "Number of the lot."),
    COLUMN(struct shape_row, short_name, FIELD_TEXT, .label = "Short", .help = "Its short name."),
    COLUMN(struct shape_row, area, FIELD_TEXT, .label = "Area", .help = "ONS code."),
    COLUMN(struct shape_row, rings, FIELD_TEXT, .max = 4000000, .label = "Boundary",
           .help = "Rings of longitude and latitude in millionths of a degree."),
    MINUTES(struct shape_row, headroom, .label = "Free", .help = "Hours a week of the lot."),
    COLUMN(struct shape_row, band, FIELD_ENUM, .words = room_words, .label = "Room",
           .help = "A 40 hours or more, B 10 or more, C less, D over."),
};
static const struct fields shape_fields = FIELDS("lot-shapes", shape_columns, struct shape_row);

static const struct view view_lot_shapes = {
    .name = "lot-shapes",
    .title = "Shapes of lots",
    .help = "Boundaries of the areas of each lot, with its room, and of the county's districts "
            "that are no area of a lot themselves: what the map draws.",
    .roles = SEE_MARKET,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &shape_fields,
    /* a county's own districts have codes of E07; a city or unitary council beside it has not */
    .sql = "WITH " ROOM " SELECT a.id, a.lot_code, l.short_name, a.value, g.rings, " FREE ", " BAND
           " FROM lot_area a JOIN area g ON g.code = a.value JOIN lot l ON l.code = a.lot_code "
           "AND " L_IS " LEFT JOIN room r ON r.lot = a.lot_code WHERE " A_IS
           " AND g.rings IS NOT NULL "
           "UNION ALL SELECT -g.id, NULL, NULL, g.code, g.rings, NULL, NULL FROM area g WHERE "
           "g.kind = 'district' AND g.code GLOB 'E07*' AND g.rings IS NOT NULL AND NOT EXISTS "
           "(SELECT 1 FROM lot_area a WHERE a.value = g.code AND " A_IS ")",
    .order = "lot",
    .opens = "lot",
    .opens_by = "lot",
    .empty = "No boundary has been imported for an area of a lot (import boundaries).",
};

/* --- the people of a lot ----------------------------------------------------------------------------- */

struct care_row {
    int64_t id, person_id;
    const char *award, *person, *name, *package, *provider;
    int64_t minutes, double_handed;
    date_t from, to;
};
static const struct field care_columns[] = {
    ID(struct care_row),
    HIDDEN(struct care_row, person_id, FIELD_INT, "Person", "Whose care it is."),
    COLUMN(struct care_row, award, FIELD_TEXT, .label = "Award", .help = "Award it is under."),
    COLUMN(struct care_row, person, FIELD_TEXT, .label = "Person", .help = "Their reference."),
    {FIELD(struct care_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Name", .help = "Of the person."},
    COLUMN(struct care_row, package, FIELD_TEXT, .label = "Package", .help = "Its reference."),
    COLUMN(struct care_row, provider, FIELD_TEXT, .label = "Provider", .help = "Who is paid."),
    MINUTES(struct care_row, minutes, .label = "A week", .help = "Hours of the line."),
    COLUMN(struct care_row, double_handed, FIELD_BOOL, .label = "Two carers",
           .help = "A visit takes two."),
    DAYS_COLUMNS(struct care_row),
};
static const struct fields care_fields = FIELDS("care", care_columns, struct care_row);

#define CARE_SQL(which)                                                                            \
    "SELECT c.id AS id, c.person_id AS person_id, c.award_ref AS award, p.ref AS "                 \
    "person, " SHOWN_NAME(                                                                         \
        "p") " AS name, k.ref AS package, v.name AS provider, c.weekly_minutes AS minutes, "       \
             "c.double_handed AS "                                                                 \
             "double_handed, c.valid_from AS \"from\", c.valid_to AS \"to\" FROM line c JOIN "     \
             "person p ON "                                                                        \
             "p.id = c.person_id JOIN package k ON k.id = c.package_id JOIN provider v ON v.id = " \
             "c.provider_id WHERE c.known_to IS NULL AND (c.valid_to IS NULL OR c.valid_to > "     \
             ":as_at) AND "                                                                        \
             "c.valid_from <= :as_at AND " which

static const struct view view_lot_people = {
    .name = "lot-people",
    .title = "People of a lot",
    .help = "Care that runs under the awards of the lot.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &care_fields,
    .params = &lot_ask_fields,
    /* clang-format off */
    .sql =
        CARE_SQL(
            "c.award_ref IN (SELECT w.ref FROM award w WHERE w.known_to IS NULL AND w.lot_code "
            "= (SELECT code FROM lot WHERE id = :lot_id))"),
    /* clang-format on */
    .order = "award",
    .opens = "package",
    .opens_by = "package",
    .empty = "Nothing runs under the awards of this lot today.",
};

const struct view view_provider_people = {
    .name = "provider-people",
    .title = "People of a provider",
    .help = "Care that the provider gives.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &care_fields,
    .params = &provider_ask_fields,
    .sql = CARE_SQL("c.provider_id = :provider_id"),
    .order = "from",
    .opens = "package",
    .opens_by = "package",
    .empty = "This provider gives no care today.",
};

/* --- who waits in a lot -------------------------------------------------------------------------------- */

struct wait_row {
    int64_t id, person_id;
    const char *package, *person, *name;
    int64_t priority;
    date_t needed_by;
    datetime_t requested;
};
static const struct word waits[] = {
    {"emergency", "Emergency"}, {"urgent", "Urgent"}, {"routine", "Routine"}, {NULL, NULL}};
static const struct field wait_columns[] = {
    ID(struct wait_row),
    HIDDEN(struct wait_row, person_id, FIELD_INT, "Person", "Who waits."),
    COLUMN(struct wait_row, package, FIELD_TEXT, .label = "Package", .help = "Its reference."),
    COLUMN(struct wait_row, person, FIELD_TEXT, .label = "Person", .help = "Their reference."),
    {FIELD(struct wait_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Name", .help = "Of the person."},
    COLUMN(struct wait_row, priority, FIELD_ENUM, .words = waits, .label = "Priority",
           .help = "How soon it is needed."),
    COLUMN(struct wait_row, needed_by, FIELD_DATE, .label = "Needed by", .help = "First day."),
    COLUMN(struct wait_row, requested, FIELD_DATETIME, .label = "Asked for", .help = "When."),
};
static const struct fields wait_fields = FIELDS("lot-waiting", wait_columns, struct wait_row);

static const struct view view_lot_waiting = {
    .name = "lot-waiting",
    .title = "Waiting in a lot",
    .help = "Packages of the lot some of which has no provider, the longest waiting first.",
    .roles = SEE_OFFERS,
    .flags = VIEW_PERSON | VIEW_QUIET,
    .columns = &wait_fields,
    .params = &lot_ask_fields,
    /* clang-format off */
    .sql =
        "SELECT k.id AS id, k.person_id AS person_id, k.ref AS package, p.ref AS person, "
        SHOWN_NAME("p") " AS name, k.priority AS priority, k.needed_by AS needed_by, k.requested "
        "AS requested "
        "FROM package k "
        "JOIN person p ON p.id = k.person_id "
        "WHERE k.waiting = 1 AND k.lot_code = (SELECT code FROM lot WHERE id = :lot_id)",
    /* clang-format on */
    .order = "requested",
    .opens = "package",
    .opens_by = "package",
    .empty = "Nobody waits in this lot.",
};

/* --- the record --------------------------------------------------------------------------------------- */

static const struct part lot_parts[] = {
    {"Lot", &view_lot_record, "lot_id", true},
    {"Awards", &view_awards_of_lot, "lot_id", false},
    {"Rates", &view_rates_of_lot, "lot_id", false},
    {"Areas", &view_lot_areas, "lot_id", false},
    {"Waiting", &view_lot_waiting, "lot_id", false},
    {"Offers", &view_offers_of_lot, "lot_id", false},
    {"Replies", &view_lot_months, "lot_id", false},
    {"Weeks", &view_lot_weeks, "lot_id", false},
    {"People", &view_lot_people, "lot_id", false},
};
const struct kind kind_lot = {
    .name = "lot",
    .title = "Lot",
    .find = "SELECT id FROM lot WHERE code = :ref AND known_to IS NULL ORDER BY valid_from DESC "
            "LIMIT 1",
    .part = lot_parts,
    .parts = sizeof lot_parts / sizeof *lot_parts,
};

const struct view *const views_market[] = {
    &view_lots,
    &view_lot_record,
    &view_lot_months,
    &view_lot_weeks,
    &view_lot_areas,
    &view_lot_shapes,
    &view_lot_people,
    &view_lot_waiting,
    &view_providers,
    &view_provider_record,
    &view_provider_people,
    &view_stops,
    &view_awards,
    &view_award_record,
    &view_award_versions,
    &view_awards_of_lot,
    &view_awards_of_provider,
    &view_rates,
    &view_rates_of_lot,
    &view_rates_of_award,
    &view_bars,
    &view_delegations,
    NULL,
};
const struct kind *const kinds_market[] = {&kind_lot, &kind_provider, &kind_award, NULL};

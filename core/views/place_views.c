/* place_views.c - postcodes, practices, organisations, districts and wards */
#include "core/views/people_inside.h"

/* --- postcodes -------------------------------------------------------------------------------- */

struct postcode_line {
    int64_t id;
    const char *postcode, *district, *district_name, *ward, *ward_name, *lot, *lot_name;
    int64_t easting, northing;
};
static const struct field postcode_rows[] = {
    ID(struct postcode_line),
    COLUMN(struct postcode_line, postcode, FIELD_TEXT, .label = "Postcode"),
    COLUMN(struct postcode_line, district, FIELD_TEXT, .label = "District code"),
    COLUMN(struct postcode_line, district_name, FIELD_TEXT, .label = "District",
           .help = "Whose residents live there: by this code, never by the letters."),
    COLUMN(struct postcode_line, ward, FIELD_TEXT, .label = "Ward code"),
    COLUMN(struct postcode_line, ward_name, FIELD_TEXT, .label = "Ward"),
    COLUMN(struct postcode_line, lot, FIELD_TEXT, .label = "Lot"),
    COLUMN(struct postcode_line, lot_name, FIELD_TEXT, .label = "Lot's name"),
    COLUMN(struct postcode_line, easting, FIELD_INT, .label = "Easting"),
    COLUMN(struct postcode_line, northing, FIELD_INT, .label = "Northing"),
};
static const struct fields postcode_fields =
    FIELDS("postcodes", postcode_rows, struct postcode_line);

#define LOT_NAME(code, day)                                                                        \
    "(SELECT o.name FROM lot o WHERE o.code = " code " AND o.known_to IS NULL "                    \
    "AND o.valid_from <= " day " AND (o.valid_to IS NULL OR o.valid_to > " day "))"
/* clang-format off */
#define POSTCODE_LINE                                                                              \
    "SELECT r.id, r.postcode, r.district, " AREA_NAME("r.district") ", r.ward, "                   \
    AREA_NAME("r.ward") ", " LOT_OF("r", ":as_at") ", " LOT_NAME(LOT_OF("r", ":as_at"), ":as_at")  \
    ", r.easting, r.northing "                                                                     \
    "FROM postcode r "
/* clang-format on */

static const struct view view_postcodes = {
    .name = "postcodes",
    .title = "Postcodes",
    .help = "The district, ward and lot a postcode lies in. Search by its beginning.",
    .roles = ROLES_ALL,
    .flags = VIEW_TIME | VIEW_SEARCH,
    .columns = &postcode_fields,
    .sql = POSTCODE_LINE,
    /* clang-format off */
    .search_sql =
        POSTCODE_LINE "WHERE r.postcode >= upper(:typed) AND r.postcode < upper(:typed) || "
        "char(1114111)",
    /* clang-format on */
    .order = "postcode",
    .opens = "postcode",
    .opens_by = "postcode",
    .empty = "No postcodes are in the store: import them (htlah import postcodes FILE).",
    .count = "SELECT count(*) FROM postcode",
};

struct id_ask {
    int64_t id;
};
static const struct field id_rows[] = {HIDDEN_NUMBER(struct id_ask, id, "Id")};
static const struct fields id_fields = FIELDS("place", id_rows, struct id_ask);

static const struct view view_postcode = {
    .name = "postcode",
    .title = "Postcode",
    .help = "Where a postcode lies: its district, ward and lot.",
    .roles = ROLES_ALL,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &postcode_fields,
    .params = &id_fields,
    .sql = POSTCODE_LINE "WHERE r.id = :id",
    .empty = "There is no such postcode.",
};

/* --- practices -------------------------------------------------------------------------------- */

struct practice_line {
    int64_t id;
    const char *code, *name, *postcode, *district, *commissioner, *commissioner_name;
    date_t opened, closed;
};
static const struct field practice_rows[] = {
    ID(struct practice_line),
    COLUMN(struct practice_line, code, FIELD_TEXT, .label = "Code"),
    COLUMN(struct practice_line, name, FIELD_TEXT, .label = "Name"),
    COLUMN(struct practice_line, postcode, FIELD_TEXT, .label = "Postcode"),
    COLUMN(struct practice_line, district, FIELD_TEXT, .label = "District"),
    COLUMN(struct practice_line, commissioner, FIELD_TEXT, .label = "NHS body"),
    COLUMN(struct practice_line, commissioner_name, FIELD_TEXT, .label = "NHS body's name"),
    COLUMN(struct practice_line, opened, FIELD_DATE, .label = "Opened"),
    COLUMN(struct practice_line, closed, FIELD_DATE, .label = "Closed"),
};
static const struct fields practice_fields =
    FIELDS("practices", practice_rows, struct practice_line);

/* clang-format off */
#define PRACTICE_LINE                                                                              \
    "SELECT c.id, c.code, c.name, c.postcode, (SELECT " DISTRICT("x.district") " FROM postcode x " \
    "WHERE x.postcode = c.postcode), c.commissioner, " BODY_NAME("c.commissioner") ", c.opened, "  \
    "c.closed "                                                                                    \
    "FROM practice c "
/* clang-format on */

static const struct view view_practices = {
    .name = "practices",
    .title = "GP practices",
    .help = "Practices, and the NHS body that commissions for the people registered with each.",
    .roles = ROLES_ALL,
    .columns = &practice_fields,
    .sql = PRACTICE_LINE,
    .order = "code",
    .opens = "practice",
    .opens_by = "code",
    .empty = "No practices are in the store: import them (htlah import gp-practices FILE).",
};
static const struct view view_practice = {
    .name = "practice",
    .title = "GP practice",
    .help = "One practice, and the NHS body that commissions for its people.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET,
    .columns = &practice_fields,
    .params = &id_fields,
    .sql = PRACTICE_LINE "WHERE c.id = :id",
    .empty = "There is no such practice.",
};
static const struct view view_practices_at = {
    .name = "practices-at",
    .title = "GP practices at a postcode",
    .help = "Practices at this postcode.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET,
    .columns = &practice_fields,
    .params = &id_fields,
    .sql = PRACTICE_LINE "WHERE c.postcode = (SELECT y.postcode FROM postcode y WHERE y.id = :id)",
    .order = "code",
    .opens = "practice",
    .opens_by = "code",
    .empty = "No practice is at this postcode.",
};

/* --- organisations ---------------------------------------------------------------------------- */

struct organisation_line {
    int64_t id;
    const char *code, *name;
    int64_t kind;
    date_t from, to;
    const char *successor, *parent, *postcode;
};
static const struct field organisation_rows[] = {
    ID(struct organisation_line),
    COLUMN(struct organisation_line, code, FIELD_TEXT, .label = "Code"),
    COLUMN(struct organisation_line, name, FIELD_TEXT, .label = "Name"),
    COLUMN(struct organisation_line, kind, FIELD_ENUM, .words = organisation_words,
           .label = "Kind"),
    COLUMN(struct organisation_line, from, FIELD_DATE, .label = "From"),
    LAST_DAY(struct organisation_line),
    COLUMN(struct organisation_line, successor, FIELD_TEXT, .label = "Followed by"),
    COLUMN(struct organisation_line, parent, FIELD_TEXT, .label = "Part of"),
    COLUMN(struct organisation_line, postcode, FIELD_TEXT, .label = "Postcode"),
};
static const struct fields organisation_fields =
    FIELDS("organisations", organisation_rows, struct organisation_line);

#define ORGANISATION_LINE                                                                          \
    "SELECT o.id, o.code, o.name, o.kind, o.valid_from, o.valid_to, o.successor, o.parent, "       \
    "o.postcode FROM organisation o "

static const struct view view_organisations = {
    .name = "organisations",
    .title = "Organisations",
    .help = "Councils, NHS bodies and others, from their first day to their last, and what "
            "followed them.",
    .roles = ROLES_ALL,
    .columns = &organisation_fields,
    .sql = ORGANISATION_LINE,
    .order = "code",
    .opens = "organisation",
    .opens_by = "code",
    .empty = "No organisations are in the store.",
};
static const struct view view_organisation = {
    .name = "organisation",
    .title = "Organisation",
    .help = "One organisation, and what followed it.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET,
    .columns = &organisation_fields,
    .params = &id_fields,
    .sql = ORGANISATION_LINE "WHERE o.id = :id",
    .empty = "There is no such organisation.",
};
static const struct view view_practices_of = {
    .name = "practices-of",
    .title = "Practices it commissions for",
    .help = "Practices whose people this body commissions for.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET,
    .columns = &practice_fields,
    .params = &id_fields,
    .sql =
        PRACTICE_LINE "WHERE c.commissioner = (SELECT o.code FROM organisation o WHERE o.id = :id)",
    .order = "code",
    .opens = "practice",
    .opens_by = "code",
    .empty = "It commissions for no practice.",
};

/* --- areas and bank holidays ------------------------------------------------------------------ */

struct area_line {
    int64_t id;
    const char *code, *name;
    int64_t kind;
    const char *lot;
    int64_t boundary;
};
static const struct field area_rows[] = {
    ID(struct area_line),
    COLUMN(struct area_line, code, FIELD_TEXT, .label = "Code"),
    COLUMN(struct area_line, name, FIELD_TEXT, .label = "Name"),
    COLUMN(struct area_line, kind, FIELD_ENUM, .words = area_words, .label = "Kind"),
    COLUMN(struct area_line, lot, FIELD_TEXT, .label = "Lot",
           .help = "The lot that holds all of it today."),
    COLUMN(struct area_line, boundary, FIELD_BOOL, .label = "Boundary",
           .help = "Whether its outline is known."),
};
static const struct fields area_fields = FIELDS("areas", area_rows, struct area_line);

static const struct view view_areas = {
    .name = "areas",
    .title = "Areas",
    .help = "Districts, wards and counties by their ONS codes.",
    .roles = ROLES_ALL,
    .columns = &area_fields,
    .sql = "SELECT a.id, a.code, a.name, a.kind, (SELECT l.lot_code FROM lot_area l "
           "WHERE l.value = a.code AND l.kind IN ('district', 'ward') AND l.known_to IS NULL "
           "AND l.valid_from <= :today AND (l.valid_to IS NULL OR l.valid_to > :today) LIMIT 1), "
           "a.rings IS NOT NULL FROM area a",
    .order = "code",
    .empty = "No areas are in the store: import them (htlah import areas FILE, or boundaries).",
};

/* Outlines for the map: a page of these is large. */
struct boundary_line {
    int64_t id;
    const char *code, *name;
    int64_t kind;
    const char *rings;
};
static const struct field boundary_rows[] = {
    ID(struct boundary_line),
    COLUMN(struct boundary_line, code, FIELD_TEXT, .label = "Code"),
    COLUMN(struct boundary_line, name, FIELD_TEXT, .label = "Name"),
    COLUMN(struct boundary_line, kind, FIELD_ENUM, .words = area_words, .label = "Kind"),
    COLUMN(struct boundary_line, rings, FIELD_TEXT, .max = 64 << 20, .label = "Outline",
           .help = "hole:longitude,latitude … in millionths of a degree, a ring after another."),
};
static const struct fields boundary_fields =
    FIELDS("boundaries", boundary_rows, struct boundary_line);

static const struct view view_boundaries = {
    .name = "boundaries",
    .title = "Boundaries",
    .help = "Outlines of districts and wards, for the map.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET,
    .columns = &boundary_fields,
    .sql = "SELECT a.id, a.code, a.name, a.kind, a.rings FROM area a WHERE a.rings IS NOT NULL",
    .order = "code",
    .empty = "No boundaries are in the store: import them (htlah import boundaries FILE).",
};

struct holiday_line {
    int64_t id;
    date_t date;
    const char *title;
};
static const struct field holiday_rows[] = {
    ID(struct holiday_line),
    COLUMN(struct holiday_line, date, FIELD_DATE, .label = "Date"),
    COLUMN(struct holiday_line, title, FIELD_TEXT, .label = "Title"),
};
static const struct fields holiday_fields =
    FIELDS("bank-holidays", holiday_rows, struct holiday_line);

static const struct view view_bank_holidays = {
    .name = "bank-holidays",
    .title = "Bank holidays",
    .help = "Imported bank holidays; the partnership's own file has others.",
    .roles = ROLES_ALL,
    .columns = &holiday_fields,
    .sql = "SELECT h.id, h.day, h.title FROM bank_holiday h",
    .order = "date",
    .empty = "None were imported: the partnership's own file is used.",
};

const struct view *const views_places[] = {
    &view_postcodes,    &view_postcode,     &view_practices,     &view_practice,
    &view_practices_at, &view_practices_of, &view_organisations, &view_organisation,
    &view_areas,        &view_boundaries,   &view_bank_holidays, NULL,
};

/* --- records whole ---------------------------------------------------------------------------- */

static const struct part postcode_parts[] = {
    {"Postcode", &view_postcode, "id", true},
    {"GP practices", &view_practices_at, "id", false},
};
static const struct kind kind_postcode = {
    .name = "postcode",
    .title = "Postcode",
    .find =
        "SELECT id FROM postcode WHERE postcode = (SELECT substr(u, 1, length(u) - 3) || ' ' || "
        "substr(u, -3) FROM (SELECT upper(replace(:ref, ' ', '')) AS u))",
    .part = postcode_parts,
    .parts = sizeof postcode_parts / sizeof *postcode_parts,
};
static const struct part practice_parts[] = {
    {"GP practice", &view_practice, "id", true},
};
static const struct kind kind_practice = {
    .name = "practice",
    .title = "GP practice",
    .find = "SELECT id FROM practice WHERE code = upper(:ref)",
    .part = practice_parts,
    .parts = sizeof practice_parts / sizeof *practice_parts,
};
static const struct part organisation_parts[] = {
    {"Organisation", &view_organisation, "id", true},
    {"Practices", &view_practices_of, "id", false},
};
static const struct kind kind_organisation = {
    .name = "organisation",
    .title = "Organisation",
    .find = "SELECT id FROM organisation WHERE code = upper(:ref)",
    .part = organisation_parts,
    .parts = sizeof organisation_parts / sizeof *organisation_parts,
};
const struct kind *const kinds_places[] = {&kind_postcode, &kind_practice, &kind_organisation,
                                           NULL};

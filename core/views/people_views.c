/* people_views.c - everybody, searched as you type, and one record whole
 *
 * Speed     A list is paged along person_sort.  A search takes a few hundred candidates and no more:
 *           those whose name begins as it is typed, in their order, from the same index; then those
 *           the search index finds.  Everything else is looked up for these alone.
 */
#include "core/views/people_inside.h"

#include "core/store/scope.h"
#include "core/views/package_views.h"
#include "core/views/system_views.h"

static const struct field whose_rows[] = {
    {FIELD(struct whose_ask, person, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "person", .label = "Person", .help = "Reference of the person."},
    HIDDEN_NUMBER(struct whose_ask, person_id, "Person"),
};
const struct fields whose_fields = FIELDS("person", whose_rows, struct whose_ask);

struct person_line {
    int64_t id;
    const char *ref, *name, *name_rank;
    date_t born;
    int64_t age;
    const char *nhs_number, *postcode, *district, *lot, *commissioner, *alerts;
    int64_t packages;
    date_t died;
    int64_t restricted;
};
static const struct field line_rows[] = {
    ID(struct person_line),
    COLUMN(struct person_line, ref, FIELD_TEXT, .label = "Ref"),
    PERSONAL(struct person_line, name, FIELD_TEXT, .label = "Name"),
    {FIELD(struct person_line, name_rank, FIELD_TEXT), .max = 500,
     .flags = FIELD_OPTIONAL | FIELD_HIDDEN | FIELD_PERSONAL, .label = "Name"},
    PERSONAL(struct person_line, born, FIELD_DATE, .label = "Born"),
    COLUMN(struct person_line, age, FIELD_INT, .label = "Age"),
    {FIELD(struct person_line, nhs_number, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_NHS, .label = "NHS number"},
    PERSONAL(struct person_line, postcode, FIELD_TEXT, .label = "Postcode"),
    COLUMN(struct person_line, district, FIELD_TEXT, .label = "District"),
    COLUMN(struct person_line, lot, FIELD_TEXT, .label = "Lot"),
    COLUMN(struct person_line, commissioner, FIELD_TEXT, .label = "NHS body",
           .help = "Who commissions: by the GP practice, never by the address."),
    COLUMN(struct person_line, alerts, FIELD_TEXT, .label = "Alerts"),
    COLUMN(struct person_line, packages, FIELD_INT, .label = "Packages",
           .help = "Packages of care in being."),
    PERSONAL(struct person_line, died, FIELD_DATE, .label = "Died"),
    COLUMN(struct person_line, restricted, FIELD_BOOL, .label = "Restricted"),
};
static const struct fields line_fields = FIELDS("people", line_rows, struct person_line);

/* The body that a practice's commissioner is on the day: itself, or what followed it. */
#define COMMISSIONER                                                                               \
    "(SELECT iif(o.valid_to <= :as_at AND o.successor IS NOT NULL, o.successor, g.commissioner) "  \
    "FROM (SELECT 1) LEFT JOIN organisation o ON o.code = g.commissioner)"
/* clang-format off */
#define ALERTS                                                                                     \
    "(SELECT group_concat(CASE a.kind WHEN 'lives-alone' THEN 'alone' WHEN 'double-handed' THEN "  \
    "'2 carers' WHEN 'key-safe' THEN 'key safe' ELSE a.kind END, ', ') FROM alert a WHERE "        \
    "a.person_id = p.id AND " KNOWN("a") " AND a.valid_from <= :as_at AND (a.valid_to IS NULL OR " \
    "a.valid_to > :as_at) AND (a.restricted = 0 OR (:roles & 26) <> 0))"
/* clang-format on */
#define PACKAGES                                                                                   \
    "(SELECT count(*) FROM package k WHERE k.person_id = p.id AND k.cancelled IS NULL "            \
    "AND (k.waiting = 1 OR EXISTS (SELECT 1 FROM line n WHERE n.package_id = k.id "                \
    "AND n.known_to IS NULL AND (n.valid_to IS NULL OR n.valid_to > :as_at))))"
/* clang-format off */
#define LINE(rank)                                                                                 \
    "SELECT p.id, p.ref, " NAME ", " rank ", " IF_OPEN("p.born") ", "                              \
    IF_OPEN(AGE("min(:as_at, coalesce(p.died, :as_at))")) ", " IF_OPEN("p.nhs_number") ", "        \
    IF_OPEN("r.postcode") ", " IF_OPEN(DISTRICT("r.district")) ", " IF_OPEN(LOT_OF("r", ":as_at")) \
    ", " IF_OPEN(COMMISSIONER) ", " IF_OPEN(ALERTS) ", " IF_OPEN(PACKAGES) ", " IF_OPEN("p.died")  \
    ", p.restricted "
/* clang-format on */
#define PLACES                                                                                     \
    "LEFT JOIN residence r ON r.id = " ON_DAY(                                                     \
        "residence") " LEFT JOIN registration g ON g.id = " ON_DAY("registration") " "

/* Beginning as it is typed; a space may be the one between family and given name. */
#define BEGINS(typed) "p.sort_key >= " typed " AND p.sort_key < " typed " || char(1114111)"
#define GIVEN_NEXT    "replace(:typed, ' ', '  ')"
/* Those that begin so are a hundred at most; the search index makes up what is left of the space. */
/* clang-format off */
/* SEEN(x) says whether a record may be found by who asks. */
#define BEGINNERS(SEEN)                                                                            \
    "SELECT id "                                                                                   \
    "FROM (SELECT p.id FROM person p WHERE :typed <> '' AND " BEGINS(":typed")                     \
    " AND p.merged_into IS NULL AND " SEEN("p.id") " ORDER BY p.sort_key, p.id LIMIT 100) "        \
    "UNION SELECT id "                                                                             \
    "FROM (SELECT p.id FROM person p WHERE instr(:typed, ' ') > 0 AND " BEGINS(GIVEN_NEXT)         \
    " AND p.merged_into IS NULL AND " SEEN("p.id") " ORDER BY p.sort_key, p.id LIMIT 100)"
#define HOLDERS(SEEN)                                                                              \
    "SELECT coalesce(m.merged_into, m.id) "                                                        \
    "FROM (SELECT rowid AS at FROM person_search WHERE person_search MATCH :search AND "           \
    SEEN("person_search.rowid") " ORDER BY rowid LIMIT (SELECT max(20, 120 - count(*)) FROM "      \
    "b)) f "                                                                                       \
    "JOIN person m ON m.id = f.at"
/* clang-format on */
#define CANDIDATES                                                                                 \
    "(WITH b(id) AS MATERIALIZED (" BEGINNERS(SCOPE_OWN) ") SELECT id FROM b UNION " HOLDERS(      \
        SCOPE_OWN) ")"
/* Of a body with few people whose they are is found once, and not for everybody of whom a letter is
 * typed. */
#define AMONG_MINE(x) x " IN (SELECT id FROM mine)"
#define CANDIDATES_OF_FEW                                                                          \
    "(WITH mine(id) AS MATERIALIZED (" SCOPE_PEOPLE(                                               \
        " UNION ") "), b(id) AS MATERIALIZED (" BEGINNERS(AMONG_MINE) ") SELECT id FROM b "        \
                                                                      "UNION " HOLDERS(            \
                                                                          AMONG_MINE) ")"

/* A name that begins so comes before one that holds it elsewhere. */
#define SEARCH_RANK "iif((" BEGINS(":typed") ") OR (" BEGINS(GIVEN_NEXT) "), '', '~') || p.sort_key"

static const struct view_narrow people_narrow[] = {
    {"postcode", NULL, "SELECT person_id FROM residence WHERE known_to IS NULL AND postcode = "},
    {"nhs_number", NULL, "SELECT id FROM person WHERE merged_into IS NULL AND nhs_number = "},
    {"born", NULL, "SELECT id FROM person WHERE born = "},
    {NULL, NULL, NULL}};

const struct view view_people = {
    .name = "people",
    .title = "People",
    .help = "Everybody, by name. Search by names now or before, NHS number, reference, postcode or "
            "date of birth, each by its beginning.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON | VIEW_SEARCH,
    .columns = &line_fields,
    .sql = LINE("p.sort_key") "FROM person p " PLACES "WHERE p.merged_into IS NULL",
    .search_sql =
        LINE(SEARCH_RANK) "FROM " CANDIDATES " f CROSS JOIN person p ON p.id = f.id " PLACES,
    .search_few_sql =
        LINE(SEARCH_RANK) "FROM " CANDIDATES_OF_FEW " f CROSS JOIN person p ON p.id = f.id " PLACES,
    .narrow = people_narrow,
    .recorded = "person",
    .order = "name",
    .opens = "person",
    .opens_by = "ref",
    .empty = "Nobody is found. Try fewer letters, the NHS number or the postcode; person.add keeps "
             "a new person.",
    /* Records are never deleted, so the newest number counts them. */
    .count = "SELECT coalesce((SELECT max(id) FROM person), 0) - "
             "(SELECT count(*) FROM person WHERE merged_into IS NOT NULL)",
};

/* --- one record whole ------------------------------------------------------------------------- */

struct person_whole {
    int64_t id;
    const char *ref, *name, *title, *known_as, *other_names;
    date_t born;
    int64_t age;
    date_t died;
    const char *nhs_number;
    int64_t nhs_status, sex;
    const char *language, *phone, *address, *postcode, *district, *ward, *lot, *lot_name;
    const char *practice, *practice_name, *commissioner, *commissioner_name, *alerts, *merged;
    int64_t packages, restricted, rev;
};
static const struct field whole_rows[] = {
    ID(struct person_whole),
    COLUMN(struct person_whole, ref, FIELD_TEXT, .label = "Reference"),
    PERSONAL(struct person_whole, name, FIELD_TEXT, .label = "Name"),
    PERSONAL(struct person_whole, title, FIELD_TEXT, .label = "Title"),
    PERSONAL(struct person_whole, known_as, FIELD_TEXT, .label = "Known as"),
    PERSONAL(struct person_whole, other_names, FIELD_TEXT, .max = 2000, .label = "Other names"),
    PERSONAL(struct person_whole, born, FIELD_DATE, .label = "Born"),
    COLUMN(struct person_whole, age, FIELD_INT, .label = "Age"),
    PERSONAL(struct person_whole, died, FIELD_DATE, .label = "Died"),
    {FIELD(struct person_whole, nhs_number, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_NHS, .label = "NHS number"},
    COLUMN(struct person_whole, nhs_status, FIELD_ENUM, .words = nhs_status_words,
           .label = "NHS number status"),
    PERSONAL(struct person_whole, sex, FIELD_ENUM, .words = sex_words, .label = "Sex"),
    COLUMN(struct person_whole, language, FIELD_TEXT, .label = "Language"),
    PERSONAL(struct person_whole, phone, FIELD_TEXT, .label = "Phone"),
    PERSONAL(struct person_whole, address, FIELD_TEXT, .max = 400, .label = "Address"),
    PERSONAL(struct person_whole, postcode, FIELD_TEXT, .label = "Postcode"),
    COLUMN(struct person_whole, district, FIELD_TEXT, .label = "District"),
    COLUMN(struct person_whole, ward, FIELD_TEXT, .label = "Ward"),
    COLUMN(struct person_whole, lot, FIELD_TEXT, .label = "Lot"),
    COLUMN(struct person_whole, lot_name, FIELD_TEXT, .label = "Lot's name"),
    COLUMN(struct person_whole, practice, FIELD_TEXT, .label = "GP practice"),
    COLUMN(struct person_whole, practice_name, FIELD_TEXT, .label = "Practice name"),
    COLUMN(struct person_whole, commissioner_name, FIELD_TEXT, .label = "NHS body",
           .help = "Who commissions: by the GP practice, never by the address."),
    COLUMN(struct person_whole, commissioner, FIELD_TEXT, .label = "NHS body's code"),
    COLUMN(struct person_whole, alerts, FIELD_TEXT, .label = "Alerts"),
    COLUMN(struct person_whole, merged, FIELD_TEXT, .max = 1000, .label = "Merged into it"),
    COLUMN(struct person_whole, packages, FIELD_INT, .label = "Packages in being"),
    COLUMN(struct person_whole, restricted, FIELD_BOOL, .label = "Restricted"),
    HIDDEN_NUMBER(struct person_whole, rev, "Revision"),
};
static const struct fields whole_fields = FIELDS("person", whole_rows, struct person_whole);

#define OTHER_NAMES                                                                                \
    "(SELECT group_concat(n.family_name || coalesce(', ' || n.given_name, '') || ' (' || n.kind "  \
    "|| ')', '; ') FROM person_name n WHERE n.person_id = p.id)"
#define MERGED "(SELECT group_concat(m.ref, ', ') FROM person m WHERE m.merged_into = p.id)"

/* clang-format off */
const struct view view_person_record = {
    .name = "person",
    .title = "Person",
    .help = "One person: who they are, where they live, who their GP is, what staff "
            "must know.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON | VIEW_QUIET,
    .columns = &whole_fields,
    .params = &whose_fields,
    .sql =
        "SELECT p.id, p.ref, " NAME ", " IF_OPEN("p.title") ", " IF_OPEN("p.known_as") ", "
        IF_OPEN(OTHER_NAMES) ", " IF_OPEN("p.born") ", "
        IF_OPEN(AGE("min(:as_at, coalesce(p.died, :as_at))")) ", " IF_OPEN("p.died") ", "
        IF_OPEN("p.nhs_number") ", " IF_OPEN("p.nhs_status") ", " IF_OPEN("p.sex") ", "
        IF_OPEN("p.language") ", " IF_OPEN("p.phone") ", " IF_OPEN("r.address") ", "
        IF_OPEN("r.postcode") ", " IF_OPEN(DISTRICT("r.district")) ", "
        IF_OPEN("coalesce(" AREA_NAME("r.ward") ", r.ward)") ", " IF_OPEN(LOT_OF("r", ":as_at"))
        ", " IF_OPEN(LOT_IN_FULL(LOT_OF("r", ":as_at"))) ", " IF_OPEN("g.practice") ", "
        IF_OPEN("(SELECT c.name FROM practice c WHERE c.code = g.practice)") ", "
        IF_OPEN(BODY_NAME(COMMISSIONER)) ", " IF_OPEN(COMMISSIONER) ", " IF_OPEN(ALERTS) ", "
        IF_OPEN(MERGED) ", " IF_OPEN(PACKAGES) ", p.restricted, p.rev "
        "FROM person p " PLACES "WHERE p.id = " ASKED,
    .opens = "person",
    .opens_by = "ref",
    .empty = "There is no such person.",
};
/* clang-format on */

static const struct part person_parts[] = {
    {"Person", &view_person_record, "person_id", true},
    {"Packages", &view_packages_of_person, "person_id", false},
    {"Residences", &view_residences, "person_id", false},
    {"GP", &view_registrations, "person_id", false},
    {"Alerts", &view_alerts, "person_id", false},
    {"Stays", &view_stays, "person_id", false},
    {"Notes", &view_notes, "person_id", false},
    {"Timeline", &view_timeline, "person_id", false},
    {"Duplicates", &view_duplicates, "person_id", false},
    {"Read by", &view_person_reads, "person_id", false},
};
static const struct kind kind_person = {
    .name = "person",
    .title = "Person",
    .read_logged = true,
    .find = "SELECT id FROM (SELECT coalesce(merged_into, id) AS id, 1 AS best FROM person "
            "WHERE ref = :ref UNION ALL SELECT id, 2 FROM person "
            "WHERE nhs_number = replace(:ref, ' ', '') AND merged_into IS NULL) "
            "ORDER BY best LIMIT 1",
    .person = "SELECT :id",
    .part = person_parts,
    .parts = sizeof person_parts / sizeof *person_parts,
};
const struct kind *const kinds_people[] = {&kind_person, NULL};

/* people_lists.c - what hangs on a person: homes, practices, alerts, notes; duplicates and merges;
 * and who opened restricted records
 *
 * Each list of a person is read through the index of its table by that person; without one it is
 * empty.
 */
#include "core/views/people_inside.h"

#define WHOSE_EMPTY(what) "No " what " is on record of this person."

/* --- residences ------------------------------------------------------------------------------- */

struct residence_line {
    int64_t id;
    const char *person;
    date_t from, to;
    const char *address, *postcode, *district, *district_name, *ward, *lot;
    int64_t person_id;
};
static const struct field residence_rows[] = {
    ID(struct residence_line),
    COLUMN(struct residence_line, person, FIELD_TEXT, .label = "Person"),
    COLUMN(struct residence_line, from, FIELD_DATE, .label = "From"),
    LAST_DAY(struct residence_line),
    PERSONAL(struct residence_line, address, FIELD_TEXT, .max = 400, .label = "Address"),
    PERSONAL(struct residence_line, postcode, FIELD_TEXT, .label = "Postcode"),
    COLUMN(struct residence_line, district, FIELD_TEXT, .label = "District code"),
    COLUMN(struct residence_line, district_name, FIELD_TEXT, .label = "District"),
    COLUMN(struct residence_line, ward, FIELD_TEXT, .label = "Ward"),
    COLUMN(struct residence_line, lot, FIELD_TEXT, .label = "Lot",
           .help = "On the first day, or today where that has passed."),
    HIDDEN_NUMBER(struct residence_line, person_id, "Person"),
};
static const struct fields residence_fields =
    FIELDS("residences", residence_rows, struct residence_line);

const struct view view_residences = {
    .name = "residences",
    .title = "Residences",
    .help = "Where somebody lived, lives and will live; district and ward by the postcode.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &residence_fields,
    .params = &whose_fields,
    /* clang-format off */
    .sql =
        "SELECT r.id, p.ref, r.valid_from, r.valid_to, r.address, r.postcode, r.district, "
        AREA_NAME("r.district") ", coalesce(" AREA_NAME("r.ward") ", r.ward), "
        LOT_OF("r", "max(r.valid_from, :today)") ", p.id "
        "FROM residence r "
        "JOIN person p ON p.id = r.person_id "
        "WHERE r.person_id IN " WHOSE " AND " KNOWN("r") " AND " OPEN,
    /* clang-format on */
    .order = "-from",
    .opens = "person",
    .opens_by = "person",
    .empty = WHOSE_EMPTY("address"),
};

/* --- registrations ---------------------------------------------------------------------------- */

struct registration_line {
    int64_t id;
    const char *person;
    date_t from, to;
    const char *practice, *practice_name, *commissioner, *commissioner_name;
    int64_t person_id;
};
static const struct field registration_rows[] = {
    ID(struct registration_line),
    COLUMN(struct registration_line, person, FIELD_TEXT, .label = "Person"),
    COLUMN(struct registration_line, from, FIELD_DATE, .label = "From"),
    LAST_DAY(struct registration_line),
    COLUMN(struct registration_line, practice, FIELD_TEXT, .label = "GP practice"),
    COLUMN(struct registration_line, practice_name, FIELD_TEXT, .label = "Name"),
    COLUMN(struct registration_line, commissioner, FIELD_TEXT, .label = "NHS body",
           .help = "Who commissions: by the GP practice, never by the address."),
    COLUMN(struct registration_line, commissioner_name, FIELD_TEXT, .label = "NHS body's name"),
    HIDDEN_NUMBER(struct registration_line, person_id, "Person"),
};
static const struct fields registration_fields =
    FIELDS("registrations", registration_rows, struct registration_line);

const struct view view_registrations = {
    .name = "registrations",
    .title = "GP registrations",
    .help = "With which practices somebody was and is registered, and which NHS body commissions "
            "for them.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &registration_fields,
    .params = &whose_fields,
    /* clang-format off */
    .sql =
        "SELECT r.id, p.ref, r.valid_from, r.valid_to, r.practice, (SELECT c.name FROM practice c "
        "WHERE c.code = r.practice), r.commissioner, " BODY_NAME("r.commissioner") ", p.id "
        "FROM registration r "
        "JOIN person p ON p.id = r.person_id "
        "WHERE r.person_id IN " WHOSE " AND " KNOWN("r") " AND " OPEN,
    /* clang-format on */
    .order = "-from",
    .opens = "person",
    .opens_by = "person",
    .empty = WHOSE_EMPTY("GP practice"),
};

/* --- alerts ----------------------------------------------------------------------------------- */

struct alert_line {
    int64_t id, number;
    const char *person;
    int64_t kind;
    const char *detail;
    date_t from, to;
    int64_t restricted, person_id;
};
static const struct field alert_rows[] = {
    ID(struct alert_line),
    COLUMN(struct alert_line, number, FIELD_INT, .max = INT64_MAX, .label = "Number"),
    COLUMN(struct alert_line, person, FIELD_TEXT, .label = "Person"),
    COLUMN(struct alert_line, kind, FIELD_ENUM, .words = alert_words, .label = "Alert"),
    PERSONAL(struct alert_line, detail, FIELD_TEXT, .max = 1000, .label = "Detail"),
    COLUMN(struct alert_line, from, FIELD_DATE, .label = "From"),
    LAST_DAY(struct alert_line),
    COLUMN(struct alert_line, restricted, FIELD_BOOL, .label = "Restricted"),
    HIDDEN_NUMBER(struct alert_line, person_id, "Person"),
};
static const struct fields alert_fields = FIELDS("alerts", alert_rows, struct alert_line);

const struct view view_alerts = {
    .name = "alerts",
    .title = "Alerts",
    .help = "What staff must know before they go. Of a restricted alert others see that there is "
            "one.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &alert_fields,
    .params = &whose_fields,
    .sql = "SELECT a.id, a.id, p.ref, iif(a.restricted = 0 OR (:roles & 26) <> 0 OR " OPENED
           ", a.kind, 'other'), iif(a.restricted = 0 OR (:roles & 26) <> 0 OR " OPENED
           ", a.detail, 'restricted'), a.valid_from, a.valid_to, a.restricted, p.id FROM alert a "
           "JOIN person p ON p.id = a.person_id WHERE a.person_id IN " WHOSE
           " AND " KNOWN("a") " AND " OPEN,
    .order = "-from",
    .opens = "person",
    .opens_by = "person",
    .empty = WHOSE_EMPTY("alert"),
};

/* --- stays ------------------------------------------------------------------------------------ */

struct stay_line {
    int64_t id;
    const char *person;
    int64_t kind;
    date_t from, to;
    int64_t planned;
    const char *place;
    int64_t person_id;
};
static const struct field stay_rows[] = {
    ID(struct stay_line),
    COLUMN(struct stay_line, person, FIELD_TEXT, .label = "Person"),
    COLUMN(struct stay_line, kind, FIELD_ENUM, .words = stay_words, .label = "Where"),
    COLUMN(struct stay_line, from, FIELD_DATE, .label = "From"),
    LAST_DAY(struct stay_line),
    COLUMN(struct stay_line, planned, FIELD_BOOL, .label = "Planned"),
    COLUMN(struct stay_line, place, FIELD_TEXT, .max = 120, .label = "Place"),
    HIDDEN_NUMBER(struct stay_line, person_id, "Person"),
};
static const struct fields stay_fields = FIELDS("stays", stay_rows, struct stay_line);

const struct view view_stays = {
    .name = "stays",
    .title = "Hospital and care home",
    .help = "From when to when somebody was in hospital or in a care home.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &stay_fields,
    .params = &whose_fields,
    .sql = "SELECT s.id, p.ref, s.kind, s.valid_from, s.valid_to, s.planned, s.place, p.id FROM "
           "stay s JOIN person p ON p.id = s.person_id WHERE s.person_id IN " WHOSE
           " AND " KNOWN("s") " AND " OPEN,
    .order = "-from",
    .opens = "person",
    .opens_by = "person",
    .empty = WHOSE_EMPTY("stay in hospital or a care home"),
};

/* --- notes ------------------------------------------------------------------------------------ */

struct note_line {
    int64_t id;
    const char *person;
    int64_t number, kind;
    datetime_t written;
    const char *by, *text, *package;
    int64_t corrects, corrected_by, restricted, person_id;
};
static const struct field note_rows[] = {
    ID(struct note_line),
    COLUMN(struct note_line, person, FIELD_TEXT, .label = "Person"),
    COLUMN(struct note_line, number, FIELD_INT, .label = "Number"),
    COLUMN(struct note_line, kind, FIELD_ENUM, .words = note_words, .label = "Kind"),
    COLUMN(struct note_line, written, FIELD_DATETIME, .label = "Written"),
    COLUMN(struct note_line, by, FIELD_TEXT, .label = "By"),
    {FIELD(struct note_line, text, FIELD_TEXT), .max = 4000,
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_LINES, .label = "Note"},
    COLUMN(struct note_line, package, FIELD_TEXT, .label = "Package"),
    COLUMN(struct note_line, corrects, FIELD_INT, .label = "Corrects",
           .help = "Number of the note it stands in place of."),
    COLUMN(struct note_line, corrected_by, FIELD_INT, .label = "Corrected by",
           .help = "Number of the note that stands in its place."),
    COLUMN(struct note_line, restricted, FIELD_BOOL, .label = "Restricted"),
    HIDDEN_NUMBER(struct note_line, person_id, "Person"),
};
static const struct fields note_fields = FIELDS("notes", note_rows, struct note_line);

/* A note's number among those of its person, oldest first. */
#define NUMBER(note)                                                                               \
    "(SELECT count(*) FROM note y WHERE y.person_id = " note ".person_id AND y.id <= " note ".id)"

const struct view view_notes = {
    .name = "notes",
    .title = "Notes",
    .help =
        "What was written about a person, newest first. A corrected note stays, with the number "
        "of the one that is read in its place.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_PERSON,
    .columns = &note_fields,
    .params = &whose_fields,
    /* clang-format off */
    .sql =
        "SELECT n.id, p.ref, " NUMBER("n") ", n.kind, n.written, (SELECT s.login FROM staff s "
        "WHERE s.id = n.staff_id), iif(n.restricted = 0 OR (:roles & 26) <> 0 OR " OPENED
        ", n.text, 'restricted'), (SELECT k.ref FROM package k WHERE k.id = n.package_id), "
        "(SELECT " NUMBER("z") " FROM note z WHERE z.id = n.corrects), (SELECT " NUMBER("z")
        " FROM note z WHERE z.corrects = n.id), n.restricted, p.id "
        "FROM note n "
        "JOIN person p ON p.id = n.person_id "
        "WHERE n.person_id IN " WHOSE " AND " OPEN,
    /* clang-format on */
    .order = "-id",
    .opens = "person",
    .opens_by = "person",
    .empty = WHOSE_EMPTY("note"),
};

/* --- possible duplicates ---------------------------------------------------------------------- */

struct duplicate_line {
    int64_t id;
    const char *ref, *name;
    date_t born;
    const char *nhs_number, *postcode, *address, *practice, *because;
    int64_t person_id;
};
static const struct field duplicate_rows[] = {
    ID(struct duplicate_line),
    COLUMN(struct duplicate_line, ref, FIELD_TEXT, .label = "Reference"),
    PERSONAL(struct duplicate_line, name, FIELD_TEXT, .label = "Name"),
    PERSONAL(struct duplicate_line, born, FIELD_DATE, .label = "Born"),
    {FIELD(struct duplicate_line, nhs_number, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_NHS, .label = "NHS number"},
    PERSONAL(struct duplicate_line, postcode, FIELD_TEXT, .label = "Postcode"),
    PERSONAL(struct duplicate_line, address, FIELD_TEXT, .max = 400, .label = "Address"),
    COLUMN(struct duplicate_line, practice, FIELD_TEXT, .label = "GP practice"),
    COLUMN(struct duplicate_line, because, FIELD_TEXT, .label = "Alike in"),
    HIDDEN_NUMBER(struct duplicate_line, person_id, "Person"),
};
static const struct fields duplicate_fields =
    FIELDS("duplicates", duplicate_rows, struct duplicate_line);

struct duplicate_ask {
    const char *person;
    int64_t person_id;
    const char *family_name, *given_name;
    date_t born;
    const char *nhs_number, *postcode;
};
static const struct field duplicate_params[] = {
    {FIELD(struct duplicate_ask, person, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "person", .label = "Person", .help = "Reference of the person to compare."},
    HIDDEN_NUMBER(struct duplicate_ask, person_id, "Person"),
    {FIELD(struct duplicate_ask, family_name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Family name", .help = "Of somebody not yet kept."},
    {FIELD(struct duplicate_ask, given_name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Given name", .help = "Of somebody not yet kept."},
    {FIELD(struct duplicate_ask, born, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Born", .help = "Of somebody not yet kept."},
    {FIELD(struct duplicate_ask, nhs_number, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_NHS, .label = "NHS number",
     .help = "Of somebody not yet kept."},
    {FIELD(struct duplicate_ask, postcode, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_POSTCODE, .label = "Postcode",
     .help = "Of somebody not yet kept."},
};
static const struct fields duplicate_ask_fields =
    FIELDS("duplicates", duplicate_params, struct duplicate_ask);

/* Who is compared: a record that may be read, or what is typed of one not yet kept.  What is alike in
 * another would tell who a restricted one is. */
#define COMPARED                                                                                   \
    "(SELECT p.id, fold(p.family_name) AS family, fold(p.given_name) AS given, p.born, "           \
    "p.nhs_number AS number, (SELECT z.postcode FROM residence z WHERE z.id = "                    \
    "(SELECT x.id FROM residence x WHERE x.person_id = p.id AND x.known_to IS NULL "               \
    "AND (x.valid_to IS NULL OR x.valid_to > :today) ORDER BY x.valid_from LIMIT 1)) AS postcode " \
    "FROM person p WHERE p.id = " ASKED " AND " OPEN                                               \
    " UNION ALL SELECT NULL, fold(:family_name), "                                                 \
    "fold(:given_name), :born, :nhs_number, :postcode WHERE " ASKED " IS NULL)"
/* The same number; the same birth; the same home and a name in common. */
#define ALIKE                                                                                      \
    "(SELECT w.id FROM w0 CROSS JOIN person w ON w.nhs_number = w0.number "                        \
    "AND w.merged_into IS NULL UNION "                                                             \
    "SELECT w.id FROM w0 CROSS JOIN person w ON w.born = w0.born AND "                             \
    "(fold(w.family_name) = w0.family OR fold(w.given_name) = w0.given) UNION "                    \
    "SELECT w.id FROM w0 JOIN residence x ON x.postcode = w0.postcode AND x.known_to IS NULL "     \
    "JOIN person w ON w.id = x.person_id AND "                                                     \
    "(fold(w.family_name) = w0.family OR fold(w.given_name) = w0.given))"

#define BECAUSE                                                                                    \
    "substr(iif(p.nhs_number = w0.number, ', NHS number', '') || "                                 \
    "iif(fold(p.family_name) = w0.family, ', family name', '') || "                                \
    "iif(fold(p.given_name) = w0.given, ', given name', '') || "                                   \
    "iif(p.born = w0.born, ', date of birth', '') || "                                             \
    "iif(r.postcode = w0.postcode, ', postcode', ''), 3)"

/* Of a restricted record the number alone tells: by its number it is found. */
/* clang-format off */
const struct view view_duplicates = {
    .name = "duplicates",
    .title = "Possible duplicates",
    .help = "Records that may be the same person: the same NHS number, the same day of "
            "birth and a "
            "name alike, or the same postcode and a name alike.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_PERSON,
    .columns = &duplicate_fields,
    .params = &duplicate_ask_fields,
    .sql =
        "WITH w0 AS MATERIALIZED " COMPARED " SELECT p.id, p.ref, " NAME ", " IF_OPEN("p.born")
        ", " IF_OPEN("p.nhs_number") ", " IF_OPEN("r.postcode") ", " IF_OPEN("r.address") ", "
        IF_OPEN("(SELECT x.practice FROM registration x WHERE x.id = " NOW_IN("registration") ")")
        ", iif(" OPEN ", " BECAUSE ", 'NHS number'), p.id "
        "FROM w0 "
        "JOIN " ALIKE " f "
        "JOIN person p ON p.id = f.id "
        "LEFT JOIN residence r ON r.id = " NOW_IN("residence") " "
        "WHERE p.merged_into IS NULL AND p.id IS NOT w0.id AND (" OPEN " OR p.nhs_number = "
        "w0.number)",
    .order = "ref",
    .opens = "person",
    .opens_by = "ref",
    .empty = "Nobody else is like this person.",
};
/* clang-format on */

/* --- merges ----------------------------------------------------------------------------------- */

struct merge_line {
    int64_t id;
    const char *kept, *merged;
    date_t from, to;
    const char *reason;
    int64_t person_id;
};
static const struct field merge_rows[] = {
    ID(struct merge_line),
    COLUMN(struct merge_line, kept, FIELD_TEXT, .label = "Kept"),
    COLUMN(struct merge_line, merged, FIELD_TEXT, .label = "Merged"),
    COLUMN(struct merge_line, from, FIELD_DATE, .label = "From"),
    LAST_DAY(struct merge_line),
    PERSONAL(struct merge_line, reason, FIELD_TEXT, .max = 1000, .label = "Reason"),
    HIDDEN_NUMBER(struct merge_line, person_id, "Person"),
};
static const struct fields merge_fields = FIELDS("merges", merge_rows, struct merge_line);

static const struct view view_merges = {
    .name = "merges",
    .title = "Merges",
    .help = "Records found to be one person, and those found not to be after all.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &merge_fields,
    /* clang-format off */
    .sql =
        "SELECT m.id, p.ref, (SELECT q.ref FROM person q WHERE q.id = m.merged_id), m.valid_from, "
        "m.valid_to, " IF_OPEN("m.reason") ", p.id "
        "FROM person_merge m "
        "JOIN person p ON p.id = m.kept_id "
        "WHERE " KNOWN("m"),
    /* clang-format on */
    .order = "-id",
    .opens = "person",
    .opens_by = "kept",
    .empty = "No records have been merged.",
};

/* --- restricted records opened ---------------------------------------------------------------- */

struct glass_line {
    int64_t id, opening;
    const char *person, *by;
    datetime_t opened, until;
    const char *reason, *reviewer;
    datetime_t reviewed;
    const char *finding;
    int64_t person_id;
};
static const struct field glass_rows[] = {
    ID(struct glass_line),
    COLUMN(struct glass_line, opening, FIELD_INT, .max = INT64_MAX, .label = "Number"),
    COLUMN(struct glass_line, person, FIELD_TEXT, .label = "Person"),
    COLUMN(struct glass_line, by, FIELD_TEXT, .label = "By"),
    COLUMN(struct glass_line, opened, FIELD_DATETIME, .label = "Opened"),
    COLUMN(struct glass_line, until, FIELD_DATETIME, .label = "Until"),
    COLUMN(struct glass_line, reason, FIELD_TEXT, .max = 1000, .label = "Reason"),
    COLUMN(struct glass_line, reviewer, FIELD_TEXT, .label = "Reviewed by"),
    COLUMN(struct glass_line, reviewed, FIELD_DATETIME, .label = "Reviewed"),
    COLUMN(struct glass_line, finding, FIELD_TEXT, .max = 1000, .label = "Finding"),
    HIDDEN_NUMBER(struct glass_line, person_id, "Person"),
};
static const struct fields glass_fields = FIELDS("break-glass", glass_rows, struct glass_line);

static const struct view view_break_glass = {
    .name = "break-glass",
    .title = "Restricted records opened",
    .help = "Who opened which restricted record, when and why, and what the privacy reviewer made "
            "of it; glass.review records it.",
    .roles = ROLE(ROLE_PRIVACY) | ROLE(ROLE_AUDITOR),
    .columns = &glass_fields,
    .sql = "SELECT b.id, b.id, (SELECT p.ref FROM person p WHERE p.id = b.person_id), "
           "(SELECT s.login FROM staff s WHERE s.id = b.staff_id), b.opened, b.until, b.reason, "
           "(SELECT s.login FROM staff s WHERE s.id = b.reviewer_id), b.reviewed, b.finding, "
           "b.person_id FROM break_glass b",
    .order = "reviewed,opened",
    .empty = "Nobody has opened a restricted record.",
};

const struct view *const views_people[] = {
    &view_people, &view_person_record, &view_residences, &view_registrations, &view_alerts,
    &view_stays,  &view_notes,         &view_duplicates, &view_merges,        &view_break_glass,
    NULL,
};

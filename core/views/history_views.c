/* history_views.c - what changed, field by field, and what happened to a person or a package
 *
 * SQL       row_json, row_name, field_label and field_shown are core/store/functions.c: the values
 *           print through the fields of the table they are in.
 */
#include "core/views/system_inside.h"

/* --- changes ---------------------------------------------------------------------------------- */

struct change_row {
    int64_t id, change_id, tx;
    datetime_t at;
    const char *login, *record, *field, *before, *after;
    int64_t person_id;
};
static const struct field change_columns[] = {
    ID(struct change_row),
    {FIELD(struct change_row, change_id, FIELD_INT), .flags = FIELD_HIDDEN, .label = "Change"},
    COLUMN(struct change_row, tx, FIELD_INT, .label = "Transaction"),
    COLUMN(struct change_row, at, FIELD_DATETIME, .label = "When"),
    COLUMN(struct change_row, login, FIELD_TEXT, .label = "Who"),
    COLUMN(struct change_row, record, FIELD_TEXT, .label = "Record"),
    COLUMN(struct change_row, field, FIELD_TEXT, .label = "Field"),
    COLUMN(struct change_row, before, FIELD_TEXT, .max = 4000, .label = "Before"),
    COLUMN(struct change_row, after, FIELD_TEXT, .max = 4000, .label = "After"),
    HIDDEN_ID(struct change_row, person_id, "Person"),
};
static const struct fields change_fields = FIELDS("changes", change_columns, struct change_row);

struct subject_ask {
    const char *person, *package;
    int64_t person_id, package_id, tx;
};
static const struct field subject_params[] = {
    {FIELD(struct subject_ask, person, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "person", .label = "Person", .help = "Only what concerns this person."},
    {FIELD(struct subject_ask, package, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "package", .label = "Package", .help = "Only what concerns this package."},
    HIDDEN_ID(struct subject_ask, person_id, "Person"),
    HIDDEN_ID(struct subject_ask, package_id, "Package"),
    {FIELD(struct subject_ask, tx, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Transaction",
     .help = "Only what this transaction changed."},
};
static const struct fields subject_ask_fields =
    FIELDS("changes", subject_params, struct subject_ask);

/* A version that stands in place of another was recorded right after the other was closed. */
#define REPLACED                                                                                   \
    "LEFT JOIN change p ON c.kind = 'add' AND p.id = c.id - 1 AND p.kind = 'close' "               \
    "AND p.tx = c.tx AND p.table_name = c.table_name "
/* Each field of a change: of a changed row those that differ, of others the whole row. */
#define EACH_FIELD                                                                                 \
    "JOIN json_each(CASE c.kind WHEN 'change' THEN c.after "                                       \
    "ELSE row_json(c.table_name, c.row_id) END) j "
#define VALUE_OF(json) "json_extract(" json ", '$.' || j.key)"
/* clang-format off */
#define BEFORE                                                                                     \
    "CASE c.kind WHEN 'change' THEN " VALUE_OF("c.before") " WHEN 'close' THEN j.value ELSE "      \
    VALUE_OF("row_json(p.table_name, p.row_id)") " END"
/* clang-format on */
/* An added row may have been changed since: its first value is the oldest `before`. */
/* clang-format off */
#define AFTER                                                                                      \
    "CASE c.kind WHEN 'change' THEN j.value WHEN 'close' THEN NULL ELSE iif(EXISTS(SELECT 1 FROM " \
    "change x WHERE x.table_name = c.table_name AND x.row_id = c.row_id AND x.kind = 'change' "    \
    "AND json_type(x.before, '$.' || j.key) IS NOT NULL), (SELECT " VALUE_OF("x.before")           \
    " FROM change x WHERE x.table_name = c.table_name AND x.row_id = c.row_id AND x.kind = "       \
    "'change' AND json_type(x.before, '$.' || j.key) IS NOT NULL ORDER BY x.id LIMIT 1), "         \
    "j.value) END"
/* clang-format on */
/* Closed by the version after it: told there. */
#define REPLACED_LATER                                                                             \
    "(c.kind = 'close' AND EXISTS(SELECT 1 FROM change n WHERE n.id = c.id + 1 "                   \
    "AND n.kind = 'add' AND n.tx = c.tx AND n.table_name = c.table_name))"

/* Whose row it is; what of it may not be told: a restricted record that is shut; to those who are not
 * told who somebody is (SEES_PEOPLE), all but what costs money, in figures; a restricted note or alert to those
 * who do not keep them (planners, supervisors, CHC). */
#define OWNER "coalesce(c.person_id, (SELECT person_id FROM package WHERE id = c.package_id))"
/* clang-format off */
#define NOT_TOLD                                                                                   \
    "(" SHUT(OWNER) " OR ((:roles & 1311) = 0 AND " OWNER " IS NOT NULL AND NOT (c.table_name = "  \
    "'suspension' OR (c.table_name IN ('line', 'notice') AND j.key NOT IN ('why', 'reason')))) "   \
    "OR (c.table_name IN ('alert', 'note') AND (:roles & 26) = 0 AND "                             \
    "json_extract(row_json(c.table_name, c.row_id), '$.restricted') = 1))"
/* clang-format on */
#define TOLD(x) "iif(" x " IS NULL, NULL, iif(" NOT_TOLD ", 'restricted', " x "))"

#define PACKAGE "coalesce(:package_id, (SELECT id FROM package WHERE ref = :package))"

/* Each by its own index; of everything, the latest alone. */
#define CHANGES_ASKED                                                                              \
    "SELECT id FROM change WHERE person_id IN " PERSONS " UNION "                                  \
    "SELECT id FROM change WHERE package_id = " PACKAGE " UNION "                                  \
    "SELECT x.id FROM tx y JOIN change x ON x.id BETWEEN y.first_change "                          \
    "AND y.first_change + y.changes - 1 WHERE y.seq = :tx UNION "                                  \
    "SELECT id FROM change WHERE coalesce(:person, :person_id, :package, :package_id, :tx) "       \
    "IS NULL AND id > (SELECT max(id) FROM change) - 10000"

const struct view view_changes = {
    .name = "changes",
    .title = "Changes",
    .help = "Field by field what was written, with the old value and the new; without a person, "
            "package or transaction, the latest ten thousand.",
    .roles = ROLES_ALL & ~ROLE(ROLE_ADMIN),
    .flags = VIEW_PERSON,
    .columns = &change_fields,
    .params = &subject_ask_fields,
    /* clang-format off */
    .sql =
        "SELECT c.id * 1000 + j.id, c.id, c.tx, london(t.at), t.login, table_label(c.table_name) "
        "|| ' ' || row_name(c.table_name, c.row_id), field_label(c.table_name, j.key), "
        TOLD("field_shown(c.table_name, j.key, " BEFORE ")") ", "
        TOLD("field_shown(c.table_name, j.key, " AFTER ")") ", " OWNER " "
        "FROM change c "
        "JOIN tx t ON t.seq = c.tx " REPLACED EACH_FIELD "WHERE c.id IN (" CHANGES_ASKED ") AND ("
        MINE_OR_ALL " OR :person IS NOT NULL OR :person_id IS NOT NULL OR :package IS NOT NULL OR "
        ":package_id IS NOT NULL) AND field_label(c.table_name, j.key) IS NOT NULL AND NOT "
        REPLACED_LATER " AND (" BEFORE ") IS NOT (" AFTER ")",
    /* clang-format on */
    .order = "-change_id,id",
    .opens = "tx",
    .opens_by = "tx",
    .empty = "Nothing was changed.",
};

/* --- timeline --------------------------------------------------------------------------------- */

struct event {
    int64_t id, seq;
    datetime_t at;
    const char *login, *name;
    int64_t role;
    const char *operation, *what, *changes, *reason;
    int64_t result, person_id;
};
/* Told in words that may name the person. */
#define PERSONAL(type, member, ...)                                                                \
    {                                                                                              \
        FIELD(type, member, FIELD_TEXT), .max = 4000, .flags = FIELD_OPTIONAL | FIELD_PERSONAL,    \
                                         __VA_ARGS__                                               \
    }
static const struct field event_columns[] = {
    ID(struct event),
    COLUMN(struct event, seq, FIELD_INT, .label = "Number"),
    COLUMN(struct event, at, FIELD_DATETIME, .label = "When"),
    COLUMN(struct event, login, FIELD_TEXT, .label = "Login"),
    COLUMN(struct event, name, FIELD_TEXT, .label = "Who"),
    COLUMN(struct event, role, FIELD_ENUM, .words = role_words, .label = "Role"),
    COLUMN(struct event, operation, FIELD_TEXT, .label = "Operation"),
    PERSONAL(struct event, what, .label = "What"),
    COLUMN(struct event, changes, FIELD_TEXT, .max = 4000, .label = "Changes"),
    PERSONAL(struct event, reason, .label = "Reason"),
    COLUMN(struct event, result, FIELD_ENUM, .words = result_words, .label = "Result"),
    HIDDEN_ID(struct event, person_id, "Person"),
};
static const struct fields event_fields = FIELDS("timeline", event_columns, struct event);

static const struct field person_params[] = {
    {FIELD(struct person_ask, person, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "person", .label = "Person", .help = "Whose timeline."},
    HIDDEN_ID(struct person_ask, person_id, "Person"),
};
const struct fields person_ask_fields = FIELDS("timeline", person_params, struct person_ask);

struct package_ask {
    const char *package;
    int64_t package_id;
};
static const struct field package_params[] = {
    {FIELD(struct package_ask, package, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "package", .label = "Package", .help = "Whose timeline."},
    HIDDEN_ID(struct package_ask, package_id, "Package"),
};
static const struct fields package_ask_fields =
    FIELDS("package-timeline", package_params, struct package_ask);

/* An import tells of all its rows; of one person it is where the record came from. */
#define WHAT "iif(t.op LIKE 'import.%', 'Brought in by ', '') || json_extract(t.answer, '$.text')"
/* One line a transaction; under it what differs from before, field by field. */
#define EVENTS(whose, shut, person)                                                                \
    "SELECT t.seq, t.seq, london(t.at), t.login, (SELECT name FROM staff WHERE id = t.staff_id), " \
    "t.role, t.op, iif(" shut ", 'restricted', " WHAT "), "                                        \
    "(SELECT group_concat(field_label(c.table_name, j.key) || ': ' || "                            \
    "coalesce(field_shown(c.table_name, j.key, " BEFORE "), '-') || ' → ' || "                   \
    "coalesce(field_shown(c.table_name, j.key, " AFTER "), '-'), '; ') "                           \
    "FROM change c " REPLACED EACH_FIELD                                                           \
    "WHERE c.tx = t.seq AND c.id BETWEEN t.first_change AND t.first_change + t.changes - 1 "       \
    "AND (" whose ") AND NOT (" shut ") AND NOT " NOT_TOLD                                         \
    " AND (c.kind = 'change' OR p.id IS NOT NULL) "                                                \
    "AND field_label(c.table_name, j.key) IS NOT NULL AND (" BEFORE ") IS NOT (" AFTER ")), "      \
    "iif(" shut ", NULL, t.reason), t.result, " person " FROM tx t "

/* Whose changes, whether they may be told, and in which transactions. */
#define PERSON_PACKAGES "(SELECT id FROM package WHERE person_id IN " PERSONS ")"
#define PERSON_ROWS     "c.person_id IN " PERSONS " OR c.package_id IN " PERSON_PACKAGES
#define PERSON_SHUT     SHUT_IN(PERSONS)
#define THE_PERSON      "coalesce(:person_id, (SELECT id FROM person WHERE ref = :person))"
#define PERSON_TXS                                                                                 \
    "SELECT tx FROM change WHERE person_id IN " PERSONS " UNION "                                  \
    "SELECT tx FROM change WHERE package_id IN " PERSON_PACKAGES " UNION "                         \
    "SELECT seq FROM tx WHERE subject_kind = 'person' AND subject_id IN " PERSONS
#define PACKAGE_ROWS   "c.package_id = " PACKAGE
#define PACKAGE_PERSON "(SELECT person_id FROM package WHERE id = " PACKAGE ")"
#define PACKAGE_SHUT   SHUT_IN(PACKAGE_PERSON)
#define PACKAGE_TXS                                                                                \
    "SELECT tx FROM change WHERE package_id = " PACKAGE " UNION "                                  \
    "SELECT seq FROM tx WHERE subject_kind = 'package' AND subject_id = " PACKAGE

const struct view view_timeline = {
    .name = "timeline",
    .title = "Timeline",
    .help = "Everything that happened to one person and their packages, newest first.",
    .roles = SEES_PEOPLE,
    .flags = VIEW_PERSON,
    .columns = &event_fields,
    .params = &person_ask_fields,
    .sql = EVENTS(PERSON_ROWS, PERSON_SHUT, THE_PERSON) "WHERE t.seq IN (" PERSON_TXS ")",
    .order = "-id",
    .opens = "tx",
    .opens_by = "seq",
    .empty = "Nothing has happened to this person in this store.",
};

const struct view view_package_timeline = {
    .name = "package-timeline",
    .title = "Timeline",
    .help = "Everything that happened to one package, newest first.",
    .roles = ROLES_ALL & ~(ROLE(ROLE_ADMIN) | ROLE(ROLE_CLERK)),
    .flags = VIEW_PERSON,
    .columns = &event_fields,
    .params = &package_ask_fields,
    .sql = EVENTS(PACKAGE_ROWS, PACKAGE_SHUT, PACKAGE_PERSON) "WHERE t.seq IN (" PACKAGE_TXS ")",
    .order = "-id",
    .opens = "tx",
    .opens_by = "seq",
    .empty = "Nothing has happened to this package.",
};

/* system_views.c - the audit as people read it, who looked at whom, who works here */
#include "core/views/system_inside.h"

const struct word result_words[] = {{"done", "Done"}, {"denied", "Denied"}, {NULL, NULL}};

/* --- audit ------------------------------------------------------------------------------------ */

struct audit {
    int64_t id, seq;
    datetime_t at;
    const char *login;
    int64_t role;
    const char *operation, *subject;
    int64_t result;
    const char *answer, *reason;
};
static const struct field audit_columns[] = {
    ID(struct audit),
    COLUMN(struct audit, seq, FIELD_INT, .label = "Number"),
    COLUMN(struct audit, at, FIELD_DATETIME, .label = "When"),
    COLUMN(struct audit, login, FIELD_TEXT, .label = "Who"),
    COLUMN(struct audit, role, FIELD_ENUM, .words = role_words, .label = "Role"),
    COLUMN(struct audit, operation, FIELD_TEXT, .label = "Operation"),
    COLUMN(struct audit, subject, FIELD_TEXT, .label = "Of"),
    COLUMN(struct audit, result, FIELD_ENUM, .words = result_words, .label = "Result"),
    COLUMN(struct audit, answer, FIELD_TEXT, .max = 1000, .label = "What"),
    COLUMN(struct audit, reason, FIELD_TEXT, .max = 1000, .label = "Reason"),
};
static const struct fields audit_fields = FIELDS("audit", audit_columns, struct audit);

struct audit_ask {
    int64_t staff_id;
    date_t from, to;
};
#define DAY_OF(type, member, label_, help_)                                                        \
    {                                                                                              \
        FIELD(type, member, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = label_, .help = help_   \
    }
static const struct field audit_params[] = {
    {FIELD(struct audit_ask, staff_id, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .label = "Staff", .help = "Only what this member of staff did, by id."},
    DAY_OF(struct audit_ask, from, "From", "Only from this day on."),
    DAY_OF(struct audit_ask, to, "To", "Only up to this day, itself counted."),
};
static const struct fields audit_ask_fields = FIELDS("audit", audit_params, struct audit_ask);

/* Moments are thousandths of a second of UTC, days London's: london() tells which minute. */
#define IN_PERIOD                                                                                  \
    " AND (:from IS NULL OR london(t.at) >= :from * 1440) "                                        \
    "AND (:to IS NULL OR london(t.at) < (:to + 1) * 1440)"
/* clang-format off */
#define AUDIT_COLUMNS                                                                              \
    "t.seq, t.seq, london(t.at), t.login, t.role, t.op, t.subject_kind || ' ' || "                 \
    "row_name(t.subject_kind, t.subject_id), t.result, "                                           \
    UNLESS_SHUT(SUBJECT_PERSON, "json_extract(t.answer, '$.text')") ", "                           \
    UNLESS_SHUT(SUBJECT_PERSON, "t.reason") " "
/* clang-format on */

static const struct view view_audit = {
    .name = "audit",
    .title = "Audit",
    .help = "Every transaction, newest first: who, in which role, did what to what.",
    .roles = ROLES_ALL,
    .columns = &audit_fields,
    .params = &audit_ask_fields,
    .sql = "SELECT " AUDIT_COLUMNS "FROM tx t WHERE " MINE_OR_OURS(
        SUBJECT_PERSON) " AND " OF_A_SUBJECT
                        " AND (:staff_id IS NULL OR t.staff_id = :staff_id)" IN_PERIOD,
    .order = "-id",
    .opens = "tx",
    .opens_by = "seq",
    .empty = "Nothing has been done in this store yet.",
};

/* --- one transaction -------------------------------------------------------------------------- */

struct tx_row {
    int64_t id, seq;
    datetime_t at;
    const char *clock, *login, *name;
    int64_t role;
    const char *employer, *operation, *subject;
    int64_t result;
    const char *answer, *reason, *arguments, *decisions, *op_id, *program;
    int64_t changes;
    const char *hash;
};
static const struct field tx_columns[] = {
    ID(struct tx_row),
    COLUMN(struct tx_row, seq, FIELD_INT, .label = "Number"),
    COLUMN(struct tx_row, at, FIELD_DATETIME, .label = "When"),
    COLUMN(struct tx_row, clock, FIELD_TEXT, .label = "Clock",
           .help = "ok, or how the machine's clock stood to the row before."),
    COLUMN(struct tx_row, login, FIELD_TEXT, .label = "Login"),
    COLUMN(struct tx_row, name, FIELD_TEXT, .label = "Who"),
    COLUMN(struct tx_row, role, FIELD_ENUM, .words = role_words, .label = "Role"),
    COLUMN(struct tx_row, employer, FIELD_TEXT, .label = "Employer"),
    COLUMN(struct tx_row, operation, FIELD_TEXT, .label = "Operation"),
    COLUMN(struct tx_row, subject, FIELD_TEXT, .label = "Of"),
    COLUMN(struct tx_row, result, FIELD_ENUM, .words = result_words, .label = "Result"),
    COLUMN(struct tx_row, answer, FIELD_TEXT, .max = 4000, .label = "What"),
    COLUMN(struct tx_row, reason, FIELD_TEXT, .max = 4000, .label = "Reason"),
    COLUMN(struct tx_row, arguments, FIELD_TEXT, .max = 100000, .label = "Arguments"),
    COLUMN(struct tx_row, decisions, FIELD_TEXT, .max = 100000, .label = "Decisions"),
    COLUMN(struct tx_row, op_id, FIELD_TEXT, .label = "Operation's id"),
    COLUMN(struct tx_row, program, FIELD_TEXT, .label = "Program"),
    COLUMN(struct tx_row, changes, FIELD_INT, .label = "Rows changed"),
    COLUMN(struct tx_row, hash, FIELD_TEXT, .label = "Hash"),
};
static const struct fields tx_fields = FIELDS("transaction", tx_columns, struct tx_row);

struct tx_ask {
    int64_t tx;
};
static const struct field tx_params[] = {
    {FIELD(struct tx_ask, tx, FIELD_INT), .label = "Transaction", .help = "Its number."},
};
static const struct fields tx_ask_fields = FIELDS("transaction", tx_params, struct tx_ask);

static const struct view view_transaction =
    {
        .name = "transaction",
        .title = "Transaction",
        .help = "One transaction whole.",
        .roles = ROLES_ALL,
        .flags = VIEW_QUIET,
        .columns = &tx_fields,
        .params = &tx_ask_fields,
        /* clang-format off */
    .sql =
        "SELECT t.seq, t.seq, london(t.at), t.clock_flag, t.login, (SELECT name FROM staff WHERE "
        "id = t.staff_id), t.role, t.employer, t.op, t.subject_kind || ' ' || "
        "row_name(t.subject_kind, t.subject_id), t.result, "
        UNLESS_SHUT(SUBJECT_PERSON, "json_extract(t.answer, '$.text')") ", "
        UNLESS_SHUT(SUBJECT_PERSON, "t.reason") ", " UNLESS_SHUT(SUBJECT_PERSON, "t.args") ", "
        UNLESS_SHUT(SUBJECT_PERSON, "t.decisions") ", t.op_id, t.program, t.changes, "
        "lower(hex(t.hash)) "
        "FROM tx t "
        "WHERE t.seq = :tx AND " MINE_OR_OURS(SUBJECT_PERSON) " AND " OF_A_SUBJECT,
        /* clang-format on */
        .empty = "There is no such transaction, or it is not yours to see.",
};

/* --- who looked at whom ----------------------------------------------------------------------- */

struct read_row {
    int64_t id;
    datetime_t at;
    const char *login, *name;
    int64_t role;
    const char *kind, *record, *how;
    int64_t tx;
};
static const struct field read_columns[] = {
    ID(struct read_row),
    COLUMN(struct read_row, at, FIELD_DATETIME, .label = "When"),
    COLUMN(struct read_row, login, FIELD_TEXT, .label = "Login"),
    COLUMN(struct read_row, name, FIELD_TEXT, .label = "Who"),
    COLUMN(struct read_row, role, FIELD_ENUM, .words = role_words, .label = "Role"),
    COLUMN(struct read_row, kind, FIELD_TEXT, .label = "Kind"),
    COLUMN(struct read_row, record, FIELD_TEXT, .label = "Record"),
    COLUMN(struct read_row, how, FIELD_TEXT, .label = "How",
           .help = "open, tab, show, export, or pane: rested on in a list."),
    COLUMN(struct read_row, tx, FIELD_INT, .label = "Transaction"),
};
static const struct fields read_fields = FIELDS("reads", read_columns, struct read_row);

static const struct field reads_params[] = {
    DAY_OF(struct audit_ask, from, "From", "Only from this day on."),
    DAY_OF(struct audit_ask, to, "To", "Only up to this day, itself counted."),
};
static const struct fields reads_ask_fields = FIELDS("reads", reads_params, struct audit_ask);

#define READS                                                                                      \
    "SELECT r.id, london(t.at), t.login, (SELECT name FROM staff WHERE id = r.staff_id), "         \
    "t.role, r.kind, row_name(r.kind, r.record_id), r.how, r.tx "                                  \
    "FROM read_log r JOIN tx t ON t.seq = r.tx WHERE " MINE_OR_OURS(                               \
        "(CASE r.kind WHEN 'person' THEN r.record_id "                                             \
        "WHEN 'package' THEN (SELECT person_id FROM package WHERE id = r.record_id) "              \
        "WHEN 'line' THEN (SELECT person_id FROM line WHERE id = r.record_id) "                    \
        "WHEN 'offer' THEN (SELECT person_id FROM offer WHERE id = r.record_id) "                  \
        "WHEN 'proposal' THEN (SELECT person_id FROM proposal WHERE id = r.record_id) END)")

static const struct view view_reads = {
    .name = "reads",
    .title = "Reads",
    .help = "Who opened whose record, newest first.",
    .roles = ROLES_ALL,
    .columns = &read_fields,
    .params = &reads_ask_fields,
    .sql = READS IN_PERIOD,
    .order = "-id",
    .opens = "tx",
    .opens_by = "tx",
    .empty = "Nobody has opened a record that this shows.",
};

const struct view view_person_reads = {
    .name = "person-reads",
    .title = "Reads",
    .help = "Who opened the record of one person, newest first.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET,
    .columns = &read_fields,
    .params = &person_ask_fields,
    .sql = READS " AND r.kind = 'person' AND r.record_id IN " PERSONS,
    .order = "-id",
    .opens = "tx",
    .opens_by = "tx",
    .empty = "Nobody has opened this record, or it is not yours to see who did.",
};

/* --- staff: known by the first row that their login had (core/ops/staff.c) ----------------------- */

struct staff_line {
    int64_t id;
    const char *login, *name, *roles, *employer, *works_for;
    date_t from, to;
};
static const struct field staff_columns[] = {
    ID(struct staff_line),
    COLUMN(struct staff_line, login, FIELD_TEXT, .label = "Login"),
    COLUMN(struct staff_line, name, FIELD_TEXT, .label = "Name"),
    COLUMN(struct staff_line, roles, FIELD_TEXT, .label = "Roles"),
    COLUMN(struct staff_line, employer, FIELD_TEXT, .label = "Employer"),
    COLUMN(struct staff_line, works_for, FIELD_TEXT, .label = "Works for"),
    COLUMN(struct staff_line, from, FIELD_DATE, .label = "From"),
    {FIELD(struct staff_line, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
};
static const struct fields staff_fields = FIELDS("staff", staff_columns, struct staff_line);

static const struct field staff_params[] = {
    HIDDEN_ID(struct audit_ask, staff_id, "Staff"),
};
static const struct fields staff_ask_fields = FIELDS("staff", staff_params, struct audit_ask);

#define KNOWN(t)                                                                                   \
    t ".known_from <= :known_at AND (" t ".known_to IS NULL OR " t ".known_to > :known_at)"
#define IN_FORCE(t)                                                                                \
    t ".valid_from <= :as_at AND (" t ".valid_to IS NULL OR " t ".valid_to > :as_at)"

static const struct view view_staff = {
    .name = "staff",
    .title = "Staff",
    .help = "Who works here, and in which roles on the day.",
    .roles = ROLES_ALL,
    .flags = VIEW_TIME,
    .columns = &staff_fields,
    .params = &staff_ask_fields,
    /* clang-format off */
    .sql =
        "SELECT s.id, s.login, s.name, (SELECT group_concat(r.role, ' ') FROM staff_role r WHERE "
        "r.staff_id = (SELECT min(id) FROM staff f WHERE f.login = s.login) AND " KNOWN("r")
        " AND " IN_FORCE("r") "), s.employer, s.works_for, s.valid_from, s.valid_to "
        "FROM staff s "
        "WHERE " KNOWN("s") " AND (:staff_id IS NULL OR s.login = (SELECT login FROM staff WHERE "
        "id = :staff_id))",
    /* clang-format on */
    .order = "login",
    .opens = "staff",
    .opens_by = "login",
    .empty = "Nobody works here on that day; an administrator adds staff with staff.add.",
};

struct role_line {
    int64_t id, role;
    date_t from, to;
    const char *given_by;
};
static const struct field role_columns[] = {
    ID(struct role_line),
    COLUMN(struct role_line, role, FIELD_ENUM, .words = role_words, .label = "Role"),
    COLUMN(struct role_line, from, FIELD_DATE, .label = "From"),
    {FIELD(struct role_line, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
    COLUMN(struct role_line, given_by, FIELD_TEXT, .label = "Given by"),
};
static const struct fields role_fields = FIELDS("staff-roles", role_columns, struct role_line);

static const struct view view_staff_roles = {
    .name = "staff-roles",
    .title = "Roles",
    .help = "The roles of a member of staff, past and to come.",
    .roles = ROLES_ALL,
    .flags = VIEW_QUIET | VIEW_TIME,
    .columns = &role_fields,
    .params = &staff_ask_fields,
    .sql = "SELECT r.id, r.role, r.valid_from, r.valid_to, "
           "(SELECT login FROM tx WHERE seq = r.known_from) FROM staff_role r "
           "WHERE r.staff_id = :staff_id AND " KNOWN("r"),
    .order = "-from",
    .empty = "No role was ever given.",
};

/* --- the rows --------------------------------------------------------------------------------- */

const struct view *const views_system[] = {
    &view_audit, &view_transaction,  &view_changes, &view_timeline,    &view_package_timeline,
    &view_reads, &view_person_reads, &view_staff,   &view_staff_roles, NULL,
};

static const struct part tx_parts[] = {
    {"Transaction", &view_transaction, "tx", true},
    {"Changes", &view_changes, "tx", false},
};
static const struct kind kind_tx = {
    .name = "tx",
    .title = "Transaction",
    .find = "SELECT seq FROM tx WHERE seq = CAST(:ref AS INTEGER) AND CAST(seq AS TEXT) = :ref",
    .part = tx_parts,
    .parts = sizeof tx_parts / sizeof *tx_parts,
};

static const struct part staff_parts[] = {
    {"Staff", &view_staff, "staff_id", true},
    {"Roles", &view_staff_roles, "staff_id", false},
    {"Did", &view_audit, "staff_id", false},
};
static const struct kind kind_staff = {
    .name = "staff",
    .title = "Member of staff",
    .find = "SELECT min(id) FROM staff WHERE login = :ref",
    .part = staff_parts,
    .parts = sizeof staff_parts / sizeof *staff_parts,
};

const struct kind *const kinds_system[] = {&kind_tx, &kind_staff, NULL};

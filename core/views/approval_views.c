/* approval_views.c - proposals, who has which power, and who stands in for whom
 *
 * Source    architecture.md, Asking and deciding.
 */
#include "core/views/restricted.h"
#include "core/views/work_views.h"

#include <stddef.h>

static const struct word states[] = {
    {"draft", "Draft"},
    {"submitted", "Waiting for approval"},
    {"approved", "Approved"},
    {"applied", "Done"},
    {"returned", "Returned"},
    {"withdrawn", "Withdrawn"},
    {"refused", "Refused"},
    {"stale", "Out of date"},
    {NULL, NULL},
};
struct approval_columns {
    int64_t id;
    const char *ref;
    int64_t state;
    const char *operation, *what, *package, *person, *name, *provider, *power;
    date_t starts, ends;
    money_t weekly_pence, exposure_pence;
    const char *reason, *author, *changed_by;
    datetime_t submitted, due;
    const char *asked, *decided_by;
    datetime_t decided;
    const char *decision_text;
    date_t usable_to;
    int64_t urgent, rev;
};
#define ROW(member, type) FIELD(struct approval_columns, member, type)
static const struct field approval_rows[] = {
    {ROW(id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Number"},
    {ROW(ref, FIELD_TEXT), .label = "Proposal"},
    {ROW(state, FIELD_ENUM), .words = states, .label = "State"},
    {ROW(operation, FIELD_TEXT), .flags = FIELD_HIDDEN, .label = "Operation"},
    {ROW(what, FIELD_TEXT), .label = "To do"},
    {ROW(package, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Package"},
    {ROW(person, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Person"},
    {ROW(name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL, .label = "Name"},
    {ROW(provider, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Provider"},
    {ROW(starts, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From"},
    {ROW(ends, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "None: until it is reviewed or ended."},
    {ROW(power, FIELD_TEXT), .label = "Power"},
    {ROW(weekly_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL, .label = "A week"},
    {ROW(exposure_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL, .label = "In all, gross"},
    {ROW(reason, FIELD_TEXT), .max = 4000, .flags = FIELD_OPTIONAL, .label = "Reason"},
    {ROW(author, FIELD_TEXT), .label = "By"},
    {ROW(changed_by, FIELD_TEXT), .flags = FIELD_HIDDEN, .label = "Last changed by"},
    {ROW(submitted, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Submitted"},
    {ROW(due, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Due"},
    {ROW(asked, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Asked"},
    {ROW(decided_by, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Decided by"},
    {ROW(decided, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Decided"},
    {ROW(decision_text, FIELD_TEXT), .max = 4000, .flags = FIELD_OPTIONAL,
     .label = "In their words"},
    {ROW(usable_to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To be used by"},
    {ROW(urgent, FIELD_BOOL), .label = "Care has started"},
    {ROW(rev, FIELD_INT), .flags = FIELD_HIDDEN, .label = "Revision"},
};
static const struct fields approval_columns =
    FIELDS("approvals", approval_rows, struct approval_columns);

/* A day among the arguments, as the store keeps days. */
#define DAY(name) "CAST(julianday(json_extract(q.args, '$." name "')) - 2440587.5 AS INTEGER)"

#define STARTS                                                                                     \
    "coalesce(" DAY("start") ", " DAY(                                                             \
        "from") ", (SELECT max(o.start) FROM offer o"                                              \
                " WHERE o.package_id = q.package_id AND o.provider_id = q.provider_id))"
#define ENDS "coalesce(" DAY("interim_to") ", " DAY("review") ", " DAY("last_day") ")"

/* Who made a demonstration or a story is on no staff list: m. */
/* clang-format off */
#define APPROVALS                                                                                  \
    "SELECT q.id AS id, q.ref AS ref, q.state AS state, q.operation AS operation, " TO_DO          \
    " AS what, k.ref AS package, p.ref AS person, " SHOWN_NAME("p") " AS name, v.name AS "         \
    "provider, " STARTS " AS starts, " ENDS " AS ends, q.power AS power, iif(q.package_id IS "     \
    "NULL, NULL, q.weekly_pence) AS weekly_pence, iif(q.package_id IS NULL, NULL, "                \
    "q.exposure_pence) AS exposure_pence, " SHOWN_REASON("p", "q.reason") " AS reason,  "          \
    "coalesce(a.login, m.value) AS author, coalesce(e.login, m.value) AS changed_by, q.submitted " \
    "AS submitted, q.due AS due, s.login AS asked, d.login AS decided_by, q.decided AS decided, "  \
    SHOWN_REASON("p", "q.decision_text") " AS decision_text, q.usable_to AS usable_to, q.urgent "  \
    "AS urgent, q.rev AS rev "                                                                     \
    "FROM proposal q "                                                                             \
    "LEFT JOIN staff a ON a.id = q.author_id "                                                     \
    "LEFT JOIN staff e ON e.id = q.editor_id "                                                     \
    "LEFT JOIN setting m ON m.name = 'maker_login' "                                               \
    "LEFT JOIN package k ON k.id = q.package_id "                                                  \
    "LEFT JOIN person p ON p.id = q.person_id "                                                    \
    "LEFT JOIN provider v ON v.id = q.provider_id "                                                \
    "LEFT JOIN staff s ON s.id = q.asked_id "                                                      \
    "LEFT JOIN staff d ON d.id = q.decided_by"
/* clang-format on */

/* Administrators and clerks put in staff, roles, powers and delegations: they see what they put in. */
enum {
    READERS = SEES_PEOPLE | ROLE(ROLE_FINANCE) | ROLE(ROLE_POOL_MANAGER),
    ASKERS = ROLE(ROLE_ADMIN) | ROLE(ROLE_CLERK)
};
_Static_assert(READERS == 1407, "the SQL has the number");
#define OF_ALL_OR_MINE "((:roles & 1407) <> 0 OR q.author_id = :me OR q.editor_id = :me)"

#define MINE_AND_OPEN                                                                              \
    "q.state IN ('draft', 'submitted', 'returned', 'approved')"                                    \
    " AND (q.author_id = :me OR q.editor_id = :me)"

static const struct view approvals = {
    .name = "approvals",
    .title = "Approvals",
    .help = "Everything that needed or needs somebody's yes, newest first; to administrators and "
            "clerks, what they put in themselves.",
    .roles = READERS | ASKERS,
    .flags = VIEW_PERSON,
    .columns = &approval_columns,
    .sql = APPROVALS " WHERE " OF_ALL_OR_MINE,
    .order = "-id",
    .opens = "proposal",
    .opens_by = "ref",
    .count = "SELECT count(*) FROM proposal q WHERE " OF_ALL_OR_MINE,
    .empty = "Nothing has needed approval yet.",
};

/* Whoever put something in looks here for what became of it, and takes it back from here. */
static const struct view my_proposals = {
    .name = "my-proposals",
    .title = "What I proposed",
    .help = "What the person put in, or changed last, that somebody else has still to say yes to, "
            "that came back, or that is approved and not yet put into effect; newest first.",
    .roles = ROLES_ALL,
    .flags = VIEW_PERSON,
    .columns = &approval_columns,
    .sql = APPROVALS " WHERE " MINE_AND_OPEN,
    .order = "-id",
    .opens = "proposal",
    .opens_by = "ref",
    .count = "SELECT count(*) FROM proposal q WHERE " MINE_AND_OPEN,
    .empty = "Nothing you proposed waits for anybody.",
};

/* One record's, for `show` and the tabs. */
struct of_params {
    int64_t proposal, package, person;
};
static const struct field of_proposal_rows[] = {
    {FIELD(struct of_params, proposal, FIELD_INT), .label = "Proposal"}};
static const struct fields of_proposal =
    FIELDS("proposal-record", of_proposal_rows, struct of_params);
static const struct field of_package_rows[] = {
    {FIELD(struct of_params, package, FIELD_INT), .label = "Package"}};
static const struct fields of_package =
    FIELDS("package-approvals", of_package_rows, struct of_params);

static const struct view proposal_record = {
    .name = "proposal-record",
    .title = "Proposal",
    .help = "One proposal whole.",
    .roles = READERS | ASKERS,
    .flags = VIEW_QUIET,
    .columns = &approval_columns,
    .params = &of_proposal,
    .sql = APPROVALS " WHERE q.id = :proposal AND " OF_ALL_OR_MINE,
    .order = "id",
};
const struct view view_package_approvals = {
    .name = "package-approvals",
    .title = "Approvals of a package",
    .help = "What of one package needed somebody's yes.",
    .roles = READERS,
    .flags = VIEW_QUIET,
    .columns = &approval_columns,
    .params = &of_package,
    .sql = APPROVALS " WHERE q.package_id = :package",
    .order = "-id",
    .opens = "proposal",
    .opens_by = "ref",
    .empty = "Nothing of this package has needed approval.",
};

/* --- power ------------------------------------------------------------------------------------------ */

struct power_row {
    int64_t id;
    const char *login, *name, *power;
    money_t limit_pence;
    const char *decision;
    date_t valid_from, valid_to;
};
static const struct field power_rows[] = {
    {FIELD(struct power_row, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Number"},
    {FIELD(struct power_row, login, FIELD_TEXT), .label = "Login"},
    {FIELD(struct power_row, name, FIELD_TEXT), .label = "Name"},
    {FIELD(struct power_row, power, FIELD_TEXT), .label = "Power"},
    {FIELD(struct power_row, limit_pence, FIELD_MONEY), .label = "Limit"},
    {FIELD(struct power_row, decision, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Given by"},
    {FIELD(struct power_row, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct power_row, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
};
static const struct fields power_columns = FIELDS("authorities", power_rows, struct power_row);

static const struct view authorities = {
    .name = "authorities",
    .title = "Power to approve",
    .help = "Who may approve what, up to how much, from when to when. Nobody else may.",
    .roles = ROLES_ALL,
    .flags = VIEW_TIME,
    .columns = &power_columns,
    .sql = "SELECT a.id AS id, s.login AS login, s.name AS name, a.power AS power,"
           " a.limit_pence AS limit_pence, a.decision AS decision, a.valid_from AS valid_from,"
           " a.valid_to AS valid_to FROM authority a JOIN staff s ON s.id = a.staff_id"
           " WHERE a.known_from <= :known_at AND (a.known_to IS NULL OR a.known_to > :known_at)"
           " AND (a.valid_to IS NULL OR a.valid_to > :as_at)",
    .order = "login",
    .opens = "staff",
    .opens_by = "login",
    .empty = "Nobody has any power to approve: an administrator grants it (authority.grant).",
};

struct deputy_row {
    int64_t id;
    const char *for_login, *for_name, *login, *name;
    date_t valid_from, valid_to;
};
static const struct field deputy_rows[] = {
    {FIELD(struct deputy_row, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Number"},
    {FIELD(struct deputy_row, for_login, FIELD_TEXT), .label = "For"},
    {FIELD(struct deputy_row, for_name, FIELD_TEXT), .label = "Their name"},
    {FIELD(struct deputy_row, login, FIELD_TEXT), .label = "Deputy"},
    {FIELD(struct deputy_row, name, FIELD_TEXT), .label = "Name"},
    {FIELD(struct deputy_row, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct deputy_row, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
};
static const struct fields deputy_columns = FIELDS("deputies", deputy_rows, struct deputy_row);

static const struct view deputies = {
    .name = "deputies",
    .title = "Deputies",
    .help = "Who stands in for whom.",
    .roles = ROLES_ALL,
    .flags = VIEW_TIME,
    .columns = &deputy_columns,
    .sql = "SELECT d.id AS id, f.login AS for_login, f.name AS for_name, s.login AS login,"
           " s.name AS name, d.valid_from AS valid_from, d.valid_to AS valid_to"
           " FROM deputy d JOIN staff f ON f.id = d.for_id JOIN staff s ON s.id = d.staff_id"
           " WHERE d.known_from <= :known_at AND (d.known_to IS NULL OR d.known_to > :known_at)"
           " AND (d.valid_to IS NULL OR d.valid_to > :as_at)",
    .order = "for_login",
    .empty = "Nobody stands in for anybody now.",
};

const struct view *const views_approval[] = {
    &approvals, &my_proposals, &proposal_record, &view_package_approvals, &authorities,
    &deputies,  NULL,
};

static const struct part proposal_parts[] = {
    {.tab = "Proposal", .view = &proposal_record, .by = "proposal", .one = true},
};
static const struct kind proposal_kind = {
    .name = "proposal",
    .title = "Proposal",
    .find = "SELECT id FROM proposal WHERE ref = :ref",
    .person = "SELECT person_id FROM proposal WHERE id = :id",
    .part = proposal_parts,
    .parts = 1,
};
const struct kind *const kinds_approval[] = {&proposal_kind, NULL};

/* work_views.c - the day's work: what is to place, waited for, approved, returned, waiting for me
 *
 * Meaning   One list for the screen and the shell, in sections.  Each section takes the first few
 *           hundred of its own, most urgent and oldest first, from an index that holds only what is
 *           open, so that the list costs the same in a store of a million people.
 * Who       :roles says what the person does; `mine` is what they claimed or wrote.
 * Source    product.md, Work; screens.md, Work.
 */
#include "core/views/work_views.h"

#include "core/store/scope.h"
#include "core/views/restricted.h"

#include <stddef.h>

const struct word work_sections[] = {
    {"to-place", "To place"},
    {"replies-due", "Replies due"},
    {"accepted", "Accepted, to confirm"},
    {"approved", "Approved, to start"},
    {"returned", "Returned to me"},
    {"to-approve", "Waiting for my approval"},
    {"tasks", "To look at"},
    {NULL, NULL},
};
static const struct word marks[] = {{"!!", "!!"}, {"!", "!"}, {"-", ""}, {NULL, NULL}};

struct work_row {
    int64_t id, rank, section;
    const char *kind, *ref;
    int64_t mark;
    const char *package, *name, *outward, *lot;
    int64_t minutes, carers;
    const char *what;
    datetime_t due;
    const char *who;
    int64_t mine;
};
static const struct field rows[] = {
    {FIELD(struct work_row, id, FIELD_INT), .max = INT64_MAX, .flags = FIELD_KEY | FIELD_HIDDEN,
     .label = "Number"},
    {FIELD(struct work_row, rank, FIELD_INT), .max = INT64_MAX, .flags = FIELD_HIDDEN,
     .label = "Rank"},
    {FIELD(struct work_row, section, FIELD_ENUM), .words = work_sections, .label = "Section"},
    {FIELD(struct work_row, kind, FIELD_TEXT), .flags = FIELD_HIDDEN, .label = "Kind"},
    {FIELD(struct work_row, ref, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Ref"},
    {FIELD(struct work_row, mark, FIELD_ENUM), .words = marks, .label = "Urgency"},
    {FIELD(struct work_row, package, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .label = "Package"},
    {FIELD(struct work_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Person"},
    {FIELD(struct work_row, outward, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Area"},
    {FIELD(struct work_row, lot, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Lot"},
    {FIELD(struct work_row, minutes, FIELD_MINUTES), .max = 1000000, .flags = FIELD_OPTIONAL,
     .label = "A week"},
    {FIELD(struct work_row, carers, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Carers"},
    {FIELD(struct work_row, what, FIELD_TEXT), .max = 4000, .flags = FIELD_OPTIONAL,
     .label = "What"},
    {FIELD(struct work_row, due, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Due"},
    {FIELD(struct work_row, who, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Who"},
    {FIELD(struct work_row, mine, FIELD_BOOL), .flags = FIELD_HIDDEN, .label = "Mine"},
};
static const struct fields columns = FIELDS("work", rows, struct work_row);

/* id and rank: the section first, then the urgency, then the moment; minutes of London's clock are
 * under 2^28. */
/* clang-format off */
#define SECTION(n)  n " * 1000000000000"
#define RANK(n, priority, due)                                                                     \
    n " * 4294967296 + (" priority ") * 268435456 + coalesce(" due ", 268435455)"
#define PRIORITY    "CASE k.priority WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END"
#define MARK        "CASE k.priority WHEN 'emergency' THEN '!!' WHEN 'urgent' THEN '!' ELSE '-' END"
#define OUTWARD                                                                                    \
    "(SELECT substr(r.postcode, 1, instr(r.postcode, ' ') - 1) FROM residence r"                   \
    " WHERE r.person_id = p.id AND r.known_to IS NULL AND r.valid_from <= :today"                  \
    " AND (r.valid_to IS NULL OR r.valid_to > :today) LIMIT 1)"
#define LOT         "(SELECT o.name FROM lot o WHERE o.code = k.lot_code AND o.known_to IS NULL LIMIT 1)"
/* The newest specification, as s. */
#define SPEC                                                                                       \
    " LEFT JOIN specification s ON s.id = (SELECT n.id FROM specification n"                       \
    " WHERE n.package_id = k.id AND n.known_to IS NULL ORDER BY n.valid_from DESC LIMIT 1)"
#define CARERS                                                                                     \
    "(SELECT max(v.carers) FROM visit v WHERE v.package_id = k.id AND v.spec_number = s.number)"
#define LOGIN(id)   "(SELECT t.login FROM staff t WHERE t.id = " id ")"
/* Whose power may be lent: who still holds a role that approves (S18). */
#define APPROVES(id)                                                                               \
    "EXISTS (SELECT 1 FROM staff_role y WHERE y.staff_id = " id " AND y.known_to IS NULL"          \
    " AND y.role IN ('supervisor', 'pool-manager') AND y.valid_from <= :today"                     \
    " AND (y.valid_to IS NULL OR y.valid_to > :today))"
/* What somebody is asked to say yes to, with what it costs; why they are is told beside it. */
#define ASKED                                                                                      \
    TO_DO " || CASE WHEN q.package_id IS NULL THEN '' ELSE ', ' || " POUNDS("q.weekly_pence")      \
    " || ' a week, ' || " POUNDS("q.exposure_pence") " || ' in all' END"
/* What is said in words may name somebody. */
#define WHAT                                                                                       \
    "CASE WHEN w.words IS NULL THEN w.what ELSE coalesce(w.what || ': ', '') || "                  \
    SHOWN_WORDS("p", "w.words") " END"
/* By a partial index for each state. */
#define MINE_AGAIN(state, what, words)                                                             \
    " UNION ALL SELECT * FROM (SELECT " SECTION("5") " + q.id,"                                    \
    " " RANK("5", "0", "q.decided") ", 'returned', 'proposal', q.ref, NULL, q.package_id, NULL,"   \
    " NULL, NULL, " what ", q.due, q.decided_by, 1, " words                                        \
    " FROM proposal q WHERE q.state = " state                                                      \
    " AND (q.author_id = :me OR q.editor_id = :me) ORDER BY 2 LIMIT 500)"
/* What is due on a day is due when the office closes. */
#define CLOSES      " * 1440 + 1020"
/* A task t that is for a role of whoever asks. */
#define FOR_MY_ROLE                                                                                \
    "((1 << CASE t.role WHEN 'broker' THEN 0 WHEN 'planner' THEN 1 WHEN 'reablement' THEN 2"       \
    " WHEN 'supervisor' THEN 3 WHEN 'chc' THEN 4 WHEN 'finance' THEN 5 WHEN 'pool-manager' THEN 6" \
    " WHEN 'clerk' THEN 7 WHEN 'privacy' THEN 10 ELSE 62 END) & :roles) <> 0"
#define TASK_WORDS(x)                                                                              \
    "CASE WHEN (:roles & 1311) <> 0 OR " FOR_MY_ROLE " THEN " SHOWN_WORDS("p", x) " END"
#define PLACERS     ":roles & 9" /* brokers and supervisors */

/* Each section finds its rows, the most urgent first; what all of them show of the package and the
 * person is said once, around them. */
static const char work_sql[] =
    "SELECT w.id AS id, w.rank AS rank, w.section AS section, w.kind AS kind,"
    " coalesce(w.ref, k.ref, p.ref) AS ref, coalesce(w.mark, " MARK ") AS mark, k.ref AS package,"
    " " SHOWN_NAME("p") " AS name, " UNLESS_SHUT_RECORD("p", OUTWARD) " AS outward, " LOT " AS lot, w.minutes AS minutes,"
    " w.carers AS carers, " WHAT " AS what, w.due AS due, " LOGIN("w.who") " AS who, w.mine AS mine"
    " FROM ("
    /* to place: nobody has been asked, and nothing waits for approval */
    "SELECT * FROM (SELECT " SECTION("1") " + k.id AS id,"
    " " RANK("1", PRIORITY, "k.needed_by * 1440") " AS rank, 'to-place' AS section,"
    " 'package' AS kind, NULL AS ref, NULL AS mark, k.id AS package_id, k.person_id AS person_id,"
    " s.weekly_minutes AS minutes, " CARERS " AS carers,"
    " CASE WHEN s.id IS NULL THEN 'what is wanted is missing' END AS what,"
    " k.needed_by" CLOSES " AS due, k.claimed_by AS who, coalesce(k.claimed_by = :me, 0) AS mine,"
    " NULL AS words"
    " FROM package k" SPEC
    " WHERE k.waiting = 1 AND (" PLACERS ") <> 0"
    " AND (k.claimed_by IS NULL OR k.claimed_by = :me OR (:roles & 8) <> 0)"
    " AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.package_id = k.id AND (o.state = 'sent'"
    "  OR (o.placed = 0 AND o.state IN ('accepted', 'accepted-part'))))"
    " AND NOT EXISTS (SELECT 1 FROM proposal q WHERE q.package_id = k.id"
    "  AND q.state IN ('submitted', 'approved'))"
    " ORDER BY 2 LIMIT 500)"
    /* replies due */
    " UNION ALL SELECT * FROM (SELECT " SECTION("2") " + o.id,"
    " " RANK("2", "0", "o.due") ", 'replies-due', 'package', NULL, NULL, o.package_id, o.person_id,"
    " o.weekly_minutes, NULL, 'offered ' || v.name, o.due, o.sent_by, o.sent_by = :me,"
    " NULL FROM offer o JOIN provider v ON v.id = o.provider_id"
    " WHERE o.state = 'sent' AND (" PLACERS ") <> 0 ORDER BY o.due LIMIT 500)"
    /* accepted, to confirm */
    " UNION ALL SELECT * FROM (SELECT " SECTION("3") " + o.id,"
    " " RANK("3", PRIORITY, "o.start * 1440") ", 'accepted', 'package', NULL, NULL, o.package_id,"
    " o.person_id, o.weekly_minutes, NULL, v.name || CASE o.state WHEN 'accepted-part'"
    " THEN ' takes visits ' || o.accepted_visits || ' alone' ELSE ' can start' END, o.start" CLOSES ","
    " o.sent_by, o.sent_by = :me, NULL"
    " FROM offer o JOIN package k ON k.id = o.package_id JOIN provider v ON v.id = o.provider_id"
    " WHERE o.placed = 0 AND o.state IN ('accepted', 'accepted-part') AND (" PLACERS ") <> 0"
    " AND NOT EXISTS (SELECT 1 FROM proposal q WHERE q.package_id = k.id"
    "  AND q.state IN ('submitted', 'approved'))"
    " ORDER BY 2 LIMIT 500)"
    /* approved, to start */
    " UNION ALL SELECT * FROM (SELECT " SECTION("4") " + q.id,"
    " " RANK("4", "0", "q.usable_to * 1440") ", 'approved', 'proposal', q.ref, NULL, q.package_id,"
    " NULL, NULL, NULL, 'approved by ' || " LOGIN("q.decided_by") ", q.usable_to" CLOSES ","
    " q.author_id, q.author_id = :me, NULL"
    " FROM proposal q WHERE q.package_id IS NOT NULL AND q.state = 'approved'"
    " AND (" PLACERS ") <> 0 ORDER BY 2 LIMIT 500)"
    /* returned to me, also once it was changed: it is to be submitted again */
    MINE_AGAIN("'returned'", "NULL", "q.decision_text")
    MINE_AGAIN("'draft'", "'changed: submit it'", "NULL")
    /* waiting for my approval: neither author nor last editor, and within a limit */
    " UNION ALL SELECT * FROM (SELECT " SECTION("6") " + q.id,"
    " " RANK("6", "1 - q.urgent", "q.due") ", 'to-approve', 'proposal', q.ref,"
    " CASE q.urgent WHEN 1 THEN '!!' ELSE '-' END, q.package_id, NULL, NULL, NULL, " ASKED ","
    " q.due, q.author_id, 0, q.reason"
    " FROM proposal q WHERE q.state = 'submitted' AND (:roles & 72) <> 0 AND q.author_id <> :me"
    " AND q.editor_id <> :me AND (q.asked_id IS NULL OR q.asked_id = :me"
    "  OR q.asked_id IN (SELECT d.for_id FROM deputy d WHERE d.staff_id = :me"
    "   AND d.known_to IS NULL AND d.valid_from <= :today"
    "   AND (d.valid_to IS NULL OR d.valid_to > :today) AND " APPROVES("d.for_id") "))"
    " AND NOT (q.power = 'role' AND q.base ="
    "  (SELECT 'staff ' || m.login FROM staff m WHERE m.id = :me))"
    " AND (q.power IN ('role', 'rate')"
    "  OR EXISTS (SELECT 1 FROM authority a WHERE a.power = q.power AND a.known_to IS NULL"
    "  AND a.limit_pence >= q.exposure_pence AND a.valid_from <= :today"
    "  AND (a.valid_to IS NULL OR a.valid_to > :today)"
    "  AND (a.staff_id = :me OR a.staff_id IN (SELECT d.for_id FROM deputy d"
    "   WHERE d.staff_id = :me AND d.known_to IS NULL AND d.valid_from <= :today"
    "   AND (d.valid_to IS NULL OR d.valid_to > :today)"
    "   AND d.for_id NOT IN (q.author_id, q.editor_id) AND " APPROVES("d.for_id") "))))"
    " ORDER BY 2 LIMIT 500)"
    /* tasks */
    " UNION ALL SELECT * FROM (SELECT " SECTION("7") " + t.id,"
    " " RANK("7", "0", "t.due") ", 'tasks', CASE WHEN t.package_id IS NULL THEN 'person'"
    " ELSE 'package' END, NULL, '-', t.package_id, t.person_id, NULL, NULL, NULL, t.due,"
    " t.claimed_by, coalesce(t.claimed_by = :me, 0), t.text"
    " FROM task t WHERE t.done IS NULL"
    " AND " FOR_MY_ROLE
    " AND (t.claimed_by IS NULL OR t.claimed_by = :me OR (:roles & 8) <> 0)"
    " AND (t.person_id IS NULL OR " SCOPE_OWN("t.person_id") ")"
    " ORDER BY t.due IS NULL, t.due LIMIT 500)"
    ") w LEFT JOIN package k ON k.id = w.package_id"
    " LEFT JOIN person p ON p.id = CASE w.section WHEN 'tasks' THEN w.person_id"
    " ELSE k.person_id END";
/* clang-format on */

static const struct view work = {
    .name = "work",
    .title = "Work",
    .help = "What is due from you today, most urgent first.",
    .roles = ROLES_ALL & ~ROLE(ROLE_ADMIN),
    .flags = VIEW_PERSON,
    .columns = &columns,
    .sql = work_sql,
    .order = "rank",
    .opens_kind = "kind",
    .opens_by = "ref",
    .empty = "Nothing is waiting for you. Look under People and Packages; : finds any other list, "
             "and what can be done.",
};

struct count_row {
    int64_t id, section, count;
};
static const struct field count_rows[] = {
    {FIELD(struct count_row, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Number"},
    {FIELD(struct count_row, section, FIELD_ENUM), .words = work_sections, .label = "Section"},
    {FIELD(struct count_row, count, FIELD_INT), .label = "How many"},
};
static const struct fields count_columns = FIELDS("work-counts", count_rows, struct count_row);

/* Each followed by whose of them count. */
#define COUNT_ALL(person) ""
#define COUNT_OWN(person) " AND (" person " IS NULL OR " SCOPE_OWN(person) ")"
/* clang-format off */
#define COUNTS(whose)                                                                              \
    "SELECT 1 AS id, 'to-place' AS section, (SELECT count(*) FROM package k WHERE k.waiting = 1"   \
    whose("k.person_id") ") AS count UNION ALL SELECT 2, 'replies-due', (SELECT count(*) FROM "    \
    "offer o WHERE o.state = 'sent'" whose("o.person_id") ") UNION ALL SELECT 3, 'accepted', "     \
    "(SELECT count(*) FROM offer o WHERE o.placed = 0 AND o.state IN ('accepted', "                \
    "'accepted-part')" whose("o.person_id") ") UNION ALL SELECT 4, 'approved', (SELECT count(*) "  \
    "FROM proposal q WHERE q.state = 'approved'" whose("q.person_id") ") UNION ALL SELECT 5, "     \
    "'returned', (SELECT count(*) FROM proposal q WHERE q.state = 'returned'"                      \
    whose("q.person_id") ") + (SELECT count(*) FROM proposal q WHERE q.state = 'draft'"            \
    whose("q.person_id") ") UNION ALL SELECT 6, 'to-approve', (SELECT count(*) FROM proposal q "   \
    "WHERE q.state = 'submitted'" whose("q.person_id") ") UNION ALL SELECT 7, 'tasks', (SELECT "   \
    "count(*) FROM task t WHERE t.done IS NULL" whose("t.person_id") ")"
/* clang-format on */

static const struct view work_counts = {
    .name = "work-counts",
    .title = "Work in numbers",
    .help = "How much stands in each part of the day's work, for the whole team; of "
            "another body's staff, of their own people.",
    .roles = ROLES_ALL & ~ROLE(ROLE_ADMIN),
    .columns = &count_columns,
    .sql = COUNTS(COUNT_ALL),
    .own_sql = COUNTS(COUNT_OWN),
    .order = "id",
};

/* --- tasks ----------------------------------------------------------------------------------------- */

struct task_row {
    int64_t id;
    const char *kind, *person, *package, *role;
    datetime_t due;
    const char *text;
    datetime_t made;
    const char *claimed_by;
    datetime_t done;
    const char *done_by, *outcome;
};
static const struct field task_rows[] = {
    {FIELD(struct task_row, id, FIELD_INT), .flags = FIELD_KEY, .label = "Task"},
    {FIELD(struct task_row, kind, FIELD_TEXT), .label = "Kind"},
    {FIELD(struct task_row, person, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Person"},
    {FIELD(struct task_row, package, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Package"},
    {FIELD(struct task_row, role, FIELD_TEXT), .label = "For"},
    {FIELD(struct task_row, due, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Due"},
    {FIELD(struct task_row, text, FIELD_TEXT), .max = 4000, .flags = FIELD_OPTIONAL,
     .label = "What", .help = "To those who are told who somebody is, and to whom it is for."},
    {FIELD(struct task_row, made, FIELD_DATETIME), .label = "Since"},
    {FIELD(struct task_row, claimed_by, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Claimed by"},
    {FIELD(struct task_row, done, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Done"},
    {FIELD(struct task_row, done_by, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Done by"},
    {FIELD(struct task_row, outcome, FIELD_TEXT), .max = 4000, .flags = FIELD_OPTIONAL,
     .label = "Outcome"},
};
static const struct fields task_columns = FIELDS("tasks", task_rows, struct task_row);

static const struct view tasks = {
    .name = "tasks",
    .title = "Tasks",
    .help = "Everything that operations and the clock found for somebody to look at, done or not.",
    .roles = ROLES_ALL & ~ROLE(ROLE_ADMIN),
    .columns = &task_columns,
    .sql = "SELECT t.id AS id, t.kind AS kind, p.ref AS person, k.ref AS package, t.role AS role,"
           " t.due AS due, " TASK_WORDS(
               "t.text") " AS text, t.made AS made, a.login AS claimed_by, t.done AS done,"
                         " b.login AS done_by, " TASK_WORDS(
                             "t.outcome") " AS outcome"
                                          " FROM task t LEFT JOIN person p ON p.id = t.person_id"
                                          " LEFT JOIN package k ON k.id = t.package_id LEFT JOIN "
                                          "staff a ON a.id = t.claimed_by"
                                          " LEFT JOIN staff b ON b.id = t.done_by",
    .order = "-id",
    .opens = "package",
    .opens_by = "package",
    .empty = "No tasks: nothing has asked for attention.",
};

const struct view *const views_work[] = {&work, &work_counts, &tasks, NULL};

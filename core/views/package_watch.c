/* package_watch.c - what somebody must see before it hurts: gaps, overlaps, cost, care before approval
 *
 * Meaning   A visit is covered on a day when a known line of its specification that holds its number
 *           is in force.  A gap begins on the day after a line ends, or on the first day of what is
 *           wanted from then on, and lasts to the next line's first day or the end of what is wanted.
 * Walks     what waits, and second lines of packages (line_second), never every package.
 */
#include "core/views/package_inside.h"

#include "core/views/restricted.h"

/* --- gaps -------------------------------------------------------------------------------------------- */

struct gap_row {
    int64_t id;
    const char *package, *person, *name, *lot;
    date_t from, to;
    int64_t days, when;
    const char *visits;
    int64_t minutes, waiting, package_id;
};
#define G(member, type, ...) COLUMN(struct gap_row, member, type, __VA_ARGS__)
static const struct field gap_rows[] = {
    ID_COLUMN(struct gap_row),
    G(package, FIELD_TEXT, .label = "Package"),
    G(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct gap_row),
    G(lot, FIELD_TEXT, .label = "Lot"),
    G(from, FIELD_DATE, .label = "From"),
    LAST_DAY_COLUMN(struct gap_row, to, "To"),
    G(days, FIELD_INT, .label = "Days", .help = "Blank while no end is in sight."),
    G(when, FIELD_ENUM, .words = day_words, .label = "When"),
    G(visits, FIELD_TEXT, .max = 400, .label = "Visits"),
    WEEK_COLUMN(struct gap_row, minutes, "A week"),
    G(waiting, FIELD_BOOL, .label = "Waiting"),
    HIDDEN_COLUMN(struct gap_row, package_id, "Package"),
};
static const struct fields gap_columns = FIELDS("gaps", gap_rows, struct gap_row);

/* Line `o` makes visit `v`. */
#define MAKES(o)                                                                                   \
    o ".package_id = v.package_id AND " o ".spec_number = v.spec_number AND " o                    \
      ".known_to IS NULL AND " o ".change <> 'void' AND (" o ".visits IS NULL OR instr(',' || " o  \
      ".visits || ',', ',' || v.number || ','))"
#define SPEC_KNOWN "s.package_id = v.package_id AND s.number = v.spec_number AND s.known_to IS NULL"
/* Packages that may have one: what nobody follows waits; what somebody follows has a later line. */
#define GAP_PACKAGES                                                                               \
    "(SELECT k.id AS k FROM package k WHERE k.waiting = 1 UNION SELECT f.package_id FROM line f"   \
    " INDEXED BY line_second"                                                                      \
    " WHERE f.known_to IS NULL AND f.number > 1 AND f.valid_from > :today - 60)"
#define ENDED_IN(packages)                                                                         \
    packages " w JOIN line e ON e.package_id = w.k AND e.known_to IS NULL"                         \
             " AND e.valid_to > :today - 60 AND e.change <> 'void'"
/* Days on which a gap may begin, with the visit. */
/* clang-format off */
#define GAP_DAYS                                                                                   \
    "SELECT e.id AS id, v.package_id, v.spec_number, v.number, v.days, v.minutes, v.carers, "      \
    "e.valid_to AS day "                                                                           \
    "FROM " ENDED_IN(GAP_PACKAGES) " "                                                             \
    "JOIN visit v ON v.package_id = e.package_id AND v.spec_number = e.spec_number AND (e.visits " \
    "IS NULL OR instr(',' || e.visits || ',', ',' || v.number || ',')) "                           \
    "UNION ALL SELECT -b.id, v.package_id, v.spec_number, v.number, v.days, v.minutes, v.carers, " \
    "b.valid_from "                                                                                \
    "FROM " ENDED_IN(GAP_PACKAGES) " "                                                             \
    "JOIN specification b ON b.package_id = e.package_id AND b.valid_from = e.valid_to AND "       \
    "b.known_to IS NULL "                                                                          \
    "JOIN visit v ON v.package_id = b.package_id AND v.spec_number = b.number"
/* clang-format on */
#define DAYS_A_WEEK                                                                                \
    "((v.days & 1) + (v.days >> 1 & 1) + (v.days >> 2 & 1) + (v.days >> 3 & 1)"                    \
    " + (v.days >> 4 & 1) + (v.days >> 5 & 1) + (v.days >> 6 & 1))"

static const struct view gaps = {
    .name = "gaps",
    .title = "Gaps",
    .help = "Visits that are wanted on days when nobody makes them, after somebody did: from sixty "
            "days "
            "back on.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_PERSON,
    .columns = &gap_columns,
    /* clang-format off */
    .sql =
        "SELECT min(g.id), p.ref, h.ref, " NAME ", p.lot_code, g.day, g.until, g.until - g.day, "
        "CASE WHEN g.until <= :today THEN 'past' WHEN g.day > :today THEN 'to-come' ELSE "
        "'current' END, group_concat(g.number), sum(g.week), p.waiting, p.id "
        "FROM (SELECT min(v.id) AS id, v.package_id, v.number, v.day, " DAYS_A_WEEK " * v.minutes "
        "* v.carers AS week, (SELECT min(x.d) FROM (SELECT min(o.valid_from) AS d FROM line o "
        "WHERE " MAKES("o") " AND o.valid_from > v.day UNION ALL SELECT s.valid_to FROM "
        "specification s WHERE " SPEC_KNOWN ") x) AS until FROM (" GAP_DAYS ") v WHERE EXISTS "
        "(SELECT 1 FROM specification s WHERE " SPEC_KNOWN " AND s.valid_from <= v.day AND "
        "(s.valid_to IS NULL OR s.valid_to > v.day)) AND NOT EXISTS (SELECT 1 FROM line o WHERE "
        MAKES("o") " AND o.valid_from <= v.day AND (o.valid_to IS NULL OR o.valid_to > v.day)) "
        "GROUP BY v.package_id, v.number, v.day) g "
        "JOIN package p ON p.id = g.package_id AND p.cancelled IS NULL "
        "JOIN person h ON h.id = p.person_id "
        "GROUP BY p.id, g.day, g.until",
    /* clang-format on */
    .order = "from",
    .opens = "package",
    .opens_by = "package",
    .empty = "Nobody is left without a visit that they had.",
};

/* --- overlaps ------------------------------------------------------------------------------------------ */

struct overlap_row {
    int64_t id;
    const char *package, *person, *name;
    int64_t line, other;
    const char *provider, *provider_name, *other_provider, *other_name, *visits;
    date_t from, to;
    int64_t package_id;
};
#define O(member, type, ...) COLUMN(struct overlap_row, member, type, __VA_ARGS__)
static const struct field overlap_rows[] = {
    ID_COLUMN(struct overlap_row),
    O(package, FIELD_TEXT, .label = "Package"),
    O(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct overlap_row),
    O(line, FIELD_INT, .label = "Line"),
    O(other, FIELD_INT, .label = "and line"),
    PROVIDER_COLUMNS(struct overlap_row),
    {FIELD(struct overlap_row, other_provider, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .label = "The other's reference"},
    O(other_name, FIELD_TEXT, .label = "and provider"),
    O(visits, FIELD_TEXT, .max = 400, .label = "Visits"),
    O(from, FIELD_DATE, .label = "From"),
    LAST_DAY_COLUMN(struct overlap_row, to, "To"),
    HIDDEN_COLUMN(struct overlap_row, package_id, "Package"),
};
static const struct fields overlap_columns = FIELDS("overlaps", overlap_rows, struct overlap_row);

static const struct view overlaps = {
    .name = "overlaps",
    .title = "Overlaps",
    .help = "Visits that two lines of a package deliver on the same days, now or to come.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_PERSON,
    .columns = &overlap_columns,
    /* clang-format off */
    .sql =
        "SELECT b.id * 4096 + a.number, p.ref, h.ref, " NAME ", a.number, b.number, oa.ref, "
        "oa.name, ob.ref, ob.name, (SELECT group_concat(v.number) FROM visit v WHERE v.package_id "
        "= b.package_id AND " MAKES("a") " AND " MAKES("b") "), max(a.valid_from, b.valid_from), "
        "min(coalesce(a.valid_to, b.valid_to), coalesce(b.valid_to, a.valid_to)), p.id "
        "FROM line b INDEXED BY line_second "
        "CROSS JOIN line a ON a.package_id = b.package_id AND a.number < b.number AND a.known_to "
        "IS NULL AND a.change <> 'void' AND a.spec_number = b.spec_number AND (a.valid_to IS NULL "
        "OR a.valid_to > max(b.valid_from, :today)) AND (b.valid_to IS NULL OR b.valid_to > "
        "a.valid_from) "
        "JOIN package p ON p.id = b.package_id "
        "JOIN person h ON h.id = p.person_id "
        "JOIN provider oa ON oa.id = a.provider_id "
        "JOIN provider ob ON ob.id = b.provider_id "
        "WHERE b.known_to IS NULL AND b.number > 1 AND b.change <> 'void' AND (b.valid_to IS NULL "
        "OR b.valid_to > :today) AND EXISTS (SELECT 1 FROM visit v WHERE v.package_id = "
        "b.package_id AND " MAKES("a") " AND " MAKES("b") ")",
    /* clang-format on */
    .order = "from",
    .opens = "package",
    .opens_by = "package",
    .empty = "No visit is delivered twice.",
};

/* --- what it costs on a day ------------------------------------------------------------------------------ */

struct cost_row {
    int64_t id;
    const char *package, *person, *name;
    int64_t line;
    const char *provider, *provider_name, *payer, *payer_name, *lot;
    int64_t source, minutes;
    money_t weekly_pence, pence_now;
    int64_t resting, package_id;
};
#define C(member, type, ...) COLUMN(struct cost_row, member, type, __VA_ARGS__)
static const struct field cost_rows[] = {
    ID_COLUMN(struct cost_row),
    C(package, FIELD_TEXT, .label = "Package"),
    C(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct cost_row),
    C(line, FIELD_INT, .label = "Line"),
    PROVIDER_COLUMNS(struct cost_row),
    C(payer_name, FIELD_TEXT, .label = "Payer"),
    C(payer, FIELD_TEXT, .label = "Payer's code"),
    C(lot, FIELD_TEXT, .label = "Lot"),
    C(source, FIELD_ENUM, .words = line_source_words, .label = "Source"),
    WEEK_COLUMN(struct cost_row, minutes, "A week"),
    C(weekly_pence, FIELD_MONEY, .label = "Price a week"),
    C(pence_now, FIELD_MONEY, .label = "Costs on the day",
      .help = "A week at what the day costs: a retainer while held, then nothing."),
    C(resting, FIELD_BOOL, .label = "At rest"),
    HIDDEN_COLUMN(struct cost_row, package_id, "Package"),
};
static const struct fields cost_columns = FIELDS("weekly-cost", cost_rows, struct cost_row);

static const struct view weekly_cost = {
    .name = "weekly-cost",
    .title = "Cost a week",
    .help =
        "What each line in force on the day costs a week, gross, and what of it is paid while it "
        "rests.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &cost_columns,
    .sql = "SELECT l.id, p.ref, h.ref, " NAME ", l.number, o.ref, o.name, " BODY_NAME(
        "l.payer") ", l.payer, p.lot_code, "
                   "l.source, l.weekly_minutes, l.weekly_pence,"
                   " " LINE_PENCE ", " LINE_SUSPENDED
                   ", p.id FROM line l JOIN package p ON p.id = l.package_id"
                   " JOIN person h ON h.id = p.person_id JOIN provider o ON o.id = l.provider_id"
                   " WHERE " LINE_ON,
    .order = "id",
    .opens = "package",
    .opens_by = "package",
    .empty = "No line is in force on that day.",
};

/* --- care before approval ---------------------------------------------------------------------------------- */

static const struct word approval_words[] = {
    {"draft", "Draft"},
    {"submitted", "Waiting for approval"},
    {"approved", "Approved"},
    {"applied", "Approved"},
    {"returned", "Returned"},
    {"withdrawn", "Withdrawn"},
    {"refused", "Refused"},
    {"stale", "Out of date"},
    {NULL, NULL},
};
struct urgent_row {
    int64_t id;
    const char *package, *person, *name;
    int64_t line;
    const char *provider, *provider_name, *reason;
    date_t start, interim_to;
    money_t weekly_pence;
    const char *proposal;
    int64_t approval;
    datetime_t due;
    int64_t overdue;
    const char *author;
    int64_t package_id;
};
#define U(member, type, ...) COLUMN(struct urgent_row, member, type, __VA_ARGS__)
static const struct field urgent_rows[] = {
    ID_COLUMN(struct urgent_row),
    U(package, FIELD_TEXT, .label = "Package"),
    U(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct urgent_row),
    U(line, FIELD_INT, .label = "Line"),
    PROVIDER_COLUMNS(struct urgent_row),
    U(reason, FIELD_TEXT, .max = 500, .label = "Why it could not wait"),
    U(start, FIELD_DATE, .label = "Start"),
    LAST_DAY_COLUMN(struct urgent_row, interim_to, "Interim to"),
    U(weekly_pence, FIELD_MONEY, .label = "Price a week"),
    U(proposal, FIELD_TEXT, .label = "Proposal"),
    U(approval, FIELD_ENUM, .words = approval_words, .label = "Approval"),
    U(due, FIELD_DATETIME, .label = "Due"),
    U(overdue, FIELD_BOOL, .label = "Overdue"),
    U(author, FIELD_TEXT, .label = "Started by"),
    HIDDEN_COLUMN(struct urgent_row, package_id, "Package"),
};
static const struct fields urgent_columns = FIELDS("urgent-starts", urgent_rows, struct urgent_row);

static const struct view urgent_starts = {
    .name = "urgent-starts",
    .title = "Started before approval",
    .help = "Exceptions: care that began with a reason and a last day, before papers and approval.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_PERSON,
    .columns = &urgent_columns,
    /* clang-format off */
    .sql =
        "SELECT l.id, p.ref, h.ref, " NAME ", l.number, o.ref, o.name, "
        SHOWN_REASON("h", "coalesce(q.reason, l.why)") ", l.valid_from, l.valid_to, "
        "l.weekly_pence, q.ref, q.state, q.due, q.state = 'submitted' AND q.due < :now, a.login, "
        "p.id "
        "FROM line l "
        "JOIN package p ON p.id = l.package_id "
        "JOIN person h ON h.id = p.person_id "
        "JOIN provider o ON o.id = l.provider_id "
        "LEFT JOIN proposal q ON q.id = (SELECT max(x.id) FROM proposal x WHERE x.package_id = "
        "p.id AND x.operation = 'package.start-urgent') "
        "LEFT JOIN staff a ON a.id = q.author_id "
        "WHERE l.source = 'interim' AND l.known_to IS NULL AND l.change <> 'void'",
    /* clang-format on */
    .order = "-start",
    .opens = "package",
    .opens_by = "package",
    .empty = "Nothing has started before its approval.",
};

const struct view *const views_package_watch[] = {
    &gaps, &overlaps, &weekly_cost, &urgent_starts, NULL,
};

/* package_lists.c - what packages are made of: visits, lines, rests, notices */
#include "core/views/package_inside.h"

/* The versions of a dated row against the day. */
#define WHEN(row)                                                                                  \
    "CASE WHEN " row ".valid_to <= :as_at THEN 'past' WHEN " row                                   \
    ".valid_from > :as_at THEN 'to-come' ELSE 'current' END"

/* --- visits -------------------------------------------------------------------------------------- */

struct visit_row {
    int64_t id;
    const char *package, *person;
    int64_t specification;
    date_t from, to;
    int64_t when, visit, days, band;
    const char *at;
    int64_t tolerance, minutes, carers, time_critical;
    const char *critical_reason;
    int64_t personal_care;
    const char *tasks, *provider, *provider_name;
    int64_t package_id;
};
#define V(member, type, ...) COLUMN(struct visit_row, member, type, __VA_ARGS__)
static const struct field visit_rows[] = {
    ID_COLUMN(struct visit_row),
    V(package, FIELD_TEXT, .label = "Package"),
    V(person, FIELD_TEXT, .label = "Person"),
    V(specification, FIELD_INT, .label = "Specification"),
    V(from, FIELD_DATE, .label = "From"),
    LAST_DAY_COLUMN(struct visit_row, to, "To"),
    V(when, FIELD_ENUM, .words = day_words, .label = "When"),
    V(visit, FIELD_INT, .label = "Visit"),
    {FIELD(struct visit_row, days, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_DAYS, .min = 1,
     .max = 127, .label = "Days"},
    V(band, FIELD_ENUM, .words = band_words, .label = "Time of day"),
    V(at, FIELD_TEXT, .label = "At"),
    V(tolerance, FIELD_MINUTES, .label = "Either way"),
    V(minutes, FIELD_MINUTES, .label = "Minutes"),
    V(carers, FIELD_INT, .label = "Carers"),
    V(time_critical, FIELD_BOOL, .label = "Time-critical"),
    NARRATIVE(struct visit_row, critical_reason, .label = "Why"),
    V(personal_care, FIELD_BOOL, .label = "Personal care"),
    NARRATIVE(struct visit_row, tasks, .max = 1000, .label = "Tasks"),
    PROVIDER_COLUMNS(struct visit_row),
    HIDDEN_COLUMN(struct visit_row, package_id, "Package"),
};
static const struct fields visit_columns = FIELDS("package-visits", visit_rows, struct visit_row);

/* Whose line makes visit `v` on the day. */
#define VISIT_PROVIDERS(column)                                                                    \
    "(SELECT group_concat(DISTINCT o." column ") FROM line l JOIN provider o"                      \
    " ON o.id = l.provider_id WHERE l.package_id = p.id AND " LINE_ON                              \
    " AND l.spec_number = s.number AND (l.visits IS NULL"                                          \
    " OR instr(',' || l.visits || ',', ',' || v.number || ',')))"
/* clang-format off */
#define VISITS                                                                                     \
    "SELECT v.id, p.ref, h.ref, s.number, s.valid_from, s.valid_to, " WHEN("s") ", v.number, "     \
    "v.days, v.band, substr('0' || (v.at / 60), -2) || ':' || substr('0' || (v.at % 60), -2), "    \
    "v.tolerance, v.minutes, v.carers, v.time_critical, " IF_OPEN("v.critical_reason")             \
    ", v.personal_care, " IF_OPEN("v.tasks") ", " VISIT_PROVIDERS("ref") ", "                      \
    VISIT_PROVIDERS("name") ", p.id "                                                              \
    "FROM specification s "                                                                        \
    "JOIN visit v ON v.package_id = s.package_id AND v.spec_number = s.number "                    \
    "JOIN package p ON p.id = s.package_id "                                                       \
    "JOIN person h ON h.id = p.person_id "                                                         \
    "WHERE " KNOWN_AT("s")
/* clang-format on */

static const struct view visits = {
    .name = "package-visits",
    .title = "Visits wanted",
    .help = "Every visit that packages want, and who makes it on the day.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &visit_columns,
    .sql = VISITS,
    .order = "id",
    .opens = "package",
    .opens_by = "package",
    .count = "SELECT count(*) FROM visit",
    .empty = "No package has visits yet: specify one (package.specify).",
};
const struct view view_visits_of_package = {
    .name = "visits-of-package",
    .title = "Visits wanted",
    .help = "The visits that one package wanted, wants, and will want.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &visit_columns,
    .params = &of_package_fields,
    .sql = VISITS " AND s.package_id = :package_id",
    .order = "id",
    .empty = "No visits are specified: say what is wanted (package.specify).",
};

/* --- lines ----------------------------------------------------------------------------------------- */

struct line_row {
    int64_t id;
    const char *ref, *package, *person, *name;
    int64_t line;
    const char *provider, *provider_name, *delivered_by;
    int64_t source;
    const char *award, *payer, *payer_name, *lot, *visits;
    date_t from, to;
    int64_t when, resting, minutes;
    money_t weekly_pence, pence_now;
    int64_t double_handed;
    date_t paid_to;
    int64_t change;
    const char *why;
    int64_t known_from, package_id, person_id, provider_id;
};
#define L(member, type, ...) COLUMN(struct line_row, member, type, __VA_ARGS__)
static const struct field line_rows[] = {
    ID_COLUMN(struct line_row),
    L(ref, FIELD_TEXT, .label = "Reference"),
    L(package, FIELD_TEXT, .label = "Package"),
    L(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct line_row),
    L(line, FIELD_INT, .label = "Line"),
    PROVIDER_COLUMNS(struct line_row),
    L(delivered_by, FIELD_TEXT, .label = "Delivered by"),
    L(source, FIELD_ENUM, .words = line_source_words, .label = "Source"),
    L(award, FIELD_TEXT, .label = "Award"),
    L(payer_name, FIELD_TEXT, .label = "Payer"),
    L(payer, FIELD_TEXT, .label = "Payer's code"),
    L(lot, FIELD_TEXT, .label = "Lot"),
    L(visits, FIELD_TEXT, .label = "Visits", .help = "Numbers of those it covers; blank: all."),
    L(from, FIELD_DATE, .label = "From"),
    LAST_DAY_COLUMN(struct line_row, to, "To"),
    L(when, FIELD_ENUM, .words = day_words, .label = "When"),
    L(resting, FIELD_BOOL, .label = "At rest"),
    WEEK_COLUMN(struct line_row, minutes, "A week"),
    L(weekly_pence, FIELD_MONEY, .label = "Price a week"),
    L(pence_now, FIELD_MONEY, .label = "Costs on the day",
      .help = "A week at what the day costs: nothing before, after or beyond a hold."),
    L(double_handed, FIELD_BOOL, .label = "Two carers"),
    LAST_DAY_COLUMN(struct line_row, paid_to, "Notice paid to"),
    L(change, FIELD_ENUM, .words = line_change_words, .label = "Change"),
    NARRATIVE(struct line_row, why, .max = 500, .label = "Why"),
    HIDDEN_COLUMN(struct line_row, known_from, "Recorded in"),
    HIDDEN_COLUMN(struct line_row, package_id, "Package"),
    HIDDEN_COLUMN(struct line_row, person_id, "Person"),
    HIDDEN_COLUMN(struct line_row, provider_id, "Provider"),
};
static const struct fields line_columns = FIELDS("lines", line_rows, struct line_row);

/* clang-format off */
#define LINES                                                                                      \
    "SELECT l.id, p.ref || '/' || l.number, p.ref, h.ref, " NAME ", l.number, o.ref, o.name, "     \
    "d.name, l.source, l.award_ref, " BODY_NAME("l.payer") ", l.payer, p.lot_code, l.visits, "     \
    "l.valid_from, l.valid_to, " WHEN("l") ", " LINE_SUSPENDED ", l.weekly_minutes, "              \
    "l.weekly_pence, iif(" WHEN("l") " = 'current', " LINE_PENCE ", 0), l.double_handed, "         \
    "l.paid_to, l.change, " IF_OPEN("l.why") ", l.known_from, p.id, h.id, o.id "                   \
    "FROM line l "                                                                                 \
    "JOIN package p ON p.id = l.package_id "                                                       \
    "JOIN person h ON h.id = p.person_id "                                                         \
    "JOIN provider o ON o.id = l.provider_id "                                                     \
    "LEFT JOIN provider d ON d.id = l.delivered_by"
/* clang-format on */

static const struct view lines = {
    .name = "lines",
    .title = "Lines",
    .help = "What providers deliver and are paid for: every version known, past, now and to come.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &line_columns,
    .sql = LINES " WHERE " KNOWN_AT("l"),
    .order = "id",
    .opens = "package",
    .opens_by = "package",
    .count = "SELECT count(*) FROM line WHERE known_to IS NULL",
    .empty = "Nothing runs yet: confirm an accepted offer (package.confirm), or take on what runs.",
};
const struct view view_lines_of_package = {
    .name = "lines-of-package",
    .title = "Lines",
    .help = "What providers deliver of one package, in versions.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &line_columns,
    .params = &of_package_fields,
    .sql = LINES " WHERE l.package_id = :package_id AND " KNOWN_AT("l"),
    .order = "from",
    .opens = "line",
    .opens_by = "ref",
    .empty = "Nothing of this package has run or is confirmed.",
};

/* Every version that one line ever had, also those that stand no longer. */
struct of_line {
    int64_t line_id;
};
static const struct field of_line_rows[] = {
    {FIELD(struct of_line, line_id, FIELD_INT), .max = INT64_MAX,
     .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Line"},
};
static const struct fields of_line_fields = FIELDS("line", of_line_rows, struct of_line);

const struct view view_line_record = {
    .name = "line-record",
    .title = "Line",
    .help = "One line, as it stands.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &line_columns,
    .params = &of_line_fields,
    .sql = LINES " WHERE l.id = :line_id",
    .order = "id",
};
const struct view view_line_versions = {
    .name = "line-versions",
    .title = "Versions",
    .help = "Every version that one line had, in the order they were recorded.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &line_columns,
    .params = &of_line_fields,
    .sql = LINES " JOIN line one ON one.id = :line_id WHERE l.package_id = one.package_id"
                 " AND l.number = one.number AND l.known_from <= :known_at",
    .order = "known_from",
    .empty = "There is no such line.",
};

/* --- rests --------------------------------------------------------------------------------------------- */

struct rest_row {
    int64_t id;
    const char *package, *person, *name;
    int64_t line;
    const char *provider, *provider_name;
    date_t from, to;
    int64_t when, reason;
    date_t held_to;
    int64_t retainer_bp;
    date_t lowers_from, review;
    int64_t days_left, package_id;
};
#define S(member, type, ...) COLUMN(struct rest_row, member, type, __VA_ARGS__)
static const struct field rest_rows[] = {
    ID_COLUMN(struct rest_row),
    S(package, FIELD_TEXT, .label = "Package"),
    S(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct rest_row),
    S(line, FIELD_INT, .label = "Line"),
    PROVIDER_COLUMNS(struct rest_row),
    S(from, FIELD_DATE, .label = "From"),
    LAST_DAY_COLUMN(struct rest_row, to, "To"),
    S(when, FIELD_ENUM, .words = day_words, .label = "When"),
    S(reason, FIELD_ENUM, .words = suspension_words, .label = "Reason"),
    LAST_DAY_COLUMN(struct rest_row, held_to, "Held to"),
    S(retainer_bp, FIELD_INT, .label = "Retainer",
      .help = "Share of the price paid while it is held, in basis points."),
    S(lowers_from, FIELD_DATE, .label = "Lowers cost from"),
    S(review, FIELD_DATE, .label = "Look again"),
    S(days_left, FIELD_INT, .min = -1000000, .max = 1000000, .label = "Days left",
      .help = "Of the hold; negative: it is over."),
    HIDDEN_COLUMN(struct rest_row, package_id, "Package"),
};
static const struct fields rest_columns = FIELDS("suspensions", rest_rows, struct rest_row);

/* clang-format off */
#define RESTS                                                                                      \
    "SELECT r.id, p.ref, h.ref, " NAME ", r.line_number, " LINE_PROVIDER("r", "ref") ", "          \
    LINE_PROVIDER("r", "name") ", r.valid_from, r.valid_to, " WHEN("r") ", r.reason, "             \
    "r.held_until, r.retainer_bp, r.paid_from, r.review, r.held_until - :as_at, p.id "             \
    "FROM suspension r "                                                                           \
    "JOIN package p ON p.id = r.package_id "                                                       \
    "JOIN person h ON h.id = p.person_id "                                                         \
    "WHERE "
/* clang-format on */

static const struct view suspensions = {
    .name = "suspensions",
    .title = "Suspensions",
    .help = "Lines that rest, rested or will rest: hospital, holiday.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &rest_columns,
    .sql = RESTS KNOWN_AT("r"),
    .order = "-id",
    .opens = "package",
    .opens_by = "package",
    .count = "SELECT count(*) FROM suspension WHERE known_to IS NULL",
    .empty = "Nothing rests.",
};
const struct view view_suspensions_of_package = {
    .name = "suspensions-of-package",
    .title = "Suspensions",
    .help = "When lines of one package rest.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &rest_columns,
    .params = &of_package_fields,
    .sql = RESTS "r.package_id = :package_id AND " KNOWN_AT("r"),
    .order = "from",
    .empty = "Nothing of this package has rested.",
};
static const struct view holds = {
    .name = "holds",
    .title = "Holds that end",
    .help = "Lines at rest, by the day their provider holds the place no longer.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_PERSON,
    .columns = &rest_columns,
    .sql = RESTS "r.known_to IS NULL AND r.valid_from <= :as_at"
                 " AND (r.valid_to IS NULL OR r.valid_to > :as_at)"
                 " AND EXISTS (SELECT 1 FROM line l WHERE l.package_id = r.package_id"
                 " AND l.number = r.line_number AND " LINE_ON ")",
    .order = "held_to",
    .opens = "package",
    .opens_by = "package",
    .empty = "Nothing is held.",
};

/* --- notices --------------------------------------------------------------------------------------------- */

struct notice_row {
    int64_t id;
    const char *package, *person, *name;
    int64_t line;
    const char *provider, *provider_name;
    int64_t given_by;
    date_t given, last_day, stood_to;
    int64_t standing, days_left, waiting;
    const char *reason;
    int64_t package_id;
};
#define N(member, type, ...) COLUMN(struct notice_row, member, type, __VA_ARGS__)
static const struct field notice_rows[] = {
    ID_COLUMN(struct notice_row),
    N(package, FIELD_TEXT, .label = "Package"),
    N(person, FIELD_TEXT, .label = "Person"),
    NAME_COLUMN(struct notice_row),
    N(line, FIELD_INT, .label = "Line"),
    PROVIDER_COLUMNS(struct notice_row),
    N(given_by, FIELD_ENUM, .words = notice_words, .label = "Given by"),
    N(given, FIELD_DATE, .label = "Given"),
    N(last_day, FIELD_DATE, .label = "Last day"),
    N(stood_to, FIELD_DATE, .label = "Withdrawn"),
    N(standing, FIELD_BOOL, .label = "Stands"),
    N(days_left, FIELD_INT, .min = -1000000, .max = 1000000, .label = "Days left"),
    N(waiting, FIELD_BOOL, .label = "Nobody found", .help = "For what follows."),
    NARRATIVE(struct notice_row, reason, .max = 500, .label = "Reason"),
    HIDDEN_COLUMN(struct notice_row, package_id, "Package"),
};
static const struct fields notice_columns = FIELDS("notices", notice_rows, struct notice_row);

/* clang-format off */
#define NOTICES                                                                                    \
    "SELECT n.id, p.ref, h.ref, " NAME ", n.line_number, " LINE_PROVIDER("n", "ref") ", "          \
    LINE_PROVIDER("n", "name") ", n.given_by, n.valid_from, n.last_day, n.valid_to, n.valid_from " \
    "<= :as_at AND n.last_day >= :as_at AND " NOT_OVER("n") ", n.last_day - :as_at, p.waiting, "   \
    IF_OPEN("n.reason") ", p.id "                                                                  \
    "FROM notice n "                                                                               \
    "JOIN package p ON p.id = n.package_id "                                                       \
    "JOIN person h ON h.id = p.person_id "                                                         \
    "WHERE "
/* clang-format on */

static const struct view notices = {
    .name = "notices",
    .title = "Notices",
    .help = "Lines that end by notice: of the provider, of the person, or ours.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_PERSON,
    .columns = &notice_columns,
    .sql = NOTICES KNOWN_AT("n"),
    .order = "-id",
    .opens = "package",
    .opens_by = "package",
    .count = "SELECT count(*) FROM notice WHERE known_to IS NULL",
    .empty = "Nobody has given notice.",
};
const struct view view_notices_of_package = {
    .name = "notices-of-package",
    .title = "Notices",
    .help = "Notices given for lines of one package.",
    .roles = PACKAGE_READERS,
    .flags = VIEW_TIME | VIEW_QUIET,
    .columns = &notice_columns,
    .params = &of_package_fields,
    .sql = NOTICES "n.package_id = :package_id AND " KNOWN_AT("n"),
    .order = "given",
    .empty = "Nobody has given notice.",
};

const struct view *const views_package_parts[] = {
    &visits,
    &view_visits_of_package,
    &lines,
    &view_lines_of_package,
    &view_line_record,
    &view_line_versions,
    &suspensions,
    &view_suspensions_of_package,
    &holds,
    &notices,
    &view_notices_of_package,
    NULL,
};

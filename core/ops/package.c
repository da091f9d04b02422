/* package.c - the stored tables of packages, and their words */
#include "core/ops/market.h"
#include "core/ops/package_inside.h"

const struct word purpose_words[] = {
    {"long-term", "Long-term"},
    {"bridging", "Bridging"},
    {"hospital-discharge", "Hospital discharge"},
    {"respite", "Respite"},
    {NULL, NULL},
};
const struct word gender_words[] = {
    {"female", "Female"},
    {"male", "Male"},
    {"any", "Any"},
    {NULL, NULL},
};
const struct word band_words[] = {
    {"morning", "Morning"}, {"lunch", "Lunch"}, {"tea", "Tea"},
    {"bed", "Bed"},         {"night", "Night"}, {NULL, NULL},
};
const struct word line_source_words[] = {
    {"lot", "Lot"},           {"spot", "Spot"}, {"interim", "Interim"},
    {"taken-on", "Taken on"}, {NULL, NULL},
};
const struct word line_change_words[] = {
    {"new", "New"},  {"succeed", "Succeeds"}, {"correct", "Corrected"},
    {"end", "Ends"}, {"void", "Void"},        {NULL, NULL},
};
const struct word suspension_words[] = {
    {"hospital", "Hospital"}, {"holiday", "Holiday"}, {"respite", "Respite"},
    {"family", "Family"},     {"other", "Other"},     {NULL, NULL},
};
const struct word notice_words[] = {
    {"provider", "Provider"},
    {"person", "Person"},
    {"council", "Council"},
    {NULL, NULL},
};

/* --- package ---------------------------------------------------------------------------------- */

static const struct field package_rows[] = {
    {FIELD(struct package, ref, FIELD_TEXT), .max = 20, .flags = FIELD_KEY, .label = "Package"},
    {FIELD(struct package, person_id, FIELD_INT), .label = "Person"},
    {FIELD(struct package, purpose, FIELD_ENUM), .words = purpose_words, .label = "Purpose"},
    {FIELD(struct package, priority, FIELD_ENUM), .words = priority_words, .label = "Priority"},
    {FIELD(struct package, payer, FIELD_TEXT), .max = 20, .label = "Payer"},
    {FIELD(struct package, nhs_function, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = function_words, .label = "NHS function"},
    {FIELD(struct package, requested, FIELD_DATETIME), .label = "Requested"},
    {FIELD(struct package, requested_by, FIELD_INT), .refers = "staff", .label = "Requested by"},
    {FIELD(struct package, needed_by, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Needed by"},
    {FIELD(struct package, lot_code, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Lot"},
    {FIELD(struct package, claimed_by, FIELD_INT), .refers = "staff", .flags = FIELD_OPTIONAL,
     .label = "Claimed by"},
    {FIELD(struct package, claimed, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Claimed"},
    {FIELD(struct package, waiting, FIELD_BOOL), .label = "Waiting"},
    {FIELD(struct package, cancelled, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Cancelled"},
    {FIELD(struct package, cancel_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Why cancelled"},
    {FIELD(struct package, language, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Language"},
    {FIELD(struct package, worker_gender, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = gender_words, .label = "Worker's gender"},
    {FIELD(struct package, medicine_support, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Medicine support"},
    {FIELD(struct package, equipment, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Equipment"},
    {FIELD(struct package, culture, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Culture"},
    {FIELD(struct package, pets, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500, .label = "Pets"},
    {FIELD(struct package, access, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Access"},
    {FIELD(struct package, continuity, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Continuity"},
    {FIELD(struct package, consent_to_share, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "Agrees to sharing"},
    {FIELD(struct package, key_safe, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Key safe"},
};
static const struct fields package_fields = FIELDS("package", package_rows, struct package);
/* A cancelled package has no line that lives (peers.md 1, fault 7); `waiting` is what the lines say,
 * where no day ends what is wanted. */
static const char package_holds[] =
    "SELECT p.id, 'is cancelled and still waits, or still has a line' FROM package p"
    " WHERE p.cancelled IS NOT NULL AND (p.waiting = 1 OR EXISTS (SELECT 1 FROM line l"
    " WHERE l.package_id = p.id AND l.known_to IS NULL AND l.change <> 'void'))"
    " UNION ALL SELECT p.id, 'waits for a provider, or does not, against its lines'"
    " FROM package p JOIN specification s ON s.id = (SELECT x.id FROM specification x"
    " WHERE x.package_id = p.id AND x.known_to IS NULL ORDER BY x.valid_from DESC LIMIT 1)"
    " WHERE p.cancelled IS NULL AND s.valid_to IS NULL AND p.waiting <> (EXISTS (SELECT 1"
    " FROM visit v WHERE v.package_id = p.id AND v.spec_number = s.number"
    " AND NOT EXISTS (SELECT 1 FROM line l WHERE l.package_id = p.id AND l.known_to IS NULL"
    " AND l.change <> 'void' AND l.valid_to IS NULL AND l.spec_number = s.number"
    " AND (l.visits IS NULL OR instr(',' || l.visits || ',', ',' || v.number || ','))))"
    " OR (NOT EXISTS (SELECT 1 FROM visit v WHERE v.package_id = p.id"
    " AND v.spec_number = s.number) AND NOT EXISTS (SELECT 1 FROM line l"
    " WHERE l.package_id = p.id AND l.known_to IS NULL AND l.change <> 'void'"
    " AND l.valid_to IS NULL)))";
const struct table table_package = {
    .name = "package",
    .shown = "Package",
    .fields = &package_fields,
    .flags = TABLE_REV,
    .person = "person_id",
    .package = "id",
    .holds = package_holds,
};

/* --- specification and its visits --------------------------------------------------------------- */

static const struct field specification_rows[] = {
    {FIELD(struct specification, package_id, FIELD_INT), .label = "Package"},
    {FIELD(struct specification, number, FIELD_INT), .label = "Number"},
    {FIELD(struct specification, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct specification, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
    {FIELD(struct specification, weekly_minutes, FIELD_MINUTES), .max = WEEK_MINUTES_MOST,
     .label = "Hours a week"},
    {FIELD(struct specification, why, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,
     .label = "Why"},
};
static const struct fields specification_fields =
    FIELDS("specification", specification_rows, struct specification);
const struct table table_specification = {
    .name = "specification",
    .shown = "Specification",
    .fields = &specification_fields,
    .flags = TABLE_KNOWN,
    .package = "package_id",
    .no_overlap = "package_id",
};

static const struct field visit_rows[] = {
    {FIELD(struct visit, package_id, FIELD_INT), .label = "Package"},
    {FIELD(struct visit, spec_number, FIELD_INT), .label = "Specification"},
    {FIELD(struct visit, number, FIELD_INT), .label = "Visit"},
    {FIELD(struct visit, days, FIELD_INT), .flags = FIELD_DAYS, .min = 1, .max = 127,
     .label = "Days"},
    {FIELD(struct visit, band, FIELD_ENUM), .words = band_words, .label = "Time of day"},
    {FIELD(struct visit, at, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_CLOCK, .max = 1439,
     .label = "At"},
    {FIELD(struct visit, tolerance, FIELD_MINUTES), .flags = FIELD_OPTIONAL, .label = "Tolerance"},
    {FIELD(struct visit, time_critical, FIELD_BOOL), .label = "Time-critical"},
    {FIELD(struct visit, critical_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Why time-critical"},
    {FIELD(struct visit, minutes, FIELD_MINUTES), .label = "Minutes"},
    {FIELD(struct visit, carers, FIELD_INT), .label = "Carers"},
    {FIELD(struct visit, personal_care, FIELD_BOOL), .label = "Personal care"},
    {FIELD(struct visit, tasks, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 1000,
     .label = "Tasks"},
};
static const struct fields visit_fields = FIELDS("visit", visit_rows, struct visit);
const struct table table_visit = {
    .name = "visit",
    .shown = "Visit wanted",
    .fields = &visit_fields,
    .flags = TABLE_APPEND,
    .package = "package_id",
};

/* --- line --------------------------------------------------------------------------------------- */

static const struct field line_rows[] = {
    {FIELD(struct line, package_id, FIELD_INT), .label = "Package"},
    {FIELD(struct line, number, FIELD_INT), .label = "Line"},
    {FIELD(struct line, person_id, FIELD_INT), .label = "Person"},
    {FIELD(struct line, provider_id, FIELD_INT), .label = "Provider"},
    {FIELD(struct line, delivered_by, FIELD_INT), .refers = "provider", .flags = FIELD_OPTIONAL,
     .label = "Delivered by"},
    {FIELD(struct line, award_ref, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Award"},
    {FIELD(struct line, source, FIELD_ENUM), .words = line_source_words, .label = "Source"},
    {FIELD(struct line, payer, FIELD_TEXT), .label = "Payer"},
    {FIELD(struct line, spec_number, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Specification"},
    {FIELD(struct line, visits, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Visits"},
    {FIELD(struct line, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct line, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
    {FIELD(struct line, weekly_minutes, FIELD_MINUTES), .max = WEEK_MINUTES_MOST,
     .label = "Hours a week"},
    {FIELD(struct line, weekly_pence, FIELD_MONEY), .label = "Price a week"},
    {FIELD(struct line, double_handed, FIELD_BOOL), .label = "Two carers"},
    {FIELD(struct line, paid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "Notice paid to"},
    {FIELD(struct line, change, FIELD_ENUM), .words = line_change_words, .label = "Change"},
    {FIELD(struct line, why, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500, .label = "Why"},
};
static const struct fields line_fields = FIELDS("line", line_rows, struct line);
const struct table table_line = {
    .name = "line",
    .shown = "Package line",
    .fields = &line_fields,
    .flags = TABLE_KNOWN,
    .person = "person_id",
    .package = "package_id",
    .no_overlap = "package_id, number",
    .holds = "SELECT l.id, 'ends before it begins' FROM line l WHERE l.known_to IS NULL"
             " AND l.valid_to <= l.valid_from AND l.change <> 'void'",
};

/* --- suspension and notice ---------------------------------------------------------------------- */

static const struct field suspension_rows[] = {
    {FIELD(struct suspension, package_id, FIELD_INT), .label = "Package"},
    {FIELD(struct suspension, line_number, FIELD_INT), .label = "Line"},
    {FIELD(struct suspension, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct suspension, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
    {FIELD(struct suspension, reason, FIELD_ENUM), .words = suspension_words, .label = "Why"},
    {FIELD(struct suspension, held_until, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "Held until"},
    {FIELD(struct suspension, retainer_bp, FIELD_INT), .max = WHOLE_BP, .label = "Retainer"},
    {FIELD(struct suspension, paid_from, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Lowers cost from"},
    {FIELD(struct suspension, review, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Look again"},
};
static const struct fields suspension_fields =
    FIELDS("suspension", suspension_rows, struct suspension);
const struct table table_suspension = {
    .name = "suspension",
    .shown = "Suspension",
    .fields = &suspension_fields,
    .flags = TABLE_KNOWN,
    .package = "package_id",
    .no_overlap = "package_id, line_number",
};

static const struct field notice_rows[] = {
    {FIELD(struct notice, package_id, FIELD_INT), .label = "Package"},
    {FIELD(struct notice, line_number, FIELD_INT), .label = "Line"},
    {FIELD(struct notice, valid_from, FIELD_DATE), .label = "Given"},
    {FIELD(struct notice, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "Stands to"},
    {FIELD(struct notice, given_by, FIELD_ENUM), .words = notice_words, .label = "Given by"},
    {FIELD(struct notice, last_day, FIELD_DATE), .label = "Last day"},
    {FIELD(struct notice, reason, FIELD_TEXT), .max = 500, .label = "Why"},
};
static const struct fields notice_fields = FIELDS("notice", notice_rows, struct notice);
const struct table table_notice = {
    .name = "notice",
    .shown = "Notice",
    .fields = &notice_fields,
    .flags = TABLE_KNOWN,
    .package = "package_id",
};

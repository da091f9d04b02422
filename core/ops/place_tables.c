/* The stored tables of places and of what imports brought. */
#include "core/ops/place.h"

const struct word area_words[] = {
    {"district", "District"}, {"ward", "Ward"}, {"county", "County"},
    {"other", "Other"},       {NULL, NULL},
};

enum { RINGS_MOST = 64 << 20, CONTENT_MOST = 1 << 20, METRES_MOST = 10000000 };

static const struct field postcode_rows[] = {
    {FIELD(struct postcode, postcode, FIELD_TEXT), .flags = FIELD_KEY | FIELD_POSTCODE,
     .label = "Postcode", .help = "The postcode."},
    {FIELD(struct postcode, district, FIELD_TEXT), .label = "District",
     .help = "ONS code of the district or unitary authority."},
    {FIELD(struct postcode, ward, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Ward",
     .help = "ONS code of the ward."},
    {FIELD(struct postcode, easting, FIELD_INT), .flags = FIELD_OPTIONAL, .max = METRES_MOST,
     .label = "Easting", .help = "Metres on the National Grid."},
    {FIELD(struct postcode, northing, FIELD_INT), .flags = FIELD_OPTIONAL, .max = METRES_MOST,
     .label = "Northing", .help = "Metres on the National Grid."},
};
static const struct fields postcode_fields = FIELDS("postcode", postcode_rows, struct postcode);
const struct table table_postcode = {
    .name = "postcode", .shown = "Postcode", .fields = &postcode_fields, .flags = TABLE_REV};

static const struct field practice_rows[] = {
    {FIELD(struct practice, code, FIELD_TEXT), .flags = FIELD_KEY, .label = "Code",
     .help = "ODS code of the practice."},
    {FIELD(struct practice, name, FIELD_TEXT), .label = "Name", .help = "Name of the practice."},
    {FIELD(struct practice, postcode, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Postcode",
     .help = "Where it is."},
    {FIELD(struct practice, commissioner, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Commissioner", .help = "NHS body that commissions for its people."},
    {FIELD(struct practice, opened, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Opened",
     .help = "First day."},
    {FIELD(struct practice, closed, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Closed",
     .help = "Last day."},
};
static const struct fields practice_fields = FIELDS("practice", practice_rows, struct practice);
const struct table table_practice = {
    .name = "practice", .shown = "GP practice", .fields = &practice_fields, .flags = TABLE_REV};

static const struct field organisation_rows[] = {
    {FIELD(struct organisation, code, FIELD_TEXT), .flags = FIELD_KEY, .label = "Code",
     .help = "Code of the organisation."},
    {FIELD(struct organisation, name, FIELD_TEXT), .label = "Name", .help = "Its name."},
    {FIELD(struct organisation, kind, FIELD_ENUM), .words = organisation_words, .label = "Kind",
     .help = "What it is."},
    {FIELD(struct organisation, valid_from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "First day."},
    {FIELD(struct organisation, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To", .help = "Last day."},
    {FIELD(struct organisation, successor, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Followed by", .help = "Code of what followed it.", .source = "domain.md 8"},
    {FIELD(struct organisation, parent, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Part of",
     .help = "Code of what it is a part of."},
    {FIELD(struct organisation, postcode, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Postcode",
     .help = "Where it is."},
};
static const struct fields organisation_fields =
    FIELDS("organisation", organisation_rows, struct organisation);
const struct table table_organisation = {.name = "organisation",
                                         .shown = "Organisation",
                                         .fields = &organisation_fields,
                                         .flags = TABLE_REV};

static const struct field area_rows[] = {
    {FIELD(struct area_row, code, FIELD_TEXT), .flags = FIELD_KEY, .label = "Code",
     .help = "ONS code of the area."},
    {FIELD(struct area_row, name, FIELD_TEXT), .label = "Name", .help = "Its name."},
    {FIELD(struct area_row, kind, FIELD_ENUM), .words = area_words, .label = "Kind",
     .help = "District, ward or county."},
    {FIELD(struct area_row, rings, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .max = RINGS_MOST, .label = "Boundary", .help = "Millionths of a degree."},
};
static const struct fields area_fields = FIELDS("area", area_rows, struct area_row);
const struct table table_area = {
    .name = "area", .shown = "Area", .fields = &area_fields, .flags = TABLE_REV};

static const struct field holiday_rows[] = {
    {FIELD(struct bank_holiday, day, FIELD_DATE), .flags = FIELD_KEY, .label = "Day",
     .help = "The day."},
    {FIELD(struct bank_holiday, title, FIELD_TEXT), .label = "Title", .help = "What it is called."},
};
static const struct fields holiday_fields =
    FIELDS("bank_holiday", holiday_rows, struct bank_holiday);
const struct table table_bank_holiday = {
    .name = "bank_holiday", .shown = "Bank holiday", .fields = &holiday_fields, .flags = TABLE_REV};

static const struct field file_rows[] = {
    {FIELD(struct source_file, kind, FIELD_TEXT), .label = "Kind", .help = "What was imported."},
    {FIELD(struct source_file, name, FIELD_TEXT), .max = 4096, .label = "File",
     .help = "Name of the file."},
    {FIELD(struct source_file, digest, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Digest",
     .help = "SHA-256 of its bytes."},
    {FIELD(struct source_file, layout, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Layout",
     .help = "Whose layout it had."},
    {FIELD(struct source_file, rows, FIELD_INT), .label = "Rows", .help = "How many rows it had."},
};
static const struct fields file_fields = FIELDS("source_file", file_rows, struct source_file);
const struct table table_source_file = {
    .name = "source_file", .shown = "Imported file", .fields = &file_fields, .flags = TABLE_APPEND};

static const struct field row_rows[] = {
    {FIELD(struct source_row, file_id, FIELD_INT), .flags = FIELD_HIDDEN, .label = "File",
     .help = "The file it came from."},
    {FIELD(struct source_row, line, FIELD_INT), .label = "Line", .help = "Line of the file."},
    {FIELD(struct source_row, kind, FIELD_TEXT), .label = "Kind", .help = "What was imported."},
    {FIELD(struct source_row, key, FIELD_TEXT), .max = 1000, .flags = FIELD_PERSONAL,
     .label = "Key", .help = "What tells it from other rows."},
    {FIELD(struct source_row, content, FIELD_TEXT), .max = CONTENT_MOST, .flags = FIELD_PERSONAL,
     .label = "Content", .help = "What the row said."},
    {FIELD(struct source_row, subject_id, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .label = "Record", .help = "The record it made."},
};
static const struct fields row_fields = FIELDS("source_row", row_rows, struct source_row);
const struct table table_source_row = {.name = "source_row",
                                       .shown = "Imported row",
                                       .fields = &row_fields,
                                       .flags = TABLE_APPEND | TABLE_QUIET};

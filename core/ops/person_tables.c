/* The stored tables of people: rows of the table that names every column. */
#include "core/ops/person.h"

const struct word sex_words[] = {
    {"female", "Female"},       {"male", "Male"}, {"other", "Other"},
    {"not-known", "Not known"}, {NULL, NULL},
};
/* In the order of the NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE, 01 to 08. */
const struct word nhs_status_words[] = {
    {"verified", "Verified"},
    {"not-traced", "Present, not traced"},
    {"trace-required", "Trace required"},
    {"no-match", "Traced, none or several found"},
    {"to-resolve", "To be resolved"},
    {"in-progress", "Trace in progress"},
    {"not-required", "Not present, not required"},
    {"postponed", "Trace postponed"},
    {NULL, NULL},
};
const struct word name_kind_words[] = {
    {"former", "Former name"},
    {"also-known", "Also known as"},
    {"maiden", "Maiden name"},
    {NULL, NULL},
};
const struct word alert_words[] = {
    {"lives-alone", "Lives alone"},
    {"double-handed", "Two carers"},
    {"key-safe", "Key safe"},
    {"risk", "Risk"},
    {"safeguarding", "Safeguarding"},
    {"infection", "Infection"},
    {"dog", "Dog"},
    {"allergy", "Allergy"},
    {"communication", "Communication"},
    {"other", "Other"},
    {NULL, NULL},
};
const struct word stay_words[] = {
    {"hospital", "Hospital"}, {"care-home", "Care home"}, {NULL, NULL}};
const struct word note_words[] = {
    {"contact", "Contact"}, {"brokerage", "Brokerage"}, {"care-plan", "Care plan"},
    {"health", "Health"},   {"money", "Money"},         {"safeguarding", "Safeguarding"},
    {NULL, NULL},
};

#define ID(struct_type, member)                                                                    \
    FIELD(struct_type, member, FIELD_INT), .min = 1, .max = INT64_MAX, .flags = FIELD_HIDDEN
#define FROM_DAY(struct_type)                                                                      \
    {                                                                                              \
        FIELD(struct_type, valid_from, FIELD_DATE), .label = "From", .help = "First day."          \
    }
#define TO_DAY(struct_type)                                                                        \
    {                                                                                              \
        FIELD(struct_type, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,        \
                                                  .label = "To", .help = "Last day."               \
    }

static const struct field person_rows[] = {
    {FIELD(struct person, ref, FIELD_TEXT), .flags = FIELD_KEY, .label = "Reference",
     .help = "The record's own reference."},
    {FIELD(struct person, family_name, FIELD_TEXT), .flags = FIELD_PERSONAL, .label = "Family name",
     .help = "Family name."},
    {FIELD(struct person, given_name, FIELD_TEXT), .flags = FIELD_PERSONAL, .label = "Given name",
     .help = "Given names."},
    {FIELD(struct person, title, FIELD_TEXT), .flags = FIELD_PERSONAL | FIELD_OPTIONAL,
     .label = "Title", .help = "Mrs, Mr, Dr and so on."},
    {FIELD(struct person, known_as, FIELD_TEXT), .flags = FIELD_PERSONAL | FIELD_OPTIONAL,
     .label = "Known as", .help = "What the person likes to be called."},
    {FIELD(struct person, born, FIELD_DATE), .flags = FIELD_PERSONAL | FIELD_OPTIONAL,
     .label = "Born", .help = "Date of birth."},
    {FIELD(struct person, died, FIELD_DATE), .flags = FIELD_PERSONAL | FIELD_OPTIONAL,
     .label = "Died", .help = "Day of death."},
    {FIELD(struct person, nhs_number, FIELD_TEXT),
     .flags = FIELD_PERSONAL | FIELD_OPTIONAL | FIELD_NHS, .label = "NHS number",
     .help = "NHS number.", .source = "NHS Data Dictionary: NHS NUMBER"},
    {FIELD(struct person, nhs_status, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = nhs_status_words, .label = "NHS number status",
     .help = "How far the number was traced.", .source = "NHS Data Dictionary"},
    {FIELD(struct person, sex, FIELD_ENUM), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .words = sex_words, .label = "Sex", .help = "As the person says."},
    {FIELD(struct person, language, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Language",
     .help = "The language the person likes to be spoken to in."},
    {FIELD(struct person, phone, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Phone", .help = "Telephone number."},
    {FIELD(struct person, sort_key, FIELD_TEXT), .flags = FIELD_HIDDEN | FIELD_PERSONAL, .max = 500,
     .label = "Sort key", .help = "The name as lists sort by it."},
    {FIELD(struct person, restricted, FIELD_BOOL), .label = "Restricted",
     .help = "Opened with a reason only."},
    {ID(struct person, merged_into) | FIELD_OPTIONAL, .label = "Merged into",
     .help = "The record that stands for this one."},
};
static const struct fields person_fields = FIELDS("person", person_rows, struct person);
const struct table table_person = {.name = "person",
                                   .shown = "Person",
                                   .fields = &person_fields,
                                   .flags = TABLE_REV,
                                   .person = "id"};

static const struct field name_rows[] = {
    {ID(struct person_name, person_id), .label = "Person", .help = "Whose name."},
    {FIELD(struct person_name, kind, FIELD_ENUM), .words = name_kind_words, .label = "Kind",
     .help = "Former, maiden or also used."},
    {FIELD(struct person_name, family_name, FIELD_TEXT), .flags = FIELD_PERSONAL,
     .label = "Family name", .help = "Family name."},
    {FIELD(struct person_name, given_name, FIELD_TEXT), .flags = FIELD_PERSONAL | FIELD_OPTIONAL,
     .label = "Given name", .help = "Given names, where they differ too."},
};
static const struct fields name_fields = FIELDS("person_name", name_rows, struct person_name);
const struct table table_person_name = {.name = "person_name",
                                        .shown = "Other name",
                                        .fields = &name_fields,
                                        .flags = TABLE_APPEND,
                                        .person = "person_id"};

static const struct field residence_rows[] = {
    {ID(struct residence, person_id), .label = "Person", .help = "Who lives there."},
    FROM_DAY(struct residence),
    TO_DAY(struct residence),
    {FIELD(struct residence, address, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_LINES, .max = 400, .label = "Address",
     .help = "Lines of the address, without the postcode."},
    {FIELD(struct residence, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE | FIELD_PERSONAL,
     .label = "Postcode", .help = "Postcode of the address."},
    {FIELD(struct residence, district, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "District",
     .help = "ONS code of the district the postcode lies in.", .source = "domain.md 7.3"},
    {FIELD(struct residence, ward, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Ward",
     .help = "ONS code of the ward."},
};
static const struct fields residence_fields = FIELDS("residence", residence_rows, struct residence);
const struct table table_residence = {.name = "residence",
                                      .shown = "Residence",
                                      .fields = &residence_fields,
                                      .flags = TABLE_KNOWN,
                                      .person = "person_id",
                                      .no_overlap = "person_id"};

static const struct field registration_rows[] = {
    {ID(struct registration, person_id), .label = "Person", .help = "Who is registered."},
    FROM_DAY(struct registration),
    TO_DAY(struct registration),
    {FIELD(struct registration, practice, FIELD_TEXT), .label = "GP practice",
     .help = "ODS code of the practice."},
    {FIELD(struct registration, commissioner, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Commissioner", .help = "NHS body that commissions for the practice's people.",
     .source = "domain.md 2.7: by GP registration, never by lot or district"},
};
static const struct fields registration_fields =
    FIELDS("registration", registration_rows, struct registration);
const struct table table_registration = {.name = "registration",
                                         .shown = "GP registration",
                                         .fields = &registration_fields,
                                         .flags = TABLE_KNOWN,
                                         .person = "person_id",
                                         .no_overlap = "person_id"};

static const struct field alert_rows[] = {
    {ID(struct alert, person_id), .label = "Person", .help = "Whom it warns of."},
    FROM_DAY(struct alert),
    TO_DAY(struct alert),
    {FIELD(struct alert, kind, FIELD_ENUM), .words = alert_words, .label = "Alert",
     .help = "What staff must know."},
    {FIELD(struct alert, detail, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_THIRD | FIELD_LINES, .max = 1000,
     .label = "Detail", .help = "In a sentence or two."},
    {FIELD(struct alert, restricted, FIELD_BOOL), .label = "Restricted",
     .help = "Shown to those alone who may open it."},
};
static const struct fields alert_fields = FIELDS("alert", alert_rows, struct alert);
const struct table table_alert = {.name = "alert",
                                  .shown = "Alert",
                                  .fields = &alert_fields,
                                  .flags = TABLE_KNOWN,
                                  .person = "person_id"};

static const struct field stay_rows[] = {
    {ID(struct stay, person_id), .label = "Person", .help = "Whose stay it is."},
    FROM_DAY(struct stay),
    TO_DAY(struct stay),
    {FIELD(struct stay, kind, FIELD_ENUM), .words = stay_words, .label = "Where",
     .help = "A hospital, or a care home."},
    {FIELD(struct stay, planned, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Planned",
     .help = "Arranged before, or an emergency."},
    {FIELD(struct stay, place, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 120, .label = "Place",
     .help = "Which hospital, ward or home."},
};
static const struct fields stay_fields = FIELDS("stay", stay_rows, struct stay);
const struct table table_stay = {.name = "stay",
                                 .shown = "Stay",
                                 .fields = &stay_fields,
                                 .flags = TABLE_KNOWN,
                                 .person = "person_id"};

static const struct field note_rows[] = {
    {ID(struct note, person_id), .label = "Person", .help = "Whom it is about."},
    {ID(struct note, package_id) | FIELD_OPTIONAL, .label = "Package",
     .help = "The package it is about."},
    {FIELD(struct note, kind, FIELD_ENUM), .words = note_words, .label = "Kind",
     .help = "What the note is about."},
    {FIELD(struct note, written, FIELD_DATETIME), .label = "Written", .help = "When."},
    {ID(struct note, staff_id), .label = "By", .help = "Who wrote it."},
    {FIELD(struct note, text, FIELD_TEXT), .flags = FIELD_LINES | FIELD_PERSONAL | FIELD_THIRD,
     .max = 4000, .label = "Note", .help = "The note itself."},
    {ID(struct note, corrects) | FIELD_OPTIONAL, .label = "Corrects",
     .help = "The note that this one stands in place of."},
    {FIELD(struct note, restricted, FIELD_BOOL), .label = "Restricted",
     .help = "Shown to those alone who may open it."},
};
static const struct fields note_fields = FIELDS("note", note_rows, struct note);
const struct table table_note = {.name = "note",
                                 .shown = "Note",
                                 .fields = &note_fields,
                                 .flags = TABLE_APPEND,
                                 .person = "person_id",
                                 .package = "package_id"};

static const struct field merge_rows[] = {
    {ID(struct person_merge, kept_id), .label = "Kept", .help = "The record that stands."},
    {ID(struct person_merge, merged_id), .label = "Merged", .help = "The record merged into it."},
    FROM_DAY(struct person_merge),
    TO_DAY(struct person_merge),
    {FIELD(struct person_merge, reason, FIELD_TEXT), .flags = FIELD_LINES | FIELD_PERSONAL,
     .max = 1000, .label = "Reason", .help = "Why they are one person."},
    {FIELD(struct person_merge, moved, FIELD_TEXT), .flags = FIELD_HIDDEN, .max = 1000000,
     .label = "Moved", .help = "What went from the one to the other."},
};
static const struct fields merge_fields = FIELDS("person_merge", merge_rows, struct person_merge);
const struct table table_person_merge = {.name = "person_merge",
                                         .shown = "Merge",
                                         .fields = &merge_fields,
                                         .flags = TABLE_KNOWN,
                                         .person = "kept_id",
                                         .no_overlap = "merged_id"};

static const struct field glass_rows[] = {
    {ID(struct break_glass, person_id), .label = "Person", .help = "Whose record was opened."},
    {ID(struct break_glass, staff_id), .label = "By", .help = "Who opened it."},
    {FIELD(struct break_glass, opened, FIELD_DATETIME), .label = "Opened", .help = "When."},
    {FIELD(struct break_glass, until, FIELD_DATETIME), .label = "Until",
     .help = "When it closes by itself."},
    {FIELD(struct break_glass, reason, FIELD_TEXT), .flags = FIELD_LINES | FIELD_THIRD, .max = 1000,
     .label = "Reason", .help = "Why it had to be opened."},
    {ID(struct break_glass, reviewer_id) | FIELD_OPTIONAL, .label = "Reviewed by",
     .help = "Who looked at it afterwards."},
    {FIELD(struct break_glass, reviewed, FIELD_DATETIME), .flags = FIELD_OPTIONAL,
     .label = "Reviewed", .help = "When."},
    {FIELD(struct break_glass, finding, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES,
     .max = 1000, .label = "Finding", .help = "What the reviewer made of it."},
};
static const struct fields glass_fields = FIELDS("break_glass", glass_rows, struct break_glass);
const struct table table_break_glass = {.name = "break_glass",
                                        .shown = "Restricted record opened",
                                        .fields = &glass_fields,
                                        .flags = TABLE_REV,
                                        .person = "person_id"};

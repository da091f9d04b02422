/* The field tables of the partnership, its organisations, its lots and its lists of reasons. */
#include "core/config/config_inside.h"
#include "core/rules/dated.h"

const struct word organisation_words[] = {{"council", "council"},
                                          {"ccg", "clinical commissioning group"},
                                          {"icb", "integrated care board"},
                                          {"trust", "NHS trust"},
                                          {"practice", "GP practice"},
                                          {"other", "other"},
                                          {NULL, NULL}};
const struct word lot_area_words[] = {
    {"district", "district"}, {"ward", "ward"}, {"postcode", "postcode beginning"}, {NULL, NULL}};

#define CODE(struct_type, most, help_)                                                             \
    {                                                                                              \
        FIELD(struct_type, code, FIELD_TEXT), .flags = FIELD_KEY, .max = (most), .label = "Code",  \
                                              .help = (help_)                                      \
    }
#define NAME(struct_type, help_)                                                                   \
    {                                                                                              \
        FIELD(struct_type, name, FIELD_TEXT), .max = 120, .label = "Name", .help = (help_)         \
    }

static const struct field partnership_rows[] = {
    CODE(struct partnership, 40, "Short name of the partnership, as its folder is called."),
    NAME(struct partnership, "As people call it."),
    {FIELD(struct partnership, programme, FIELD_TEXT), .max = 120, .label = "Programme",
     .help = "What the service is called."},
    {FIELD(struct partnership, council, FIELD_TEXT), .max = 20, .label = "Council",
     .help = "Code of the council that buys and pays, one of organisations.yaml."},
    {FIELD(struct partnership, districts, FIELD_LIST), .min = 1, .max = 100, .item = FIELD_TEXT,
     .label = "Districts", .help = "ONS codes whose residents the council is responsible for."},
    {FIELD(struct partnership, demo_now, FIELD_TEXT), .max = 20, .label = "Demonstration now",
     .help = "The minute a demonstration works at: 2016-11-08T09:14."},
    SOURCED(struct partnership),
};
static const struct fields partnership_file =
    FIELDS("partnership.yaml", partnership_rows, struct partnership);

static const struct field organisation_rows[] = {
    CODE(struct organisation_row, 20, "ODS or ONS code."),
    NAME(struct organisation_row, "Its full name."),
    {FIELD(struct organisation_row, kind, FIELD_ENUM), .words = organisation_words, .label = "Kind",
     .help = "What it is."},
    DATED(struct organisation_row),
    {FIELD(struct organisation_row, successor, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Successor", .help = "Code of what followed it, from the day after its last."},
    {FIELD(struct organisation_row, parent, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Part of", .help = "Code of what it is part of."},
    SOURCED(struct organisation_row),
};
static const struct fields organisation_table =
    FIELDS("organisation", organisation_rows, struct organisation_row);

static const struct field area_rows[] = {
    {FIELD(struct lot_area_row, kind, FIELD_ENUM), .words = lot_area_words, .label = "Kind",
     .help = "What kind of area it is."},
    {FIELD(struct lot_area_row, value, FIELD_TEXT), .max = 10, .label = "Area",
     .help = "An ONS code, or the beginning of a postcode (LE16, or LE16 7)."},
    {FIELD(struct lot_area_row, name, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Name",
     .help = "What a district or ward is called; an imported file of boundaries may say it anew."},
};
static const struct fields area_table = FIELDS("area", area_rows, struct lot_area_row);

static const struct field lot_rows[] = {
    CODE(struct lot_row, 10, "Number of the lot."),
    NAME(struct lot_row, "As people call it."),
    {FIELD(struct lot_row, short_name, FIELD_TEXT), .max = 6, .label = "Short name",
     .help = "What fits on a tile of the map."},
    {FIELD(struct lot_row, tile_row, FIELD_INT), .max = 99, .label = "Row of tiles",
     .help = "From the top of the tile map, from 0."},
    {FIELD(struct lot_row, tile_column, FIELD_INT), .max = 99, .label = "Column of tiles",
     .help = "From the left of the tile map, from 0."},
    DATED(struct lot_row),
    {FIELD(struct lot_row, areas, FIELD_LIST), .min = 1, .max = 1000, .of = &area_table,
     .label = "Areas", .help = "The areas it covers."},
    SOURCED(struct lot_row),
};
static const struct fields lot_table = FIELDS("lot", lot_rows, struct lot_row);

static const struct field reason_rows[] = {
    CODE(struct code_row, 40, "What is stored."),
    NAME(struct code_row, "What people read."),
    DATED(struct code_row),
    SOURCED(struct code_row),
};
static const struct fields reason_table = FIELDS("reason", reason_rows, struct code_row);

/* The file's list under its own key. */
#define FILE_LIST(table_, name_, key_, member_, of_, label_)                                       \
    static const struct field table_##_rows[] = {                                                  \
        {.name = (key_),                                                                           \
         .type = FIELD_LIST,                                                                       \
         .offset = offsetof(struct config, member_),                                               \
         .min = 1,                                                                                 \
         .max = 1000,                                                                              \
         .of = &(of_),                                                                             \
         .label = (label_),                                                                        \
         .help = "Each row with its first day."},                                                  \
    };                                                                                             \
    static const struct fields table_ = FIELDS(name_, table_##_rows, struct config)

FILE_LIST(organisations_file, "organisations.yaml", "organisations", organisations,
          organisation_table, "Organisations");
FILE_LIST(lots_file, "lots.yaml", "lots", lots, lot_table, "Lots");
FILE_LIST(decline_file, "decline-reasons.yaml", "reasons", decline_reasons, reason_table,
          "Reasons to decline");
FILE_LIST(end_file, "end-reasons.yaml", "reasons", end_reasons, reason_table, "Reasons to end");

#define FIGURES offsetof(struct config, figures)
const struct config_file_row config_files[FILE__COUNT] = {
    [FILE_BANK_HOLIDAYS] = {"bank-holidays.yaml", &figures_holiday_fields, FIGURES},
    [FILE_CAPITAL] = {"capital.yaml", &figures_capital_fields, FIGURES},
    [FILE_CHC] = {"chc.yaml", &figures_chc_fields, FIGURES},
    [FILE_DECLINE_REASONS] = {"decline-reasons.yaml", &decline_file, 0},
    [FILE_END_REASONS] = {"end-reasons.yaml", &end_file, 0},
    [FILE_INCOME] = {"income.yaml", &figures_income_fields, FIGURES},
    [FILE_LOTS] = {"lots.yaml", &lots_file, 0},
    [FILE_OFFICE] = {"office.yaml", &figures_office_fields, FIGURES},
    [FILE_ORGANISATIONS] = {"organisations.yaml", &organisations_file, 0},
    [FILE_PARTNERSHIP] = {"partnership.yaml", &partnership_file,
                          offsetof(struct config, partnership)},
    [FILE_REABLEMENT] = {"reablement.yaml", &figures_reablement_fields, FIGURES},
    [FILE_RESPONSE] = {"response.yaml", &figures_response_fields, FIGURES},
    [FILE_TERMS] = {"terms.yaml", &figures_terms_fields, FIGURES},
    [FILE_VISITS] = {"visits.yaml", &figures_visit_fields, FIGURES},
};

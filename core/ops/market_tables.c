/* market_tables.c - the stored tables of the market, and the words of their enumerations */
#include "core/ops/market.h"
#include "core/ops/market_inside.h"

const struct word stop_words[] = {
    {"new-work", "No new work"},
    {"all", "All work"},
    {"failing", "Failing"},
    {NULL, NULL},
};
const struct word award_words[] = {
    {"lead", "Lead"},       {"consortium", "Consortium member"}, {"sub", "Sub-contractor"},
    {"reserve", "Reserve"}, {"neighbour", "Neighbour"},          {"framework", "Framework"},
    {NULL, NULL},
};
const struct word function_words[] = {
    {"rehabilitation", "Rehabilitation care"},
    {"health-needs", "Care to people with health needs"},
    {"care-planning", "Care planning"},
    {NULL, NULL},
};

#define VALID(record)                                                                              \
    {FIELD(record, valid_from, FIELD_DATE), .label = "From", .help = "First day."},                \
    {                                                                                              \
        FIELD(record, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,             \
                                             .label = "To", .help = "Last day, or open."           \
    }
#define REASON(record)                                                                             \
    {                                                                                              \
        FIELD(record, reason, FIELD_TEXT), .flags = FIELD_THIRD, .max = REASON_MOST,               \
                                           .label = "Reason", .help = "Why, in words."             \
    }

/* The differences by day that the lines known now come to, less those that are kept: nothing. */
#define LOAD_HOLDS(table, key, of)                                                                 \
    "SELECT coalesce((SELECT min(w.id) FROM " of                                                   \
    " = x.k), 0), 'the lines that begin and end on day ' || x.day || ' do not add up to "          \
    "what " table                                                                                  \
    " holds' FROM (SELECT k, day, sum(m) AS m, sum(n) AS n, sum(d) AS d FROM (SELECT " key         \
    " AS k, valid_from AS day, weekly_minutes AS m, 1 AS n, double_handed AS d FROM line WHERE "   \
    "known_to IS NULL AND " key " IS NOT NULL UNION ALL SELECT " key                               \
    ", valid_to, -weekly_minutes, -1, -double_handed FROM line WHERE known_to IS NULL AND " key    \
    " IS NOT NULL AND valid_to IS NOT NULL UNION ALL SELECT " key                                  \
    ", day, -minutes, -lines, -double_handed FROM " table                                          \
    ") GROUP BY k, day) x WHERE x.m <> 0 OR x.n <> 0 OR x.d <> 0"

static const struct field lot_rows[] = {
    {FIELD(struct lot, code, FIELD_TEXT), .flags = FIELD_KEY, .max = CODE_MOST, .label = "Lot",
     .help = "Number of the lot.", .source = "Paper 001, paragraph 12"},
    {FIELD(struct lot, name, FIELD_TEXT), .label = "Name", .help = "Name of the lot."},
    {FIELD(struct lot, short_name, FIELD_TEXT), .max = CODE_MOST, .label = "Short name",
     .help = "As on the tile map."},
    {FIELD(struct lot, tile_row, FIELD_INT), .flags = FIELD_OPTIONAL, .max = TILES_MOST,
     .label = "Tile row", .help = "Row of its tile on the map, from 0."},
    {FIELD(struct lot, tile_column, FIELD_INT), .flags = FIELD_OPTIONAL, .max = TILES_MOST,
     .label = "Tile column", .help = "Column of its tile on the map, from 0."},
    VALID(struct lot),
};
static const struct fields lot_fields = FIELDS("lot", lot_rows, struct lot);
const struct table table_lot = {.name = "lot",
                                .shown = "Lot",
                                .fields = &lot_fields,
                                .flags = TABLE_KNOWN,
                                .no_overlap = "code"};

static const struct field area_rows[] = {
    {FIELD(struct lot_area, lot_code, FIELD_TEXT), .max = CODE_MOST, .label = "Lot",
     .help = "Lot the area belongs to."},
    {FIELD(struct lot_area, kind, FIELD_ENUM), .words = lot_area_words, .label = "Kind",
     .help = "District, ward or beginning of a postcode."},
    {FIELD(struct lot_area, value, FIELD_TEXT), .max = CODE_MOST, .label = "Area",
     .help = "ONS code, or beginning of a postcode."},
    VALID(struct lot_area),
};
static const struct fields area_fields = FIELDS("lot_area", area_rows, struct lot_area);
const struct table table_lot_area = {.name = "lot_area",
                                     .shown = "Area of a lot",
                                     .fields = &area_fields,
                                     .flags = TABLE_KNOWN,
                                     .no_overlap = "kind, value"};

static const struct field provider_rows[] = {
    {FIELD(struct provider, ref, FIELD_TEXT), .flags = FIELD_KEY, .max = REF_MOST,
     .label = "Reference", .help = "Our reference of the provider."},
    {FIELD(struct provider, name, FIELD_TEXT), .label = "Name", .help = "Name it trades under."},
    {FIELD(struct provider, sort_key, FIELD_TEXT), .flags = FIELD_HIDDEN, .label = "Sort key",
     .help = "Name, folded: what lists sort by."},
    {FIELD(struct provider, cqc_location, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = CODE_MOST,
     .label = "CQC location", .help = "Location number of the Care Quality Commission."},
    {FIELD(struct provider, cqc_provider, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = CODE_MOST,
     .label = "CQC provider", .help = "Provider number of the Care Quality Commission."},
    {FIELD(struct provider, registered_from, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Registered from", .help = "First day registered for personal care.",
     .source = "Health and Social Care Act 2008 s10"},
    {FIELD(struct provider, registered_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "Registered to", .help = "Last day registered for personal care."},
    {FIELD(struct provider, postcode, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_POSTCODE,
     .label = "Postcode", .help = "Of its office."},
    {FIELD(struct provider, phone, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 40,
     .label = "Telephone", .help = "Of its office."},
    {FIELD(struct provider, email, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Email",
     .help = "Where offers go."},
    {FIELD(struct provider, website, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Website",
     .help = "Of the provider."},
    {FIELD(struct provider, old_market, FIELD_BOOL), .label = "Old market",
     .help = "One of the providers before the lots.", .source = "Paper 001, paragraph 8"},
};
static const struct fields provider_fields = FIELDS("provider", provider_rows, struct provider);
const struct table table_provider = {
    .name = "provider",
    .shown = "Provider",
    .fields = &provider_fields,
    .flags = TABLE_REV,
    .holds = LOAD_HOLDS("provider_load", "provider_id", "provider w WHERE w.id")};

static const struct field stop_rows[] = {
    {FIELD(struct provider_stop, provider_id, FIELD_INT), .flags = FIELD_HIDDEN,
     .label = "Provider", .help = "Provider that is stopped."},
    VALID(struct provider_stop),
    {FIELD(struct provider_stop, kind, FIELD_ENUM), .words = stop_words, .label = "Kind",
     .help = "What is stopped."},
    REASON(struct provider_stop),
};
static const struct fields stop_fields = FIELDS("provider_stop", stop_rows, struct provider_stop);
const struct table table_provider_stop = {.name = "provider_stop",
                                          .shown = "Stop of a provider",
                                          .fields = &stop_fields,
                                          .flags = TABLE_KNOWN,
                                          .no_overlap = "provider_id, kind"};

static const struct field award_rows[] = {
    {FIELD(struct award, ref, FIELD_TEXT), .flags = FIELD_KEY, .max = REF_MOST,
     .label = "Reference", .help = "Our reference of the award."},
    {FIELD(struct award, lot_code, FIELD_TEXT), .max = CODE_MOST, .label = "Lot",
     .help = "Lot it is for.", .source = "Paper 001, paragraph 12"},
    {FIELD(struct award, provider_id, FIELD_INT), .flags = FIELD_HIDDEN, .label = "Provider",
     .help = "Provider that holds it."},
    {FIELD(struct award, role, FIELD_ENUM), .words = award_words, .label = "Role",
     .help = "Place in the contract.", .source = "Paper 001, paragraphs 12 and 22"},
    {FIELD(struct award, lead_ref, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = REF_MOST,
     .label = "Under", .help = "Award of the lead it stands under."},
    {FIELD(struct award, position, FIELD_INT), .min = 1, .max = POSITION_MOST, .label = "Position",
     .help = "Order within its role, from 1."},
    {FIELD(struct award, weekly_minutes, FIELD_MINUTES), .max = CAPACITY_MOST,
     .label = "Hours a week", .help = "Most care a week it may be given."},
    {FIELD(struct award, nhs_work, FIELD_BOOL), .label = "NHS work",
     .help = "It is for care that the NHS pays for as well.", .source = "Paper 001, paragraph 9"},
    VALID(struct award),
};
static const struct fields award_fields = FIELDS("award", award_rows, struct award);
const struct table table_award = {.name = "award",
                                  .shown = "Award",
                                  .fields = &award_fields,
                                  .flags = TABLE_KNOWN,
                                  .no_overlap = "ref",
                                  .holds =
                                      LOAD_HOLDS("award_load", "award_ref", "award w WHERE w.ref")};

static const struct field rate_rows[] = {
    {FIELD(struct rate, award_ref, FIELD_TEXT), .max = REF_MOST, .label = "Award",
     .help = "Award the price is of."},
    {FIELD(struct rate, minutes, FIELD_INT), .flags = FIELD_OPTIONAL, .min = 1, .max = 1440,
     .label = "Minutes", .help = "Length of the visit priced; none: the price is for an hour."},
    {FIELD(struct rate, pence, FIELD_MONEY), .min = 1, .max = RATE_PENCE_MOST, .label = "Price",
     .help = "Of one visit of that length, or of an hour.", .source = "domain.md 4.6"},
    VALID(struct rate),
    RATE_SOURCE(struct rate, RATE_SOURCE_HELP),
};
static const struct fields rate_fields = FIELDS("rate", rate_rows, struct rate);
const struct table table_rate = {.name = "rate",
                                 .shown = "Rate",
                                 .fields = &rate_fields,
                                 .flags = TABLE_KNOWN,
                                 .no_overlap = "award_ref, minutes"};

static const struct field bar_rows[] = {
    {FIELD(struct bar, person_id, FIELD_INT), .flags = FIELD_HIDDEN, .label = "Person",
     .help = "Whom it protects."},
    {FIELD(struct bar, provider_id, FIELD_INT), .flags = FIELD_HIDDEN, .label = "Provider",
     .help = "Provider that is ruled out."},
    REASON(struct bar),
    VALID(struct bar),
};
static const struct fields bar_fields = FIELDS("bar", bar_rows, struct bar);
const struct table table_bar = {.name = "bar",
                                .shown = "Provider ruled out",
                                .fields = &bar_fields,
                                .flags = TABLE_KNOWN,
                                .person = "person_id",
                                .no_overlap = "person_id, provider_id"};

static const struct field delegation_rows[] = {
    {FIELD(struct nhs_delegation, body, FIELD_TEXT), .max = CODE_MOST, .label = "NHS body",
     .help = "Organisation code of the body that delegates."},
    {FIELD(struct nhs_delegation, function, FIELD_ENUM), .words = function_words,
     .label = "Function", .help = "What it delegates.", .source = "Paper 001, paragraph 11"},
    {FIELD(struct nhs_delegation, agreement, FIELD_TEXT), .label = "Agreement",
     .help = "Agreement under which it does.", .source = "NHS Act 2006 s75"},
    VALID(struct nhs_delegation),
};
static const struct fields delegation_fields =
    FIELDS("nhs_delegation", delegation_rows, struct nhs_delegation);
const struct table table_nhs_delegation = {.name = "nhs_delegation",
                                           .shown = "Delegation of NHS work",
                                           .fields = &delegation_fields,
                                           .flags = TABLE_KNOWN,
                                           .no_overlap = "body, function"};

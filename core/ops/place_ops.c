/* Operations on places: each adds what is new and changes what is known, and is the row of an import.
 *
 * Names     of the arguments are those of core/exchange/layout.c, so that a file in its publisher's
 *           layout needs no map; what we do not keep is accepted and let go.
 * Absent    a value that is not given leaves what was known: a list of names does not take away
 *           what another file brought.
 */
#include "core/ops/place.h"

#include "core/base/text.h"
#include "core/ops/place_late.h"

#include <string.h>

#define ROLES_PLACES (ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_ADMIN))

#define CODE_ROW(struct_type, what)                                                                \
    {                                                                                              \
        FIELD(struct_type, code, FIELD_TEXT), .flags = FIELD_KEY, .min = 2, .max = 12,             \
                                              .label = "Code", .help = what                        \
    }
#define IGNORED(struct_type, member, label_)                                                       \
    {                                                                                              \
        FIELD(struct_type, member, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,            \
                                                .label = label_,                                   \
                                                .help = "In the published layout; not kept."       \
    }

/* Adds the record, or writes it over the one that is there. */
static bool put(struct call *c, const struct table *t, void *record, bool known, const char *shown,
                struct fault *why)
{
    struct stored *head = record;
    int64_t rev = head->rev;

    if (known ? !row_change(c->store, t, record, why) : !row_add(c->store, t, record, why))
        return false;
    call_subject(c, t->name, head->id, shown);
    call_say(c, "%s %s %s.", t->shown, shown,
             !known             ? "added"
             : head->rev == rev ? "is as it was"
                                : "changed");
    return true;
}

static const char *first_given(const char *a, const char *b)
{
    return a ? a : b;
}

/* --- postcodes -------------------------------------------------------------------------------- */

struct postcode_args {
    const char *postcode, *district, *ward;
    int64_t easting, northing, quality;
    const char *county;
};
static const struct field postcode_rows[] = {
    {FIELD(struct postcode_args, postcode, FIELD_TEXT), .flags = FIELD_KEY | FIELD_POSTCODE,
     .label = "Postcode", .help = "The postcode."},
    {FIELD(struct postcode_args, district, FIELD_TEXT), .min = 9, .max = 9, .label = "District",
     .help = "ONS code of the district or unitary authority it lies in.",
     .source = "OS Code-Point Open, Admin district code"},
    {FIELD(struct postcode_args, ward, FIELD_TEXT), .flags = FIELD_OPTIONAL, .min = 9, .max = 9,
     .label = "Ward", .help = "ONS code of the ward."},
    {FIELD(struct postcode_args, easting, FIELD_INT), .flags = FIELD_OPTIONAL, .max = 10000000,
     .label = "Easting", .help = "Metres on the National Grid."},
    {FIELD(struct postcode_args, northing, FIELD_INT), .flags = FIELD_OPTIONAL, .max = 10000000,
     .label = "Northing", .help = "Metres on the National Grid."},
    {FIELD(struct postcode_args, quality, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .max = 1000, .label = "Quality", .help = "In the published layout; not kept."},
    IGNORED(struct postcode_args, county, "County"),
};
static const struct fields postcode_args =
    FIELDS("place.postcode", postcode_rows, struct postcode_args);

static bool put_postcode(struct call *c, struct fault *why)
{
    const struct postcode_args *a = c->args;
    struct postcode p;
    bool known;

    if (!place_of_postcode(c, a->postcode, &p, &known, why))
        return false;
    if (!known)
        p = (struct postcode){.easting = ABSENT, .northing = ABSENT};
    p.postcode = a->postcode;
    p.district = a->district;
    p.ward = first_given(a->ward, p.ward);
    if (a->easting != ABSENT)
        p.easting = a->easting;
    if (a->northing != ABSENT)
        p.northing = a->northing;
    return put(c, &table_postcode, &p, known, a->postcode, why) &&
           late_postcode(c, a->postcode, why);
}

static const struct operation op_postcode = {
    .name = "place.postcode",
    .title = "Record a postcode",
    .help = "The district and ward a postcode lies in. Where people live goes by these codes, "
            "never by the letters of the postcode.",
    .roles = ROLES_PLACES,
    .args = &postcode_args,
    .writes = WRITES("postcode", "residence", "package"),
    .run = put_postcode,
};

/* --- practices -------------------------------------------------------------------------------- */

struct practice_args {
    const char *code, *name, *postcode, *commissioner;
    date_t from, to;
    const char *status, *subtype, *joined, *left, *telephone, *setting;
};
static const struct field practice_rows[] = {
    CODE_ROW(struct practice_args, "ODS code of the practice."),
    {FIELD(struct practice_args, name, FIELD_TEXT), .label = "Name",
     .help = "Name of the practice."},
    {FIELD(struct practice_args, postcode, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "Postcode", .help = "Where the practice is."},
    {FIELD(struct practice_args, commissioner, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "Commissioner", .help = "Code of the NHS body that commissions for its people.",
     .source = "NHS ODS epraccur, column 15"},
    {FIELD(struct practice_args, from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "First day of the practice."},
    {FIELD(struct practice_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "Last day of the practice."},
    IGNORED(struct practice_args, status, "Status"),
    IGNORED(struct practice_args, subtype, "Sub-type"),
    IGNORED(struct practice_args, joined, "Joined"),
    IGNORED(struct practice_args, left, "Left"),
    IGNORED(struct practice_args, telephone, "Telephone"),
    IGNORED(struct practice_args, setting, "Prescribing setting"),
};
static const struct fields practice_args =
    FIELDS("place.practice", practice_rows, struct practice_args);

static bool in_order(date_t from, date_t to, struct fault *why)
{
    char a[24], b[24];

    if (!date_given(from) || !date_given(to) || to.day >= from.day)
        return true;
    return fail(why, FAULT_INPUT, "to",
                "The last day, %s, is before the first, %s: put one of them right.",
                date_print(to, a, sizeof a), date_print(from, b, sizeof b));
}

static bool put_practice(struct call *c, struct fault *why)
{
    const struct practice_args *a = c->args;
    struct practice p;
    bool known;

    if (!in_order(a->from, a->to, why) ||
        !row_where(c->store, &table_practice, "code = ?1", ARGS(TEXT(a->code)), &p, &known,
                   c->arena, why))
        return false;
    if (!known)
        p = (struct practice){.opened = DATE_NONE, .closed = DATE_NONE};
    p.code = a->code;
    p.name = a->name;
    p.postcode = first_given(a->postcode, p.postcode);
    p.commissioner = first_given(a->commissioner, p.commissioner);
    if (date_given(a->from))
        p.opened = a->from;
    if (date_given(a->to))
        p.closed = a->to;
    return put(c, &table_practice, &p, known, a->code, why) && late_practice(c, a->code, why);
}

static const struct operation op_practice = {
    .name = "place.practice",
    .title = "Record a GP practice",
    .help = "A practice and the NHS body that commissions for the people registered with it.",
    .roles = ROLES_PLACES,
    .args = &practice_args,
    .writes = WRITES("practice", "registration"),
    .run = put_practice,
};

/* --- organisations ---------------------------------------------------------------------------- */

struct organisation_args {
    const char *code, *name;
    int64_t kind;
    date_t from, to;
    const char *successor, *parent, *postcode;
    const char *ods_code, *commissioner;
    const char *status, *subtype, *joined, *left, *telephone, *setting;
};
static const struct field organisation_rows[] = {
    CODE_ROW(struct organisation_args, "Code of the organisation."),
    {FIELD(struct organisation_args, name, FIELD_TEXT), .label = "Name", .help = "Its name."},
    {FIELD(struct organisation_args, kind, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = organisation_words, .label = "Kind",
     .help = "What it is; taken from its name where it is not said."},
    {FIELD(struct organisation_args, from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "First day."},
    {FIELD(struct organisation_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "Last day."},
    {FIELD(struct organisation_args, successor, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "Followed by", .help = "Code of what followed it.", .source = "domain.md 8"},
    {FIELD(struct organisation_args, parent, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "Part of", .help = "Code of what it is a part of."},
    {FIELD(struct organisation_args, postcode, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "Postcode", .help = "Where it is."},
    {FIELD(struct organisation_args, ods_code, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "ODS code", .help = "Its NHS code, used in place of the other where there is one."},
    {FIELD(struct organisation_args, commissioner, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "Commissioner", .help = "As the published layout names what it is part of."},
    IGNORED(struct organisation_args, status, "Status"),
    IGNORED(struct organisation_args, subtype, "Sub-type"),
    IGNORED(struct organisation_args, joined, "Joined"),
    IGNORED(struct organisation_args, left, "Left"),
    IGNORED(struct organisation_args, telephone, "Telephone"),
    IGNORED(struct organisation_args, setting, "Prescribing setting"),
};
static const struct fields organisation_args =
    FIELDS("place.organisation", organisation_rows, struct organisation_args);

static int64_t kind_of_name(const char *name)
{
    static const struct {
        const char *words;
        enum organisation_kind kind;
    } known[] = {
        {"integrated care board", ORGANISATION_ICB},
        {" icb", ORGANISATION_ICB},
        {"clinical commissioning group", ORGANISATION_CCG},
        {" ccg", ORGANISATION_CCG},
        {" trust", ORGANISATION_TRUST},
        {" council", ORGANISATION_COUNCIL},
        {"surgery", ORGANISATION_PRACTICE},
        {"medical centre", ORGANISATION_PRACTICE},
    };
    char key[256];

    text_fold(name, key, sizeof key);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(key, known[i].words))
            return known[i].kind;
    return ORGANISATION_OTHER;
}

static bool put_organisation(struct call *c, struct fault *why)
{
    const struct organisation_args *a = c->args;
    const char *code = first_given(a->ods_code, a->code);
    struct organisation o;
    bool known;

    if (!in_order(a->from, a->to, why) || !row_where(c->store, &table_organisation, "code = ?1",
                                                     ARGS(TEXT(code)), &o, &known, c->arena, why))
        return false;
    if (!known)
        o = (struct organisation){
            .kind = kind_of_name(a->name), .valid_from = DATE_NONE, .valid_to = DATE_NONE};
    /* What has ended keeps the name it had: a later list uses the code for something else. */
    bool ended = known && date_given(o.valid_to) && !date_given(a->to);
    o.code = code;
    if (!ended)
        o.name = a->name;
    else if (strcmp(o.name, a->name) != 0)
        call_remark(c, NULL, "%s has ended and keeps the name it had, %s.", code, o.name);
    if (a->kind != ABSENT)
        o.kind = a->kind;
    if (date_given(a->from))
        o.valid_from = a->from;
    if (date_given(a->to))
        o.valid_to = date_add_days(a->to, 1);
    o.successor = first_given(a->successor, o.successor);
    o.parent = first_given(a->parent, first_given(a->commissioner, o.parent));
    o.postcode = first_given(a->postcode, o.postcode);
    return put(c, &table_organisation, &o, known, code, why);
}

static const struct operation op_organisation = {
    .name = "place.organisation",
    .title = "Record an organisation",
    .help = "A council, an NHS body or another organisation, from its first day to its last, and "
            "what followed it. An old code is still read.",
    .roles = ROLES_PLACES,
    .args = &organisation_args,
    .writes = WRITES("organisation"),
    .run = put_organisation,
};

/* --- areas ------------------------------------------------------------------------------------ */

struct area_args {
    const char *code, *name;
    int64_t kind;
    const char *rings, *type, *ods_code;
};
static const struct field area_rows[] = {
    CODE_ROW(struct area_args, "ONS code of the area."),
    {FIELD(struct area_args, name, FIELD_TEXT), .label = "Name", .help = "Its name."},
    {FIELD(struct area_args, kind, FIELD_ENUM), .flags = FIELD_OPTIONAL, .words = area_words,
     .label = "Kind", .help = "What it is; taken from its code where it is not said."},
    {FIELD(struct area_args, rings, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .max = 64 << 20, .label = "Boundary", .help = "Its outline, in millionths of a degree."},
    IGNORED(struct area_args, type, "Type"),
    IGNORED(struct area_args, ods_code, "ODS code"),
};
static const struct fields area_args = FIELDS("place.area", area_rows, struct area_args);

enum { AREA_DISTRICT, AREA_WARD, AREA_COUNTY, AREA_OTHER };

/* ONS: E05 wards; E06 unitary, E07 district, E08 metropolitan, E09 London; E10 county. */
static int64_t kind_of_code(const char *code)
{
    if (strncmp(code, "E05", 3) == 0)
        return AREA_WARD;
    if (strncmp(code, "E0", 2) == 0 && code[2] >= '6' && code[2] <= '9')
        return AREA_DISTRICT;
    return strncmp(code, "E10", 3) == 0 ? AREA_COUNTY : AREA_OTHER;
}

static bool put_area(struct call *c, struct fault *why)
{
    const struct area_args *a = c->args;
    struct area_row r;
    bool known;

    if (!row_where(c->store, &table_area, "code = ?1", ARGS(TEXT(a->code)), &r, &known, c->arena,
                   why))
        return false;
    if (!known)
        r = (struct area_row){.kind = kind_of_code(a->code)};
    r.code = a->code;
    r.name = a->name;
    if (a->kind != ABSENT)
        r.kind = a->kind;
    r.rings = first_given(a->rings, r.rings);
    return put(c, &table_area, &r, known, a->code, why);
}

static const struct operation op_area = {
    .name = "place.area",
    .title = "Record a district or ward",
    .help = "The name of an area and, where a file of boundaries brings it, its outline.",
    .roles = ROLES_PLACES,
    .args = &area_args,
    .writes = WRITES("area"),
    .run = put_area,
};

/* --- bank holidays ---------------------------------------------------------------------------- */

struct holiday_args {
    date_t date;
    const char *title, *notes;
};
static const struct field holiday_rows[] = {
    {FIELD(struct holiday_args, date, FIELD_DATE), .flags = FIELD_KEY, .label = "Date",
     .help = "The day."},
    {FIELD(struct holiday_args, title, FIELD_TEXT), .label = "Title", .help = "What it is called."},
    IGNORED(struct holiday_args, notes, "Notes"),
};
static const struct fields holiday_args =
    FIELDS("place.bank-holiday", holiday_rows, struct holiday_args);

static bool put_holiday(struct call *c, struct fault *why)
{
    const struct holiday_args *a = c->args;
    struct bank_holiday h;
    char shown[24];
    bool known;

    if (!row_where(c->store, &table_bank_holiday, "day = ?1", ARGS(INT(a->date.day)), &h, &known,
                   c->arena, why))
        return false;
    if (!known)
        h = (struct bank_holiday){.day = a->date};
    h.title = a->title;
    return put(c, &table_bank_holiday, &h, known,
               arena_text(c->arena, date_print_iso(a->date, shown, sizeof shown)), why);
}

static const struct operation op_bank_holiday = {
    .name = "place.bank-holiday",
    .title = "Record a bank holiday",
    .help = "A day on which working-day clocks stand still. A list is taken to hold every bank "
            "holiday of its years.",
    .roles = ROLES_PLACES,
    .args = &holiday_args,
    .writes = WRITES("bank_holiday"),
    .run = put_holiday,
};

const struct operation *const ops_place[] = {
    &op_postcode, &op_practice, &op_organisation, &op_area, &op_bank_holiday, NULL,
};

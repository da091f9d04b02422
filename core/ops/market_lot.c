/* market_lot.c - lots over districts, wards and postcodes, and the lot of an address */
#include "core/ops/market_inside.h"
#include "core/ops/place_late.h"

#include <string.h>

/* --- the lot of an address ----------------------------------------------------------------------- */

static bool area_holds(struct call *c, int64_t kind, const char *value, date_t on,
                       struct lot_area *out, bool *found, struct fault *why)
{
    *found = false;
    if (!value)
        return true;
    return row_where(c->store, &table_lot_area,
                     "kind = ?1 AND value = ?2 AND known_to IS NULL AND valid_from <= ?3 AND "
                     "(valid_to IS NULL OR valid_to > ?3)",
                     ARGS(TEXT(lot_area_words[kind].code), TEXT(value), INT(on.day)), out, found,
                     c->arena, why);
}

/* The beginnings of a postcode that an area may be named by, longest first: whole, each shorter
 * down to the sector ("LE16 7"), then the district ("LE16"), then the area ("LE"). */
static bool postcode_area(struct call *c, const char *postcode, int64_t kind, date_t on,
                          struct lot_area *out, bool *found, struct fault *why)
{
    char part[16];
    size_t length = postcode ? strlen(postcode) : 0;

    *found = false;
    if (length >= sizeof part)
        return true;
    for (; length > 0 && !*found; length--) {
        const char *space = memchr(postcode, ' ', length);
        /* All of the letters: "L" is another town than "LE". */
        bool letters = strspn(postcode, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length &&
                       strspn(postcode + length, "0123456789") > 0;
        bool outward = postcode[length] == ' ' || postcode[length] == '\0';
        if (postcode[length - 1] == ' ' || (!space && !outward && !letters))
            continue; /* "LE1" would hold LE16 */
        memcpy(part, postcode, length);
        part[length] = '\0';
        if (!area_holds(c, kind, part, on, out, found, why))
            return false;
    }
    return true;
}

bool lot_of_place(struct call *c, const char *postcode, const char *district, const char *ward,
                  date_t on, struct lot *out, bool *found, struct fault *why)
{
    int64_t by_district = word_index(lot_area_words, "district");
    int64_t by_ward = word_index(lot_area_words, "ward");
    int64_t by_postcode = word_index(lot_area_words, "postcode");
    struct lot_area area;

    if (!postcode_area(c, postcode, by_postcode, on, &area, found, why))
        return false;
    if (!*found && !area_holds(c, by_ward, ward, on, &area, found, why))
        return false;
    if (!*found && !area_holds(c, by_district, district, on, &area, found, why))
        return false;
    if (!*found)
        return true;
    return row_where(c->store, &table_lot,
                     "code = ?1 AND known_to IS NULL AND valid_from <= ?2 AND "
                     "(valid_to IS NULL OR valid_to > ?2)",
                     ARGS(TEXT(area.lot_code), INT(on.day)), out, found, c->arena, why);
}

/* --- lots -------------------------------------------------------------------------------------- */

struct lot_args {
    const char *code, *name, *short_name;
    int64_t tile_row, tile_column;
    date_t from, to;
};
static const struct field add_rows[] = {
    {FIELD(struct lot_args, code, FIELD_TEXT), .flags = FIELD_KEY, .min = 1, .max = CODE_MOST,
     .label = "Code", .help = "Number of the lot.", .source = "Paper 001, paragraph 12"},
    {FIELD(struct lot_args, name, FIELD_TEXT), .min = 1, .max = 80, .label = "Name",
     .help = "Name of the lot."},
    {FIELD(struct lot_args, short_name, FIELD_TEXT), .min = 1, .max = CODE_MOST,
     .label = "Short name", .help = "As on the tile map."},
    {FIELD(struct lot_args, tile_row, FIELD_INT), .flags = FIELD_OPTIONAL, .max = TILES_MOST,
     .label = "Tile row", .help = "Row of its tile on the map, from 0."},
    {FIELD(struct lot_args, tile_column, FIELD_INT), .flags = FIELD_OPTIONAL, .max = TILES_MOST,
     .label = "Tile column", .help = "Column of its tile on the map, from 0."},
    ARG_DAY(struct lot_args, from, "From", "First day."),
    ARG_MAYBE_DAY(struct lot_args, to, "To", "Last day; open when not given."),
};
static const struct fields add_args = FIELDS("lot.add", add_rows, struct lot_args);

static bool add(struct call *c, struct fault *why)
{
    const struct lot_args *a = c->args;
    struct lot l = {.code = a->code,
                    .name = a->name,
                    .short_name = a->short_name,
                    .tile_row = a->tile_row,
                    .tile_column = a->tile_column,
                    .valid_from = a->from,
                    .valid_to = day_after(a->to)};
    int64_t other;

    if (!days_in_order(a->from, a->to, why) ||
        !query_one_int(c->store,
                       "SELECT id FROM lot WHERE code = ?1 AND known_to IS NULL AND (valid_to IS "
                       "NULL OR valid_to > ?2) AND (?3 IS NULL OR valid_from < ?3) LIMIT 1",
                       ARGS(TEXT(a->code), INT(l.valid_from.day), INT(l.valid_to.day)), &other,
                       why))
        return false;
    if (other != ABSENT)
        return fail(why, FAULT_INPUT, "code",
                    "There is a lot %s in those days: end it first, or choose another code.",
                    a->code);
    if (!row_add(c->store, &table_lot, &l, why))
        return false;
    call_subject(c, "lot", l.head.id, l.code);
    call_say(c, "Lot %s %s added, from %s.", l.code, l.name, day_shown(c, l.valid_from));
    return true;
}

const struct operation op_lot_add = {
    .name = "lot.add",
    .title = "Add a lot",
    .help = "A part of the county that providers are awarded; its areas are added to it.",
    .roles = ROLES_MARKET,
    .flags = OP_OPENS,
    .args = &add_args,
    .writes = WRITES("lot"),
    .run = add,
};

struct lot_end_args {
    const char *lot;
    date_t to;
    const char *reason;
};
static const struct field end_rows[] = {
    ARG_OF(struct lot_end_args, lot, "lot", "Lot", "Lot that ends."),
    ARG_DAY(struct lot_end_args, to, "To", "Its last day."),
    ARG_REASON(struct lot_end_args, FIELD_OPTIONAL),
};
static const struct fields end_args = FIELDS("lot.end", end_rows, struct lot_end_args);

/* Ends a version of an area at `until`; one that would begin only then never was. */
static bool end_area(struct call *c, const struct lot_area *area, date_t until, struct fault *why)
{
    struct lot_area shorter = *area;

    shorter.valid_to = until;
    return area->valid_from.day >= until.day
               ? row_close(c->store, &table_lot_area, area, why)
               : row_replace(c->store, &table_lot_area, area, &shorter, why);
}

static bool end_lot(struct call *c, struct fault *why)
{
    const struct lot_end_args *a = c->args;
    date_t until = day_after(a->to);
    struct lot l, shorter;
    struct list areas;
    int64_t awards;

    c->reason = a->reason;
    if (!lot_by_code(c, "lot", a->lot, a->to, &l, why) ||
        !days_in_order(l.valid_from, a->to, why) ||
        !query_one_int(c->store,
                       "SELECT count(DISTINCT ref) FROM award WHERE lot_code = ?1 AND known_to IS "
                       "NULL AND (valid_to IS NULL OR valid_to > ?2)",
                       ARGS(TEXT(l.code), INT(until.day)), &awards, why))
        return false;
    if (awards > 0)
        return also_refuse(
            why, "LT-2", "%lld award%s in lot %s after %s: end them by that day first.",
            (long long)awards, awards == 1 ? " stands" : "s stand", l.code, day_shown(c, a->to));
    shorter = l;
    shorter.valid_to = until;
    if (!row_replace(c->store, &table_lot, &l, &shorter, why) ||
        !rows_where(c->store, &table_lot_area,
                    "lot_code = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2)",
                    ARGS(TEXT(l.code), INT(until.day)), c->arena, &areas, why))
        return false;
    for (size_t i = 0; i < areas.count; i++)
        if (!end_area(c, (const struct lot_area *)areas.items + i, until, why))
            return false;
    call_subject(c, "lot", shorter.head.id, shorter.code);
    call_say(c, "Lot %s %s ends on %s, with its %zu area%s.", l.code, l.name, day_shown(c, a->to),
             areas.count, areas.count == 1 ? "" : "s");
    return true;
}

const struct operation op_lot_end = {
    .name = "lot.end",
    .title = "End a lot",
    .help = "The lot and its areas end together; its awards must have ended by then.",
    .roles = ROLES_MARKET,
    .flags = OP_CAREFUL,
    .args = &end_args,
    .writes = WRITES("lot", "lot_area"),
    .run = end_lot,
};

/* --- areas -------------------------------------------------------------------------------------- */

struct area_args {
    const char *lot;
    int64_t kind;
    const char *value;
    date_t from, to;
};
static const struct field area_rows[] = {
    ARG_OF(struct area_args, lot, "lot", "Lot", "Lot the area belongs to."),
    {FIELD(struct area_args, kind, FIELD_ENUM), .words = lot_area_words, .label = "Kind",
     .help = "District, ward or beginning of a postcode; the narrowest decides.",
     .source = "domain.md 5"},
    {FIELD(struct area_args, value, FIELD_TEXT), .min = 1, .max = CODE_MOST, .label = "Area",
     .help = "ONS code, or beginning of a postcode (LE16, LE16 7)."},
    ARG_MAYBE_DAY(struct area_args, from, "From", "First day; that of the lot when not given."),
    ARG_MAYBE_DAY(struct area_args, to, "To", "Last day; open when not given."),
};
static const struct fields area_args = FIELDS("lot.add-area", area_rows, struct area_args);

/* Capitals, single spaces; false where it can be no such area. */
static bool area_value(struct call *c, int64_t kind, const char *typed, const char **out,
                       struct fault *why)
{
    char text[CODE_MOST + 1];
    size_t length = 0;

    for (const char *p = typed; *p && length < CODE_MOST; p++) {
        if (*p == ' ' && (length == 0 || text[length - 1] == ' '))
            continue;
        text[length++] = (char)(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
    }
    while (length && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    bool postcode = strcmp(lot_area_words[kind].code, "postcode") == 0;
    bool plain = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ") == length;
    bool capital = length && text[0] >= 'A' && text[0] <= 'Z';
    bool code = length == 9 && !strchr(text, ' ') && strspn(text + 1, "0123456789") == 8;
    if (!plain || !capital || (postcode ? length > 8 : !code))
        return fail(why, FAULT_INPUT, "value", "%s",
                    postcode ? "An area by postcode is its beginning: LE16, or LE16 7."
                             : "An area is an ONS code: a letter and eight digits, E07000130.");
    *out = arena_text(c->arena, text);
    return *out || fault_memory(why);
}

static bool add_area(struct call *c, struct fault *why)
{
    const struct area_args *a = c->args;
    struct lot l;
    struct lot_area area, other;
    bool found;

    fields_clear(table_lot_area.fields, &area);
    area.kind = a->kind;
    if (!lot_by_code(c, "lot", a->lot, day_or(a->from, c->who->today), &l, why) ||
        !area_value(c, a->kind, a->value, &area.value, why))
        return false;
    area.lot_code = l.code;
    area.valid_from = day_or(a->from, l.valid_from);
    area.valid_to = date_given(a->to) ? day_after(a->to) : l.valid_to;
    if (!days_in_order(area.valid_from, a->to, why) ||
        !row_where(c->store, &table_lot_area,
                   "kind = ?1 AND value = ?2 AND known_to IS NULL AND (valid_to IS NULL OR "
                   "valid_to > ?3) AND (?4 IS NULL OR valid_from < ?4)",
                   ARGS(TEXT(lot_area_words[a->kind].code), TEXT(area.value),
                        INT(area.valid_from.day), INT(area.valid_to.day)),
                   &other, &found, c->arena, why))
        return false;
    if (found)
        return also_refuse(why, "LT-1", "%s is in lot %s from %s: an area is in one lot at a time.",
                           area.value, other.lot_code, day_shown(c, other.valid_from));
    if (!row_add(c->store, &table_lot_area, &area, why))
        return false;
    call_subject(c, "lot", l.head.id, l.code);
    call_say(c, "%s %s is in lot %s %s from %s.", lot_area_words[a->kind].shown, area.value, l.code,
             l.name, day_shown(c, area.valid_from));
    return late_lots(c, why);
}

const struct operation op_lot_add_area = {
    .name = "lot.add-area",
    .title = "Add an area to a lot",
    .help = "A district, a ward or the beginning of a postcode; it may be in one lot at a time.",
    .roles = ROLES_MARKET,
    .args = &area_args,
    .writes = WRITES("lot_area", "package"),
    .run = add_area,
};

static const struct field end_area_rows[] = {
    ARG_OF(struct area_args, lot, "lot", "Lot", "Lot the area belongs to."),
    {FIELD(struct area_args, kind, FIELD_ENUM), .words = lot_area_words, .label = "Kind",
     .help = "District, ward or beginning of a postcode."},
    {FIELD(struct area_args, value, FIELD_TEXT), .min = 1, .max = CODE_MOST, .label = "Area",
     .help = "ONS code, or beginning of a postcode."},
    ARG_DAY(struct area_args, to, "To", "Its last day in the lot."),
};
static const struct fields end_area_args = FIELDS("lot.end-area", end_area_rows, struct area_args);

static bool end_one_area(struct call *c, struct fault *why)
{
    const struct area_args *a = c->args;
    date_t until = day_after(a->to);
    struct lot l;
    struct lot_area area;
    const char *value;
    bool found;

    if (!lot_by_code(c, "lot", a->lot, a->to, &l, why) ||
        !area_value(c, a->kind, a->value, &value, why) ||
        !row_where(
            c->store, &table_lot_area,
            "kind = ?1 AND value = ?2 AND lot_code = ?3 AND known_to IS NULL AND "
            "(valid_to IS NULL OR valid_to > ?4) ORDER BY valid_from",
            ARGS(TEXT(lot_area_words[a->kind].code), TEXT(value), TEXT(l.code), INT(until.day)),
            &area, &found, c->arena, why))
        return false;
    if (!found)
        return fail(
            why, FAULT_MISSING, "value",
            "%s is not in lot %s after %s: look at the areas of the lot (htlah list lot-areas).",
            value, l.code, day_shown(c, a->to));
    if (!end_area(c, &area, until, why))
        return false;
    call_subject(c, "lot", l.head.id, l.code);
    call_say(c, "%s leaves lot %s after %s.", value, l.code, day_shown(c, a->to));
    return true;
}

const struct operation op_lot_end_area = {
    .name = "lot.end-area",
    .title = "Take an area out of a lot",
    .help = "From the day after, the area may be added to another lot.",
    .roles = ROLES_MARKET,
    .flags = OP_CAREFUL,
    .args = &end_area_args,
    .writes = WRITES("lot_area"),
    .run = end_one_area,
};

/* What a partnership's config says of a code, a day or an address. */
#include "core/config/config_inside.h"

#include <string.h>

#define FIND(list, type)                                                                           \
    const struct type *row = (list).items;                                                         \
    for (size_t i = 0; code && i < (list).count; i++)                                              \
        if (strcmp(row[i].code, code) == 0 &&                                                      \
            dated_holds((struct dated){row[i].from, row[i].to}, on))                               \
            return &row[i];                                                                        \
    return NULL

static const struct code_row *reason(const struct list *list, const char *code)
{
    const struct code_row *row = list->items, *last = NULL;

    for (size_t i = 0; code && i < list->count; i++)
        if (strcmp(row[i].code, code) == 0 && (!last || last->from.day < row[i].from.day))
            last = &row[i];
    return last;
}

const struct code_row *config_decline_reason(const struct config *c, const char *code)
{
    return reason(&c->decline_reasons, code);
}

const struct code_row *config_end_reason(const struct config *c, const char *code)
{
    return reason(&c->end_reasons, code);
}

const struct lot_row *config_lot(const struct config *c, const char *code, date_t on)
{
    FIND(c->lots, lot_row);
}

static const struct organisation_row *holding(const struct config *c, const char *code, date_t on)
{
    FIND(c->organisations, organisation_row);
}

/* The row of a code that ended last before a day. */
static const struct organisation_row *ended(const struct config *c, const char *code, date_t on)
{
    const struct organisation_row *row = c->organisations.items, *last = NULL;

    for (size_t i = 0; i < c->organisations.count; i++)
        if (strcmp(row[i].code, code) == 0 && date_given(row[i].to) && row[i].to.day < on.day &&
            (!last || last->to.day < row[i].to.day))
            last = &row[i];
    return last;
}

const struct organisation_row *config_organisation_on(const struct config *c, const char *code,
                                                      date_t on)
{
    /* Each step goes to a row that ends later (checked when the folder was read), so it ends. */
    while (code && date_given(on)) {
        const struct organisation_row *row = holding(c, code, on);
        if (row)
            return row;
        row = ended(c, code, on);
        code = row ? row->successor : NULL;
    }
    return NULL;
}

const struct organisation_row *config_organisation(const struct config *c, const char *code)
{
    const struct organisation_row *row = c->organisations.items, *last = NULL;

    for (size_t i = 0; code && i < c->organisations.count; i++)
        if (strcmp(row[i].code, code) == 0 && (!last || last->from.day < row[i].from.day))
            last = &row[i];
    return last;
}

/* How narrowly an area holds an address; 0 when it does not. */
static size_t narrowness(const struct lot_area_row *area, const char *postcode, const char *ward,
                         const char *district)
{
    size_t length = strlen(area->value);

    switch (area->kind) {
    case LOT_AREA_DISTRICT:
        return district && strcmp(area->value, district) == 0;
    case LOT_AREA_WARD:
        return ward && strcmp(area->value, ward) == 0 ? 2 : 0;
    default:
        /* LE1 is no beginning of LE16: the outward half is taken whole. */
        if (!postcode || strncmp(area->value, postcode, length) != 0 ||
            (!strchr(area->value, ' ') && postcode[length] != ' '))
            return 0;
        return 2 + length;
    }
}

const struct lot_row *config_lot_of(const struct config *c, const char *postcode, const char *ward,
                                    const char *district, date_t on)
{
    const struct lot_row *lot = c->lots.items, *found = NULL;
    size_t best = 0;

    for (size_t i = 0; i < c->lots.count; i++) {
        const struct lot_area_row *area = lot[i].areas.items;
        if (!dated_holds((struct dated){lot[i].from, lot[i].to}, on))
            continue;
        for (size_t k = 0; k < lot[i].areas.count; k++) {
            size_t narrow = narrowness(&area[k], postcode, ward, district);
            if (narrow > best) {
                best = narrow;
                found = &lot[i];
            }
        }
    }
    return found;
}

bool config_is_resident(const struct config *c, const char *district)
{
    const char *const *known = c->partnership.districts.items;

    for (size_t i = 0; district && i < c->partnership.districts.count; i++)
        if (known[i] && strcmp(known[i], district) == 0)
            return true;
    return false;
}

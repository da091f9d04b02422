/* Contradictions in the lots: an area is claimed once, a tile is used once. */
#include "core/base/text.h"
#include "core/config/config_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE = 200 };

/* One area as one lot claims it. */
struct claim {
    const struct lot_row *lot;
    const struct lot_area_row *area;
    const struct node *node;
};

static const char *quoted(const char *text, char buf[static QUOTE])
{
    return text_quote(text, strlen(text), 40, buf, QUOTE);
}

static struct dated days_of(const struct lot_row *lot)
{
    return (struct dated){lot->from, lot->to};
}

/* "E05" and six digits, "E07" (06, 08, 09) and six, or the beginning of a postcode. */
static bool is_ons(const char *text, const char *kinds)
{
    return text[0] == 'E' && text[1] == '0' && text[2] && strchr(kinds, text[2]) &&
           strlen(text) == 9 && strspn(text + 1, "0123456789") == 8;
}

/* A postcode ends in a digit and two letters: with what is missing made up it must be one, and
 * must be written as its beginning is. */
static bool is_beginning(const char *text)
{
    static const char rest[] = "1AA";
    const char *space = strchr(text, ' ');
    char whole[16], canonical[9];
    size_t inward = space ? strlen(space + 1) : 0;

    if (strlen(text) > 8 || inward > 3)
        return false;
    int length = snprintf(whole, sizeof whole, "%s%s%s", text, space ? "" : " ", rest + inward);
    return length > 0 && text_postcode(whole, canonical) && strcmp(whole, canonical) == 0;
}

static void check_area(const struct config_reading *r, const struct node *node,
                       const struct lot_area_row *area)
{
    const struct list *districts = &r->config->partnership.districts;
    char quote[QUOTE];

    if (area->kind == LOT_AREA_WARD && !is_ons(area->value, "5"))
        config_fault(r, node, "value", "%s is not an ONS code of a ward, such as E05005511.",
                     quoted(area->value, quote));
    else if (area->kind == LOT_AREA_DISTRICT && !is_ons(area->value, "6789"))
        config_fault(r, node, "value", "%s is not an ONS code of a district, such as E07000129.",
                     quoted(area->value, quote));
    else if (area->kind == LOT_AREA_DISTRICT && districts->count &&
             !config_is_resident(r->config, area->value))
        config_fault(r, node, "value",
                     "The district %s is not one of the partnership's own, in partnership.yaml.",
                     quoted(area->value, quote));
    else if (area->kind == LOT_AREA_POSTCODE && !is_beginning(area->value))
        config_fault(r, node, "value",
                     "%s is not the beginning of a postcode, such as LE16 or LE16 7.",
                     quoted(area->value, quote));
}

static int by_area(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    if (x->area->kind != y->area->kind)
        return x->area->kind < y->area->kind ? -1 : 1;
    int order = strcmp(x->area->value, y->area->value);
    if (order)
        return order;
    /* In the order of the file, so that the later claim is the one told. */
    if (x->node->line != y->node->line)
        return x->node->line < y->node->line ? -1 : 1;
    return x->node->column < y->node->column ? -1 : x->node->column > y->node->column;
}

static void check_claims(const struct config_reading *r, struct claim *claim, size_t count)
{
    char area[QUOTE], lot[QUOTE], other[QUOTE];

    qsort(claim, count, sizeof *claim, by_area);
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k-- > 0;) {
            if (claim[k].area->kind != claim[i].area->kind ||
                strcmp(claim[k].area->value, claim[i].area->value) != 0)
                break;
            if (!dated_meet(days_of(claim[k].lot), days_of(claim[i].lot)))
                continue;
            config_fault(r, claim[i].node, "value",
                         "Lot %s claims the %s %s, which lot %s already claims on line %u. An "
                         "area belongs to one lot at a time: take one claim out.",
                         quoted(claim[i].lot->code, lot), lot_area_words[claim[i].area->kind].shown,
                         quoted(claim[i].area->value, area), quoted(claim[k].lot->code, other),
                         claim[k].node->line);
            break;
        }
    }
}

static bool is_whole(const struct lot_row *lot)
{
    return lot->code && date_given(lot->from) && lot->areas.items;
}

static void check_areas(const struct config_reading *r)
{
    const struct list *list = &r->config->lots;
    struct rows_at at = config_rows(r, FILE_LOTS, "lots", list, sizeof(struct lot_row));
    const struct lot_row *lot;
    size_t count = 0, most = 0;

    for (size_t i = 0; i < list->count; i++)
        most += ((const struct lot_row *)list->items)[i].areas.count;
    struct claim *claim = arena_take_array(&r->config->arena, most ? most : 1, sizeof *claim);
    if (!claim) {
        struct fault why = {0};
        fault_memory(&why);
        faults_take(r->all, &why);
        return;
    }
    while ((lot = config_rows_next(&at))) {
        const struct node *areas = node_child(at.node, "areas");
        const struct node *n = areas && areas->kind == NODE_LIST ? areas->first : NULL;
        const struct lot_area_row *area = lot->areas.items;
        for (size_t i = 0; i < lot->areas.count && n; i++, n = n->next) {
            if (!area[i].value || area[i].kind == ABSENT)
                continue;
            check_area(r, n, &area[i]);
            if (is_whole(lot))
                claim[count++] = (struct claim){lot, &area[i], n};
        }
    }
    check_claims(r, claim, count);
}

static void check_tiles(const struct config_reading *r)
{
    struct rows_at at = config_rows(r, FILE_LOTS, "lots", &r->config->lots, sizeof(struct lot_row));
    const struct lot_row *lot, *all = r->config->lots.items;
    char quote[QUOTE];

    while ((lot = config_rows_next(&at))) {
        if (!is_whole(lot) || lot->tile_row == ABSENT || lot->tile_column == ABSENT)
            continue;
        for (size_t i = 0; i + 1 < at.index; i++) {
            if (!is_whole(&all[i]) || all[i].tile_row != lot->tile_row ||
                all[i].tile_column != lot->tile_column ||
                !dated_meet(days_of(&all[i]), days_of(lot)))
                continue;
            config_fault(r, at.node, "tile_column",
                         "The tile in row %d and column %d is lot %s's already. Give this lot "
                         "another.",
                         (int)lot->tile_row, (int)lot->tile_column, quoted(all[i].code, quote));
            break;
        }
    }
}

void config_check_lots(const struct config_reading *r)
{
    config_check_codes(r, FILE_LOTS, "lots", &r->config->lots, sizeof(struct lot_row),
                       offsetof(struct lot_row, from));
    check_areas(r);
    check_tiles(r);
}

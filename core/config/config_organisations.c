/* Contradictions in the partnership, its organisations and its lists of reasons. */
#include "core/base/text.h"
#include "core/config/config_inside.h"

#include <assert.h>
#include <string.h>

enum { DAY = 24, QUOTE = 200 };

static const char *quoted(const char *text, char buf[static QUOTE])
{
    return text_quote(text, strlen(text), 40, buf, QUOTE);
}

bool config_check_days(const struct config_reading *r, const struct node *map, struct dated d)
{
    char from[DAY], to[DAY];

    if (!date_given(d.from))
        return false;
    if (date_given(d.to) && d.to.day < d.from.day)
        return config_fault(
            r, map, "to", "The last day, %s, is before the first, %s. Correct one of them.",
            date_print_iso(d.to, to, sizeof to), date_print_iso(d.from, from, sizeof from));
    return true;
}

static const char *code_of(const char *row)
{
    const char *code;

    memcpy(&code, row, sizeof code);
    return code;
}

static struct dated days_of(const char *row, size_t from_offset)
{
    struct dated d;

    memcpy(&d, row + from_offset, sizeof d);
    return d;
}

static_assert(offsetof(struct organisation_row, code) == 0 && offsetof(struct lot_row, code) == 0 &&
                  offsetof(struct code_row, code) == 0,
              "rows begin with their code");
static_assert(offsetof(struct lot_row, to) ==
                      offsetof(struct lot_row, from) + offsetof(struct dated, to) &&
                  offsetof(struct organisation_row, to) ==
                      offsetof(struct organisation_row, from) + offsetof(struct dated, to) &&
                  offsetof(struct code_row, to) ==
                      offsetof(struct code_row, from) + offsetof(struct dated, to),
              "the last day stands behind the first");

void config_check_codes(const struct config_reading *r, enum config_file file, const char *key,
                        const struct list *list, size_t size, size_t from_offset)
{
    struct rows_at at = config_rows(r, file, key, list, size);
    const char *row;
    char quote[QUOTE];

    while ((row = config_rows_next(&at))) {
        struct dated d = days_of(row, from_offset);
        const char *code = code_of(row);
        if (!config_check_days(r, at.node, d) || !code)
            continue;
        for (size_t i = 0; i + 1 < at.index; i++) {
            const char *other = at.items + i * size;
            if (code_of(other) && strcmp(code_of(other), code) == 0 &&
                dated_meet(days_of(other, from_offset), d)) {
                config_fault(r, at.node, "code",
                             "The code %s has two rows that hold on one day. Keep one of them, or "
                             "end the first before this one begins.",
                             quoted(code, quote));
                break;
            }
        }
    }
}

/* --- organisations --------------------------------------------------------------------------- */

/* Whether a code is known; where it is not, a fault at `key` with the nearest known one. */
static bool check_known(const struct config_reading *r, const struct node *map, const char *key,
                        const char *code)
{
    const struct organisation_row *row = r->config->organisations.items;
    const char *known[1000];
    char quote[QUOTE], other[QUOTE];
    size_t count = 0;

    for (size_t i = 0; i < r->config->organisations.count; i++) {
        if (row[i].code && strcmp(row[i].code, code) == 0)
            return true;
        if (row[i].code && count < sizeof known / sizeof *known)
            known[count++] = row[i].code;
    }
    const char *near = text_nearest(code, known, count);
    if (near)
        return config_fault(r, map, key,
                            "There is no organisation %s in organisations.yaml; did you mean %s?",
                            quoted(code, quote), quoted(near, other));
    return config_fault(r, map, key,
                        "There is no organisation %s in organisations.yaml. Add it there, or "
                        "correct the code.",
                        quoted(code, quote));
}

static bool holds(const struct config *c, const char *code, int64_t kind, date_t on)
{
    const struct organisation_row *row = c->organisations.items;

    for (size_t i = 0; i < c->organisations.count; i++)
        if (row[i].code && strcmp(row[i].code, code) == 0 &&
            (kind == ABSENT || row[i].kind == kind) &&
            dated_holds((struct dated){row[i].from, row[i].to}, on))
            return true;
    return false;
}

static void check_successor(const struct config_reading *r, const struct node *map,
                            const struct organisation_row *row)
{
    char quote[QUOTE], day[DAY];

    if (!check_known(r, map, "successor", row->successor))
        return;
    if (!date_given(row->to)) {
        config_fault(r, map, "successor",
                     "It has a successor but no last day. Give its last day in `to`, or take the "
                     "successor away.");
        return;
    }
    date_t next = date_add_days(row->to, 1);
    if (!holds(r->config, row->successor, ABSENT, next))
        config_fault(r, map, "successor",
                     "The successor %s does not exist on %s, the day after the last day of this "
                     "row. Correct the days of one of them.",
                     quoted(row->successor, quote), date_print_iso(next, day, sizeof day));
}

static void check_organisations(const struct config_reading *r)
{
    const struct list *list = &r->config->organisations;
    struct rows_at at =
        config_rows(r, FILE_ORGANISATIONS, "organisations", list, sizeof(struct organisation_row));
    const struct organisation_row *row;

    config_check_codes(r, FILE_ORGANISATIONS, "organisations", list, sizeof *row,
                       offsetof(struct organisation_row, from));
    while ((row = config_rows_next(&at))) {
        if (row->successor)
            check_successor(r, at.node, row);
        if (row->parent && check_known(r, at.node, "parent", row->parent) && row->code &&
            strcmp(row->parent, row->code) == 0)
            config_fault(r, at.node, "parent", "An organisation is no part of itself.");
    }
}

/* --- the partnership ------------------------------------------------------------------------- */

/* A letter E, two digits of the kind (07 district, 06 to 09 what does a district's work), six. */
static bool is_district(const char *code)
{
    return code[0] == 'E' && code[1] == '0' && code[2] >= '6' && code[2] <= '9' &&
           strlen(code) == 9 && strspn(code + 1, "0123456789") == 8;
}

static void check_districts(const struct config_reading *r)
{
    const struct list *list = &r->config->partnership.districts;
    const char *const *code = list->items;
    const struct node *map = r->root[FILE_PARTNERSHIP], *rows = node_child(map, "districts");
    const struct node *n = rows && rows->kind == NODE_LIST ? rows->first : NULL;
    char quote[QUOTE];

    for (size_t i = 0; i < list->count; i++, n = n ? n->next : NULL) {
        if (!code[i])
            continue;
        if (!is_district(code[i]))
            config_fault(r, n ? n : map, n ? NULL : "districts",
                         "%s is not an ONS code of a district, such as E07000129.",
                         quoted(code[i], quote));
        for (size_t k = 0; k < i; k++)
            if (code[k] && strcmp(code[k], code[i]) == 0)
                config_fault(r, n ? n : map, n ? NULL : "districts",
                             "The district %s is listed twice. Keep one of them.",
                             quoted(code[i], quote));
    }
}

static void check_partnership(const struct config_reading *r)
{
    const struct partnership *p = &r->config->partnership;
    const struct node *map = r->root[FILE_PARTNERSHIP];
    char quote[QUOTE], day[DAY];
    datetime_t now = DATETIME_NONE;

    if (!map || map->kind != NODE_MAP)
        return;
    check_districts(r);
    if (p->demo_now && !datetime_parse_iso(p->demo_now, &now))
        config_fault(r, map, "demo_now", "%s is no day and minute, such as 2016-11-08T09:14.",
                     quoted(p->demo_now, quote));
    if (!p->council || !r->config->organisations.count ||
        !check_known(r, map, "council", p->council))
        return;
    date_t on = datetime_given(now) ? datetime_date(now) : DATE_NONE;
    if (date_given(on) && !holds(r->config, p->council, ORGANISATION_COUNCIL, on))
        config_fault(r, map, "council",
                     "%s is not a council on %s, the day of the demonstration. Correct the code, "
                     "its row in organisations.yaml, or demo_now.",
                     quoted(p->council, quote), date_print_iso(on, day, sizeof day));
}

void config_check_organisations(const struct config_reading *r)
{
    const struct config *c = r->config;

    check_organisations(r);
    check_partnership(r);
    config_check_codes(r, FILE_DECLINE_REASONS, "reasons", &c->decline_reasons,
                       sizeof(struct code_row), offsetof(struct code_row, from));
    config_check_codes(r, FILE_END_REASONS, "reasons", &c->end_reasons, sizeof(struct code_row),
                       offsetof(struct code_row, from));
}

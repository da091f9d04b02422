/* staff_practice.c - the fifteen members of staff of every demonstration and story store
 *
 * Their logins are fixed (interface.md, Staff); the names are made up.
 */
#include "core/ops/staff.h"

#include <string.h>

static const struct {
    const char *login, *name;
    enum role role;
} practice[] = {
    {"broker1", "Bea Marlow", ROLE_BROKER},          {"broker2", "Tom Quill", ROLE_BROKER},
    {"planner1", "Nadia Perrin", ROLE_PLANNER},      {"planner2", "Owen Sparrow", ROLE_PLANNER},
    {"reable1", "Ruth Tansley", ROLE_REABLEMENT},    {"supervisor1", "Sunil Raye", ROLE_SUPERVISOR},
    {"supervisor2", "Helen Frost", ROLE_SUPERVISOR}, {"chc1", "Clare Denholm", ROLE_CHC},
    {"finance1", "Femi Castle", ROLE_FINANCE},       {"finance2", "Greta Lowe", ROLE_FINANCE},
    {"pool1", "Peter Ashdown", ROLE_POOL_MANAGER},   {"clerk1", "Carys Munn", ROLE_CLERK},
    {"auditor1", "Arthur Vane", ROLE_AUDITOR},       {"admin1", "Amina Holt", ROLE_ADMIN},
    {"privacy1", "Priya Wold", ROLE_PRIVACY},
};

/* The NHS nurse is the staff of the body that commissions on the day, where the partnership names
 * one; everybody else is the council's. */
static const char *employer_of(const struct config *config, enum role role, date_t on)
{
    const struct organisation_row *rows = config->organisations.items;

    for (size_t i = 0; role == ROLE_CHC && i < config->organisations.count; i++)
        if ((rows[i].kind == ORGANISATION_CCG || rows[i].kind == ORGANISATION_ICB) &&
            (!date_given(rows[i].from) || rows[i].from.day <= on.day) &&
            (!date_given(rows[i].to) || rows[i].to.day >= on.day))
            return rows[i].code;
    return config->partnership.council;
}

static struct node *one(const struct config *config, size_t i, const char *from, date_t on,
                        struct arena *a)
{
    struct node *map = node_new(a, NODE_MAP), *roles = node_new(a, NODE_LIST);

    if (!map || !roles || !node_add(a, map, "login", practice[i].login) ||
        !node_add(a, map, "name", practice[i].name) ||
        !node_add(a, map, "employer", employer_of(config, practice[i].role, on)) ||
        !node_add(a, map, "from", from) ||
        !node_add(a, roles, NULL, role_words[practice[i].role].code))
        return NULL;
    roles->key = "roles";
    node_append(map, roles);
    return map;
}

const struct node *staff_of_practice(const struct config *config, date_t from, date_t on,
                                     struct arena *a)
{
    struct node *list = node_new(a, NODE_LIST);
    char day[24];

    date_print_iso(from, day, sizeof day);
    for (size_t i = 0; list && i < sizeof practice / sizeof *practice; i++) {
        struct node *map = one(config, i, day, on, a);
        if (!map)
            return NULL;
        node_append(list, map);
    }
    return list;
}

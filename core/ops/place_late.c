/* place_late.c - homes, registrations and packages that waited for their place to be known */
#include "core/ops/place_late.h"

#include "core/ops/package_inside.h"
#include "core/ops/person.h"

/* The packages of `rows` that have no lot get the one of their person's home, where it is in one. */
static bool find_lots(struct call *c, struct list *rows, size_t *found, struct fault *why)
{
    struct package *p = rows->items;

    for (size_t i = 0; i < rows->count; i++) {
        date_t on = date_given(p[i].needed_by) ? p[i].needed_by : c->who->today;
        if (!package_find_lot(c, &p[i], on, why))
            return false;
        if (!p[i].lot_code)
            continue;
        if (!row_change(c->store, &table_package, &p[i], why))
            return false;
        (*found)++;
    }
    return true;
}

static void say_lots(struct call *c, size_t found)
{
    if (found)
        call_remark(c, NULL, "%zu waiting %s a lot by it.", found,
                    found == 1 ? "package has" : "packages have");
}

bool late_lots(struct call *c, struct fault *why)
{
    struct list rows;
    size_t found = 0;

    if (!rows_where(c->store, &table_package, "waiting = 1 AND lot_code IS NULL", NO_ARGS, c->arena,
                    &rows, why) ||
        !find_lots(c, &rows, &found, why))
        return false;
    say_lots(c, found);
    return true;
}

bool late_postcode(struct call *c, const char *postcode, struct fault *why)
{
    struct list homes, packages;
    size_t lots = 0;

    if (!rows_where(c->store, &table_residence,
                    "postcode = ?1 AND known_to IS NULL AND district IS NULL", ARGS(TEXT(postcode)),
                    c->arena, &homes, why))
        return false;
    struct residence *home = homes.items;
    for (size_t i = 0; i < homes.count; i++) {
        struct residence old = home[i];
        if (!residence_locate(c, &home[i], why) ||
            !row_replace(c->store, &table_residence, &old, &home[i], why))
            return false;
    }
    for (size_t i = 0; i < homes.count; i++) /* after all: somebody may have lived there twice */
        if (!rows_where(c->store, &table_package,
                        "person_id = ?1 AND lot_code IS NULL AND cancelled IS NULL",
                        ARGS(INT(home[i].person_id)), c->arena, &packages, why) ||
            !find_lots(c, &packages, &lots, why))
            return false;
    if (homes.count)
        call_remark(c, NULL,
                    "%zu %s recorded at %s before it was known: district and lot are found.",
                    homes.count, homes.count == 1 ? "home was" : "homes were", postcode);
    say_lots(c, lots);
    return true;
}

bool late_practice(struct call *c, const char *practice, struct fault *why)
{
    struct list rows;
    size_t found = 0;

    if (!rows_where(c->store, &table_registration,
                    "practice = ?1 AND known_to IS NULL AND commissioner IS NULL",
                    ARGS(TEXT(practice)), c->arena, &rows, why))
        return false;
    struct registration *r = rows.items;
    for (size_t i = 0; i < rows.count; i++) {
        struct registration old = r[i];
        if (!place_commissioner(c, practice, r[i].valid_from, &r[i].commissioner, why))
            return false;
        if (!r[i].commissioner)
            continue;
        if (!row_replace(c->store, &table_registration, &old, &r[i], why))
            return false;
        found++;
    }
    if (found)
        call_remark(c, NULL, "%zu %s registered with %s before it was known: %s found.", found,
                    found == 1 ? "person was" : "people were", practice,
                    found == 1 ? "their commissioner is" : "their commissioners are");
    return true;
}

/* Where somebody lives and where they are registered: one row after another, none over another. */
#include "core/ops/person_inside.h"

#include "core/ops/place.h"

#include <string.h>

/* What a row is dated by, at the same place in both kinds of row. */
struct dated_table {
    const struct table *table;
    size_t from, to; /* offsets of the days */
};
static const struct dated_table residences = {
    &table_residence, offsetof(struct residence, valid_from), offsetof(struct residence, valid_to)};
static const struct dated_table registrations = {&table_registration,
                                                 offsetof(struct registration, valid_from),
                                                 offsetof(struct registration, valid_to)};

static date_t *day_of(void *record, size_t offset)
{
    return (date_t *)(void *)((char *)record + offset);
}

/* The row in force on the new one's first day is cut to the day before (or replaced, when it began
 * that very day); the new one lasts until the next row begins. */
static bool put(struct call *c, const struct dated_table *t, int64_t person_id, void *record,
                void *before, bool *found, struct fault *why)
{
    date_t from = *day_of(record, t->from);
    size_t size = t->table->fields->size;
    struct list rows;

    *found = false;
    if (!rows_where(c->store, t->table, "person_id = ?1 AND known_to IS NULL ORDER BY valid_from",
                    ARGS(INT(person_id)), c->arena, &rows, why))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        char *row = (char *)rows.items + i * size;
        date_t begins = *day_of(row, t->from), ends = *day_of(row, t->to);

        if (begins.day > from.day) {
            if (!date_given(*day_of(record, t->to)))
                *day_of(record, t->to) = begins;
            break;
        }
        if (date_given(ends) && ends.day <= from.day)
            continue;
        *found = true;
        memcpy(before, row, size);
        *day_of(record, t->to) = ends;
        if (begins.day == from.day)
            return row_replace(c->store, t->table, row, record, why);
        char *cut = arena_take(c->arena, size);
        if (!cut)
            return fault_memory(why);
        memcpy(cut, row, size);
        *day_of(cut, t->to) = from;
        if (!row_replace(c->store, t->table, row, cut, why))
            return false;
        break;
    }
    return row_add(c->store, t->table, record, why);
}

bool residence_locate(struct call *c, struct residence *r, struct fault *why)
{
    struct postcode place;
    bool found;

    if (!place_of_postcode(c, r->postcode, &place, &found, why))
        return false;
    r->district = found ? place.district : NULL;
    r->ward = found ? place.ward : NULL;
    if (!found)
        call_remark(c, "PL-1",
                    "The postcode %s is not in the store, so its district and lot are not known: "
                    "import postcodes, or record it with place.postcode.",
                    r->postcode);
    return true;
}

bool registration_locate(struct call *c, struct registration *r, struct fault *why)
{
    if (!place_commissioner(c, r->practice, r->valid_from, &r->commissioner, why))
        return false;
    if (!r->commissioner)
        call_remark(c, "PL-2",
                    "The practice %s, or who commissions for it, is not in the store: import GP "
                    "practices, or record it with place.practice.",
                    r->practice);
    return true;
}

bool residence_put(struct call *c, struct residence *r, struct residence *before, bool *found,
                   struct fault *why)
{
    r->valid_to = DATE_NONE;
    return residence_locate(c, r, why) && put(c, &residences, r->person_id, r, before, found, why);
}

bool registration_put(struct call *c, struct registration *r, struct registration *before,
                      bool *found, struct fault *why)
{
    r->valid_to = DATE_NONE;
    return registration_locate(c, r, why) &&
           put(c, &registrations, r->person_id, r, before, found, why);
}

/* Where a postcode lies, who commissions for a practice, what an old code stands for, and which
 * days nobody works. */
#include "core/ops/place.h"

#include <string.h>

bool place_of_postcode(struct call *c, const char *postcode, struct postcode *out, bool *found,
                       struct fault *why)
{
    return row_where(c->store, &table_postcode, "postcode = ?1", ARGS(TEXT(postcode)), out, found,
                     c->arena, why);
}

static bool organisation(struct call *c, const char *code, struct organisation *out, bool *found,
                         struct fault *why)
{
    return row_where(c->store, &table_organisation, "code = ?1", ARGS(TEXT(code)), out, found,
                     c->arena, why);
}

enum { SUCCESSIONS_MOST = 16 };

bool place_organisation_on(struct call *c, const char *code, date_t on, struct organisation *out,
                           bool *found, struct fault *why)
{
    *found = false;
    if (!code)
        return true;
    if (!organisation(c, code, out, found, why))
        return false;
    for (int i = 0; *found && i < SUCCESSIONS_MOST; i++) {
        struct organisation next;
        bool there;

        if (!date_given(on) || !date_given(out->valid_to) || on.day < out->valid_to.day ||
            !out->successor)
            return true;
        if (!organisation(c, out->successor, &next, &there, why))
            return false;
        if (!there)
            return true;
        *out = next;
    }
    return true;
}

bool place_commissioner(struct call *c, const char *practice, date_t on, const char **code,
                        struct fault *why)
{
    struct practice p;
    struct organisation body;
    bool found;

    *code = NULL;
    if (!practice)
        return true;
    if (!row_where(c->store, &table_practice, "code = ?1", ARGS(TEXT(practice)), &p, &found,
                   c->arena, why))
        return false;
    if (!found || !p.commissioner)
        return true;
    *code = p.commissioner; /* a body that the store does not know is still the one named */
    if (!place_organisation_on(c, p.commissioner, on, &body, &found, why))
        return false;
    if (found)
        *code = body.code;
    return true;
}

bool organisation_is_nhs(const struct organisation *o)
{
    return o->kind == ORGANISATION_CCG || o->kind == ORGANISATION_ICB ||
           o->kind == ORGANISATION_TRUST;
}

/* The first or the last day of a day's year. */
static date_t year_end(date_t d, bool last)
{
    int year, month, day;
    date_t out = d;

    date_split(d, &year, &month, &day);
    if (!date_make(year, last ? 12 : 1, last ? 31 : 1, &out))
        return d;
    return out;
}

/* Two ascending lists as one, without repetition. */
static size_t join(date_t *to, const date_t *a, size_t na, const date_t *b, size_t nb)
{
    size_t n = 0, i = 0, j = 0;

    while (i < na || j < nb) {
        date_t next = j == nb || (i < na && a[i].day <= b[j].day) ? a[i++] : b[j++];
        if (!n || to[n - 1].day != next.day)
            to[n++] = next;
    }
    return n;
}

bool place_holidays(struct call *c, struct holidays *out, struct fault *why)
{
    struct list rows;

    if (!figures_holidays(&c->config->figures, c->arena, out, why) ||
        !rows_where(c->store, &table_bank_holiday, "1 ORDER BY day", NO_ARGS, c->arena, &rows, why))
        return false;
    if (!rows.count)
        return true;
    const struct bank_holiday *h = rows.items;
    date_t *stored = arena_take_array(c->arena, rows.count, sizeof *stored);
    date_t *all = arena_take_array(c->arena, rows.count + out->count, sizeof *all);
    if (!stored || !all)
        return fault_memory(why);
    for (size_t i = 0; i < rows.count; i++)
        stored[i] = h[i].day;
    /* Imported lists are whole years; they widen the range where they reach it without a gap. */
    date_t from = year_end(stored[0], false), to = year_end(stored[rows.count - 1], true);
    out->count = join(all, out->day, out->count, stored, rows.count);
    out->day = all;
    if (!date_given(out->covers_from)) {
        out->covers_from = from;
        out->covers_to = to;
    } else if (from.day <= out->covers_to.day + 1 && to.day + 1 >= out->covers_from.day) {
        if (from.day < out->covers_from.day)
            out->covers_from = from;
        if (to.day > out->covers_to.day)
            out->covers_to = to;
    }
    return true;
}

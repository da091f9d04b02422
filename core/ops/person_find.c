/* Finding people, and whether their record may be opened. */
#include "core/ops/person_inside.h"

#include "core/base/text.h"
#include "core/store/scope.h"

#include <string.h>

bool person_get(struct call *c, int64_t id, struct person *out, struct fault *why)
{
    return row_get(c->store, &table_person, id, out, c->arena, why);
}

static bool find(struct call *c, const char *tail, const char *value, struct person *out,
                 bool *found, struct fault *why)
{
    return row_where(c->store, &table_person, tail, ARGS(TEXT(value)), out, found, c->arena, why);
}

enum { NEAR_MOST = 200, REF_MOST = 64 };

/* The nearest of the references that begin as this one does. */
static bool nearest(struct call *c, const char *ref, const char **near, struct fault *why)
{
    const char *refs[NEAR_MOST];
    char from[2] = {ref[0], 0}, to[2] = {(char)(ref[0] + 1), 0};
    struct cursor *row;
    size_t n = 0;
    bool more = true, ok = true;

    *near = NULL;
    if (!ref[0] || ref[0] < ' ' || strlen(ref) > REF_MOST)
        return true;
    if (!query_open(c->store,
                    "SELECT ref FROM person WHERE ref >= ?1 AND ref < ?2 "
                    "ORDER BY abs(length(ref) - length(?3)), ref LIMIT 200",
                    ARGS(TEXT(from), TEXT(to), TEXT(ref)), &row, why))
        return false;
    while (n < NEAR_MOST && (ok = query_next(row, &more, why)) && more) {
        const char *kept = arena_text(c->arena, query_text(row, 0));
        if (kept)
            refs[n++] = kept;
    }
    query_close(row);
    if (ok && n)
        *near = text_nearest_ref(ref, refs, n);
    return ok;
}

static bool missing(struct call *c, const char *arg, const char *ref, struct fault *why)
{
    char shown[64];
    const char *near;

    if (!nearest(c, ref, &near, why))
        return false;
    text_quote(ref, strlen(ref), 40, shown, sizeof shown);
    if (near)
        return fail(why, FAULT_MISSING, arg,
                    "There is no person %s; did you mean %s? Search the people by name, NHS "
                    "number or postcode.",
                    shown, near);
    return fail(why, FAULT_MISSING, arg,
                "There is no person %s: search the people by name, NHS number or postcode.", shown);
}

bool person_exactly(struct call *c, const char *arg, const char *ref, struct person *out,
                    struct fault *why)
{
    bool found;

    if (!find(c, "ref = ?1", ref, out, &found, why))
        return false;
    return found ? scope_check(c->who, out->head.id, "person", ref, why)
                 : missing(c, arg, ref, why);
}

bool person_by_ref_closed(struct call *c, const char *arg, const char *ref, struct person *out,
                          struct fault *why)
{
    char number[11];
    bool found;

    if (!find(c, "ref = ?1", ref, out, &found, why))
        return false;
    if (!found && text_nhs_number(ref, number) &&
        !find(c, "nhs_number = ?1 AND merged_into IS NULL", number, out, &found, why))
        return false;
    if (!found)
        return missing(c, arg, ref, why);
    if (out->merged_into != ABSENT && !person_get(c, out->merged_into, out, why))
        return false;
    return scope_check(c->who, out->head.id, "person", ref, why);
}

bool person_by_ref(struct call *c, const char *arg, const char *ref, struct person *out,
                   struct fault *why)
{
    return person_by_ref_closed(c, arg, ref, out, why) && person_check_open(c, out, why);
}

bool person_check_open(struct call *c, const struct person *p, struct fault *why)
{
    int64_t until;

    if (p->restricted != 1 || c->who->staff_id <= 0)
        return true;
    if (!query_one_int(c->store,
                       "SELECT max(until) FROM break_glass WHERE person_id = ?1 AND staff_id = ?2",
                       ARGS(INT(p->head.id), INT(c->who->staff_id)), &until, why))
        return false;
    if (until != ABSENT && until > c->who->now.minute)
        return true;
    return deny(why, "PR-1", "reliability.md F7",
                "The record %s is restricted: open it first, with a reason (person.open).", p->ref);
}

bool person_words_told(struct call *c, int64_t person_id, bool *out, struct fault *why)
{
    const struct session *s = c->who;
    struct fault shut = {0};
    struct person p;

    *out = false;
    if (!(session_acting(s) & SEES_PEOPLE))
        return true;
    if (!person_get(c, person_id, &p, why))
        return false;
    *out = person_check_open(c, &p, &shut);
    if (*out || shut.kind == FAULT_DENIED)
        return true;
    *why = shut;
    return false;
}

bool person_check_day(const struct person *p, const char *arg, date_t day, struct fault *why)
{
    char a[24], b[24];

    if (date_given(p->born) && day.day < p->born.day)
        return fail(why, FAULT_INPUT, arg, "%s is before the date of birth, %s: put it right.",
                    date_print(day, a, sizeof a), date_print(p->born, b, sizeof b));
    if (date_given(p->died) && day.day > p->died.day)
        return fail(why, FAULT_INPUT, arg, "%s is after the day of death, %s: put it right.",
                    date_print(day, a, sizeof a), date_print(p->died, b, sizeof b));
    return true;
}

/* The row in force on a day; before the first there is, the first: an address is often recorded
 * long after somebody moved in. */
#define ON_DAY                                                                                     \
    "person_id = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2) "                 \
    "ORDER BY valid_from LIMIT 1"

bool person_residence(struct call *c, int64_t person_id, date_t on, struct residence *out,
                      bool *found, struct fault *why)
{
    return row_where(c->store, &table_residence, ON_DAY, ARGS(INT(person_id), INT(on.day)), out,
                     found, c->arena, why);
}

const char *person_shown(struct call *c, const struct person *p)
{
    const char *shown = arena_printf(c->arena, "%s, %s", p->family_name, p->given_name);

    return shown ? shown : p->ref;
}

/* People who may be on the books already.
 *
 * Possible   the same date of birth and a name alike: the same family name and a given name that is
 *            the same, a beginning of it or spelt nearly so; or the same given name and a family
 *            name spelt nearly so.  Two records with different NHS numbers are two people.
 * Whose      those alone whom whoever asks sees (core/store/scope.h).
 * Restricted records are compared too, and named by their reference alone.
 * Source     ecosystem.md 5 (duplicate warning); reliability.md 13, 49.
 */
#include "core/ops/person_inside.h"

#include "core/base/text.h"
#include "core/store/scope.h"

#include <string.h>

enum { NAME_MOST = 256 };

bool person_number_free(struct call *c, int64_t but, const char *nhs_number, struct fault *why)
{
    struct person other;
    bool found;

    if (!nhs_number)
        return true;
    if (!row_where(c->store, &table_person,
                   "nhs_number = ?1 AND merged_into IS NULL AND id IS NOT ?2",
                   ARGS(TEXT(nhs_number), INT(but)), &other, &found, c->arena, why))
        return false;
    if (!found)
        return true;
    return refuse(why, "PN-1", "domain.md 7.3",
                  "The record %s has this NHS number already: use that record, or correct the "
                  "number.",
                  other.ref);
}

static bool near(const char *a, const char *b)
{
    return strcmp(a, b) == 0 || text_nearest(a, &b, 1) != NULL;
}

static bool begins(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b), least = la < lb ? la : lb;

    return least >= 1 && strncmp(a, b, least) == 0 &&
           (la == lb || (la > lb ? a : b)[least] == ' ' || least == 1 || least >= 3);
}

/* What is alike in two names, or NULL. */
static const char *alike(const struct person *p, const char *family_name, const char *given_name,
                         const char *known_as)
{
    char family[NAME_MOST], given[NAME_MOST], their_family[NAME_MOST], their_given[NAME_MOST];
    char known[NAME_MOST] = "";

    text_fold(p->family_name, family, sizeof family);
    text_fold(p->given_name, given, sizeof given);
    text_fold(family_name, their_family, sizeof their_family);
    text_fold(given_name, their_given, sizeof their_given);
    if (known_as)
        text_fold(known_as, known, sizeof known);
    if (strcmp(family, their_family) == 0) {
        if (strcmp(given, their_given) == 0)
            return "the same name and date of birth";
        if (begins(given, their_given) || near(given, their_given) ||
            (known[0] && strcmp(given, known) == 0))
            return "the same family name and date of birth, and a given name alike";
        return NULL;
    }
    if (strcmp(given, their_given) == 0 && near(family, their_family))
        return "the same given name and date of birth, and a family name alike";
    return NULL;
}

struct finding {
    struct call *c;
    const struct person *p;
    struct list *out;
    struct fault *why;
};
enum { DUPLICATES_MOST = REASONS_MAX };

/* Columns: id ref family_name given_name known_as nhs_number restricted. */
static bool consider(struct finding *f, struct cursor *row)
{
    const char *number = query_text(row, 5);
    const char *because = alike(f->p, query_text(row, 2), query_text(row, 3), query_text(row, 4));
    struct duplicate *d = f->out->items;
    int64_t id = query_int(row, 0);
    bool own = true;

    if (!because || id == f->p->head.id || f->out->count == DUPLICATES_MOST)
        return true;
    if (number && f->p->nhs_number && strcmp(number, f->p->nhs_number) != 0)
        return true;
    for (size_t i = 0; i < f->out->count; i++)
        if (d[i].id == id)
            return true;
    if (!scope_has(f->c->who, id, &own, f->why))
        return false;
    if (!own)
        return true;
    if (query_int(row, 6) == 1)
        because = "a restricted record of somebody born that day";
    d[f->out->count] = (struct duplicate){id, arena_text(f->c->arena, query_text(row, 1)), because};
    return d[f->out->count++].ref != NULL || fault_memory(f->why);
}

static bool look(struct finding *f, const char *sql, const struct arg *args, size_t count)
{
    struct cursor *row;
    bool more = true, ok = true;

    if (!query_open(f->c->store, sql, args, count, &row, f->why))
        return false;
    while (ok && (ok = query_next(row, &more, f->why)) && more)
        ok = consider(f, row);
    query_close(row);
    return ok;
}

#define COLUMNS "id, ref, family_name, given_name, known_as, nhs_number, restricted"

bool person_duplicates(struct call *c, const struct person *p, struct list *out, struct fault *why)
{
    struct finding f = {c, p, out, why};
    const char *key = person_sort_key(c->arena, p->family_name, p->given_name);
    char from[8] = "", to[8] = "";
    size_t at = 0;

    *out = (struct list){0};
    if (!date_given(p->born))
        return true;
    out->items = arena_take_array(c->arena, DUPLICATES_MOST, sizeof(struct duplicate));
    if (!key || !out->items)
        return fault_memory(why);
    /* Those whose name begins with the same letter: one step of the index of births. */
    text_next(key, strlen(key), &at);
    if (at >= sizeof from)
        at = sizeof from - 1;
    memcpy(from, key, at);
    memcpy(to, key, at);
    if (at)
        to[at - 1]++;
    return look(&f,
                "SELECT " COLUMNS " FROM person WHERE born = ?1 AND sort_key >= ?2 AND "
                "sort_key < ?3 AND merged_into IS NULL LIMIT 200",
                ARGS(INT(p->born.day), TEXT(from), TEXT(to))) &&
           look(&f,
                "SELECT " COLUMNS " FROM person WHERE restricted = 1 AND born = ?1 AND "
                "merged_into IS NULL LIMIT 200",
                ARGS(INT(p->born.day)));
}

/* scope.c - whose people somebody sees */
#include "core/store/scope.h"

#include "core/store/query.h"

#include <string.h>

/* A body with no more people than this has them looked up first, and its lists made of them; one with
 * more has enough of them wherever a list is walked. */
#define FEW "2000"

/* The values by name, in an order that does not hang on the words after them. */
#define NAMED "WITH named AS (SELECT :body, :today, :person) "

bool scope_open(struct session *s, const char *council, struct fault *why)
{
    int64_t more;

    s->few = false;
    if (s->body && strcmp(s->body, council) == 0)
        s->body = NULL;
    if (!s->body)
        return true;
    if (!query_one_int(s->store,
                       NAMED "SELECT 1 FROM (" SCOPE_PEOPLE(" UNION ALL ") ") LIMIT 1 OFFSET " FEW,
                       ARGS(TEXT(s->body), INT(s->today.day), INT(ABSENT)), &more, why))
        return false;
    s->few = more == ABSENT;
    return true;
}

bool scope_has(const struct session *s, int64_t person_id, bool *own, struct fault *why)
{
    int64_t found;

    *own = !s->body || person_id == ABSENT;
    if (*own)
        return true;
    if (!query_one_int(s->store, NAMED "SELECT 1 WHERE " SCOPE_OWN(":person"),
                       ARGS(TEXT(s->body), INT(s->today.day), INT(person_id)), &found, why))
        return false;
    *own = found == 1;
    return true;
}

bool scope_check(const struct session *s, int64_t person_id, const char *kind, const char *ref,
                 struct fault *why)
{
    bool own;

    if (!scope_has(s, person_id, &own, why))
        return false;
    return own ||
           deny(why, "AC-7", "product.md, Who uses it",
                "The %s %.40s is not for the staff of %.20s: it neither commissions nor pays for "
                "this person; ask the council.",
                kind, ref, s->body);
}

/* people_inside.h - SQL and rows that the views of people and places share; nobody else includes it */
#ifndef CORE_VIEWS_PEOPLE_INSIDE_H
#define CORE_VIEWS_PEOPLE_INSIDE_H

#include "core/views/people_views.h"
#include "core/views/restricted.h"
#include "core/views/sql.h"
#include "core/views/words.h"

/* Who sees restricted alerts and notes. */
#define SEES_RESTRICTED (ROLE(ROLE_PLANNER) | ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_CHC))
_Static_assert(SEES_RESTRICTED == 26, "the SQL below has the number");

#define ID(type)                                                                                   \
    {                                                                                              \
        FIELD(type, id, FIELD_INT), .max = INT64_MAX, .flags = FIELD_KEY | FIELD_HIDDEN,           \
                                    .label = "Id"                                                  \
    }
#define COLUMN(type, member, field_type, ...)                                                      \
    {                                                                                              \
        FIELD(type, member, field_type), .flags = FIELD_OPTIONAL, __VA_ARGS__                      \
    }
/* One that tells who somebody is. */
#define PERSONAL(type, member, field_type, ...)                                                    \
    {                                                                                              \
        FIELD(type, member, field_type), .flags = FIELD_OPTIONAL | FIELD_PERSONAL, __VA_ARGS__     \
    }
#define LAST_DAY(type)                                                                             \
    {                                                                                              \
        FIELD(type, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END, .label = "To"       \
    }
#define HIDDEN_NUMBER(type, member, label_)                                                        \
    {                                                                                              \
        FIELD(type, member, FIELD_INT), .max = INT64_MAX, .flags = FIELD_OPTIONAL | FIELD_HIDDEN,  \
                                        .label = label_                                            \
    }

struct whose_ask {
    const char *person;
    int64_t person_id;
};
extern const struct fields whose_fields;

/* The record asked for, and those found to be the same person. */
#define ASKED                                                                                      \
    "coalesce(:person_id, (SELECT coalesce(merged_into, id) FROM person WHERE ref = :person))"
#define WHOSE "(SELECT " ASKED " UNION SELECT id FROM person WHERE merged_into = " ASKED ")"

/* May this record be read by who asks?  p is the person. */
#define OPENED     GLASS("p")
#define OPEN       "(NOT " SHUT_RECORD("p") ")"
#define IF_OPEN(x) UNLESS_SHUT_RECORD("p", x)
#define NAME       SHOWN_NAME("p")

#define KNOWN(t)                                                                                   \
    t ".known_from <= :known_at AND (" t ".known_to IS NULL OR " t ".known_to > :known_at)"
/* The row in force on the day; before the first there is, the first. */
#define ON_DAY(table)                                                                              \
    "(SELECT x.id FROM " table " x WHERE x.person_id = p.id AND " KNOWN(                           \
        "x") " AND (x.valid_to IS NULL OR x.valid_to > :as_at) ORDER BY x.valid_from LIMIT 1)"
#define NOW_IN(table)                                                                              \
    "(SELECT x.id FROM " table " x WHERE x.person_id = p.id AND x.known_to IS NULL "               \
    "AND (x.valid_to IS NULL OR x.valid_to > :today) ORDER BY x.valid_from LIMIT 1)"

#define DISTRICT(code) "coalesce(" AREA_NAME(code) ", " code ")"
/* The lot of an address on a day: the narrowest area that holds it, a step of an index for each
 * kind.  r has the address. */
#define LOT_AREA(is, day)                                                                          \
    "(SELECT l.lot_code FROM lot_area l WHERE l.known_to IS NULL AND l.valid_from <= " day         \
    " AND (l.valid_to IS NULL OR l.valid_to > " day ") AND " is ")"
/* clang-format off */
#define LOT_OF(r, day)                                                                             \
    "coalesce("                                                                                    \
    LOT_AREA(                                                                                      \
        "l.kind = 'postcode' AND substr(" r ".postcode, 1, length(l.value)) = l.value AND "        \
        "(instr(l.value, ' ') > 0 OR substr(" r ".postcode, length(l.value) + 1, 1) = ' ') "       \
        "ORDER BY length(l.value) DESC LIMIT 1",                                                   \
        day)                                                                                       \
    ", " LOT_AREA("l.kind = 'ward' AND l.value = " r ".ward LIMIT 1", day) ", "                    \
    LOT_AREA("l.kind = 'district' AND l.value = " r ".district LIMIT 1", day) ")"
/* clang-format on */

/* Whole years on a day. */
#define YMD(day) "CAST(strftime('%Y%m%d', (" day ") * 86400, 'unixepoch') AS INTEGER)"
#define AGE(day) "((" YMD(day) " - " YMD("p.born") ") / 10000)"

#endif

/* system_inside.h - what the files of the system views share; nobody else includes it */
#ifndef CORE_VIEWS_SYSTEM_INSIDE_H
#define CORE_VIEWS_SYSTEM_INSIDE_H

#include "core/views/system_views.h"

/* Roles that see what everybody did. */
#define SEES_ALL (ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_AUDITOR) | ROLE(ROLE_PRIVACY))
_Static_assert(SEES_ALL == 1288, "the SQL below has the number");
#define MINE_OR_ALL "((:roles & 1288) <> 0 OR t.staff_id = :me)"

#define ID(type)                                                                                   \
    {                                                                                              \
        FIELD(type, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Id"               \
    }

#define COLUMN(type, member, field_type, ...)                                                      \
    {                                                                                              \
        FIELD(type, member, field_type), .flags = FIELD_OPTIONAL, __VA_ARGS__                      \
    }
#define HIDDEN_ID(type, member, label_)                                                            \
    {                                                                                              \
        FIELD(type, member, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = label_    \
    }

/* The person asked for, and records found to be the same person. */
#define PERSONS                                                                                    \
    "(SELECT coalesce(:person_id, (SELECT id FROM person WHERE ref = :person)) "                   \
    "UNION SELECT id FROM person "                                                                 \
    "WHERE merged_into = coalesce(:person_id, (SELECT id FROM person WHERE ref = :person)))"

struct person_ask {
    const char *person;
    int64_t person_id;
};
extern const struct fields person_ask_fields;
extern const struct word result_words[];

#endif

/* system_inside.h - what the files of the system views share; nobody else includes it */
#ifndef CORE_VIEWS_SYSTEM_INSIDE_H
#define CORE_VIEWS_SYSTEM_INSIDE_H

#include "core/store/scope.h"
#include "core/views/system_views.h"

/* Roles that see what everybody did. */
#define SEES_ALL (ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_AUDITOR) | ROLE(ROLE_PRIVACY))
_Static_assert(SEES_ALL == 1288, "the SQL below has the number");
#define MINE_OR_ALL "((:roles & 1288) <> 0 OR t.staff_id = :me)"
/* The same, and of what others did only what is about the people of their body, or about nobody. */
#define MINE_OR_OURS(person)                                                                       \
    MINE_OR_ALL " AND (:body IS NULL OR t.staff_id = :me OR NOT EXISTS (SELECT 1 FROM person o "   \
                "WHERE o.id = " person " AND NOT " SCOPE_OWN("o.id") "))"

/* What has no subject (an import, an export, what the clock brought) tells of how many people, and by which
 * names they were looked for: to another body's staff where a colleague of theirs did it. */
#define OF_A_SUBJECT                                                                               \
    "(:body IS NULL OR t.subject_kind IS NOT NULL OR EXISTS (SELECT 1 FROM staff c WHERE c.login " \
    "= t.login AND coalesce(c.works_for, c.employer) = :body))"

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

/* A restricted record that this person has not opened with a reason: of it others are told that
 * something happened and not what.  Source: reliability.md 5, restricted record. */
#define SHUT(person) SHUT_IN("(" person ")")
#define SHUT_IN(persons)                                                                           \
    "EXISTS (SELECT 1 FROM person q WHERE q.id IN " persons                                        \
    " AND q.restricted = 1 AND NOT EXISTS (SELECT 1 FROM break_glass g WHERE g.person_id = q.id "  \
    "AND g.staff_id = :me AND g.until > :glass))"
/* The person a transaction concerns. */
#define SUBJECT_PERSON                                                                             \
    "(CASE t.subject_kind WHEN 'person' THEN t.subject_id "                                        \
    "WHEN 'package' THEN (SELECT person_id FROM package WHERE id = t.subject_id) "                 \
    "WHEN 'offer' THEN (SELECT person_id FROM offer WHERE id = t.subject_id) "                     \
    "WHEN 'proposal' THEN (SELECT person_id FROM proposal WHERE id = t.subject_id) "               \
    "WHEN 'task' THEN (SELECT person_id FROM task WHERE id = t.subject_id) END)"
#define UNLESS_SHUT(person, x) "iif(" SHUT(person) ", 'restricted', " x ")"

struct person_ask {
    const char *person;
    int64_t person_id;
};
extern const struct fields person_ask_fields;
extern const struct word result_words[];

#endif

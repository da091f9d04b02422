/* package_inside.h - what the files of package views share; nobody else includes it */
#ifndef CORE_VIEWS_PACKAGE_INSIDE_H
#define CORE_VIEWS_PACKAGE_INSIDE_H

#include "core/ops/package_state.h"
#include "core/views/package_views.h"
#include "core/views/restricted.h"
#include "core/views/sql.h"
#include "core/views/words.h"

#include <stddef.h>

extern const struct word purpose_words[], gender_words[], band_words[], line_source_words[],
    line_change_words[], suspension_words[], notice_words[], priority_words[];
extern const struct word day_words[]; /* past current to-come */

/* Those who place, plan, pay or look; who is not told names (SEES_PEOPLE) has references, hours and
 * money.  Clerks and administrators have nothing to do with anybody's care.  Source: reliability.md 5. */
enum { PACKAGE_READERS = SEES_PEOPLE | ROLE(ROLE_FINANCE) | ROLE(ROLE_POOL_MANAGER) };

/* A row of a column table. */
#define COLUMN(type, member, field_type, ...)                                                      \
    {                                                                                              \
        FIELD(type, member, field_type), .flags = FIELD_OPTIONAL, __VA_ARGS__                      \
    }
#define ID_COLUMN(type)                                                                            \
    {                                                                                              \
        FIELD(type, id, FIELD_INT), .min = INT64_MIN + 1, .max = INT64_MAX,                        \
                                    .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Number"           \
    }
#define HIDDEN_COLUMN(type, member, label_)                                                        \
    {                                                                                              \
        FIELD(type, member, FIELD_INT), .max = INT64_MAX, .flags = FIELD_OPTIONAL | FIELD_HIDDEN,  \
                                        .label = (label_)                                          \
    }
#define NAME_COLUMN(type)                                                                          \
    {                                                                                              \
        FIELD(type, name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL, .label = "Name"   \
    }
/* What is said of somebody's health and home. */
#define NARRATIVE(type, member, ...)                                                               \
    {                                                                                              \
        FIELD(type, member, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL, __VA_ARGS__     \
    }
#define LAST_DAY_COLUMN(type, member, label_)                                                      \
    {                                                                                              \
        FIELD(type, member, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,                 \
                                         .label = (label_)                                         \
    }
#define WEEK_COLUMN(type, member, label_)                                                          \
    {                                                                                              \
        FIELD(type, member, FIELD_MINUTES), .max = 100000000, .flags = FIELD_OPTIONAL,             \
                                            .label = (label_)                                      \
    }

/* Parts of records. */
extern const struct view view_package_record, view_package_missing, view_visits_of_package,
    view_lines_of_package, view_suspensions_of_package, view_notices_of_package, view_line_record,
    view_line_versions;

/* Parameter of a part of a record. */
struct of_package {
    int64_t package_id;
};
extern const struct fields of_package_fields;

/* May the record of person `h` be read by who asks? */
#define OPEN       "(NOT " SHUT_RECORD("h") ")"
#define NAME       SHOWN_NAME("h")
#define IF_OPEN(x) UNLESS_SHUT_RECORD("h", x)
#define LOT_NAME(code)                                                                             \
    "(SELECT t.short_name FROM lot t WHERE t.code = " code " AND t.known_to IS NULL LIMIT 1)"
#define OUTWARD                                                                                    \
    "(SELECT substr(r.postcode, 1, instr(r.postcode, ' ') - 1) FROM residence r"                   \
    " WHERE r.person_id = h.id AND r.known_to IS NULL AND r.valid_from <= :today"                  \
    " AND (r.valid_to IS NULL OR r.valid_to > :today) LIMIT 1)"
/* What line `l` costs a week on the day: its retainer while it rests and is held, then nothing. */
#define LINE_PENCE                                                                                 \
    "coalesce((SELECT iif(u.held_until > :as_at, (l.weekly_pence * u.retainer_bp + 5000) / 10000," \
    " 0) FROM suspension u WHERE " SUSPENSION_ON                                                   \
    " AND (u.paid_from IS NULL OR u.paid_from <= :as_at)), l.weekly_pence)"
/* Of package `p`. */
#define PACKAGE_PENCE                                                                              \
    "(SELECT sum(" LINE_PENCE ") FROM line l WHERE l.package_id = p.id AND " LINE_ON ")"
#define PACKAGE_MINUTES                                                                            \
    "coalesce((SELECT sum(l.weekly_minutes) FROM line l WHERE l.package_id = p.id AND " LINE_ON    \
    "), (SELECT s.weekly_minutes FROM specification s WHERE " SPEC_OPEN                            \
    " ORDER BY s.valid_from LIMIT 1))"
#define PACKAGE_CARERS                                                                             \
    "(SELECT max(v.carers) FROM specification s JOIN visit v ON v.package_id = s.package_id"       \
    " AND v.spec_number = s.number WHERE " SPEC_OPEN ")"
#define PROVIDER_COLUMNS(type)                                                                     \
    {FIELD(type, provider, FIELD_TEXT), .max = 1000, .flags = FIELD_OPTIONAL | FIELD_HIDDEN,       \
     .label = "Provider's reference"},                                                             \
    {                                                                                              \
        FIELD(type, provider_name, FIELD_TEXT), .max = 2000, .flags = FIELD_OPTIONAL,              \
                                                .label = "Provider"                                \
    }
#define PACKAGE_PROVIDERS(column)                                                                  \
    "(SELECT group_concat(DISTINCT o." column ") FROM line l JOIN provider o"                      \
    " ON o.id = l.provider_id WHERE l.package_id = p.id AND " LINE_KNOWN " AND " NOT_OVER("l") ")"
/* Whose line `number` of package `p` is, by its newest version. */
#define LINE_PROVIDER(row, column)                                                                 \
    "(SELECT o." column " FROM line l JOIN provider o ON o.id = l.provider_id WHERE l.package_id"  \
    " = " row ".package_id AND l.number = " row ".line_number AND " LINE_KNOWN                     \
    " ORDER BY l.valid_from DESC LIMIT 1)"

#endif

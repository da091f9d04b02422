/* work_views.h - the day's work, and what waits for approval */
#ifndef CORE_VIEWS_WORK_VIEWS_H
#define CORE_VIEWS_WORK_VIEWS_H

#include "core/views/show.h"

extern const struct view *const views_work[], *const views_approval[];
extern const struct kind *const kinds_approval[];
/* Part of a package, by `package`. */
extern const struct view view_package_approvals;
extern const struct word work_sections[];

/* --- words of SQL that several lists say ------------------------------------------------------- */

/* clang-format off */
#define POUNDS(pence)                                                                              \
    "printf('£%,d.%02d', " pence " / 100, " pence " % 100)"
#define ARGUED(name) "json_extract(q.args, '$." name "')"
/* What somebody is asked to say yes to, of a proposal q. */
#define TO_DO                                                                                      \
    "CASE q.operation WHEN 'package.confirm' THEN 'Confirm the start'"                             \
    " WHEN 'package.start-urgent' THEN 'Started urgently' WHEN 'package.vary' THEN 'Vary'"         \
    " WHEN 'package.end' THEN 'Extend or end' WHEN 'spot.propose' THEN 'Spot purchase'"            \
    " WHEN 'staff.add' THEN " ARGUED("login") " || ' begins here as ' || "                         \
    "(SELECT group_concat(value, ', ') FROM json_each(q.args, '$.roles'))"                         \
    " WHEN 'staff.grant' THEN " ARGUED("staff") " || ' becomes ' || " ARGUED("role")               \
    " WHEN 'authority.grant' THEN " ARGUED("staff") " || ' may approve up to ' || "                \
    POUNDS(ARGUED("limit")) " || ' (' || " ARGUED("power") " || ')'"                               \
    " WHEN 'rate.add' THEN 'Award ' || " ARGUED("award") " || ' at ' || " POUNDS(ARGUED("pence"))  \
    " || coalesce(' (' || " ARGUED("source") " || ')', '')"                                        \
    " WHEN 'award.add' THEN 'Award of lot ' || " ARGUED("lot") " || ' with rates'"                 \
    " ELSE q.operation END"
/* clang-format on */

#endif

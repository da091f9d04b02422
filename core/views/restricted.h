/* restricted.h - what may be told of a restricted record: SQL that all lists of people share
 *
 * Meaning   A restricted record is opened with a reason, for some hours (break_glass); to whoever has
 *           not opened it, lists tell that there is one, its hours and its money: no name, no place,
 *           and nothing that somebody wrote of it.  `p` is a person, or NULL where a row is of nobody.
 * Binds     :me :glass :roles
 * Source    reliability.md 5, restricted record.
 */
#ifndef CORE_VIEWS_RESTRICTED_H
#define CORE_VIEWS_RESTRICTED_H

#include "core/views/view.h"

/* Has whoever asks opened it? */
#define GLASS(p)                                                                                   \
    "EXISTS (SELECT 1 FROM break_glass bg WHERE bg.person_id = " p                                 \
    ".id AND bg.staff_id = :me AND bg.until > :glass)"
#define SHUT_RECORD(p)           "(" p ".restricted = 1 AND NOT " GLASS(p) ")"
#define UNLESS_SHUT_RECORD(p, x) "CASE WHEN " SHUT_RECORD(p) " THEN NULL ELSE " x " END"
/* clang-format off */
#define SHOWN_NAME(p)                                                                              \
    "CASE WHEN " SHUT_RECORD(p) " THEN 'restricted' ELSE " p ".family_name || ', ' || " p          \
    ".given_name END"
/* clang-format on */
/* What somebody wrote in words. */
#define SHOWN_WORDS(p, x)                                                                          \
    "CASE WHEN " SHUT_RECORD(p) " AND " x " IS NOT NULL THEN 'restricted' ELSE " x " END"

/* Who reads why something is asked for, beside those who are told names: who approves it. */
#define READS_REASONS (SEES_PEOPLE | ROLE(ROLE_POOL_MANAGER))
_Static_assert(READS_REASONS == 1375, "the SQL has the number");
#define SHOWN_REASON(p, x)                                                                         \
    "CASE WHEN " p ".id IS NULL OR (:roles & 1375) <> 0 THEN " SHOWN_WORDS(p, x) " END"

#endif

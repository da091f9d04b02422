/* scope.h - whose people somebody sees: those of the body they work for
 *
 * Meaning   The store is the council's whose partnership it is; its staff, and those lent to it, see
 *           everybody on record.  The staff of another body see the people it answers for, whole, and
 *           nobody else: an NHS body those registered with a practice it commissions for, a council
 *           those who live in its district; either of them those it pays for, paid for or is asked
 *           to pay for, and those its own staff entered; and one that commissions those whose NHS body
 *           nobody knows yet.  What followed a body answers for its people.
 * Why       docs/decisions/0009-whose-people.md.
 * SQL       SCOPE_OWN is the one text of the rule: views, records and operations use it.  It binds
 *           :body and :today; each step of it is one look at an index.  Of a body with few
 *           people (session.few) SCOPE_PEOPLE gives them at once (schema/0009_whose_people.sql).
 */
#ifndef CORE_STORE_SCOPE_H
#define CORE_STORE_SCOPE_H

#include "core/store/session.h"

/* The body and those it followed, however often. */
#define SCOPE_CODES                                                                                \
    "(WITH RECURSIVE led(code) AS (SELECT :body UNION SELECT b.code FROM led JOIN organisation b " \
    "ON b.successor = led.code) SELECT code FROM led)"

/* The ways in which somebody is a body's, each a source of ids with a condition. */
#define SCOPE_REGISTERED                                                                           \
    "registration sr WHERE sr.known_to IS NULL AND sr.commissioner IN " SCOPE_CODES                \
    " AND (sr.valid_to IS NULL OR sr.valid_to > :today)"
#define SCOPE_PAID  "line sl WHERE sl.known_to IS NULL AND sl.payer IN " SCOPE_CODES
#define SCOPE_ASKED "package sp WHERE sp.payer IN " SCOPE_CODES
#define SCOPE_RESIDENT                                                                             \
    "residence sh WHERE sh.known_to IS NULL AND sh.district = :body"                               \
    " AND (sh.valid_to IS NULL OR sh.valid_to > :today)"
#define SCOPE_ENTERED                                                                              \
    "tx st WHERE st.op = 'person.add' AND st.subject_id IS NOT NULL AND st.employer = :body"
/* Of whom no NHS body is known yet: any that commissions may have to act. */
#define SCOPE_UNKNOWN(x)                                                                           \
    "NOT EXISTS (SELECT 1 FROM registration sn WHERE sn.person_id = " x                            \
    " AND sn.known_to IS NULL "                                                                    \
    "AND sn.commissioner IS NOT NULL AND (sn.valid_to IS NULL OR sn.valid_to > :today))"
#define SCOPE_NOBODYS(x)                                                                           \
    "organisation so WHERE so.code = :body AND so.kind IN ('ccg', 'icb') AND " SCOPE_UNKNOWN(x)

/* Is the person with id `x` one of the body's?  True for everybody where :body is NULL. */
#define SCOPE_OWN(x)                                                                               \
    "(:body IS NULL OR EXISTS (SELECT 1 FROM " SCOPE_REGISTERED " AND sr.person_id = " x           \
    " UNION ALL SELECT 1 FROM " SCOPE_PAID " AND sl.person_id = " x                                \
    " UNION ALL SELECT 1 FROM " SCOPE_ASKED " AND sp.person_id = " x                               \
    " UNION ALL SELECT 1 FROM " SCOPE_RESIDENT " AND sh.person_id = " x                            \
    " UNION ALL SELECT 1 FROM " SCOPE_ENTERED " AND st.subject_id = " x                            \
    " UNION ALL SELECT 1 FROM " SCOPE_NOBODYS(x) "))"

/* The ids of a body's people, each part walked along its own index; the last two, which are a body's that
 * commissions and nobody else's, are found by one walk through registrations and people. */
#define SCOPE_COMMISSIONS(table)                                                                   \
    "organisation sb CROSS JOIN " table " WHERE sb.code = :body AND sb.kind IN ('ccg', 'icb') "    \
    "AND "
#define SCOPE_PEOPLE(join)                                                                         \
    "SELECT sl.person_id FROM " SCOPE_PAID join "SELECT sp.person_id FROM " SCOPE_ASKED join       \
    "SELECT sh.person_id FROM " SCOPE_RESIDENT join                                                \
    "SELECT st.subject_id FROM " SCOPE_ENTERED join "SELECT sr.person_id FROM " SCOPE_COMMISSIONS( \
        "registration sr") "sr.known_to IS NULL AND sr.commissioner IN " SCOPE_CODES               \
                           " AND (sr.valid_to IS NULL OR sr.valid_to > :today)" join               \
                           "SELECT se.id FROM " SCOPE_COMMISSIONS("person se")                     \
                               SCOPE_UNKNOWN("se.id")

/* Sets s->body, which session_open left as the body they work for, and s->few: to NULL where that is
 * the council whose store it is. */
bool scope_open(struct session *s, const char *council, struct fault *why) MUST_CHECK;
/* Is the person one of those whom `s` sees?  ABSENT, nobody, is everybody's. */
bool scope_has(const struct session *s, int64_t person_id, bool *own, struct fault *why) MUST_CHECK;
/* Refuses (AC-7, FAULT_DENIED) whoever works for another body than the person's.  `what` names the
 * record asked for, as "package K10234". */
bool scope_check(const struct session *s, int64_t person_id, const char *kind, const char *ref,
                 struct fault *why) MUST_CHECK;

#endif

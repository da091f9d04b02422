/* package_state.h - the one table of a package's states, as SQL and as C
 *
 * Meaning   A state is derived from decisions and dates on a day; none is stored.  The first row
 *           that holds is the state.  Each row is a condition in SQL (package `p`, day :as_at) and a
 *           predicate of the same name in package_state.c; a test holds the two together and enters
 *           every row.
 *           What is missing is SQL alone, read by lists and by package_missing.
 * Promise   Nothing is "suspended" or "ended" of an empty package: each asks for a line first.
 * Source    domain.md 4.3, 4.4; peers.md 1, faults 5, 6, 8 and 12; product.md, Work.
 */
#ifndef CORE_OPS_PACKAGE_STATE_H
#define CORE_OPS_PACKAGE_STATE_H

#include "core/base/field.h"

/* A known line `l` that is no empty mark of a voided one. */
#define LINE_KNOWN "l.known_to IS NULL AND l.change <> 'void'"
/* … in force on the day. */
#define LINE_ON                                                                                    \
    LINE_KNOWN " AND l.valid_from <= :as_at AND (l.valid_to IS NULL OR l.valid_to > :as_at)"
#define PACKAGE_LINE(condition)                                                                    \
    "EXISTS (SELECT 1 FROM line l WHERE l.package_id = p.id AND " condition ")"
/* Line `l` is at rest on the day. */
#define LINE_SUSPENDED                                                                             \
    "EXISTS (SELECT 1 FROM suspension u WHERE u.package_id = l.package_id"                         \
    " AND u.line_number = l.number AND u.known_to IS NULL AND u.valid_from <= :as_at"              \
    " AND (u.valid_to IS NULL OR u.valid_to > :as_at))"
/* A specification is in force on the day or to come. */
#define PACKAGE_WANTED                                                                             \
    "EXISTS (SELECT 1 FROM specification s WHERE s.package_id = p.id AND s.known_to IS NULL"       \
    " AND (s.valid_to IS NULL OR s.valid_to > :as_at))"

/* What stops a package from being offered: name, sentence, condition. */
#define PACKAGE_STOPS(X)                                                                           \
    X(NEEDED_BY, "the day that care is needed by", "p.needed_by IS NULL")                          \
    X(VISITS, "the visits wanted: days, time of day, minutes, carers",                             \
      "NOT EXISTS (SELECT 1 FROM specification s JOIN visit v ON v.package_id = s.package_id"      \
      " AND v.spec_number = s.number WHERE s.package_id = p.id AND s.known_to IS NULL"             \
      " AND (s.valid_to IS NULL OR s.valid_to > :as_at))")                                         \
    X(LOT, "a lot: the address of the person on that day is not known, or lies in none",           \
      "p.lot_code IS NULL")                                                                        \
    X(BORN, "the person's date of birth",                                                          \
      "(SELECT h.born FROM person h WHERE h.id = p.person_id) IS NULL")                            \
    X(NHS_FUNCTION, "which function of the NHS body that pays has been delegated",                 \
      "p.nhs_function IS NULL AND EXISTS (SELECT 1 FROM organisation o WHERE o.code = p.payer"     \
      " AND o.kind IN ('ccg', 'icb', 'trust'))")                                                   \
    X(AGREES, "the person's agreement: they said no to sharing their details with a provider",     \
      "p.consent_to_share IS 0")

/* What should still be found out; it stops nothing. */
#define PACKAGE_ASKS(X)                                                                            \
    X(CONSENT, "whether the person agrees to sharing their details with a provider",               \
      "p.consent_to_share IS NULL")                                                                \
    X(KEY_SAFE, "how a carer gets in: is there a key safe?", "p.key_safe IS NULL")                 \
    X(TASKS, "what is to be done at each visit",                                                   \
      "EXISTS (SELECT 1 FROM specification s JOIN visit v ON v.package_id = s.package_id"          \
      " AND v.spec_number = s.number WHERE s.package_id = p.id AND s.known_to IS NULL"             \
      " AND (s.valid_to IS NULL OR s.valid_to > :as_at) AND v.tasks IS NULL)")                     \
    X(MEDICINE, "how much help with medicine is needed", "p.medicine_support IS NULL")

#define PACKAGE_STOP_OR(name, sentence, condition) "(" condition ") OR "
#define PACKAGE_STOPPED                            "(" PACKAGE_STOPS(PACKAGE_STOP_OR) "0)"
/* How many of each there are. */
#define PACKAGE_STOP_PLUS(name, sentence, condition) "(" condition ") + "
#define PACKAGE_STOPS_SQL                            "(" PACKAGE_STOPS(PACKAGE_STOP_PLUS) "0)"
#define PACKAGE_ASKS_SQL                             "(" PACKAGE_ASKS(PACKAGE_STOP_PLUS) "0)"

/* The states: name, code, word, condition. */
#define PACKAGE_STATES(X)                                                                          \
    X(CANCELLED, "cancelled", "Cancelled", "p.cancelled <= :as_at")                                \
    X(SUSPENDED, "suspended", "Suspended",                                                         \
      PACKAGE_LINE(LINE_ON) " AND NOT " PACKAGE_LINE(LINE_ON " AND NOT " LINE_SUSPENDED))          \
    X(NOTICE, "notice", "Under notice",                                                            \
      PACKAGE_LINE(LINE_ON " AND EXISTS (SELECT 1 FROM notice n WHERE n.package_id = l.package_id" \
                           " AND n.line_number = l.number AND n.known_to IS NULL"                  \
                           " AND n.valid_from <= :as_at AND n.last_day >= :as_at"                  \
                           " AND (n.valid_to IS NULL OR n.valid_to > :as_at))"))                   \
    X(ACTIVE, "active", "Active", PACKAGE_LINE(LINE_ON))                                           \
    X(CONFIRMED, "confirmed", "Confirmed", PACKAGE_LINE(LINE_KNOWN " AND l.valid_from > :as_at"))  \
    X(ENDED, "ended", "Ended",                                                                     \
      PACKAGE_LINE(LINE_KNOWN " AND l.valid_to <= :as_at") " AND NOT " PACKAGE_WANTED)             \
    X(APPROVED, "approved", "Approved",                                                            \
      "EXISTS (SELECT 1 FROM proposal a WHERE a.package_id = p.id AND a.state = 'approved')")      \
    X(AWAITING, "awaiting-approval", "Awaiting approval",                                          \
      "EXISTS (SELECT 1 FROM proposal a WHERE a.package_id = p.id AND a.state = 'submitted')")     \
    X(ACCEPTED, "accepted", "Accepted",                                                            \
      "EXISTS (SELECT 1 FROM offer f WHERE f.package_id = p.id AND f.placed = 0"                   \
      " AND f.state IN ('accepted', 'accepted-part'))")                                            \
    X(OFFERED, "offered", "Offered",                                                               \
      "EXISTS (SELECT 1 FROM offer f WHERE f.package_id = p.id AND f.state = 'sent')")             \
    X(INCOMPLETE, "incomplete", "Incomplete", PACKAGE_STOPPED)                                     \
    X(TO_PLACE, "to-place", "To place", "1")

#define PACKAGE_STATE_NAME(name, code, shown, condition) PACKAGE_##name,
enum package_state { PACKAGE_STATES(PACKAGE_STATE_NAME) PACKAGE_STATE__COUNT };
extern const struct word package_state_words[];

/* Code of the state of package `p` on :as_at. */
#define PACKAGE_STATE_WHEN(name, code, shown, condition) " WHEN " condition " THEN '" code "'"
#define PACKAGE_STATE_SQL                                "CASE" PACKAGE_STATES(PACKAGE_STATE_WHEN) " END"

/* What the predicates read: counts of what there is on a day. */
struct package_facts {
    bool cancelled;
    int64_t running, resting; /* lines in force; of these at rest */
    int64_t noticed;          /* of these under notice */
    int64_t coming, past;     /* lines that start later; lines that ended */
    bool wanted;              /* a specification in force or to come */
    int64_t approved, submitted, accepted, sent;
    bool stopped; /* something is missing */
};
enum package_state package_state_of(const struct package_facts *f);

#endif

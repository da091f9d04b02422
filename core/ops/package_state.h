/* package_state.h - the one table of a package's states, as SQL and as C
 *
 * Meaning   A state is derived from decisions and dates on a day; none is stored.  The first row
 *           that holds is the state.  Each row is a condition in SQL (package `p`, day :as_at) and a
 *           predicate of the same name in package_state.c; a test holds the two together and enters
 *           every row.  Lines, what is wanted, rests and notices are as they were known at
 *           :known_at; offers and approvals as they stand.
 *           What is missing is SQL alone, read by lists and by package_missing.
 * Promise   Nothing is "suspended" or "ended" of an empty package: each asks for a line first.
 * Source    domain.md 4.3, 4.4; peers.md 1, faults 5, 6, 8 and 12; product.md, Work.
 */
#ifndef CORE_OPS_PACKAGE_STATE_H
#define CORE_OPS_PACKAGE_STATE_H

#include "core/base/field.h"

/* A row known at the transaction that the list is seen as of; in force on its day, or to come. */
#define KNOWN_AT(row)                                                                              \
    row ".known_from <= :known_at AND (" row ".known_to IS NULL OR " row ".known_to > :known_at)"
#define NOT_OVER(row) "(" row ".valid_to IS NULL OR " row ".valid_to > :as_at)"
/* A known line `l` that is no empty mark of a voided one; and in force on the day. */
#define LINE_KNOWN KNOWN_AT("l") " AND l.change <> 'void'"
#define LINE_ON    LINE_KNOWN " AND l.valid_from <= :as_at AND " NOT_OVER("l")
#define PACKAGE_LINE(condition)                                                                    \
    "EXISTS (SELECT 1 FROM line l WHERE l.package_id = p.id AND " condition ")"
/* Line `l` is at rest on the day: suspension `u`. */
#define SUSPENSION_ON                                                                              \
    "u.package_id = l.package_id AND u.line_number = l.number AND " KNOWN_AT(                      \
        "u") " AND u.valid_from <= :as_at AND " NOT_OVER("u")
#define LINE_SUSPENDED "EXISTS (SELECT 1 FROM suspension u WHERE " SUSPENSION_ON ")"
/* Line `l` is under notice on the day: notice `n`. */
#define NOTICE_ON                                                                                  \
    "n.package_id = l.package_id AND n.line_number = l.number AND " KNOWN_AT(                      \
        "n") " AND n.valid_from <= :as_at AND n.last_day >= :as_at AND " NOT_OVER("n")
#define LINE_NOTICED "EXISTS (SELECT 1 FROM notice n WHERE " NOTICE_ON ")"
/* Specification `s` of package `p` in force on the day or to come. */
#define SPEC_OPEN      "s.package_id = p.id AND " KNOWN_AT("s") " AND " NOT_OVER("s")
#define PACKAGE_WANTED "EXISTS (SELECT 1 FROM specification s WHERE " SPEC_OPEN ")"
#define PACKAGE_VISIT(condition)                                                                   \
    "EXISTS (SELECT 1 FROM specification s JOIN visit v ON v.package_id = s.package_id"            \
    " AND v.spec_number = s.number WHERE " SPEC_OPEN " AND " condition ")"

/* What stops a package from being offered: name, sentence, condition. */
#define PACKAGE_STOPS(X)                                                                           \
    X(needed_by, "the day that care is needed by", "p.needed_by IS NULL")                          \
    X(visits, "the visits wanted: days, time of day, minutes, carers", "NOT " PACKAGE_VISIT("1"))  \
    X(lot, "a lot: the address of the person on that day is not known, or lies in none",           \
      "p.lot_code IS NULL")                                                                        \
    X(born, "the person's date of birth",                                                          \
      "(SELECT h.born FROM person h WHERE h.id = p.person_id) IS NULL")                            \
    X(nhs_function, "which function of the NHS body that pays has been delegated",                 \
      "p.nhs_function IS NULL AND EXISTS (SELECT 1 FROM organisation o WHERE o.code = p.payer"     \
      " AND o.kind IN ('ccg', 'icb', 'trust'))")                                                   \
    X(agrees, "the person's agreement: they said no to sharing their details with a provider",     \
      "p.consent_to_share IS 0")

/* What should still be found out; it stops nothing. */
#define PACKAGE_ASKS(X)                                                                            \
    X(consent, "whether the person agrees to sharing their details with a provider",               \
      "p.consent_to_share IS NULL")                                                                \
    X(key_safe, "how a carer gets in: is there a key safe?", "p.key_safe IS NULL")                 \
    X(tasks, "what is to be done at each visit", PACKAGE_VISIT("v.tasks IS NULL"))                 \
    X(medicine, "how much help with medicine is needed", "p.medicine_support IS NULL")

/* Their names as codes, their sentences as words. */
extern const struct word package_missing_words[];

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
    X(NOTICE, "notice", "Under notice", PACKAGE_LINE(LINE_ON " AND " LINE_NOTICED))                \
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

/* market_inside.h - what the views of the market and of offers share; nobody else includes it */
#ifndef CORE_VIEWS_MARKET_INSIDE_H
#define CORE_VIEWS_MARKET_INSIDE_H

#include "core/store/scope.h"
#include "core/views/market_views.h"
#include "core/views/restricted.h"
#include "core/views/words.h"

#include <stddef.h>

enum { MINUTES_MOST = 100000000, PENCE_MOST = 100000000 };

/* Whoever places, plans, pays for or looks after home care sees the market; it names nobody. */
#define SEE_MARKET (ROLES_ALL)
/* Offers are of somebody's package. */
#define SEE_OFFERS                                                                                 \
    (ROLE(ROLE_BROKER) | ROLE(ROLE_PLANNER) | ROLE(ROLE_REABLEMENT) | ROLE(ROLE_SUPERVISOR) |      \
     ROLE(ROLE_CHC) | ROLE(ROLE_FINANCE) | ROLE(ROLE_AUDITOR))

#define ID(type)                                                                                   \
    {                                                                                              \
        FIELD(type, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Id",              \
                                    .help = "Number of the row."                                   \
    }
#define COLUMN(type, member, field_type, ...)                                                      \
    {                                                                                              \
        FIELD(type, member, field_type), .flags = FIELD_OPTIONAL, __VA_ARGS__                      \
    }
#define HIDDEN(type, member, field_type, label_, help_)                                            \
    {                                                                                              \
        FIELD(type, member, field_type), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,                   \
                                         .label = (label_), .help = (help_)                        \
    }
#define DAYS_COLUMNS(type)                                                                         \
    COLUMN(type, from, FIELD_DATE, .label = "From", .help = "First day."),                         \
    {                                                                                              \
        FIELD(type, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END, .label = "To",      \
                                     .help = "Last day, or open."                                  \
    }
/* A parameter of a part: the record's own id. */
#define BY(type, member, label_)                                                                   \
    {                                                                                              \
        FIELD(type, member, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = (label_), \
                                        .help = "Only of this one, by id."                         \
    }

/* Versions known then; and in force on the day. */
#define KNOWN(t)                                                                                   \
    t ".known_from <= :known_at AND (" t ".known_to IS NULL OR " t ".known_to > :known_at)"
#define IN_FORCE(t)                                                                                \
    t ".valid_from <= :as_at AND (" t ".valid_to IS NULL OR " t ".valid_to > :as_at)"
#define NOT_OVER(t) "(" t ".valid_to IS NULL OR " t ".valid_to > :as_at)"

/* Of an award, by reference: the most minutes that its lines come to on any day from then on (what
 * runs on the day, and the most that later days add to it) … */
#define LINES_MOST(ref)                                                                            \
    "coalesce((SELECT sum(d.minutes) FROM award_load d WHERE d.award_ref = " ref                   \
    " AND d.day <= :as_at), 0) + coalesce((SELECT max(0, max(m)) FROM (SELECT sum(d.minutes) "     \
    "OVER (ORDER BY d.day) AS m FROM award_load d WHERE d.award_ref = " ref                        \
    " AND d.day > :as_at)), 0)"
/* … and what is offered, and accepted but not yet placed. */
#define OFFERS_OUT(ref)                                                                            \
    "coalesce((SELECT sum(o.weekly_minutes) FROM offer o WHERE o.award_ref = " ref                 \
    " AND o.placed = 0 AND o.state IN ('sent', 'accepted', 'accepted-part')), 0)"
/* What has been known before is added up from the lines themselves, each half by its own index. */
#define LINES_THEN(what, ref)                                                                      \
    "coalesce((SELECT sum(" what ") FROM line l WHERE l.award_ref = " ref                          \
    " AND l.known_to IS NULL AND l.known_from <= :known_at AND " IN_FORCE(                         \
        "l") "), 0) + coalesce((SELECT sum(" what ") FROM line l WHERE l.award_ref = " ref         \
             " AND l.known_to IS NOT NULL AND " KNOWN("l") " AND " IN_FORCE("l") "), 0)"
#define COMMITTED(ref)                                                                             \
    "CASE WHEN :known_at = 9223372036854775807 THEN " LINES_MOST(ref) " + " OFFERS_OUT(            \
        ref) " ELSE " LINES_THEN("l.weekly_minutes", ref) " END"

/* Lines running on the day, and those with two carers. */
#define LINES_NOW(table, key, of, what)                                                            \
    "coalesce((SELECT sum(d." what ") FROM " table " d WHERE d." key " = " of                      \
    " AND d.day <= :as_at), 0)"

/* The same of an award, as was known then: `what` of the load, `of_line` of each line. */
#define AWARD_LINES(ref, what, of_line)                                                            \
    "CASE WHEN :known_at = 9223372036854775807 THEN " LINES_NOW(                                   \
        "award_load", "award_ref", ref, what) " ELSE " LINES_THEN(of_line, ref) " END"

/* What counts people, packages or offers, for the council's staff and for another body's: theirs alone.
 * How much care an award or a provider carries is told to others in hours and not in lines. */
#define OF_ALL(person)    ""
#define OF_THEIRS(person) " AND " SCOPE_OWN(person)
#define TOLD_ALL(count)   count
#define TOLD_NONE(count)  "NULL"

/* Of an award `w`. */
#define W_IS        KNOWN("w") " AND " IN_FORCE("w")
#define W_COMMITTED COMMITTED("w.ref")
#define W_LINES     AWARD_LINES("w.ref", "lines", "1")
#define W_DOUBLE    AWARD_LINES("w.ref", "double_handed", "l.double_handed")
#define L_IS        KNOWN("l") " AND " IN_FORCE("l")

#define MINUTES(type, member, ...)                                                                 \
    {                                                                                              \
        FIELD(type, member, FIELD_MINUTES), .flags = FIELD_OPTIONAL, .min = -MINUTES_MOST,         \
                                            .max = MINUTES_MOST, __VA_ARGS__                       \
    }

struct provider_ask {
    int64_t provider_id;
};
extern const struct fields provider_ask_fields, lot_ask_fields;

extern const struct view view_provider_people, view_providers, view_provider_record, view_stops,
    view_awards, view_award_record, view_award_versions, view_awards_of_lot,
    view_awards_of_provider, view_rates, view_rates_of_lot, view_rates_of_award, view_bars,
    view_delegations;
extern const struct view view_offers_of_lot, view_offers_of_provider, view_offers_of_award;
extern const struct kind kind_lot, kind_provider, kind_award;

#endif

/* market_inside.h - what the files of the market and of offers share; nobody else includes it
 *
 * Records of the store that a rule or an answer needs, and arguments that several operations have.
 */
#ifndef CORE_OPS_MARKET_INSIDE_H
#define CORE_OPS_MARKET_INSIDE_H

#include "core/ops/market.h"

enum {
    REF_MOST = 32,
    CODE_MOST = 20,
    REASON_MOST = 500,
    RATE_SOURCE_MOST = 300,
    TILES_MOST = 99,
    POSITION_MOST = 999,
    CAPACITY_MOST = 100000000, /* minutes a week, as in brokerage.may-offer */
    WEEK_PENCE_MOST = 100000000
};

/* Who keeps the market's books, and who may also tell it what happened. */
#define ROLES_MARKET (ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_ADMIN))
#define ROLES_DESK   (ROLE(ROLE_BROKER) | ROLES_MARKET)

/* Rows of argument tables. */
#define ARG_REV(args)                                                                              \
    {                                                                                              \
        FIELD(args, rev, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Revision",  \
                                     .help = "Revision it was read at."                            \
    }
#define ARG_REF(args, kind_shown)                                                                  \
    {                                                                                              \
        FIELD(args, ref, FIELD_TEXT),                                                              \
            .flags = FIELD_OPTIONAL | FIELD_KEY, .max = REF_MOST, .label = "Reference",            \
            .help = "Reference of the " kind_shown "; made when not given."                        \
    }
#define ARG_OF(args, member, kind, label_, help_)                                                  \
    {                                                                                              \
        FIELD(args, member, FIELD_TEXT), .flags = FIELD_REF, .max = REF_MOST, .refers = (kind),    \
                                         .label = (label_), .help = (help_)                        \
    }
#define ARG_MAYBE_OF(args, member, kind, label_, help_)                                            \
    {                                                                                              \
        FIELD(args, member, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL, .max = REF_MOST,     \
                                         .refers = (kind), .label = (label_), .help = (help_)      \
    }
#define ARG_DAY(args, member, label_, help_)                                                       \
    {                                                                                              \
        FIELD(args, member, FIELD_DATE), .label = (label_), .help = (help_)                        \
    }
#define ARG_MAYBE_DAY(args, member, label_, help_)                                                 \
    {                                                                                              \
        FIELD(args, member, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = (label_),               \
                                         .help = (help_)                                           \
    }
#define ARG_REASON(args, flags_)                                                                   \
    {                                                                                              \
        FIELD(args, reason, FIELD_TEXT), .flags = (flags_) | FIELD_THIRD | FIELD_LINES,            \
                                         .max = REASON_MOST, .label = "Reason",                    \
                                         .help = "Why, in words."                                  \
    }

/* Where a price comes from, as figures of the configuration say theirs. */
#define RATE_SOURCE_HELP "The contract, variation or decision it comes from."
#define RATE_SOURCE(record, help_)                                                                 \
    {                                                                                              \
        FIELD(record, source, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = RATE_SOURCE_MOST,       \
                                           .label = "Source", .help = (help_)                      \
    }

/* --- days -------------------------------------------------------------------------------------- */
/* `given`, or else. */
date_t day_or(date_t given, date_t other);
/* The first day no longer in it, from a last day that may be absent. */
date_t day_after(date_t last);
/* False (FAULT_INPUT on `to`) when the last day is before the first. */
bool days_in_order(date_t from, date_t to, struct fault *why) MUST_CHECK;
/* "08/11/2016" into the arena. */
const char *day_shown(struct call *c, date_t d);

/* --- faults ------------------------------------------------------------------------------------ */
/* No such record: names the nearest references.  `near_sql` gives them, for ?1. */
bool market_unknown(struct call *c, const char *arg, const char *kind, const char *ref,
                    const char *near_sql, struct fault *why);
/* One more reason of a refusal, or its first; returns false. */
bool also_refuse(struct fault *why, const char *code, const char *format, ...) LIKE_PRINTF(3, 4);
/* A new reference: the one given, which nobody may have (FAULT_INPUT), or the next. */
bool market_ref(struct call *c, const char *given, const char *letters, const char *taken_sql,
                const char **out, struct fault *why) MUST_CHECK;

/* --- records ----------------------------------------------------------------------------------- */
bool provider_get(struct call *c, int64_t id, struct provider *out, struct fault *why) MUST_CHECK;
/* The lot in being under a code on a day, or the next to come; FAULT_MISSING names the nearest. */
bool lot_by_code(struct call *c, const char *arg, const char *code, date_t on, struct lot *out,
                 struct fault *why) MUST_CHECK;
/* A stop in force on the day. */
bool provider_stopped(struct call *c, int64_t provider_id, date_t on, bool *stopped,
                      struct fault *why) MUST_CHECK;
bool provider_registered(const struct provider *p, date_t on);
bool person_barred(struct call *c, int64_t person_id, int64_t provider_id, date_t on, bool *barred,
                   struct fault *why) MUST_CHECK;
/* Whether the body has delegated the function on the day, by itself or as it was called before. */
bool delegation_live(struct call *c, const char *body, int64_t function, date_t on, bool *live,
                     struct fault *why) MUST_CHECK;

/* --- visits by number -------------------------------------------------------------------------- */
/* Is `number` one of "1,3"?  NULL holds every number. */
bool numbers_have(const char *numbers, int64_t number);
/* Does one hold every visit of `visits` that the other does? */
bool numbers_cover(const char *numbers, const char *others, const struct list *visits);
/* Do they share a visit of `visits`? */
bool numbers_meet(const char *a, const char *b, const struct list *visits);
/* Reads "1, 3" as typed into canonical order; NULL where it is all of them.  FAULT_INPUT on `arg`
 * for a number that no visit has. */
bool numbers_read(struct call *c, const char *arg, const char *typed, const struct list *visits,
                  const char **out, struct fault *why) MUST_CHECK;
/* Those of `numbers` that are not in `taken`, canonical; *any false where none is left. */
bool numbers_less(struct call *c, const char *numbers, const char *taken, const struct list *visits,
                  const char **out, bool *any, struct fault *why) MUST_CHECK;

/* --- prices ------------------------------------------------------------------------------------ */
/* As award_week, but *priced is false, and weekly_pence MONEY_NONE, where no rate is in force. */
bool award_week_if(struct call *c, const char *award_ref, const struct list *visits,
                   const char *numbers, date_t on, struct week *out, bool *priced,
                   struct fault *why) MUST_CHECK;
/* Prices of an award in force on a day (struct rate); the one that a visit of a length costs by, with
 * its price, or NULL; and how often a visit is paid a week: days x carers. */
bool award_rates(struct call *c, const char *award_ref, date_t on, struct list *out,
                 struct fault *why) MUST_CHECK;
const struct rate *rate_of(const struct list *rates, int64_t minutes, money_t *price);
struct visit;
int64_t visit_times(const struct visit *v);
/* award_committed in its halves: lines running or to come, and offers out or not yet placed. */
bool award_promised(struct call *c, const char *award_ref, date_t on, int64_t *lines,
                    int64_t *offers, struct fault *why) MUST_CHECK;
/* Minutes alone, and whether a visit takes two. */
void visits_week(const struct list *visits, const char *numbers, struct week *out);
/* The same week at an hourly rate. */
bool visits_at_rate(const struct list *visits, const char *numbers, money_t hourly,
                    struct week *out, struct fault *why) MUST_CHECK;
/* "£560.00 a week" and "28h 00m" into the arena. */
const char *money_shown(struct call *c, money_t m);
const char *minutes_shown(struct call *c, int64_t minutes);

/* The operations, file by file. */
extern const struct operation op_provider_add, op_provider_change, op_provider_stop,
    op_provider_resume, op_lot_add, op_lot_end, op_lot_add_area, op_lot_end_area, op_award_add,
    op_award_change_capacity, op_award_end, op_rate_add, op_bar_add, op_bar_end,
    op_delegation_record, op_delegation_end;

#endif

/* package.h - packages of care: specification, lines, suspensions, notice, ends
 *
 * Operations  package.request package.specify package.change package.cancel package.take-on
 *             package.confirm package.start-urgent package.vary package.suspend package.restart
 *             package.extend-hold package.hand-back package.withdraw-notice package.end
 *             line.correct line.void
 *
 * State       derived, never stored: package_state.h has the one table, as SQL and as C.
 *
 * Lines       A change is new, succeed (different from this day), correct (it was never so), end or
 *             void; a version is closed, never altered.  An end promised before is kept as history.
 *             A voided line keeps one empty version, of no days and no cost, that says why.
 *
 * Cost        A suspended line costs its retainer while held and nothing after; package_cost gives
 *             what a range of days costs, gross.
 *
 * Source      domain.md 4.1, 4.2, 4.4; peers.md 1 (fourteen faults); Paper 001, paragraphs 7, 30.
 */
#ifndef CORE_OPS_PACKAGE_H
#define CORE_OPS_PACKAGE_H

#include "core/ops/op.h"

struct package {
    struct stored head;
    const char *ref;
    int64_t person_id;
    int64_t purpose;  /* enum purpose_words: long-term bridging hospital-discharge respite */
    int64_t priority; /* enum priority_words of figures.h */
    const char *payer;
    int64_t nhs_function; /* enum function_words of market.h, or ABSENT */
    datetime_t requested;
    int64_t requested_by;
    date_t needed_by;
    const char *lot_code;
    int64_t claimed_by;
    datetime_t claimed;
    int64_t waiting; /* 1 while some of it has no provider */
    date_t cancelled;
    const char *cancel_reason;
    const char *language;
    int64_t worker_gender; /* enum gender_words: female male any; or ABSENT */
    const char *medicine_support, *equipment, *culture, *pets, *access, *continuity;
    int64_t consent_to_share, key_safe;
};

struct specification {
    struct stored head;
    int64_t package_id;
    int64_t number; /* within the package, from 1: the same while only its days change */
    date_t valid_from, valid_to;
    int64_t weekly_minutes;
    const char *why;
};

struct visit {
    struct stored head;
    int64_t package_id, spec_number;
    int64_t number; /* within the specification, from 1 */
    int64_t days;   /* FIELD_DAYS */
    int64_t band;   /* enum band_words: morning lunch tea bed night */
    int64_t at, tolerance;
    int64_t time_critical;
    const char *critical_reason;
    int64_t minutes, carers, personal_care;
    const char *tasks;
};

struct line {
    struct stored head;
    int64_t package_id, number, person_id, provider_id, delivered_by;
    const char *award_ref;
    int64_t source; /* enum line_source_words: lot spot interim taken-on */
    const char *payer;
    int64_t spec_number; /* or ABSENT: taken on without visits */
    const char *visits;  /* "1,3", or NULL: all */
    date_t valid_from, valid_to;
    int64_t weekly_minutes;
    money_t weekly_pence;
    int64_t double_handed;
    date_t paid_to; /* first day no longer paid, where notice is paid beyond its end */
    int64_t change; /* enum line_change_words: new succeed correct end void */
    const char *why;
};

struct suspension {
    struct stored head;
    int64_t package_id, line_number;
    date_t valid_from, valid_to;
    int64_t reason; /* enum suspension_words: hospital holiday respite family other */
    date_t held_until;
    int64_t retainer_bp;
    date_t paid_from, review;
};

struct notice {
    struct stored head;
    int64_t package_id, line_number;
    date_t valid_from, valid_to;
    int64_t given_by; /* enum notice_words: provider person council */
    date_t last_day;
    const char *reason;
};

enum purpose { PURPOSE_LONG_TERM, PURPOSE_BRIDGING, PURPOSE_HOSPITAL_DISCHARGE, PURPOSE_RESPITE };
enum line_source { LINE_LOT, LINE_SPOT, LINE_INTERIM, LINE_TAKEN_ON };
enum line_change { CHANGE_NEW, CHANGE_SUCCEED, CHANGE_CORRECT, CHANGE_END, CHANGE_VOID };
enum notice_giver { NOTICE_PROVIDER, NOTICE_PERSON, NOTICE_COUNCIL };

extern const struct table table_package, table_specification, table_visit, table_line,
    table_suspension, table_notice;
extern const struct word purpose_words[], gender_words[], band_words[], line_source_words[],
    line_change_words[], suspension_words[], notice_words[];
extern const struct operation *const ops_package[], *const ops_line[];

bool package_by_ref(struct call *c, const char *arg, const char *ref, struct package *out,
                    struct fault *why) MUST_CHECK;
/* The specification in force on a day, or else the first to come, with its visits (struct visit) in
 * order. */
bool package_spec(struct call *c, int64_t package_id, date_t on, struct specification *out,
                  struct list *visits, bool *found, struct fault *why) MUST_CHECK;
/* What a package still lacks before it can be offered: sentences (const char *); empty when
 * nothing. */
bool package_missing(struct call *c, const struct package *p, struct list *out,
                     struct fault *why) MUST_CHECK;
/* Known lines of a package in force on the day or later, by number and day. */
bool package_lines(struct call *c, int64_t package_id, date_t from, struct list *out,
                   struct fault *why) MUST_CHECK;
/* Gross cost of a range of days (last inclusive) of every line, suspensions taken off. */
bool package_cost(struct call *c, int64_t package_id, date_t from, date_t last, money_t *out,
                  struct fault *why) MUST_CHECK;
/* Numbers of these visits of one specification that no line in force on `on` or later covers to the
 * specification's end: "1,3", or NULL when all are.  Visits under an interim line, or of a line that
 * is handed back, are so still to be placed. */
bool package_uncovered(struct call *c, int64_t package_id, const struct list *visits, date_t on,
                       const char **numbers, struct fault *why) MUST_CHECK;
/* Sets `waiting` to what the rows say; called by every operation that may change it. */
bool package_settle(struct call *c, int64_t package_id, struct fault *why) MUST_CHECK;
/* Work for everything of a person that a change touches: one task a package in being, naming lot
 * and payer; *count says how many. */
bool package_work_for_person(struct call *c, int64_t person_id, const char *kind, const char *text,
                             int64_t *count, struct fault *why) MUST_CHECK;
/* Somebody died: lines end on the day with what the terms pay as notice, later ones are void, what
 * never started is cancelled, offers are withdrawn, proposals stale, tasks closed.  *count: packages
 * touched. */
bool package_death(struct call *c, int64_t person_id, date_t day, int64_t *count,
                   struct fault *why) MUST_CHECK;
/* Gross weekly price of the lines in force on a day, suspensions not taken off. */
bool package_weekly(struct call *c, int64_t package_id, date_t on, money_t *out,
                    struct fault *why) MUST_CHECK;

#endif

/* package_inside.h - what the files of packages share; nobody else includes it */
#ifndef CORE_OPS_PACKAGE_INSIDE_H
#define CORE_OPS_PACKAGE_INSIDE_H

#include "core/base/period.h"
#include "core/base/text.h"
#include "core/ops/market_inside.h"
#include "core/ops/offer.h"
#include "core/ops/package.h"
#include "core/ops/package_state.h"
#include "core/ops/person.h"
#include "core/ops/place.h"
#include "core/ops/proposal.h"
#include "core/ops/work.h"

enum {
    WEEK_MINUTES_MOST = 1000000,
    WHOLE_BP = 10000,
    VISITS_LISTED_MOST = 60, /* kinds of visit in one package */
    YEAR_DAYS = 365,         /* an open package's exposure is a year of it */
    /* Of notice under which a rest is paid in full, where the terms say nothing.  domain.md 4.4. */
    SUSPEND_NOTICE_DAYS = 1
};
enum {
    ROLES_PACKAGE = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    ROLES_PLANNING = ROLES_PACKAGE | ROLE(ROLE_PLANNER) | ROLE(ROLE_REABLEMENT) | ROLE(ROLE_CHC)
};

/* --- package_find.c ------------------------------------------------------------------------------ */

/* A package that is not cancelled (PK-15); `rev`, where given, must be its own (FAULT_STALE). */
bool package_live(struct call *c, const char *ref, int64_t rev, struct package *out,
                  struct fault *why) MUST_CHECK;
bool package_person(struct call *c, const struct package *p, struct person *out,
                    struct fault *why) MUST_CHECK;
/* Terms of the contract in force on a day, or NULL with a fault. */
const struct terms_figure *package_terms(struct call *c, date_t on, struct fault *why);
/* Known versions of one line, by day; empty marks of voided ones left out. */
bool line_versions(struct call *c, int64_t package_id, int64_t number, struct list *out,
                   struct fault *why) MUST_CHECK;
/* Lines in force on a day: all of the package's, or the one named (PK-13 where it is not). */
bool lines_on(struct call *c, const struct package *p, int64_t number, date_t on, struct list *out,
              struct fault *why) MUST_CHECK;
/* The newest known specification (by its first day); *found false where there is none. */
bool spec_newest(struct call *c, int64_t package_id, struct specification *out, bool *found,
                 struct fault *why) MUST_CHECK;
bool spec_visits(struct call *c, int64_t package_id, int64_t spec_number, struct list *out,
                 struct fault *why) MUST_CHECK;
int64_t lines_most(struct call *c, int64_t package_id, struct fault *why); /* highest; < 0 fault */
bool line_is_on(const struct line *l, date_t d);

/* --- package_visits.c ---------------------------------------------------------------------------- */

/* One visit as an argument. */
struct visit_arg {
    int64_t days, band;
    const char *at; /* "08:30" */
    int64_t tolerance, minutes, carers, personal_care;
    const char *tasks;
    int64_t time_critical;
    const char *critical_reason;
};
extern const struct fields visit_arg_fields;

/* Checked against the figures of the day, and numbered from 1. */
bool visits_read(struct call *c, const struct list *given, date_t on, struct list *out,
                 struct fault *why) MUST_CHECK;
int64_t visits_minutes(const struct list *visits, const char *numbers); /* a week, all carers */
bool visits_double(const struct list *visits, const char *numbers);
/* A specification and its visits; its id and number are filled in. */
bool spec_add(struct call *c, int64_t package_id, date_t from, date_t until,
              const struct list *visits, const char *because, struct specification *out,
              struct fault *why) MUST_CHECK;
/* No specification of the package is known from this day on. */
bool spec_close_from(struct call *c, int64_t package_id, date_t from, struct fault *why) MUST_CHECK;

/* --- package_line.c ------------------------------------------------------------------------------ */

/* Ends a line: `until` is the first day no longer in it.  A line that never reaches its first day
 * is voided.  Versions after it go; the one cut keeps its earlier end as history. */
bool line_end_at(struct call *c, int64_t package_id, int64_t number, date_t until, date_t paid_to,
                 const char *because, struct fault *why) MUST_CHECK;
bool line_void_all(struct call *c, int64_t package_id, int64_t number, const char *because,
                   struct fault *why) MUST_CHECK;
/* `next` is different from its first day on: the version in force there ends, later ones go.  On
 * the same day as the version's start it replaces it. */
bool line_succeed(struct call *c, struct line *next, const char *because,
                  struct fault *why) MUST_CHECK;
bool line_add(struct call *c, struct line *l, struct fault *why) MUST_CHECK;
/* Warns where another live line of the person has the same visits on the same days. */
bool line_warn_overlap(struct call *c, const struct line *l, struct fault *why) MUST_CHECK;

/* --- package_start.c ------------------------------------------------------------------------------ */

/* At least 18 on the day, and NHS work under a live delegation: brokerage.may-start. */
bool package_may_start(struct call *c, const struct package *p, const char *payer, date_t start,
                       date_t delegated_on, struct fault *why) MUST_CHECK;
/* Registered, not stopped, not barred for the person: brokerage.may-offer on these facts alone. */
bool package_may_use(struct call *c, const struct package *p, const struct provider *v, date_t on,
                     int64_t weekly_minutes, struct fault *why) MUST_CHECK;
/* A start in the past is said with its reason. */
bool package_start_reason(struct call *c, date_t start, const char *reason,
                          struct fault *why) MUST_CHECK;
/* Asks for approval where the package's weekly gross, after this change, is over the limit of the
 * terms.  *now false: a proposal was made and the operation stops. */
bool package_approval(struct call *c, const struct package *p, int64_t provider_id, date_t from,
                      date_t until, money_t added, money_t weekly_after, const char *reason,
                      bool *now, struct fault *why) MUST_CHECK;
/* The payer's code on a day (following successors), and whether it is an NHS body. */
bool package_payer(struct call *c, const char *arg, const char *code, date_t on, bool *nhs,
                   struct fault *why) MUST_CHECK;

/* --- package_notice.c ---------------------------------------------------------------------------- */

/* Notices of a line that stand on a day stand no longer; the last day that they named. */
bool notices_close(struct call *c, int64_t package_id, int64_t number, date_t on, size_t *count,
                   date_t *last_day, struct fault *why) MUST_CHECK;

/* --- package_cost.c ------------------------------------------------------------------------------- */

bool line_cost(struct call *c, const struct line *l, const struct list *suspensions, date_t from,
               date_t last, money_t *out, struct fault *why) MUST_CHECK;

/* --- package_request.c ---------------------------------------------------------------------------- */

/* The lot of the person's address on a day into the package; NULL where it is not known. */
bool package_find_lot(struct call *c, struct package *p, date_t on, struct fault *why) MUST_CHECK;
/* Reference given (which must be free) or the next one. */
bool package_new_ref(struct call *c, const char *given, const char **out,
                     struct fault *why) MUST_CHECK;
/* Each thing that is missing, as a remark; *count says how many. */
bool package_say_missing(struct call *c, const struct package *p, size_t *count,
                         struct fault *why) MUST_CHECK;
/* What is out or asked for on a package no longer stands: offers withdrawn, proposals stale. */
bool package_withdraw_all(struct call *c, int64_t package_id, const char *because,
                          struct fault *why) MUST_CHECK;

/* False (FAULT_INPUT on `to`) where the last day is before the first. */
bool package_days(struct call *c, date_t from, date_t to, struct fault *why) MUST_CHECK;

/* Rows that several operations share. */
#define PACKAGE_ROW(args, flags_)                                                                  \
    {                                                                                              \
        FIELD(args, package, FIELD_TEXT), .flags = FIELD_REF | (flags_), .refers = "package",      \
                                          .max = 20, .label = "Package",                           \
                                          .help = "Reference of the package."                      \
    }
#define REV_ROW(args)                                                                              \
    {                                                                                              \
        FIELD(args, rev, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Revision",  \
                                     .help = "The revision that the form was opened with."         \
    }
#define LINE_ROW(args, help_)                                                                      \
    {                                                                                              \
        FIELD(args, line, FIELD_INT), .flags = FIELD_OPTIONAL, .min = 1, .max = 1000,              \
                                      .label = "Line", .help = (help_)                             \
    }
#define REASON_ROW(args, flags_, help_)                                                            \
    {                                                                                              \
        FIELD(args, reason, FIELD_TEXT), .flags = FIELD_LINES | (flags_), .max = 500,              \
                                         .label = "Reason", .help = (help_)                        \
    }
#define VISITS_ROW(args, flags_)                                                                   \
    {                                                                                              \
        FIELD(args, visits, FIELD_LIST), .of = &visit_arg_fields, .flags = (flags_), .min = 1,     \
                                         .max = VISITS_LISTED_MOST, .label = "Visits",             \
                                         .help = "Each kind of visit of the week.",                \
                                         .source = "domain.md 4.2"                                 \
    }

/* The particulars of a package that its specification does not hold, as arguments. */
#define PARTICULARS                                                                                \
    const char *language;                                                                          \
    int64_t worker_gender;                                                                         \
    const char *medicine_support, *equipment, *culture, *pets, *access, *continuity;               \
    int64_t consent_to_share, key_safe

#define PARTICULAR_ROWS(args)                                                                      \
    {FIELD(args, language, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 60, .label = "Language",   \
     .help = "Spoken, where it is not English."},                                                  \
        {FIELD(args, worker_gender, FIELD_ENUM), .flags = FIELD_OPTIONAL, .words = gender_words,   \
         .label = "Worker's gender", .help = "For personal care, where the person asks."},         \
        {FIELD(args, medicine_support, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,           \
         .label = "Medicine support", .help = "None, prompted, given."},                           \
        {FIELD(args, equipment, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,                  \
         .label = "Equipment", .help = "For moving and handling."},                                \
        {FIELD(args, culture, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,                    \
         .label = "Culture", .help = "Faith, diet, customs of the house."},                        \
        {FIELD(args, pets, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500, .label = "Pets",      \
         .help = "Animals, and whether anybody smokes."},                                          \
        {FIELD(args, access, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500, .label = "Access",  \
         .help = "Parking, stairs, entry; never the code of a key safe."},                         \
        {FIELD(args, continuity, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 500,                 \
         .label = "Continuity", .help = "Carers or providers the person wishes to keep."},         \
        {FIELD(args, consent_to_share, FIELD_BOOL), .flags = FIELD_OPTIONAL,                       \
         .label = "Agrees to sharing",                                                             \
         .help = "The person agrees that a provider is told who they are."},                       \
    {                                                                                              \
        FIELD(args, key_safe, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Key safe",           \
                                           .help = "There is a key safe at the door."              \
    }

/* --- the operations, a file a subject ---------------------------------------------------------- */

extern const struct operation op_package_request, op_package_specify, op_package_change,
    op_package_cancel, op_package_take_on, op_package_confirm, op_package_start_urgent,
    op_package_vary, op_package_suspend, op_package_restart, op_package_extend_hold,
    op_package_hand_back, op_package_withdraw_notice, op_package_end, op_line_correct, op_line_void;

#define PACKAGE_SOURCE "domain.md 4.4"

#endif

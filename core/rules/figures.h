/* figures.h - amounts, limits and days that the law or the partnership changes by date
 *
 * Meaning   Every figure has a first day and a source.  A lookup is by the date of the event,
 *           never by today; a date before the first row has no figure, and the rule that needs
 *           one says so.
 * Filled    by core/config, from config/<partnership>/ *.yaml, by the field tables below.
 */
#ifndef CORE_RULES_FIGURES_H
#define CORE_RULES_FIGURES_H

#include "core/base/date.h"
#include "core/base/field.h"

/* Capital limits of the means test at home.  Source: SI 2014/2672 regs 12 and 25. */
struct capital_figure {
    date_t from, to;      /* both inclusive; to may be absent */
    money_t lower, upper; /* pence */
    money_t step, per_step;
    const char *source;
};

/* Minimum income guarantee a week, single person.  Source: domain.md 2.5. */
struct income_figure {
    date_t from, to;
    money_t age_18_24, age_25_pension, pension_age; /* absent where not published */
    const char *source;
};

/* How long a provider has to answer an offer, by priority. */
struct response_figure {
    date_t from, to;
    int64_t priority;        /* enum: emergency urgent routine */
    int64_t working_minutes; /* of the office day below */
    const char *source;
};

/* The office day that response clocks run in. */
struct office_figure {
    date_t from, to;
    int64_t opens, closes; /* minutes of the day */
    const char *source;
};

/* What visits may be asked for, and how short a visit with personal care may be. */
struct visit_figure {
    date_t from, to;
    struct list minutes;         /* int64_t: permitted lengths */
    int64_t personal_care_least; /* minutes under which personal care is warned */
    const char *source;
};

/* Terms of the home-care contract: holds, retainer, notice. */
struct terms_figure {
    date_t from, to;
    int64_t hold_days;   /* days a suspended package is held for its provider */
    int64_t retainer_bp; /* share of the weekly price paid while held, basis points */
    int64_t notice_hand_back_days, notice_end_days, notice_death_days;
    int64_t approval_weekly_pence; /* a package over this a week needs approval; 0: every one */
    int64_t suspend_notice_days;   /* under so much notice a rest is paid in full; absent: 1 */
    int64_t interim_days;          /* longest interim limit of an urgent start */
    int64_t proposal_days;         /* working days an approval stays usable */
    int64_t spot_review_days;      /* a spot purchase is looked at again after so many days */
    int64_t lead_providers_most;   /* 18 */
    const char *source;            /* of those that have none of their own */
    struct list sources;           /* struct terms_source */
};

/* Where one figure of the terms is from. */
enum terms_name {
    TERMS_HOLD_DAYS,
    TERMS_RETAINER_BP,
    TERMS_NOTICE_HAND_BACK_DAYS,
    TERMS_NOTICE_END_DAYS,
    TERMS_NOTICE_DEATH_DAYS,
    TERMS_APPROVAL_WEEKLY_PENCE,
    TERMS_SUSPEND_NOTICE_DAYS,
    TERMS_INTERIM_DAYS,
    TERMS_PROPOSAL_DAYS,
    TERMS_SPOT_REVIEW_DAYS,
    TERMS_LEAD_PROVIDERS_MOST
};
struct terms_source {
    int64_t figure; /* enum terms_name */
    const char *source;
};

struct holiday_figure {
    date_t day;
    const char *title;
    const char *source;
};

struct figures {
    struct list capital; /* struct capital_figure, by from */
    struct list income;
    struct list response;
    struct list office;
    struct list visits;
    struct list terms;
    struct list tools;      /* struct tool_figure, core/rules/chc/chc.h */
    struct list chc_clocks; /* struct chc_clock_figure */
    struct list reablement; /* struct reablement_figure, core/rules/reablement/reablement.h */
    struct list holiday;    /* struct holiday_figure, by day */
    date_t holidays_from, holidays_to;
};

/* One table a file of config: the map at the top of it holds exactly these keys. */
extern const struct fields figures_capital_fields, figures_income_fields, figures_response_fields,
    figures_office_fields, figures_visit_fields, figures_terms_fields, figures_holiday_fields,
    figures_chc_fields, figures_reablement_fields;

/* The row in force on a day, or NULL. */
const struct capital_figure *figures_capital(const struct figures *f, date_t on);
const struct income_figure *figures_income(const struct figures *f, date_t on);
const struct response_figure *figures_response(const struct figures *f, int64_t priority,
                                               date_t on);
const struct office_figure *figures_office(const struct figures *f, date_t on);
const struct visit_figure *figures_visits(const struct figures *f, date_t on);
const struct terms_figure *figures_terms(const struct figures *f, date_t on);
/* The source of one figure of the terms: its own, else that of the row. */
const char *terms_source(const struct terms_figure *t, enum terms_name figure);
/* The holidays as date.h wants them; days belong to the arena. */
bool figures_holidays(const struct figures *f, struct arena *a, struct holidays *out,
                      struct fault *why) MUST_CHECK;

/* Priorities of a package, shared by figures, rules and operations. */
enum priority { PRIORITY_EMERGENCY, PRIORITY_URGENT, PRIORITY_ROUTINE };
extern const struct word priority_words[];

#endif

/* chc - NHS Continuing Healthcare: the national tools, the 28 days, and who owes whom for delay
 *
 *   chc.checklist    eleven letters: does this person go to a full assessment?
 *   chc.dst          twelve levels: what does the tool's guidance expect?  A suggestion alone.
 *   chc.mdt          is this a multidisciplinary team?
 *   chc.fast-track   is this fast track tool to be accepted?
 *   chc.decision     may the NHS body decide so?  C1 to C4
 *   chc.clock        the 28-day standard: due, elapsed, band, the day a refund counts from
 *   chc.refund       what a late eligible decision gives back to who paid
 *   chc.review-due   3 months after the decision, then 12 after each review
 *   chc.appeal       six months to ask for local resolution
 *
 * Version    A sheet is judged for ever by the tools in force on the day it was completed; domains,
 *            levels and thresholds are rows of config/<partnership>/chc.yaml with their source.
 * Judgement  The tools suggest.  People recommend and decide; both are stored beside the suggestion.
 * Source     National Framework for NHS Continuing Healthcare, 2012, 2018 and July 2022 (revised);
 *            SI 2012/2996 Part 6; domain.md 1.3 to 1.14.
 */
#ifndef CORE_RULES_CHC_CHC_H
#define CORE_RULES_CHC_CHC_H

#include "core/rules/rule.h"

/* In the order of the form.  The Checklist has all but the last. */
enum chc_domain {
    CHC_BREATHING,
    CHC_NUTRITION,
    CHC_CONTINENCE,
    CHC_SKIN,
    CHC_MOBILITY,
    CHC_COMMUNICATION,
    CHC_PSYCHOLOGICAL,
    CHC_COGNITION,
    CHC_BEHAVIOUR,
    CHC_DRUGS,
    CHC_CONSCIOUSNESS,
    CHC_OTHER,
    CHC_DOMAINS,
    CHC_CHECKLIST_DOMAINS = CHC_OTHER
};
extern const struct word chc_domain_words[], chc_score_words[], chc_level_words[];

enum chc_score { CHC_A, CHC_B, CHC_C };
enum chc_level { CHC_N, CHC_L, CHC_M, CHC_H, CHC_S, CHC_P, CHC_LEVELS };

/* --- the tools, by date ----------------------------------------------------------------------- */

struct tool_level {
    int64_t domain;        /* enum chc_domain */
    struct list permitted; /* int64_t: enum chc_level */
};
struct tool_figure {
    date_t from, to;
    const char *version;         /* "2022" */
    const char *body;            /* what the NHS commissioner is called: "CCG", "ICB" */
    int64_t a_alone, b_alone;    /* so many As, or so many Bs, are enough */
    int64_t a_with_b, b_with_a;  /* or so many As with so many Bs */
    struct list asterisk;        /* int64_t: enum chc_domain in which one A is enough */
    int64_t priorities, severes; /* so many make a clear recommendation expected */
    int64_t severe_others;       /* other domains with needs beside one Severe */
    int64_t high_moderates;      /* High or Moderate domains that may show a primary need */
    struct list levels;          /* struct tool_level, one a domain */
    const char *source;
};
/* The version in force on the day, the newest without one; NULL when there is none. */
const struct tool_figure *figures_tool(const struct figures *f, date_t on);

struct chc_clock_figure {
    date_t from, to;
    int64_t standard_days;  /* 28, calendar days */
    int64_t receipt_is_day; /* 0: the day after receipt is day 1; 1: receipt is */
    struct list band_ends;  /* int64_t: last day over the standard of each band but the last */
    int64_t fast_track_days;
    int64_t review_months, review_again_months, appeal_months;
    const char *source;
};
const struct chc_clock_figure *figures_chc_clock(const struct figures *f, date_t on);

/* --- the rules' facts and values -------------------------------------------------------------- */

struct checklist_facts {
    int64_t score[CHC_CHECKLIST_DOMAINS]; /* enum chc_score, or ABSENT: a blank is not a C */
    const char *override_reason;
    date_t completed; /* whose tool it is; absent: the newest */
};
struct checklist_values {
    int64_t count_a, count_b;
    int64_t asterisk_a, overridden; /* bool */
};

struct dst_facts {
    int64_t level[CHC_DOMAINS]; /* enum chc_level, or ABSENT */
    date_t completed;
};
struct dst_values {
    int64_t priorities, severes, highs, moderates, lows;
};

enum chc_profession { CHC_HEALTH, CHC_SOCIAL };
struct mdt_member {
    const char *profession;
    int64_t kind; /* enum chc_profession */
};
struct mdt_facts {
    struct list members; /* struct mdt_member */
};

enum chc_clinician { CHC_NURSE, CHC_DOCTOR, CHC_NOT_CLINICIAN };
struct fast_track_facts {
    int64_t clinician;             /* enum chc_clinician */
    int64_t rapidly_deteriorating; /* bool */
    date_t received;
};
struct fast_track_values {
    date_t care_by; /* absent when returned */
};

enum chc_eligibility { CHC_ELIGIBLE, CHC_FNC, CHC_NOT_ELIGIBLE };
extern const struct word chc_eligibility_words[];
struct decision_facts {
    int64_t recommendation, decision; /* enum chc_eligibility */
    int64_t dst_complete, mdt_valid;  /* bool */
    const char *exceptional_reason;
    int64_t finance_officer_took_part; /* bool */
};
struct decision_values {
    struct list refused_by; /* const char *: C1 to C4 */
};

struct clock_facts {
    date_t received, decided, today;
};
struct clock_values {
    date_t due;
    int64_t elapsed, over_by;
    date_t refund_from;
    const char *band; /* "01" to "05" while open and over the standard; else NULL */
};

enum chc_payer { CHC_PAID_COUNCIL, CHC_PAID_PERSON, CHC_PAID_ICB };
struct refund_facts {
    date_t received, decided;
    int64_t eligible, delay_justified; /* bool */
    int64_t paid_by;                   /* enum chc_payer */
    money_t weekly_pence;
};
struct refund_values {
    date_t from, to; /* absent when nothing is owed */
    int64_t days;
    money_t refund_pence;
};

struct review_due_facts {
    date_t decided, last_review;
};
struct review_due_values {
    date_t on;
};

struct appeal_facts {
    date_t notified, requested;
};
struct appeal_values {
    date_t last_day;
};

extern const struct rule rule_chc_checklist, rule_chc_dst, rule_chc_mdt, rule_chc_fast_track,
    rule_chc_decision, rule_chc_clock, rule_chc_refund, rule_chc_review_due, rule_chc_appeal;

/* For the rules of this folder: a day that no row of the clock covers is bad input that names it. */
bool chc_clock_on(const struct figures *figures, date_t on, const char *fact,
                  const struct chc_clock_figure **out, struct fault *why) MUST_CHECK;

#endif

/* rule.h - the second of the five tables: a rule, what it reads, what it may answer
 *
 * Meaning   A rule is a pure function from facts to a decision.  It reads its arguments and nothing
 *           else: no store, no YAML, no clock, no screen.  Where the law leaves judgement it only
 *           suggests, and its outcomes say so.
 * Source    Each rule names the paragraph it is written from; each reason names its own.
 * Names     interface.md fixes the names of rules, facts, outcomes and values.
 * Memory    `facts` and the values belong to the caller's arena; nothing allocated is kept.
 */
#ifndef CORE_RULES_RULE_H
#define CORE_RULES_RULE_H

#include "core/base/field.h"

struct figures; /* figures.h: dated amounts, days and limits, from the partnership's config */

struct decision {
    const struct rule *rule;
    const char *outcome; /* one of rule->outcomes, static text */
    bool codes_only;     /* reasons without their sources and sentences */
    void *values;        /* rule->values->size bytes, cleared before eval; NULL without values */
    size_t reasons;
    struct reason reason[REASONS_MAX]; /* of a refusal every code, in order */
};

struct rule {
    const char *name;   /* "brokerage.may-offer" */
    const char *title;  /* "May this provider be offered this package?" */
    const char *source; /* "Paper 001, paragraphs 7 and 12; domain.md 4.3" */
    const struct fields *facts;
    const struct fields *values; /* NULL when there are none */
    const char *const *outcomes; /* ended by NULL */
    const char *const *codes;    /* of cites: every reason that it may give, ended by NULL */
    const char *about;           /* two or three sentences for the rule book */
    /* False when facts contradict each other or no figure is in force on their date (bad input). */
    bool (*eval)(const void *facts, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why);
};

extern const struct rule *const rules[]; /* every rule, by name, ended by NULL */
const struct rule *rule_find(const char *name);

/* Prepares *out (values cleared, from the arena) and evaluates.  `facts` is rule->facts->size bytes
 * already read by fields_read or filled by an operation. */
bool rule_eval(const struct rule *r, const void *facts, const struct figures *figures,
               struct arena *a, struct decision *out, struct fault *why) MUST_CHECK;
/* As rule_eval, but reasons have codes alone: for answers by the hundred thousand. */
bool rule_eval_codes(const struct rule *r, const void *facts, const struct figures *figures,
                     struct arena *a, struct decision *out, struct fault *why) MUST_CHECK;
/* In words for a person: the question and the answer, the rule and its source, each reason with its
 * own, what was read (facts, NULL where they are not at hand) and what was found.  What belongs to
 * the line before begins with a tab. */
void decision_tell(const struct decision *d, const void *facts, struct buf *out);
/* The decision as one line of JSON, in the shape of interface.md. */
void decision_json(const struct decision *d, struct buf *out);

/* For the rules themselves: add a reason whose code and source are a row of cites.  decision_refuse
 * also makes the outcome the one given. */
void decision_cite(struct decision *d, const char *code, const char *format, ...) LIKE_PRINTF(3, 4);
void decision_refuse(struct decision *d, const char *outcome, const char *code, const char *format,
                     ...) LIKE_PRINTF(4, 5);
/* A list value of the codes given so far ("refused_by"): text codes, from the arena. */
bool decision_codes(const struct decision *d, struct arena *a, struct list *out,
                    struct fault *why) MUST_CHECK;
/* A refusing decision as a fault of kind FAULT_REFUSED with every reason; returns false. */
bool decision_fault(const struct decision *d, struct fault *why);

/* The catalogue of rule numbers: number, source, what it says in plain words.  tools/rulecheck
 * fails when a number is applied by no code or named by no test. */
struct cite {
    const char *code, *source, *plain;
};
extern const struct cite cites[];               /* cite.c, ended by { NULL, NULL, NULL } */
const struct cite *cite_find(const char *code); /* or NULL */

#endif

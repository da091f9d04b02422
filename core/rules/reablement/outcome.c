#include "core/rules/reablement/reablement.h"

enum { WEEK_MINUTES_MOST = 2 * 7 * 1440 }; /* two carers day and night */

static const struct field fact_rows[] = {
    {FIELD(struct reablement_outcome_facts, minutes_before, FIELD_MINUTES),
     .max = WEEK_MINUTES_MOST, .label = "Minutes before",
     .help = "Weekly commissioned minutes of all carers just before reablement; 0 for none.",
     .source = "domain.md 3.3"},
    {FIELD(struct reablement_outcome_facts, minutes_after, FIELD_MINUTES), .max = WEEK_MINUTES_MOST,
     .label = "Minutes after", .help = "Those of the approved continuing package; 0 for none.",
     .source = "domain.md 3.3"},
};
static const struct fields facts =
    FIELDS("reablement.outcome", fact_rows, struct reablement_outcome_facts);

static const char *const outcomes[] = {"none", "new", "reduced", "same", "increased", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct reablement_outcome_facts *f = record;

    (void)figures;
    (void)a;
    (void)why;
    if (!f->minutes_after)
        decision_refuse(out, "none", "RB-011", "No care goes on.");
    else if (!f->minutes_before)
        decision_refuse(out, "new", "RB-012", "Care goes on where there was none before.");
    else if (f->minutes_after < f->minutes_before)
        decision_refuse(out, "reduced", "RB-013", "%lld minutes a week fewer than before.",
                        (long long)(f->minutes_before - f->minutes_after));
    else if (f->minutes_after == f->minutes_before)
        decision_refuse(out, "same", "RB-014", "As many minutes a week as before.");
    else
        decision_refuse(out, "increased", "RB-015", "%lld minutes a week more than before.",
                        (long long)(f->minutes_after - f->minutes_before));
    return true;
}

static const char *const codes[] = {"RB-011", "RB-012", "RB-013", "RB-014", "RB-015", NULL};

const struct rule rule_reablement_outcome = {
    .name = "reablement.outcome",
    .title = "What did the weekly minutes do?",
    .source = "domain.md 3.3; ASCOF 2A",
    .facts = &facts,
    .values = NULL,
    .outcomes = outcomes,
    .codes = codes,
    .about = "Weekly commissioned minutes just before reablement beside those of the approved "
             "continuing package. Where minutes do not tell the outcome (a care home, hospital, a "
             "death, NHS care) the worker records it.",
    .eval = eval,
};

#include "core/rules/chc/chc.h"

static const struct word clinicians[] = {{"nurse", "registered nurse"},
                                         {"doctor", "registered doctor"},
                                         {"other", "other"},
                                         {NULL, NULL}};

static const struct field fact_rows[] = {
    {FIELD(struct fast_track_facts, clinician, FIELD_ENUM), .words = clinicians,
     .label = "Clinician", .help = "Who completed the tool.", .source = "SI 2012/2996 reg 21(13)"},
    {FIELD(struct fast_track_facts, rapidly_deteriorating, FIELD_BOOL),
     .label = "Rapidly deteriorating",
     .help = "A rapidly deteriorating condition that may be entering a terminal phase; no length "
             "of life is asked for.",
     .source = "National Framework 2022, paragraphs 240 to 269"},
    {FIELD(struct fast_track_facts, received, FIELD_DATE), .label = "Received",
     .help = "The day the NHS body had the tool.", .source = "domain.md 1.8"},
};
static const struct fields facts = FIELDS("chc.fast-track", fact_rows, struct fast_track_facts);

static const struct field value_rows[] = {
    {FIELD(struct fast_track_values, care_by, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Care by", .help = "The day by which care is in place."},
};
static const struct fields values =
    FIELDS("chc.fast-track values", value_rows, struct fast_track_values);

static const char *const outcomes[] = {"accept", "return", NULL};

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct fast_track_facts *f = record;
    struct fast_track_values *v = out->values;
    const struct chc_clock_figure *clock;
    char day[24];

    (void)a;
    if (!chc_clock_on(figures, f->received, "received", &clock, why))
        return false;
    if (f->clinician == CHC_NOT_CLINICIAN)
        decision_refuse(out, "return", "CHC-041",
                        "Only a registered nurse or doctor who is responsible for the person's "
                        "diagnosis, treatment or care signs it.");
    if (!f->rapidly_deteriorating)
        decision_refuse(out, "return", "CHC-042",
                        "It does not show a rapidly deteriorating condition that may be entering a "
                        "terminal phase.");
    if (out->reasons)
        return true;
    out->outcome = "accept";
    v->care_by = date_add_days(f->received, clock->fast_track_days);
    decision_cite(out, "CHC-043",
                  "Completed by a clinician, it is enough: accepted at once, with care in place by "
                  "%s.",
                  date_print(v->care_by, day, sizeof day));
    return true;
}

static const char *const codes[] = {"CHC-041", "CHC-042", "CHC-043", NULL};

const struct rule rule_chc_fast_track = {
    .name = "chc.fast-track",
    .title = "Is this fast track tool accepted?",
    .source = "National Framework 2022, paragraphs 240 to 269; domain.md 1.8",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "A properly completed tool replaces Checklist and DST and is itself enough; care is in "
        "place within 48 hours. It is returned only where the clinician is not appropriate or "
        "it plainly does not show the condition. Eligibility then ends only after a DST.",
    .eval = eval,
};

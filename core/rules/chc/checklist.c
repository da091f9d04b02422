#include "core/rules/chc/chc.h"

static const char checklist_source[] =
    "NHS CHC Checklist, user notes; National Framework, paragraphs on screening; domain.md 1.3";

#define SCORE(domain, name_, label_)                                                               \
    {                                                                                              \
        .name = (name_), .type = FIELD_ENUM,                                                       \
        .offset = offsetof(struct checklist_facts, score[domain]), .flags = FIELD_OPTIONAL,        \
        .words = chc_score_words, .label = (label_),                                               \
        .help = "A high, B moderate, C low or none; if unsure, the higher. Left out: not scored.", \
        .source = "domain.md 1.3"                                                                  \
    }

static const struct field fact_rows[] = {
    SCORE(CHC_BREATHING, "breathing", "Breathing *"),
    SCORE(CHC_NUTRITION, "nutrition", "Nutrition"),
    SCORE(CHC_CONTINENCE, "continence", "Continence"),
    SCORE(CHC_SKIN, "skin", "Skin integrity"),
    SCORE(CHC_MOBILITY, "mobility", "Mobility"),
    SCORE(CHC_COMMUNICATION, "communication", "Communication"),
    SCORE(CHC_PSYCHOLOGICAL, "psychological", "Psychological and emotional"),
    SCORE(CHC_COGNITION, "cognition", "Cognition"),
    SCORE(CHC_BEHAVIOUR, "behaviour", "Behaviour *"),
    SCORE(CHC_DRUGS, "drugs", "Drug therapies and medication *"),
    SCORE(CHC_CONSCIOUSNESS, "consciousness", "Altered states of consciousness *"),
    {FIELD(struct checklist_facts, override_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .max = 2000, .label = "Override, because",
     .help = "Why a full assessment is asked for although the thresholds are not met. There is no "
             "override down.",
     .source = "domain.md 1.3"},
    {FIELD(struct checklist_facts, completed, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Completed",
     .help = "The day it was completed: it is judged by the tool of that day, else by the newest.",
     .source = "domain.md 1.1, tool version rule"},
};
static const struct fields facts = FIELDS("chc.checklist", fact_rows, struct checklist_facts);

static const struct field value_rows[] = {
    {FIELD(struct checklist_values, count_a, FIELD_INT), .max = CHC_CHECKLIST_DOMAINS,
     .label = "As", .help = "Domains scored A."},
    {FIELD(struct checklist_values, count_b, FIELD_INT), .max = CHC_CHECKLIST_DOMAINS,
     .label = "Bs", .help = "Domains scored B."},
    {FIELD(struct checklist_values, asterisk_a, FIELD_BOOL), .label = "A with asterisk",
     .help = "An A stands in a domain that has a Priority level in the DST."},
    {FIELD(struct checklist_values, overridden, FIELD_BOOL), .label = "Overridden",
     .help = "The thresholds are not met; the practitioner asks for a full assessment."},
};
static const struct fields values =
    FIELDS("chc.checklist values", value_rows, struct checklist_values);

static const char *const outcomes[] = {"incomplete", "full-assessment", "no-full-assessment", NULL};

static bool has_asterisk(const struct tool_figure *tool, int64_t domain)
{
    const int64_t *with = tool->asterisk.items;

    for (size_t i = 0; i < tool->asterisk.count; i++)
        if (with[i] == domain)
            return true;
    return false;
}

/* Every threshold that is met has its reason; the outcome needs one. */
static void thresholds(const struct tool_figure *tool, const struct checklist_values *v,
                       const char *asterisk_in, struct decision *out)
{
    long long a = (long long)v->count_a, b = (long long)v->count_b;

    if (v->asterisk_a)
        decision_cite(out, "CHC-011", "A in %s: one is enough.", asterisk_in);
    if (v->count_a >= tool->a_alone)
        decision_cite(out, "CHC-012", "%lld domains scored A; %lld are enough.", a,
                      (long long)tool->a_alone);
    if (v->count_b >= tool->b_alone)
        decision_cite(out, "CHC-013", "%lld domains scored B; %lld are enough.", b,
                      (long long)tool->b_alone);
    if (v->count_a >= tool->a_with_b && v->count_a < tool->a_alone && v->count_b >= tool->b_with_a)
        decision_cite(out, "CHC-014", "%lld A and %lld B; %lld with %lld are enough.", a, b,
                      (long long)tool->a_with_b, (long long)tool->b_with_a);
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct checklist_facts *f = record;
    struct checklist_values *v = out->values;
    const struct tool_figure *tool = figures ? figures_tool(figures, f->completed) : NULL;
    const char *asterisk_in = NULL;
    int64_t blank = 0;

    (void)a;
    if (!tool)
        return fail(why, FAULT_INPUT, "completed",
                    "No version of the Checklist was in force on that day: give the day it was "
                    "completed, or add the version to the partnership's chc.yaml.");
    *v = (struct checklist_values){0, 0, 0, 0};
    for (int64_t d = 0; d < CHC_CHECKLIST_DOMAINS; d++) {
        blank += f->score[d] == ABSENT;
        v->count_a += f->score[d] == CHC_A;
        v->count_b += f->score[d] == CHC_B;
        if (f->score[d] == CHC_A && has_asterisk(tool, d) && !asterisk_in)
            asterisk_in = chc_domain_words[d].shown;
    }
    v->asterisk_a = asterisk_in != NULL;
    if (blank) {
        out->outcome = "incomplete";
        decision_cite(out, "CHC-010",
                      "%lld of eleven domains %s not scored: a blank is not a C, and an incomplete "
                      "Checklist has no result.",
                      (long long)blank, blank == 1 ? "is" : "are");
        return true;
    }
    thresholds(tool, v, asterisk_in, out);
    if (out->reasons) {
        out->outcome = "full-assessment";
    } else if (f->override_reason) {
        v->overridden = 1;
        out->outcome = "full-assessment";
        decision_cite(out, "CHC-015",
                      "The thresholds are not met; the practitioner asks for a full assessment and "
                      "says why.");
    } else {
        out->outcome = "no-full-assessment";
        decision_cite(out, "CHC-016",
                      "%lld A and %lld B, and no A in a domain with an asterisk: under every "
                      "threshold.",
                      (long long)v->count_a, (long long)v->count_b);
    }
    return true;
}

static const char *const codes[] = {"CHC-010", "CHC-011", "CHC-012", "CHC-013",
                                    "CHC-014", "CHC-015", "CHC-016", NULL};

const struct rule rule_chc_checklist = {
    .name = "chc.checklist",
    .title = "What does this Checklist lead to?",
    .source = checklist_source,
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "Two As, five Bs, one A with four Bs, or one A in a domain with an asterisk lead to a full "
        "assessment. A practitioner may send a person on although the thresholds are not met, with "
        "a reason; nobody may hold a positive sheet back. It gives no funding and foretells none.",
    .eval = eval,
};

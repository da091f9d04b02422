#include "core/rules/chc/chc.h"

#define LEVEL(domain, name_, label_)                                                               \
    {                                                                                              \
        .name = (name_), .type = FIELD_ENUM, .offset = offsetof(struct dst_facts, level[domain]),  \
        .flags = FIELD_OPTIONAL, .words = chc_level_words, .label = (label_),                      \
        .help = "The level the team agreed; the higher where it did not. Left out: not yet set.",  \
        .source = "domain.md 1.4"                                                                  \
    }

static const struct field fact_rows[] = {
    LEVEL(CHC_BREATHING, "breathing", "Breathing"),
    LEVEL(CHC_NUTRITION, "nutrition", "Nutrition"),
    LEVEL(CHC_CONTINENCE, "continence", "Continence"),
    LEVEL(CHC_SKIN, "skin", "Skin integrity"),
    LEVEL(CHC_MOBILITY, "mobility", "Mobility"),
    LEVEL(CHC_COMMUNICATION, "communication", "Communication"),
    LEVEL(CHC_PSYCHOLOGICAL, "psychological", "Psychological and emotional"),
    LEVEL(CHC_COGNITION, "cognition", "Cognition"),
    LEVEL(CHC_BEHAVIOUR, "behaviour", "Behaviour"),
    LEVEL(CHC_DRUGS, "drugs", "Drug therapies and medication"),
    LEVEL(CHC_CONSCIOUSNESS, "consciousness", "Altered states of consciousness"),
    LEVEL(CHC_OTHER, "other", "Other significant care needs"),
    {FIELD(struct dst_facts, completed, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Completed",
     .help = "The day it was completed: it is judged by the tool of that day, else by the newest.",
     .source = "domain.md 1.1, tool version rule"},
};
static const struct fields facts = FIELDS("chc.dst", fact_rows, struct dst_facts);

#define COUNT(member, label_)                                                                      \
    {                                                                                              \
        FIELD(struct dst_values, member, FIELD_INT), .max = CHC_DOMAINS, .label = (label_),        \
                                                     .help = "Domains at this level."              \
    }
static const struct field value_rows[] = {
    COUNT(priorities, "Priority"), COUNT(severes, "Severe"), COUNT(highs, "High"),
    COUNT(moderates, "Moderate"),  COUNT(lows, "Low"),
};
static const struct fields values = FIELDS("chc.dst values", value_rows, struct dst_values);

static const char *const outcomes[] = {"invalid",   "incomplete", "clear-eligible", "may-indicate",
                                       "judgement", "unlikely",   "not-indicated",  NULL};

static bool permits(const struct tool_figure *tool, int64_t domain, int64_t level)
{
    const struct tool_level *row = tool->levels.items;

    for (size_t i = 0; i < tool->levels.count; i++) {
        const int64_t *permitted = row[i].permitted.items;
        for (size_t j = 0; row[i].domain == domain && j < row[i].permitted.count; j++)
            if (permitted[j] == level)
                return true;
    }
    return false;
}

/* What the guidance of the tool expects of a whole sheet. */
static void suggest(const struct tool_figure *tool, const struct dst_values *v,
                    struct decision *out)
{
    long long severes = (long long)v->severes;
    int64_t others = v->highs + v->moderates + v->lows;
    int64_t high_moderates = v->highs + v->moderates;

    out->outcome = "judgement";
    if (v->priorities >= tool->priorities)
        decision_refuse(out, "clear-eligible", "CHC-022",
                        "%lld at Priority: a clear recommendation of eligible would be expected.",
                        (long long)v->priorities);
    if (v->severes >= tool->severes)
        decision_refuse(out, "clear-eligible", "CHC-023",
                        "%lld at Severe: a clear recommendation of eligible would be expected.",
                        severes);
    if (out->reasons)
        return;
    if (v->severes && others >= tool->severe_others)
        decision_refuse(out, "may-indicate", "CHC-024",
                        "One Severe with needs in %lld other %s may well show a primary health "
                        "need: judgement required.",
                        (long long)others, others == 1 ? "domain" : "domains");
    else if (!v->severes && high_moderates >= tool->high_moderates)
        decision_refuse(out, "may-indicate", "CHC-025",
                        "%lld domains at High or Moderate may show a primary health need: "
                        "judgement required.",
                        (long long)high_moderates);
    else if (!v->severes && !high_moderates && v->lows)
        decision_refuse(out, "unlikely", "CHC-026",
                        "Low or no needs throughout: eligibility is unlikely, though low needs can "
                        "add to the picture: judgement required.");
    else if (!v->severes && !high_moderates)
        decision_refuse(
            out, "not-indicated", "CHC-027",
            "No needs in any domain: eligibility is not indicated; judgement required.");
    else
        decision_cite(out, "CHC-028",
                      "The guidance expects nothing of these levels: judgement required, on the "
                      "whole and on how the needs interact.");
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct dst_facts *f = record;
    struct dst_values *v = out->values;
    const struct tool_figure *tool = figures ? figures_tool(figures, f->completed) : NULL;
    int64_t blank = 0, count[CHC_LEVELS] = {0};

    (void)a;
    if (!tool)
        return fail(why, FAULT_INPUT, "completed",
                    "No version of the Decision Support Tool was in force on that day: give the "
                    "day it was completed, or add the version to the partnership's chc.yaml.");
    for (int64_t d = 0; d < CHC_DOMAINS; d++) {
        if (f->level[d] == ABSENT) {
            blank++;
            continue;
        }
        count[f->level[d]]++;
        if (!permits(tool, d, f->level[d]))
            decision_refuse(out, "invalid", "CHC-020", "%s has no level %s.",
                            chc_domain_words[d].shown, chc_level_words[f->level[d]].shown);
    }
    *v = (struct dst_values){count[CHC_P], count[CHC_S], count[CHC_H], count[CHC_M], count[CHC_L]};
    if (out->reasons)
        return true;
    if (blank)
        decision_refuse(out, "incomplete", "CHC-021",
                        "%lld of twelve domains %s no level yet; an incomplete tool suggests "
                        "nothing.",
                        (long long)blank, blank == 1 ? "has" : "have");
    else
        suggest(tool, v, out);
    return true;
}

static const char *const codes[] = {"CHC-020", "CHC-021", "CHC-022", "CHC-023", "CHC-024",
                                    "CHC-025", "CHC-026", "CHC-027", "CHC-028", NULL};

const struct rule rule_chc_dst = {
    .name = "chc.dst",
    .title = "What does the guidance of the Decision Support Tool expect?",
    .source = "Decision Support Tool, user notes; National Framework 2022; domain.md 1.4 and 1.5",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "A suggestion, never an answer: one Priority or two Severes make a clear recommendation "
        "expected; one Severe with other needs, or several High and Moderate, may show a primary "
        "health need. The team looks at nature, intensity, complexity and unpredictability and "
        "recommends; the NHS body decides. A level that a domain does not have is refused.",
    .eval = eval,
};

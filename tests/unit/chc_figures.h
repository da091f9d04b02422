/* chc_figures.h - the tools and clocks that the tests of CHC judge by, written out here on purpose: a
 * test does not read the config it checks.
 *
 * Two versions of the tools, so that the day of a sheet matters: the real thresholds to 30 June 2022,
 * and an invented later tool in which three As are asked for and Behaviour has no Priority.
 */
#ifndef TESTS_UNIT_CHC_FIGURES_H
#define TESTS_UNIT_CHC_FIGURES_H

#include "tests/unit/rule_cases.h"

#include "core/rules/chc/chc.h"
#include "core/rules/figures.h"

static inline date_t day(const char *iso)
{
    date_t d;

    assert_true(date_parse_iso(iso, &d));
    return d;
}

enum { TOOLS = 2 };
struct chc_test_figures {
    int64_t level[TOOLS][CHC_DOMAINS][CHC_LEVELS];
    struct tool_level levels[TOOLS][CHC_DOMAINS];
    int64_t asterisk[TOOLS][4];
    struct tool_figure tools[TOOLS];
    int64_t band_ends[4];
    struct chc_clock_figure clocks[2];
    struct figures figures;
};

/* Levels by the letters of each domain, in the order of the form (Decision Support Tool). */
static const char *const dst_levels[CHC_DOMAINS] = {
    "NLMHSP", "NLMHS", "NLMH",   "NLMHS",  "NLMHS", "NLMH",
    "NLMH",   "NLMHS", "NLMHSP", "NLMHSP", "NLMHP", "NLMHS",
};

static inline int64_t level_of(char letter)
{
    const char *at = strchr("NLMHSP", letter);

    return letter && at ? at - "NLMHSP" : ABSENT;
}

static inline void chc_figures(struct chc_test_figures *t)
{
    static const int64_t asterisk[4] = {CHC_BREATHING, CHC_BEHAVIOUR, CHC_DRUGS, CHC_CONSCIOUSNESS};

    memset(t, 0, sizeof *t);
    for (int v = 0; v < TOOLS; v++) {
        memcpy(t->asterisk[v], asterisk, sizeof asterisk);
        for (int d = 0; d < CHC_DOMAINS; d++) {
            size_t n = 0;
            for (const char *l = dst_levels[d]; *l; l++)
                if (v == 0 || d != CHC_BEHAVIOUR || *l != 'P')
                    t->level[v][d][n++] = level_of(*l);
            t->levels[v][d] = (struct tool_level){d, {t->level[v][d], n}};
        }
        t->tools[v] = (struct tool_figure){.version = v ? "later" : "now",
                                           .body = "ICB",
                                           .a_alone = v ? 3 : 2,
                                           .b_alone = 5,
                                           .a_with_b = 1,
                                           .b_with_a = 4,
                                           .asterisk = {t->asterisk[v], 4},
                                           .priorities = 1,
                                           .severes = 2,
                                           .severe_others = 1,
                                           .high_moderates = 2,
                                           .levels = {t->levels[v], CHC_DOMAINS},
                                           .source = "test"};
    }
    t->tools[0].from = day("2018-10-01");
    t->tools[0].to = day("2022-06-30");
    t->tools[1].from = day("2022-07-01");
    t->tools[1].to = DATE_NONE;
    memcpy(t->band_ends, (int64_t[]){14, 28, 84, 182}, sizeof t->band_ends);
    /* The second row is the other reading of the 28 days, with other months. */
    t->clocks[0] = (struct chc_clock_figure){
        day("2007-10-01"), day("2029-12-31"), 28, 0, {t->band_ends, 4}, 2, 3, 12, 6, "test"};
    t->clocks[1] = (struct chc_clock_figure){
        day("2030-01-01"), day("2030-12-31"), 28, 1, {t->band_ends, 2}, 1, 2, 6, 4, "test"};
    t->figures = (struct figures){.tools = {t->tools, TOOLS}, .chc_clocks = {t->clocks, 2}};
}

#endif

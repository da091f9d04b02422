/* Reablement: the free weeks, what minutes tell, and when a hand-off may be approved
 * (domain.md 2.5, 3.3 and 3.4). */
#include "tests/unit/rule_cases.h"

#include "core/rules/figures.h"
#include "core/rules/reablement/reablement.h"

static date_t day(const char *iso)
{
    date_t d = DATE_NONE;

    if (iso)
        assert_true(date_parse_iso(iso, &d));
    return d;
}

static void same_day(date_t d, const char *iso)
{
    char text[24];

    assert_string_equal(date_print_iso(d, text, sizeof text), iso);
}

/* --- reablement.free-period ------------------------------------------------------------------- */

static void free_period(void **state)
{
    static const struct {
        const char *start, *ends, *last_free, *chargeable, *codes;
    } cases[] = {
        {"2026-01-19", NULL, "2026-03-01", "2026-03-02", "RB-001"},         /* case 31 */
        {"2026-01-19", "2026-02-15", "2026-02-15", "2026-02-16", "RB-002"}, /* case 32 */
        {"2026-01-19", "2026-02-28", "2026-02-28", "2026-03-01", "RB-002"},
        {"2026-01-19", "2026-03-01", "2026-03-01", "2026-03-02", "RB-001"},
        {"2026-01-19", "2026-03-02", "2026-03-01", "2026-03-02", "RB-001"},
        {"2026-01-19", "2026-01-19", "2026-01-19", "2026-01-20", "RB-002"},
        {"2026-09-07", NULL, "2026-10-18", "2026-10-19", "RB-001"},
        {"2024-01-29", NULL, "2024-03-10", "2024-03-11", "RB-001"},
        {"2026-12-01", NULL, "2027-01-11", "2027-01-12", "RB-001"},
        {"2030-01-01", NULL, "2030-01-28", "2030-01-29", "RB-001"}, /* an invented four weeks */
    };
    struct reablement_figure rows[] = {
        {day("2015-04-01"), day("2029-12-31"), 42, "test"},
        {day("2030-01-01"), DATE_NONE, 28, "test"},
    };
    struct figures figures = {.reablement = {rows, 2}};
    struct asked q;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct free_period_facts f = {day(cases[i].start), day(cases[i].ends)};
        print_message("reablement.free-period from %s\n", cases[i].start);
        ask(&q, &rule_reablement_free_period, &f, &figures);
        assert_true(q.good);
        const struct free_period_values *v = q.d.values;
        assert_string_equal(q.d.outcome, "free");
        assert_string_equal(q.codes, cases[i].codes);
        same_day(v->last_free_day, cases[i].last_free);
        same_day(v->first_chargeable, cases[i].chargeable);
        answered(&q);
    }
    struct free_period_facts f = {day("2026-01-19"), day("2026-01-18")};
    ask(&q, &rule_reablement_free_period, &f, &figures);
    assert_false(q.good);
    assert_string_equal(q.why.field, "ends");
    answered(&q);
    f = (struct free_period_facts){day("2015-03-31"), DATE_NONE};
    ask(&q, &rule_reablement_free_period, &f, &figures);
    assert_false(q.good);
    assert_string_equal(q.why.field, "start");
    answered(&q);
}

/* --- reablement.outcome ----------------------------------------------------------------------- */

static void outcome(void **state)
{
    static const struct {
        int64_t before, after;
        const char *outcome, *codes;
    } cases[] = {
        {840, 570, "reduced", "RB-013"}, /* case 34: 14.0 h and 9.5, 14.0, 15.0, 0 */
        {840, 840, "same", "RB-014"},      {840, 900, "increased", "RB-015"},
        {840, 0, "none", "RB-011"},        {840, 839, "reduced", "RB-013"},
        {840, 841, "increased", "RB-015"}, {0, 0, "none", "RB-011"},
        {0, 1, "new", "RB-012"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reablement_outcome_facts f = {cases[i].before, cases[i].after};
        struct asked q;
        ask(&q, &rule_reablement_outcome, &f, NULL);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, cases[i].outcome);
        assert_string_equal(q.codes, cases[i].codes);
        answered(&q);
    }
}

/* --- reablement.hand-off ---------------------------------------------------------------------- */

static const struct {
    const char *why;
    int64_t review, recorded, goals, continuing;
    const char *approver, *role;
    int64_t needs;
    const char *end, *start, *bridging, *codes;
    int64_t gap, overlap;
} hand_offs[] = {
    {"all there, the day after", 1, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-16",
     NULL, "", 0, 0},
    {"nothing continues", 1, 1, 1, 0, "sup2", "supervisor", ABSENT, NULL, NULL, NULL, "", 0, 0},
    {"case 33: its author", 1, 1, 1, 1, "worker1", "supervisor", 1, "2026-02-15", "2026-02-16",
     NULL, "R2", 0, 0},
    {"no supervisor", 1, 1, 1, 1, "sup2", "broker", 1, "2026-02-15", "2026-02-16", NULL, "R2", 0,
     0},
    {"the same day", 1, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-15", NULL, "R3", 0,
     1},
    {"a week together", 1, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-09", NULL, "R3",
     0, 7},
    {"a day between", 1, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-17", NULL, "R3",
     1, 0},
    {"a day between, with a reason", 1, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15",
     "2026-02-17", "family", "", 1, 0},
    {"together, with a reason", 1, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-15",
     "double up", "", 0, 1},
    {"no final review", 0, 1, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-16", NULL, "R1",
     0, 0},
    {"no outcome", 1, 0, 1, 1, "sup2", "supervisor", 1, "2026-02-15", "2026-02-16", NULL, "R1", 0,
     0},
    {"no decision on needs", 1, 1, 1, 1, "sup2", "supervisor", 0, "2026-02-15", "2026-02-16", NULL,
     "R1", 0, 0},
    {"none needed where nothing continues", 1, 1, 1, 0, "sup2", "supervisor", 0, "2026-02-15",
     "2026-03-16", NULL, "", 0, 0},
    {"a goal open", 1, 1, 0, 0, "sup2", "supervisor", ABSENT, NULL, NULL, NULL, "R5", 0, 0},
    {"everything", 0, 0, 0, 1, "worker1", "broker", 0, "2026-02-15", "2026-02-20", NULL,
     "R1 R2 R3 R5", 4, 0},
};

static void hand_off(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hand_offs / sizeof *hand_offs; i++) {
        struct hand_off_facts f = {.final_review = hand_offs[i].review,
                                   .outcome_recorded = hand_offs[i].recorded,
                                   .goals_closed = hand_offs[i].goals,
                                   .continuing = hand_offs[i].continuing,
                                   .author = "worker1",
                                   .approver = hand_offs[i].approver,
                                   .approver_role = hand_offs[i].role,
                                   .needs_decision = hand_offs[i].needs,
                                   .reablement_end = day(hand_offs[i].end),
                                   .long_term_start = day(hand_offs[i].start),
                                   .bridging_reason = hand_offs[i].bridging};
        struct asked q;
        char words[64];
        print_message("reablement.hand-off: %s\n", hand_offs[i].why);
        ask(&q, &rule_reablement_hand_off, &f, NULL);
        assert_true(q.good);
        const struct hand_off_values *v = q.d.values;
        assert_string_equal(q.codes, hand_offs[i].codes);
        assert_string_equal(q.d.outcome, hand_offs[i].codes[0] ? "refused" : "permitted");
        assert_string_equal(words_of(&v->refused_by, words, sizeof words), hand_offs[i].codes);
        assert_int_equal(v->gap_days, hand_offs[i].gap);
        assert_int_equal(v->overlap_days, hand_offs[i].overlap);
        answered(&q);
    }
}

/* Where care continues three facts more are needed; the first missing one is named. */
static void continuing_facts(void **state)
{
    static const struct {
        int64_t needs;
        const char *end, *start, *field;
    } cases[] = {
        {ABSENT, "2026-02-15", "2026-02-16", "needs_decision"},
        {1, NULL, "2026-02-16", "reablement_end"},
        {1, "2026-02-15", NULL, "long_term_start"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hand_off_facts f = {.final_review = 1,
                                   .outcome_recorded = 1,
                                   .goals_closed = 1,
                                   .continuing = 1,
                                   .author = "worker1",
                                   .approver = "sup2",
                                   .approver_role = "supervisor",
                                   .needs_decision = cases[i].needs,
                                   .reablement_end = day(cases[i].end),
                                   .long_term_start = day(cases[i].start)};
        struct asked q;
        ask(&q, &rule_reablement_hand_off, &f, NULL);
        assert_false(q.good);
        assert_int_equal(q.why.kind, FAULT_INPUT);
        assert_string_equal(q.why.field, cases[i].field);
        answered(&q);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(free_period),
        cmocka_unit_test(outcome),
        cmocka_unit_test(hand_off),
        cmocka_unit_test(continuing_facts),
    };

    return RUN_TESTS(all);
}

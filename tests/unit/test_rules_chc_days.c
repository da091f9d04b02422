/* The days and the decision of CHC: fast track, decision, the 28 days, refunds, reviews, appeals
 * (domain.md 1.7 to 1.14). */
#include "tests/unit/chc_figures.h"

static struct chc_test_figures t;

static date_t maybe(const char *iso)
{
    return iso ? day(iso) : DATE_NONE;
}

static void same_day(date_t d, const char *iso)
{
    char text[24] = "none";

    if (date_given(d))
        date_print_iso(d, text, sizeof text);
    assert_string_equal(text, iso ? iso : "none");
}

static void refused_input(struct asked *q, const char *field)
{
    assert_false(q->good);
    assert_int_equal(q->why.kind, FAULT_INPUT);
    assert_string_equal(q->why.field, field);
    answered(q);
}

/* --- chc.fast-track --------------------------------------------------------------------------- */

static void fast_track(void **state)
{
    static const struct {
        int64_t clinician, deteriorating;
        const char *received, *outcome, *codes, *care_by;
    } cases[] = {
        {CHC_NURSE, 1, "2026-01-05", "accept", "CHC-043", "2026-01-07"},
        {CHC_DOCTOR, 1, "2024-02-28", "accept", "CHC-043", "2024-03-01"},
        {CHC_NOT_CLINICIAN, 1, "2026-01-05", "return", "CHC-041", NULL},
        {CHC_NURSE, 0, "2026-01-05", "return", "CHC-042", NULL},
        {CHC_NOT_CLINICIAN, 0, "2026-01-05", "return", "CHC-041 CHC-042", NULL},
        {CHC_NURSE, 1, "2030-01-05", "accept", "CHC-043", "2030-01-06"}, /* other figures */
    };
    struct asked q;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fast_track_facts f = {cases[i].clinician, cases[i].deteriorating,
                                     day(cases[i].received)};
        ask(&q, &rule_chc_fast_track, &f, &t.figures);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, cases[i].outcome);
        assert_string_equal(q.codes, cases[i].codes);
        same_day(((const struct fast_track_values *)q.d.values)->care_by, cases[i].care_by);
        answered(&q);
    }
    struct fast_track_facts early = {CHC_NURSE, 1, day("2007-09-30")};
    ask(&q, &rule_chc_fast_track, &early, &t.figures);
    refused_input(&q, "received");
}

/* --- chc.decision ----------------------------------------------------------------------------- */

static void decisions(void **state)
{
    static const struct {
        const char *why;
        struct decision_facts f;
        const char *codes;
    } cases[] = {
        {"as recommended", {CHC_ELIGIBLE, CHC_ELIGIBLE, 1, 1, NULL, 0}, ""},
        {"not eligible, as recommended", {CHC_NOT_ELIGIBLE, CHC_NOT_ELIGIBLE, 1, 1, NULL, 0}, ""},
        {"case 18: not eligible against eligible",
         {CHC_ELIGIBLE, CHC_NOT_ELIGIBLE, 1, 1, NULL, 0},
         "C3"},
        {"the other way round", {CHC_NOT_ELIGIBLE, CHC_ELIGIBLE, 1, 1, NULL, 0}, "C3"},
        {"FNC against eligible", {CHC_ELIGIBLE, CHC_FNC, 1, 1, NULL, 0}, "C3"},
        {"with exceptional circumstances",
         {CHC_ELIGIBLE, CHC_NOT_ELIGIBLE, 1, 1, "evidence was missing", 0},
         ""},
        {"the tool not complete", {CHC_ELIGIBLE, CHC_ELIGIBLE, 0, 1, NULL, 0}, "C1"},
        {"a reason does not complete it", {CHC_ELIGIBLE, CHC_ELIGIBLE, 0, 1, "because", 0}, "C1"},
        {"no team", {CHC_ELIGIBLE, CHC_ELIGIBLE, 1, 0, NULL, 0}, "C2"},
        {"finance took part", {CHC_ELIGIBLE, CHC_ELIGIBLE, 1, 1, NULL, 1}, "C4"},
        {"everything", {CHC_ELIGIBLE, CHC_FNC, 0, 0, NULL, 1}, "C1 C2 C3 C4"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct asked q;
        char words[64];
        print_message("chc.decision: %s\n", cases[i].why);
        ask(&q, &rule_chc_decision, &cases[i].f, NULL);
        assert_true(q.good);
        assert_string_equal(q.codes, cases[i].codes);
        assert_string_equal(q.d.outcome, cases[i].codes[0] ? "refused" : "permitted");
        const struct decision_values *v = q.d.values;
        assert_string_equal(words_of(&v->refused_by, words, sizeof words), cases[i].codes);
        answered(&q);
    }
}

/* --- chc.clock -------------------------------------------------------------------------------- */

static const struct {
    const char *received, *decided, *today, *outcome, *due, *refund_from, *band;
    int64_t elapsed, over_by;
} clocks[] = {
    /* the four worked examples of domain.md 1.9 */
    {"2026-01-05", NULL, "2026-02-02", "open", "2026-02-02", "2026-02-03", NULL, 28, 0},
    {"2024-02-01", NULL, "2024-02-29", "open", "2024-02-29", "2024-03-01", NULL, 28, 0},
    {"2026-02-02", NULL, "2026-03-02", "open", "2026-03-02", "2026-03-03", NULL, 28, 0},
    {"2026-12-04", NULL, "2027-01-01", "open", "2027-01-01", "2027-01-02", NULL, 28, 0},
    {"2026-01-05", NULL, "2026-01-05", "open", "2026-02-02", "2026-02-03", NULL, 0, 0},
    {"2026-01-05", NULL, "2026-02-03", "overdue", "2026-02-02", "2026-02-03", "01", 29, 1},
    {"2026-01-05", NULL, "2026-02-16", "overdue", "2026-02-02", "2026-02-03", "01", 42, 14},
    {"2026-01-05", NULL, "2026-02-17", "overdue", "2026-02-02", "2026-02-03", "02", 43, 15},
    {"2026-01-05", NULL, "2026-03-02", "overdue", "2026-02-02", "2026-02-03", "02", 56, 28},
    {"2026-01-05", NULL, "2026-03-03", "overdue", "2026-02-02", "2026-02-03", "03", 57, 29},
    {"2026-01-05", NULL, "2026-04-27", "overdue", "2026-02-02", "2026-02-03", "03", 112, 84},
    {"2026-01-05", NULL, "2026-04-28", "overdue", "2026-02-02", "2026-02-03", "04", 113, 85},
    {"2026-01-05", NULL, "2026-08-03", "overdue", "2026-02-02", "2026-02-03", "04", 210, 182},
    {"2026-01-05", NULL, "2026-08-04", "overdue", "2026-02-02", "2026-02-03", "05", 211, 183},
    /* case 19, and a day on either side of the standard */
    {"2026-01-05", "2026-02-02", "2026-06-01", "in-time", "2026-02-02", "2026-02-03", NULL, 28, 0},
    {"2026-01-05", "2026-02-03", "2026-06-01", "late", "2026-02-02", "2026-02-03", NULL, 29, 1},
    {"2026-01-05", "2026-01-05", "2026-06-01", "in-time", "2026-02-02", "2026-02-03", NULL, 0, 0},
    /* the other reading: receipt is day 1, and everything is a day earlier */
    {"2030-01-05", NULL, "2030-02-01", "open", "2030-02-01", "2030-02-02", NULL, 28, 0},
    {"2030-01-05", NULL, "2030-02-02", "overdue", "2030-02-01", "2030-02-02", "01", 29, 1},
    {"2030-01-05", NULL, "2030-03-02", "overdue", "2030-02-01", "2030-02-02", "03", 57, 29},
};

static void clock_of_28_days(void **state)
{
    struct asked q;

    (void)state;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        struct clock_facts f = {day(clocks[i].received), maybe(clocks[i].decided),
                                day(clocks[i].today)};
        print_message("chc.clock: %s to %s\n", clocks[i].received,
                      clocks[i].decided ? clocks[i].decided : clocks[i].today);
        ask(&q, &rule_chc_clock, &f, &t.figures);
        assert_true(q.good);
        const struct clock_values *v = q.d.values;
        assert_string_equal(q.d.outcome, clocks[i].outcome);
        assert_string_equal(q.codes, strcmp(clocks[i].outcome, "open") == 0      ? "CHC-051"
                                     : strcmp(clocks[i].outcome, "overdue") == 0 ? "CHC-052"
                                     : strcmp(clocks[i].outcome, "in-time") == 0 ? "CHC-053"
                                                                                 : "CHC-054");
        same_day(v->due, clocks[i].due);
        same_day(v->refund_from, clocks[i].refund_from);
        assert_int_equal(v->elapsed, clocks[i].elapsed);
        assert_int_equal(v->over_by, clocks[i].over_by);
        assert_string_equal(v->band ? v->band : "", clocks[i].band ? clocks[i].band : "");
        answered(&q);
    }
    struct clock_facts f = {day("2026-01-05"), day("2026-01-04"), day("2026-02-01")};
    ask(&q, &rule_chc_clock, &f, &t.figures);
    refused_input(&q, "decided");
    f = (struct clock_facts){day("2026-01-05"), DATE_NONE, day("2026-01-04")};
    ask(&q, &rule_chc_clock, &f, &t.figures);
    refused_input(&q, "today");
    f.received = day("2007-09-30");
    ask(&q, &rule_chc_clock, &f, &t.figures);
    refused_input(&q, "received");
}

/* --- chc.refund ------------------------------------------------------------------------------- */

static const struct {
    const char *why, *received, *decided;
    int64_t eligible, justified, paid_by, weekly;
    const char *outcome, *codes, *from, *to;
    int64_t days, pence;
} refunds[] = {
    {"case 20: 35 days", "2026-01-05", "2026-03-10", 1, 0, CHC_PAID_COUNCIL, 56000, "refund",
     "CHC-065", "2026-02-03", "2026-03-09", 35, 280000},
    {"to the person, as redress", "2026-01-05", "2026-03-10", 1, 0, CHC_PAID_PERSON, 4000, "refund",
     "CHC-066", "2026-02-03", "2026-03-09", 35, 20000},
    {"one day", "2026-01-05", "2026-02-04", 1, 0, CHC_PAID_COUNCIL, 70000, "refund", "CHC-065",
     "2026-02-03", "2026-02-03", 1, 10000},
    {"a part of a penny is half up", "2026-01-05", "2026-02-04", 1, 0, CHC_PAID_COUNCIL, 11,
     "refund", "CHC-065", "2026-02-03", "2026-02-03", 1, 2},
    {"decided on the 29th day itself", "2026-01-05", "2026-02-03", 1, 0, CHC_PAID_COUNCIL, 56000,
     "none", "CHC-062", NULL, NULL, 0, 0},
    {"case 19: in time", "2026-01-05", "2026-02-02", 1, 0, CHC_PAID_COUNCIL, 56000, "none",
     "CHC-062", NULL, NULL, 0, 0},
    {"justified", "2026-01-05", "2026-03-10", 1, 1, CHC_PAID_COUNCIL, 56000, "none", "CHC-063",
     NULL, NULL, 0, 0},
    {"not eligible", "2026-01-05", "2026-03-10", 0, 0, CHC_PAID_COUNCIL, 56000, "none", "CHC-061",
     NULL, NULL, 0, 0},
    {"the NHS body paid", "2026-01-05", "2026-03-10", 1, 0, CHC_PAID_ICB, 56000, "none", "CHC-064",
     NULL, NULL, 0, 0},
    {"every reason", "2026-01-05", "2026-02-01", 0, 1, CHC_PAID_ICB, 56000, "none",
     "CHC-061 CHC-062 CHC-063 CHC-064", NULL, NULL, 0, 0},
    {"receipt is day 1", "2030-01-05", "2030-02-03", 1, 0, CHC_PAID_COUNCIL, 70000, "refund",
     "CHC-065", "2030-02-02", "2030-02-02", 1, 10000},
};

static void refund(void **state)
{
    struct asked q;

    (void)state;
    for (size_t i = 0; i < sizeof refunds / sizeof *refunds; i++) {
        struct refund_facts f = {day(refunds[i].received), day(refunds[i].decided),
                                 refunds[i].eligible,      refunds[i].justified,
                                 refunds[i].paid_by,       {refunds[i].weekly}};
        print_message("chc.refund: %s\n", refunds[i].why);
        ask(&q, &rule_chc_refund, &f, &t.figures);
        assert_true(q.good);
        const struct refund_values *v = q.d.values;
        assert_string_equal(q.d.outcome, refunds[i].outcome);
        assert_string_equal(q.codes, refunds[i].codes);
        same_day(v->from, refunds[i].from);
        same_day(v->to, refunds[i].to);
        assert_int_equal(v->days, refunds[i].days);
        assert_int_equal(v->refund_pence.pence, refunds[i].pence);
        answered(&q);
    }
    struct refund_facts f = {day("2026-01-05"), day("2026-01-04"), 1, 0, CHC_PAID_COUNCIL, {100}};
    ask(&q, &rule_chc_refund, &f, &t.figures);
    refused_input(&q, "decided");
    f = (struct refund_facts){day("2010-01-05"), day("2026-01-04"), 1, 0,
                              CHC_PAID_COUNCIL,  {MONEY_MOST}};
    ask(&q, &rule_chc_refund, &f, &t.figures);
    refused_input(&q, "weekly_pence");
}

/* --- chc.review-due, chc.appeal --------------------------------------------------------------- */

static void review_due(void **state)
{
    static const struct {
        const char *decided, *last, *on, *codes;
    } cases[] = {
        {"2025-11-30", NULL, "2026-02-28", "CHC-071"}, /* case 22: clamped */
        {"2027-11-30", NULL, "2028-02-29", "CHC-071"},
        {"2025-11-30", "2026-02-20", "2027-02-20", "CHC-072"}, /* case 22 */
        {"2025-11-30", "2025-11-30", "2026-11-30", "CHC-072"},
        {"2023-11-30", "2024-02-29", "2025-02-28", "CHC-072"},
        {"2026-01-15", NULL, "2026-04-15", "CHC-071"},
        {"2030-01-31", NULL, "2030-03-31", "CHC-071"}, /* other figures: two months, then six */
        {"2030-01-31", "2030-03-31", "2030-09-30", "CHC-072"},
    };
    struct asked q;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct review_due_facts f = {day(cases[i].decided), maybe(cases[i].last)};
        ask(&q, &rule_chc_review_due, &f, &t.figures);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, "due");
        assert_string_equal(q.codes, cases[i].codes);
        same_day(((const struct review_due_values *)q.d.values)->on, cases[i].on);
        answered(&q);
    }
    struct review_due_facts f = {day("2025-11-30"), day("2025-11-29")};
    ask(&q, &rule_chc_review_due, &f, &t.figures);
    refused_input(&q, "last_review");
}

static void appeal(void **state)
{
    static const struct {
        const char *notified, *requested, *last, *outcome, *codes;
    } cases[] = {
        {"2026-08-31", "2027-02-28", "2027-02-28", "in-time", "CHC-081"}, /* case 23 */
        {"2026-08-31", "2027-03-01", "2027-02-28", "out-of-time", "CHC-082"},
        {"2027-08-31", "2028-02-29", "2028-02-29", "in-time", "CHC-081"},
        {"2026-01-15", "2026-01-15", "2026-07-15", "in-time", "CHC-081"},
        {"2030-01-15", "2030-05-15", "2030-05-15", "in-time", "CHC-081"}, /* four months there */
        {"2030-01-15", "2030-05-16", "2030-05-15", "out-of-time", "CHC-082"},
    };
    struct asked q;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appeal_facts f = {day(cases[i].notified), day(cases[i].requested)};
        ask(&q, &rule_chc_appeal, &f, &t.figures);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, cases[i].outcome);
        assert_string_equal(q.codes, cases[i].codes);
        same_day(((const struct appeal_values *)q.d.values)->last_day, cases[i].last);
        answered(&q);
    }
    struct appeal_facts f = {day("2026-08-31"), day("2026-08-30")};
    ask(&q, &rule_chc_appeal, &f, &t.figures);
    refused_input(&q, "requested");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(fast_track),       cmocka_unit_test(decisions),
        cmocka_unit_test(clock_of_28_days), cmocka_unit_test(refund),
        cmocka_unit_test(review_due),       cmocka_unit_test(appeal),
    };

    chc_figures(&t);
    return RUN_TESTS(all);
}

#include "tests/unit/rule_cases.h"

#include "core/rules/care_act/care_act.h"
#include "core/rules/figures.h"

/* --- care-act.eligibility --------------------------------------------------------------------- */

static const struct {
    const char *why;
    int64_t impairment;
    const char *unable; /* codes */
    int64_t impact;
    const char *outcome, *codes;
} needs[] = {
    {"all three hold, two outcomes", 1, "ab", 1, "eligible", "CA-004"},
    {"all three hold, the first and the last", 1, "aj", 1, "eligible", "CA-004"},
    {"all ten outcomes", 1, "abcdefghij", 1, "eligible", "CA-004"},
    {"one outcome, whatever the impact", 1, "a", 1, "not-eligible", "CA-002"},
    {"no outcome", 1, "", 1, "not-eligible", "CA-002"},
    {"no significant impact", 1, "ab", 0, "not-eligible", "CA-003"},
    {"no impairment or illness", 0, "ab", 1, "not-eligible", "CA-001"},
    {"no impairment and one outcome", 0, "j", 1, "not-eligible", "CA-001 CA-002"},
    {"no impairment and no impact", 0, "ij", 0, "not-eligible", "CA-001 CA-003"},
    {"one outcome and no impact", 1, "e", 0, "not-eligible", "CA-002 CA-003"},
    {"nothing at all", 0, "", 0, "not-eligible", "CA-001 CA-002 CA-003"},
};

static void eligibility(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        int64_t unable[16];
        size_t count = strlen(needs[i].unable);
        for (size_t j = 0; j < count; j++)
            unable[j] = needs[i].unable[j] - 'a';
        struct eligibility_facts f = {needs[i].impairment, {unable, count}, needs[i].impact};
        struct asked q;
        print_message("care-act.eligibility: %s\n", needs[i].why);
        ask(&q, &rule_care_act_eligibility, &f, NULL);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, needs[i].outcome);
        assert_string_equal(q.codes, needs[i].codes);
        const struct eligibility_values *v = q.d.values;
        assert_int_equal(v->outcomes_unable, count);
        answered(&q);
    }
}

/* The facts as files give them, the codes in any order, none twice. */
static void eligibility_facts(void **state)
{
    static const struct {
        const char *pairs, *field;
        int64_t count;
    } cases[] = {
        {"impairment=true unable=[a,b] significant_impact=true", NULL, 2},
        {"impairment=true unable=[j,c,a] significant_impact=false", NULL, 3},
        {"impairment=false unable=[] significant_impact=false", NULL, 0},
        {"impairment=true unable=[k] significant_impact=true", "unable[1]", 0},
        {"impairment=true unable=[b,A] significant_impact=true", "unable[2]", 0},
        {"impairment=true unable= significant_impact=true", "unable", 0},
        {"impairment=yes unable=[a] significant_impact=true", "impairment", 0},
        {"impairment=true unable=[a] significant_impact=1", "significant_impact", 0},
        {"impairment=true unable=[a]", "significant_impact", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct fault why = {0};
        struct eligibility_facts f;
        print_message("facts \"%s\"\n", cases[i].pairs);
        bool good = facts_of(&rule_care_act_eligibility, cases[i].pairs, &f, &a, &why);
        assert_int_equal(good, cases[i].field == NULL);
        if (good)
            assert_int_equal(f.unable.count, cases[i].count);
        else
            assert_string_equal(why.field, cases[i].field);
        arena_release(&a);
    }

    int64_t twice[] = {0, 1, 0};
    struct eligibility_facts f = {1, {twice, 3}, 1};
    struct asked q;
    ask(&q, &rule_care_act_eligibility, &f, NULL);
    assert_false(q.good);
    assert_int_equal(q.why.kind, FAULT_INPUT);
    assert_string_equal(q.why.field, "unable");
    assert_non_null(strstr(q.why.text, "Outcome a is given twice"));
    answered(&q);
}

/* --- care-act.tariff-income ------------------------------------------------------------------- */

/* The figures of 2010 to 2026, and an invented later set, written out here on purpose: a test does
 * not read the config it checks. */
static struct capital_figure capital_rows[] = {
    {{0}, {0}, GBP_INIT(14250, 0), GBP_INIT(23250, 0), GBP_INIT(250, 0), GBP_INIT(1, 0), "test"},
    {{0}, {0}, GBP_INIT(20000, 0), GBP_INIT(30000, 0), GBP_INIT(500, 0), GBP_INIT(2, 0), "test"},
};

static date_t day(int year, int month, int of_month)
{
    date_t d;

    assert_true(date_make(year, month, of_month, &d));
    return d;
}

static struct figures test_figures(void)
{
    capital_rows[0].from = day(2010, 4, 12);
    capital_rows[0].to = day(2027, 3, 31);
    capital_rows[1].from = day(2027, 4, 1);
    capital_rows[1].to = day(2028, 3, 31);
    return (struct figures){.capital = {capital_rows, 2}};
}

#define P(pounds, pence) ((pounds)*INT64_C(100) + (pence))
static const struct {
    const char *why;
    int64_t capital;
    const char *outcome;
    int64_t weekly;
    const char *codes;
} capitals[] = {
    {"no capital", 0, "below-lower", 0, "CA-011"},
    {"exactly the lower limit", P(14250, 0), "below-lower", 0, "CA-011"},
    {"one penny over: a part", P(14250, 1), "tariff", P(1, 0), "CA-012"},
    {"a penny under a whole step", P(14499, 99), "tariff", P(1, 0), "CA-012"},
    {"a whole step", P(14500, 0), "tariff", P(1, 0), "CA-012"},
    {"a step and a penny", P(14500, 1), "tariff", P(2, 0), "CA-012"},
    {"twenty-three steps", P(20000, 0), "tariff", P(23, 0), "CA-012"},
    {"twenty-three steps and a penny", P(20000, 1), "tariff", P(24, 0), "CA-012"},
    {"a penny under the upper limit", P(23249, 99), "tariff", P(36, 0), "CA-012"},
    {"exactly the upper limit", P(23250, 0), "tariff", P(36, 0), "CA-012"},
    {"one penny over the upper", P(23250, 1), "above-upper", 0, "CA-013"},
    {"the most there can be", MONEY_MOST, "above-upper", 0, "CA-013"},
};

static void tariff_income(void **state)
{
    struct figures figures = test_figures();

    (void)state;
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
        struct tariff_income_facts f = {{capitals[i].capital}, day(2016, 11, 8)};
        struct asked q;
        print_message("care-act.tariff-income: %s\n", capitals[i].why);
        ask(&q, &rule_care_act_tariff_income, &f, &figures);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, capitals[i].outcome);
        assert_string_equal(q.codes, capitals[i].codes);
        const struct tariff_income_values *v = q.d.values;
        assert_int_equal(v->weekly_pence.pence, capitals[i].weekly);
        answered(&q);
    }
}

/* The limits are those of the day asked about; a day without any is bad input that names it. */
static void limits_of_the_day(void **state)
{
    static const struct {
        int year, month, day;
        const char *outcome; /* NULL: no limits */
        int64_t weekly;
        const char *named;
    } cases[] = {
        {2010, 4, 11, NULL, 0, "2010-04-11"},    {2010, 4, 12, "tariff", P(24, 0), NULL},
        {2027, 3, 31, "tariff", P(24, 0), NULL}, {2027, 4, 1, "tariff", P(2, 0), NULL},
        {2028, 3, 31, "tariff", P(2, 0), NULL},  {2028, 4, 1, NULL, 0, "2028-04-01"},
    };
    struct figures figures = test_figures();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tariff_income_facts f = {{P(20000, 1)},
                                        day(cases[i].year, cases[i].month, cases[i].day)};
        struct asked q;
        ask(&q, &rule_care_act_tariff_income, &f, &figures);
        print_message("care-act.tariff-income on %d-%02d-%02d\n", cases[i].year, cases[i].month,
                      cases[i].day);
        assert_int_equal(q.good, cases[i].outcome != NULL);
        if (q.good) {
            const struct tariff_income_values *v = q.d.values;
            assert_string_equal(q.d.outcome, cases[i].outcome);
            assert_int_equal(v->weekly_pence.pence, cases[i].weekly);
        } else {
            assert_int_equal(q.why.kind, FAULT_INPUT);
            assert_string_equal(q.why.field, "on");
            assert_non_null(strstr(q.why.text, cases[i].named));
        }
        answered(&q);
    }
}

static void capital_in_range(void **state)
{
    static const struct {
        const char *pairs, *field;
    } cases[] = {
        {"capital_pence=0 on=2016-11-08", NULL},
        {"capital_pence=1000000000000 on=2016-11-08", NULL},
        {"capital_pence=-1 on=2016-11-08", "capital_pence"},
        {"capital_pence=1000000000001 on=2016-11-08", "capital_pence"},
        {"capital_pence=14250.01 on=2016-11-08", "capital_pence"},
        {"capital_pence=1e6 on=2016-11-08", "capital_pence"},
        {"capital_pence=1 on=2016-02-30", "on"},
        {"capital_pence=1 on=08/11/2016", "on"},
        {"capital_pence=1", "on"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct fault why = {0};
        struct tariff_income_facts f;
        print_message("facts \"%s\"\n", cases[i].pairs);
        assert_int_equal(facts_of(&rule_care_act_tariff_income, cases[i].pairs, &f, &a, &why),
                         cases[i].field == NULL);
        if (cases[i].field)
            assert_string_equal(why.field, cases[i].field);
        arena_release(&a);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(eligibility),      cmocka_unit_test(eligibility_facts),
        cmocka_unit_test(tariff_income),    cmocka_unit_test(limits_of_the_day),
        cmocka_unit_test(capital_in_range),
    };
    return RUN_TESTS(t);
}

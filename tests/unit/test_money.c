/* Sums of money.  Figures: domain.md 4.6, 6.5 and case 40 of its table of cases. */
#include "tests/unit/run.h"

#include "core/base/money.h"

static void a_visit_is_half_up(void **state)
{
    static const struct {
        int64_t rate, minutes, pence;
    } cases[] = {
        {1999, 15, 500},  {1999, 30, 1000}, {1999, 45, 1499}, {1999, 60, 1999}, {2410, 15, 603},
        {2410, 30, 1205}, {2410, 45, 1808}, {2410, 60, 2410}, {3214, 15, 804},  {3214, 30, 1607},
        {3214, 45, 2411}, {3214, 60, 3214}, {1574, 15, 394},  {1574, 30, 787},  {1574, 45, 1181},
        {2001, 15, 500},  {2001, 30, 1001}, {2001, 45, 1501}, {1, 29, 0},       {1, 30, 1},
    };
    money_t m;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(money_visit((money_t){cases[i].rate}, cases[i].minutes, &m));
        assert_int_equal(m.pence, cases[i].pence);
        assert_true(money_visit((money_t){-cases[i].rate}, cases[i].minutes, &m));
        assert_int_equal(m.pence, -cases[i].pence);
    }
}

static void days_add_up_however_split(void **state)
{
    money_t whole, a, b;

    (void)state;
    assert_true(money_days(GBP(700, 0), 3, &whole));
    assert_int_equal(whole.pence, 30000);
    for (int64_t weekly = 1; weekly < 60; weekly++)
        for (int64_t days = 0; days < 30; days++)
            for (int64_t cut = 0; cut <= days; cut++) {
                assert_true(money_days((money_t){weekly}, days, &whole));
                assert_true(money_days((money_t){weekly}, cut, &a));
                assert_true(money_sub(whole, a, &b));
                assert_int_equal(a.pence + b.pence, whole.pence);
                assert_int_equal(whole.pence, (weekly * days * 2 + 7) / 14);
            }
}

static void shares_are_by_largest_remainder(void **state)
{
    static const struct {
        int64_t total;
        size_t count;
        int64_t weight[6], share[6];
    } cases[] = {
        {100, 3, {1, 1, 1}, {34, 33, 33}},
        {-100, 3, {1, 1, 1}, {-34, -33, -33}},
        {1, 2, {1, 1}, {1, 0}},
        {10, 6, {1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 1, 1}},
        {7, 3, {0, 1, 1}, {0, 4, 3}},
        {0, 2, {1, 3}, {0, 0}},
        {56000, 2, {25, 11}, {38889, 17111}},
        {123457, 3, {60, 25, 15}, {74074, 30864, 18519}},
        {20000000, 2, {25, 11}, {13888889, 6111111}},
        {50000000, 3, {25, 6, 5}, {34722222, 8333333, 6944445}},
        {10000001,
         6,
         {1234567, 2345678, 123456, 1500001, 1400002, 896296},
         {1646089, 3127571, 164608, 2000002, 1866670, 1195061}},
    };
    money_t share[6];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(
            money_shares((money_t){cases[i].total}, cases[i].weight, cases[i].count, share));
        for (size_t k = 0; k < cases[i].count; k++)
            assert_int_equal(share[k].pence, cases[i].share[k]);
    }
    assert_false(money_shares(GBP(1, 0), (int64_t[]){0, 0}, 2, share));
    assert_false(money_shares(GBP(1, 0), (int64_t[]){2, -1}, 2, share));
    assert_false(money_shares(GBP(1, 0), NULL, 0, share));
    assert_false(money_shares(MONEY_NONE, (int64_t[]){1}, 1, share));
}

static void rounding_is_by_magnitude(void **state)
{
    static const struct {
        int64_t pence, part, whole;
        int64_t down, half, up;
    } cases[] = {
        {10, 1, 4, 2, 3, 3},     {-10, 1, 4, -2, -3, -3}, {9, 1, 4, 2, 2, 3},
        {-9, 1, 4, -2, -2, -3},  {8, 1, 4, 2, 2, 2},      {10, -1, 4, -2, -3, -3},
        {10, 1, -4, -2, -3, -3}, {0, 5, 3, 0, 0, 0},      {-10, -1, 4, 2, 3, 3},
    };
    money_t m;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        money_t a = {cases[i].pence};
        assert_true(money_share(a, cases[i].part, cases[i].whole, ROUND_DOWN, &m));
        assert_int_equal(m.pence, cases[i].down);
        assert_true(money_share(a, cases[i].part, cases[i].whole, ROUND_HALF_UP, &m));
        assert_int_equal(m.pence, cases[i].half);
        assert_true(money_share(a, cases[i].part, cases[i].whole, ROUND_UP, &m));
        assert_int_equal(m.pence, cases[i].up);
    }
}

static void overflow_is_told_and_changes_nothing(void **state)
{
    money_t m = {42}, most = {INT64_MAX}, least = {INT64_MIN + 1};

    (void)state;
    assert_false(money_add(most, (money_t){1}, &m));
    assert_false(money_add(MONEY_NONE, (money_t){1}, &m));
    assert_false(money_add(least, (money_t){-1}, &m)); /* would be "not given" */
    assert_false(money_sub(least, (money_t){1}, &m));
    assert_false(money_share(most, 2, 1, ROUND_DOWN, &m));
    assert_false(money_share(most, INT64_MAX, 1, ROUND_DOWN, &m));
    assert_false(money_share(GBP(1, 0), 1, 0, ROUND_DOWN, &m));
    assert_int_equal(m.pence, 42);
    assert_true(money_share(most, INT64_MAX, INT64_MAX, ROUND_HALF_UP, &m));
    assert_int_equal(m.pence, INT64_MAX);
    assert_true(money_add(most, (money_t){0}, &m));
    assert_true(money_sub(GBP(1, 0), GBP(2, 50), &m));
    assert_int_equal(m.pence, -150);
}

static void printed_with_pounds_and_commas(void **state)
{
    static const struct {
        int64_t pence;
        const char *text;
    } cases[] = {
        {0, "£0.00"},          {5, "£0.05"},
        {-5, "-£0.05"},        {99999, "£999.99"},
        {100000, "£1,000.00"}, {-123456789, "-£1,234,567.89"},
        {ABSENT, ""},          {INT64_MAX, "£92,233,720,368,547,758.07"},
    };
    char text[32];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(money_print((money_t){cases[i].pence}, text, sizeof text),
                            cases[i].text);
}

static const char *const not_amounts[] = {
    "",
    " ",
    "£",
    "12.",
    "12.345",
    "1e3",
    "--5",
    "-£-5",
    "1,23.00",
    "1,2345",
    ",123",
    "12,34",
    "five",
    "12 34",
    "NaN",
    "10,000,000,000.01",
    "99999999999999999999",
    "=",
    "=1/0",
    "=1+",
    "=(1",
    "=1)",
    "=1e3",
    "=2**3",
    "=1/(2-2)",
    "=10000000001",
    "=1.1234567",
    "=999999999999999*999999999999999",
    "=((((((((((((((((((1))))))))))))))))))",
    "= --1",
};

static void amounts_are_read_as_typed(void **state)
{
    static const struct {
        const char *text;
        int64_t pence;
    } cases[] = {
        {"12", 1200},
        {"12.5", 1250},
        {"12.50", 1250},
        {"£1,234.56", 123456},
        {"-£1,234,567.00", -123456700},
        {"£-5", -500},
        {" 7 ", 700},
        {".50", 50},
        {"0", 0},
        {"10,000,000,000", MONEY_MOST},
        {"=14.5*21.30", 30885},
        {"= 1 + 2 * 3", 700},
        {"=(1+2)*3", 900},
        {"=10/3", 333},
        {"=20/3", 667},
        {"=10/3*3", 1000},
        {"=0.005", 1},
        {"=0.0049", 0},
        {"=-0.005", -1},
        {"=2--1", 300},
        {"=£12.50*2", 2500},
        {"=1/-4", -25},
    };
    money_t m;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!money_parse_typed(cases[i].text, &m))
            fail_msg("\"%s\" was refused", cases[i].text);
        if (m.pence != cases[i].pence)
            fail_msg("\"%s\" gave %lld", cases[i].text, (long long)m.pence);
    }
    for (size_t i = 0; i < sizeof not_amounts / sizeof *not_amounts; i++)
        if (money_parse_typed(not_amounts[i], &m))
            fail_msg("\"%s\" was accepted as %lld", not_amounts[i], (long long)m.pence);
}

/* Longer than any sum is: refused before the digits could overflow, and before the stack could. */
static void endless_calculations_are_refused(void **state)
{
    static char text[200001];
    money_t m = MONEY_NONE;

    (void)state;
    assert_true(money_parse_typed("=000000000000012.500000", &m));
    assert_int_equal(m.pence, 1250);
    assert_false(money_parse_typed("=7100047040222222222222222222222222222222222226", &m));
    assert_false(money_parse_typed("=0.7100047040222222222222222222222222222222222226", &m));
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i ? (i % 2 ? '-' : ' ') : '=';
    assert_false(money_parse_typed(text, &m));
    memset(text + 1, '(', sizeof text - 2);
    assert_false(money_parse_typed(text, &m));
    assert_int_equal(m.pence, 1250);
}

static void what_is_printed_is_read_again(void **state)
{
    char text[32];
    money_t m;

    (void)state;
    for (int64_t pence = -1000000007; pence < 1000000007; pence += 7654321) {
        assert_true(money_parse_typed(money_print((money_t){pence}, text, sizeof text), &m));
        assert_int_equal(m.pence, pence);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(a_visit_is_half_up),
        cmocka_unit_test(days_add_up_however_split),
        cmocka_unit_test(shares_are_by_largest_remainder),
        cmocka_unit_test(rounding_is_by_magnitude),
        cmocka_unit_test(overflow_is_told_and_changes_nothing),
        cmocka_unit_test(printed_with_pounds_and_commas),
        cmocka_unit_test(amounts_are_read_as_typed),
        cmocka_unit_test(endless_calculations_are_refused),
        cmocka_unit_test(what_is_printed_is_read_again),
    };
    return RUN_TESTS(t);
}

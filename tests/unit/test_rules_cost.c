#include "tests/unit/rule_cases.h"

#include <stdlib.h>

#include "core/config/yaml.h"
#include "core/rules/brokerage/brokerage.h"

static date_t day(int year, int month, int of_month)
{
    date_t d;

    assert_true(date_make(year, month, of_month, &d));
    return d;
}

/* Facts as files give them: each with the field at fault, NULL where there is none. */
struct given {
    const char *pairs, *field;
};

static void check_given(const struct rule *r, const struct given *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena a = {0};
        struct fault why = {0};
        void *facts = arena_take(&a, r->facts->size);
        print_message("%s: facts \"%s\"\n", r->name, cases[i].pairs);
        assert_int_equal(facts_of(r, cases[i].pairs, facts, &a, &why), cases[i].field == NULL);
        if (cases[i].field) {
            assert_int_equal(why.kind, FAULT_INPUT);
            assert_string_equal(why.field, cases[i].field);
        }
        arena_release(&a);
    }
}

/* --- brokerage.visit-price -------------------------------------------------------------------- */

/* domain.md 4.6. */
static const struct {
    int64_t rate, minutes, pence;
} prices[] = {
    {1999, 15, 500},  {1999, 30, 1000}, {1999, 45, 1499},
    {1999, 60, 1999}, {2410, 15, 603},  {2410, 30, 1205},
    {2410, 45, 1808}, {2410, 60, 2410}, {3214, 15, 804},
    {3214, 30, 1607}, {3214, 45, 2411}, {3214, 60, 3214},
    {1574, 15, 394},  {1574, 30, 787},  {1574, 45, 1181},
    {1574, 60, 1574}, {2001, 15, 500},  {2001, 30, 1001},
    {2001, 45, 1501}, {2001, 60, 2001}, {1, 29, 0},
    {1, 30, 1},       {1, 1, 0},        {59, 1, 1},
    {29, 1, 0},       {30, 1, 1},       {100000, 1440, 2400000},
    {1, 1440, 24},
};

static void visit_prices(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof prices / sizeof *prices; i++) {
        struct visit_price_facts f = {{prices[i].rate}, prices[i].minutes};
        struct asked q;
        ask(&q, &rule_brokerage_visit_price, &f, NULL);
        print_message("brokerage.visit-price %lld pence, %lld minutes\n", (long long)prices[i].rate,
                      (long long)prices[i].minutes);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, "priced");
        assert_string_equal(q.codes, "BR-001");
        const struct visit_price_values *v = q.d.values;
        assert_int_equal(v->pence.pence, prices[i].pence);
        answered(&q);
    }
}

/* The formula of domain.md 4.6 in its own integers, over every minute of some rates. */
static void visit_price_formula(void **state)
{
    (void)state;
    for (int64_t rate = 1; rate <= 100000; rate += 1237)
        for (int64_t minutes = 1; minutes <= 1440; minutes++) {
            struct visit_price_facts f = {{rate}, minutes};
            struct asked q;
            ask(&q, &rule_brokerage_visit_price, &f, NULL);
            const struct visit_price_values *v = q.d.values;
            assert_int_equal(v->pence.pence, (rate * minutes * 2 + 60) / 120);
            answered(&q);
        }
}

static void visit_price_ranges(void **state)
{
    static const struct given cases[] = {
        {"rate_pence_hour=1 minutes=1", NULL},
        {"rate_pence_hour=100000 minutes=1440", NULL},
        {"rate_pence_hour=0 minutes=15", "rate_pence_hour"},
        {"rate_pence_hour=100001 minutes=15", "rate_pence_hour"},
        {"rate_pence_hour=-1999 minutes=15", "rate_pence_hour"},
        {"rate_pence_hour=19.99 minutes=15", "rate_pence_hour"},
        {"rate_pence_hour=£19.99 minutes=15", "rate_pence_hour"},
        {"rate_pence_hour=1999 minutes=0", "minutes"},
        {"rate_pence_hour=1999 minutes=1441", "minutes"},
        {"rate_pence_hour=1999 minutes=-15", "minutes"},
        {"rate_pence_hour=1999", "minutes"},
        {"minutes=15", "rate_pence_hour"},
        {"rate_pence_hour=99999999999999999999 minutes=15", "rate_pence_hour"},
    };

    (void)state;
    check_given(&rule_brokerage_visit_price, cases, sizeof cases / sizeof *cases);
}

/* --- brokerage.package-cost ------------------------------------------------------------------- */

#define VISIT(minutes, days, carers, rate)                                                         \
    {                                                                                              \
        (minutes), (days), (carers),                                                               \
        {                                                                                          \
            (rate)                                                                                 \
        }                                                                                          \
    }
static const struct {
    const char *why;
    struct visit_cost visit[4];
    size_t count;
    int64_t minutes, pence;
} packages[] = {
    {"one quarter hour a day", {VISIT(15, 7, 1, 1999)}, 1, 105, 3500},
    {"four half hours a day, double-handed, 28 h (domain.md 4.2)",
     {VISIT(30, 7, 2, 2000), VISIT(30, 7, 2, 2000), VISIT(30, 7, 2, 2000), VISIT(30, 7, 2, 2000)},
     4,
     1680,
     56000},
    {"four quarter hours cost a penny more than one hour",
     {VISIT(15, 1, 1, 1999), VISIT(15, 1, 1, 1999), VISIT(15, 1, 1, 1999), VISIT(15, 1, 1, 1999)},
     4,
     60,
     2000},
    {"one hour", {VISIT(60, 1, 1, 1999)}, 1, 60, 1999},
    {"different lengths, days, carers and rates",
     {VISIT(45, 7, 1, 2410), VISIT(30, 5, 2, 2410), VISIT(20, 3, 1, 3214)},
     3,
     675,
     7 * 1808 + 10 * 1205 + 3 * 1071},
    {"the most that one visit may be", {VISIT(1440, 7, 2, 100000)}, 1, 20160, 33600000},
};

static void package_costs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
        struct visit_cost visits[4];
        memcpy(visits, packages[i].visit, sizeof visits);
        struct package_cost_facts f = {{visits, packages[i].count}};
        struct asked q;
        print_message("brokerage.package-cost: %s\n", packages[i].why);
        ask(&q, &rule_brokerage_package_cost, &f, NULL);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, "priced");
        assert_string_equal(q.codes, "BR-002");
        const struct package_cost_values *v = q.d.values;
        assert_int_equal(v->weekly_minutes, packages[i].minutes);
        assert_int_equal(v->weekly_pence.pence, packages[i].pence);
        answered(&q);
    }
}

static void package_ranges(void **state)
{
    static const struct {
        const char *visits, *says; /* says NULL: good */
    } cases[] = {
        {"[{minutes: 15, days_per_week: 7, carers: 1, rate_pence_hour: 1999}]", NULL},
        {"[{minutes: 1440, days_per_week: 1, carers: 2, rate_pence_hour: 100000}]", NULL},
        {"[]", "visits"},
        {"[{minutes: 0, days_per_week: 7, carers: 1, rate_pence_hour: 1999}]", "minutes"},
        {"[{minutes: 1441, days_per_week: 7, carers: 1, rate_pence_hour: 1999}]", "minutes"},
        {"[{minutes: 15, days_per_week: 0, carers: 1, rate_pence_hour: 1999}]", "days_per_week"},
        {"[{minutes: 15, days_per_week: 8, carers: 1, rate_pence_hour: 1999}]", "days_per_week"},
        {"[{minutes: 15, days_per_week: 7, carers: 0, rate_pence_hour: 1999}]", "carers"},
        {"[{minutes: 15, days_per_week: 7, carers: 3, rate_pence_hour: 1999}]", "carers"},
        {"[{minutes: 15, days_per_week: 7, carers: 1, rate_pence_hour: 0}]", "rate_pence_hour"},
        {"[{minutes: 15, days_per_week: 7, carers: 1}]", "rate_pence_hour"},
        {"[{minutes: 15, days_per_week: 7, carers: 1, rate_pence_hour: 1999, nights: 1}]",
         "nights"},
        {"15", "visits"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static const struct reading how = {.style = STYLE_FILE, .kind = "fact"};
        struct arena a = {0};
        struct faults all = {0};
        struct fault why = {0};
        struct package_cost_facts f;
        char text[256];
        print_message("brokerage.package-cost: visits: %s\n", cases[i].visits);
        snprintf(text, sizeof text, "visits: %s\n", cases[i].visits);
        struct node *map = yaml_read(text, strlen(text), "facts.yaml", &a, &all);
        assert_non_null(map);
        bool good = fields_read(rule_brokerage_package_cost.facts, map, &how, &f, &a, &all);
        assert_int_equal(good, cases[i].says == NULL);
        if (!good) {
            assert_false(faults_none(&all, &why));
            assert_int_equal(why.kind, FAULT_INPUT);
            assert_non_null(strstr(why.text, cases[i].says));
            assert_int_equal(strncmp(why.place, "facts.yaml:1:", 13), 0);
        }
        faults_release(&all);
        arena_release(&a);
    }
}

/* --- brokerage.range-cost --------------------------------------------------------------------- */

static int64_t range_cost(int64_t weekly, date_t from, date_t to, int64_t days)
{
    struct range_cost_facts f = {{weekly}, from, to};
    struct asked q;

    ask(&q, &rule_brokerage_range_cost, &f, NULL);
    assert_true(q.good);
    assert_string_equal(q.d.outcome, "priced");
    assert_string_equal(q.codes, "BR-003");
    const struct range_cost_values *v = q.d.values;
    assert_int_equal(v->days, days);
    int64_t pence = v->pence.pence;
    answered(&q);
    return pence;
}

static void range_costs(void **state)
{
    static const struct {
        int64_t weekly;
        int from[3], to[3];
        int64_t days, pence;
    } cases[] = {
        {56000, {2016, 11, 8}, {2016, 11, 14}, 7, 56000},
        {56000, {2016, 11, 8}, {2016, 11, 8}, 1, 8000},
        {4000, {2026, 2, 3}, {2026, 3, 9}, 35, 20000}, /* domain.md 10, case 30 */
        {100, {2016, 11, 8}, {2016, 11, 8}, 1, 14},    /* 14.29 */
        {100, {2016, 11, 8}, {2016, 11, 11}, 4, 57},   /* 57.14 */
        {1, {2016, 11, 8}, {2016, 11, 10}, 3, 0},      /* 0.43 */
        {1, {2016, 11, 8}, {2016, 11, 11}, 4, 1},      /* 0.57 */
        {7, {2016, 2, 28}, {2016, 3, 1}, 3, 3},        /* a leap year */
        {7, {2015, 2, 28}, {2015, 3, 1}, 2, 2},
        {0, {2016, 11, 8}, {2017, 11, 7}, 365, 0},
        {MONEY_MOST, {2016, 11, 8}, {2016, 11, 14}, 7, MONEY_MOST},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("brokerage.range-cost %lld a week, %lld days\n", (long long)cases[i].weekly,
                      (long long)cases[i].days);
        assert_int_equal(
            range_cost(cases[i].weekly, day(cases[i].from[0], cases[i].from[1], cases[i].from[2]),
                       day(cases[i].to[0], cases[i].to[1], cases[i].to[2]), cases[i].days),
            cases[i].pence);
    }
}

/* A range split anywhere, into any parts, adds up to the whole: each part is the difference of two
 * costs from the first day, no part is negative, and none is a penny away from its own cost by more
 * than the rounding of its two ends. */
static void range_costs_add_up(void **state)
{
    static const int64_t weeklies[] = {1, 3, 100, 1999, 56000, 123457, 99999999};
    date_t first = day(2016, 2, 25);

    (void)state;
    for (size_t w = 0; w < sizeof weeklies / sizeof *weeklies; w++) {
        const int64_t length = 61;
        int64_t whole = range_cost(weeklies[w], first, date_add_days(first, length - 1), length);
        for (int64_t split = 1; split < length; split++) {
            int64_t former = range_cost(weeklies[w], first, date_add_days(first, split - 1), split);
            date_t second = date_add_days(first, split);
            int64_t alone =
                range_cost(weeklies[w], second, date_add_days(first, length - 1), length - split);
            assert_true(former >= 0 && whole - former >= 0);
            assert_true(llabs(whole - former - alone) <= 1);
        }
        int64_t sum = 0, before = 0;
        for (int64_t d = 1; d <= length; d++) {
            int64_t through = range_cost(weeklies[w], first, date_add_days(first, d - 1), d);
            assert_true(llabs((through - before) * 7 - weeklies[w]) <= 7);
            sum += through - before;
            before = through;
        }
        assert_int_equal(sum, whole);
    }
}

static void range_that_cannot_be(void **state)
{
    struct range_cost_facts f = {{56000}, day(2016, 11, 8), day(2016, 11, 7)};
    struct asked q;

    (void)state;
    ask(&q, &rule_brokerage_range_cost, &f, NULL);
    assert_false(q.good);
    assert_int_equal(q.why.kind, FAULT_INPUT);
    assert_string_equal(q.why.field, "to");
    assert_non_null(strstr(q.why.text, "2016-11-07"));
    answered(&q);

    f = (struct range_cost_facts){{MONEY_MOST}, day(2016, 11, 8), day(2016, 11, 15)};
    ask(&q, &rule_brokerage_range_cost, &f, NULL);
    assert_false(q.good);
    assert_int_equal(q.why.kind, FAULT_INPUT);
    assert_string_equal(q.why.field, "weekly_pence");
    answered(&q);

    static const struct given cases[] = {
        {"weekly_pence=0 from=2016-11-08 to=2016-11-08", NULL},
        {"weekly_pence=1000000000000 from=1850-01-01 to=2199-12-31", NULL},
        {"weekly_pence=-1 from=2016-11-08 to=2016-11-08", "weekly_pence"},
        {"weekly_pence=1 from=2016-02-30 to=2016-11-08", "from"},
        {"weekly_pence=1 from=2016-11-08 to=2200-01-01", "to"},
        {"weekly_pence=1 from=2016-11-08", "to"},
    };
    check_given(&rule_brokerage_range_cost, cases, sizeof cases / sizeof *cases);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(visit_prices),       cmocka_unit_test(visit_price_formula),
        cmocka_unit_test(visit_price_ranges), cmocka_unit_test(package_costs),
        cmocka_unit_test(package_ranges),     cmocka_unit_test(range_costs),
        cmocka_unit_test(range_costs_add_up), cmocka_unit_test(range_that_cannot_be),
    };
    return RUN_TESTS(t);
}

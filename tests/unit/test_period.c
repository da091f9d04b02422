/* Ranges of days: half-open inside, last day shown. */
#include "tests/unit/run.h"

#include "core/base/period.h"

static date_t day(int d)
{
    date_t out;

    assert_true(date_make(2016, 11, d, &out));
    return out;
}

static void the_last_day_crosses_once(void **state)
{
    struct period p = period_through(day(8), day(13));

    (void)state;
    assert_int_equal(p.until.day, day(14).day);
    assert_int_equal(period_last(p).day, day(13).day);
    p = period_through(day(8), DATE_NONE);
    assert_false(date_given(p.until));
    assert_false(date_given(period_last(p)));
}

static void validity_needs_a_day(void **state)
{
    (void)state;
    assert_true(period_is_valid(period_through(day(8), day(8))));
    assert_false(period_is_valid(period_through(day(8), day(7))));
    assert_true(period_is_valid((struct period){day(8), DATE_NONE}));
    assert_false(period_is_valid((struct period){DATE_NONE, day(8)}));
    assert_false(period_is_valid((struct period){DATE_NONE, DATE_NONE}));
}

static void both_ends_belong(void **state)
{
    struct period p = period_through(day(8), day(13));

    (void)state;
    assert_false(period_has(p, day(7)));
    assert_true(period_has(p, day(8)));
    assert_true(period_has(p, day(13)));
    assert_false(period_has(p, day(14)));
    assert_false(period_has(p, DATE_NONE));
    assert_true(period_has((struct period){day(8), DATE_NONE}, date_add_days(day(8), 90000)));
}

static void meeting(void **state)
{
    static const struct {
        int a, b, c, d, from, last; /* last 0: open; from 0: they do not meet */
    } cases[] = {
        {1, 5, 5, 9, 5, 5}, {1, 5, 6, 9, 0, 0}, {1, 9, 3, 4, 3, 4},
        {3, 4, 1, 9, 3, 4}, {1, 0, 5, 9, 5, 9}, {5, 0, 1, 6, 5, 6},
        {1, 0, 2, 0, 2, 0}, {7, 0, 1, 6, 0, 0}, {1, 30, 30, 0, 30, 30},
    };
    struct period both;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct period a = period_through(day(cases[i].a), cases[i].b ? day(cases[i].b) : DATE_NONE);
        struct period b = period_through(day(cases[i].c), cases[i].d ? day(cases[i].d) : DATE_NONE);
        assert_int_equal(period_meet(a, b, &both), cases[i].from != 0);
        assert_int_equal(period_overlaps(b, a), cases[i].from != 0);
        if (!cases[i].from)
            continue;
        assert_int_equal(both.from.day, day(cases[i].from).day);
        if (cases[i].last)
            assert_int_equal(period_last(both).day, day(cases[i].last).day);
        else
            assert_false(date_given(both.until));
    }
}

static void printed_with_the_last_day(void **state)
{
    char text[48];

    (void)state;
    assert_string_equal(period_print(period_through(day(8), day(13)), text, sizeof text),
                        "08/11/2016 to 13/11/2016");
    assert_string_equal(period_print((struct period){day(8), DATE_NONE}, text, sizeof text),
                        "from 08/11/2016");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_last_day_crosses_once), cmocka_unit_test(validity_needs_a_day),
        cmocka_unit_test(both_ends_belong),          cmocka_unit_test(meeting),
        cmocka_unit_test(printed_with_the_last_day),
    };
    return RUN_TESTS(t);
}

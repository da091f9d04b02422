/* Days, times, working days, and London's clock.  Bad dates: reliability.md 13, item 38. */
#include "tests/unit/run.h"

#include "core/base/date.h"
#include "core/base/date_words.h"

static date_t on(int year, int month, int day)
{
    date_t d;

    if (!date_make(year, month, day, &d))
        fail_msg("no day %d-%d-%d", year, month, day);
    return d;
}

static void same_day(const char *label, date_t got, date_t want)
{
    char a[24], b[24];

    if (got.day != want.day)
        fail_msg("%s: %s, not %s", label, date_print_iso(got, a, sizeof a),
                 date_print_iso(want, b, sizeof b));
}

static void every_day_counts_one(void **state)
{
    int64_t next = on(1850, 1, 1).day;
    int weekday = 1; /* 1 January 1850 was a Tuesday */

    (void)state;
    for (int y = 1850; y <= 2199; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= date_days_in_month(y, m);
                 d++, next++, weekday = (weekday + 1) % 7) {
                int year, month, day;
                date_t made = on(y, m, d);
                assert_int_equal(made.day, next);
                date_split(made, &year, &month, &day);
                assert_true(year == y && month == m && day == d);
                assert_int_equal(date_weekday(made), weekday);
            }
    assert_int_equal(on(1970, 1, 1).day, 0);
    assert_int_equal(on(2016, 11, 8).day, 17113);
    assert_int_equal(date_weekday(on(2016, 11, 8)), 1); /* Tuesday */
}

static void days_that_are_not(void **state)
{
    static const int bad[][3] = {{2026, 2, 29},  {2100, 2, 29}, {1900, 2, 29}, {2026, 4, 31},
                                 {2026, 13, 1},  {2026, 0, 1},  {2026, 1, 0},  {2026, 1, 32},
                                 {1849, 12, 31}, {2200, 1, 1},  {0, 1, 1},     {9999, 12, 31}};
    date_t d;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_make(bad[i][0], bad[i][1], bad[i][2], &d));
    assert_true(date_make(2000, 2, 29, &d));
    assert_true(date_make(1850, 1, 1, &d));
    assert_true(date_make(2199, 12, 31, &d));
}

static void months_end_where_they_end(void **state)
{
    (void)state;
    same_day("30 Nov + 3", date_add_months(on(2016, 11, 30), 3), on(2017, 2, 28));
    same_day("30 Nov + 3", date_add_months(on(2015, 11, 30), 3), on(2016, 2, 29));
    same_day("31 Jan + 1", date_add_months(on(2000, 1, 31), 1), on(2000, 2, 29));
    same_day("31 Mar - 1", date_add_months(on(2017, 3, 31), -1), on(2017, 2, 28));
    same_day("15 Jan - 1", date_add_months(on(2017, 1, 15), -1), on(2016, 12, 15));
    same_day("15 Dec + 1", date_add_months(on(2017, 12, 15), 1), on(2018, 1, 15));
    same_day("29 Feb + 12", date_add_months(on(2016, 2, 29), 12), on(2017, 2, 28));
    same_day("29 Feb + 48", date_add_months(on(2016, 2, 29), 48), on(2020, 2, 29));
    assert_false(date_given(date_add_months(DATE_NONE, 1)));
    assert_false(date_given(date_add_days(DATE_NONE, 1)));
    assert_false(date_given(date_add_days(on(2016, 1, 1), INT64_MAX)));
}

static void ages_and_financial_years(void **state)
{
    (void)state;
    assert_int_equal(date_age(on(1931, 2, 3), on(2016, 2, 2)), 84);
    assert_int_equal(date_age(on(1931, 2, 3), on(2016, 2, 3)), 85);
    assert_int_equal(date_age(on(2000, 2, 29), on(2018, 2, 28)), 17);
    assert_int_equal(date_age(on(2000, 2, 29), on(2018, 3, 1)), 18);
    assert_int_equal(date_age(on(2000, 2, 29), on(2020, 2, 29)), 20);
    same_day("31 March", date_financial_year(on(2017, 3, 31)), on(2016, 4, 1));
    same_day("1 April", date_financial_year(on(2017, 4, 1)), on(2017, 4, 1));
    same_day("5 April", date_financial_year(on(2017, 4, 5)), on(2017, 4, 1));
}

static void iso_is_strict(void **state)
{
    static const char *const bad[] = {
        "",           "26-1-1",      "2026-1-01",   "2026-01-1",  "2026/01/01",
        "01-01-2026", "2026-01-01 ", " 2026-01-01", "2026-02-29", "0000-00-00",
        "9999-12-31", "2026-01-011", "2026-0a-01",  "+026-01-01", "2026-13-01",
        "2026-01-32", "today",       "20260101",
    };
    date_t d;

    (void)state;
    assert_true(date_parse_iso("2016-11-08", &d));
    same_day("iso", d, on(2016, 11, 8));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_parse_iso(bad[i], &d))
            fail_msg("\"%s\" was accepted", bad[i]);
}

static void day_first_in_files(void **state)
{
    static const char *const bad[] = {"31/04/2026", "29/02/2026", "1/1/26",
                                      "2026-01-01", "8/11",       "008/11/2016",
                                      "8//2016",    "8/11/20166", "8/11/2016 "};
    date_t d;

    (void)state;
    assert_true(date_parse_dmy("08/11/2016", &d));
    same_day("dmy", d, on(2016, 11, 8));
    assert_true(date_parse_dmy("8/1/2016", &d));
    same_day("dmy", d, on(2016, 1, 8));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_parse_dmy(bad[i], &d))
            fail_msg("\"%s\" was accepted", bad[i]);
}

static void a_refused_date_says_which_rule(void **state)
{
    static const struct {
        const char *text;
        bool dmy;
        const char *problem;
    } cases[] = {
        {"31/04/2026", true, "April has 30 days"},
        {"2026-02-29", false, "February 2026 has 28 days"},
        {"2024-02-30", false, "February 2024 has 29 days"},
        {"2026-13-01", false, "there is no month 13"},
        {"0000-00-00", false, "there is no month 0"},
        {"2026-01-00", false, "there is no day 0"},
        {"0001-01-01", false, "the year must be 1850 to 2199"},
        {"9999-12-31", false, "the year must be 1850 to 2199; leave an open end blank"},
        {"26-1-1", false, "write it as YYYY-MM-DD, such as 2016-11-08"},
        {"soon", true, "write it as DD/MM/YYYY, such as 08/11/2016"},
        {"99999999999-01-01", false, "write it as YYYY-MM-DD, such as 2016-11-08"},
    };
    char text[96];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(date_problem(cases[i].text, cases[i].dmy, text, sizeof text),
                            cases[i].problem);
}

static void typed_as_people_type(void **state)
{
    static const struct {
        const char *text;
        int y, m, d; /* today is Tuesday 8 November 2016 */
    } cases[] = {
        {"08/11/2016", 2016, 11, 8},  {"8/11/2016", 2016, 11, 8},  {"2016-11-08", 2016, 11, 8},
        {"8-11-2016", 2016, 11, 8},   {"8.11.2016", 2016, 11, 8},  {"t", 2016, 11, 8},
        {"T", 2016, 11, 8},           {"today", 2016, 11, 8},      {"+7", 2016, 11, 15},
        {"-1", 2016, 11, 7},          {"+0", 2016, 11, 8},         {"tue", 2016, 11, 8},
        {"mon", 2016, 11, 14},        {"Monday", 2016, 11, 14},    {"wed", 2016, 11, 9},
        {"3 apr", 2017, 4, 3},        {"3 May", 2017, 5, 3},       {"3 april 2026", 2026, 4, 3},
        {"3apr", 2017, 4, 3},         {"3-apr-2026", 2026, 4, 3},  {"9/5", 2017, 5, 9},
        {"10/5", 2016, 5, 10},        {"7 nov", 2016, 11, 7},      {"29 feb", 2016, 2, 29},
        {"29 feb 2020", 2020, 2, 29}, {" 8/11/2016", 2016, 11, 8},
    };
    static const char *const bad[] = {
        "",     "x",         "m",        "mo",         "+",          "+x",      "+100000",
        "31/4", "29/2/2026", "8/11/16",  "8 11 2016",  "8/11/2016x", "32 jan",  "3 abc",
        "3 ap", "8/",        "20161108", "8-nov/2016", "+99999",     "monthly",
    };
    date_t d, today = on(2016, 11, 8);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!date_parse_typed(cases[i].text, today, &d))
            fail_msg("\"%s\" was refused", cases[i].text);
        same_day(cases[i].text, d, on(cases[i].y, cases[i].m, cases[i].d));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_parse_typed(bad[i], today, &d))
            fail_msg("\"%s\" was accepted", bad[i]);
    assert_true(date_parse_typed("1 sep", on(2016, 3, 2), &d)); /* 183 days either way */
    same_day("a tie", d, on(2016, 9, 1));
    assert_true(date_parse_typed("8/11/2016", DATE_NONE, &d));
    assert_false(date_parse_typed("t", DATE_NONE, &d));
    assert_false(date_parse_typed("8/11", DATE_NONE, &d));
    assert_false(date_parse_typed("mon", DATE_NONE, &d));
}

static void minutes_of_days(void **state)
{
    static const char *const bad[] = {"2016-11-08T24:00", "2016-11-08T09:60",   "2016-11-08T9:14",
                                      "2016-11-08",       "2016-11-08T09:14Z",  "2016-11-08x09:14",
                                      "2016-02-30T09:14", "2016-11-08T09:14:00"};
    datetime_t t, now = datetime_make(on(2016, 11, 8), 554);
    char text[24];

    (void)state;
    assert_true(datetime_parse_iso("2016-11-08T09:14", &t));
    assert_int_equal(t.minute, now.minute);
    assert_true(datetime_parse_iso("2016-11-08 09:14", &t));
    assert_string_equal(datetime_print_iso(t, text, sizeof text), "2016-11-08T09:14");
    assert_string_equal(datetime_print(t, text, sizeof text), "08/11/2016 09:14");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (datetime_parse_iso(bad[i], &t))
            fail_msg("\"%s\" was accepted", bad[i]);
    assert_true(datetime_parse_typed("14:05", now, &t));
    assert_string_equal(datetime_print_iso(t, text, sizeof text), "2016-11-08T14:05");
    assert_true(datetime_parse_typed("t 9:05", now, &t));
    assert_string_equal(datetime_print_iso(t, text, sizeof text), "2016-11-08T09:05");
    assert_true(datetime_parse_typed("3 apr 2026 23:59", now, &t));
    assert_string_equal(datetime_print_iso(t, text, sizeof text), "2026-04-03T23:59");
    assert_true(datetime_parse_typed("now", now, &t));
    assert_int_equal(t.minute, now.minute);
    assert_false(datetime_parse_typed("8/11/2016", now, &t));
    assert_false(datetime_parse_typed("8/11/2016 25:00", now, &t));
    t = datetime_make(on(1969, 12, 31), 1439);
    assert_int_equal(datetime_minute(t), 1439);
    same_day("before 1970", datetime_date(t), on(1969, 12, 31));
    same_day("1850", datetime_date(datetime_make(on(1850, 1, 1), 0)), on(1850, 1, 1));
}

static void printed_in_three_ways(void **state)
{
    char text[40];

    (void)state;
    assert_string_equal(date_print(on(2016, 11, 8), text, sizeof text), "08/11/2016");
    assert_string_equal(date_print_iso(on(2016, 1, 2), text, sizeof text), "2016-01-02");
    assert_string_equal(date_print_long(on(2016, 11, 9), text, sizeof text),
                        "Wednesday 09/11/2016");
    assert_string_equal(date_print(DATE_NONE, text, sizeof text), "");
    assert_string_equal(date_print_long(DATE_NONE, text, sizeof text), "");
    assert_string_equal(datetime_print(DATETIME_NONE, text, sizeof text), "");
}

static void clocks_change_in_london(void **state)
{
    static const struct {
        int64_t utc;
        const char *london;
    } cases[] = {
        {0, "1970-01-01T00:00"},          /* by the present rule, as stated */
        {1459040399, "2016-03-27T00:59"}, /* a second before */
        {1459040400, "2016-03-27T02:00"}, /* 01:00 UTC, 27 March 2016 */
        {1477789199, "2016-10-30T01:59"}, {1477789200, "2016-10-30T01:00"},
        {1478596440, "2016-11-08T09:14"}, {1467331200, "2016-07-01T01:00"},
        {1711846800, "2024-03-31T02:00"}, {1729990799, "2024-10-27T01:59"},
        {-60, "1969-12-31T23:59"},
    };
    char text[24];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(datetime_print_iso(datetime_from_utc(cases[i].utc), text, sizeof text),
                            cases[i].london);
}

/* Christmas 2016: 25 and 26 December fell on Sunday and Monday, so 26 and 27 were holidays. */
static void working_days_know_their_limits(void **state)
{
    const date_t days[] = {on(2016, 12, 26), on(2016, 12, 27), on(2017, 1, 2)};
    const struct holidays h = {days, 3, on(2016, 11, 1), on(2017, 1, 31)};
    static const struct {
        int day, add, month, result;
    } cases[] = {
        /* from a day of December 2016 */
        {22, 0, 12, 22}, {22, 1, 12, 23}, {23, 1, 12, 28},  {24, 0, 12, 28}, {24, 1, 12, 28},
        {24, 2, 12, 29}, {30, 1, 1, 3},   {28, -1, 12, 23}, {22, 4, 12, 30},
    };
    bool working;
    date_t d;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(date_add_working(&h, on(2016, 12, cases[i].day), cases[i].add, &d));
        same_day("working", d,
                 on(cases[i].month == 1 ? 2017 : 2016, cases[i].month, cases[i].result));
    }
    assert_true(date_is_working(&h, on(2016, 12, 27), &working) && !working);
    assert_true(date_is_working(&h, on(2016, 12, 28), &working) && working);
    assert_true(date_is_working(&h, on(2016, 12, 31), &working) && !working);
    assert_true(date_is_working(&h, on(2016, 11, 1), &working));
    assert_false(date_is_working(&h, on(2016, 10, 31), &working));
    assert_true(date_is_working(&h, on(2017, 1, 31), &working));
    assert_false(date_is_working(&h, on(2017, 2, 1), &working));
    assert_false(date_add_working(&h, on(2017, 1, 31), 1, &d));
    assert_false(date_add_working(&h, on(2016, 11, 1), -1, &d));
    assert_false(date_is_working(&h, DATE_NONE, &working));
}

static void a_clock_that_runs_in_office_hours(void **state)
{
    const date_t days[] = {on(2016, 12, 26), on(2016, 12, 27)};
    const struct holidays h = {days, 2, on(2016, 11, 1), on(2017, 1, 31)};
    static const struct {
        const char *from;
        int64_t minutes;
        const char *until; /* office hours 09:00 to 17:00 */
    } cases[] = {
        {"2016-11-08T09:14", 60, "2016-11-08T10:14"},
        {"2016-11-08T16:00", 60, "2016-11-08T17:00"},
        {"2016-11-08T16:00", 61, "2016-11-09T09:01"},
        {"2016-11-08T07:00", 30, "2016-11-08T09:30"},
        {"2016-11-08T18:00", 30, "2016-11-09T09:30"},
        {"2016-11-08T18:00", 0, "2016-11-09T09:00"},
        {"2016-11-12T10:00", 0, "2016-11-14T09:00"}, /* Saturday */
        {"2016-12-23T16:30", 60, "2016-12-28T09:30"},
        {"2016-11-08T09:00", 480 * 3, "2016-11-10T17:00"},
    };
    datetime_t t;
    char text[24];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(datetime_parse_iso(cases[i].from, &t));
        assert_true(datetime_add_working(&h, t, cases[i].minutes, 540, 1020, &t));
        assert_string_equal(datetime_print_iso(t, text, sizeof text), cases[i].until);
    }
    assert_true(datetime_parse_iso("2017-01-31T16:30", &t));
    assert_false(datetime_add_working(&h, t, 31, 540, 1020, &t));
    assert_false(datetime_add_working(&h, t, -1, 540, 1020, &t));
    assert_false(datetime_add_working(&h, t, 1, 540, 540, &t));
    assert_false(datetime_add_working(&h, t, INT64_MAX, 540, 1020, &t));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_day_counts_one),
        cmocka_unit_test(days_that_are_not),
        cmocka_unit_test(months_end_where_they_end),
        cmocka_unit_test(ages_and_financial_years),
        cmocka_unit_test(iso_is_strict),
        cmocka_unit_test(day_first_in_files),
        cmocka_unit_test(a_refused_date_says_which_rule),
        cmocka_unit_test(typed_as_people_type),
        cmocka_unit_test(minutes_of_days),
        cmocka_unit_test(printed_in_three_ways),
        cmocka_unit_test(clocks_change_in_london),
        cmocka_unit_test(working_days_know_their_limits),
        cmocka_unit_test(a_clock_that_runs_in_office_hours),
    };
    return RUN_TESTS(t);
}

/* Figures by the day of the event: both sides of each first and last day.  Source: domain.md 2.5,
 * 4.3, 4.4; reliability.md 13 (17). */
#include "tests/unit/run.h"

#include "core/config/config.h"

static struct config config;

static date_t day(const char *iso)
{
    date_t d;

    if (!date_parse_iso(iso, &d))
        fail_msg("%s is no day", iso);
    return d;
}

static int load(void **state)
{
    struct faults all = {0};
    bool good = config_load(NULL, &config, &all);

    (void)state;
    faults_release(&all);
    return good ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    config_release(&config);
    return 0;
}

static void capital_by_day(void **state)
{
    const struct figures *f = &config.figures;

    (void)state;
    assert_null(figures_capital(f, day("2010-04-11")));
    assert_non_null(figures_capital(f, day("2010-04-12")));
    assert_non_null(strstr(figures_capital(f, day("2015-03-31"))->source, "SI 1992/2977"));
    const struct capital_figure *now = figures_capital(f, day("2015-04-01"));
    assert_non_null(strstr(now->source, "SI 2014/2672"));
    assert_int_equal(now->lower.pence, 1425000);
    assert_int_equal(now->upper.pence, 2325000);
    assert_int_equal(now->step.pence, 25000);
    assert_int_equal(now->per_step.pence, 100);
    assert_ptr_equal(figures_capital(f, day("2199-12-31")), now);
    assert_null(figures_capital(f, DATE_NONE));
}

static void minimum_income_by_year(void **state)
{
    static const struct {
        const char *first, *last;
        int64_t young, adult, pension;
    } years[] = {
        {"2015-04-01", "2022-03-31", 7240, 9140, 18900},
        {"2022-04-01", "2023-03-31", 7460, 9415, 19470},
        {"2023-04-01", "2024-03-31", 8215, 10365, 21435},
        {"2024-04-01", "2025-03-31", 8765, 11060, 22870},
        {"2025-04-01", "2026-03-31", 8915, 11250, 23260},
        {"2026-04-01", "2027-03-31", 9540, ABSENT, ABSENT},
    };
    const struct figures *f = &config.figures;

    (void)state;
    assert_null(figures_income(f, day("2015-03-31")));
    assert_null(figures_income(f, day("2027-04-01")));
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        const struct income_figure *row = figures_income(f, day(years[i].first));
        if (!row || row != figures_income(f, day(years[i].last)))
            fail_msg("%s to %s is not one row", years[i].first, years[i].last);
        assert_int_equal(row->age_18_24.pence, years[i].young);
        assert_int_equal(row->age_25_pension.pence, years[i].adult);
        assert_int_equal(row->pension_age.pence, years[i].pension);
    }
}

static void response_by_priority(void **state)
{
    const struct figures *f = &config.figures;
    date_t on = day("2016-11-08");

    (void)state;
    assert_int_equal(figures_response(f, PRIORITY_EMERGENCY, on)->working_minutes, 120);
    assert_int_equal(figures_response(f, PRIORITY_URGENT, on)->working_minutes, 480);
    assert_int_equal(figures_response(f, PRIORITY_ROUTINE, on)->working_minutes, 960);
    assert_null(figures_response(f, PRIORITY_ROUTINE, day("2015-03-31")));
    assert_null(figures_response(f, PRIORITY_ROUTINE + 1, on));
    assert_string_equal(priority_words[PRIORITY_URGENT].code, "urgent");
    assert_null(priority_words[PRIORITY_ROUTINE + 1].code);
}

/* A working day's limit runs to the same minute of the next one. */
static void response_runs_in_office_hours(void **state)
{
    const struct figures *f = &config.figures;
    const struct office_figure *office = figures_office(f, day("2016-12-23"));
    struct arena a = {0};
    struct holidays h;
    struct fault why = {0};
    datetime_t from, until;
    char text[24];

    (void)state;
    assert_true(figures_holidays(f, &a, &h, &why));
    assert_true(datetime_parse_iso("2016-12-23T16:00", &from));
    assert_true(
        datetime_add_working(&h, from, 480, (int)office->opens, (int)office->closes, &until));
    /* Friday 16:00; Monday 26 and Tuesday 27 are holidays. */
    assert_string_equal(datetime_print_iso(until, text, sizeof text), "2016-12-28T16:00");
    arena_release(&a);
}

static void the_holidays_are_known_for_their_years(void **state)
{
    static const struct {
        const char *day;
        bool working;
    } cases[] = {
        {"2012-06-04", false}, {"2012-06-05", false}, {"2012-05-28", true},  {"2016-12-27", false},
        {"2016-12-28", true},  {"2018-12-31", true},  {"2019-01-01", false}, {"2020-05-04", true},
        {"2020-05-08", false}, {"2022-09-19", false}, {"2023-05-08", false}, {"2016-11-08", true},
        {"2016-11-12", false}, {"2028-12-29", true},
    };
    const struct figures *f = &config.figures;
    struct arena a = {0};
    struct holidays h;
    struct fault why = {0};
    bool working;

    (void)state;
    assert_true(figures_holidays(f, &a, &h, &why));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(date_is_working(&h, day(cases[i].day), &working));
        if (working != cases[i].working)
            fail_msg("%s", cases[i].day);
    }
    assert_false(date_is_working(&h, day("2011-12-31"), &working));
    assert_false(date_is_working(&h, day("2029-01-01"), &working));
    arena_release(&a);
}

/* No year has fewer than the eight, each on a weekday. */
static void every_year_has_its_eight_holidays(void **state)
{
    const struct holiday_figure *row = config.figures.holiday.items;
    size_t count[2029] = {0};
    int year, month, d;

    (void)state;
    for (size_t i = 0; i < config.figures.holiday.count; i++) {
        assert_true(date_weekday(row[i].day) < 5);
        date_split(row[i].day, &year, &month, &d);
        count[year]++;
    }
    for (year = 2012; year <= 2028; year++) {
        size_t more = year == 2012 || year == 2023 ? 1 : year == 2022 ? 2 : 0;
        if (count[year] != 8 + more)
            fail_msg("%d has %zu holidays", year, count[year]);
    }
}

static void terms_visits_and_office(void **state)
{
    const struct figures *f = &config.figures;
    const struct terms_figure *terms = figures_terms(f, day("2016-11-08"));
    const struct visit_figure *visits = figures_visits(f, day("2016-11-08"));
    const struct office_figure *office = figures_office(f, day("2016-11-08"));

    (void)state;
    assert_int_equal(terms->lead_providers_most, 18);
    assert_string_equal(terms_source(terms, TERMS_LEAD_PROVIDERS_MOST),
                        "Scrutiny report of 3 November 2015, paragraph 12");
    assert_string_equal(terms_source(terms, TERMS_NOTICE_HAND_BACK_DAYS),
                        "Common practice; 28 days in writing");
    assert_string_equal(terms_source(terms, TERMS_PROPOSAL_DAYS), terms->source);
    assert_int_equal(terms->hold_days, 14);
    assert_int_equal(terms->notice_hand_back_days, 28);
    assert_int_equal(terms->notice_end_days, 7);
    assert_int_equal(terms->approval_weekly_pence, 0);
    assert_int_equal(*(const int64_t *)visits->minutes.items, 15);
    assert_int_equal(visits->personal_care_least, 30);
    assert_int_equal(office->opens, 540);
    assert_int_equal(office->closes, 1020);
    assert_null(figures_terms(f, day("2015-03-31")));
    assert_null(figures_visits(f, day("2015-03-31")));
    assert_null(figures_office(f, day("2015-03-31")));
}

/* No figures at all, and no holidays: nothing is found, nothing falls over. */
static void nothing_known(void **state)
{
    static const struct figures none = {0};
    struct arena a = {0};
    struct holidays h;
    struct fault why = {0};
    bool working;

    (void)state;
    assert_null(figures_capital(&none, day("2016-11-08")));
    assert_null(figures_response(&none, PRIORITY_URGENT, day("2016-11-08")));
    assert_true(figures_holidays(&none, &a, &h, &why));
    assert_int_equal(h.count, 0);
    assert_false(date_is_working(&h, day("2016-11-08"), &working));
    arena_release(&a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(capital_by_day, load, release),
        cmocka_unit_test_setup_teardown(minimum_income_by_year, load, release),
        cmocka_unit_test_setup_teardown(response_by_priority, load, release),
        cmocka_unit_test_setup_teardown(response_runs_in_office_hours, load, release),
        cmocka_unit_test_setup_teardown(the_holidays_are_known_for_their_years, load, release),
        cmocka_unit_test_setup_teardown(every_year_has_its_eight_holidays, load, release),
        cmocka_unit_test_setup_teardown(terms_visits_and_office, load, release),
        cmocka_unit_test(nothing_known),
    };
    return RUN_TESTS(t);
}

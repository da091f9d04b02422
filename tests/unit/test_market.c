/* Lots, awards and what they carry.  Figures: domain.md 4.6; paper 001, paragraph 12. */
#include "core/ops/market_inside.h"
#include "core/ops/package.h"
#include "tests/unit/desk.h"

static int set_up(void **state)
{
    *state = desk_open();
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

static struct call reading(struct desk *d, struct answer *answer)
{
    struct session *who = counter_session(d->counter);

    return (struct call){.store = who->store,
                         .who = who,
                         .config = counter_config(d->counter),
                         .arena = &d->arena,
                         .answer = answer};
}

/* --- lots --------------------------------------------------------------------------------------- */

static const char *lot_at(struct desk *d, const char *postcode, const char *district,
                          const char *ward, date_t on)
{
    struct answer answer = {0};
    struct call c = reading(d, &answer);
    struct fault why = {0};
    struct lot lot;
    bool found;

    if (!lot_of_place(&c, postcode, district, ward, on, &lot, &found, &why))
        fail_msg("%s", why.text);
    return found ? lot.code : "none";
}

static void the_narrowest_area_decides(void **state)
{
    struct desk *d = *state;
    date_t on = datetime_date(d->now), before;

    assert_true(date_make(2016, 11, 6, &before));
    /* district, then ward */
    assert_string_equal(lot_at(d, "LE18 1AA", "E07000135", "E05099999", on), "05");
    assert_string_equal(lot_at(d, "LE11 3TU", "E07000130", "E05005432", on), "02");
    assert_string_equal(lot_at(d, "LE11 3TU", "E07000130", NULL, on), "none");
    assert_string_equal(lot_at(d, "LE18 1AA", "E07000135", NULL, before), "none");
    /* a postcode beginning is narrower than both, and the longest narrower than the others */
    desk_do(d, "supervisor1", "lot.add-area", "{lot: '09', kind: postcode, value: LE18}");
    assert_string_equal(lot_at(d, "LE18 1AA", "E07000135", "E05005432", on), "09");
    desk_do(d, "supervisor1", "lot.add-area", "{lot: '03', kind: postcode, value: LE18 1}");
    assert_string_equal(lot_at(d, "LE18 1AA", "E07000135", NULL, on), "03");
    assert_string_equal(lot_at(d, "LE18 2AA", "E07000135", NULL, on), "09");
    desk_do(d, "supervisor1", "lot.add-area", "{lot: '04', kind: postcode, value: LE18 1AB}");
    assert_string_equal(lot_at(d, "LE18 1AB", NULL, NULL, on), "04");
    /* the whole of a district of postcodes, never the beginning of its number */
    desk_do(d, "supervisor1", "lot.add-area", "{lot: '10', kind: postcode, value: LE1}");
    assert_string_equal(lot_at(d, "LE1 6AA", NULL, NULL, on), "10");
    assert_string_equal(lot_at(d, "LE16 7AA", NULL, NULL, on), "none");
    /* letters alone: LE is not L */
    desk_do(d, "supervisor1", "lot.add-area", "{lot: '01', kind: postcode, value: L}");
    assert_string_equal(lot_at(d, "LE16 7AA", NULL, NULL, on), "none");
    assert_string_equal(lot_at(d, "L1 6AA", NULL, NULL, on), "01");
    desk_do(d, "supervisor1", "lot.add-area", "{lot: '12', kind: postcode, value: LE}");
    assert_string_equal(lot_at(d, "LE16 7AA", NULL, NULL, on), "12");
    assert_string_equal(lot_at(d, NULL, NULL, NULL, on), "none");
}

/* --- visits by number and their price -------------------------------------------------------------- */

static struct visit visits[] = {
    {.number = 1, .days = 127, .minutes = 30, .carers = 2},
    {.number = 2, .days = 31, .minutes = 45, .carers = 1},
    {.number = 3, .days = 64, .minutes = 15, .carers = 1},
};
static const struct list all_visits = {visits, sizeof visits / sizeof *visits};

static void visits_are_picked_by_number(void **state)
{
    struct desk *d = *state;
    struct answer answer = {0};
    struct call c = reading(d, &answer);
    struct fault why = {0};
    const char *made;
    bool any;
    static const struct {
        const char *typed, *made;
    } good[] = {{"1", "1"}, {" 3, 1 ", "1,3"}, {"2,2", "2"}, {"3,2,1", NULL}, {NULL, NULL}};
    static const char *const bad[] = {"", "0", "4", "1,4", "one", "1;2", "-1", "99999999999"};

    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(numbers_read(&c, "visits", good[i].typed, &all_visits, &made, &why));
        if (good[i].made)
            assert_string_equal(made, good[i].made);
        else
            assert_null(made);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(numbers_read(&c, "visits", bad[i], &all_visits, &made, &why));
        assert_int_equal(why.kind, FAULT_INPUT);
        fault_clear(&why);
    }
    assert_true(numbers_have(NULL, 7));
    assert_true(numbers_have("1,12", 12) && !numbers_have("1,12", 2));
    assert_true(numbers_cover(NULL, "1,2", &all_visits) &&
                numbers_cover("1,2,3", NULL, &all_visits));
    assert_false(numbers_cover("1,2", NULL, &all_visits));
    assert_true(numbers_meet("1,2", "2,3", &all_visits) && !numbers_meet("1", "2,3", &all_visits));
    assert_true(numbers_less(&c, NULL, "2", &all_visits, &made, &any, &why) && any);
    assert_string_equal(made, "1,3");
    assert_true(numbers_less(&c, "2", "1,2", &all_visits, &made, &any, &why) && !any);
}

static void a_week_is_priced_by_length_and_never_rounded_again(void **state)
{
    struct desk *d = *state;
    struct answer answer = {0};
    struct call c;
    struct fault why = {0};
    struct week week;

    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    desk_do(
        d, "maker", "award.add",
        "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 6000, from: 2016-11-07, "
        "rates: [{pence: 1999}, {minutes: 15, pence: 510}]}");
    c = reading(d, &answer);
    visits_week(&all_visits, NULL, &week);
    assert_int_equal(week.weekly_minutes, 7 * 30 * 2 + 5 * 45 + 15);
    assert_int_equal(week.double_handed, 1);
    assert_int_equal(week.weekly_pence.pence, ABSENT);
    assert_true(award_week(&c, "W1", &all_visits, NULL, datetime_date(d->now), &week, &why));
    assert_int_equal(week.weekly_pence.pence, 14 * 1000 + 5 * 1499 + 510);
    assert_true(award_week(&c, "W1", &all_visits, "2,3", datetime_date(d->now), &week, &why));
    assert_int_equal(week.weekly_pence.pence, 5 * 1499 + 510);
    assert_int_equal(week.double_handed, 0);
    assert_false(award_week(&c, "W1", &all_visits, NULL, (date_t){17111}, &week, &why));
    assert_true(fault_has_code(&why, "RT-1"));
    fault_clear(&why);
    /* a price for one length alone is none for the others */
    assert_true(visits_at_rate(&all_visits, "3", GBP(19, 99), &week, &why));
    assert_int_equal(week.weekly_pence.pence, 500);
    assert_true(visits_at_rate(&all_visits, NULL, GBP(20, 0), &week, &why));
    assert_int_equal(week.weekly_pence.pence, 14 * 1000 + 5 * 1500 + 500);
}

/* --- where a price comes from ------------------------------------------------------------------------ */

/* Both prices of W1, as their list has them. */
static void both_say(struct desk *d, const char *what)
{
    desk_sees(d, "broker1", "rates", "{award: W1}", "from pence source", what);
}

static void a_price_says_where_it_comes_from(void **state)
{
    struct desk *d = *state;
    struct answer answer = {0};
    struct fault why = {0};
    struct list rates;
    char long_one[400];

    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    desk_do(
        d, "maker", "award.add",
        "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 6000, from: 2016-11-07, "
        "rates: [{pence: 1999, source: 'Contract 17, schedule 2'}]}");
    struct call c = reading(d, &answer);
    assert_true(award_rates(&c, "W1", datetime_date(d->now), &rates, &why));
    assert_int_equal(rates.count, 1);
    assert_string_equal(((const struct rate *)rates.items)->source, "Contract 17, schedule 2");
    /* the uplift has its own, and what it ends keeps its own */
    desk_do(d, "maker", "rate.add",
            "{award: W1, pence: 2410, from: 2016-12-05, source: Variation 3 of December 2016}");
    desk_sees(d, "broker1", "rates", "{award: W1, pence: 1999}", "to pence", "2016-12-04|1999");
    both_say(d, "2016-11-07|1999|Contract 17, schedule 2 / "
                "2016-12-05|2410|Variation 3 of December 2016");
    /* set again for the same day it comes from where it came from, unless it says otherwise */
    desk_do(d, "maker", "rate.add", "{award: W1, pence: 2401, from: 2016-12-05}");
    both_say(d, "2016-11-07|1999|Contract 17, schedule 2 / "
                "2016-12-05|2401|Variation 3 of December 2016");
    desk_do(d, "maker", "rate.add",
            "{award: W1, pence: 2402, from: 2016-12-05, source: Decision of 1 December}");
    both_say(d, "2016-11-07|1999|Contract 17, schedule 2 / "
                "2016-12-05|2402|Decision of 1 December");
    /* from a later day a price has no source but the one that is given */
    desk_do(d, "maker", "rate.add", "{award: W1, pence: 2500, from: 2017-01-02}");
    desk_sees(d, "broker1", "rates", "{award: W1, from: 2017-01-02}", "pence source", "2500|");
    snprintf(long_one, sizeof long_one,
             "{award: W1, pence: 2500, from: 2017-02-06, source: %0301d}", 1);
    desk_bad(d, "maker", "rate.add", long_one, "source");
    snprintf(long_one, sizeof long_one,
             "{award: W1, pence: 2500, from: 2017-02-06, source: '%0300d'}", 1);
    desk_do(d, "maker", "rate.add", long_one);
    desk_check(d);
}

/* --- what awards carry ------------------------------------------------------------------------------- */

struct numbers {
    uint64_t state;
};

static int64_t upto(struct numbers *n, int64_t most)
{
    n->state = n->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((n->state >> 33) % (uint64_t)most);
}

static void run_sql(sqlite3 *db, const char *sql)
{
    char *problem = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &problem) != SQLITE_OK)
        fail_msg("%s", problem);
}

static int64_t one(sqlite3 *db, const char *sql, int64_t a, int64_t b)
{
    sqlite3_stmt *s;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    sqlite3_bind_int64(s, 1, a);
    sqlite3_bind_int64(s, 2, b);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

/* Lines are added and closed at random; on every day the differences come to what the lines say, and
 * award_committed to the most of any day from then. */
static void the_load_is_what_the_lines_add_up_to(void **state)
{
    struct desk *d = *state;
    struct answer answer = {0};
    struct call c;
    struct fault why = {0};
    struct numbers n = {42};
    sqlite3 *db;

    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    assert_int_equal(sqlite3_open(d->path, &db), SQLITE_OK);
    run_sql(db, "PRAGMA foreign_keys = OFF; BEGIN");
    for (int i = 1; i <= 400; i++) {
        char sql[400], end[24] = "NULL";
        int64_t from = 17000 + upto(&n, 40);
        if (upto(&n, 3))
            snprintf(end, sizeof end, "%lld", (long long)(from + upto(&n, 30)));
        snprintf(
            sql, sizeof sql,
            "INSERT INTO line VALUES (%d, 1, NULL, %d, 1, 1, 1, NULL, 'W%d', 'lot', 'X', NULL, "
            "NULL, %lld, %s, %lld, 100, %lld, NULL, 'new', NULL)",
            i, i, (int)upto(&n, 2), (long long)from, end, (long long)upto(&n, 900),
            (long long)upto(&n, 2));
        run_sql(db, sql);
        if (upto(&n, 3) == 0) {
            snprintf(sql, sizeof sql, "UPDATE line SET known_to = 2 WHERE id = %d",
                     1 + (int)upto(&n, i));
            run_sql(db, sql);
        }
    }
    run_sql(db, "COMMIT");
    c = reading(d, &answer);
    for (int64_t day = 16990; day < 17090; day++) {
        int64_t most = 0, minutes;
        for (int64_t later = day; later < 17090; later++) {
            int64_t then =
                one(db,
                    "SELECT coalesce(sum(weekly_minutes), 0) FROM line WHERE award_ref = "
                    "'W1' AND known_to IS NULL AND valid_from <= ?1 AND (valid_to IS NULL "
                    "OR valid_to > ?1)",
                    later, 0);
            most = then > most ? then : most;
        }
        assert_true(award_committed(&c, "W1", (date_t){day}, &minutes, &why));
        assert_int_equal(minutes, most);
        assert_int_equal(
            one(db, "SELECT coalesce(sum(lines), 0) FROM provider_load WHERE day <= ?1", day, 0),
            one(db,
                "SELECT count(*) FROM line WHERE known_to IS NULL AND valid_from <= ?1 AND "
                "(valid_to "
                "IS NULL OR valid_to > ?1)",
                day, 0));
        assert_int_equal(
            one(db, "SELECT coalesce(sum(double_handed), 0) FROM award_load WHERE day <= ?1", day,
                0),
            one(db,
                "SELECT coalesce(sum(double_handed), 0) FROM line WHERE known_to IS NULL AND "
                "valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)",
                day, 0));
    }
    sqlite3_close(db);
}

static void count_exception(void *ctx, const char *what, const char *where)
{
    int *found = ctx;

    if (strstr(what, "_load holds"))
        (*found)++;
    else if (strncmp(where, "line", 4) != 0)
        print_message("%s: %s\n", where, what);
}

static void check_adds_the_lines_up_again(void **state)
{
    struct desk *d = *state;
    int found = 0;
    struct check_report report = {.exception = count_exception, .ctx = &found};
    struct fault why = {0};
    sqlite3 *db;

    assert_true(store_check(counter_store(d->counter), &report, NULL, &why));
    assert_int_equal(found, 0);
    assert_int_equal(sqlite3_open(d->path, &db), SQLITE_OK);
    run_sql(db, "INSERT INTO award_load VALUES ('W1', 17000, 30, 1, 0)");
    assert_true(store_check(counter_store(d->counter), &report, NULL, &why));
    assert_int_equal(found, 1);
    run_sql(db, "DELETE FROM award_load; INSERT INTO provider_load VALUES (1, 17000, 0, 0, 1)");
    sqlite3_close(db);
    assert_true(store_check(counter_store(d->counter), &report, NULL, &why));
    assert_int_equal(found, 2);
}

/* --- versions -------------------------------------------------------------------------------------- */

static void capacity_succeeds_from_a_day_and_keeps_what_was(void **state)
{
    struct desk *d = *state;
    struct answer answer = {0};
    struct call c;
    struct fault why = {0};
    struct award w;
    static const struct {
        int64_t day, minutes;
    } then[] = {{17112, 6000}, {17166, 6000}, {17167, 9000}, {17196, 9000}, {17197, 3000}};

    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    desk_do(
        d, "maker", "award.add",
        "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 6000, from: 2016-11-07}");
    desk_do(d, "supervisor1", "award.change-capacity",
            "{award: W1, weekly_minutes: 3000, from: 2017-01-31}");
    desk_do(d, "supervisor1", "award.change-capacity",
            "{award: W1, weekly_minutes: 9000, from: 2017-01-01}");
    desk_bad(d, "supervisor1", "award.change-capacity",
             "{award: W1, weekly_minutes: 9000, from: 2016-11-06}", "from");
    c = reading(d, &answer);
    for (size_t i = 0; i < sizeof then / sizeof *then; i++) {
        assert_true(award_by_ref(&c, "award", "W1", (date_t){then[i].day}, &w, &why));
        assert_int_equal(w.weekly_minutes, then[i].minutes);
    }
    /* ended before the later versions begin, they never were */
    desk_do(d, "supervisor1", "award.end", "{award: W1, to: 2016-12-31}");
    assert_true(award_by_ref(&c, "award", "W1", (date_t){17197}, &w, &why));
    assert_int_equal(w.weekly_minutes, 6000);
    assert_int_equal(w.valid_to.day, 17167);
    desk_bad(d, "supervisor1", "award.end", "{award: W1, to: 2017-06-30}", "to");
}

static void room_is_seen_week_by_week(void **state)
{
    struct desk *d = *state;
    struct fault why = {0};
    int64_t id;

    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    desk_do(
        d, "maker", "award.add",
        "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 600, from: 2016-11-14}");
    desk_do(d, "supervisor1", "award.change-capacity",
            "{award: W1, weekly_minutes: 900, from: 2016-11-22}");
    assert_true(kind_id(counter_session(d->counter), kind_find("lot"), "02", &id, &why));
    const char *weeks =
        desk_look(d, "broker1", "lot-weeks",
                  arena_printf(&d->arena, "{lot_id: %lld}", (long long)id), NULL, "day capacity");
    assert_non_null(strstr(weeks, "2016-11-07|0 / 2016-11-14|600 / 2016-11-21|600 / "
                                  "2016-11-28|900 / "));
    assert_non_null(strstr(weeks, "2016-09-19|0 / "));
    assert_non_null(strstr(weeks, " / 2017-01-09|900"));
    /* bands at their bounds */
    desk_sees(d, "broker1", "lots", "{code: '02'}", "capacity headroom band", "600|600|B");
    desk_do(d, "supervisor1", "award.change-capacity",
            "{award: W1, weekly_minutes: 599, from: 2016-11-14}");
    desk_sees(d, "broker1", "lots", "{code: '02'}", "band", "C");
    desk_do(d, "supervisor1", "award.change-capacity",
            "{award: W1, weekly_minutes: 2400, from: 2016-11-14}");
    desk_sees(d, "broker1", "lots", "{code: '02'}", "band", "A");
    desk_do(d, "supervisor1", "award.change-capacity",
            "{award: W1, weekly_minutes: 2399, from: 2016-11-14}");
    desk_sees(d, "broker1", "lots", "{code: '02'}", "band", "B");
}

static void a_directory_row_says_who_is_registered(void **state)
{
    struct desk *d = *state;
    struct answer answer = {0};
    struct call c;
    struct fault why = {0};
    struct provider p;

    desk_do(d, "broker1", "provider.add",
            "{ref: V101, name: 'Ångström Care', cqc_location: 1-1, services: [Homecare agencies]}");
    desk_do(d, "broker1", "provider.add",
            "{ref: V102, name: Nursing Home, services: [Nursing homes]}");
    desk_bad(d, "broker1", "provider.add", "{ref: V102, name: Twice}", "ref");
    desk_bad(d, "broker1", "provider.add", "{ref: V103, name: Same Place, cqc_location: 1-1}",
             "cqc_location");
    desk_bad(d, "broker1", "provider.add",
             "{ref: V103, name: Backwards, registered_from: 2016-01-02, registered_to: 2016-01-01}",
             "registered_to");
    c = reading(d, &answer);
    assert_true(provider_by_ref(&c, "provider", "1-1", &p, &why));
    assert_string_equal(p.ref, "V101");
    assert_string_equal(p.sort_key, "angstrom care");
    assert_true(provider_registered(&p, datetime_date(d->now)));
    assert_false(provider_registered(&p, date_add_days(datetime_date(d->now), -1)));
    assert_true(provider_by_ref(&c, "provider", "V102", &p, &why));
    assert_false(provider_registered(&p, datetime_date(d->now)));
    assert_false(provider_by_ref(&c, "provider", "X101", &p, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
    assert_non_null(strstr(why.text, "did you mean"));
    desk_do(d, "broker1", "provider.change", "{provider: V101, phone: 01632 960001, rev: 1}");
    assert_false(desk_run(d, "broker1", "provider.change", "{provider: V101, phone: 1, rev: 1}"));
    assert_int_equal(d->all.list[0].kind, FAULT_STALE);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(the_narrowest_area_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(visits_are_picked_by_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_week_is_priced_by_length_and_never_rounded_again, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_price_says_where_it_comes_from, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_load_is_what_the_lines_add_up_to, set_up, tear_down),
        cmocka_unit_test_setup_teardown(check_adds_the_lines_up_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(capacity_succeeds_from_a_day_and_keeps_what_was, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(room_is_seen_week_by_week, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_directory_row_says_who_is_registered, set_up, tear_down),
    };
    return RUN_TESTS(t);
}

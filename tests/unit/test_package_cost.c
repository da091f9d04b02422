/* What days of a package cost: parts add up, rests take off, notice goes on; and what was known when. */
#include "tests/unit/desk.h"

#include "core/ops/package_inside.h"

static date_t on(const char *iso)
{
    date_t d;

    assert_true(date_parse_iso(iso, &d));
    return d;
}

static struct call call_of(struct desk *d)
{
    return (struct call){.store = counter_store(d->counter),
                         .who = counter_session(d->counter),
                         .config = counter_config(d->counter),
                         .arena = &d->arena};
}

static int64_t package_id(struct desk *d, const char *ref)
{
    struct call c = call_of(d);
    struct package p;
    struct fault why = {0};

    if (!package_by_ref(&c, "package", ref, &p, &why))
        fail_msg("%s", why.text);
    return p.head.id;
}

static int64_t cost(struct desk *d, const char *from, const char *last)
{
    struct call c = call_of(d);
    struct fault why = {0};
    money_t m;

    if (!package_cost(&c, package_id(d, "K1"), on(from), on(last), &m, &why))
        fail_msg("%s", why.text);
    return m.pence;
}

/* The terms pay no retainer; where a contract pays one it is a row of terms.yaml. */
static void set_terms(struct desk *d, int64_t retainer_bp, int64_t death_days)
{
    const struct config *config = counter_config(d->counter);
    struct terms_figure *terms = config->figures.terms.items;

    for (size_t i = 0; i < config->figures.terms.count; i++) {
        terms[i].retainer_bp = retainer_bp;
        terms[i].notice_death_days = death_days;
    }
}

/* An hour a day from Monday 7 November 2016 at a price that seven does not divide. */
static struct desk *a_package_in_force(const char *price)
{
    struct desk *d = desk_open();
    char args[400];

    desk_do(d, "supervisor1", "place.postcode",
            "{postcode: LE11 3TU, district: E07000130, ward: E05005436}");
    desk_do(d, "supervisor1", "provider.add",
            "{ref: V1, name: Vale Homecare, registered_from: 2012-04-01}");
    desk_do(
        d, "planner1", "person.add",
        "{ref: P1, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE11 3TU}");
    snprintf(args, sizeof args,
             "{ref: K1, person: P1, provider: V1, start: 2016-11-07, price: %s, visits: [{days: "
             "daily, band: morning, minutes: 60, carers: 1}]}",
             price);
    desk_do(d, "broker1", "package.take-on", args);
    return d;
}

static void check_every_split(struct desk *d, const char *from, const char *last)
{
    date_t a = on(from), b = on(last);
    int64_t days = 0;
    char x[24], y[24];

    int64_t whole = cost(d, from, last);
    for (date_t at = a; at.day <= b.day; at = date_add_days(at, 1)) {
        date_print_iso(at, x, sizeof x);
        days += cost(d, x, x);
        if (at.day == b.day)
            break;
        date_print_iso(date_add_days(at, 1), y, sizeof y);
        assert_int_equal(cost(d, from, x) + cost(d, y, last), whole);
    }
    assert_int_equal(days, whole);
}

static void part_weeks_add_up(void **state)
{
    struct desk *d = a_package_in_force("10001");

    (void)state;
    assert_int_equal(cost(d, "2016-11-07", "2016-11-13"), 10001);
    assert_int_equal(cost(d, "2016-11-07", "2016-11-07"), 1429); /* 1428.71 */
    assert_int_equal(cost(d, "2016-11-01", "2016-11-06"), 0);    /* before it began */
    assert_int_equal(cost(d, "2016-11-01", "2016-11-07"), 1429);
    check_every_split(d, "2016-11-07", "2016-12-11");
    desk_close(d);
}

static void a_rest_costs_its_retainer_while_held_then_nothing(void **state)
{
    struct desk *d = a_package_in_force("10001");

    (void)state;
    set_terms(d, 5000, 0);
    /* Told on the 14th: that day is paid in full. */
    desk_do(d, "broker1", "package.suspend", "{package: K1, from: 2016-11-14, reason: hospital}");
    desk_do(d, "broker1", "package.restart", "{package: K1, on: 2016-11-24}");
    assert_int_equal(cost(d, "2016-11-07", "2016-11-14"), 11430); /* eight days: 11429.71 */
    /* 15 to 23 November, nine days: 242.88 to the 23rd less 114.30 is 128.58, and half of it. */
    assert_int_equal(cost(d, "2016-11-15", "2016-11-23"), 6429);
    assert_int_equal(cost(d, "2016-11-24", "2016-11-24"), 1429);
    check_every_split(d, "2016-11-07", "2016-12-11");
    desk_close(d);
}

/* Told on the 14th: nothing owed lowers cost from that day; three days' notice from the 17th. */
static void notice_of_a_rest_is_a_term(void **state)
{
    static const struct {
        int64_t days, first_free;
    } cases[] = {{0, 14}, {1, 15}, {3, 17}, {ABSENT, 15}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk *d = a_package_in_force("7000");
        const struct config *config = counter_config(d->counter);
        ((struct terms_figure *)config->figures.terms.items)->suspend_notice_days = cases[i].days;
        desk_do(d, "broker1", "package.suspend",
                "{package: K1, from: 2016-11-14, reason: hospital}");
        assert_int_equal(cost(d, "2016-11-14", "2016-11-20"), (cases[i].first_free - 14) * 1000);
        desk_close(d);
    }
}

static void beyond_the_hold_nothing_is_paid(void **state)
{
    struct desk *d = a_package_in_force("7000");

    (void)state;
    set_terms(d, 5000, 0);
    desk_do(d, "broker1", "package.suspend", "{package: K1, from: 2016-11-21, reason: hospital}");
    assert_int_equal(cost(d, "2016-11-20", "2016-11-20"), 1000);
    assert_int_equal(cost(d, "2016-11-21", "2016-11-21"), 500);
    assert_int_equal(cost(d, "2016-12-04", "2016-12-04"), 500); /* the fourteenth day */
    assert_int_equal(cost(d, "2016-12-05", "2016-12-05"), 0);
    assert_int_equal(cost(d, "2016-11-21", "2017-01-31"), 7000);
    desk_sees(d, "broker1", "weekly-cost", "{}", "weekly_pence pence_now", "7000|7000");
    desk_do(d, "supervisor1", "package.extend-hold",
            "{package: K1, to: 2016-12-06, reason: She comes home soon.}");
    assert_int_equal(cost(d, "2016-12-06", "2016-12-06"), 500);
    assert_int_equal(cost(d, "2016-12-07", "2016-12-07"), 0);
    check_every_split(d, "2016-11-07", "2016-12-11");
    desk_close(d);
}

static void notice_is_paid_beyond_the_last_day(void **state)
{
    struct desk *d = a_package_in_force("7000");

    (void)state;
    /* Told today, the 14th; seven days are owed: the 15th to the 21st. */
    desk_do(d, "planner1", "package.end", "{package: K1, last_day: 2016-11-17, reason: person}");
    assert_int_equal(cost(d, "2016-11-14", "2016-11-30"), 8000);
    desk_sees(d, "broker1", "lines", "{package: K1}", "to paid_to", "2016-11-17|2016-11-21");
    desk_close(d);

    d = a_package_in_force("7000"); /* as planned: nothing is owed */
    desk_do(d, "planner1", "package.end", "{package: K1, last_day: 2016-11-17, reason: planned}");
    assert_int_equal(cost(d, "2016-11-14", "2016-11-30"), 4000);
    desk_close(d);

    d = a_package_in_force("7000"); /* as was agreed otherwise */
    desk_do(d, "planner1", "package.end",
            "{package: K1, last_day: 2016-11-17, paid_to: 2016-11-18, reason: person}");
    assert_int_equal(cost(d, "2016-11-14", "2016-11-30"), 5000);
    desk_close(d);
}

static void death_pays_the_days_of_the_terms(void **state)
{
    struct desk *d = a_package_in_force("7000");

    (void)state;
    set_terms(d, 0, 2);
    desk_do(d, "planner1", "person.died", "{person: P1, on: 2016-11-14}");
    assert_int_equal(cost(d, "2016-11-14", "2016-11-14"), 1000);
    assert_int_equal(cost(d, "2016-11-15", "2016-11-30"), 2000);
    desk_sees(d, "broker1", "lines", "{package: K1}", "to paid_to change",
              "2016-11-14|2016-11-16|end");
    desk_check(d);
    desk_close(d);
}

static void a_death_on_another_day_is_put_right(void **state)
{
    struct desk *d = a_package_in_force("7000");

    (void)state;
    desk_do(d, "planner1", "person.died", "{person: P1, on: 2016-11-10}");
    assert_int_equal(cost(d, "2016-11-07", "2016-11-30"), 4000);
    desk_do(d, "planner1", "person.died",
            "{person: P1, on: 2016-11-12, correction: true, reason: The certificate.}");
    assert_int_equal(cost(d, "2016-11-07", "2016-11-30"), 6000);
    desk_sees(d, "broker1", "lines", "{package: K1}", "to change", "2016-11-12|correct");
    desk_do(d, "planner1", "person.died",
            "{person: P1, on: 2016-11-08, correction: true, reason: The coroner.}");
    assert_int_equal(cost(d, "2016-11-07", "2016-11-30"), 2000);
    desk_do(d, "planner1", "person.died",
            "{person: P1, on: 2016-11-13, correction: true, reason: Another coroner.}");
    assert_int_equal(cost(d, "2016-11-07", "2016-11-30"), 7000);
    desk_sees(d, "broker1", "packages", "{ref: K1}", "state waiting", "ended|false");
    desk_check(d);
    desk_close(d);

    d = a_package_in_force("7000"); /* an end that was agreed before stands */
    desk_do(d, "planner1", "package.end", "{package: K1, last_day: 2016-11-11, reason: planned}");
    desk_do(d, "planner1", "person.died", "{person: P1, on: 2016-11-09}");
    desk_do(d, "planner1", "person.died",
            "{person: P1, on: 2016-11-14, correction: true, reason: The certificate.}");
    assert_int_equal(cost(d, "2016-11-07", "2016-11-30"), 5000);
    desk_close(d);
}

static void a_void_line_costs_nothing(void **state)
{
    struct desk *d = a_package_in_force("7000");

    (void)state;
    desk_do(d, "supervisor1", "line.void", "{package: K1, line: 1, reason: Another person's.}");
    assert_int_equal(cost(d, "2016-11-01", "2017-11-01"), 0);
    desk_check(d);
    desk_close(d);
}

/* --- what was known when ------------------------------------------------------------------------------ */

static const char *lines_known(struct desk *d, int64_t tx)
{
    const struct view *v = view_find("lines");
    const struct field *from = fields_find(v->columns, "from"),
                       *price = fields_find(v->columns, "weekly_pence");
    struct view_ask ask = VIEW_ASK;
    struct view_page page;
    struct fault why = {0};
    struct buf b = {0};

    ask.known_at = tx;
    if (!view_page(counter_session(d->counter), v, &ask, &d->arena, &page, &why))
        fail_msg("%s", why.text);
    for (size_t i = 0; i < page.rows.count; i++) {
        const char *row = (const char *)page.rows.items + i * v->columns->size;
        buf_text(&b, i ? " / " : "");
        field_print(from, row, STYLE_FILE, &b);
        buf_text(&b, "|");
        field_print(price, row, STYLE_FILE, &b);
    }
    const char *out = arena_text(&d->arena, b.text ? b.text : "");
    buf_release(&b);
    return out;
}

static void a_correction_is_seen_from_when_it_was_known(void **state)
{
    struct desk *d = a_package_in_force("10500");
    int64_t loaded = store_head(counter_store(d->counter));

    (void)state;
    desk_do(d, "broker1", "line.correct",
            "{package: K1, line: 1, price: 10000, reason: A slip of the pen.}");
    int64_t corrected = store_head(counter_store(d->counter));
    desk_do(d, "broker1", "package.vary",
            "{package: K1, from: 2016-11-21, price: 5000, reason: Less., visits: [{days: daily, "
            "band: morning, minutes: 30, carers: 1}]}");
    int64_t varied = store_head(counter_store(d->counter));
    assert_string_equal(lines_known(d, loaded - 1), "");
    assert_string_equal(lines_known(d, loaded), "2016-11-07|10500");
    /* Never so: the old price is gone from its first day on. */
    assert_string_equal(lines_known(d, corrected), "2016-11-07|10000");
    /* Different from a day: the old price stands for the days before. */
    assert_string_equal(lines_known(d, varied), "2016-11-07|10000 / 2016-11-21|5000");
    assert_string_equal(lines_known(d, ABSENT), "2016-11-07|10000 / 2016-11-21|5000");
    desk_check(d);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(part_weeks_add_up),
        cmocka_unit_test(a_rest_costs_its_retainer_while_held_then_nothing),
        cmocka_unit_test(notice_of_a_rest_is_a_term),
        cmocka_unit_test(beyond_the_hold_nothing_is_paid),
        cmocka_unit_test(notice_is_paid_beyond_the_last_day),
        cmocka_unit_test(death_pays_the_days_of_the_terms),
        cmocka_unit_test(a_death_on_another_day_is_put_right),
        cmocka_unit_test(a_void_line_costs_nothing),
        cmocka_unit_test(a_correction_is_seen_from_when_it_was_known),
    };
    return RUN_TESTS(t);
}

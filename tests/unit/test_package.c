/* Packages by name: what is warned of, what is told, what is found, and what check would see. */
#include "tests/unit/desk.h"

#define ANN  "{ref: P1, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE11 3TU}"
#define HOUR "{days: daily, band: morning, minutes: 60, carers: 1}"

static struct desk *county(void)
{
    struct desk *d = desk_open();

    desk_do(d, "supervisor1", "place.postcode",
            "{postcode: LE11 3TU, district: E07000130, ward: E05005436}");
    desk_do(d, "supervisor1", "provider.add",
            "{ref: V1, name: Vale Homecare, registered_from: 2012-04-01}");
    desk_do(d, "supervisor1", "provider.add",
            "{ref: V2, name: Beacon Care, registered_from: 2016-12-01}");
    desk_do(d, "planner1", "person.add", ANN);
    return d;
}

static bool told(const struct desk *d, const char *part)
{
    for (size_t i = 0; i < d->answer.remarks; i++)
        if (strstr(d->answer.remark[i].text, part))
            return true;
    return false;
}

static void missing_is_a_list_not_a_grey_button(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "planner1", "person.add",
            "{ref: P2, family_name: Unknown, given_name: Place, born: 1950-02-03, postcode: LE99 "
            "1AA}");
    desk_do(d, "planner1", "package.request",
            "{ref: K1, person: P2, priority: urgent, payer: 04V, consent_to_share: false}");
    assert_int_equal(d->answer.remarks, 5);
    assert_true(told(d, "the day that care is needed by"));
    assert_true(told(d, "the visits wanted"));
    assert_true(told(d, "a lot: the address"));
    assert_true(told(d, "which function"));
    assert_true(told(d, "agreement"));
    desk_sees(d, "broker1", "packages", "{ref: K1}", "state missing", "incomplete|5");
    desk_sees(d, "broker1", "to-place", "{}", "ref missing to_ask", "K1|5|2");
    /* The address becomes known; one thing after the other is put right. */
    desk_do(d, "supervisor1", "place.postcode",
            "{postcode: LE99 1AA, district: E07000130, ward: E05005436}");
    desk_do(d, "planner1", "person.move",
            "{person: P2, postcode: LE99 1AA, from: 2016-11-15, reason: The same; found.}");
    desk_do(d, "planner1", "package.specify",
            "{package: K1, from: 2016-11-20, visits: [" HOUR "]}");
    desk_sees(d, "broker1", "packages", "{ref: K1}", "state missing lot", "incomplete|3|02");
    desk_do(d, "planner1", "package.change",
            "{package: K1, needed_by: 2016-11-20, nhs_function: health-needs, consent_to_share: "
            "true}");
    assert_int_equal(d->answer.remarks, 0);
    desk_sees(d, "broker1", "packages", "{ref: K1}", "state missing", "to-place|0");
    desk_check(d);
    desk_close(d);
}

static void a_short_visit_with_personal_care_is_warned_of(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "planner1", "package.request",
            "{ref: K1, person: P1, priority: urgent, needed_by: 2016-11-20, visits: [{days: daily, "
            "band: morning, minutes: 25, carers: 1}]}");
    assert_true(told(d, "personal care in 25 minutes"));
    desk_do(d, "planner1", "package.request",
            "{ref: K2, person: P1, priority: urgent, needed_by: 2016-11-20, visits: [{days: daily, "
            "band: morning, minutes: 30, carers: 1}]}");
    assert_false(told(d, "personal care"));
    desk_do(d, "planner1", "package.request",
            "{ref: K3, person: P1, priority: urgent, needed_by: 2016-11-20, visits: [{days: daily, "
            "band: morning, minutes: 15, carers: 1, personal_care: false}]}");
    assert_false(told(d, "personal care"));
    desk_close(d);
}

static void who_may_not_deliver_is_refused_even_urgently(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "planner1", "package.request",
            "{ref: K1, person: P1, priority: urgent, needed_by: 2016-11-14, visits: [" HOUR "]}");
#define URGENT(provider, start)                                                                    \
    "{package: K1, provider: " provider ", start: " start                                          \
    ", interim_to: 2016-12-05, price: 10500, "                                                     \
    "reason: Discharged.}"
    /* Not registered until 1 December. */
    desk_refused(d, "broker1", "package.start-urgent", URGENT("V2", "2016-11-30"), "B1");
    desk_do(d, "supervisor1", "provider.stop",
            "{provider: V1, kind: all, from: 2016-11-14, to: 2016-11-16, reason: Inspection.}");
    desk_refused(d, "broker1", "package.start-urgent", URGENT("V1", "2016-11-16"), "B2");
    desk_do(d, "planner1", "bar.add", "{person: P1, provider: V1, reason: She asked.}");
    desk_refused(d, "broker1", "package.start-urgent", URGENT("V1", "2016-11-17"), "B6");
    desk_do(d, "broker1", "package.start-urgent", URGENT("V2", "2016-12-01"));
    assert_true(desk_remarked(d, "AP-7")); /* told when it must be decided by */
    desk_close(d);
}

static void two_lines_for_one_visit_are_warned_of(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "broker1", "package.take-on",
            "{ref: K1, person: P1, provider: V1, start: 2016-11-07, price: 10500, visits: [" HOUR
            "]}");
    assert_false(told(d, "the same visit"));
    /* Another package of the same person at the same time of the same days. */
    desk_do(d, "planner1", "package.request",
            "{ref: K2, person: P1, priority: urgent, needed_by: 2016-11-14, visits: [" HOUR "]}");
    desk_do(d, "broker1", "package.start-urgent",
            "{package: K2, provider: V1, start: 2016-11-14, interim_to: 2016-11-20, price: 10500, "
            "reason: Discharged.}");
    assert_true(told(d, "line 1 overlaps line 1 of package K1"));
    desk_do(d, "planner1", "package.request",
            "{ref: K3, person: P1, priority: urgent, needed_by: 2016-11-14, visits: [{days: daily, "
            "band: bed, minutes: 30, carers: 1}]}");
    desk_do(d, "broker1", "package.start-urgent",
            "{package: K3, provider: V1, start: 2016-11-14, interim_to: 2016-11-20, price: 10500, "
            "reason: Discharged.}");
    assert_false(told(d, "the same visit"));
    desk_close(d);
}

static void short_notice_is_said(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "broker1", "package.take-on",
            "{ref: K1, person: P1, provider: V1, start: 2016-11-07, price: 10500, visits: [" HOUR
            "]}");
    /* Given on the 14th: the 28th day after is 12 December. */
    desk_do(d, "broker1", "package.hand-back",
            "{package: K1, last_day: 2016-12-11, reason: No carers.}");
    assert_true(told(d, "Short notice: 27 days of the 28"));
    desk_do(d, "broker1", "package.withdraw-notice", "{package: K1, reason: Found.}");
    desk_do(d, "broker1", "package.hand-back",
            "{package: K1, last_day: 2016-12-12, reason: No carers.}");
    assert_int_equal(d->answer.remarks, 0);
    desk_check(d);
    desk_close(d);
}

static void a_form_that_was_overtaken_is_stale(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "planner1", "package.request", "{ref: K1, person: P1, priority: routine}");
    desk_do(d, "planner1", "package.change", "{package: K1, priority: urgent, rev: 1}");
    desk_not(d, "planner2", "package.change", "{package: K1, priority: emergency, rev: 1}",
             FAULT_STALE);
    if (!strstr(d->all.list[0].text, "Priority (routine → urgent) changed."))
        fail_msg("what is another is not told: %s", d->all.list[0].text);
    /* Over several changes: from what was seen to what is now. */
    desk_do(d, "planner1", "package.change", "{package: K1, needed_by: 2016-11-20}");
    desk_do(d, "planner1", "package.change", "{package: K1, needed_by: 2016-11-21}");
    desk_not(d, "planner2", "package.change", "{package: K1, priority: emergency, rev: 1}",
             FAULT_STALE);
    if (!strstr(d->all.list[0].text,
                "Needed by (none → 21/11/2016), Priority (routine → urgent) changed."))
        fail_msg("what is another is not told: %s", d->all.list[0].text);
    desk_sees(d, "broker1", "packages", "{ref: K1}", "priority", "urgent");
    desk_not(d, "planner1", "package.change", "{package: K9, priority: urgent}", FAULT_MISSING);
    desk_close(d);
}

static void packages_are_found_by_person_and_by_reference(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "planner1", "package.request", "{ref: K1, person: P1, priority: routine}");
    desk_do(
        d, "planner1", "person.add",
        "{ref: P2, family_name: Sample, given_name: Ned, born: 1950-02-03, postcode: LE11 3TU}");
    desk_do(d, "planner1", "package.request", "{ref: K2, person: P2, priority: routine}");
    assert_string_equal(desk_look(d, "broker1", "packages", "{}", "exam", "ref"), "K1");
    assert_string_equal(desk_look(d, "broker1", "packages", "{}", "k2", "ref"), "K2");
    assert_string_equal(desk_look(d, "broker1", "packages", "{}", "zz", "ref"), "");
    desk_close(d);
}

/* --- what check would see ---------------------------------------------------------------------------- */

struct seen {
    const char *part;
    bool found;
};
static void look_for(void *ctx, const char *what, const char *where)
{
    struct seen *s = ctx;

    (void)where;
    s->found = s->found || strstr(what, s->part);
}

static bool check_sees(struct desk *d, const char *damage, const char *repair, const char *part)
{
    struct seen s = {part, false};
    struct check_report r = {.exception = look_for, .ctx = &s};
    struct progress p = {.what = "check"};
    struct fault why = {0};
    sqlite3 *db;

    assert_int_equal(sqlite3_open(d->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, damage, NULL, NULL, NULL), SQLITE_OK);
    if (!store_check(counter_store(d->counter), &r, &p, &why))
        fail_msg("check: %s", why.text);
    assert_int_equal(sqlite3_exec(db, repair, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    return s.found;
}

static void check_holds_packages_to_their_lines(void **state)
{
    struct desk *d = county();

    (void)state;
    desk_do(d, "broker1", "package.take-on",
            "{ref: K1, person: P1, provider: V1, start: 2016-11-07, price: 10500, visits: [" HOUR
            "]}");
    desk_check(d);
    assert_true(check_sees(d, "UPDATE package SET waiting = 1", "UPDATE package SET waiting = 0",
                           "against its lines"));
    assert_true(check_sees(d, "UPDATE package SET cancelled = 17100",
                           "UPDATE package SET cancelled = NULL", "still has a line"));
    assert_true(check_sees(d, "UPDATE line SET valid_to = valid_from",
                           "UPDATE line SET valid_to = NULL", "ends before it begins"));
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(missing_is_a_list_not_a_grey_button),
        cmocka_unit_test(a_short_visit_with_personal_care_is_warned_of),
        cmocka_unit_test(who_may_not_deliver_is_refused_even_urgently),
        cmocka_unit_test(two_lines_for_one_visit_are_warned_of),
        cmocka_unit_test(short_notice_is_said),
        cmocka_unit_test(a_form_that_was_overtaken_is_stale),
        cmocka_unit_test(packages_are_found_by_person_and_by_reference),
        cmocka_unit_test(check_holds_packages_to_their_lines),
    };
    return RUN_TESTS(t);
}

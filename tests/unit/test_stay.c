/* Stays in hospital and in a care home: dated facts of a person, one of each kind at a time. */
#include "tests/unit/screens_desk.h"

static int set_up(void **state)
{
    *state = screens_open();
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

/* P1's package runs from 14 November. */
static void runs(struct desk *d)
{
    desk_do(d, "broker1", "offer.make", "{ref: O9, package: K1}");
    desk_do(d, "broker1", "offer.accept", "{offer: O9, start: 2016-11-14}");
    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: package, limit: 9999999, from: 2016-11-01}");
    desk_do(d, "broker1", "package.confirm", "{package: K1}");
    desk_do(d, "supervisor1", "proposal.approve", "{proposal: A10001}");
    desk_do(d, "broker1", "proposal.apply", "{proposal: A10001}");
}

static void from_a_day_to_a_day(void **state)
{
    struct desk *d = *state;

    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: hospital, from: 2016-11-07, planned: false, place: Invented Ward}");
    desk_sees(d, "planner1", "stays", "{person: P1}", "kind from to planned place",
              "hospital|2016-11-07||false|Invented Ward");
    desk_do(d, "reable1", "stay.end", "{person: P1, kind: hospital, to: 2016-11-12}");
    desk_sees(d, "planner1", "stays", "{person: P1}", "from to", "2016-11-07|2016-11-12");
    desk_not(d, "planner1", "stay.end", "{person: P1, kind: hospital, to: 2016-11-13}",
             FAULT_MISSING);
}

/* SY-1 on both sides of each day. */
static void one_of_a_kind_at_a_time(void **state)
{
    struct desk *d = *state;

    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: hospital, from: 2016-10-10, to: 2016-10-20}");
    desk_refused(d, "planner1", "stay.add", "{person: P1, kind: hospital, from: 2016-10-20}",
                 "SY-1");
    desk_refused(d, "planner1", "stay.add",
                 "{person: P1, kind: hospital, from: 2016-10-01, to: 2016-10-10}", "SY-1");
    desk_refused(d, "planner1", "stay.add", "{person: P1, kind: hospital, from: 2016-10-01}",
                 "SY-1");
    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: hospital, from: 2016-10-01, to: 2016-10-09}");
    desk_do(d, "planner1", "stay.add", "{person: P1, kind: hospital, from: 2016-10-21}");
    desk_do(d, "planner1", "stay.add", "{person: P1, kind: care-home, from: 2016-10-15}");
    desk_do(d, "planner1", "stay.add", "{person: P2, kind: hospital, from: 2016-10-15}");
    desk_refused(d, "planner1", "stay.correct",
                 "{person: P1, kind: hospital, from: 2016-10-01, to: 2016-10-10}", "SY-1");
}

static void days_that_cannot_be(void **state)
{
    struct desk *d = *state;

    desk_not(d, "planner1", "stay.add",
             "{person: P1, kind: hospital, from: 2016-11-07, to: 2016-11-06}", FAULT_INPUT);
    desk_not(d, "planner1", "stay.add", "{person: P1, kind: hospital, from: 1932-02-02}",
             FAULT_INPUT); /* the day before the birth */
    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: hospital, from: 2016-11-07, to: 2016-11-07}");
    desk_not(d, "planner1", "stay.correct", "{person: P1, kind: hospital, from: 2016-11-08}",
             FAULT_MISSING);
}

/* What was on record stays known; the right days stand now. */
static void put_right(void **state)
{
    struct desk *d = *state;

    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: care-home, from: 2016-10-01, to: 2016-10-14}");
    desk_do(d, "planner2", "stay.correct",
            "{person: P1, kind: care-home, from: 2016-10-01, planned: true, reason: Still there}");
    desk_sees(d, "planner1", "stays", "{person: P1}", "from to planned", "2016-10-01||true");
    desk_sees(d, "planner1", "timeline", "{person: P1, operation: stay.correct}", "changes",
              "To: 14/10/2016 → -; Planned: - → yes");
}

/* What runs on the day is named; what rests already is not. */
static void what_runs_is_named(void **state)
{
    struct desk *d = *state;

    runs(d);
    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: hospital, from: 2016-11-13, to: 2016-11-13}");
    assert_int_equal(d->answer.remarks, 0);
    desk_do(d, "planner1", "stay.add",
            "{person: P1, kind: hospital, from: 2016-11-14, to: 2016-11-14}");
    assert_int_equal(d->answer.remarks, 1);
    assert_string_equal(d->answer.remark[0].code, "SY-2");
    assert_non_null(strstr(d->answer.remark[0].text, "K1 runs on 14/11/2016"));
    desk_do(d, "broker1", "package.suspend", "{package: K1, from: 2016-11-16, reason: hospital}");
    desk_do(d, "planner1", "stay.add", "{person: P1, kind: hospital, from: 2016-11-16}");
    assert_int_equal(d->answer.remarks, 0);
}

/* Of two records that are one person, the stays go to the one that is kept, and come back. */
static void stays_go_with_a_merge(void **state)
{
    struct desk *d = *state;

    desk_do(d, "planner1", "person.add",
            "{ref: P9, family_name: Marlowe, given_name: Ivy, born: 1950-01-15, postcode: LE11 "
            "3TU, confirmed_new: Born the same day by chance}");
    desk_do(d, "planner1", "stay.add", "{person: P9, kind: hospital, from: 2016-11-01}");
    desk_do(d, "supervisor1", "person.merge", "{person: P4, merged: P9, reason: The same person}");
    desk_sees(d, "planner1", "stays", "{person: P4}", "from", "2016-11-01");
    desk_do(d, "supervisor1", "person.unmerge", "{person: P9, reason: Two after all}");
    desk_sees(d, "planner1", "stays", "{person: P4}", "from", "");
    desk_sees(d, "planner1", "stays", "{person: P9}", "from", "2016-11-01");
}

static void who_may(void **state)
{
    struct desk *d = *state;

    desk_not(d, "auditor1", "stay.add", "{person: P1, kind: hospital, from: 2016-11-07}",
             FAULT_DENIED);
    desk_not(d, "finance1", "stay.add", "{person: P1, kind: hospital, from: 2016-11-07}",
             FAULT_DENIED);
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest t[] = {
        TEST(from_a_day_to_a_day),
        TEST(one_of_a_kind_at_a_time),
        TEST(days_that_cannot_be),
        TEST(put_right),
        TEST(what_runs_is_named),
        TEST(stays_go_with_a_merge),
        TEST(who_may),
    };

    return RUN_TESTS(t);
}

/* Moving, changing practice, dying, merging: dated, with work for what they touch, and no payer
 * changed by itself; restricted records opened with a reason. */
#include "core/store/query.h"
#include "tests/unit/desk.h"

#define PLACES                                                                                     \
    desk_do(d, "admin1", "place.area", "{code: E07000130, name: Charnwood}");                      \
    desk_do(d, "admin1", "place.area", "{code: E07000131, name: Harborough}");                     \
    desk_do(d, "admin1", "place.area", "{code: E07000150, name: Corby}");                          \
    desk_do(d, "admin1", "place.postcode",                                                         \
            "{postcode: LE11 3TU, district: E07000130, ward: E05005432}");                         \
    desk_do(d, "admin1", "place.postcode", "{postcode: LE16 7AA, district: E07000131}");           \
    desk_do(d, "admin1", "place.postcode", "{postcode: LE16 8GE, district: E07000150}");           \
    desk_do(d, "admin1", "place.practice",                                                         \
            "{code: C82001, name: Example Surgery, commissioner: 04V}");                           \
    desk_do(d, "admin1", "place.practice",                                                         \
            "{code: C82002, name: Sample Surgery, commissioner: 03W}");                            \
    desk_do(d, "admin1", "place.practice", "{code: C82003, name: Other Surgery, commissioner: 04V}")

#define ANN                                                                                        \
    "{ref: P1, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE11 3TU, "      \
    "gp_practice: C82001, from: 2016-01-01}"
#define BOB     "{ref: P2, family_name: Sample, given_name: Bob, born: 1940-05-06, postcode: LE16 7AA}"
#define PACKAGE "{ref: K1, person: P1, priority: routine, needed_by: 2016-11-21}"

static int64_t number(struct desk *d, const char *sql)
{
    struct fault why = {0};
    int64_t out;

    if (!query_one_int(counter_store(d->counter), sql, NO_ARGS, &out, &why))
        fail_msg("%s", why.text);
    return out;
}

static struct desk *opened(void)
{
    struct desk *d = desk_open();

    PLACES;
    desk_do(d, "planner1", "person.add", ANN);
    desk_do(d, "planner1", "person.add", BOB);
    return d;
}

/* Residence goes by the district of the postcode; what runs becomes work and stays as it is. */
static void test_move(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "planner1", "package.request", PACKAGE);
    desk_do(d, "planner1", "person.move",
            "{person: P1, from: 2016-12-01, postcode: LE16 7AA, address: 2 Example Way}");
    desk_sees(d, "planner1", "residences", "{person: P1}", "from to postcode district_name",
              "2016-12-01||LE16 7AA|Harborough / 2016-01-01|2016-11-30|LE11 3TU|Charnwood");
    desk_sees(d, "planner1", "people", "{ref: P1}", "postcode district", "LE11 3TU|Charnwood");
    assert_int_equal(number(d, "SELECT count(*) FROM task WHERE kind = 'moved'"), 1);
    assert_int_equal(number(d, "SELECT instr(text, 'payer E10000018') > 0 FROM task"), 1);
    assert_int_equal(number(d, "SELECT instr(text, 'lot 02') > 0 FROM task"), 1);
    assert_int_equal(number(d, "SELECT count(*) FROM package WHERE payer = 'E10000018' AND "
                               "lot_code = '02'"),
                     1);
    /* a move between: it lasts until the one after it */
    desk_do(d, "planner1", "person.move", "{person: P1, from: 2016-11-20, postcode: LE16 8GE}");
    assert_true(desk_remarked(d, "PM-3")); /* out of the council's area */
    desk_sees(d, "planner1", "residences", "{person: P1}", "from to postcode",
              "2016-12-01||LE16 7AA / 2016-11-20|2016-11-30|LE16 8GE / "
              "2016-01-01|2016-11-19|LE11 3TU");
    /* the same day again corrects it */
    desk_do(d, "planner1", "person.move", "{person: P1, from: 2016-11-20, postcode: LE16 7AA}");
    desk_sees(d, "planner1", "residences", "{person: P1}", "from postcode",
              "2016-12-01|LE16 7AA / 2016-11-20|LE16 7AA / 2016-01-01|LE11 3TU");
    desk_bad(d, "planner1", "person.move", "{person: P1, from: 1931-02-02, postcode: LE16 7AA}",
             "from");
    /* a postcode that the store has not: kept, and said */
    desk_do(d, "planner1", "person.move", "{person: P2, from: 2016-11-20, postcode: LE1 1AA}");
    assert_true(desk_remarked(d, "PL-1"));
    desk_check(d);
    desk_close(d);
}

static void test_change_gp(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "planner1", "package.request", PACKAGE);
    desk_sees(d, "planner1", "people", "{ref: P1}", "commissioner", "04V");
    desk_do(d, "planner1", "person.change-gp",
            "{person: P1, from: 2016-11-14, gp_practice: C82002}");
    desk_sees(d, "planner1", "registrations", "{person: P1}", "from to practice commissioner",
              "2016-11-14||C82002|03W / 2016-01-01|2016-11-13|C82001|04V");
    desk_sees(d, "planner1", "people", "{ref: P1}", "district commissioner", "Charnwood|03W");
    assert_int_equal(number(d, "SELECT count(*) FROM task WHERE kind = 'gp-changed'"), 1);
    assert_int_equal(number(d, "SELECT count(*) FROM package WHERE payer = 'E10000018'"), 1);
    /* the same commissioner is no work */
    desk_do(d, "planner1", "person.change-gp",
            "{person: P1, from: 2016-11-20, gp_practice: C82001}");
    desk_do(d, "planner1", "person.change-gp",
            "{person: P1, from: 2016-11-25, gp_practice: C82003}");
    assert_int_equal(number(d, "SELECT count(*) FROM task WHERE kind = 'gp-changed'"), 2);
    /* after July 2022 the body that followed is named */
    desk_do(d, "planner1", "person.change-gp",
            "{person: P2, from: 2022-07-01, gp_practice: C82001}");
    desk_sees(d, "planner1", "registrations", "{person: P2}", "commissioner", "QK1");
    desk_do(d, "planner1", "person.change-gp",
            "{person: P2, from: 2022-06-30, gp_practice: C82001}");
    desk_sees(d, "planner1", "registrations", "{person: P2}", "commissioner", "QK1 / 04V");
    /* a practice that the store has not */
    desk_do(d, "planner1", "person.change-gp",
            "{person: P2, from: 2016-11-20, gp_practice: C82999}");
    assert_true(desk_remarked(d, "PL-2"));
    desk_check(d);
    desk_close(d);
}

static void test_died(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "planner1", "package.request", PACKAGE);
    desk_bad(d, "planner1", "person.died", "{person: P1, on: 2016-11-15}", "on");
    desk_bad(d, "planner1", "person.died", "{person: P1, on: 1931-02-02}", "on");
    desk_do(d, "planner1", "person.died", "{person: P1, on: 2016-11-14}");
    desk_sees(d, "planner1", "people", "{ref: P1}", "died age packages", "2016-11-14|85|0");
    desk_refused(d, "planner1", "person.died", "{person: P1, on: 2016-11-13}", "PE-1");
    desk_do(d, "planner1", "person.died", "{person: P1, on: 2016-11-13, correction: true}");
    desk_bad(d, "planner1", "person.move", "{person: P1, from: 2016-11-14, postcode: LE16 7AA}",
             "from");
    desk_check(d);
    desk_close(d);
}

static void test_merge(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "planner1", "package.request",
            "{ref: K2, person: P2, priority: routine, needed_by: 2016-11-21}");
    desk_do(d, "planner1", "alert.add", "{person: P2, kind: dog}");
    desk_do(d, "planner1", "note.add", "{person: P2, kind: contact, text: Hello}");
    desk_do(d, "planner1", "person.change", "{person: P2, nhs_number: \"9434765919\"}");
    desk_denied(d, "planner1", "person.merge", "{person: P1, merged: P2, reason: The same}", NULL);
    desk_do(d, "supervisor1", "person.merge",
            "{person: P1, merged: P2, reason: One person under two names}");
    desk_sees(d, "planner1", "people", "{}", "ref nhs_number alerts packages",
              "P1|9434765919|dog|1");
    desk_sees(d, "planner1", "notes", "{person: P1}", "text", "Hello");
    desk_sees(d, "planner1", "merges", "{}", "kept merged", "P1|P2");
    assert_int_equal(number(d, "SELECT count(*) FROM task WHERE kind = 'merged'"), 1);
    assert_int_equal(number(d, "SELECT count(*) FROM package WHERE payer = 'E10000018'"), 1);
    /* the old reference leads to the record that stands */
    desk_do(d, "planner1", "person.change", "{person: P2, title: Dr}");
    desk_sees(d, "planner1", "person", "{person: P2}", "ref title merged", "P1|Dr|P2");
    desk_finds(d, "planner1", "sample", "P1");
    desk_refused(d, "supervisor1", "person.merge", "{person: P1, merged: P2, reason: Again}",
                 "PM-1");
    desk_check(d);
    desk_denied(d, "planner1", "person.unmerge", "{person: P2, reason: Two people}", NULL);
    desk_do(d, "supervisor2", "person.unmerge", "{person: P2, reason: Two people after all}");
    desk_sees(d, "planner1", "people", "{}", "ref nhs_number alerts packages",
              "P1|||0 / P2|9434765919|dog|1");
    assert_int_equal(number(d, "SELECT count(*) FROM package k JOIN person p ON p.id = k.person_id "
                               "WHERE p.ref = 'P2'"),
                     1);
    desk_refused(d, "supervisor1", "person.unmerge", "{person: P2, reason: Again}", "PM-2");
    desk_check(d);
    desk_close(d);
}

static void test_merge_refused(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "planner1", "person.change", "{person: P1, nhs_number: \"4010232137\"}");
    desk_do(d, "planner1", "person.change", "{person: P2, nhs_number: \"9434765919\"}");
    desk_refused(d, "supervisor1", "person.merge", "{person: P1, merged: P2, reason: The same}",
                 "PM-1");
    desk_do(d, "planner1", "person.change", "{person: P2, clear: [nhs_number]}");
    desk_do(d, "supervisor1", "person.merge", "{person: P1, merged: P2, reason: The same}");
    desk_do(d, "planner1", "person.add",
            "{ref: P3, family_name: Third, given_name: Cy, born: 1950-01-01, postcode: LE16 7AA}");
    /* P1 stands for another record itself */
    desk_refused(d, "supervisor1", "person.merge", "{person: P3, merged: P1, reason: The same}",
                 "PM-1");
    desk_do(d, "supervisor1", "person.merge", "{person: P1, merged: P3, reason: The same}");
    desk_check(d);
    desk_close(d);
}

/* reliability.md F7 and 6, S11; 13, 73. */
static void test_restricted(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_denied(d, "planner1", "person.restrict", "{person: P1, reason: Works here}", NULL);
    desk_do(d, "supervisor1", "person.restrict", "{person: P1, reason: A member of our own staff}");
    desk_sees(d, "broker1", "people", "{ref: P1}", "name born postcode", "restricted||");
    desk_sees(d, "broker1", "person", "{person: P1}", "ref name phone restricted",
              "P1|restricted||true");
    desk_sees(d, "broker1", "residences", "{person: P1}", "postcode", "");
    desk_finds(d, "broker1", "example", "");
    desk_finds(d, "broker1", "le11", "");
    desk_finds(d, "broker1", "p1", "P1");
    desk_denied(d, "broker1", "person.change", "{person: P1, title: Dr}", "PR-1");
    /* a new record of the same person is noticed, and the other is named by reference alone */
    desk_refused(d, "broker1", "person.add",
                 "{family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE11 3TU}",
                 "PD-1");
    desk_denied(d, "broker1", "person.open", "{person: P1}", "BG-1");
    desk_denied(d, "broker1", "person.open", "{person: P1, reason: xxxxx}", "BG-1");
    desk_denied(d, "broker1", "person.open", "{person: P1, reason: need to see it now}", "BG-1");
    desk_denied(d, "broker1", "person.open", "{person: P1, reason: xxxxxxxx xxxxxxxx xxxxxxxx}",
                "BG-1");
    desk_do(d, "broker1", "person.open", "{person: P1, reason: her care starts today}");
    desk_sees(d, "broker1", "people", "{ref: P1}", "name postcode", "Example, Ann|LE11 3TU");
    desk_sees(d, "broker2", "people", "{ref: P1}", "name postcode", "restricted|");
    desk_do(d, "broker1", "person.change", "{person: P1, title: Dr}");
    desk_check(d);
    /* eight hours to the minute */
    d->now.minute += 8 * 60 - 1;
    desk_sees(d, "broker1", "people", "{ref: P1}", "name", "Example, Ann");
    d->now.minute++;
    desk_sees(d, "broker1", "people", "{ref: P1}", "name", "restricted");
    desk_denied(d, "broker1", "person.change", "{person: P1, title: Ms}", "PR-1");
    desk_do(d, "privacy1", "person.unrestrict", "{person: P1, reason: Works here no longer}");
    desk_finds(d, "broker1", "example", "P1");
    desk_check(d);
    desk_close(d);
}

static void test_review(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "supervisor1", "person.restrict", "{person: P1, reason: A member of our own staff}");
    desk_do(d, "broker1", "person.open", "{person: P1, reason: her care starts today}");
    desk_do(d, "privacy1", "person.open", "{person: P1, reason: to look into a complaint}");
    desk_sees(d, "privacy1", "break-glass", "{}", "opening person by reviewed",
              "1|P1|broker1| / 2|P1|privacy1|");
    /* within three working days: Monday to Thursday */
    assert_int_equal(number(d, "SELECT count(*) FROM task WHERE role = 'privacy' AND done IS NULL "
                               "AND due = 17122 * 1440 + 600"),
                     2);
    assert_string_equal(desk_look(d, "broker1", "break-glass", "{}", NULL, "opening"), "denied");
    desk_denied(d, "broker1", "glass.review", "{opening: 1, finding: Needed}", NULL);
    desk_denied(d, "privacy1", "glass.review", "{opening: 2, finding: Needed}", "S11");
    desk_do(d, "privacy1", "glass.review", "{opening: 1, finding: Needed}");
    desk_refused(d, "privacy1", "glass.review", "{opening: 1, finding: Not needed}", "BG-2");
    assert_int_equal(number(d, "SELECT count(*) FROM task WHERE role = 'privacy' AND done IS NULL"),
                     1);
    desk_not(d, "privacy1", "glass.review", "{opening: 3, finding: Needed}", FAULT_MISSING);
    desk_sees(d, "privacy1", "break-glass", "{}", "opening reviewer finding",
              "2|| / 1|privacy1|Needed");
    desk_check(d);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_move),          cmocka_unit_test(test_change_gp),
        cmocka_unit_test(test_died),          cmocka_unit_test(test_merge),
        cmocka_unit_test(test_merge_refused), cmocka_unit_test(test_restricted),
        cmocka_unit_test(test_review),
    };
    return RUN_TESTS(tests);
}

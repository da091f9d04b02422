/* Places: a postcode's district, a practice's commissioner, organisations over time. */
#include "tests/unit/desk.h"

#include "core/ops/place.h"

/* LE16 lies in several authorities (../shared/data): each postcode has its own district. */
static void test_le16(void **state)
{
    static const char *const rows[][2] = {
        {"LE16 7AA", "E07000131"}, {"LE16 8GH", "E06000017"}, {"LE16 8GE", "E07000150"},
        {"LE16 8JS", "E07000151"}, {"LE16 8DA", "E07000153"},
    };
    struct desk *d = desk_open();
    char args[200];

    (void)state;
    desk_do(d, "admin1", "place.area", "{code: E07000131, name: Harborough}");
    desk_do(d, "admin1", "place.area", "{code: E06000017, name: Rutland}");
    desk_do(d, "admin1", "place.area", "{code: E07000150, name: Corby}");
    desk_do(d, "admin1", "place.area", "{code: E07000151, name: Daventry}");
    desk_do(d, "admin1", "place.area", "{code: E07000153, name: Kettering}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(args, sizeof args,
                 "{postcode: %s, district: %s, easting: 474422, northing: 287870}", rows[i][0],
                 rows[i][1]);
        desk_do(d, "supervisor1", "place.postcode", args);
        snprintf(args, sizeof args,
                 "{ref: P%zu, family_name: Example, given_name: Ann, born: 193%zu-02-03, "
                 "postcode: %s}",
                 i + 1, i, rows[i][0]);
        desk_do(d, "planner1", "person.add", args);
    }
    desk_sees(d, "planner1", "people", "{}", "ref district",
              "P1|Harborough / P2|Rutland / P3|Corby / P4|Daventry / P5|Kettering");
    desk_sees(d, "clerk1", "postcodes", "{}", "postcode district_name",
              "LE16 7AA|Harborough / LE16 8DA|Kettering / LE16 8GE|Corby / LE16 8GH|Rutland / "
              "LE16 8JS|Daventry");
    const char *found = desk_look(d, "clerk1", "postcodes", "{}", "le16 8g", "postcode");
    assert_string_equal(found, "LE16 8GE / LE16 8GH");
    /* another file says otherwise: the last one stands */
    desk_do(d, "admin1", "place.postcode", "{postcode: LE16 8GE, district: E07000131}");
    desk_sees(d, "clerk1", "postcodes", "{postcode: LE16 8GE}", "district", "E07000131");
    desk_denied(d, "broker1", "place.postcode", "{postcode: LE16 8GE, district: E07000131}", NULL);
    desk_bad(d, "admin1", "place.postcode", "{postcode: LE16 8GE, district: E0700013}", "district");
    desk_check(d);
    desk_close(d);
}

static void test_kinds(void **state)
{
    static const char *const typed[] = {"LE16 7AA", "le167aa", "le16  7aa"};
    struct desk *d = desk_open();
    struct fault why = {0};
    int64_t id;

    (void)state;
    desk_do(d, "admin1", "place.postcode", "{postcode: LE16 7AA, district: E07000131}");
    desk_do(d, "admin1", "place.practice",
            "{code: C82001, name: Example Surgery, postcode: LE16 7AA, commissioner: 03W}");
    desk_sit(d, "broker1");
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        assert_true(
            kind_id(counter_session(d->counter), kind_find("postcode"), typed[i], &id, &why));
        assert_int_equal(id, 1);
    }
    assert_false(
        kind_id(counter_session(d->counter), kind_find("postcode"), "LE16 7AB", &id, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
    fault_clear(&why);
    assert_true(kind_id(counter_session(d->counter), kind_find("practice"), "c82001", &id, &why));
    assert_true(kind_id(counter_session(d->counter), kind_find("organisation"), "03W", &id, &why));
    desk_sees(d, "clerk1", "practices-at", "{id: 1}", "code commissioner commissioner_name",
              "C82001|03W|NHS East Leicestershire and Rutland CCG");
    desk_close(d);
}

static void test_practices(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "admin1", "place.practice",
            "{code: C82001, name: Example Surgery, commissioner: 04V, from: 1974-04-01}");
    /* what a later file does not say stays */
    desk_do(d, "admin1", "place.practice", "{code: C82001, name: New Surgery, to: 2020-03-31}");
    desk_sees(d, "clerk1", "practices", "{}", "code name commissioner opened closed",
              "C82001|New Surgery|04V|1974-04-01|2020-03-31");
    desk_bad(d, "admin1", "place.practice",
             "{code: C82001, name: New Surgery, from: 2020-03-31, to: 2020-03-30}", "to");
    desk_check(d);
    desk_close(d);
}

/* domain.md 8: an organisation ends and is succeeded; an old code is still read. */
static void test_organisations(void **state)
{
    struct desk *d = desk_open();
    static const struct {
        const char *name, *kind;
    } named[] = {
        {"NHS EXAMPLE CCG", "ccg"},
        {"NHS Example Integrated Care Board", "icb"},
        {"EXAMPLE PARTNERSHIP NHS TRUST", "trust"},
        {"Example County Council", "council"},
        {"Example Housing", "other"},
    };
    char args[200];

    (void)state;
    desk_sees(d, "clerk1", "organisations", "{code: 04V}", "kind from to successor",
              "ccg|2013-04-01|2022-06-30|QK1");
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        snprintf(args, sizeof args, "{code: X%zu, name: %s}", i + 10, named[i].name);
        desk_do(d, "admin1", "place.organisation", args);
        snprintf(args, sizeof args, "{code: X%zu}", i + 10);
        desk_sees(d, "clerk1", "organisations", args, "kind", named[i].kind);
    }
    /* what has ended is not renamed by a later list of something else */
    desk_do(d, "admin1", "place.organisation", "{code: 04V, name: Example sub-location}");
    desk_sees(d, "clerk1", "organisations", "{code: 04V}", "name kind to",
              "NHS West Leicestershire CCG|ccg|2022-06-30");
    /* the ONS names bodies by its own code, and by theirs beside it */
    desk_do(d, "admin1", "place.organisation",
            "{code: E54000015, name: NHS Leicester ICB, ods_code: QK1}");
    desk_sees(d, "clerk1", "organisations", "{code: QK1}", "name kind", "NHS Leicester ICB|icb");
    desk_check(d);
    desk_close(d);
}

static void test_areas_and_holidays(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "admin1", "place.area", "{code: E05005432, name: Ashby Road}");
    desk_do(d, "admin1", "place.area",
            "{code: E07000131, name: Harborough, rings: \"0:1,2 3,4;\"}");
    desk_do(d, "admin1", "place.area", "{code: E10000018, name: Leicestershire}");
    desk_do(d, "admin1", "place.area", "{code: E07000131, name: Harborough District}");
    desk_sees(d, "clerk1", "areas", "{code: E05005432}", "code name kind lot boundary",
              "E05005432|Ashby Road|ward|02|false");
    desk_sees(d, "clerk1", "areas", "{code: E07000131}", "code name kind lot boundary",
              "E07000131|Harborough District|district||true");
    desk_sees(d, "clerk1", "areas", "{code: E10000018}", "code name kind lot boundary",
              "E10000018|Leicestershire|county||false");
    desk_sees(d, "clerk1", "boundaries", "{}", "code rings", "E07000131|0:1,2 3,4;");
    desk_do(d, "admin1", "place.bank-holiday", "{date: 2031-12-25, title: Christmas Day}");
    desk_do(d, "admin1", "place.bank-holiday", "{date: 2031-12-25, title: Christmas}");
    desk_sees(d, "clerk1", "bank-holidays", "{}", "date title", "2031-12-25|Christmas");
    desk_check(d);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_le16),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_practices),
        cmocka_unit_test(test_organisations),
        cmocka_unit_test(test_areas_and_holidays),
    };
    return RUN_TESTS(tests);
}

#include "tests/unit/rule_cases.h"

#include "core/rules/brokerage/brokerage.h"

static date_t day(int year, int month, int of_month)
{
    date_t d;

    assert_true(date_make(year, month, of_month, &d));
    return d;
}

/* --- brokerage.may-offer ---------------------------------------------------------------------- */

static const struct may_offer_facts may = {
    .provider_registered = 1,
    .award_live = 1,
    .lot_covers = 1,
    .capacity_minutes = 10000,
    .committed_minutes = 8320,
    .package_minutes = 1680,
    .order_reached = 1,
    .delegation_in_force = 1,
};

/* Each of the eight spoils the good case alone, and every set of them is told whole, in order. */
static void every_refusal_is_told(void **state)
{
    static const char *const codes[] = {"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8"};

    (void)state;
    for (unsigned set = 0; set < 256; set++) {
        struct may_offer_facts f = may;
        char expected[64] = "", told[64];
        struct asked q;
        f.provider_registered = !(set & 1);
        f.provider_suspended = (set & 2) != 0;
        f.award_live = !(set & 4);
        f.lot_covers = !(set & 8);
        f.package_minutes += (set & 16) != 0;
        f.barred_for_person = (set & 32) != 0;
        f.order_reached = !(set & 64);
        f.delegation_in_force = !(set & 128);
        for (unsigned i = 0; i < 8; i++)
            if (set >> i & 1) {
                size_t used = strlen(expected);
                snprintf(expected + used, sizeof expected - used, "%s%s", used ? " " : "",
                         codes[i]);
            }
        ask(&q, &rule_brokerage_may_offer, &f, NULL);
        const struct may_offer_values *v = q.d.values;
        assert_true(q.good);
        assert_string_equal(q.d.outcome, set ? "refused" : "offer");
        assert_string_equal(q.codes, expected);
        assert_string_equal(words_of(&v->refused_by, told, sizeof told), expected);
        assert_int_equal(v->headroom_minutes, 1680);
        if (set) {
            struct fault why = {0};
            assert_false(decision_fault(&q.d, &why));
            assert_int_equal(why.kind, FAULT_REFUSED);
            assert_int_equal(why.reasons, q.d.reasons);
        }
        answered(&q);
    }
}

static void head_room(void **state)
{
    static const struct {
        const char *why;
        int64_t capacity, committed, package, headroom;
        const char *codes;
    } cases[] = {
        {"an exact fit", 10000, 8320, 1680, 1680, ""},
        {"one minute too many", 10000, 8320, 1681, 1680, "B5"},
        {"one minute to spare", 10000, 8320, 1679, 1680, ""},
        {"an empty award", 1680, 0, 1680, 1680, ""},
        {"a full award", 1680, 1680, 15, 0, "B5"},
        {"more committed than there is", 1000, 1300, 15, -300, "B5"},
        {"no capacity at all", 0, 0, 15, 0, "B5"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct may_offer_facts f = may;
        struct asked q;
        f.capacity_minutes = cases[i].capacity;
        f.committed_minutes = cases[i].committed;
        f.package_minutes = cases[i].package;
        print_message("brokerage.may-offer: %s\n", cases[i].why);
        ask(&q, &rule_brokerage_may_offer, &f, NULL);
        const struct may_offer_values *v = q.d.values;
        assert_string_equal(q.codes, cases[i].codes);
        assert_string_equal(q.d.outcome, cases[i].codes[0] ? "refused" : "offer");
        assert_int_equal(v->headroom_minutes, cases[i].headroom);
        if (cases[i].headroom < 0) /* nobody has -5h left */
            assert_string_equal(q.d.reason[0].text, "The package takes 0h 15m a week and the "
                                                    "provider is 5h 00m over its 16h 40m already.");
        answered(&q);
    }
}

static void may_offer_in_json(void **state)
{
    struct may_offer_facts f = may;
    struct buf out = {0};
    struct asked q;

    (void)state;
    ask(&q, &rule_brokerage_may_offer, &f, NULL);
    decision_json(&q.d, &out);
    assert_string_equal(out.text, "{\"rule\":\"brokerage.may-offer\",\"outcome\":\"offer\","
                                  "\"reasons\":[],\"values\":{\"refused_by\":[],"
                                  "\"headroom_minutes\":1680}}");
    answered(&q);
    buf_clear(&out);
    f.order_reached = f.provider_registered = 0;
    ask(&q, &rule_brokerage_may_offer, &f, NULL);
    decision_json(&q.d, &out);
    assert_non_null(strstr(out.text, "\"values\":{\"refused_by\":[\"B1\",\"B7\"],"));
    answered(&q);
    buf_release(&out);
}

/* --- brokerage.may-start ---------------------------------------------------------------------- */

static void may_start(void **state)
{
    static const struct {
        const char *why;
        int born[3], start[3];
        int64_t needs, has, age;
        const char *codes;
    } cases[] = {
        {"17 years and 364 days", {1998, 11, 9}, {2016, 11, 8}, 0, 0, 17, "MS1"},
        {"18 on the day", {1998, 11, 8}, {2016, 11, 8}, 0, 0, 18, ""},
        {"18 and a day", {1998, 11, 7}, {2016, 11, 8}, 0, 0, 18, ""},
        {"born on 29 February: 28 February", {2000, 2, 29}, {2018, 2, 28}, 0, 0, 17, "MS1"},
        {"born on 29 February: 1 March", {2000, 2, 29}, {2018, 3, 1}, 0, 0, 18, ""},
        {"eighty-five", {1931, 2, 3}, {2016, 11, 8}, 1, 1, 85, ""},
        {"NHS work without a delegation", {1931, 2, 3}, {2016, 11, 8}, 1, 0, 85, "MS2"},
        {"no NHS work, no delegation", {1931, 2, 3}, {2016, 11, 8}, 0, 0, 85, ""},
        {"a delegation that is not needed", {1931, 2, 3}, {2016, 11, 8}, 0, 1, 85, ""},
        {"both", {2016, 11, 8}, {2016, 11, 8}, 1, 0, 0, "MS1 MS2"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct may_start_facts f = {day(cases[i].born[0], cases[i].born[1], cases[i].born[2]),
                                    day(cases[i].start[0], cases[i].start[1], cases[i].start[2]),
                                    cases[i].needs, cases[i].has};
        struct asked q;
        char told[64];
        print_message("brokerage.may-start: %s\n", cases[i].why);
        ask(&q, &rule_brokerage_may_start, &f, NULL);
        const struct may_start_values *v = q.d.values;
        assert_true(q.good);
        assert_string_equal(q.d.outcome, cases[i].codes[0] ? "refused" : "permitted");
        assert_string_equal(q.codes, cases[i].codes);
        assert_string_equal(words_of(&v->refused_by, told, sizeof told), cases[i].codes);
        assert_int_equal(v->age, cases[i].age);
        answered(&q);
    }

    struct may_start_facts f = {day(2016, 11, 9), day(2016, 11, 8), 0, 0};
    struct asked q;
    ask(&q, &rule_brokerage_may_start, &f, NULL);
    assert_false(q.good);
    assert_int_equal(q.why.kind, FAULT_INPUT);
    assert_string_equal(q.why.field, "born");
    answered(&q);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_refusal_is_told),
        cmocka_unit_test(head_room),
        cmocka_unit_test(may_offer_in_json),
        cmocka_unit_test(may_start),
    };
    return RUN_TESTS(t);
}

/* People: added, changed, named, dead; NHS numbers, duplicates, look-alikes, alerts and notes. */
#include "tests/unit/desk.h"

#define ANN  "ref: P1, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE11 3TU"
#define HERE "postcode: LE11 3TU"

static void test_add(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "planner1", "person.add",
            "{" ANN ", nhs_number: 943 476 5919, address: 1 Example Road, sex: female, "
            "language: Gujarati, phone: 01632 960001, title: Mrs, known_as: Nan, "
            "alerts: [lives-alone, key-safe]}");
    assert_string_equal(d->answer.subject_kind, "person");
    assert_string_equal(d->answer.subject_ref, "P1");
    desk_sees(d, "broker1", "people", "{}", "ref name born age nhs_number postcode alerts packages",
              "P1|Example, Ann|1931-02-03|85|9434765919|LE11 3TU|alone, key safe|0");
    desk_sees(d, "broker1", "person", "{person: P1}", "title known_as sex language phone address",
              "Mrs|Nan|female|Gujarati|01632 960001|1 Example Road");
    /* a reference is given where none is said */
    desk_do(d, "broker1", "person.add",
            "{family_name: Sample, given_name: Bob, born: 1940-01-01, " HERE "}");
    assert_non_null(d->answer.subject_ref);
    assert_int_equal(d->answer.subject_ref[0], 'P');
    desk_refused(d, "broker1", "person.add",
                 "{ref: P1, family_name: Other, given_name: Cy, born: 1950-01-01, " HERE "}",
                 "PN-2");
    desk_check(d);
    desk_close(d);
}

static void test_add_bad(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_bad(d, "planner1", "person.add",
             "{family_name: A, given_name: B, born: 2016-11-15, " HERE "}", "born");
    desk_do(d, "planner1", "person.add",
            "{family_name: A, given_name: B, born: 2016-11-14, " HERE "}"); /* born today */
    desk_bad(d, "planner1", "person.add",
             "{family_name: A, given_name: B, born: 1931-02-03, from: 1931-02-02, " HERE "}",
             "from");
    desk_do(d, "planner1", "person.add",
            "{family_name: A, given_name: B, born: 1931-02-03, from: 1931-02-03, " HERE "}");
    desk_bad(d, "planner1", "person.add", "{family_name: A, born: 1931-02-03, " HERE "}",
             "given_name");
    desk_bad(d, "planner1", "person.add",
             "{family_name: A, given_name: C, born: 1931-02-03, postcode: QE1 1AA}", "postcode");
    desk_denied(d, "finance1", "person.add", "{" ANN "}", NULL);
    desk_denied(d, "admin1", "person.add", "{" ANN "}", NULL);
    desk_denied(d, "auditor1", "person.add", "{" ANN "}", NULL);
    desk_check(d);
    desk_close(d);
}

/* domain.md 10, 35 and 36: stored as ten digits, or refused. */
static void test_nhs_number(void **state)
{
    static const char *const wrong[] = {"9434765918",   "1234567890", "1111111111", "94347659190",
                                        "943-476-5919", "943476591X", "4010232173"};
    struct desk *d = desk_open();
    char args[300];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(args, sizeof args, "{" ANN ", nhs_number: \"%s\"}", wrong[i]);
        desk_bad(d, "planner1", "person.add", args, "nhs_number");
    }
    desk_do(d, "planner1", "person.add", "{" ANN ", nhs_number: 943 476 5919}");
    desk_do(d, "planner1", "person.add",
            "{ref: P2, family_name: Sample, given_name: Bob, born: 1940-01-01, " HERE
            ", nhs_number: \"9990000050\"}"); /* its check digit is 0 */
    desk_sees(d, "planner1", "people", "{}", "ref nhs_number", "P1|9434765919 / P2|9990000050");
    /* tests use 999 freely on a practice store */
    assert_false(desk_remarked(d, "ID-007"));
    /* unique while it is present: the other record is named */
    desk_refused(d, "planner1", "person.add",
                 "{ref: P3, family_name: Third, given_name: Cy, born: 1950-01-01, " HERE
                 ", nhs_number: \"9434765919\"}",
                 "PN-1");
    assert_non_null(strstr(d->all.list[0].reason[0].text, "P1"));
    desk_refused(d, "planner1", "person.change", "{person: P2, nhs_number: \"9434765919\"}",
                 "PN-1");
    desk_do(d, "planner1", "person.change", "{person: P1, nhs_number: \"9434765919\"}");
    desk_do(d, "planner1", "person.change", "{person: P1, clear: [nhs_number]}");
    desk_do(d, "planner1", "person.change", "{person: P2, nhs_number: \"9434765919\"}");
    /* an NHS number is a reference too */
    desk_do(d, "planner1", "person.change", "{person: 943 476 5919, title: Mr}");
    desk_sees(d, "planner1", "person", "{person: P2}", "title", "Mr");
    desk_check(d);
    desk_close(d);
}

static void test_duplicates(void **state)
{
    static const char *const same[] = {
        "family_name: Example, given_name: Ann",  /* the very same */
        "family_name: EXAMPLE, given_name: ann",  /* case */
        "family_name: Éxample, given_name: Ann",  /* an accent */
        "family_name: Example, given_name: Anne", /* spelt nearly so */
        "family_name: Example, given_name: Ann Marie",
        "family_name: Exampel, given_name: Ann", /* two letters swapped */
    };
    static const char *const other[] = {
        "family_name: Example, given_name: Bob", /* a twin */
        "family_name: Sample, given_name: Ann",
    };
    struct desk *d = desk_open();
    char args[300];

    (void)state;
    desk_do(d, "planner1", "person.add", "{" ANN "}");
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        snprintf(args, sizeof args, "{%s, born: 1931-02-03, postcode: LE12 5AA}", same[i]);
        desk_refused(d, "planner1", "person.add", args, "PD-1");
        assert_non_null(strstr(d->all.list[0].reason[0].text, "P1"));
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        snprintf(args, sizeof args, "{%s, born: 1931-02-03, postcode: LE12 5AA}", other[i]);
        desk_do(d, "planner1", "person.add", args);
    }
    /* another birthday is another person */
    desk_do(d, "planner1", "person.add",
            "{family_name: Example, given_name: Ann, born: 1931-02-04, postcode: LE12 5AA}");
    /* looked at, and kept: by reference, or with a reason */
    desk_refused(d, "planner1", "person.add",
                 "{family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE12 5AA, "
                 "not_duplicate_of: [P99]}",
                 "PD-1");
    desk_do(d, "planner1", "person.add",
            "{ref: P7, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE12 "
            "5AA, not_duplicate_of: [P1]}");
    assert_true(desk_remarked(d, "PD-1"));
    desk_do(d, "planner1", "person.add",
            "{ref: P8, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE12 "
            "5AA, confirmed_new: \"Spoke to both of them on the telephone\"}");
    desk_check(d);
    desk_close(d);
}

static void test_duplicates_numbers_and_view(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "planner1", "person.add", "{" ANN ", nhs_number: \"9434765919\"}");
    /* different NHS numbers are two people */
    desk_do(d, "planner1", "person.add",
            "{ref: P2, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE12 "
            "5AA, nhs_number: \"4010232137\"}");
    desk_sees(d, "planner1", "duplicates", "{person: P2}", "ref because",
              "P1|family name, given name, date of birth");
    desk_sees(d, "planner1", "duplicates",
              "{family_name: example, given_name: Zoe, born: 1950-01-01, postcode: LE11 3TU}",
              "ref because", "P1|family name, postcode");
    desk_sees(d, "planner1", "duplicates", "{nhs_number: \"4010232137\"}", "ref because",
              "P2|NHS number");
    desk_sees(d, "planner1", "duplicates",
              "{family_name: Nobody, given_name: Zoe, born: 1950-01-01, postcode: LE11 3TU}", "ref",
              "");
    desk_close(d);
}

/* reliability.md 13, 45 to 51: kept word for word, or refused on the way in. */
static void test_text(void **state)
{
    struct desk *d = desk_open();
    struct buf b = {0};

    (void)state;
    desk_do(d, "planner1", "person.add",
            "{ref: Q1, family_name: \"'; DROP TABLE person;--\", given_name: Bobby, "
            "born: 1931-02-03, " HERE "}");
    desk_sees(d, "planner1", "people", "{ref: Q1}", "name", "'; DROP TABLE person;--, Bobby");
    desk_do(d, "planner1", "person.add", "{" ANN "}");
    /* a Cyrillic а in a Latin name */
    desk_do(d, "planner1", "person.add",
            "{ref: Q2, family_name: Ex\u0430mple, given_name: Ann, born: 1951-02-03, " HERE "}");
    assert_true(desk_remarked(d, "PW-1"));
    desk_do(d, "planner1", "person.add",
            "{ref: Q3, family_name: \"Ó Dónaill-Wyn\", given_name: Siân, born: 1952-02-03, " HERE
            "}");
    assert_false(desk_remarked(d, "PW-1"));
    desk_bad(d, "planner1", "person.add",
             "{family_name: \"Ex\\u202Eample\", given_name: Ann, born: 1953-02-03, " HERE "}",
             "family_name");
    desk_bad(d, "planner1", "person.add",
             "{family_name: \"Ex\\e[2Jample\", given_name: Ann, born: 1953-02-03, " HERE "}",
             "family_name");
    buf_text(&b, "{given_name: Ann, born: 1953-02-03, " HERE ", family_name: e");
    for (int i = 0; i < 1000; i++)
        buf_text(&b, "\u0301");
    buf_text(&b, "}");
    desk_bad(d, "planner1", "person.add", b.text, "family_name");
    buf_clear(&b);
    buf_text(&b, "{given_name: Ann, born: 1953-02-03, " HERE ", family_name: ");
    for (int i = 0; i < 101; i++)
        buf_char(&b, 'e');
    buf_text(&b, "}");
    desk_bad(d, "planner1", "person.add", b.text, "family_name");
    buf_release(&b);
    desk_check(d);
    desk_close(d);
}

static void test_change(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "planner1", "person.add", "{" ANN "}");
    desk_do(d, "planner1", "person.change",
            "{person: P1, family_name: Sample-Jones, phone: 01632 960002}");
    desk_sees(d, "planner1", "person", "{person: P1}", "name other_names phone",
              "Sample-Jones, Ann|Example (former)|01632 960002");
    /* a mistake is not kept */
    desk_do(d, "planner1", "person.change",
            "{person: P1, family_name: Simple-Jones, correction: true}");
    desk_sees(d, "planner1", "person", "{person: P1}", "name other_names",
              "Simple-Jones, Ann|Example (former)");
    desk_do(d, "planner1", "person.add-name", "{person: P1, kind: maiden, family_name: Maidenly}");
    desk_do(d, "planner1", "person.change", "{person: P1, clear: [phone, title]}");
    desk_sees(d, "planner1", "person", "{person: P1}", "other_names phone",
              "Example (former); Maidenly (maiden)|");
    /* nothing different: nothing written */
    int64_t tx = d->answer.tx;
    desk_do(d, "planner1", "person.change", "{person: P1, family_name: Simple-Jones}");
    assert_true(d->answer.tx == 0 || d->answer.tx > tx);
    /* the form was opened on an earlier revision */
    desk_not(d, "planner1", "person.change", "{person: P1, rev: 1, title: Dr}", FAULT_STALE);
    assert_null(strstr(d->all.list[0].text, "→")); /* who somebody is, is in no message */
    desk_bad(d, "planner1", "person.change", "{person: P1, born: 2016-11-15}", "born");
    desk_not(d, "planner1", "person.change", "{person: P1O, title: Dr}", FAULT_MISSING);
    assert_non_null(strstr(d->all.list[0].text, "P1"));
    desk_check(d);
    desk_close(d);
}

static void test_alerts(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "planner1", "person.add", "{" ANN "}");
    desk_do(d, "planner1", "alert.add", "{person: P1, kind: dog, detail: Large and friendly}");
    desk_do(d, "planner1", "alert.add", "{person: P1, kind: safeguarding, detail: Enquiry open}");
    desk_sees(d, "planner1", "alerts", "{person: P1}", "kind detail restricted",
              "safeguarding|Enquiry open|true / dog|Large and friendly|false");
    /* others see that there is one */
    desk_sees(d, "broker1", "alerts", "{person: P1}", "kind detail",
              "other|restricted / dog|Large and friendly");
    desk_sees(d, "broker1", "people", "{}", "alerts", "dog");
    desk_sees(d, "supervisor1", "people", "{}", "alerts", "dog, safeguarding");
    desk_do(d, "broker1", "alert.change",
            "{person: P1, kind: dog, detail: \"Large, in the yard\"}");
    desk_do(d, "broker1", "alert.end", "{person: P1, kind: dog, to: 2016-11-14}");
    desk_not(d, "broker1", "alert.end", "{person: P1, kind: infection, to: 2016-11-14}",
             FAULT_MISSING);
    desk_bad(d, "broker1", "alert.add",
             "{person: P1, kind: risk, from: 2016-11-14, to: 2016-11-13}", "to");
    desk_do(d, "broker1", "alert.add",
            "{person: P1, kind: risk, from: 2016-11-14, to: 2016-11-14, detail: one}");
    desk_do(d, "broker1", "alert.add", "{person: P1, kind: risk, detail: two}");
    desk_bad(d, "broker1", "alert.end", "{person: P1, kind: risk, to: 2016-11-14}", "alert");
    desk_check(d);
    desk_close(d);
}

static void test_notes(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_do(d, "planner1", "person.add", "{" ANN "}");
    desk_do(d, "broker1", "note.add", "{person: P1, kind: contact, text: Rang; no answer}");
    desk_do(d, "planner1", "note.add",
            "{person: P1, kind: safeguarding, text: A concern was raised}");
    desk_do(d, "broker2", "note.correct",
            "{person: P1, note: 1, text: \"Rang: her son answered\"}");
    desk_sees(d, "planner1", "notes", "{person: P1}", "number by text corrects corrected_by",
              "3|broker2|Rang: her son answered|1| / 2|planner1|A concern was raised|| / "
              "1|broker1|Rang; no answer||3");
    desk_sees(d, "broker1", "notes", "{person: P1, number: 2}", "text", "restricted");
    desk_refused(d, "broker1", "note.correct", "{person: P1, note: 1, text: Again}", "NC-1");
    desk_do(d, "broker1", "note.correct", "{person: P1, note: 3, text: Her daughter answered}");
    desk_not(d, "broker1", "note.correct", "{person: P1, note: 5, text: None such}", FAULT_MISSING);
    desk_denied(d, "finance1", "note.add", "{person: P1, kind: money, text: Paid}", NULL);
    desk_check(d);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_add_bad),
        cmocka_unit_test(test_nhs_number),
        cmocka_unit_test(test_duplicates),
        cmocka_unit_test(test_duplicates_numbers_and_view),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_change),
        cmocka_unit_test(test_alerts),
        cmocka_unit_test(test_notes),
    };
    return RUN_TESTS(tests);
}

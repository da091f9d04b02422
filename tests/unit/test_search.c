/* Search as you type: names now and before, accents, double-barrelled, numbers, postcodes, births;
 * what stands in the index follows every change. */
#include "tests/unit/desk.h"

static struct desk *opened(void)
{
    struct desk *d = desk_open();

    desk_do(d, "planner1", "person.add",
            "{ref: P1, family_name: Smith-Jones, given_name: Ann, known_as: Nancy, "
            "born: 1931-02-03, postcode: LE11 3TU, nhs_number: 943 476 5919}");
    desk_do(d, "planner1", "person.add",
            "{ref: P2, family_name: \"Ó Dónaill\", given_name: Siân, born: 1940-12-25, "
            "postcode: LE16 7AA, former_family_name: Kowalska}");
    desk_do(d, "planner1", "person.add",
            "{ref: P3, family_name: Smith, given_name: Zoe, born: 1950-06-07, postcode: LE1 6ZZ}");
    desk_do(d, "planner1", "person.add",
            "{ref: P4, family_name: O'Brien, given_name: Smithson, born: 1960-06-07, "
            "postcode: CV13 0PE}");
    return d;
}

static void test_names(void **state)
{
    static const char *const cases[][2] = {
        {"smi", "P3 / P1 / P4"}, /* begins so, in order; then who holds it elsewhere */
        {"SMITH", "P3 / P1 / P4"},
        {"smith z", "P3"},
        {"smith, z", "P3"},
        {"zoe smith", "P3"},
        {"smith-j", "P1"},
        {"smith jones", "P1"},
        {"smithjones", "P1"},
        {"jones", "P1"},
        {"ann jon", "P1"},
        {"nancy", "P1"},
        {"o donaill", "P2"},
        {"Ó Dónaill", "P2"},
        {"odonaill", "P2"},
        {"sian", "P2"},
        {"SIÂN", "P2"},
        {"kowal", "P2"}, /* a name from before */
        {"o'b", "P4"},
        {"obrien", "P4"},
        {"brien", "P4"},
        {"mith", ""}, /* the middle of a word */
        {"smith bob", ""},
    };
    struct desk *d = opened();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        desk_finds(d, "broker1", cases[i][0], cases[i][1]);
    desk_close(d);
}

static void test_numbers(void **state)
{
    static const char *const cases[][2] = {
        {"943 476 5919", "P1"}, {"9434765919", "P1"}, {"943476", "P1"},
        {"P2", "P2"},           {"p2", "P2"},         {"LE16 7AA", "P2"},
        {"le167aa", "P2"},      {"le16", "P2 / P3"}, /* LE1 6ZZ begins so too */
        {"le16 7", "P2"},       {"le1 6zz", "P3"},    {"le1", "P2 / P3 / P1"},
        {"cv13", "P4"},         {"03/02/1931", "P1"}, {"3/2/1931", ""},
        {"1931-02-03", "P1"},   {"03021931", "P1"},   {"smith 1950", "P3"},
        {"07/06", "P4 / P3"},
    };
    struct desk *d = opened();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        desk_finds(d, "broker1", cases[i][0], cases[i][1]);
    desk_close(d);
}

/* reliability.md 13, 46: what means something to a database is text here. */
static void test_literal(void **state)
{
    static const char *const cases[][2] = {
        {"smi%", "P3 / P1 / P4"},
        {"s_ith", ""},
        {"smith*", "P3 / P1 / P4"},
        {"-smith", "P3 / P1 / P4"},
        {"smith OR zoe", ""},
        {"NOT smith", ""},
        {"NEAR(a)", ""},
        {"words:smith", ""},
        {"'; DROP TABLE person;--", ""},
        /* nobody is called by marks alone; nothing typed is everybody */
        {"%", ""},
        {"\"", ""},
        {"\\", ""},
        {"  ", "P4 / P2 / P3 / P1"},
    };
    struct desk *d = opened();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        desk_finds(d, "broker1", cases[i][0], cases[i][1]);
    desk_close(d);
}

static void test_follows(void **state)
{
    struct desk *d = opened();

    (void)state;
    /* a new name and the old; a mistake is found no longer */
    desk_do(d, "planner1", "person.change", "{person: P3, family_name: Marlowe}");
    desk_finds(d, "broker1", "marl", "P3");
    desk_finds(d, "broker1", "smith zoe", "P3");
    desk_do(d, "planner1", "person.change", "{person: P3, family_name: Marlow, correction: true}");
    desk_finds(d, "broker1", "marlowe", "");
    desk_finds(d, "broker1", "marlow", "P3");
    desk_do(d, "planner1", "person.add-name",
            "{person: P3, kind: also-known, family_name: Quist, given_name: Zola}");
    desk_finds(d, "broker1", "quist zola", "P3");
    /* numbers and births */
    desk_do(d, "planner1", "person.change", "{person: P3, nhs_number: \"4010232137\"}");
    desk_finds(d, "broker1", "401 023", "P3");
    desk_do(d, "planner1", "person.change", "{person: P3, clear: [nhs_number], born: 1951-01-01}");
    desk_finds(d, "broker1", "4010232137", "");
    desk_finds(d, "broker1", "07/06/1950", "");
    desk_finds(d, "broker1", "01/01/1951", "P3");
    /* an address to come, and the one before */
    desk_do(d, "planner1", "person.move", "{person: P3, from: 2016-12-01, postcode: DE12 7JF}");
    desk_finds(d, "broker1", "de12", "P3");
    desk_finds(d, "broker1", "le1 6zz", "P3");
    desk_do(d, "planner1", "person.move", "{person: P3, from: 2016-12-01, postcode: NG12 5AA}");
    desk_finds(d, "broker1", "de12", "");
    desk_check(d);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_literal),
        cmocka_unit_test(test_follows),
    };
    return RUN_TESTS(tests);
}

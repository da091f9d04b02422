/* htlah import: all rows or none, each mistake at its place, the same file twice, updates, groups,
 * maps, published layouts; and the files that are really published, where they are. */
#include "tests/unit/shell.h"

static const char *put(const char *name, const char *text)
{
    return shell_file(name, text, strlen(text));
}

#define HEAD "ref,family_name,given_name,born,postcode\n"
#define ANN  "P1,Example,Ann,1931-02-03,LE11 3TU\n"
#define BOB  "P2,Sample,Bob,1940-12-31,LE16 7AA\n"

/* Rows of people in the store. */
static void people_are(size_t count)
{
    SHELL("list", "people", "--as", "planner1", "--fields", "ref");
    assert_int_equal(sh.status, 0);
    size_t lines = 0;
    for (const char *at = sh.out; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, count + 1);
}

static void import(const char *kind, const char *file, int status, const char *says)
{
    SHELL("import", kind, file, "--as", "planner1");
    shell_says(status, says);
}

static void import_as(const char *login, const char *kind, const char *file, const char *option,
                      int status, const char *says)
{
    if (option)
        SHELL("import", kind, file, "--as", login, option);
    else
        SHELL("import", kind, file, "--as", login);
    shell_says(status, says);
}

static void the_kinds_and_their_columns(void **state)
{
    (void)state;
    SHELL("import");
    shell_says(0, "people,person.add,");
    SHELL("import", "people", "--columns");
    shell_says(0, "family_name,text");
    assert_non_null(strstr(sh.out, "\nnhs_number?,"));
    SHELL("import", "visits", "--columns");
    shell_says(0, "\npackage,");
    assert_non_null(strstr(sh.out, "\nminutes,"));
    SHELL("import", "poeple", "x.csv");
    shell_says(2, "did you mean people?");
    SHELL("import", "people");
    shell_says(2, "import needs a kind and a file");
    SHELL("import", "people", "-");
    shell_says(2, "cannot be standard input");
}

static void once_twice_and_changed(void **state)
{
    (void)state;
    const char *file = put("people.csv", HEAD ANN BOB);
    import("people", file, 0, "2 rows, 2 added");
    import("people", file, 0, "2 rows, nothing new");
    people_are(2);
    SHELL("list", "audit", "--as", "auditor1", "--where", "operation=import.people", "--fields",
          "seq");
    size_t before = strlen(sh.out);
    import("people", put("more.csv", HEAD BOB "P3,Third,Cy,1950-01-01,LE1 1AA\n"), 0,
           "2 rows, 1 added, 1 the same as before");
    SHELL("list", "audit", "--as", "auditor1", "--where", "operation=import.people", "--fields",
          "seq");
    assert_true(strlen(sh.out) > before); /* one audit row a batch that brought something */
    file = put("other.csv", HEAD "P1,Exampel,Ann,1931-02-03,LE11 3TU\n"
                                 "P4,Fourth,Di,1950-01-01,LE1 1AA\n");
    import("people", file, 1, "other.csv:2");
    assert_non_null(strstr(sh.said, "people.csv:2"));
    assert_non_null(strstr(sh.said, "IM-1"));
    people_are(3);
    SHELL("import", "people", file, "--as", "planner1", "--update");
    shell_says(0, "2 rows, 1 added, 1 changed");
    people_are(4);
    SHELL("list", "people", "--where", "ref=P1", "--fields", "name", "--as", "planner1");
    shell_says(0, "Exampel");
}

#define WHOLE_HEAD "ref,family_name,given_name,born,postcode,address,phone,gp_practice,alerts\n"
#define WHOLE_ROW(name, postcode, address, phone, alerts)                                          \
    "P1," name ",Ann,1931-02-03," postcode ",\"" address "\"," phone ",C82001," alerts "\n"

static void update(const char *rows, int status, const char *says)
{
    SHELL("import", "people", put("later.csv", rows), "--as", "planner1", "--update");
    shell_says(status, says);
}

static void is_now(const char *column, const char *value)
{
    SHELL("show", "person", "P1", "--as", "planner1", "--part", "Person", "--format", "table");
    assert_int_equal(sh.status, 0);
    const char *at = strstr(sh.out, column);
    assert_non_null(at);
    assert_non_null(strstr(at, value));
}

/* A cell that differs goes to the operation that takes it, and nothing else is said again. */
static void each_column_that_differs_is_taken_or_refused(void **state)
{
    (void)state;
    import(
        "people",
        put("people.csv", WHOLE_HEAD WHOLE_ROW("Example", "LE11 3TU", "1 High St,\r\nLoughborough",
                                               "0116 496 0001", "[lives-alone]")),
        0, "1 added");
    is_now("Address", "Loughborough");
    assert_null(strstr(sh.out, "U+000"));
    SHELL("do", "person.change", "person=P1", "title=Dr", "--as", "planner1");
    assert_int_equal(sh.status, 0);

    update(
        WHOLE_HEAD WHOLE_ROW("Example", "LE16 7AA", "2 Low St", "0116 496 0001", "[lives-alone]"),
        0, "1 changed");
    is_now("Postcode", "LE16 7AA");
    is_now("Address", "2 Low St");
    is_now("Name", "Dr"); /* what the file did not say differently stays */

    update(WHOLE_HEAD WHOLE_ROW("Example", "LE16 7AA", "2 Low St", "", "[lives-alone]"), 0,
           "1 changed");
    is_now("Name", "Example");
    assert_null(strstr(sh.out, "0116 496 0001"));

    update(WHOLE_HEAD WHOLE_ROW("Example", "LE16 7AA", "2 Low St", "", "[key-safe]"), 1,
           "later.csv:2:");
    assert_non_null(strstr(sh.said, "IM-3"));
    assert_non_null(strstr(sh.said, "alerts of P1 is not as in"));
    update(WHOLE_HEAD WHOLE_ROW("Example", "LE16 7AA", "2 Low St", "", ""), 0, "1 changed");
    assert_non_null(strstr(sh.out, "alerts of P1 is empty here and stays as it was"));
}

/* A price holds once somebody else has approved it, and until then it is not said to be there. */
static void what_waits_for_a_second_person_is_not_added(void **state)
{
    (void)state;
    SHELL("do", "provider.add", "ref=V9", "name=Vale", "registered_from=2012-04-01", "--as",
          "broker1");
    SHELL("do", "award.add", "ref=W9", "lot=02", "provider=V9", "role=reserve",
          "weekly_minutes=600", "from=2016-11-07", "--as", "supervisor1");
    assert_int_equal(sh.status, 0);
    import("people", put("people.csv", HEAD ANN), 0, "1 added");
    SHELL("do", "package.request", "person=P1", "priority=routine", "needed_by=2016-11-21", "--as",
          "broker1");
    assert_int_equal(sh.status, 0);
    const char *file = put("rates.csv", "award,pence,from,source\nW9,1600,2016-11-14,Schedule 2\n");
    SHELL("import", "rates", file, "--as", "supervisor1");
    shell_says(0, "1 row, 1 sent to a second person");
    SHELL("import", "rates", file, "--as", "supervisor1");
    shell_says(0, "1 row, nothing new");
    SHELL("list", "rates", "--where", "award=W9", "--fields", "pence", "--as", "broker1");
    shell_says(0, "pence");
    assert_null(strstr(sh.out, "1600"));
    SHELL("do", "proposal.confirm-batch", "of=supervisor1", "--as", "supervisor2");
    shell_says(0, "1 confirmed");
    SHELL("list", "rates", "--where", "award=W9", "--fields", "pence", "--as", "broker1");
    shell_says(0, "1600");
    SHELL("list", "rates", "--where", "award=W9", "--fields", "source", "--as", "broker1");
    shell_says(0, "Schedule 2");
}

static void a_dry_run_writes_nothing(void **state)
{
    (void)state;
    const char *file = put("people.csv", HEAD ANN BOB);
    SHELL("import", "people", file, "--as", "planner1", "--dry-run");
    shell_says(0, "2 rows, 2 added; nothing was written (dry run)");
    people_are(0);
    SHELL("import", "people", file, "--as", "planner1", "--format", "json");
    shell_says(0, "\"rows\":2,\"added\":2,\"same\":0,\"changed\":0,\"refused\":0,");
}

static void every_mistake_at_its_place(void **state)
{
    static const struct {
        const char *text;
        int status;
        const char *says[3];
    } cases[] = {
        {"", 3, {"empty"}},
        {HEAD, 0, {"0 rows, nothing new"}},
        {ANN BOB, 3, {"not known"}},
        {"ref,family_name,given_name,born\nP1,A,B,1931-02-03\n", 3, {"postcode is missing"}},
        {"ref,family_name,given_name,born,postcode,colour\n",
         3,
         {":1:42: There is no column \"colour\""}},
        {"ref,famly_name,given_name,born,postcode\n", 3, {"did you mean family_name?"}},
        {"born,postcode,given_name,family_name,ref\n1931-02-03,LE11 3TU,Ann,Example,P1\n",
         0,
         {"1 row, 1 added"}},
        {HEAD "P1,Example,Ann,31/04/2026,LE11 3TU\nP2,Sample,,1940-12-31,LE16\n",
         3,
         {":2:16: ", ":3:11: ", ":3:23: "}},
        {HEAD ANN "P2,\"Sample,Bob,1940-12-31,LE16 7AA\n", 3, {":3:4: "}},
        {HEAD ANN BOB ANN, 0, {"3 rows, 2 added, 1 the same as before"}},
        {HEAD ANN "P1,Other,Ann,1931-02-03,LE11 3TU\n", 1, {"people.csv:3", "people.csv:2"}},
        {HEAD "P1,Ex\x01mple,Ann,1931-02-03,LE11 3TU\n", 3, {":2:4: "}},
        {HEAD "P1,Caf\xe9,Ann,1931-02-03,LE11 3TU\n", 3, {"UTF-8"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        shell_close(NULL);
        shell_open(NULL);
        const char *file = put("people.csv", cases[i].text);
        import("people", file, cases[i].status, cases[i].says[0]);
        for (size_t k = 1; k < 3 && cases[i].says[k]; k++)
            assert_non_null(strstr(sh.said, cases[i].says[k]));
        if (cases[i].status) {
            assert_string_equal(sh.out, "");
            people_are(0);
        }
    }
}

static void the_last_row_spoils_all(void **state)
{
    struct buf b = {0};

    (void)state;
    buf_text(&b, HEAD);
    for (int i = 0; i < 2000; i++)
        buf_printf(&b, "P%d,Example,Ann,1931-02-03,LE11 3TU\n", i);
    buf_text(&b, "P2000,Example,Ann,1931-02-30,LE11 3TU\n");
    import("people", shell_file("people.csv", b.text, b.length), 3, ":2002:");
    people_are(0);
    buf_release(&b);
}

static void by_a_map(void **state)
{
    (void)state;
    const char *map =
        put("map.yaml", "date: dmy\ndelimiter: \";\"\n"
                        "columns: {ref: No, family_name: Surname, given_name: Forename,"
                        " born: DoB, postcode: PC, sex: G}\n"
                        "values: {sex: {F: female, M: male}}\n");
    const char *file = put("theirs.csv", "No;Surname;Forename;DoB;PC;G;Hat\n"
                                         "P1;Example;Ann;03/02/1931;le113tu;F;blue\n");
    SHELL("import", "people", file, "--map", map, "--as", "planner1");
    shell_says(0, "1 row, 1 added");
    SHELL("show", "person", "P1", "--as", "planner1", "--format", "json");
    shell_says(0, "\"born\":\"1931-02-03\"");
    assert_non_null(strstr(sh.out, "\"sex\":\"female\""));
    assert_non_null(strstr(sh.out, "\"postcode\":\"LE11 3TU\""));
    SHELL("import", "people", file, "--map", put("bad.yaml", "colums: {}\n"), "--as", "planner1");
    shell_says(3, "columns");
}

/* The list of a package's visits stands in a cell, or as rows of their own. */
static void packages_and_their_visits(void **state)
{
    (void)state;
    import("people", put("people.csv", HEAD ANN), 0, "1 added");
    import("packages",
           put("packages.csv", "ref,person,priority,needed_by\nK1,P1,urgent,2016-11-14\n"
                               "K2,P1,routine,2016-11-21\n"),
           0, "2 rows, 2 added");
    import("visits",
           put("visits.csv", "package,days,band,minutes,carers\nK1,daily,morning,30,1\n"
                             "K1,\"mon,wed\",tea,45,2\nK2,daily,bed,30,1\n"),
           0, "2 added");
    SHELL("list", "packages", "--as", "planner1", "--format", "json");
    shell_says(0, "\"ref\":\"K1\"");
    SHELL("show", "package", "K1", "--as", "planner1", "--format", "json");
    shell_says(0, "\"minutes\":45");
    import("visits",
           put("bad.csv", "package,days,band,minutes,carers\nK1,daily,morning,30,1\n"
                          "K1,daily,elevenses,45,2\n"),
           3, "bad.csv:3:10: ");
    import("packages", put("none.csv", "ref,person,priority,needed_by\nK3,P9,urgent,2016-11-14\n"),
           1, "none.csv:2");
}

/* Who came later was not known then. */
static void as_it_was_known(void **state)
{
    char seq[24];

    (void)state;
    import("people", put("ann.csv", HEAD ANN), 0, "1 row, 1 added");
    SHELL("list", "audit", "--as", "auditor1", "--where", "operation=import.people", "--fields",
          "seq");
    const char *number = strchr(sh.out, '\n');
    assert_non_null(number);
    snprintf(seq, sizeof seq, "%.*s", (int)strspn(number + 1, "0123456789"), number + 1);
    import("people", put("bob.csv", HEAD BOB), 0, "1 row, 1 added");
    SHELL("list", "people", "--as", "planner1", "--fields", "ref", "--known-at", seq);
    shell_says(0, "P1");
    assert_null(strstr(sh.out, "P2"));
    SHELL("list", "people", "--as", "planner1", "--fields", "ref");
    shell_says(0, "P2");
}

/* A district of `points` corners, as GeoJSON; a real one has thousands. */
static const char *district_of(const char *name, int points)
{
    struct buf b = {0};

    buf_text(&b,
             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
             "{\"LAD13CD\":\"E07000130\",\"LAD13NM\":\"Charnwood\"},\"geometry\":{\"type\":"
             "\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i < points; i++)
        buf_printf(&b, "[-1.%06d,52.%06d],", i, i % 2 ? 500000 + i : 400000 - i);
    buf_text(&b, "[-1.000000,52.400000]]]}}]}");
    const char *file = put(name, b.text);
    buf_release(&b);
    return file;
}

/* A boundary has far more text than a value that is typed may have, and is put in another's place. */
static void a_large_boundary_takes_the_place_of_another(void **state)
{
    (void)state;
    import_as("admin1", "boundaries", district_of("rough.geojson", 6), NULL, 0, "1 row");
    const char *fine = district_of("fine.geojson", 20000);
    import_as("admin1", "boundaries", fine, NULL, 1, "--update takes the new");
    import_as("admin1", "boundaries", fine, "--update", 0, "1 row, 1 changed");
    import_as("admin1", "boundaries", fine, NULL, 0, "1 row, nothing new");
}

static void boundaries_of_areas(void **state)
{
    static const char geo[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"LAD13CD\":\"E07000131\",\"LAD13NM\":\"Harborough\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[-1,52],[-0.9,52],[-0.9,52.1],[-1,52]]]}}]}\n";

    (void)state;
    const char *file = put("areas.geojson", geo);
    SHELL("import", "boundaries", file, "--as", "admin1");
    shell_says(0, "1 row, 1 added");
    SHELL("list", "areas", "--as", "admin1", "--fields", "code,name,kind", "--where",
          "code=E07000131");
    shell_says(0, "E07000131,Harborough,district\r\n");
    SHELL("import", "boundaries", file, "--as", "admin1");
    shell_says(0, "nothing new");
    SHELL("import", "boundaries", file, "--map", file, "--as", "admin1");
    shell_says(2, "take no map");
    SHELL("import", "boundaries", put("not.geojson", "{\"type\":\"Feature\"}"), "--as", "admin1");
    shell_says(3, "not.geojson:1:");
}

static void who_may(void **state)
{
    (void)state;
    SHELL("import", "people", put("people.csv", HEAD ANN), "--as", "auditor1");
    shell_says(4, "auditor");
    people_are(0);
    SHELL("import", "people", shell_path("nowhere.csv"), "--as", "planner1");
    shell_says(3, "nowhere.csv");
    SHELL("import", "people", sh.folder, "--as", "planner1");
    assert_int_equal(sh.status, 3);
    SHELL("import", "people", "/dev/zero", "--as", "planner1");
    assert_int_equal(sh.status, 3);
}

/* --- files as they are published ------------------------------------------------------------------ */

static void what_is_really_published(void **state)
{
    static const struct {
        const char *kind, *file, *says;
    } cases[] = {
        {"postcodes", "postcodes/codepoint_open_2014_leicestershire.csv", "23155 added"},
        {"gp-practices", "nhs_organisations/epraccur_2019-10_llr.csv", "215 added"},
        {"organisations", "nhs_organisations/eccg_sub_icb_2026.csv", " added"},
        {"organisations", "nhs_organisations/etr_trusts_2022.csv", " added"},
        {"organisations", "nhs_organisations/icb_names_codes_dec_2024.csv", "42 added"},
        {"areas", "nhs_organisations/lad_names_codes_dec_2023.csv", "361 added"},
        {"boundaries", "boundaries/districts_llr.geojson", "9 rows"},
        {"bank-holidays", "calendar/england_wales_bank_holidays_2019_2028.csv", "83 added"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[300];
        snprintf(path, sizeof path, "../shared/data/%s", cases[i].file);
        if (access(path, R_OK)) {
            print_message("%s is not here: skipped\n", path);
            skip();
        }
        SHELL("import", cases[i].kind, path, "--as", "admin1", "--update");
        shell_says(0, cases[i].says);
        SHELL("import", cases[i].kind, path, "--as", "admin1");
        shell_says(0, "nothing new");
    }
    SHELL("list", "postcodes", "--where", "postcode=LE1 1AA", "--fields", "district", "--as",
          "broker1");
    shell_says(0, "E06000016\r\n");
    import("people",
           put("people.csv", "ref,family_name,given_name,born,postcode,gp_practice\n"
                             "P1,Example,Ann,1931-02-03,LE11 3TU,C82070\n"),
           0, "1 added");
    SHELL("list", "people", "--fields", "ref,district,commissioner", "--as", "planner1");
    assert_int_equal(sh.status, 0);
    print_message("%s", sh.out);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(the_kinds_and_their_columns, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(once_twice_and_changed, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(each_column_that_differs_is_taken_or_refused, shell_open,
                                        shell_close),
        cmocka_unit_test_setup_teardown(what_waits_for_a_second_person_is_not_added, shell_open,
                                        shell_close),
        cmocka_unit_test_setup_teardown(a_dry_run_writes_nothing, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(every_mistake_at_its_place, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(the_last_row_spoils_all, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(by_a_map, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(packages_and_their_visits, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(as_it_was_known, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(boundaries_of_areas, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(a_large_boundary_takes_the_place_of_another, shell_open,
                                        shell_close),
        cmocka_unit_test_setup_teardown(who_may, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(what_is_really_published, shell_open, shell_close),
    };
    return RUN_TESTS(t);
}

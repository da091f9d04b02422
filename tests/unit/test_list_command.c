/* htlah list, show, export, report and dictionary: what each way of calling them writes. */
#include "tests/unit/shell.h"

static const char people[] = "ref,family_name,given_name,born,postcode\n"
                             "P1,Example,Ann,1931-02-03,LE11 3TU\n"
                             "P2,Sample,Bob,1940-12-31,LE16 7AA\n"
                             "P3,Ünlü,\"Zoë, Mary\",1929-07-14,LE13 0AA\n";

static int with_people(void **state)
{
    shell_open(state);
    const char *file = shell_file("people.csv", people, sizeof people - 1);
    SHELL("import", "people", file, "--as", "planner1");
    shell_says(0, "3 rows, 3 added");
    return 0;
}

static void the_list_of_views(void **state)
{
    (void)state;
    SHELL("list");
    shell_says(0, "name,title,help\r\n");
    assert_non_null(strstr(sh.out, "\naudit,Audit,"));
    assert_null(strstr(sh.out, "staff-roles")); /* part of a record */
    SHELL("list", "--format", "json");
    shell_says(0, "{\"name\":\"audit\"");
}

static void rows_in_three_formats(void **state)
{
    (void)state;
    SHELL("list", "people", "--fields", "ref,born");
    shell_says(0, "ref,born\r\nP1,1931-02-03\r\nP2,1940-12-31\r\nP3,1929-07-14\r\n");
    SHELL("list", "people", "--fields", "born,ref", "--limit", "1", "--format=json");
    shell_says(0, "[\n{\"born\":\"1931-02-03\",\"ref\":\"P1\"}\n]\n");
    SHELL("list", "people", "--fields", "ref,born", "--limit", "1", "--format", "table");
    shell_says(0, "P1   03/02/1931");
    SHELL("list", "people", "--where", "ref=P9", "--format", "json");
    shell_says(0, "[]\n");
    SHELL("list", "people", "--where", "ref=P9", "--format", "table");
    shell_says(0, "No row meets these conditions.");
}

static void conditions_and_order(void **state)
{
    static const struct {
        const char *word[6];
        const char *out;
    } cases[] = {
        {{"--where", "born<1931-02-03"}, "P3\r\n"},
        {{"--where", "born>1931-02-03"}, "P2\r\n"},
        {{"--where", "born!=1931-02-03"}, "P2\r\nP3\r\n"},
        {{"--where", "name~UNLU zoe"}, "P3\r\n"},
        {{"--where", "ref=P1", "--where", "born=1940-12-31"}, ""},
        {{"--sort", "born"}, "P3\r\nP1\r\nP2\r\n"},
        {{"--sort", "-born"}, "P2\r\nP1\r\nP3\r\n"},
        {{"--sort", "restricted", "--sort", "-ref"}, "P3\r\nP2\r\nP1\r\n"},
        {{"--search", "zo"}, "P3\r\n"},
        {{"--search", "nobody"}, ""},
        {{"--search", "%"}, ""}, /* marks are nobody's name, and no wildcard */
        {{"--search", "_ * '"}, ""},
        {{"--search", " "}, "P1\r\nP2\r\nP3\r\n"},
        {{"--where", "name~%"}, ""},
        {{"--where", "ref=%"}, ""},
        {{"--sort", "-born", "--limit", "1"}, "P2\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *word[12] = {"list", "people", "--fields", "ref"};
        char expected[64];
        for (size_t k = 0; k < 6; k++)
            word[4 + k] = cases[i].word[k];
        shell(word);
        snprintf(expected, sizeof expected, "ref\r\n%s", cases[i].out);
        shell_says(0, expected);
        assert_string_equal(sh.out, expected);
    }
}

static void what_is_not_understood(void **state)
{
    static const struct {
        const char *word[8];
        int status;
        const char *says;
    } cases[] = {
        {{"list", "peopel"}, 2, "did you mean people?"},
        {{"list", "people", "staff"}, 2, "too many"},
        {{"list", "people", "--where", "name"}, 2, "--where is written COLUMN=VALUE"},
        {{"list", "offer-extract"}, 2, "wants to know which: add --where offer=…"},
        {{"list", "people", "--where", "=x"}, 2, "--where is written COLUMN=VALUE"},
        {{"list", "people", "--where", "nmae=x"}, 2, "did you mean name?"},
        {{"list", "people", "--where", "born=31/04/1931"}, 3, "born"},
        {{"list", "people", "--where", "born~1931"}, 3, "holds no words"},
        {{"list", "people", "--sort", "colour"}, 2, "has no column"},
        {{"list", "people", "--limit", "0"}, 2, "--limit takes a number"},
        {{"list", "people", "--limit", "ten"}, 2, "--limit takes a number"},
        {{"list", "people", "--fields", "ref,rfe"}, 2, "has no column"},
        {{"list", "people", "--fields", "ref,ref"}, 2, "twice"},
        {{"list", "people", "--fields", ","}, 2, "names no column"},
        {{"list", "people", "--as-at", "yesterday"}, 3, "--as-at takes a day"},
        {{"list", "people", "--known-at", "99999"}, 3, "There is no transaction"},
        {{"list", "audit", "--as-at", "2016-11-08"}, 3, "shows the present alone"},
        {{"list", "packages", "--as", "finance1", "--where", "name~a"}, 4, "tells who somebody is"},
        {{"list", "packages", "--as", "finance1", "--sort", "-name"}, 4, "tells who somebody is"},
        {{"list", "packages", "--as", "clerk1"}, 4, "may not open packages"},
        {{"list", "timeline", "--as", "finance1", "--where", "person=P1"}, 4, "may not open"},
        {{"list", "--limit", "3"}, 2, "Name the list"},
        {{"show", "person"}, 2, "show needs a kind"},
        {{"show", "persn", "P1"}, 2, "did you mean person?"},
        {{"show", "person", "P4"}, 1, "htlah list people shows what there is"},
        {{"show", "staff", "brokr1"}, 1, "did you mean broker1?"},
        {{"show", "person", "P1", "--part", "Timline"}, 2, "did you mean Timeline?"},
        {{"export", "people", "x.xlsx"}, 2, "not yet as .xlsx"},
        {{"export", "people", "x"}, 2, "ending says its format"},
        {{"export", "people"}, 2, "export needs a view and a file"},
        {{"report", "dya"}, 2, "did you mean day?"},
        {{"report", "staff", "--period", "2016-11"}, 2, "takes no period"},
        {{"dictionary", "x"}, 2, "takes no words"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        shell(cases[i].word);
        shell_says(cases[i].status, cases[i].says);
        assert_string_equal(sh.out, "");
    }
}

/* --- one record --------------------------------------------------------------------------------- */

static void rows_that_leave_are_read(void **state)
{
    (void)state;
    SHELL("list", "people", "--as", "broker2", "--search", "sample");
    shell_says(0, "P2,");
    SHELL("list", "residences", "--as", "broker2", "--where", "person=P3", "--format", "json");
    shell_says(0, "LE13 0AA");
    SHELL("list", "lots", "--as", "broker2");
    SHELL("report", "day", "--as", "broker2");
    SHELL("list", "reads", "--as", "auditor1", "--fields", "login,kind,record,how", "--sort", "id",
          "--where", "login=broker2");
    shell_says(0,
               "login,kind,record,how\r\nbroker2,person,P2,export\r\nbroker2,person,P3,export\r\n");
}

static void a_report_denied_is_on_record(void **state)
{
    (void)state;
    SHELL("report", "day", "--as", "admin1");
    shell_says(4, "admin1 may not open work");
    assert_string_equal(sh.out, "");
    SHELL("report", "denied", "--as", "auditor1", "--format", "csv");
    shell_says(0, "view.work");
    SHELL("show", "person", "P2", "--part", "timeline", "--as", "admin1");
    shell_says(4, "admin1 may not open person");
}

static void a_record_and_who_read_it(void **state)
{
    (void)state;
    SHELL("show", "person", "P3", "--as", "broker1");
    shell_says(0, "Ünlü, Zoë, Mary");
    assert_non_null(strstr(sh.out, "Timeline\n"));
    assert_non_null(strstr(sh.out, "import.people"));
    SHELL("list", "reads", "--as", "auditor1", "--fields", "login,kind,record,how");
    shell_says(0, "broker1,person,P3,show\r\n");
    SHELL("show", "person", "P3", "--format", "json");
    shell_says(0, "{\"kind\":\"person\",\n\"ref\":\"P3\",");
    assert_non_null(strstr(sh.out, "\"timeline\":["));
    SHELL("show", "person", "P3", "--part", "timeline", "--format", "csv");
    shell_says(0, "seq,at,login,");
    SHELL("show", "tx", "2", "--as", "auditor1", "--plain");
    shell_says(0, "Operation: ");
    SHELL("show", "postcode", "LE16", "7AA"); /* its words are one reference */
    shell_says(1, "There is no postcode \"LE16 7AA\"");
    SHELL("show");
    shell_says(0, "tx,Transaction,\"Transaction, Changes\"");
}

static void not_everybody_sees_people(void **state)
{
    (void)state;
    SHELL("show", "person", "P3", "--as", "admin1");
    shell_says(4, "may not open person");
    assert_string_equal(sh.out, "");
    SHELL("list", "people", "--as", "admin1");
    shell_says(4, "may not open people");
    SHELL("export", "people", shell_path("p.csv"), "--as", "auditor1");
    shell_says(4, "may not export people");
    assert_int_not_equal(access(shell_path("p.csv"), F_OK), 0);
    SHELL("report", "denied", "--as", "auditor1", "--format", "csv");
    shell_says(0, "admin1,admin,show.person");
    assert_non_null(strstr(sh.out, "view.people"));
    assert_non_null(strstr(sh.out, "export.people"));
}

/* What became of a person, in sentences; under each what was otherwise before. */
static void what_happened_to_somebody(void **state)
{
    (void)state;
    SHELL("do", "person.move", "person=P1", "from=2016-11-10", "postcode=LE16 7AA", "--as",
          "planner1");
    shell_says(0, "P1 moves to LE16 7AA");
    SHELL("do", "person.change", "person=P1", "phone=01632 960001", "--as", "planner1");
    shell_says(0, "P1 changed");
    SHELL("list", "timeline", "--where", "person=P1", "--as", "broker1", "--fields",
          "login,operation,changes");
    shell_says(0, "planner1,person.change,Phone: - → 01632 960001\r\n");
    assert_non_null(strstr(sh.out, "planner1,person.move,To: - → 09/11/2016\r\n"));
    assert_non_null(strstr(sh.out, "planner1,import.people,"));
    assert_ptr_equal(strstr(sh.out, "login,operation,changes\r\nplanner1,person.change"), sh.out);
    SHELL("list", "timeline", "--where", "person=P2", "--as", "broker1", "--fields", "operation");
    shell_says(0, "operation\r\nimport.people\r\n");
    SHELL("list", "changes", "--where", "person=P1", "--where", "before!=", "--as", "broker1",
          "--fields", "field,before,after");
    shell_says(0, "field,before,after\r\n");
    SHELL("list", "changes", "--where", "person=P1", "--where", "field=Postcode", "--as", "broker1",
          "--fields", "before,after");
    shell_says(0, ",LE16 7AA\r\n");
    SHELL("list", "timeline", "--as", "broker1"); /* of nobody: nothing, not everything */
    shell_says(0, "result\r\n");
    assert_null(strstr(sh.out, "import.people"));
}

/* Of a restricted record it is told that something happened; what, to those who opened it. */
static void a_restricted_record_tells_nothing(void **state)
{
    static const char *const lists[][8] = {
        {"list", "timeline", "--where", "person=P1", "--as", "broker1"},
        {"list", "changes", "--where", "person=P1", "--as", "broker1"},
        {"list", "audit", "--where", "subject~P1", "--as", "supervisor2"},
        {"list", "changes", "--where", "person=P1", "--as", "auditor1"},
        {"show", "tx", "3", "--as", "supervisor2"},
        {"show", "person", "P1", "--as", "broker1"},
    };

    (void)state;
    SHELL("do", "person.move", "person=P1", "from=2016-11-10", "postcode=LE16 7AA",
          "reason=\"to Market Harborough\"", "--as", "planner1");
    shell_says(0, "LE16 7AA");
    SHELL("list", "changes", "--where", "person=P1", "--as", "broker1");
    shell_says(0, "LE16 7AA");
    SHELL("do", "person.restrict", "person=P1", "reason=\"works here\"", "--as", "supervisor1");
    shell_says(0, "P1");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        shell(lists[i]);
        shell_says(0, "restricted");
        assert_null(strstr(sh.out, "LE16"));
        assert_null(strstr(sh.out, "Harborough"));
        assert_null(strstr(sh.out, "Example"));
    }
    SHELL("do", "person.open", "person=P1", "reason=\"offer to place today, K1\"", "--as",
          "broker1");
    shell_says(0, "P1");
    SHELL("list", "timeline", "--where", "person=P1", "--as", "broker1");
    shell_says(0, "LE16 7AA");
    SHELL("list", "timeline", "--where", "person=P1", "--as", "broker2");
    assert_null(strstr(sh.out, "LE16 7AA"));
}

/* --- files --------------------------------------------------------------------------------------- */

static void exports_whole_or_not_at_all(void **state)
{
    struct stat st;

    (void)state;
    const char *csv = shell_path("people-out.csv"), *json = shell_path("people.json");
    SHELL("export", "people", csv, "--fields", "ref,name", "--where", "born<1935-01-01", "--as",
          "planner1");
    shell_says(0, "2 rows");
    char *text = shell_read(csv);
    assert_string_equal(
        text, "\xef\xbb\xbfref,name\r\nP1,\"Example, Ann\"\r\nP3,\"Ünlü, Zoë, Mary\"\r\n");
    free(text);
    assert_int_equal(stat(csv, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    SHELL("list", "reads", "--as", "auditor1", "--where", "how=export", "--fields", "login,record");
    shell_says(0, "planner1,P3\r\nplanner1,P1\r\n");
    SHELL("list", "audit", "--as", "auditor1", "--where", "operation=export.people", "--fields",
          "login");
    shell_says(0, "login\r\nplanner1\r\n");
    SHELL("do", "package.request", "ref=K7", "person=P2", "priority=routine", "--as", "planner1");
    shell_says(0, "K7");
    SHELL("export", "to-place", shell_path("place.csv"), "--as", "broker1");
    shell_says(0, "1 row");
    SHELL("list", "reads", "--as", "auditor1", "--where", "how=export", "--where", "login=broker1",
          "--fields", "kind,record"); /* of the person whose package it is */
    shell_says(0, "person,P2\r\n");
    SHELL("export", "people", csv, "--as", "planner1"); /* never over what is there */
    shell_says(7, "exists");
    SHELL("export", "staff", json);
    shell_says(0, "rows");
    text = shell_read(json);
    assert_ptr_equal(strstr(text, "[\n{\"login\":"), text);
    free(text);
    SHELL("export", "people", shell_path("none.csv"), "--where", "colour=red", "--as", "planner1");
    shell_says(2, "has no column");
    assert_int_not_equal(access(shell_path("none.csv"), F_OK), 0);
}

static void reports(void **state)
{
    (void)state;
    SHELL("report");
    shell_says(0, "day,The day's work,");
    SHELL("report", "staff", "--format", "table");
    shell_says(0, "Staff and their roles\nTuesday 08/11/2016\n\n");
    assert_non_null(strstr(sh.out, "broker1"));
    SHELL("report", "audit", "--period", "2016-11", "--as", "auditor1");
    shell_says(0, "import.people");
    SHELL("report", "audit", "--period", "2016/17", "--as", "auditor1");
    shell_says(0, "import.people");
    SHELL("report", "audit", "--period", "2016-11-08", "--as", "auditor1");
    shell_says(0, "import.people");
    SHELL("report", "audit", "--period", "2016-11-07", "--as", "auditor1", "--format", "json");
    shell_says(0, "[]");
    SHELL("report", "audit", "--period", "2016/18", "--as", "auditor1");
    shell_says(3, "A period is a day");
    SHELL("report");
    char *names = strdup(sh.out); /* the header, then a report a line */
    for (const char *at = names; (at = strchr(at, '\n')) && at[1]; at++) {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 1, ","), at + 1);
        SHELL("report", name, "--as", "auditor1", "--format", "table");
        shell_says(0, "Tuesday 08/11/2016");
    }
    free(names);
    SHELL("report", "day", "--as", "broker1");
    shell_says(0, "section,");
}

static void the_dictionary(void **state)
{
    (void)state;
    SHELL("dictionary");
    shell_says(0, "# Dictionary\n");
    assert_non_null(strstr(sh.out, "### person.add\n"));
    assert_non_null(strstr(sh.out, "### audit\n"));
    assert_non_null(strstr(sh.out, "| `family_name` | text |"));
    for (const char *at = sh.out; (at = strchr(at, '\n')); at++)
        assert_true(strncmp(at, "\n\n\n", 3) != 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(the_list_of_views, shell_open, shell_close),
        cmocka_unit_test_setup_teardown(rows_in_three_formats, with_people, shell_close),
        cmocka_unit_test_setup_teardown(conditions_and_order, with_people, shell_close),
        cmocka_unit_test_setup_teardown(what_is_not_understood, with_people, shell_close),
        cmocka_unit_test_setup_teardown(a_record_and_who_read_it, with_people, shell_close),
        cmocka_unit_test_setup_teardown(rows_that_leave_are_read, with_people, shell_close),
        cmocka_unit_test_setup_teardown(a_report_denied_is_on_record, with_people, shell_close),
        cmocka_unit_test_setup_teardown(not_everybody_sees_people, with_people, shell_close),
        cmocka_unit_test_setup_teardown(what_happened_to_somebody, with_people, shell_close),
        cmocka_unit_test_setup_teardown(a_restricted_record_tells_nothing, with_people,
                                        shell_close),
        cmocka_unit_test_setup_teardown(exports_whole_or_not_at_all, with_people, shell_close),
        cmocka_unit_test_setup_teardown(reports, with_people, shell_close),
        cmocka_unit_test_setup_teardown(the_dictionary, shell_open, shell_close),
    };
    return RUN_TESTS(t);
}

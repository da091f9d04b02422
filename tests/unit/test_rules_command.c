/* htlah rules: what each way of calling it prints, and the status it ends with. */
#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/rules_command.h"

static char path[] = "/tmp/htlah-facts-XXXXXX";

struct said {
    char *text;
    int status;
    struct faults all;
};

static struct said run(const struct rules_options *o, const char *const *argv)
{
    struct said s = {0};
    size_t size;
    char *copy[8];
    int argc = 0;
    FILE *out = open_memstream(&s.text, &size);

    assert_non_null(out);
    for (; argv[argc]; argc++)
        assert_non_null(copy[argc] = strdup(argv[argc]));
    s.status = rules_command(argc, copy, o, out, &s.all);
    fclose(out);
    while (argc--)
        free(copy[argc]);
    return s;
}

static void done(struct said *s)
{
    faults_release(&s->all);
    free(s->text);
}

static void facts(const char *text)
{
    FILE *in = fopen(path, "wb");

    assert_non_null(in);
    fputs(text, in);
    fclose(in);
}

static void the_ways_to_call_it(void **state)
{
    static const struct {
        const char *argv[5];
        int status;
        const char *says; /* in the result, or in the first fault */
    } cases[] = {
        {{NULL}, 0, "brokerage.may-offer     May this provider"},
        {{"show", "brokerage.visit-price", NULL}, 0, "What does one visit cost?"},
        {{"book", NULL}, 0, "# Rule book\n"},
        {{"--help", NULL}, 0, "usage: htlah rules"},
        {{"eval", "--help", NULL}, 0, "usage: htlah rules"},
        {{"eval", "brokerage.visit-price", path, NULL}, 0, "\"values\":{\"pence\":500}}\n"},
        {{"shew", NULL}, 2, "rules takes show NAME"},
        {{"show", NULL}, 2, "needs the name of one rule"},
        {{"show", "brokerage.visit-prise", NULL}, 2, "did you mean brokerage.visit-price?"},
        {{"show", "x\x1b[31m", NULL}, 2, "There is no rule"},
        {{"eval", NULL}, 2, "needs the name of a rule"},
        {{"eval", "brokerage.visit-price", NULL}, 2, "needs a file of facts"},
        {{"eval", "brokerage.visit-price", "--each", NULL}, 2, "needs a CSV file"},
        {{"eval", "brokerage.visit-price", "a", "b", NULL}, 2, "one rule and one file"},
        {{"eval", "brokerage.visit-price", "--all", "b", NULL}, 2, "one rule and one file"},
        {{"eval", "brokerage.visit-price", "/nowhere/facts.yaml", NULL}, 3, ""},
        {{"eval", "brokerage.visit-price", "--each", "/nowhere/f.csv", NULL}, 3, ""},
    };

    (void)state;
    facts("rate_pence_hour: 1999\nminutes: 15\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rules_options o = {0};
        struct said s = run(&o, cases[i].argv);
        print_message("rules %s %s: %s\n", cases[i].argv[0] ? cases[i].argv[0] : "",
                      cases[i].argv[0] && cases[i].argv[1] ? "…" : "", cases[i].says);
        assert_int_equal(s.status, cases[i].status);
        assert_int_equal(s.all.count == 0, s.status == 0);
        assert_non_null(strstr(s.status ? s.all.list[0].text : s.text, cases[i].says));
        if (s.status) {
            assert_string_equal(s.text, "");
            assert_null(strchr(s.all.list[0].text, '\x1b'));
        }
        done(&s);
    }
}

/* One line of JSON, or every fault with its place. */
static void facts_of_one_case(void **state)
{
    static const char *const price[] = {"eval", "brokerage.visit-price", path, NULL};
    static const char *const range[] = {"eval", "brokerage.range-cost", path, NULL};
    static const struct {
        const char *const *argv;
        const char *text, *place, *field;
        size_t faults;
    } cases[] = {
        {price, "rate_pence_hour: 1999\nminutes: 0\n", ":2:10", "minutes", 1},
        {price, "rate_pence_hour: 0\nminutes: 1441\n", ":1:18", "rate_pence_hour", 2},
        {price, "minutes: 15\n", ":1:1", "rate_pence_hour", 1},
        {price, "", "", "", 1},
        {range, "weekly_pence: 700\nfrom: 2016-11-08\nto: 2016-11-07\n", ":3:5", "to", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rules_options o = {0};
        facts(cases[i].text);
        struct said s = run(&o, cases[i].argv);
        print_message("%s\n", cases[i].text);
        assert_int_equal(s.status, 3);
        assert_string_equal(s.text, "");
        if (cases[i].field[0]) {
            assert_int_equal(s.all.count, cases[i].faults);
            assert_string_equal(s.all.list[0].field, cases[i].field);
            assert_int_equal(strncmp(s.all.list[0].place, path, strlen(path)), 0);
            assert_string_equal(s.all.list[0].place + strlen(path), cases[i].place);
        }
        done(&s);
    }
}

static void the_list_in_three_formats(void **state)
{
    static const char *const nothing[] = {NULL};
    struct rules_options json = {.format = RULES_JSON}, csv = {.format = RULES_CSV};

    (void)state;
    struct said s = run(&json, nothing);
    assert_ptr_equal(strstr(s.text, "[{\"name\":\"brokerage.may-offer\",\"title\":\"May"), s.text);
    assert_string_equal(s.text + strlen(s.text) - 3, "}]\n");
    done(&s);
    s = run(&csv, nothing);
    assert_ptr_equal(strstr(s.text, "name,title,source\r\nbrokerage.may-offer,May this"), s.text);
    done(&s);
}

static void a_config_that_is_not_there(void **state)
{
    static const char *const argv[] = {"eval", "brokerage.visit-price", path, NULL};
    struct rules_options o = {.config = "/nowhere/config"};

    (void)state;
    facts("rate_pence_hour: 1999\nminutes: 15\n");
    struct said s = run(&o, argv);
    assert_true(s.status != 0);
    assert_string_equal(s.text, "");
    done(&s);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_ways_to_call_it),
        cmocka_unit_test(facts_of_one_case),
        cmocka_unit_test(the_list_in_three_formats),
        cmocka_unit_test(a_config_that_is_not_there),
    };
    int fd = mkstemp(path);
    if (fd < 0)
        return 1;
    close(fd);
    int failed = RUN_TESTS(t);
    unlink(path);
    return failed;
}

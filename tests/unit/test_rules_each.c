/* Rows of facts in, rows of answers out: what is written, what is said, and what it ends with. */
#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/rules_command.h"
#include "core/rules/brokerage/brokerage.h"
#include "core/rules/care_act/care_act.h"
#include "core/rules/identity/identity.h"

static char path[] = "/tmp/htlah-each-XXXXXX";

struct said {
    char *text; /* of the result */
    bool good;
    struct faults all;
};

static struct said each(const struct rule *r, const char *csv, size_t length)
{
    struct said s = {0};
    size_t size;
    FILE *in = fopen(path, "wb"), *out = open_memstream(&s.text, &size);

    assert_non_null(in);
    assert_non_null(out);
    assert_int_equal(fwrite(csv, 1, length, in), length);
    fclose(in);
    s.good = rules_each(r, path, NULL, out, &s.all);
    fclose(out);
    return s;
}

static void done(struct said *s)
{
    faults_release(&s->all);
    free(s->text);
}

#define PRICE "rate_pence_hour,minutes,outcome,pence,problem\r\n"
static const struct {
    const char *why;
    const struct rule *rule;
    const char *csv, *out; /* out ends where the problem's sentence is another module's */
    const char *place;     /* of the first fault; NULL: none */
} files[] = {
    {"good rows, LF", &rule_brokerage_visit_price, "rate_pence_hour,minutes\n1999,15\n1999,60\n",
     PRICE "1999,15,priced,500,\r\n1999,60,priced,1999,\r\n", NULL},
    {"good rows, CR LF, columns the other way, quoted", &rule_brokerage_visit_price,
     "minutes,rate_pence_hour\r\n\"15\",1999\r\n",
     "minutes,rate_pence_hour,outcome,pence,problem\r\n15,1999,priced,500,\r\n", NULL},
    {"a mark of UTF-8 at the start", &rule_identity_postcode, "\xef\xbb\xbfpostcode\nle11 3tu\n",
     "postcode,outcome,canonical,outward,inward,problem\r\nle11 3tu,valid,LE11 3TU,LE11,3TU,\r\n",
     NULL},
    {"no rows", &rule_brokerage_visit_price, "rate_pence_hour,minutes\n", PRICE, NULL},
    {"an invalid number is an answer", &rule_identity_nhs_number,
     "number\n943 476 5919\n9434765918\n999 000 0018\n",
     "number,outcome,canonical,test_range,problem\r\n943 476 5919,valid,9434765919,false,\r\n"
     "9434765918,invalid,,,\r\n999 000 0018,valid,9990000018,true,\r\n",
     NULL},
    {"lists of words in a cell, and [] for none", &rule_care_act_eligibility,
     "impairment,unable,significant_impact\ntrue,\"[a, j]\",true\ntrue,[],true\n",
     "impairment,unable,significant_impact,outcome,outcomes_unable,problem\r\n"
     "true,\"[a, j]\",true,eligible,2,\r\ntrue,[],true,not-eligible,0,\r\n",
     NULL},
    {"a list of records in a cell", &rule_brokerage_package_cost,
     "visits\n\"[{minutes: 30, days_per_week: 7, carers: 2, rate_pence_hour: 2000}]\"\n",
     "visits,outcome,weekly_minutes,weekly_pence,problem\r\n"
     "\"[{minutes: 30, days_per_week: 7, carers: 2, rate_pence_hour: "
     "2000}]\",priced,420,14000,\r\n",
     NULL},
    {"a list in a value", &rule_brokerage_may_start,
     "born,start,needs_delegation,delegation_in_force\n2016-11-07,2016-11-08,true,false\n"
     "1931-02-03,2016-11-08,false,false\n",
     "born,start,needs_delegation,delegation_in_force,outcome,refused_by,age,problem\r\n"
     "2016-11-07,2016-11-08,true,false,refused,\"[MS1, MS2]\",0,\r\n"
     "1931-02-03,2016-11-08,false,false,permitted,[],85,\r\n",
     NULL},
    {"a bad row between good ones", &rule_brokerage_visit_price,
     "rate_pence_hour,minutes\n1999,15\n1999,1441\n1999,30\n",
     PRICE "1999,15,priced,500,\r\n1999,1441,bad-input,,\"minutes must be from 1 to 1440", "each"},
    {"nothing of a bad row is kept for the next", &rule_brokerage_visit_price,
     "rate_pence_hour,minutes\n1999,15\n,\n",
     PRICE "1999,15,priced,500,\r\n,,bad-input,,\"rate_pence_hour is needed", "each"},
    {"facts that contradict each other", &rule_brokerage_range_cost,
     "weekly_pence,from,to\n700,2016-11-08,2016-11-07\n",
     "weekly_pence,from,to,outcome,days,pence,problem\r\n"
     "700,2016-11-08,2016-11-07,bad-input,,,\"The last day, 2016-11-07",
     "each"},
    {"no figures", &rule_care_act_tariff_income, "capital_pence,on\n1,2016-11-08\n",
     "capital_pence,on,outcome,weekly_pence,problem\r\n"
     "1,2016-11-08,bad-input,,\"There are no capital limits for 2016-11-08",
     "each"},
    {"a row of another width", &rule_brokerage_visit_price,
     "rate_pence_hour,minutes\n1999\n1999,15\n", PRICE ",,bad-input,,\"This row has 1 cell",
     ":2:1"},
    {"a mark that is never closed", &rule_brokerage_visit_price,
     "rate_pence_hour,minutes\n1999,15\n\"1999,15\n", PRICE "1999,15,priced,500,\r\n,,bad-input,,",
     ":3:1"},
    {"an unknown column", &rule_brokerage_visit_price, "rate_pence_hour,minuets\n1999,15\n", "",
     ":1:17"},
    {"a column twice", &rule_brokerage_visit_price, "rate_pence_hour,minutes,minutes\n1999,15,15\n",
     "", ":1:25"},
    {"a fact without a column", &rule_brokerage_visit_price, "rate_pence_hour\n1999\n", "", ":1"},
    {"an empty file", &rule_brokerage_visit_price, "", "", ":1"},
};

static void what_is_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct said s = each(files[i].rule, files[i].csv, strlen(files[i].csv));
        bool bad = files[i].place != NULL;
        print_message("%s\n", files[i].why);
        assert_int_equal(s.good, !bad);
        assert_int_equal(s.all.count > 0, bad);
        if (bad)
            assert_int_equal(strncmp(s.text, files[i].out, strlen(files[i].out)), 0);
        else
            assert_string_equal(s.text, files[i].out);
        if (bad) {
            assert_int_equal(fault_status(s.all.list[0].kind), 3);
            assert_int_equal(strncmp(s.all.list[0].place, path, strlen(path)), 0);
            if (files[i].place[0] == ':')
                assert_string_equal(s.all.list[0].place + strlen(path), files[i].place);
        }
        done(&s);
    }
}

/* Rows behind a bad one are still answered, and the last fault counts the bad ones. */
static void bad_rows_are_counted(void **state)
{
    static const char csv[] = "rate_pence_hour,minutes\n1999,15\n0,15\n1999\n1999,x\n1999,30\n";
    struct said s = each(&rule_brokerage_visit_price, csv, sizeof csv - 1);

    (void)state;
    assert_false(s.good);
    assert_non_null(strstr(s.text, "1999,30,priced,1000,\r\n"));
    assert_int_equal(s.all.count, 2); /* the row of another width, and the count */
    assert_non_null(strstr(s.all.list[1].text, "3 of 5 rows are bad input"));
    done(&s);
}

/* Bytes that are no text, a NUL: the row is refused, nothing of it is written back. */
static void bytes_that_are_no_text(void **state)
{
    static const char utf8[] = "postcode\n\xff\xfe\nLE11 3TU\n", nul[] = "postcode\nLE\0 3TU\n";
    static const char escape[] = "postcode\n\x1b[31mLE\n";
    struct said s = each(&rule_identity_postcode, utf8, sizeof utf8 - 1);

    (void)state;
    assert_false(s.good);
    assert_null(strchr(s.text, '\xff'));
    assert_non_null(strstr(s.text, "LE11 3TU,valid,"));
    done(&s);
    s = each(&rule_identity_postcode, nul, sizeof nul - 1);
    assert_false(s.good);
    done(&s);
    s = each(&rule_identity_postcode, escape, sizeof escape - 1);
    assert_false(s.good);
    assert_non_null(strstr(s.text, "bad-input"));
    done(&s);
}

static void a_result_that_cannot_be_written(void **state)
{
    static const char csv[] = "rate_pence_hour,minutes\n1999,15\n";
    struct faults all = {0};
    FILE *in = fopen(path, "wb"), *full = fopen("/dev/full", "w");

    (void)state;
    assert_non_null(in);
    assert_non_null(full);
    assert_int_equal(fwrite(csv, 1, sizeof csv - 1, in), sizeof csv - 1);
    fclose(in);
    assert_false(rules_each(&rule_brokerage_visit_price, path, NULL, full, &all));
    assert_int_equal(fault_status(all.list[0].kind), 7);
    fclose(full);
    faults_release(&all);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(what_is_written),
        cmocka_unit_test(bad_rows_are_counted),
        cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(a_result_that_cannot_be_written),
    };
    int fd = mkstemp(path);
    if (fd < 0)
        return 1;
    close(fd);
    int failed = RUN_TESTS(t);
    unlink(path);
    return failed;
}

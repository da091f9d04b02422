/* Single values, by type, in files and at forms.
 * Bad input: reliability.md 13, items 36 to 38, 50 and 52. */
#include "tests/unit/field_rows.h"

#include <stdlib.h>

/* --- scalars ------------------------------------------------------------------------------------
 */

struct scalar_case {
    const char *name, *text;
    const char *is; /* as STYLE_FILE prints it; "" absent; NULL: refused, saying … */
    const char *says;
};

static void check_scalars(const struct scalar_case *cases, size_t count, const struct reading *how)
{
    struct arena a = {0};

    for (size_t i = 0; i < count; i++) {
        const struct scalar_case *c = &cases[i];
        struct fault why = {0};
        struct buf out = {0};
        union {
            struct all all;
            struct visit visit;
        } record;
        memset(&record, 0, sizeof record);
        bool good = field_parse(row(c->name), c->text, strlen(c->text), how, &record, &a, &why);
        if (good)
            field_print(row(c->name), &record, STYLE_FILE, &out);
        if (good != (c->is != NULL))
            fail_msg("%s \"%s\": %s", c->name, c->text, good ? out.text : why.text);
        if (good && strcmp(out.text ? out.text : "", c->is) != 0)
            fail_msg("%s \"%s\" gave \"%s\"", c->name, c->text, out.text ? out.text : "");
        if (!good && (!strstr(why.text, c->says) || strcmp(why.field, c->name) != 0))
            fail_msg("%s \"%s\" says %s: \"%s\"", c->name, c->text, why.field, why.text);
        if (!good)
            assert_int_equal(why.kind, FAULT_INPUT);
        buf_release(&out);
    }
    arena_release(&a);
}

static const struct scalar_case strictly[] = {
    {"name", "Ann", "Ann", NULL},
    {"name", "  Ann  ", "Ann", NULL},
    {"name", "Siân", "Siân", NULL},
    {"name", "éèêëéèêëéè", "éèêëéèêëéè", NULL}, /* ten characters in twenty bytes */
    {"name", "éèêëéèêëéèê", NULL, "name has 11 characters, and at most 10 are allowed"},
    {"name", "abcdefghij", "abcdefghij", NULL},
    {"name", "abcdefghijk", NULL, "name has 11 characters, and at most 10 are allowed"},
    {"name", "A", NULL, "no fewer than 2 are allowed"},
    {"name", "", NULL, "name is needed and is empty"},
    {"name", "   ", NULL, "name is needed and is empty"},
    {"name", "\xc2\xa0", NULL, "name is needed and is empty"},
    {"name", "a\x1b[2J", NULL, "U+001B"},
    {"name", "a\nb", NULL, "U+000A"},
    {"name",
     "\xe2\x80\xae"
     "ab",
     NULL, "U+202E"},
    {"name", "caf\xe9", NULL, "UTF-8"},
    {"notes", "", "", NULL},
    {"notes", "one\ntwo", "one\ntwo", NULL},
    {"nhs_number", "943 476 5919", "9434765919", NULL},
    {"nhs_number", "9434765918", NULL, "must be an NHS number: ten digits"},
    {"nhs_number", "943-476-5919", NULL, "NHS number"},
    {"count", "0", "0", NULL},
    {"count", "1000000000000", "1000000000000", NULL},
    {"count", "1000000000001", NULL, "count must be from 0 to 1000000000000"},
    {"count", "-1", NULL, "count must be from 0 to 1000000000000, not \"-1\""},
    {"count", "9223372036854775808", NULL, "must be from 0 to"},
    {"count", "1000000000000000000000000000000", NULL, "must be from 0 to"},
    {"count", "012", NULL, "a whole number"},
    {"count", "+1", NULL, "a whole number"},
    {"count", "1.0", NULL, "a whole number"},
    {"count", "1 0", NULL, "a whole number"},
    {"count", "0x10", NULL, "a whole number"},
    {"count", "1e3", NULL, "a whole number"},
    {"count", "٣", NULL, "a whole number"},
    {"carers", "1", "1", NULL},
    {"carers", "2", "2", NULL},
    {"carers", "0", NULL, "carers must be from 1 to 2, not \"0\""},
    {"carers", "3", NULL, "carers must be from 1 to 2, not \"3\""},
    {"minutes", "1440", "1440", NULL},
    {"minutes", "1441", NULL, "minutes must be from 1 to 1440 minutes"},
    {"minutes", "1h", NULL, "a whole number of minutes from 1 to 1440"},
    {"weekly_pence", "123450", "123450", NULL},
    {"weekly_pence", "-5", "-5", NULL},
    {"weekly_pence", "1000000000000", "1000000000000", NULL},
    {"weekly_pence", "1000000000001", NULL, "from -1000000000000 to 1000000000000 pence"},
    {"weekly_pence", "1,234.50", NULL, "whole number of pence (1250 is £12.50), not \"1,234.50\""},
    {"weekly_pence", "£5", NULL, "whole number of pence"},
    {"weekly_pence", "12.345", NULL, "whole number of pence"},
    {"weekly_pence", "12.34", NULL, "whole number of pence"},
    {"weekly_pence", "1e3", NULL, "whole number of pence"},
    {"weekly_pence", "-0", NULL, "whole number of pence"},
    {"weekly_pence", "NaN", NULL, "whole number of pence"},
    {"weekly_pence", "9223372036854775808", NULL, "must be from"},
    {"weekly_pence", "-9223372036854775808", NULL, "must be from"},
    {"rate_pence", "100000", "100000", NULL},
    {"rate_pence", "100001", NULL, "rate_pence must be from 1 to 100000 pence"},
    {"urgent", "true", "true", NULL},
    {"urgent", "false", "false", NULL},
    {"urgent", "yes", NULL, "urgent must be true or false, not \"yes\""},
    {"urgent", "TRUE", NULL, "true or false"},
    {"urgent", "1", NULL, "true or false"},
    {"colour", "red", "red", NULL},
    {"colour", "dark-red", "dark-red", NULL},
    {"colour", "Red", NULL, "one of red, dark-red, blue, not \"Red\"; did you mean red?"},
    {"colour", "dark", NULL, "one of red, dark-red, blue"},
    {"colour", "redd", NULL, "did you mean red?"},
    {"colour", "green", NULL, "one of red, dark-red, blue, not \"green\""},
    {"received", "2016-11-08T09:14", "2016-11-08T09:14", NULL},
    {"received", "2016-11-08T24:00", NULL, "the time must be 00:00 to 23:59"},
    {"received", "2016-02-30T09:00", NULL, "February 2016 has 29 days"},
    {"received", "2016-11-08", NULL, "a date and time as YYYY-MM-DDTHH:MM"},
    {"to", "2016-11-08", "2016-11-08", NULL},
    {"to", "2026-04-31", NULL, "not \"2026-04-31\": April has 30 days"},
    {"to", "31/04/2026", NULL, "a date as YYYY-MM-DD"},
    {"to", "2026-02-29", NULL, "February 2026 has 28 days"},
    {"to", "26-1-1", NULL, "a date as YYYY-MM-DD"},
    {"to", "0000-00-00", NULL, "there is no month 0"},
    {"to", "9999-12-31", NULL, "leave an open end blank"},
    {"to", "t", NULL, "a date as YYYY-MM-DD"},
    {"days", "mon,wed", "mon,wed", NULL},
    {"days", "daily", "daily", NULL},
    {"days", "mon-fri", "mon,tue,wed,thu,fri", NULL},
    {"days", "weekends", "sat,sun", NULL},
    {"days", "sat-mon", "mon,sat,sun", NULL},
    {"days", "mon - fri", NULL, "days of the week"},
    {"days", "mon, wed", "mon,wed", NULL},
    {"days", "mon-sun", "daily", NULL},
    {"days", "mon,mon", NULL, "days of the week"},
    {"days", "Mon", NULL, "days of the week"},
    {"days", "monday", NULL, "days of the week"},
    {"days", "mon wed", NULL, "days of the week"},
    {"days", "mon,", NULL, "days of the week"},
    {"days", ",mon", NULL, "days of the week"},
    {"days", "5", NULL, "days of the week"},
    {"days", "", NULL, "days is needed and is empty"},
    {"weights", "[1, 2]", "[1, 2]", NULL},
    {"weights", "[]", "[]", NULL},
    {"weights", "", "", NULL},
    {"weights", "1, 2", NULL, "weights must be a list"},
    {"weights", "[1, 2, 3, 4]", NULL, "weights has 4 entries, and must have from 0 to 3"},
    {"weights", "[1, 2, 3]", "[1, 2, 3]", NULL},
    {"weights", "[1,]", NULL, "weights"},
    {"codes", "[\"a, b\", c d]", "[\"a, b\", c d]", NULL},
    {"codes", "[\"a\\\"b\"]", "[\"a\\\"b\"]", NULL},
    {"codes", "[\"a]", NULL, "codes"},
    {"codes", "[\"a\" b]", NULL, "codes"},
};

static void files_are_read_strictly(void **state)
{
    (void)state;
    check_scalars(strictly, sizeof strictly / sizeof *strictly, &from_file);
}

static const struct scalar_case generously[] = {
    {"count", "1,234", "1234", NULL},
    {"count", "+7", "7", NULL},
    {"count", "1,23", NULL, "a whole number"},
    {"count", "12,345,678", "12345678", NULL},
    {"weekly_pence", "£1,234.56", "123456", NULL},
    {"weekly_pence", "=14.5*21.30", "30885", NULL},
    {"weekly_pence", "12.345", NULL, "an amount"},
    {"rate_pence", "1000.01", NULL, "rate_pence must be from £0.01 to £1,000.00"},
    {"minutes", "90", "90", NULL},
    {"minutes", "12h 30m", "750", NULL},
    {"minutes", "12h30", "750", NULL},
    {"minutes", "12 h", "720", NULL},
    {"minutes", "45m", "45", NULL},
    {"minutes", "45 mins", "45", NULL},
    {"minutes", "1:30", "90", NULL},
    {"minutes", "1.5h", "90", NULL},
    {"minutes", "2 hours", "120", NULL},
    {"minutes", "1:60", NULL, "a whole number of minutes from 1 to 1440, or a time such as 1:30"},
    {"minutes", "1:5", NULL, "minutes"},
    {"minutes", "1h 60m", NULL, "minutes"},
    {"minutes", "1.33h", NULL, "minutes"},
    {"minutes", "1m 5", NULL, "minutes"},
    {"minutes", "m", NULL, "minutes"},
    {"minutes", "25h", NULL, "from 1 to 1440"},
    {"minutes", "9999999999", NULL, "minutes"},
    {"urgent", "y", "true", NULL},
    {"urgent", "No", "false", NULL},
    {"urgent", "maybe", NULL, "yes or no"},
    {"colour", "RED", "red", NULL},
    {"colour", "Dark red", "dark-red", NULL},
    {"colour", "d", "dark-red", NULL},
    {"colour", "bl", "blue", NULL},
    {"colour", "x", NULL, "one of Red, Dark red, Blue"},
    {"to", "t", "2016-11-08", NULL},
    {"to", "+7", "2016-11-15", NULL},
    {"to", "mon", "2016-11-14", NULL},
    {"to", "3 apr", "2017-04-03", NULL},
    {"to", "08/11/2016", "2016-11-08", NULL},
    {"to", "31/04/2026", NULL, "April has 30 days"},
    {"received", "08/11/2016 09:14", "2016-11-08T09:14", NULL},
    {"received", "14:30", "2016-11-08T14:30", NULL},
    {"received", "31/02/2016 10:00", NULL, "February 2016 has 29 days"},
    {"received", "08/11/2016 24:00", NULL, "the time must be 00:00 to 23:59"},
    {"received", "2016-13-08T09:14", NULL, "there is no month 13"},
    {"received", "some day", NULL, "a date and time, such as 08/11/2016 09:14"},
    {"received", "now", NULL, "a date and time"}, /* nobody said what now is */
    {"days", "Monday Wed", "mon,wed", NULL},
    {"days", "Mon-Fri, sat", "mon,tue,wed,thu,fri,sat", NULL},
    {"weights", "1, 2,3", "[1, 2, 3]", NULL},
    {"codes", "one thing, another", "[one thing, another]", NULL},
};

static void forms_are_read_generously(void **state)
{
    struct reading how = typed();

    (void)state;
    check_scalars(generously, sizeof generously / sizeof *generously, &how);
    how.now = datetime_make(how.today, 554);
    const struct scalar_case now = {"received", "now", "2016-11-08T09:14", NULL};
    check_scalars(&now, 1, &how);
}

static void day_first_files_say_so(void **state)
{
    static const struct scalar_case cases[] = {
        {"to", "08/11/2016", "2016-11-08", NULL},
        {"to", "31/04/2026", NULL,
         "a date as DD/MM/YYYY, such as 08/11/2016, not \"31/04/2026\": April"},
        {"to", "2016-11-08", NULL, "a date as DD/MM/YYYY"},
    };
    const struct reading how = {.style = STYLE_FILE, .dates_dmy = true};

    (void)state;
    check_scalars(cases, sizeof cases / sizeof *cases, &how);
}

static void a_megabyte_is_refused_at_once(void **state)
{
    char *text = malloc(1 << 20);
    struct arena a = {0};
    struct all r;

    (void)state;
    assert_non_null(text);
    for (int round = 0; round < 3; round++) {
        struct fault why = {0};
        memset(text, 'x', 1 << 20);
        for (size_t i = 0; round && i + 2 <= 1 << 20; i += 2)
            memcpy(text + i, round == 1 ? "é" : "\xcc\x81", 2);
        assert_false(field_parse(row("name"), text, 1 << 20, &from_file, &r, &a, &why));
        assert_non_null(strstr(why.text, "at most 10 are allowed"));
        assert_true(a.taken < 4096);
        fault_clear(&why);
        assert_false(field_parse(row("count"), text, 1 << 20, &from_file, &r, &a, &why));
        assert_true(strlen(why.text) < 300);
    }
    free(text);
    arena_release(&a);
}

static void personal_values_stay_out_of_messages(void **state)
{
    struct arena a = {0};
    struct fault why = {0};
    struct all r;

    (void)state;
    assert_false(field_parse(row("born"), "1931-02-30", 10, &from_file, &r, &a, &why));
    assert_null(strstr(why.text, "1931-02-30"));
    assert_non_null(strstr(why.text, "February 1931 has 28 days"));
    fault_clear(&why);
    assert_false(field_parse(row("nhs_number"), "9434765918", 10, &from_file, &r, &a, &why));
    assert_null(strstr(why.text, "9434765918"));
    arena_release(&a);
}

static void values_with_a_nul_are_refused(void **state)
{
    static const struct {
        const char *name, *text;
        size_t length;
    } cases[] = {{"count", "1\0", 2},
                 {"to", "2016-11-08\0", 11},
                 {"urgent", "true\0", 5},
                 {"colour", "red\0", 4},
                 {"name", "Ann\0", 4},
                 {"days", "mon\0", 4},
                 {"weekly_pence", "1\0", 2},
                 {"nhs_number", "9434765919\0", 11},
                 {"received", "2016-11-08T09:1\0", 16}};
    struct reading how[2] = {from_file, typed()};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int style = 0; style < 2; style++) {
            struct arena a = {0};
            struct fault why = {0};
            struct {
                struct all all;
                struct visit visit;
            } r;
            if (field_parse(row(cases[i].name), cases[i].text, cases[i].length, &how[style], &r, &a,
                            &why))
                fail_msg("%s was accepted with a NUL", cases[i].name);
            arena_release(&a);
        }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(files_are_read_strictly),
        cmocka_unit_test(forms_are_read_generously),
        cmocka_unit_test(day_first_files_say_so),
        cmocka_unit_test(a_megabyte_is_refused_at_once),
        cmocka_unit_test(personal_values_stay_out_of_messages),
        cmocka_unit_test(values_with_a_nul_are_refused),
    };
    return RUN_TESTS(t);
}

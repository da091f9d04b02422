/* The one parser and the one printer.  Bad input: reliability.md 13, items 36 to 38, 50 and 52. */
#include "tests/unit/run.h"

#include "core/base/field.h"

#include <stdlib.h>

/* --- a table with one of everything -------------------------------------------------------------
 */

static const struct word colours[] = {
    {"red", "Red"}, {"dark-red", "Dark red"}, {"blue", "Blue"}, {NULL, NULL}};

struct visit {
    int64_t minutes, days, carers;
    money_t rate_pence;
};
static const struct field visit_rows[] = {
    {FIELD(struct visit, minutes, FIELD_MINUTES), .min = 1, .max = 1440},
    {FIELD(struct visit, days, FIELD_INT), .flags = FIELD_DAYS},
    {FIELD(struct visit, carers, FIELD_INT), .min = 1, .max = 2, .flags = FIELD_OPTIONAL},
    {FIELD(struct visit, rate_pence, FIELD_MONEY), .min = 1, .max = 100000},
};
static const struct fields visit_table = FIELDS("visit", visit_rows, struct visit);

struct home {
    const char *street, *postcode;
};
static const struct field home_rows[] = {
    {FIELD(struct home, street, FIELD_TEXT), .max = 20},
    {FIELD(struct home, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE},
};
static const struct fields home_table = FIELDS("home", home_rows, struct home);

struct all {
    const char *name, *notes, *nhs_number;
    int64_t count, urgent, colour;
    money_t weekly_pence;
    date_t born, to;
    datetime_t received;
    struct list weights, codes, visits;
    struct home home;
};
static const struct field all_rows[] = {
    {FIELD(struct all, name, FIELD_TEXT), .min = 2, .max = 10, .label = "Name"},
    {FIELD(struct all, notes, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES},
    {FIELD(struct all, nhs_number, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_NHS},
    {FIELD(struct all, count, FIELD_INT), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, urgent, FIELD_BOOL), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, colour, FIELD_ENUM), .words = colours, .flags = FIELD_OPTIONAL},
    {FIELD(struct all, weekly_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, born, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_PERSONAL},
    {FIELD(struct all, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END},
    {FIELD(struct all, received, FIELD_DATETIME), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, weights, FIELD_LIST), .item = FIELD_INT, .flags = FIELD_OPTIONAL, .max = 3},
    {FIELD(struct all, codes, FIELD_LIST), .item = FIELD_TEXT, .flags = FIELD_OPTIONAL},
    {FIELD(struct all, visits, FIELD_LIST), .of = &visit_table, .flags = FIELD_OPTIONAL},
    {FIELD(struct all, home, FIELD_RECORD), .of = &home_table, .flags = FIELD_OPTIONAL},
};
static const struct fields all_table = FIELDS("all", all_rows, struct all);

static const struct reading from_file = {.style = STYLE_FILE, .kind = "key"};

static const struct field *row(const char *name)
{
    const struct field *f = fields_find(&all_table, name);

    if (!f)
        f = fields_find(&visit_table, name);
    assert_non_null(f);
    return f;
}

static struct reading typed(void)
{
    struct reading how = {.style = STYLE_TYPED};

    assert_true(date_make(2016, 11, 8, &how.today));
    return how;
}

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

static void files_are_read_strictly(void **state)
{
    static const struct scalar_case cases[] = {
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
        {"weekly_pence", "1,234.50", NULL,
         "whole number of pence (1250 is £12.50), not \"1,234.50\""},
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
        {"weights", "[1, 2, 3, 4]", NULL, "weights"},
        {"weights", "[1,]", NULL, "weights"},
        {"codes", "[\"a, b\", c d]", "[\"a, b\", c d]", NULL},
        {"codes", "[\"a\\\"b\"]", "[\"a\\\"b\"]", NULL},
        {"codes", "[\"a]", NULL, "codes"},
        {"codes", "[\"a\" b]", NULL, "codes"},
    };

    (void)state;
    check_scalars(cases, sizeof cases / sizeof *cases, &from_file);
}

static void forms_are_read_generously(void **state)
{
    static const struct scalar_case cases[] = {
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
        {"minutes", "1:60", NULL,
         "a whole number of minutes from 1 to 1440, or a time such as 1:30"},
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
        {"days", "Monday Wed", "mon,wed", NULL},
        {"days", "Mon-Fri, sat", "mon,tue,wed,thu,fri,sat", NULL},
        {"weights", "1, 2,3", "[1, 2, 3]", NULL},
        {"codes", "one thing, another", "[one thing, another]", NULL},
    };
    struct reading how = typed();

    (void)state;
    check_scalars(cases, sizeof cases / sizeof *cases, &how);
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
                 {"received", "2016-11-08T09:14\0", 17}};
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

/* --- maps ---------------------------------------------------------------------------------------
 */

/* A map of scalars; each value gets line 10, 11 … and column 5 of rows.csv. */
static struct node *map_of(struct arena *a, const char *const *pairs)
{
    struct node *map = node_new(a, NODE_MAP);
    uint32_t line = 10;

    map->file = "rows.csv";
    map->line = 9;
    for (; *pairs; pairs += 2) {
        struct node *n = node_add(a, map, pairs[0], pairs[1]);
        n->line = line++;
        n->column = 5;
    }
    return map;
}

static void each_slip_has_its_place(void **state)
{
    static const struct {
        const char *const pairs[10];
        const char *field, *place, *says;
    } cases[] = {
        {{"minutes", "30", "days", "daily", NULL},
         "rate_pence",
         "rows.csv:9",
         "the column rate_pence is missing"},
        {{"minutes", "30", "days", "daily", "rate_pense", "5", NULL},
         "",
         "rows.csv:12:5",
         "there is no column \"rate_pense\" here; did you mean rate_pence?"},
        {{"minutes", "30", "days", "daily", "rate_pence", "5", "zzz", "5", NULL},
         "",
         "rows.csv:13:5",
         "there is no column \"zzz\" here; there are minutes, days, carers, rate_pence"},
        {{"minutes", "30", "days", "daily", "rate_pence", "5", "minutes", "30", NULL},
         "minutes",
         "rows.csv:13:5",
         "the column minutes is given twice"},
        {{"minutes", "", "days", "daily", "rate_pence", "5", NULL},
         "minutes",
         "rows.csv:10:5",
         "minutes is needed and is empty"},
        {{"rate_pence", "0", "days", "daily", "minutes", "30", NULL},
         "rate_pence",
         "rows.csv:10:5",
         "rate_pence must be from 1 to 100000 pence, not \"0\""},
    };
    const struct reading how = {.style = STYLE_FILE, .kind = "column"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct faults all = {0};
        struct visit v;
        struct node *map = map_of(&a, cases[i].pairs);
        assert_false(fields_read(&visit_table, map, &how, &v, &a, &all));
        bool found = false;
        for (size_t k = 0; k < all.kept; k++)
            found = found || (strstr(all.list[k].text, cases[i].says) &&
                              strcmp(all.list[k].field, cases[i].field) == 0 &&
                              strcmp(all.list[k].place, cases[i].place) == 0);
        if (!found)
            fail_msg("case %zu says %s %s: %s", i, all.list[0].place, all.list[0].field,
                     all.list[0].text);
        faults_release(&all);
        arena_release(&a);
    }
}

static void every_slip_is_told_in_one_run(void **state)
{
    static const char *const pairs[] = {"minutes", "x",    "days", "y", "carers",
                                        "9",       "rate", "1",    NULL};
    struct arena a = {0};
    struct faults all = {0};
    struct visit v;

    (void)state;
    assert_false(fields_read(&visit_table, map_of(&a, pairs), &from_file, &v, &a, &all));
    assert_int_equal(all.count, 5); /* three values, one unknown, one missing */
    assert_int_equal(v.minutes, ABSENT);
    faults_release(&all);
    arena_release(&a);
}

static void names_on_a_command_line_are_usage(void **state)
{
    static const char *const pairs[] = {"minutes", "x", "rate", "1", NULL};
    const struct reading how = {.style = STYLE_FILE, .kind = "argument", .command_line = true};
    static const enum fault_kind kinds[] = {FAULT_INPUT, FAULT_USAGE, FAULT_USAGE, FAULT_USAGE};
    struct arena a = {0};
    struct faults all = {0};
    struct visit v;

    (void)state;
    assert_false(fields_read(&visit_table, map_of(&a, pairs), &how, &v, &a, &all));
    assert_int_equal(all.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(all.list[i].kind, kinds[i]);
    faults_release(&all);
    arena_release(&a);
}

static void nothing_at_all_is_what_is_missing(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct all r;
    struct node *list = node_new(&a, NODE_LIST);

    (void)state;
    assert_false(fields_read(&all_table, NULL, &from_file, &r, &a, &all));
    assert_int_equal(all.count, 1);
    assert_string_equal(all.list[0].field, "name");
    faults_release(&all);
    assert_false(fields_read(&all_table, list, &from_file, &r, &a, &all));
    assert_non_null(strstr(all.list[0].text, "all must be a group of names and values"));
    faults_release(&all);
    arena_release(&a);
}

static void values_of_the_wrong_kind(void **state)
{
    static const struct {
        const char *key;
        enum node_kind kind;
        const char *field, *says;
    } cases[] = {
        {"count", NODE_LIST, "count",
         "count must be a whole number from 0 to 1000000000000, not a list"},
        {"count", NODE_MAP, "count", "not a group of names and values"},
        {"home", NODE_SCALAR, "home",
         "home must be a group of names and values, not a single value"},
        {"home", NODE_LIST, "home", "not a list"},
        {"weights", NODE_SCALAR, "weights",
         "weights must be a list, such as [a, b], not a single value"},
        {"weights", NODE_MAP, "weights", "not a group"},
        {"visits", NODE_SCALAR, "visits", "visits must be a list of entries"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct faults all = {0};
        struct all r;
        struct node *map = node_new(&a, NODE_MAP), *n = node_new(&a, cases[i].kind);
        node_add(&a, map, "name", "Ann");
        n->key = cases[i].key;
        if (n->kind == NODE_SCALAR) {
            n->text = "zz";
            n->length = 2;
        }
        node_append(map, n);
        assert_false(fields_read(&all_table, map, &from_file, &r, &a, &all));
        assert_int_equal(all.count, 1);
        if (!strstr(all.list[0].text, cases[i].says))
            fail_msg("case %zu says %s", i, all.list[0].text);
        assert_string_equal(all.list[0].field, cases[i].field);
        faults_release(&all);
        arena_release(&a);
    }
}

/* A whole record with a list of records in it; `slip` is the second visit's minutes. */
static struct node *whole(struct arena *a, const char *slip)
{
    static const char *const pairs[] = {"name",
                                        "Siân",
                                        "notes",
                                        "one\ntwo \"x\"",
                                        "nhs_number",
                                        "9434765919",
                                        "count",
                                        "7",
                                        "urgent",
                                        "true",
                                        "colour",
                                        "dark-red",
                                        "weekly_pence",
                                        "-123456",
                                        "born",
                                        "1931-02-03",
                                        "to",
                                        "2016-11-13",
                                        "received",
                                        "2016-11-08T09:14",
                                        NULL};
    struct node *map = map_of(a, pairs), *list = node_new(a, NODE_LIST);

    list->key = "weights";
    node_add(a, list, NULL, "3");
    node_add(a, list, NULL, "4");
    node_append(map, list);
    list = node_new(a, NODE_LIST);
    list->key = "codes";
    node_add(a, list, NULL, "T1");
    node_add(a, list, NULL, "a, b: \"c\" \\");
    node_add(a, list, NULL, "- d");
    node_append(map, list);
    list = node_new(a, NODE_LIST);
    list->key = "visits";
    for (int i = 0; i < 2; i++) {
        struct node *visit = node_new(a, NODE_MAP), *days = node_new(a, NODE_LIST);
        node_add(a, visit, "minutes", i ? slip : "30");
        days->key = "days";
        node_add(a, days, NULL, "mon");
        node_add(a, days, NULL, "wed");
        node_append(visit, days);
        node_add(a, visit, "rate_pence", "1999");
        node_append(list, visit);
    }
    node_append(map, list);
    struct node *home = node_new(a, NODE_MAP);
    home->key = "home";
    node_add(a, home, "street", "1 Sample St");
    node_add(a, home, "postcode", "le11 3tu");
    node_append(map, home);
    return map;
}

static void records_within_records(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct all r;

    (void)state;
    if (!fields_read(&all_table, whole(&a, "45"), &from_file, &r, &a, &all))
        fail_msg("%s", all.list[0].text);
    const struct visit *visits = r.visits.items;
    assert_int_equal(r.visits.count, 2);
    assert_int_equal(visits[1].minutes, 45);
    assert_int_equal(visits[1].days, 1 | 4);
    assert_int_equal(visits[1].carers, ABSENT);
    assert_string_equal(r.home.postcode, "LE11 3TU");
    assert_int_equal(r.weights.count, 2);
    assert_int_equal(((int64_t *)r.weights.items)[1], 4);
    date_t through;
    assert_true(date_make(2016, 11, 14, &through)); /* the first day no longer in it */
    assert_int_equal(r.to.day, through.day);

    assert_false(fields_read(&all_table, whole(&a, "0"), &from_file, &r, &a, &all));
    assert_int_equal(all.count, 1);
    assert_string_equal(all.list[0].field, "visits[2].minutes");
    assert_non_null(strstr(all.list[0].text, "visits[2].minutes must be from 1 to 1440 minutes"));
    faults_release(&all);
    arena_release(&a);
}

static void an_entry_is_named_by_its_number(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct all r;
    struct node *map = node_new(&a, NODE_MAP), *list = node_new(&a, NODE_LIST);

    (void)state;
    node_add(&a, map, "name", "Ann");
    list->key = "weights";
    node_add(&a, list, NULL, "1");
    node_add(&a, list, NULL, "");
    node_append(map, list);
    assert_false(fields_read(&all_table, map, &from_file, &r, &a, &all));
    assert_string_equal(all.list[0].field, "weights[2]");
    faults_release(&all);
    node_add(&a, list, NULL, "1");
    node_add(&a, list, NULL, "1");
    assert_false(fields_read(&all_table, map, &from_file, &r, &a, &all));
    assert_non_null(strstr(all.list[0].text, "weights has 4 entries, and must have from 0 to 3"));
    faults_release(&all);
    arena_release(&a);
}

/* --- printing -----------------------------------------------------------------------------------
 */

static void what_is_written_is_read_again(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct all r, again, empty;
    struct buf one = {0}, two = {0};

    (void)state;
    assert_true(fields_read(&all_table, whole(&a, "45"), &from_file, &r, &a, &all));
    struct node *node = fields_node(&all_table, &r, &a);
    assert_non_null(node);
    if (!fields_read(&all_table, node, &from_file, &again, &a, &all))
        fail_msg("%s", all.list[0].text);
    for (size_t i = 0; i < all_table.count; i++)
        assert_true(field_equal(&all_table.field[i], &r, &again));
    fields_encode(&all_table, &r, &one);
    fields_encode(&all_table, &again, &two);
    assert_string_equal(one.text, two.text);

    /* Each scalar and list of scalars, printed for a file or for a form, reads back the same. */
    struct reading how[2] = {from_file, typed()};
    for (size_t i = 0; i < all_table.count; i++)
        for (int style = 0; style < 2; style++) {
            const struct field *f = &all_table.field[i];
            struct fault why = {0};
            if (f->of)
                continue;
            buf_clear(&one);
            field_print(f, &r, how[style].style, &one);
            fields_clear(&all_table, &again);
            if (!field_parse(f, one.text, one.length, &how[style], &again, &a, &why))
                fail_msg("%s: %s", one.text, why.text);
            if (!field_equal(f, &r, &again))
                fail_msg("%s \"%s\" changed", f->name, one.text);
        }
    fields_clear(&all_table, &empty);
    for (size_t i = 0; i < all_table.count; i++) {
        assert_false(field_given(&all_table.field[i], &empty));
        assert_true(field_given(&all_table.field[i], &r));
        assert_false(field_equal(&all_table.field[i], &empty, &r));
        buf_clear(&one);
        field_print(&all_table.field[i], &empty, STYLE_SHOWN, &one);
        assert_int_equal(one.length, 0);
    }
    buf_release(&one);
    buf_release(&two);
    arena_release(&a);
}

static void json_has_its_types(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct all r;
    struct buf out = {0};

    (void)state;
    assert_true(fields_read(&all_table, whole(&a, "45"), &from_file, &r, &a, &all));
    fields_json(&all_table, &r, true, &out);
    assert_string_equal(
        out.text,
        "{\"name\":\"Siân\",\"notes\":\"one\\ntwo \\\"x\\\"\",\"nhs_number\":\"9434765919\","
        "\"count\":7,\"urgent\":true,\"colour\":\"dark-red\",\"weekly_pence\":-123456,"
        "\"born\":\"1931-02-03\",\"to\":\"2016-11-13\",\"received\":\"2016-11-08T09:14\","
        "\"weights\":[3,4],\"codes\":[\"T1\",\"a, b: \\\"c\\\" \\\\\",\"- d\"],"
        "\"visits\":[{\"minutes\":30,\"days\":\"mon,wed\",\"carers\":null,\"rate_pence\":1999},"
        "{\"minutes\":45,\"days\":\"mon,wed\",\"carers\":null,\"rate_pence\":1999}],"
        "\"home\":{\"street\":\"1 Sample St\",\"postcode\":\"LE11 3TU\"}}");
    fields_clear(&all_table, &r);
    r.name = "Bo";
    r.weights.items = &r; /* given, and empty */
    buf_clear(&out);
    fields_json(&all_table, &r, true, &out);
    assert_string_equal(out.text, "{\"name\":\"Bo\",\"weights\":[]}");
    buf_clear(&out);
    fields_json(&home_table, &r.home, false, &out);
    assert_string_equal(out.text, "{\"street\":null,\"postcode\":null}");
    buf_release(&out);
    arena_release(&a);
}

static void shown_as_people_read(void **state)
{
    static const struct {
        const char *name, *text, *shown;
    } cases[] = {
        {"weekly_pence", "-123456", "-£1,234.56"},
        {"minutes", "750", "12h 30m"},
        {"minutes", "45", "45m"},
        {"minutes", "120", "2h"},
        {"urgent", "true", "yes"},
        {"urgent", "false", "no"},
        {"colour", "dark-red", "Dark red"},
        {"to", "2016-11-13", "13/11/2016"},
        {"born", "1931-02-03", "03/02/1931"},
        {"nhs_number", "9434765919", "943 476 5919"},
        {"days", "mon,wed", "Mon, Wed"},
        {"days", "mon-fri", "Mon to Fri"},
        {"days", "daily", "daily"},
        {"days", "mon,tue,thu,fri,sat", "Mon, Tue, Thu to Sat"},
        {"received", "2016-11-08T09:14", "08/11/2016 09:14"},
        {"count", "1234567", "1234567"},
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        struct buf out = {0};
        struct {
            struct all all;
            struct visit visit;
        } r;
        assert_true(field_parse(row(cases[i].name), cases[i].text, strlen(cases[i].text),
                                &from_file, &r, &a, &why));
        field_print(row(cases[i].name), &r, STYLE_SHOWN, &out);
        assert_string_equal(out.text, cases[i].shown);
        buf_release(&out);
    }
    arena_release(&a);
}

static void lists_print_as_flow(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct all r;
    struct buf out = {0};

    (void)state;
    assert_true(fields_read(&all_table, whole(&a, "45"), &from_file, &r, &a, &all));
    field_print(row("codes"), &r, STYLE_FILE, &out);
    assert_string_equal(out.text, "[T1, \"a, b: \\\"c\\\" \\\\\", \"- d\"]");
    buf_clear(&out);
    field_print(row("visits"), &r, STYLE_FILE, &out);
    assert_string_equal(out.text, "[{minutes: 30, days: \"mon,wed\", rate_pence: 1999}, "
                                  "{minutes: 45, days: \"mon,wed\", rate_pence: 1999}]");
    buf_release(&out);
    arena_release(&a);
}

/* Absent, empty and moved-over values must not look the same to a hash. */
static void encodings_differ_when_records_do(void **state)
{
    struct all r;
    const struct list none = {NULL, 0}, empty = {&r, 0};
    struct {
        const char *name, *notes;
        struct list weights;
    } cases[] = {
        {NULL, NULL, none}, {"", NULL, none},  {NULL, "", none},         {"a", "b", none},
        {"ab", "", none},   {"", "ab", none},  {"a1:b", NULL, none},     {"~", NULL, none},
        {NULL, "~", none},  {"a", "b", empty}, {"5:notes~", NULL, none}, {"a", NULL, none},
        {NULL, "a", none},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    struct buf out[CASES] = {{0}};

    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        fields_clear(&all_table, &r);
        r.name = cases[i].name;
        r.notes = cases[i].notes;
        r.weights = cases[i].weights;
        fields_encode(&all_table, &r, &out[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(out[i].text, out[k].text) == 0)
                fail_msg("cases %zu and %zu are one: %s", k, i, out[i].text);
    }
    for (size_t i = 0; i < CASES; i++)
        buf_release(&out[i]);
}

static void words_have_an_index(void **state)
{
    (void)state;
    assert_int_equal(word_index(colours, "red"), 0);
    assert_int_equal(word_index(colours, "blue"), 2);
    assert_int_equal(word_index(colours, "Red"), ABSENT);
    assert_int_equal(word_index(colours, ""), ABSENT);
    assert_int_equal(word_index(NULL, "red"), ABSENT);
    assert_null(fields_find(&all_table, "nam"));
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
        cmocka_unit_test(each_slip_has_its_place),
        cmocka_unit_test(every_slip_is_told_in_one_run),
        cmocka_unit_test(names_on_a_command_line_are_usage),
        cmocka_unit_test(nothing_at_all_is_what_is_missing),
        cmocka_unit_test(values_of_the_wrong_kind),
        cmocka_unit_test(records_within_records),
        cmocka_unit_test(an_entry_is_named_by_its_number),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(json_has_its_types),
        cmocka_unit_test(shown_as_people_read),
        cmocka_unit_test(lists_print_as_flow),
        cmocka_unit_test(encodings_differ_when_records_do),
        cmocka_unit_test(words_have_an_index),
    };
    return RUN_TESTS(t);
}

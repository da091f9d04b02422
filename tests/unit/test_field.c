/* The one reader of maps, and the one printer. */
#include "tests/unit/field_rows.h"

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
         "The column rate_pence is missing"},
        {{"minutes", "30", "days", "daily", "rate_pense", "5", NULL},
         "",
         "rows.csv:12:5",
         "There is no column \"rate_pense\" here; did you mean rate_pence?"},
        {{"minutes", "30", "days", "daily", "rate_pence", "5", "zzz", "5", NULL},
         "",
         "rows.csv:13:5",
         "There is no column \"zzz\" here; there are minutes, days, carers, rate_pence"},
        {{"minutes", "30", "days", "daily", "rate_pence", "5", "minutes", "30", NULL},
         "minutes",
         "rows.csv:13:5",
         "The column minutes is given twice"},
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
    list->first->next->text = "2";
    list->first->next->length = 1;
    node_add(&a, list, NULL, "1");
    assert_true(fields_read(&all_table, map, &from_file, &r, &a, &all)); /* three are allowed */
    assert_int_equal(r.weights.count, 3);
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
        "\"visits\":[{\"minutes\":30,\"days\":\"mon,wed\",\"rate_pence\":1999},"
        "{\"minutes\":45,\"days\":\"mon,wed\",\"rate_pence\":1999}],"
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

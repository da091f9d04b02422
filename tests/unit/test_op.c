/* Operations and stored tables: each row whole, each in step with the schema. */
#include "tests/unit/counter_desk.h"

#include "core/base/embedded.h"

/* --- the registry -------------------------------------------------------------------------------- */

static void operations_are_found_by_name_in_order(void **state)
{
    (void)state;
    assert_true(op_count() > 4);
    for (size_t i = 0; i < op_count(); i++) {
        const struct operation *op = op_at(i);
        assert_ptr_equal(op_find(op->name), op);
        if (i && strcmp(op_at(i - 1)->name, op->name) >= 0)
            fail_msg("%s stands twice, or out of order", op->name);
    }
    assert_null(op_find("staff.ad"));
    assert_null(op_at(op_count()));
}

static void every_field_is_told(const char *whose, const struct fields *t, bool helped)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        if (!f->name || !f->label)
            fail_msg("%s: %s has no label", whose, f->name ? f->name : "?");
        if (helped && !f->help && !(f->flags & FIELD_HIDDEN))
            fail_msg("%s: %s has no help", whose, f->name);
        if (f->flags & FIELD_REF && !f->refers)
            fail_msg("%s: %s refers to no kind", whose, f->name);
        if (f->type == FIELD_ENUM && !f->words)
            fail_msg("%s: %s has no words", whose, f->name);
        if (strspn(f->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(f->name))
            fail_msg("%s: %s is not snake_case", whose, f->name);
        if (f->offset + 8 > t->size && f->type != FIELD_RECORD)
            fail_msg("%s: %s lies outside its struct", whose, f->name);
        if (f->of)
            every_field_is_told(whose, f->of, helped);
    }
}

static bool is_a_table(const char *name)
{
    static char needle[80];

    snprintf(needle, sizeof needle, " TABLE %s", name);
    for (const struct embedded *e = embedded_schema; e->name; e++) {
        const char *at = strstr(e->text, needle);
        if (at && strchr(" (\n", at[strlen(needle)]))
            return true;
    }
    return false;
}

static void every_operation_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < op_count(); i++) {
        const struct operation *op = op_at(i);
        if (!op->title || !op->help || !op->args || !op->writes || !op->run || !op->roles)
            fail_msg("%s lacks title, help, arguments, tables, roles or code", op->name);
        if (strspn(op->name, "abcdefghijklmnopqrstuvwxyz-.") != strlen(op->name) ||
            !strchr(op->name, '.'))
            fail_msg("%s is not subject.verb", op->name);
        if (op->title[strlen(op->title) - 1] == '.')
            fail_msg("%s: a title has no full stop", op->name);
        every_field_is_told(op->name, op->args, true);
        for (const char *const *w = op->writes; *w; w++)
            if (!is_a_table(*w))
                fail_msg("%s writes %s, which no schema file makes", op->name, *w);
    }
}

/* --- stored tables ---------------------------------------------------------------------------------- */

/* How the store's schema makes a table; NULL where it makes none. */
static const char *columns_of(struct desk *d, const char *table)
{
    static const char *text;
    struct fault why = {0};

    text = NULL;
    if (!query_one_text(counter_store(d->c),
                        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                        ARGS(TEXT(table)), &d->arena, &text, &why))
        fail_msg("%s", why.text);
    return text;
}

/* The next column's name of a CREATE TABLE, and whether it is TEXT; false at the end. */
static bool next_column(const char **at, char *name, size_t size, bool *text)
{
    for (;;) {
        const char *line = *at + strspn(*at, " \n\t(,");
        size_t length = strcspn(line, " \n,)");
        if (!*line || *line == ')')
            return false;
        size_t whole = 0;
        for (int depth = 0; line[whole] && strncmp(line + whole, "--", 2) != 0 &&
                            (depth || (line[whole] != ',' && line[whole] != '\n'));
             whole++)
            depth += (line[whole] == '(') - (line[whole] == ')');
        *at = line + whole;
        if (strncmp(line, "--", 2) == 0 || strncmp(line, "UNIQUE", 6) == 0 ||
            strncmp(line, "CHECK", 5) == 0 || strncmp(line, "PRIMARY", 7) == 0) {
            *at += strcspn(*at, "\n");
            continue;
        }
        snprintf(name, size, "%.*s", (int)length, line);
        *text = strncmp(line + length + strspn(line + length, " "), "TEXT", 4) == 0;
        const char *comment = *at + strspn(*at, ", ");
        if (strncmp(comment, "--", 2) == 0)
            *at = comment + strcspn(comment, "\n");
        return true;
    }
}

static void stored_tables_are_those_of_the_schema(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    for (const struct table *const *t = all_tables; *t; t++) {
        const char *sql = columns_of(&d, (*t)->name);
        char name[64];
        bool text;
        if (!sql)
            fail_msg("%s: the schema makes no such table", (*t)->name);
        const char *at = strchr(sql, '(');
        size_t skip =
            (*t)->flags & TABLE_KNOWN ? 3 : 2; /* id, and rev, tx or known_from, known_to */
        for (size_t i = 0; i < skip; i++)
            assert_true(next_column(&at, name, sizeof name, &text));
        for (size_t i = 0; i < (*t)->fields->count; i++) {
            const struct field *f = &(*t)->fields->field[i];
            if (!next_column(&at, name, sizeof name, &text))
                fail_msg("%s: the schema has no column %s", (*t)->name, f->name);
            if (strcmp(name, f->name) != 0)
                fail_msg("%s: the column is %s, the field %s", (*t)->name, name, f->name);
            if (text != (f->type == FIELD_TEXT || f->type == FIELD_ENUM))
                fail_msg("%s: %s is of another type in the schema", (*t)->name, name);
        }
        if (next_column(&at, name, sizeof name, &text))
            fail_msg("%s: no field for the column %s", (*t)->name, name);
    }
    desk_remove(&d);
}

/* What a table says of itself is there. */
static void stored_tables_name_fields_of_theirs(void **state)
{
    (void)state;
    for (const struct table *const *t = all_tables; *t; t++) {
        const char *named[] = {(*t)->person, (*t)->package};
        for (size_t i = 0; i < 2; i++)
            if (named[i] && !fields_find((*t)->fields, named[i]))
                /* a person's or package's own table names its id */
                assert_string_equal(named[i], "id");
        for (const struct table *const *u = all_tables; u != t; u++)
            assert_string_not_equal((*u)->name, (*t)->name);
        every_field_is_told((*t)->name, (*t)->fields, false);
    }
}

/* --- references --------------------------------------------------------------------------------------- */

static void the_next_reference_is_free(void **state)
{
    struct desk d;
    struct fault why = {0};
    const char *ref;

    (void)state;
    desk_new(&d, STORE_STORY);
    struct call call = {.store = counter_store(d.c), .arena = &d.arena};
    assert_true(call_next_ref(&call, "P", &ref, &why));
    assert_string_equal(ref, "P10001");
    assert_true(call_next_ref(&call, "O", &ref, &why));
    assert_string_equal(ref, "O10001");
    assert_false(call_next_ref(&call, "Z", &ref, &why));
    assert_int_equal(why.kind, FAULT_BUG);
    if (op_find("person.add")) {
        desk_sit(&d, "planner1");
        desk_do(&d, "person.add",
                "{ref: P10001, family_name: Example, given_name: Ann, born: 1931-02-03, "
                "postcode: LE11 3TU}");
        fault_clear(&why);
        assert_true(call_next_ref(&call, "P", &ref, &why));
        assert_string_equal(ref, "P10002");
        desk_do(&d, "person.add",
                "{ref: P10003, family_name: Example, given_name: Bob, born: 1932-02-03, "
                "postcode: LE11 3TU}");
        assert_true(call_next_ref(&call, "P", &ref, &why));
        assert_string_equal(ref, "P10004"); /* P10003 is taken: over it */
    }
    desk_remove(&d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_are_found_by_name_in_order),
        cmocka_unit_test(every_operation_is_whole),
        cmocka_unit_test(stored_tables_are_those_of_the_schema),
        cmocka_unit_test(stored_tables_name_fields_of_theirs),
        cmocka_unit_test(the_next_reference_is_free),
    };

    return RUN_TESTS(tests);
}

/* The table of keys: no key twice, every name known, inner places first. */
#include "tui/bindings.h"

#include "tui/key.h"

#include "tests/unit/run.h"

static const struct binding some[] = {
    {"any", "? F1", "show.help", "keys", "Show the keys", 9},
    {"any", "q", "close", "close", "Close it", 8},
    {"any", "d", "drop", "drop", "Drop it", 0},
    {"list", "Down j", "list.down", "down", "Down", 0},
    {"list", "Enter", "list.open", "open", "Open it", 1},
    {"work", "o Enter", "offer", "offer", "Offer it", 1},
    {"work", "q", "hand_back", "hand back", "Hand it back", 2},
    {"work", "F2", "show.help", "keys", "Show the keys", 3},
    {NULL, NULL, NULL, NULL, NULL, 0},
};

static void the_table_is_in_order(void **state)
{
    struct fault why = {0};

    (void)state;
    if (!bindings_check(bindings, &why))
        fail_msg("%s", why.text);
}

static void a_table_that_is_not_is_refused(void **state)
{
    static const struct {
        struct binding rows[3];
        const char *says;
    } cases[] = {
        {{{"a", "x y", "one", "one", "One", 0}, {"a", "z y", "two", "two", "Two", 0}},
         "a: y is bound to one and to two."},
        {{{"a", "x Ctrl-", "one", "one", "One", 0}}, "a one: \"x Ctrl-\" is no list of keys."},
        {{{"a", "", "one", "one", "One", 0}}, "a one: \"\" is no list of keys."},
        {{{"a", "F13", "one", "one", "One", 0}}, "a one: \"F13\" is no list of keys."},
        {{{"a", "x", "one", "one", "", 0}}, "a: a row lacks its words."},
        {{{"a", "Tab Ctrl-I", "one", "one", "One", 0}}, NULL}, /* one key in one row: no clash */
        {{{"a", "x", "one", "one", "One", 0}, {"b", "x", "two", "two", "Two", 0}}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        assert_int_equal(bindings_check(cases[i].rows, &why), cases[i].says == NULL);
        assert_string_equal(why.text, cases[i].says ? cases[i].says : "");
    }
}

static void the_inner_place_counts(void **state)
{
    const struct keymap in_work = {.table = some, .scope = {"work", "list", "any"}};
    const struct keymap in_list = {.table = some, .scope = {"list", "any"}};

    (void)state;
    assert_string_equal(keymap_find(&in_work, K_ENTER)->action, "offer");
    assert_string_equal(keymap_find(&in_list, K_ENTER)->action, "list.open");
    assert_string_equal(keymap_find(&in_work, 'q')->action, "hand_back");
    assert_string_equal(keymap_find(&in_list, 'j')->action, "list.down");
    assert_null(keymap_find(&in_list, 'o'));
    assert_null(keymap_find(&in_list, K_NONE));
}

static void the_rows_that_count_are_given_once(void **state)
{
    const struct keymap m = {.table = some, .scope = {"work", "list", "any"}};
    static const char *const actions[] = {"offer", "hand_back", "show.help", "list.down", "drop"};
    const struct binding *rows[16];
    char name[24];
    struct buf keys = {0};

    (void)state;
    assert_int_equal(keymap_rows(&m, rows, 16), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(rows[i]->action, actions[i]);
    assert_int_equal(keymap_rows(&m, rows, 3), 3);
    assert_string_equal(keymap_key(&m, rows[0], name, sizeof name), "o");
    keymap_keys(&m, "show.help", &keys);
    assert_string_equal(keys.text, "F2 ? F1");
    buf_release(&keys);
}

static bool not_drop(void *ctx, const struct binding *b, struct fault *why)
{
    (void)ctx;
    return strcmp(b->action, "drop") != 0 || refuse(why, "T1", "test", "it was never picked up");
}

static void what_cannot_be_done_says_why(void **state)
{
    const struct keymap m = {.table = some, .scope = {"any"}, .may = not_drop};
    struct fault why = {0};

    (void)state;
    assert_true(keymap_may(&m, keymap_find(&m, 'q'), &why));
    assert_false(keymap_may(&m, keymap_find(&m, 'd'), &why));
    assert_true(fault_has_code(&why, "T1"));
}

static void the_man_page_has_every_key(void **state)
{
    static const struct binding odd[] = {{"any", "? \\ \" -", "odd", "odd", "Odd keys", 0},
                                         {NULL, NULL, NULL, NULL, NULL, 0}};
    struct buf out = {0};

    (void)state;
    bindings_mdoc(odd, &out);
    assert_string_equal(out.text, ".Ss Keys: any\n.Bl -tag -width 18n -compact\n"
                                  ".It Ic \\&? \\&\\e \\&\\(dq \\&\\-\nOdd keys.\n.El\n");
    buf_clear(&out);
    bindings_mdoc(bindings, &out);
    for (const struct binding *b = bindings; b->screen; b++)
        assert_non_null(strstr(out.text, b->help));
    buf_release(&out);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(a_table_that_is_not_is_refused),
        cmocka_unit_test(the_inner_place_counts),
        cmocka_unit_test(the_rows_that_count_are_given_once),
        cmocka_unit_test(what_cannot_be_done_says_why),
        cmocka_unit_test(the_man_page_has_every_key),
    };
    return RUN_TESTS(t);
}

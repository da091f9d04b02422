/* Keys and their names, both ways. */
#include "tui/key.h"

#include "core/base/text.h"
#include "tests/unit/run.h"

static void every_name_is_one_key(void **state)
{
    static const struct {
        const char *name;
        int key;
        const char *shown; /* NULL: the name itself */
    } cases[] = {
        {"Enter", K_ENTER, NULL},
        {"enter", K_ENTER, "Enter"},
        {"Esc", K_ESC, NULL},
        {"Shift-Tab", K_BACKTAB, NULL},
        {"Space", ' ', NULL},
        {"PgDn", K_PGDN, NULL},
        {"F1", K_F1, NULL},
        {"f10", K_F1 + 9, "F10"},
        {"F12", K_F12, NULL},
        {"Ctrl-P", 16, NULL},
        {"ctrl-z", 26, "Ctrl-Z"},
        {"Ctrl-I", K_TAB, "Tab"},
        {"Ctrl-M", K_ENTER, "Enter"},
        {"Ctrl-H", K_BACKSPACE, "Backspace"},
        {"a", 'a', NULL},
        {"A", 'A', NULL},
        {"?", '?', NULL},
        {"é", 0xE9, NULL},
        {"中", 0x4E2D, NULL},
        {"*", '*', NULL},
    };
    static const char *const none[] = {"",      "F0",       "F13",     "F1x", "F123",
                                       "Ctrl-", "Ctrl-1",   "Ctrl-ab", "ab",  "\x01",
                                       "\x7F",  "\xC2\x85", "\xFF"};
    char name[24];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(key_code(cases[i].name), cases[i].key);
        assert_string_equal(key_word(cases[i].key, name, sizeof name),
                            cases[i].shown ? cases[i].shown : cases[i].name);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(key_code(none[i]), K_NONE);
}

static void every_key_comes_back_from_its_name(void **state)
{
    char name[24];

    (void)state;
    for (int key = 1; key < K__END; key++) {
        bool control = key <= 26 && key != 8 && key != 9 && key != 13;
        bool text = key_is_text(key), named = key > K_BASE;
        if (!control && !text && !named)
            continue;
        key_word(key, name, sizeof name);
        if (key_code(name) != key)
            fail_msg("key %x is named \"%s\", which is key %x", (unsigned)key, name,
                     (unsigned)key_code(name));
    }
    assert_string_equal(key_word(0, name, sizeof name), "");
    assert_string_equal(key_word(K__END, name, sizeof name), "");
}

static void a_list_of_keys_is_read_to_its_end(void **state)
{
    const char *list = "F2  e Enter";

    (void)state;
    assert_int_equal(key_next(&list), K_F1 + 1);
    assert_int_equal(key_next(&list), 'e');
    assert_int_equal(key_next(&list), K_ENTER);
    assert_int_equal(key_next(&list), K_NONE);
    assert_string_equal(list, "");
    list = "averylongnamethatisnokeyatall x";
    assert_int_equal(key_next(&list), K_NONE);
}

static void utf8_is_as_text_reads_it(void **state)
{
    char text[5];

    (void)state;
    for (int key = 0x20; key < 0x110000; key += key < 0x3000 ? 1 : 97) {
        size_t at = 0;
        if (!key_is_text(key))
            continue;
        size_t n = key_utf8(key, text);
        assert_int_equal(strlen(text), n);
        assert_int_equal(text_next(text, n, &at), key);
        assert_int_equal(at, n);
    }
    assert_false(key_is_text(0x7F) || key_is_text(0x9F) || key_is_text(0xD800) ||
                 key_is_text(K_UP) || key_is_text(0x1F));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_name_is_one_key),
        cmocka_unit_test(every_key_comes_back_from_its_name),
        cmocka_unit_test(a_list_of_keys_is_read_to_its_end),
        cmocka_unit_test(utf8_is_as_text_reads_it),
    };
    return RUN_TESTS(t);
}

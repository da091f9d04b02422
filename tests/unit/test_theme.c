/* Themes: every style reads without colour, nothing blinks, names are found. */
#include "tui/theme.h"

#include "tests/unit/run.h"

static void every_theme_is_whole(void **state)
{
    static const unsigned known = ATTR_BOLD | ATTR_UNDERLINE | ATTR_REVERSE | ATTR_DIM;
    size_t count = 0;

    (void)state;
    for (const struct theme *t = themes; t->name; t++, count++) {
        assert_ptr_equal(theme_find(t->name), t);
        assert_true(t->about && *t->about);
        for (int s = 0; s < ST__COUNT; s++) {
            assert_int_equal(t->look[s].attributes & ~known, 0);
            assert_in_range(t->look[s].colour + 1, 0, 8);
        }
        /* What must stand out does so without colour. */
        assert_true(t->look[ST_ERROR].attributes && t->look[ST_WARN].attributes);
        assert_true(t->look[ST_TYPED].attributes && t->look[ST_MATCH].attributes);
        assert_true(t->look[ST_MARKED].attributes && t->look[ST_KEY].attributes);
        assert_int_equal(t->look[ST_NORMAL].attributes, 0);
        assert_int_equal(t->look[ST_NORMAL].colour, -1);
    }
    assert_int_equal(count, 3);
    assert_string_equal(themes[0].name, "default");
    assert_null(theme_find("no such theme"));
}

static void mono_and_high_contrast_have_no_colour(void **state)
{
    (void)state;
    for (int s = 0; s < ST__COUNT; s++) {
        assert_int_equal(theme_find("mono")->look[s].colour, -1);
        assert_int_equal(theme_find("high-contrast")->look[s].colour, -1);
        assert_int_equal(theme_find("high-contrast")->look[s].attributes & ATTR_DIM, 0);
    }
}

static void every_style_has_its_own_word(void **state)
{
    (void)state;
    for (unsigned i = 0; i < ST__COUNT; i++)
        for (unsigned j = i + 1; j < ST__COUNT; j++)
            assert_string_not_equal(style_word(i), style_word(j));
    assert_string_equal(style_word(ST_HINT), "hint");
    assert_string_equal(style_word(ST_HINT | ST_CHOSEN), "chosen");
    assert_string_equal(style_word(ST__COUNT), "normal");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_theme_is_whole),
        cmocka_unit_test(mono_and_high_contrast_have_no_colour),
        cmocka_unit_test(every_style_has_its_own_word),
    };
    return RUN_TESTS(t);
}

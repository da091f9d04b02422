/* Editing one line: letters, marks, words, lines, pastes, panning. */
#include "tui/line.h"

#include "core/base/text.h"

#include "tests/unit/run.h"

#include <locale.h>
#include <stdlib.h>

static enum line_answer press(struct line *l, const char *keys)
{
    enum line_answer answer = LINE_UNUSED;

    for (int key; (key = key_next(&keys)) != K_NONE;)
        answer = line_event(l, &(struct event){.kind = EVENT_KEY, .key = key});
    return answer;
}

static void type(struct line *l, const char *text)
{
    for (size_t at = 0, n = strlen(text); at < n;)
        line_event(l, &(struct event){.kind = EVENT_KEY, .key = (int)text_next(text, n, &at)});
}

static enum line_answer paste(struct line *l, const char *text)
{
    return line_event(l, &(struct event){.kind = EVENT_PASTE, .text = text});
}

static void each_key_edits(void **state)
{
    static const struct {
        const char *typed, *keys, *text;
        size_t at;
    } cases[] = {
        {"abc", "", "abc", 3},
        {"abc", "Left Left Backspace", "bc", 0},
        {"abc", "Home Delete", "bc", 0},
        {"abc", "Home Right x", "axbc", 2},
        {"abc", "Left Left Left Left Left x", "xabc", 1},
        {"abc", "Ctrl-A x Ctrl-E y", "xabcy", 5},
        {"one two  three", "Ctrl-W", "one two  ", 9},
        {"one two  ", "Ctrl-W", "one ", 4},
        {"one two", "Left Left Ctrl-W", "one wo", 4},
        {"one two", "Left Left Ctrl-U", "wo", 0},
        {"one two", "Left Left Ctrl-K", "one t", 5},
        {"one two", "Ctrl-W Home Ctrl-Y", "twoone ", 3},
        {"one two", "Ctrl-U Ctrl-Y Ctrl-Y", "one twoone two", 14},
        {"", "Backspace Delete Ctrl-W Ctrl-U Ctrl-K Ctrl-Y Left Right", "", 0},
        {"Brzęk", "Left Backspace", "Brzk", 3},
        {"e\xCC\x81x", "Left Backspace", "x", 0},   /* the letter goes with its accent */
        {"ae\xCC\x81", "Left x", "axe\xCC\x81", 2}, /* and is passed over as one */
        {"\xE4\xB8\xAD\xE6\x96\x87", "Left Backspace", "\xE6\x96\x87", 0},
        {"\xCC\x81"
         "a",
         "", "a", 1}, /* no accent on nothing */
        {"\xE2\x80\xAE"
         "a\xE2\x80\x8B",
         "", "a", 1}, /* U+202E and U+200B cannot get in */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line l = {0};
        type(&l, cases[i].typed);
        press(&l, cases[i].keys);
        assert_string_equal(line_text(&l), cases[i].text);
        assert_int_equal(l.at, cases[i].at);
        line_release(&l);
    }
}

static void keys_that_are_not_ours_are_left(void **state)
{
    struct line l = {0};

    (void)state;
    assert_int_equal(press(&l, "Enter"), LINE_UNUSED);
    assert_int_equal(press(&l, "Tab"), LINE_UNUSED);
    assert_int_equal(press(&l, "Up"), LINE_UNUSED);
    assert_int_equal(press(&l, "F1"), LINE_UNUSED);
    assert_int_equal(press(&l, "Ctrl-P"), LINE_UNUSED);
    assert_int_equal(press(&l, "Esc"), LINE_UNUSED);
    assert_int_equal(press(&l, "a"), LINE_CHANGED);
    assert_int_equal(press(&l, "Left"), LINE_MOVED);
    line_release(&l);
}

static void a_paste_is_text_and_nothing_else(void **state)
{
    struct line one = {0}, many = {.lines = true};

    (void)state;
    assert_int_equal(paste(&one, "LE11 3TU\r\n"), LINE_CHANGED);
    assert_string_equal(line_text(&one), "LE11 3TU");
    paste(&one, "\x1b[31mred\x07\tx\r\ny\n");
    assert_string_equal(line_text(&one), "LE11 3TU[31mred x y");
    line_set(&one, "a\xC2\xA0"
                   "b\xFF"
                   "c"); /* a no-break space; a byte that is no text */
    assert_string_equal(line_text(&one), "a bc");
    paste(&many, "first\r\nsecond\rthird\n");
    assert_string_equal(line_text(&many), "first\nsecond\nthird\n");
    line_release(&one);
    line_release(&many);
}

static void it_is_full_at_its_most(void **state)
{
    struct line l = {.most = 3};

    (void)state;
    type(&l, "\xC3\xA9\xC3\xA9");
    assert_int_equal(paste(&l, "xy"), LINE_FULL);
    assert_string_equal(line_text(&l), "\xC3\xA9\xC3\xA9x");
    assert_int_equal(press(&l, "z"), LINE_FULL);
    press(&l, "Backspace");
    assert_int_equal(press(&l, "z"), LINE_CHANGED);
    line_release(&l);
    struct line usual = {0};
    for (int i = 0; i < 300; i++)
        press(&usual, "a");
    assert_int_equal(usual.length, 200);
    line_release(&usual);
}

static void check_drawn(struct line *l, int rows, int cols, const char *const *expected, int row,
                        int col)
{
    struct canvas c = {0};
    struct fault why = {0};

    assert_true(canvas_resize(&c, rows, cols + 4, &why));
    canvas_fill(&c, canvas_area(&c), ST_NORMAL, "#");
    line_draw(l, &c, (struct area){0, 2, rows, cols}, ST_TYPED, true);
    for (int i = 0; i < rows; i++) {
        struct buf text = {0};
        char framed[256];
        canvas_row_text(&c, i, &text);
        snprintf(framed, sizeof framed, "##%s##", expected[i]);
        assert_string_equal(text.text, framed);
        buf_release(&text);
    }
    assert_int_equal(c.cursor_row, row);
    assert_int_equal(c.cursor_col, col + 2);
    canvas_release(&c);
}

static void a_long_line_pans_with_the_cursor(void **state)
{
    struct line l = {0};

    (void)state;
    type(&l, "abcdefg");
    check_drawn(&l, 1, 8, (const char *[]){"abcdefg "}, 0, 7);
    type(&l, "hij");
    check_drawn(&l, 1, 8, (const char *[]){"…fghij  "}, 0, 6);
    press(&l, "Left Left Left");
    check_drawn(&l, 1, 8, (const char *[]){"…fghij  "}, 0, 3);
    press(&l, "Home");
    check_drawn(&l, 1, 8, (const char *[]){"abcdefg…"}, 0, 0);
    press(&l, "Right Right");
    check_drawn(&l, 1, 8, (const char *[]){"abcdefg…"}, 0, 2);
    press(&l, "End");
    check_drawn(&l, 1, 8, (const char *[]){"…fghij  "}, 0, 6);
    line_set(&l, "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97"); /* six columns in three letters */
    check_drawn(&l, 1, 8, (const char *[]){"\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97  "}, 0, 6);
    line_release(&l);
}

static void lines_wrap_and_are_walked(void **state)
{
    struct line l = {.lines = true, .most = 500};

    (void)state;
    paste(&l, "tea at four and\nno sugar");
    check_drawn(&l, 4, 8, (const char *[]){"tea at  ", "four and", "no sugar", "        "}, 2, 7);
    press(&l, "Up");
    check_drawn(&l, 4, 8, (const char *[]){"tea at  ", "four and", "no sugar", "        "}, 1, 7);
    press(&l, "Up Home");
    assert_int_equal(l.at, 0);
    assert_int_equal(press(&l, "Up"), LINE_UNUSED);
    press(&l, "Down Down End");
    assert_int_equal(l.at, l.length);
    assert_int_equal(press(&l, "Down"), LINE_UNUSED);
    press(&l, "Enter x");
    check_drawn(&l, 2, 8, (const char *[]){"no sugar", "x       "}, 1, 1);
    line_release(&l);
}

static void a_line_has_the_rows_it_needs(void **state)
{
    static const struct canvas c = {.glyphs = GLYPHS_FULL};
    struct line l = {.lines = true};

    (void)state;
    assert_int_equal(line_rows(&l, &c, 8), 1);
    line_set(&l, "12345678");
    assert_int_equal(line_rows(&l, &c, 8), 1);
    line_set(&l, "123456789");
    assert_int_equal(line_rows(&l, &c, 8), 2);
    line_set(&l, "a\n\nb\n");
    assert_int_equal(line_rows(&l, &c, 8), 4);
    line_release(&l);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(each_key_edits),
        cmocka_unit_test(keys_that_are_not_ours_are_left),
        cmocka_unit_test(a_paste_is_text_and_nothing_else),
        cmocka_unit_test(it_is_full_at_its_most),
        cmocka_unit_test(a_long_line_pans_with_the_cursor),
        cmocka_unit_test(lines_wrap_and_are_walked),
        cmocka_unit_test(a_line_has_the_rows_it_needs),
    };
    return RUN_TESTS(t);
}

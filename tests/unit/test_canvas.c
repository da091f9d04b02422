/* The canvas: clipping, widths as wcwidth has them, safety, letters in three kinds of glyphs. */
#include "tests/unit/shown.h"

#include "core/base/text.h"

#include <locale.h>
#include <wchar.h>

static struct canvas c;

static void canvas_new(int rows, int cols)
{
    c.glyphs = GLYPHS_FULL;
    canvas_of(&c, rows, cols);
}

static void text_is_cut_at_the_edges(void **state)
{
    (void)state;
    canvas_new(3, 8);
    assert_int_equal(canvas_text(&c, 0, 5, 20, ST_NORMAL, "abcdef"), 6);
    assert_int_equal(canvas_text(&c, 1, 0, 3, ST_NORMAL, "abcdef"), 3);
    assert_int_equal(canvas_text(&c, -1, 0, 8, ST_NORMAL, "no"), 0);
    assert_int_equal(canvas_text(&c, 3, 0, 8, ST_NORMAL, "no"), 0);
    assert_int_equal(canvas_text(&c, 2, -2, 8, ST_NORMAL, "abcd"), 4);
    assert_int_equal(canvas_text(&c, 2, 4, 0, ST_NORMAL, "no"), 0);
    assert_int_equal(canvas_text(&c, 2, 4, 4, ST_NORMAL, NULL), 0);
    assert_shown(&c, "     abc", "abc", "cd");
    canvas_release(&c);
}

static void widths_are_wcwidths(void **state)
{
    char text[5];
    size_t checked = 0;

    (void)state;
    canvas_new(1, 8);
    for (int32_t point = 0x20; point < 0x30000; point++) {
        enum text_kind kind = text_kind(point);
        if ((point >= 0xD800 && point < 0xE000) || kind != TEXT_SEEN)
            continue;
        key_utf8(point, text);
        int width = wcwidth((wchar_t)point);
        assert_int_equal(canvas_width(&c, text), width < 0 ? 1 : width);
        checked++;
    }
    assert_true(checked > 50000);
    canvas_release(&c);
}

static void wide_letters_are_whole_or_not_at_all(void **state)
{
    (void)state;
    canvas_new(4, 6);
    canvas_text(&c, 0, 0, 6, ST_NORMAL, "a中b文");
    assert_int_equal(c.cell[1].width, 2);
    assert_int_equal(c.cell[2].width, 0);
    assert_int_equal(c.cell[2].length, 0);
    canvas_text(&c, 1, 4, 2, ST_NORMAL, "中");
    canvas_text(&c, 1, 5, 1, ST_NORMAL, "x"); /* over its second half */
    canvas_text(&c, 2, 0, 6, ST_NORMAL, "中文");
    canvas_text(&c, 2, 2, 1, ST_NORMAL, "x"); /* over a first half */
    assert_int_equal(canvas_text(&c, 3, 0, 3, ST_NORMAL, "中文"), 2);
    canvas_text(&c, 3, 5, 4, ST_NORMAL, "中"); /* no room for both halves */
    assert_shown(&c, "a中b文", "     x", "中x", "中");
    canvas_release(&c);
}

static void marks_go_with_their_letter(void **state)
{
    (void)state;
    canvas_new(2, 8);
    canvas_text(&c, 0, 0, 8, ST_NORMAL, "e\xCC\x81x\xCC\xA3\xCC\x81");
    assert_int_equal(c.cell[0].length, 3);
    assert_int_equal(c.cell[1].length, 5);
    canvas_text(&c, 1, 0, 8, ST_NORMAL, "\xCC\x81y"); /* nothing to go with */
    assert_int_equal(canvas_width(&c, "e\xCC\x81x"), 2);
    assert_shown(&c, "e\xCC\x81x\xCC\xA3\xCC\x81", "y");
    char many[64] = "z";
    for (int i = 0; i < 8; i++)
        memcpy(many + 1 + i * 2, "\xCC\x81", 3);
    canvas_text(&c, 1, 0, 8, ST_NORMAL, many);
    assert_in_range(c.cell[8].length, 1, CELL_BYTES);
    canvas_release(&c);
}

static uint32_t seed = 7;
static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % sides;
}

/* Whatever the bytes, every cell is one letter that may be shown, and widths fit together. */
static void nothing_can_drive_the_terminal(void **state)
{
    (void)state;
    canvas_new(4, 40);
    for (int turn = 0; turn < 20000; turn++) {
        char bytes[48];
        size_t n = dice(sizeof bytes - 1);
        for (size_t i = 0; i < n; i++)
            bytes[i] = (char)(dice(3) ? 1 + dice(255) : 0xC0 + dice(64));
        bytes[n] = '\0';
        c.glyphs = (enum glyphs)dice(3);
        canvas_text(&c, (int)dice(6) - 1, (int)dice(50) - 5, (int)dice(50), dice(ST__COUNT), bytes);
        for (int i = 0; turn % 50 == 0 && i < c.rows * c.cols; i++) {
            const struct cell *cell = &c.cell[i];
            size_t at = 0;
            assert_in_range(cell->length, cell->width ? 1 : 0, CELL_BYTES);
            assert_in_range(cell->width, 0, 2);
            if (cell->width == 2)
                assert_int_equal(c.cell[i + 1].width, 0);
            if (cell->width == 0)
                assert_int_equal(c.cell[i - 1].width, 2);
            while (at < cell->length) {
                int32_t point = text_next(cell->glyph, cell->length, &at);
                assert_true(point >= 0x20 && !(point >= 0x7F && point < 0xA0));
                enum text_kind kind = text_kind(point);
                assert_true(kind == TEXT_SEEN || kind == TEXT_SPACE || kind == TEXT_MARK);
            }
        }
    }
    canvas_clear(&c);
    c.glyphs = GLYPHS_FULL;
    canvas_text(&c, 0, 0, 40, ST_NORMAL, "\033[2J\xE2\x80\xAE x\xE2\x80\x8B");
    canvas_text(&c, 1, 0, 40, ST_NORMAL, "\xFF|");
    assert_shown(&c, "<U+001B>[2J<U+202E> x<U+200B>", "<0xFF>|");
    canvas_release(&c);
}

static void letters_come_in_three_kinds(void **state)
{
    static const struct {
        enum glyphs glyphs;
        const char *shown;
    } cases[] = {
        {GLYPHS_FULL, "Siân Brzęk £5 中 ─│┌▸░█● ⠿ …"},
        {GLYPHS_PLAIN, "Siân Brzęk £5 中 -|+>.#* * …"},
        {GLYPHS_ASCII, "Sian Brzek L5 ? -|+>.#* * ~"},
    };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        canvas_new(1, 40);
        c.glyphs = cases[i].glyphs;
        canvas_text(&c, 0, 0, 40, ST_NORMAL, cases[0].shown);
        assert_shown(&c, cases[i].shown);
        canvas_release(&c);
    }
    canvas_new(1, 10);
    c.glyphs = GLYPHS_ASCII;
    canvas_text(&c, 0, 0, 10, ST_NORMAL, "E\xCC\x81\xC3\x89\xC3\xA9ŴÐ");
    assert_shown(&c, "EEeWD");
    canvas_release(&c);
}

static void what_does_not_fit_is_seen_not_to(void **state)
{
    (void)state;
    canvas_new(6, 8);
    canvas_fit(&c, 0, 0, 6, ST_NORMAL, "abcdefgh");
    canvas_fit(&c, 1, 0, 6, ST_NORMAL, "abcdef");
    canvas_fit(&c, 2, 0, 5, ST_NORMAL, "ab中cd");
    canvas_fit_right(&c, 3, 0, 6, ST_NORMAL, "£1.00");
    canvas_fit_right(&c, 4, 0, 4, ST_NORMAL, "£1.00"); /* a part of a sum is another sum */
    canvas_fit(&c, 5, 0, 0, ST_NORMAL, "abc");
    assert_shown(&c, "abcde…", "abcdef", "ab中…", " £1.00", "####", "");
    canvas_release(&c);
}

static void words_are_broken_into_lines(void **state)
{
    (void)state;
    canvas_new(5, 8);
    assert_int_equal(canvas_wrap(&c, canvas_area(&c), 0, ST_NORMAL, "tea at four and no sugar"), 3);
    assert_shown(&c, "tea at", "four and", "no sugar", "", "");
    canvas_clear(&c);
    assert_int_equal(canvas_wrap(&c, canvas_area(&c), 0, ST_NORMAL, "abcdefghijk\n\nx"), 4);
    assert_shown(&c, "abcdefgh", "ijk", "", "x", "");
    canvas_clear(&c);
    assert_int_equal(
        canvas_wrap(&c, (struct area){0, 0, 2, 8}, 1, ST_NORMAL, "tea at four and no sugar"), 3);
    assert_shown(&c, "four and", "no sugar", "", "", "");
    assert_int_equal(canvas_wrap(&c, (struct area){0, 0, 2, 0}, 0, ST_NORMAL, "x"), 0);
    assert_int_equal(canvas_wrap(&c, (struct area){0, 0, 2, 1}, 0, ST_NORMAL, "中x"), 2);
    canvas_release(&c);
}

static void boxes_and_rules(void **state)
{
    (void)state;
    canvas_new(5, 24);
    struct area in = canvas_box(&c, (struct area){0, 0, 3, 16}, "Why");
    assert_int_equal(in.row, 1);
    assert_int_equal(in.cols, 12);
    canvas_rule(&c, (struct area){3, 0, 1, 24}, "To place", "oldest");
    canvas_rule(&c, (struct area){4, 0, 1, 24}, "A long title and more", "right");
    assert_shown(&c, "┌ Why ─────────┐", "│              │", "└──────────────┘",
                 "─ To place ──── oldest ─", "─ A long title and mor ─");
    canvas_release(&c);
}

static void a_dump_says_everything(void **state)
{
    struct buf out = {0};

    (void)state;
    canvas_new(2, 10);
    canvas_text(&c, 0, 0, 10, ST_TITLE, "ab");
    canvas_text(&c, 0, 4, 10, ST_HINT, "c");
    canvas_style(&c, (struct area){1, 0, 1, 10}, ST_CHOSEN);
    canvas_cursor(&c, 5, -1);
    canvas_dump(&c, &out);
    assert_string_equal(out.text, "|ab  c\n|\ncursor 1 0\nstyle 0: title 0-1, hint 4-4\n"
                                  "style 1: chosen 0-9\n");
    buf_release(&out);
    canvas_release(&c);
}

static void any_size_is_a_canvas(void **state)
{
    struct fault why = {0};

    (void)state;
    canvas_new(1, 1);
    canvas_box(&c, canvas_area(&c), "x");
    canvas_rule(&c, canvas_area(&c), "x", "y");
    assert_true(canvas_resize(&c, 0, -4, &why));
    assert_int_equal(c.rows * c.cols, 1);
    assert_true(canvas_resize(&c, 500, 1 << 20, &why));
    assert_int_equal(c.cols, 2000);
    canvas_release(&c);
    struct buf out = {0};
    canvas_dump(&c, &out); /* an empty one */
    canvas_clear(&c);
    assert_int_equal(canvas_text(&c, 0, 0, 5, ST_NORMAL, "x"), 0);
    buf_release(&out);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(text_is_cut_at_the_edges),
        cmocka_unit_test(widths_are_wcwidths),
        cmocka_unit_test(wide_letters_are_whole_or_not_at_all),
        cmocka_unit_test(marks_go_with_their_letter),
        cmocka_unit_test(nothing_can_drive_the_terminal),
        cmocka_unit_test(letters_come_in_three_kinds),
        cmocka_unit_test(what_does_not_fit_is_seen_not_to),
        cmocka_unit_test(words_are_broken_into_lines),
        cmocka_unit_test(boxes_and_rules),
        cmocka_unit_test(a_dump_says_everything),
        cmocka_unit_test(any_size_is_a_canvas),
    };
    return RUN_TESTS(t);
}

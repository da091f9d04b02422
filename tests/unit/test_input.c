/* Bytes of terminals to keys, clicks and pastes. */
#include "tui/input.h"

#include "tests/unit/run.h"

/* Everything the bytes say, as words: "Up", "é", "paste <text>", "click 2,3", "open 2,3", "wheel
 * Up". What is incomplete is told as complete when `whole`. */
static void told(const char *bytes, size_t length, size_t step, bool whole, struct buf *out)
{
    struct input in = {0};
    struct event e;
    char name[24];

    input_sequence(&in, "\033OA", K_UP);
    input_sequence(&in, "\033[1;2A", K_F12); /* a terminal of its own mind */
    input_sequence(&in, "not one", K_F12);
    for (size_t at = 0;; at += step) {
        size_t n = at < length ? length - at < step ? length - at : step : 0;
        bool last = n == 0;
        input_add(&in, bytes + (last ? 0 : at), n);
        while (input_next(&in, last && whole, &e)) {
            buf_text(out, out->length ? " " : "");
            if (e.kind == EVENT_KEY)
                buf_text(out, key_word(e.key, name, sizeof name));
            else if (e.kind == EVENT_PASTE)
                buf_printf(out, "paste<%s>", e.text);
            else if (e.kind == EVENT_WHEEL)
                buf_printf(out, "wheel%s", e.key == K_UP ? "Up" : "Down");
            else
                buf_printf(out, "%s%d,%d", e.key == K_ENTER ? "open" : "click", e.row, e.col);
        }
        if (last)
            break;
    }
    input_release(&in);
}

static const struct {
    const char *bytes, *events;
} cases[] = {
    {"a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x99\x82", "a é 中 🙂"},
    {"\r\n\t\x7F\b\x01\x1A\x1C\x1F", "Enter Enter Tab Backspace Backspace Ctrl-A Ctrl-Z"},
    {"\033OA\033[A\033[B\033[C\033[D\033[H\033[F", "Up Up Down Right Left Home End"},
    {"\033OH\033OF\033[1~\033[4~\033[7~\033[8~", "Home End Home End Home End"},
    {"\033[2~\033[3~\033[5~\033[6~\033[Z", "Insert Delete PgUp PgDn Shift-Tab"},
    {"\033OP\033[11~\033[[A\033[1;5P\033[[E", "F1 F1 F1 F1 F5"},
    {"\033[15~\033[17~\033[21~\033[24~\033[16~", "F5 F6 F10 F12"},
    {"\033[1;5C\033[1;2A\033[1;2B", "Right F12 Down"}, /* the terminal's own word goes before */
    {"\033Oq\033Oy\033OM\033Oj\033Ok\033OX\033On", "1 9 Enter * + = ."},
    {"\0331\0330x\033q", "F1 F10 x Esc q"},
    {"\033\033\033[A", "Esc Esc Up"},
    {"\033[<0;5;3M\033[<0;5;3m\033[<0;5;3M\033[<0;5;3M", "click2,4 open2,4 click2,4"},
    {"\033[<0;5;3Mj\033[<0;5;3M", "click2,4 j click2,4"}, /* a key between: not twice */
    {"\033[<64;1;1M\033[<65;1;1M\033[<2;1;1M\033[<35;1;1M", "wheelUp wheelDown"},
    {"\033[M !!\033[M`!!", "click0,0 wheelUp"},
    {"\033[200~q\n\033[31mx\033[201~y", "paste<q\n\033[31mx> y"},
    {"\033[200~\033[201~\033[201~z", "paste<> z"},
    {"\033[200~a\033[20\033[201~", "paste<a\033[20>"},
    {"\033[?1;2c\033[>0;1c\033[I\033[999~x", "x"}, /* answers and reports nobody asked for */
    {"\033]11;rgb:0/0/0\ax\033P1$r\033\\y", "x y"},
    {"\xC3(\xFF\xED\xA0\x80\xC2\x85z", "( z"}, /* no text: passed over */
    {"\033[1;1;1;1;1;1;99999999999999Hx", "Home x"},
    {"\033[1\001x", "Ctrl-A x"},
};

static void each_sequence_is_what_it_means(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        told(cases[i].bytes, strlen(cases[i].bytes), 4096, true, &out);
        assert_string_equal(out.text, cases[i].events);
        buf_release(&out);
    }
}

/* A slow line brings them a byte at a time.  (An answer of the terminal then looks like Esc and
 * letters, and an Esc with a letter is the same either way.) */
static void they_mean_the_same_a_byte_at_a_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        if (strstr(cases[i].bytes, "\033]"))
            continue;
        told(cases[i].bytes, strlen(cases[i].bytes), 1, true, &out);
        assert_string_equal(out.text, cases[i].events);
        buf_release(&out);
    }
}

static void what_is_begun_waits(void **state)
{
    static const char *const begun[] = {"\033", "\033[",        "\033[1;", "\033O",
                                        "\xC3", "\033[200~abc", "\033[M !"};

    (void)state;
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
        struct input in = {0};
        struct event e;
        input_add(&in, begun[i], strlen(begun[i]));
        assert_int_equal(input_wait(&in), 25);
        assert_false(input_next(&in, false, &e));
        assert_true(input_wait(&in) > 0);
        input_next(&in, true, &e);
        while (input_next(&in, true, &e))
            continue;
        assert_int_equal(input_wait(&in), -1);
        input_release(&in);
    }
}

static void a_slow_line_may_be_waited_for(void **state)
{
    struct input in = {.esc_wait = 200};
    struct event e;

    (void)state;
    input_add(&in, "\033", 1);
    assert_int_equal(input_wait(&in), 200);
    input_add(&in, "[A", 2);
    assert_true(input_next(&in, false, &e));
    assert_int_equal(e.key, K_UP);
    input_release(&in);
}

static void a_stop_is_taken_out_of_what_was_typed(void **state)
{
    struct input in = {0};
    struct event e;

    (void)state;
    assert_false(input_take_stop(&in));
    input_add(&in, "ab\003c", 4);
    assert_true(input_take_stop(&in));
    assert_false(input_take_stop(&in));
    assert_true(input_next(&in, false, &e) && e.key == 'a');
    assert_true(input_next(&in, false, &e) && e.key == 'b');
    assert_true(input_next(&in, false, &e) && e.key == 'c');
    input_add(&in, "\033[200~\003\033[201~", 13);
    assert_false(input_take_stop(&in)); /* pasted, not typed */
    input_release(&in);
}

static void what_is_forgotten_is_gone(void **state)
{
    struct input in = {0};
    struct event e;

    (void)state;
    input_add(&in, "abc\033[200~d", 10);
    assert_true(input_next(&in, false, &e));
    input_forget(&in);
    assert_false(input_next(&in, true, &e));
    input_add(&in, "x", 1);
    assert_true(input_next(&in, false, &e) && e.key == 'x');
    input_release(&in);
}

static void a_paste_is_bounded(void **state)
{
    struct input in = {0};
    struct event e;
    char block[4096];

    (void)state;
    memset(block, 'a', sizeof block);
    input_add(&in, "\033[200~", 6);
    for (size_t i = 0; i < PASTE_MOST / sizeof block + 3; i++) {
        input_add(&in, block, sizeof block);
        assert_false(input_next(&in, false, &e));
    }
    input_add(&in, "\033[201~", 6);
    assert_true(input_next(&in, false, &e));
    assert_int_equal(e.kind, EVENT_PASTE);
    assert_int_equal(strlen(e.text), PASTE_MOST);
    input_release(&in);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(each_sequence_is_what_it_means),
        cmocka_unit_test(they_mean_the_same_a_byte_at_a_time),
        cmocka_unit_test(what_is_begun_waits),
        cmocka_unit_test(a_slow_line_may_be_waited_for),
        cmocka_unit_test(a_stop_is_taken_out_of_what_was_typed),
        cmocka_unit_test(what_is_forgotten_is_gone),
        cmocka_unit_test(a_paste_is_bounded),
    };
    return RUN_TESTS(t);
}

/* Memory given back at once, and text that grows. */
#include "tests/unit/run.h"

#include "core/base/arena.h"
#include "core/base/buf.h"

static void what_is_taken_is_zeroed_and_aligned(void **state)
{
    struct arena a = {0};

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = arena_take(&a, size);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xff, size ? size : 1); /* so a block used again would show */
            assert_non_null(arena_copy(&a, "x", 1));
        }
        arena_reset(&a);
        assert_int_equal(a.taken, 0);
    }
    arena_release(&a);
    assert_null(a.block);
    assert_non_null(arena_take(&a, 1)); /* usable again */
    arena_release(&a);
}

static void pieces_do_not_overlap(void **state)
{
    struct arena a = {0};
    char *piece[500];

    (void)state;
    for (int i = 0; i < 500; i++) {
        piece[i] = arena_take_array(&a, 10, (size_t)i % 40 + 1);
        assert_non_null(piece[i]);
        memset(piece[i], i & 0xff, 10 * ((size_t)i % 40 + 1));
    }
    for (int i = 0; i < 500; i++)
        for (size_t k = 0; k < 10 * ((size_t)i % 40 + 1); k++)
            assert_int_equal((unsigned char)piece[i][k], i & 0xff);
    arena_release(&a);
}

static void too_much_gives_nothing(void **state)
{
    struct arena a = {0};

    (void)state;
    assert_null(arena_take(&a, SIZE_MAX));
    assert_null(arena_take(&a, SIZE_MAX / 2));
    assert_null(arena_take_array(&a, SIZE_MAX / 8, 16));
    assert_null(arena_take_array(&a, 16, SIZE_MAX / 8));
    assert_null(arena_copy(&a, "", SIZE_MAX));
    char *large = arena_take(&a, 3 << 20); /* larger than any block */
    assert_non_null(large);
    large[(3 << 20) - 1] = 1;
    arena_reset(&a); /* and not kept for ever */
    assert_null(a.block);
    arena_release(&a);
}

static void copies_end_in_nul(void **state)
{
    struct arena a = {0};

    (void)state;
    assert_string_equal(arena_copy(&a, "abcdef", 3), "abc");
    assert_string_equal(arena_copy(&a, "", 0), "");
    assert_string_equal(arena_text(&a, "word"), "word");
    assert_string_equal(arena_printf(&a, "%d-%s", 7, "x"), "7-x");
    arena_release(&a);
}

static void a_buffer_grows(void **state)
{
    struct buf b = {0};

    (void)state;
    buf_text(&b, "");
    assert_string_equal(b.text, "");
    for (int i = 0; i < 1000; i++) {
        buf_char(&b, 'a');
        buf_printf(&b, "%02d", i % 100);
        assert_int_equal(b.length, strlen(b.text));
    }
    assert_int_equal(b.length, 3000);
    assert_false(b.failed);
    buf_clear(&b);
    assert_string_equal(b.text, "");
    buf_add(&b, "x\0y", 3);
    assert_int_equal(b.length, 3);
    buf_release(&b);
    assert_null(b.text);
}

static void json_is_escaped(void **state)
{
    static const struct {
        const char *text, *json;
    } cases[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"say \"x\" \\ y", "\"say \\\"x\\\" \\\\ y\""},
        {"a\nb\tc\rd", "\"a\\nb\\tc\\rd\""},
        {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
        {"Siân £5", "\"Siân £5\""},
        {"\xc2\x85", "\"\\u0085\""},
        {"\xe2\x80\xa8", "\"\\u2028\""},
        {"\xff", "\"\\ufffd\""},
        {"/", "\"/\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        buf_json(&b, cases[i].text);
        assert_string_equal(b.text, cases[i].json);
        buf_release(&b);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(what_is_taken_is_zeroed_and_aligned),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(too_much_gives_nothing),
        cmocka_unit_test(copies_end_in_nul),
        cmocka_unit_test(a_buffer_grows),
        cmocka_unit_test(json_is_escaped),
    };
    return RUN_TESTS(t);
}

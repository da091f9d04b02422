/* What went wrong, in words, with its status. */
#include "tests/unit/run.h"

#include "core/base/fault.h"

static void each_kind_has_its_status(void **state)
{
    static const struct {
        enum fault_kind kind;
        int status;
    } cases[] = {{FAULT_NONE, 0},   {FAULT_USAGE, 2},    {FAULT_INPUT, 3},   {FAULT_REFUSED, 1},
                 {FAULT_DENIED, 4}, {FAULT_MISSING, 1},  {FAULT_STALE, 5},   {FAULT_BUSY, 5},
                 {FAULT_STORE, 6},  {FAULT_RESOURCE, 7}, {FAULT_UNKNOWN, 8}, {FAULT_INTERRUPTED, 9},
                 {FAULT_BUG, 70},   {FAULT__COUNT, 70}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(fault_status(cases[i].kind), cases[i].status);
        assert_true(strlen(fault_word(cases[i].kind)) > 0);
    }
    assert_int_equal(sizeof cases / sizeof *cases, FAULT__COUNT + 1);
}

static void a_place_is_file_line_column(void **state)
{
    static const struct {
        const char *file;
        size_t line, column;
        const char *place;
    } cases[] = {
        {"a.csv", 3, 7, "a.csv:3:7"},
        {"a.csv", 3, 0, "a.csv:3"},
        {"a.csv", 0, 0, "a.csv"},
        {NULL, 3, 7, "line 3, column 7"},
        {NULL, 3, 0, "line 3"},
        {NULL, 0, 0, ""},
        {"a\x1b[2Jb", 1, 1, "a<U+001B>[2Jb:1:1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        assert_false(
            fail_at(&why, cases[i].file, cases[i].line, cases[i].column, "born", "%d wrong", 1));
        assert_string_equal(why.place, cases[i].place);
        assert_string_equal(why.field, "born");
        assert_string_equal(why.text, "1 wrong");
        assert_int_equal(why.kind, FAULT_INPUT);
    }
}

static void a_refusal_carries_every_code(void **state)
{
    struct fault why = {0};

    (void)state;
    assert_false(refuse(&why, "B1", "001 ¶7", "%s is not registered", "Example Care"));
    assert_int_equal(why.kind, FAULT_REFUSED);
    assert_string_equal(why.text, "Example Care is not registered");
    assert_string_equal(why.reason[0].text, "Example Care is not registered");
    assert_string_equal(why.reason[0].source, "001 ¶7");
    for (int i = 2; i < REASONS_MAX + 5; i++)
        fault_add_reason(&why, i == 5 ? "B5" : "BX", "s", "reason %d", i);
    assert_int_equal(why.reasons, REASONS_MAX);
    assert_true(fault_has_code(&why, "B1"));
    assert_true(fault_has_code(&why, "B5"));
    assert_false(fault_has_code(&why, "B"));
    fault_clear(&why);
    assert_false(fault_has_code(&why, "B1"));
    assert_false(deny(&why, "S1", "reliability.md 6", "not yours"));
    assert_int_equal(why.kind, FAULT_DENIED);
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
    struct fault why = {0};
    char text[2000];

    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 2 < sizeof text; i += 2)
            memcpy(text + i, "é", 3);
        fault_clear(&why);
        fail(&why, FAULT_MISSING, NULL, "%s", text);
        size_t length = strlen(why.text);
        assert_true(length > FAULT_TEXT_MAX - 8 && length < FAULT_TEXT_MAX);
        assert_string_equal(why.text + length - 3, "…");
        assert_int_equal((unsigned char)why.text[length - 4], 0xa9); /* the end of a whole é */
    }
}

static void faults_are_kept_in_order_and_counted(void **state)
{
    struct faults all = {0};
    struct fault one = {0}, first = {0};

    (void)state;
    assert_true(faults_none(&all, &first));
    for (int i = 0; i < FAULTS_KEPT + 20; i++) {
        fail_at(&one, "f", (size_t)i + 1, 0, "x", "fault %d", i);
        faults_take(&all, &one);
        assert_int_equal(one.kind, FAULT_NONE);
    }
    assert_int_equal(all.count, FAULTS_KEPT + 20);
    assert_int_equal(all.kept, FAULTS_KEPT);
    assert_string_equal(all.list[FAULTS_KEPT - 1].text, "fault 49");
    assert_false(faults_none(&all, &first));
    assert_string_equal(first.place, "f:1");
    faults_release(&all);
    assert_int_equal(all.count, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(each_kind_has_its_status),
        cmocka_unit_test(a_place_is_file_line_column),
        cmocka_unit_test(a_refusal_carries_every_code),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
        cmocka_unit_test(faults_are_kept_in_order_and_counted),
    };
    return RUN_TESTS(t);
}

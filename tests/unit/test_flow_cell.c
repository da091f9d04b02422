/* What flow_cell reads, yaml_read_value reads to the same nodes; what it leaves, it leaves whole.
 */
#include "tests/unit/run.h"

#include "cli/flow_cell.h"
#include "core/config/yaml.h"

static bool same(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->count != b->count || a->quoted != b->quoted)
        return false;
    if (!a->key != !b->key || (a->key && strcmp(a->key, b->key) != 0))
        return false;
    if (a->kind == NODE_SCALAR)
        return a->length == b->length && strcmp(a->text, b->text) == 0;
    const struct node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!same(x, y))
            return false;
    return !x && !y;
}

/* True when flow_cell read it; then both agree, or the key is repeated, which fields_read refuses.
 */
static bool agrees(const char *text, bool *repeated)
{
    struct arena a = {0};
    struct faults all = {0};
    struct node *quick = flow_cell(text, strlen(text), &a);

    *repeated = false;
    if (quick) {
        struct node *slow = yaml_read_value(text, strlen(text), NULL, &a, &all);
        if (!slow) {
            print_message("%s: %s\n", text, all.kept ? all.list[0].text : "");
            *repeated = all.kept && strstr(all.list[0].text, "twice");
            assert_true(*repeated);
        } else if (!same(quick, slow)) {
            print_message("%s\n", text);
            fail_msg("%s", "the two readings differ");
        }
    }
    faults_release(&all);
    arena_release(&a);
    return quick != NULL;
}

static void plain_cells(void **state)
{
    static const struct {
        const char *text;
        bool quick;
    } cases[] = {
        {"[{minutes: 15, days_per_week: 7, carers: 1, rate_pence_hour: 1999}]", true},
        {"[{a: 1}, {a: -2}, {a: nurse}]", true},
        {"[{a: 1},{a: 2}]", true},
        {"[ { a:  1 , b: 2 } ]", false},
        {"[]", true},
        {"[{}]", true},
        {"[[1, 2], [3]]", true},
        {"[{a: [1, 2]}]", true},
        {"[2016-11-08]", true},
        {"[{a:1}]", false},
        {"[{a: }]", false},
        {"[{a: \"1\"}]", false},
        {"[1, ]", false},
        {"[1", false},
        {"[1]]", false},
        {"[1] ", false},
        {"[-]", false},
        {"[a b]", false},
        {"[&a 1]", false},
        {"[[[[[[[[1]]]]]]]]", false},
        {"{a: 1}", false},
        {"", false},
        {"15", false},
    };
    bool repeated;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%s\n", cases[i].text);
        assert_int_equal(agrees(cases[i].text, &repeated), cases[i].quick);
        assert_false(repeated);
    }
}

/* Cells of the letters that matter, by the hundred thousand, some of them whole. */
static void any_cell(void **state)
{
    static const char *const pieces[] = {"[", "]", "{", "}", ", ", ": ",   "a",  "b",   "12",
                                         "-", " ", ",", ":", "[",  "{a: ", "}]", "x: 1"};
    const size_t kinds = sizeof pieces / sizeof *pieces;
    uint64_t seed = 1;
    size_t read = 0;

    (void)state;
    for (int n = 0; n < 300000; n++) {
        char text[64] = "[";
        size_t length = 1, count = 1 + (size_t)((seed >> 40) % 9);
        bool repeated;
        for (size_t i = 0; i < count; i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            length += (size_t)snprintf(text + length, sizeof text - length, "%s",
                                       pieces[(seed >> 33) % kinds]);
        }
        read += agrees(text, &repeated);
    }
    assert_true(read > 1000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(plain_cells),
        cmocka_unit_test(any_cell),
    };
    return RUN_TESTS(t);
}

/* The registry and the rule book that is written from it. */
#include "tests/unit/run.h"

#include <stdlib.h>

#include "core/rules/book.h"

static void rules_are_in_order_and_found(void **state)
{
    size_t count = 0;

    (void)state;
    for (; rules[count]; count++) {
        if (count)
            assert_true(strcmp(rules[count - 1]->name, rules[count]->name) < 0);
        assert_ptr_equal(rule_find(rules[count]->name), rules[count]);
    }
    assert_true(count >= 9);
    assert_null(rule_find("brokerage.may"));
    assert_null(rule_find(""));
}

/* Each rule has its words, and its codes are in the catalogue; no number there belongs to nobody.
 */
static void every_rule_is_whole(void **state)
{
    (void)state;
    for (const struct rule *const *r = rules; *r; r++) {
        print_message("%s\n", (*r)->name);
        assert_true((*r)->title[0] && (*r)->source[0] && (*r)->about[0] && (*r)->outcomes[0]);
        assert_true((*r)->facts->count > 0 && (*r)->codes[0]);
        for (size_t i = 0; i < (*r)->facts->count; i++)
            assert_true((*r)->facts->field[i].help && (*r)->facts->field[i].label);
        for (const char *const *code = (*r)->codes; *code; code++)
            assert_non_null(cite_find(*code));
    }
}

static void numbers_are_whole(void **state)
{
    (void)state;
    assert_null(cite_find("Q-1"));
    for (const struct cite *c = cites; c->code; c++) {
        assert_true(c->source[0] && c->plain[0]);
        assert_ptr_equal(cite_find(c->code), c);                   /* none twice */
        assert_true(!c[1].code || strcmp(c->code, c[1].code) < 0); /* it is searched by halves */
    }
}

static void a_page_of_the_book(void **state)
{
    static const char *const says[] = {
        "brokerage.may-offer\nMay this provider be offered this package?\n",
        "\nOutcomes  offer, refused\n",
        "\nFacts\n  provider_registered: true or false\n",
        "\n  headroom_minutes: a whole number of minutes from -100000000 to 100000000\n",
        "\n  B5      A package must fit into the weekly minutes of the award; ",
    };
    struct buf out = {0};
    size_t column = 0;

    (void)state;
    book_show(rule_find("brokerage.may-offer"), &out);
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        assert_non_null(strstr(out.text, says[i]));
    for (const char *p = out.text; *p; p++) {
        column = *p == '\n' ? 0 : column + 1;
        assert_true(column <= 80);
    }
    buf_clear(&out);
    book_list(&out);
    assert_non_null(strstr(out.text, "identity.postcode"));
    buf_release(&out);
}

static void the_book_in_docs_is_this_one(void **state)
{
    struct buf out = {0};
    FILE *in = fopen("docs/rulebook.md", "rb");

    (void)state;
    book_write(&out);
    if (!in)
        fail_msg("%s", "docs/rulebook.md is not there: build/htlah rules book > docs/rulebook.md");
    char *text = calloc(1, out.length + 2);
    assert_non_null(text);
    size_t length = fread(text, 1, out.length + 1, in);
    fclose(in);
    bool same = length == out.length && memcmp(text, out.text, length) == 0;
    free(text);
    buf_release(&out);
    if (!same)
        fail_msg("%s", "docs/rulebook.md is of another day: build/htlah rules book > "
                       "docs/rulebook.md");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(rules_are_in_order_and_found),
        cmocka_unit_test(every_rule_is_whole),
        cmocka_unit_test(numbers_are_whole),
        cmocka_unit_test(a_page_of_the_book),
        cmocka_unit_test(the_book_in_docs_is_this_one),
    };
    return RUN_TESTS(t);
}

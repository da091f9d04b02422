/* Every worked case of the rule book is evaluated, under the partnership in the program; and every rule
 * has one. */
#include "core/config/config.h"
#include "core/config/yaml.h"
#include "core/rules/book.h"
#include "tests/unit/run.h"

static struct config config;

static void answer_of(const struct decision *d, struct buf *out)
{
    const struct fields *t = d->rule->values;
    const char *gap = "; ";

    buf_text(out, d->outcome);
    for (size_t i = 0; t && i < t->count; i++) {
        if (!field_given(&t->field[i], d->values))
            continue;
        buf_printf(out, "%s%s ", gap, t->field[i].name);
        field_print(&t->field[i], d->values, STYLE_FILE, out);
        gap = ", ";
    }
}

static void evaluate(const struct worked *w, struct buf *out)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "fact"};
    const struct rule *r = rule_find(w->rule);
    struct faults all = {0};
    struct fault why = {0};
    struct arena a = {0};
    struct decision d;

    if (!r)
        fail_msg("there is no rule %s", w->rule);
    void *facts = arena_take(&a, r->facts->size);
    struct node *map = yaml_read_value(w->facts, strlen(w->facts), NULL, &a, &all);
    if (!map || !fields_read(r->facts, map, &how, facts, &a, &all))
        fail_msg("%s, %s: %s", w->rule, w->what, all.list[0].text);
    if (!rule_eval(r, facts, &config.figures, &a, &d, &why))
        fail_msg("%s, %s: %s", w->rule, w->what, why.text);
    buf_clear(out);
    answer_of(&d, out);
    faults_release(&all);
    arena_release(&a);
}

static void every_worked_case_answers_so(void **state)
{
    struct buf said = {0};

    (void)state;
    for (const struct worked *w = worked_cases; w->rule; w++) {
        print_message("%s: %s\n", w->rule, w->what);
        evaluate(w, &said);
        assert_string_equal(said.text, w->answer);
    }
    buf_release(&said);
}

static void every_rule_has_one(void **state)
{
    (void)state;
    for (const struct rule *const *r = rules; *r; r++) {
        bool any = false;
        for (const struct worked *w = worked_cases; w->rule; w++)
            any = any || strcmp(w->rule, (*r)->name) == 0;
        if (!any)
            fail_msg("%s has no worked case", (*r)->name);
    }
}

int main(int argc, char **argv)
{
    struct faults all = {0};
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_worked_case_answers_so),
        cmocka_unit_test(every_rule_has_one),
    };

    if (!config_load(NULL, &config, &all))
        return 1;
    int failed = RUN_TESTS(t);
    config_release(&config);
    faults_release(&all);
    return failed;
}

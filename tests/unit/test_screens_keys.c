/* The bindings against the program: every action is somebody's, and one key means one thing. */
#include "tui/screens/screens.h"

#include "tests/unit/run.h"

#include <string.h>

/* Actions of parts that have keys of their own: lists, forms, panels, and pages named here. */
static bool is_of_a_part(const char *action)
{
    static const char *const parts[] = {"list.", "form.",    "columns.", "pick.",
                                        "tab.",  "section.", "typing.",  "dialog."};
    static const char *const pages[] = {"lots.map",      "lots.list", "filter.save",
                                        "filter.delete", "why.copy",  "why.close"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strncmp(action, parts[i], strlen(parts[i])) == 0)
            return true;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(action, pages[i]) == 0)
            return true;
    return false;
}

static void every_action_is_known(void **state)
{
    (void)state;
    for (const struct binding *b = bindings; b->screen; b++)
        if (!is_of_a_part(b->action) && !action_is_known(b->action) && !op_find(b->action))
            fail_msg("%s %s: nobody knows %s", b->screen, b->keys, b->action);
}

/* What a row of the bindings does is what its operation is called to do: nothing clock-like. */
static void no_key_runs_an_operation_without_a_place(void **state)
{
    (void)state;
    for (const struct binding *b = bindings; b->screen; b++) {
        const struct operation *op = op_find(b->action);
        if (op && op->flags & OP_QUIET && strcmp(b->screen, "filters") != 0)
            fail_msg("%s %s runs %s, which has no place among the commands", b->screen, b->keys,
                     b->action);
    }
}

/* An operation that ends, withdraws or merges asks before it is done, wherever its key is. */
static void what_is_final_asks_first(void **state)
{
    static const char *const final[] = {"package.cancel", "package.end",     "offer.withdraw",
                                        "person.merge",   "proposal.refuse", "proposal.withdraw"};

    (void)state;
    for (size_t i = 0; i < sizeof final / sizeof *final; i++) {
        const struct operation *op = op_find(final[i]);
        assert_non_null(op);
        if (!(op->flags & OP_CAREFUL))
            fail_msg("%s does not ask", final[i]);
    }
}

static void a_letter_means_the_same_on_every_screen(void **state)
{
    /* Keys that name one thing wherever they do anything; screens.md, Rules of the house. */
    static const struct {
        const char *key, *action;
    } fixed[] = {{"?", "show.help"},      {":", "show.palette"},  {"q", "screen.close"},
                 {"w", "show.why"},       {"E", "screen.export"}, {"u", "work.undo"},
                 {"r", "screen.refresh"}, {"T", "time.set"},      {"Q", "program.leave"}};

    (void)state;
    for (const struct binding *b = bindings; b->screen; b++) {
        if (strcmp(b->screen, "columns") == 0)
            continue;
        const char *keys = b->keys;
        for (int key; (key = key_next(&keys)) != K_NONE;) {
            char name[24];
            key_word(key, name, sizeof name);
            for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
                if (strcmp(name, fixed[i].key) == 0 && strcmp(b->action, fixed[i].action) != 0)
                    fail_msg("%s: %s does %s, elsewhere %s", b->screen, name, b->action,
                             fixed[i].action);
        }
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_action_is_known),
        cmocka_unit_test(no_key_runs_an_operation_without_a_place),
        cmocka_unit_test(what_is_final_asks_first),
        cmocka_unit_test(a_letter_means_the_same_on_every_screen),
    };
    return RUN_TESTS(t);
}

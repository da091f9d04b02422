/* Every key that a footer names does something where it is named: what is shown after it is other than
 * what was shown before.  The pages are those a member of staff comes to with a few keys, as each role;
 * wide, so that no key of the footer is cut off. */
#include "tests/unit/screens_desk.h"

enum { COLS = 250, ROWS = 30, KEYS_MOST = 40, WORD = 24 };

static int set_up(void **state)
{
    *state = screens_open();
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

/* The dump that a `=` line wrote, cut to its rows; NULL when the screens had ended. */
static char *shown_at(const char *out, const char *label)
{
    char head[WORD];

    snprintf(head, sizeof head, "= %s\n", label);
    const char *from = strstr(out, head);
    if (!from)
        return NULL;
    from += strlen(head);
    const char *to = strstr(from, "\n= ");
    return to ? strndup(from, (size_t)(to - from)) : strdup(from);
}

/* The keys on the last line: "Enter open  o offer  ? keys" are Enter, o and ?. */
static size_t keys_of(const char *dump, char key[KEYS_MOST][WORD])
{
    const char *line = NULL;
    size_t n = 0;

    for (const char *at = dump; (at = strchr(at, '|')) != NULL; at++)
        line = at + 1;
    assert_non_null(line);
    size_t length = strcspn(line, "\n");
    for (size_t i = 0; i < length && n < KEYS_MOST;) {
        while (i < length && line[i] == ' ')
            i++;
        size_t word = strcspn(line + i, " \n");
        if (i < length && word < WORD)
            snprintf(key[n++], WORD, "%.*s", (int)word, line + i);
        const char *gap = strstr(line + i, "  ");
        i = gap && gap < line + length ? (size_t)(gap - line) : length;
    }
    return n;
}

static bool leaves(const char *key)
{
    return strcmp(key, "q") == 0 || strcmp(key, "Esc") == 0;
}

/* One page, and each key of its footer from there. */
static size_t page_has_no_dead_key(struct desk *d, const char *login, const char *way)
{
    struct buf out = {0};
    char key[KEYS_MOST][WORD], script[200];

    snprintf(script, sizeof script, "%s= before\n", way);
    screens_run(d, login, ROWS, COLS, script, &out);
    char *before = shown_at(out.text, "before");
    assert_non_null(before);
    size_t n = keys_of(before, key);
    for (size_t i = 0; i < n; i++) {
        buf_clear(&out);
        snprintf(script, sizeof script, "%s= before\n%s\n= after\n", way, key[i]);
        screens_run(d, login, ROWS, COLS, script, &out);
        char *was = shown_at(out.text, "before"), *is = shown_at(out.text, "after");
        bool nobodys = is && strstr(is, "That cannot be done here");
        if (!leaves(key[i]) && (!is || nobodys || strcmp(was, is) == 0))
            fail_msg("%s: %s does nothing at\n%s%s", login, key[i], way, was);
        free(was);
        free(is);
    }
    free(before);
    buf_release(&out);
    return n;
}

static const char *const ways[] = {
    "",
    "Enter\n",
    "2\n",
    "2\nEnter\n",
    "2\nEnter\nTab\n",
    "2\nEnter\nTab\nTab\n",
    "2\na\n",
    "2\n/\n",
    "2\np\n",
    "3\n",
    "3\nEnter\n",
    "3\nEnter\nTab\n",
    "3\nEnter\nTab\nTab\n",
    "3\no\n",
    "5\n",
    "5\nL\n",
    "5\nEnter\n",
    "5\nEnter\nTab\n",
    "A\n",
    "A\nEnter\n",
};

static void no_key_of_a_footer_is_dead(void **state)
{
    static const char *const logins[] = {"broker1", "planner1", "supervisor1", "auditor1"};
    size_t pressed = 0;

    for (size_t i = 0; i < sizeof logins / sizeof *logins; i++)
        for (size_t j = 0; j < sizeof ways / sizeof *ways; j++)
            pressed += page_has_no_dead_key(*state, logins[i], ways[j]);
    print_message("%zu keys pressed\n", pressed);
    assert_true(pressed > 400);
}

/* In a form the footer names what acts on the field with the cursor, and no more. */
static void the_footer_of_a_form_follows_the_cursor(void **state)
{
    struct desk *d = *state;
    struct buf out = {0};
    char key[KEYS_MOST][WORD];
    size_t n;
    bool f4 = false;

    screens_run(d, "planner1", ROWS, COLS, "2\na\n= name\n", &out);
    char *at = shown_at(out.text, "name");
    n = keys_of(at, key);
    for (size_t i = 0; i < n; i++)
        if (strcmp(key[i], "F4") == 0 || strcmp(key[i], "Ctrl-N") == 0 ||
            strcmp(key[i], "F8") == 0 || strcmp(key[i], "F3") == 0)
            fail_msg("%s is named where there is nothing for it", key[i]);
    free(at);
    buf_release(&out);
    screens_run(d, "planner1", ROWS, COLS, "2\np\n= priority\n", &out);
    at = shown_at(out.text, "priority");
    n = keys_of(at, key);
    for (size_t i = 0; i < n; i++)
        f4 = f4 || strcmp(key[i], "F4") == 0;
    if (!f4)
        fail_msg("F4 is not named at\n%s", at);
    assert_true(f4);
    free(at);
    buf_release(&out);
}

/* F3 says again what was said the last time the same was done here. */
static void as_last_time(void **state)
{
    screens_see(*state, "planner1",
                "2\ni\n\"Came round at ten\nF10\ni\n= the key is named\nF3\n= the same again\n",
                "Came round at ten");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(no_key_of_a_footer_is_dead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_footer_of_a_form_follows_the_cursor, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_last_time, set_up, tear_down),
    };
    return RUN_TESTS(t);
}

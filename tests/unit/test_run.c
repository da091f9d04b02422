/* How a unit test program ends: with 1 when anything failed, however much, and when a name picks nothing. */
#include "tests/unit/run.h"

#include <fcntl.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MANY = 256 }; /* their number as an exit status is 0 */

static void fails(void **state)
{
    (void)state;
    assert_true(false);
}
static void passes(void **state)
{
    (void)state;
}

/* The status of a program of `count` tests, `name` of them asked for; its output is nobody's. */
static int status_of(CMUnitTestFunction test, size_t count, const char *name)
{
    struct CMUnitTest t[MANY];
    char *argv[] = {(char *)(uintptr_t) "test", (char *)(uintptr_t)name, NULL};
    int status = -1;

    for (size_t i = 0; i < count; i++)
        t[i] = (struct CMUnitTest){"one_of_them", test, NULL, NULL, NULL};
    fflush(NULL);
    pid_t id = fork();
    if (id == 0) {
        int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (none < 0 || dup2(none, STDOUT_FILENO) < 0 || dup2(none, STDERR_FILENO) < 0)
            _exit(99);
        _exit(run_these("inner", t, count, name ? 2 : 1, argv));
    }
    assert_true(id > 0 && waitpid(id, &status, 0) == id && WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Run before cmocka has a test of ours in hand: it cannot run one within another. */
static int all_pass, all_fail, none_asked, some_asked;

static void many_failures_are_no_success(void **state)
{
    (void)state;
    assert_int_equal(all_pass, 0);
    assert_int_equal(all_fail, 1);
}

static void a_name_that_picks_nothing_fails(void **state)
{
    (void)state;
    assert_int_equal(some_asked, 0);
    assert_int_equal(none_asked, 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_failures_are_no_success),
        cmocka_unit_test(a_name_that_picks_nothing_fails),
    };

    all_pass = status_of(passes, MANY, NULL);
    all_fail = status_of(fails, MANY, NULL);
    some_asked = status_of(passes, 2, "of_them");
    none_asked = status_of(passes, 2, "nobody");
    return RUN_TESTS(tests);
}

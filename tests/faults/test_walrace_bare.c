/* The WAL-reset race with the turnstile compiled out: it must lose, or test_walrace.c shows nothing.
 * A library that has mended it by itself is told of, and proves that the race is gone. */
#define STORE_WITHOUT_TURNSTILE
#include "core/store/turnstile.c"
#include "tests/faults/walrace.h"

static void without_the_turnstile_the_race_loses(void **state)
{
    char told[600];

    (void)state;
    bool clean = run_race(told, sizeof told);
    if (library_is_mended()) {
        printf("SQLite %s has mended the race itself\n", sqlite3_libversion());
        assert_true(clean);
    } else if (clean) {
        fail_msg("SQLite %s lost nothing: %s", sqlite3_libversion(), told);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {cmocka_unit_test(without_the_turnstile_the_race_loses)};
    return RUN_TESTS(t);
}

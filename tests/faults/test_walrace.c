/* The WAL-reset race with the turnstile: nothing is lost.  test_walrace_bare.c is its switch.
 *
 * Source   reliability.md 4.3; 13, row 100 (busy-storm). */
#include "tests/faults/walrace.h"

static void the_turnstile_keeps_the_race_out(void **state)
{
    char told[600];

    (void)state;
    if (!run_race(told, sizeof told))
        fail_msg("%s", told);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {cmocka_unit_test(the_turnstile_keeps_the_race_out)};
    return RUN_TESTS(t);
}

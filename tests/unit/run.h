/* run.h - how every unit test program runs
 *
 * Why   cmocka answers with the number of failures, which wraps at 256, and prints its closing lines
 *       on standard error.  RUN_TESTS answers 0 or 1 and ends with one line tools/run-tests adds up:
 *       TOTAL tests=N failed=N
 * Use   int main(int argc, char **argv) { const struct CMUnitTest t[] = {…}; return RUN_TESTS(t); }
 *       An argument runs only the tests whose name holds it, and fails when none does.
 */
#ifndef TESTS_UNIT_RUN_H
#define TESTS_UNIT_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* cmocka's `fail` is a macro without arguments and would hide ours (core/base/fault.h). */
#undef fail
#undef fail_msg
#define fail_msg(...) (print_error(__VA_ARGS__), print_error("\n"), _fail(__FILE__, __LINE__))

static inline int run_these(const char *file, const struct CMUnitTest *tests, size_t count,
                            int argc, char **argv)
{
    struct CMUnitTest chosen[256];
    size_t n = 0;

    for (size_t i = 0; i < count && n < 256; i++)
        if (argc < 2 || strstr(tests[i].name, argv[1]))
            chosen[n++] = tests[i];
    int failed = n ? _cmocka_run_group_tests(file, chosen, n, NULL, NULL) : 1;
    printf("TOTAL tests=%zu failed=%d\n", n, failed);
    return failed ? 1 : 0;
}

#define RUN_TESTS(t) run_these(__FILE__, t, sizeof(t) / sizeof *(t), argc, argv)

#endif

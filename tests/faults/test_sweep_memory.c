/* Each allocation fails, once or for ever: the library's and ours alike.
 *
 * Source   reliability.md A9; 13, row 96 (out-of-memory).
 * Switch   Told done and not done are compared with what is there, so an operation that went on
 *          without what it could not keep would show; that allocations really fail is counted.
 * Counts   Every hundredth or so of two operations; FAULTS=full each one of each operation, and each one
 *          of opening, shared among the stores before each operation: opening is the same for all. */
#include "tests/faults/sweep.h"

/* glibc's own, which these stand before for the whole program. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static struct {
    bool counting, for_ever;
    long calls, fail_at, failed;
} memory;

static bool fails(void)
{
    if (!memory.counting)
        return false;
    memory.calls++;
    if (memory.for_ever ? memory.calls < memory.fail_at : memory.calls != memory.fail_at)
        return false;
    memory.failed++;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}

static void arm(long point, void *how)
{
    memory.calls = memory.failed = 0;
    memory.fail_at = point;
    memory.for_ever = *(bool *)how;
    memory.counting = true;
}

static bool disarm(void)
{
    memory.counting = false;
    return memory.failed > 0;
}

static void sweep_all(bool opening, long stride)
{
    static const size_t some[] = {3, 10};
    struct sweep s;
    bool for_ever;

    fv_seed();
    sweep_open(&s);
    s.arm = arm;
    s.disarm = disarm;
    s.how = &for_ever;
    for (size_t i = 0; i < (full_counts() ? SCRIPT_STEPS : sizeof some / sizeof *some); i++)
        for (int ever = 0; ever < 2; ever++) {
            for_ever = ever;
            if (!full_counts())
                sweep_step(&s, some[i], opening, stride);
            else if (opening)
                sweep_from(&s, i, true, 1 + (long)i, SCRIPT_STEPS);
            else
                sweep_from(&s, i, false, 1, 1);
        }
    printf("%ld points: %ld told not done, %ld done, %ld unknown; untouched %ld times\n", s.points,
           s.refused, s.done, s.unknown, s.spared);
    fflush(stdout);
    assert_true(s.points > 30 && s.refused > 0);
    sweep_close(&s);
}

static void what_is_told_is_true(void **state)
{
    (void)state;
    sweep_all(false, 41);
}

static void opening_without_memory(void **state)
{
    (void)state;
    sweep_all(true, 397);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(what_is_told_is_true),
        cmocka_unit_test(opening_without_memory),
    };
    return RUN_TESTS(t);
}

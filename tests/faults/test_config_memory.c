/* Memory that runs out at every allocation of reading a config, ours and libyaml's alike: nothing
 * is kept, and what went wrong is told as a want of memory.  Source: reliability.md 10.
 *
 * Switch   FAULTS=full tries each allocation, else every seventh. */
#include "tests/unit/run.h"

#include <stdlib.h>

#include "core/config/config.h"

/* glibc's own, which these stand before for the whole program. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long allowed = -1; /* allocations until they fail; -1: they do not */

static bool fails(void)
{
    if (allowed > 0)
        allowed--;
    else if (allowed == 0)
        return true;
    return false;
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

/* True when it was loaded with so many allocations. */
static bool loads_with(long allocations)
{
    struct config c;
    struct faults all = {0};

    allowed = allocations;
    bool good = config_load(NULL, &c, &all);
    allowed = -1;
    if (good) {
        assert_int_equal(all.count, 0);
    } else {
        assert_true(all.count > 0);
        assert_null(c.folder);
        assert_null(c.lots.items);
        for (size_t i = 0; i < all.kept; i++)
            if (all.list[i].kind != FAULT_RESOURCE)
                fail_msg("%ld allocations: %s: %s", allocations, all.list[i].place,
                         all.list[i].text);
    }
    config_release(&c);
    faults_release(&all);
    return good;
}

static void a_config_without_memory(void **state)
{
    const char *full = getenv("FAULTS");
    long step = full && strcmp(full, "full") == 0 ? 1 : 7, tried = 0;

    (void)state;
    for (long n = 0; !loads_with(n); n += step)
        tried++;
    printf("memory failed in %ld places\n", tried);
    assert_true(tried > 100); /* the allocations really go through here */
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {cmocka_unit_test(a_config_without_memory)};
    return RUN_TESTS(t);
}

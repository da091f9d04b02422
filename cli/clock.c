#include "cli/clock.h"

#include <time.h>

datetime_t clock_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return datetime_from_utc((int64_t)t.tv_sec);
}

int64_t clock_ticks(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

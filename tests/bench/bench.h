/* bench.h - what the benches share: the clock, medians, a line a figure
 *
 * A line is name,ours,reference,ratio,goal with " over" behind where the ratio is past the goal.
 * Figures are taken in turn (A B A B) and told as medians.  Nothing is ever asserted of them.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static inline double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The value that `share` of them do not exceed; sorts them. */
static inline double quantile(double *v, size_t n, double share)
{
    if (n == 0)
        return 0;
    qsort(v, n, sizeof *v, by_size);
    size_t at = (size_t)(share * (double)n);
    return v[at < n ? at : n - 1];
}

static inline void say(const char *name, double ours, double reference, double goal)
{
    double ratio = reference > 0 ? ours / reference : ours > 0 ? 999 : 0;

    printf("%s,%.3f,%.3f,%.2f,%.2f%s\n", name, ours, reference, ratio, goal,
           ratio > goal ? " over" : "");
    fflush(stdout);
}

static inline void must(bool fine, const char *what)
{
    if (fine)
        return;
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

/* Seconds a program took; its output goes nowhere. */
static inline double run(const char *const argv[])
{
    double begun = seconds();
    int status;

    fflush(stdout);
    pid_t id = fork();
    must(id >= 0, "a process cannot be made");
    if (id == 0) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nowhere, 1);
        execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    waitpid(id, &status, 0);
    if (status)
        fprintf(stderr, "bench: %s %s ended with %d\n", argv[0], argv[1], WEXITSTATUS(status));
    return status ? -1 : seconds() - begun;
}

static inline long number_of(const char *variable, long otherwise)
{
    const char *given = getenv(variable);

    return given && *given ? strtol(given, NULL, 10) : otherwise;
}

static inline const char *need(const char *variable)
{
    const char *given = getenv(variable);

    must(given && *given, "run it by tools/bench, which names the program and the store");
    return given;
}

#endif

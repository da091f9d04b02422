/* crowd.h - many processes on one store: what they share, and how each comes to the counter */
#ifndef TESTS_FAULTS_CROWD_H
#define TESTS_FAULTS_CROWD_H

#include "tests/faults/script.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

static inline void *crowd_shared(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    fv_must(p != MAP_FAILED);
    return p;
}

/* Runs `what` in a process of its own and answers its id; nobody here has the store open then. */
static inline pid_t crowd_fork(void (*what)(void *ctx), void *ctx)
{
    fflush(stdout);
    pid_t id = fork();

    fv_must(id >= 0);
    if (id)
        return id;
    what(ctx);
    _exit(0);
}

/* In a child: a counter, or the end of the child. */
static inline struct counter *crowd_sit(const char *path, const char *login)
{
    const struct counter_options o = {.store = path,
                                      .login = "maker",
                                      .as = login,
                                      .role = ABSENT,
                                      .today = datetime_date(desk_now()),
                                      .now = desk_now()};
    struct counter *c = NULL;

    for (;;) {
        struct faults all = {0};
        if (counter_open(&o, &c, &all))
            return c;
        if (all.list[0].kind != FAULT_BUSY) {
            fprintf(stderr, "a child does not open the store: %s\n", all.list[0].text);
            _exit(3);
        }
        faults_release(&all);
    }
}

static inline enum fault_kind crowd_run(struct counter *c, const char *op, const char *yaml,
                                        const char *op_id, char *told, size_t size)
{
    struct arena a = {0};
    struct faults all = {0};
    struct answer answer;
    enum fault_kind kind = FAULT_NONE;
    struct node *args = yaml_read_value(yaml, strlen(yaml), NULL, &a, &all);

    if (!args || !counter_run(c, op, args, &desk_how, op_id, &a, &answer, &all)) {
        kind = all.list[0].kind;
        snprintf(told, size, "%s", all.list[0].text);
    }
    faults_release(&all);
    arena_release(&a);
    return kind;
}

static inline void crowd_nap(long microseconds)
{
    struct timespec t = {microseconds / 1000000, microseconds % 1000000 * 1000};

    nanosleep(&t, NULL);
}

#endif

/* Sixteen writers, killed at any instant: what was acknowledged is there, the store is sound.
 *
 * Source   reliability.md M1, A1, A10; 13, row 97 (kill-9).
 * Switch   Writers who acknowledge before they save must be caught.
 * Counts   200 kills, FAULTS=full 100,000. */
#include "tests/faults/crowd.h"

enum { WRITERS = 16 };

struct writer {
    unsigned long life; /* which of all the writers there ever were */
    long done;          /* operations it has acknowledged, in order */
};
static struct {
    char path[240];
    struct writer *acknowledged; /* of each life */
    bool early;
} storm;

static void life_id(unsigned long life, long n, char id[33])
{
    snprintf(id, 33, "c0%014x%016x", (unsigned)life, (unsigned)n);
}

static void write_on(void *ctx)
{
    struct writer *w = ctx;
    struct counter *c = crowd_sit(storm.path, "planner1");

    for (long n = 1;; n++) {
        char args[200], id[33], told[600] = "";
        life_id(w->life, n, id);
        snprintf(args, sizeof args, "{person: P1, kind: care-plan, text: Life %lu note %ld}",
                 w->life, n);
        if (storm.early)
            __atomic_store_n(&w->done, n, __ATOMIC_SEQ_CST);
        enum fault_kind kind;
        while ((kind = crowd_run(c, "note.add", args, id, told, sizeof told)) == FAULT_BUSY)
            continue;
        if (kind != FAULT_NONE) {
            fprintf(stderr, "writer %lu: %s\n", w->life, told);
            _exit(4);
        }
        __atomic_store_n(&w->done, n, __ATOMIC_SEQ_CST);
    }
}

/* How many acknowledged operations are not in the store. */
static long missing(unsigned long lives, long *acknowledged)
{
    const struct store_options o = {.path = storm.path, .tables = all_tables};
    struct fault why = {0};
    struct store *st;
    long lost = 0;

    *acknowledged = 0;
    if (!store_open(&o, &st, &why))
        fail_msg("after the storm: %s", why.text);
    for (unsigned long life = 0; life < lives; life++)
        for (long n = 1; n <= storm.acknowledged[life].done; n++) {
            char id[33];
            int64_t there;
            life_id(life, n, id);
            if (!query_one_int(st, "SELECT count(*) FROM tx WHERE op_id = ?1", ARGS(TEXT(id)),
                               &there, &why))
                fail_msg("%s", why.text);
            lost += there != 1;
            ++*acknowledged;
        }
    store_close(st);
    return lost;
}

static pid_t begin_life(unsigned long *lives)
{
    struct writer *w = &storm.acknowledged[*lives];

    w->life = (*lives)++;
    return crowd_fork(write_on, w);
}

static void end_life(pid_t id)
{
    int status;

    assert_int_equal(waitpid(id, &status, 0), id);
    if (!WIFSIGNALED(status))
        fail_msg("a writer ended by itself with %d", WEXITSTATUS(status));
}

static long rage(long kills, long *acknowledged)
{
    struct desk d;
    pid_t ids[WRITERS];
    unsigned long lives = 0;

    fv_seed();
    desk_new(&d, STORE_STORY);
    script_do(&d, 0, 1);
    script_do(&d, 3, 2);
    counter_close(d.c);
    d.c = NULL;
    snprintf(storm.path, sizeof storm.path, "%s", d.path);
    storm.acknowledged = crowd_shared((size_t)(kills + 2 * WRITERS) * sizeof *storm.acknowledged);
    for (int i = 0; i < WRITERS; i++)
        ids[i] = begin_life(&lives);
    for (long killed = 0; killed < kills;) {
        /* now and then all of them at once */
        int first = (int)fv_below(WRITERS), count = fv_below(50) ? 1 : WRITERS;
        crowd_nap((long)fv_below(20000));
        for (int j = 0; j < count; j++)
            kill(ids[(first + j) % WRITERS], SIGKILL);
        for (int j = 0; j < count; j++, killed++)
            end_life(ids[(first + j) % WRITERS]);
        for (int j = 0; j < count; j++)
            ids[(first + j) % WRITERS] = begin_life(&lives);
    }
    for (int i = 0; i < WRITERS; i++) {
        kill(ids[i], SIGKILL);
        end_life(ids[i]);
    }
    long lost = missing(lives, acknowledged);
    struct found f;
    fv_install();
    look_at(storm.path, &f);
    if (!f.opened || !f.sound)
        fail_msg("after %lu lives: %s", lives, f.text);
    printf("%lu writers killed, %ld acknowledged, %ld lost\n", lives, *acknowledged, lost);
    munmap(storm.acknowledged, (size_t)(kills + 2 * WRITERS) * sizeof *storm.acknowledged);
    desk_remove(&d);
    return lost;
}

static void nothing_acknowledged_is_lost(void **state)
{
    long acknowledged;

    (void)state;
    storm.early = false;
    assert_int_equal(rage(counted(200, 100000), &acknowledged), 0);
    assert_true(acknowledged > 100);
}

static void acknowledging_early_is_caught(void **state)
{
    long acknowledged;

    (void)state;
    storm.early = true;
    assert_true(rage(40, &acknowledged) > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost),
        cmocka_unit_test(acknowledging_early_is_caught),
    };
    return RUN_TESTS(t);
}

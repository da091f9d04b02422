/* walrace.h - the WAL-reset race, told step by step to two processes
 *
 * What      A commits much and is about to checkpoint.  B commits, checkpoints all of it, and when
 *           A has read the log's index, commits again, which begins the log anew.  A then marks
 *           frames as copied that are not yet written; B writes them, and nobody ever copies them:
 *           when the last one leaves, acknowledged rows are gone.
 * Hooks     only wait, so that with the turnstile B waits at it, A goes on after its patience, and
 *           nothing is lost.
 * Source    reliability.md 2.1 and B2; sqlite.org/wal.html, "The WAL-Reset Bug".
 */
#ifndef TESTS_FAULTS_WALRACE_H
#define TESTS_FAULTS_WALRACE_H

#include "core/ops/place.h"
#include "core/store/inside.h"
#include "tests/faults/crowd.h"

enum { LOCK_CHECKPOINT = 1, PATIENCE_STEPS = 400, MANY = 1500, AFTER = 40 };

struct race {
    int b_ready, a_before; /* A is about to take the checkpoint's lock */
    int a_inside;          /* A has read the index */
    int a_ended, b_ended;
    int b_copied, b_anew;
    int64_t acknowledged[2];
};
static struct {
    char path[240];
    struct race *r;
    bool armed;
} race;

static int seen(const int *flag)
{
    return __atomic_load_n(flag, __ATOMIC_SEQ_CST);
}

static void say(int *flag)
{
    __atomic_store_n(flag, 1, __ATOMIC_SEQ_CST);
}

/* Waits for it, but not for ever. */
static void wait_for(const int *flag, long steps)
{
    for (long i = 0; i < steps && !seen(flag); i++)
        crowd_nap(1000);
}

static void a_takes_a_lock(int offset, int count, int flags)
{
    if (!race.armed || offset != LOCK_CHECKPOINT || count != 1 || !(flags & SQLITE_SHM_LOCK) ||
        !(flags & SQLITE_SHM_EXCLUSIVE))
        return;
    fv.shm_lock = NULL;
    say(&race.r->a_before);
    wait_for(&race.r->b_copied, PATIENCE_STEPS);
}

static void a_has_read_the_index(sqlite3_int64 offset, const void *page)
{
    if (!race.armed || offset != 0 || page || !seen(&race.r->a_before) || fv.shm_lock)
        return;
    fv.unfetch = NULL;
    say(&race.r->a_inside);
    wait_for(&race.r->b_anew, PATIENCE_STEPS);
}

/* One transaction of many rows, by the store's own means. */
static void add_days(struct store *st, int64_t first, int count)
{
    static const char *const writes[] = {"bank_holiday", NULL};
    struct session who = {.store = st, .login = "maker", .role = ABSENT, .now = desk_now()};
    struct tx t = {.who = &who, .op = "days", .writes = writes, .args = "{}", .bulk = true};
    struct arena a = {0};
    struct fault why = {0};
    char title[3000];

    memset(title, 'x', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    bool fine = tx_begin(st, &t, &a, &why);
    for (int i = 0; fine && i < count; i++) {
        struct bank_holiday b = {.day = {(int32_t)(first + i)}, .title = title};
        fine = row_add(st, &table_bank_holiday, &b, &why);
    }
    if (!fine || !tx_commit(st, &t, &why)) {
        fprintf(stderr, "a process of the race: %s\n", why.text);
        _exit(3);
    }
    arena_release(&a);
}

static struct store *come(void)
{
    const struct store_options o = {.path = race.path, .tables = all_tables};
    struct fault why = {0};
    struct store *st;

    if (store_open(&o, &st, &why))
        return st;
    fprintf(stderr, "a process of the race: %s\n", why.text);
    _exit(3);
}

static void process_a(void *ctx)
{
    (void)ctx;
    fv_install();
    fv.shm_lock = a_takes_a_lock;
    fv.unfetch = a_has_read_the_index;
    struct store *st = come();
    wait_for(&race.r->b_ready, 10000);
    race.armed = true;
    add_days(st, 1, MANY);
    race.r->acknowledged[0] = MANY;
    race.armed = false;
    say(&race.r->a_ended);
    wait_for(&race.r->b_ended, 10000);
    store_close(st);
}

static void process_b(void *ctx)
{
    struct store *st = come();
    int64_t day = 100000;

    (void)ctx;
    say(&race.r->b_ready);
    wait_for(&race.r->a_before, 10000);
    add_days(st, day++, 1); /* and, since the log is long, copies all of it */
    say(&race.r->b_copied);
    wait_for(&race.r->a_inside, PATIENCE_STEPS);
    add_days(st, day++, 1); /* the log begins anew */
    say(&race.r->b_anew);
    wait_for(&race.r->a_ended, 10000);
    for (int i = 0; i < AFTER; i++)
        add_days(st, day++, 1);
    race.r->acknowledged[1] = 2 + AFTER;
    say(&race.r->b_ended);
    store_close(st);
}

/* Whether the store is sound with every acknowledged row. */
static bool run_race(char *told, size_t size)
{
    struct desk d;
    struct found f;
    int64_t there = -1;

    desk_new(&d, STORE_STORY);
    counter_close(d.c);
    d.c = NULL;
    snprintf(race.path, sizeof race.path, "%s", d.path);
    race.r = crowd_shared(sizeof *race.r);
    pid_t a = crowd_fork(process_a, NULL), b = crowd_fork(process_b, NULL);
    int status_a, status_b;
    waitpid(a, &status_a, 0);
    waitpid(b, &status_b, 0);
    fv_install();
    look_at(d.path, &f);
    if (f.opened) {
        desk_open(&d, "maker", NULL);
        struct fault why = {0};
        if (!query_one_int(counter_store(d.c),
                           "SELECT count(*) FROM bank_holiday WHERE title LIKE 'xx%'", NO_ARGS,
                           &there, &why))
            there = -1;
    }
    int64_t meant = race.r->acknowledged[0] + race.r->acknowledged[1];
    snprintf(told, size,
             "%lld of %lld acknowledged rows are there; %s; A was %s the window\n%.300s",
             (long long)there, (long long)meant, f.sound ? "sound" : "damaged",
             race.r->a_inside ? "in" : "kept out of", f.text);
    printf("%s\n", told);
    bool clean = status_a == 0 && status_b == 0 && f.sound && there == meant;
    munmap(race.r, sizeof *race.r);
    desk_remove(&d);
    return clean;
}

/* The library's own repair: 3.51.3, and 3.50.7 and 3.44.6 of the older lines. */
static inline bool library_is_mended(void)
{
    int v = sqlite3_libversion_number();

    return v >= 3051003 || (v >= 3050007 && v < 3051000) || (v >= 3044006 && v < 3045000);
}

#endif

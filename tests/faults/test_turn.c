/* Who waits for the turnstile is served before who has been through and comes again at once.
 *
 * Source   reliability.md 4.3: patience is five seconds, and a busy desk must not use it up.
 * Shown by Processes that take it, hold it for a moment, and come again without a pause: between two
 *          turns of one, each of the others has about one.
 * Switch   Bare locks without a place for the next in line must be noticed.
 * Counts   8 processes with 100 turns each; FAULTS=full 64 with 1,000. */
#include "core/store/inside.h"
#include "tests/faults/crowd.h"

#include <sys/file.h>
#include <unistd.h>

enum { COMERS_MOST = 64, TURNS_MOST = 1000, HOLD_US = 500, GAP_MOST = 10, AGAIN_MOST = 5 };

static struct line {
    char path[260];
    int comers, turns;
    bool bare;
    struct {
        bool go;
        long next;
        int order[COMERS_MOST * TURNS_MOST];
    } * s;
} line;

struct comer {
    int number;
};

static void take(struct store *st)
{
    struct fault why = {0};

    if (line.bare) {
        fv_must(flock(st->lock_fd, LOCK_EX) == 0);
    } else if (!turnstile_take(st, &why)) {
        fprintf(stderr, "comer: %s\n", why.text);
        _exit(4);
    }
}

static void leave(struct store *st)
{
    if (line.bare)
        fv_must(flock(st->lock_fd, LOCK_UN) == 0);
    else
        turnstile_free(st);
}

static void comer(void *ctx)
{
    const struct comer *c = ctx;
    struct store st = {.lock_path = line.path};

    st.lock_fd = open(line.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    fv_must(st.lock_fd >= 0);
    while (!__atomic_load_n(&line.s->go, __ATOMIC_SEQ_CST))
        crowd_nap(200);
    for (int i = 0; i < line.turns; i++) {
        take(&st);
        line.s->order[line.s->next++] = c->number; /* nobody else writes now */
        crowd_nap(HOLD_US);
        leave(&st);
    }
    close(st.lock_fd);
}

static void run_line(int comers, int turns, bool bare)
{
    struct comer each[COMERS_MOST];
    pid_t ids[COMERS_MOST];
    const char *tmp = getenv("TMPDIR");

    memset(&line, 0, sizeof line);
    snprintf(line.path, sizeof line.path, "%s/htlah-line-%ld", tmp ? tmp : "/tmp", (long)getpid());
    line.comers = comers;
    line.turns = turns;
    line.bare = bare;
    line.s = crowd_shared(sizeof *line.s);
    for (int i = 0; i < comers; i++) {
        each[i].number = i;
        ids[i] = crowd_fork(comer, &each[i]);
    }
    crowd_nap(50000);
    __atomic_store_n(&line.s->go, true, __ATOMIC_SEQ_CST);
    for (int i = 0, status; i < comers; i++) {
        assert_int_equal(waitpid(ids[i], &status, 0), ids[i]);
        assert_int_equal(status, 0);
    }
    unlink(line.path);
    assert_int_equal(line.s->next, (long)comers * turns);
}

/* How many turns, of a hundred, came to one who had just had one; counted while all are still there. */
static long again_percent(void)
{
    long again = 0, counted_turns = 0, left[COMERS_MOST];

    for (int i = 0; i < line.comers; i++)
        left[i] = line.turns;
    for (long n = 0; n < line.s->next; n++) {
        int who = line.s->order[n];
        again += n && line.s->order[n - 1] == who;
        counted_turns++;
        if (--left[who] == 0)
            break; /* from here on somebody is missing */
    }
    return again * 100 / counted_turns;
}

/* The most turns that others had between two of one, in rounds of everybody. */
static long longest_gap(void)
{
    long last[COMERS_MOST], left[COMERS_MOST], longest = 0;

    for (int i = 0; i < line.comers; i++) {
        last[i] = -1;
        left[i] = line.turns;
    }
    for (long n = 0; n < line.s->next; n++) {
        int who = line.s->order[n];
        if (last[who] >= 0 && n - last[who] > longest)
            longest = n - last[who];
        last[who] = n;
        if (--left[who] == 0)
            break;
    }
    return longest / line.comers;
}

static void in_line(void **state)
{
    (void)state;
    run_line(full_counts() ? COMERS_MOST : 8, full_counts() ? TURNS_MOST : 100, false);
    printf("in line: %ld %% again at once, longest gap %ld rounds\n", again_percent(),
           longest_gap());
    assert_true(again_percent() <= AGAIN_MOST);
    assert_true(longest_gap() <= GAP_MOST);
    munmap(line.s, sizeof *line.s);
}

static void bare_locks_are_noticed(void **state)
{
    (void)state;
    run_line(8, 100, true);
    printf("bare: %ld %% again at once, longest gap %ld rounds\n", again_percent(), longest_gap());
    assert_true(again_percent() > AGAIN_MOST || longest_gap() > GAP_MOST);
    munmap(line.s, sizeof *line.s);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(in_line),
        cmocka_unit_test(bare_locks_are_noticed),
    };
    return RUN_TESTS(t);
}

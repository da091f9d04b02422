/* Whoever saves is stopped (SIGSTOP) at any call to the disk, and goes on an hour later or never: the
 * others go on looking, are told `busy` while the turnstile is held and never longer than the store is
 * patient, and what the stopped one says in the end is what is in the store.
 *
 * Source   reliability.md B3, A9, C7; 13, row 98 (hangup-term-stop).  The half-typed form of the same
 *          row is tests/journeys/hangup.sh and stopped.sh, long work tests/bad/098-*.
 * Clock    The hour is put on the clocks of both while one is stopped; one stop is of real seconds.
 * Switch   Who says `done` before saving must be caught.
 * Counts   Every seventh call; FAULTS=full each one, and those of closing and opening as well. */
#include "core/store/tx.h"
#include "tests/faults/crowd.h"

#include <sys/file.h>
#include <sys/syscall.h>

enum { HOUR = 3600, PROMPT_MS = 4000, PATIENCE_MS = 5000, SHUT_MS = 15000 };

/* What the stopped one and the others share. */
static struct stage {
    int64_t later; /* seconds that have passed since somebody was stopped */
    enum fault_kind kind;
    bool answered, ready;
    char told[600];
} * stage;

static bool hurried; /* in this process every look at the clock takes a second */
static int64_t hurry;

/* glibc's own, which this stands before for the whole program. */
int clock_gettime(clockid_t id, struct timespec *t)
{
    int rc = (int)syscall(SYS_clock_gettime, id, t);

    if (rc == 0 && stage) {
        hurry += hurried;
        t->tv_sec += __atomic_load_n(&stage->later, __ATOMIC_SEQ_CST) + hurry;
    }
    return rc;
}

static int64_t real_ms(void)
{
    struct timespec t;

    assert_int_equal(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t), 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the store, and the one who is stopped ------------------------------------------------------------ */

static struct {
    struct desk desk;
    char turn[300];
    long point; /* the call at which to stop */
    bool opening, early;
    size_t notes;
} at;

static void set_up(void)
{
    fv_seed();
    fv_install();
    fv_default(false);
    memset(&at, 0, sizeof at);
    desk_new(&at.desk, STORE_STORY);
    script_do(&at.desk, 0, 1);
    script_do(&at.desk, 3, 2);
    counter_close(at.desk.c);
    at.desk.c = NULL;
    snprintf(at.turn, sizeof at.turn, "%s-turn", at.desk.path);
    stage = crowd_shared(sizeof *stage);
    hurried = false;
    hurry = 0;
}

static void tear_down(void)
{
    struct found f;

    look_at(at.desk.path, &f);
    fv_default(false);
    if (!f.opened || !f.sound)
        fail_msg("%s", f.text);
    munmap(stage, sizeof *stage);
    stage = NULL;
    desk_remove(&at.desk);
}

static void stop_here(long call)
{
    if (call != at.point)
        return;
    fv.at_call = NULL;
    raise(SIGSTOP);
}

static enum fault_kind note(struct counter *c, size_t id, char *told, size_t size)
{
    char args[100];

    snprintf(args, sizeof args, "{person: P1, kind: care-plan, text: Note %zu}", id);
    return crowd_run(c, "note.add", args, script_id(id), told, size);
}

static void save_and_be_stopped(void *ctx)
{
    const size_t *id = ctx;

    fv_default(true);
    fv_faults_off();
    fv.at_call = stop_here;
    fv.counting = at.opening;
    struct counter *c = crowd_sit(at.desk.path, "planner1");
    fv.counting = true;
    stage->ready = true;
    if (at.early)
        stage->answered = true;
    stage->kind = note(c, *id, stage->told, sizeof stage->told);
    stage->answered = true;
    fv.counting = full_counts();
    counter_close(c);
    fv_faults_off();
}

/* Whether anybody holds the turnstile now. */
static bool is_held(void)
{
    int fd = open(at.turn, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    fv_must(fd >= 0);
    bool held = flock(fd, LOCK_EX | LOCK_NB) != 0;
    close(fd);
    return held;
}

static bool is_there(size_t id)
{
    bool there = script_is_done(at.desk.path, id);

    fv_default(false);
    return there;
}

/* --- one stop ----------------------------------------------------------------------------------------- */

struct tally {
    long points, held, shut, saved, busy, killed, untrue;
};

/* A counter, if the store lets somebody in now. */
static struct counter *try_to_sit(const char *login)
{
    const struct counter_options o = {.store = at.desk.path,
                                      .login = login,
                                      .role = ABSENT,
                                      .today = datetime_date(desk_now()),
                                      .now = desk_now()};
    struct counter *c = NULL;
    struct faults all = {0};

    if (!counter_open(&o, &c, &all) && all.list[0].kind != FAULT_BUSY)
        fail_msg("coming while another is stopped at %ld: %s", at.point, all.list[0].text);
    faults_release(&all);
    return c;
}

/* A colleague while the other is stopped.  Where that one had opened the store and not begun to close
 * it, the colleague looks at it as ever, and saves if the turnstile is free. */
static void meanwhile(bool held, size_t id, struct tally *t)
{
    bool at_work = stage->ready && !stage->answered;
    char told[600] = "";
    int64_t began = real_ms(), people;
    struct fault why = {0};
    struct counter *c = try_to_sit("planner2");

    t->held += held;
    t->shut += !c;
    if (!c) {
        assert_false(at_work);
        assert_true(real_ms() - began < SHUT_MS);
        return;
    }
    if (!query_one_int(counter_store(c), "SELECT count(*) FROM person", NO_ARGS, &people, &why))
        fail_msg("looking while another is stopped at %ld: %s", at.point, why.text);
    if (at_work && real_ms() - began > PROMPT_MS)
        fail_msg("looking took %d ms while another was stopped", (int)(real_ms() - began));
    hurried = held;
    enum fault_kind kind = note(c, id, told, sizeof told);
    if (held ? kind != FAULT_BUSY : kind != FAULT_NONE && (at_work || kind != FAULT_BUSY))
        fail_msg("stopped at %ld with the turnstile %s, a colleague was told: %s", at.point,
                 held ? "held" : "free", told);
    counter_close(c);
    bool there = is_there(id);
    hurried = false;
    if (there != (kind == FAULT_NONE))
        fail_msg("a colleague was told %s and it is %sthere", fault_word(kind),
                 there ? "" : "not ");
}

/* What was told is true; nobody is kept out any more; the same again is done, once. */
static void afterwards(size_t id, struct tally *t)
{
    char told[600] = "";
    bool there = is_there(id);

    if (stage->answered && there != (stage->kind == FAULT_NONE)) {
        if (!at.early)
            fail_msg("stopped at %ld: told %s, and it is %sthere: %s", at.point,
                     fault_word(stage->kind), there ? "" : "not ", stage->told);
        t->untrue++;
    }
    t->saved += stage->answered && stage->kind == FAULT_NONE;
    t->busy += stage->answered && stage->kind == FAULT_BUSY;
    struct counter *c = crowd_sit(at.desk.path, "planner1");
    int64_t began = real_ms();
    if (note(c, id, told, sizeof told) != FAULT_NONE)
        fail_msg("again after being stopped at %ld: %s", at.point, told);
    if (real_ms() - began > PROMPT_MS)
        fail_msg("saving took %d ms after it all", (int)(real_ms() - began));
    counter_close(c);
    assert_true(is_there(id));
}

/* False when there are fewer calls than that. */
static bool stopped_once(bool killed, struct tally *t)
{
    size_t id = ++at.notes + 100, colleague = ++at.notes + 100;
    int status;

    *stage = (struct stage){.later = stage->later};
    pid_t pid = crowd_fork(save_and_be_stopped, &id);
    assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
    if (!WIFSTOPPED(status)) {
        if (!WIFEXITED(status) || WEXITSTATUS(status))
            fail_msg("whoever was to be stopped ended with status %d: %s", status, stage->told);
        return false;
    }
    bool was_ready = stage->ready;
    stage->later += HOUR;
    meanwhile(is_held(), colleague, t);
    kill(pid, killed ? SIGKILL : SIGCONT);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!killed && (!WIFEXITED(status) || WEXITSTATUS(status)))
        fail_msg("stopped at %ld it ended with status %d", at.point, status);
    if (stage->answered && stage->kind != FAULT_NONE && stage->kind != FAULT_BUSY)
        fail_msg("stopped at %ld it was told: %s", at.point, stage->told);
    if (!killed && was_ready && !stage->answered)
        fail_msg("stopped at %ld it was told nothing", at.point);
    afterwards(id, t);
    t->points++;
    t->killed += killed;
    return true;
}

static struct tally sweep(bool opening, bool early, long stride)
{
    struct tally t = {0};

    set_up();
    at.opening = opening;
    at.early = early;
    at.point = 1 + (long)fv_below((uint64_t)stride);
    while (stopped_once(early || t.points % 4 == 3, &t))
        at.point += stride;
    printf("stopped at %ld calls (%ld with the turnstile, %ld with the store, %ld then killed): "
           "%ld saved, %ld busy, %ld untrue\n",
           t.points, t.held, t.shut, t.killed, t.saved, t.busy, t.untrue);
    tear_down();
    return t;
}

/* --- tests -------------------------------------------------------------------------------------------- */

static void stopped_for_an_hour(void **state)
{
    (void)state;
    struct tally t = sweep(false, false, full_counts() ? 1 : 7);
    assert_true(t.held > 2 && t.saved > 2 && t.killed > 0);
    assert_int_equal(t.untrue, 0);
}

static void stopped_while_opening(void **state)
{
    (void)state;
    struct tally t = sweep(true, false, full_counts() ? 3 : 53);
    assert_true(t.points > 1 && t.points > t.held);
    assert_int_equal(t.untrue, 0);
}

static void saying_done_too_early_is_caught(void **state)
{
    (void)state;
    struct tally t = sweep(false, true, 15);
    assert_true(t.untrue > 0);
}

/* A transaction that began an hour ago is given up at its next long statement. */
static void hold_long(void *ctx)
{
    static const char *const writes[] = {"bank_holiday", NULL};
    struct counter *c = crowd_sit(at.desk.path, "maker");
    struct tx t = {
        .who = counter_session(c), .op = "days", .writes = writes, .args = "{}", .answer = "{}"};
    struct arena a = {0};
    struct fault why = {0};
    int64_t n;

    (void)ctx;
    fv_must(tx_begin(counter_store(c), &t, &a, &why));
    raise(SIGSTOP);
    if (query_one_int(counter_store(c),
                      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                      "1000000) SELECT count(*) FROM n",
                      NO_ARGS, &n, &why))
        stage->kind = FAULT_NONE;
    else
        stage->kind = why.kind;
    stage->answered = true;
    tx_rollback(counter_store(c));
    counter_close(c);
    arena_release(&a);
}

static void a_transaction_of_an_hour_is_given_up(void **state)
{
    (void)state;
    set_up();
    for (int hours = 0; hours < 2; hours++) {
        int status;
        *stage = (struct stage){.later = stage->later};
        pid_t pid = crowd_fork(hold_long, NULL);
        assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
        assert_true(WIFSTOPPED(status));
        assert_true(is_held());
        stage->later += HOUR * hours;
        kill(pid, SIGCONT);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_true(stage->answered);
        assert_int_equal(stage->kind, hours ? FAULT_BUSY : FAULT_NONE);
        assert_false(is_held());
    }
    tear_down();
}

static void wait_in_line(void *ctx)
{
    struct counter *c = crowd_sit(at.desk.path, "planner1");

    stage->ready = true;
    stage->kind = note(c, *(const size_t *)ctx, stage->told, sizeof stage->told);
    stage->answered = true;
    counter_close(c);
}

/* Stopped in the queue: the others pass by; it saves when the turnstile is free, however late. */
static void waiting_and_stopped(bool still_held, size_t id)
{
    int status;

    *stage = (struct stage){.later = stage->later};
    int fd = open(at.turn, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    pid_t pid = crowd_fork(wait_in_line, &id);
    while (!__atomic_load_n(&stage->ready, __ATOMIC_SEQ_CST))
        crowd_nap(1000);
    crowd_nap(250000);
    kill(pid, SIGSTOP);
    assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
    assert_true(WIFSTOPPED(status));
    stage->later += HOUR;
    if (!still_held) {
        char told[600] = "";
        assert_int_equal(flock(fd, LOCK_UN), 0);
        struct counter *c = crowd_sit(at.desk.path, "planner2");
        int64_t began = real_ms();
        if (note(c, id + 1, told, sizeof told) != FAULT_NONE)
            fail_msg("while another waits stopped: %s", told);
        assert_true(real_ms() - began < PROMPT_MS);
        counter_close(c);
    }
    crowd_nap(250000); /* its timer has come meanwhile */
    kill(pid, SIGCONT);
    while (!__atomic_load_n(&stage->answered, __ATOMIC_SEQ_CST) &&
           waitpid(pid, &status, WNOHANG) == 0)
        crowd_nap(1000);
    assert_true(stage->answered);
    if (stage->kind != (still_held ? FAULT_BUSY : FAULT_NONE))
        fail_msg("%s: %s", still_held ? "still held" : "free again", stage->told);
    flock(fd, LOCK_UN);
    close(fd);
    waitpid(pid, &status, 0);
    assert_true(is_there(id) == !still_held);
}

static void a_waiter_is_stopped(void **state)
{
    (void)state;
    set_up();
    waiting_and_stopped(false, 200);
    waiting_and_stopped(true, 300);
    tear_down();
}

/* The same without a made-up clock: six seconds of a colleague who holds the turnstile. */
static void stopped_for_seconds(void **state)
{
    size_t id = 400;
    char told[600] = "";
    int status;
    pid_t pid;

    (void)state;
    set_up();
    for (at.point = 5;; at.point += 4) {
        pid = crowd_fork(save_and_be_stopped, &id);
        assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
        assert_true(WIFSTOPPED(status));
        if (is_held())
            break;
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, &status, 0), pid);
    }
    int64_t stopped = real_ms();
    struct counter *c = crowd_sit(at.desk.path, "planner2");
    int64_t began = real_ms();
    assert_int_equal(note(c, 401, told, sizeof told), FAULT_BUSY);
    int64_t waited = real_ms() - began;
    printf("told after %d ms: %s\n", (int)waited, told);
    assert_true(waited >= PATIENCE_MS - 200 && waited < PATIENCE_MS + PROMPT_MS);
    assert_non_null(strstr(told, "othing was saved"));
    while (real_ms() - stopped < 6000)
        crowd_nap(10000);
    kill(pid, SIGCONT);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(stage->answered);
    if (stage->kind != FAULT_NONE && stage->kind != FAULT_BUSY)
        fail_msg("after six seconds: %s", stage->told);
    began = real_ms();
    assert_int_equal(note(c, 401, told, sizeof told), FAULT_NONE);
    assert_true(real_ms() - began < PROMPT_MS);
    counter_close(c);
    assert_true(is_there(400) == (stage->kind == FAULT_NONE) && is_there(401));
    tear_down();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(stopped_for_an_hour),
        cmocka_unit_test(stopped_while_opening),
        cmocka_unit_test(saying_done_too_early_is_caught),
        cmocka_unit_test(a_transaction_of_an_hour_is_given_up),
        cmocka_unit_test(a_waiter_is_stopped),
        cmocka_unit_test(stopped_for_seconds),
    };
    return RUN_TESTS(t);
}

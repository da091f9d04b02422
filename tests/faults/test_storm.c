/* Everything at once: many open an older store and save without a pause, while others copy its log into it, back it up
 * and verify it, until a newer program takes it over.  Each is done or told `busy` within the store's
 * patience; nothing acknowledged is lost; every backup and every verification finds one sound state;
 * whoever still runs the older program is told to leave, and writes nothing more.
 *
 * Source   reliability.md B2-B5, A12, J2-J4, M17; 13, row 100 (busy-storm).
 * Switch   Copies of the bare file, acknowledgements before saving, and a turnstile that is never free
 *          must be noticed.
 * Counts   16 savers for two seconds, 4 races to upgrade; FAULTS=full 64 for a minute, 1,000 races. */
#include "core/ops/place.h"
#include "core/store/inside.h"
#include "tests/faults/crowd.h"
#include "tests/faults/older.h"

#include <sys/file.h>
#include <sys/stat.h>

enum {
    SAVERS_MOST = 64,
    SAVES_MOST = 1500,
    LIMIT_MS = PATIENCE_MS + 4000,
    LOG_MOST = 64 << 20,
    SLOW_MS = 20000
};

struct saver {
    long done; /* acknowledged, in order */
    long busy, sent_away, longest;
};
static struct storm {
    char folder[200], path[260];
    int savers;
    bool bare_copies, early;
    struct {
        bool go, stop, newer;
        struct saver of[SAVERS_MOST];
        long checkpoints, backups, bad_backups, verifications, exceptions, late;
    } * s;
} storm;

static bool seen(const bool *flag)
{
    return __atomic_load_n(flag, __ATOMIC_SEQ_CST);
}

static void raise_flag(bool *flag)
{
    __atomic_store_n(flag, true, __ATOMIC_SEQ_CST);
}

static void must(bool fine, const char *who, const struct fault *why)
{
    if (fine)
        return;
    fprintf(stderr, "%s: %s: %s\n", who, fault_word(why->kind), why->text);
    _exit(4);
}

static void took(int64_t began, long *longest)
{
    long ms = (long)(clock_steady_ms() - began);

    if (ms > *longest)
        *longest = ms;
    if (ms > LIMIT_MS)
        __atomic_add_fetch(&storm.s->late, 1, __ATOMIC_SEQ_CST);
}

static long acknowledged(void)
{
    long n = 0;

    for (int i = 0; i < storm.savers; i++)
        n += __atomic_load_n(&storm.s->of[i].done, __ATOMIC_SEQ_CST);
    return n;
}

/* --- who takes part ----------------------------------------------------------------------------------- */

static void save_one(struct counter *c, struct saver *w)
{
    size_t id = (size_t)((w - storm.s->of) * SAVES_MOST + w->done);
    char args[80], day[24], told[600] = "";

    date_print_iso((date_t){(int64_t)id - 30000}, day, sizeof day);
    snprintf(args, sizeof args, "{date: %s, title: A day off}", day);
    if (storm.early)
        __atomic_add_fetch(&w->done, 1, __ATOMIC_SEQ_CST);
    int64_t began = clock_steady_ms();
    bool newer = seen(&storm.s->newer);
    enum fault_kind kind =
        crowd_run(c, "place.bank-holiday", args, script_id(id), told, sizeof told);
    took(began, &w->longest);
    w->busy += kind == FAULT_BUSY;
    w->sent_away += kind == FAULT_STORE;
    if (kind == FAULT_NONE && newer)
        fprintf(stderr, "saved although a newer program has the store\n"), _exit(5);
    if (kind == FAULT_NONE && !storm.early)
        __atomic_add_fetch(&w->done, 1, __ATOMIC_SEQ_CST);
    if (kind != FAULT_NONE && kind != FAULT_BUSY && (kind != FAULT_STORE || !seen(&storm.s->newer)))
        fprintf(stderr, "a saver: %s\n", told), _exit(6);
}

static void saver(void *ctx)
{
    struct saver *w = ctx;

    while (!seen(&storm.s->go))
        crowd_nap(500);
    struct counter *c = crowd_sit(storm.path, "maker");
    fv_random_state += (uint64_t)(w - storm.s->of) * 7919;
    while (!seen(&storm.s->stop) && !w->sent_away && w->done < SAVES_MOST)
        save_one(c, w); /* and again at once */
    counter_close(c);
}

static struct store *come(const char *who)
{
    const struct store_options o = {.path = storm.path, .tables = all_tables};
    struct fault why = {0};
    struct store *st = NULL;

    while (!seen(&storm.s->go))
        crowd_nap(500);
    while (!store_open(&o, &st, &why)) {
        must(why.kind == FAULT_BUSY, who, &why);
        fault_clear(&why);
    }
    return st;
}

static void checkpointer(void *ctx)
{
    static const int how[] = {SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_FULL,
                              SQLITE_CHECKPOINT_TRUNCATE};
    struct store *st = come("the checkpoints");
    struct fault why = {0};

    (void)ctx;
    sqlite3_busy_timeout(st->db, 20); /* of readers in the way; it holds the turnstile meanwhile */
    /* Of each kind in turn: one that readers are in the way of is not asked for until it is done. */
    for (long n = 0; !seen(&storm.s->stop); n++) {
        fault_clear(&why);
        if (turnstile_take(st, &why)) {
            int rc = sqlite3_wal_checkpoint_v2(st->db, "main", how[n % 3], NULL, NULL);
            turnstile_free(st);
            must(rc == SQLITE_OK || rc == SQLITE_BUSY, sqlite3_errstr(rc), &why);
            storm.s->checkpoints += rc == SQLITE_OK;
        }
        crowd_nap(10000);
    }
    store_close(st);
}

/* A copy holds what was acknowledged before it was begun, and nothing by halves. */
static void back_up_once(struct store *st)
{
    char to[300];
    struct fault why = {0};
    struct found f;
    long before = acknowledged();

    snprintf(to, sizeof to, "%s/copy-%ld.db", storm.folder, storm.s->backups);
    if (storm.bare_copies) {
        copy_file(storm.path, to);
        fv_must(chmod(to, 0600) == 0);
    } else if (!store_backup(st, to, NULL, NULL, &why)) {
        must(why.kind == FAULT_BUSY, "a backup", &why);
        return;
    }
    bool newer = seen(&storm.s->newer);
    look_at(to, &f);
    fv_default(false);
    if (!newer && (!f.opened || !f.sound || f.done < before)) {
        storm.s->bad_backups++;
        if (!storm.bare_copies && !storm.early)
            fprintf(stderr, "a backup holds %lld of %ld: %s\n", (long long)f.done, before, f.text);
    }
    storm.s->backups++;
    unlink(to);
}

static void backer_up(void *ctx)
{
    struct store *st = come("the backups");

    (void)ctx;
    while (!seen(&storm.s->newer))
        back_up_once(st);
    store_close(st);
}

static void exception(void *ctx, const char *what, const char *where)
{
    (void)ctx;
    fprintf(stderr, "verified: %s: %s\n", where, what);
}

static void verifier(void *ctx)
{
    struct store *st = come("the verifications");
    struct fault why = {0};

    (void)ctx;
    for (long n = 0; !seen(&storm.s->newer); n++) {
        struct check_report r = {.exception = exception};
        fault_clear(&why);
        bool fine =
            n % 2 ? store_check(st, &r, NULL, &why) : store_audit_verify(st, 0, &r, NULL, &why);
        must(fine || why.kind == FAULT_BUSY, "a verification", &why);
        storm.s->verifications += fine;
        storm.s->exceptions += (long)r.exceptions;
    }
    store_close(st);
}

/* --- the storm ---------------------------------------------------------------------------------------- */

static void set_up(int savers)
{
    const char *tmp = getenv("TMPDIR");

    fv_install();
    fv_default(false);
    memset(&storm, 0, sizeof storm);
    storm.savers = savers;
    storm.s = crowd_shared(sizeof *storm.s);
    snprintf(storm.folder, sizeof storm.folder, "%s/htlah-storm-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(storm.folder));
    snprintf(storm.path, sizeof storm.path, "%s/desk.db", storm.folder);
    older_make(storm.path, "story");
    fv_default(false);
}

static void tear_down(void)
{
    char command[260];

    munmap(storm.s, sizeof *storm.s);
    snprintf(command, sizeof command, "rm -rf '%s'", storm.folder);
    assert_int_equal(system(command), 0);
}

/* What a newer program does first: a version that this one does not know; and back again.  Answers the
 * newest audit row then. */
static long taken_over(int version)
{
    char turn[300], sql[120];
    sqlite3 *db;
    sqlite3_stmt *q;

    snprintf(turn, sizeof turn, "%s-turn", storm.path);
    snprintf(sql, sizeof sql, "BEGIN IMMEDIATE; PRAGMA user_version = %d; COMMIT", version);
    int fd = open(turn, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(sqlite3_open_v2(storm.path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(db, PATIENCE_MS);
    assert_int_equal(sqlite3_exec(db, "PRAGMA wal_autocheckpoint=0", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT max(seq) FROM tx", -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    long head = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    raise_flag(&storm.s->newer);
    sqlite3_close(db);
    close(fd);
    return head;
}

static long log_size(void)
{
    char wal[300];
    struct stat s;

    snprintf(wal, sizeof wal, "%s-wal", storm.path);
    return stat(wal, &s) == 0 ? (long)s.st_size : 0;
}

/* Enough of each for the test to mean something. */
static bool has_raged(void)
{
    return acknowledged() > storm.savers && storm.s->checkpoints > 5 && storm.s->backups > 2 &&
           storm.s->verifications > 2;
}

/* For so long, and on a slow machine longer. */
static void rage(long milliseconds)
{
    pid_t ids[SAVERS_MOST + 3];
    int count = 0;
    long longest_log = 0;

    for (int i = 0; i < storm.savers; i++)
        ids[count++] = crowd_fork(saver, &storm.s->of[i]);
    ids[count++] = crowd_fork(checkpointer, NULL);
    ids[count++] = crowd_fork(backer_up, NULL);
    ids[count++] = crowd_fork(verifier, NULL);
    raise_flag(&storm.s->go);
    int64_t end = clock_steady_ms() + milliseconds;
    while (clock_steady_ms() < end || (!has_raged() && clock_steady_ms() < end + SLOW_MS)) {
        crowd_nap(20000);
        long size = log_size();
        longest_log = size > longest_log ? size : longest_log;
    }
    long head = taken_over(older_newest() + 1);
    crowd_nap(300000);
    raise_flag(&storm.s->stop);
    for (int i = 0, status; i < count; i++) {
        assert_int_equal(waitpid(ids[i], &status, 0), ids[i]);
        if (!WIFEXITED(status) || WEXITSTATUS(status))
            fail_msg("one of the storm ended with status %d", status);
    }
    assert_true(longest_log < LOG_MOST);
    assert_int_equal(taken_over(older_newest()), head); /* nobody has written since */
}

static void told_of(long *done, long *busy, long *away, long *longest)
{
    *done = *busy = *away = *longest = 0;
    for (int i = 0; i < storm.savers; i++) {
        const struct saver *w = &storm.s->of[i];
        *done += w->done;
        *busy += w->busy;
        *away += w->sent_away;
        *longest = w->longest > *longest ? w->longest : *longest;
    }
}

/* How many of those acknowledged are missing. */
static long missing(void)
{
    struct found f;
    long done, busy, away, longest;

    look_at(storm.path, &f);
    fv_default(false);
    if (!f.opened || !f.sound)
        fail_msg("after the storm: %s", f.text);
    told_of(&done, &busy, &away, &longest);
    printf("%ld saved, %lld there, %ld times busy, %ld sent away, longest %ld ms; %ld checkpoints, "
           "%ld backups (%ld bad), %ld verifications (%ld exceptions)\n",
           done, (long long)f.done, busy, away, longest, storm.s->checkpoints, storm.s->backups,
           storm.s->bad_backups, storm.s->verifications, storm.s->exceptions);
    return done - (long)f.done;
}

/* --- tests -------------------------------------------------------------------------------------------- */

static void everything_at_once(void **state)
{
    long done, busy, away, longest;

    (void)state;
    set_up(full_counts() ? SAVERS_MOST : 16);
    rage(full_counts() ? 60000 : 2000);
    assert_int_equal(missing(), 0);
    told_of(&done, &busy, &away, &longest);
    assert_int_equal(storm.s->late, 0);
    if (!full_counts()) /* everybody has their turn, though each comes again at once */
        assert_int_equal(busy, 0);
    assert_int_equal(storm.s->bad_backups, 0);
    assert_int_equal(storm.s->exceptions, 0);
    assert_true(has_raged() && away > 0);
    assert_true(older_is_kept(storm.path));
    tear_down();
}

static void copies_of_the_bare_file_are_noticed(void **state)
{
    (void)state;
    set_up(8);
    storm.bare_copies = true;
    rage(1500);
    assert_int_equal(missing(), 0);
    assert_true(storm.s->bad_backups > 0);
    tear_down();
}

static void saying_done_too_early_is_noticed(void **state)
{
    (void)state;
    set_up(8);
    storm.early = true;
    rage(1000);
    assert_true(missing() > 0);
    tear_down();
}

/* Nobody gets in: each is told so within the patience, and nothing is there afterwards. */
static void a_turnstile_that_is_never_free(void **state)
{
    pid_t ids[8];
    long done, busy, away, longest;
    char turn[300];

    (void)state;
    set_up(8);
    for (int i = 0; i < storm.savers; i++)
        ids[i] = crowd_fork(saver, &storm.s->of[i]);
    raise_flag(&storm.s->go);
    while (acknowledged() < 20) /* they are in */
        crowd_nap(1000);
    snprintf(turn, sizeof turn, "%s-turn", storm.path);
    int fd = open(turn, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    long before = acknowledged();
    do {
        crowd_nap(10000);
        told_of(&done, &busy, &away, &longest);
    } while (busy < storm.savers);
    assert_int_equal(flock(fd, LOCK_UN), 0);
    raise_flag(&storm.s->stop);
    for (int i = 0, status; i < storm.savers; i++) {
        assert_int_equal(waitpid(ids[i], &status, 0), ids[i]);
        assert_int_equal(status, 0);
    }
    close(fd);
    assert_int_equal(missing(), 0);
    assert_true(done - before <= storm.savers); /* acknowledged as we looked */
    assert_true(busy >= storm.savers && longest >= PATIENCE_MS - 200 && longest < LIMIT_MS);
    tear_down();
}

/* --- a race to bring it up to date, some of the racers killed ------------------------------------------- */

static void racer(void *ctx)
{
    (void)ctx;
    store_close(come("a racer"));
}

/* What is not whole and nobody is making. */
static long left_over(void)
{
    char command[300];
    long n = -1;

    snprintf(command, sizeof command, "ls -A '%s' | grep -vc '^desk.db'", storm.folder);
    FILE *p = popen(command, "r");
    assert_non_null(p);
    if (fscanf(p, "%ld", &n) != 1)
        n = -1;
    pclose(p);
    return n;
}

static void one_upgrade_among_racers(void **state)
{
    enum { RACERS = 16 };
    long killed = 0, rounds = counted(4, 1000);

    (void)state;
    fv_seed();
    for (long n = 0; n < rounds; n++) {
        pid_t ids[RACERS];
        struct found f;
        set_up(0);
        for (int i = 0; i < RACERS; i++)
            ids[i] = crowd_fork(racer, NULL);
        raise_flag(&storm.s->go);
        for (long k = n % 4; k > 0; k--) {
            crowd_nap((long)fv_below(20000));
            kill(ids[fv_below(RACERS)], SIGKILL);
        }
        for (int i = 0, status; i < RACERS; i++) {
            assert_int_equal(waitpid(ids[i], &status, 0), ids[i]);
            killed += WIFSIGNALED(status);
            assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        }
        look_at(storm.path, &f);
        fv_default(false);
        if (!f.opened || !f.sound)
            fail_msg("round %ld: %s", n, f.text);
        assert_int_equal(older_version(storm.path), older_newest());
        fv_default(false);
        if (!older_is_kept(storm.path))
            fail_msg("round %ld: what was kept is not the older store", n);
        fv_default(false);
        assert_int_equal(left_over(), 0);
        tear_down();
    }
    printf("%ld races, %ld racers killed\n", rounds, killed);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(everything_at_once),
        cmocka_unit_test(copies_of_the_bare_file_are_noticed),
        cmocka_unit_test(saying_done_too_early_is_noticed),
        cmocka_unit_test(a_turnstile_that_is_never_free),
        cmocka_unit_test(one_upgrade_among_racers),
    };
    return RUN_TESTS(t);
}

/* Each call to the disk fails, once or for ever, as broken, full, or full halfway.
 *
 * Source   reliability.md A4, A5; 13, row 94 (io-error).
 * Switch   A program that takes the answer of COMMIT for the truth must tell something wrong under
 *          the same faults.
 * Counts   A fifth of the points of two operations; FAULTS=full each point of each operation. */
#include "tests/faults/sweep.h"

struct how {
    enum fv_mode mode;
    bool for_ever;
};

static void arm(long point, void *how)
{
    const struct how *h = how;

    fv_faults_off();
    fv.mode = h->mode;
    fv.for_ever = h->for_ever;
    fv.fail_at = point;
    fv.counting = true;
}

static bool disarm(void)
{
    bool came = fv.failed > 0;

    fv_faults_off();
    return came;
}

static void sweep_all(bool opening, bool colleague, long stride)
{
    static const size_t some[] = {3, 10};
    struct sweep s;
    struct how how;

    fv_seed();
    sweep_open(&s);
    s.arm = arm;
    s.disarm = disarm;
    s.how = &how;
    s.colleague = colleague;
    for (size_t i = 0; i < (full_counts() ? SCRIPT_STEPS : sizeof some / sizeof *some); i++)
        for (int m = 0; m < FV_MODES; m++)
            for (int ever = 0; ever < 2; ever++) {
                how = (struct how){(enum fv_mode)m, ever};
                sweep_step(&s, full_counts() ? i : some[i], opening, full_counts() ? 1 : stride);
            }
    printf("%ld points: %ld told not done, %ld done, %ld unknown\n", s.points, s.refused, s.done,
           s.unknown);
    assert_true(s.points > 30 && s.refused > 0);
    sweep_close(&s);
}

static void what_is_told_is_true(void **state)
{
    (void)state;
    sweep_all(false, false, 5);
}

static void what_is_told_is_true_with_a_colleague(void **state)
{
    (void)state;
    sweep_all(false, true, 5);
}

static void opening_on_a_failing_disk(void **state)
{
    (void)state;
    sweep_all(true, false, 17);
}

/* --- the switch ------------------------------------------------------------------------------------- */

static int count_rows(const char *path)
{
    sqlite3 *db;
    sqlite3_stmt *q;
    int rows = -1;

    fv_default(false);
    sqlite3_open(path, &db);
    sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &q, NULL);
    if (sqlite3_step(q) == SQLITE_ROW)
        rows = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    fv_default(true);
    return rows;
}

static void the_answer_of_commit_is_not_the_truth(void **state)
{
    char folder[220], path[300], after[300], command[260];
    const char *tmp = getenv("TMPDIR");
    long wrong = 0, points = 0;

    (void)state;
    fv_install();
    snprintf(folder, sizeof folder, "%s/htlah-bare-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/bare.db", folder);
    snprintf(after, sizeof after, "%s/after.db", folder);
    for (bool came = true; came;) {
        sqlite3 *db;
        unlink(path);
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a)",
                     NULL, NULL, NULL);
        arm(++points, &(struct how){FV_EIO, false});
        bool told = sqlite3_exec(db, "INSERT INTO t VALUES (1)", NULL, NULL, NULL) == SQLITE_OK;
        came = disarm();
        copy_store(path, after);
        wrong += told != (count_rows(after) == 1);
        sqlite3_close(db);
    }
    printf("COMMIT alone: %ld of %ld points told wrongly\n", wrong, points);
    assert_true(wrong > 0);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(what_is_told_is_true),
        cmocka_unit_test(what_is_told_is_true_with_a_colleague),
        cmocka_unit_test(opening_on_a_failing_disk),
        cmocka_unit_test(the_answer_of_commit_is_not_the_truth),
    };
    return RUN_TESTS(t);
}

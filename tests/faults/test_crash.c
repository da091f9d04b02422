/* The power goes at every write, sync, truncation and removal of a day's operations: the store opens
 * again, is sound, and holds every operation that was acknowledged.
 *
 * Source   reliability.md M2, A2, A3, A6; 13, row 97 (power-cut).
 * Switch   A disk that drops the syncs of the log must lose what was acknowledged; one that drops
 *          all of them as well.  If they do not, the test has shown nothing.
 * Counts   1,000 images, and 300 without a log; FAULTS=full 1,000,000 and 300,000.  SEED= repeats a run. */
#include "tests/faults/script.h"

#include <sys/stat.h>

static struct {
    struct desk desk;
    char base[300], folder[260], image[300];
    size_t acknowledged;
    long points, images, wanted, every;
    long lost, damaged; /* images that lost something acknowledged; that do not open or check */
    bool counting_only, must_hold;
} run;

/* The image as it is, kept where it can be looked at. */
static void keep(const struct found *f)
{
    fail_msg("image %ld, at point %ld, after %zu acknowledged operations: %s%lld of them are there"
             "\n%s\nkept as %s; SEED=%s has it again",
             run.images, run.points, run.acknowledged, f->opened ? "" : "does not open, ",
             (long long)f->done, f->text, run.image, "(above)");
}

static void one_image(void)
{
    struct found f;
    char shm[320];

    fv_image(run.folder);
    snprintf(shm, sizeof shm, "%s-shm", run.image);
    unlink(shm);
    look_at(run.image, &f);
    run.images++;
    bool lost = f.done < (int64_t)run.acknowledged, damaged = !f.opened || !f.sound;
    if (run.must_hold && (lost || damaged))
        keep(&f);
    run.lost += lost && !damaged;
    run.damaged += damaged;
}

static void at_a_point(void)
{
    run.points++;
    if (run.counting_only)
        return;
    /* Images are spread evenly over the points, by chance where they are fewer. */
    long each = run.wanted / run.every, rest = run.wanted % run.every;

    for (long i = 0; i < each; i++)
        one_image();
    if ((long)fv_below((uint64_t)run.every) < rest)
        one_image();
}

/* The day, with the store closed and opened anew now and then: closing empties the log. */
static void the_day(bool drop_wal, bool drop_store)
{
    struct desk *d = &run.desk;

    copy_store(run.base, d->path);
    fv_model_end();
    fv.modelling = true;
    fv.drop_wal_syncs = drop_wal;
    fv.drop_store_syncs = drop_store;
    run.points = 0;
    run.acknowledged = 0;
    fv.before = at_a_point;
    desk_open(d, "maker", NULL);
    for (size_t i = 0; i < SCRIPT_STEPS; i++) {
        script_do(d, i, i + 1);
        run.acknowledged++;
        if (i % 5 == 4) {
            counter_close(d->c);
            d->c = NULL;
            desk_open(d, "maker", NULL);
        }
    }
    counter_close(d->c);
    d->c = NULL;
    fv_model_end();
}

static void set_up(const char *journal)
{
    struct desk *d = &run.desk;

    memset(&run, 0, sizeof run);
    fv_install();
    desk_new_logged(d, STORE_STORY, journal);
    counter_close(d->c);
    d->c = NULL;
    snprintf(run.base, sizeof run.base, "%s/base.db", d->folder);
    copy_store(d->path, run.base);
    snprintf(run.folder, sizeof run.folder, "%s/image", d->folder);
    snprintf(run.image, sizeof run.image, "%s/desk.db", run.folder);
    fv_must(mkdir(run.folder, 0700) == 0);
    run.counting_only = true;
    the_day(false, false);
    run.counting_only = false;
    run.every = run.points;
    assert_true(run.points > 100);
}

static void no_acknowledged_operation_is_lost(void **state)
{
    (void)state;
    fv_seed();
    set_up(NULL);
    run.wanted = counted(1000, 1000000);
    run.must_hold = true;
    the_day(false, false);
    printf("%ld points, %ld images: none lost, none damaged\n", run.points, run.images);
    assert_true(run.images > run.wanted * 3 / 4);
    desk_remove(&run.desk);
}

/* A store without a log (init --journal truncate) holds the same, and its control fails the same way. */
static void nor_is_one_without_a_log(void **state)
{
    (void)state;
    fv_seed();
    set_up(JOURNAL_TRUNCATE);
    run.wanted = counted(300, 300000);
    run.must_hold = true;
    the_day(false, false);
    printf("%ld points, %ld images without a log: none lost, none damaged\n", run.points,
           run.images);
    assert_true(run.images > run.wanted * 3 / 4);
    run.wanted = 150;
    run.images = 0;
    run.must_hold = false;
    the_day(false, true);
    printf("%ld images of it without syncs: %ld lost, %ld damaged\n", run.images, run.lost,
           run.damaged);
    assert_true(run.lost + run.damaged > 0);
    desk_remove(&run.desk);
}

static void a_disk_that_drops_the_syncs_of_the_log_loses(void **state)
{
    (void)state;
    fv_seed();
    set_up(NULL);
    run.wanted = 150;
    the_day(true, false);
    printf("%ld images without syncs of the log: %ld lost, %ld damaged\n", run.images, run.lost,
           run.damaged);
    assert_true(run.lost + run.damaged > run.images / 4);
    desk_remove(&run.desk);
}

static void a_disk_that_drops_every_sync_is_damaged(void **state)
{
    (void)state;
    fv_seed();
    set_up(NULL);
    run.wanted = 150;
    the_day(true, true);
    printf("%ld images without syncs: %ld lost, %ld damaged\n", run.images, run.lost, run.damaged);
    assert_true(run.lost > 0 && run.damaged > 0);
    desk_remove(&run.desk);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(no_acknowledged_operation_is_lost),
        cmocka_unit_test(nor_is_one_without_a_log),
        cmocka_unit_test(a_disk_that_drops_the_syncs_of_the_log_loses),
        cmocka_unit_test(a_disk_that_drops_every_sync_is_damaged),
    };
    return RUN_TESTS(t);
}

/* The power goes while a backup is given its name, while one is restored, and while an older store is
 * brought up to date: what has the name is whole, and what was acknowledged is there.
 *
 * Source   reliability.md M2, A7, J1; 13, row 97 (power-cut).
 * Model    A copy: what the last fsync of it saw is on the disk, of the rest any share of sectors; its
 *          name may be missing until its folder is flushed.  An upgrade: the disk of faultvfs.h.
 * Switch   Without the syncs of the file it must be damaged, without those of the folder lost; an
 *          upgrade without syncs must be lost or damaged.
 * Counts   30 images at a point, FAULTS=full 5,000. */
#include "tests/faults/older.h"

#include <sys/stat.h>
#include <sys/syscall.h>

static struct {
    bool watching, drop_file, drop_names, acknowledged;
    bool named, name_safe;
    struct fv_bytes safe; /* the copy as the last fsync saw it */
    char to[260], folder[220], image[300];
    long each, points, images, lost, damaged;
} disk;

/* --- one image ------------------------------------------------------------------------------------ */

/* The copy after the cut: of each sector that is not safe, now or never. */
static void mix(struct fv_bytes *out)
{
    struct fv_bytes now = {0};
    unsigned keep = (unsigned)fv_below(257);

    fv_read_file(disk.to, &now);
    if (disk.safe.size)
        fv_bytes_put(out, 0, disk.safe.bytes, disk.safe.size);
    for (size_t at = 0; at < now.size; at += FV_SECTOR) {
        size_t size = now.size - at < FV_SECTOR ? now.size - at : FV_SECTOR;
        bool same =
            at + size <= disk.safe.size && memcmp(disk.safe.bytes + at, now.bytes + at, size) == 0;
        if (!same && fv_below(256) < keep)
            fv_bytes_put(out, at, now.bytes + at, size);
    }
    fv_bytes_free(&now);
}

static void one_copy(void)
{
    struct fv_bytes bytes = {0};
    struct found f;

    disk.images++;
    if (!disk.name_safe && (!disk.named || fv_below(2))) {
        disk.lost += disk.acknowledged;
        return;
    }
    mix(&bytes);
    fv_write_file(disk.image, &bytes);
    fv_bytes_free(&bytes);
    assert_int_equal(chmod(disk.image, 0600), 0);
    look_at(disk.image, &f);
    disk.damaged += !f.opened || !f.sound || f.done != SCRIPT_STEPS;
    unlink(disk.image);
}

static void point(void)
{
    bool was = disk.watching;

    if (!was)
        return;
    disk.watching = false;
    disk.points++;
    for (long i = 0; i < disk.each; i++)
        one_copy();
    disk.watching = was;
}

/* --- the system, as this program's store finds it --------------------------------------------------- */

int fsync(int fd)
{
    char link[64], path[300] = "";

    if (!disk.watching)
        return (int)syscall(SYS_fsync, fd);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    (void)!readlink(link, path, sizeof path - 1);
    point();
    if (strcmp(path, disk.folder) == 0) {
        disk.name_safe = disk.named && !disk.drop_names;
    } else if (strncmp(path, disk.to, strlen(disk.to)) == 0 && !disk.drop_file) {
        fv_bytes_free(&disk.safe);
        fv_read_file(path, &disk.safe);
    }
    return 0;
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    point();
    int rc = (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
    disk.named |= rc == 0 && disk.watching && strcmp(to, disk.to) == 0;
    return rc;
}

/* --- backup and restore --------------------------------------------------------------------------- */

struct day {
    struct desk desk;
    char backup[260];
};

static void day_new(struct day *d)
{
    struct fault why = {0};

    fv_seed();
    fv_install();
    fv_default(false);
    desk_new(&d->desk, STORE_STORY);
    for (size_t i = 0; i < SCRIPT_STEPS; i++)
        script_do(&d->desk, i, i + 1);
    snprintf(d->backup, sizeof d->backup, "%s/kept.db", d->desk.folder);
    if (!store_backup(counter_store(d->desk.c), d->backup, NULL, NULL, &why))
        fail_msg("%s", why.text);
    memset(&disk, 0, sizeof disk);
    disk.each = counted(30, 5000);
    snprintf(disk.to, sizeof disk.to, "%s/copy.db", d->desk.folder);
    snprintf(disk.folder, sizeof disk.folder, "%s", d->desk.folder);
    snprintf(disk.image, sizeof disk.image, "%s/image.db", d->desk.folder);
}

static void copied(struct day *d, bool restore, bool drop_file, bool drop_names)
{
    const struct store_options o = {.path = disk.to, .tables = all_tables};
    struct fault why = {0};

    unlink(disk.to);
    fv_bytes_free(&disk.safe);
    disk.named = disk.name_safe = disk.acknowledged = false;
    disk.points = disk.images = disk.lost = disk.damaged = 0;
    disk.drop_file = drop_file;
    disk.drop_names = drop_names;
    disk.watching = true;
    bool done = restore ? store_restore(d->backup, NULL, &o, &why)
                        : store_backup(counter_store(d->desk.c), disk.to, NULL, NULL, &why);
    if (!done)
        fail_msg("%s", why.text);
    disk.acknowledged = true;
    point();
    disk.watching = false;
    printf("%s: %ld points, %ld images: %ld lost, %ld damaged\n", restore ? "restore" : "backup",
           disk.points, disk.images, disk.lost, disk.damaged);
    assert_true(disk.named && disk.points >= 4);
}

static void a_copy_that_has_its_name_is_whole(void **state)
{
    struct day d;
    (void)state;

    day_new(&d);
    for (int restore = 0; restore < 2; restore++) {
        copied(&d, restore, false, false);
        assert_int_equal(disk.lost, 0);
        assert_int_equal(disk.damaged, 0);
    }
    fv_bytes_free(&disk.safe);
    desk_remove(&d.desk);
}

static void without_syncs_copies_are_damaged_or_lost(void **state)
{
    struct day d;
    (void)state;

    day_new(&d);
    disk.each = 60;
    for (int restore = 0; restore < 2; restore++) {
        copied(&d, restore, true, false);
        assert_true(disk.damaged > 0);
        copied(&d, restore, false, true);
        assert_true(disk.lost > 0);
        assert_int_equal(disk.damaged, 0);
    }
    fv_bytes_free(&disk.safe);
    desk_remove(&d.desk);
}

/* --- an older store brought up to date -------------------------------------------------------------- */

static struct {
    char folder[200], path[260], images[260], image[300];
    int now;
    long each;
    bool acknowledged;
    long points, all, lost, damaged;
} up;

static void one_upgrade(void)
{
    struct found f;
    char shm[320];

    fv_image(up.images);
    snprintf(shm, sizeof shm, "%s-shm", up.image);
    unlink(shm);
    up.all++;
    bool older = older_version(up.image) != up.now;
    look_at(up.image, &f); /* an older one is brought up to date by that */
    bool damaged = !f.opened || !f.sound;
    up.damaged += damaged;
    up.lost += !damaged && older && up.acknowledged;
}

static void upgrade_point(void)
{
    up.points++;
    for (long i = 0; i < up.each; i++)
        one_upgrade();
}

static void upgraded(bool drop_wal, bool drop_store)
{
    const char *tmp = getenv("TMPDIR");
    char command[260];
    struct store *st;
    struct fault why = {0};
    struct store_options o = {.path = up.path, .tables = all_tables};

    fv_seed();
    fv_install();
    memset(&up, 0, sizeof up);
    up.now = older_newest();
    snprintf(up.folder, sizeof up.folder, "%s/htlah-up-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(up.folder));
    snprintf(up.path, sizeof up.path, "%s/desk.db", up.folder);
    snprintf(up.images, sizeof up.images, "%s/image", up.folder);
    snprintf(up.image, sizeof up.image, "%s/desk.db", up.images);
    assert_int_equal(mkdir(up.images, 0700), 0);
    older_make(up.path, "real");
    up.each = drop_wal ? 2 : counted(2, 200);
    fv_model_end();
    fv.modelling = true;
    fv.drop_wal_syncs = drop_wal;
    fv.drop_store_syncs = drop_store;
    fv.before = upgrade_point;
    if (!store_open(&o, &st, &why))
        fail_msg("%s", why.text);
    up.acknowledged = true;
    for (int i = 0; i < 10; i++)
        upgrade_point();
    store_close(st);
    fv_model_end();
    printf("upgrade: %ld points, %ld images: %ld lost, %ld damaged\n", up.points, up.all, up.lost,
           up.damaged);
    snprintf(command, sizeof command, "rm -rf '%s'", up.folder);
    assert_int_equal(system(command), 0);
}

static void an_upgrade_is_done_or_not_begun(void **state)
{
    (void)state;
    upgraded(false, false);
    assert_true(up.points > 20);
    assert_int_equal(up.lost, 0);
    assert_int_equal(up.damaged, 0);
}

static void without_syncs_an_upgrade_is_lost_or_damaged(void **state)
{
    (void)state;
    upgraded(true, true);
    assert_true(up.lost + up.damaged > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(a_copy_that_has_its_name_is_whole),
        cmocka_unit_test(without_syncs_copies_are_damaged_or_lost),
        cmocka_unit_test(an_upgrade_is_done_or_not_begun),
        cmocka_unit_test(without_syncs_an_upgrade_is_lost_or_damaged),
    };
    return RUN_TESTS(t);
}

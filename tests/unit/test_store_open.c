/* Making, opening, refusing: reliability.md 13, rows 83 to 92. */
#include "core/base/embedded.h"
#include "core/store/fingerprint.h"
#include "tests/unit/store_case.h"

#include <fcntl.h>
#include <sys/statfs.h>
#include <sys/syscall.h>

/* What statfs answers in this program, so a network file system needs none. */
static long file_system;

int statfs(const char *path, struct statfs *out)
{
    int rc = (int)syscall(SYS_statfs, path, out);

    if (file_system)
        out->f_type = file_system;
    return rc;
}

static bool opens(struct stand *p)
{
    struct store_options o = {.path = p->path, .tables = case_tables};
    struct store *st;

    fault_clear(&p->why);
    if (!store_open(&o, &st, &p->why))
        return false;
    store_close(st);
    return true;
}

#define REFUSED(p, kind_)                                                                          \
    do {                                                                                           \
        assert_false(opens(p));                                                                    \
        if ((p)->why.kind != (kind_))                                                              \
            fail_msg("%s: %s", fault_word((p)->why.kind), (p)->why.text);                          \
    } while (0)

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(out);
}

static char *read_file(const char *path, size_t *length)
{
    struct stat s;
    assert_int_equal(stat(path, &s), 0);
    char *bytes = malloc((size_t)s.st_size + 1);
    FILE *in = fopen(path, "rb");

    assert_non_null(bytes);
    assert_non_null(in);
    *length = fread(bytes, 1, (size_t)s.st_size, in);
    fclose(in);
    return bytes;
}

/* Refused, and the file stays byte for byte as it was, with nothing left beside it. */
static void refused_untouched(struct stand *p, enum fault_kind kind)
{
    size_t before_length, after_length;
    char *before = read_file(p->path, &before_length), log[260];

    snprintf(log, sizeof log, "%s-turn", p->path);
    unlink(log);
    REFUSED(p, kind);
    char *after = read_file(p->path, &after_length);
    assert_int_equal(before_length, after_length);
    assert_memory_equal(before, after, before_length);
    assert_int_not_equal(access(log, F_OK), 0);
    free(before);
    free(after);
}

static void made(struct stand *p)
{
    static const char *const settings[] = {"partnership", "leicestershire", NULL};

    stand_new(p);
    struct store_options o = {.path = p->path, .tables = case_tables};
    FINE(store_make(&o, STORE_REAL, settings, &p->why), p);
}

static void test_a_new_store(void **state)
{
    struct stand p;
    struct stat s;
    (void)state;

    made(&p);
    assert_int_equal(stat(p.path, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    stand_open(&p);
    assert_int_equal(store_kind_of(p.st), STORE_REAL);
    assert_false(store_is_read_only(p.st));
    assert_string_equal(store_setting(p.st, "partnership"), "leicestershire");
    assert_string_equal(store_setting(p.st, "kind"), "real");
    assert_null(store_setting(p.st, "other"));
    assert_int_equal(store_head(p.st), 0);
    stand_close(&p);
    struct store_options o = {.path = p.path};
    FAULTS(store_make(&o, STORE_REAL, NULL, &p.why), &p, FAULT_RESOURCE);
    assert_true(opens(&p));
    stand_remove(&p);
}

static void test_missing_folders_are_made(void **state)
{
    struct stand p;
    struct stat s;
    char deep[300], folder[260];
    (void)state;

    stand_new(&p);
    snprintf(folder, sizeof folder, "%s/a/b", p.folder);
    snprintf(deep, sizeof deep, "%s/store.db", folder);
    struct store_options o = {.path = deep};
    FINE(store_make(&o, STORE_DEMO, NULL, &p.why), &p);
    assert_int_equal(stat(folder, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0700);
    stand_remove(&p);
}

static void test_no_store_there(void **state)
{
    struct stand p;
    (void)state;

    stand_new(&p);
    REFUSED(&p, FAULT_STORE);
    assert_non_null(strstr(p.why.text, "htlah init"));
    assert_int_equal(fault_status(p.why.kind), 6);
    assert_int_equal(mkdir(p.path, 0700), 0);
    REFUSED(&p, FAULT_STORE);
    assert_int_equal(rmdir(p.path), 0);
    write_file(p.path, "", 0);
    chmod(p.path, 0600);
    refused_untouched(&p, FAULT_STORE);
    assert_int_equal(unlink(p.path), 0);
    assert_int_equal(mkfifo(p.path, 0600), 0);
    REFUSED(&p, FAULT_STORE);
    stand_remove(&p);
}

static void test_not_ours(void **state)
{
    static const char text[] = "Dear diary,\nthis is not a database.\n";
    struct stand p;
    (void)state;

    stand_new(&p);
    write_file(p.path, text, strlen(text));
    chmod(p.path, 0600);
    refused_untouched(&p, FAULT_STORE);
    unlink(p.path);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(p.path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "CREATE TABLE places(url); PRAGMA application_id=7", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    chmod(p.path, 0600);
    refused_untouched(&p, FAULT_STORE);
    assert_non_null(strstr(p.why.text, "another program"));
    stand_remove(&p);
}

static void test_another_version(void **state)
{
    static const char *const versions[] = {"PRAGMA user_version=%d", "PRAGMA user_version=0",
                                           "PRAGMA user_version=-1"};
    struct stand p;
    char sql[64];
    int ours = 0;
    (void)state;

    while (embedded_schema[ours].name)
        ours++;
    made(&p);
    for (size_t i = 0; i < 3; i++) {
        snprintf(sql, sizeof sql, "%s", versions[i]);
        if (i == 0)
            snprintf(sql, sizeof sql, "PRAGMA user_version=%d", ours + 1);
        tamper(&p, sql);
        refused_untouched(&p, FAULT_STORE);
    }
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", ours);
    tamper(&p, sql);
    assert_true(opens(&p));
    stand_remove(&p);
}

static void test_a_planted_schema(void **state)
{
    static const char *const plants[][2] = {
        {"CREATE TRIGGER spy AFTER INSERT ON staff BEGIN DELETE FROM draft; END",
         "DROP TRIGGER spy"},
        {"CREATE VIEW spy AS SELECT * FROM tx", "DROP VIEW spy"},
        {"CREATE TABLE spy(x)", "DROP TABLE spy"},
        {"CREATE INDEX spy ON staff(name)", "DROP INDEX spy"},
        {"DROP TRIGGER tx_kept", NULL}};
    struct stand p;
    (void)state;

    made(&p);
    for (size_t i = 0; i < sizeof plants / sizeof *plants; i++) {
        tamper(&p, plants[i][0]);
        refused_untouched(&p, FAULT_STORE);
        assert_non_null(strstr(p.why.text, "did not make"));
        if (plants[i][1]) {
            tamper(&p, plants[i][1]);
            assert_true(opens(&p));
        }
    }
    stand_remove(&p);
}

static void test_links_modes_and_owners(void **state)
{
    struct stand p;
    char other[260], keep[240];
    (void)state;

    made(&p);
    chmod(p.path, 0620);
    REFUSED(&p, FAULT_DENIED);
    chmod(p.path, 0602);
    REFUSED(&p, FAULT_DENIED);
    chmod(p.path, 0600);
    snprintf(other, sizeof other, "%s/second.db", p.folder);
    assert_int_equal(link(p.path, other), 0);
    REFUSED(&p, FAULT_DENIED);
    unlink(other);
    assert_true(opens(&p));
    assert_int_equal(symlink(p.path, other), 0);
    memcpy(keep, p.path, sizeof keep);
    snprintf(p.path, sizeof p.path, "%s/second.db", p.folder);
    REFUSED(&p, FAULT_DENIED);
    memcpy(p.path, keep, sizeof keep);
    chmod(p.folder, 0770);
    REFUSED(&p, FAULT_DENIED);
    chmod(p.folder, 0700);
    assert_true(opens(&p));
    if (geteuid() == 0) {
        assert_int_equal(chown(p.path, 12345, (gid_t)-1), 0);
        REFUSED(&p, FAULT_DENIED);
        assert_int_equal(chown(p.path, 0, (gid_t)-1), 0);
    }
    stand_remove(&p);
}

/* Any page gone or turned to noise is found at once, or by the check; never a crash. */
static void test_damage(void **state)
{
    struct stand p;
    struct findings f;
    size_t length;
    (void)state;

    stand_store(&p, STORE_REAL);
    stand_close(&p);
    char *whole = read_file(p.path, &length);
    write_file(p.path, whole, length / 2 / 4096 * 4096); /* cut */
    REFUSED(&p, FAULT_STORE);
    for (size_t page = 0; page < length; page += 4096) {
        write_file(p.path, whole, length);
        int fd = open(p.path, O_WRONLY);
        char noise[4096];
        memset(noise, 0xA5, sizeof noise);
        assert_int_equal(pwrite(fd, noise, sizeof noise, (off_t)page), sizeof noise);
        close(fd);
        fault_clear(&p.why);
        struct store_options o = {.path = p.path, .tables = case_tables};
        if (!store_open(&o, &p.st, &p.why)) {
            assert_int_equal(p.why.kind, FAULT_STORE);
            continue;
        }
        f = (struct findings){.report = {.exception = found}};
        f.report.ctx = &f;
        if (store_check(p.st, &f.report, NULL, &p.why))
            assert_int_not_equal(f.report.exceptions, 0);
        else
            assert_int_equal(p.why.kind, FAULT_STORE);
        stand_close(&p);
    }
    free(whole);
    stand_remove(&p);
}

static void test_reading_only(void **state)
{
    struct stand p;
    (void)state;

    stand_store(&p, STORE_REAL);
    stand_close(&p);
    struct store_options o = {.path = p.path, .tables = case_tables, .read_only = true};
    FINE(store_open(&o, &p.st, &p.why), &p);
    assert_true(store_is_read_only(p.st));
    assert_int_equal(count_of(&p, "SELECT count(*) FROM staff"), 2);
    struct tx t = {.who = &p.who, .op = "x"};
    FAULTS(tx_begin(p.st, &t, &p.arena, &p.why), &p, FAULT_RESOURCE);
    assert_int_equal(fault_status(p.why.kind), 7);
    FINE(store_read_note(p.st, &p.who, "person", 1, "open", &p.why), &p);
    assert_false(store_reads_waiting(p.st));
    stand_remove(&p);
}

/* What was committed and never checkpointed is there after the writer died. */
static void test_a_log_left_behind_is_taken_in(void **state)
{
    struct stand p;
    char command[1200];
    (void)state;

    stand_store(&p, STORE_REAL);
    snprintf(command, sizeof command, "cp '%s' '%s.copy' && cp '%s-wal' '%s.copy-wal'", p.path,
             p.path, p.path, p.path);
    assert_int_equal(system(command), 0);
    stand_close(&p);
    snprintf(command, sizeof command, "chmod 600 '%s.copy'", p.path);
    assert_int_equal(system(command), 0);
    snprintf(p.path + strlen(p.path), sizeof p.path - strlen(p.path), ".copy");
    stand_open(&p);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM staff"), 2);
    stand_remove(&p);
}

static void test_no_network_file_system(void **state)
{
    static const long network[] = {0x6969,     0xff534d42, 0xfe534d42, 0x5346414f,
                                   0x73757245, 0x00c36400, 0x65735546};
    struct stand p;
    (void)state;

    made(&p);
    for (size_t i = 0; i < sizeof network / sizeof *network; i++) {
        file_system = network[i];
        REFUSED(&p, FAULT_RESOURCE);
        assert_int_equal(fault_status(p.why.kind), 7);
    }
    file_system = 0x58465342; /* xfs */
    assert_true(opens(&p));
    file_system = 0;
    stand_remove(&p);
}

/* A store as the program of some migrations ago made it, with something in it. */
static void made_by_an_older(struct stand *p, int versions)
{
    sqlite3 *db;
    char sql[200];

    stand_new(p);
    assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL), SQLITE_OK);
    for (int i = 0; i < versions; i++)
        assert_int_equal(sqlite3_exec(db, embedded_schema[i].text, NULL, NULL, NULL), SQLITE_OK);
    snprintf(sql, sizeof sql,
             "PRAGMA application_id=%d; PRAGMA user_version=%d; INSERT INTO setting VALUES "
             "('kind', 'real'), ('partnership', 'old')",
             STORE_APPLICATION_ID, versions);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    chmod(p->path, 0600);
}

static void test_an_older_store_is_brought_up_to_date(void **state)
{
    struct stand p;
    int ours = 0;
    (void)state;

    while (embedded_schema[ours].name)
        ours++;
    for (int old = 1; old < ours; old++) {
        made_by_an_older(&p, old);
        struct store_options o = {.path = p.path, .tables = case_tables, .read_only = true};
        FAULTS(store_open(&o, &p.st, &p.why), &p, FAULT_STORE);
        stand_open(&p);
        assert_string_equal(store_setting(p.st, "partnership"), "old");
        struct findings f;
        if (check(&p, &f))
            fail_msg("%s", f.text);
        stand_close(&p);
        char before[300];
        snprintf(before, sizeof before, "%s.before-version-%d", p.path, old + 1);
        assert_int_equal(access(before, R_OK), 0);
        assert_true(opens(&p));
        stand_remove(&p);
    }
}

/* What the build found the schema to be is what this library makes of it: the fast way is taken. */
static void test_the_schema_is_known_beforehand(void **state)
{
    char hex[SHA256_HEX_SIZE];
    sqlite3 *db;
    (void)state;

    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (int i = 0; embedded_schema[i].name; i++) {
        assert_int_equal(sqlite3_exec(db, embedded_schema[i].text, NULL, NULL, NULL), SQLITE_OK);
        assert_true(fingerprint_of(db, hex));
        assert_string_equal(hex, embedded_fingerprint[i]);
    }
    sqlite3_close(db);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_a_new_store),
        cmocka_unit_test(test_missing_folders_are_made),
        cmocka_unit_test(test_no_store_there),
        cmocka_unit_test(test_not_ours),
        cmocka_unit_test(test_another_version),
        cmocka_unit_test(test_a_planted_schema),
        cmocka_unit_test(test_links_modes_and_owners),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_no_network_file_system),
        cmocka_unit_test(test_an_older_store_is_brought_up_to_date),
        cmocka_unit_test(test_the_schema_is_known_beforehand),
        cmocka_unit_test(test_reading_only),
        cmocka_unit_test(test_a_log_left_behind_is_taken_in),
    };
    return RUN_TESTS(t);
}

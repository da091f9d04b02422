/* Backups, plain and encrypted; restoring; and what a check finds in a store that was tampered with. */
#include "core/base/embedded.h"
#include "core/ops/person.h"
#include "core/store/facts.h"
#include "core/store/seal.h"
#include "tests/unit/store_case.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

static void named(const struct stand *p, char out[260], const char *name)
{
    snprintf(out, 260, "%s/%s", p->folder, name);
}

static int64_t staff_in(struct stand *p, const char *path)
{
    struct store_options o = {.path = path, .tables = case_tables};
    struct store *was = p->st, *st;

    FINE(store_open(&o, &st, &p->why), p);
    p->st = st;
    int64_t n = count_of(p, "SELECT count(*) FROM staff");
    store_close(st);
    p->st = was;
    return n;
}

static void test_a_plain_backup_is_a_store(void **state)
{
    struct stand p;
    char to[260], one[65], two[65];
    struct stat s;
    struct store *copy;
    (void)state;

    stand_store(&p, STORE_REAL);
    named(&p, to, "backup.db");
    FINE(store_backup(p.st, to, NULL, NULL, &p.why), &p);
    assert_int_equal(stat(to, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(staff_in(&p, to), 2);
    struct store_options o = {.path = to, .tables = case_tables};
    FINE(store_open(&o, &copy, &p.why), &p);
    FINE(store_digest(copy, two, &p.why), &p);
    FINE(store_digest(p.st, one, &p.why), &p);
    assert_string_equal(one, two);
    store_close(copy);
    FAULTS(store_backup(p.st, to, NULL, NULL, &p.why), &p, FAULT_RESOURCE); /* never over one */
    stand_remove(&p);
}

static void nothing_left(const struct stand *p)
{
    char command[300];

    snprintf(command, sizeof command, "! ls '%s' | grep -q part", p->folder);
    assert_int_equal(system(command), 0);
}

static void test_a_plain_backup_is_restored(void **state)
{
    struct stand p;
    char to[260], back[260];
    (void)state;

    stand_store(&p, STORE_REAL);
    named(&p, to, "backup.db");
    named(&p, back, "restored.db");
    FINE(store_backup(p.st, to, NULL, NULL, &p.why), &p);
    struct store_options o = {.path = back, .tables = case_tables};
    FINE(store_restore(to, NULL, &o, &p.why), &p);
    assert_int_equal(staff_in(&p, back), 2);
    FAULTS(store_restore(to, NULL, &o, &p.why), &p, FAULT_RESOURCE);
    nothing_left(&p);
    stand_remove(&p);
}

static void test_an_encrypted_backup(void **state)
{
    struct stand p;
    char to[260], back[260], key[260], other[260], command[1200];
    (void)state;

    stand_store(&p, STORE_REAL);
    named(&p, to, "backup.sealed");
    named(&p, back, "restored.db");
    named(&p, key, "key");
    named(&p, other, "key2");
    FINE(store_key_make(key, &p.why), &p);
    FINE(store_key_make(other, &p.why), &p);
    FINE(store_backup(p.st, to, key, NULL, &p.why), &p);
    snprintf(command, sizeof command, "! grep -qa 'Example\\|SQLite' '%s'", to);
    assert_int_equal(system(command), 0);
    struct store_options o = {.path = back, .tables = case_tables};
    FAULTS(store_restore(to, NULL, &o, &p.why), &p, FAULT_INPUT);
    FAULTS(store_restore(to, other, &o, &p.why), &p, FAULT_STORE);
    FINE(store_restore(to, key, &o, &p.why), &p);
    assert_int_equal(staff_in(&p, back), 2);
    unlink(back);
    /* cut at the end, and one bit somewhere */
    snprintf(command, sizeof command, "cp '%s' '%s.cut' && truncate -s -100 '%s.cut'", to, to, to);
    assert_int_equal(system(command), 0);
    snprintf(other, sizeof other, "%.240s.cut", to);
    FAULTS(store_restore(other, key, &o, &p.why), &p, FAULT_STORE);
    snprintf(command, sizeof command,
             "printf '\\xff\\x00\\xff' | dd of='%s' bs=1 seek=5000 conv=notrunc status=none", to);
    assert_int_equal(system(command), 0);
    FAULTS(store_restore(to, key, &o, &p.why), &p, FAULT_STORE);
    assert_int_not_equal(access(back, F_OK), 0);
    nothing_left(&p);
    stand_remove(&p);
}

static void test_nothing_foreign_or_damaged_is_restored(void **state)
{
    struct stand p;
    char from[260], back[260], command[1200];
    (void)state;

    stand_store(&p, STORE_REAL);
    named(&p, from, "other");
    named(&p, back, "restored.db");
    struct store_options o = {.path = back, .tables = case_tables};
    FAULTS(store_restore(from, NULL, &o, &p.why), &p, FAULT_INPUT);
    snprintf(command, sizeof command, "head -c 9000 /bin/sh > '%s'", from);
    assert_int_equal(system(command), 0);
    FAULTS(store_restore(from, NULL, &o, &p.why), &p, FAULT_STORE);
    unlink(from);
    FINE(store_backup(p.st, from, NULL, NULL, &p.why), &p);
    struct stand copy = p;
    snprintf(copy.path, sizeof copy.path, "%s/other", p.folder);
    tamper(&copy, "UPDATE staff SET name = 'Eve' WHERE id = 1; PRAGMA wal_checkpoint(TRUNCATE)");
    FAULTS(store_restore(from, NULL, &o, &p.why), &p, FAULT_STORE);
    assert_int_not_equal(access(back, F_OK), 0);
    nothing_left(&p);
    stand_remove(&p);
}

/* --- killed in the middle ---------------------------------------------------------------------------- */

/* The progress report of somebody who is killed at the first block. */
static void die(void *ctx, uint64_t done, uint64_t all)
{
    (void)ctx, (void)done, (void)all;
    raise(SIGKILL);
}

/* And of somebody who is stopped there: their copy is still theirs. */
static void wait_for_ever(void *ctx, uint64_t done, uint64_t all)
{
    (void)done, (void)all;
    *(volatile int *)ctx = 1;
    for (;;)
        pause();
}

static int parts_in(const struct stand *p)
{
    DIR *d = opendir(p->folder);
    int n = 0;

    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        n += strstr(e->d_name, ".part-") != NULL;
    closedir(d);
    return n;
}

static pid_t backing_up(struct stand *p, const char *key, const struct progress *report)
{
    struct store_options o = {.path = p->path, .tables = case_tables};
    char to[260];
    pid_t id = fork();

    assert_true(id >= 0);
    if (id)
        return id;
    named(p, to, "backup.sealed");
    if (store_open(&o, &p->st, &p->why))
        (void)!store_backup(p->st, to, key, report, &p->why);
    fprintf(stderr, "not stopped: %s\n", p->why.text);
    _exit(1);
}

/* A backup reports after each block of pages. */
static void more_than_a_block(struct stand *p)
{
    static char args[200000];

    memset(args, 'x', sizeof args - 1);
    for (int i = 0; i < 16; i++) {
        struct tx t = {.who = &p->who, .op = "test.long", .args = args};
        FINE(tx_begin(p->st, &t, &p->arena, &p->why), p);
        FINE(tx_commit(p->st, &t, &p->why), p);
    }
}

static void test_a_killed_backup_leaves_no_plain_copy(void **state)
{
    struct stand p;
    char key[260], other[260];
    struct stat s;
    int status, *there = mmap(NULL, sizeof *there, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const struct progress killed = {.report = die};
    const struct progress stopped = {.report = wait_for_ever, .ctx = there};
    (void)state;

    assert_true(there != MAP_FAILED);
    stand_store(&p, STORE_REAL);
    more_than_a_block(&p);
    named(&p, key, "key");
    FINE(store_key_make(key, &p.why), &p);
    stand_close(&p);
    pid_t id = backing_up(&p, key, &killed);
    assert_int_equal(waitpid(id, &status, 0), id);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(parts_in(&p), 1); /* or nothing is shown */
    stand_open(&p);                    /* whoever comes next */
    assert_int_equal(parts_in(&p), 0);
    stand_close(&p);

    id = backing_up(&p, key, &stopped);
    while (!*(volatile int *)there)
        assert_int_equal(waitpid(id, &status, WNOHANG), 0);
    stand_open(&p);
    assert_int_equal(parts_in(&p), 1); /* somebody is at it */
    kill(id, SIGKILL);
    assert_int_equal(waitpid(id, &status, 0), id);
    named(&p, other, "backup.sealed");
    FINE(store_backup(p.st, other, key, NULL, &p.why), &p);
    assert_int_equal(parts_in(&p), 0);
    assert_int_equal(stat(other, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    munmap(there, sizeof *there);
    stand_remove(&p);
}

/* A file of somebody's own whose name is only like one of ours stays. */
static void test_only_what_is_ours_is_swept(void **state)
{
    static const char *const names[] = {"test.db-part-abcdef", "test.db.part-abc",
                                        "another.part-abcdef", "test.db.part-abcdef.txt"};
    struct stand p;
    char path[260];
    (void)state;

    stand_store(&p, STORE_REAL);
    stand_close(&p);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        named(&p, path, names[i]);
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        assert_true(fd >= 0);
        close(fd);
    }
    named(&p, path, "test.db.part-folder");
    assert_int_equal(mkdir(path, 0700), 0);
    stand_open(&p);
    assert_int_equal(access(path, F_OK), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        named(&p, path, names[i]);
        assert_int_equal(access(path, F_OK), 0);
    }
    stand_remove(&p);
}

/* --- of an older version ---------------------------------------------------------------------------- */

static void test_an_older_backup_is_brought_up_to_date(void **state)
{
    int ours = 0;
    (void)state;

    while (embedded_schema[ours].name)
        ours++;
    for (int old = 1; old < ours; old++) {
        struct stand p;
        char from[260], sql[300];
        sqlite3 *db;

        stand_new(&p);
        named(&p, from, "old.backup");
        assert_int_equal(sqlite3_open(from, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL), SQLITE_OK);
        for (int i = 0; i < old; i++)
            assert_int_equal(sqlite3_exec(db, embedded_schema[i].text, NULL, NULL, NULL),
                             SQLITE_OK);
        snprintf(sql, sizeof sql,
                 "PRAGMA application_id=%d; PRAGMA user_version=%d; INSERT INTO setting VALUES "
                 "('kind', 'real'), ('partnership', 'old')",
                 STORE_APPLICATION_ID, old);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        struct store_options o = {.path = p.path, .tables = case_tables};
        FINE(store_restore(from, NULL, &o, &p.why), &p);
        stand_open(&p);
        assert_string_equal(store_setting(p.st, "partnership"), "old");
        stand_close(&p);
        /* the backup itself stays as it was */
        assert_int_equal(sqlite3_open(from, &db), SQLITE_OK);
        snprintf(sql, sizeof sql,
                 "CREATE TRIGGER planted AFTER INSERT ON setting BEGIN SELECT 1; END");
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        unlink(p.path);
        FAULTS(store_restore(from, NULL, &o, &p.why), &p, FAULT_STORE); /* not brought along */
        assert_int_not_equal(access(p.path, F_OK), 0);
        assert_int_equal(parts_in(&p), 0);
        stand_remove(&p);
    }
}

/* A writer goes on while a backup is taken: the backup is one state, and verifies. */
static void test_a_backup_during_writes(void **state)
{
    struct stand p;
    struct store *other;
    struct cursor *reader;
    struct store_options o = {.tables = case_tables};
    char to[260];
    bool row;
    (void)state;

    stand_store(&p, STORE_REAL);
    o.path = p.path;
    FINE(store_open(&o, &other, &p.why), &p);
    /* an old snapshot held open: the backup is of what that connection sees */
    FINE(query_open(other, "SELECT id FROM staff", NO_ARGS, &reader, &p.why), &p);
    FINE(query_next(reader, &row, &p.why), &p);
    for (int i = 0; i < 40; i++) {
        char login[20];
        snprintf(login, sizeof login, "extra%d", i);
        add_staff(&p, login, "Extra Example", ROLE_CLERK, DATE_NONE);
    }
    query_close(reader);
    named(&p, to, "backup.db");
    FINE(store_backup(other, to, NULL, NULL, &p.why), &p);
    assert_int_equal(staff_in(&p, to), 42);
    store_close(other);
    stand_remove(&p);
}

static void test_the_check_finds_what_was_planted(void **state)
{
    static const char *const each[][2] = {
        {"PRAGMA foreign_keys=OFF; UPDATE staff_role SET staff_id = 99 WHERE id = 1", "not there"},
        {"UPDATE staff SET valid_to = valid_from - 1 WHERE id = 1", "ends before"},
        {"UPDATE staff SET login = 'broker1' WHERE id = 2", "overlap"},
        {"UPDATE staff_role SET role = 'emperor' WHERE id = 1", "none of ours"},
        {"INSERT INTO person_search(rowid, words) VALUES (1, 'ann example'); UPDATE "
         "person_search_data SET block = x'0000000a' WHERE id > 1000",
         "search index"},
        {"DELETE FROM person_search_config", "search index"},
        {"UPDATE staff SET name = 'Eve' WHERE id = 1", "not what"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct stand p;
        struct findings f;

        stand_store(&p, STORE_REAL);
        if (check(&p, &f))
            fail_msg("%s", f.text);
        stand_close(&p);
        tamper(&p, each[i][0]);
        struct store_options o = {.path = p.path, .tables = case_tables};
        FINE(store_open(&o, &p.st, &p.why), &p);
        if (!check(&p, &f))
            fail_msg("not found: %s", each[i][0]);
        if (!strstr(f.text, each[i][1]))
            fail_msg("%s: %s", each[i][0], f.text);
        stand_remove(&p);
    }
}

static void test_what_doctor_tells(void **state)
{
    struct store_facts facts;
    struct stand p;
    (void)state;

    stand_store(&p, STORE_REAL);
    FINE(store_facts(p.st, NULL, &facts, &p.why), &p);
    assert_true(facts.size > 0);
    assert_true(facts.wal_size > 0);
    assert_true(facts.room > 0);
    assert_int_equal(facts.transactions, 2);
    assert_true(facts.last_at > 0);
    assert_int_equal(facts.last_backup_at, ABSENT);
    assert_false(facts.network);
    struct tx t = {.who = &p.who, .op = "store.backup"};
    FINE(tx_begin(p.st, &t, &p.arena, &p.why), &p);
    FINE(tx_commit(p.st, &t, &p.why), &p);
    FINE(store_facts(p.st, NULL, &facts, &p.why), &p);
    assert_int_equal(facts.last_backup_at, facts.last_at);
    FINE(store_facts(NULL, p.path, &facts, &p.why), &p);
    assert_string_equal(facts.sqlite, sqlite3_libversion());
    stand_remove(&p);
}

/* The last SQLite of each branch with the WAL-reset bug, and the first without it. */
static void test_which_sqlite_doctor_warns_of(void **state)
{
    static const struct {
        int number;
        bool fixed;
    } cases[] = {
        {3007000, false}, {3040001, false}, {3044005, false}, {3044006, true}, {3044099, true},
        {3045000, false}, {3050006, false}, {3050007, true},  {3050099, true}, {3051000, false},
        {3051002, false}, {3051003, true},  {3052000, true},
    };
    struct store_facts facts;
    struct stand p;
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (wal_reset_is_fixed(cases[i].number) != cases[i].fixed)
            fail_msg("SQLite %d", cases[i].number);
    stand_store(&p, STORE_REAL);
    FINE(store_facts(p.st, NULL, &facts, &p.why), &p);
    assert_int_equal(facts.wal_reset_fixed, wal_reset_is_fixed(sqlite3_libversion_number()));
    stand_remove(&p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_a_plain_backup_is_a_store),
        cmocka_unit_test(test_a_plain_backup_is_restored),
        cmocka_unit_test(test_an_encrypted_backup),
        cmocka_unit_test(test_nothing_foreign_or_damaged_is_restored),
        cmocka_unit_test(test_a_killed_backup_leaves_no_plain_copy),
        cmocka_unit_test(test_only_what_is_ours_is_swept),
        cmocka_unit_test(test_an_older_backup_is_brought_up_to_date),
        cmocka_unit_test(test_a_backup_during_writes),
        cmocka_unit_test(test_the_check_finds_what_was_planted),
        cmocka_unit_test(test_what_doctor_tells),
        cmocka_unit_test(test_which_sqlite_doctor_warns_of),
    };
    return RUN_TESTS(t);
}

/* The recipe by which a store is opened, value by value; its log and its lock.
 * Source: reliability.md 4.3 and 4.4. */
#include "core/store/inside.h"
#include "tests/unit/store_case.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <time.h>

static bool hurried; /* every look at the clock takes a second */

/* glibc's own, which this stands before for the whole program. */
int clock_gettime(clockid_t id, struct timespec *t)
{
    static int64_t hurry;
    int rc = (int)syscall(SYS_clock_gettime, id, t);

    hurry += hurried;
    if (rc == 0)
        t->tv_sec += hurry;
    return rc;
}

/* What a pragma answers on the store's own connection, in spite of its guard. */
static void answers(struct stand *p, const char *pragma, const char *wanted)
{
    char sql[80], is[80] = "(no row)";
    sqlite3_stmt *s = NULL;

    snprintf(sql, sizeof sql, "PRAGMA %s", pragma);
    sqlite3_set_authorizer(p->st->db, NULL, NULL);
    assert_int_equal(sqlite3_prepare_v2(p->st->db, sql, -1, &s, NULL), SQLITE_OK);
    if (sqlite3_step(s) == SQLITE_ROW)
        snprintf(is, sizeof is, "%s", (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    guard_install(p->st);
    if (strcmp(is, wanted) != 0)
        fail_msg("%s answers %s, not %s", pragma, is, wanted);
}

static void every_value(struct stand *p)
{
    static const struct {
        const char *name, *is;
    } pragmas[] = {{"journal_mode", "wal"},
                   {"synchronous", "2"},
                   {"foreign_keys", "1"},
                   {"trusted_schema", "0"},
                   {"cell_size_check", "1"},
                   {"temp_store", "2"},
                   {"secure_delete", "1"},
                   {"wal_autocheckpoint", "0"},
                   {"journal_size_limit", "67108864"},
                   {"busy_timeout", "5000"},
                   {"application_id", "1213484097"}};
    static const struct {
        int what, is;
    } configs[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                   {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
                   {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}};
    static const struct {
        int limit, is;
    } limits[] = {{SQLITE_LIMIT_LENGTH, 1 << 20}, {SQLITE_LIMIT_SQL_LENGTH, 64 << 10},
                  {SQLITE_LIMIT_ATTACHED, 0},     {SQLITE_LIMIT_VARIABLE_NUMBER, 200},
                  {SQLITE_LIMIT_EXPR_DEPTH, 100}, {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
                  {SQLITE_LIMIT_TRIGGER_DEPTH, 5}};

    for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
        answers(p, pragmas[i].name, pragmas[i].is);
    for (size_t i = 0; i < sizeof configs / sizeof *configs; i++) {
        int is = -1;
        assert_int_equal(sqlite3_db_config(p->st->db, configs[i].what, -1, &is), SQLITE_OK);
        if (is != configs[i].is)
            fail_msg("setting %d is %d, not %d", configs[i].what, is, configs[i].is);
    }
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        assert_int_equal(sqlite3_limit(p->st->db, limits[i].limit, -1), limits[i].is);
    assert_int_equal(sqlite3_db_readonly(p->st->db, "main"), 0);
    assert_null(sqlite3_db_mutex(p->st->db)); /* one thread */
    assert_int_equal(sqlite3_hard_heap_limit64(-1), (sqlite3_int64)64 << 20);
}

static void test_every_value_is_as_the_recipe_says(void **state)
{
    struct stand p;
    (void)state;

    stand_store(&p, STORE_REAL);
    every_value(&p);
    /* after an I/O error as well */
    FINE(store_reconnect(p.st, &p.why), &p);
    every_value(&p);
    stand_remove(&p);
}

/* A plain connection differs: the test above can fail. */
static void test_a_plain_connection_differs(void **state)
{
    struct stand p;
    sqlite3 *plain, *ours;
    int is = -1;
    (void)state;

    stand_store(&p, STORE_REAL);
    ours = p.st->db;
    assert_int_equal(sqlite3_open_v2(p.path, &plain, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    p.st->db = plain;
    answers(&p, "foreign_keys", "0");
    answers(&p, "cell_size_check", "0");
    answers(&p, "wal_autocheckpoint", "1000");
    answers(&p, "busy_timeout", "0");
    assert_int_equal(sqlite3_db_config(plain, SQLITE_DBCONFIG_DEFENSIVE, -1, &is), SQLITE_OK);
    assert_int_equal(is, 0);
    assert_true(sqlite3_limit(plain, SQLITE_LIMIT_LENGTH, -1) > 1 << 20);
    p.st->db = ours;
    sqlite3_close(plain);
    stand_remove(&p);
}

/* What did not take is not gone on with. */
static void test_another_journal_is_refused(void **state)
{
    struct stand p;
    struct store_options o = {.tables = case_tables};
    struct store *st;
    (void)state;

    stand_store(&p, STORE_REAL);
    stand_close(&p);
    o.path = p.path;
    tamper(&p, "PRAGMA journal_mode=DELETE");
    FAULTS(store_open(&o, &st, &p.why), &p, FAULT_STORE);
    assert_non_null(strstr(p.why.text, "journal_mode"));
    tamper(&p, "PRAGMA journal_mode=WAL");
    stand_open(&p);
    stand_remove(&p);
}

/* One quiet file between saves: no log, a journal of nothing; as it was made, so it is opened. */
static void test_a_store_may_be_without_a_log(void **state)
{
    struct stand p;
    struct store_options o = {.tables = case_tables};
    struct store *st;
    struct stat s;
    char beside[400];
    (void)state;

    stand_store_logged(&p, STORE_REAL, JOURNAL_TRUNCATE);
    answers(&p, "journal_mode", "truncate");
    answers(&p, "synchronous", "2");
    snprintf(beside, sizeof beside, "%s-wal", p.path);
    assert_int_not_equal(stat(beside, &s), 0);
    snprintf(beside, sizeof beside, "%s-journal", p.path);
    assert_int_equal(stat(beside, &s), 0);
    assert_int_equal(s.st_size, 0);
    stand_close(&p);
    stand_open(&p);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM staff WHERE login LIKE 'broker%'"), 2);
    FINE(store_reconnect(p.st, &p.why), &p);
    answers(&p, "journal_mode", "truncate");
    stand_close(&p);
    o.path = p.path;
    tamper(&p, "PRAGMA journal_mode=WAL");
    FAULTS(store_open(&o, &st, &p.why), &p, FAULT_STORE);
    assert_non_null(strstr(p.why.text, "journal_mode"));
    tamper(&p, "PRAGMA journal_mode=DELETE");
    o.read_only = true;
    FINE(store_open(&o, &st, &p.why), &p);
    store_close(st);
    stand_open(&p);
    stand_remove(&p);
}

static void test_the_limits_hold(void **state)
{
    struct stand p;
    char *text = malloc((2 << 20) + 1);
    int64_t n;
    (void)state;

    assert_non_null(text);
    memset(text, 'x', 2 << 20);
    text[2 << 20] = '\0';
    stand_store(&p, STORE_REAL);
    FAULTS(query_one_int(p.st, "SELECT length(?1 || ?1)", ARGS(TEXT(text)), &n, &p.why), &p,
           FAULT_INPUT);
    memset(text, ' ', 70000);
    memcpy(text, "SELECT 1", 8);
    memcpy(text + 69999, "", 1);
    fault_clear(&p.why);
    assert_false(query_one_int(p.st, text, NO_ARGS, &n, &p.why));
    fault_clear(&p.why);
    assert_false(query_one_int(p.st, "SELECT ?201", NO_ARGS, &n, &p.why));
    FINE(query_one_int(p.st, "SELECT 1", NO_ARGS, &n, &p.why), &p);
    free(text);
    stand_remove(&p);
}

/* --- the log ------------------------------------------------------------------------------------ */

static int64_t log_size(struct stand *p)
{
    char wal[300];
    struct stat s;

    snprintf(wal, sizeof wal, "%s-wal", p->path);
    return stat(wal, &s) == 0 ? (int64_t)s.st_size : 0;
}

/* One transaction of about a hundred pages. */
static void save_much(struct stand *p, int n)
{
    struct tx t = {.who = &p->who, .op = "staff.add", .writes = case_writes, .args = "{}"};
    char name[3001], login[24];

    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    FINE(tx_begin(p->st, &t, &p->arena, &p->why), p);
    for (int i = 0; i < 40; i++) {
        struct staff s = {.login = login,
                          .name = name,
                          .employer = "E",
                          .valid_from = {1},
                          .valid_to = DATE_NONE};
        snprintf(login, sizeof login, "n%d-%d", n, i);
        FINE(row_add(p->st, &table_staff, &s, &p->why), p);
    }
    FINE(tx_commit(p->st, &t, &p->why), p);
}

/* From a thousand pages on the log is copied and begun anew, so it stays about that long; a reader who
 * stays for ever only puts it off. */
static void test_the_log_is_copied_at_a_thousand_pages(void **state)
{
    const int64_t thousand = (int64_t)WAL_PAGES * 4120;
    struct stand p;
    sqlite3 *reader;
    int64_t with_reader;
    (void)state;

    stand_store(&p, STORE_REAL);
    for (int i = 0; i < 40; i++)
        save_much(&p, i);
    assert_true(log_size(&p) > thousand / 2);
    assert_true(log_size(&p) < thousand * 3 / 2);

    assert_int_equal(sqlite3_open_v2(p.path, &reader, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM staff", NULL, NULL, NULL),
                     SQLITE_OK);
    for (int i = 40; i < 80; i++)
        save_much(&p, i);
    with_reader = log_size(&p);
    assert_true(with_reader > thousand * 3 / 2); /* it is the copying that keeps it short */
    assert_int_equal(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(reader);
    for (int i = 80; i < 100; i++)
        save_much(&p, i);
    assert_true(log_size(&p) <= with_reader + thousand / 2);
    stand_close(&p);
    assert_int_equal(log_size(&p), 0); /* the last to leave empties it */
    stand_open(&p);
    struct findings f;
    if (check(&p, &f))
        fail_msg("%s", f.text);
    stand_remove(&p);
}

/* Closing copies the log as well: where somebody else has the turnstile, it leaves it alone. */
static void test_closing_waits_for_the_turnstile_too(void **state)
{
    struct stand p;
    char turn[300];
    (void)state;

    stand_store(&p, STORE_REAL);
    save_much(&p, 0);
    snprintf(turn, sizeof turn, "%s-turn", p.path);
    int fd = open(turn, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    hurried = true;
    stand_close(&p);
    hurried = false;
    assert_true(log_size(&p) > 0);
    close(fd);
    stand_open(&p);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM staff WHERE login LIKE 'n0-%'"), 40);
    stand_close(&p);
    assert_int_equal(log_size(&p), 0);
    stand_remove(&p);
}

/* The turnstile is held from before a transaction begins until it has ended, and never otherwise. */
static void test_the_turnstile_is_held_for_a_transaction_alone(void **state)
{
    struct stand p;
    struct tx t = {.op = "x", .writes = case_writes, .args = "{}"};
    char turn[300];
    (void)state;

    stand_store(&p, STORE_REAL);
    t.who = &p.who;
    snprintf(turn, sizeof turn, "%s-turn", p.path);
    int fd = open(turn, O_RDWR | O_CLOEXEC);
    for (int commit = 0; commit < 2; commit++) {
        assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
        assert_int_equal(flock(fd, LOCK_UN), 0);
        FINE(tx_begin(p.st, &t, &p.arena, &p.why), &p);
        assert_int_not_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
        if (commit)
            FINE(tx_commit(p.st, &t, &p.why), &p);
        else
            tx_rollback(p.st);
    }
    assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
    int64_t n; /* looking needs it not */
    FINE(query_one_int(p.st, "SELECT count(*) FROM staff", NO_ARGS, &n, &p.why), &p);
    close(fd);
    stand_remove(&p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_every_value_is_as_the_recipe_says),
        cmocka_unit_test(test_a_plain_connection_differs),
        cmocka_unit_test(test_another_journal_is_refused),
        cmocka_unit_test(test_a_store_may_be_without_a_log),
        cmocka_unit_test(test_the_limits_hold),
        cmocka_unit_test(test_the_log_is_copied_at_a_thousand_pages),
        cmocka_unit_test(test_closing_waits_for_the_turnstile_too),
        cmocka_unit_test(test_the_turnstile_is_held_for_a_transaction_alone),
    };
    return RUN_TESTS(t);
}

/* One transaction: rows, changes, the audit row, repeated ids, guard and refusals. */
#include "tests/unit/store_case.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>

static void begin(struct stand *p, struct tx *t)
{
    FINE(tx_begin(p->st, t, &p->arena, &p->why), p);
}

static void test_a_commit_leaves_rows_changes_and_an_audit_row(void **state)
{
    struct stand p;
    struct findings f;
    (void)state;

    stand_store(&p, STORE_REAL);
    assert_int_equal(store_head(p.st), 2);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM change"), 4);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx WHERE op = 'staff.add' AND result = "
                                  "'done' AND changes = 2 AND length(hash) = 32"),
                     2);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx a JOIN tx b ON b.seq = a.seq + 1 AND "
                                  "b.prev = a.hash"),
                     1);
    assert_int_equal(verify(&p, &f), 0);
    stand_remove(&p);
}

static void test_a_rollback_leaves_nothing(void **state)
{
    struct stand p;
    struct tx t = {.op = "staff.add", .writes = case_writes};
    struct staff s = {
        .login = "x", .name = "X", .employer = "E", .valid_from = {1}, .valid_to = DATE_NONE};
    (void)state;

    stand_store(&p, STORE_REAL);
    t.who = &p.who;
    begin(&p, &t);
    assert_true(tx_is_open(p.st));
    FINE(row_add(p.st, &table_staff, &s, &p.why), &p);
    tx_rollback(p.st);
    assert_false(tx_is_open(p.st));
    assert_int_equal(store_head(p.st), 2);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM staff"), 2);
    stand_remove(&p);
}

static void test_an_id_repeated_answers_as_the_first_time(void **state)
{
    struct stand p;
    struct tx t = {.op = "note", .writes = case_writes, .args = "{\"a\":1}"};
    (void)state;

    stand_store(&p, STORE_REAL);
    snprintf(p.who.op_id, sizeof p.who.op_id, "%s", "00112233445566778899aabbccddeeff");
    t.who = &p.who;
    begin(&p, &t);
    t.answer = "{\"ref\":\"P1\"}";
    FINE(tx_commit(p.st, &t, &p.why), &p);
    struct tx again = {.who = &p.who, .op = "note", .writes = case_writes, .args = "{\"a\":1}"};
    begin(&p, &again);
    assert_true(again.repeated);
    assert_false(tx_is_open(p.st));
    assert_string_equal(again.answer, "{\"ref\":\"P1\"}");
    assert_int_equal(again.seq, t.seq);
    assert_int_equal(store_head(p.st), 3);
    stand_remove(&p);
}

static void test_an_id_used_for_something_else_is_refused_and_recorded(void **state)
{
    struct stand p;
    struct tx t = {.op = "note", .writes = case_writes, .args = "1"};
    (void)state;

    stand_store(&p, STORE_REAL);
    snprintf(p.who.op_id, sizeof p.who.op_id, "%s", "00112233445566778899aabbccddeeff");
    t.who = &p.who;
    begin(&p, &t);
    FINE(tx_commit(p.st, &t, &p.why), &p);
    struct tx other = {.who = &p.who, .op = "note", .writes = case_writes, .args = "2"};
    FAULTS(tx_begin(p.st, &other, &p.arena, &p.why), &p, FAULT_REFUSED);
    assert_true(fault_has_code(&p.why, "OP-1"));
    assert_int_equal(store_head(p.st), 4);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx WHERE result = 'denied'"), 1);
    stand_remove(&p);
}

static void test_a_denial_is_one_audit_row(void **state)
{
    struct stand p;
    struct findings f;
    struct fault denial = {0};
    (void)state;

    stand_store(&p, STORE_REAL);
    assert_false(deny(&denial, "AC-3", "reliability.md F4", "not yours"));
    tx_denied(p.st, &p.who, "person.open", "{}", &denial);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx WHERE result = 'denied' AND op = "
                                  "'person.open' AND answer LIKE '%AC-3%' AND changes = 0"),
                     1);
    assert_int_equal(verify(&p, &f), 0);
    stand_remove(&p);
}

static void test_a_write_that_was_not_declared_spoils_the_operation(void **state)
{
    static const char *const roles_only[] = {"staff_role", NULL};
    struct stand p;
    struct tx t = {.op = "role.add", .writes = roles_only};
    struct staff s = {
        .login = "x", .name = "X", .employer = "E", .valid_from = {1}, .valid_to = DATE_NONE};
    (void)state;

    stand_store(&p, STORE_REAL);
    t.who = &p.who;
    begin(&p, &t);
    FAULTS(row_add(p.st, &table_staff, &s, &p.why), &p, FAULT_BUG);
    FAULTS(tx_commit(p.st, &t, &p.why), &p, FAULT_BUG);
    assert_false(tx_is_open(p.st));
    assert_int_equal(store_head(p.st), 2);
    stand_remove(&p);
}

/* A statement found in the cache gives no rights that the operation does not have. */
static void test_a_kept_statement_carries_no_rights(void **state)
{
    static const char *const drafts[] = {"draft", NULL}, *const none[] = {NULL};
    static const char sql[] = "INSERT INTO draft(staff_id, screen, subject, body, at) VALUES (1, "
                              "?1, '', '', 0)";
    struct stand p;
    struct tx t = {.op = "draft.park", .writes = drafts}, u = {.op = "other", .writes = none};
    (void)state;

    stand_store(&p, STORE_REAL);
    t.who = u.who = &p.who;
    begin(&p, &t);
    FINE(store_run(p.st, sql, ARGS(TEXT("a")), &p.why), &p);
    FINE(store_run(p.st, sql, ARGS(TEXT("b")), &p.why), &p);
    FINE(tx_commit(p.st, &t, &p.why), &p);
    begin(&p, &u);
    FAULTS(store_run(p.st, sql, ARGS(TEXT("c")), &p.why), &p, FAULT_BUG);
    FAULTS(tx_commit(p.st, &u, &p.why), &p, FAULT_BUG);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM draft"), 2);
    FAULTS(store_run(p.st, sql, ARGS(TEXT("d")), &p.why), &p, FAULT_BUG); /* no operation at all */
    stand_remove(&p);
}

static void test_nobody_may(void **state)
{
    static const char *const forbidden[] = {
        "UPDATE tx SET op = 'x'",
        "DELETE FROM tx",
        "INSERT INTO tx(seq) VALUES (9)",
        "DELETE FROM change",
        "UPDATE change SET before = NULL",
        "INSERT INTO read_log(tx, staff_id, kind, record_id, how) VALUES (1, 1, 'person', 1, 'x')",
        "UPDATE staff SET name = 'x'",
        "INSERT INTO staff(known_from, login, name, employer) VALUES (1, '', '', '')",
        "DELETE FROM staff",
        "UPDATE setting SET value = 'demo'",
        "UPDATE sqlite_schema SET sql = ''",
        "UPDATE sqlite_master SET sql = ''",
        "DELETE FROM sqlite_schema",
        "INSERT INTO person_search_data(id, block) VALUES (99, 'x')",
        "CREATE TABLE x(a)",
        "DROP TABLE staff",
        "ALTER TABLE staff ADD COLUMN x",
        "CREATE TRIGGER x AFTER INSERT ON staff BEGIN SELECT 1; END",
        "ATTACH ':memory:' AS x",
        "PRAGMA synchronous=OFF",
        "PRAGMA writable_schema=ON",
        "BEGIN",
        "COMMIT",
        "VACUUM",
        "ANALYZE",
        "REINDEX",
        "SELECT 1; SELECT 2"};
    static const char *const all[] = {"tx",       "change", "staff",         "setting",
                                      "read_log", "x",      "sqlite_schema", NULL};
    struct stand p;
    (void)state;

    stand_store(&p, STORE_REAL);
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        struct tx t = {.who = &p.who, .op = "mischief", .writes = all};
        begin(&p, &t);
        FAULTS(store_run(p.st, forbidden[i], NO_ARGS, &p.why), &p, FAULT_BUG);
        tx_rollback(p.st);
    }
    FAULTS(query_open(p.st, "DELETE FROM draft", NO_ARGS, &(struct cursor *){NULL}, &p.why), &p,
           FAULT_BUG);
    assert_int_equal(store_head(p.st), 2);
    stand_remove(&p);
}

static void test_a_second_writer_waits_and_then_is_told(void **state)
{
    struct stand p;
    struct store *other;
    struct store_options o = {.tables = case_tables};
    struct progress work = {.what = "import people"};
    (void)state;

    stand_store(&p, STORE_REAL);
    o.path = p.path;
    FINE(store_open(&o, &other, &p.why), &p);
    struct tx t = {.who = &p.who, .op = "import", .writes = case_writes, .bulk = true};
    FINE(store_bulk_begin(p.st, &work, &p.why), &p);
    begin(&p, &t);
    FINE(store_bulk_step(p.st, 40, 100, &p.why), &p);
    struct tx u = {.who = &p.who, .op = "other", .writes = case_writes};
    FAULTS(tx_begin(other, &u, &p.arena, &p.why), &p, FAULT_BUSY);
    assert_non_null(strstr(p.why.text, "import people by broker1, 40 %"));
    FINE(tx_commit(p.st, &t, &p.why), &p);
    store_bulk_end(p.st);
    FINE(tx_begin(other, &u, &p.arena, &p.why), &p);
    FINE(tx_commit(other, &u, &p.why), &p);
    store_close(other);
    stand_remove(&p);
}

static void test_bulk_stops_when_asked(void **state)
{
    volatile int interrupted = 0;
    struct progress work = {.what = "import", .interrupted = &interrupted};
    struct stand p;
    int64_t n;
    (void)state;

    stand_store(&p, STORE_REAL);
    FINE(store_bulk_begin(p.st, &work, &p.why), &p);
    FINE(store_bulk_step(p.st, 1, 2, &p.why), &p);
    interrupted = 1;
    FAULTS(store_bulk_step(p.st, 1, 2, &p.why), &p, FAULT_INTERRUPTED);
    FAULTS(query_one_int(p.st,
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
                         "< 100000000) SELECT count(*) FROM n",
                         NO_ARGS, &n, &p.why),
           &p, FAULT_INTERRUPTED);
    store_bulk_end(p.st);
    stand_remove(&p);
}

static void test_time_is_the_machines_except_in_practice(void **state)
{
    struct stand p;
    (void)state;

    stand_store(&p, STORE_STORY);
    /* 2016-11-08 09:14 in London is the same in UTC */
    assert_int_equal(count_of(&p, "SELECT max(at) FROM tx"), INT64_C(1478596440000));
    p.who.now = (datetime_t){NOW.minute - 60};
    add_staff(&p, "late", "Late Example", ROLE_CLERK, DATE_NONE);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx WHERE clock_flag = 'behind' AND at = "
                                  "1478596440000"),
                     1);
    p.who.now = (datetime_t){NOW.minute - 2880};
    add_staff(&p, "later", "Later Example", ROLE_CLERK, DATE_NONE);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx WHERE clock_flag = 'jumped'"), 1);
    stand_remove(&p);
    stand_store(&p, STORE_REAL);
    assert_true(count_of(&p, "SELECT max(at) FROM tx") > INT64_C(1478596440000));
    stand_remove(&p);
}

static void test_reads_are_queued_and_logged(void **state)
{
    struct stand p;
    struct findings f;
    (void)state;

    stand_store(&p, STORE_REAL);
    assert_false(store_reads_waiting(p.st));
    FINE(store_read_note(p.st, &p.who, "person", 7, "open", &p.why), &p);
    FINE(store_read_note(p.st, &p.who, "person", 8, "tab", &p.why), &p);
    assert_true(store_reads_waiting(p.st));
    assert_int_equal(count_of(&p, "SELECT count(*) FROM read_log"), 0);
    FINE(store_reads_flush(p.st, &p.who, &p.why), &p);
    assert_false(store_reads_waiting(p.st));
    assert_int_equal(count_of(&p, "SELECT count(*) FROM read_log r JOIN tx ON tx.seq = r.tx WHERE "
                                  "tx.op = 'read' AND tx.login = 'broker1' AND r.staff_id = 1"),
                     2);
    assert_int_equal(verify(&p, &f), 0);
    stand_remove(&p);
}

/* Whoever never lets go is waited for five seconds, no longer. */
static void test_a_wait_has_an_end(void **state)
{
    struct stand p;
    struct tx t = {.op = "x", .writes = case_writes};
    char path[260];
    (void)state;

    stand_store(&p, STORE_REAL);
    t.who = &p.who;
    snprintf(path, sizeof path, "%s-turn", p.path);
    int fd = open(path, O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    FAULTS(tx_begin(p.st, &t, &p.arena, &p.why), &p, FAULT_BUSY);
    close(fd);
    begin(&p, &t);
    FINE(tx_commit(p.st, &t, &p.why), &p);
    stand_remove(&p);
}

/* A limit on file sizes stands for a full disk: nothing is saved, that is said, and it goes on. */
static void test_a_full_disk(void **state)
{
    struct rlimit was, now;
    struct stand p;
    struct findings f;
    struct stat s;
    char wal[260];
    (void)state;

    stand_store(&p, STORE_REAL);
    snprintf(wal, sizeof wal, "%s-wal", p.path);
    assert_int_equal(stat(wal, &s), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    for (rlim_t more = 0; more < 40000; more += 3000) {
        struct tx t = {.who = &p.who, .op = "staff.add", .writes = case_writes};
        char login[24];
        struct staff one = {
            .login = login, .name = "X", .employer = "E", .valid_from = {1}, .valid_to = DATE_NONE};
        int64_t head = store_head(p.st);
        snprintf(login, sizeof login, "x%d", (int)more);
        begin(&p, &t);
        FINE(row_add(p.st, &table_staff, &one, &p.why), &p);
        assert_int_equal(stat(wal, &s), 0);
        now = (struct rlimit){(rlim_t)s.st_size + more, was.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &now), 0);
        fault_clear(&p.why);
        bool saved = tx_commit(p.st, &t, &p.why);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
        if (!saved) {
            assert_int_equal(p.why.kind, FAULT_RESOURCE);
            if (!strstr(p.why.text, "full"))
                fail_msg("%s", p.why.text);
        }
        assert_int_equal(store_head(p.st), saved ? head + 1 : head);
    }
    if (check(&p, &f))
        fail_msg("%s", f.text);
    stand_remove(&p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_a_commit_leaves_rows_changes_and_an_audit_row),
        cmocka_unit_test(test_a_rollback_leaves_nothing),
        cmocka_unit_test(test_an_id_repeated_answers_as_the_first_time),
        cmocka_unit_test(test_an_id_used_for_something_else_is_refused_and_recorded),
        cmocka_unit_test(test_a_denial_is_one_audit_row),
        cmocka_unit_test(test_a_write_that_was_not_declared_spoils_the_operation),
        cmocka_unit_test(test_a_kept_statement_carries_no_rights),
        cmocka_unit_test(test_nobody_may),
        cmocka_unit_test(test_a_second_writer_waits_and_then_is_told),
        cmocka_unit_test(test_bulk_stops_when_asked),
        cmocka_unit_test(test_time_is_the_machines_except_in_practice),
        cmocka_unit_test(test_a_wait_has_an_end),
        cmocka_unit_test(test_a_full_disk),
        cmocka_unit_test(test_reads_are_queued_and_logged),
    };
    return RUN_TESTS(t);
}

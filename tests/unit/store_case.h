/* store_case.h - a store of its own for each test, with a member of staff in it */
#ifndef TESTS_UNIT_STORE_CASE_H
#define TESTS_UNIT_STORE_CASE_H

#include "core/store/query.h"
#include "core/store/session.h"
#include "core/store/store.h"
#include "core/store/table.h"
#include "core/store/tx.h"
#include "tests/unit/run.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A stored table of each kind, over tables that every store has. */
struct filter_row {
    struct stored head;
    int64_t staff_id;
    const char *view, *name, *body;
    int64_t shared;
};

struct stand {
    char folder[200], path[240];
    struct arena arena;
    struct store *st;
    struct session who;
    struct fault why;
};

static const struct table *const case_tables[] = {&table_staff, &table_staff_role, NULL};
static const char *const case_writes[] = {"staff", "staff_role", NULL};
#define TODAY ((date_t){17113}) /* 2016-11-08 */
#define NOW   ((datetime_t){17113 * 1440 + 554})

static inline void stand_new(struct stand *p)
{
    const char *tmp = getenv("TMPDIR");

    *p = (struct stand){0};
    snprintf(p->folder, sizeof p->folder, "%s/htlah-store-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(p->folder));
    snprintf(p->path, sizeof p->path, "%s/test.db", p->folder);
}

static inline void stand_remove(struct stand *p)
{
    char command[256];

    store_close(p->st);
    arena_release(&p->arena);
    snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
    assert_int_equal(system(command), 0);
}

#define FINE(call, p)                                                                              \
    do {                                                                                           \
        fault_clear(&(p)->why);                                                                    \
        if (!(call))                                                                               \
            fail_msg("%s: %s", fault_word((p)->why.kind), (p)->why.text);                          \
    } while (0)
#define FAULTS(call, p, kind_)                                                                     \
    do {                                                                                           \
        fault_clear(&(p)->why);                                                                    \
        assert_false(call);                                                                        \
        if ((p)->why.kind != (kind_))                                                              \
            fail_msg("%s: %s", fault_word((p)->why.kind), (p)->why.text);                          \
    } while (0)

static inline void stand_open(struct stand *p)
{
    struct store_options o = {.path = p->path, .tables = case_tables};

    FINE(store_open(&o, &p->st, &p->why), p);
    p->who.store = p->st;
}

static inline void stand_close(struct stand *p)
{
    store_close(p->st);
    p->st = NULL;
}

/* One member of staff with one role, added by the bootstrap. */
static inline int64_t add_staff(struct stand *p, const char *login, const char *name, int64_t role,
                                date_t to)
{
    struct tx t = {.who = &p->who, .op = "staff.add", .writes = case_writes, .args = login};
    struct staff s = {
        .login = login, .name = name, .employer = "LCC", .valid_from = {17000}, .valid_to = to};

    FINE(tx_begin(p->st, &t, &p->arena, &p->why), p);
    FINE(row_add(p->st, &table_staff, &s, &p->why), p);
    struct staff_role r = {
        .staff_id = s.head.id, .role = role, .valid_from = {17000}, .valid_to = to};
    FINE(row_add(p->st, &table_staff_role, &r, &p->why), p);
    FINE(tx_commit(p->st, &t, &p->why), p);
    return s.head.id;
}

/* journal: JOURNAL_TRUNCATE, or NULL. */
static inline void stand_store_logged(struct stand *p, enum store_kind kind, const char *journal)
{
    const char *const settings[] = {"partnership", "test",  "maker_login", "maker",
                                    "journal",     journal, NULL};
    struct store_options o = {.path = NULL, .tables = case_tables};

    stand_new(p);
    o.path = p->path;
    FINE(store_make(&o, kind, settings, &p->why), p);
    stand_open(p);
    p->who = (struct session){
        .store = p->st, .login = "setup", .role = ABSENT, .today = TODAY, .now = NOW};
    add_staff(p, "broker1", "Ann Example", ROLE_BROKER, DATE_NONE);
    add_staff(p, "broker2", "Bob Sample", ROLE_BROKER, DATE_NONE);
    FINE(session_open(p->st, "broker1", ABSENT, TODAY, NOW, &p->arena, &p->who, &p->why), p);
}

static inline void stand_store(struct stand *p, enum store_kind kind)
{
    stand_store_logged(p, kind, NULL);
}

static inline int64_t count_of(struct stand *p, const char *sql)
{
    int64_t n;

    FINE(query_one_int(p->st, sql, NO_ARGS, &n, &p->why), p);
    return n;
}

/* As somebody with the sqlite3 shell and no scruples. */
static inline void tamper(struct stand *p, const char *sql)
{
    sqlite3 *db;
    char *error = NULL;

    assert_int_equal(sqlite3_open_v2(p->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s: %s", sql, error);
    sqlite3_close(db);
}

/* What a check found, all sentences after one another. */
struct findings {
    char text[4000];
    struct check_report report;
};
static inline void found(void *ctx, const char *what, const char *where)
{
    struct findings *f = ctx;
    size_t at = strlen(f->text);

    snprintf(f->text + at, sizeof f->text - at, "%s: %s\n", where, what);
}
static inline uint64_t verify(struct stand *p, struct findings *f)
{
    *f = (struct findings){0};
    f->report = (struct check_report){.exception = found, .ctx = f};
    FINE(store_audit_verify(p->st, 0, &f->report, NULL, &p->why), p);
    return f->report.exceptions;
}
static inline uint64_t check(struct stand *p, struct findings *f)
{
    *f = (struct findings){0};
    f->report = (struct check_report){.exception = found, .ctx = f};
    FINE(store_check(p->st, &f->report, NULL, &p->why), p);
    return f->report.exceptions;
}

#endif

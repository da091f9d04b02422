/* The table of a package's states: its SQL and its C answer alike on generated packages, and every
 * state is entered. */
#include "tests/unit/run.h"

#include <sqlite3.h>

#include "core/base/embedded.h"
#include "core/ops/package_state.h"

enum { TODAY = 17000, CASES = 20000 };

static sqlite3 *db;

static void sql(const char *text)
{
    char *error = NULL;

    if (sqlite3_exec(db, text, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s: %s", text, error);
}

static int open_schema(void **state)
{
    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (const struct embedded *f = embedded_schema; f->name; f++)
        if (f->name[3] >= '2' && f->name[3] <= '6')
            sql(f->text);
    sql("PRAGMA foreign_keys = 0");
    /* What triggers keep (loads, the search) has no part in a state, and takes most of the time. */
    sqlite3_stmt *s;
    const char *each = "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'";
    char drop[64][160];
    int count = 0;
    assert_int_equal(sqlite3_prepare_v2(db, each, -1, &s, NULL), SQLITE_OK);
    for (; sqlite3_step(s) == SQLITE_ROW; count++) {
        assert_true(count < 64);
        snprintf(drop[count], sizeof drop[count], "%s", (const char *)sqlite3_column_text(s, 0));
    }
    sqlite3_finalize(s);
    for (int i = 0; i < count; i++)
        sql(drop[i]);
    sql("BEGIN");
    return 0;
}

static int close_schema(void **state)
{
    (void)state;
    sqlite3_close(db);
    return 0;
}

/* The same numbers on every machine. */
static uint32_t seed = 20161108;
static int any(int most)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)most);
}

#define DO(...)                                                                                    \
    do {                                                                                           \
        char text_[512];                                                                           \
        snprintf(text_, sizeof text_, __VA_ARGS__);                                                \
        sql(text_);                                                                                \
    } while (0)

/* --- rows, and what they come to ------------------------------------------------------------------- */

/* Closed versions are there as well and count for nothing. */
static void a_line(int number, struct package_facts *f)
{
    enum { NONE, PAST, ENDS_TODAY, NOW, LAST_DAY, COMING, VOID, CLOSED, KINDS };
    static const struct {
        int from, to; /* days from today; 99: open */
        const char *change, *known_to;
    } kind[KINDS] = {
        [PAST] = {-20, -5, "end", "NULL"},     [ENDS_TODAY] = {-20, 0, "end", "NULL"},
        [NOW] = {0, 99, "new", "NULL"},        [LAST_DAY] = {-5, 1, "end", "NULL"},
        [COMING] = {1, 99, "succeed", "NULL"}, [VOID] = {-5, -5, "void", "NULL"},
        [CLOSED] = {-5, 99, "new", "7"},
    };
    int k = any(KINDS), rests = any(4), notice = any(4);
    char to[24] = "NULL";

    if (k == NONE)
        return;
    if (kind[k].to != 99)
        snprintf(to, sizeof to, "%d", TODAY + kind[k].to);
    DO("INSERT INTO line VALUES (NULL, 1, %s, 1, %d, 1, 1, NULL, NULL, 'lot', 'E1', 1, NULL, %d, "
       "%s, "
       "60, 100, 0, NULL, '%s', NULL)",
       kind[k].known_to, number, TODAY + kind[k].from, to, kind[k].change);
    bool on = k == NOW || k == LAST_DAY;
    f->running += on;
    f->coming += k == COMING;
    f->past += k == PAST || k == ENDS_TODAY;
    /* 1: at rest; 2: restarted today; 3: no longer known. */
    if (rests)
        DO("INSERT INTO suspension VALUES (NULL, 1, %s, 1, %d, %d, %s, 'hospital', NULL, 0, NULL, "
           "NULL)",
           rests == 3 ? "7" : "NULL", number, TODAY - 3, rests == 2 ? "17000" : "NULL");
    f->resting += on && rests == 1;
    /* 1: stands, its last day today; 2: its last day was yesterday; 3: withdrawn today. */
    if (notice)
        DO("INSERT INTO notice VALUES (NULL, 1, NULL, 1, %d, %d, %s, 'provider', %d, 'x')", number,
           TODAY - 3, notice == 3 ? "17000" : "NULL", notice == 2 ? TODAY - 1 : TODAY);
    f->noticed += on && notice == 1;
}

static void a_specification(struct package_facts *f, bool *visits)
{
    int k = any(4); /* 0 none, 1 open, 2 its last day was yesterday, 3 its last day is today */

    *visits = false;
    if (k == 0)
        return;
    DO("INSERT INTO specification VALUES (NULL, 1, NULL, 1, 1, %d, %s, 60, NULL)", TODAY - 30,
       k == 1   ? "NULL"
       : k == 2 ? "17000"
                : "17001");
    f->wanted = k != 2;
    if (any(2)) {
        sql("INSERT INTO visit VALUES (NULL, 1, 1, 1, 1, 127, 'morning', NULL, NULL, 0, NULL, 60, "
            "1, "
            "1, NULL)");
        *visits = f->wanted;
    }
}

static void offers_and_proposals(struct package_facts *f)
{
    static const char *const offer[] = {NULL,       "sent",   "accepted", "accepted-part",
                                        "declined", "expired"};
    static const char *const proposal[] = {NULL, "submitted", "approved", "applied", "stale"};
    int o = any(6), placed = any(2), p = any(5);

    if (offer[o]) {
        DO("INSERT INTO offer (ref, rev, package_id, person_id, specification_id, spec_number, "
           "provider_id, weekly_minutes, weekly_pence, sent, due, sent_by, state, placed) VALUES "
           "('O1', 1, 1, 1, 1, 1, 1, 60, 100, 1, 2, 1, '%s', %d)",
           offer[o], placed);
        f->sent += o == 1;
        f->accepted += (o == 2 || o == 3) && !placed;
    }
    if (proposal[p]) {
        DO("INSERT INTO proposal (ref, rev, operation, args, package_id, exposure_pence, "
           "weekly_pence, power, base, state, author_id, editor_id, urgent) VALUES "
           "('A1', 1, 'package.confirm', '{}', 1, 1, 1, 'package', '', '%s', 1, 1, 0)",
           proposal[p]);
        f->submitted += p == 1;
        f->approved += p == 2;
    }
}

static void a_package(struct package_facts *f)
{
    int cancelled = any(6); /* 0 today, 1 tomorrow, else not */
    int lacks = any(12);    /* one thing, or none */
    bool nhs = any(4) == 0, visits;

    *f = (struct package_facts){.cancelled = cancelled == 0};
    sql("DELETE FROM package; DELETE FROM line; DELETE FROM suspension; DELETE FROM notice;"
        "DELETE FROM specification; DELETE FROM visit; DELETE FROM offer; DELETE FROM proposal;"
        "DELETE FROM person; DELETE FROM award_load; DELETE FROM provider_load");
    DO("INSERT INTO person (id, rev, ref, family_name, given_name, sort_key, restricted, born) "
       "VALUES (1, 1, 'P1', 'Example', 'Ann', 'x', 0, %s)",
       lacks == 0 ? "NULL" : "-14000");
    DO("INSERT INTO package (id, rev, ref, person_id, purpose, priority, payer, nhs_function, "
       "requested, requested_by, needed_by, lot_code, waiting, cancelled, consent_to_share) VALUES "
       "(1, 1, 'K1', 1, 'long-term', 'routine', '%s', %s, 1, 1, %s, %s, 1, %s, %s)",
       nhs ? "04V" : "E10000018", lacks == 1 ? "NULL" : "'health-needs'",
       lacks == 2 ? "NULL" : "17000", lacks == 3 ? "NULL" : "'02'",
       cancelled == 0   ? "17000"
       : cancelled == 1 ? "17001"
                        : "NULL",
       lacks == 4   ? "0"
       : lacks == 5 ? "NULL"
                    : "1");
    a_line(1, f);
    a_line(2, f);
    a_specification(f, &visits);
    offers_and_proposals(f);
    f->stopped =
        !visits || lacks == 0 || (lacks == 1 && nhs) || lacks == 2 || lacks == 3 || lacks == 4;
}

/* --- the comparison -------------------------------------------------------------------------------- */

static const char *listed(sqlite3_stmt *s)
{
    sqlite3_reset(s);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    return (const char *)sqlite3_column_text(s, 0);
}

static void list_and_code_agree_and_every_state_is_entered(void **state)
{
    sqlite3_stmt *s;
    size_t entered[PACKAGE_STATE__COUNT] = {0};

    (void)state;
    sql("INSERT INTO organisation VALUES (1, 1, '04V', 'CCG', 'ccg', NULL, NULL, NULL, NULL, NULL),"
        "(2, 1, 'E10000018', 'Council', 'council', NULL, NULL, NULL, NULL, NULL)");
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT " PACKAGE_STATE_SQL " FROM package p", -1, &s, NULL),
        SQLITE_OK);
    sqlite3_bind_int64(s, sqlite3_bind_parameter_index(s, ":as_at"), TODAY);
    sqlite3_bind_int64(s, sqlite3_bind_parameter_index(s, ":known_at"), INT64_MAX);
    for (int i = 0; i < CASES; i++) {
        struct package_facts f;
        a_package(&f);
        enum package_state mine = package_state_of(&f);
        entered[mine]++;
        if (strcmp(listed(s), package_state_words[mine].code) != 0)
            fail_msg("case %d is %s in the code and %s in the list", i,
                     package_state_words[mine].code, listed(s));
    }
    sqlite3_finalize(s);
    for (int i = 0; i < PACKAGE_STATE__COUNT; i++)
        if (entered[i] == 0)
            fail_msg("no case is ever %s", package_state_words[i].code);
}

/* peers.md 1, fault 8: "all of them" is true of none. */
static void nothing_is_not_suspended_or_ended(void **state)
{
    struct package_facts f = {0};

    (void)state;
    assert_int_equal(package_state_of(&f), PACKAGE_TO_PLACE);
    f.stopped = true;
    assert_int_equal(package_state_of(&f), PACKAGE_INCOMPLETE);
    f.past = 1;
    assert_int_equal(package_state_of(&f), PACKAGE_ENDED);
    f.wanted = true; /* handed back: it waits again */
    assert_int_equal(package_state_of(&f), PACKAGE_INCOMPLETE);
    f.running = 2;
    f.resting = 1; /* one of two rests */
    assert_int_equal(package_state_of(&f), PACKAGE_ACTIVE);
    f.resting = 2;
    assert_int_equal(package_state_of(&f), PACKAGE_SUSPENDED);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(list_and_code_agree_and_every_state_is_entered, open_schema,
                                        close_schema),
        cmocka_unit_test(nothing_is_not_suspended_or_ended),
    };
    return RUN_TESTS(t);
}

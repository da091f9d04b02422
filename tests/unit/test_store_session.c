/* Who is at the keyboard: unknown, ended, several roles, the maker of a demonstration store. */
#include "tests/unit/store_case.h"

static void test_the_only_role_is_the_role_acted_in(void **state)
{
    struct stand p;
    (void)state;

    stand_store(&p, STORE_REAL);
    assert_int_equal(p.who.role, ROLE_BROKER);
    assert_int_equal(p.who.roles, ROLE(ROLE_BROKER));
    assert_int_equal(p.who.staff_id, 1);
    assert_string_equal(p.who.name, "Ann Example");
    assert_string_equal(p.who.employer, "LCC");
    assert_false(p.who.practice);
    stand_remove(&p);
}

static void test_nobody_unknown(void **state)
{
    struct stand p;
    struct session s;
    (void)state;

    stand_store(&p, STORE_REAL);
    FAULTS(session_open(p.st, "stranger", ABSENT, TODAY, NOW, &p.arena, &s, &p.why), &p,
           FAULT_DENIED);
    assert_true(fault_has_code(&p.why, "AC-1"));
    assert_int_equal(count_of(&p, "SELECT count(*) FROM tx WHERE result = 'denied' AND login = "
                                  "'stranger' AND op = 'session.open'"),
                     1);
    stand_remove(&p);
}

static void test_access_ends_with_the_last_day(void **state)
{
    struct stand p;
    struct session s;
    (void)state;

    stand_store(&p, STORE_REAL);
    add_staff(&p, "leaver", "Lee Example", ROLE_PLANNER, TODAY); /* first day no longer there */
    FAULTS(session_open(p.st, "leaver", ABSENT, TODAY, NOW, &p.arena, &s, &p.why), &p,
           FAULT_DENIED);
    assert_true(fault_has_code(&p.why, "AC-2"));
    FINE(session_open(p.st, "leaver", ABSENT, date_add_days(TODAY, -1), NOW, &p.arena, &s, &p.why),
         &p);
    assert_int_equal(s.role, ROLE_PLANNER);
    stand_remove(&p);
}

static void test_a_role_not_held_is_not_acted_in(void **state)
{
    struct stand p;
    struct session s;
    (void)state;

    stand_store(&p, STORE_REAL);
    FAULTS(session_open(p.st, "broker1", ROLE_FINANCE, TODAY, NOW, &p.arena, &s, &p.why), &p,
           FAULT_DENIED);
    assert_true(fault_has_code(&p.why, "AC-3"));
    stand_remove(&p);
}

static void test_the_maker_has_every_role_in_practice_alone(void **state)
{
    struct stand p;
    struct session s;
    (void)state;

    stand_store(&p, STORE_DEMO);
    FINE(session_open(p.st, "maker", ROLE_AUDITOR, TODAY, NOW, &p.arena, &s, &p.why), &p);
    assert_int_equal(s.roles, ROLES_ALL);
    assert_int_equal(s.role, ROLE_AUDITOR);
    assert_true(s.practice);
    FINE(session_open(p.st, "maker", ABSENT, TODAY, NOW, &p.arena, &s, &p.why), &p);
    assert_int_equal(s.role, ABSENT);
    stand_remove(&p);
    stand_store(&p, STORE_REAL);
    FAULTS(session_open(p.st, "maker", ABSENT, TODAY, NOW, &p.arena, &s, &p.why), &p, FAULT_DENIED);
    stand_remove(&p);
}

/* A corrected name is a new version; the person and their roles stay. */
static void test_a_corrected_name_makes_no_other_person(void **state)
{
    struct stand p;
    struct session s;
    struct staff was, now;
    bool is_there;
    (void)state;

    stand_store(&p, STORE_REAL);
    struct tx t = {.who = &p.who, .op = "staff.correct", .writes = case_writes};
    FINE(row_where(p.st, &table_staff, "login = ?1 AND known_to IS NULL", ARGS(TEXT("broker1")),
                   &was, &is_there, &p.arena, &p.why),
         &p);
    assert_true(is_there);
    now = was;
    now.name = "Ann Sample";
    FINE(tx_begin(p.st, &t, &p.arena, &p.why), &p);
    FINE(row_replace(p.st, &table_staff, &was, &now, &p.why), &p);
    FINE(tx_commit(p.st, &t, &p.why), &p);
    FINE(session_open(p.st, "broker1", ABSENT, TODAY, NOW, &p.arena, &s, &p.why), &p);
    assert_int_equal(s.staff_id, 1);
    assert_string_equal(s.name, "Ann Sample");
    assert_int_equal(s.role, ROLE_BROKER);
    stand_remove(&p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_the_only_role_is_the_role_acted_in),
        cmocka_unit_test(test_nobody_unknown),
        cmocka_unit_test(test_access_ends_with_the_last_day),
        cmocka_unit_test(test_a_role_not_held_is_not_acted_in),
        cmocka_unit_test(test_the_maker_has_every_role_in_practice_alone),
        cmocka_unit_test(test_a_corrected_name_makes_no_other_person),
    };
    return RUN_TESTS(t);
}

/* The counter: operations by name, once, recorded, refused, tried; a store made from a folder. */
#include "tests/unit/counter_desk.h"

#include "core/ops/staff.h"

#define HOLIDAY(day) "{date: " day ", title: A day off}"
static const char id_one[] = "00000000000000000000000000000001";

/* --- making a store ---------------------------------------------------------------------------------- */

static void a_store_has_its_partnership_and_staff(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM staff"), 15);
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM tx"), 1);
    assert_string_equal(desk_text(&d, "SELECT op || ' ' || reason FROM tx"),
                        "store.make bootstrap");
    assert_string_equal(desk_text(&d, "SELECT employer FROM staff WHERE login = 'broker1'"),
                        counter_config(d.c)->partnership.council);
    assert_string_not_equal(desk_text(&d, "SELECT employer FROM staff WHERE login = 'chc1'"),
                            counter_config(d.c)->partnership.council);
    if (op_find("place.organisation"))
        assert_int_equal(desk_int(&d, "SELECT count(*) FROM organisation"),
                         counter_config(d.c)->organisations.count);
    if (op_find("lot.add"))
        assert_int_equal(desk_int(&d, "SELECT count(*) FROM lot"), counter_config(d.c)->lots.count);
    /* The maker has every role. */
    assert_int_equal(counter_session(d.c)->roles, ROLES_ALL);
    desk_remove(&d);
}

static void a_real_store_has_its_maker_as_administrator(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_REAL);
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM staff"), 1);
    assert_int_equal(counter_session(d.c)->role, ROLE_ADMIN);
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-02"), NULL), FAULT_NONE);
    desk_remove(&d);
}

static void nothing_is_kept_of_a_store_that_cannot_be_made(void **state)
{
    struct desk d;
    struct faults all = {0};

    (void)state;
    desk_new(&d, STORE_STORY);
    struct make_options o = {
        .store = d.path, .kind = STORE_REAL, .now = desk_now(), .login = "maker"};
    assert_false(counter_make(&o, &all)); /* there already */
    assert_int_equal(all.list[0].kind, FAULT_RESOURCE);
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM staff"), 15);
    faults_release(&all);

    char other[260];
    snprintf(other, sizeof other, "%s/other.db", d.folder);
    o.store = other;
    o.staff =
        desk_args(&d, "[{login: a, name: A, employer: NOBODY, roles: [admin], from: 2016-01-01}]");
    all = (struct faults){0};
    assert_false(counter_make(&o, &all));
    assert_string_equal(all.list[0].field, "employer");
    /* There is no list of organisations to look in before there is a store. */
    assert_non_null(strstr(all.list[0].text, "\"NOBODY\" in organisations.yaml, which has E1"));
    assert_int_not_equal(access(other, F_OK), 0);
    faults_release(&all);
    desk_remove(&d);
}

/* A county that begins with two who approve: each power that the administrator asks for is decided by
 * the other one, and then is used up. */
static void two_who_approve_decide_about_each_other(void **state)
{
    struct desk d;
    struct faults all = {0};
    char path[sizeof d.path];

    (void)state;
    desk_new(&d, STORE_STORY);
    snprintf(path, sizeof path, "%s/county.db", d.folder);
    const struct make_options o = {
        .store = path,
        .kind = STORE_REAL,
        .now = desk_now(),
        .login = "maker",
        .staff = desk_args(&d, "[{login: maker, name: M, employer: E10000018, roles: [admin],"
                               " from: 2016-01-01}, {login: a, name: A, employer: E10000018,"
                               " roles: [supervisor], from: 2016-01-01}, {login: b, name: B,"
                               " employer: E10000018, roles: [supervisor], from: 2016-01-01}]")};
    assert_true(counter_make(&o, &all));
    counter_close(d.c);
    memcpy(d.path, path, sizeof d.path);
    desk_open(&d, "maker", NULL);
    desk_do(&d, "authority.grant", "{staff: a, power: spot, limit: 100, from: 2016-11-08}");
    assert_true(d.answer.asked);
    counter_close(d.c);
    desk_open(&d, "b", NULL);
    desk_do(&d, "proposal.approve", "{proposal: Q10001}");
    assert_int_equal(d.answer.remarks, 0);
    assert_string_equal(desk_text(&d, "SELECT state FROM proposal"), "applied");
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM authority"), 1);
    desk_remove(&d);
}

/* --- by name ----------------------------------------------------------------------------------------- */

static void an_operation_is_found_read_done_and_recorded(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    desk_sit(&d, "admin1");
    int64_t head = desk_head(&d);
    assert_int_equal(desk_run(&d, "place.bank-holidy", "{}", NULL), FAULT_USAGE);
    assert_non_null(strstr(d.all.list[0].text, "place.bank-holiday"));
    assert_int_equal(desk_run(&d, "place.bank-holiday", "{date: 2017-02-30, titel: x}", NULL),
                     FAULT_INPUT);
    assert_int_equal(d.all.count, 3); /* no such day, no such argument, no title */
    assert_int_equal(desk_head(&d), head);

    desk_do(&d, "place.bank-holiday", HOLIDAY("2017-01-02"));
    assert_int_equal(desk_head(&d), head + 1);
    assert_int_equal(d.answer.tx, head + 1);
    assert_false(d.answer.repeated);
    assert_non_null(d.answer.text);
    assert_string_equal(d.answer.subject_kind, "bank_holiday");
    assert_string_equal(desk_text(&d, "SELECT args FROM tx ORDER BY seq DESC LIMIT 1"),
                        "{\"date\":\"2017-01-02\",\"title\":\"A day off\"}");
    assert_string_equal(desk_text(&d, "SELECT login || ' ' || role || ' ' || op || ' ' || result "
                                      "FROM tx ORDER BY seq DESC LIMIT 1"),
                        "admin1 admin place.bank-holiday done");
    desk_remove(&d);
}

static void the_same_id_answers_as_the_first_time(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    desk_sit(&d, "admin1");
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-02"), id_one), FAULT_NONE);
    struct answer first = d.answer;
    int64_t head = desk_head(&d);
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-02"), id_one), FAULT_NONE);
    assert_true(d.answer.repeated);
    assert_int_equal(d.answer.tx, first.tx);
    assert_string_equal(d.answer.text, first.text);
    assert_string_equal(d.answer.subject_kind, first.subject_kind);
    assert_string_equal(d.answer.subject_ref, first.subject_ref);
    assert_int_equal(d.answer.subject_id, first.subject_id);
    assert_int_equal(desk_head(&d), head);
    /* with other arguments it is refused, and that is recorded */
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-03"), id_one),
                     FAULT_REFUSED);
    assert_true(fault_has_code(&d.all.list[0], "OP-1"));
    assert_int_equal(desk_head(&d), head + 1);
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-03"), "12AB"),
                     FAULT_USAGE);
    desk_remove(&d);
}

/* --- who may ----------------------------------------------------------------------------------------- */

static void who_may_not_is_denied_and_recorded(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    desk_sit(&d, "broker1");
    int64_t head = desk_head(&d);
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-02"), NULL), FAULT_DENIED);
    assert_true(fault_has_code(&d.all.list[0], "AC-4"));
    assert_non_null(strstr(d.all.list[0].text, "Administrator")); /* whose it is */
    assert_int_equal(desk_head(&d), head + 1);
    assert_string_equal(
        desk_text(&d, "SELECT login || ' ' || op || ' ' || result || ' ' || args FROM tx "
                      "ORDER BY seq DESC LIMIT 1"),
        "broker1 place.bank-holiday denied {\"date\":\"2017-01-02\",\"title\":\"A day off\"}");
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM bank_holiday"), 0);

    struct fault why = {0};
    assert_false(counter_may(d.c, op_find("place.bank-holiday"), &why));
    assert_int_equal(desk_head(&d), head + 1); /* asking writes nothing */
    desk_remove(&d);
}

static void the_role_acted_in(void **state)
{
    struct desk d;
    struct fault why = {0};

    (void)state;
    desk_new(&d, STORE_STORY);
    /* the maker holds every role: the first that may is taken */
    desk_do(&d, "place.bank-holiday", HOLIDAY("2017-01-02"));
    assert_string_equal(desk_text(&d, "SELECT role FROM tx ORDER BY seq DESC LIMIT 1"),
                        "supervisor");
    /* the role given counts, also where another held would do */
    assert_true(counter_sit(d.c, "maker", ROLE_ADMIN, counter_session(d.c)->now, &why));
    desk_do(&d, "place.bank-holiday", HOLIDAY("2017-01-03"));
    assert_string_equal(desk_text(&d, "SELECT role FROM tx ORDER BY seq DESC LIMIT 1"), "admin");
    assert_true(counter_sit(d.c, "maker", ROLE_BROKER, counter_session(d.c)->now, &why));
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-04"), NULL), FAULT_DENIED);
    /* a role not held is none to act in, and nobody moves */
    assert_false(counter_sit(d.c, "broker1", ROLE_ADMIN, counter_session(d.c)->now, &why));
    assert_true(fault_has_code(&why, "AC-3"));
    assert_string_equal(counter_session(d.c)->login, "maker");
    desk_remove(&d);
}

static void a_real_store_is_for_today_and_for_oneself(void **state)
{
    struct desk d;
    struct faults all = {0};
    struct counter *c;

    (void)state;
    desk_new(&d, STORE_REAL);
    counter_close(d.c);
    d.c = NULL;
    struct counter_options o = {.store = d.path,
                                .login = "maker",
                                .as = "broker1",
                                .role = ABSENT,
                                .today = datetime_date(desk_now()),
                                .now = desk_now()};
    assert_false(counter_open(&o, &c, &all));
    assert_int_equal(all.list[0].kind, FAULT_DENIED);
    assert_true(fault_has_code(&all.list[0], "AC-6"));
    faults_release(&all);

    all = (struct faults){0};
    o.as = NULL;
    o.overridden = true;
    assert_true(counter_open(&o, &d.c, &all));
    int64_t head = desk_head(&d);
    assert_int_equal(desk_run(&d, "place.bank-holiday", HOLIDAY("2017-01-02"), NULL), FAULT_DENIED);
    assert_true(fault_has_code(&d.all.list[0], "AC-5"));
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM bank_holiday"), 0);
    assert_int_equal(desk_head(&d), head + 1);
    counter_close(d.c);

    /* On a day when the role was held it is held no longer, and the other way round. */
    o.really = (datetime_t){o.now.minute - 1440 * 365};
    assert_false(counter_open(&o, &d.c, &all));
    assert_true(fault_has_code(&all.list[0], "AC-2"));
    faults_release(&all);
    all = (struct faults){0};
    o.really = o.now;
    o.now.minute -= 1440 * 365;
    o.today = datetime_date(o.now);
    assert_true(counter_open(&o, &d.c, &all));
    assert_int_equal(counter_session(d.c)->now.minute, o.now.minute);
    desk_remove(&d);
}

static void a_practice_store_has_its_own_now(void **state)
{
    struct desk d;
    struct faults all = {0};
    datetime_t later;

    (void)state;
    desk_new(&d, STORE_DEMO);
    counter_close(d.c);
    assert_true(datetime_parse_iso("2020-01-01T12:00", &later));
    struct counter_options o = {.store = d.path,
                                .login = "maker",
                                .as = "broker1",
                                .role = ABSENT,
                                .today = datetime_date(later),
                                .now = later};
    assert_true(counter_open(&o, &d.c, &all));
    assert_int_equal(counter_session(d.c)->now.minute, desk_now().minute);
    assert_int_equal(counter_session(d.c)->today.day, datetime_date(desk_now()).day);
    assert_string_equal(counter_session(d.c)->login, "broker1");
    counter_close(d.c);
    o.overridden = true;
    assert_true(counter_open(&o, &d.c, &all));
    assert_int_equal(counter_session(d.c)->now.minute, later.minute);
    desk_remove(&d);
}

/* --- trying -------------------------------------------------------------------------------------------- */

static void trying_leaves_nothing(void **state)
{
    struct desk d;
    char before[65], after[65];
    struct fault why = {0};
    struct faults all = {0};

    (void)state;
    desk_new(&d, STORE_STORY);
    desk_sit(&d, "admin1");
    assert_true(keep_digest(d.c, before, &why));
    assert_true(counter_try(d.c, "place.bank-holiday", desk_args(&d, HOLIDAY("2017-01-02")),
                            &desk_how, &d.arena, &d.answer, &all));
    assert_non_null(d.answer.text);
    assert_int_equal(d.answer.tx, 0);
    desk_sit(&d, "broker1");
    assert_false(counter_try(d.c, "place.bank-holiday", desk_args(&d, HOLIDAY("2017-01-02")),
                             &desk_how, &d.arena, &d.answer, &all));
    assert_int_equal(all.list[0].kind, FAULT_DENIED);
    assert_true(keep_digest(d.c, after, &why));
    assert_string_equal(before, after);
    faults_release(&all);
    desk_remove(&d);
}

/* --- keeping --------------------------------------------------------------------------------------------- */

static void a_copy_is_for_an_administrator_and_leaves_a_row(void **state)
{
    struct desk d;
    struct fault why = {0};
    struct store_facts m;
    struct keep_facts k;
    char copy[260];

    (void)state;
    desk_new(&d, STORE_STORY);
    snprintf(copy, sizeof copy, "%s/copy.db", d.folder);
    desk_sit(&d, "broker1");
    assert_false(keep_backup(d.c, copy, NULL, NULL, &why));
    assert_int_equal(why.kind, FAULT_DENIED);
    assert_int_not_equal(access(copy, F_OK), 0);
    desk_sit(&d, "admin1");
    fault_clear(&why);
    assert_true(keep_machine(d.c, NULL, &m, &why));
    keep_facts(d.c, &m, &k);
    assert_int_equal(k.last_backup, ABSENT);
    assert_true(keep_backup(d.c, copy, NULL, NULL, &why));
    assert_int_equal(access(copy, F_OK), 0);
    assert_string_equal(desk_text(&d, "SELECT op FROM tx ORDER BY seq DESC LIMIT 1"),
                        "store.backup");
    assert_true(keep_machine(d.c, NULL, &m, &why));
    keep_facts(d.c, &m, &k);
    assert_int_equal(k.last_backup, 0);
    assert_false(keep_backup(d.c, copy, NULL, NULL, &why)); /* nothing is overwritten */
    assert_int_equal(why.kind, FAULT_RESOURCE);
    desk_remove(&d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_has_its_partnership_and_staff),
        cmocka_unit_test(a_real_store_has_its_maker_as_administrator),
        cmocka_unit_test(nothing_is_kept_of_a_store_that_cannot_be_made),
        cmocka_unit_test(two_who_approve_decide_about_each_other),
        cmocka_unit_test(an_operation_is_found_read_done_and_recorded),
        cmocka_unit_test(the_same_id_answers_as_the_first_time),
        cmocka_unit_test(who_may_not_is_denied_and_recorded),
        cmocka_unit_test(the_role_acted_in),
        cmocka_unit_test(a_real_store_is_for_today_and_for_oneself),
        cmocka_unit_test(a_practice_store_has_its_own_now),
        cmocka_unit_test(trying_leaves_nothing),
        cmocka_unit_test(a_copy_is_for_an_administrator_and_leaves_a_row),
    };

    return RUN_TESTS(tests);
}

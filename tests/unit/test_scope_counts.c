/* Whose people are counted: what is counted in people, packages and offers is counted over those whom
 * somebody sees; hours are everybody's.  docs/decisions/0009. */
#include "core/ops/explain.h"
#include "core/store/scope.h"
#include "tests/unit/desk.h"

static int set_up(void **state)
{
    struct desk *d = desk_open();

    desk_market(d);
    desk_do(d, "admin1", "place.practice", "{code: C82001, name: East Surgery, commissioner: 03W}");
    desk_do(d, "admin1", "place.practice", "{code: C82002, name: West Surgery, commissioner: 04V}");
    desk_do(d, "maker", "staff.add",
            "{login: west1, name: Ivo Kettle, employer: 04V, roles: [chc, supervisor], from: "
            "2016-11-01}");
    desk_do(d, "maker", "staff.add",
            "{login: west2, name: Ada Pike, employer: 04V, roles: [chc, supervisor], from: "
            "2016-11-01}");
    for (int i = 1; i <= 4; i++) {
        char args[300];
        snprintf(args, sizeof args,
                 "{ref: P%d, family_name: %s, given_name: Ann, born: 193%d-02-03, postcode: "
                 "LE11 3TU, gp_practice: C8200%d}",
                 i, i < 4 ? "Eastman" : "Westman", i, i < 4 ? 1 : 2);
        desk_do(d, "planner1", "person.add", args);
        snprintf(args, sizeof args,
                 "{ref: K%d, person: P%d, priority: routine, needed_by: 2016-11-21, visits: "
                 "[{days: daily, band: morning, minutes: 30, carers: 1}]}",
                 i, i);
        desk_do(d, "planner1", "package.request", args);
    }
    desk_do(d, "broker1", "offer.make", "{package: K1, award: W1}");
    desk_do(d, "broker1", "offer.make", "{package: K2, award: W1}");
    desk_do(d, "broker1", "offer.decline", "{offer: O10002, code: no-capacity}");
    desk_do(d, "broker1", "offer.make", "{package: K4, award: W1}");
    *state = d;
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

static void what_is_counted_is_of_their_own(void **state)
{
    static const struct {
        const char *view, *where, *columns, *county, *west;
    } cases[] = {
        {"work-counts", "{section: to-place}", "count", "4", "1"},
        {"work-counts", "{section: replies-due}", "count", "2", "1"},
        {"lots", "{code: '02'}", "waiting oldest lines double_handed", "4|2016-11-14|0|0",
         "1|2016-11-14||"},
        {"lots", "{code: '02'}", "capacity committed headroom", "6000|420|5580", "6000|420|5580"},
        {"lot-months", "{lot_id: 2, month: 2016-11-01}", "offers declined waiting", "3|1|2",
         "1|0|1"},
        {"awards", "{ref: W1}", "committed headroom lines double_handed", "420|5580|0|0",
         "420|5580||"},
        {"providers", "{ref: V1}", "lines minutes offers accepted", "0|0|1|0", "|0|0|"},
        {"provider-record", "{provider_id: 1}", "lines double_handed offers", "0|0|1", "||0"},
    };
    struct desk *d = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *where = cases[i].where;
        print_message("%s %s\n", cases[i].view, cases[i].columns);
        desk_sees(d, "supervisor1", cases[i].view, where, cases[i].columns, cases[i].county);
        desk_sees(d, "west1", cases[i].view, where, cases[i].columns, cases[i].west);
    }
}

static void who_has_nobody_waiting_is_told_of_nobody(void **state)
{
    struct desk *d = *state;

    desk_do(d, "maker", "staff.add",
            "{login: trust1, name: Bo Quill, employer: RWE, roles: [supervisor], from: "
            "2016-11-01}");
    desk_sees(d, "trust1", "work-counts", "{section: to-place}", "count", "0");
    desk_sees(d, "trust1", "lots", "{code: '02'}", "waiting oldest headroom", "0||5580");
}

static const char *explained(struct desk *d, const char *login, const char *kind, const char *ref)
{
    struct buf b = {0};
    struct fault why = {0};

    desk_sit(d, login);
    if (!explain(d->counter, kind, ref, &d->arena, &b, &why))
        fail_msg("%s", why.text);
    const char *out = arena_text(&d->arena, b.text ? b.text : "");
    buf_release(&b);
    return out;
}

static void the_head_room_names_no_offer_of_others(void **state)
{
    static const char *const records[][2] = {{"award", "W1"}, {"lot", "02"}, {"provider", "V1"}};
    struct desk *d = *state;

    for (size_t i = 0; i < 3; i++) {
        const char *county = explained(d, "supervisor1", records[i][0], records[i][1]);
        const char *west = explained(d, "west1", records[i][0], records[i][1]);
        assert_non_null(strstr(county, "Those offers: O10001 3h 30m, O10003 3h 30m."));
        assert_null(strstr(west, "O10001"));
        assert_non_null(strstr(west, "Of those offers, your people's: O10003 3h 30m."));
        assert_non_null(strstr(west, "less 7h")); /* the hours are everybody's */
    }
}

static void a_possible_duplicate_of_others_is_not_told(void **state)
{
    static const char twin[] =
        "{family_name: Eastman, given_name: Ann, born: 1931-02-03, postcode: "
        "LE11 3TU, gp_practice: C82002}";
    struct desk *d = *state;

    desk_not(d, "planner1", "person.add", twin, FAULT_REFUSED);
    assert_non_null(strstr(d->all.list[0].reason[0].text, "P1"));
    desk_do(d, "west1", "person.add", twin);
    for (size_t i = 0; i < d->answer.remarks; i++)
        assert_null(strstr(d->answer.remark[i].text, "P1 "));
}

static void what_a_provider_still_holds_is_of_their_own(void **state)
{
    static const char stop[] = "{provider: V1, kind: new-work, reason: Too few carers.}";
    struct desk *d = *state;

    desk_do(d, "west1", "provider.stop", stop);
    assert_non_null(strstr(d->answer.remark[0].text, "1 offer is to it still out"));
    desk_do(d, "supervisor1", "provider.resume", "{provider: V1}");
    desk_do(d, "supervisor1", "provider.stop", stop);
    assert_non_null(strstr(d->answer.remark[0].text, "2 offers are to it still out"));
}

/* An import and what the clock brought are of no one record; a task is of its person. */
static void the_audit_tells_of_their_own(void **state)
{
    struct desk *d = *state;
    char claim[60];

    desk_do(d, "broker1", "person.move",
            "{person: P1, postcode: LE11 3TU, address: 2 New Street, from: 2016-11-14}");
    d->now.minute += 9 * 1440;
    desk_do(d, "broker1", "clock.tick", "{}");
    desk_sees(d, "supervisor1", "audit", "{operation: clock.tick}", "login", "broker1");
    desk_sees(d, "west1", "audit", "{operation: clock.tick}", "login", "");
    desk_do(d, "broker1", "offer.make", "{package: K3, award: W1}");
    d->now.minute += 9 * 1440;
    desk_do(d, "west2", "clock.tick", "{}");
    desk_sees(d, "west1", "audit", "{operation: clock.tick}", "login", "west2");
    desk_sees(d, "west1", "audit", "{operation: lot.add}", "login",
              desk_look(d, "supervisor1", "audit", "{operation: lot.add}", NULL, "login"));
    const char *task = desk_look(d, "broker1", "tasks", "{person: P1}", NULL, "id");
    assert_true(*task >= '1' && *task <= '9');
    snprintf(claim, sizeof claim, "{task: %.10s}", task);
    desk_do(d, "broker1", "work.claim", claim);
    desk_sees(d, "supervisor1", "audit", "{operation: work.claim}", "login", "broker1");
    desk_sees(d, "west1", "audit", "{operation: work.claim}", "login", "");
}

/* What somebody wrote of a task about a restricted record is told as little as the record. */
static void a_task_of_a_restricted_record_is_restricted(void **state)
{
    struct desk *d = *state;
    char done[100], tx[40];

    desk_do(d, "broker1", "person.move",
            "{person: P1, postcode: LE11 3TU, address: 2 New Street, from: 2016-11-14}");
    const char *task = desk_look(d, "broker1", "tasks", "{person: P1}", NULL, "id");
    snprintf(done, sizeof done, "{task: %.10s, outcome: Fled to her sister.}", task);
    desk_do(d, "broker1", "work.done", done);
    snprintf(tx, sizeof tx, "{tx: %.10s}",
             desk_look(d, "supervisor2", "audit", "{operation: work.done}", NULL, "seq"));
    const char *open = desk_look(d, "supervisor2", "transaction", tx, NULL, "arguments");
    desk_do(d, "supervisor1", "person.restrict",
            "{person: P1, reason: She is sought by somebody.}");
    const char *shut = desk_look(d, "supervisor2", "transaction", tx, NULL, "arguments");
    assert_non_null(strstr(open, "Fled"));
    assert_string_equal(shut, "restricted");
}

static void a_shared_filter_is_the_bodys(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "filter.save",
            "{view: people, name: Hers, body: 'name~eastman', shared: true}");
    desk_do(d, "west2", "filter.save",
            "{view: people, name: Ours, body: 'name~west', shared: true}");
    desk_sees(d, "supervisor1", "filters", "{}", "name", "Hers / Ours");
    desk_sees(d, "west1", "filters", "{}", "name", "Ours");
}

static void what_time_brought_is_not_counted(void **state)
{
    struct desk *d = *state;

    d->now.minute += 9 * 1440;
    assert_true(desk_run(d, "west1", "clock.tick", "{}"));
    assert_string_equal(d->answer.text, "What has fallen due is recorded.");
    desk_sees(d, "supervisor1", "offers", "{package: K1}", "state", "expired");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_counted_is_of_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_has_nobody_waiting_is_told_of_nobody, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_head_room_names_no_offer_of_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_possible_duplicate_of_others_is_not_told, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_a_provider_still_holds_is_of_their_own, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_audit_tells_of_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_task_of_a_restricted_record_is_restricted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_shared_filter_is_the_bodys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_time_brought_is_not_counted, set_up, tear_down),
    };
    return RUN_TESTS(tests);
}

/* Whose people somebody sees: looked up first or walked, the rows are the same; a record of another
 * body's people is refused, the refusal kept, and nothing near it named. */
#include "core/store/scope.h"
#include "tests/unit/desk.h"

static struct desk *opened(void)
{
    struct desk *d = desk_open();

    desk_do(d, "admin1", "place.practice", "{code: C82001, name: East Surgery, commissioner: 03W}");
    desk_do(d, "admin1", "place.practice", "{code: C82002, name: West Surgery, commissioner: 04V}");
    desk_do(d, "admin1", "place.postcode", "{postcode: LE1 6TP, district: E06000016}");
    desk_do(d, "admin1", "place.postcode", "{postcode: LE11 3TU, district: E07000130}");
    desk_do(d, "maker", "staff.add",
            "{login: city1, name: Una Finch, employer: E06000016, roles: [planner, supervisor], "
            "from: 2016-11-01}");
    desk_do(d, "maker", "staff.add",
            "{login: west1, name: Ivo Kettle, employer: 04V, roles: [chc], from: 2016-11-01}");
    desk_do(d, "planner1", "person.add",
            "{ref: P1, family_name: Eastman, given_name: Ann, born: 1931-02-03, "
            "postcode: LE11 3TU, gp_practice: C82001, nhs_number: 943 476 5919}");
    desk_do(d, "planner1", "person.add",
            "{ref: P2, family_name: Westman, given_name: Bob, born: 1932-03-04, "
            "postcode: LE11 3TU, gp_practice: C82002}");
    desk_do(d, "planner1", "person.add",
            "{ref: P3, family_name: Cityman, given_name: Cyd, born: 1933-04-05, "
            "postcode: LE1 6TP, gp_practice: C82002}");
    for (int i = 1; i <= 3; i++) {
        char args[200];
        snprintf(
            args, sizeof args,
            "{ref: K%d, person: P%d, priority: routine, needed_by: 2016-11-21, visits: [{days: "
            "daily, band: morning, minutes: 30, carers: 1}]}",
            i, i);
        desk_do(d, "planner1", "package.request", args);
    }
    return d;
}

/* Ids of all rows, or NULL where the view wants something more to be said. */
static const char *ids(struct desk *d, const struct view *v, const char *search)
{
    struct view_ask ask = VIEW_ASK;
    struct view_page page;
    struct fault why = {0};
    struct buf b = {0};

    ask.search = search;
    if (!view_page(counter_session(d->counter), v, &ask, &d->arena, &page, &why)) {
        if (why.kind != FAULT_DENIED)
            fail_msg("%s: %s", v->name, why.text);
        return NULL;
    }
    for (size_t i = 0; i < page.rows.count; i++) {
        const char *row = (const char *)page.rows.items + i * v->columns->size;
        buf_number(&b, *(const int64_t *)(const void *)(row + v->columns->field[0].offset));
        buf_char(&b, ' ');
    }
    const char *out = arena_text(&d->arena, b.text ? b.text : "");
    buf_release(&b);
    return out;
}

/* As a council's staff, and as those of a body that commissions. */
static void looked_up_or_walked(struct desk *d, const char *login, const char *body)
{
    size_t seen = 0;

    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        for (int search = 0; search < 1 + !!(v->flags & VIEW_SEARCH); search++) {
            desk_sit(d, login);
            struct session *s = counter_session(d->counter);
            assert_string_equal(s->body, body);
            assert_true(s->few);
            const char *few = ids(d, v, search ? "c" : NULL);
            s->few = false;
            const char *many = ids(d, v, search ? "c" : NULL);
            if (few || many)
                assert_string_equal(few, many);
            seen += few && *few;
        }
    }
    assert_true(seen > 5);
}

static void test_looked_up_or_walked(void **state)
{
    struct desk *d = opened();

    (void)state;
    desk_do(d, "planner1", "person.add",
            "{ref: P4, family_name: Nobodysman, given_name: Dee, born: 1934-05-06, postcode: LE11 "
            "3TU}");
    looked_up_or_walked(d, "city1", "E06000016");
    looked_up_or_walked(d, "west1", "04V");
    assert_string_equal(desk_look(d, "west1", "people", "{}", NULL, "ref"), "P3 / P4 / P2");
    desk_close(d);
}

static void test_county_sees_all(void **state)
{
    struct desk *d = opened();

    (void)state;
    assert_string_equal(desk_look(d, "planner1", "people", "{}", NULL, "ref"), "P3 / P1 / P2");
    assert_string_equal(desk_look(d, "city1", "people", "{}", NULL, "ref"), "P3");
    assert_string_equal(desk_look(d, "west1", "people", "{}", NULL, "ref"), "P3 / P2");
    assert_string_equal(desk_look(d, "west1", "people", "{}", "east", "ref"), "");
    assert_string_equal(desk_look(d, "west1", "people", "{}", "west", "ref"), "P2");
    assert_string_equal(desk_look(d, "west1", "packages", "{}", "eastman", "ref"), "");
    assert_string_equal(desk_look(d, "west1", "packages", "{}", "k1", "ref"), "");
    assert_string_equal(desk_look(d, "planner1", "packages", "{}", "k1", "ref"), "K1");
    desk_close(d);
}

/* A search takes the first hundred of a letter: of whoever asks, not of everybody. */
static void test_others_do_not_crowd_theirs_out(void **state)
{
    struct desk *d = opened();

    (void)state;
    for (int i = 0; i < 110; i++) {
        char args[200];
        snprintf(
            args, sizeof args,
            "{ref: C%d, family_name: Caa%c%c, given_name: Ann, born: 19%02d-%02d-03, postcode: "
            "LE11 3TU, gp_practice: C82001}",
            i, 'a' + i / 26, 'a' + i % 26, 10 + i % 80, 1 + i / 80);
        desk_do(d, "planner1", "person.add", args);
    }
    desk_do(d, "planner1", "person.add",
            "{ref: P4, family_name: Cutler, given_name: Dan, born: 1934-05-06, postcode: LE1 6TP, "
            "gp_practice: C82001}");
    for (int few = 0; few < 2; few++) {
        desk_sit(d, "city1");
        counter_session(d->counter)->few = few;
        const char *found = ids(d, view_find("people"), "c");
        assert_non_null(found);
        assert_string_equal(found, "3 114 ");
    }
    desk_close(d);
}

static void test_count_is_of_their_own(void **state)
{
    struct desk *d = opened();
    struct fault why = {0};
    int64_t count;
    bool about;

    (void)state;
    desk_sit(d, "west1");
    assert_true(view_count(counter_session(d->counter), view_find("people"), &VIEW_ASK, 100, &count,
                           &about, &why));
    assert_int_equal(count, 2);
    desk_sit(d, "planner1");
    assert_true(view_count(counter_session(d->counter), view_find("people"), &VIEW_ASK, 100, &count,
                           &about, &why));
    assert_int_equal(count, 3);
    desk_close(d);
}

static void test_record_of_anothers(void **state)
{
    static const struct {
        const char *kind, *ref;
        enum fault_kind as_west;
    } cases[] = {
        {"person", "P1", FAULT_DENIED},   {"person", "9434765919", FAULT_DENIED},
        {"person", "P2", FAULT_NONE},     {"package", "K1", FAULT_DENIED},
        {"package", "K2", FAULT_NONE},    {"person", "P9", FAULT_MISSING},
        {"person", "P10", FAULT_MISSING},
    };
    struct desk *d = opened();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kind *k = kind_find(cases[i].kind);
        struct fault why = {0};
        int64_t id;
        desk_sit(d, "west1");
        bool good = kind_id(counter_session(d->counter), k, cases[i].ref, &id, &why);
        assert_int_equal(good ? FAULT_NONE : why.kind, cases[i].as_west);
        if (why.kind == FAULT_DENIED)
            assert_true(fault_has_code(&why, "AC-7"));
        if (why.kind == FAULT_MISSING)
            assert_null(strstr(why.text, "P1?"));
        why = (struct fault){0};
        desk_sit(d, "planner1");
        assert_int_equal(kind_id(counter_session(d->counter), k, cases[i].ref, &id, &why),
                         cases[i].as_west != FAULT_MISSING);
    }
    assert_string_equal(
        desk_look(d, "auditor1", "audit", "{login: west1, result: denied}", NULL, "operation"),
        "show.package / show.person / show.person");
    desk_denied(d, "west1", "note.add", "{person: P1, kind: contact, text: Rang.}", "AC-7");
    desk_denied(d, "west1", "package.change", "{package: K1, culture: Kosher}", "AC-7");
    desk_close(d);
}

static void test_who_has_whom(void **state)
{
    struct desk *d = opened();
    struct fault why = {0};
    bool own;

    (void)state;
    desk_sit(d, "west1");
    struct session *s = counter_session(d->counter);
    assert_true(s->few);
    assert_true(scope_has(s, 1, &own, &why) && !own);
    assert_true(scope_has(s, 2, &own, &why) && own);
    assert_true(scope_has(s, ABSENT, &own, &why) && own); /* about nobody */
    s->body = NULL;
    assert_true(scope_has(s, 1, &own, &why) && own);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looked_up_or_walked),
        cmocka_unit_test(test_county_sees_all),
        cmocka_unit_test(test_count_is_of_their_own),
        cmocka_unit_test(test_record_of_anothers),
        cmocka_unit_test(test_who_has_whom),
        cmocka_unit_test(test_others_do_not_crowd_theirs_out),
    };
    return RUN_TESTS(tests);
}

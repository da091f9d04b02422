/* One record whole: found by its reference, its parts, who read it; and the trail it leaves. */
#include "tests/unit/store_desk.h"

#include "core/views/show.h"

static const struct table *const no_tables[] = {NULL};
static struct desk desk;

/* Three of staff; the second changes employer and leaves, the third is given a role. */
static int set_up(void **state)
{
    static const char *const logins[] = {"broker1", "broker2", "planner1"};
    struct fault why = {0};
    struct staff s[3], next;

    (void)state;
    desk_open(&desk, no_tables);
    desk_begin(&desk, "staff.add", (const char *const[]){"staff", "staff_role", NULL});
    for (int i = 0; i < 3; i++) {
        s[i] = (struct staff){.login = logins[i],
                              .name = "Invented",
                              .employer = "LCC",
                              .valid_from = desk.who.today,
                              .valid_to = DATE_NONE};
        desk_good(row_add(desk.store, &table_staff, &s[i], &why), &why);
    }
    desk.tx.subject_kind = "staff";
    desk.tx.subject_id = s[2].head.id;
    desk_commit(&desk);
    desk_begin(&desk, "staff.end", (const char *const[]){"staff", NULL});
    next = s[1];
    next.employer = "RXX";
    next.valid_to = date_add_days(desk.who.today, 8);
    desk_good(row_replace(desk.store, &table_staff, &s[1], &next, &why), &why);
    desk_commit(&desk);
    desk_begin(&desk, "staff.grant", (const char *const[]){"staff_role", NULL});
    struct staff_role r = {.staff_id = s[2].head.id,
                           .role = ROLE_PLANNER,
                           .valid_from = desk.who.today,
                           .valid_to = DATE_NONE};
    desk_good(row_add(desk.store, &table_staff_role, &r, &why), &why);
    desk_commit(&desk);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    desk_close(&desk);
    return 0;
}

/* The rows of a view as CSV, for comparing. */
static char *listed(const struct view *v, const void *params, struct buf *b)
{
    struct view_ask ask = VIEW_ASK;
    struct fault why = {0};
    struct arena a = {0};
    struct view_page p;

    buf_clear(b);
    ask.params = params;
    desk_good(view_page(&desk.who, v, &ask, &a, &p, &why), &why);
    for (size_t i = 0; i < p.rows.count; i++) {
        for (size_t k = 1; k < v->columns->count; k++) {
            const struct field *f = &v->columns->field[k];
            if (f->flags & FIELD_HIDDEN)
                continue;
            field_print(f, (const char *)p.rows.items + i * v->columns->size, STYLE_SHOWN, b);
            buf_char(b, '|');
        }
        buf_char(b, '\n');
    }
    arena_release(&a);
    print_message("%s:\n%s", v->name, b->text ? b->text : "");
    return b->text ? b->text : (char *)(uintptr_t) "";
}

static void found_by_reference(void **state)
{
    static const struct {
        const char *kind, *ref;
        int64_t id;
        const char *says;
    } cases[] = {
        {"staff", "broker1", 1, NULL},
        {"staff", "broker2", 2, NULL}, /* whatever was corrected since */
        {"staff", "planer1", 0, "There is no staff \"planer1\"; did you mean planner1?"},
        {"staff", "broker", 0, "did you mean broker"},
        {"staff", "zz", 0, "htlah list staff shows what there is"},
        {"staff", "' OR 1=1 --", 0, "There is no staff"},
        {"tx", "2", 2, NULL},
        {"tx", "2 ", 0, "There is no tx"},
        {"tx", "9", 0, "There is no tx"},
        {"tx", "two", 0, "There is no tx"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kind *k = kind_find(cases[i].kind);
        struct fault why = {0};
        int64_t id = 0;
        assert_non_null(k);
        bool good = kind_id(&desk.who, k, cases[i].ref, &id, &why);
        print_message("%s %s: %s\n", cases[i].kind, cases[i].ref, why.text);
        assert_int_equal(good, cases[i].id != 0);
        if (good) {
            assert_int_equal(id, cases[i].id);
        } else {
            assert_int_equal(why.kind, FAULT_MISSING);
            assert_non_null(strstr(why.text, cases[i].says));
        }
    }
    assert_null(kind_find("stuff"));
}

/* Every kind is whole: its constant SQL runs, each part takes the id by the name it says. */
static void kinds_hold_together(void **state)
{
    (void)state;
    assert_true(kind_count() > 0);
    for (size_t i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_at(i);
        struct fault why = {0};
        int64_t id;
        print_message("%s\n", k->name);
        assert_true(i == 0 || strcmp(kind_at(i - 1)->name, k->name) < 0);
        assert_false(kind_id(&desk.who, k, "no-such-record", &id, &why));
        assert_int_equal(why.kind, FAULT_MISSING);
        assert_true(k->parts > 0 && k->part[0].one);
        for (size_t p = 0; p < k->parts; p++) {
            const struct part *part = &k->part[p];
            assert_non_null(part->by);
            assert_non_null(part->view->params);
            const struct field *f = fields_find(part->view->params, part->by);
            if (!f || f->type != FIELD_INT)
                fail_msg("%s of %s takes no id as %s", part->tab, k->name, part->by);
            assert_ptr_equal(view_find(part->view->name), part->view);
        }
    }
}

static void the_trail(void **state)
{
    struct buf b = {0};
    char *text = listed(view_find("audit"), NULL, &b);

    (void)state;
    assert_non_null(
        strstr(text, "3|08/11/2016 09:14|auditor1||staff.grant||Done|Done as asked||\n"));
    assert_non_null(strstr(text, "1|08/11/2016 09:14|auditor1||staff.add|staff planner1|Done|"));
    assert_true(text[0] == '3');
    int64_t tx = 2;
    text = listed(view_find("transaction"), &tx, &b);
    assert_ptr_equal(strstr(text, "2|08/11/2016 09:14|ok|auditor1|"), text);
    text = listed(view_find("staff"), NULL, &b);
    assert_non_null(strstr(text, "planner1|Invented|planner|LCC|"));
    assert_non_null(strstr(text, "broker2|Invented||RXX||08/11/2016|15/11/2016|"));
    buf_release(&b);
}

/* Rows replaced are told as old and new; rows added as what they hold; nothing twice. */
static void what_changed_field_by_field(void **state)
{
    const struct view *v = view_find("changes");
    struct buf b = {0};
    struct {
        const char *person, *package;
        int64_t person_id, package_id, tx;
    } ask = {NULL, NULL, ABSENT, ABSENT, 2};

    (void)state;
    char *text = listed(v, &ask, &b);
    assert_non_null(strstr(text, "|LCC|RXX|\n"));
    assert_non_null(strstr(text, "||15/11/2016|\n"));
    size_t lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, 2);
    ask.tx = 3;
    text = listed(v, &ask, &b);
    assert_non_null(strstr(text, "|planner1|\n")); /* an id is told by its name */
    assert_non_null(strstr(text, "|Support planner|\n"));
    ask.tx = ABSENT;
    text = listed(v, &ask, &b);
    assert_non_null(strstr(text, "|LCC|RXX|\n"));
    assert_non_null(strstr(text, "||broker1|\n"));
    buf_release(&b);
}

static void others_see_their_own(void **state)
{
    struct buf b = {0};
    unsigned roles = desk.who.roles;

    (void)state;
    desk.who.roles = ROLE(ROLE_BROKER);
    desk.who.staff_id = 2;
    assert_string_equal(listed(view_find("audit"), NULL, &b), "");
    desk.who.staff_id = 1;
    assert_string_not_equal(listed(view_find("audit"), NULL, &b), "");
    desk.who.roles = roles;
    buf_release(&b);
}

static void reads_are_noted(void **state)
{
    static const struct part part = {"Staff", NULL, "staff_id", true};
    static const struct kind k = {
        .name = "staff", .read_logged = true, .find = "SELECT 1", .part = &part, .parts = 1};
    struct kind quiet = k;
    struct fault why = {0};
    struct buf b = {0};

    (void)state;
    quiet.read_logged = false;
    desk_good(kind_note_read(&desk.who, &quiet, 1, "show", &why), &why);
    desk_good(store_reads_flush(desk.store, &desk.who, &why), &why);
    assert_string_equal(listed(view_find("reads"), NULL, &b), "");
    desk_good(kind_note_read(&desk.who, &k, 1, "show", &why), &why);
    desk_good(store_reads_flush(desk.store, &desk.who, &why), &why);
    assert_non_null(strstr(listed(view_find("reads"), NULL, &b), "|staff|broker1|show|"));
    buf_release(&b);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(found_by_reference, set_up, tear_down),
        cmocka_unit_test_setup_teardown(kinds_hold_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_trail, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_changed_field_by_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(others_see_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_are_noted, set_up, tear_down),
    };
    return RUN_TESTS(t);
}

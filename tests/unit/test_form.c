/* A form over a field table: typing, understanding, faults, tables, choices, parking. */
#include "tui/form.h"
#include "tui/list_rows.h"

#include "core/base/text.h"
#include "tests/unit/shown.h"

#include <locale.h>

/* --- the fields --------------------------------------------------------------------------------
 */

struct visit {
    int64_t days, minutes, carers;
    money_t price;
};
static const struct field visit_rows[] = {
    {FIELD(struct visit, days, FIELD_INT), .flags = FIELD_DAYS, .label = "Days"},
    {FIELD(struct visit, minutes, FIELD_MINUTES), .label = "Length", .min = 15, .max = 720},
    {FIELD(struct visit, carers, FIELD_INT), .min = 1, .max = 2, .label = "Carers"},
    {FIELD(struct visit, price, FIELD_MONEY), .flags = FIELD_OPTIONAL, .label = "Price"},
};
static const struct fields visit_fields = FIELDS("visit", visit_rows, struct visit);

struct address {
    const char *street, *postcode;
};
static const struct field address_rows[] = {
    {FIELD(struct address, street, FIELD_TEXT), .label = "Street"},
    {FIELD(struct address, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE, .label = "Postcode"},
};
static const struct fields address_fields = FIELDS("address", address_rows, struct address);

struct package {
    const char *ref, *person, *note;
    date_t from;
    datetime_t seen;
    money_t weekly;
    int64_t urgent, kind, hidden;
    struct address address;
    struct list visits, likes;
};
static const struct word kinds[] = {{"long-term", "long-term"},
                                    {"live-in", "live-in"},
                                    {"respite", "respite at home"},
                                    {NULL, NULL}};
static const struct field package_rows[] = {
    {FIELD(struct package, ref, FIELD_TEXT), .label = "Reference", .help = "Ours, from P10000."},
    {FIELD(struct package, person, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",
     .label = "Person"},
    {FIELD(struct package, from, FIELD_DATE), .label = "Starts"},
    {FIELD(struct package, seen, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Seen"},
    {FIELD(struct package, weekly, FIELD_MONEY), .label = "Weekly", .max = 1000000},
    {FIELD(struct package, urgent, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Urgent"},
    {FIELD(struct package, kind, FIELD_ENUM), .words = kinds, .label = "Kind"},
    {FIELD(struct package, hidden, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN},
    {FIELD(struct package, address, FIELD_RECORD), .flags = FIELD_OPTIONAL, .of = &address_fields,
     .label = "Where"},
    {FIELD(struct package, visits, FIELD_LIST), .of = &visit_fields, .max = 3, .label = "Visits"},
    {FIELD(struct package, likes, FIELD_LIST), .flags = FIELD_OPTIONAL, .item = FIELD_TEXT,
     .label = "Likes"},
    {FIELD(struct package, note, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES, .max = 4000,
     .label = "Note"},
};
static const struct fields package_fields = FIELDS("package.request", package_rows, struct package);

struct known {
    const char *ref, *name;
};
static const struct field known_rows[] = {
    {FIELD(struct known, ref, FIELD_TEXT), .flags = FIELD_KEY, .label = "Ref"},
    {FIELD(struct known, name, FIELD_TEXT), .label = "Name"},
};
static const struct fields known_fields = FIELDS("known", known_rows, struct known);
static const struct known known_people[] = {{"N1", "Okafor, Grace"}, {"N2", "Brzęk, Halina"}};
static struct list_rows known_list = {&known_fields, known_people, 2};

static bool pick(void *ctx, const struct field *f, struct list_source *out)
{
    (void)ctx;
    if (strcmp(f->refers, "person") != 0)
        return false;
    *out = list_rows_source(&known_list);
    return true;
}

static void meaning(void *ctx, const struct field *f, const char *text, struct buf *out)
{
    (void)ctx;
    (void)f;
    for (size_t i = 0; i < 2; i++)
        if (strcmp(known_people[i].ref, text) == 0)
            buf_text(out, known_people[i].name);
}

static struct form *form_of(const struct package *record)
{
    struct form_options o = {
        .how = {.today = {17113}, .now = {17113 * 1440 + 554}}, /* 08/11/2016 */
        .record = record,
        .pick = pick,
        .meaning = meaning};
    struct fault why = {0};
    struct form *f = form_new(&package_fields, &o, &why);

    assert_non_null(f);
    return f;
}

static enum form_answer press(struct form *f, const char *keys)
{
    enum form_answer answer = FORM_UNUSED;

    for (int key; (key = key_next(&keys)) != K_NONE;)
        answer = form_event(f, &(struct event){.kind = EVENT_KEY, .key = key});
    return answer;
}

static enum form_answer type(struct form *f, const char *text)
{
    enum form_answer answer = FORM_UNUSED;

    for (size_t at = 0, n = strlen(text); at < n;)
        answer =
            form_event(f, &(struct event){.kind = EVENT_KEY, .key = (int)text_next(text, n, &at)});
    return answer;
}

static void fill(struct form *f)
{
    type(f, "P10234");
    press(f, "Tab");
    type(f, "N1");
    press(f, "Tab");
    type(f, "t");
    press(f, "Tab Tab");
    type(f, "=14.5*21.30");
    press(f, "Tab Tab");
    type(f, "res");
    press(f, "Tab Tab Tab Enter");
    type(f, "daily");
    press(f, "Tab");
    type(f, "45");
    press(f, "Tab");
    type(f, "2");
    press(f, "Tab");
}

/* --- tests -------------------------------------------------------------------------------------
 */

static void an_empty_form_names_its_fields(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 19, 60);
    form_draw(f, &c, canvas_area(&c), true);
    assert_shown(&c, " Reference  *", " Person     *", " Starts     *", " Seen", " Weekly     *",
                 " Urgent", " Kind       *", " Where", "   Street   *", "   Postcode *",
                 "─ Visits 0 * ───────────────────────────────────────────────",
                 "   + another row: Enter here, or Ctrl-N", " Likes", " Note");
    assert_int_equal(c.cursor_row, 0);
    assert_int_equal(c.cursor_col, 14);
    assert_int_equal(style_at(&c, 0, 14), ST_TYPED);
    assert_false(form_is_dirty(f));
    canvas_release(&c);
    form_free(f);
}

static void what_is_typed_is_understood(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};

    (void)state;
    fill(f);
    form_focus_on(f, "note");
    canvas_of(&c, 22, 70);
    form_draw(f, &c, canvas_area(&c), true);
    assert_shown(&c, " Reference  * P10234", " Person     * N1              Okafor, Grace",
                 " Starts     * 08/11/2016   Tuesday 08/11/2016", " Seen",
                 " Weekly     * =14.5*21.30     £308.85", " Urgent",
                 " Kind       * respite at home", " Where", "   Street   *", "   Postcode *",
                 "─ Visits 1 * ─────────────────────────────────────────────────────────",
                 "      Days             Length    Carers       Price",
                 "   1  daily            45        2", "   + another row: Enter here, or Ctrl-N",
                 " Likes", " Note");
    assert_int_equal(c.cursor_row, 15);
    assert_true(form_is_dirty(f));
    canvas_release(&c);
    form_free(f);
}

static void the_values_go_to_an_operation(void **state)
{
    struct form *f = form_of(NULL);
    struct arena a = {0};
    struct fault why = {0};
    struct package p;

    (void)state;
    fill(f);
    form_set(f, "likes", "tea, the radio");
    form_set(f, "note", "two\nlines");
    struct node *map = form_node(f, &a, &why);
    assert_non_null(map);
    assert_string_equal(node_child(map, "from")->text, "2016-11-08");
    assert_string_equal(node_child(map, "weekly")->text, "30885");
    assert_string_equal(node_child(map, "kind")->text, "respite");
    assert_string_equal(node_child(node_child(map, "visits")->first, "minutes")->text, "45");
    assert_int_equal(node_child(map, "likes")->count, 2);
    assert_string_equal(node_child(map, "note")->text, "two\nlines");
    assert_null(node_child(map, "address"));
    assert_true(form_record(f, &p, &a, &why));
    assert_int_equal(p.weekly.pence, 30885);
    assert_int_equal(p.visits.count, 1);
    assert_int_equal(((const struct visit *)p.visits.items)->days, 127);
    form_free(f);
    f = form_of(&p); /* and a record back in a form */
    assert_string_equal(form_text(f, "weekly"), "£308.85");
    assert_string_equal(form_text(f, "visits[1].minutes"), "45m");
    assert_string_equal(form_text(f, "likes"), "tea, the radio");
    assert_string_equal(form_text(f, "kind"), "respite at home");
    assert_false(form_is_dirty(f));
    struct package q;
    assert_true(form_record(f, &q, &a, &why));
    struct buf x = {0}, y = {0};
    fields_encode(&package_fields, &p, &x);
    fields_encode(&package_fields, &q, &y);
    assert_string_equal(x.text, y.text);
    buf_release(&x);
    buf_release(&y);
    arena_release(&a);
    form_free(f);
}

static void what_is_wrong_stands_beside_it(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};
    struct arena a = {0};
    struct fault why = {0};
    char path[64];

    (void)state;
    canvas_of(&c, 24, 80);
    form_focus_on(f, "from");
    type(f, "31/2");
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "Starts must be a date"));
    assert_false(shows(&c, "! Starts")); /* still being typed */
    assert_int_equal(c.cursor_row, 2);   /* and the cursor stays */
    assert_int_equal(c.cursor_col, 18);
    press(f, "Tab");
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "! Starts must be a date"));
    form_focus(f, path, sizeof path);
    assert_string_equal(path, "seen");
    assert_null(form_node(f, &a, &why));
    assert_string_equal(why.text, "6 fields need another look: "
                                  "Reference, Person, Starts, Weekly, Kind, Visits.");
    form_focus(f, path, sizeof path);
    assert_string_equal(path, "ref"); /* the first of them */
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "! needed"));
    assert_string_equal(form_text(f, "from"), "31/2"); /* what was typed stays */
    type(f, "P1");
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_false(shows(&c, " Reference  * P1  "));
    canvas_release(&c);
    arena_release(&a);
    form_free(f);
}

static void a_refusal_is_shown_where_it_belongs(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};
    struct faults all = {0};
    struct fault one = {0};
    char path[64];

    (void)state;
    fill(f);
    fail(&one, FAULT_INPUT, "visits[1].minutes", "Length is under the shortest visit of this lot");
    faults_take(&all, &one);
    fail(&one, FAULT_INPUT, "", "the person has a package already");
    faults_take(&all, &one);
    form_faults(f, &all);
    form_focus(f, path, sizeof path);
    assert_string_equal(path, "visits[1].minutes");
    canvas_of(&c, 24, 80);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, " ! the person has a package already"));
    assert_true(shows(&c, "Length: ! Length is under the shortest visit of this lot"));
    press(f, "0"); /* another text: the refusal was of the old one */
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_false(shows(&c, "shortest visit"));
    refuse(&one, "T1", "paper", "no joint reassessment since the last decision");
    fault_add_reason(&one, "T4", "paper", "the person has not been consulted");
    form_fault(f, &one);
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "T4  the person has not been consulted"));
    assert_false(shows(&c, "has a package already"));
    faults_release(&all);
    canvas_release(&c);
    form_free(f);
}

static void a_table_takes_and_gives_rows(void **state)
{
    struct form *f = form_of(NULL);
    char path[64];

    (void)state;
    fill(f);
    assert_int_equal(press(f, "Ctrl-N"), FORM_CHANGED);
    form_focus(f, path, sizeof path);
    assert_string_equal(path, "visits[2].days");
    type(f, "mon-fri");
    press(f, "Tab");
    type(f, "1h");
    form_focus_on(f, "visits[1].days");
    press(f, "Ctrl-N"); /* between the two */
    form_focus(f, path, sizeof path);
    assert_string_equal(path, "visits[2].days");
    assert_string_equal(form_text(f, "visits[3].minutes"), "1h");
    press(f, "Ctrl-N"); /* three is the most */
    assert_null(form_text(f, "visits[4].days"));
    form_focus_on(f, "visits[1].carers");
    press(f, "F8");
    assert_string_equal(form_text(f, "visits[2].minutes"), "1h");
    assert_null(form_text(f, "visits[3].days"));
    press(f, "F8 F8 F8 F8");
    assert_null(form_text(f, "visits[1].days"));
    struct arena a = {0};
    struct fault why = {0};
    assert_null(form_node(f, &a, &why)); /* one visit at least */
    assert_string_equal(why.field, "visits");
    press(f, "Enter Tab Tab");
    fault_clear(&why);
    assert_null(form_node(f, &a, &why)); /* a row with nothing in it is none */
    assert_string_equal(why.field, "visits");
    arena_release(&a);
    form_free(f);
}

static void a_choice_is_made_by_letters_or_from_a_list(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 24, 80);
    form_focus_on(f, "kind");
    press(f, "Space");
    assert_string_equal(form_text(f, "kind"), "long-term");
    press(f, "Space Space");
    assert_string_equal(form_text(f, "kind"), "respite at home");
    press(f, "Space");
    assert_string_equal(form_text(f, "kind"), "long-term");
    press(f, "Ctrl-U l");
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "one of long-term, live-in, respite at home"));
    press(f, "i Tab"); /* "li" is enough */
    assert_string_equal(form_text(f, "kind"), "live-in");
    form_focus_on(f, "kind");
    press(f, "F4");
    assert_true(form_is_picking(f));
    type(f, "resp");
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "Type to find: resp"));
    assert_true(shows(&c, "▸ respite"));
    assert_false(shows(&c, "▸ live-in"));
    assert_int_equal(press(f, "Enter"), FORM_CHANGED);
    assert_string_equal(form_text(f, "kind"), "respite at home");
    press(f, "F4 Down Up Esc");
    assert_false(form_is_picking(f));
    form_focus_on(f, "urgent");
    press(f, "Space");
    assert_string_equal(form_text(f, "urgent"), "yes");
    press(f, "Space");
    assert_string_equal(form_text(f, "urgent"), "no");
    press(f, "Ctrl-U y Tab");
    assert_string_equal(form_text(f, "urgent"), "yes");
    canvas_release(&c);
    form_free(f);
}

static void a_reference_is_picked_from_a_list(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 24, 80);
    form_focus_on(f, "person");
    press(f, "F4");
    type(f, "brze");
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "Brzęk, Halina"));
    assert_false(shows(&c, "Okafor"));
    press(f, "Enter");
    assert_string_equal(form_text(f, "person"), "N2");
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "N2              Brzęk, Halina"));
    press(f, "F4");
    type(f, "zz");
    assert_int_equal(press(f, "Enter"), FORM_USED); /* nothing to take */
    assert_true(form_is_picking(f));
    press(f, "Esc");
    form_focus_on(f, "ref");
    press(f, "F4");
    assert_false(form_is_picking(f));
    struct buf help = {0};
    form_help(f, &help);
    assert_string_equal(help.text, "there is no list to choose this from; type it");
    buf_release(&help);
    canvas_release(&c);
    form_free(f);
}

static void only_some_keys_are_not_text(void **state)
{
    static const struct {
        const char *key;
        enum form_answer answer;
    } cases[] = {
        {"q", FORM_CHANGED}, {"?", FORM_CHANGED},   {":", FORM_CHANGED},     {"1", FORM_CHANGED},
        {"F10", FORM_SAVE},  {"Ctrl-D", FORM_SAVE}, {"Esc", FORM_BACK},      {"Tab", FORM_MOVED},
        {"Up", FORM_MOVED},  {"F1", FORM_UNUSED},   {"Ctrl-P", FORM_UNUSED}, {"Left", FORM_USED},
        {"F8", FORM_USED},
    };
    struct form *f = form_of(NULL);
    struct buf help = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(press(f, cases[i].key), cases[i].answer);
    form_focus_on(f, "note");
    assert_int_equal(press(f, "Enter"), FORM_CHANGED); /* a new line */
    form_focus_on(f, "likes");
    assert_int_equal(press(f, "Enter"), FORM_MOVED);
    form_focus_on(f, "ref");
    form_help(f, &help);
    assert_string_equal(help.text, "Ours, from P10000. Takes text of at most 200 characters.");
    assert_int_equal(form_event(f, &(struct event){.kind = EVENT_PASTE, .text = "q\033[A"}),
                     FORM_CHANGED);
    buf_release(&help);
    form_free(f);
}

static void a_half_typed_form_can_be_parked(void **state)
{
    struct form *f = form_of(NULL), *g = form_of(NULL);
    struct buf parked = {0}, again = {0};
    struct fault why = {0};
    char note[3001];

    (void)state;
    fill(f);
    press(f, "Ctrl-N");
    type(f, "mon");
    form_set(f, "seen", "half");
    form_set(f, "from", "+7"); /* another day tomorrow */
    for (size_t i = 0; i < sizeof note - 1; i += 3)
        memcpy(note + i, i % 600 ? "\xE2\x80\xA6" : "a\n\"", 3);
    note[3000] = '\0';
    form_set(f, "note", note);
    form_park(f, &parked);
    assert_true(form_unpark(g, parked.text, &why));
    form_park(g, &again);
    assert_string_equal(parked.text, again.text);
    assert_string_equal(form_text(g, "seen"), "half");
    assert_string_equal(form_text(g, "from"), "15/11/2016");
    assert_string_equal(form_text(g, "visits[2].days"), "mon");
    assert_string_equal(form_text(g, "note"), note);
    assert_true(form_is_dirty(g));
    assert_true(form_unpark(g, "{form: package.request, values: {ref: x, ghost: y}}", &why));
    assert_string_equal(form_text(g, "ref"), "x");
    assert_string_equal(form_text(g, "seen"), "");
    assert_null(form_text(g, "visits[1].days"));
    static const char *const bad[] = {"",
                                      "{",
                                      "[1]",
                                      "{form: person.add, values: {}}",
                                      "{form: package.request}",
                                      "{values: {}}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fault_clear(&why);
        assert_false(form_unpark(g, bad[i], &why));
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_string_equal(form_text(g, "ref"), "x");
    }
    buf_release(&parked);
    buf_release(&again);
    form_free(f);
    form_free(g);
}

static void the_value_of_last_time_is_one_key(void **state)
{
    struct arena a = {0};
    struct fault why = {0};
    struct form *f = form_of(NULL);

    (void)state;
    fill(f);
    struct node *last = form_node(f, &a, &why);
    assert_non_null(last);
    form_free(f);
    struct form_options o = {.how = {.today = {17113}}, .was = last};
    f = form_new(&package_fields, &o, &why);
    press(f, "Tab Tab F3");
    assert_string_equal(form_text(f, "from"), "08/11/2016");
    press(f, "Tab F3");
    assert_string_equal(form_text(f, "seen"), "");
    form_focus_on(f, "weekly");
    press(f, "F3");
    assert_string_equal(form_text(f, "weekly"), "£308.85");
    press(f, "Tab Tab Tab Tab Tab Enter Tab F3");
    assert_string_equal(form_text(f, "visits[1].minutes"), "45m");
    form_free(f);
    arena_release(&a);
}

static void fixed_fields_are_passed_over(void **state)
{
    static const char *const fixed[] = {"ref", "from", NULL};
    struct package p;
    struct fault why = {0};
    struct canvas c = {0};
    char path[64];

    (void)state;
    fields_clear(&package_fields, &p);
    p.ref = "P10234";
    struct form_options o = {.how = {.today = {17113}}, .record = &p, .fixed = fixed};
    struct form *f = form_new(&package_fields, &o, &why);
    assert_string_equal(form_focus(f, path, sizeof path)->name, "person");
    press(f, "Tab");
    assert_string_equal(form_focus(f, path, sizeof path)->name, "seen");
    assert_false(form_focus_on(f, "ref"));
    canvas_of(&c, 24, 80);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, " Reference    P10234"));
    canvas_release(&c);
    form_free(f);
}

static void a_small_screen_follows_the_cursor(void **state)
{
    struct form *f = form_of(NULL);
    struct canvas c = {0};

    (void)state;
    fill(f);
    for (int rows = 1; rows < 8; rows++) {
        for (int cols = 1; cols < 60; cols += 7) {
            canvas_of(&c, rows, cols);
            press(f, "Tab");
            form_draw(f, &c, canvas_area(&c), true);
            if (cols < 8)
                continue;
            assert_in_range(c.cursor_row, 0, rows - 1);
            assert_in_range(c.cursor_col, 0, cols - 1);
            char path[64];
            form_focus(f, path, sizeof path);
            if (cols > 40 && strcmp(path, "ref") == 0)
                assert_true(shows(&c, "P10234"));
        }
    }
    canvas_of(&c, 4, 40);
    form_focus_on(f, "note");
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "Note"));
    assert_true(shows(&c, "↑"));
    press(f, "PgUp PgUp PgUp PgUp PgUp");
    canvas_clear(&c);
    form_draw(f, &c, canvas_area(&c), true);
    assert_true(shows(&c, "Reference"));
    form_event(f, &(struct event){.kind = EVENT_CLICK, .row = 3, .col = 20});
    assert_string_equal(form_focus(f, NULL, 0)->name, "from");
    canvas_release(&c);
    form_free(f);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(an_empty_form_names_its_fields),
        cmocka_unit_test(what_is_typed_is_understood),
        cmocka_unit_test(the_values_go_to_an_operation),
        cmocka_unit_test(what_is_wrong_stands_beside_it),
        cmocka_unit_test(a_refusal_is_shown_where_it_belongs),
        cmocka_unit_test(a_table_takes_and_gives_rows),
        cmocka_unit_test(a_choice_is_made_by_letters_or_from_a_list),
        cmocka_unit_test(a_reference_is_picked_from_a_list),
        cmocka_unit_test(only_some_keys_are_not_text),
        cmocka_unit_test(a_half_typed_form_can_be_parked),
        cmocka_unit_test(the_value_of_last_time_is_one_key),
        cmocka_unit_test(fixed_fields_are_passed_over),
        cmocka_unit_test(a_small_screen_follows_the_cursor),
    };
    return RUN_TESTS(t);
}

/* Columns of a list: which, how wide, panned, and read only where they are shown. */
#include "tests/unit/list_people.h"

static void columns_can_be_chosen(void **state)
{
    struct fixture x;
    struct buf parked = {0};

    (void)state;
    open_people(&x, 5, 12, 80);
    drawn(&x);
    press(&x, "C");
    drawn(&x);
    assert_true(shows(&x.c, "Columns"));
    assert_true(shows(&x.c, "▸ [x] Ref"));
    press(&x, "j Enter"); /* by name */
    press(&x, "Enter");   /* the other way */
    press(&x, "j t");     /* then by care */
    press(&x, "Space");   /* but not shown */
    press(&x, "j > > [");
    drawn(&x);
    assert_true(shows(&x.c, "[ ] Care"));
    assert_true(shows(&x.c, "▼"));
    assert_true(shows(&x.c, "▲ second"));
    press(&x, "Esc");
    drawn(&x);
    assert_true(shows(&x.c, "  Ref    Name▼               Born             Cost  Note"));
    list_park(x.l, &parked);
    assert_string_equal(parked.text,
                        "{\"down\": \"name\", \"then_up\": \"minutes\", \"chosen\": \"P1\", "
                        "\"columns\": \"ref:0 name:0 born:12 -minutes:0 cost:0 note:0\"}");
    done(&x);
    open_people(&x, 5, 12, 80);
    list_unpark(x.l, parked.text);
    drawn(&x);
    assert_true(shows(&x.c, "  Ref    Name▼               Born             Cost  Note"));
    assert_string_equal(list_chosen_key(x.l), "P1");
    list_unpark(x.l, "{nonsense");
    list_unpark(x.l, "[1, 2]");
    list_unpark(x.l, "{down: ghost, chosen: P9, columns: \"ghost:4 -name:9999999999 ::: -\"}");
    drawn(&x);
    assert_true(shows(&x.c, "▸ P4")); /* by name, downwards: the first */
    assert_false(shows(&x.c, "Okafor"));
    buf_release(&parked);
    done(&x);
}

static void some_columns_take_what_room_there_is(void **state)
{
    static const struct list_hint hints[] = {
        {"name", 8, LIST_FLEX}, {"note", 4, 0}, {"born", 0, LIST_AWAY}, {NULL, 0, 0}};
    struct fixture x;

    (void)state;
    open_people(&x, 5, 4, 80);
    x.source.hints = hints;
    begin_anew(&x);
    assert_shown(drawn(&x), "  Ref    Name                   Care     Cost  Note",
                 "▸ P1     Okafor, Grace           28h  £882.00",
                 "  P2     Singh-Hale, Arthur  10h 30m  £330.00", " 5");
    canvas_of(&x.c, 4, 44); /* what is left of it */
    assert_shown(drawn(&x), "  Ref    Name            Care     Cost  Note",
                 "▸ P1     Okafor, Gr…      28h  £882.00", "  P2     Singh-Hale…  10h 30m  £330.00",
                 " 5");
    press(&x, "C j > Esc"); /* by hand: it stays */
    canvas_of(&x.c, 4, 80);
    drawn(&x);
    assert_true(shows(&x.c, "  P2     Singh-Hale,…  10h 30m"));
    done(&x);
}

struct kept {
    int64_t id, rank;
    const char *name;
    int64_t hidden;
};
static const struct field kept_rows[] = {
    {FIELD(struct kept, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Number"},
    {FIELD(struct kept, rank, FIELD_INT), .label = "Rank"},
    {FIELD(struct kept, hidden, FIELD_INT), .flags = FIELD_HIDDEN, .label = "Inside"},
    {FIELD(struct kept, name, FIELD_TEXT), .label = "Name"},
};
static const struct fields kept_fields = FIELDS("kept", kept_rows, struct kept);

static void what_a_view_keeps_for_itself_is_no_choice(void **state)
{
    static const struct kept two[] = {{1, 7, "A", 0}, {2, 5, "B", 0}};
    struct list_rows rows = {&kept_fields, two, 2};
    struct list_source source = list_rows_source(&rows);
    struct fixture x = {.l = list_new(&source)};

    (void)state;
    canvas_of(&x.c, 8, 60);
    press(&x, "C");
    drawn(&x);
    assert_true(shows(&x.c, "▸ [x] Rank"));
    assert_true(shows(&x.c, "[x] Name"));
    assert_false(shows(&x.c, "Number") || shows(&x.c, "Inside"));
    press(&x, "k k j");
    drawn(&x);
    assert_true(shows(&x.c, "▸ [x] Name"));
    press(&x, "j [ Enter Esc"); /* before the other; and by it */
    drawn(&x);
    assert_true(shows(&x.c, "  Name▲     Rank"));
    assert_true(list_set_sort(x.l, "hidden", false)); /* the screen itself may */
    done(&x);
}

static void a_narrow_list_pans(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 4, 40);
    assert_shown(drawn(&x), "  Ref    Name                 Care     →",
                 "▸ P1     Okafor, Grace         28h", "  P2     Singh-Hale, Art…  10h 30m", " 5");
    press(&x, "l l");
    drawn(&x);
    assert_true(shows(&x.c, " ←Ref    Born"));
    assert_true(shows(&x.c, "P1     23/02/1937  £882.00"));
    press(&x, "l l l l l l");
    drawn(&x);
    press(&x, "h h h h h h h");
    drawn(&x);
    assert_true(shows(&x.c, "  Ref    Name"));
    done(&x);
}

/* A source that leaves empty what is not asked for, and notes what was. */
static char wanted_of[200];
static size_t pages_asked;

static void leave_out(const struct field *f, void *record)
{
    char *at = (char *)record + f->offset;

    if (f->type == FIELD_TEXT)
        *(const char **)(void *)at = NULL;
    else
        *(int64_t *)(void *)at = ABSENT;
}

static bool sparse_page(void *ctx, const struct list_ask *ask, struct list_page *out,
                        struct fault *why)
{
    const struct list_source whole = list_rows_source(ctx);
    struct list_ask q = *ask;

    for (size_t i = 0; q.anchor && i < sizeof people / sizeof *people; i++)
        if (strcmp(((const struct person *)q.anchor)->ref, people[i].ref) == 0)
            q.anchor = &people[i]; /* the copy has no place among them */
    if (!whole.page(ctx, &q, out, why))
        return false;
    pages_asked++;
    wanted_of[0] = '\0';
    for (const char *const *name = ask->only; name && *name; name++) {
        size_t at = strlen(wanted_of);
        snprintf(wanted_of + at, sizeof wanted_of - at, "%s%s", at ? " " : "", *name);
    }
    for (size_t i = 0; i < out->count; i++) {
        struct person *copy = arena_take(&out->arena, sizeof *copy);
        assert_non_null(copy);
        *copy = *(const struct person *)out->row[i];
        for (size_t k = 1; k < person_fields.count; k++) {
            bool wanted = !ask->only;
            for (const char *const *name = ask->only; name && *name; name++)
                wanted = wanted || strcmp(*name, person_rows[k].name) == 0;
            if (!wanted)
                leave_out(&person_rows[k], copy);
        }
        out->row[i] = copy;
    }
    return true;
}

static void only_what_is_shown_is_asked_for(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 4, 40);
    x.source.page = sparse_page;
    begin_anew(&x);
    assert_shown(drawn(&x), "  Ref    Name                 Care     →",
                 "▸ P1     Okafor, Grace         28h", "  P2     Singh-Hale, Art…  10h 30m", " 5");
    assert_string_equal(wanted_of, "ref name minutes born"); /* it might have been narrower */
    pages_asked = 0;
    drawn(&x);
    assert_int_equal(pages_asked, 0); /* what is there is not asked for again */
    press(&x, "l l"); /* what comes into view is asked for, and what was is still there */
    drawn(&x);
    assert_true(shows(&x.c, "P1     23/02/1937  £882.00"));
    assert_string_equal(wanted_of, "ref name minutes born cost note");
    press(&x, "h h");
    drawn(&x);
    assert_true(shows(&x.c, "P1     Okafor, Grace"));
    canvas_of(&x.c, 7, 78);
    drawn(&x);
    assert_true(shows(&x.c, "P3     Brzęk, Halina            7h  16/08/1942  £220.00  key safe"));
    assert_string_equal(wanted_of, "ref name minutes born cost note");
    done(&x);
}

static void what_must_be_shown_wraps(void **state)
{
    static const struct list_hint hints[] = {{"note", 12, LIST_MUST}, {NULL, 0, 0}};
    static struct person two[] = {
        {"P1", "A", "allergic to penicillin and to latex", 60, {0}, {100}},
        {"P2", "B", NULL, 60, {0}, {100}},
    };
    struct fixture x;

    (void)state;
    open_people(&x, 5, 7, 64);
    x.rows.rows = two;
    x.rows.count = 2;
    x.source.hints = hints;
    begin_anew(&x);
    assert_shown(drawn(&x), "  Ref    Name      Care  Born          Cost  Note",
                 "▸ P1     A           1h  01/01/1970   £1.00  allergic to",
                 "                                             penicillin",
                 "                                             and to latex",
                 "  P2     B           1h  01/01/1970   £1.00", "", " 2");
    list_event(x.l, &(struct event){.kind = EVENT_CLICK, .row = 4, .col = 9});
    assert_string_equal(list_chosen_key(x.l), "P2");
    list_event(x.l, &(struct event){.kind = EVENT_CLICK, .row = 3, .col = 9});
    assert_string_equal(list_chosen_key(x.l), "P1");
    assert_int_equal(
        list_event(x.l, &(struct event){.kind = EVENT_CLICK, .key = K_ENTER, .row = 2, .col = 9}),
        LIST_OPEN);
    list_event(x.l, &(struct event){.kind = EVENT_CLICK, .row = 0, .col = 10}); /* a heading */
    drawn(&x);
    assert_true(shows(&x.c, "Name▲"));
    two[1].note = "methotrexate-weekly on Mondays"; /* a word wider than the column is not broken */
    assert_shown(drawn(&x), "  Ref    Name▲     Care  Born          Cost  Note",
                 "▸ P1     A           1h  01/01/1970   £1.00  allergic to",
                 "                                             penicillin and to",
                 "                                             latex",
                 "  P2     B           1h  01/01/1970   £1.00  methotrexate-weekly",
                 "                                             on Mondays", " 2 · by Name ▲");
    done(&x);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(columns_can_be_chosen),
        cmocka_unit_test(some_columns_take_what_room_there_is),
        cmocka_unit_test(what_a_view_keeps_for_itself_is_no_choice),
        cmocka_unit_test(a_narrow_list_pans),
        cmocka_unit_test(only_what_is_shown_is_asked_for),
        cmocka_unit_test(what_must_be_shown_wraps),
    };
    return RUN_TESTS(t);
}

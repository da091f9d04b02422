/* The list: pages by key, following the record, finding, filtering, marks. */
#include "tests/unit/list_people.h"

#include <inttypes.h>

static void a_list_shows_its_columns(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 7, 78);
    assert_shown(drawn(&x), "  Ref    Name                   Care  Born           Cost  Note",
                 "▸ P1     Okafor, Grace           28h  23/02/1937  £882.00",
                 "  P2     Singh-Hale, Arthur  10h 30m  20/11/1939  £330.00",
                 "  P3     Brzęk, Halina            7h  16/08/1942  £220.00  key safe",
                 "  P4     Wren, Dorothy        3h 30m  03/09/1931",
                 "  P5     Adeyemi, Ruth        1h 30m  12/05/1945   £47.20", " 5");
    assert_int_equal(x.c.cursor_row, 1);
    assert_int_equal(x.c.cursor_col, 0);
    assert_int_equal(style_at(&x.c, 0, 2), ST_HEADER);
    assert_int_equal(style_at(&x.c, 1, 2), ST_CHOSEN);
    assert_int_equal(style_at(&x.c, 2, 2), ST_NORMAL);
    done(&x);
}

static void the_keys_move(void **state)
{
    static const struct {
        const char *keys, *chosen;
    } cases[] = {
        {"", "P1"},         {"Down", "P2"},     {"j j", "P3"},       {"j k", "P1"},
        {"Up", "P1"},       {"End", "P5"},      {"G k", "P4"},       {"G g", "P1"},
        {"End Home", "P1"}, {"PgDn", "P3"},     {"PgDn PgDn", "P5"}, {"G PgUp", "P3"},
        {"Ctrl-F", "P3"},   {"G Ctrl-B", "P3"}, {"G Down", "P5"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture x;
        open_people(&x, 5, 5, 78); /* three rows of five */
        drawn(&x);
        press(&x, cases[i].keys);
        drawn(&x);
        assert_string_equal(list_chosen_key(x.l), cases[i].chosen);
        done(&x);
    }
}

static void the_chosen_row_is_always_in_view(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 5, 30);
    press(&x, "j j j");
    drawn(&x);
    assert_true(shows(&x.c, "▸ P4"));
    assert_true(shows(&x.c, "  P2"));
    assert_false(shows(&x.c, "P1"));
    press(&x, "k k k");
    drawn(&x);
    assert_true(shows(&x.c, "▸ P1"));
    press(&x, "G");
    drawn(&x);
    assert_true(shows(&x.c, "▸ P5") && shows(&x.c, "  P3")); /* the screen is full */
    canvas_of(&x.c, 3, 30);                                  /* and when it becomes small */
    drawn(&x);
    assert_true(shows(&x.c, "▸ P5"));
    canvas_of(&x.c, 1, 3);
    drawn(&x);
    canvas_of(&x.c, 1, 10);
    drawn(&x);
    assert_true(shows(&x.c, "▸ P5"));
    done(&x);
}

static void sorting_is_shown_by_a_character(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 7, 50);
    drawn(&x);
    press(&x, "j"); /* Arthur stays chosen */
    assert_true(list_set_sort(x.l, "name", false));
    assert_false(list_set_sort(x.l, "nothing", false));
    drawn(&x);
    assert_true(shows(&x.c, "Name▲"));
    assert_true(shows(&x.c, "▸ P2"));
    assert_true(shows(&x.c, " 5 · by Name ▲"));
    press(&x, "g");
    assert_string_equal(list_chosen_key(x.l), "P5");
    press(&x, "S");
    drawn(&x);
    assert_true(shows(&x.c, "Name▼"));
    assert_string_equal(list_chosen_key(x.l), "P5");
    press(&x, "g");
    assert_string_equal(list_chosen_key(x.l), "P4");
    list_set_sort(x.l, "cost", false);
    press(&x, "G");
    assert_string_equal(list_chosen_key(x.l), "P4"); /* not given: last */
    press(&x, "g");
    assert_string_equal(list_chosen_key(x.l), "P5");
    done(&x);
}

static void a_filter_narrows_as_it_is_typed(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 7, 60);
    drawn(&x);
    press(&x, "j j");
    press(&x, "f");
    assert_true(list_is_typing(x.l));
    press(&x, "b r z e k"); /* no accent needed; and k is a letter here */
    drawn(&x);
    assert_true(shows(&x.c, "▸ P3"));
    assert_false(shows(&x.c, "P1"));
    assert_true(shows(&x.c, " Filter: brzek"));
    assert_true(shows(&x.c, "1 of 5"));
    assert_int_equal(x.c.cursor_row, 6);
    assert_int_equal(x.c.cursor_col, 14);
    assert_int_equal(style_at(&x.c, 1, 9), ST_MATCH | ST_CHOSEN);
    press(&x, "Enter");
    assert_false(list_is_typing(x.l));
    drawn(&x);
    assert_true(shows(&x.c, "1 of 5 · filter brzek"));
    press(&x, "f x");
    drawn(&x);
    assert_true(shows(&x.c, "Nothing here holds \"brzekx\". F shows all rows again."));
    press(&x, "Esc"); /* as it was before */
    drawn(&x);
    assert_true(shows(&x.c, "filter brzek"));
    assert_string_equal(list_chosen_key(x.l), "P3");
    assert_int_equal(press(&x, "Esc"), LIST_USED); /* first the filter goes */
    drawn(&x);
    assert_true(shows(&x.c, "P1") && shows(&x.c, "▸ P3"));
    assert_int_equal(press(&x, "Esc"), LIST_BACK);
    done(&x);
}

static void finding_moves_to_the_next_match(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 7, 60);
    drawn(&x);
    press(&x, "j / r u t h");
    assert_string_equal(list_chosen_key(x.l), "P5");
    press(&x, "Esc");
    assert_string_equal(list_chosen_key(x.l), "P2"); /* back where it began */
    press(&x, "/ h a Enter");
    assert_string_equal(list_chosen_key(x.l), "P2"); /* Singh-Hale: the row itself counts */
    press(&x, "n");
    assert_string_equal(list_chosen_key(x.l), "P3");
    press(&x, "n");
    assert_string_equal(list_chosen_key(x.l), "P2");
    assert_string_equal(list_message(x.l), "from the other end of the list");
    press(&x, "N");
    assert_string_equal(list_chosen_key(x.l), "P3");
    press(&x, "/ z z");
    assert_string_equal(list_message(x.l), "no row holds \"zz\"");
    assert_string_equal(list_chosen_key(x.l), "P3");
    drawn(&x);
    assert_true(shows(&x.c, " Find: zz"));
    press(&x, "Enter n");
    assert_string_equal(list_message(x.l), "no row holds \"zz\"");
    done(&x);
    open_people(&x, 5, 7, 60);
    press(&x, "n");
    assert_string_equal(list_message(x.l), "nothing was looked for yet: / finds");
    done(&x);
}

static void a_refresh_follows_the_record(void **state)
{
    struct fixture x;
    struct person more[] = {
        {"P0", "New, First", NULL, 1, {0}, {ABSENT}}, people[0], people[1], people[2], people[4]};

    (void)state;
    open_people(&x, 5, 7, 60);
    drawn(&x);
    press(&x, "j j");
    x.rows.rows = more; /* one before it, and P4 has gone */
    x.rows.count = 5;
    list_refresh(x.l);
    drawn(&x);
    assert_string_equal(list_chosen_key(x.l), "P3");
    assert_true(shows(&x.c, "P0"));
    x.rows.count = 3; /* P3 itself goes: what is nearest */
    list_refresh(x.l);
    drawn(&x);
    assert_string_equal(list_chosen_key(x.l), "P2");
    x.rows.count = 0;
    list_refresh(x.l);
    drawn(&x);
    assert_null(list_chosen(x.l));
    assert_string_equal(list_chosen_key(x.l), "");
    assert_true(shows(&x.c, "There is nothing here yet."));
    assert_int_equal(press(&x, "Enter"), LIST_USED);
    press(&x, "Space * j k g G PgUp PgDn n S");
    drawn(&x);
    x.rows.count = 5;
    list_refresh(x.l);
    assert_string_equal(list_chosen_key(x.l), "P0");
    done(&x);
}

static void marks_are_of_records(void **state)
{
    struct fixture x;

    (void)state;
    open_people(&x, 5, 7, 60);
    drawn(&x);
    press(&x, "Space j Space");
    assert_int_equal(list_marks(x.l), 2);
    assert_string_equal(list_mark(x.l, 0), "P1");
    assert_string_equal(list_mark(x.l, 1), "P3");
    assert_null(list_mark(x.l, 2));
    list_set_sort(x.l, "name", true);
    drawn(&x);
    assert_true(shows(&x.c, " *P1"));
    assert_true(shows(&x.c, " 5 · by Name ▼ · 2 marked"));
    press(&x, "*");
    assert_int_equal(list_marks(x.l), 5);
    press(&x, "*"); /* all are: none */
    assert_int_equal(list_marks(x.l), 0);
    press(&x, "f h a Enter *"); /* only what is shown */
    assert_int_equal(list_marks(x.l), 2);
    list_unmark_all(x.l);
    list_set_search(x.l, "");
    list_event(x.l, &(struct event){.kind = EVENT_PASTE, .text = "P2\r\nP9\r\nP4\t\n"});
    assert_int_equal(list_marks(x.l), 2);
    assert_true(list_is_marked(x.l, "P2") && list_is_marked(x.l, "P4"));
    press(&x, "g j Space");
    assert_int_equal(list_marks(x.l), 1);
    done(&x);
}

/* --- everything a source may say ---------------------------------------------------------------
 */

static const char *urgency(void *ctx, const void *record)
{
    const struct person *p = record;

    (void)ctx;
    return p->minutes > 1000 ? "!!" : p->minutes > 500 ? "!" : "";
}

static void group(void *ctx, const void *record, struct buf *title, struct buf *right)
{
    const struct person *p = record;
    bool big = p->minutes >= 420;

    (void)ctx;
    buf_text(title, big ? "To place 3" : "Replies due 2");
    buf_text(right, big ? "oldest first" : "");
}

static void second(void *ctx, const void *record, struct buf *out)
{
    const struct person *p = record;

    (void)ctx;
    if (p->note)
        buf_printf(out, "note: %s", p->note);
}

static bool cell(void *ctx, const void *record, const struct field *f, struct buf *out)
{
    (void)ctx;
    if (strcmp(f->name, "cost") != 0 || field_given(f, record))
        return false;
    buf_text(out, "free");
    return true;
}

static unsigned style(void *ctx, const void *record, const struct field *f)
{
    (void)ctx;
    (void)record;
    return strcmp(f->name, "cost") == 0 ? ST_GOOD : ST_NORMAL;
}

static void empty(void *ctx, const struct list_ask *ask, struct buf *out)
{
    (void)ctx;
    buf_text(out, ask->search ? "" : "Nobody waits. Press a to add a person.");
}

static void sections_and_second_lines(void **state)
{
    static const struct list_hint hints[] = {
        {"born", 0, LIST_AWAY}, {"note", 0, LIST_AWAY}, {NULL, 0, 0}};
    struct fixture x;

    (void)state;
    open_people(&x, 5, 9, 64);
    list_free(x.l);
    x.source.urgency = urgency;
    x.source.group = group;
    x.source.second = second;
    x.source.cell = cell;
    x.source.style = style;
    x.source.empty = empty;
    x.source.hints = hints;
    x.l = list_new(&x.source);
    list_set_bare(x.l, true);
    assert_shown(drawn(&x), "─ To place 3 ──────────────────────────────────── oldest first ─",
                 "▸ !! P1     Okafor, Grace           28h  £882.00",
                 "  !  P2     Singh-Hale, Arthur  10h 30m  £330.00",
                 "     P3     Brzęk, Halina            7h  £220.00", "       note: key safe",
                 "─ Replies due 2 ────────────────────────────────────────────────",
                 "     P4     Wren, Dorothy        3h 30m     free",
                 "     P5     Adeyemi, Ruth        1h 30m   £47.20", "");
    assert_int_equal(style_at(&x.c, 2, 42), ST_GOOD);
    assert_int_equal(style_at(&x.c, 1, 3), ST_WARN | ST_CHOSEN);
    canvas_of(&x.c, 5, 64);
    press(&x, "G");
    drawn(&x);
    assert_true(shows(&x.c, "▸    P5"));
    assert_true(shows(&x.c, "─ Replies due 2"));
    list_event(x.l, &(struct event){.kind = EVENT_CLICK, .row = 0, .col = 9});
    drawn(&x);
    press(&x, "g");
    canvas_of(&x.c, 9, 64);
    x.rows.count = 0;
    list_refresh(x.l);
    drawn(&x);
    assert_true(shows(&x.c, "Nobody waits. Press a to add a person."));
    done(&x);
}

/* --- a long list -------------------------------------------------------------------------------
 */

enum { LONG = 1204331 };

struct place {
    int64_t number;
};
static const struct field place_rows[] = {
    {FIELD(struct place, number, FIELD_INT), .flags = FIELD_KEY, .label = "No"},
};
static const struct fields place_fields = FIELDS("place", place_rows, struct place);

struct asked {
    size_t calls, most;
    bool broken;
};

static bool long_page(void *ctx, const struct list_ask *ask, struct list_page *out,
                      struct fault *why)
{
    struct asked *asked = ctx;
    int64_t from = 0, to = LONG;

    if (asked->broken)
        return fail(why, FAULT_STORE, "", "the store went away; try again");
    asked->calls++;
    asked->most = ask->rows > asked->most ? ask->rows : asked->most;
    if (ask->anchor) {
        int64_t at = ((const struct place *)ask->anchor)->number;
        from = ask->way == LIST_AFTER ? at + 1 : ask->way == LIST_FROM ? at : 0;
        to = ask->way == LIST_BEFORE ? at : LONG;
    }
    if (ask->key) {
        from = strtol(ask->key, NULL, 10);
        to = from < LONG ? from + 1 : from;
    }
    if (to - from > (int64_t)ask->rows && ask->way == LIST_BEFORE)
        from = to - (int64_t)ask->rows;
    if (to - from > (int64_t)ask->rows)
        to = from + (int64_t)ask->rows;
    out->row = arena_take_array(&out->arena, ask->rows, sizeof *out->row);
    struct place *places = arena_take_array(&out->arena, ask->rows, sizeof *places);
    if (!out->row || !places)
        return fault_memory(why);
    for (int64_t i = from; i < to; i++) {
        places[out->count].number = i;
        out->row[out->count] = &places[out->count];
        out->count++;
    }
    return true;
}

static bool long_count(void *ctx, const struct list_ask *ask, struct list_count *out,
                       struct fault *why)
{
    (void)ctx;
    (void)ask;
    (void)why;
    *out = (struct list_count){.shown = 12, .all = LONG, .about = false};
    return true;
}

static void a_long_list_is_never_read_whole(void **state)
{
    struct asked asked = {0};
    const struct list_source source = {
        .columns = &place_fields, .ctx = &asked, .page = long_page, .count = long_count};
    struct list_view *l = list_new(&source);
    struct canvas c = {0};
    int64_t at = 0;
    uint32_t seed = 12345;

    (void)state;
    canvas_of(&c, 24, 80);
    list_draw(l, &c, canvas_area(&c), true);
    assert_true(shows(&c, "12 of 1,204,331"));
    for (int turn = 0; turn < 20000; turn++) { /* against a plain number that does the same */
        static const char *const acts[] = {"list.down",    "list.up",    "list.page_down",
                                           "list.page_up", "list.first", "list.last"};
        seed = seed * 1664525 + 1013904223;
        size_t act = (seed >> 16) % 100;
        act = act < 30 ? 0 : act < 55 ? 1 : act < 78 ? 2 : act < 98 ? 3 : act < 99 ? 4 : 5;
        int64_t before = at, page = 21; /* 22 rows, one of them kept in view */
        at += act == 0 ? 1 : act == 1 ? -1 : act == 2 ? page : act == 3 ? -page : 0;
        at = act == 4 || at < 0 ? 0 : act == 5 || at >= LONG ? LONG - 1 : at;
        list_act(l, acts[act]);
        list_draw(l, &c, canvas_area(&c), true);
        const struct place *p = list_chosen(l);
        if (p->number != at)
            fail_msg("turn %d: %s from %" PRId64 " came to %" PRId64 ", not %" PRId64, turn,
                     acts[act], before, p->number, at);
    }
    assert_true(asked.most <= 64);
    assert_true(asked.calls < 20000);
    assert_true(list_choose(l, "700000"));
    list_draw(l, &c, canvas_area(&c), true);
    assert_true(shows(&c, "▸  700000"));
    assert_false(list_choose(l, "99999999"));
    asked.broken = true;
    list_refresh(l);
    list_draw(l, &c, canvas_area(&c), true);
    assert_true(shows(&c, "▸  700000")); /* what there was stays */
    assert_true(shows(&c, "the store went away; try again"));
    asked.broken = false;
    list_refresh(l);
    list_draw(l, &c, canvas_area(&c), true);
    assert_false(shows(&c, "the store went away"));
    list_act(l, "list.mark_all");
    assert_int_equal(list_marks(l), 10000);
    assert_string_equal(list_message(l),
                        "marked the first 10000; not more than that can be marked: filter first");
    list_free(l);
    canvas_release(&c);
}

static void a_broken_source_says_so(void **state)
{
    struct asked asked = {.broken = true};
    const struct list_source source = {.columns = &place_fields, .ctx = &asked, .page = long_page};
    struct list_view *l = list_new(&source);
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 5, 40);
    list_draw(l, &c, canvas_area(&c), true);
    assert_true(shows(&c, "the store went away; try again"));
    list_act(l, "list.down");
    list_act(l, "list.last");
    list_act(l, "list.mark_all");
    assert_null(list_chosen(l));
    list_free(l);
    canvas_release(&c);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(a_list_shows_its_columns),
        cmocka_unit_test(the_keys_move),
        cmocka_unit_test(the_chosen_row_is_always_in_view),
        cmocka_unit_test(sorting_is_shown_by_a_character),
        cmocka_unit_test(a_filter_narrows_as_it_is_typed),
        cmocka_unit_test(finding_moves_to_the_next_match),
        cmocka_unit_test(a_refresh_follows_the_record),
        cmocka_unit_test(marks_are_of_records),
        cmocka_unit_test(sections_and_second_lines),
        cmocka_unit_test(a_long_list_is_never_read_whole),
        cmocka_unit_test(a_broken_source_says_so),
    };
    return RUN_TESTS(t);
}

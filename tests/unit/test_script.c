/* The terminals without a terminal: a script of keys, and lines of plain text. */
#include "tui/plain.h"
#include "tui/script.h"

#include "tests/unit/shown.h"

#include <locale.h>
#include <poll.h>
#include <unistd.h>

static void one(struct terminal *t, const struct event *e, struct canvas *c, int *row)
{
    char name[24];
    struct fault why = {0};

    assert_true(canvas_resize(c, t->rows, t->cols, &why));
    if (e->kind == EVENT_KEY && e->key == K_DOWN)
        ++*row;
    canvas_rule(c, (struct area){0, 0, 1, c->cols}, "Work", NULL);
    canvas_text(c, 1, 0, c->cols, ST_NORMAL, "  first   row");
    canvas_text(c, 2, 0, c->cols, ST_NORMAL, "  second  row");
    canvas_text(c, 1 + *row % 2, 0, 1, ST_NORMAL, "▸");
    canvas_style(c, (struct area){1 + *row % 2, 0, 1, c->cols}, ST_CHOSEN);
    canvas_cursor(c, 1 + *row % 2, 0);
    if (e->kind == EVENT_KEY)
        canvas_printf(c, 3, 0, c->cols, ST_HINT, "key %s", key_word(e->key, name, sizeof name));
    else if (e->kind == EVENT_PASTE)
        canvas_printf(c, 3, 0, c->cols, ST_HINT, "paste %zu", strlen(e->text));
    else
        canvas_printf(c, 3, 0, c->cols, ST_HINT, "event %d at %d,%d", e->kind, e->row, e->col);
}

static void play(struct terminal *t)
{
    struct canvas c = {.glyphs = t->glyphs};
    int row = 0;

    for (;;) {
        struct event e = term_next(t, -1);
        if (e.kind == EVENT_HANGUP)
            break;
        one(t, &e, &c, &row);
        term_paint(t, &c);
    }
    canvas_release(&c);
}

static void a_script_presses_keys_and_shows_the_canvas(void **state)
{
    static const char script[] = "# the first\n= at first\nDown x\n= moved\n\"é\n= typed\n"
                                 "paste a\\nb\nresize 5 20\n= small\nclick 2 7\n";
    struct buf out = {0};
    struct terminal *t;
    struct fault why = {0};

    (void)state;
    assert_true(script_open(script, &(struct script_options){4, 24, GLYPHS_FULL, &out}, &t, &why));
    play(t);
    assert_string_equal(
        out.text,
        "= at first\n|─ Work ─────────────────\n|▸ first   row\n|  second  row\n"
        "|event 5 at 4,24\ncursor 1 0\nstyle 0: border 0-1, title 2-5, border 6-23\n"
        "style 1: chosen 0-23\nstyle 3: hint 0-14\n"
        "= moved\n|─ Work ─────────────────\n|  first   row\n|▸ second  row\n|key x\n"
        "cursor 2 0\nstyle 0: border 0-1, title 2-5, border 6-23\nstyle 2: chosen 0-23\n"
        "style 3: hint 0-4\n"
        "= typed\n|─ Work ─────────────────\n|  first   row\n|▸ second  row\n|key é\n"
        "cursor 2 0\nstyle 0: border 0-1, title 2-5, border 6-23\nstyle 2: chosen 0-23\n"
        "style 3: hint 0-4\n"
        "= small\n|─ Work ─────────────\n|  first   row\n|▸ second  row\n|event 5 at 5,20\n|\n"
        "cursor 2 0\nstyle 0: border 0-1, title 2-5, border 6-19\nstyle 2: chosen 0-19\n"
        "style 3: hint 0-14\n");
    assert_true(shows(script_shown(t), "event 3 at 2,7"));
    assert_int_equal(term_next(t, -1).kind, EVENT_HANGUP); /* for ever after */
    buf_release(&out);
    term_close(t);
}

static void a_script_says_other_happenings(void **state)
{
    static const enum event_kind kinds[] = {EVENT_RESIZE,  EVENT_SUSPEND, EVENT_RESUME,
                                            EVENT_TIMEOUT, EVENT_WHEEL,   EVENT_CLICK,
                                            EVENT_SUSPEND, EVENT_HANGUP};
    struct terminal *t;
    struct fault why = {0};

    (void)state;
    assert_true(script_open("suspend\nresume\ntimeout\nwheel down 1 2\nopen 3 4\nCtrl-Z\nstop\n"
                            "hangup\n",
                            &(struct script_options){4, 20, GLYPHS_FULL, NULL}, &t, &why));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        assert_int_equal(term_next(t, 0).kind, kinds[i]);
    assert_true(term_stop_asked(t));
    assert_false(term_stop_asked(t));
    assert_true(term_copy(t, "x"));
    term_suspend(t);
    term_close(t);
}

static void a_script_that_says_nothing_is_refused(void **state)
{
    static const struct {
        const char *text, *place;
    } cases[] = {{"Down\nDwon\n", "script:2:1"},
                 {"click 1\n", "script:1:1"},
                 {"click 1 2 3\n", "script:1:1"},
                 {"resize 99999 1\n", "script:1:1"},
                 {"hangup now\n", "script:1:1"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct terminal *t;
        struct fault why = {0};
        assert_false(script_open(cases[i].text, &(struct script_options){4, 20, GLYPHS_FULL, NULL},
                                 &t, &why));
        assert_string_equal(why.place, cases[i].place);
    }
}

static void plain_lines_tell_what_changed(void **state)
{
    static const char typed[] = "Down\n\n\"hi\nxyz w\nDown x";
    int in[2], out[2];
    struct terminal *t;
    struct fault why = {0};
    char text[4096] = "";

    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    assert_int_equal(write(in[1], typed, sizeof typed - 1), sizeof typed - 1);
    close(in[1]);
    assert_true(plain_open(&(struct plain_options){in[0], out[1], 6, 30}, &t, &why));
    play(t);
    term_close(t);
    close(out[1]);
    assert_true(read(out[0], text, sizeof text - 1) > 0);
    /* The last line has no end: whoever typed it went away. */
    assert_string_equal(text, "Work\n> first  row\nsecond  row\nevent 5 at 6,30\n\n"
                              "first  row\n> second  row\nkey w\n\n");
    close(in[0]);
    close(out[0]);
}

static void plain_rows_have_no_frames(void **state)
{
    struct canvas c = {0};
    struct buf out = {0};

    (void)state;
    canvas_of(&c, 5, 40);
    struct area in = canvas_box(&c, (struct area){0, 0, 4, 30}, "Why");
    canvas_text(&c, in.row, in.col, in.cols, ST_NORMAL, "day 31 of 28  ███▓▓ 3 over");
    canvas_text(&c, in.row + 1, in.col, in.cols, ST_NORMAL, "a \xE2\xA0\x81 b");
    plain_print(&c, NULL, &out);
    assert_string_equal(out.text, "Why\nday 31 of 28  3 over\na  b\n");
    buf_clear(&out);
    plain_print(&c, &c, &out);
    assert_int_equal(out.length, 0);
    buf_release(&out);
    canvas_release(&c);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(a_script_presses_keys_and_shows_the_canvas),
        cmocka_unit_test(a_script_says_other_happenings),
        cmocka_unit_test(a_script_that_says_nothing_is_refused),
        cmocka_unit_test(plain_lines_tell_what_changed),
        cmocka_unit_test(plain_rows_have_no_frames),
    };
    return RUN_TESTS(t);
}

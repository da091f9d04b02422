/* What lies over a screen: palette, footer, help, dialogs, reasons, tabs. */
#include "tui/palette.h"

#include "core/base/text.h"
#include "tests/unit/shown.h"
#include "tui/dialog.h"
#include "tui/footer.h"
#include "tui/help.h"
#include "tui/script.h"
#include "tui/tabs.h"
#include "tui/why.h"

#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct binding keys[] = {
    {"any", "?", "show.help", "keys", "Show the keys that work here", 90},
    {"any", "q", "screen.close", "close", "Close this", 99},
    {"work", "Enter", "work.open", "open", "Open it", 1},
    {"work", "o", "package.offer", "offer", "Offer it to a provider", 2},
    {"work", "c F2", "work.claim", "claim", "Claim it for myself", 3},
    {"work", "d", "package.drop", "drop", "Withdraw the package", 4},
    {NULL, NULL, NULL, NULL, NULL, 0},
};

static bool may(void *ctx, const struct binding *b, struct fault *why)
{
    (void)ctx;
    return strcmp(b->action, "package.drop") != 0 ||
           refuse(why, "S1", "paper", "a broker does not withdraw");
}

static const struct keymap here = {.table = keys, .scope = {"work", "any"}, .may = may};
static const struct palette_entry more[] = {
    {"person.add", "Add a person", NULL},
    {"person.merge", "Merge two people", "only an administrator merges"},
    {"view.packages", "Packages", NULL},
    {"package.offer", "Offered twice is shown once", NULL},
};

static enum palette_answer press(struct palette *p, const char *names)
{
    enum palette_answer answer = PALETTE_USED;

    for (int key; (key = key_next(&names)) != K_NONE;)
        answer = palette_event(p, &(struct event){.kind = EVENT_KEY, .key = key});
    return answer;
}

static void type(struct palette *p, const char *text)
{
    for (size_t at = 0, n = strlen(text); at < n;)
        palette_event(p, &(struct event){.kind = EVENT_KEY, .key = (int)text_next(text, n, &at)});
}

static void letters_find_commands(void **state)
{
    static const struct {
        const char *typed, *name;
    } cases[] = {
        {"offer", "package.offer"},          {"ofr", "package.offer"},
        {"OFFER", "package.offer"},          {"wi", "package.drop"},
        {"add per", "person.add"},           {"addp", "person.add"},
        {"merge", "person.merge"},           {"claim", "work.claim"},
        {"pack", "view.packages"},           {"package.off", "package.offer"},
        {"person.add ref=P1", "person.add"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct palette *p = palette_new(&here, more, 4, NULL);
        type(p, cases[i].typed);
        assert_int_equal(press(p, "Enter"), PALETTE_RUN);
        assert_string_equal(palette_name(p), cases[i].name);
        palette_free(p);
    }
}

static void better_matches_score_more(void **state)
{
    (void)state;
    assert_int_equal(palette_score("xyz", "offer a package"), 0);
    assert_int_equal(palette_score("fo", "of"), 0); /* in order */
    assert_true(palette_score("", "anything") > 0);
    assert_true(palette_score("off", "offer a package") > palette_score("off", "hand off"));
    assert_true(palette_score("off", "hand off") > palette_score("off", "so fluffy"));
    assert_true(palette_score("pa", "package") > palette_score("pa", "open a"));
    assert_true(palette_score("op", "offer package") > palette_score("op", "copper"));
    assert_true(palette_score("of pac", "offer package") > 0);
}

/* A word as it was typed comes before its letters at the beginnings of others. */
static void what_reads_as_typed_comes_first(void **state)
{
    static const struct palette_entry entries[] = {
        {"provider.add", "Add a provider", NULL},
        {"list.approvals", "List: Approvals", NULL},
    };
    struct palette *p = palette_new(&here, entries, 2, NULL);

    (void)state;
    type(p, "approv");
    assert_int_equal(press(p, "Enter"), PALETTE_RUN);
    assert_string_equal(palette_name(p), "list.approvals");
    palette_free(p);
}

static void it_completes_remembers_and_leaves(void **state)
{
    struct palette_history history = {.count = 0};
    struct palette *p = palette_new(&here, more, 4, &history);

    (void)state;
    type(p, "pers");
    press(p, "Tab");
    type(p, "ref=P1 name=x");
    assert_int_equal(press(p, "Enter"), PALETTE_RUN);
    assert_string_equal(palette_name(p), "person.add");
    assert_string_equal(palette_arguments(p), "ref=P1 name=x");
    palette_free(p);
    p = palette_new(&here, more, 4, &history);
    type(p, "claim");
    press(p, "Enter");
    assert_string_equal(palette_arguments(p), "");
    palette_free(p);
    assert_int_equal(history.count, 2);
    p = palette_new(&here, more, 4, &history);
    press(p, "Up Up"); /* the line before the last */
    assert_int_equal(press(p, "Enter"), PALETTE_RUN);
    assert_string_equal(palette_arguments(p), "ref=P1 name=x");
    palette_free(p);
    assert_int_equal(history.count, 2); /* the same line is kept once */
    assert_string_equal(history.line[1], "person.add ref=P1 name=x");
    p = palette_new(&here, more, 4, &history);
    press(p, "Up Up Up Down Down");
    assert_int_equal(press(p, "Esc"), PALETTE_BACK);
    type(p, "zzzz");
    assert_int_equal(press(p, "Enter"), PALETTE_RUN); /* no command: perhaps a record's reference */
    assert_string_equal(palette_name(p), "");
    assert_string_equal(palette_arguments(p), "zzzz");
    palette_free(p);
    for (int i = 0; i < 120; i++) {
        char line[32];
        snprintf(line, sizeof line, "line %d", i);
        palette_history_add(&history, line);
    }
    assert_int_equal(history.count, HISTORY_MOST);
    assert_string_equal(history.line[HISTORY_MOST - 1], "line 119");
    palette_history_release(&history);
}

static void it_is_drawn_with_keys_and_reasons(void **state)
{
    struct palette *p = palette_new(&here, more, 4, NULL);
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 8, 90);
    type(p, "mer");
    palette_draw(p, &c, canvas_area(&c));
    assert_shown(
        &c, "", "", "", "", "",
        "─ Commands ────────────────────────────────────────────────────────────────────── 1 of 9 "
        "─",
        "▸ Merge two people                                        only an administrator merges",
        ":mer");
    assert_int_equal(c.cursor_row, 7);
    assert_int_equal(c.cursor_col, 4);
    for (int rows = 1; rows < 12; rows++) {
        for (int cols = 1; cols < 80; cols += 13) {
            canvas_of(&c, rows, cols);
            palette_draw(p, &c, canvas_area(&c));
        }
    }
    canvas_release(&c);
    palette_free(p);
}

static void the_footer_is_cut_to_fit(void **state)
{
    static const struct {
        int cols;
        const char *shown;
    } cases[] = {
        {80, " Enter open  o offer  c claim  d drop  ? keys  q close"},
        {54, " Enter open  o offer  c claim  d drop  ? keys  q close"},
        {53, " Enter open  o offer  c claim  ? keys  q close"},
        {30, " Enter open  ? keys  q close"},
        {16, " ? keys  q close"},
        {10, " ? keys"},
    };
    struct canvas c = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        canvas_of(&c, 1, cases[i].cols);
        footer_draw(&here, &c, canvas_area(&c));
        assert_shown(&c, cases[i].shown);
    }
    canvas_of(&c, 1, 80);
    footer_draw(&here, &c, canvas_area(&c));
    assert_int_equal(style_at(&c, 0, 13), ST_KEY);
    assert_int_equal(style_at(&c, 0, 31), ST_HINT); /* it cannot be done now */
    assert_string_equal(footer_hit(&here, &c, canvas_area(&c), 15)->action, "package.offer");
    assert_null(footer_hit(&here, &c, canvas_area(&c), 12));
    assert_null(footer_hit(&here, &c, canvas_area(&c), 79));
    canvas_release(&c);
}

static void the_help_lists_every_key(void **state)
{
    struct help h = {.about = here};
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 9, 100);
    help_draw(&h, &c, canvas_area(&c));
    assert_true(shows(&c, "─ Work ─"));
    assert_true(shows(&c, " c F2               Claim it for myself"));
    assert_true(shows(&c, "Withdraw the package"));
    assert_true(shows(&c, "a broker does not withdraw"));
    assert_true(shows(&c, "─ On every screen ─"));
    canvas_of(&c, 3, 60);
    help_draw(&h, &c, canvas_area(&c));
    assert_false(shows(&c, "Close this"));
    assert_true(help_event(&h, &(struct event){.kind = EVENT_KEY, .key = K_END}));
    canvas_clear(&c);
    help_draw(&h, &c, canvas_area(&c));
    assert_true(shows(&c, "Close this"));
    for (int i = 0; i < 9; i++)
        help_event(&h, &(struct event){.kind = EVENT_WHEEL, .key = K_UP});
    canvas_clear(&c);
    help_draw(&h, &c, canvas_area(&c));
    assert_true(shows(&c, "─ Work ─"));
    assert_false(help_event(&h, &(struct event){.kind = EVENT_KEY, .key = K_ESC}));
    canvas_release(&c);
}

/* --- dialogs -----------------------------------------------------------------------------------
 */

static int answer(struct dialog *d, int key)
{
    return dialog_event(d, &(struct event){.kind = EVENT_KEY, .key = key});
}

static void a_question_is_answered_by_its_letters(void **state)
{
    static const char *const choices[] = {"Keep mine", "Take theirs", "Look again", NULL};
    struct terminal *t;
    struct fault why = {0};
    struct dialog d;

    (void)state;
    assert_true(script_open("", &(struct script_options){.rows = 24, .cols = 80}, &t, &why));
    dialog_confirm(&d, "Withdraw", "Withdraw it", "Withdraw %s?", "P10234");
    assert_int_equal(answer(&d, 'w'), DIALOG_OPEN); /* it has not been shown yet */
    assert_int_equal(answer(&d, 'y'), DIALOG_OPEN);
    assert_int_equal(answer(&d, K_ESC), DIALOG_OPEN);
    dialog_shown(&d, t);
    assert_int_equal(answer(&d, 'x'), DIALOG_OPEN);
    assert_int_equal(answer(&d, K_ENTER), DIALOG_NO); /* No stands first */
    assert_int_equal(answer(&d, 'n'), DIALOG_NO);
    assert_int_equal(answer(&d, 'y'), DIALOG_YES);
    assert_int_equal(answer(&d, 'W'), DIALOG_YES);
    assert_int_equal(answer(&d, K_ESC), DIALOG_LEFT);
    answer(&d, K_LEFT);
    assert_int_equal(answer(&d, K_ENTER), DIALOG_YES);
    dialog_choose(&d, "Both changed it", choices, "s.holt saved first.");
    dialog_shown(&d, t);
    answer(&d, K_TAB);
    assert_int_equal(answer(&d, K_ENTER), 1);
    assert_int_equal(answer(&d, 'l'), 2);
    dialog_message(&d, "Saved", "Saved 09:14.");
    assert_int_equal(answer(&d, K_ENTER), 0); /* nothing hangs on it */
    term_close(t);
}

static void what_was_typed_ahead_answers_nothing(void **state)
{
    struct terminal *t;
    struct fault why = {0};
    struct dialog d;

    (void)state;
    /* d asks; the y of the same burst was typed before the question stood there. */
    assert_true(
        script_open("d y y\nn\n", &(struct script_options){.rows = 24, .cols = 80}, &t, &why));
    term_next(t, -1);
    assert_int_equal(term_next(t, -1).key, 'd');
    dialog_confirm(&d, "Withdraw", "Withdraw it", "Withdraw it?");
    dialog_shown(&d, t);
    struct event e = term_next(t, -1);
    assert_int_equal(e.key, 'n');
    assert_int_equal(dialog_event(&d, &e), DIALOG_NO);
    term_close(t);
}

static void dialogs_fit_any_screen(void **state)
{
    struct canvas c = {0};
    struct dialog d;

    (void)state;
    canvas_of(&c, 8, 44);
    dialog_confirm(&d, "Withdraw", "Withdraw it", "Withdraw the package of Grace Okafor?");
    dialog_draw(&d, &c, canvas_area(&c));
    assert_shown(&c, "", " ┌ Withdraw ──────────────────────────────┐",
                 " │ Withdraw the package of Grace Okafor?  │",
                 " │                                        │",
                 " │  Withdraw it     No                    │",
                 " └────────────────────────────────────────┘");
    assert_int_equal(style_at(&c, 4, 20), ST_CHOSEN | ST_KEY);
    assert_int_equal(c.cursor_row, 4);
    dialog_message(&d, "Refused", "%s\n%s\n%s", "Nobody was asked.",
                   "T1  no joint reassessment (paper 001, 26)",
                   "T4  not consulted (paper 001, 26)");
    for (int rows = 1; rows < 12; rows++) {
        for (int cols = 1; cols < 60; cols += 7) {
            canvas_of(&c, rows, cols);
            dialog_draw(&d, &c, canvas_area(&c));
            answer(&d, K_DOWN);
        }
    }
    canvas_of(&c, 12, 60);
    d.skip = 0;
    dialog_draw(&d, &c, canvas_area(&c));
    assert_true(shows(&c, "T4  not consulted (paper 001, 26)"));
    canvas_release(&c);
}

/* --- reasons -----------------------------------------------------------------------------------
 */

static void reasons_are_shown_with_their_sources(void **state)
{
    struct canvas c = {0};
    struct fault why = {0};
    struct why w = {.top = 0};

    (void)state;
    refuse(&why, "T1", "National Framework; paper 001, 26",
           "No joint reassessment since the last decision (12/03/2016).");
    fault_add_reason(&why, "T4", "", "Grace Okafor has not been consulted.");
    why_fault(&w, &why, "Why: refused", "reassessment none",
              "To go on: record the reassessment (r).", "Rule funding.transfer");
    canvas_of(&c, 14, 60);
    why_draw(&w, &c, canvas_area(&c));
    assert_true(shows(&c, "│ T1    No joint reassessment since the last decision"));
    assert_true(shows(&c, "│       National Framework; paper 001, 26"));
    assert_true(shows(&c, "│ T4    Grace Okafor has not been consulted."));
    assert_true(shows(&c, "Facts: reassessment none"));
    assert_true(shows(&c, "y copy as text   Esc back"));
    for (int rows = 1; rows < 14; rows++) {
        canvas_of(&c, rows, 10 + rows * 5);
        why_draw(&w, &c, canvas_area(&c));
        why_event(&w, &(struct event){.kind = EVENT_KEY, .key = K_DOWN}, NULL, NULL);
    }
    assert_false(why_event(&w, &(struct event){.kind = EVENT_KEY, .key = 'w'}, NULL, NULL));
    canvas_release(&c);
    why_release(&w);
}

static void reasons_can_be_copied(void **state)
{
    const struct event y = {.kind = EVENT_KEY, .key = 'y'};
    const char *tmp = getenv("TMPDIR");
    char path[240], text[512] = "";
    struct fault why = {0};
    struct why w = {.top = 0};
    struct terminal *t;
    struct stat st;

    (void)state;
    why_text(&w, "Why £308.85", "14.5 hours at £21.30.\n\tthe rate of 07/11/2016");
    assert_true(script_open("", &(struct script_options){.rows = 24, .cols = 80}, &t, &why));
    assert_true(why_event(&w, &y, t, NULL));
    assert_string_equal(script_copied(t), "Why £308.85\n14.5 hours at £21.30.\n"
                                          "    the rate of 07/11/2016\n");
    assert_true(why_event(&w, &y, NULL, NULL));
    assert_string_equal(w.message, "This terminal is not allowed to copy.");
    snprintf(path, sizeof path, "%s/htlah-why-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(path));
    snprintf(path + strlen(path), sizeof path - strlen(path), "/why.txt");
    why_event(&w, &y, NULL, path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    int fd = open(path, O_RDONLY);
    assert_true(read(fd, text, sizeof text - 1) > 0);
    close(fd);
    assert_string_equal(text, script_copied(t));
    why_event(&w, &y, NULL, path); /* never over another */
    assert_non_null(strstr(w.message, "/why-2.txt"));
    unlink(path);
    memcpy(strrchr(path, '/'), "/why-2.txt", sizeof "/why-2.txt");
    assert_int_equal(unlink(path), 0);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    term_close(t);
    why_release(&w);
}

/* --- tabs --------------------------------------------------------------------------------------
 */

static void tabs_shorten_to_fit(void **state)
{
    static const char *const names[] = {"1 Work", "2 People", "3 Packages", "4 Reablement"};
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 1, 60);
    tabs_draw(&c, canvas_area(&c), TABS_SHORTEN, names, 4, 2);
    assert_shown(&c, " 1 Work  2 People  3 Packages  4 Reablement");
    assert_true(style_at(&c, 0, 20) & ST_CHOSEN);
    assert_int_equal(style_at(&c, 0, 1), ST_NORMAL);
    assert_int_equal(tabs_hit(&c, canvas_area(&c), TABS_SHORTEN, names, 4, 2, 22), 2);
    assert_int_equal(tabs_hit(&c, canvas_area(&c), TABS_SHORTEN, names, 4, 2, 8), -1);
    canvas_of(&c, 1, 38);
    tabs_draw(&c, canvas_area(&c), TABS_SHORTEN, names, 4, 2);
    assert_shown(&c, " 1 Work  2 Peop…  3 Packages  4 Reab…");
    canvas_of(&c, 1, 20);
    tabs_draw(&c, canvas_area(&c), TABS_SHORTEN, names, 4, 3);
    assert_true(shows(&c, "4 Reablement"));
    assert_true(shows(&c, "…"));
    canvas_of(&c, 1, 4);
    tabs_draw(&c, canvas_area(&c), TABS_SHORTEN, names, 4, 3);
    assert_int_equal(tabs_step(3, 1, 4), 0);
    assert_int_equal(tabs_step(0, -1, 4), 3);
    assert_int_equal(tabs_step(0, 1, 0), 0);
    canvas_release(&c);
}

static void tabs_stay_whole_and_tell_where_one_is(void **state)
{
    static const char *const names[] = {"Package", "Missing", "Visits", "Lines", "Providers"};
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 1, 60);
    tabs_draw(&c, canvas_area(&c), TABS_PAN, names, 5, 0);
    assert_shown(&c, " Package  Missing  Visits  Lines  Providers");
    canvas_of(&c, 1, 34);
    tabs_draw(&c, canvas_area(&c), TABS_PAN, names, 5, 1);
    assert_shown(&c, " Package  Missing  Visits   → 2/5");
    tabs_draw(&c, canvas_area(&c), TABS_PAN, names, 5, 3);
    assert_shown(&c, "←Visits  Lines  Providers     4/5");
    assert_int_equal(tabs_hit(&c, canvas_area(&c), TABS_PAN, names, 5, 3, 18), 4);
    assert_int_equal(tabs_hit(&c, canvas_area(&c), TABS_PAN, names, 5, 1, 31), -1);
    canvas_release(&c);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(letters_find_commands),
        cmocka_unit_test(better_matches_score_more),
        cmocka_unit_test(what_reads_as_typed_comes_first),
        cmocka_unit_test(it_completes_remembers_and_leaves),
        cmocka_unit_test(it_is_drawn_with_keys_and_reasons),
        cmocka_unit_test(the_footer_is_cut_to_fit),
        cmocka_unit_test(the_help_lists_every_key),
        cmocka_unit_test(a_question_is_answered_by_its_letters),
        cmocka_unit_test(what_was_typed_ahead_answers_nothing),
        cmocka_unit_test(dialogs_fit_any_screen),
        cmocka_unit_test(reasons_are_shown_with_their_sources),
        cmocka_unit_test(reasons_can_be_copied),
        cmocka_unit_test(tabs_shorten_to_fit),
        cmocka_unit_test(tabs_stay_whole_and_tell_where_one_is),
    };
    return RUN_TESTS(t);
}

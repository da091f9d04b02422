/* The real terminal: a program of ours behind a pseudo-terminal, libvterm as what the person sees. */
#include "tests/unit/at_terminal.h"

/* --- tests -------------------------------------------------------------------------------------
 */

static void the_first_screen_is_all_there(void **state)
{
    struct person p;
    VTermPos cursor;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    assert_true(p.alternate);
    assert_row(&p, 0, "size 24x80");
    assert_row(&p, 1, "resize");
    assert_row(&p, 3, "Siân ŵ 中文x e\xCC\x81| ─▸█");
    assert_int_equal(cell(&p, 3, 7).width, 2);
    assert_int_equal(cell(&p, 3, 11).chars[0], 'x');
    assert_int_equal(cell(&p, 3, 13).chars[1], 0x301);
    assert_int_equal(cell(&p, 3, 14).chars[0], '|');
    vterm_state_get_cursorpos(vterm_obtain_state(p.vt), &cursor);
    assert_int_equal(cursor.row, 2);
    assert_int_equal(cursor.col, 11);
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    assert_false(p.alternate);
    leave(&p);
}

static void text_cannot_drive_the_terminal(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    assert_row(&p, 4, "<U+001B>]52;c;Zm9v<U+0007><U+001B>[2J<U+202E>|");
    assert_null(strstr(p.bytes.text, "\033]52"));
    assert_null(strstr(p.bytes.text, "\xE2\x80\xAE"));
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static bool is_colour(const VTermColor *c, int index)
{
    return VTERM_COLOR_IS_INDEXED(c) && c->indexed.idx == index;
}

static void colours_are_the_terminals_own(void **state)
{
    static const struct {
        const char *environment[5];
        struct term_options options;
        bool coloured;
    } cases[] = {
        {{"TERM", "xterm-256color"}, {0}, true},
        {{"TERM", "xterm"}, {0}, true},
        {{"TERM", "linux"}, {0}, true},
        {{"TERM", "screen-256color"}, {0}, true},
        {{"TERM", "tmux-256color"}, {0}, true},
        {{"TERM", "rxvt-unicode"}, {0}, true},
        {{"TERM", "vt100"}, {0}, false},
        {{"TERM", "xterm-mono"}, {0}, false},
        {{"TERM", "xterm-256color", "NO_COLOR", "1"}, {0}, false},
        {{"TERM", "xterm-256color", "NO_COLOR", ""}, {0}, true},
        {{"TERM", "xterm-256color"}, {.no_colour = true}, false},
        {{"TERM", "xterm-256color"}, {.theme = "mono"}, false},
        {{"TERM", "xterm-256color"}, {.theme = "high-contrast"}, false},
        {{"TERM", "xterm-256color"}, {.theme = "no such theme"}, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person p;
        start(&p, &cases[i].options, cases[i].environment, START_USUAL);
        until_events(&p, 1);
        VTermScreenCell error = cell(&p, 2, 0), hint = cell(&p, 2, 6), chosen = cell(&p, 2, 11);
        assert_int_equal(error.chars[0], 'e');
        assert_true(error.attrs.bold);
        assert_int_equal(is_colour(&error.fg, 1) || is_colour(&error.fg, 9), cases[i].coloured);
        assert_int_equal(is_colour(&hint.fg, 6), cases[i].coloured);
        assert_true(chosen.attrs.reverse);
        assert_false(error.attrs.blink || hint.attrs.blink || chosen.attrs.blink);
        type(&p, "q");
        assert_int_equal(ended(&p), 0);
        leave(&p);
    }
}

static void terminals_without_utf8_get_ascii(void **state)
{
    static const struct {
        const char *environment[5];
        struct term_options options;
        const char *row;
        bool ascii;
    } cases[] = {
        {{"LC_ALL", "C.UTF-8"}, {0}, "Siân ŵ 中文x e\xCC\x81| ─▸█", false},
        {{"LC_ALL", "en_GB.UTF-8"}, {0}, "Siân ŵ 中文x e\xCC\x81| ─▸█", false}, /* not made here */
        {{"LC_ALL", NULL, "LANG", "cy_GB.utf8"}, {0}, "Siân ŵ 中文x e\xCC\x81| ─▸█", false},
        {{"LC_ALL", "C"}, {0}, "Sian w ??x e| ->#", true},
        {{"LC_ALL", NULL}, {0}, "Sian w ??x e| ->#", true},
        {{"LC_ALL", "en_GB.ISO-8859-1"}, {0}, "Sian w ??x e| ->#", true},
        {{"LC_ALL", "C.UTF-8"}, {.ascii = true}, "Siân ŵ 中文x e\xCC\x81| ->#", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person p;
        bool ascii = true;
        start(&p, &cases[i].options, cases[i].environment, START_USUAL);
        until_events(&p, 1);
        assert_row(&p, 3, cases[i].row);
        for (size_t j = 0; j < p.bytes.length; j++)
            ascii = ascii && (unsigned char)p.bytes.text[j] < 0x80;
        assert_int_equal(ascii, cases[i].ascii);
        type(&p, "q");
        assert_int_equal(ended(&p), 0);
        leave(&p);
    }
}

static void keys_come_as_they_are_named(void **state)
{
    static const struct {
        VTermKey key;
        VTermModifier with;
        const char *row;
    } cases[] = {
        {VTERM_KEY_UP, 0, "key Up"},
        {VTERM_KEY_LEFT, 0, "key Left"},
        {VTERM_KEY_HOME, 0, "key Home"},
        {VTERM_KEY_END, 0, "key End"},
        {VTERM_KEY_PAGEDOWN, 0, "key PgDn"},
        {VTERM_KEY_DEL, 0, "key Delete"},
        {VTERM_KEY_INS, 0, "key Insert"},
        {VTERM_KEY_ENTER, 0, "key Enter"},
        {VTERM_KEY_TAB, 0, "key Tab"},
        {VTERM_KEY_TAB, VTERM_MOD_SHIFT, "key Shift-Tab"},
        {VTERM_KEY_BACKSPACE, 0, "key Backspace"},
        {VTERM_KEY_ESCAPE, 0, "key Esc"},
        {VTERM_KEY_FUNCTION(1), 0, "key F1"},
        {VTERM_KEY_FUNCTION(10), 0, "key F10"},
        {VTERM_KEY_FUNCTION(12), 0, "key F12"},
    };
    static const struct {
        const char *bytes, *row;
    } typed[] = {{"é", "key é"},         {"\023", "key Ctrl-S"}, {"\021", "key Ctrl-Q"},
                 {"\003", "key Ctrl-C"}, {"\020", "key Ctrl-P"}, {"\0330", "key F10"}};
    static const char *const terms[] = {"xterm-256color", "xterm", "tmux-256color"};

    (void)state;
    for (size_t t = 0; t < 3; t++) {
        struct person p;
        long events = 1;
        start(&p, &usual, (const char *[]){"TERM", terms[t], NULL}, START_USUAL);
        until_events(&p, events);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            vterm_keyboard_key(p.vt, cases[i].key, cases[i].with);
            type_keys(&p);
            until_events(&p, ++events);
            assert_row(&p, 1, cases[i].row);
        }
        for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
            type(&p, typed[i].bytes);
            until_events(&p, ++events);
            assert_row(&p, 1, typed[i].row);
        }
        type(&p, "q");
        assert_int_equal(ended(&p), 0);
        leave(&p);
    }
}

static void pastes_and_clicks_are_told_apart_from_keys(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    assert_non_null(strstr(p.bytes.text, "\033[?2004h"));
    type(&p, "\033[200~q\rq\033[201~");
    until_events(&p, 2);
    assert_row(&p, 1, "paste 3 q<U+000D>q");
    vterm_mouse_move(p.vt, 9, 30, 0);
    vterm_mouse_button(p.vt, 1, true, 0);
    type_keys(&p);
    until_events(&p, 3);
    assert_row(&p, 1, "click 9,30");
    vterm_mouse_button(p.vt, 1, false, 0);
    vterm_mouse_button(p.vt, 1, true, 0);
    type_keys(&p);
    until_events(&p, 4);
    assert_row(&p, 1, "click 9,30 Enter");
    vterm_mouse_button(p.vt, 4, true, 0);
    type_keys(&p);
    until_events(&p, 5);
    assert_row(&p, 1, "wheel 9,30 Up");
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    assert_non_null(strstr(p.bytes.text, "\033[?2004l"));
    assert_non_null(strstr(p.bytes.text, "\033[?1000l"));
    leave(&p);
    start(&p, &(struct term_options){.no_mouse = true}, NULL, START_USUAL);
    until_events(&p, 1);
    assert_null(strstr(p.bytes.text, "\033[?1000h"));
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void no_resize_is_lost(void **state)
{
    struct person p;
    int rows = ROWS, cols = COLS;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    p.blind = true;
    for (int i = 0; i < 1000; i++) {
        rows = i % 37 + 1; /* 1x1 among them */
        cols = i % 143 + 1;
        struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
        assert_int_equal(ioctl(p.terminal, TIOCSWINSZ, &size), 0);
        if (i % 3) /* sometimes two at once */
            until_size(&p, rows, cols);
        buf_clear(&p.bytes);
        p.looked = 0;
    }
    until_size(&p, rows, cols);
    p.blind = false;
    struct winsize big = {.ws_row = 200, .ws_col = 500};
    vterm_set_size(p.vt, 200, 500);
    assert_int_equal(ioctl(p.terminal, TIOCSWINSZ, &big), 0);
    until_size(&p, 200, 500);
    assert_row(&p, 0, "size 200x500");
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

/* Clock ticks the process has used. */
static long ticks(pid_t pid)
{
    char path[64], text[1024];
    long used = -1;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    if (n > 0) {
        text[n] = '\0';
        char *at = strrchr(text, ')');
        for (int i = 0; at && i < 12; i++)
            at = strchr(at + 1, ' ');
        if (at)
            used = strtol(at, &at, 10) + strtol(at, NULL, 10);
    }
    return used;
}

static void idle_writes_and_does_nothing(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    long before = ticks(p.pid);
    assert_true(before >= 0);
    assert_false(pump(&p, 700));
    assert_int_equal(ticks(p.pid), before);
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void only_what_changed_is_sent(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    type(&p, "a");
    until_events(&p, 2);
    buf_clear(&p.bytes);
    p.looked = 0;
    type(&p, "b"); /* "key a" becomes "key b" */
    until_events(&p, 3);
    assert_row(&p, 1, "key b");
    assert_true(p.bytes.length < 64);
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void the_end_of_the_terminal_ends_it(void **state)
{
    static const struct {
        enum start how;
        int signal; /* 0: the terminal goes */
    } cases[] = {
        {START_USUAL, 0}, {START_NO_CONTROL, 0}, {START_USUAL, SIGTERM}, {START_USUAL, SIGHUP}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person p;
        int status;
        start(&p, &usual, NULL, cases[i].how);
        until_events(&p, 1);
        if (cases[i].signal) {
            kill(p.pid, cases[i].signal);
            assert_int_equal(ended(&p), 9);
            assert_false(p.alternate);
        } else {
            close(p.terminal);
            p.terminal = -1;
            assert_int_equal(waitpid(p.pid, &status, 0), p.pid);
            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), 9);
        }
        leave(&p);
    }
}

/* The link drops while somebody types: the program ends by itself, wherever it was. */
static void a_hang_up_at_any_key_ends_it(void **state)
{
    static const char *const typed[] = {
        "",          "x", "\033", "\033[", "\xC3", "\033[200~half a paste", "D", "xyxyxyxyxyxyxyxy",
        "\033[<0;5;"};
    uint32_t seed = 20161108;

    (void)state;
    for (int i = 0; i < 60; i++) {
        struct person p;
        int status = 0;
        seed = seed * 1664525 + 1013904223;
        start(&p, &usual, NULL, i % 2 ? START_USUAL : START_NO_CONTROL);
        if (seed >> 16 & 3) /* at times before anything was painted */
            until_events(&p, 1);
        type(&p, typed[(seed >> 20) % (sizeof typed / sizeof *typed)]);
        close(p.terminal);
        p.terminal = -1;
        assert_int_equal(waitpid(p.pid, &status, 0), p.pid);
        /* Before its handlers are there, SIGHUP ends it as it ends anybody. */
        assert_true((WIFEXITED(status) && WEXITSTATUS(status) != 0) ||
                    (WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP));
        leave(&p);
    }
}

static void a_signal_from_outside_is_the_key(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    kill(p.pid, SIGINT);
    until_events(&p, 2);
    assert_row(&p, 1, "key Ctrl-C");
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void the_terminal_is_given_back(void **state)
{
    static const struct {
        const char *key;
        int status;
    } cases[] = {{"q", 0}, {"E", 3}, {"A", 128 + SIGABRT}, {"S", 128 + SIGSEGV}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person p;
        struct termios during, after, before;
        int own;
        struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
        assert_int_equal(openpty(&p.terminal, &own, NULL, NULL, &size), 0);
        assert_int_equal(tcgetattr(own, &before), 0);
        close(own);
        close(p.terminal);
        start(&p, &usual, NULL, START_USUAL);
        until_events(&p, 1);
        assert_int_equal(tcgetattr(p.terminal, &during), 0);
        assert_true((during.c_lflag & (tcflag_t)(ICANON | ECHO | ISIG)) == 0);
        assert_true((during.c_iflag & (tcflag_t)IXON) == 0);
        type(&p, cases[i].key);
        int status = 0;
        assert_int_equal(waitpid(p.pid, &status, 0), p.pid);
        while (pump(&p, 50))
            continue;
        assert_int_equal(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
                         cases[i].status);
        assert_int_equal(tcgetattr(p.terminal, &after), 0);
        assert_int_equal(after.c_lflag, before.c_lflag);
        assert_int_equal(after.c_iflag, before.c_iflag);
        assert_int_equal(after.c_oflag, before.c_oflag);
        assert_false(p.alternate);
        assert_non_null(strstr(p.bytes.text, "\033[?2004l"));
        leave(&p);
    }
}

static void ctrl_z_stops_and_fg_comes_back(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_SHELL);
    until_events(&p, 1);
    for (long turn = 0; turn < 5; turn++) {
        type(&p, "\032");
        until_events(&p, -1); /* the shell has the terminal */
        assert_false(p.alternate);
        struct termios now;
        assert_int_equal(tcgetattr(p.terminal, &now), 0);
        assert_true((now.c_lflag & (tcflag_t)ICANON) != 0);
        type(&p, "fg\n");
        until_events(&p, 3 + turn * 2); /* suspend, then resume */
        assert_true(p.alternate);
        assert_row(&p, 0, "size 24x80");
        assert_row(&p, 1, "resume");
    }
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void what_was_typed_ahead_can_be_forgotten(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    type(&p, "Dq"); /* q was typed before the question of D was seen */
    until_events(&p, 2);
    type(&p, "n");
    until_events(&p, 3);
    assert_row(&p, 1, "key n");
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void long_work_can_be_stopped(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    type(&p, "Wx\003"); /* x is kept for afterwards */
    until_events(&p, 3);
    assert_row(&p, 1, "key x");
    assert_row(&p, 5, "stopped");
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void copying_is_asked_for(void **state)
{
    struct person p;

    (void)state;
    start(&p, &usual, NULL, START_USUAL);
    until_events(&p, 1);
    type(&p, "C");
    until_events(&p, 2);
    assert_row(&p, 5, "not copied");
    assert_null(strstr(p.bytes.text, "\033]52"));
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
    start(&p, &(struct term_options){.copy = true}, NULL, START_USUAL);
    until_events(&p, 1);
    type(&p, "C");
    until_events(&p, 2);
    assert_row(&p, 5, "copied");
    assert_non_null(strstr(p.bytes.text, "\033]52;c;U2nDom4=\a")); /* Siân in base 64 */
    type(&p, "q");
    assert_int_equal(ended(&p), 0);
    leave(&p);
}

static void any_terminal_opens_or_says_why_not(void **state)
{
    static const struct {
        const char *term, *says;
        int status;
    } cases[] = {
        {"no-such-terminal-256color", NULL, 0},
        {"", NULL, 0},
        {NULL, NULL, 0},
        {"../../etc/passwd", NULL, 0},
        {"vt100", NULL, 0},
        {"linux", NULL, 0},
        {"ansi", NULL, 0},
        {"dumb", "cannot place a cursor", 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person p;
        start(&p, &usual, (const char *[]){"TERM", cases[i].term, NULL}, START_USUAL);
        if (cases[i].status == 0) {
            until_events(&p, 1);
            assert_row(&p, 0, "size 24x80");
            type(&p, "q");
        }
        assert_int_equal(ended(&p), cases[i].status);
        if (cases[i].says)
            assert_non_null(strstr(p.bytes.text, cases[i].says));
        leave(&p);
    }
}

static void what_is_no_terminal_is_refused(void **state)
{
    int fds[2], status;
    char text[1024] = "";

    (void)state;
    assert_int_equal(pipe(fds), 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(fds[1], 1);
        quick_exit(program(&usual));
    }
    close(fds[1]);
    assert_true(read(fds[0], text, sizeof text - 1) > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(WEXITSTATUS(status), 2);
    assert_non_null(strstr(text, "is not a terminal"));
    close(fds[0]);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_first_screen_is_all_there),
        cmocka_unit_test(text_cannot_drive_the_terminal),
        cmocka_unit_test(colours_are_the_terminals_own),
        cmocka_unit_test(terminals_without_utf8_get_ascii),
        cmocka_unit_test(keys_come_as_they_are_named),
        cmocka_unit_test(pastes_and_clicks_are_told_apart_from_keys),
        cmocka_unit_test(no_resize_is_lost),
        cmocka_unit_test(idle_writes_and_does_nothing),
        cmocka_unit_test(only_what_changed_is_sent),
        cmocka_unit_test(the_end_of_the_terminal_ends_it),
        cmocka_unit_test(a_hang_up_at_any_key_ends_it),
        cmocka_unit_test(a_signal_from_outside_is_the_key),
        cmocka_unit_test(the_terminal_is_given_back),
        cmocka_unit_test(ctrl_z_stops_and_fg_comes_back),
        cmocka_unit_test(what_was_typed_ahead_can_be_forgotten),
        cmocka_unit_test(long_work_can_be_stopped),
        cmocka_unit_test(copying_is_asked_for),
        cmocka_unit_test(any_terminal_opens_or_says_why_not),
        cmocka_unit_test(what_is_no_terminal_is_refused),
    };
    return RUN_TESTS(t);
}

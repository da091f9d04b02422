/* at_terminal.h - a program that shows events, and a person at a pseudo-terminal before it
 *
 * The program writes a mark in band when it is about to wait (events taken, size), so a test waits
 * for a mark and never guesses at time.  What the person sees is libvterm's screen.
 */
#ifndef TESTS_UNIT_AT_TERMINAL_H
#define TESTS_UNIT_AT_TERMINAL_H

#include "tui/term.h"

#include "tests/unit/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

enum { ROWS = 24, COLS = 80, PATIENCE_MS = 20000 };

/* --- the program -------------------------------------------------------------------------------
 */

static const char *event_words(const struct event *e, char *buf, size_t size)
{
    static const char *const kinds[] = {
        [EVENT_PASTE] = "paste",   [EVENT_CLICK] = "click",     [EVENT_WHEEL] = "wheel",
        [EVENT_RESIZE] = "resize", [EVENT_RESUME] = "resume",   [EVENT_SUSPEND] = "suspend",
        [EVENT_HANGUP] = "hangup", [EVENT_TIMEOUT] = "timeout",
    };
    char name[24];

    if (e->kind == EVENT_KEY)
        snprintf(buf, size, "key %s", key_word(e->key, name, sizeof name));
    else if (e->kind == EVENT_PASTE)
        snprintf(buf, size, "paste %zu %s", strlen(e->text), e->text);
    else if (e->kind == EVENT_CLICK || e->kind == EVENT_WHEEL)
        snprintf(buf, size, "%s %d,%d %s", kinds[e->kind], e->row, e->col,
                 key_word(e->key, name, sizeof name));
    else
        snprintf(buf, size, "%s", kinds[e->kind]);
    return buf;
}

static void draw(struct canvas *c, const struct terminal *t, const char *last, const char *also)
{
    struct fault why = {0};

    c->glyphs = t->glyphs;
    if (!canvas_resize(c, t->rows, t->cols, &why))
        _exit(70);
    canvas_printf(c, 0, 0, c->cols, ST_TITLE, "size %dx%d", t->rows, t->cols);
    canvas_text(c, 1, 0, c->cols, ST_NORMAL, last);
    canvas_text(c, 2, 0, 5, ST_ERROR, "error");
    canvas_text(c, 2, 6, 4, ST_HINT, "hint");
    canvas_text(c, 2, 11, 6, ST_NORMAL | ST_CHOSEN, "chosen");
    canvas_text(c, 3, 0, c->cols, ST_NORMAL, "Siân ŵ 中文x e\xCC\x81| ─▸█");
    canvas_text(c, 4, 0, c->cols, ST_NORMAL, "\033]52;c;Zm9v\a\033[2J\xE2\x80\xAE|");
    canvas_text(c, 5, 0, c->cols, ST_NORMAL, also);
    canvas_cursor(c, 2, 11);
}

static void answer(struct terminal *t, const struct event *e, const char **also)
{
    if (e->kind == EVENT_SUSPEND)
        term_suspend(t);
    if (e->kind != EVENT_KEY)
        return;
    switch (e->key) {
    case 'A':
        abort();
    case 'E':
        exit(3);
    case 'S':
        raise(SIGSEGV);
        break;
    case 'C':
        *also = term_copy(t, "Siân") ? "copied" : "not copied";
        break;
    case 'W': /* long work, until it is asked to stop */
        while (!term_stop_asked(t))
            poll(NULL, 0, 1);
        *also = "stopped";
        break;
    default:
        break;
    }
}

/* Ends with 0 by q, 9 by a hang-up, a fault's status when it cannot open. */
static int program(const struct term_options *o)
{
    struct terminal *t;
    struct fault why = {0};
    struct canvas c = {0};
    char last[256] = "";
    const char *also = "";
    int status = -1;

    if (!term_open(o, &t, &why)) {
        printf("%s\n", why.text);
        fflush(stdout);
        return fault_status(why.kind);
    }
    for (long events = 0; status < 0;) {
        char mark[64];
        struct event e = term_next(t, -1);
        events++;
        event_words(&e, last, sizeof last);
        answer(t, &e, &also);
        if (e.kind == EVENT_KEY && e.key == 'q')
            status = 0;
        if (e.kind == EVENT_HANGUP)
            status = 9;
        draw(&c, t, last, also);
        term_paint(t, &c);
        if (e.kind == EVENT_KEY && e.key == 'D')
            term_forget_typed(t);
        int n = snprintf(mark, sizeof mark, "\033]777;%ld;%d;%d\a", events, t->rows, t->cols);
        if (write(STDOUT_FILENO, mark, (size_t)n) != n && status < 0)
            status = 9;
    }
    term_close(t);
    canvas_release(&c);
    return status;
}

/* --- the person at it --------------------------------------------------------------------------
 */

struct person {
    int terminal;
    pid_t pid;
    VTerm *vt;
    VTermScreen *screen;
    struct buf bytes; /* everything that came since it was last cleared */
    size_t looked;    /* of bytes, for marks */
    long events;
    int rows, cols;
    bool alternate, gone;
    bool blind; /* looks only at marks: libvterm 0.1.4 itself breaks at one column */
};

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
    struct person *p = user;

    if (prop == VTERM_PROP_ALTSCREEN)
        p->alternate = value->boolean;
    return 1;
}

static void set_environment(const char *const *environment)
{
    static const char *const names[] = {"LC_ALL",   "LC_CTYPE", "LANG",
                                        "NO_COLOR", "LINES",    "COLUMNS"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "xterm-256color", 1);
    for (; environment && *environment; environment += 2)
        if (environment[1])
            setenv(environment[0], environment[1], 1);
        else
            unsetenv(environment[0]);
}

/* A shell with job control, for Ctrl-Z: starts the program as a job, and brings it back once. */
static int shell(const struct term_options *o)
{
    pid_t job = fork();
    int status;

    signal(SIGTTOU, SIG_IGN);
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        quick_exit(program(o)); /* no sanitizer looks at what a fork left behind */
    }
    setpgid(job, job);
    tcsetpgrp(STDIN_FILENO, job);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
        char word[8];
        tcsetpgrp(STDIN_FILENO, getpgrp());
        if (write(STDOUT_FILENO, "\033]777;-1;0;0\a", 13) != 13 || read(STDIN_FILENO, word, 8) < 1)
            return 70;
        tcsetpgrp(STDIN_FILENO, job);
        kill(-job, SIGCONT);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 71;
}

enum start { START_USUAL, START_NO_CONTROL, START_SHELL };

static void start(struct person *p, const struct term_options *o, const char *const *environment,
                  enum start how)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
    int own;

    *p = (struct person){.rows = 0};
    assert_int_equal(openpty(&p->terminal, &own, NULL, NULL, &size), 0);
    fflush(stdout);
    p->pid = fork();
    if (p->pid == 0) {
        close(p->terminal);
        setsid();
        if (how != START_NO_CONTROL)
            ioctl(own, TIOCSCTTY, 0);
        dup2(own, 0);
        dup2(own, 1);
        if (own > 1)
            close(own);
        set_environment(environment);
        for (int i = 1; i < 32; i++) /* the test runner has handlers of its own */
            signal(i, SIG_DFL);
        quick_exit(how == START_SHELL ? shell(o) : program(o));
    }
    close(own);
    p->vt = vterm_new(ROWS, COLS);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_reset(p->screen, 1);
}

static void look_for_marks(struct person *p)
{
    const char *at;

    while (p->bytes.text && (at = strstr(p->bytes.text + p->looked, "\033]777;"))) {
        const char *end = strchr(at, '\a');
        if (!end)
            break;
        char *next;
        p->events = strtol(at + 6, &next, 10);
        p->rows = (int)strtol(next + 1, &next, 10);
        p->cols = (int)strtol(next + 1, &next, 10);
        p->looked = (size_t)(end - p->bytes.text);
    }
}

/* Takes in what has come within `ms`; false when nothing did. */
static bool pump(struct person *p, int ms)
{
    struct pollfd fd = {.fd = p->terminal, .events = POLLIN};
    char bytes[65536], out[512];

    if (poll(&fd, 1, ms) <= 0)
        return false;
    ssize_t n = read(p->terminal, bytes, sizeof bytes);
    if (n <= 0) {
        p->gone = true;
        return false;
    }
    buf_add(&p->bytes, bytes, (size_t)n);
    if (!p->blind)
        vterm_input_write(p->vt, bytes, (size_t)n);
    size_t back = vterm_output_read(p->vt, out, sizeof out);
    if (back && write(p->terminal, out, back) < 0)
        p->gone = true;
    look_for_marks(p);
    return true;
}

static void until_events(struct person *p, long events)
{
    while (p->events != events)
        if (!pump(p, PATIENCE_MS))
            fail_msg("waited for event %ld, came to %ld", events, p->events);
}

static void until_size(struct person *p, int rows, int cols)
{
    while (p->rows != rows || p->cols != cols)
        if (!pump(p, PATIENCE_MS))
            fail_msg("waited for %dx%d, stayed at %dx%d", rows, cols, p->rows, p->cols);
}

static void type(struct person *p, const char *bytes)
{
    assert_int_equal(write(p->terminal, bytes, strlen(bytes)), strlen(bytes));
}

/* Sends what the terminal has to say (keys, clicks). */
static void type_keys(struct person *p)
{
    char out[512];
    size_t n = vterm_output_read(p->vt, out, sizeof out);

    assert_true(n > 0);
    assert_int_equal(write(p->terminal, out, n), n);
}

static void row_text(struct person *p, int row, char *out, size_t size)
{
    size_t n = vterm_screen_get_text(p->screen, out, size - 1, (VTermRect){row, row + 1, 0, COLS});

    while (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
}

static void assert_row(struct person *p, int row, const char *text)
{
    char found[1024];

    row_text(p, row, found, sizeof found);
    assert_string_equal(found, text);
}

static VTermScreenCell cell(struct person *p, int row, int col)
{
    VTermScreenCell c = {0};

    vterm_screen_get_cell(p->screen, (VTermPos){row, col}, &c);
    return c;
}

/* Waits for the end: the exit status, or 128 and the signal. */
static int ended(struct person *p)
{
    int status = 0;

    while (!p->gone)
        if (!pump(p, PATIENCE_MS) && !p->gone)
            fail_msg("it does not end");
    assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void leave(struct person *p)
{
    if (p->terminal >= 0)
        close(p->terminal);
    vterm_free(p->vt);
    buf_release(&p->bytes);
}

static const struct term_options usual = {0};

#endif

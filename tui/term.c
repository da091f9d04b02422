/* The real terminal, over curses: the one file that includes it. */
#include "tui/term.h"

#include "core/base/text.h"
#include "tui/input.h"
#include "tui/once.h"
#include "tui/term_guard.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

enum { READ_MOST = 4096, ROWS_UNKNOWN = 24, COLS_UNKNOWN = 80, COPY_MOST = 64 * 1024 };

struct real {
    struct terminal t;
    SCREEN *curses;
    struct once once; /* what curses writes to */
    struct input input;
    const struct theme *theme;
    bool colour, mouse, paste, copy;
    struct canvas shown; /* what stands there */
    bool known;          /* whether it does */
    bool ended, told_size, resumed, stop_was_key;
};

/* exit() in the middle gives the terminal back too. */
static struct real *open_real;

static void send(const char *text)
{
    if (text)
        putp(text);
}

/* A string of the terminal's description; NULL when it has none. */
static const char *described(const char *name)
{
    const char *text = tigetstr(name);

    return text && text != (const char *)-1 ? text : NULL;
}

/* --- opening -----------------------------------------------------------------------------------
 */

static bool named_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
    return false;
}

/* Whether the terminal takes UTF-8.  A locale that was never made on this machine (usual when ssh
 * forwards LANG) is taken at its name.  Whatever the answer, widths are C.UTF-8's. */
static bool locale_utf8(void)
{
    bool utf8 = setlocale(LC_CTYPE, "") ? strcmp(nl_langinfo(CODESET), "UTF-8") == 0 : named_utf8();

    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && !setlocale(LC_CTYPE, "C.UTF-8"))
        utf8 = false;
    return utf8;
}

/* The name curses will be asked for: TERM, or what an unknown one is most likely like. */
static bool terminal_name(const char **name, struct fault *why)
{
    static const char *const like[] = {"xterm-256color", "xterm", "vt100", "linux"};
    const char *own = getenv("TERM");
    char quote[80];
    int known = 0;

    *name = own && *own ? own : "";
    if (**name && strlen(*name) < 64 && setupterm(*name, STDOUT_FILENO, &known) != OK)
        known = 0;
    for (size_t i = 0; known != 1 && strcmp(*name, "dumb") != 0 && i < 4; i++) {
        if (setupterm(like[i], STDOUT_FILENO, &known) == OK)
            *name = like[i];
        else
            known = 0;
    }
    bool places = known == 1 && described("cup");
    if (known == 1)
        del_curterm(cur_term);
    if (places)
        return true;
    if (known == 1 || strcmp(*name, "dumb") == 0)
        return fail(why, FAULT_USAGE, "",
                    "This terminal (TERM %s) cannot place a cursor, so the screens cannot be shown "
                    "on it; use --plain, or the commands (htlah --help).",
                    text_quote(*name, strlen(*name), 40, quote, sizeof quote));
    return fail(why, FAULT_RESOURCE, "",
                "No description of any terminal is installed (terminfo); install ncurses-base, or "
                "use --plain.");
}

static void colours_begin(struct real *s, const struct term_options *o)
{
    const char *none = getenv("NO_COLOR");

    s->colour = !o->no_colour && !(none && *none) && has_colors() && start_color() == OK &&
                COLORS >= 8 && COLOR_PAIRS > 8;
    if (!s->colour)
        return;
    bool own = use_default_colors() == OK;
    for (short i = 0; i < 8; i++)
        init_pair((short)(i + 1), i, own ? -1 : COLOR_BLACK);
}

static void keys_begin(struct real *s)
{
    static const struct {
        const char *name;
        int key;
    } keys[] = {
        {"kcuu1", K_UP},     {"kcud1", K_DOWN},   {"kcub1", K_LEFT},   {"kcuf1", K_RIGHT},
        {"khome", K_HOME},   {"kend", K_END},     {"kpp", K_PGUP},     {"knp", K_PGDN},
        {"kich1", K_INSERT}, {"kdch1", K_DELETE}, {"kcbt", K_BACKTAB}, {"kent", K_ENTER},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *bytes = described(keys[i].name);
        if (bytes)
            input_sequence(&s->input, bytes, keys[i].key);
    }
    for (int i = 1; i <= 12; i++) {
        char name[16];
        snprintf(name, sizeof name, "kf%d", i);
        const char *bytes = described(name);
        if (bytes)
            input_sequence(&s->input, bytes, K_F1 + i - 1);
    }
}

/* A slow line may bring the rest of an arrow key late: ESCDELAY, as other programs read it. */
static int esc_wait(void)
{
    const char *text = getenv("ESCDELAY");
    long ms = text ? strtol(text, NULL, 10) : 0;

    return ms > 0 && ms <= 1000 ? (int)ms : 0;
}

/* Pastes in brackets and clicks as reports, where the terminal knows them. */
static void reports(const struct real *s, bool on)
{
    if (s->paste)
        send(on ? "\033[?2004h" : "\033[?2004l");
    if (s->mouse)
        send(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
    fflush(stdout);
}

static void restore_bytes(const struct real *s)
{
    static const char *const names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
    struct buf out = {0};

    if (s->paste)
        buf_text(&out, "\033[?2004l");
    if (s->mouse)
        buf_text(&out, "\033[?1006l\033[?1000l");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = described(names[i]);
        for (; text && *text; text++) {
            if (text[0] == '$' && text[1] == '<') { /* a delay is no character */
                const char *end = strchr(text, '>');
                if (!end)
                    break;
                text = end;
            } else {
                buf_char(&out, *text);
            }
        }
    }
    if (!described("rmcup"))
        buf_text(&out, "\r\n");
    if (!out.failed)
        guard_restore_with(out.text, out.length);
    buf_release(&out);
}

static void at_exit(void)
{
    if (open_real)
        term_close(&open_real->t);
}

/* --- painting ----------------------------------------------------------------------------------
 */

static attr_t attributes(const struct look *look)
{
    attr_t a = A_NORMAL;

    if (look->attributes & ATTR_BOLD)
        a |= A_BOLD;
    if (look->attributes & ATTR_UNDERLINE)
        a |= A_UNDERLINE;
    if (look->attributes & ATTR_REVERSE)
        a |= A_REVERSE;
    if (look->attributes & ATTR_DIM)
        a |= A_DIM;
    return a;
}

static void put_cell(const struct real *s, int row, int col, const struct cell *cell)
{
    const unsigned name = cell->style & ~(unsigned)ST_CHOSEN;
    const struct look *look = &s->theme->look[name < ST__COUNT ? name : ST_NORMAL];
    attr_t a = attributes(look);
    wchar_t wide[CCHARW_MAX + 1] = {0};
    char glyph[CELL_BYTES + 1] = {0};
    size_t at = 0, n = 0;
    cchar_t out;

    if (cell->style & ST_CHOSEN)
        a = (a | A_REVERSE) & ~A_DIM;
    memcpy(glyph, cell->glyph, cell->length);
    while (at < cell->length && n < CCHARW_MAX)
        wide[n++] = (wchar_t)text_next(glyph, cell->length, &at);
    short pair = (short)(s->colour && look->colour >= 0 ? look->colour + 1 : 0);
    if (setcchar(&out, wide, a, pair, NULL) == OK)
        mvadd_wch(row, col, &out);
}

static bool cells_equal(const struct cell *a, const struct cell *b)
{
    return a->length == b->length && a->width == b->width && a->style == b->style &&
           memcmp(a->glyph, b->glyph, a->length) == 0;
}

/* Cells that differ go to curses, which sends what differs. */
static void real_paint(struct terminal *t, const struct canvas *c)
{
    struct real *s = (struct real *)t;
    struct fault why = {0};

    if (s->ended)
        return;
    if (!s->known || s->shown.rows != c->rows || s->shown.cols != c->cols) {
        s->known = canvas_resize(&s->shown, c->rows, c->cols, &why);
        for (int i = 0; s->known && i < c->rows * c->cols; i++)
            s->shown.cell[i].length = 0; /* equal to nothing */
        erase();
        clearok(curscr, TRUE); /* after a resize nobody knows what stands there */
    }
    for (int row = 0; row < c->rows && row < LINES; row++) {
        for (int col = 0; col < c->cols && col < COLS; col++) {
            const struct cell *cell = &c->cell[row * c->cols + col];
            struct cell *shown = s->known ? &s->shown.cell[row * c->cols + col] : NULL;
            if (cell->width == 0 || (shown && cells_equal(cell, shown)))
                continue;
            put_cell(s, row, col, cell);
        }
    }
    if (s->known)
        memcpy(s->shown.cell, c->cell, sizeof *c->cell * (size_t)c->rows * (size_t)c->cols);
    move(c->cursor_row < LINES ? c->cursor_row : LINES - 1,
         c->cursor_col < COLS ? c->cursor_col : COLS - 1);
    once_hold(&s->once);
    refresh();
    once_send(&s->once);
}

/* --- what happens ------------------------------------------------------------------------------
 */

static void size_now(int *rows, int *cols)
{
    struct winsize w = {0};

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || !w.ws_row || !w.ws_col) {
        w.ws_row = ROWS_UNKNOWN;
        w.ws_col = COLS_UNKNOWN;
    }
    *rows = w.ws_row;
    *cols = w.ws_col;
}

/* Tells the size when it is another than was told. */
static bool resized(struct real *s, struct event *out)
{
    int rows, cols;

    size_now(&rows, &cols);
    if (s->told_size && rows == s->t.rows && cols == s->t.cols)
        return false;
    resize_term(rows, cols);
    s->told_size = true;
    s->known = false;
    s->t.rows = rows;
    s->t.cols = cols;
    *out = (struct event){.kind = EVENT_RESIZE, .row = rows, .col = cols};
    return true;
}

/* Modes and screen ours again, whoever had them meanwhile. */
static void taken_back(struct real *s)
{
    if (!isendwin())
        endwin();
    reset_prog_mode();
    clearok(curscr, TRUE);
    refresh();
    reports(s, true);
    s->known = false;
    s->resumed = true;
}

static bool signalled(struct real *s, struct event *out)
{
    unsigned marks = guard_taken();

    if (marks & GUARD_END)
        s->ended = true;
    if (marks & GUARD_CONTINUED && !s->ended)
        taken_back(s);
    if (marks & GUARD_STOP && !s->ended) {
        s->stop_was_key = false;
        *out = (struct event){.kind = EVENT_SUSPEND};
        return true;
    }
    if (marks & GUARD_INTERRUPT && !s->ended) {
        *out = (struct event){.kind = EVENT_KEY, .key = K_CTRL('C')};
        return true;
    }
    return false;
}

/* Whatever is there to read; at the end of it the terminal has gone. */
static void read_all(struct real *s)
{
    char bytes[READ_MOST];
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};

    while (!s->ended && poll(&p, 1, 0) > 0) {
        ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
        if (n > 0)
            input_add(&s->input, bytes, (size_t)n);
        else if (n == 0 || (errno != EINTR && errno != EAGAIN))
            s->ended = true;
    }
}

static bool waited(struct real *s, int timeout_ms)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec limit = {.tv_sec = timeout_ms / 1000,
                             .tv_nsec = (long)(timeout_ms % 1000) * 1000000};
    int n = ppoll(&p, 1, timeout_ms < 0 ? NULL : &limit, guard_mask());

    if (n > 0)
        read_all(s);
    if (n < 0 && errno != EINTR)
        s->ended = true;
    return n != 0;
}

static struct event real_next(struct terminal *t, int timeout_ms)
{
    struct real *s = (struct real *)t;
    bool all_there = false;
    struct event e;

    for (;;) {
        /* Signals that came while we worked are let in before anything else is looked at. */
        ppoll(NULL, 0, &(struct timespec){0}, guard_mask());
        if (signalled(s, &e))
            return e;
        if (s->ended) {
            t->hung_up = true;
            return (struct event){.kind = EVENT_HANGUP};
        }
        if (resized(s, &e))
            return e;
        if (s->resumed) {
            s->resumed = false;
            return (struct event){.kind = EVENT_RESUME};
        }
        if (input_next(&s->input, all_there, &e)) {
            if (e.kind != EVENT_KEY || e.key != K_CTRL('Z'))
                return e;
            s->stop_was_key = true;
            return (struct event){.kind = EVENT_SUSPEND};
        }
        int rest = input_wait(&s->input);
        bool for_rest = rest >= 0 && (timeout_ms < 0 || rest <= timeout_ms);
        bool came = waited(s, for_rest ? rest : timeout_ms);
        all_there = for_rest && !came;
        if (!came && !for_rest)
            return (struct event){.kind = EVENT_TIMEOUT};
    }
}

static void real_forget(struct terminal *t)
{
    struct real *s = (struct real *)t;

    read_all(s);
    tcflush(STDIN_FILENO, TCIFLUSH);
    input_forget(&s->input);
}

static bool real_stop_asked(struct terminal *t)
{
    struct real *s = (struct real *)t;

    read_all(s);
    return s->ended || input_take_stop(&s->input);
}

static void real_suspend(struct terminal *t)
{
    struct real *s = (struct real *)t;

    if (s->ended)
        return;
    reports(s, false);
    endwin();
    guard_stop(s->stop_was_key);
    taken_back(s);
}

static bool real_copy(struct terminal *t, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const struct real *s = (const struct real *)t;
    size_t length = strlen(text);
    struct buf out = {0};

    if (!s->copy || s->ended || length > COPY_MOST)
        return false;
    buf_text(&out, "\033]52;c;");
    for (size_t i = 0; i < length; i += 3) {
        unsigned three = 0;
        for (size_t j = 0; j < 3; j++)
            three = three << 8 | (i + j < length ? (unsigned char)text[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buf_char(&out, i + j > length ? '=' : digits[three >> (18 - 6 * j) & 63]);
    }
    buf_text(&out, "\a");
    bool sent =
        !out.failed && fwrite(out.text, 1, out.length, stdout) == out.length && fflush(stdout) == 0;
    buf_release(&out);
    return sent;
}

static void real_close(struct terminal *t)
{
    struct real *s = (struct real *)t;

    open_real = NULL;
    reports(s, false);
    endwin();
    delscreen(s->curses);
    once_close(&s->once);
    guard_end();
    input_release(&s->input);
    canvas_release(&s->shown);
    free(s);
}

static void real_redraw(struct terminal *t)
{
    struct real *s = (struct real *)t;

    s->known = false;
}

bool term_open(const struct term_options *o, struct terminal **out, struct fault *why)
{
    static const struct terminal_ops ops = {real_next,    real_paint, real_forget, real_stop_asked,
                                            real_suspend, real_copy,  real_close,  real_redraw};
    static bool registered;
    const char *name;

    *out = NULL;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return fail(why, FAULT_USAGE, "",
                    "Standard %s is not a terminal, so there is nothing to show the screens on; "
                    "give a command (htlah --help lists them).",
                    isatty(STDIN_FILENO) ? "output" : "input");
    bool utf8 = locale_utf8();
    if (!terminal_name(&name, why))
        return false;
    struct real *s = calloc(1, sizeof *s);
    if (!s)
        return fault_memory(why);
    s->t.ops = &ops;
    s->t.person = true;
    s->t.glyphs = !utf8 ? GLYPHS_ASCII : o->ascii ? GLYPHS_PLAIN : GLYPHS_FULL;
    s->theme = o->theme ? theme_find(o->theme) : NULL;
    if (!s->theme)
        s->theme = themes;
    guard_begin(STDOUT_FILENO);
    s->curses = once_open(&s->once, STDOUT_FILENO) ? newterm(name, s->once.out, stdin) : NULL;
    if (!s->curses) {
        once_close(&s->once);
        guard_end();
        free(s);
        return fail(why, FAULT_RESOURCE, "", "The terminal could not be opened; is there memory?");
    }
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    colours_begin(s, o);
    keys_begin(s);
    s->copy = o->copy;
    s->input.esc_wait = esc_wait();
    s->paste = described("BE") != NULL;
    s->mouse = !o->no_mouse && described("kmous") != NULL;
    restore_bytes(s);
    open_real = s;
    if (!registered)
        registered = atexit(at_exit) == 0;
    refresh();
    reports(s, true);
    *out = &s->t;
    return true;
}

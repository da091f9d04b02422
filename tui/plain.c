#include "tui/plain.h"

#include "core/base/text.h"
#include "tui/term_guard.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_USUAL = 40, COLS_USUAL = 100, LINE_MOST = 4096 };

struct plain {
    struct terminal t;
    int in, out;
    struct canvas now, before;
    bool any_before, painted, begun, ended;
    struct buf bytes; /* read, no whole line yet */
    char line[LINE_MOST];
    const char *rest; /* of the line, or NULL */
    bool letters;
};

/* --- printing ----------------------------------------------------------------------------------
 */

/* Frames, rules, bars and dots say nothing when they are read out: their numbers stand beside. */
static bool is_frame(const struct cell *cell)
{
    size_t at = 0;
    int32_t point = text_next(cell->glyph, cell->length, &at);

    return (point >= 0x2500 && point < 0x25A0) || (point >= 0x2800 && point < 0x2900);
}

static void row_words(const struct canvas *c, int row, struct buf *out)
{
    int blanks = 0;
    bool chosen = false, any = false;

    for (int col = 0; col < c->cols; col++)
        chosen = chosen || c->cell[row * c->cols + col].style & ST_CHOSEN;
    for (int col = 0; col < c->cols; col++) {
        const struct cell *cell = &c->cell[row * c->cols + col];
        bool pointer = cell->length == 3 && memcmp(cell->glyph, "▸", 3) == 0;
        if ((cell->length == 1 && cell->glyph[0] == ' ') || is_frame(cell) || pointer) {
            blanks++;
            continue;
        }
        if (!any && chosen)
            buf_text(out, "> ");
        if (any && blanks)
            buf_text(out, blanks > 1 ? "  " : " ");
        blanks = 0;
        any = true;
        buf_add(out, cell->glyph, cell->length);
    }
    if (any)
        buf_char(out, '\n');
}

static bool row_same(const struct canvas *a, const struct canvas *b, int row)
{
    struct buf x = {0}, y = {0};

    row_words(a, row, &x);
    row_words(b, row, &y);
    bool same = x.length == y.length && (!x.length || memcmp(x.text, y.text, x.length) == 0);
    buf_release(&x);
    buf_release(&y);
    return same;
}

void plain_print(const struct canvas *now, const struct canvas *before, struct buf *out)
{
    bool compare = before && before->rows == now->rows && before->cols == now->cols;

    for (int row = 0; row < now->rows; row++)
        if (!compare || !row_same(now, before, row))
            row_words(now, row, out);
}

static void send(struct plain *p, const char *text, size_t length)
{
    while (length && !p->ended) {
        ssize_t n = write(p->out, text, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            p->ended = true;
            return;
        }
        text += n;
        length -= (size_t)n;
    }
}

/* What was painted since the last line, when the next is about to be waited for. */
static void tell(struct plain *p)
{
    struct buf out = {0};
    struct fault why = {0};

    if (!p->painted)
        return;
    plain_print(&p->now, p->any_before ? &p->before : NULL, &out);
    buf_text(&out, "\n");
    send(p, out.text, out.length);
    buf_release(&out);
    p->painted = false;
    p->any_before = canvas_resize(&p->before, p->now.rows, p->now.cols, &why);
    if (p->any_before)
        memcpy(p->before.cell, p->now.cell,
               sizeof *p->now.cell * (size_t)p->now.rows * (size_t)p->now.cols);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static bool all_keys(const char *line)
{
    do {
        if (key_next(&line) == K_NONE)
            return false;
    } while (*line);
    return true;
}

/* A whole line out of the bytes; false when there is none yet. */
static bool take_line(struct plain *p)
{
    char *end = p->bytes.length ? memchr(p->bytes.text, '\n', p->bytes.length) : NULL;

    if (!end)
        return false;
    size_t n = (size_t)(end - p->bytes.text), keep = n < LINE_MOST ? n : LINE_MOST - 1;
    memcpy(p->line, p->bytes.text, keep);
    while (keep && (p->line[keep - 1] == '\r' || p->line[keep - 1] == ' '))
        keep--;
    p->line[keep] = '\0';
    memmove(p->bytes.text, end + 1, p->bytes.length - n - 1);
    p->bytes.length -= n + 1;
    if (!*p->line)
        memcpy(p->line, "Enter", sizeof "Enter");
    p->letters = *p->line == '"' || !all_keys(p->line);
    p->rest = *p->line == '"' ? p->line + 1 : p->line;
    return true;
}

/* Waits for bytes; false when the time is over. */
static bool read_more(struct plain *p, int timeout_ms)
{
    struct pollfd fd = {.fd = p->in, .events = POLLIN};
    char bytes[LINE_MOST];
    struct timespec limit = {.tv_sec = timeout_ms / 1000,
                             .tv_nsec = (long)(timeout_ms % 1000) * 1000000};
    int n = ppoll(&fd, 1, timeout_ms < 0 ? NULL : &limit, guard_mask());
    int wrong = n < 0 ? errno : 0;
    unsigned marks = guard_taken();

    if (marks & (GUARD_END | GUARD_INTERRUPT))
        p->ended = p->t.hung_up = true;
    if (marks & GUARD_STOP)
        guard_stop(false);
    if (n == 0)
        return false;
    ssize_t got = n > 0 ? read(p->in, bytes, sizeof bytes) : -1;
    wrong = n > 0 && got < 0 ? errno : wrong;
    if (got > 0)
        buf_add(&p->bytes, bytes, (size_t)got);
    else if (got == 0 || wrong != EINTR)
        p->ended = true;
    return true;
}

static struct event plain_next(struct terminal *t, int timeout_ms)
{
    struct plain *p = (struct plain *)t;

    if (!p->begun) {
        p->begun = true;
        return (struct event){.kind = EVENT_RESIZE, .row = t->rows, .col = t->cols};
    }
    for (;;) {
        int key = K_NONE;
        if (p->rest && *p->rest && p->letters) {
            size_t at = 0;
            key = (int)text_next(p->rest, strlen(p->rest), &at);
            p->rest += at;
            if (!key_is_text(key))
                continue;
        } else if (p->rest && *p->rest) {
            key = key_next(&p->rest);
        }
        if (key != K_NONE)
            return (struct event){.kind = EVENT_KEY, .key = key};
        if (take_line(p))
            continue;
        if (p->ended)
            return (struct event){.kind = EVENT_HANGUP};
        tell(p);
        if (!read_more(p, timeout_ms))
            return (struct event){.kind = EVENT_TIMEOUT};
    }
}

static void plain_paint(struct terminal *t, const struct canvas *c)
{
    struct plain *p = (struct plain *)t;
    struct fault why = {0};

    if (!canvas_resize(&p->now, c->rows, c->cols, &why))
        return;
    memcpy(p->now.cell, c->cell, sizeof *c->cell * (size_t)c->rows * (size_t)c->cols);
    p->painted = true;
}

static void plain_forget(struct terminal *t)
{
    struct plain *p = (struct plain *)t;

    p->rest = NULL;
    if (!isatty(p->in)) /* a file of lines is not typed ahead */
        return;
    buf_clear(&p->bytes);
    while (!p->ended && read_more(p, 0))
        buf_clear(&p->bytes);
}

static bool plain_stop(struct terminal *t)
{
    (void)t; /* Ctrl-C is the terminal's own here */
    return false;
}

static void plain_suspend(struct terminal *t)
{
    (void)t;
}

static bool plain_copy(struct terminal *t, const char *text)
{
    (void)t;
    (void)text;
    return false;
}

/* Everything is told again, not only what is other than before. */
static void plain_redraw(struct terminal *t)
{
    ((struct plain *)t)->any_before = false;
}

static void plain_close(struct terminal *t)
{
    struct plain *p = (struct plain *)t;

    tell(p);
    guard_end();
    canvas_release(&p->now);
    canvas_release(&p->before);
    buf_release(&p->bytes);
    free(p);
}

bool plain_open(const struct plain_options *o, struct terminal **out, struct fault *why)
{
    static const struct terminal_ops ops = {plain_next,    plain_paint, plain_forget, plain_stop,
                                            plain_suspend, plain_copy,  plain_close,  plain_redraw};
    struct plain *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p)
        return fault_memory(why);
    bool utf8 = setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!utf8)
        setlocale(LC_CTYPE, "C.UTF-8"); /* for widths */
    p->t = (struct terminal){&ops,
                             o->rows ? o->rows : ROWS_USUAL,
                             o->cols ? o->cols : COLS_USUAL,
                             utf8 ? GLYPHS_FULL : GLYPHS_ASCII,
                             false,
                             false};
    p->in = o->in;
    p->out = o->out;
    guard_begin(o->out);
    *out = &p->t;
    return true;
}

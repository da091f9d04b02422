#include "tui/why.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { COLS_MOST = 84, CODE_COLS = 8, FILES_MOST = 99 };

/* --- the text ----------------------------------------------------------------------------------
 */

static void begin(struct why *w, const char *title)
{
    buf_clear(&w->text);
    w->top = 0;
    w->message[0] = '\0';
    snprintf(w->title, sizeof w->title, "%s", title);
}

/* A line a person reads; what belongs to the one before begins with a tab. */
static void line(struct why *w, const char *text)
{
    if (text && *text)
        buf_printf(&w->text, "%s\n", text);
}

static void reasons(struct why *w, const struct reason *reason, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct reason *r = &reason[i];
        buf_printf(&w->text, "%s%s%s\n", r->code ? r->code : "", r->code ? "  " : "", r->text);
        if (r->source && *r->source)
            buf_printf(&w->text, "\t%s\n", r->source);
    }
}

void why_fault(struct why *w, const struct fault *fault, const char *title, const char *facts,
               const char *go_on, const char *foot)
{
    begin(w, title);
    line(w, fault->text);
    /* A refusal by one rule says its reason as its sentence already. */
    if (fault->reasons == 1 && strcmp(fault->reason[0].text, fault->text) == 0)
        buf_clear(&w->text);
    reasons(w, fault->reason, fault->reasons);
    if (facts && *facts)
        buf_printf(&w->text, "Facts: %s\n", facts);
    line(w, go_on);
    line(w, foot);
}

void why_text(struct why *w, const char *title, const char *text)
{
    begin(w, title);
    line(w, text);
}

void why_release(struct why *w)
{
    buf_release(&w->text);
}

/* --- drawing -----------------------------------------------------------------------------------
 */

/* One line of the text from the panel's line `at` on; returns how many it takes. */
static int draw_line(const struct why *w, struct canvas *c, struct area in, int at,
                     const char *text, bool drawing)
{
    bool under = *text == '\t';
    const char *gap = strstr(text, "  ");
    int code = gap && gap - text < CODE_COLS - 2 ? (int)(gap - text) : 0;
    int indent = under || code ? CODE_COLS - 2 : 0, top = at - w->top, skip = top < 0 ? -top : 0;
    struct area box = {in.row + top + skip, in.col + indent, in.rows - top - skip,
                       in.cols - indent};

    if (!drawing || box.rows < 0)
        box.rows = 0;
    if (code && drawing && top >= 0 && top < in.rows)
        canvas_printf(c, in.row + top, in.col, indent - 1, ST_KEY, "%.*s", code, text);
    int needs = canvas_wrap(c, box, skip, under ? ST_HINT : ST_NORMAL,
                            under  ? text + 1
                            : code ? gap + 2
                                   : text);
    return needs > 0 ? needs : 1;
}

static int draw_text(const struct why *w, struct canvas *c, struct area in, bool drawing)
{
    const char *p = w->text.text ? w->text.text : "";
    int at = 0;

    while (*p) {
        size_t n = strcspn(p, "\n");
        char one[2048];
        snprintf(one, sizeof one, "%.*s", n < sizeof one ? (int)n : (int)sizeof one - 1, p);
        at += draw_line(w, c, in, at, one, drawing);
        p += n + (p[n] == '\n');
    }
    return at;
}

void why_draw(struct why *w, struct canvas *c, struct area a)
{
    int cols = a.cols - 2 > COLS_MOST ? COLS_MOST : a.cols - 2;

    if (a.rows < 4 || cols < 20)
        return;
    w->lines = draw_text(w, c, (struct area){0, 0, 0, cols - 4}, false);
    int rows = w->lines + 3 > a.rows ? a.rows : w->lines + 3;
    struct area box = {a.row + (a.rows - rows) / 2, a.col + (a.cols - cols) / 2, rows, cols};
    struct area in = canvas_box(c, box, w->title);
    w->rows = in.rows - 1;
    if (w->top > w->lines - w->rows)
        w->top = w->lines > w->rows ? w->lines - w->rows : 0;
    draw_text(w, c, (struct area){in.row, in.col, in.rows - 1, in.cols}, true);
    canvas_fit(c, in.row + in.rows - 1, in.col, in.cols, ST_HINT,
               *w->message          ? w->message
               : w->lines > w->rows ? "y copy as text   Up Down more   Esc back"
                                    : "y copy as text   Esc back");
    canvas_cursor(c, in.row, in.col);
}

/* --- keys --------------------------------------------------------------------------------------
 */

static void plain_text(const struct why *w, struct buf *out)
{
    buf_printf(out, "%s\n", w->title);
    for (const char *p = w->text.text ? w->text.text : ""; *p; p++)
        if (*p == '\t')
            buf_text(out, "    ");
        else
            buf_char(out, *p);
}

static bool to_file(const char *file, const struct buf *text)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    size_t done = 0;

    if (fd < 0)
        return false;
    while (done < text->length) {
        ssize_t n = write(fd, text->text + done, text->length - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return close(fd) == 0 && done == text->length;
}

/* Never over another: the name given, else why-2.txt, why-3.txt and so on, as is then in *name. */
static bool to_free_file(const char *file, const struct buf *text, char *name, size_t size)
{
    const char *end = strrchr(file, '.');
    size_t stem = end ? (size_t)(end - file) : strlen(file);

    snprintf(name, size, "%s", file);
    for (int n = 2; !to_file(name, text); n++) {
        if (errno != EEXIST || n > FILES_MOST)
            return false;
        snprintf(name, size, "%.*s-%d%s", (int)stem, file, n, end ? end : "");
    }
    return true;
}

static void copy(struct why *w, struct terminal *t, const char *file)
{
    struct buf text = {0};
    char name[PATH_MAX];

    plain_text(w, &text);
    if (text.failed)
        snprintf(w->message, sizeof w->message, "there is no memory to copy it");
    else if (t && term_copy(t, text.text))
        snprintf(w->message, sizeof w->message, "Copied to the clipboard of this terminal.");
    else if (!file)
        snprintf(w->message, sizeof w->message, "This terminal is not allowed to copy.");
    else if (to_free_file(file, &text, name, sizeof name))
        snprintf(w->message, sizeof w->message, "Written to %.160s", name);
    else
        snprintf(w->message, sizeof w->message, "%.120s could not be written: %s", file,
                 strerror(errno));
    buf_release(&text);
}

bool why_event(struct why *w, const struct event *e, struct terminal *t, const char *file)
{
    int most = w->lines > w->rows ? w->lines - w->rows : 0, by = 0;

    if (e->kind == EVENT_WHEEL)
        by = e->key == K_UP ? -1 : 1;
    switch (e->kind == EVENT_KEY ? e->key : K_NONE) {
    case K_ESC:
    case K_ENTER:
    case 'q':
    case 'w':
        return false;
    case 'y':
        copy(w, t, file);
        return true;
    case K_UP:
    case 'k':
        by = -1;
        break;
    case K_DOWN:
    case 'j':
        by = 1;
        break;
    case K_PGUP:
        by = -w->rows;
        break;
    case K_PGDN:
        by = w->rows;
        break;
    default:
        break;
    }
    w->top += by;
    w->top = w->top > most ? most : w->top < 0 ? 0 : w->top;
    return true;
}

#include "tui/script.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

struct script {
    struct terminal t;
    char *text;
    const char *at;   /* the next line */
    const char *rest; /* keys of this line not typed yet, or NULL */
    bool letters;     /* they are letters, not names */
    bool begun, stop;
    struct canvas shown;
    struct buf *out;
    struct buf paste;
    char *copied;
};

/* --- lines -------------------------------------------------------------------------------------
 */

static bool word(const char **line, const char *what)
{
    size_t n = strlen(what);

    if (strncmp(*line, what, n) != 0 || ((*line)[n] && (*line)[n] != ' '))
        return false;
    *line += n + ((*line)[n] == ' ');
    return true;
}

static bool number(const char **line, int *out)
{
    char *end;
    long n = strtol(*line, &end, 10);

    if (end == *line || n < 0 || n > 2000)
        return false;
    *out = (int)n;
    *line = end + strspn(end, " ");
    return true;
}

/* What a line that is no keys, letters or marks says; false when nothing we know. */
static bool happening(struct script *s, const char *line, struct event *out)
{
    static const struct {
        const char *name;
        enum event_kind kind;
    } plain[] = {{"suspend", EVENT_SUSPEND},
                 {"resume", EVENT_RESUME},
                 {"timeout", EVENT_TIMEOUT},
                 {"hangup", EVENT_HANGUP}};

    *out = (struct event){.kind = EVENT_NONE};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (word(&line, plain[i].name)) {
            out->kind = plain[i].kind;
            return !*line;
        }
    }
    if (word(&line, "stop"))
        return s->stop = true;
    if (word(&line, "paste")) {
        buf_clear(&s->paste);
        for (; *line; line++) {
            bool end = line[0] == '\\' && line[1] == 'n';
            buf_char(&s->paste, end ? '\n' : *line);
            line += end;
        }
        *out = (struct event){.kind = EVENT_PASTE, .text = s->paste.text ? s->paste.text : ""};
        return true;
    }
    if (word(&line, "click"))
        *out = (struct event){.kind = EVENT_CLICK};
    else if (word(&line, "open"))
        *out = (struct event){.kind = EVENT_CLICK, .key = K_ENTER};
    else if (word(&line, "wheel up"))
        *out = (struct event){.kind = EVENT_WHEEL, .key = K_UP};
    else if (word(&line, "wheel down"))
        *out = (struct event){.kind = EVENT_WHEEL, .key = K_DOWN};
    else if (word(&line, "resize"))
        *out = (struct event){.kind = EVENT_RESIZE};
    return out->kind && number(&line, &out->row) && number(&line, &out->col) && !*line;
}

static bool all_keys(const char *line)
{
    while (*line) {
        if (key_next(&line) == K_NONE)
            return false;
    }
    return true;
}

/* The next line without its end; NULL when there is none. */
static const char *next_line(struct script *s)
{
    if (!*s->at)
        return NULL;
    char *line = s->text + (s->at - s->text), *end = line + strcspn(line, "\n");
    s->at = *end ? end + 1 : end;
    *end = '\0';
    return line;
}

static bool check(const char *text, struct fault *why)
{
    struct script s = {.text = strdup(text)};
    size_t number_of = 0;
    bool good = s.text != NULL;

    if (!good)
        return fault_memory(why);
    s.at = s.text;
    for (const char *line; good && (line = next_line(&s));) {
        struct event e;
        number_of++;
        if (!*line || strchr("#=\"", *line) || all_keys(line) || happening(&s, line, &e))
            continue;
        char quote[80];
        good = fail_at(why, "script", number_of, 1, "", "%s is neither keys nor a happening.",
                       text_quote(line, strlen(line), 40, quote, sizeof quote));
    }
    buf_release(&s.paste);
    free(s.text);
    return good;
}

/* --- the terminal ------------------------------------------------------------------------------
 */

static struct event key_event(int key)
{
    if (key == K_CTRL('Z'))
        return (struct event){.kind = EVENT_SUSPEND};
    return (struct event){.kind = EVENT_KEY, .key = key};
}

/* The next key of the line under way; K_NONE at its end. */
static int line_key(struct script *s)
{
    if (!s->rest || !*s->rest)
        return K_NONE;
    if (!s->letters)
        return key_next(&s->rest);
    size_t at = 0;
    int32_t point = text_next(s->rest, strlen(s->rest), &at);
    s->rest += at;
    return (int)point;
}

static struct event script_next(struct terminal *t, int timeout_ms)
{
    struct script *s = (struct script *)t;
    const char *line;

    (void)timeout_ms;
    if (!s->begun) {
        s->begun = true;
        return (struct event){.kind = EVENT_RESIZE, .row = t->rows, .col = t->cols};
    }
    for (;;) {
        int key = line_key(s);
        struct event e;
        if (key != K_NONE)
            return key_event(key);
        line = next_line(s);
        if (!line)
            return (struct event){.kind = EVENT_HANGUP};
        if (!*line || *line == '#')
            continue;
        if (*line == '=') {
            if (s->out) {
                buf_printf(s->out, "%s\n", line);
                canvas_dump(&s->shown, s->out);
            }
            continue;
        }
        s->letters = *line == '"';
        if (s->letters || all_keys(line)) {
            s->rest = s->letters ? line + 1 : line;
            continue;
        }
        if (!happening(s, line, &e) || e.kind == EVENT_NONE)
            continue;
        if (e.kind == EVENT_RESIZE) {
            t->rows = e.row;
            t->cols = e.col;
        }
        return e;
    }
}

static void script_paint(struct terminal *t, const struct canvas *c)
{
    struct script *s = (struct script *)t;
    struct fault why = {0};

    if (!canvas_resize(&s->shown, c->rows, c->cols, &why))
        return;
    memcpy(s->shown.cell, c->cell, sizeof *c->cell * (size_t)c->rows * (size_t)c->cols);
    canvas_cursor(&s->shown, c->cursor_row, c->cursor_col);
}

static void script_forget(struct terminal *t)
{
    ((struct script *)t)->rest = NULL;
}

static bool script_stop(struct terminal *t)
{
    struct script *s = (struct script *)t;
    bool asked = s->stop;

    s->stop = false;
    return asked;
}

static void script_suspend(struct terminal *t)
{
    (void)t; /* a script says `resume` itself */
}

static bool script_copy(struct terminal *t, const char *text)
{
    struct script *s = (struct script *)t;

    free(s->copied);
    s->copied = strdup(text);
    return s->copied != NULL;
}

static void script_redraw(struct terminal *t)
{
    (void)t; /* every painting is whole */
}

static void script_close(struct terminal *t)
{
    struct script *s = (struct script *)t;

    canvas_release(&s->shown);
    buf_release(&s->paste);
    free(s->copied);
    free(s->text);
    free(s);
}

bool script_open(const char *text, const struct script_options *o, struct terminal **out,
                 struct fault *why)
{
    static const struct terminal_ops ops = {script_next,  script_paint,   script_forget,
                                            script_stop,  script_suspend, script_copy,
                                            script_close, script_redraw};

    *out = NULL;
    if (!check(text, why))
        return false;
    struct script *s = calloc(1, sizeof *s);
    char *copy = strdup(text);
    if (!s || !copy) {
        free(s);
        free(copy);
        return fault_memory(why);
    }
    s->t = (struct terminal){&ops, o->rows, o->cols, o->glyphs, false, false};
    s->text = copy;
    s->at = copy;
    s->out = o->out;
    *out = &s->t;
    return true;
}

const struct canvas *script_shown(const struct terminal *t)
{
    return &((const struct script *)t)->shown;
}

const char *script_copied(const struct terminal *t)
{
    return ((const struct script *)t)->copied;
}

/* Every key that a footer names is pressed: in every screen, list, record tab, form and dialog, in each role.
 * The program goes on, and something is another or a sentence is told: no key is shown that is dead.
 *
 * Counts   A broker, the first field of each form and the places of every day; sanitized without the
 *          forms; with CHECK=all (make check-all) every role, field and list. */
#include "core/ops/op.h"
#include "core/views/view.h"
#include "tests/unit/screens_desk.h"
#include "tui/bindings.h"

#include <fcntl.h>

enum { KEY_SIZE = 24, LABEL_SIZE = 40, KEYS_MOST = 24, PATH_MOST = 400, SEEN_MOST = 4000 };

/* What is half typed is thrown away: the next script begins afresh. */
#define THROWN "Esc\n\"t\nEsc\n\"t\nEsc\n\"t\n"

struct footer {
    char line[1600];
    char key[KEYS_MOST][KEY_SIZE], label[KEYS_MOST][LABEL_SIZE];
    size_t keys;
};

static const char *const logins[] = {"broker1",  "supervisor1", /* and with CHECK=all */
                                     "planner1", "reable1",     "chc1",   "finance1", "pool1",
                                     "clerk1",   "auditor1",    "admin1", "privacy1", NULL};
enum { LOGINS = 1, FORM_FIELDS = 1, FORM_FIELDS_ALL = 8 };
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { SANITIZED = true };
#else
enum { SANITIZED = false };
#endif
static size_t pressed, bad;

static bool all_of_them(void)
{
    const char *check = getenv("CHECK");

    return check && strcmp(check, "all") == 0;
}

/* --- what is shown ----------------------------------------------------------------------------- */

/* The n-th line from the end of what the script showed under the label; false where it was not shown. */
static bool line_of(const char *shown, const char *label, int from_end, char *out, size_t size)
{
    const char *at = shown ? strstr(shown, label) : NULL;
    const char *end = at ? strstr(at, "\ncursor") : NULL;

    for (int i = 0; end && i <= from_end; i++) {
        const char *to = end;
        while (end > at && end[-1] != '\n')
            end--;
        if (i == from_end)
            snprintf(out, size, "%.*s", (int)(to - end), end);
        end--;
    }
    return end != NULL && end > at;
}

static void footer_read(struct footer *f)
{
    const char *at = f->line + strspn(f->line, "| ");

    f->keys = 0;
    while (*at && f->keys < KEYS_MOST) {
        const char *end = strstr(at, "  ");
        size_t length = end ? (size_t)(end - at) : strlen(at), key = strcspn(at, " ");
        if (key < length) {
            snprintf(f->key[f->keys], KEY_SIZE, "%.*s", (int)key, at);
            snprintf(f->label[f->keys++], LABEL_SIZE, "%.*s", (int)(length - key - 1),
                     at + key + 1);
        }
        at += length;
        at += strspn(at, " ");
    }
}

static bool footer_of(struct desk *d, const char *login, const char *path, struct footer *f)
{
    char script[PATH_MOST + 100];
    struct buf out = {0};

    snprintf(script, sizeof script, "%sCtrl-L\n= before\n" THROWN, path);
    screens_run(d, login, 20, 200, script, &out);
    bool shown = line_of(out.text, "= before", 0, f->line, sizeof f->line);
    buf_release(&out);
    footer_read(f);
    return shown;
}

/* --- pressing ---------------------------------------------------------------------------------- */

/* The form of an operation that such a key begins is there, or it begins none. */
static bool is_of_an_operation(const char *key, const char *label, const char *after)
{
    bool any = false;

    for (const struct binding *b = bindings; b->screen; b++) {
        const char *keys = b->keys;
        char name[KEY_SIZE];
        if (strcmp(b->label, label) == 0 &&
            strcmp(key_word(key_next(&keys), name, sizeof name), key) == 0 && op_find(b->action)) {
            if (strstr(after, op_find(b->action)->title))
                return true;
            any = true;
        }
    }
    return !any;
}

/* An operation's key opens its form, asks, or tells what became of it. */
static bool is_told(const char *key, const char *label, const char *after)
{
    char said[1600] = "";

    return is_of_an_operation(key, label, after) || strstr(after, "┌") ||
           (line_of(after, "= after", 1, said, sizeof said) && strlen(said) > 2);
}

static void press(struct desk *d, const char *login, const char *path, const struct footer *f,
                  size_t i)
{
    char script[PATH_MOST + 140];
    struct buf out = {0};

    snprintf(script, sizeof script, "%sCtrl-L\n= before\n%s%s\n= after\n" THROWN, path,
             strlen(f->key[i]) == 1 ? "\"" : "", f->key[i]);
    screens_run(d, login, 20, 200, script, &out);
    const char *before = out.text ? strstr(out.text, "= before\n") : NULL;
    const char *after = before ? strstr(before, "\n= after\n") : NULL;
    const char *what = NULL;
    if (!after)
        what = "the program did not go on";
    else if (strncmp(before + strlen("= before\n"), after + strlen("\n= after\n"),
                     (size_t)(after - before) - strlen("= before\n")) == 0)
        what = "nothing happened";
    else if (!is_told(f->key[i], f->label[i], after))
        what = "it says nothing of the operation";
    if (what)
        printf("%s: \"%s %s\" at\n%s: %s\n", login, f->key[i], f->label[i], path, what);
    if (what && getenv("SHOW"))
        printf("%s\n", out.text);
    bad += what != NULL;
    pressed++;
    buf_release(&out);
}

/* Whether this footer at this place is new: what every role sees alike is pressed once. */
static bool is_new(const char *place, const char *line)
{
    static char *seen[SEEN_MOST];
    static size_t n;
    struct buf b = {0};

    buf_printf(&b, "%s\t%s", place, line);
    for (size_t i = 0; i < n; i++)
        if (strcmp(seen[i], b.text) == 0) {
            buf_release(&b);
            return false;
        }
    assert_true(n < SEEN_MOST);
    seen[n++] = b.text;
    return true;
}

static void press_keys(struct desk *d, const char *login, const char *place, const char *path,
                       const struct footer *f)
{
    if (!is_new(place, f->line))
        return;
    for (size_t i = 0; i < f->keys; i++)
        press(d, login, path, f, i);
}

static void press_all(struct desk *d, const char *login, const char *place, const char *path)
{
    struct footer f;

    if (footer_of(d, login, path, &f))
        press_keys(d, login, place, path, &f);
}

/* --- the places -------------------------------------------------------------------------------- */

static void also(char *path, size_t size, const char *keys)
{
    size_t used = strlen(path);

    snprintf(path + used, size - used, "%s", keys);
}

/* A record under the cursor, tab by tab. */
static void press_record(struct desk *d, const char *login, const char *name, const char *path,
                         const char *kind)
{
    size_t tabs = kind && kind_find(kind) ? kind_find(kind)->parts + 1 : 3;
    char place[80], to[PATH_MOST];

    snprintf(place, sizeof place, "record %s", kind ? kind : name);
    snprintf(to, sizeof to, "%sEnter\n", path);
    for (size_t i = 0; i < tabs; i++) {
        press_all(d, login, place, to);
        also(to, sizeof to, "]\n");
    }
}

/* One of the screens: its list, what is typed over it, its panels and its first record. */
static void press_screen(struct desk *d, const char *login, const char *path, const char *kind)
{
    static const char *const over[] = {"",     "Down\n", "G\n", "\"/\n", "\"f\n", "\"C\n",
                                       "F3\n", "T\n",    "E\n", "\":\n", "\"w\n"};
    char to[PATH_MOST];

    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        snprintf(to, sizeof to, "%s%s", path, over[i]);
        press_all(d, login, over[i], to);
    }
    press_record(d, login, path, path, kind);
}

/* A view's list, and once its record. */
static void press_list(struct desk *d, const char *login, const struct view *v)
{
    char path[PATH_MOST];

    snprintf(path, sizeof path, ":\n\"list.%s\nEnter\n", v->name);
    if (v->flags & VIEW_QUIET || !is_new(login, v->opens ? v->opens : v->name))
        return;
    press_all(d, login, "list", path);
    if (v->opens && strcmp(login, "broker1") == 0)
        press_record(d, login, v->name, path, v->opens);
}

static void press_form(struct desk *d, const char *login, const struct operation *op)
{
    char path[PATH_MOST], pick[PATH_MOST + 8];
    size_t most = all_of_them() ? FORM_FIELDS_ALL : FORM_FIELDS;
    size_t fields = op->args->count < most ? op->args->count : most;

    snprintf(path, sizeof path, ":\n\"%s\nEnter\n", op->name);
    for (size_t i = 0; i < fields; i++) {
        struct footer f;
        if (!footer_of(d, login, path, &f))
            break;
        press_keys(d, login, op->name, path, &f);
        if (strstr(f.line, "F4 choose")) {
            snprintf(pick, sizeof pick, "%sF4\n", path);
            press_all(d, login, "pick", pick);
        }
        also(path, sizeof path, "Tab\n");
    }
    snprintf(path, sizeof path, ":\n\"%s\nEnter\n\"x\nEsc\n", op->name);
    press_all(d, login, "half typed", path);
}

static void every_key_of_every_footer_acts(void **state)
{
    static const struct {
        const char *path, *kind;
    } screens[] = {
        {"1\n", "package"}, {"2\n", "person"}, {"3\n", "package"}, {"5\n", "lot"}, {"A\n", "tx"}};
    struct desk *d = screens_open();
    int here = open(".", O_RDONLY | O_DIRECTORY);

    (void)state;
    assert_true(here >= 0 && chdir(d->folder) == 0); /* what is exported lies there */
    for (const char *const *login = logins; *login; login++) {
        if (!all_of_them() && login >= logins + LOGINS)
            break;
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
            press_screen(d, *login, screens[i].path, screens[i].kind);
        for (size_t i = 0; all_of_them() && i < view_count_all(); i++)
            press_list(d, *login, view_at(i));
        for (size_t i = 0; (all_of_them() || !SANITIZED) && i < op_count(); i++) {
            struct fault no = {0};
            const struct operation *op = op_at(i);
            desk_sit(d, *login);
            if (!(op->flags & OP_QUIET) && counter_may(d->counter, op, &no) &&
                is_new("form", op->name))
                press_form(d, *login, op);
        }
    }
    printf("%zu keys pressed\n", pressed);
    assert_true(fchdir(here) == 0 && close(here) == 0);
    if (bad)
        fail_msg("%zu keys are dead", bad);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_key_of_every_footer_acts)};

    return RUN_TESTS(tests);
}

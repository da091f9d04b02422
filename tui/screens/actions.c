/* What the program itself does: screens, help, palette, why, time, undo, leaving. */
#include "tui/screens/screens.h"

#include "core/base/text.h"
#include "core/ops/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- screens ----------------------------------------------------------------------------------- */

/* The screen that is shown already: back to its list, asking first for what is half typed. */
static void go_home(struct app *a)
{
    while (a->pile[a->at].depth > 1) {
        struct page *p = app_page(a);
        if (p->ops->leave && p->ops->leave(p) != LEFT_NOW)
            return;
        app_pop(a);
    }
}

static void go_screen(struct app *a, const char *action)
{
    static const char *const names[SCREENS] = {"screen.work", "screen.people", "screen.packages",
                                               "screen.lots", "screen.audit"};

    for (int i = 0; i < SCREENS; i++) {
        if (strcmp(names[i], action) != 0)
            continue;
        if (i == a->at)
            go_home(a);
        app_screen(a, i);
    }
}

/* --- leaving ----------------------------------------------------------------------------------- */

static size_t dirty_pages(const struct app *a)
{
    size_t n = 0;

    for (int i = 0; i < SCREENS; i++)
        for (size_t d = 0; d < a->pile[i].depth; d++) {
            struct page *p = a->pile[i].page[d];
            n += p->ops->dirty && p->ops->dirty(p);
        }
    return n;
}

static void park_pages(struct app *a)
{
    for (int i = 0; i < SCREENS; i++)
        for (size_t d = 0; d < a->pile[i].depth; d++)
            if (a->pile[i].page[d]->ops->park)
                a->pile[i].page[d]->ops->park(a->pile[i].page[d]);
}

static void leave_answered(struct app *a, int choice)
{
    if (choice != 0)
        return;
    park_pages(a);
    a->left = true;
}

static void leave(struct app *a)
{
    static const char *const choices[] = {"Leave; keep it for later", "Stay", NULL};
    size_t n = dirty_pages(a);

    if (!n) {
        a->left = true;
        return;
    }
    dialog_choose(&a->dialog, "Not saved yet", choices,
                  n == 1 ? "A form is half typed." : "%zu forms are half typed.", n);
    app_ask(a, NULL, leave_answered);
}

static void close_page(struct app *a)
{
    if (a->pile[a->at].depth > 1)
        app_close_page(a);
    else if (a->at != 0)
        app_screen(a, 0);
    else
        app_say(a, "This is the first screen: Q leaves the program.");
}

/* --- help and palette -------------------------------------------------------------------------- */

static void help(struct app *a)
{
    a->help = (struct help){.about = app_keys(a)};
    a->over = OVER_HELP;
}

static const char *why_not(struct app *a, const struct operation *op)
{
    struct fault why = {0};

    if (app_may_write(a, &why) && counter_may(a->counter, op, &why))
        return NULL;
    return arena_text(&a->entries, why.text);
}

static void add_entry(struct app *a, size_t *n, const char *name, const char *title,
                      const char *why)
{
    a->entry[(*n)++] = (struct palette_entry){name, title, why};
}

static void palette(struct app *a)
{
    struct keymap m = app_keys(a);
    size_t n = 0, most = op_count() + view_count_all() + 8;

    arena_reset(&a->entries);
    free(a->entry);
    palette_free(a->palette);
    a->palette = NULL;
    a->entry = calloc(most, sizeof *a->entry);
    if (!a->entry)
        return;
    add_entry(a, &n, "go", "Go to a record: its reference, or an NHS number", NULL);
    add_entry(a, &n, "audit.verify", "Prove the audit: chain, changes, rows", NULL);
    for (size_t i = 0; i < op_count(); i++) {
        const struct operation *op = op_at(i);
        if (!(op->flags & OP_QUIET))
            add_entry(a, &n, op->name, op->title, why_not(a, op));
    }
    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        struct fault why = {0};
        if (v->flags & VIEW_QUIET)
            continue;
        bool may = view_may(a->s, v, &why);
        add_entry(a, &n, arena_printf(&a->entries, "list.%s", v->name),
                  arena_printf(&a->entries, "List: %s", v->title),
                  may ? NULL : arena_text(&a->entries, why.text));
    }
    a->palette = palette_new(&m, a->entry, n, &a->history);
    if (a->palette)
        a->over = OVER_PALETTE;
}

void actions_palette_ran(struct app *a)
{
    char name[80], arguments[400];

    snprintf(name, sizeof name, "%s", palette_name(a->palette));
    snprintf(arguments, sizeof arguments, "%s", palette_arguments(a->palette));
    a->over = OVER_NONE;
    app_act(a, *name ? name : "go", arguments);
}

/* --- going to a record by what is typed -------------------------------------------------------- */

static bool kind_has(struct app *a, const char *kind, const char *ref)
{
    const struct kind *k = kind_find(kind);
    struct fault why = {0};
    int64_t id;

    return k && kind_id(a->s, k, ref, &id, &why);
}

static void go(struct app *a, const char *typed)
{
    static const char *const order[] = {"person",   "package", "provider", "award",    "offer",
                                        "proposal", "lot",     "postcode", "practice", "tx"};
    char upper[80];
    size_t n = 0;

    for (; typed[n] && n + 1 < sizeof upper; n++)
        upper[n] = typed[n] >= 'a' && typed[n] <= 'z' ? (char)(typed[n] - 'a' + 'A') : typed[n];
    upper[n] = '\0';
    if (!n) {
        app_say(a, "Type what to go to behind it: go K10234, go 02, go LE11 3TU.");
        return;
    }
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (kind_has(a, order[i], upper)) {
            record_open(a, order[i], upper, NULL);
            return;
        }
    app_say(a, "There is no record %s.", upper);
}

static void open_list(struct app *a, const char *name)
{
    const struct view *v = view_find(name);
    struct fault why = {0};

    if (!view_may(a->s, v, &why))
        app_fault(a, &why);
    else if (!app_push(a, list_page_new(a, v, "list", &why)) && why.kind)
        app_fault(a, &why);
}

/* --- why --------------------------------------------------------------------------------------- */

static void why(struct app *a)
{
    struct page *p = app_page(a);
    struct buf text = {0};

    if (a->bad && a->last.kind) {
        why_fault(&a->why, &a->last, "Why", NULL, NULL, NULL);
        a->over = OVER_WHY;
        return;
    }
    why_of_page(a, p, &text);
    if (text.length) {
        why_text(&a->why, "Why", text.text);
        a->over = OVER_WHY;
    } else {
        app_say(a, "There is nothing to explain here: no rule has decided on it.");
    }
    buf_release(&text);
}

/* --- copying ----------------------------------------------------------------------------------- */

static void copy(struct app *a)
{
    struct page *p = app_page(a);
    struct refs about = {0};
    const char *ref = "";

    if (p->ops->refs)
        p->ops->refs(p, &about);
    static const enum ref_kind order[] = {REF_OFFER,  REF_PROPOSAL, REF_AWARD, REF_PACKAGE,
                                          REF_PERSON, REF_PROVIDER, REF_LOT,   REF_STAFF};
    for (size_t i = 0; i < sizeof order / sizeof *order && !*ref; i++)
        ref = about.ref[order[i]];
    if (!*ref)
        app_say(a, "There is no reference here to copy.");
    else if (term_copy(a->t, ref))
        app_say(a, "%s is copied.", ref);
    else
        app_say(a, "%s (this terminal takes no copies; mark it with the mouse and Shift)", ref);
}

/* --- the audit --------------------------------------------------------------------------------- */

static void found(void *ctx, const char *what, const char *where)
{
    struct buf *b = ctx;

    if (b->length < 8000)
        buf_printf(b, "%s (%s)\n", what, where);
}

static void verify(struct app *a)
{
    struct buf text = {0};
    struct check_report r = {.exception = found, .ctx = &text};
    struct progress p = {.what = "verify"};
    struct fault no = {0};

    if (!keep_verify(a->counter, &r, &p, &no)) {
        app_fault(a, &no);
    } else if (r.exceptions) {
        why_text(&a->why, "The audit does not hold", text.text ? text.text : "");
        a->over = OVER_WHY;
    } else {
        app_say(a, "The audit holds: %llu rows looked at, nothing out of order.",
                (unsigned long long)r.looked_at);
    }
    buf_release(&text);
}

/* --- the table --------------------------------------------------------------------------------- */

static void undo(struct app *a)
{
    undo_do(a, false);
}
static void redo(struct app *a)
{
    undo_do(a, true);
}
/* Offering begins with who may be offered it. */
static void offer(struct app *a)
{
    struct page *p = app_page(a);
    struct refs about = {0};

    if (p->ops->refs)
        p->ops->refs(p, &about);
    if (about.ref[REF_PACKAGE][0])
        record_open(a, "package", about.ref[REF_PACKAGE], "Providers");
    else
        app_say(a, "Choose a package to offer first.");
}
static void refresh(struct app *a)
{
    app_changed(a);
    app_say(a, "Read again.");
}
static void redraw(struct app *a)
{
    term_redraw(a->t);
}
static void suspend(struct app *a)
{
    park_pages(a);
    term_suspend(a->t);
}
static void stop(struct app *a)
{
    app_say(a, "Nothing long is running. Q leaves.");
}

static const struct {
    const char *action;
    void (*act)(struct app *a);
} actions[] = {
    {"show.help", help},          {"show.palette", palette},     {"show.why", why},
    {"screen.close", close_page}, {"program.leave", leave},      {"work.undo", undo},
    {"work.redo", redo},          {"screen.refresh", refresh},   {"screen.copy", copy},
    {"terminal.redraw", redraw},  {"terminal.suspend", suspend}, {"work.stop", stop},
    {"time.set", time_open},      {"filter.saved", saved_open},  {"screen.export", export_open},
    {"audit.verify", verify},     {"work.offer", offer},
};
enum { ACTIONS = sizeof actions / sizeof *actions };

bool actions_do(struct app *a, const char *action, const char *arguments)
{
    for (size_t i = 0; i < ACTIONS; i++)
        if (strcmp(actions[i].action, action) == 0) {
            actions[i].act(a);
            return true;
        }
    if (strncmp(action, "screen.", 7) == 0) {
        go_screen(a, action);
        return true;
    }
    if (strcmp(action, "go") == 0) {
        go(a, arguments);
        return true;
    }
    if (strncmp(action, "list.", 5) == 0 && view_find(action + 5)) {
        open_list(a, action + 5);
        return true;
    }
    return false;
}

bool action_is_known(const char *action)
{
    static const char *const screens[] = {"screen.work", "screen.people", "screen.packages",
                                          "screen.lots", "screen.audit"};

    for (size_t i = 0; i < ACTIONS; i++)
        if (strcmp(actions[i].action, action) == 0)
            return true;
    for (size_t i = 0; i < SCREENS; i++)
        if (strcmp(screens[i], action) == 0)
            return true;
    return false;
}

/* The loop of the screens: what happened, whose it is, and drawing again. */
#include "tui/plain.h"
#include "tui/room.h"
#include "tui/screens/screens.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reading ahead waits till the painted bytes have gone out: the kernel hands them on from the same
 * processor, and would do it after the reading. */
enum { REST_MS = 1000, AHEAD_MS = 5 };

/* --- pages ------------------------------------------------------------------------------------- */

struct page *app_page(struct app *a)
{
    struct pile *p = &a->pile[a->at];

    return p->depth ? p->page[p->depth - 1] : NULL;
}

bool app_push(struct app *a, struct page *p)
{
    struct pile *pile = &a->pile[a->at];

    if (!p)
        return false;
    if (pile->depth == PAGES_MOST) {
        p->ops->free(p);
        app_say(a, "Too much is open: close something with q first.");
        return false;
    }
    pile->page[pile->depth++] = p;
    return true;
}

void app_pop(struct app *a)
{
    struct pile *pile = &a->pile[a->at];

    if (pile->depth < 2)
        return;
    struct page *p = pile->page[--pile->depth];
    p->ops->free(p);
}

void app_close_page(struct app *a)
{
    struct page *p = app_page(a);

    if (a->pile[a->at].depth < 2)
        app_say(a, "This is the lowest page: Q leaves the program.");
    else if (!p->ops->leave || p->ops->leave(p) == LEFT_NOW)
        app_pop(a);
}

void app_changed(struct app *a)
{
    a->epoch++;
    a->head = counter_head(a->counter);
    for (int i = 0; i < SCREENS; i++)
        for (size_t d = 0; d < a->pile[i].depth; d++)
            if (a->pile[i].page[d]->ops->refresh)
                a->pile[i].page[d]->ops->refresh(a->pile[i].page[d]);
}

/* --- what is said ------------------------------------------------------------------------------ */

void app_say(struct app *a, const char *format, ...)
{
    char text[MESSAGE_MOST];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    buf_clear(&a->message);
    buf_text(&a->message, text);
    a->bad = false;
}

void app_fault(struct app *a, const struct fault *why)
{
    const char *code = why->reasons ? why->reason[0].code : NULL;

    if (code && why->reasons > 1)
        app_say(a, "%s (%s and %zu more: w why)", why->text, code, why->reasons - 1);
    else if (code)
        app_say(a, "%s (%s: w why)", why->text, code);
    else
        app_say(a, "%s", why->text);
    a->bad = true;
    a->last = *why;
}

void app_ask(struct app *a, struct page *p, void (*answered)(struct app *a, int choice))
{
    a->over = OVER_DIALOG;
    a->answered = answered;
    a->asked = p;
}

/* --- keys -------------------------------------------------------------------------------------- */

bool app_is_elsewhen(const struct app *a)
{
    return date_given(a->as_at) || a->known_at != ABSENT;
}

bool app_may_write(const struct app *a, struct fault *why)
{
    return !app_is_elsewhen(a) ||
           fail(
               why, FAULT_DENIED, "",
               "Another time is looked at, and the past is for reading: T goes back to now first.");
}

static bool may(void *ctx, const struct binding *b, struct fault *why)
{
    struct app *a = ctx;
    const struct operation *op = op_find(b->action);

    return !op || (app_may_write(a, why) && counter_may(a->counter, op, why));
}

static bool acts(void *ctx, const struct binding *b)
{
    static const char *const of_a_row[] = {"list.open", "list.mark", "list.mark_all"};
    struct page *p = app_page(ctx);
    struct list_view *l = p->ops->list ? p->ops->list(p) : NULL;

    for (size_t i = 0; l && !list_chosen(l) && i < sizeof of_a_row / sizeof *of_a_row; i++)
        if (strcmp(b->action, of_a_row[i]) == 0 || strcmp(b->screen, "work") == 0)
            return false; /* on the first screen everything is done to a row */
    return !p->ops->acts || p->ops->acts(p, b->action);
}

static bool page_in_panel(struct page *p)
{
    struct list_view *l = p->ops->list ? p->ops->list(p) : NULL;

    return l && list_in_panel(l);
}

struct keymap app_keys(struct app *a)
{
    struct page *p = app_page(a);
    struct keymap m = {.table = bindings, .may = may, .acts = acts, .ctx = a};
    struct list_view *l = p->ops->list ? p->ops->list(p) : NULL;
    size_t n = 0;

    if (a->over == OVER_DIALOG || a->over == OVER_WHY) {
        m.scope[0] = a->over == OVER_WHY ? "why" : a->dialog.choices > 1 ? "dialog" : "told";
        m.acts = NULL;
        return m;
    }
    if (l && list_is_typing(l) && !page_in_panel(p)) {
        m.scope[0] = "typing";
        m.scope[1] = "always";
        return m;
    }
    if (page_in_panel(p)) {
        m.scope[0] = "columns";
        m.scope[1] = "always";
        return m;
    }
    for (; n < 3 && p->scope[n]; n++)
        m.scope[n] = p->scope[n];
    if (!(n && (strcmp(m.scope[0], "form") == 0 || strcmp(m.scope[0], "pick") == 0)))
        m.scope[n++] = "any";
    m.scope[n] = "always";
    return m;
}

void app_screen(struct app *a, int n)
{
    a->at = n;
    buf_clear(&a->message);
    a->bad = false;
}

/* "list.approvals" opens a view, where "list.down" is the business of the list that is open. */
static bool opens_a_view(const char *action)
{
    if (strncmp(action, "list.", 5) != 0 || !view_find(action + 5))
        return false;
    for (const struct binding *b = bindings; b->screen; b++)
        if (strcmp(b->action, action) == 0)
            return false;
    return true;
}

void app_act(struct app *a, const char *action, const char *arguments)
{
    struct page *p = app_page(a);
    const struct operation *op;
    struct refs about = {0};

    if (!opens_a_view(action) && p->ops->act && p->ops->act(p, action))
        return;
    if (actions_do(a, action, arguments))
        return;
    op = op_find(action);
    if (!op) {
        app_say(a, "That cannot be done here.");
        return;
    }
    if (!*arguments && marked_begin(a, p, op))
        return;
    if (p->ops->refs)
        p->ops->refs(p, &about);
    operation_begin(a, op, &about, arguments);
}

static void key(struct app *a, const struct event *e)
{
    struct page *p = app_page(a);
    struct keymap m = app_keys(a);
    struct keymap always = {.table = bindings, .scope = {"always"}};
    const struct binding *b = e->kind == EVENT_KEY ? keymap_find(&always, e->key) : NULL;

    if (b) {
        app_act(a, b->action, "");
        return;
    }
    if (page_in_panel(p)) {
        columns_event(a, p, e);
        return;
    }
    if (p->ops->typing && p->ops->typing(p)) {
        p->ops->event(p, e);
        return;
    }
    b = e->kind == EVENT_KEY ? keymap_find(&m, e->key) : NULL;
    if (b)
        app_act(a, b->action, "");
    else if (p->ops->event)
        p->ops->event(p, e);
}

static void over_event(struct app *a, const struct event *e)
{
    int choice;

    switch (a->over) {
    case OVER_HELP:
        if (!help_event(&a->help, e))
            a->over = OVER_NONE;
        break;
    case OVER_WHY:
        if (!why_event(&a->why, e, a->t, "htlah-why.txt"))
            a->over = OVER_NONE;
        break;
    case OVER_PALETTE:
        switch (palette_event(a->palette, e)) {
        case PALETTE_RUN:
            actions_palette_ran(a);
            break;
        case PALETTE_BACK:
            a->over = OVER_NONE;
            break;
        case PALETTE_USED:
            break;
        }
        break;
    case OVER_DIALOG:
        choice = dialog_event(&a->dialog, e);
        if (choice == DIALOG_OPEN)
            break;
        a->over = OVER_NONE;
        if (a->answered)
            a->answered(a, choice);
        break;
    case OVER_NONE:
        break;
    }
}

static void clicked(struct app *a, const struct event *e)
{
    struct page *p = app_page(a);
    const char *action = frame_click(a, e->row, e->col);
    const struct binding *b = frame_click_footer(a, e->row, e->col);
    struct keymap m = app_keys(a);

    if (action)
        app_act(a, action, "");
    else if (b)
        key(a, &(struct event){.kind = EVENT_KEY, .key = keymap_press(&m, b)});
    else if (p->ops->event)
        p->ops->event(p, e);
}

static void park_all(struct app *a)
{
    for (int i = 0; i < SCREENS; i++)
        for (size_t d = 0; d < a->pile[i].depth; d++)
            if (a->pile[i].page[d]->ops->park)
                a->pile[i].page[d]->ops->park(a->pile[i].page[d]);
}

/* A program left open goes on into the next minute and the next day. */
static void go_on(struct app *a)
{
    struct fault why = {0};
    datetime_t now;

    if (!a->o->clock || a->s->practice || a->s->overridden)
        return;
    now = a->o->clock();
    if (now.minute == a->s->now.minute)
        return;
    date_t was = a->s->today;
    if (!counter_sit(a->counter, a->s->login, a->s->role, now, &why)) {
        app_fault(a, &why);
        a->left = why.kind == FAULT_DENIED;
    } else if (a->s->today.day != was.day) {
        app_changed(a);
        app_say(a, "A new day has begun.");
    }
}

/* What others have written meanwhile is shown from the next key on.  What was written here is shown
 * already, so the newest transaction alone would tell too much, and is asked only after theirs. */
static void take_in(struct app *a)
{
    int64_t others = counter_others(a->counter), head;

    if (others == a->others)
        return;
    a->others = others;
    head = counter_head(a->counter);
    if (head == a->head)
        return;
    a->head = head;
    app_changed(a);
}

static void handle(struct app *a, const struct event *e)
{
    struct page *p = app_page(a);
    struct fault why = {0};

    switch (e->kind) {
    case EVENT_HANGUP:
        park_all(a);
        a->left = true;
        return;
    case EVENT_RESIZE:
        if (!canvas_resize(&a->canvas, e->row, e->col, &why))
            a->left = true;
        return;
    case EVENT_SUSPEND:
        park_all(a);
        term_suspend(a->t);
        return;
    case EVENT_TIMEOUT:
        if (p->resting && p->ops->rested)
            p->ops->rested(p);
        p->resting = false;
        return;
    case EVENT_RESUME:
    case EVENT_NONE:
        return;
    default:
        break;
    }
    if (frame_too_small(a)) {
        if (e->kind == EVENT_KEY && e->key == 'Q')
            park_all(a), a->left = true;
        return;
    }
    go_on(a);
    if (a->over != OVER_NONE) {
        over_event(a, e);
        return;
    }
    if (!(e->kind == EVENT_KEY && e->key == 'w')) {
        buf_clear(&a->message);
        a->bad = false;
    }
    if (e->kind == EVENT_CLICK)
        clicked(a, e);
    else
        key(a, e);
}

/* --- beginning and end ------------------------------------------------------------------------- */

static bool begin(struct app *a, struct fault *why)
{
    static const struct {
        const char *view, *place;
    } screen[] = {{"work", "work"},
                  {"people", "people"},
                  {"packages", "packages"},
                  {NULL, NULL},
                  {"audit", "audit"}};
    struct page *p[SCREENS] = {NULL};
    bool good = true;

    for (int i = 0; good && i < SCREENS; i++) {
        p[i] = screen[i].view ? list_page_new(a, view_find(screen[i].view), screen[i].place, why)
                              : lots_page_new(a, why);
        good = p[i] != NULL;
    }
    for (int i = 0; i < SCREENS; i++)
        if (p[i])
            a->pile[i].page[a->pile[i].depth++] = p[i];
    /* Whom Work has nothing for begins where they may look. */
    for (int i = 0; good && i < SCREENS; i++)
        if (!screen[i].view || view_may(a->s, view_find(screen[i].view), &(struct fault){0})) {
            a->at = i;
            break;
        }
    return good;
}

static void end(struct app *a)
{
    for (int i = 0; i < SCREENS; i++)
        while (a->pile[i].depth) {
            struct page *p = a->pile[i].page[--a->pile[i].depth];
            p->ops->free(p);
        }
    palette_free(a->palette);
    palette_history_release(&a->history);
    arena_release(&a->entries);
    free(a->entry);
    why_release(&a->why);
    buf_release(&a->message);
    last_forget(a);
    canvas_release(&a->canvas);
}

static int timeout(struct app *a)
{
    return app_page(a)->resting ? REST_MS : -1;
}

/* The next event; before waiting for it, what the next key most likely asks for is read. */
static struct event next(struct app *a)
{
    struct page *p = app_page(a);
    struct list_view *l = p->ops->list ? p->ops->list(p) : NULL;

    if (a->t->person && !a->has_room) {
        struct event e = term_next(a->t, AHEAD_MS);
        if (e.kind != EVENT_TIMEOUT)
            return e;
        room_more();
        a->has_room = true;
    }
    if (a->t->person && l && list_wants_ahead(l)) {
        struct event e = term_next(a->t, AHEAD_MS);
        if (e.kind != EVENT_TIMEOUT)
            return e;
        list_ahead(l);
    }
    return term_next(a->t, timeout(a));
}

bool app_on(struct counter *c, struct terminal *t, const struct app_options *o, struct fault *why)
{
    struct app a = {.o = o,
                    .counter = c,
                    .s = counter_session(c),
                    .t = t,
                    .as_at = DATE_NONE,
                    .known_at = ABSENT,
                    .head = counter_head(c),
                    .others = counter_others(c)};
    bool good = begin(&a, why);

    while (good && !a.left) {
        struct event e = next(&a);
        a.canvas.glyphs = t->glyphs;
        take_in(&a);
        handle(&a, &e);
        if (a.left)
            break;
        app_draw(&a);
        term_paint(t, &a.canvas);
        if (a.over == OVER_DIALOG)
            dialog_shown(&a.dialog, t);
    }
    if (good && kind_reads_waiting(a.s))
        good = kind_reads_flush(a.s, why);
    end(&a);
    return good;
}

int app_run(const struct app_options *o, struct faults *all)
{
    const struct term_options how = {
        .ascii = o->ascii || o->plain, .no_colour = o->no_colour || o->plain, .no_mouse = o->plain};
    struct counter *c = NULL;
    struct terminal *t = NULL;
    struct fault why = {0};
    int status = 0;

    room_make();
    if (!counter_open(&o->counter, &c, all))
        return all->kept ? fault_status(all->list[0].kind) : fault_status(FAULT_RESOURCE);
    const struct plain_options lines = {.in = STDIN_FILENO, .out = STDOUT_FILENO};
    bool good = (o->plain ? plain_open(&lines, &t, &why) : term_open(&how, &t, &why)) &&
                app_on(c, t, o, &why);
    if (good && t->hung_up)
        good = fail(&why, FAULT_INTERRUPTED, "",
                    "The program was ended from outside; what was half typed is kept and is "
                    "offered when its form is opened again.");
    term_close(t);
    counter_close(c);
    if (!good) {
        status = fault_status(why.kind);
        faults_take(all, &why);
    }
    return status;
}

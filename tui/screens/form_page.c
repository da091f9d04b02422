/* An operation's form, made from its field table: filled with what it is about, kept while it is
 * typed, run when it is saved; what is refused stands at its field and what was typed stays. */
#include "core/config/yaml.h"
#include "tui/screens/form_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HELP_ROWS = 2, FORM_SPARE = 2 };

static void title(struct page *p, struct buf *out)
{
    struct formed *f = (struct formed *)p;

    buf_text(out, f->title);
    if (*f->subject)
        buf_printf(out, ": %s", f->subject);
}

/* The form of a decision is short: what it is about has the rest of the screen. */
static int asked_rows(const struct formed *f, struct area a)
{
    int fields = 0, most = a.rows - HELP_ROWS - 1;

    if (!f->asked.length)
        return 0;
    for (size_t i = 0; i < f->fields->count; i++)
        fields += !(f->fields->field[i].flags & FIELD_HIDDEN);
    return most - fields - FORM_SPARE > 4 ? most - fields - FORM_SPARE : 0;
}

static void asked_draw(const struct formed *f, struct canvas *c, struct area a)
{
    canvas_rule(c, (struct area){a.row, a.col, 1, a.cols}, "What it is about", "");
    lines_draw(c, (struct area){a.row + 1, a.col + 1, a.rows - 1, a.cols - 1}, f->asked.text, 0);
}

static void draw(struct page *p, struct canvas *c, struct area a)
{
    struct formed *f = (struct formed *)p;
    struct buf help = {0};
    int below = f->alike_count && a.rows > 16 ? a.rows / 2 : asked_rows(f, a);
    struct area in = {a.row, a.col + 1, a.rows - HELP_ROWS - below, a.cols - 2};

    canvas_rule(c, (struct area){a.row, a.col, 1, a.cols}, f->title, f->subject);
    in.row++, in.rows--;
    form_draw(f->form, c, in, true);
    p->scope[0] = form_is_picking(f->form) ? "pick" : "form";
    if (below && f->alike_count)
        alike_draw(f, c, (struct area){in.row + in.rows, a.col + 1, below, a.cols - 2});
    else if (below)
        asked_draw(f, c, (struct area){in.row + in.rows, a.col + 1, below, a.cols - 2});
    if (form_is_picking(f->form))
        return;
    form_help(f->form, &help);
    canvas_wrap(c, (struct area){a.row + a.rows - HELP_ROWS, a.col + 1, HELP_ROWS, a.cols - 2}, 0,
                ST_HINT, help.text ? help.text : "");
    buf_release(&help);
}

/* --- keeping ----------------------------------------------------------------------------------- */

/* The operation's id is kept beside what was typed: `{"form": …, "op_id": "…"}`. */
static void add_id(const struct formed *f, struct buf *body)
{
    if (!body->length || body->failed)
        return;
    body->text[--body->length] = '\0';
    buf_printf(body, ", \"op_id\": \"%s\"}", f->op_id);
}

/* The same filling goes on, so it is the same operation. */
static void take_id(struct formed *f, const char *body)
{
    struct arena a = {0};
    struct faults all = {0};
    const struct node *map = yaml_read_value(body, strlen(body), NULL, &a, &all);
    const struct node *id = map && map->kind == NODE_MAP ? node_child(map, "op_id") : NULL;

    if (id && id->kind == NODE_SCALAR && strlen(id->text) == sizeof f->op_id - 1)
        memcpy(f->op_id, id->text, sizeof f->op_id);
    faults_release(&all);
    arena_release(&a);
}

static void park(struct page *p)
{
    struct formed *f = (struct formed *)p;
    struct buf body = {0};

    if (!f->op || !form_is_dirty(f->form))
        return;
    form_park(f->form, &body);
    add_id(f, &body);
    if (body.length && !body.failed && !(f->parked && strcmp(f->parked, body.text) == 0)) {
        draft_keep(p->app, f->op->name, f->subject, body.text);
        free(f->parked);
        f->parked = body.text;
        return;
    }
    buf_release(&body);
}

static void forget(struct formed *f)
{
    if (f->op && (f->parked || f->from_draft))
        draft_drop(f->page.app, f->op->name, f->subject);
    free(f->parked);
    f->parked = NULL;
    f->from_draft = false;
}

/* --- leaving ----------------------------------------------------------------------------------- */

static void left(struct app *a, int choice)
{
    struct formed *f = (struct formed *)a->asked;

    if (choice == 0) {
        park(&f->page);
        app_pop(a);
        app_say(a, "Kept for seven days: it is offered when you open this form again.");
    } else if (choice == 1) {
        forget(f);
        app_pop(a);
    }
}

static bool dirty(struct page *p)
{
    return form_is_dirty(((struct formed *)p)->form);
}

static enum left leave(struct page *p)
{
    static const char *const choices[] = {"Keep it for later", "Throw it away", "Go on typing",
                                          NULL};
    struct formed *f = (struct formed *)p;

    if (!dirty(p) || !f->op)
        return LEFT_NOW;
    dialog_choose(&p->app->dialog, "Not saved yet", choices, "\"%s\" is half typed.", f->title);
    app_ask(p->app, p, left);
    return LEFT_NOT;
}

/* --- keys -------------------------------------------------------------------------------------- */

static void used(struct formed *f, enum form_answer answer)
{
    switch (answer) {
    case FORM_MOVED:
        park(&f->page);
        break;
    case FORM_SAVE:
        form_page_save(f);
        break;
    case FORM_BACK:
        app_close_page(f->page.app);
        break;
    default:
        break;
    }
}

static bool act(struct page *p, const char *action);

static bool event(struct page *p, const struct event *e)
{
    static const struct keymap keys = {.table = bindings, .scope = {"form"}};
    struct formed *f = (struct formed *)p;
    const struct binding *b = e->kind == EVENT_KEY ? keymap_find(&keys, e->key) : NULL;

    if (b && !form_is_picking(f->form) && act(p, b->action))
        return true;
    used(f, form_event(f->form, e));
    return true;
}

static bool acts(struct page *p, const char *action)
{
    const struct formed *f = (const struct formed *)p;

    return form_acts(f->form, action);
}

/* F2 in a form, where w is a letter. */
static bool act(struct page *p, const char *action)
{
    struct formed *f = (struct formed *)p;

    if (strcmp(action, "form.why") == 0) {
        if (f->refused.kind) {
            p->app->last = f->refused;
            p->app->bad = true;
        }
        return actions_do(p->app, "show.why", "");
    }
    return false;
}

/* The form has its own keys; only those the program has everywhere, and F2, come before. */
static bool typing(struct page *p)
{
    (void)p;
    return true;
}

static void why(struct page *p, struct buf *out)
{
    struct formed *f = (struct formed *)p;
    char path[128];
    const struct field *at = form_focus(f->form, path, sizeof path);

    if (f->op)
        buf_printf(out, "%s\n%s\n\n", f->op->title, f->op->help);
    if (at)
        buf_printf(out, "%s: %s\n", at->label ? at->label : at->name, at->help ? at->help : "");
    if (at && at->source)
        buf_printf(out, "Source: %s\n", at->source);
}

static void refs(struct page *p, struct refs *out)
{
    *out = ((struct formed *)p)->about;
}

static void release(struct page *p)
{
    struct formed *f = (struct formed *)p;

    form_free(f->form);
    arena_release(&f->arena);
    arena_release(&f->alike);
    buf_release(&f->asked);
    free(f->parked);
    free(f);
}

static const struct page_ops ops = {
    .title = title,
    .draw = draw,
    .act = act,
    .event = event,
    .typing = typing,
    .acts = acts,
    .refs = refs,
    .leave = leave,
    .dirty = dirty,
    .park = park,
    .why = why,
    .free = release,
};

/* --- beginning --------------------------------------------------------------------------------- */

static struct formed *formed_new(struct app *a, const struct fields *t, const char *name)
{
    struct formed *f = calloc(1, sizeof *f);

    if (!f)
        return NULL;
    f->page = (struct page){.ops = &ops, .app = a, .scope = {"form"}};
    f->fields = t;
    snprintf(f->title, sizeof f->title, "%s", name);
    f->record = arena_take(&f->arena, t->size);
    if (!f->record) {
        free(f);
        return NULL;
    }
    fields_clear(t, f->record);
    return f;
}

static bool form_begin(struct formed *f, struct fault *no)
{
    const struct form_options o = {
        .how = {.style = STYLE_TYPED, .today = f->page.app->s->today, .now = f->page.app->s->now},
        .record = f->record,
        .was = f->op ? last_of(f->page.app, f->op) : NULL,
        .ctx = f,
        .pick = pick_source,
        .meaning = pick_meaning,
        .fixed = f->fixed};

    f->form = form_new(f->fields, &o, no);
    return f->form != NULL;
}

static void fail_to_begin(struct app *a, struct formed *f, const struct fault *no)
{
    struct fault none = {0};

    if (!no->kind)
        fault_memory(&none);
    app_fault(a, no->kind ? no : &none);
    if (f)
        release(&f->page);
}

struct page *form_page_for(struct app *a, const struct fields *t, const void *record,
                           const char *name,
                           bool (*save)(struct app *a, const void *record, struct form *f))
{
    struct formed *f = formed_new(a, t, name);
    struct fault no = {0};

    if (f && record)
        memcpy(f->record, record, t->size);
    if (f)
        f->save = save;
    if (f && form_begin(f, &no))
        return &f->page;
    fail_to_begin(a, f, &no);
    return NULL;
}

/* What was left half typed the last time. */
static void brought_back(struct app *a, int choice)
{
    struct formed *f = (struct formed *)a->asked;
    struct arena arena = {0};
    struct buf when = {0};
    struct fault no = {0};
    const char *body = draft_find(a, f->op->name, f->subject, &arena, &when);

    if (choice == 0 && body && !form_unpark(f->form, body, &no))
        app_fault(a, &no);
    else if (choice == 0 && body)
        take_id(f, body);
    form_start(f);
    if (choice == 1)
        forget(f);
    arena_release(&arena);
    buf_release(&when);
}

static void offer_draft(struct formed *f)
{
    static const char *const choices[] = {"Bring it back", "Start afresh", NULL};
    struct app *a = f->page.app;
    struct arena arena = {0};
    struct buf when = {0};

    if (draft_find(a, f->op->name, f->subject, &arena, &when)) {
        f->from_draft = true;
        dialog_choose(&a->dialog, "Half typed", choices,
                      "You left this form half typed on %s. Bring it back?",
                      when.text ? when.text : "another day");
        app_ask(a, &f->page, brought_back);
    }
    arena_release(&arena);
    buf_release(&when);
}

/* Made ready, or NULL with the reason on the message line. */
struct formed *form_of_operation(struct app *a, const struct operation *op,
                                 const struct refs *about)
{
    struct fault no = {0};
    struct formed *f;

    if (!app_may_write(a, &no) || !counter_may(a->counter, op, &no)) {
        app_fault(a, &no);
        return NULL;
    }
    f = formed_new(a, op->args, op->title);
    if (!f) {
        fail_to_begin(a, NULL, &no);
        return NULL;
    }
    f->op = op;
    counter_id_make(f->op_id);
    f->about = *about;
    return f;
}

void form_let_go(struct formed *f)
{
    release(&f->page);
}

static void open_form(struct formed *f)
{
    struct app *a = f->page.app;
    struct fault no = {0};

    if (form_is_quick(f)) {
        form_page_run(f, fields_node(f->op->args, f->record, &f->arena));
        release(&f->page);
        return;
    }
    if (!form_begin(f, &no)) {
        fail_to_begin(a, f, &no);
        return;
    }
    form_start(f);
    asked_read(f);
    if (app_push(a, &f->page))
        offer_draft(f);
}

void operation_begin(struct app *a, const struct operation *op, const struct refs *about,
                     const char *arguments)
{
    struct formed *f = form_of_operation(a, op, about);

    if (!f)
        return;
    form_fill(f, arguments);
    open_form(f);
}

void operation_begin_with(struct app *a, const struct operation *op, const struct refs *about,
                          const char *const *values)
{
    struct formed *f = form_of_operation(a, op, about);

    if (!f)
        return;
    form_fill(f, "");
    for (; values[0]; values += 2)
        form_fill_value(f, values[0], values[1]);
    open_form(f);
}

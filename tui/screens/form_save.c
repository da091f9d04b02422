/* Saving a form: reading it, asking where that is due, running the operation, and what came of it. */
#include "tui/screens/form_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct reading as_file = {.style = STYLE_FILE, .kind = "argument"};

/* --- what is sent ------------------------------------------------------------------------------ */

static bool same(const struct node *a, const struct node *b)
{
    return a && b && a->kind == NODE_SCALAR && b->kind == NODE_SCALAR &&
           strcmp(a->text, b->text) == 0;
}

/* Of a change only what differs from the beginning, and the names of what was emptied. */
static struct node *differences(struct formed *f, const struct node *now)
{
    struct node *was = fields_node(f->fields, f->record, &f->arena);
    struct node *out = node_new(&f->arena, NODE_MAP);
    const struct field *clear = fields_find(f->fields, "clear");
    struct buf emptied = {0};

    for (const struct node *n = out && was ? now->first : NULL; n; n = n->next) {
        const struct field *field = fields_find(f->fields, n->key);
        if (field && field->flags & FIELD_OPTIONAL && same(n, node_child(was, n->key)))
            continue;
        struct node *copy = node_new(&f->arena, n->kind);
        if (!copy)
            return NULL;
        *copy = *n;
        copy->next = NULL;
        node_append(out, copy);
    }
    for (const struct node *n = clear && out && was ? was->first : NULL; n; n = n->next)
        if (!node_child(now, n->key) && word_index(clear->words, n->key) != ABSENT)
            buf_printf(&emptied, "%s%s", emptied.length ? ", " : "[", n->key);
    if (emptied.length && !node_child(now, "clear")) {
        buf_char(&emptied, ']');
        if (!node_add(&f->arena, out, "clear", emptied.text))
            out = NULL;
    }
    buf_release(&emptied);
    return out;
}

/* Values of hidden arguments go along; the revision says which state of the record was seen. */
static bool add_hidden(struct formed *f, struct node *args)
{
    struct node *was = fields_node(f->fields, f->record, &f->arena);
    char rev[32];

    for (const struct node *n = was ? was->first : NULL; n; n = n->next) {
        const struct field *field = fields_find(f->fields, n->key);
        if (field && field->flags & FIELD_HIDDEN && n->kind == NODE_SCALAR &&
            !node_child(args, n->key)) {
            struct node *copy = node_add(&f->arena, args, n->key, n->text);
            if (!copy)
                return false;
            copy->quoted = n->quoted;
        }
    }
    if (f->rev == ABSENT || !fields_find(f->fields, "rev") || node_child(args, "rev"))
        return was != NULL;
    snprintf(rev, sizeof rev, "%lld", (long long)f->rev);
    return was && node_add(&f->arena, args, "rev", rev);
}

/* --- what came of it --------------------------------------------------------------------------- */

/* Keeps how it can be undone, and says what was done with what is to be known beside it. */
static void done(struct app *a, const struct operation *op, const struct answer *answer,
                 const struct refs *about)
{
    struct buf b = {0};

    buf_text(&b, answer->text ? answer->text : "Done.");
    for (size_t i = 0; i < answer->remarks; i++)
        buf_printf(&b, " · %s%s%s", answer->remark[i].code ? answer->remark[i].code : "",
                   answer->remark[i].code ? " " : "", answer->remark[i].text);
    if (answer->repeated)
        buf_text(&b, " · It had been saved already and was not done twice.");
    undo_note(a, op, answer, about);
    app_changed(a);
    app_say(a, "%s", b.text ? b.text : "Done.");
    buf_release(&b);
}

static void stale_answered(struct app *a, int choice)
{
    struct formed *f = (struct formed *)a->asked;

    if (choice == 0) {
        form_read_rev(f);
        form_page_save(f);
    } else if (choice == 1) {
        free(f->parked);
        f->parked = NULL;
        app_pop(a);
        app_changed(a);
    }
}

static void is_stale(struct formed *f, const struct fault *why)
{
    static const char *const choices[] = {"Keep mine over it", "Take theirs", "Back to the form",
                                          NULL};
    struct app *a = f->page.app;

    dialog_choose(&a->dialog, "Somebody saved first", choices, "%s", why->text);
    app_ask(a, &f->page, stale_answered);
}

static void not_done(struct formed *f, const struct faults *all)
{
    struct app *a = f->page.app;
    const struct fault *first = &all->list[0];

    app_fault(a, first);
    f->refused = *first;
    if (!f->form)
        return;
    form_faults(f->form, all);
    if (fault_has_code(first, "PD-1"))
        alike_read(f);
    if (first->kind == FAULT_STALE)
        is_stale(f, first);
    if (fault_has_code(first, "OP-1"))
        app_say(a, "What you sent first was saved after all, and this is not it: close the form, "
                   "look at the record and begin again.");
    else if (f->unknown || first->kind == FAULT_UNKNOWN)
        app_say(a, "It cannot be told yet whether this was saved. F10 asks again, and never does "
                   "it twice.");
    else if (!f->alike_count && form_tells(f->form))
        app_say(a, "Nothing was saved; what you typed stays%s.", first->reasons ? " (F2 why)" : "");
    else if (first->reasons)
        app_say(a, "%s Nothing was saved; what you typed stays (F2 why).", first->text);
    a->bad = true;
}

/* Did the store answer at all? A disk that fails, a lock or a signal says nothing of what was sent. */
static bool is_answered(const struct faults *all)
{
    switch (all->kept ? all->list[0].kind : FAULT_UNKNOWN) {
    case FAULT_UNKNOWN:
    case FAULT_RESOURCE:
    case FAULT_STORE:
    case FAULT_BUSY:
    case FAULT_INTERRUPTED:
        return false;
    default:
        return true;
    }
}

/* Sent, and where it may have happened sent again: the same id asks what became of it, and does it if
 * nothing has.  Until the store answers it stays unknown, whatever stands in the way of asking. */
static bool send(struct formed *f, const struct node *args, struct arena *arena,
                 struct answer *answer, struct faults *all)
{
    struct counter *c = f->page.app->counter;
    const char *name = f->op->name;

    bool good = counter_run(c, name, args, &as_file, f->op_id, arena, answer, all);
    if (!good && all->kept && all->list[0].kind == FAULT_UNKNOWN) {
        f->unknown = true;
        faults_release(all);
        *all = (struct faults){0};
        good = counter_run(c, name, args, &as_file, f->op_id, arena, answer, all);
    }
    f->unknown = f->unknown && !good && !is_answered(all);
    return good;
}

bool form_page_run(struct formed *f, struct node *args)
{
    struct app *a = f->page.app;
    const struct operation *op = f->op;
    struct arena arena = {0};
    struct answer answer = {.subject_kind = NULL};
    struct faults all = {0};
    struct refs about = f->about;
    bool good = args && add_hidden(f, args);

    if (!good) {
        struct fault none = {0};
        fault_memory(&none);
        faults_take(&all, &none);
    } else {
        good = send(f, args, &arena, &answer, &all);
    }
    if (!good && all.kept)
        not_done(f, &all);
    if (good)
        last_keep(a, op, args);
    if (good && f->form) {
        if (f->parked || f->from_draft)
            draft_drop(a, op->name, f->subject);
        app_pop(a); /* f is gone */
    }
    if (good)
        done(a, op, &answer, &about);
    if (good && op->flags & OP_OPENS && answer.subject_kind && answer.subject_ref) {
        struct buf said = {0};
        buf_text(&said, a->message.text ? a->message.text : "");
        record_open(a, answer.subject_kind, answer.subject_ref, NULL);
        if (!a->bad)
            app_say(a, "%s", said.text ? said.text : "");
        buf_release(&said);
    }
    faults_release(&all);
    arena_release(&arena);
    return good;
}

/* --- saving ------------------------------------------------------------------------------------ */

static void careful_answered(struct app *a, int choice)
{
    struct formed *f = (struct formed *)a->asked;

    if (choice == DIALOG_YES)
        form_page_run(f, f->node);
    else
        app_say(a, "Not done.");
}

static void save_other(struct formed *f)
{
    struct app *a = f->page.app;
    struct fault why = {0};
    void *record = arena_take(&f->arena, f->fields->size);

    if (!record)
        fault_memory(&why);
    if (record && form_record(f->form, record, &f->arena, &why)) {
        f->save(a, record, f->form);
        return;
    }
    app_fault(a, &why);
}

void form_page_save(struct formed *f)
{
    struct app *a = f->page.app;
    struct fault why = {0};

    if (!f->op) {
        save_other(f);
        return;
    }
    if (!app_may_write(a, &why) || !(f->node = form_node(f->form, &f->arena, &why))) {
        app_fault(a, &why);
        return;
    }
    if (f->changes && !(f->node = differences(f, f->node))) {
        fault_memory(&why);
        app_fault(a, &why);
        return;
    }
    if (f->op->flags & OP_CAREFUL) {
        dialog_confirm(&a->dialog, f->op->title, f->op->title, "%s %s", f->op->help, f->subject);
        app_ask(a, &f->page, careful_answered);
        return;
    }
    form_page_run(f, f->node);
}

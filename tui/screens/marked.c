/* One operation on every marked row: how many is said and asked first, and each is done, or refused, by
 * itself, as if it had been chosen alone.  What asks for more than which record is done to one at a time.
 * Source: ecosystem.md 2.3 (24). */
#include "tui/screens/form_inside.h"

#include <stdio.h>
#include <string.h>

/* The records that a marked row is about; false where it is no longer in the list. */
static bool refs_of_mark(struct app *a, const struct view_source *s, const char *key,
                         struct refs *out, struct fault *why)
{
    struct arena arena = {0};
    struct view_ask ask = app_ask_of(a, s->view);
    struct list rows;

    *out = (struct refs){0};
    ask.style = STYLE_FILE;
    ask.limit = 1;
    ask.filter[ask.filters++] =
        (struct view_filter){s->key ? s->key : s->view->columns->field[0].name, TEST_IS, key};
    bool good = app_rows_asked(a, s->view, s->by, s->id, ask, &arena, &rows, why);
    bool there = good && rows.count;
    if (there)
        refs_of_row(s->view, rows.items, out);
    if (good && !there)
        fail(why, FAULT_MISSING, NULL, "It is no longer in this list.");
    arena_release(&arena);
    return there;
}

/* The form of the operation on this record, where nothing is left to type; else NULL. */
static struct formed *quick_form(struct app *a, const struct operation *op,
                                 const struct refs *about)
{
    struct formed *f = form_of_operation(a, op, about);

    if (!f)
        return NULL;
    form_fill(f, "");
    if (form_is_quick(f))
        return f;
    form_let_go(f);
    app_say(a, "This needs typing, so it is done to one at a time: Esc takes the marks off.");
    return NULL;
}

static bool do_one(struct app *a, const struct operation *op, const char *key, struct buf *first)
{
    struct view_source *s = a->asked->ops->source(a->asked);
    struct fault why = {0};
    struct refs about;
    struct formed *f;
    bool good = false;

    if (!refs_of_mark(a, s, key, &about, &why)) {
        app_fault(a, &why);
    } else if ((f = quick_form(a, op, &about))) {
        good = form_page_run(f, fields_node(op->args, f->record, &f->arena));
        form_let_go(f);
    }
    if (!good && !first->length)
        buf_text(first, a->message.text ? a->message.text : "");
    return good;
}

static void marked_answered(struct app *a, int choice)
{
    const struct operation *op = op_find(a->marked_op);
    struct list_view *l = a->asked->ops->list(a->asked);
    struct buf left = {0}, first = {0};
    size_t all = list_marks(l), done = 0;

    if (choice != DIALOG_YES) {
        app_say(a, "Not done; the marks stay.");
        return;
    }
    for (size_t i = 0; i < all; i++) {
        if (do_one(a, op, list_mark(l, i), &first))
            done++;
        else
            buf_printf(&left, "%s ", list_mark(l, i));
    }
    list_unmark_all(l);
    if (left.text)
        list_mark_keys(l, left.text);
    a->undo[0] = '\0'; /* a key would take back the last alone */
    app_say(a, "%s: %zu of %zu done%s%s", op->title, done, all,
            done == all ? "." : "; those that were not are still marked. ",
            first.text ? first.text : "");
    a->bad = done < all;
    buf_release(&left);
    buf_release(&first);
}

bool marked_begin(struct app *a, struct page *p, const struct operation *op)
{
    struct list_view *l = p->ops->list && p->ops->source ? p->ops->list(p) : NULL;
    struct fault why = {0};
    struct refs about;

    if (!l || !list_marks(l))
        return false;
    if (!refs_of_mark(a, p->ops->source(p), list_mark(l, 0), &about, &why)) {
        list_unmark_all(l); /* what was marked has gone */
        return false;
    }
    struct formed *f = quick_form(a, op, &about);
    if (!f)
        return true;
    form_let_go(f);
    snprintf(a->marked_op, sizeof a->marked_op, "%s", op->name);
    dialog_confirm(&a->dialog, op->title, op->title,
                   "%zu %s marked. Each is done by itself, or refused by itself.", list_marks(l),
                   list_marks(l) == 1 ? "row is" : "rows are");
    app_ask(a, p, marked_answered);
    return true;
}

/* The columns each person wants in a list: kept when the panel is closed, and there the next time. */
#include "tui/screens/screens.h"

#include <string.h>

static const struct reading as_file = {.style = STYLE_FILE, .kind = "argument"};

/* A list of a view by the view's name; one that is worked out by that of its columns. */
static const char *name_of(struct page *p)
{
    const struct view *v = p->ops->view ? p->ops->view(p) : NULL;

    return v ? v->name : p->ops->columns ? p->ops->columns(p) : NULL;
}

static void keep(struct app *a, const char *list, const char *body)
{
    struct arena arena = {0};
    struct node *args = node_new(&arena, NODE_MAP);
    struct answer answer;
    struct faults all = {0};
    bool good =
        args && node_add(&arena, args, "view", list) && node_add(&arena, args, "body", body);

    for (struct node *n = good ? args->first : NULL; n; n = n->next)
        n->quoted = true;
    if (good &&
        !counter_run(a->counter, "columns.keep", args, &as_file, NULL, &arena, &answer, &all) &&
        all.kept)
        app_say(a, "The columns are as you want them, but could not be kept: %s", all.list[0].text);
    faults_release(&all);
    arena_release(&arena);
}

void columns_restore(struct app *a, const char *list, struct list_view *l)
{
    const struct view *v = view_find("columns");
    struct arena arena = {0};
    struct list rows;
    struct fault why = {0};

    if (l && app_rows_where(a, "columns", "view", list, 1, &arena, &rows, &why) && rows.count)
        list_columns_unpark(l, row_text(v->columns, rows.items, "body"));
    arena_release(&arena);
}

void columns_event(struct app *a, struct page *p, const struct event *e)
{
    struct list_view *l = p->ops->list(p);
    struct buf before = {0}, after = {0};
    const char *name = name_of(p);

    list_columns_park(l, &before);
    p->ops->event(p, e);
    list_columns_park(l, &after);
    if (strcmp(before.text ? before.text : "", after.text ? after.text : "") != 0)
        a->columns_moved = true;
    if (!list_in_panel(l) && a->columns_moved) {
        a->columns_moved = false;
        if (name)
            keep(a, name, after.text);
    }
    buf_release(&before);
    buf_release(&after);
}

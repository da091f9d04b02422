/* Saved filters: a list's filter, order and columns under a name, yours or shared (F3). */
#include "tui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct saved {
    struct page page;
    struct view_source source;
    struct list_view *list, *of; /* the list they are for lies below and outlives this page */
    const struct view *view;
};

static void title(struct page *p, struct buf *out)
{
    buf_printf(out, "Filters of %s", ((struct saved *)p)->view->title);
}

static void draw(struct page *p, struct canvas *c, struct area a)
{
    struct saved *s = (struct saved *)p;

    list_draw(s->list, c, a, true);
}

static const void *chosen(struct saved *s)
{
    return list_chosen(s->list);
}

static void apply(struct saved *s)
{
    const void *row = chosen(s);
    struct list_view *of = s->of;
    struct app *a = s->page.app;
    char name[80];

    if (!row)
        return;
    snprintf(name, sizeof name, "%s", row_text(s->source.view->columns, row, "name"));
    list_unpark(of, row_text(s->source.view->columns, row, "body"));
    app_pop(a);
    app_say(a, "Filter \"%s\". F shows all again.", name);
}

static void begin(struct saved *s, const char *op, const char *name)
{
    struct buf body = {0}, arguments = {0};
    struct refs none = {0};

    list_park(s->of, &body);
    operation_begin_with(s->page.app, op_find(op), &none,
                         (const char *const[]){"view", s->view->name, "body",
                                               body.text ? body.text : "", "name", name, NULL});
    buf_release(&arguments);
    buf_release(&body);
}

static bool act(struct page *p, const char *action)
{
    struct saved *s = (struct saved *)p;

    if (strcmp(action, "filter.save") == 0) {
        begin(s, action, "");
        return true;
    }
    if (strcmp(action, "filter.delete") == 0) {
        if (chosen(s))
            begin(s, action, row_text(s->source.view->columns, chosen(s), "name"));
        return true;
    }
    if (strncmp(action, "list.", 5) != 0)
        return false;
    enum list_answer answer = list_act(s->list, action);
    if (answer == LIST_OPEN)
        apply(s);
    else if (answer == LIST_BACK)
        app_close_page(p->app);
    return true;
}

static bool event(struct page *p, const struct event *e)
{
    struct saved *s = (struct saved *)p;
    enum list_answer answer = list_event(s->list, e);

    if (answer == LIST_OPEN)
        apply(s);
    return answer != LIST_UNUSED;
}

static bool typing(struct page *p)
{
    return list_is_typing(((struct saved *)p)->list);
}

static bool acts(struct page *p, const char *action)
{
    bool of_a_row = strcmp(action, "filter.delete") == 0 || strcmp(action, "list.open") == 0;

    return !of_a_row || chosen((struct saved *)p);
}

static void refresh(struct page *p)
{
    list_refresh(((struct saved *)p)->list);
}

static void release(struct page *p)
{
    list_free(((struct saved *)p)->list);
    free(p);
}

static const struct page_ops ops = {.title = title,
                                    .draw = draw,
                                    .act = act,
                                    .event = event,
                                    .typing = typing,
                                    .acts = acts,
                                    .refresh = refresh,
                                    .free = release};

void saved_open(struct app *a)
{
    struct page *p = app_page(a);
    struct list_view *of = p->ops->list ? p->ops->list(p) : NULL;
    const struct view *v = p->ops->view ? p->ops->view(p) : NULL;
    struct fault why = {0};
    struct saved *s;

    if (!of || !v) {
        app_say(a, "There is no list here to filter.");
        return;
    }
    s = calloc(1, sizeof *s);
    if (s) {
        s->page = (struct page){.ops = &ops, .app = a, .scope = {"filters", "list"}};
        s->of = of;
        s->view = v;
        s->source = (struct view_source){.app = a,
                                         .view = view_find("filters"),
                                         .has_fixed = true,
                                         .fixed = {"view", TEST_IS, v->name}};
        struct list_source source = view_source_of(&s->source, NULL);
        s->list = list_new(&source);
    }
    if (!s || !s->list) {
        free(s);
        fault_memory(&why);
        app_fault(a, &why);
        return;
    }
    app_push(a, &s->page);
}

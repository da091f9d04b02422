/* Choosing a value from a list over the form. */
#include "tui/bindings.h"
#include "tui/form_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct choice {
    const char *code, *shown;
};
static const struct field choice_rows[] = {
    {FIELD(struct choice, code, FIELD_TEXT), .flags = FIELD_KEY, .label = "Code"},
    {FIELD(struct choice, shown, FIELD_TEXT), .label = "Means"},
};
static const struct fields choice_fields = FIELDS("choice", choice_rows, struct choice);

/* The words of a choice; NULL when it has none. */
static struct choice *choices(const struct field *f, size_t *count)
{
    static const struct word yes_no[] = {{"yes", "yes"}, {"no", "no"}, {NULL, NULL}};
    bool truth = f->type == FIELD_BOOL || (f->type == FIELD_LIST && f->item == FIELD_BOOL);
    const struct word *words = truth ? yes_no : f->words;
    size_t n = 0;

    while (words && words[n].code)
        n++;
    struct choice *c = n ? calloc(n, sizeof *c) : NULL;
    for (size_t i = 0; c && i < n; i++)
        c[i] = (struct choice){words[i].code, words[i].shown ? words[i].shown : words[i].code};
    *count = c ? n : 0;
    return c;
}

bool form_can_pick(const struct form *f)
{
    const struct cell_of_form *c = &f->cell[f->focus];
    struct list_source source = {.ctx = NULL};
    size_t count = 0;

    if (c->kind != CELL_VALUE || c->fixed)
        return false;
    free(choices(c->f, &count));
    return count || (c->f->flags & FIELD_REF && f->o.pick && f->o.pick(f->o.ctx, c->f, &source));
}

void form_pick_end(struct form *f)
{
    struct picker *p = f->picker;

    if (!p)
        return;
    list_free(p->list);
    free((void *)(uintptr_t)p->rows.rows);
    line_release(&p->query);
    free(p);
    f->picker = NULL;
}

bool form_pick_begin(struct form *f)
{
    const struct cell_of_form *c = &f->cell[f->focus];
    struct list_source source = {.ctx = NULL};
    struct picker *p = c->kind == CELL_VALUE ? calloc(1, sizeof *p) : NULL;

    if (!p)
        return false;
    p->f = c->f;
    struct choice *words = choices(c->f, &p->rows.count);
    p->rows.columns = &choice_fields;
    p->rows.rows = words;
    f->picker = p;
    if (words)
        source = list_rows_source(&p->rows);
    else if (!(c->f->flags & FIELD_REF) || !f->o.pick || !f->o.pick(f->o.ctx, c->f, &source)) {
        form_pick_end(f);
        snprintf(f->message, sizeof f->message, "there is no list to choose this from; type it");
        return false;
    }
    p->list = list_new(&source);
    if (!p->list) {
        form_pick_end(f);
        return false;
    }
    list_set_bare(p->list, words != NULL);
    return true;
}

/* The chosen one into the field; behind a comma where it holds several. */
static enum form_answer take(struct form *f)
{
    struct cell_of_form *c = &f->cell[f->focus];
    struct picker *p = f->picker;
    struct buf text = {0};

    if (!list_chosen(p->list))
        return FORM_USED;
    if (c->f->type == FIELD_LIST && !form_blank(c))
        buf_printf(&text, "%s, ", line_text(&c->line));
    const struct choice *chosen = p->rows.rows ? list_chosen(p->list) : NULL;
    buf_text(&text, chosen ? (c->f->type == FIELD_LIST ? chosen->code : chosen->shown)
                           : list_chosen_key(p->list));
    line_set(&c->line, text.text ? text.text : "");
    buf_release(&text);
    form_pick_end(f);
    form_check(f, c);
    return FORM_CHANGED;
}

enum form_answer form_pick_event(struct form *f, const struct event *e)
{
    static const struct keymap keys = {.table = bindings, .scope = {"pick"}};
    struct picker *p = f->picker;
    const struct binding *b = e->kind == EVENT_KEY ? keymap_find(&keys, e->key) : NULL;

    if (e->kind == EVENT_CLICK || e->kind == EVENT_WHEEL)
        return list_event(p->list, e) == LIST_OPEN ? take(f) : FORM_USED;
    if (b && strcmp(b->action, "pick.take") == 0)
        return take(f);
    if (b && strcmp(b->action, "pick.leave") == 0) {
        form_pick_end(f);
        return FORM_USED;
    }
    if (b) {
        list_act(p->list, strcmp(b->action, "pick.up") == 0 ? "list.up" : "list.down");
        return FORM_USED;
    }
    if (e->kind == EVENT_KEY && (e->key == K_PGUP || e->key == K_PGDN)) {
        list_act(p->list, e->key == K_PGUP ? "list.page_up" : "list.page_down");
        return FORM_USED;
    }
    if (line_event(&p->query, e) == LINE_CHANGED)
        list_set_search(p->list, line_text(&p->query));
    return FORM_USED; /* nothing falls through to the form below */
}

void form_pick_draw(struct form *f, struct canvas *c, struct area a)
{
    struct picker *p = f->picker;
    int cols = p->rows.rows ? 50 : a.cols - 4;
    int rows = p->rows.rows ? (int)p->rows.count + 4 : a.rows - 2;
    struct area box;

    cols = cols > a.cols ? a.cols : cols;
    rows = rows > a.rows ? a.rows : rows < 6 ? 6 : rows;
    box = (struct area){a.row + (a.rows - rows) / 2, a.col + (a.cols - cols) / 2, rows, cols};
    struct area in = canvas_box(c, box, p->f->label ? p->f->label : p->f->name);
    if (in.rows < 2)
        return;
    list_draw(p->list, c, (struct area){in.row + 1, in.col, in.rows - 1, in.cols}, true);
    int used = canvas_text(c, in.row, in.col, in.cols, ST_LABEL, "Type to find: ");
    line_draw(&p->query, c, (struct area){in.row, in.col + used, 1, in.cols - used}, ST_TYPED,
              true);
}

void form_cycle(struct form *f, struct cell_of_form *c)
{
    size_t count, next = 0;
    struct choice *words = choices(c->f, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].shown, line_text(&c->line)) == 0)
            next = (i + 1) % count;
    if (count)
        line_set(&c->line, words[next].shown);
    free(words);
    form_check(f, c);
}

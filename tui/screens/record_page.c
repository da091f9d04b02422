/* One record whole: its parts as tabs; a sheet for the record itself, a list for what hangs on it. */
#include "tui/screens/screens.h"

#include "tui/list_rows.h"
#include "tui/tabs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABS_MOST = 16, HINTS_MOST = 4, BELOW_LEAST = 15, BELOW_ROWS = 6 };

struct tab {
    const char *title;
    const struct part *part;     /* or */
    const struct rows_tab *rows; /* computed */
    struct view_source source;
    struct list_view *list; /* NULL until it is looked at; none of a sheet */
    struct list_rows held;  /* of a computed one */
    struct arena arena;     /* of it, or of the sheet's row */
    const void *row;        /* of a sheet */
    uint64_t epoch;         /* when it was read */
    struct list_hint hint[HINTS_MOST + 1];
    struct fault why; /* that it could not be */
};

struct record {
    struct page page;
    const struct kind *kind;
    char ref[REF_SIZE];
    int64_t id;
    struct tab tab[TABS_MOST];
    const char *names[TABS_MOST];
    int tabs, at;
    int skip, lines, rows; /* of the sheet as it is drawn */
    struct refs refs;      /* of the record itself */
    char label[120];       /* "Package K10234 Okafor, Grace" */
};

static struct tab *the_tab(struct record *r)
{
    return &r->tab[r->at];
}

static bool is_sheet(const struct tab *t)
{
    return t->part && t->part->one;
}

/* --- reading ----------------------------------------------------------------------------------- */

static void read_sheet(struct record *r, struct tab *t)
{
    struct list rows;

    arena_release(&t->arena);
    t->row = NULL;
    if (app_rows_of(r->page.app, t->part->view, t->part->by, r->id, 1, &t->arena, &rows, &t->why) &&
        rows.count)
        t->row = rows.items;
}

/* The cursor begins on the first row that something can be done with. */
static void first_that_may(const struct tab *t, struct buf *key)
{
    const struct fields *f = t->rows->columns;

    for (size_t i = 0; t->rows->stops && i < t->held.count && !key->length; i++) {
        const void *row = (const char *)t->held.rows + i * f->size;
        if (!t->rows->stops(row))
            field_print(&f->field[0], row, STYLE_FILE, key);
    }
}

static void read_rows(struct record *r, struct tab *t)
{
    struct list rows = {0};
    struct buf key = {0};

    buf_text(&key, t->list ? list_chosen_key(t->list) : "");
    list_free(t->list);
    t->list = NULL;
    arena_release(&t->arena);
    if (!t->rows->load(r->page.app, r->ref, &t->arena, &rows, &t->why)) {
        buf_release(&key);
        return;
    }
    t->held = (struct list_rows){t->rows->columns, rows.items, rows.count};
    struct list_source source = list_rows_source(&t->held);
    source.hints = t->rows->hints;
    source.style = t->rows->style;
    t->list = list_new(&source);
    columns_restore(r->page.app, t->rows->columns->name, t->list);
    if (!key.length)
        first_that_may(t, &key);
    if (t->list && key.length)
        list_choose(t->list, key.text);
    buf_release(&key);
}

/* In a record's own lists nobody needs to be told again whose they are. */
static const struct list_hint *own_hints(const struct record *r, struct tab *t)
{
    bool named = strcmp(r->kind->name, "person") == 0 || strcmp(r->kind->name, "package") == 0;
    size_t n = 0;

    t->hint[n++] = (struct list_hint){r->kind->name, 0, LIST_AWAY};
    if (named) {
        t->hint[n++] = (struct list_hint){"person", 0, LIST_AWAY};
        t->hint[n++] = (struct list_hint){"name", 0, LIST_AWAY};
    }
    t->hint[n] = (struct list_hint){NULL, 0, 0};
    return t->hint;
}

static void read_list(struct record *r, struct tab *t)
{
    struct list_source source;

    if (t->list) {
        list_refresh(t->list);
        return;
    }
    t->source = (struct view_source){
        .app = r->page.app, .view = t->part->view, .by = t->part->by, .id = r->id};
    source = view_source_of(&t->source, showing_of(t->part->view));
    if (!source.hints)
        source.hints = own_hints(r, t);
    t->list = list_new(&source);
    columns_restore(r->page.app, t->part->view->name, t->list);
}

static void read_tab(struct record *r)
{
    struct tab *t = the_tab(r);

    if (t->epoch == r->page.app->epoch)
        return;
    t->epoch = r->page.app->epoch;
    fault_clear(&t->why);
    if (is_sheet(t))
        read_sheet(r, t);
    else if (t->rows)
        read_rows(r, t);
    else
        read_list(r, t);
}

/* What the record's own row names: the person of a package. */
static void read_refs(struct record *r)
{
    struct tab *t = &r->tab[0];

    if (!t->part || !t->part->one)
        return;
    if (t->epoch != r->page.app->epoch) {
        t->epoch = r->page.app->epoch;
        fault_clear(&t->why);
        read_sheet(r, t);
    }
    if (!t->row)
        return;
    refs_of_row(t->part->view, t->row, &r->refs);
    enum ref_kind k = ref_kind_of(r->kind->name);
    if (k != REF__COUNT)
        snprintf(r->refs.ref[k], REF_SIZE, "%s", r->ref);
    const char *name = row_text(t->part->view->columns, t->row, "name");
    snprintf(r->label, sizeof r->label, "%s %s%s%s", r->kind->title, r->ref, *name ? " " : "",
             name);
}

/* --- drawing ----------------------------------------------------------------------------------- */

static void title(struct page *p, struct buf *out)
{
    struct record *r = (struct record *)p;

    read_refs(r);
    buf_text(out, r->label);
}

static void draw_below(struct record *r, struct canvas *c, struct area a)
{
    struct tab *t = the_tab(r);
    const void *row = t->list ? list_chosen(t->list) : NULL;
    const struct fields *columns = t->part ? t->part->view->columns : t->rows->columns;

    if (!row)
        return;
    canvas_rule(c, (struct area){a.row, a.col, 1, a.cols}, "The row in full", "");
    sheet_draw(r->page.app, c, (struct area){a.row + 1, a.col + 2, a.rows - 1, a.cols - 3}, columns,
               row, 0);
}

static void draw_list(struct record *r, struct canvas *c, struct area a)
{
    struct tab *t = the_tab(r);
    int below = a.rows >= BELOW_LEAST ? (a.rows > 28 ? a.rows / 3 : BELOW_ROWS) : 0;

    if (!t->list) {
        canvas_wrap(c, a, 0, ST_NORMAL,
                    t->why.kind ? t->why.text : "There is no memory for this list.");
        canvas_cursor(c, a.row, a.col);
        return;
    }
    if (t->rows && !t->held.count) {
        canvas_wrap(c, a, 0, ST_HINT, t->rows->empty);
        canvas_cursor(c, a.row, a.col);
        return;
    }
    list_draw(t->list, c, (struct area){a.row, a.col, a.rows - below, a.cols}, true);
    if (below)
        draw_below(r, c, (struct area){a.row + a.rows - below, a.col, below, a.cols});
}

static void draw(struct page *p, struct canvas *c, struct area a)
{
    struct record *r = (struct record *)p;
    struct area in = {a.row + 1, a.col, a.rows - 1, a.cols};

    read_refs(r);
    read_tab(r);
    tabs_draw(c, (struct area){a.row, a.col + 1, 1, a.cols - 1}, TABS_PAN, r->names, r->tabs,
              r->at);
    if (!is_sheet(the_tab(r))) {
        draw_list(r, c, in);
        return;
    }
    const struct tab *t = the_tab(r);
    in = (struct area){in.row + 1, in.col + 2, in.rows - 1, in.cols - 3};
    canvas_cursor(c, in.row, in.col);
    if (!t->row) {
        canvas_wrap(c, in, 0, ST_HINT, t->why.kind ? t->why.text : t->part->view->empty);
        return;
    }
    r->rows = in.rows;
    r->lines = sheet_draw(r->page.app, c, in, t->part->view->columns, t->row, r->skip);
    if (r->skip && r->skip >= r->lines) {
        r->skip = 0;
        r->lines = sheet_draw(r->page.app, c, in, t->part->view->columns, t->row, 0);
    }
}

/* --- keys -------------------------------------------------------------------------------------- */

static void scopes(struct record *r)
{
    const struct tab *t = the_tab(r);
    size_t n = 0;

    if (t->rows && t->rows->place)
        r->page.scope[n++] = t->rows->place;
    r->page.scope[n++] = r->kind->name;
    r->page.scope[n++] = "list";
    r->page.scope[n] = NULL;
}

static void note_read(struct record *r, const char *how)
{
    struct fault why = {0};
    struct session *s = r->page.app->s;

    if (r->kind->read_logged && r->page.app->epoch &&
        (!kind_note_read(s, r->kind, r->id, how, &why) || !kind_reads_flush(s, &why)))
        app_fault(r->page.app, &why);
}

static void tab_to(struct record *r, int at)
{
    r->at = at;
    r->skip = 0;
    scopes(r);
    note_read(r, "tab");
}

static void open_row(struct record *r)
{
    struct tab *t = the_tab(r);
    const void *row = t->list ? list_chosen(t->list) : NULL;
    struct buf ref = {0};

    if (!row)
        return;
    if (t->rows) {
        struct refs about = r->refs;
        const char *stops = t->rows->stops ? t->rows->stops(row) : NULL;
        if (t->rows->refs)
            t->rows->refs(row, &about);
        if (stops)
            app_say(r->page.app, "%s", stops);
        else if (t->rows->op)
            operation_begin(r->page.app, op_find(t->rows->op), &about, "");
        return;
    }
    const struct view *v = t->part->view;
    const char *kind = v->opens        ? v->opens
                       : v->opens_kind ? row_text(v->columns, row, v->opens_kind)
                                       : "";
    const struct field *by = v->opens_by ? fields_find(v->columns, v->opens_by) : NULL;
    if (by)
        field_print(by, row, STYLE_FILE, &ref);
    if (*kind && ref.length && !(strcmp(kind, r->kind->name) == 0 && strcmp(ref.text, r->ref) == 0))
        record_open(r->page.app, kind, ref.text, NULL);
    else
        app_say(r->page.app, "There is nothing more to open here.");
    buf_release(&ref);
}

static void answer(struct record *r, enum list_answer answer)
{
    if (answer == LIST_OPEN)
        open_row(r);
    else if (answer == LIST_BACK)
        app_close_page(r->page.app);
}

/* A sheet moves by lines. */
static void sheet_act(struct record *r, const char *action)
{
    int most = r->lines > r->rows ? r->lines - r->rows : 0;

    if (strcmp(action, "list.down") == 0)
        r->skip++;
    else if (strcmp(action, "list.up") == 0)
        r->skip--;
    else if (strcmp(action, "list.page_down") == 0)
        r->skip += r->rows;
    else if (strcmp(action, "list.page_up") == 0)
        r->skip -= r->rows;
    else if (strcmp(action, "list.first") == 0)
        r->skip = 0;
    else if (strcmp(action, "list.last") == 0)
        r->skip = most;
    else if (strcmp(action, "list.left") == 0)
        tab_to(r, tabs_step(r->at, -1, r->tabs));
    else if (strcmp(action, "list.right") == 0 || strcmp(action, "list.open") == 0)
        tab_to(r, tabs_step(r->at, 1, r->tabs));
    else if (strcmp(action, "list.back") == 0)
        app_close_page(r->page.app);
    else
        app_say(r->page.app, "This page is one record: [ and ] go to its lists.");
    if (strcmp(action, "list.back") != 0)
        r->skip = r->skip < 0 ? 0 : r->skip > most ? most : r->skip;
}

static bool act(struct page *p, const char *action)
{
    struct record *r = (struct record *)p;

    if (strcmp(action, "tab.next") == 0 || strcmp(action, "tab.previous") == 0) {
        tab_to(r, tabs_step(r->at, strcmp(action, "tab.next") == 0 ? 1 : -1, r->tabs));
        return true;
    }
    if (strcmp(action, "work.offer") == 0) {
        if (the_tab(r)->rows)
            app_say(p->app, "Enter offers it to the provider under the cursor.");
        for (int i = 0; i < r->tabs; i++)
            if (r->tab[i].rows && i != r->at)
                tab_to(r, i);
        return true;
    }
    if (strncmp(action, "list.", 5) != 0)
        return false;
    struct tab *t = the_tab(r);
    if (is_sheet(t))
        sheet_act(r, action);
    else if (t->list)
        answer(r, list_act(t->list, action));
    else if (strcmp(action, "list.back") == 0)
        app_close_page(p->app);
    return true;
}

static bool event(struct page *p, const struct event *e)
{
    struct record *r = (struct record *)p;
    struct tab *t = the_tab(r);

    if (e->kind == EVENT_CLICK && e->row == frame_body_top(p->app)) {
        int tab = tabs_hit(&p->app->canvas, (struct area){e->row, 1, 1, p->app->canvas.cols - 1},
                           TABS_PAN, r->names, r->tabs, r->at, e->col);
        if (tab >= 0)
            tab_to(r, tab);
        return true;
    }
    if (t->list)
        answer(r, list_event(t->list, e));
    else if (e->kind == EVENT_WHEEL)
        sheet_act(r, e->key == K_UP ? "list.up" : "list.down");
    return true;
}

static bool typing(struct page *p)
{
    struct tab *t = the_tab((struct record *)p);

    return t->list && list_is_typing(t->list);
}

/* Enter goes on to the next tab where there is no list; offering begins on its own tab. */
static bool acts(struct page *p, const char *action)
{
    struct tab *t = the_tab((struct record *)p);

    if (strcmp(action, "work.offer") == 0)
        return !t->rows;
    if (strcmp(action, "list.open") != 0 || is_sheet(t))
        return true;
    return t->rows ? t->rows->op != NULL : t->part->view->opens || t->part->view->opens_kind;
}

static void refs(struct page *p, struct refs *out)
{
    struct record *r = (struct record *)p;
    struct tab *t = the_tab(r);
    const void *row = t->list ? list_chosen(t->list) : NULL;

    *out = r->refs;
    if (row && t->rows && t->rows->refs)
        t->rows->refs(row, out);
    else if (row && t->part)
        refs_of_row(t->part->view, row, out);
}

static void why(struct page *p, struct buf *out)
{
    struct tab *t = the_tab((struct record *)p);
    const void *row = t->list ? list_chosen(t->list) : NULL;

    if (row && t->rows && t->rows->why) {
        t->rows->why(row, out);
        buf_char(out, '\n');
    }
}

static struct list_view *the_list(struct page *p)
{
    return the_tab((struct record *)p)->list;
}

static const struct view *the_view(struct page *p)
{
    struct tab *t = the_tab((struct record *)p);

    return t->part ? t->part->view : NULL;
}

static const char *the_columns(struct page *p)
{
    struct tab *t = the_tab((struct record *)p);

    return t->rows ? t->rows->columns->name : NULL;
}

static struct view_source *the_source(struct page *p)
{
    struct tab *t = the_tab((struct record *)p);

    return t->part && t->list ? &t->source : NULL;
}

static void release(struct page *p)
{
    struct record *r = (struct record *)p;

    for (int i = 0; i < r->tabs; i++) {
        list_free(r->tab[i].list);
        arena_release(&r->tab[i].arena);
    }
    free(r);
}

static const struct page_ops ops = {
    .title = title,
    .draw = draw,
    .act = act,
    .event = event,
    .typing = typing,
    .acts = acts,
    .refs = refs,
    .list = the_list,
    .view = the_view,
    .source = the_source,
    .columns = the_columns,
    .why = why,
    .free = release,
};

/* --- opening ----------------------------------------------------------------------------------- */

static void tabs_of(struct record *r)
{
    for (size_t i = 0; i < r->kind->parts && r->tabs < TABS_MOST; i++) {
        struct tab *t = &r->tab[r->tabs];
        t->part = &r->kind->part[i];
        t->epoch = UINT64_MAX;
        r->names[r->tabs++] = t->title = t->part->tab;
    }
    for (const struct rows_tab *const *x = rows_tabs; *x && r->tabs < TABS_MOST; x++) {
        if (strcmp((*x)->kind, r->kind->name) != 0)
            continue;
        struct tab *t = &r->tab[r->tabs];
        t->rows = *x;
        t->epoch = UINT64_MAX;
        r->names[r->tabs++] = t->title = (*x)->title;
    }
}

/* The reference as the record writes it; a search by NHS number opens under its own. */
static void own_ref(struct record *r)
{
    const char *ref = r->tab[0].row && r->tab[0].part
                          ? row_text(r->tab[0].part->view->columns, r->tab[0].row, "ref")
                          : "";

    if (*ref && strlen(ref) < REF_SIZE && strcmp(r->kind->name, "person") == 0)
        snprintf(r->ref, sizeof r->ref, "%s", ref);
}

/* A restricted record is opened with a reason: the form for it lies over the closed page. */
static void ask_reason(struct record *r)
{
    const struct tab *t = &r->tab[0];

    if (strcmp(r->kind->name, "person") != 0 || !t->row ||
        row_number(t->part->view->columns, t->row, "restricted") != 1 ||
        strcmp(row_text(t->part->view->columns, t->row, "name"), "restricted") != 0)
        return;
    operation_begin(r->page.app, op_find("person.open"), &r->refs, "");
    app_say(r->page.app, "This record is restricted: say why you open it, or leave with Esc.");
}

void record_open(struct app *a, const char *kind, const char *ref, const char *tab)
{
    const struct kind *k = kind_find(kind);
    struct fault why = {0};
    struct record *r;
    int64_t id;

    if (!k) {
        app_say(a, "There is nothing more to open here.");
        return;
    }
    if (!kind_id(a->s, k, ref, &id, &why) || !view_may(a->s, k->part[0].view, &why)) {
        app_fault(a, &why);
        return;
    }
    r = calloc(1, sizeof *r);
    if (!r) {
        fault_memory(&why);
        app_fault(a, &why);
        return;
    }
    r->page = (struct page){.ops = &ops, .app = a};
    r->kind = k;
    r->id = id;
    snprintf(r->ref, sizeof r->ref, "%s", ref);
    snprintf(r->label, sizeof r->label, "%s %s", k->title, ref);
    if (!a->epoch)
        a->epoch = 1;
    tabs_of(r);
    note_read(r, "open");
    read_refs(r);
    own_ref(r);
    read_refs(r);
    for (int i = 0; tab && i < r->tabs; i++)
        if (strcmp(r->names[i], tab) == 0)
            r->at = i;
    scopes(r);
    if (app_push(a, &r->page))
        ask_reason(r);
}

/* A list with what is known of the row under the cursor: below it, or beside it where it is wide. */
#include "tui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDE = 120, DETAIL_LEAST = 18, BELOW_ROWS = 7 };

struct listed {
    struct page page;
    struct view_source source;
    const struct showing *look;
    struct list_view *list;
    struct buf title, lines; /* of the detail, */
    struct buf about;        /* of this row, */
    uint64_t epoch;          /* read then */
    char noted[32];          /* the row whose rest was noted */
    const char *place;
    bool stale; /* to be read again when it is drawn */
    bool drawn; /* its columns are as they were kept */
};

static const struct view *the_view(struct page *p)
{
    return ((struct listed *)p)->source.view;
}

static struct list_view *the_list(struct page *p)
{
    return ((struct listed *)p)->list;
}

static void title(struct page *p, struct buf *out)
{
    buf_text(out, the_view(p)->title);
}

/* --- the detail -------------------------------------------------------------------------------- */

static const char *text_of(const struct buf *b)
{
    return b->text ? b->text : "";
}

/* Reads what the detail says, once a row. */
static void read_detail(struct listed *l, const void *row)
{
    const char *key = list_chosen_key(l->list);

    if (l->epoch == l->page.app->epoch && strcmp(text_of(&l->about), key) == 0)
        return;
    buf_clear(&l->title);
    buf_clear(&l->lines);
    buf_clear(&l->about);
    buf_text(&l->about, key);
    l->epoch = l->page.app->epoch;
    if (l->look && l->look->detail)
        l->look->detail(l->page.app, row, &l->title, &l->lines);
    l->page.resting =
        l->source.view->flags & VIEW_PERSON && strcmp(l->noted, key) != 0 && l->lines.length;
}

static void draw_detail(struct listed *l, struct canvas *c, struct area a)
{
    const void *row = list_chosen(l->list);

    if (!row || a.rows < 2)
        return;
    read_detail(l, row);
    canvas_rule(c, (struct area){a.row, a.col, 1, a.cols}, text_of(&l->title), "");
    struct area in = {a.row + 1, a.col + 2, a.rows - 1, a.cols - 3};
    if (l->lines.length)
        lines_draw(c, in, l->lines.text, 0);
    else
        sheet_draw(l->page.app, c, in, l->source.view->columns, row, 0);
}

/* The keys that count are those of the row under the cursor. */
static void take_scope(struct listed *l)
{
    const void *row = l->look && l->look->scope ? list_chosen(l->list) : NULL;

    l->page.scope[0] = row ? l->look->scope(row) : l->place;
    l->page.scope[1] = row ? l->place : "list";
    l->page.scope[2] = row ? "list" : NULL;
}

static struct area draw_header(struct listed *l, struct canvas *c, struct area a)
{
    struct buf text = {0};

    if (!l->look || !l->look->header)
        return a;
    l->look->header(&l->source, false, &text);
    if (canvas_width(c, text_of(&text)) > a.cols - 2) {
        buf_clear(&text);
        l->look->header(&l->source, true, &text);
    }
    canvas_fit(c, a.row, a.col + 1, a.cols - 2, ST_NORMAL, text_of(&text));
    buf_release(&text);
    return (struct area){a.row + 1, a.col, a.rows - 1, a.cols};
}

static void draw(struct page *p, struct canvas *c, struct area a)
{
    struct listed *l = (struct listed *)p;

    if (!l->drawn)
        columns_restore(p->app, l->source.view->name, l->list);
    l->drawn = true;
    if (l->stale)
        list_refresh(l->list);
    l->stale = false;
    a = draw_header(l, c, a);
    if (a.cols >= WIDE) {
        int cols = a.cols * 6 / 10;
        list_draw(l->list, c, (struct area){a.row, a.col, a.rows, cols}, true);
        draw_detail(l, c, (struct area){a.row, a.col + cols + 1, a.rows, a.cols - cols - 1});
    } else if (a.rows >= DETAIL_LEAST) {
        int below = a.rows > 30 ? a.rows / 3 : BELOW_ROWS;
        list_draw(l->list, c, (struct area){a.row, a.col, a.rows - below, a.cols}, true);
        draw_detail(l, c, (struct area){a.row + a.rows - below, a.col, below, a.cols});
    } else {
        list_draw(l->list, c, a, true);
    }
    take_scope(l);
}

/* A pane that rested on one person for a second is a read of that record. */
static void rested(struct page *p)
{
    struct listed *l = (struct listed *)p;
    const void *row = list_chosen(l->list);
    const struct kind *k = kind_find("person");
    int64_t person = row ? view_person(l->source.view, row) : ABSENT;
    struct refs about = {0};
    struct fault why = {0};

    if (!row)
        return;
    snprintf(l->noted, sizeof l->noted, "%s", list_chosen_key(l->list));
    refs_of_row(l->source.view, row, &about);
    if (person == ABSENT || !k)
        return;
    if (!kind_note_read(p->app->s, k, person, "pane", &why) || !kind_reads_flush(p->app->s, &why))
        app_fault(p->app, &why);
}

/* --- keys -------------------------------------------------------------------------------------- */

static void open_chosen(struct listed *l)
{
    const struct view *v = l->source.view;
    const void *row = list_chosen(l->list);
    const char *kind = v->opens;
    struct buf ref = {0};

    if (!row)
        return;
    if (!kind && v->opens_kind)
        kind = row_text(v->columns, row, v->opens_kind);
    const struct field *by = v->opens_by ? fields_find(v->columns, v->opens_by) : NULL;
    if (by)
        field_print(by, row, STYLE_FILE, &ref);
    if (kind && *kind && ref.length)
        record_open(l->page.app, kind, ref.text, NULL);
    else
        app_say(l->page.app, "There is nothing more to open here.");
    buf_release(&ref);
}

static bool answer(struct listed *l, enum list_answer answer)
{
    if (answer == LIST_OPEN)
        open_chosen(l);
    else if (answer == LIST_BACK && l->page.app->pile[l->page.app->at].depth > 1)
        app_close_page(l->page.app);
    return answer != LIST_UNUSED;
}

/* The first row of the section after (or before) the one the cursor is in, round the end. */
static void section_step(struct listed *l, bool back)
{
    const struct fields *t = l->source.view->columns;
    const void *row = list_chosen(l->list);
    size_t n = l->source.held && held_read(l->source.held) ? held_count(l->source.held) : 0, at = 0;
    struct buf key = {0};

    if (!row || !n)
        return;
    int64_t here = row_number(t, row, "section"), id = row_number(t, row, "id");
    while (at < n && row_number(t, held_row(l->source.held, at), "id") != id)
        at++;
    for (size_t i = 0; i < n && row_number(t, held_row(l->source.held, at % n), "section") == here;
         i++)
        at += back ? n - 1 : 1;
    int64_t there = row_number(t, held_row(l->source.held, at % n), "section");
    while (at % n && row_number(t, held_row(l->source.held, at % n - 1), "section") == there)
        at = at % n - 1;
    buf_number(&key, row_number(t, held_row(l->source.held, at % n), "id"));
    list_choose(l->list, key.text ? key.text : "");
    buf_release(&key);
}

static bool act(struct page *p, const char *action)
{
    struct listed *l = (struct listed *)p;

    if (strcmp(action, "section.next") == 0 || strcmp(action, "section.previous") == 0) {
        section_step(l, strcmp(action, "section.previous") == 0);
        return true;
    }
    if (strncmp(action, "list.", 5) != 0)
        return false;
    answer(l, list_act(l->list, action));
    return true;
}

static bool event(struct page *p, const struct event *e)
{
    struct listed *l = (struct listed *)p;

    return answer(l, list_event(l->list, e));
}

static bool typing(struct page *p)
{
    return list_is_typing(the_list(p));
}

static bool several_sections(struct listed *l)
{
    const struct fields *t = l->source.view->columns;
    size_t n = l->source.held && held_read(l->source.held) ? held_count(l->source.held) : 0;

    return n && row_number(t, held_row(l->source.held, 0), "section") !=
                    row_number(t, held_row(l->source.held, n - 1), "section");
}

static bool acts(struct page *p, const char *action)
{
    const struct view *v = the_view(p);

    if (strncmp(action, "section.", 8) == 0)
        return several_sections((struct listed *)p);
    return strcmp(action, "list.open") != 0 || v->opens || v->opens_kind;
}

static void refs(struct page *p, struct refs *out)
{
    const void *row = list_chosen(the_list(p));

    if (row)
        refs_of_row(the_view(p), row, out);
}

static void refresh(struct page *p)
{
    ((struct listed *)p)->stale = true;
}

static struct view_source *the_source(struct page *p)
{
    return &((struct listed *)p)->source;
}

static void release(struct page *p)
{
    struct listed *l = (struct listed *)p;

    list_free(l->list);
    held_free(l->source.held);
    buf_release(&l->title);
    buf_release(&l->lines);
    buf_release(&l->about);
    free(l);
}

static const struct page_ops ops = {
    .title = title,
    .draw = draw,
    .act = act,
    .event = event,
    .typing = typing,
    .acts = acts,
    .refs = refs,
    .refresh = refresh,
    .list = the_list,
    .view = the_view,
    .source = the_source,
    .rested = rested,
    .free = release,
};

struct page *list_page_new(struct app *a, const struct view *v, const char *place,
                           struct fault *why)
{
    struct listed *l = calloc(1, sizeof *l);

    if (l) {
        l->page = (struct page){.ops = &ops, .app = a, .scope = {place, "list"}};
        l->place = place;
        l->source = (struct view_source){.app = a, .view = v};
        l->look = showing_of(v);
        l->epoch = UINT64_MAX;
        if (l->look && l->look->hold)
            l->source.held = held_new(a, v); /* without it the view is asked */
        struct list_source source = view_source_of(&l->source, l->look);
        l->list = list_new(&source);
    }
    if (l && l->list)
        return &l->page;
    free(l);
    fault_memory(why);
    return NULL;
}

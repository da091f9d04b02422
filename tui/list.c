/* The rows a list holds, and moving among them. */
#include "tui/list_inside.h"

#include "tui/bindings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void list_say(struct list_view *l, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(l->message, sizeof l->message, format, args);
    va_end(args);
}

/* --- rows held ---------------------------------------------------------------------------------
 */

size_t list_held(const struct list_view *l)
{
    size_t n = 0;

    for (size_t i = 0; i < l->chunks; i++)
        n += l->chunk[i].count;
    return n;
}

const void *list_row(const struct list_view *l, size_t i)
{
    for (size_t c = 0; c < l->chunks; c++) {
        if (i < l->chunk[c].count)
            return l->chunk[c].row[i];
        i -= l->chunk[c].count;
    }
    return NULL;
}

void list_key_of(const struct list_view *l, const void *record, struct buf *out)
{
    const struct fields *t = l->source.columns;

    buf_clear(out);
    if (l->source.key) {
        l->source.key(l->source.ctx, record, out);
        return;
    }
    for (size_t i = 0; i < t->count; i++) {
        if (!(t->field[i].flags & FIELD_KEY))
            continue;
        if (out->length)
            buf_char(out, ' ');
        field_print(&t->field[i], record, STYLE_FILE, out);
    }
}

static void drop_all(struct list_view *l)
{
    for (size_t i = 0; i < l->chunks; i++)
        arena_release(&l->chunk[i].arena);
    l->chunks = 0;
}

static void drop_first(struct list_view *l)
{
    size_t n = l->chunk[0].count;

    arena_release(&l->chunk[0].arena);
    l->chunks--;
    memmove(l->chunk, l->chunk + 1, l->chunks * sizeof *l->chunk);
    l->cur = l->cur > n ? l->cur - n : 0;
    l->top = l->top > n ? l->top - n : 0;
    l->at_start = false;
}

static void drop_last(struct list_view *l)
{
    arena_release(&l->chunk[--l->chunks].arena);
    l->at_end = false;
}

static size_t page_rows(const struct list_view *l)
{
    return l->lines > PAGE_LEAST ? (size_t)l->lines : PAGE_LEAST;
}

bool list_fetch(struct list_view *l, const struct list_ask *ask, struct list_page *out)
{
    struct fault why = {0};
    struct list_ask q = *ask;

    *out = (struct list_page){.count = 0};
    q.only = l->lines ? l->only : NULL; /* not drawn yet: whatever is asked for */
    if (l->source.page(l->source.ctx, &q, out, &why)) {
        fault_clear(&l->why);
        return true;
    }
    l->why = why;
    arena_release(&out->arena);
    out->count = 0;
    return false;
}

/* A page beside a record, as the list stands. */
static bool beside(struct list_view *l, enum list_way way, const void *anchor, size_t rows,
                   struct list_page *out)
{
    struct list_ask ask = l->ask;

    ask.way = way;
    ask.anchor = anchor;
    ask.rows = rows;
    return list_fetch(l, &ask, out);
}

bool list_more_after(struct list_view *l)
{
    size_t held = list_held(l), rows = page_rows(l);
    struct list_page page;

    if (!held || l->at_end || !beside(l, LIST_AFTER, list_row(l, held - 1), rows, &page))
        return false;
    l->at_end = page.count < rows;
    if (!page.count) {
        arena_release(&page.arena);
        return false;
    }
    if (l->chunks == CHUNKS_MOST)
        drop_first(l);
    l->chunk[l->chunks++] = page;
    return true;
}

bool list_wants_ahead(const struct list_view *l)
{
    /* A page more may cost the first one held: never that of the rows on the screen. */
    bool room = l->chunks < CHUNKS_MOST || l->chunk[0].count < l->top;

    return l->loaded && !l->at_end && !l->why.kind && l->visible && room &&
           list_held(l) < l->top + 2 * l->visible;
}

void list_ahead(struct list_view *l)
{
    if (list_wants_ahead(l))
        list_more_after(l);
}

bool list_more_before(struct list_view *l)
{
    size_t rows = page_rows(l);
    struct list_page page;

    if (!list_held(l) || l->at_start || !beside(l, LIST_BEFORE, list_row(l, 0), rows, &page))
        return false;
    l->at_start = page.count < rows;
    if (!page.count) {
        arena_release(&page.arena);
        return false;
    }
    if (l->chunks == CHUNKS_MOST)
        drop_last(l);
    memmove(l->chunk + 1, l->chunk, l->chunks * sizeof *l->chunk);
    l->chunk[0] = page;
    l->chunks++;
    l->cur += page.count;
    l->top += page.count;
    return true;
}

/* Two pages at most take the place of all that was held. */
static void take(struct list_view *l, struct list_page *before, struct list_page *after)
{
    drop_all(l);
    if (before && before->count)
        l->chunk[l->chunks++] = *before;
    else if (before)
        arena_release(&before->arena);
    if (after->count)
        l->chunk[l->chunks++] = *after;
    else
        arena_release(&after->arena);
    l->loaded = true;
}

bool list_load_first(struct list_view *l)
{
    size_t rows = page_rows(l);
    struct list_page page;

    if (!beside(l, LIST_AFTER, NULL, rows, &page))
        return false;
    l->at_start = true;
    l->at_end = page.count < rows;
    l->top = l->cur = 0;
    take(l, NULL, &page);
    return true;
}

bool list_load_last(struct list_view *l)
{
    size_t rows = page_rows(l);
    struct list_page page;

    if (!beside(l, LIST_BEFORE, NULL, rows, &page))
        return false;
    l->at_end = true;
    l->at_start = page.count < rows;
    l->cur = page.count ? page.count - 1 : 0;
    l->top = 0;
    take(l, NULL, &page);
    return true;
}

bool list_load_around(struct list_view *l, const void *record, size_t above)
{
    size_t rows = page_rows(l);
    struct list_page before, after;

    if (!beside(l, LIST_BEFORE, record, rows, &before))
        return false;
    if (!beside(l, LIST_FROM, record, rows, &after)) {
        arena_release(&before.arena);
        return false;
    }
    l->at_start = before.count < rows;
    l->at_end = after.count < rows;
    l->cur = before.count;
    if (!after.count && l->cur)
        l->cur--;
    l->top = l->cur > above ? l->cur - above : 0;
    take(l, &before, &after);
    return true;
}

/* The record of this key as it is now, as a page of its own. */
static bool by_key(struct list_view *l, const char *key, struct list_page *out)
{
    struct list_ask ask = l->ask;

    ask.key = key;
    ask.rows = 1;
    if (!list_fetch(l, &ask, out))
        return false;
    if (!out->count)
        arena_release(&out->arena);
    return out->count > 0;
}

bool list_reload(struct list_view *l, bool neighbour)
{
    const void *old = list_row(l, l->cur);
    size_t above = l->cur > l->top ? l->cur - l->top : 0;
    struct list_page one;
    bool good;

    l->counted = false;
    if (!old)
        return list_load_first(l);
    list_key_of(l, old, &l->chosen);
    if (by_key(l, l->chosen.text ? l->chosen.text : "", &one)) {
        good = list_load_around(l, one.row[0], above);
        arena_release(&one.arena);
        return good;
    }
    if (l->why.kind)
        return false;
    if (!neighbour)
        return list_load_first(l);
    /* The neighbour is found from the old record, whose page must outlive the asking. */
    struct list_page kept[CHUNKS_MOST];
    size_t n = l->chunks;
    memcpy(kept, l->chunk, sizeof kept);
    l->chunks = 0;
    good = list_load_around(l, old, above);
    if (!good) {
        memcpy(l->chunk, kept, sizeof kept);
        l->chunks = n;
        return false;
    }
    for (size_t i = 0; i < n; i++)
        arena_release(&kept[i].arena);
    return true;
}

/* --- moving ------------------------------------------------------------------------------------
 */

static bool down(struct list_view *l)
{
    if (l->cur + 1 >= list_held(l) && !list_more_after(l))
        return false;
    if (l->cur + 1 >= list_held(l))
        return false;
    l->cur++;
    return true;
}

static bool up(struct list_view *l)
{
    if (l->cur == 0 && !list_more_before(l))
        return false;
    if (l->cur == 0)
        return false;
    l->cur--;
    return true;
}

static void page(struct list_view *l, bool downwards)
{
    size_t rows = l->visible > 1 ? l->visible - 1 : 1;

    for (size_t i = 0; i < rows; i++) {
        if (downwards ? !down(l) : !up(l))
            break;
        if (downwards)
            l->top++;
        else if (l->top)
            l->top--;
    }
}

static void first(struct list_view *l)
{
    if (l->at_start)
        l->cur = l->top = 0;
    else
        list_load_first(l);
}

static void last(struct list_view *l)
{
    if (l->at_end)
        l->cur = list_held(l) ? list_held(l) - 1 : 0;
    else
        list_load_last(l);
}

/* --- what the person does ----------------------------------------------------------------------
 */

static enum list_answer back(struct list_view *l)
{
    if (!l->ask.search && l->marks) {
        list_unmark_all(l);
        list_say(l, "all marks taken off");
        return LIST_USED;
    }
    if (!l->ask.search)
        return LIST_BACK;
    list_set_search(l, "");
    return LIST_USED;
}

static void reverse(struct list_view *l)
{
    l->ask.descending = !l->ask.descending;
    list_reload(l, true);
}

static void mark(struct list_view *l)
{
    const char *key = list_chosen_key(l);

    if (*key) {
        list_mark_toggle(l, key);
        down(l);
    }
}

static enum list_answer move(struct list_view *l, const char *what)
{
    if (strcmp(what, "up") == 0)
        up(l);
    else if (strcmp(what, "down") == 0)
        down(l);
    else if (strcmp(what, "page_up") == 0 || strcmp(what, "page_down") == 0)
        page(l, what[5] == 'd');
    else if (strcmp(what, "first") == 0)
        first(l);
    else if (strcmp(what, "last") == 0)
        last(l);
    else if (strcmp(what, "find_next") == 0 || strcmp(what, "find_previous") == 0)
        list_find_again(l, what[5] == 'p');
    else if (strcmp(what, "mark") == 0)
        mark(l);
    else
        return LIST_UNUSED;
    return LIST_MOVED;
}

static enum list_answer other(struct list_view *l, const char *what)
{
    if (strcmp(what, "left") == 0)
        l->pan -= l->pan > 0;
    else if (strcmp(what, "right") == 0)
        l->pan += l->more_right;
    else if (strcmp(what, "find") == 0)
        list_find_begin(l);
    else if (strcmp(what, "filter") == 0)
        list_filter_begin(l);
    else if (strcmp(what, "unfilter") == 0)
        list_set_search(l, "");
    else if (strcmp(what, "sort") == 0 || strcmp(what, "columns") == 0)
        list_columns_open(l);
    else if (strcmp(what, "reverse") == 0)
        reverse(l);
    else if (strcmp(what, "mark_all") == 0)
        list_mark_whole(l);
    else if (strcmp(what, "open") == 0)
        return list_chosen(l) ? LIST_OPEN : LIST_USED;
    else if (strcmp(what, "back") == 0)
        return back(l);
    else
        return LIST_UNUSED;
    return LIST_USED;
}

enum list_answer list_act(struct list_view *l, const char *action)
{
    if (strncmp(action, "list.", 5) != 0)
        return LIST_UNUSED;
    l->message[0] = '\0';
    if (!l->loaded)
        list_load_first(l);
    enum list_answer answer = move(l, action + 5);
    return answer == LIST_UNUSED ? other(l, action + 5) : answer;
}

enum list_answer list_event(struct list_view *l, const struct event *e)
{
    static const struct keymap keys = {.table = bindings, .scope = {"list"}};

    if (l->typing == TYPING_COLUMNS)
        return list_columns_event(l, e);
    if (l->typing != TYPING_NONE)
        return list_typed(l, e);
    if (e->kind == EVENT_WHEEL)
        return list_act(l, e->key == K_UP ? "list.up" : "list.down");
    if (e->kind == EVENT_PASTE) { /* a column of references marks them */
        size_t n = list_mark_keys(l, e->text);
        list_say(l, "marked %zu of what was pasted", n);
        return LIST_USED;
    }
    if (e->kind == EVENT_CLICK)
        return list_click(l, e);
    const struct binding *b = e->kind == EVENT_KEY ? keymap_find(&keys, e->key) : NULL;
    return b ? list_act(l, b->action) : LIST_UNUSED;
}

/* --- from outside ------------------------------------------------------------------------------
 */

struct list_view *list_new(const struct list_source *s)
{
    struct list_view *l = calloc(1, sizeof *l);

    if (!l)
        return NULL;
    l->source = *s;
    l->find.most = l->filter.most = 200;
    list_columns_begin(l);
    return l;
}

void list_free(struct list_view *l)
{
    if (!l)
        return;
    drop_all(l);
    list_unmark_all(l);
    line_release(&l->find);
    line_release(&l->filter);
    free(l->search_before);
    buf_release(&l->chosen);
    buf_release(&l->origin);
    free(l);
}

bool list_is_typing(const struct list_view *l)
{
    return l->typing != TYPING_NONE;
}

bool list_in_panel(const struct list_view *l)
{
    return l->typing == TYPING_COLUMNS;
}

void list_refresh(struct list_view *l)
{
    list_reload(l, true);
}

void list_set_search(struct list_view *l, const char *text)
{
    line_set(&l->filter, text);
    l->ask.search = l->filter.length ? line_text(&l->filter) : NULL;
    if (l->loaded)
        list_reload(l, false);
}

bool list_set_sort(struct list_view *l, const char *column, bool descending)
{
    const struct list_column *k = column ? list_column_named(l, column) : NULL;

    if (column && (!k || !list_can_sort(l, k->f)))
        return false;
    l->ask.sort = k ? k->f->name : NULL;
    l->ask.descending = descending;
    if (l->loaded)
        list_reload(l, true);
    return true;
}

void list_set_bare(struct list_view *l, bool bare)
{
    l->bare = bare;
}

bool list_choose(struct list_view *l, const char *key)
{
    struct list_page one;

    for (size_t i = 0; i < list_held(l); i++) {
        list_key_of(l, list_row(l, i), &l->chosen);
        if (strcmp(l->chosen.text ? l->chosen.text : "", key) == 0) {
            l->cur = i;
            return true;
        }
    }
    if (!by_key(l, key, &one))
        return false;
    bool good = list_load_around(l, one.row[0], (size_t)(l->lines > 0 ? l->lines / 2 : 0));
    arena_release(&one.arena);
    return good;
}

const void *list_chosen(struct list_view *l)
{
    if (!l->loaded)
        list_load_first(l);
    return list_row(l, l->cur);
}

const char *list_chosen_key(struct list_view *l)
{
    const void *record = list_chosen(l);

    buf_clear(&l->chosen);
    if (record)
        list_key_of(l, record, &l->chosen);
    return l->chosen.text ? l->chosen.text : "";
}

const struct list_ask *list_asks(const struct list_view *l)
{
    return &l->ask;
}

const char *list_message(const struct list_view *l)
{
    return l->message;
}

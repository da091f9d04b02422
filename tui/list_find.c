/* The find line and the filter line of a list. */
#include "tui/list_inside.h"

#include <stdlib.h>
#include <string.h>

static const char *text_or_empty(const struct buf *b)
{
    return b->text ? b->text : "";
}

/* --- finding -----------------------------------------------------------------------------------
 */

/* The nearest row that holds the text: from (or after, or before) a record, else from the end. */
static bool found(struct list_view *l, enum list_way way, const void *anchor, bool *round)
{
    struct list_ask ask = l->ask;
    struct list_page one;

    ask.find = line_text(&l->find);
    ask.rows = 1;
    ask.way = way;
    ask.anchor = anchor;
    *round = false;
    if (!list_fetch(l, &ask, &one))
        return false;
    if (!one.count && anchor) {
        arena_release(&one.arena);
        *round = true;
        ask.way = way == LIST_BEFORE ? LIST_BEFORE : LIST_AFTER;
        ask.anchor = NULL;
        if (!list_fetch(l, &ask, &one))
            return false;
    }
    bool any = one.count > 0;
    if (any) {
        list_key_of(l, one.row[0], &l->chosen);
        struct buf key = {0};
        buf_text(&key, text_or_empty(&l->chosen));
        any = list_choose(l, text_or_empty(&key));
        buf_release(&key);
    }
    arena_release(&one.arena);
    return any;
}

static void find_told(struct list_view *l, bool any, bool round)
{
    if (l->why.kind)
        list_say(l, "%s", l->why.text);
    else if (!any)
        list_say(l, "no row holds \"%.60s\"", line_text(&l->find));
    else if (round)
        list_say(l, "from the other end of the list");
}

bool list_find_again(struct list_view *l, bool backwards)
{
    bool round = false;

    if (!l->find.length) {
        list_say(l, "nothing was looked for yet: / finds");
        return false;
    }
    bool any = found(l, backwards ? LIST_BEFORE : LIST_AFTER, list_row(l, l->cur), &round);
    find_told(l, any, round);
    return any;
}

void list_find_begin(struct list_view *l)
{
    l->typing = TYPING_FIND;
    line_set(&l->find, "");
    buf_clear(&l->origin);
    buf_text(&l->origin, list_chosen_key(l));
}

/* Looks again from where the finding began, at each letter. */
static void find_changed(struct list_view *l)
{
    bool round = false;

    l->message[0] = '\0';
    list_choose(l, text_or_empty(&l->origin));
    if (!l->find.length)
        return;
    bool any = found(l, LIST_FROM, list_row(l, l->cur), &round);
    find_told(l, any, round);
}

/* --- filtering ---------------------------------------------------------------------------------
 */

void list_filter_begin(struct list_view *l)
{
    l->typing = TYPING_FILTER;
    free(l->search_before);
    l->search_before = strdup(line_text(&l->filter));
    l->filter.at = l->filter.length;
    buf_clear(&l->origin);
    buf_text(&l->origin, list_chosen_key(l));
}

/* The first rows, since the best come first; the cursor stays on its row where that is among them. */
static void filter_changed(struct list_view *l)
{
    struct buf key = {0};

    l->message[0] = '\0';
    l->ask.search = l->filter.length ? line_text(&l->filter) : NULL;
    l->counted = false;
    buf_text(&key, list_chosen_key(l));
    list_load_first(l);
    for (size_t i = 0; key.length && i < list_held(l); i++) {
        list_key_of(l, list_row(l, i), &l->chosen);
        if (strcmp(text_or_empty(&l->chosen), key.text) == 0)
            l->cur = i;
    }
    buf_release(&key);
}

/* --- keys --------------------------------------------------------------------------------------
 */

static enum list_answer undone(struct list_view *l)
{
    l->message[0] = '\0';
    if (l->typing == TYPING_FIND) {
        line_set(&l->find, "");
    } else {
        line_set(&l->filter, l->search_before ? l->search_before : "");
        filter_changed(l);
    }
    l->typing = TYPING_NONE;
    list_choose(l, text_or_empty(&l->origin));
    return LIST_MOVED;
}

enum list_answer list_typed(struct list_view *l, const struct event *e)
{
    struct line *line = l->typing == TYPING_FIND ? &l->find : &l->filter;

    switch (line_event(line, e)) {
    case LINE_CHANGED:
    case LINE_FULL:
        if (l->typing == TYPING_FIND)
            find_changed(l);
        else
            filter_changed(l);
        return LIST_MOVED;
    case LINE_MOVED:
        return LIST_USED;
    case LINE_UNUSED:
        break;
    }
    if (e->kind != EVENT_KEY)
        return LIST_UNUSED;
    switch (e->key) {
    case K_ESC:
        return undone(l);
    case K_ENTER:
        l->typing = TYPING_NONE;
        return LIST_MOVED;
    case K_UP:
        return list_act(l, "list.up");
    case K_DOWN:
        return list_act(l, "list.down");
    case K_PGUP:
        return list_act(l, "list.page_up");
    case K_PGDN:
        return list_act(l, "list.page_down");
    default:
        return LIST_UNUSED;
    }
}

/* Rows marked with Space: their keys, in order. */
#include "tui/list_inside.h"

#include <stdlib.h>
#include <string.h>

/* Where the key is, or would be. */
static size_t place(const struct list_view *l, const char *key, bool *there)
{
    size_t from = 0, to = l->marks;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(l->mark[middle], key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    *there = from < l->marks && strcmp(l->mark[from], key) == 0;
    return from;
}

bool list_is_marked(const struct list_view *l, const char *key)
{
    bool there;

    place(l, key, &there);
    return there;
}

bool list_mark_add(struct list_view *l, const char *key)
{
    bool there;
    size_t at = place(l, key, &there);

    if (there)
        return true;
    if (l->marks == MARKS_MOST)
        return false;
    char **mark = realloc(l->mark, (l->marks + 1) * sizeof *mark);
    char *copy = mark ? strdup(key) : NULL;
    if (mark)
        l->mark = mark;
    if (!copy)
        return false;
    memmove(mark + at + 1, mark + at, (l->marks - at) * sizeof *mark);
    mark[at] = copy;
    l->marks++;
    return true;
}

void list_mark_toggle(struct list_view *l, const char *key)
{
    bool there;
    size_t at = place(l, key, &there);

    if (!there) {
        if (!list_mark_add(l, key))
            list_say(l, "not more than %d rows can be marked", MARKS_MOST);
        return;
    }
    free(l->mark[at]);
    l->marks--;
    memmove(l->mark + at, l->mark + at + 1, (l->marks - at) * sizeof *l->mark);
}

void list_unmark_all(struct list_view *l)
{
    for (size_t i = 0; i < l->marks; i++)
        free(l->mark[i]);
    free(l->mark);
    l->mark = NULL;
    l->marks = 0;
}

size_t list_marks(const struct list_view *l)
{
    return l->marks;
}

const char *list_mark(const struct list_view *l, size_t n)
{
    return n < l->marks ? l->mark[n] : NULL;
}

/* Every row the filter leaves, a page at a time; none when all were marked already. */
void list_mark_whole(struct list_view *l)
{
    struct list_ask ask = l->ask;
    struct list_page page, before = {.count = 0};
    size_t had = l->marks, rows = 0;
    bool full = false;

    ask.way = LIST_AFTER;
    ask.rows = 500;
    for (ask.anchor = NULL; !full && list_fetch(l, &ask, &page);
         ask.anchor = page.row[page.count - 1]) {
        arena_release(&before.arena);
        before = page;
        for (size_t i = 0; i < page.count && !full; i++) {
            list_key_of(l, page.row[i], &l->chosen);
            full = !list_mark_add(l, l->chosen.text ? l->chosen.text : "");
        }
        rows += page.count;
        if (page.count < ask.rows)
            break;
    }
    arena_release(&before.arena);
    if (full) {
        list_say(l, "marked the first %d; not more than that can be marked: filter first",
                 MARKS_MOST);
    } else if (l->marks == had && had) {
        list_unmark_all(l);
        list_say(l, "all marks taken off");
    } else {
        list_say(l, "marked %zu of %zu", l->marks - had, rows);
    }
}

size_t list_mark_keys(struct list_view *l, const char *text)
{
    static const char gaps[] = " \t\r\n,;";
    size_t marked = 0;

    while (*(text += strspn(text, gaps))) {
        size_t n = strcspn(text, gaps);
        struct list_ask ask = l->ask;
        struct list_page one;
        char key[64];
        if (n < sizeof key) {
            memcpy(key, text, n);
            key[n] = '\0';
            ask.key = key;
            ask.rows = 1;
            if (list_fetch(l, &ask, &one)) {
                marked += one.count && list_mark_add(l, key);
                arena_release(&one.arena);
            }
        }
        text += n;
    }
    return marked;
}

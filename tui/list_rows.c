#include "tui/list_rows.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FOLD_MOST = 512 };

static int64_t number(const struct field *f, const void *record)
{
    return *(const int64_t *)(const void *)((const char *)record + f->offset);
}

static int compare_field(const struct field *f, const void *a, const void *b)
{
    struct buf x = {0}, y = {0};
    char left[FOLD_MOST], right[FOLD_MOST];

    if (!field_given(f, a) || !field_given(f, b)) /* what is not given comes last */
        return field_given(f, b) - field_given(f, a);
    if (f->type != FIELD_TEXT && f->type != FIELD_LIST && f->type != FIELD_RECORD)
        return (number(f, a) > number(f, b)) - (number(f, a) < number(f, b));
    field_print(f, a, STYLE_FILE, &x);
    field_print(f, b, STYLE_FILE, &y);
    text_fold(x.text ? x.text : "", left, sizeof left);
    text_fold(y.text ? y.text : "", right, sizeof right);
    int order = strcmp(left, right);
    buf_release(&x);
    buf_release(&y);
    return order;
}

static void key_of(const struct fields *t, const void *record, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        if (!(t->field[i].flags & FIELD_KEY))
            continue;
        if (out->length)
            buf_char(out, ' ');
        field_print(&t->field[i], record, STYLE_FILE, out);
    }
}

struct order {
    const struct list_rows *r;
    const struct list_ask *ask;
};

static int compare(const void *a, const void *b, void *ctx)
{
    const struct order *o = ctx;
    const struct fields *t = o->r->columns;
    const void *x = *(const void *const *)a, *y = *(const void *const *)b;
    const struct field *f = o->ask->sort ? fields_find(t, o->ask->sort) : NULL;
    int order = f ? compare_field(f, x, y) : 0;

    if (order)
        return o->ask->descending ? -order : order;
    f = o->ask->then ? fields_find(t, o->ask->then) : NULL;
    order = f ? compare_field(f, x, y) : 0;
    if (order)
        return o->ask->then_descending ? -order : order;
    if (o->ask->sort) {
        struct buf left = {0}, right = {0};
        key_of(t, x, &left);
        key_of(t, y, &right);
        order = strcmp(left.text ? left.text : "", right.text ? right.text : "");
        buf_release(&left);
        buf_release(&right);
    }
    return order ? order : (x > y) - (x < y); /* the order they are kept in */
}

/* Every word of `search` begins or stands within the row's folded text. */
static bool holds(const struct fields *t, const void *record, const char *search)
{
    struct buf text = {0};
    char row[FOLD_MOST * 4], words[FOLD_MOST];
    bool all = true;

    for (size_t i = 0; i < t->count; i++) {
        if (t->field[i].flags & FIELD_HIDDEN)
            continue;
        field_print(&t->field[i], record, STYLE_SHOWN, &text);
        buf_char(&text, ' ');
    }
    text_fold(text.text ? text.text : "", row, sizeof row);
    text_fold(search, words, sizeof words);
    for (char *word = words, *end; all && *word; word = end) {
        end = word + strcspn(word, " ");
        if (*end)
            *end++ = '\0';
        all = strstr(row, word) != NULL;
    }
    buf_release(&text);
    return all;
}

static bool asked_for(const struct list_rows *r, const struct list_ask *ask, const void *record)
{
    bool same = true;

    if (ask->key) {
        struct buf key = {0};
        key_of(r->columns, record, &key);
        same = strcmp(key.text ? key.text : "", ask->key) == 0;
        buf_release(&key);
    }
    return same && (!ask->search || holds(r->columns, record, ask->search)) &&
           (!ask->find || holds(r->columns, record, ask->find));
}

/* How many of the sorted rows come before the anchor (or stand at it, with `and_at`). */
static size_t before_anchor(const struct list_rows *r, const struct list_ask *ask,
                            const void *const *row, size_t n, bool and_at)
{
    struct order o = {r, ask};
    size_t i = 0;

    while (i < n) {
        int order = compare(&row[i], &ask->anchor, &o);
        if (order > 0 || (order == 0 && !and_at))
            break;
        i++;
    }
    return i;
}

static bool page(void *ctx, const struct list_ask *ask, struct list_page *out, struct fault *why)
{
    const struct list_rows *r = ctx;
    struct order o = {r, ask};
    const void **row = arena_take_array(&out->arena, r->count + 1, sizeof *row);
    size_t n = 0, from = 0, to;

    if (!row)
        return fault_memory(why);
    for (size_t i = 0; i < r->count; i++) {
        const void *record = (const char *)r->rows + i * r->columns->size;
        if (asked_for(r, ask, record))
            row[n++] = record;
    }
    if (n)
        qsort_r(row, n, sizeof *row, compare, &o);
    to = n;
    if (ask->anchor && !ask->key) {
        if (ask->way == LIST_BEFORE)
            to = before_anchor(r, ask, row, n, false);
        else
            from = before_anchor(r, ask, row, n, ask->way == LIST_AFTER);
    }
    if (to - from > ask->rows) {
        if (ask->way == LIST_BEFORE)
            from = to - ask->rows;
        else
            to = from + ask->rows;
    }
    out->row = row + from;
    out->count = to - from;
    return true;
}

static bool count(void *ctx, const struct list_ask *ask, struct list_count *out, struct fault *why)
{
    const struct list_rows *r = ctx;

    (void)why;
    *out = (struct list_count){.all = r->count};
    for (size_t i = 0; i < r->count; i++)
        out->shown += asked_for(r, ask, (const char *)r->rows + i * r->columns->size);
    return true;
}

struct list_source list_rows_source(struct list_rows *r)
{
    return (struct list_source){.columns = r->columns, .ctx = r, .page = page, .count = count};
}

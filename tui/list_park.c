/* A list in words: its summary, and itself as a line of text and back. */
#include "tui/list_inside.h"

#include "core/config/yaml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* 1,204,331 */
static void grouped(uint64_t n, struct buf *out)
{
    if (n >= 1000) {
        grouped(n / 1000, out);
        buf_printf(out, ",%03" PRIu64, n % 1000);
    } else {
        buf_printf(out, "%" PRIu64, n);
    }
}

void list_counts(struct list_view *l, struct buf *out)
{
    struct list_ask ask = l->ask;
    struct fault why = {0};
    size_t held = list_held(l);

    ask.whole = l->loaded && l->at_start && l->at_end ? &held : NULL;
    if (!l->counted && l->source.count && !l->why.kind)
        l->counted = l->source.count(l->source.ctx, &ask, &l->counts, &why);
    if (l->counted) {
        buf_text(out, l->counts.about ? "about " : "");
        grouped(l->counts.shown, out);
        if (l->counts.shown != l->counts.all || l->ask.search) {
            buf_text(out, " of ");
            grouped(l->counts.all, out);
        }
    } else if (l->at_start && l->at_end) {
        grouped(list_held(l), out);
    }
}

void list_summary(struct list_view *l, struct buf *out)
{
    list_counts(l, out);
    const char *gap = out->length ? " · " : "";
    if (l->ask.search) {
        buf_printf(out, "%sfilter %s", gap, l->ask.search);
        gap = " · ";
    }
    const struct list_column *k = l->ask.sort ? list_column_named(l, l->ask.sort) : NULL;
    if (k) {
        buf_printf(out, "%sby %s %s", gap, list_label(k->f), l->ask.descending ? "▼" : "▲");
        gap = " · ";
    }
    k = l->ask.then ? list_column_named(l, l->ask.then) : NULL;
    if (k)
        buf_printf(out, ", %s %s", list_label(k->f), l->ask.then_descending ? "▼" : "▲");
    if (l->marks) {
        buf_text(out, gap);
        grouped(l->marks, out);
        buf_text(out, " marked");
    }
}

static void put(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s", out->length > 1 ? ", " : "");
    buf_json(out, name);
    buf_text(out, ": ");
    buf_json(out, value);
}

void list_columns_park(const struct list_view *l, struct buf *out)
{
    for (size_t i = 0; i < l->columns; i++) {
        const struct list_column *k = &l->column[i];
        buf_printf(out, "%s%s%s:%d", i ? " " : "", k->hidden ? "-" : "", k->f->name, k->asked);
    }
}

void list_park(const struct list_view *l, struct buf *out)
{
    struct buf columns = {0};

    list_columns_park(l, &columns);
    buf_char(out, '{');
    if (l->ask.sort)
        put(out, l->ask.descending ? "down" : "up", l->ask.sort);
    if (l->ask.then)
        put(out, l->ask.then_descending ? "then_down" : "then_up", l->ask.then);
    if (l->ask.search)
        put(out, "search", l->ask.search);
    const void *record = list_row(l, l->cur);
    if (record) {
        struct buf key = {0};
        list_key_of(l, record, &key);
        put(out, "chosen", key.text ? key.text : "");
        buf_release(&key);
    }
    put(out, "columns", columns.text ? columns.text : "");
    buf_release(&columns);
    buf_char(out, '}');
}

/* "name:0 -other:12": named columns in this order, then whatever is new. */
void list_columns_unpark(struct list_view *l, const char *text)
{
    size_t at = 0;

    while (*text) {
        size_t n = strcspn(text, " "), name;
        bool hidden = *text == '-';
        for (name = hidden; name < n && text[name] != ':';)
            name++;
        for (size_t i = at; i < l->columns; i++) {
            struct list_column k = l->column[i];
            size_t from = hidden, length = name - from;
            if (strlen(k.f->name) != length || strncmp(k.f->name, text + from, length) != 0)
                continue;
            long width = name < n ? strtol(text + name + 1, NULL, 10) : 0;
            k.hidden = hidden;
            k.asked = width > 0 && width <= 120 ? (int)width : 0;
            memmove(l->column + at + 1, l->column + at, (i - at) * sizeof k);
            l->column[at++] = k;
            break;
        }
        text += n;
        text += *text == ' ';
    }
}

static const char *value(const struct node *map, const char *key)
{
    const struct node *n = node_child(map, key);

    return n && n->kind == NODE_SCALAR && n->length ? n->text : NULL;
}

static void sort_from(struct list_view *l, const char *name, const char **column, bool *descending,
                      bool down)
{
    const struct list_column *k = name ? list_column_named(l, name) : NULL;

    if (k && list_can_sort(l, k->f)) {
        *column = k->f->name;
        *descending = down;
    }
}

void list_unpark(struct list_view *l, const char *text)
{
    struct arena a = {0};
    struct faults all = {0};
    const struct node *map = yaml_read_value(text, strlen(text), NULL, &a, &all);

    if (map && map->kind == NODE_MAP) {
        const char *columns = value(map, "columns"), *search = value(map, "search"),
                   *chosen = value(map, "chosen");
        if (columns)
            list_columns_unpark(l, columns);
        sort_from(l, value(map, "up"), &l->ask.sort, &l->ask.descending, false);
        sort_from(l, value(map, "down"), &l->ask.sort, &l->ask.descending, true);
        sort_from(l, value(map, "then_up"), &l->ask.then, &l->ask.then_descending, false);
        sort_from(l, value(map, "then_down"), &l->ask.then, &l->ask.then_descending, true);
        if (search)
            list_set_search(l, search);
        list_load_first(l);
        if (chosen)
            list_choose(l, chosen);
    }
    faults_release(&all);
    arena_release(&a);
}

/* import_read.c - a file of any kind of import as a stream of the operation's arguments */
#include "cli/import_kind.h"

#include "core/base/text.h"
#include "core/config/yaml.h"
#include "core/exchange/geojson.h"

#include <stdio.h>
#include <string.h>

enum { REPORT_EVERY = 64 };

static bool add(struct faults *all, struct fault *why)
{
    faults_take(all, why);
    return false;
}

static bool no_memory(struct faults *all)
{
    struct fault why = {0};

    fault_memory(&why);
    return add(all, &why);
}

/* Tells how far it is; false when somebody wants it to stop. */
static bool go_on(const struct import *m, uint64_t row, uint64_t done, uint64_t of,
                  struct faults *all)
{
    struct fault why = {0};

    if (row % REPORT_EVERY)
        return true;
    if (m->report)
        m->report(m->ctx, done, of);
    if (!m->interrupted || !*m->interrupted)
        return true;
    fail(&why, FAULT_INTERRUPTED, "", "The import of %.300s was stopped; nothing was written.",
         m->path);
    return add(all, &why);
}

/* --- the columns --------------------------------------------------------------------------------- */

/* Of grouped rows: the operation's arguments without the list, then the fields of its entries. */
static bool group_columns(const struct import_kind *k, const struct operation *op, struct arena *a,
                          struct fields *out)
{
    const struct field *list = fields_find(op->args, k->list);
    size_t most = op->args->count + (list && list->of ? list->of->count : 0), n = 0;
    struct field *f = arena_take_array(a, most, sizeof *f);

    if (!f || !list || !list->of)
        return false;
    for (size_t i = 0; i < op->args->count; i++)
        if (&op->args->field[i] != list)
            f[n++] = op->args->field[i];
    for (size_t i = 0; i < list->of->count; i++)
        f[n++] = list->of->field[i];
    *out = (struct fields){.name = k->name, .field = f, .count = n, .size = op->args->size};
    return true;
}

bool import_columns(const struct import_kind *k, struct arena *a, struct fields *out)
{
    const struct operation *op = op_find(k->op);

    if (!op)
        return false;
    if (k->shape == IMPORT_GROUPS)
        return group_columns(k, op, a, out);
    *out = *op->args;
    return true;
}

/* What a file has besides, so that nobody thinks it was read. */
static void note_passed(struct import *m, const struct rows *r)
{
    size_t count, used;
    const char *const *names = rows_ignored(r, &count);

    m->passed[0] = '\0';
    if (!count)
        return;
    used = (size_t)snprintf(m->passed, sizeof m->passed, "%zu column%s let pass:", count,
                            count == 1 ? " was" : "s were");
    for (size_t i = 0; i < count; i++) {
        char shown[128];
        text_quote(names[i], strlen(names[i]), 40, shown, sizeof shown);
        if (used + strlen(shown) + 8 > sizeof m->passed) {
            snprintf(m->passed + used, sizeof m->passed - used, ", …");
            return;
        }
        used += (size_t)snprintf(m->passed + used, sizeof m->passed - used, "%s %s", i ? "," : "",
                                 shown);
    }
}

static bool open_rows(struct import *m, struct arena *a, struct fields *columns, struct rows **out,
                      struct faults *all)
{
    struct rows_options o = {
        .fields = columns, .kind = m->kind->name, .mapping = m->mapping, .flow = yaml_read_value};

    if (!import_columns(m->kind, a, columns))
        return no_memory(all);
    if (!rows_open(m->path, &o, out, all))
        return false;
    m->layout = rows_layout(*out);
    m->key = m->layout && m->kind->layout_key[0] ? m->kind->layout_key : m->kind->key;
    m->how = rows_reading(*out);
    m->rows = 0;
    note_passed(m, *out);
    return true;
}

/* The next row that can be read; the faults of the others are kept.  NULL at the end. */
static const struct node *next_row(struct import *m, struct rows *r, struct faults *all)
{
    const struct node *row = NULL;

    for (;;) {
        size_t before = rows_given(r);
        if (rows_next(r, &row, all))
            break;
        if (rows_given(r) == before)
            return NULL;
        m->rows++;
    }
    m->rows += row != NULL;
    return row;
}

/* --- a row, an operation -------------------------------------------------------------------------- */

static bool read_rows(struct import *m, import_each *each, void *ctx, struct faults *all)
{
    struct arena a = {0};
    struct fields columns;
    struct rows *r;
    bool good = open_rows(m, &a, &columns, &r, all);

    if (good) {
        const struct node *row;
        uint64_t done, of;
        while (good && (row = next_row(m, r, all))) {
            rows_progress(r, &done, &of);
            good = go_on(m, m->rows, done, of, all) && each(m, row, row->line, ctx, all);
        }
        good = good && rows_unchanged(r, all);
        rows_close(r);
    }
    arena_release(&a);
    return good;
}

/* --- rows that are entries of a list --------------------------------------------------------------- */

/* A copy that outlives the row. */
static struct node *copy_node(struct arena *a, const struct node *from)
{
    struct node *n = arena_take(a, sizeof *n);

    if (!n)
        return NULL;
    *n = *from;
    n->first = n->last = n->next = NULL;
    n->count = 0;
    if (from->text && !(n->text = arena_copy(a, from->text, from->length)))
        return NULL;
    for (const struct node *c = from->first; c; c = c->next) {
        struct node *copy = copy_node(a, c);
        if (!copy)
            return NULL;
        node_append(n, copy);
    }
    return n;
}

static const char *cell_of(const struct node *row, const char *column)
{
    const struct node *cell = node_child(row, column);

    return cell && cell->text ? cell->text : "";
}

struct grouping {
    struct arena arena; /* of the group at hand */
    struct node *map, *list;
    size_t line;
};

/* The first row of a group says what the list is of; each row is an entry. */
static bool add_to_group(const struct import *m, struct grouping *g, const struct node *row)
{
    struct node *entry = node_new(&g->arena, NODE_MAP);

    if (!g->map) {
        g->map = node_new(&g->arena, NODE_MAP);
        g->list = node_new(&g->arena, NODE_LIST);
        g->line = row->line;
    }
    if (!entry || !g->map || !g->list)
        return false;
    entry->file = g->map->file = g->list->file = row->file;
    entry->line = row->line;
    if (!g->list->count) {
        g->map->line = g->list->line = row->line;
        g->list->key = m->kind->list;
    }
    for (const struct node *c = row->first; c; c = c->next) {
        bool outer = fields_find(m->op->args, c->key) != NULL;
        if (!c->key || (outer && g->list->count))
            continue;
        struct node *copy = copy_node(&g->arena, c);
        if (!copy)
            return false;
        node_append(outer ? g->map : entry, copy);
    }
    if (!g->list->count)
        node_append(g->map, g->list);
    node_append(g->list, entry);
    return true;
}

static bool end_group(struct import *m, struct grouping *g, import_each *each, void *ctx,
                      struct faults *all)
{
    bool good = !g->map || each(m, g->map, g->line, ctx, all);

    arena_reset(&g->arena);
    g->map = g->list = NULL;
    return good;
}

static bool read_groups(struct import *m, import_each *each, void *ctx, struct faults *all)
{
    struct arena a = {0};
    struct grouping g = {.map = NULL};
    struct fields columns;
    struct rows *r;
    const char *key = m->kind->key[0];
    bool good = open_rows(m, &a, &columns, &r, all);

    if (good) {
        const struct node *row;
        uint64_t done, of;
        while (good && (row = next_row(m, r, all))) {
            rows_progress(r, &done, &of);
            good = go_on(m, m->rows, done, of, all);
            if (good && g.map && strcmp(cell_of(g.map, key), cell_of(row, key)) != 0)
                good = end_group(m, &g, each, ctx, all);
            if (good && !add_to_group(m, &g, row))
                good = no_memory(all);
        }
        good = good && end_group(m, &g, each, ctx, all) && rows_unchanged(r, all);
        rows_close(r);
    }
    arena_release(&g.arena);
    arena_release(&a);
    return good;
}

/* --- boundaries ------------------------------------------------------------------------------------ */

/* "0:lon,lat lon,lat;1:…": 1 before a hole. */
static void print_rings(const struct feature *f, struct buf *out)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct ring *ring = &f->ring[i];
        buf_text(out, i ? ";" : "");
        buf_text(out, ring->hole ? "1:" : "0:");
        for (size_t k = 0; k < ring->count; k++) {
            buf_text(out, k ? " " : "");
            buf_number(out, ring->point[k].lon);
            buf_char(out, ',');
            buf_number(out, ring->point[k].lat);
        }
    }
}

static bool one_area(struct import *m, const struct feature *f, struct arena *a, import_each *each,
                     void *ctx, struct faults *all)
{
    struct node *map = node_new(a, NODE_MAP);
    struct buf rings = {0};
    bool good = map != NULL;

    print_rings(f, &rings);
    good = good && !rings.failed && node_add(a, map, "code", f->code) &&
           node_add(a, map, "name", f->name) && node_add(a, map, "rings", rings.text);
    buf_release(&rings);
    if (!good)
        return no_memory(all);
    map->file = m->path;
    for (struct node *n = map->first; n; n = n->next)
        n->file = m->path;
    return each(m, map, 1, ctx, all);
}

static bool read_areas(struct import *m, import_each *each, void *ctx, struct faults *all)
{
    struct arena a = {0}, one = {0};
    struct features features;
    struct fault why = {0};
    bool good = geojson_read_file(m->path, &a, &features, &why) || add(all, &why);

    m->layout = "GeoJSON";
    m->key = m->kind->key;
    m->how = (struct reading){.style = STYLE_FILE, .kind = "property"};
    m->rows = 0;
    for (size_t i = 0; good && i < features.count; i++) {
        m->rows++;
        good = go_on(m, i, i, features.count, all) &&
               one_area(m, &features.feature[i], &one, each, ctx, all);
        arena_reset(&one);
    }
    arena_release(&one);
    arena_release(&a);
    return good;
}

bool import_read(struct import *m, import_each *each, void *ctx, struct faults *all)
{
    switch (m->kind->shape) {
    case IMPORT_GROUPS:
        return read_groups(m, each, ctx, all);
    case IMPORT_AREAS:
        return read_areas(m, each, ctx, all);
    case IMPORT_ROWS:
        break;
    }
    return read_rows(m, each, ctx, all);
}

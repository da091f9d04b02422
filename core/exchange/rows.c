#include "core/exchange/rows_inside.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- cells -------------------------------------------------------------------------------- */

/* 20101001 to 2010-10-01; anything else stays, for a date field to refuse. */
static void turn_day(struct bound *b)
{
    const char *t = b->node.text;

    if (b->node.length != 8 || strspn(t, "0123456789") != 8)
        return;
    memcpy(b->turned, t, 4);
    b->turned[4] = b->turned[7] = '-';
    memcpy(b->turned + 5, t + 4, 2);
    memcpy(b->turned + 8, t + 6, 2);
    b->turned[10] = '\0';
    b->node.text = b->turned;
    b->node.length = 10;
}

static void turn_postcode(struct bound *b)
{
    char canonical[9];

    if (!text_postcode(b->node.text, canonical))
        return;
    memcpy(b->turned, canonical, sizeof canonical);
    b->node.text = b->turned;
    b->node.length = strlen(b->turned);
}

/* a|b|c as a list, where the field is one. */
static bool turn_bars(struct rows *r, struct bound *b)
{
    struct node place = b->node;

    if (!b->field || b->field->type != FIELD_LIST || !b->node.length)
        return true;
    b->node.kind = NODE_LIST;
    b->node.first = b->node.last = NULL;
    b->node.count = 0;
    for (const char *at = place.text;; at++) {
        size_t length = strcspn(at, "|");
        struct node *n = node_new(&r->row, NODE_SCALAR);
        if (!n)
            return false;
        n->file = place.file;
        n->line = place.line;
        n->column = place.column;
        n->length = length;
        n->text = arena_copy(&r->row, at, length);
        if (!n->text)
            return false;
        node_append(&b->node, n);
        at += length;
        if (!*at)
            return true;
    }
}

static bool is_flow(const struct rows *r, const struct bound *b)
{
    const char *text = b->node.text + strspn(b->node.text, " ");

    return r->o.flow && b->field &&
           (b->field->type == FIELD_LIST || b->field->type == FIELD_RECORD) &&
           (*text == '[' || *text == '{');
}

static bool read_flow(struct rows *r, struct bound *b, struct faults *all)
{
    struct node place = b->node;
    struct node *n = r->o.flow(place.text, place.length, &place, &r->row, all);

    if (!n)
        return false;
    b->node = *n;
    b->node.key = b->ours;
    b->node.next = NULL;
    return true;
}

/* Ours for theirs, compared without outer spaces. */
static void replace_value(struct bound *b)
{
    const char *text = b->node.text + strspn(b->node.text, " ");
    size_t length = strlen(text);

    while (length && text[length - 1] == ' ')
        length--;
    for (const struct node *n = b->values->first; n; n = n->next)
        if (n->key && strlen(n->key) == length && memcmp(n->key, text, length) == 0) {
            b->node.text = n->text;
            b->node.length = n->length;
            return;
        }
}

static bool fill(struct rows *r, struct bound *b, const struct csv_cell *cell, struct faults *all)
{
    const char *text = cell->text;
    struct fault why = {0};

    if (*text == '\'' && (!b->field || b->field->type == FIELD_TEXT))
        text = csv_undefuse(text);
    b->node = (struct node){
        .kind = NODE_SCALAR,
        .quoted = cell->quoted,
        .text = text,
        .length = cell->length - (size_t)(text - cell->text),
        .key = b->ours,
        .file = csv_name(r->csv),
        .line = (uint32_t)cell->line,
        .column = (uint32_t)cell->column,
    };
    if (b->shape == CELL_DAY8)
        turn_day(b);
    else if (b->shape == CELL_POSTCODE)
        turn_postcode(b);
    if (b->values)
        replace_value(b);
    if (is_flow(r, b))
        return read_flow(r, b, all);
    if (b->shape != CELL_BARS || turn_bars(r, b))
        return true;
    fault_memory(&why);
    faults_take(all, &why);
    return false;
}

/* --- rows --------------------------------------------------------------------------------- */

static bool next_cells(struct rows *r, const struct csv_cell **cells, size_t *count,
                       struct faults *all)
{
    struct fault why = {0};

    if (r->pending) {
        *cells = r->cells;
        *count = r->cell_count;
        r->pending = false;
        return true;
    }
    if (csv_next(r->csv, cells, count, &why))
        return true;
    r->given++;
    faults_take(all, &why);
    return false;
}

bool rows_next(struct rows *r, const struct node **row, struct faults *all)
{
    const struct csv_cell *cells;
    struct node **link = &r->map.first;
    bool good = true;
    size_t count;

    *row = NULL;
    if (!next_cells(r, &cells, &count, all))
        return false;
    if (!count)
        return true;
    r->given++;
    arena_reset(&r->row);
    for (size_t i = 0; i < r->count; i++) {
        struct bound *b = &r->bound[i];
        if (b->at != LAYOUT_NONE)
            good = fill(r, b, &cells[b->at], all) && good;
        *link = &b->node;
        link = &b->node.next;
    }
    *link = NULL;
    r->map.last = r->count ? &r->bound[r->count - 1].node : NULL;
    r->map.count = (uint32_t)r->count;
    r->map.line = (uint32_t)csv_line(r->csv);
    if (good)
        *row = &r->map;
    return good;
}

/* --- opening ------------------------------------------------------------------------------ */

static struct csv_options reader_options(const struct rows_options *o)
{
    struct csv_options c = {.loose = true};

    if (o->mapping) {
        c.delimiter = o->mapping->delimiter;
        c.cp1252 = o->mapping->cp1252;
    }
    return c;
}

static bool begin(struct csv *csv, const struct rows_options *o, struct rows **out,
                  struct faults *all)
{
    struct rows *r = calloc(1, sizeof *r);
    struct fault why = {0};

    if (!r) {
        csv_close(csv);
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    r->csv = csv;
    r->o = *o;
    r->map = (struct node){.kind = NODE_MAP, .file = csv_name(csv)};
    if (!rows_bind(r, all)) {
        rows_close(r);
        return false;
    }
    *out = r;
    return true;
}

bool rows_open(const char *path, const struct rows_options *o, struct rows **out,
               struct faults *all)
{
    struct csv_options c = reader_options(o);
    struct fault why = {0};
    struct csv *csv;

    *out = NULL;
    if (csv_open_file(path, &c, &csv, &why))
        return begin(csv, o, out, all);
    faults_take(all, &why);
    return false;
}

bool rows_open_text(const char *text, size_t length, const char *name, const struct rows_options *o,
                    struct rows **out, struct faults *all)
{
    struct csv_options c = reader_options(o);
    struct fault why = {0};
    struct csv *csv;

    *out = NULL;
    if (csv_open_text(text, length, name, &c, &csv, &why))
        return begin(csv, o, out, all);
    faults_take(all, &why);
    return false;
}

bool rows_unchanged(struct rows *r, struct faults *all)
{
    struct fault why = {0};

    if (csv_unchanged(r->csv, &why))
        return true;
    faults_take(all, &why);
    return false;
}

struct reading rows_reading(const struct rows *r)
{
    return (struct reading){.style = STYLE_FILE,
                            .dates_dmy = r->o.mapping && r->o.mapping->dates_dmy,
                            .kind = "column"};
}

const char *const *rows_ignored(const struct rows *r, size_t *count)
{
    *count = r->ignored_count;
    return r->ignored;
}

const char *rows_layout(const struct rows *r)
{
    return r->layout ? r->layout->called : NULL;
}
size_t rows_given(const struct rows *r)
{
    return r->given;
}

void rows_progress(const struct rows *r, uint64_t *done, uint64_t *all)
{
    csv_progress(r->csv, done, all);
}

void rows_close(struct rows *r)
{
    if (!r)
        return;
    csv_close(r->csv);
    arena_release(&r->row);
    arena_release(&r->keep);
    free(r);
}

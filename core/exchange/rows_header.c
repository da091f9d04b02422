/* Which of the file's columns fills which of ours, and every mistake of a header on line 1. */
#include "core/exchange/rows_inside.h"

#include "core/base/text.h"

#include <string.h>

static bool out_of_memory(struct faults *all)
{
    struct fault why = {0};

    fault_memory(&why);
    faults_take(all, &why);
    return false;
}

/* Header names as they are compared: without outer spaces, kept beyond the row. */
static struct csv_cell *keep_header(struct rows *r, const struct csv_cell *cells, size_t count)
{
    struct csv_cell *kept = arena_take_array(&r->keep, count, sizeof *kept);

    for (size_t i = 0; kept && i < count; i++) {
        const char *text = cells[i].text;
        size_t length = cells[i].length;
        for (; length && *text == ' '; text++)
            length--;
        while (length && text[length - 1] == ' ')
            length--;
        kept[i] = cells[i];
        kept[i].length = length;
        kept[i].text = arena_copy(&r->keep, text, length);
        if (!kept[i].text)
            return NULL;
    }
    return kept;
}

static const struct node *map_child(const struct rows *r, const struct node *map, const char *key)
{
    return r->o.mapping && map && map->kind == NODE_MAP ? node_child(map, key) : NULL;
}

/* Room for a column of every cell and every constant. */
static bool make_room(struct rows *r, size_t cells, struct faults *all)
{
    size_t most = cells + LAYOUT_COLUMNS_MOST;

    if (r->o.fields)
        most += r->o.fields->count;
    if (r->o.mapping && r->o.mapping->constants)
        most += r->o.mapping->constants->count;
    r->bound = arena_take_array(&r->keep, most, sizeof *r->bound);
    r->columns = arena_take_array(&r->keep, most, sizeof *r->columns);
    r->ignored = arena_take_array(&r->keep, cells + 1, sizeof *r->ignored);
    return (r->bound && r->columns && r->ignored) || out_of_memory(all);
}

static void bind(struct rows *r, const char *ours, size_t at, enum cell_shape shape)
{
    r->bound[r->count] = (struct bound){
        .ours = ours,
        .at = at,
        .shape = shape,
        .field = r->o.fields ? fields_find(r->o.fields, ours) : NULL,
        .values = r->o.mapping ? map_child(r, r->o.mapping->values, ours) : NULL,
    };
    r->columns[r->count++] = ours;
}

static bool is_bound(const struct rows *r, const char *ours)
{
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->columns[i], ours) == 0)
            return true;
    return false;
}

/* --- what was wanted ---------------------------------------------------------------------- */

static void describe_fields(const struct fields *fields, struct buf *out)
{
    for (size_t i = 0, n = 0; i < fields->count; i++)
        if (!(fields->field[i].flags & (FIELD_HIDDEN | FIELD_OPTIONAL)))
            buf_printf(out, "%s%s", n++ ? ", " : "", fields->field[i].name);
}

static bool unrecognised(struct rows *r, const char *wrong, struct faults *all)
{
    struct fault why = {0};
    struct buf wanted = {0};
    size_t n = 0;

    for (size_t i = 0; r->o.kind && i < layout_count; i++)
        if (strcmp(layouts[i].kind, r->o.kind) == 0) {
            buf_text(&wanted, n++ ? ", or " : "");
            layout_describe(&layouts[i], &wanted);
        }
    if (r->o.fields) {
        buf_text(&wanted, n ? ", or a header with " : "a header with ");
        describe_fields(r->o.fields, &wanted);
    }
    fail_at(&why, csv_name(r->csv), 1, 1, "", "%s Wanted: %s.", wrong,
            wanted.text ? wanted.text : "a header with the names of the columns");
    faults_take(all, &why);
    buf_release(&wanted);
    return false;
}

/* --- published layouts -------------------------------------------------------------------- */

static void bind_layout(struct rows *r, const struct layout *l, size_t count,
                        const size_t at[LAYOUT_COLUMNS_MOST])
{
    r->layout = l;
    for (size_t i = 0; i < l->count; i++)
        if (at[i] != LAYOUT_NONE && (!r->o.fields || fields_find(r->o.fields, l->column[i].ours)))
            bind(r, l->column[i].ours, at[i], l->column[i].shape);
    csv_set_width(r->csv, count);
}

static bool fits_layout(struct rows *r, const struct csv_cell *cells, size_t count, bool above)
{
    size_t at[LAYOUT_COLUMNS_MOST];

    for (size_t i = 0; i < layout_count; i++) {
        const struct layout *l = &layouts[i];
        if (strcmp(l->kind, r->o.kind) != 0 || (above && !l->preamble))
            continue;
        r->pending = false;
        if (!layout_fits_header(l, cells, count, at)) {
            r->pending = !above && layout_fits_bare(l, cells, count, at);
            if (!r->pending)
                continue;
        }
        bind_layout(r, l, count, at);
        return true;
    }
    return false;
}

static bool has_preamble(const char *kind)
{
    for (size_t i = 0; kind && i < layout_count; i++)
        if (layouts[i].preamble && strcmp(layouts[i].kind, kind) == 0)
            return true;
    return false;
}

/* The first row was no header: one may stand below it. */
static bool look_below(struct rows *r, bool *found, struct faults *all)
{
    struct fault why = {0};
    const struct csv_cell *cells;
    size_t count;

    *found = false;
    for (int i = 0; !*found && i < LAYOUT_PREAMBLE_MOST; i++) {
        if (!csv_next(r->csv, &cells, &count, &why)) {
            faults_take(all, &why);
            return false;
        }
        if (!count)
            break;
        if (!make_room(r, count, all))
            return false;
        *found = fits_layout(r, cells, count, true);
    }
    return true;
}

/* --- our own columns ---------------------------------------------------------------------- */

/* Our name for one of theirs: what the map says, else its own, else NULL. */
static void names_of(const struct rows *r, const char *theirs, const char **ours, size_t *count,
                     size_t most)
{
    const struct node *columns = r->o.mapping ? r->o.mapping->columns : NULL;

    *count = 0;
    for (const struct node *n = columns ? columns->first : NULL; n && *count < most; n = n->next)
        if (n->kind == NODE_SCALAR && strcmp(n->text, theirs) == 0)
            ours[(*count)++] = n->key;
    if (!*count && !map_child(r, columns, theirs) &&
        (r->o.fields ? fields_find(r->o.fields, theirs) != NULL : !columns))
        ours[(*count)++] = theirs;
}

static void unknown_column(const struct rows *r, const struct csv_cell *cell, struct faults *all)
{
    const struct fields *t = r->o.fields;
    const char *names[256], *near;
    struct fault why = {0};
    char quote[160];
    size_t n = 0;

    for (; t && n < t->count && n < sizeof names / sizeof *names; n++)
        names[n] = t->field[n].name;
    near = text_nearest(cell->text, names, n);
    text_quote(cell->text, cell->length, 40, quote, sizeof quote);
    if (!cell->length)
        fail_at(&why, csv_name(r->csv), cell->line, cell->column, "",
                "This column has no name; name it, or take it out.");
    else if (near)
        fail_at(&why, csv_name(r->csv), cell->line, cell->column, "",
                "There is no column %s; did you mean %s?", quote, near);
    else
        fail_at(&why, csv_name(r->csv), cell->line, cell->column, "",
                "There is no column %s; take it out, or name it in a map.", quote);
    faults_take(all, &why);
}

static bool column_twice(const struct rows *r, const struct csv_cell *cell, struct faults *all)
{
    struct fault why = {0};
    char quote[160];

    text_quote(cell->text, cell->length, 40, quote, sizeof quote);
    fail_at(&why, csv_name(r->csv), cell->line, cell->column, "",
            "The column %s stands here a second time; keep one.", quote);
    faults_take(all, &why);
    return false;
}

static bool bind_cell(struct rows *r, const struct csv_cell *header, size_t at, struct faults *all)
{
    const struct csv_cell *cell = &header[at];
    const char *ours[64];
    size_t count;

    for (size_t i = 0; i < at && cell->length; i++)
        if (strcmp(header[i].text, cell->text) == 0)
            return column_twice(r, cell, all);
    names_of(r, cell->text, ours, &count, sizeof ours / sizeof *ours);
    if (!count && (!r->o.fields || (r->o.mapping && r->o.mapping->columns))) {
        r->ignored[r->ignored_count++] = cell->text;
        return true;
    }
    if (!count || !cell->length) {
        unknown_column(r, cell, all);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_bound(r, ours[i]))
            return column_twice(r, cell, all);
        bind(r, ours[i], at, CELL_TEXT);
    }
    return true;
}

static bool knows_any(const struct rows *r, const struct csv_cell *header, size_t count)
{
    const char *ours[1];
    size_t n = 0;

    for (size_t i = 0; i < count && !n; i++)
        names_of(r, header[i].text, ours, &n, 1);
    return n > 0;
}

/* Columns the map names and the file has not. */
static bool absent_theirs(const struct rows *r, struct faults *all)
{
    const struct node *columns = r->o.mapping ? r->o.mapping->columns : NULL;
    bool good = true;
    char quote[160];

    for (const struct node *n = columns ? columns->first : NULL; n; n = n->next) {
        struct fault why = {0};
        if (r->layout || n->kind != NODE_SCALAR || is_bound(r, n->key))
            continue;
        text_quote(n->text, n->length, 60, quote, sizeof quote);
        good = fail_at(&why, csv_name(r->csv), 1, 0, n->key,
                       "The map fills %s from the column %s, and the file has no such column.",
                       n->key, quote);
        faults_take(all, &why);
    }
    return good;
}

/* --- constants, and what is missing ------------------------------------------------------- */

/* A constant is told of once, not in every row.  Written by us, a date may stand as ours do. */
static bool fill_constant(struct rows *r, struct bound *b, const struct node *n, struct faults *all)
{
    struct fields one = {.name = "constants", .field = b->field, .count = 1};
    struct node map = {.kind = NODE_MAP, .file = n->file, .line = n->line, .column = n->column};
    struct reading how = rows_reading(r);
    struct arena a = {0};
    date_t day;

    b->node = *n;
    if (!b->field)
        return true;
    if (how.dates_dmy && b->field->type == FIELD_DATE && n->kind == NODE_SCALAR &&
        date_parse_iso(n->text, &day)) {
        b->node.text = date_print(day, b->turned, sizeof b->turned);
        b->node.length = strlen(b->turned);
    }
    one.size = r->o.fields->size;
    void *record = arena_take(&a, one.size ? one.size : 8);
    struct node copy = b->node;
    copy.next = NULL;
    node_append(&map, &copy);
    bool good = record ? fields_read(&one, &map, &how, record, &a, all) : out_of_memory(all);
    arena_release(&a);
    return good;
}

static bool bind_constants(struct rows *r, struct faults *all)
{
    const struct node *constants = r->o.mapping ? r->o.mapping->constants : NULL;
    bool good = true;

    for (const struct node *n = constants ? constants->first : NULL; n; n = n->next) {
        struct fault why = {0};
        const char *wrong = NULL;
        if (is_bound(r, n->key))
            wrong = "is a column of the file as well; keep one.";
        else if (r->o.fields && !fields_find(r->o.fields, n->key))
            wrong = "is no column of ours.";
        if (!wrong) {
            bind(r, n->key, LAYOUT_NONE, CELL_TEXT);
            good = fill_constant(r, &r->bound[r->count - 1], n, all) && good;
            continue;
        }
        good =
            fail_at(&why, n->file, n->line, n->column, n->key, "The constant %s %s", n->key, wrong);
        faults_take(all, &why);
    }
    return good;
}

static bool none_missing(const struct rows *r, size_t line, struct faults *all)
{
    bool good = true;

    for (size_t i = 0; r->o.fields && i < r->o.fields->count; i++) {
        const struct field *f = &r->o.fields->field[i];
        struct fault why = {0};
        if (f->flags & FIELD_OPTIONAL || is_bound(r, f->name))
            continue;
        if (!r->layout && r->o.mapping && map_child(r, r->o.mapping->columns, f->name))
            continue; /* absent_theirs told */
        good = fail_at(&why, csv_name(r->csv), line, 0, f->name,
                       "The column %s is missing; it is needed.", f->name);
        faults_take(all, &why);
    }
    return good;
}

static bool bind_own(struct rows *r, const struct csv_cell *header, size_t count,
                     struct faults *all)
{
    bool good = true;

    csv_set_width(r->csv, count);
    for (size_t i = 0; i < count; i++)
        good = bind_cell(r, header, i, all) && good;
    return absent_theirs(r, all) && good;
}

/* A file of columns nobody knows: a layout with lines above its header, or a mistake. */
static bool bind_strange(struct rows *r, struct faults *all)
{
    bool found = false;

    if (has_preamble(r->o.kind) && !look_below(r, &found, all))
        return false;
    return found || unrecognised(r, "The columns of this file are not known.", all);
}

bool rows_bind(struct rows *r, struct faults *all)
{
    bool mapped = r->o.mapping && r->o.mapping->columns, good = true;
    struct fault why = {0};
    const struct csv_cell *cells;
    struct csv_cell *header;
    size_t count;

    if (!csv_next(r->csv, &cells, &count, &why)) {
        faults_take(all, &why);
        return false;
    }
    if (!count)
        return unrecognised(r, "The file is empty.", all);
    if (!make_room(r, count, all))
        return false;
    header = keep_header(r, cells, count);
    if (!header)
        return out_of_memory(all);
    size_t line = csv_line(r->csv);
    if (r->o.kind && !mapped && fits_layout(r, header, count, false)) {
        r->cells = cells;
        r->cell_count = count;
    } else if (!r->o.fields && r->o.kind && !mapped) {
        good = bind_strange(r, all);
    } else if (knows_any(r, header, count)) {
        good = bind_own(r, header, count, all);
    } else {
        good = bind_strange(r, all);
    }
    if (!good && !r->count)
        return false;
    good = bind_constants(r, all) && good;
    return none_missing(r, line, all) && good;
}

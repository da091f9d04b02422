/* The cells of a form: made from a field table, filled from a record, added and taken out by rows. */
#include "tui/form_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *form_keep(const char *text)
{
    return text && *text ? strdup(text) : NULL;
}

void form_cell_release(struct cell_of_form *c)
{
    line_release(&c->line);
    free(c->error);
    free(c->echo);
}

struct cell_of_form *form_at(const struct form *f, const char *path)
{
    for (size_t i = 0; i < f->cells; i++)
        if (f->cell[i].kind == CELL_VALUE && strcmp(f->cell[i].path, path) == 0)
            return &f->cell[i];
    return NULL;
}

/* A list of records outside any other is a table; every other list is one cell. */
bool form_is_table(const struct field *f, const char *table)
{
    return f->type == FIELD_LIST && f->of && !*table;
}

bool form_can_focus(const struct cell_of_form *c)
{
    return c->kind != CELL_HEADING && !c->fixed;
}

bool form_blank(const struct cell_of_form *c)
{
    return strspn(line_text(&c->line), " \n") == c->line.length;
}

size_t form_entries(const struct form *f, const char *table)
{
    size_t most = 0;

    for (size_t i = 0; i < f->cells; i++)
        if (strcmp(f->cell[i].table, table) == 0 && f->cell[i].entry > most)
            most = f->cell[i].entry;
    return most;
}

/* --- laying ------------------------------------------------------------------------------------
 */

/* Where cells are being put: a list of their own, moved into the form at the end. */
struct laying {
    struct form *f;
    struct cell_of_form *cell;
    size_t cells, room;
    bool failed;
};

static struct cell_of_form *new_cell(struct laying *y, enum cell_kind kind, const struct field *f)
{
    if (y->cells == y->room) {
        size_t room = y->room ? y->room * 2 : 32;
        struct cell_of_form *cell =
            room > CELLS_MOST ? NULL : realloc(y->cell, room * sizeof *cell);
        if (!cell) {
            y->failed = true;
            return NULL;
        }
        y->cell = cell;
        y->room = room;
    }
    struct cell_of_form *c = &y->cell[y->cells++];
    *c = (struct cell_of_form){.kind = kind, .f = f};
    return c;
}

static bool is_fixed(const struct form *f, const char *path)
{
    for (const char *const *name = f->o.fixed; name && *name; name++)
        if (strcmp(*name, path) == 0)
            return true;
    return false;
}

static size_t most_characters(const struct field *f)
{
    switch (f->type) {
    case FIELD_TEXT:
        return f->max > 0 ? (size_t)f->max : 200;
    case FIELD_LIST:
        return 4000;
    default:
        return 100;
    }
}

static void lay_fields(struct laying *y, const struct fields *t, const void *record,
                       const char *prefix, const char *table, size_t entry, int depth);

static void lay_value(struct laying *y, const struct fields *t, const struct field *f,
                      const void *record, const char *path)
{
    struct cell_of_form *c = new_cell(y, CELL_VALUE, f);
    struct buf text = {0};

    if (!c)
        return;
    c->in = t;
    c->line.most = most_characters(f);
    c->line.lines = f->flags & FIELD_LINES;
    c->fixed = is_fixed(y->f, path);
    if (record && field_given(f, record)) {
        field_print(f, record, STYLE_TYPED, &text);
        const char *p = text.text ? text.text : "";
        size_t n = text.length;
        bool flow = f->type == FIELD_LIST && !f->of && n >= 2 && *p == '[';
        line_set(&c->line, "");
        line_insert(&c->line, flow ? p + 1 : p, flow ? n - 2 : n); /* commas are enough */
    }
    buf_release(&text);
}

static void lay_table(struct laying *y, const struct field *f, const void *record, const char *path)
{
    const struct list *l =
        record ? (const struct list *)(const void *)((const char *)record + f->offset) : NULL;
    char prefix[PATH_SIZE];

    for (size_t i = 0; l && l->items && i < l->count; i++) {
        snprintf(prefix, sizeof prefix, "%.100s[%zu].", path, i + 1);
        lay_fields(y, f->of, (const char *)l->items + i * f->of->size, prefix, path, i + 1, 0);
    }
    struct cell_of_form *c = new_cell(y, CELL_ADD, f);
    if (c) {
        snprintf(c->path, sizeof c->path, "%s", path);
        snprintf(c->table, sizeof c->table, "%s", path);
    }
}

static void lay_fields(struct laying *y, const struct fields *t, const void *record,
                       const char *prefix, const char *table, size_t entry, int depth)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        char path[PATH_SIZE];
        size_t before = y->cells;
        if (f->flags & FIELD_HIDDEN)
            continue;
        snprintf(path, sizeof path, "%.80s%.40s", prefix, f->name);
        if (form_is_table(f, table)) {
            lay_table(y, f, record, path);
            continue;
        }
        if (f->type == FIELD_RECORD) {
            char inner[PATH_SIZE];
            struct cell_of_form *c = *table ? NULL : new_cell(y, CELL_HEADING, f);
            if (c)
                c->depth = depth;
            snprintf(inner, sizeof inner, "%.126s.", path);
            lay_fields(y, f->of, record ? (const char *)record + f->offset : NULL, inner, table,
                       entry, depth + 1);
            continue;
        }
        lay_value(y, t, f, record, path);
        if (y->cells > before) {
            struct cell_of_form *c = &y->cell[before];
            snprintf(c->path, sizeof c->path, "%s", path);
            snprintf(c->table, sizeof c->table, "%s", table);
            c->entry = entry;
            c->depth = depth;
        }
    }
}

static size_t largest(const struct fields *t)
{
    size_t most = t->size;

    for (size_t i = 0; i < t->count; i++) {
        size_t inner = t->field[i].of ? largest(t->field[i].of) : 0;
        most = inner > most ? inner : most;
    }
    return most;
}

bool form_lay(struct form *f, const void *record)
{
    struct laying y = {.f = f};

    f->scratch = calloc(1, largest(f->t) + sizeof(struct list));
    lay_fields(&y, f->t, record, "", "", 0, 0);
    f->cell = y.cell;
    f->cells = y.cells;
    f->room = y.room;
    return f->scratch && !y.failed;
}

/* --- rows of a table ---------------------------------------------------------------------------
 */

static const struct cell_of_form *add_cell(const struct form *f, const char *table)
{
    for (size_t i = 0; i < f->cells; i++)
        if (f->cell[i].kind == CELL_ADD && strcmp(f->cell[i].table, table) == 0)
            return &f->cell[i];
    return NULL;
}

/* Gives a cell of a table another entry's number, in its path too. */
static void set_entry(struct cell_of_form *c, size_t entry)
{
    const char *end = strchr(c->path + strlen(c->table), ']');
    char rest[PATH_SIZE];

    snprintf(rest, sizeof rest, "%s", end ? end + 1 : "");
    snprintf(c->path, sizeof c->path, "%.60s[%zu]%.40s", c->table, entry, rest);
    c->entry = entry;
}

bool form_add_entry(struct form *f, const char *table, size_t after)
{
    const struct cell_of_form *add = add_cell(f, table);
    size_t most = add && add->f->max > 0 ? (size_t)add->f->max : 1000, at = 0;
    struct laying y = {.f = f};
    char prefix[PATH_SIZE], name[PATH_SIZE];

    if (!add || form_entries(f, table) >= most)
        return false;
    snprintf(name, sizeof name, "%s", table);
    snprintf(prefix, sizeof prefix, "%.60s[%zu].", table, after + 1);
    lay_fields(&y, add->f->of, NULL, prefix, name, after + 1, 0);
    struct cell_of_form *cell =
        y.failed ? NULL : realloc(f->cell, (f->cells + y.cells) * sizeof *cell);
    if (!cell) {
        for (size_t i = 0; i < y.cells; i++)
            form_cell_release(&y.cell[i]);
        free(y.cell);
        return false;
    }
    f->cell = cell;
    for (at = 0; at < f->cells; at++)
        if (strcmp(cell[at].table, name) == 0 &&
            (cell[at].kind == CELL_ADD || cell[at].entry > after))
            break;
    for (size_t i = at; i < f->cells; i++)
        if (cell[i].kind == CELL_VALUE && strcmp(cell[i].table, name) == 0)
            set_entry(&cell[i], cell[i].entry + 1);
    memmove(cell + at + y.cells, cell + at, (f->cells - at) * sizeof *cell);
    memcpy(cell + at, y.cell, y.cells * sizeof *cell);
    free(y.cell);
    f->cells += y.cells;
    if (f->focus >= at)
        f->focus += y.cells;
    return true;
}

void form_remove_entry(struct form *f, const char *table, size_t entry)
{
    char name[PATH_SIZE];
    size_t to = 0, focus = f->focus;

    snprintf(name, sizeof name, "%s", table);
    for (size_t i = 0; i < f->cells; i++) {
        struct cell_of_form *c = &f->cell[i];
        bool of_it = c->kind == CELL_VALUE && strcmp(c->table, name) == 0;
        if (of_it && c->entry == entry) {
            form_cell_release(c);
            continue;
        }
        if (of_it && c->entry > entry)
            set_entry(c, c->entry - 1);
        if (i == f->focus)
            focus = to;
        f->cell[to++] = *c;
    }
    f->cells = to;
    f->focus = focus < to ? focus : to ? to - 1 : 0;
    while (f->focus > 0 && !form_can_focus(&f->cell[f->focus]))
        f->focus--;
}

/* Rows of tables in which nothing was typed are not meant. */
void form_drop_blank_entries(struct form *f)
{
    for (size_t i = 0; i < f->cells;) {
        const struct cell_of_form *c = &f->cell[i];
        bool blank = c->kind == CELL_VALUE && *c->table;
        for (size_t j = 0; blank && j < f->cells; j++)
            if (f->cell[j].kind == CELL_VALUE && f->cell[j].entry == c->entry &&
                strcmp(f->cell[j].table, c->table) == 0)
                blank = form_blank(&f->cell[j]);
        if (blank) {
            char table[PATH_SIZE];
            snprintf(table, sizeof table, "%s", c->table);
            form_remove_entry(f, table, c->entry);
            i = 0;
        } else {
            i++;
        }
    }
}

/* All that was typed in a form, as a line of text and back. */
#include "core/config/yaml.h"
#include "tui/form_inside.h"

#include <stdio.h>
#include <string.h>

enum { PIECE = 1000 };

/* Long text goes in pieces: a scalar of YAML has its limit. */
static void put_text(const char *text, size_t length, struct buf *out)
{
    char piece[PIECE + 1];
    bool many = length > PIECE;

    buf_text(out, many ? "[" : "");
    do {
        size_t n = length > PIECE ? PIECE : length;
        while (n < length && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
        memcpy(piece, text, n);
        piece[n] = '\0';
        buf_json(out, piece);
        text += n;
        length -= n;
        buf_text(out, length ? ", " : "");
    } while (length);
    buf_text(out, many ? "]" : "");
}

/* What a cell keeps: days as they were understood, for "t" and "+7" mean another day tomorrow. */
static void park_text(const struct cell_of_form *c, struct buf *out)
{
    bool day = c->f->type == FIELD_DATE || c->f->type == FIELD_DATETIME;

    /* The echo of a date begins with its weekday, and is there when it was understood. */
    if (day && c->echo && c->f->type == FIELD_DATE) {
        const char *space = strchr(c->echo, ' ');
        buf_json(out, space ? space + 1 : c->echo);
    } else if (day && c->echo) {
        buf_json(out, c->echo);
    } else {
        put_text(line_text(&c->line), c->line.length, out);
    }
}

void form_park(const struct form *f, struct buf *out)
{
    const char *gap = "";

    buf_text(out, "{\"form\": ");
    buf_json(out, f->t->name);
    buf_text(out, ", \"values\": {");
    for (size_t i = 0; i < f->cells; i++) {
        const struct cell_of_form *c = &f->cell[i];
        if (c->kind != CELL_VALUE || c->fixed || (form_blank(c) && !*c->table))
            continue;
        buf_text(out, gap);
        buf_json(out, c->path);
        buf_text(out, ": ");
        park_text(c, out);
        gap = ", ";
    }
    buf_text(out, "}}");
}

/* Makes rows until the table of a parked path ("visits[2].minutes") has that many. */
static void make_rows(struct form *f, const char *path)
{
    const char *bracket = strchr(path, '[');
    char table[PATH_SIZE];
    size_t want = 0;

    if (!bracket || (size_t)(bracket - path) >= sizeof table)
        return;
    memcpy(table, path, (size_t)(bracket - path));
    table[bracket - path] = '\0';
    for (const char *p = bracket + 1; *p >= '0' && *p <= '9' && want < 10000; p++)
        want = want * 10 + (size_t)(*p - '0');
    while (form_entries(f, table) < want && form_add_entry(f, table, form_entries(f, table)))
        continue;
}

static void empty_all(struct form *f)
{
    for (size_t i = 0; i < f->cells;) {
        struct cell_of_form *c = &f->cell[i];
        if (c->kind == CELL_VALUE && *c->table) {
            char table[PATH_SIZE];
            snprintf(table, sizeof table, "%s", c->table);
            form_remove_entry(f, table, c->entry);
            i = 0;
            continue;
        }
        if (c->kind == CELL_VALUE && !c->fixed)
            line_set(&c->line, "");
        i++;
    }
}

static void put_back(struct form *f, const struct node *n)
{
    struct buf text = {0};

    if (n->kind == NODE_SCALAR)
        buf_text(&text, n->text);
    for (const struct node *piece = n->first; piece; piece = piece->next)
        if (piece->kind == NODE_SCALAR)
            buf_text(&text, piece->text);
    form_set(f, n->key, text.text ? text.text : "");
    buf_release(&text);
}

bool form_unpark(struct form *f, const char *text, struct fault *why)
{
    struct arena a = {0};
    struct faults all = {0};
    const struct node *map = yaml_read_value(text, strlen(text), NULL, &a, &all);
    const struct node *name = map && map->kind == NODE_MAP ? node_child(map, "form") : NULL;
    const struct node *values = name ? node_child(map, "values") : NULL;
    bool good = name && name->kind == NODE_SCALAR && values && values->kind == NODE_MAP;

    if (good && strcmp(name->text, f->t->name) != 0)
        good = fail(why, FAULT_INPUT, "form", "This draft is of another form (%.60s).", name->text);
    else if (!good)
        fail(why, FAULT_INPUT, "form", "This draft cannot be read; it was left as it is.");
    if (good) {
        empty_all(f);
        for (const struct node *n = values->first; n; n = n->next) {
            make_rows(f, n->key);
            put_back(f, n); /* a field that is no more is passed over */
        }
        for (size_t i = 0; i < f->cells; i++)
            form_check(f, &f->cell[i]);
        f->focus = 0;
        while (f->focus + 1 < f->cells && !form_can_focus(&f->cell[f->focus]))
            f->focus++;
    }
    faults_release(&all);
    arena_release(&a);
    return good;
}

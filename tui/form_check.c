/* What is typed in a form, understood by field_parse, or why not. */
#include "core/config/yaml.h"
#include "tui/form_inside.h"

#include <stdlib.h>
#include <string.h>

static void put_text(char **to, const char *text)
{
    free(*to);
    *to = form_keep(text);
}

/* A nested list is flow text in one cell: it is only seen whether it can be read at all. */
static bool flow_reads(struct form *f, const struct cell_of_form *c, struct arena *a,
                       struct fault *why)
{
    const struct field only = {.name = c->f->name,
                               .type = FIELD_LIST,
                               .flags = c->f->flags,
                               .of = c->f->of,
                               .max = c->f->max,
                               .label = c->f->label};
    const struct fields one = {"form", &only, 1, sizeof(struct list)};
    struct node *map = node_new(a, NODE_MAP);
    struct faults all = {0};
    struct node *n = yaml_read_value(line_text(&c->line), c->line.length, NULL, a, &all);

    if (map && n) {
        n->key = only.name;
        node_append(map, n);
        if (fields_read(&one, map, &f->o.how, f->scratch, a, &all)) {
            faults_release(&all);
            return true;
        }
    }
    if (faults_none(&all, why))
        fault_memory(why);
    faults_release(&all);
    return false;
}

static bool parse(struct form *f, const struct cell_of_form *c, struct arena *a, struct fault *why)
{
    const char *text = line_text(&c->line);

    if (c->f->type == FIELD_LIST && c->f->of)
        return flow_reads(f, c, a, why);
    return field_parse(c->f, text, c->line.length, &f->o.how, f->scratch, a, why);
}

/* How a good value was understood, where that says more than what was typed. */
static void echo(struct form *f, struct cell_of_form *c)
{
    const struct field *field = c->f;
    struct buf out = {0};
    char text[40];

    if (field->type == FIELD_DATE) {
        date_t d = *(const date_t *)(const void *)((const char *)f->scratch + field->offset);
        if (field->flags & FIELD_OPEN_END)
            d.day--;
        buf_text(&out, date_print_long(d, text, sizeof text));
    } else if (field->flags & FIELD_REF && field->type == FIELD_TEXT) {
        if (f->o.meaning)
            f->o.meaning(f->o.ctx, field, line_text(&c->line), &out);
    } else if (field->type != FIELD_TEXT || field->flags & (FIELD_NHS | FIELD_POSTCODE)) {
        if (!(field->type == FIELD_LIST && field->of))
            field_print(field, f->scratch, STYLE_SHOWN, &out);
        if (out.text && strcmp(out.text, line_text(&c->line)) == 0)
            buf_clear(&out);
    }
    put_text(&c->echo, out.length ? out.text : NULL);
    buf_release(&out);
}

bool form_any_under(const struct form *f, const char *beginning)
{
    size_t length = strlen(beginning);

    for (size_t i = 0; i < f->cells; i++)
        if (f->cell[i].kind == CELL_VALUE && strncmp(f->cell[i].path, beginning, length) == 0 &&
            !form_blank(&f->cell[i]))
            return true;
    return false;
}

bool form_is_wanted(const struct form *f, const struct cell_of_form *c)
{
    char beginning[PATH_SIZE];
    const char *dot = strrchr(c->path, '.');

    if (!dot)
        return true;
    memcpy(beginning, c->path, (size_t)(dot - c->path) + 1);
    beginning[dot - c->path + 1] = '\0';
    return form_any_under(f, beginning);
}

void form_check(struct form *f, struct cell_of_form *c)
{
    struct arena a = {0};
    struct fault why = {0};

    if (c->kind != CELL_VALUE)
        return;
    c->refused = false;
    put_text(&c->echo, NULL);
    put_text(&c->error, NULL);
    if (form_blank(c)) { /* whether it is needed is said once it was left */
        if (!(c->f->flags & FIELD_OPTIONAL) && c->left && form_is_wanted(f, c))
            put_text(&c->error, "needed");
    } else if (parse(f, c, &a, &why)) {
        echo(f, c);
    } else {
        put_text(&c->error, why.text);
    }
    arena_release(&a);
}

void form_settle(struct form *f, struct cell_of_form *c)
{
    struct arena a = {0};
    struct fault why = {0};
    struct buf out = {0};

    if (c->kind != CELL_VALUE || form_blank(c))
        return;
    switch (c->f->type) {
    case FIELD_DATE:
    case FIELD_DATETIME:
    case FIELD_ENUM:
    case FIELD_BOOL:
        break;
    case FIELD_TEXT:
        if (c->f->flags & (FIELD_NHS | FIELD_POSTCODE))
            break;
        return;
    default:
        return;
    }
    if (parse(f, c, &a, &why)) {
        field_print(c->f, f->scratch, STYLE_TYPED, &out);
        if (out.text && strcmp(out.text, line_text(&c->line)) != 0)
            line_set(&c->line, out.text);
    }
    buf_release(&out);
    arena_release(&a);
}

bool form_typed(struct form *f, const struct field *field, const char *text, struct buf *out)
{
    const struct reading how = {.style = STYLE_FILE};
    struct arena a = {0};
    struct fault why = {0};
    bool good = field_parse(field, text, strlen(text), &how, f->scratch, &a, &why);

    if (good)
        field_print(field, f->scratch, STYLE_TYPED, out);
    arena_release(&a);
    return good;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

struct building {
    struct form *f;
    struct arena *a;
    bool failed;
};

static struct node *build(struct building *b, const struct fields *t, const char *prefix,
                          const char *table);

static struct node *build_table(struct building *b, const struct field *f, const char *path)
{
    size_t entries = form_entries(b->f, path);
    struct node *list = entries ? node_new(b->a, NODE_LIST) : NULL;

    b->failed = b->failed || (entries && !list);
    for (size_t i = 1; i <= entries && !b->failed; i++) {
        const char *prefix = arena_printf(b->a, "%s[%zu].", path, i);
        struct node *entry = prefix ? build(b, f->of, prefix, path) : NULL;
        b->failed = b->failed || !entry;
        if (entry)
            node_append(list, entry);
    }
    return list;
}

static struct node *build_cell(struct building *b, const struct field *f, const char *path)
{
    const struct cell_of_form *c = form_at(b->f, path);
    struct node *n = NULL;

    if (!c || form_blank(c))
        return NULL;
    if (f->type == FIELD_LIST && f->of) {
        struct faults all = {0};
        n = yaml_read_value(line_text(&c->line), c->line.length, NULL, b->a, &all);
        faults_release(&all);
    }
    if (!n) {
        n = node_new(b->a, NODE_SCALAR);
        if (n)
            n->text = arena_copy(b->a, line_text(&c->line), c->line.length);
        if (!n || !n->text)
            b->failed = true;
        else
            n->length = c->line.length;
    }
    return n;
}

static struct node *build(struct building *b, const struct fields *t, const char *prefix,
                          const char *table)
{
    struct node *map = node_new(b->a, NODE_MAP);

    b->failed = b->failed || !map;
    for (size_t i = 0; i < t->count && !b->failed; i++) {
        const struct field *f = &t->field[i];
        const char *path = arena_printf(b->a, "%s%s", prefix, f->name);
        struct node *n = NULL;
        b->failed = !path;
        if (b->failed || f->flags & FIELD_HIDDEN)
            continue;
        if (form_is_table(f, table)) {
            n = build_table(b, f, path);
        } else if (f->type == FIELD_RECORD) {
            const char *inner = arena_printf(b->a, "%s.", path);
            n = inner ? build(b, f->of, inner, table) : NULL;
            if (n && !n->first && f->flags & FIELD_OPTIONAL)
                n = NULL;
        } else {
            n = build_cell(b, f, path);
        }
        if (n) {
            n->key = f->name;
            node_append(map, n);
        }
    }
    return b->failed ? NULL : map;
}

struct node *form_typed_node(struct form *f, struct arena *a)
{
    struct building b = {.f = f, .a = a};

    return build(&b, f->t, "", "");
}

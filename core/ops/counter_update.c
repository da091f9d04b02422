/* counter_update.c - a row of an import whose record is known with other content
 *
 * Whole     Where the kind's own operation is its update (a postcode, a practice), the row is taken
 *           as it stands.
 * By column Otherwise each column that differs from the row that came last goes to the update that
 *           takes it: a person's name to person.change, a new postcode to person.move.  What is
 *           the same is not said again, so that what staff have put right since then stays.
 * Never     A difference is never passed over in silence: a column that no update takes refuses the
 *           row (IM-3), and a cell emptied that cannot be taken away is told as a remark.
 * Source    interface.md, Imports: "--update, which succeeds or corrects".
 */
#include "core/ops/bulk_inside.h"

#include "core/config/yaml.h"

#include <stdio.h>
#include <string.h>

static bool node_same(const struct node *a, const struct node *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == NODE_SCALAR)
        return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
    for (const struct node *x = a->first, *y = b->first; x && y; x = x->next, y = y->next)
        if ((a->kind == NODE_MAP && strcmp(x->key, y->key) != 0) || !node_same(x, y))
            return false;
    return true;
}

/* A known row that came with other content. */
struct known {
    struct bulk *b;
    const struct node *row; /* of the file, with its places */
    const struct node *was,
        *is;     /* what was given then and now, under the names of b->op's arguments */
    bool *taken; /* of each argument of b->op: an update has taken its difference */
};

static bool differs(const struct known *k, const char *name)
{
    return !node_same(node_child(k->was, name), node_child(k->is, name));
}

/* Whether one other update knows the column too, as two know the day from which they hold: then it
 * goes with either, and asks for neither. */
static bool shared(const struct bulk *b, const struct operation *update, const char *name)
{
    for (size_t i = 0; i < b->updates; i++)
        if (b->update[i] != update && fields_find(b->update[i]->args, name))
            return true;
    return false;
}

static const struct field *clearing(const struct operation *update)
{
    const struct field *f = fields_find(update->args, "clear");

    return f && f->type == FIELD_LIST && f->words ? f : NULL;
}

static bool can_clear(const struct operation *update, const char *name)
{
    const struct field *f = clearing(update);

    for (const struct word *w = f ? f->words : NULL; w && w->code; w++)
        if (strcmp(w->code, name) == 0)
            return true;
    return false;
}

/* Whether something differs that this update takes. */
static bool asked(const struct known *k, const struct operation *update)
{
    const struct fields *columns = k->b->op->args;

    for (size_t i = 0; i < columns->count; i++) {
        const char *name = columns->field[i].name;
        if (!differs(k, name) || shared(k->b, update, name))
            continue;
        if (node_child(k->is, name) ? fields_find(update->args, name) != NULL
                                    : can_clear(update, name))
            return true;
    }
    return false;
}

static bool copy_child(struct known *k, struct node *map, const struct node *from, const char *key)
{
    struct node *copy = arena_take(&k->b->arena, sizeof *copy);

    if (!copy)
        return false;
    *copy = *from;
    copy->key = key;
    copy->next = NULL;
    node_append(map, copy);
    return true;
}

static bool add_cleared(struct known *k, const struct operation *update, struct node *map)
{
    const struct fields *columns = k->b->op->args;
    struct node *list = NULL;

    for (size_t i = 0; i < columns->count; i++) {
        const char *name = columns->field[i].name;
        if (!node_child(k->was, name) || node_child(k->is, name) || !can_clear(update, name))
            continue;
        if (!list && !(list = node_new(&k->b->arena, NODE_LIST)))
            return false;
        if (!node_add(&k->b->arena, list, NULL, name))
            return false;
        k->taken[i] = true;
    }
    if (!list)
        return true;
    list->key = clearing(update)->name;
    list->file = k->row->file;
    list->line = k->row->line;
    node_append(map, list);
    return true;
}

/* The update's arguments: the record's reference under the name by which it refers to one, what
 * differs, what it cannot do without, and the day from which it holds. */
static struct node *update_args(struct known *k, const struct operation *update, bool whole,
                                date_t today, const struct reading *how)
{
    struct bulk *b = k->b;
    struct node *map = node_new(&b->arena, NODE_MAP);
    const struct node *ref = node_child(k->row, "ref");
    char day[24];

    if (!map)
        return NULL;
    if (!ref && b->keys)
        ref = node_child(k->row, b->key[0]->name);
    map->file = k->row->file;
    map->line = k->row->line;
    map->column = k->row->column;
    for (size_t i = 0; i < update->args->count; i++) {
        const struct field *f = &update->args->field[i];
        const struct field *column = fields_find(b->op->args, f->name);
        const struct node *from = node_child(k->row, f->name);
        bool must = !(f->flags & FIELD_OPTIONAL);

        if (!from && must && f->flags & FIELD_REF)
            from = ref;
        if (from && (whole || must || !column || differs(k, f->name))) {
            if (!copy_child(k, map, from, f->name))
                return NULL;
            if (column)
                k->taken[column - b->op->args->field] = true;
        } else if (!from && must && !whole && f->type == FIELD_DATE &&
                   strcmp(f->name, "from") == 0) {
            if (how->dates_dmy)
                date_print(today, day, sizeof day);
            else
                date_print_iso(today, day, sizeof day);
            if (!node_add(&b->arena, map, f->name, day))
                return NULL;
        }
    }
    return add_cleared(k, update, map) ? map : NULL;
}

static bool run_update(struct counter *c, struct known *k, const struct operation *update,
                       bool whole, const struct reading *how, size_t line, int64_t *subject,
                       struct faults *all, struct fault *why)
{
    struct node *args = update_args(k, update, whole, c->session.today, how);
    void *record = arena_take(&k->b->arena, update->args->size);

    if (!args || !record)
        return fault_memory(why);
    return fields_read(update->args, args, how, record, &k->b->arena, all) &&
           bulk_run(c, k->b, update, record, line, subject, why);
}

/* Nothing that differs may be passed over in silence. */
static bool all_taken(struct counter *c, const struct known *k, const struct before *before,
                      size_t line, struct fault *why)
{
    const struct fields *columns = k->b->op->args;

    for (size_t i = 0; i < columns->count; i++) {
        const struct field *f = &columns->field[i];
        if (k->taken[i] || !differs(k, f->name))
            continue;
        if (node_child(k->is, f->name)) {
            refuse(
                why, "IM-3", "interface.md, Imports",
                "%s of %s is not as in %s:%lld, and an import of %s does not change it; change it "
                "by hand, or give it as it was.",
                f->name, k->b->key_text.text, before->file, (long long)before->line, k->b->o.kind);
            snprintf(why->field, sizeof why->field, "%s", f->name);
            return false;
        }
        const char *text = arena_printf(
            &k->b->arena, "%s:%zu: %s of %s is empty here and stays as it was in %s:%lld.",
            k->b->o.file, line, f->name, k->b->key_text.text, before->file,
            (long long)before->line);
        if (!text)
            return fault_memory(why);
        bulk_remark(c, k->b, (struct remark){.text = text});
    }
    return true;
}

bool bulk_update(struct counter *c, struct bulk *b, const struct node *row,
                 const struct reading *how, size_t line, struct before *before, struct faults *all,
                 struct fault *why)
{
    struct known k = {.b = b, .row = row};
    int64_t subject = 0;

    if (!b->o.update)
        return refuse(why, "IM-1", "interface.md, Imports",
                      "%s came before from %s:%lld with other content; --update takes the new.",
                      b->key_text.text, before->file, (long long)before->line);
    if (!b->updates)
        return refuse(why, "IM-2", "interface.md, Imports",
                      "%s came before from %s:%lld with other content, and %s are not updated by "
                      "an import.",
                      b->key_text.text, before->file, (long long)before->line, b->o.kind);
    bool whole = b->update[0] == b->op;
    if (!whole) { /* a row that is taken as it stands may be larger than a value is read */
        k.was = yaml_read_value(before->content, strlen(before->content), NULL, &b->arena, all);
        k.is = yaml_read_value(b->content.text, b->content.length, NULL, &b->arena, all);
    }
    k.taken = arena_take_array(&b->arena, b->op->args->count, sizeof *k.taken);
    if (!whole && (!k.was || !k.is))
        return false;
    if (!k.taken)
        return fault_memory(why);
    memset(k.taken, 0, b->op->args->count * sizeof *k.taken);
    if (whole && !run_update(c, &k, b->update[0], true, how, line, &subject, all, why))
        return false;
    for (size_t i = 0; i < b->updates && !whole; i++)
        if (asked(&k, b->update[i]) &&
            !run_update(c, &k, b->update[i], false, how, line, &subject, all, why))
            return false;
    if (!whole && !all_taken(c, &k, before, line, why))
        return false;
    if (subject)
        before->subject = subject;
    b->counts.changed++;
    return true;
}

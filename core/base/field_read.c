/* Nodes to structs: the one reader of every map in the program. */
#include "core/base/field_inside.h"
#include "core/base/text.h"

#include <assert.h>
#include <string.h>

static const char *kind_of(const struct reader *r)
{
    return r->how->kind ? r->how->kind : "key";
}

static enum fault_kind kind_of_name(const struct reader *r)
{
    return r->how->command_line && !r->in ? FAULT_USAGE : FAULT_INPUT;
}

static bool read_map(struct reader *r, const struct fields *t, const struct node *map,
                     void *record);

/* --- faults of names ---------------------------------------------------------------------------
 */

static bool unknown(const struct reader *r, const struct fields *t, const struct node *n)
{
    const char *known[FIELDS_MOST] = {NULL}, *key = n->key ? n->key : "";
    char quote[128], list[256];
    size_t used = 0;

    for (size_t i = 0; i < t->count; i++)
        known[i] = t->field[i].name;
    const char *near = text_nearest(key, known, t->count);
    text_quote(key, strlen(key), 40, quote, sizeof quote);
    if (near)
        return field_bad(r, n, NULL, kind_of_name(r), "There is no %s %s here; did you mean %s?",
                         kind_of(r), quote, near);
    list[0] = '\0';
    for (size_t i = 0; i < t->count; i++) {
        size_t length = strlen(known[i]);
        if (used + length + 8 > sizeof list) {
            memcpy(list + used, " …", sizeof " …");
            break;
        }
        if (i)
            memcpy(list + used, ", ", 2);
        memcpy(list + used + (i ? 2 : 0), known[i], length + 1);
        used += length + (i ? 2 : 0);
    }
    return field_bad(r, n, NULL, kind_of_name(r), "There is no %s %s here; there %s %s.",
                     kind_of(r), quote, t->count == 1 ? "is only" : "are", list);
}

static bool repeated(const struct reader *r, const struct field *f, const struct node *n)
{
    char path[160];

    return field_bad(r, n, f, kind_of_name(r), "The %s %s is given twice; give it once.",
                     kind_of(r), field_path(r, f, path, sizeof path));
}

static bool missing(const struct reader *r, const struct field *f, const struct node *map)
{
    char path[160];

    return field_bad(r, map, f, kind_of_name(r), "The %s %s is missing; it is needed.", kind_of(r),
                     field_path(r, f, path, sizeof path));
}

/* --- values ------------------------------------------------------------------------------------
 */

static bool wrong_kind(const struct reader *r, const struct field *f, const struct node *n)
{
    static const char *const named[] = {"a single value", "a list", "a group of names and values"};
    char path[160];
    struct buf expects = {0};

    field_expects(f, r->how->style, &expects);
    field_bad(r, n, f, FAULT_INPUT, "%s must be %s, not %s.", field_path(r, f, path, sizeof path),
              expects.text ? expects.text : "something else", named[n->kind]);
    buf_release(&expects);
    return false;
}

static bool blank(const struct node *n)
{
    return n->kind == NODE_SCALAR && strspn(n->text, " ") == n->length;
}

static bool read_value(struct reader *r, const struct field *f, const struct node *n, void *record);

static bool read_entries(struct reader *r, const struct field *f, const struct node *list,
                         struct list *out)
{
    struct field entry = field_entry(f);
    size_t size = field_entry_size(f), i = 0;
    char *items = arena_take_array(r->arena, list->count ? list->count : 1, size);
    bool good = true;

    if (!items)
        return field_bad(r, list, f, FAULT_RESOURCE, "There is not enough memory to read this.");
    struct frame in = {r->in, f->name, 0};
    r->in = &in;
    for (const struct node *n = list->first; n && i < list->count; n = n->next, i++) {
        in.entry = i + 1;
        field_clear(&entry, items + i * size);
        /* A whole record as an entry is named by the frame alone. */
        if (f->of && n->kind == NODE_MAP) {
            good = read_map(r, f->of, n, items + i * size) && good;
        } else if (f->of) {
            r->in = in.outer;
            good = field_bad(r, n, f, FAULT_INPUT,
                             "Entry %zu of %s must be a group of names and "
                             "values, such as {%s: …}.",
                             i + 1, f->name, f->of->count ? f->of->field[0].name : "");
            r->in = &in;
        } else {
            good = read_value(r, &entry, n, items + i * size) && good;
        }
    }
    r->in = in.outer;
    *out = (struct list){items, i};
    return good;
}

static bool read_list(struct reader *r, const struct field *f, const struct node *n, void *record)
{
    struct list *out = (struct list *)(void *)((char *)record + f->offset);

    if (n->kind == NODE_SCALAR && (!f->of || blank(n)) &&
        (blank(n) || r->how->style != STYLE_FILE || n->text[strspn(n->text, " ")] == '[')) {
        r->at = n;
        return field_scalar(r, f, n->text, n->length, record);
    }
    if (n->kind != NODE_LIST)
        return wrong_kind(r, f, n);
    if (!field_count(r, n, f, n->count))
        return false;
    return read_entries(r, f, n, out);
}

/* Days of the week written as a list: one scalar of its entries. */
static bool read_days(struct reader *r, const struct field *f, const struct node *list,
                      void *record)
{
    struct buf text = {0};
    bool good = true;

    for (const struct node *n = list->first; n && good; n = n->next) {
        good = n->kind == NODE_SCALAR;
        if (good) {
            buf_text(&text, n == list->first ? "" : ",");
            buf_add(&text, n->text, n->length);
        }
    }
    r->at = list;
    good = good ? field_scalar(r, f, text.text ? text.text : "", text.length, record)
                : wrong_kind(r, f, list);
    buf_release(&text);
    return good;
}

static bool read_record(struct reader *r, const struct field *f, const struct node *n, void *record)
{
    char path[160];

    if (blank(n)) {
        if (f->flags & FIELD_OPTIONAL)
            return true;
        return field_bad(r, n, f, FAULT_INPUT,
                         "%s is needed and is empty; give it names and values.",
                         field_path(r, f, path, sizeof path));
    }
    if (n->kind != NODE_MAP)
        return wrong_kind(r, f, n);
    struct frame in = {r->in, f->name, 0};
    r->in = &in;
    bool good = read_map(r, f->of, n, (char *)record + f->offset);
    r->in = in.outer;
    return good;
}

static bool read_value(struct reader *r, const struct field *f, const struct node *n, void *record)
{
    if (f->type == FIELD_LIST)
        return read_list(r, f, n, record);
    if (f->type == FIELD_RECORD)
        return read_record(r, f, n, record);
    if (n->kind == NODE_LIST && f->flags & FIELD_DAYS && f->type == FIELD_INT)
        return read_days(r, f, n, record);
    if (n->kind != NODE_SCALAR)
        return wrong_kind(r, f, n);
    r->at = n;
    return field_scalar(r, f, n->text, n->length, record);
}

static bool read_map(struct reader *r, const struct fields *t, const struct node *map, void *record)
{
    uint64_t seen[FIELDS_MOST / 64] = {0};
    size_t next = 0; /* files keep the order of the table, mostly */
    bool good = true;

    assert(t->count <= FIELDS_MOST);
    for (const struct node *n = map->first; n; n = n->next) {
        const struct field *f = NULL;
        if (n->key && next < t->count && strcmp(t->field[next].name, n->key) == 0)
            f = &t->field[next];
        else if (n->key)
            f = fields_find(t, n->key);
        if (!f) {
            good = unknown(r, t, n);
            continue;
        }
        size_t at = (size_t)(f - t->field);
        next = at + 1;
        if (seen[at / 64] >> at % 64 & 1) {
            good = repeated(r, f, n);
            continue;
        }
        seen[at / 64] |= UINT64_C(1) << at % 64;
        good = read_value(r, f, n, record) && good;
    }
    for (size_t i = 0; i < t->count; i++)
        if (!(seen[i / 64] >> i % 64 & 1) && !(t->field[i].flags & FIELD_OPTIONAL))
            good = missing(r, &t->field[i], map);
    return good;
}

bool fields_read(const struct fields *t, const struct node *map, const struct reading *how,
                 void *record, struct arena *a, struct faults *all)
{
    static const struct node nothing = {.kind = NODE_MAP};
    struct reader r = {.how = how, .arena = a, .all = all};

    fields_clear(t, record);
    if (!map)
        map = &nothing;
    if (map->kind != NODE_MAP)
        return field_bad(&r, map, NULL, FAULT_INPUT,
                         "%s must be a group of names and values, such as {%s: …}.", t->name,
                         t->count ? t->field[0].name : "");
    return read_map(&r, t, map, record);
}

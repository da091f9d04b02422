/* functions.c - the few functions that SQL needs and SQLite lacks
 *
 *   fold(text)                        the key of text_fold, for searches
 *   london(ms)                        milliseconds of UTC as a minute of London's clock
 *   row_json(table, id)               a stored row as the audit writes it: names and file values
 *   row_name(table, id)               what people call it: its ref, login, code or name
 *   table_label(table)                "Package line"
 *   field_label(table, field)         the label of a field people see; NULL of one they do not
 *   field_shown(table, field, value)  a value of row_json or of a change, as people read it
 *
 * Meaning   So the timeline prints through the one table of fields, whatever subject it tells of.
 *           A table or field that is not described gives NULL, never a fault.
 */
#include "core/store/inside.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDED_MOST = 1 << 16 };

static const char *text_at(sqlite3_value *v)
{
    return (const char *)sqlite3_value_text(v);
}

static void fold(sqlite3_context *c, int count, sqlite3_value **arg)
{
    const char *text = text_at(arg[0]);
    char few[512];

    (void)count;
    if (!text)
        return;
    size_t room = (size_t)sqlite3_value_bytes(arg[0]) * 4 + 16;
    char *key = room <= sizeof few ? few : malloc(room < FOLDED_MOST ? room : FOLDED_MOST);
    if (!key) {
        sqlite3_result_error_nomem(c);
        return;
    }
    size_t length = text_fold(text, key, room < FOLDED_MOST ? room : FOLDED_MOST);
    sqlite3_result_text(c, key, (int)length, SQLITE_TRANSIENT);
    if (key != few)
        free(key);
}

static void london(sqlite3_context *c, int count, sqlite3_value **arg)
{
    (void)count;
    if (sqlite3_value_type(arg[0]) == SQLITE_INTEGER)
        sqlite3_result_int64(c, datetime_from_utc(sqlite3_value_int64(arg[0]) / 1000).minute);
}

/* --- rows ------------------------------------------------------------------------------------- */

static const struct table *table_at(sqlite3_context *c, sqlite3_value *name)
{
    const char *text = text_at(name);

    return text ? store_table(sqlite3_user_data(c), text, strlen(text)) : NULL;
}

/* The row, from `a`; NULL where there is none. */
static void *row_at(struct store *st, const struct table *t, int64_t id, struct arena *a)
{
    struct fault ignored = {0};
    void *record = t ? arena_take(a, t->fields->size) : NULL;

    return record && row_get(st, t, id, record, a, &ignored) ? record : NULL;
}

static void give(sqlite3_context *c, struct buf *b)
{
    if (b->failed)
        sqlite3_result_error_nomem(c);
    else if (b->text)
        sqlite3_result_text(c, b->text, (int)b->length, SQLITE_TRANSIENT);
    buf_release(b);
}

static void row_json(sqlite3_context *c, int count, sqlite3_value **arg)
{
    const struct table *t = table_at(c, arg[0]);
    struct arena a = {0};
    struct buf b = {0};

    (void)count;
    void *record = row_at(sqlite3_user_data(c), t, sqlite3_value_int64(arg[1]), &a);
    if (record)
        fields_json(t->fields, record, false, &b);
    give(c, &b);
    arena_release(&a);
}

static bool name_row(struct store *st, const struct table *t, int64_t id, struct buf *b)
{
    static const char *const names[] = {"ref", "login", "code", "name", "number"};
    struct arena a = {0};
    bool named = false;

    void *record = row_at(st, t, id, &a);
    for (size_t i = 0; record && !named && i < sizeof names / sizeof *names; i++) {
        const struct field *f = fields_find(t->fields, names[i]);
        named = f && field_given(f, record);
        if (named)
            field_print(f, record, STYLE_SHOWN, b);
    }
    arena_release(&a);
    return named;
}

static void row_name(sqlite3_context *c, int count, sqlite3_value **arg)
{
    const struct table *t = table_at(c, arg[0]);
    struct buf b = {0};

    (void)count;
    if (t && !name_row(sqlite3_user_data(c), t, sqlite3_value_int64(arg[1]), &b) &&
        sqlite3_value_type(arg[1]) != SQLITE_NULL)
        buf_number(&b, sqlite3_value_int64(arg[1]));
    give(c, &b);
}

static void table_label(sqlite3_context *c, int count, sqlite3_value **arg)
{
    const struct table *t = table_at(c, arg[0]);

    (void)count;
    if (t)
        sqlite3_result_text(c, t->shown ? t->shown : t->name, -1, SQLITE_STATIC);
}

/* --- fields ----------------------------------------------------------------------------------- */

static const struct field *field_at(sqlite3_context *c, sqlite3_value **arg)
{
    const struct table *t = table_at(c, arg[0]);
    const char *name = text_at(arg[1]);

    return t && name ? fields_find(t->fields, name) : NULL;
}

static void field_label(sqlite3_context *c, int count, sqlite3_value **arg)
{
    const struct field *f = field_at(c, arg);

    (void)count;
    if (f && !(f->flags & FIELD_HIDDEN))
        sqlite3_result_text(c, f->label ? f->label : f->name, -1, SQLITE_STATIC);
}

/* The table whose id the field holds: provider_id, or as the row says. */
static const struct table *refers_to(const struct store *st, const struct field *f)
{
    size_t length = strlen(f->name);

    if (f->type != FIELD_INT)
        return NULL;
    if (f->refers)
        return store_table(st, f->refers, strlen(f->refers));
    if (length > 3 && strcmp(f->name + length - 3, "_id") == 0)
        return store_table(st, f->name, length - 3);
    return NULL;
}

static void field_shown(sqlite3_context *c, int count, sqlite3_value **arg)
{
    static const struct reading how = {.style = STYLE_FILE};
    const struct field *f = field_at(c, arg);
    const char *text = text_at(arg[2]);
    int64_t value = 0;
    struct arena a = {0};
    struct fault ignored = {0};
    struct buf b = {0};

    (void)count;
    if (!f || !text || f->type == FIELD_LIST || f->type == FIELD_RECORD)
        return;
    struct field one = *f;
    const struct table *t = refers_to(sqlite3_user_data(c), f);
    one.offset = 0;
    one.flags |= FIELD_OPTIONAL;
    if (f->type == FIELD_BOOL && text[0] >= '0' && text[0] <= '1' && !text[1])
        text = text[0] == '1' ? "true" : "false"; /* as json_each gives them */
    if (t && name_row(sqlite3_user_data(c), t, sqlite3_value_int64(arg[2]), &b))
        ;
    else if (field_parse(&one, text, strlen(text), &how, &value, &a, &ignored))
        field_print(&one, &value, STYLE_SHOWN, &b);
    else
        buf_text(&b, text);
    give(c, &b);
    arena_release(&a);
}

bool functions_install(struct store *st, struct fault *why)
{
    static const struct {
        const char *name;
        int args;
        bool constant;
        void (*run)(sqlite3_context *, int, sqlite3_value **);
    } ours[] = {{"fold", 1, true, fold},
                {"london", 1, true, london},
                {"row_json", 2, false, row_json},
                {"row_name", 2, false, row_name},
                {"table_label", 1, true, table_label},
                {"field_label", 2, true, field_label},
                {"field_shown", 3, false, field_shown}};

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | (ours[i].constant ? SQLITE_DETERMINISTIC : 0);
        int rc = sqlite3_create_function_v2(st->db, ours[i].name, ours[i].args, flags, st,
                                            ours[i].run, NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            return store_fault(st, rc, "opening", why);
    }
    /* json_each comes into being when it is first named, which the guard would not let it. */
    int rc = sqlite3_exec(st->db, "SELECT count(*) FROM json_each('[]')", NULL, NULL, NULL);
    return rc == SQLITE_OK || store_fault(st, rc, "opening", why);
}

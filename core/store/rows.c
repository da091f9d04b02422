/* rows.c - rows back into records */
#include "core/store/inside.h"

#include <string.h>

static bool load_text(sqlite3_stmt *s, int column, const struct field *f, void *place,
                      struct arena *a, struct fault *why)
{
    const char *text = (const char *)sqlite3_column_text(s, column);

    if (!text) {
        if (sqlite3_column_type(s, column) != SQLITE_NULL)
            return fault_memory(why);
        *(const char **)place = NULL;
        return true;
    }
    (void)f;
    *(const char **)place = arena_copy(a, text, (size_t)sqlite3_column_bytes(s, column));
    return *(const char **)place || fault_memory(why);
}

static bool load_word(struct store *st, sqlite3_stmt *s, int column, const struct field *f,
                      int64_t *out, struct fault *why)
{
    const char *code = (const char *)sqlite3_column_text(s, column);

    *out = code ? word_index(f->words, code) : ABSENT;
    if (code && *out == ABSENT)
        return fail(why, FAULT_STORE, f->name,
                    "%s holds the word “%.30s” for %s, which is none of ours; run htlah check.",
                    st->path, code, f->name);
    return true;
}

bool record_load(struct store *st, sqlite3_stmt *s, int first, const struct fields *fields,
                 void *record, struct arena *a, struct fault *why)
{
    for (size_t i = 0; i < fields->count; i++) {
        const struct field *f = &fields->field[i];
        void *place = (char *)record + f->offset;
        int column = first + (int)i;
        bool fine = true;

        if (f->type == FIELD_TEXT)
            fine = load_text(s, column, f, place, a, why);
        else if (f->type == FIELD_ENUM)
            fine = load_word(st, s, column, f, place, why);
        else if (f->type == FIELD_LIST || f->type == FIELD_RECORD)
            fine = fail(why, FAULT_BUG, f->name, "%s is not kept in a column.", f->name);
        else
            *(int64_t *)place = sqlite3_column_type(s, column) == SQLITE_NULL
                                    ? ABSENT
                                    : sqlite3_column_int64(s, column);
        if (!fine)
            return false;
    }
    return true;
}

static int64_t number(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? ABSENT : sqlite3_column_int64(s, column);
}

bool record_load_whole(struct store *st, struct plan *p, sqlite3_stmt *s, void *record,
                       struct arena *a, struct fault *why)
{
    const struct table *t = p->table;
    struct stored *head = record;

    head->id = sqlite3_column_int64(s, 0);
    head->rev = t->flags & TABLE_REV ? number(s, 1) : ABSENT;
    head->known_from = t->flags & TABLE_REV ? ABSENT : number(s, 1);
    head->known_to = t->flags & TABLE_KNOWN ? number(s, 2) : ABSENT;
    return record_load(st, s, p->head, t->fields, record, a, why);
}

static void select_rows(struct buf *sql, const struct plan *p, const char *tail)
{
    buf_text(sql, "SELECT ");
    buf_text(sql, p->columns.text);
    buf_text(sql, " FROM ");
    buf_text(sql, p->table->name);
    buf_text(sql, " WHERE ");
    buf_text(sql, tail);
}

static bool prepare_get(struct store *st, struct plan *p, struct fault *why)
{
    struct buf sql = {0};

    if (p->get)
        return true;
    select_rows(&sql, p, "id = ?1");
    bool fine = sql.failed ? fault_memory(why) : statement_prepare(st, sql.text, &p->get, why);
    buf_release(&sql);
    return fine;
}

bool row_get(struct store *st, const struct table *t, int64_t id, void *record, struct arena *a,
             struct fault *why)
{
    struct plan *p;

    if (!plan_of(st, t, &p, why) || !prepare_get(st, p, why))
        return false;
    st->ticks = 0;
    sqlite3_bind_int64(p->get, 1, id);
    int rc = sqlite3_step(p->get);
    bool fine = rc == SQLITE_ROW && record_load_whole(st, p, p->get, record, a, why);
    sqlite3_reset(p->get);
    if (rc == SQLITE_DONE)
        return fail(why, FAULT_MISSING, NULL, "There is no %s number %lld.", t->shown,
                    (long long)id);
    return rc == SQLITE_ROW ? fine : store_fault(st, rc, "reading", why);
}

/* Records of `size` bytes that grow by doubling; the arena keeps the smaller ones until it ends. */
static bool more_room(struct list *l, size_t *room, size_t size, struct arena *a, struct fault *why)
{
    if (l->count < *room)
        return true;
    size_t next = *room ? *room * 2 : 8;
    void *items = arena_take_array(a, next, size);
    if (!items)
        return fault_memory(why);
    if (l->count)
        memcpy(items, l->items, l->count * size);
    l->items = items;
    *room = next;
    return true;
}

static bool open_where(struct store *st, struct plan *p, const char *tail, const struct arg *args,
                       size_t count, struct cursor **c, struct fault *why)
{
    struct buf sql = {0};

    select_rows(&sql, p, tail);
    bool fine = sql.failed ? fault_memory(why) : query_open(st, sql.text, args, count, c, why);
    buf_release(&sql);
    return fine;
}

bool rows_where(struct store *st, const struct table *t, const char *tail, const struct arg *args,
                size_t count, struct arena *a, struct list *out, struct fault *why)
{
    struct plan *p;
    struct cursor *c;
    size_t room = 0, size = t->fields->size;
    bool row = true, fine = true;

    *out = (struct list){NULL, 0};
    if (!plan_of(st, t, &p, why) || !open_where(st, p, tail, args, count, &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        fine = more_room(out, &room, size, a, why) &&
               record_load_whole(st, p, c->stmt, (char *)out->items + out->count * size, a, why);
        if (!fine)
            break;
        out->count++;
    }
    query_close(c);
    return fine;
}

bool row_where(struct store *st, const struct table *t, const char *tail, const struct arg *args,
               size_t count, void *record, bool *found, struct arena *a, struct fault *why)
{
    struct plan *p;
    struct cursor *c;

    *found = false;
    if (!plan_of(st, t, &p, why) || !open_where(st, p, tail, args, count, &c, why))
        return false;
    bool fine = query_next(c, found, why);
    if (fine && *found)
        fine = record_load_whole(st, p, c->stmt, record, a, why);
    query_close(c);
    return fine;
}

/* history.c - rows that are changed in place, rolled back change by change
 *
 * The present row must prove the newest change of it; with that change's old values put back, the
 * one before; and so on to the addition.  A row that no change accounts for is named as well.
 */
#include "core/store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct roll {
    struct store *st;
    struct check_report *r;
    const struct table *table;
    struct arena arena;
    struct stored *row; /* as it stood after the change at hand; NULL while unknown */
    int64_t id;
};

static const char *place_of(const struct roll *o, char place[80])
{
    snprintf(place, 80, "%.40s %lld", o->table->name, (long long)o->id);
    return place;
}

bool change_value(const struct field *f, struct cursor *c, int column, void *record,
                  struct arena *a)
{
    char *place = (char *)record + f->offset;
    const char *text = query_text(c, column);
    int64_t *number = (int64_t *)(void *)place;

    if (!text) {
        fields_clear(&(struct fields){.field = f, .count = 1}, record);
        return true;
    }
    switch (f->type) {
    case FIELD_TEXT:
        return (*(const char **)(void *)place = arena_text(a, text)) != NULL;
    case FIELD_ENUM:
        *number = word_index(f->words, text);
        return *number != ABSENT;
    case FIELD_DATE:
        return date_parse_iso(text, (date_t *)(void *)place);
    case FIELD_DATETIME:
        return datetime_parse_iso(text, (datetime_t *)(void *)place);
    default:
        if (f->type == FIELD_INT && f->flags & FIELD_DAYS) {
            struct fault ignored = {0};
            struct reading how = {.style = STYLE_FILE};
            return field_parse(f, text, strlen(text), &how, record, a, &ignored);
        }
        *number = query_int(c, column);
        return true;
    }
}

static bool roll_back(struct roll *o, const char *before, struct fault *why)
{
    struct cursor *c;
    char place[80];
    bool row, fine;

    if (!query_open(o->st, "SELECT key, atom FROM json_each(?1)", ARGS(TEXT(before)), &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        const char *name = query_text(c, 0);
        const struct field *f = name ? fields_find(o->table->fields, name) : NULL;
        if (!f || !change_value(f, c, 1, o->row, &o->arena)) {
            check_found(o->r, place_of(o, place), "an old value of it cannot be read");
            break;
        }
    }
    query_close(c);
    o->row->rev--;
    return fine;
}

/* The first change met of a row is its newest: the row as it is must prove it. */
static bool take_row(struct roll *o, int64_t id, struct fault *why)
{
    struct fault inner = {0};
    char place[80];

    arena_reset(&o->arena);
    o->id = id;
    o->row = arena_take(&o->arena, o->table->fields->size);
    if (!o->row)
        return fault_memory(why);
    if (row_get(o->st, o->table, id, o->row, &o->arena, &inner))
        return true;
    o->row = NULL;
    if (inner.kind != FAULT_MISSING && inner.kind != FAULT_STORE) {
        *why = inner;
        return false;
    }
    check_found(o->r, place_of(o, place),
                "the row is missing or unreadable, and its changes are there");
    return true;
}

static bool roll_change(struct roll *o, struct cursor *c, struct fault *why)
{
    uint8_t proof[SHA256_SIZE];
    const uint8_t *salt;
    struct change ch;
    char place[80];

    if (query_int(c, 4) != o->id && !take_row(o, query_int(c, 4), why))
        return false;
    if (!o->row)
        return true;
    if (!change_read(c, &ch, &salt, proof) || !salt ||
        !change_proves(o->st, salt, &ch, o->table, o->row, proof)) {
        check_found(o->r, place_of(o, place), "it is not what transaction %lld recorded",
                    (long long)ch.tx);
        o->row = NULL; /* what lies before cannot be proved from it */
        return true;
    }
    if (ch.kind == CHANGE_ADD && o->row->rev != 1)
        check_found(o->r, place_of(o, place),
                    "its revision does not match the number of its changes");
    return ch.kind == CHANGE_ADD || !ch.before || roll_back(o, ch.before, why);
}

static bool roll_table(struct store *st, const struct table *t, int64_t from,
                       struct check_report *r, const struct progress *p, struct fault *why)
{
    struct roll o = {.st = st, .r = r, .table = t, .id = ABSENT};
    struct cursor *c;
    bool row, fine;

    if (!query_open(st,
                    "SELECT id, tx, kind, table_name, row_id, person_id, package_id, before, "
                    "after, salt, proof FROM change WHERE table_name = ?1 AND tx >= ?2 ORDER BY "
                    "row_id DESC, id DESC",
                    ARGS(TEXT(t->name), INT(from)), &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        if (p && p->interrupted && *p->interrupted)
            fine = fail(why, FAULT_INTERRUPTED, NULL, "Stopped as you asked; nothing was changed.");
        fine = fine && roll_change(&o, c, why);
        r->looked_at++;
        if (!fine)
            break;
    }
    query_close(c);
    arena_release(&o.arena);
    return fine;
}

/* Rows that came in past the row functions have no change row that added them. */
static bool unaccounted(struct store *st, const struct table *t, struct check_report *r,
                        struct fault *why)
{
    struct buf sql = {0};
    struct cursor *c;
    char place[80];
    bool row = false;

    buf_text(&sql, "SELECT id FROM ");
    buf_text(&sql, t->name);
    buf_text(&sql, " t WHERE NOT EXISTS (SELECT 1 FROM change WHERE table_name = ?1 AND row_id = "
                   "t.id AND kind = 'add')");
    bool fine =
        sql.failed ? fault_memory(why) : query_open(st, sql.text, ARGS(TEXT(t->name)), &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        snprintf(place, sizeof place, "%.40s %lld", t->name, (long long)query_int(c, 0));
        check_found(r, place, "no transaction added this row");
    }
    query_close(c);
    return fine;
}

/* A closed version must have been closed by a transaction that says so. */
static bool closed_by_none(struct store *st, const struct table *t, struct check_report *r,
                           struct fault *why)
{
    struct buf sql = {0};
    struct cursor *c;
    char place[80];
    bool row = false;

    if (!(t->flags & TABLE_KNOWN))
        return true;
    buf_text(&sql, "SELECT id FROM ");
    buf_text(&sql, t->name);
    buf_text(&sql, " t WHERE known_to IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change WHERE "
                   "table_name = ?1 AND row_id = t.id AND kind = 'close' AND tx = t.known_to)");
    bool fine =
        sql.failed ? fault_memory(why) : query_open(st, sql.text, ARGS(TEXT(t->name)), &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        snprintf(place, sizeof place, "%.40s %lld", t->name, (long long)query_int(c, 0));
        check_found(r, place, "no transaction closed this version");
    }
    query_close(c);
    return fine;
}

bool history_verify(struct store *st, int64_t from, struct check_report *r,
                    const struct progress *p, struct fault *why)
{
    const struct table *t;

    for (size_t i = 0; (t = store_table_at(st, i)); i++) {
        if (t->flags & TABLE_QUIET)
            continue;
        if (t->flags & TABLE_REV && !roll_table(st, t, from, r, p, why))
            return false;
        if (!unaccounted(st, t, r, why) || !closed_by_none(st, t, r, why))
            return false;
    }
    return true;
}

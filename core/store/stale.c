/* stale.c - what the second of two people is told: who saved, when, and what differs */
#include "core/store/inside.h"

#include <string.h>

/* What may stand in a message to whoever saves this kind of row: never what identifies a person, nor
 * words that somebody wrote, nor the program's own numbers of other rows. */
static bool may_be_told(const struct field *f)
{
    size_t n = strlen(f->name);

    return f->type <= FIELD_ENUM && f->type != FIELD_TEXT &&
           !(f->flags & (FIELD_PERSONAL | FIELD_THIRD)) &&
           !(n > 3 && strcmp(f->name + n - 3, "_id") == 0);
}

/* " (21/11/2016 → 28/11/2016)" */
static void old_and_new(const struct table *t, const struct field *f, struct cursor *c,
                        struct buf *out)
{
    struct arena a = {0};
    struct buf value[2] = {{0}, {0}};
    void *record = arena_take(&a, t->fields->size);
    bool good = record != NULL;

    for (int i = 0; good && i < 2; i++) {
        good = change_value(f, c, 1 + i, record, &a);
        if (good && query_text(c, 1 + i))
            field_print(f, record, STYLE_SHOWN, &value[i]);
    }
    if (good)
        buf_printf(out, " (%s → %s)", value[0].text ? value[0].text : "none",
                   value[1].text ? value[1].text : "none");
    buf_release(&value[0]);
    buf_release(&value[1]);
    arena_release(&a);
}

/* The fields that the last `changes` changes of a row touched, with what they were and are now where
 * that may be told. */
static bool name_fields(struct store *st, const struct table *t, int64_t id, int64_t changes,
                        struct buf *out, struct fault *why)
{
    struct cursor *c;
    bool row, fine;

    if (!query_open(st,
                    "WITH x AS MATERIALIZED (SELECT id, before, after FROM change WHERE "
                    "table_name = ?1 AND row_id = ?2 AND kind = 'change' ORDER BY id DESC LIMIT "
                    "?3), k AS (SELECT j.key AS key, min(x.id) AS first, max(x.id) AS last FROM "
                    "x, json_each(x.after) j GROUP BY j.key) SELECT k.key, (SELECT b.atom FROM x, "
                    "json_each(x.before) b WHERE x.id = k.first AND b.key = k.key), (SELECT "
                    "b.atom FROM x, json_each(x.after) b WHERE x.id = k.last AND b.key = k.key) "
                    "FROM k ORDER BY 1",
                    ARGS(TEXT(t->name), INT(id), INT(changes)), &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        const char *name = query_text(c, 0);
        const struct field *f = name ? fields_find(t->fields, name) : NULL;
        if (f && f->flags & FIELD_HIDDEN) /* the program's own: a key to sort by */
            continue;
        buf_text(out, out->length ? ", " : "");
        buf_text(out, f && f->label ? f->label : name ? name : "?");
        if (f && may_be_told(f))
            old_and_new(t, f, c, out);
    }
    query_close(c);
    return fine;
}

/* Who made the newest change of a row, and when by London's clock. */
static bool name_saver(struct store *st, const struct table *t, int64_t id, struct buf *who,
                       char *when, size_t size, struct fault *why)
{
    struct cursor *c;
    bool row;

    if (!query_open(st,
                    "SELECT coalesce((SELECT name FROM staff s WHERE s.login = tx.login ORDER BY "
                    "s.id DESC LIMIT 1), tx.login), tx.at FROM change JOIN tx ON tx.seq = "
                    "change.tx WHERE table_name = ?1 AND row_id = ?2 ORDER BY change.id DESC "
                    "LIMIT 1",
                    ARGS(TEXT(t->name), INT(id)), &c, why))
        return false;
    bool fine = query_next(c, &row, why);
    if (fine && row) {
        const char *name = query_text(c, 0);
        buf_text(who, name && *name ? name : "Somebody");
        datetime_print(datetime_from_utc(query_int(c, 1) / 1000), when, size);
    }
    query_close(c);
    return fine;
}

bool row_seen(struct store *st, const struct table *t, const void *record, int64_t rev,
              struct fault *why)
{
    const struct stored *head = record;

    if (rev == ABSENT || rev == head->rev)
        return true;
    if (rev > head->rev)
        return fail(why, FAULT_STALE, "rev",
                    "This %s is at revision %lld, and never was at %lld. Look again, then save.",
                    t->shown, (long long)head->rev, (long long)rev);
    return stale_fault(st, t, head->id, head->rev - rev, why);
}

bool stale_fault(struct store *st, const struct table *t, int64_t id, int64_t changes,
                 struct fault *why)
{
    struct buf who = {0}, fields = {0};
    struct fault inner = {0};
    char when[32] = "";

    bool fine = name_saver(st, t, id, &who, when, sizeof when, &inner) &&
                (changes <= 0 || name_fields(st, t, id, changes, &fields, &inner));
    if (!fine)
        *why = inner;
    else if (fields.length)
        fail(why, FAULT_STALE, NULL,
             "%s saved this %s at %s, after you opened it: %s changed. Look again, then save.",
             who.length ? who.text : "Somebody", t->shown, when, fields.text);
    else
        fail(why, FAULT_STALE, NULL,
             "%s replaced or closed this %s%s%s, after you opened it. Look again, then save.",
             who.length ? who.text : "Somebody", t->shown, when[0] ? " at " : "", when);
    buf_release(&who);
    buf_release(&fields);
    return false;
}

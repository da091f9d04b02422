/* stale.c - what the second of two people is told: who saved, when, and what differs */
#include "core/store/inside.h"

#include <string.h>

/* Labels of the fields that the last `changes` changes of a row touched. */
static bool name_fields(struct store *st, const struct table *t, int64_t id, int64_t changes,
                        struct buf *out, struct fault *why)
{
    struct cursor *c;
    bool row, fine;

    if (!query_open(st,
                    "SELECT DISTINCT j.key FROM (SELECT after FROM change WHERE table_name = ?1 "
                    "AND row_id = ?2 AND kind = 'change' ORDER BY id DESC LIMIT ?3) x, "
                    "json_each(x.after) j ORDER BY 1",
                    ARGS(TEXT(t->name), INT(id), INT(changes)), &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        const char *name = query_text(c, 0);
        const struct field *f = name ? fields_find(t->fields, name) : NULL;
        if (f && f->flags & FIELD_HIDDEN) /* the program's own: a key to sort by */
            continue;
        buf_text(out, out->length ? ", " : "");
        buf_text(out, f && f->label ? f->label : name ? name : "?");
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

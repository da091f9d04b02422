/* quiet.c - rows without change rows: their digest when written, and the walk that proves it
 *
 * Their ids and their transactions both only grow, so one walk in the order of ids goes along with
 * the chain.
 */
#include "core/store/inside.h"

static bool open_one(struct store *st, struct quiet_walks *all, const struct table *t, int64_t from,
                     struct fault *why)
{
    struct quiet_walk *q = &all->of[all->count];
    struct buf sql = {0};

    if (all->count == QUIET_MOST)
        return fail(why, FAULT_BUG, NULL, "There are more than %d quiet tables.", QUIET_MOST);
    if (!plan_of(st, t, &q->plan, why))
        return false;
    buf_text(&sql, "SELECT ");
    buf_text(&sql, q->plan->columns.text);
    buf_text(&sql, " FROM ");
    buf_text(&sql, t->name);
    buf_text(&sql, t->flags & TABLE_KNOWN ? " WHERE known_from >= ?1 ORDER BY id"
                                          : " WHERE tx >= ?1 ORDER BY id");
    bool fine =
        sql.failed ? fault_memory(why) : query_open(st, sql.text, ARGS(INT(from)), &q->rows, why);
    buf_release(&sql);
    if (!fine)
        return false;
    all->count++;
    return query_next(q->rows, &q->more, why);
}

bool quiet_open(struct store *st, struct quiet_walks *all, int64_t from, struct fault *why)
{
    const struct table *t;

    for (size_t i = 0; (t = store_table_at(st, i)); i++)
        if (t->flags & TABLE_QUIET && t->flags & (TABLE_APPEND | TABLE_KNOWN) &&
            !open_one(st, all, t, from, why))
            return false;
    return true;
}

void quiet_close(struct quiet_walks *all)
{
    for (size_t i = 0; i < all->count; i++)
        query_close(all->of[i].rows);
    all->count = 0;
    arena_release(&all->arena);
}

static bool row_digest(struct store *st, struct quiet_walks *all, struct quiet_walk *q,
                       struct sha256 *sum, struct fault *why)
{
    const struct table *t = q->plan->table;
    uint8_t digest[SHA256_SIZE];
    struct fault unreadable = {0};

    arena_reset(&all->arena);
    void *row = arena_take(&all->arena, t->fields->size);
    if (!row)
        return fault_memory(why);
    fields_clear(t->fields, row);
    if (!record_load_whole(st, q->plan, q->rows->stmt, row, &all->arena, &unreadable))
        fault_clear(&unreadable); /* its digest will not hold, and that is said */
    quiet_encode(&st->scratch, t, row);
    if (st->scratch.failed)
        return fault_memory(why);
    sha256_of(st->scratch.text, st->scratch.length, digest);
    sha256_update(sum, digest, sizeof digest);
    return true;
}

/* One table's rows of this transaction, joined into `digest` when there are any. */
static bool take_one(struct store *st, struct quiet_walks *all, struct quiet_walk *q, int64_t seq,
                     uint8_t digest[SHA256_SIZE], uint64_t *looked_at, struct fault *why)
{
    uint8_t own[SHA256_SIZE];
    struct sha256 sum;
    uint64_t rows = 0;

    sha256_init(&sum);
    for (; q->more && query_int(q->rows, 1) <= seq; rows++)
        if (!row_digest(st, all, q, &sum, why) || !query_next(q->rows, &q->more, why))
            return false;
    *looked_at += rows;
    if (rows) {
        sha256_final(&sum, own);
        quiet_join(digest, q->plan->table->name, rows, own);
    }
    return true;
}

bool quiet_take(struct store *st, struct quiet_walks *all, int64_t seq, uint8_t digest[SHA256_SIZE],
                uint64_t *looked_at, struct fault *why)
{
    for (size_t i = 0; i < all->count; i++)
        if (!take_one(st, all, &all->of[i], seq, digest, looked_at, why))
            return false;
    return true;
}

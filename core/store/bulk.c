/* bulk.c - work that declares itself: more memory, a longer log, no deadline, and it can be stopped
 *
 * Source    architecture.md, bulk operations.  Everybody else is told at once what is going on, by
 *           the words in the turnstile's file.
 */
#include "core/store/inside.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROOM_MOST_MIB = 1024, HEAP_SPARE_MIB = 256, HEAP_MIB = 64, TELL_MS = 100 };

/* A quarter of the machine's memory, at most one GiB, for the page cache. */
static int64_t cache_mib(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    int64_t quarter = pages > 0 && size > 0 ? (int64_t)pages / 4 * size >> 20 : 64;

    return quarter > ROOM_MOST_MIB ? ROOM_MOST_MIB : quarter;
}

static void set_cache(struct store *st, int64_t kib)
{
    char sql[64];

    snprintf(sql, sizeof sql, "PRAGMA cache_size=-%lld", (long long)kib);
    st->own++;
    sqlite3_exec(st->db, sql, NULL, NULL, NULL); /* a wish: without it the work is only slower */
    st->own--;
}

bool store_bulk_begin(struct store *st, const struct progress *p, struct fault *why)
{
    if (st->bulk || st->tx)
        return fail(why, FAULT_BUG, NULL, "Bulk work began while other work was under way.");
    st->bulk = true;
    st->progress = *p;
    st->stopped = STOP_NONE;
    sqlite3_hard_heap_limit64((cache_mib() + HEAP_SPARE_MIB) << 20);
    sqlite3_soft_heap_limit64((cache_mib() + HEAP_SPARE_MIB)
                              << 20); /* lowered with it, not raised */
    set_cache(st, cache_mib() << 10);
    return true;
}

bool store_bulk_step(struct store *st, uint64_t done, uint64_t all, struct fault *why)
{
    char text[120];
    int64_t now;

    if (st->progress.interrupted && *st->progress.interrupted)
        return fail(why, FAULT_INTERRUPTED, NULL, "Stopped as you asked; nothing was saved.");
    if ((now = clock_steady_ms()) - st->reported < TELL_MS)
        return true;
    st->reported = now;
    if (st->turn_held) {
        const char *login = st->tx && st->tx->who && st->tx->who->login ? st->tx->who->login : "";
        snprintf(text, sizeof text, "%.60s%s%.32s, %d %%", st->progress.what,
                 login[0] ? " by " : "", login, all ? (int)(done * 100 / all) : 0);
        turnstile_tell(st, text);
    }
    if (st->progress.report)
        st->progress.report(st->progress.ctx, done, all);
    return true;
}

void store_bulk_end(struct store *st)
{
    if (!st->bulk)
        return;
    st->bulk = false;
    st->progress = (struct progress){0};
    if (st->db) {
        set_cache(st, 2000);
        sqlite3_db_release_memory(st->db);
    }
    sqlite3_hard_heap_limit64((sqlite3_int64)HEAP_MIB << 20);
}

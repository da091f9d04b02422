#include "core/store/facts.h"

#include "core/store/inside.h"
#include "core/store/seal.h"

#include <sys/stat.h>

bool wal_reset_is_fixed(int number)
{
    return number >= 3051003 || (number >= 3050007 && number < 3051000) ||
           (number >= 3044006 && number < 3045000);
}

static int64_t size_of(const char *path, const char *tail)
{
    struct buf name = {0};
    struct stat s;
    int64_t size = 0;

    buf_text(&name, path);
    buf_text(&name, tail);
    if (!name.failed && stat(name.text, &s) == 0)
        size = (int64_t)s.st_size;
    buf_release(&name);
    return size;
}

bool store_facts(struct store *st, const char *path, struct store_facts *out, struct fault *why)
{
    const char *at = st ? st->path : path;

    *out = (struct store_facts){.sqlite = sqlite3_libversion(),
                                .sodium = seal_library(),
                                .wal_reset_fixed = wal_reset_is_fixed(sqlite3_libversion_number()),
                                .size = size_of(at, ""),
                                .wal_size = size_of(at, "-wal"),
                                .last_at = ABSENT,
                                .last_backup_at = ABSENT,
                                .last_seal_at = ABSENT};
    out->file_system = place_file_system(at, &out->network);
    if (!place_room(at, &out->room))
        out->room = ABSENT;
    if (!st)
        return true;
    out->version = migrations_count();
    return own_int(st, "SELECT count(*) FROM tx", 0, &out->transactions, why) &&
           own_int(st, "SELECT at FROM tx ORDER BY seq DESC LIMIT 1", ABSENT, &out->last_at, why) &&
           own_int(st, "SELECT max(at) FROM tx WHERE op = 'store.backup' AND result = 'done'",
                   ABSENT, &out->last_backup_at, why) &&
           own_int(st, "SELECT max(at) FROM tx WHERE op = 'store.seal' AND result = 'done'", ABSENT,
                   &out->last_seal_at, why);
}

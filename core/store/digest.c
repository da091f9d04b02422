/* digest.c - one number for the whole logical content
 *
 * Covers    Schema, both ids and every value of every table, in the order of names and keys. Shadow
 *           tables of a search index are left out (their bytes depend on history, not on content),
 *           and so is what is random by design: salts, and the ids and hashes made of them.  The
 *           chain covers those.
 */
#include "core/store/fingerprint.h"
#include "core/store/inside.h"

#include <string.h>

static const char *const random_columns[] = {"op_id", "salt",   "proof",     "prev",
                                             "hash",  "digest", "head_hash", NULL};

static bool is_random(const char *table, const char *column)
{
    if (strcmp(table, "tx") != 0 && strcmp(table, "change") != 0 && strcmp(table, "seal") != 0)
        return false;
    for (const char *const *c = random_columns; *c; c++)
        if (strcmp(*c, column) == 0)
            return true;
    return strcmp(table, "seal") == 0 && strcmp(column, "signature") == 0;
}

static void add_value(struct sha256 *sum, sqlite3_stmt *s, int column)
{
    uint8_t head[9] = {(uint8_t)sqlite3_column_type(s, column)};
    const void *bytes = NULL;
    uint64_t n = 0;

    if (head[0] == SQLITE_INTEGER) {
        n = (uint64_t)sqlite3_column_int64(s, column);
    } else if (head[0] != SQLITE_NULL) {
        bytes = sqlite3_column_blob(s, column);
        n = (uint64_t)sqlite3_column_bytes(s, column);
    }
    for (int i = 0; i < 8; i++)
        head[1 + i] = (uint8_t)(n >> (56 - 8 * i));
    sha256_update(sum, head, sizeof head);
    if (bytes)
        sha256_update(sum, bytes, (size_t)n);
}

static bool add_table(struct store *st, const char *name, struct sha256 *sum, struct fault *why)
{
    struct buf sql = {0};
    struct cursor *c;
    bool row = false;

    sha256_update(sum, name, strlen(name) + 1);
    buf_text(&sql, "SELECT * FROM ");
    buf_text(&sql, name);
    buf_text(&sql, " ORDER BY 1");
    bool fine = sql.failed ? fault_memory(why) : own_open(st, sql.text, NO_ARGS, &c, why);
    buf_release(&sql);
    if (!fine)
        return false;
    while ((fine = query_next(c, &row, why)) && row)
        for (int i = 0; i < query_columns(c); i++)
            if (!is_random(name, sqlite3_column_name(c->stmt, i)))
                add_value(sum, c->stmt, i);
    statement_give(c);
    return fine;
}

/* Tables of rows: not views, not virtual ones nor their shadows. */
static bool add_tables(struct store *st, struct sha256 *sum, struct fault *why)
{
    struct cursor *c;
    bool row = false, fine;

    if (!own_open(
            st,
            "SELECT name FROM sqlite_schema s WHERE type = 'table' AND sql NOT LIKE 'CREATE "
            "VIRTUAL%' "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT EXISTS (SELECT 1 FROM "
            "sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND s.name IN (v.name || "
            "'_data', v.name || '_idx', v.name || '_content', v.name || '_docsize', v.name || "
            "'_config')) ORDER BY name",
            NO_ARGS, &c, why))
        return false;
    st->own++; /* the list of tables asks a pragma of its own when it is first read */
    while ((fine = query_next(c, &row, why)) && row)
        if (!add_table(st, query_text(c, 0), sum, why)) {
            fine = false;
            break;
        }
    st->own--;
    statement_give(c);
    return fine;
}

static bool digest(struct store *st, char hex[65], struct fault *why)
{
    uint8_t out[SHA256_SIZE];
    int64_t id, version;
    struct sha256 sum;

    if (!fingerprint_of(st->db, hex))
        return store_fault(st, sqlite3_errcode(st->db), "reading the schema of", why);
    if (!own_int(st, "PRAGMA application_id", 0, &id, why) ||
        !own_int(st, "PRAGMA user_version", 0, &version, why))
        return false;
    const int64_t numbers[] = {id, version};
    sha256_init(&sum);
    sha256_update(&sum, hex, SHA256_HEX_SIZE);
    sha256_update(&sum, numbers, sizeof numbers);
    if (!add_tables(st, &sum, why))
        return false;
    sha256_final(&sum, out);
    sha256_hex(out, hex);
    return true;
}

bool store_digest(struct store *st, char hex[65], struct fault *why)
{
    bool was = st->bulk, snapshot;

    st->bulk = true;
    bool fine = snapshot_begin(st, &snapshot, why);
    if (fine) {
        fine = digest(st, hex, why);
        snapshot_end(st, snapshot);
    }
    st->bulk = was;
    return fine;
}

/* store.c - one way to open a store, every value read back
 *
 * Source    reliability.md 4.4.  The file is looked at read-only first, and only a store of ours,
 * of this version and with the schema we would make ourselves, is opened for writing.
 */
#include "core/store/inside.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A setting that was asked for, kept so its text stays good. */
struct setting {
    struct setting *next;
    char *name, *value;
};

static const struct {
    int limit, most;
} limits[] = {{SQLITE_LIMIT_LENGTH, 1 << 20}, {SQLITE_LIMIT_SQL_LENGTH, 64 << 10},
              {SQLITE_LIMIT_ATTACHED, 0},     {SQLITE_LIMIT_VARIABLE_NUMBER, 200},
              {SQLITE_LIMIT_EXPR_DEPTH, 100}, {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
              {SQLITE_LIMIT_TRIGGER_DEPTH, 5}};

static const struct {
    const char *set, *ask, *wanted;
} pragmas[] = {{"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
               {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
               {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
               {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
               {"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
               {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
               {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
               {"PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0"},
               {"PRAGMA journal_size_limit=67108864", "PRAGMA journal_size_limit", "67108864"},
               {"PRAGMA busy_timeout=5000", "PRAGMA busy_timeout", "5000"}};

/* --- opening -------------------------------------------------------------------------------------
 */

static int wal_grew(void *ctx, sqlite3 *db, const char *base, int pages)
{
    struct store *st = ctx;

    (void)db;
    (void)base;
    st->wal_pages = pages;
    return SQLITE_OK;
}

/* The file says whether it has a log; what stands in the settings says whether it should. */
static bool journal_as_stored(struct store *st, struct fault *why)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(
        st->db, "SELECT 1 FROM setting WHERE name = 'journal' AND value = '" JOURNAL_TRUNCATE "'",
        -1, &s, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    if (rc == SQLITE_DONE)
        return pragma_is(st->db, "PRAGMA journal_mode", "wal", st->path, why);
    if (rc != SQLITE_ROW)
        return db_fault(st->db, rc, st->path, "opening", why);
    return pragma_is(st->db, "PRAGMA journal_mode", "delete", st->path, why) &&
           (st->read_only ||
            pragma_is(st->db, "PRAGMA journal_mode=TRUNCATE", JOURNAL_TRUNCATE, st->path, why));
}

static bool harden(struct store *st, struct fault *why)
{
    static const struct {
        int what, on;
    } configs[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                   {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
                   {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}};

    for (size_t i = 0; i < sizeof configs / sizeof *configs; i++) {
        int now = -1;
        int rc = sqlite3_db_config(st->db, configs[i].what, configs[i].on, &now);
        if (rc != SQLITE_OK || now != configs[i].on)
            return fail(why, FAULT_STORE, NULL,
                        "This SQLite library does not take a setting that "
                        "the store needs; install version 3.40 or later.");
    }
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(st->db, limits[i].limit, limits[i].most);
    for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++) {
        if (st->immutable && i >= 7)
            break;
        int rc = sqlite3_exec(st->db, pragmas[i].set, NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            return db_fault(st->db, rc, st->path, "opening", why);
        if (!pragma_is(st->db, pragmas[i].ask, pragmas[i].wanted, st->path, why))
            return false;
    }
    return st->immutable || journal_as_stored(st, why);
}

bool store_connect(struct store *st, struct fault *why)
{
    if (!store_open_raw(st, st->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, &st->db,
                        why))
        return false;
    if (!st->read_only && sqlite3_db_readonly(st->db, "main") == 1)
        st->read_only = true;
    if (!harden(st, why) || !functions_install(st, why))
        return false;
    sqlite3_wal_hook(st->db, wal_grew, st);
    store_patience(st);
    guard_install(st);
    return true;
}

void store_disconnect(struct store *st)
{
    plans_forget(st);
    statements_forget(st);
    sqlite3_finalize(st->add_change);
    st->add_change = NULL;
    sqlite3_close(st->db);
    st->db = NULL;
}

bool store_reconnect(struct store *st, struct fault *why)
{
    store_disconnect(st);
    st->doubt = !store_connect(st, why);
    if (st->doubt)
        store_disconnect(st);
    return !st->doubt;
}

/* Where the last rows of the chain do not verify, nobody writes on top of them. */
static bool tail_holds(struct store *st, struct fault *why)
{
    struct check_report r = {0};
    int64_t from = store_head(st) - TAIL_CHECKED;

    if (!store_chain_verify(st, from > 0 ? from : 0, &r, why))
        return false;
    return r.exceptions == 0 ||
           fail(why, FAULT_STORE, NULL,
                "The last audit rows of %s do not verify; it is left as it is: htlah audit verify "
                "names them.",
                st->path);
}

bool store_renew(struct store *st, struct fault *why)
{
    if (store_reconnect(st, why) && tail_holds(st, why))
        return true;
    st->doubt = true;
    return false;
}

bool store_is_there(struct store *st, struct fault *why)
{
    if (st->db)
        return true;
    return !st->tx && st->doubt
               ? store_renew(st, why)
               : fail(why, FAULT_RESOURCE, NULL,
                      "The disk that holds %s failed; nothing was saved: try again.", st->path);
}

static bool kind_of(struct store *st, struct fault *why)
{
    static const char *const kinds[] = {"real", "demo", "story"};
    const char *kind;

    if (!store_setting_read(st, "kind", &kind, why))
        return false;
    for (int i = 0; kind && i < 3; i++)
        if (strcmp(kind, kinds[i]) == 0) {
            st->kind = (enum store_kind)i;
            return true;
        }
    return fail(why, FAULT_STORE, NULL, "%s does not say what kind of store it is; it is damaged.",
                st->path);
}

static bool prepare_place(struct store *st, const char *path, struct fault *why)
{
    if (!place_resolve(path, &st->path, why) || !place_file(st->path, why) ||
        !place_folder(st->path, why))
        return false;
    struct buf lock = {0};
    buf_text(&lock, st->path);
    buf_text(&lock, "-turn");
    st->lock_path = lock.text;
    if (lock.failed)
        return fault_memory(why);
    if (access(st->path, W_OK) && (errno == EROFS || errno == EACCES))
        st->read_only = true;
    return true;
}

void store_once_for_all(void)
{
    static bool done;

    if (done)
        return;
    done = true;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGXFSZ, &ignore, NULL); /* a limit on file sizes is answered like a full disk */
    /* Refused, harmlessly, once the library is in use. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_initialize();
    sqlite3_hard_heap_limit64((sqlite3_int64)64 << 20);
}

static bool open_checked(struct store *st, bool upgrade, struct fault *why)
{
    int64_t version;

    if (!store_look_first(st, &version, why))
        return false;
    if (version < migrations_count()) {
        if (st->read_only || !upgrade)
            return fail(why, FAULT_STORE, NULL,
                        "%s is of the older store version %d; it must be opened once for writing "
                        "to be brought up to date.",
                        st->path, (int)version);
        if (!store_upgrade(st, why))
            return false;
    }
    return store_connect(st, why) && kind_of(st, why);
}

static bool open_any(const struct store_options *o, bool copy, struct store **out,
                     struct fault *why)
{
    struct store *st = calloc(1, sizeof *st);

    *out = NULL;
    if (!st)
        return fault_memory(why);
    store_once_for_all();
    st->lock_fd = -1;
    st->copy = copy;
    st->tables = o->tables;
    st->read_only = o->read_only;
    bool placed = prepare_place(st, o->path, why);
    if (placed && !copy && !st->read_only)
        part_sweep(st->path);
    if (!placed || !open_checked(st, !copy, why)) {
        store_close(st);
        return false;
    }
    *out = st;
    return true;
}

bool store_open(const struct store_options *o, struct store **out, struct fault *why)
{
    if (!open_any(o, false, out, why))
        return false;
    if (tail_holds(*out, why))
        return true;
    store_close(*out);
    *out = NULL;
    return false;
}

bool store_open_copy(const char *path, const struct table *const *tables, struct store **out,
                     struct fault *why)
{
    return open_any(&(struct store_options){.path = path, .tables = tables}, true, out, why);
}

void store_close(struct store *st)
{
    struct fault ignored = {0};

    if (!st)
        return;
    if (st->tx)
        tx_rollback(st);
    /* The last to close empties the log into the store, which is a checkpoint. */
    bool turn = st->db && !st->read_only && turnstile_take(st, &ignored);
    if (st->db && !turn)
        sqlite3_db_config(st->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    store_disconnect(st);
    turnstile_free(st);
    if (st->lock_fd >= 0)
        close(st->lock_fd);
    while (st->settings) {
        struct setting *s = st->settings;
        st->settings = s->next;
        free(s->name);
        free(s->value);
        free(s);
    }
    buf_release(&st->before);
    buf_release(&st->after);
    buf_release(&st->scratch);
    free(st->path);
    free(st->lock_path);
    free(st);
}

/* --- asking --------------------------------------------------------------------------------------
 */

bool store_is_read_only(const struct store *st)
{
    return st->read_only;
}

enum store_kind store_kind_of(const struct store *st)
{
    return st->kind;
}

const char *store_path(const struct store *st)
{
    return st->path;
}

/* Keeps `value` until it differs or the store is closed. */
static const char *keep_setting(struct store *st, const char *name, const char *value)
{
    struct setting *s = st->settings;

    while (s && strcmp(s->name, name) != 0)
        s = s->next;
    if (s && strcmp(s->value, value) == 0)
        return s->value;
    char *copy = strdup(value);
    if (!copy)
        return NULL;
    if (s) {
        free(s->value);
        return s->value = copy;
    }
    s = calloc(1, sizeof *s);
    if (!s || !(s->name = strdup(name))) {
        free(s);
        free(copy);
        return NULL;
    }
    s->value = copy;
    s->next = st->settings;
    st->settings = s;
    return copy;
}

bool store_setting_read(struct store *st, const char *name, const char **out, struct fault *why)
{
    struct cursor *c;

    *out = NULL;
    if (!own_open(st, "SELECT value FROM setting WHERE name = ?1", ARGS(TEXT(name)), &c, why))
        return false;
    int rc = cursor_step(c);
    const char *value = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(c->stmt, 0) : NULL;
    bool fine = rc == SQLITE_DONE || (rc == SQLITE_ROW && value);
    if (value)
        *out = keep_setting(st, name, value);
    if (!fine && rc != SQLITE_ROW)
        store_fault(st, rc, "reading", why);
    else if (!fine || (value && !*out))
        fine = fault_memory(why);
    statement_give(c);
    return fine;
}

const char *store_setting(struct store *st, const char *name)
{
    struct fault ignored = {0};
    const char *kept;

    return store_setting_read(st, name, &kept, &ignored) ? kept : NULL;
}

int64_t store_head(struct store *st)
{
    struct fault ignored = {0};
    int64_t head = 0;

    if (!own_int(st, "SELECT max(seq) FROM tx", 0, &head, &ignored))
        return 0;
    return head;
}

int64_t store_others(struct store *st)
{
    struct fault ignored = {0};
    int64_t seen = 0;

    return own_int(st, "PRAGMA data_version", 0, &seen, &ignored) ? seen : 0;
}

/* inside.h - what the files of the store share; nobody else includes it */
#ifndef CORE_STORE_INSIDE_H
#define CORE_STORE_INSIDE_H

#include "core/base/buf.h"
#include "core/base/sha256.h"
#include "core/base/version.h"
#include "core/store/query.h"
#include "core/store/session.h"
#include "core/store/store.h"
#include "core/store/table.h"
#include "core/store/tx.h"

#include <sqlite3.h>

enum {
    PATIENCE_MS = 5000, /* of one transaction, one statement, one wait for the turnstile */
    WAL_PAGES = 1000,   /* checkpoint from here on */
    WRITES_MOST = 8,    /* tables that one statement writes */
    STATEMENTS_KEPT = 400,
    PLANS_MOST = 256, /* a power of two, well over the number of stored tables */
    SALT_SIZE = 16,
    TAIL_CHECKED = 100 /* audit rows verified at every open */
};
#define STORE_PROGRAM "htlah " HTLAH_VERSION

/* A prepared statement and the running of it. */
struct cursor {
    struct store *st;
    struct cursor *next; /* in its chain of the cache */
    char *text;
    uint32_t hash;
    bool own; /* prepared by store code, under its rights */
    bool running;
    bool cached;
    bool stepped; /* a row has been fetched */
    bool unnoted; /* no memory to note what it writes: it was not prepared */
    sqlite3_stmt *stmt;
    char *writes[WRITES_MOST];
    size_t writes_count;
    uint64_t
        cleared; /* serial of the transaction under whose rights its writes were found declared */
};

/* What row functions prepared for one table. */
struct plan {
    const struct table *table;
    struct buf columns;      /* "id,rev,ref,…" */
    int head;                /* columns before the first field */
    int64_t person, package; /* offset of the field in the record; -1 none */
    sqlite3_stmt *add, *get, *change, *close;
    uint64_t cleared;
    /* TABLE_QUIET: digest of the rows added by the running transaction */
    uint64_t quiet_serial;
    uint64_t quiet_rows;
    struct sha256 quiet;
};

struct read_noted {
    char kind[24], how[12];
    int64_t id;
};
enum { READS_MOST = 1024 };

struct store {
    sqlite3 *db;
    char *path, *lock_path;
    const struct table *const *tables;
    bool read_only;
    bool copy;      /* a file nobody else knows: no turnstile */
    bool immutable; /* on a medium that nobody can write */
    enum store_kind kind;
    int lock_fd;
    bool turn_held;

    /* guard */
    int own;               /* > 0 while store code prepares or runs its own statements */
    struct cursor *noting; /* whose writes the authorizer notes down; or NULL */

    struct cursor *statements[256];
    size_t statements_count;
    struct cursor
        *near[64]; /* by the address of the text they were last asked by: looked at first */
    struct plan *plans[PLANS_MOST];

    /* the running transaction */
    struct tx *tx;
    uint64_t serial; /* of transactions of this connection */
    struct fault poison;
    bool doubt; /* an I/O error: a new connection before the next transaction */
    char op_id[OP_ID_SIZE];
    int64_t at;
    const char *clock_flag;
    uint8_t prev[SHA256_SIZE];
    struct sha256 digest;
    int64_t first_change, changes;
    bool quiet;
    struct buf before, after, scratch;
    sqlite3_stmt *add_change;

    /* time and patience */
    int64_t deadline; /* CLOCK_MONOTONIC ms; of the transaction, 0 none */
    int64_t since;    /* of the running statement, set at its first tick */
    uint64_t ticks;
    bool bulk;
    struct progress progress;
    int64_t reported; /* when the lock file last told others */
    enum { STOP_NONE, STOP_SLOW, STOP_ASKED } stopped;

    int wal_pages;
    struct setting *settings;

    uint8_t salts[4096];
    size_t salts_left;

    struct read_noted reads[READS_MOST];
    size_t reads_count;
};

/* --- store.c: the recipe */
void store_once_for_all(void); /* what the library must be told before its first use */
bool store_connect(struct store *st, struct fault *why) MUST_CHECK;
void store_disconnect(struct store *st);
/* After an I/O error: a new connection, so nothing is asked of pages the kernel gave up on. */
bool store_reconnect(struct store *st, struct fault *why) MUST_CHECK;
/* The same, and the tail of the chain must hold, before anything more is written. */
bool store_renew(struct store *st, struct fault *why) MUST_CHECK;
/* Closed after the disk failed: a new connection, when the disk is in order again. */
bool store_is_there(struct store *st, struct fault *why) MUST_CHECK;
/* A store made for inside use (verifying a copy): opened like any, but without the tables. */
bool store_open_copy(const char *path, const struct table *const *tables, struct store **out,
                     struct fault *why) MUST_CHECK;

/* --- look.c */
bool store_open_raw(struct store *st, int flags, sqlite3 **db, struct fault *why) MUST_CHECK;
/* Read-only, nothing written: is it a store of ours, of a version we know, with its schema? */
bool store_look_first(struct store *st, int64_t *version, struct fault *why) MUST_CHECK;

/* --- place.c: where the file may be and what it may look like */
/* The absolute path with its folder's links resolved; malloc'd. */
bool place_resolve(const char *path, char **out, struct fault *why) MUST_CHECK;
bool place_folder(const char *path, struct fault *why) MUST_CHECK;
bool place_file(const char *path, struct fault *why) MUST_CHECK;
const char *place_file_system(const char *path, bool *network);
/* Bytes free to us where `path` is or would be; false when that cannot be told. */
bool place_room(const char *path, int64_t *room);
/* Makes the missing folders above path, mode 0700. */
bool place_make_folders(const char *path, struct fault *why) MUST_CHECK;
/* Gives `from` the name `to`, which nobody may have; flushes the folder. */
bool place_rename(const char *from, const char *to, struct fault *why) MUST_CHECK;
/* Beside it lies a log or a journal with something in it: work that is not in the file itself. */
bool place_unfinished(const char *path);
bool place_flush(const char *path, struct fault *why) MUST_CHECK; /* the file, then its folder */

/* --- make.c */
int migrations_count(void);
/* Whether the schema is the one that the first `version` migrations make. */
bool schema_fits(sqlite3 *db, int version, bool *fits, struct fault *why) MUST_CHECK;
/* Brings an older store up to date: backup beside it first, one transaction. */
bool store_upgrade(struct store *st, struct fault *why) MUST_CHECK;
/* The same for a file nobody else knows, which is a copy itself: no backup, no turnstile. */
bool store_upgrade_copy(const char *path, struct fault *why) MUST_CHECK;

/* --- part.c: files that are not whole yet */
struct part {
    char *name; /* NULL: none */
    int fd;     /* open for writing; the lock on it says that somebody is making it */
};
#define PART_NONE ((struct part){.fd = -1})
/* A new empty file of mode 0600 whose name begins as `near` does; part_remove it in any case. */
bool part_make(const char *near, struct part *out, struct fault *why) MUST_CHECK;
/* Gone, unless it has another name by now. */
void part_remove(struct part *p);
/* Removes what somebody who was killed left beside `near`. */
void part_sweep(const char *near);

/* --- audit.c, history.c, check.c, backup.c */
void check_found(struct check_report *r, const char *where, const char *format, ...)
    LIKE_PRINTF(3, 4);
/* Every stored table, the store's own first; NULL after the last. */
const struct table *store_table_at(const struct store *st, size_t i);
struct change;
/* From columns id, tx, kind, table_name, row_id, person_id, package_id, before, after, salt, proof;
 * *salt is NULL when it is gone.  False when it is damaged. */
bool change_read(struct cursor *c, struct change *out, const uint8_t **salt,
                 uint8_t proof[SHA256_SIZE]);
bool change_proves(struct store *st, const uint8_t *salt, const struct change *c,
                   const struct table *t, const void *record, const uint8_t proof[SHA256_SIZE]);
/* quiet.c: rows of quiet tables, in the order they were added. */
enum { QUIET_MOST = 32 };
struct quiet_walk {
    struct plan *plan;
    struct cursor *rows;
    bool more;
};
struct quiet_walks {
    struct quiet_walk of[QUIET_MOST];
    size_t count;
    struct arena arena;
};
bool quiet_open(struct store *st, struct quiet_walks *all, int64_t from,
                struct fault *why) MUST_CHECK;
/* Joins the rows of transaction `seq` into the digest, which begins as zeroes. */
bool quiet_take(struct store *st, struct quiet_walks *all, int64_t seq, uint8_t digest[SHA256_SIZE],
                uint64_t *looked_at, struct fault *why) MUST_CHECK;
void quiet_close(struct quiet_walks *all);
/* A value as a change wrote it, from a column of a query, into its place in the record. */
bool change_value(const struct field *f, struct cursor *c, int column, void *record,
                  struct arena *a);
bool history_verify(struct store *st, int64_t from, struct check_report *r,
                    const struct progress *p, struct fault *why) MUST_CHECK;
/* One state to read from, unless a transaction already gives it. */
bool snapshot_begin(struct store *st, bool *begun, struct fault *why) MUST_CHECK;
void snapshot_end(struct store *st, bool begun);
/* The rows and hashes of the chain, without the content of changes. */
bool store_chain_verify(struct store *st, int64_t from, struct check_report *r,
                        struct fault *why) MUST_CHECK;
/* One consistent copy of `db` as it stands, under a name nobody has yet. */
bool backup_copy(sqlite3 *db, const char *path, const char *to, const struct progress *p,
                 struct fault *why) MUST_CHECK;

/* --- errors.c */
/* The fault for an answer of SQLite, by its kind; returns false. */
bool store_fault(struct store *st, int rc, const char *doing, struct fault *why);
bool db_fault(sqlite3 *db, int rc, const char *path, const char *doing, struct fault *why);
bool db_is_full(sqlite3 *db, int rc); /* no room, or our share of it used up */
int64_t clock_steady_ms(void);
int64_t clock_utc_ms(void);
void store_patience(struct store *st); /* installs the handler */

/* --- turnstile.c */
bool turnstile_take(struct store *st, struct fault *why) MUST_CHECK;
void turnstile_free(struct store *st);
/* What the holder of a bulk operation tells the others; NULL for nothing. */
void turnstile_tell(struct store *st, const char *text);

/* --- functions.c: what SQL needs and SQLite lacks; before the guard */
bool functions_install(struct store *st, struct fault *why) MUST_CHECK;

/* --- guard.c */
void guard_install(struct store *st);
/* Whether the running operation may write `table`; poisons the transaction when not. */
bool guard_may_write(struct store *st, const char *table, struct fault *why) MUST_CHECK;
bool guard_may_run(struct store *st, struct cursor *c, struct fault *why) MUST_CHECK;
const struct table *store_table(const struct store *st, const char *name, size_t length);
extern const struct table table_read_log;
extern const struct table table_seal;

/* --- statement.c */
/* A statement ready to be bound; `own` prepares it under the rights of store code. */
bool statement_take(struct store *st, const char *sql, bool own, struct cursor **out,
                    struct fault *why) MUST_CHECK;
void statement_give(struct cursor *c);
void statements_forget(struct store *st); /* all are finalised */
bool statement_prepare(struct store *st, const char *sql, sqlite3_stmt **out,
                       struct fault *why) MUST_CHECK;
/* One statement of store code, no rows wanted. */
bool own_run(struct store *st, const char *sql, const struct arg *args, size_t count,
             struct fault *why) MUST_CHECK;
/* A step under the rights the statement was prepared with: SQLite may prepare it anew. */
int cursor_step(struct cursor *c);
bool own_open(struct store *st, const char *sql, const struct arg *args, size_t count,
              struct cursor **out, struct fault *why) MUST_CHECK;
/* The one number a statement of store code answers; `none` when it answers no row or NULL. */
bool own_int(struct store *st, const char *sql, int64_t none, int64_t *out,
             struct fault *why) MUST_CHECK;
bool cursor_bind(struct cursor *c, const struct arg *args, size_t count, bool copy,
                 struct fault *why) MUST_CHECK;
bool pragma_is(sqlite3 *db, const char *sql, const char *wanted, const char *path,
               struct fault *why) MUST_CHECK;

/* --- chain.c: one audit row and what its hash covers */
struct audit_row {
    int64_t seq, at, staff_id, subject_id, schema, first_change, changes;
    const char *op_id, *clock_flag, *login, *role, *employer, *op, *subject_kind, *result, *program,
        *config;
    const char *args, *decisions, *answer, *reason;
    const void *salt;
    uint8_t digest[SHA256_SIZE], quiet[SHA256_SIZE], proof[SHA256_SIZE], prev[SHA256_SIZE],
        hash[SHA256_SIZE];
    bool has_quiet, has_salt;
};
extern const char audit_columns[]; /* in the order audit_read wants them */
void audit_prove(const struct audit_row *r, uint8_t proof[SHA256_SIZE]);
void audit_hash(const struct audit_row *r, uint8_t hash[SHA256_SIZE]);
/* What the first row names as the one before it: the digest of the settings. */
bool chain_start(struct store *st, uint8_t hash[SHA256_SIZE], struct fault *why) MUST_CHECK;
/* False when a digest in it has not 32 bytes.  Texts are the statement's until its next step. */
bool audit_read(sqlite3_stmt *s, struct audit_row *r);

/* --- change.c */
enum change_kind { CHANGE_ADD, CHANGE_CHANGE, CHANGE_CLOSE };
extern const char *const change_words[];
struct change {
    int64_t tx, row, person, package;
    enum change_kind kind;
    const char *table;
    const char *before, *after; /* or NULL */
    size_t before_length, after_length;
};
/* Records one change of `record` and adds its proof to the running digest. */
bool change_note(struct store *st, struct plan *p, enum change_kind kind, const void *record,
                 const char *before, const char *after, struct fault *why) MUST_CHECK;
/* What a proof covers: scratch is cleared and filled. */
void change_encode(struct buf *scratch, const uint8_t salt[SALT_SIZE], const struct change *c,
                   const struct table *t, const void *record);
void record_encode(struct buf *out, const struct table *t, const void *record);
/* The same for a row without a change row; and one table's into the transaction's. */
void quiet_encode(struct buf *scratch, const struct table *t, const void *record);
void quiet_join(uint8_t all[SHA256_SIZE], const char *table, uint64_t rows,
                const uint8_t digest[SHA256_SIZE]);
bool salt_take(struct store *st, uint8_t salt[SALT_SIZE], struct fault *why) MUST_CHECK;

/* --- table.c, rows.c */
bool plan_of(struct store *st, const struct table *t, struct plan **out,
             struct fault *why) MUST_CHECK;
void plans_forget(struct store *st);
bool record_load(struct store *st, sqlite3_stmt *s, int first, const struct fields *fields,
                 void *record, struct arena *a, struct fault *why) MUST_CHECK;
bool record_load_whole(struct store *st, struct plan *p, sqlite3_stmt *s, void *record,
                       struct arena *a, struct fault *why) MUST_CHECK;
/* Somebody else was quicker: `changes` revisions, or 0 for a version that was closed. */
bool stale_fault(struct store *st, const struct table *t, int64_t id, int64_t changes,
                 struct fault *why);
static inline int64_t record_number(const void *record, int64_t offset)
{
    return offset < 0 ? ABSENT : *(const int64_t *)(const void *)((const char *)record + offset);
}

/* --- tx.c */
bool tx_may_go_on(struct store *st, struct fault *why) MUST_CHECK;
void tx_undo(struct store *st); /* rolls back, or closes the connection where that fails */
void tx_poison(struct store *st, const struct fault *why);
/* Writes the audit row with its result, commits, and says the truth; the transaction is over. */
bool tx_end(struct store *st, const struct tx *t, const char *result, struct fault *why) MUST_CHECK;
void tx_leave(struct store *st); /* nothing is under way any more; the turnstile is free */

/* --- seal.c: everything of libsodium */
enum { KEY_SIZE = 32 };
bool key_read(const char *key_file, uint8_t key[KEY_SIZE], struct fault *why) MUST_CHECK;
void key_wipe(uint8_t key[KEY_SIZE]);
bool seal_encrypt(int from, int to, const uint8_t key[KEY_SIZE], struct fault *why) MUST_CHECK;
bool seal_decrypt(int from, int to, const uint8_t key[KEY_SIZE], struct fault *why) MUST_CHECK;
bool seal_is_encrypted(int fd);

#endif

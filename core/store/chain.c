/* chain.c - what the hash of an audit row covers
 *
 * Encoding  Every field in a fixed order, each with its length before it, absent told apart from
 *           empty; a first byte that says what kind of thing is hashed.  Two rows have one encoding
 *           exactly when they are equal.
 * Start     The row before the first stands for the settings the store was made with, which nobody
 *           changes afterwards.
 */
#include "core/store/inside.h"

#include <string.h>

const char audit_columns[] =
    "seq, op_id, at, clock_flag, staff_id, login, role, employer, op, subject_kind, subject_id, "
    "result, program, schema, config, first_change, changes, digest, quiet, args, decisions, "
    "answer, reason, salt, proof, prev, hash";

static void add_number(struct sha256 *s, int64_t n)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
    sha256_update(s, bytes, sizeof bytes);
}

static void add_text(struct sha256 *s, const char *text)
{
    size_t length = text ? strlen(text) : 0;

    add_number(s, text ? (int64_t)length : -1);
    sha256_update(s, text, length);
}

void audit_prove(const struct audit_row *r, uint8_t proof[SHA256_SIZE])
{
    struct sha256 s;

    sha256_init(&s);
    sha256_update(&s, "T", 1);
    sha256_update(&s, r->salt, SALT_SIZE);
    add_text(&s, r->args);
    add_text(&s, r->decisions);
    add_text(&s, r->answer);
    add_text(&s, r->reason);
    sha256_final(&s, proof);
}

void audit_hash(const struct audit_row *r, uint8_t hash[SHA256_SIZE])
{
    const int64_t numbers[] = {r->seq,    r->at,           r->staff_id, r->subject_id,
                               r->schema, r->first_change, r->changes};
    const char *const texts[] = {r->op_id, r->clock_flag,   r->login,  r->role,    r->employer,
                                 r->op,    r->subject_kind, r->result, r->program, r->config};
    struct sha256 s;

    sha256_init(&s);
    sha256_update(&s, "X", 1);
    sha256_update(&s, r->prev, SHA256_SIZE);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        add_number(&s, numbers[i]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(&s, texts[i]);
    sha256_update(&s, r->digest, SHA256_SIZE);
    add_number(&s, r->has_quiet);
    if (r->has_quiet)
        sha256_update(&s, r->quiet, SHA256_SIZE);
    sha256_update(&s, r->proof, SHA256_SIZE);
    sha256_final(&s, hash);
}

static const char *text_at(sqlite3_stmt *s, int column)
{
    return (const char *)sqlite3_column_text(s, column);
}

static int64_t number_at(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? ABSENT : sqlite3_column_int64(s, column);
}

static bool bytes_at(sqlite3_stmt *s, int column, uint8_t out[SHA256_SIZE])
{
    const void *bytes = sqlite3_column_blob(s, column);

    if (!bytes || sqlite3_column_bytes(s, column) != SHA256_SIZE)
        return false;
    memcpy(out, bytes, SHA256_SIZE);
    return true;
}

bool audit_read(sqlite3_stmt *s, struct audit_row *r)
{
    *r = (struct audit_row){
        .seq = number_at(s, 0),
        .op_id = text_at(s, 1),
        .at = number_at(s, 2),
        .clock_flag = text_at(s, 3),
        .staff_id = number_at(s, 4),
        .login = text_at(s, 5),
        .role = text_at(s, 6),
        .employer = text_at(s, 7),
        .op = text_at(s, 8),
        .subject_kind = text_at(s, 9),
        .subject_id = number_at(s, 10),
        .result = text_at(s, 11),
        .program = text_at(s, 12),
        .schema = number_at(s, 13),
        .config = text_at(s, 14),
        .first_change = number_at(s, 15),
        .changes = number_at(s, 16),
        .args = text_at(s, 19),
        .decisions = text_at(s, 20),
        .answer = text_at(s, 21),
        .reason = text_at(s, 22),
        .salt = sqlite3_column_blob(s, 23),
        .has_quiet = sqlite3_column_type(s, 18) != SQLITE_NULL,
        .has_salt = sqlite3_column_bytes(s, 23) == SALT_SIZE,
    };
    return bytes_at(s, 17, r->digest) && (!r->has_quiet || bytes_at(s, 18, r->quiet)) &&
           bytes_at(s, 24, r->proof) && bytes_at(s, 25, r->prev) && bytes_at(s, 26, r->hash);
}

bool chain_start(struct store *st, uint8_t hash[SHA256_SIZE], struct fault *why)
{
    struct cursor *c;
    struct sha256 s;
    bool row = false, fine;

    sha256_init(&s);
    sha256_update(&s, "G", 1);
    if (!own_open(st, "SELECT name, value FROM setting ORDER BY name", NO_ARGS, &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        add_text(&s, query_text(c, 0));
        add_text(&s, query_text(c, 1));
    }
    statement_give(c);
    sha256_final(&s, hash);
    return fine;
}

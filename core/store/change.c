/* change.c - what changed, and the proof of it
 *
 * An added row is its own record: its change row keeps salt and proof alone.  A change keeps the
 * old and new values of the fields that differ.  The proof covers these and the whole content of
 * the row as it then stood, so the present row, rolled back change by change, proves every state it
 * had.
 */
#include "core/store/inside.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

const char *const change_words[] = {"add", "change", "close"};

bool salt_take(struct store *st, uint8_t salt[SALT_SIZE], struct fault *why)
{
    if (st->salts_left < SALT_SIZE) {
        size_t got = 0;
        while (got < sizeof st->salts) {
            ssize_t n = getrandom(st->salts + got, sizeof st->salts - got, 0);
            if (n < 0 && errno != EINTR)
                return fail(why, FAULT_RESOURCE, NULL, "The kernel gave no random numbers (%s).",
                            strerror(errno));
            got += n > 0 ? (size_t)n : 0;
        }
        st->salts_left = sizeof st->salts;
    }
    st->salts_left -= SALT_SIZE;
    memcpy(salt, st->salts + st->salts_left, SALT_SIZE);
    return true;
}

static void add_number(struct buf *b, int64_t n)
{
    char bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (char)((uint64_t)n >> (56 - 8 * i));
    buf_add(b, bytes, sizeof bytes);
}

static void add_text(struct buf *b, const char *text, size_t length)
{
    add_number(b, text ? (int64_t)length : -1);
    if (length)
        buf_add(b, text, length);
}

/* Fields that are given, by name, so a column added later (and absent) changes nothing. */
void record_encode(struct buf *out, const struct table *t, const void *record)
{
    const struct stored *head = record;

    if (t->flags & TABLE_REV)
        add_number(out, head->rev);
    for (size_t i = 0; i < t->fields->count; i++) {
        const struct field *f = &t->fields->field[i];
        const char *text = NULL;
        if (f->type == FIELD_LIST || f->type == FIELD_RECORD || !field_given(f, record))
            continue;
        if (f->type == FIELD_TEXT)
            text = *(const char *const *)(const void *)((const char *)record + f->offset);
        else if (f->type == FIELD_ENUM)
            text = f->words[record_number(record, (int64_t)f->offset)].code;
        buf_add(out, f->name, strlen(f->name) + 1);
        if (text)
            add_text(out, text, strlen(text));
        else
            add_number(out, record_number(record, (int64_t)f->offset));
    }
}

void change_encode(struct buf *scratch, const uint8_t salt[SALT_SIZE], const struct change *c,
                   const struct table *t, const void *record)
{
    buf_anew(scratch);
    buf_char(scratch, 'C');
    buf_add(scratch, (const char *)salt, SALT_SIZE);
    buf_char(scratch, (char)('0' + c->kind));
    add_number(scratch, c->tx);
    add_text(scratch, c->table, strlen(c->table));
    add_number(scratch, c->row);
    add_number(scratch, c->person);
    add_number(scratch, c->package);
    add_text(scratch, c->before, c->before_length);
    add_text(scratch, c->after, c->after_length);
    if (c->kind != CHANGE_CLOSE)
        record_encode(scratch, t, record);
}

void quiet_encode(struct buf *scratch, const struct table *t, const void *record)
{
    buf_anew(scratch);
    buf_char(scratch, 'Q');
    add_text(scratch, t->name, strlen(t->name));
    add_number(scratch, ((const struct stored *)record)->id);
    record_encode(scratch, t, record);
}

void quiet_join(uint8_t all[SHA256_SIZE], const char *table, uint64_t rows,
                const uint8_t digest[SHA256_SIZE])
{
    struct sha256 s;
    uint8_t one[SHA256_SIZE];

    sha256_init(&s);
    sha256_update(&s, table, strlen(table) + 1);
    sha256_update(&s, &rows, sizeof rows);
    sha256_update(&s, digest, SHA256_SIZE);
    sha256_final(&s, one);
    for (int i = 0; i < SHA256_SIZE; i++)
        all[i] ^= one[i]; /* whichever order the tables stand in */
}

static int bind_number(sqlite3_stmt *s, int at, int64_t n)
{
    return n == ABSENT ? sqlite3_bind_null(s, at) : sqlite3_bind_int64(s, at, n);
}

static bool write_change(struct store *st, const struct change *c, const uint8_t *salt,
                         const uint8_t *proof, struct fault *why)
{
    if (!st->add_change) {
        st->own++;
        bool fine = statement_prepare(st,
                                      "INSERT INTO change(tx, kind, table_name, row_id, person_id, "
                                      "package_id, before, after, salt, proof) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                      &st->add_change, why);
        st->own--;
        if (!fine)
            return false;
    }
    sqlite3_stmt *s = st->add_change;
    sqlite3_bind_int64(s, 1, c->tx);
    sqlite3_bind_text(s, 2, change_words[c->kind], -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, c->table, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 4, c->row);
    bind_number(s, 5, c->person);
    bind_number(s, 6, c->package);
    sqlite3_bind_text(s, 7, c->before, (int)c->before_length, SQLITE_STATIC);
    sqlite3_bind_text(s, 8, c->after, (int)c->after_length, SQLITE_STATIC);
    sqlite3_bind_blob(s, 9, salt, SALT_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(s, 10, proof, SHA256_SIZE, SQLITE_STATIC);
    int rc = sqlite3_step(s);
    sqlite3_reset(s);
    return rc == SQLITE_DONE || store_fault(st, rc, "writing to", why);
}

static bool note(struct store *st, struct plan *p, enum change_kind kind, const void *record,
                 const char *before, const char *after, struct fault *why)
{
    const struct stored *head = record;
    struct change c = {.tx = st->tx->seq,
                       .row = head->id,
                       .kind = kind,
                       .table = p->table->name,
                       .person = record_number(record, p->person),
                       .package = record_number(record, p->package),
                       .before = before,
                       .after = after,
                       .before_length = before ? strlen(before) : 0,
                       .after_length = after ? strlen(after) : 0};
    uint8_t salt[SALT_SIZE], proof[SHA256_SIZE];

    if (!salt_take(st, salt, why))
        return false;
    change_encode(&st->scratch, salt, &c, p->table, record);
    if (st->scratch.failed)
        return fault_memory(why);
    sha256_of(st->scratch.text, st->scratch.length, proof);
    if (!write_change(st, &c, salt, proof, why))
        return false;
    if (st->changes++ == 0)
        st->first_change = sqlite3_last_insert_rowid(st->db);
    sha256_update(&st->digest, proof, sizeof proof);
    return true;
}

bool change_note(struct store *st, struct plan *p, enum change_kind kind, const void *record,
                 const char *before, const char *after, struct fault *why)
{
    if (note(st, p, kind, record, before, after, why))
        return true;
    tx_poison(st, why); /* a row without its change row must not be saved */
    return false;
}

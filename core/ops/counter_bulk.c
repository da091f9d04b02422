/* counter_bulk.c - many of one operation as one transaction: an import
 *
 * One audit row says who brought which file; each record has its change rows, whose proofs that row's
 * digest covers, and its source row with the arguments as they came.  docs/decisions/0004 says
 * why.
 */
#include "core/ops/bulk_inside.h"

#include "core/base/sha256.h"
#include "core/ops/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_ROWS = 64 };

/* --- beginning ---------------------------------------------------------------------------------- */

/* What the row's operation, its update and the import itself write. */
static size_t writes_add(const char **all, const char *const *list)
{
    size_t count = 0;

    for (; list && list[count]; count++)
        if (all)
            all[count] = list[count];
    return count;
}

static const char *const *writes_of(struct counter *c, const struct bulk *b)
{
    static const char *const own[] = {"source_file", "source_row", NULL};
    size_t count = 0, most = writes_add(NULL, own) + writes_add(NULL, b->op->writes);

    for (size_t i = 0; i < b->updates; i++)
        most += writes_add(NULL, b->update[i]->writes);
    const char **all = arena_take_array(&c->arena, most + 1, sizeof *all);
    if (!all)
        return NULL;
    count = writes_add(all, own);
    count += writes_add(all + count, b->op->writes);
    for (size_t i = 0; i < b->updates; i++)
        count += writes_add(all + count, b->update[i]->writes);
    return all;
}

static bool find_ops(struct bulk *b, struct fault *why)
{
    if (!op_named(b->o.op, &b->op, why))
        return false;
    for (const char *const *u = b->o.updates; u && *u; u++) {
        if (b->updates == UPDATES_MOST)
            return fail(why, FAULT_BUG, *u, "%s has too many operations that update it.",
                        b->o.kind);
        if (!op_named(*u, &b->update[b->updates], why))
            return false;
        b->updates++;
    }
    return true;
}

static bool find_keys(struct bulk *b, struct fault *why)
{
    for (const char *const *k = b->o.key; k && *k; k++) {
        const struct field *f = fields_find(b->op->args, *k);
        if (!f || b->keys == KEYS_MOST)
            return fail(why, FAULT_BUG, *k, "%s has no argument %s to tell its rows apart by.",
                        b->op->name, *k);
        b->key[b->keys++] = f;
    }
    return true;
}

static const char *args_of(struct counter *c, const struct bulk *b)
{
    buf_anew(&c->text);
    buf_text(&c->text, "{\"kind\":");
    buf_json(&c->text, b->o.kind);
    buf_text(&c->text, ",\"file\":");
    buf_json(&c->text, b->o.file);
    if (b->o.digest) {
        buf_text(&c->text, ",\"digest\":");
        buf_json(&c->text, b->o.digest);
    }
    buf_printf(&c->text, ",\"rows\":%llu}", (unsigned long long)b->o.rows);
    return c->text.failed ? NULL : arena_text(&c->arena, c->text.text);
}

static bool begin(struct counter *c, struct bulk *b, const struct progress *p, struct fault *why)
{
    if (!find_ops(b, why) || !find_keys(b, why))
        return false;
    b->tx = (struct tx){.who = &b->who,
                        .op = arena_printf(&c->arena, "import.%s", b->o.kind),
                        .writes = writes_of(c, b),
                        .args = args_of(c, b),
                        .bulk = true};
    if (!b->tx.op || !b->tx.writes || !b->tx.args)
        return fault_memory(why);
    if (!counter_acting(c, b->op, &b->who, why)) {
        if (why->kind == FAULT_DENIED && !store_is_read_only(c->store))
            tx_denied(c->store, &b->who, b->tx.op, b->tx.args, why);
        return false;
    }
    b->who.op_id[0] = '\0';
    b->progress = p ? *p : (struct progress){0};
    b->progress.what = arena_printf(&c->arena, "import %s", b->o.kind);
    if (!b->progress.what)
        return fault_memory(why);
    if (!store_bulk_begin(c->store, &b->progress, why))
        return false;
    if (tx_begin(c->store, &b->tx, &c->arena, why))
        return true;
    store_bulk_end(c->store);
    return false;
}

static void release(struct bulk *b)
{
    arena_release(&b->arena);
    buf_release(&b->key_text);
    buf_release(&b->content);
    free(b);
}

bool counter_bulk_begin(struct counter *c, const struct bulk_options *o, const struct progress *p,
                        struct fault *why)
{
    struct bulk *b = calloc(1, sizeof *b);

    if (!b)
        return fault_memory(why);
    b->o = *o;
    if (!begin(c, b, p, why)) {
        release(b);
        return false;
    }
    c->bulk = b;
    return true;
}

void counter_bulk_progress(struct counter *c, uint64_t done, uint64_t all)
{
    c->bulk->done = done;
    c->bulk->all = all;
}

/* --- one row ------------------------------------------------------------------------------------ */

/* What tells a row from all others: its key's values, or all of it where the key is not given. */
static bool row_key(struct bulk *b, const void *record, struct fault *why)
{
    bool given = b->keys > 0;

    buf_clear(&b->content);
    fields_json(b->op->args, record, true, &b->content);
    buf_clear(&b->key_text);
    for (size_t i = 0; i < b->keys && given; i++) {
        given = field_given(b->key[i], record);
        if (i)
            buf_char(&b->key_text, '|');
        field_print(b->key[i], record, STYLE_FILE, &b->key_text);
    }
    if (!given && !b->content.failed) {
        uint8_t digest[SHA256_SIZE];
        char hex[SHA256_HEX_SIZE];
        sha256_of(b->content.text, b->content.length, digest);
        sha256_hex(digest, hex);
        buf_clear(&b->key_text);
        buf_char(&b->key_text, '#');
        buf_text(&b->key_text, hex);
    }
    return (!b->content.failed && !b->key_text.failed) || fault_memory(why);
}

static bool look_before(struct counter *c, struct bulk *b, struct before *out, struct fault *why)
{
    struct cursor *cursor;

    *out = (struct before){0};
    if (!query_open(
            c->store,
            "SELECT r.content, r.line, f.name, r.subject_id FROM source_row r JOIN source_file f "
            "ON f.id = r.file_id WHERE r.kind = ?1 AND r.key = ?2 ORDER BY r.id DESC LIMIT 1",
            ARGS(TEXT(b->o.kind), TEXT(b->key_text.text)), &cursor, why))
        return false;
    bool good = query_next(cursor, &out->found, why);
    if (good && out->found) {
        out->same = strcmp(query_text(cursor, 0), b->content.text) == 0;
        out->line = query_int(cursor, 1);
        if (!out->same) {
            out->file = arena_text(&b->arena, query_text(cursor, 2));
            out->content = arena_text(&b->arena, query_text(cursor, 0));
            out->subject = query_int(cursor, 3);
        }
        good = out->same || (out->file && out->content) || fault_memory(why);
    }
    query_close(cursor);
    return good;
}

static bool add_source(struct counter *c, struct bulk *b, size_t line, int64_t subject,
                       struct fault *why)
{
    if (!b->file_id) {
        struct source_file file = {.kind = b->o.kind,
                                   .name = b->o.file,
                                   .digest = b->o.digest,
                                   .layout = b->o.layout,
                                   .rows = (int64_t)b->o.rows};
        if (!row_add(c->store, &table_source_file, &file, why))
            return false;
        b->file_id = file.head.id;
    }
    struct source_row row = {.file_id = b->file_id,
                             .line = (int64_t)line,
                             .kind = b->o.kind,
                             .key = b->key_text.text,
                             .content = b->content.text,
                             .subject_id = subject ? subject : ABSENT};
    return row_add(c->store, &table_source_row, &row, why);
}

void bulk_remark(struct counter *c, struct bulk *b, struct remark r)
{
    b->remarks++;
    r.text = b->total.remarks < REMARKS_MOST ? arena_text(&c->arena, r.text) : NULL;
    if (r.text)
        b->total.remark[b->total.remarks++] = r;
}

bool bulk_run(struct counter *c, struct bulk *b, const struct operation *op, const void *record,
              size_t line, int64_t *subject, struct fault *why)
{
    struct answer answer;
    struct call call = call_ready(c, &b->who, op, record, &b->arena, &answer);

    call.bulk = true;
    call.untold = b->total.remarks == REMARKS_MOST;
    call.source_file = b->o.file;
    call.source_line = line;
    bool good = op->run(&call, why);
    buf_release(&call.decisions);
    *subject = answer.subject_id;
    b->asked = answer.asked;
    for (size_t i = 0; good && i < answer.remarks; i++)
        bulk_remark(c, b, answer.remark[i]);
    return good;
}

static bool write_row(struct counter *c, struct bulk *b, const struct node *row,
                      const struct reading *how, size_t line, struct faults *all, struct fault *why)
{
    void *record = arena_take(&b->arena, b->op->args->size);
    struct before before;
    int64_t subject;

    if (!record)
        return fault_memory(why);
    if (!fields_read(b->op->args, row, how, record, &b->arena, all))
        return false;
    if (!row_key(b, record, why) || !look_before(c, b, &before, why))
        return false;
    if (before.found && before.same) {
        b->counts.same++;
        return true;
    }
    if (before.found)
        return bulk_update(c, b, row, how, line, &before, all, why) &&
               add_source(c, b, line, before.subject, why);
    if (!bulk_run(c, b, b->op, record, line, &subject, why) ||
        !add_source(c, b, line, subject, why))
        return false;
    if (b->asked)
        b->counts.asked++;
    else
        b->counts.added++;
    return true;
}

/* Where in the file a fault of the operation belongs: its field's cell, else its line. */
static void set_place(const struct bulk *b, const struct node *row, size_t line, struct fault *why)
{
    const struct node *cell = why->field[0] ? node_child(row, why->field) : NULL;

    if (why->place[0])
        return;
    if (cell && cell->line && cell->column)
        snprintf(why->place, sizeof why->place, "%.120s:%u:%u", b->o.file, cell->line,
                 cell->column);
    else
        snprintf(why->place, sizeof why->place, "%.120s:%zu", b->o.file, line);
}

static bool is_about_the_row(enum fault_kind kind)
{
    return kind == FAULT_INPUT || kind == FAULT_REFUSED || kind == FAULT_MISSING ||
           kind == FAULT_DENIED || kind == FAULT_STALE;
}

bool counter_bulk_row(struct counter *c, const struct node *row, const struct reading *how,
                      size_t line, struct faults *all)
{
    struct bulk *b = c->bulk;
    struct fault why = {0};

    if (b->broken)
        return false;
    if (b->counts.rows++ % STEP_ROWS == 0 &&
        !store_bulk_step(c->store, b->done ? b->done : b->counts.rows - 1, b->all, &why)) {
        b->broken = true;
        faults_take(all, &why);
        return false;
    }
    arena_reset(&b->arena);
    if (write_row(c, b, row, how, line, all, &why))
        return true;
    b->counts.refused++;
    if (why.kind == FAULT_NONE)
        return false;
    b->broken = !is_about_the_row(why.kind);
    if (!b->broken)
        set_place(b, row, line, &why);
    faults_take(all, &why);
    return false;
}

/* --- the end ------------------------------------------------------------------------------------ */

void counter_bulk_abandon(struct counter *c)
{
    tx_rollback(c->store);
    store_bulk_end(c->store);
    release(c->bulk);
    c->bulk = NULL;
}

static bool brought_news(const struct bulk_counts *n)
{
    return n->added || n->changed || n->asked;
}

static const char *counts_text(struct counter *c, const struct bulk *b, bool kept)
{
    const struct bulk_counts *n = &b->counts;
    bool news = brought_news(n);

    buf_anew(&c->text);
    buf_printf(&c->text, "%s: %llu row%s", b->o.file, (unsigned long long)n->rows,
               n->rows == 1 ? "" : "s");
    if (!news && !n->refused)
        buf_text(&c->text, ", nothing new");
    if (n->added)
        buf_printf(&c->text, ", %llu added", (unsigned long long)n->added);
    if (n->asked)
        buf_printf(&c->text, ", %llu sent to a second person", (unsigned long long)n->asked);
    if (n->changed)
        buf_printf(&c->text, ", %llu changed", (unsigned long long)n->changed);
    if (n->same && news)
        buf_printf(&c->text, ", %llu the same as before", (unsigned long long)n->same);
    if (n->refused)
        buf_printf(&c->text, ", %llu refused", (unsigned long long)n->refused);
    if (!kept && news)
        buf_text(&c->text, "; nothing was written");
    return c->text.failed ? NULL : arena_text(&c->arena, c->text.text);
}

bool counter_bulk_end(struct counter *c, bool keep, struct bulk_counts *counts,
                      struct answer *answer, struct faults *all)
{
    struct bulk *b = c->bulk;
    struct fault why = {0};
    struct buf kept = {0};
    bool write =
        keep && !b->o.dry_run && !b->counts.refused && !b->broken && brought_news(&b->counts);
    bool good = true;

    *counts = b->counts;
    *answer = b->total;
    answer->text = counts_text(c, b, write);
    if (!answer->text || !answer_print(answer, &kept))
        good = fault_memory(&why);
    b->tx.answer = kept.text;
    if (good && write) {
        good = tx_commit(c->store, &b->tx, &why);
        answer->tx = good ? b->tx.seq : 0;
    }
    if (!good)
        faults_take(all, &why);
    buf_release(&kept);
    good = good && !b->counts.refused && !b->broken;
    if (tx_is_open(c->store))
        tx_rollback(c->store);
    store_bulk_end(c->store);
    release(b);
    c->bulk = NULL;
    return good;
}

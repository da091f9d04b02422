/* reads.c - who opened whose record: queued, and on the disk before the next one is drawn */
#include "core/store/inside.h"

#include <stdio.h>
#include <string.h>

struct read_row {
    struct stored head;
    int64_t staff_id;
    const char *kind;
    int64_t record_id;
    const char *how;
};

static const struct field read_rows[] = {
    {FIELD(struct read_row, staff_id, FIELD_INT), .label = "Member of staff"},
    {FIELD(struct read_row, kind, FIELD_TEXT), .label = "Kind of record"},
    {FIELD(struct read_row, record_id, FIELD_INT), .label = "Record"},
    {FIELD(struct read_row, how, FIELD_TEXT), .label = "How"},
};
static const struct fields read_fields = FIELDS("read_log", read_rows, struct read_row);
const struct table table_read_log = {.name = "read_log",
                                     .shown = "Reading of a record",
                                     .fields = &read_fields,
                                     .flags = TABLE_APPEND | TABLE_QUIET};

bool store_reads_waiting(const struct store *st)
{
    return st->reads_count > 0;
}

bool store_read_note(struct store *st, const struct session *who, const char *kind, int64_t id,
                     const char *how, struct fault *why)
{
    if (st->read_only) /* nothing can be written there, and the banner says so */
        return true;
    if (st->reads_count == READS_MOST && !store_reads_flush(st, who, why))
        return false;
    struct read_noted *n = &st->reads[st->reads_count++];
    snprintf(n->kind, sizeof n->kind, "%s", kind);
    snprintf(n->how, sizeof n->how, "%s", how);
    n->id = id;
    return true;
}

bool store_reads_flush(struct store *st, const struct session *who, struct fault *why)
{
    static const char *const writes[] = {"read_log", NULL};
    struct session reader = *who;
    struct tx t = {.who = &reader, .op = "read", .writes = writes};
    struct arena a = {0};
    bool fine = true;

    if (st->reads_count == 0)
        return true;
    reader.op_id[0] = '\0';
    if (!tx_begin(st, &t, &a, why))
        return false;
    for (size_t i = 0; fine && i < st->reads_count; i++) {
        const struct read_noted *n = &st->reads[i];
        struct read_row row = {
            .staff_id = who->staff_id, .kind = n->kind, .record_id = n->id, .how = n->how};
        fine = row_add(st, &table_read_log, &row, why);
    }
    if (!fine)
        tx_rollback(st);
    fine = fine && tx_commit(st, &t, why);
    if (fine)
        st->reads_count = 0;
    arena_release(&a);
    return fine;
}

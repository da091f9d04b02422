/* proposal.c - the stored rows of proposals, what they stand on, and how they move */
#include "core/ops/proposal_inside.h"

#include "core/base/sha256.h"
#include "core/store/scope.h"

#include <string.h>

const struct word power_words[] = {
    {"package", "Package"},    {"spot", "Spot purchase"}, {"override", "Override"},
    {"role", "Role or power"}, {"rate", "Rate"},          {NULL, NULL},
};
const struct word limit_words[] = {
    {"package", "Package"},
    {"spot", "Spot purchase"},
    {"override", "Override"},
    {NULL, NULL},
};
const struct word proposal_state_words[] = {
    {"draft", "Draft"},
    {"submitted", "Waiting for approval"},
    {"approved", "Approved"},
    {"applied", "Done"},
    {"returned", "Returned"},
    {"withdrawn", "Withdrawn"},
    {"refused", "Refused"},
    {"stale", "Out of date"},
    {NULL, NULL},
};

static const struct field proposal_rows[] = {
    {FIELD(struct proposal, ref, FIELD_TEXT), .label = "Proposal", .flags = FIELD_KEY},
    {FIELD(struct proposal, operation, FIELD_TEXT), .label = "To do"},
    {FIELD(struct proposal, args, FIELD_TEXT), .max = 65536, .label = "With"},
    {FIELD(struct proposal, package_id, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Package"},
    {FIELD(struct proposal, person_id, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Person"},
    {FIELD(struct proposal, provider_id, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Provider"},
    {FIELD(struct proposal, exposure_pence, FIELD_MONEY), .label = "Exposure"},
    {FIELD(struct proposal, weekly_pence, FIELD_MONEY), .label = "Weekly"},
    {FIELD(struct proposal, power, FIELD_ENUM), .words = power_words, .label = "Power"},
    {FIELD(struct proposal, base, FIELD_TEXT), .max = 65536, .label = "Stands on"},
    {FIELD(struct proposal, hash, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Hash"},
    {FIELD(struct proposal, state, FIELD_ENUM), .words = proposal_state_words, .label = "State"},
    {FIELD(struct proposal, reason, FIELD_TEXT), .max = 2000, .flags = FIELD_OPTIONAL,
     .label = "Reason"},
    {FIELD(struct proposal, author_id, FIELD_INT), .refers = "staff", .label = "Author"},
    {FIELD(struct proposal, editor_id, FIELD_INT), .refers = "staff", .label = "Last changed by"},
    {FIELD(struct proposal, submitted, FIELD_DATETIME), .flags = FIELD_OPTIONAL,
     .label = "Submitted"},
    {FIELD(struct proposal, due, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Due"},
    {FIELD(struct proposal, asked_id, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Asked"},
    {FIELD(struct proposal, decided_by, FIELD_INT), .refers = "staff", .flags = FIELD_OPTIONAL,
     .label = "Decided by"},
    {FIELD(struct proposal, decided, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Decided"},
    {FIELD(struct proposal, decision_text, FIELD_TEXT), .max = 2000, .flags = FIELD_OPTIONAL,
     .label = "In their words"},
    {FIELD(struct proposal, usable_to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Usable to"},
    {FIELD(struct proposal, urgent, FIELD_BOOL), .label = "Urgent start"},
};
static const struct fields proposal_fields = FIELDS("proposal", proposal_rows, struct proposal);
const struct table table_proposal = {
    .name = "proposal",
    .shown = "Proposal",
    .fields = &proposal_fields,
    .flags = TABLE_REV,
    .person = "person_id",
    .package = "package_id",
};

bool proposal_by_ref(struct call *c, const char *arg, const char *ref, struct proposal *out,
                     struct fault *why)
{
    bool found;

    if (!row_where(c->store, &table_proposal, "ref = ?1", ARGS(TEXT(ref)), out, &found, c->arena,
                   why))
        return false;
    if (found)
        return scope_check(c->who, out->person_id, "proposal", ref, why);
    return fail(why, FAULT_MISSING, arg,
                "There is no proposal %s: look in the list of approvals (htlah list approvals).",
                ref);
}

/* --- what it is, exactly ---------------------------------------------------------------------- */

const char *proposal_args(struct call *c, const struct operation *op, const void *args)
{
    struct buf text = {0};
    char *copy = arena_take(c->arena, op->args->size);

    if (!copy)
        return NULL;
    memcpy(copy, args, op->args->size);
    struct fields seen = *op->args;
    struct field *row = arena_take_array(c->arena, seen.count, sizeof *row);
    if (!row)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < op->args->count; i++)
        if (!(op->args->field[i].flags & FIELD_HIDDEN))
            row[n++] = op->args->field[i];
    seen.field = row;
    seen.count = n;
    fields_json(&seen, copy, true, &text);
    const char *out = text.failed ? NULL : arena_copy(c->arena, text.text, text.length);
    buf_release(&text);
    return out;
}

const char *proposal_hash(struct call *c, const char *operation, const char *args, const char *base)
{
    struct sha256 s;
    uint8_t digest[SHA256_SIZE];
    char *hex = arena_take(c->arena, SHA256_HEX_SIZE);

    if (!hex)
        return NULL;
    sha256_init(&s);
    sha256_update(&s, operation, strlen(operation) + 1);
    sha256_update(&s, args, strlen(args) + 1);
    sha256_update(&s, base, strlen(base) + 1);
    sha256_final(&s, digest);
    return sha256_hex(digest, hex);
}

/* Ids of rows that never change while known, and of accepted offers with their revision. */
static const char base_sql[] =
    "SELECT 'specification', id, 0 FROM specification WHERE package_id = ?1 AND known_to IS NULL "
    "UNION ALL SELECT 'line', id, 0 FROM line WHERE package_id = ?1 AND known_to IS NULL "
    "UNION ALL SELECT 'suspension', id, 0 FROM suspension"
    "  WHERE package_id = ?1 AND known_to IS NULL "
    "UNION ALL SELECT 'offer', id, rev FROM offer"
    "  WHERE package_id = ?1 AND placed = 0 AND state IN ('accepted', 'accepted-part') "
    "UNION ALL SELECT 'cancelled', cancelled, 0 FROM package"
    "  WHERE id = ?1 AND cancelled IS NOT NULL "
    "ORDER BY 1, 2";

bool proposal_base(struct call *c, int64_t package_id, const char **out, struct fault *why)
{
    struct cursor *rows;
    struct buf text = {0};
    bool row = true;

    if (!query_open(c->store, base_sql, ARGS(INT(package_id)), &rows, why))
        return false;
    while (row) {
        if (!query_next(rows, &row, why)) {
            query_close(rows);
            buf_release(&text);
            return false;
        }
        if (row)
            buf_printf(&text, "%s%s %lld.%lld", text.length ? " " : "", query_text(rows, 0),
                       (long long)query_int(rows, 1), (long long)query_int(rows, 2));
    }
    query_close(rows);
    *out = text.failed ? NULL
                       : arena_copy(c->arena, text.length ? text.text : "nothing",
                                    text.length ? text.length : 7);
    buf_release(&text);
    return *out || fault_memory(why);
}

bool proposal_move(struct call *c, struct proposal *p, enum proposal_event event, struct fault *why)
{
    if (!proposal_next(p->state, event, &p->state))
        return refuse(why, "AP-1", S75_POWERS, "Proposal %s is %s: one cannot %s it now.", p->ref,
                      proposal_state_words[p->state].code, proposal_event_word(event));
    return row_change(c->store, &table_proposal, p, why);
}

bool proposal_due(struct call *c, datetime_t *out, struct fault *why)
{
    const struct figures *f = &c->config->figures;
    const struct office_figure *office = figures_office(f, c->who->today);
    struct holidays h;
    date_t next;

    if (!figures_holidays(f, c->arena, &h, why))
        return false;
    if (!office || !date_add_working(&h, c->who->today, 1, &next))
        return fail(why, FAULT_INPUT, "",
                    "No office hours or bank holidays are known for this day: add them to the "
                    "partnership's configuration.");
    *out = datetime_make(next, (int)office->closes);
    return true;
}

bool proposal_stale_all(struct call *c, int64_t package_id, const char *because, struct fault *why)
{
    struct list open;

    if (!rows_where(c->store, &table_proposal,
                    "package_id = ?1 AND state IN ('draft', 'submitted', 'approved', 'returned')",
                    ARGS(INT(package_id)), c->arena, &open, why))
        return false;
    struct proposal *p = open.items;
    for (size_t i = 0; i < open.count; i++) {
        p[i].decision_text = because;
        if (!proposal_move(c, &p[i], EVENT_MOVE, why))
            return false;
    }
    return true;
}

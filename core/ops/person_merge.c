/* Two records that are one person: what hangs on the one goes to the other, and can go back.
 *
 * Moves     packages with their lines, offers, proposals and tasks; alerts; stays; bars; open tasks.
 * Stays     addresses, practices, notes and the audit of the merged record: they are shown with the
 *           record that stands, and tell how it was.
 * Promise   No payer, lot, price or day of a line changes; each package in being becomes a task.
 * Undone    by person.unmerge: the same rows go back, with what was made on those packages since.
 */
#include "core/ops/person_inside.h"

#include "core/ops/market.h"
#include "core/ops/offer.h"
#include "core/ops/package.h"
#include "core/ops/proposal.h"
#include "core/ops/work.h"

#include <inttypes.h>
#include <string.h>

struct merge_args {
    const char *person, *merged, *reason;
};
static const struct field merge_rows[] = {
    {FIELD(struct merge_args, person, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",
     .label = "Keep", .help = "The record that stands from now on."},
    {FIELD(struct merge_args, merged, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",
     .label = "Merge",
     .help = "The record that is the same person; it stays, and leads to the "
             "other."},
    ARG_REASON(struct merge_args, 0),
};
static const struct fields merge_args = FIELDS("person.merge", merge_rows, struct merge_args);

/* One move under way: rows go from one record to another, their numbers are written down. */
struct moving {
    struct call *c;
    int64_t from, to;
    struct buf moved; /* JSON: {"package":[1,2],"line":[7]} */
    int64_t count;
    struct fault *why;
};

/* Which rows hang on a person: by themselves, or by their package. */
static const struct {
    const struct table *table;
    const char *tail;
} by_person[] =
    {
        {&table_package, "person_id = ?1 ORDER BY id"},
        {&table_alert, "person_id = ?1 AND known_to IS NULL ORDER BY id"},
        {&table_stay, "person_id = ?1 AND known_to IS NULL ORDER BY id"},
        {&table_bar, "person_id = ?1 AND known_to IS NULL ORDER BY id"},
        {&table_task, "person_id = ?1 AND done IS NULL ORDER BY id"},
},
  by_package[] = {
      {&table_line, "package_id = ?1 AND known_to IS NULL ORDER BY id"},
      {&table_offer, "package_id = ?1 ORDER BY id"},
      {&table_proposal, "package_id = ?1 ORDER BY id"},
      {&table_task, "package_id = ?1 ORDER BY id"},
};
enum {
    BY_PERSON = sizeof by_person / sizeof *by_person,
    BY_PACKAGE = sizeof by_package / sizeof *by_package
};

/* One row's person; *done false when it is somebody else's or is known no longer. */
static bool move_row(struct moving *m, const struct table *t, void *row, bool *done)
{
    const struct field *f = fields_find(t->fields, "person_id");
    int64_t *person = (int64_t *)(void *)((char *)row + f->offset);
    struct stored *head = row;

    *done = *person == m->from && (!(t->flags & TABLE_KNOWN) || head->known_to == ABSENT);
    if (!*done)
        return true;
    if (!(t->flags & TABLE_KNOWN)) {
        *person = m->to;
        return row_change(m->c->store, t, row, m->why);
    }
    void *old = arena_take(m->c->arena, t->fields->size);
    if (!old)
        return fault_memory(m->why);
    memcpy(old, row, t->fields->size);
    *person = m->to;
    return row_replace(m->c->store, t, old, row, m->why);
}

static bool move_rows(struct moving *m, const struct table *t, const char *tail, int64_t key,
                      struct list *out)
{
    struct list rows;
    bool done;

    if (!rows_where(m->c->store, t, tail, ARGS(INT(key)), m->c->arena, &rows, m->why))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        struct stored *head = (void *)((char *)rows.items + i * t->fields->size);
        if (!move_row(m, t, head, &done))
            return false;
        if (done)
            buf_printf(&m->moved, "%s{\"table\":\"%s\",\"id\":%" PRId64 "}",
                       m->moved.length ? "," : "", t->name, head->id);
        m->count += done;
    }
    if (out)
        *out = rows;
    return true;
}

static bool move_all(struct moving *m)
{
    struct list packages = {0};

    for (size_t i = 0; i < BY_PERSON; i++)
        if (!move_rows(m, by_person[i].table, by_person[i].tail, m->from, i ? NULL : &packages))
            return false;
    const struct package *p = packages.items;
    for (size_t k = 0; k < packages.count; k++)
        for (size_t i = 0; i < BY_PACKAGE; i++)
            if (!move_rows(m, by_package[i].table, by_package[i].tail, p[k].head.id, NULL))
                return false;
    return true;
}

static bool check_merge(struct call *c, const struct person *kept, const struct person *merged,
                        struct fault *why)
{
    int64_t others;

    if (kept->head.id == merged->head.id)
        return refuse(why, "PM-1", "reliability.md 5",
                      "Both references lead to one record, %s: there is nothing to merge.",
                      kept->ref);
    if (kept->nhs_number && merged->nhs_number && strcmp(kept->nhs_number, merged->nhs_number) != 0)
        return refuse(why, "PM-1", "domain.md 7.3",
                      "%s and %s have different NHS numbers, so they are two people until one of "
                      "the numbers is put right.",
                      kept->ref, merged->ref);
    if (!query_one_int(c->store, "SELECT count(*) FROM person WHERE merged_into = ?1",
                       ARGS(INT(merged->head.id)), &others, why))
        return false;
    if (others > 0)
        return refuse(why, "PM-1", "reliability.md 5",
                      "%s stands for another record itself: keep %s and merge %s into it, or "
                      "unmerge first.",
                      merged->ref, merged->ref, kept->ref);
    return true;
}

static bool work(struct call *c, int64_t person_id, const char *kind, const char *text,
                 struct fault *why)
{
    int64_t count = 0;

    if (!text)
        return fault_memory(why);
    if (!package_work_for_person(c, person_id, kind, text, &count, why))
        return false;
    if (count)
        call_remark(c, NULL,
                    "%lld package%s in being: a task for each names its lot and payer, which stay "
                    "as they are.",
                    (long long)count, count == 1 ? "" : "s");
    return true;
}

/* What the kept record takes over: a number it lacks, and a restriction. */
static bool take_over(struct call *c, struct person *kept, const struct person *merged,
                      bool *number, struct fault *why)
{
    const char *words;

    *number = !kept->nhs_number && merged->nhs_number;
    if (!person_words_now(c, kept->head.id, &words, why))
        return false;
    if (*number) {
        kept->nhs_number = merged->nhs_number;
        kept->nhs_status = merged->nhs_status;
    }
    if (merged->restricted == 1)
        kept->restricted = 1;
    return person_set_sort_key(c, kept, why) && row_change(c->store, &table_person, kept, why) &&
           person_reindex(c, kept->head.id, words, why);
}

static bool merge(struct call *c, struct fault *why)
{
    const struct merge_args *a = c->args;
    struct person kept, merged;
    struct moving m = {.c = c, .why = why};
    bool number, ok;

    if (!person_by_ref(c, "person", a->person, &kept, why) ||
        !person_by_ref(c, "merged", a->merged, &merged, why) ||
        !check_merge(c, &kept, &merged, why))
        return false;
    m.from = merged.head.id;
    m.to = kept.head.id;
    merged.merged_into = kept.head.id;
    ok = row_change(c->store, &table_person, &merged, why) &&
         take_over(c, &kept, &merged, &number, why) &&
         (kept.restricted != 1 || person_restrict_merged(c, kept.head.id, 1, why)) && move_all(&m);
    const char *moved =
        ok ? arena_printf(c->arena, "{\"number\":%s,\"rows\":[%s]}", number ? "true" : "false",
                          m.moved.text ? m.moved.text : "")
           : NULL;
    ok = ok && ((moved && !m.moved.failed) || fault_memory(why));
    buf_release(&m.moved);
    if (!ok)
        return false;
    struct person_merge row = {.kept_id = kept.head.id,
                               .merged_id = merged.head.id,
                               .valid_from = c->who->today,
                               .valid_to = DATE_NONE,
                               .reason = a->reason,
                               .moved = moved};
    if (!row_add(c->store, &table_person_merge, &row, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", kept.head.id, kept.ref);
    call_say(c, "%s is merged into %s; %lld records went with it. person.unmerge undoes it.",
             merged.ref, kept.ref, (long long)m.count);
    if (date_given(kept.born) && date_given(merged.born) && kept.born.day != merged.born.day)
        call_remark(c, NULL, "Their dates of birth differ: that of %s stands.", kept.ref);
    if (date_given(merged.died) && !date_given(kept.died))
        call_remark(c, NULL, "%s had a day of death and %s has none: look at it.", merged.ref,
                    kept.ref);
    return work(c, kept.head.id, "merged",
                arena_printf(c->arena, "%s was merged into %s.", merged.ref, kept.ref), why);
}

const struct operation op_person_merge = {
    .name = "person.merge",
    .title = "Merge two records",
    .help = "Two records are one person: packages, alerts and work go to the one that is kept. "
            "Nothing of a package changes but whose it is. It can be undone.",
    .roles = ROLE(ROLE_SUPERVISOR),
    .flags = OP_PERSON | OP_CAREFUL,
    .args = &merge_args,
    .writes = WRITES("person", "person_search", "person_merge", "package", "line", "offer",
                     "proposal", "alert", "stay", "bar", "task"),
    .run = merge,
};

/* --- undoing it ------------------------------------------------------------------------------- */

struct unmerge_args {
    const char *person, *reason;
};
static const struct field unmerge_rows[] = {
    {FIELD(struct unmerge_args, person, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",
     .label = "Person", .help = "Reference of the record that was merged into another."},
    ARG_REASON(struct unmerge_args, 0),
};
static const struct fields unmerge_args =
    FIELDS("person.unmerge", unmerge_rows, struct unmerge_args);

static const struct table *moved_table(const char *name)
{
    for (size_t i = 0; name && i < BY_PERSON; i++)
        if (strcmp(by_person[i].table->name, name) == 0)
            return by_person[i].table;
    for (size_t i = 0; name && i < BY_PACKAGE; i++)
        if (strcmp(by_package[i].table->name, name) == 0)
            return by_package[i].table;
    return NULL;
}

struct went {
    const struct table *table;
    int64_t id;
};

/* What the merge wrote down, as a list of struct went. */
static bool what_went(struct call *c, const char *moved, struct list *out, struct fault *why)
{
    struct cursor *row;
    int64_t count;
    bool more = true, ok = true;

    if (!query_one_int(c->store, "SELECT json_array_length(?1, '$.rows')", ARGS(TEXT(moved)),
                       &count, why))
        return false;
    size_t room = count > 0 ? (size_t)count : 0;
    struct went *w = arena_take_array(c->arena, room + 1, sizeof *w);
    if (!w)
        return fault_memory(why);
    *out = (struct list){w, 0};
    if (!query_open(c->store,
                    "SELECT json_extract(value, '$.table'), json_extract(value, '$.id') "
                    "FROM json_each(?1, '$.rows')",
                    ARGS(TEXT(moved)), &row, why))
        return false;
    while (out->count < room && (ok = query_next(row, &more, why)) && more)
        w[out->count++] = (struct went){moved_table(query_text(row, 0)), query_int(row, 1)};
    query_close(row);
    return ok;
}

/* The rows go back; of a package, with everything that hangs on it now. */
static bool move_back(struct moving *m, const struct list *went, int64_t *left)
{
    const struct went *w = went->items;

    *left = 0;
    for (size_t i = 0; i < went->count; i++) {
        const struct table *t = w[i].table;
        bool done;
        if (!t || t == &table_line)
            continue; /* lines go by their package: a later version has another number */
        void *row = arena_take(m->c->arena, t->fields->size);
        if (!row)
            return fault_memory(m->why);
        if (!row_get(m->c->store, t, w[i].id, row, m->c->arena, m->why) ||
            !move_row(m, t, row, &done))
            return false;
        *left += !done;
        m->count += done;
        for (size_t k = 0; t == &table_package && done && k < BY_PACKAGE; k++)
            if (!move_rows(m, by_package[k].table, by_package[k].tail, w[i].id, NULL))
                return false;
    }
    return true;
}

static bool give_back(struct call *c, struct person *kept, const struct person *merged, bool number,
                      struct fault *why)
{
    const char *words;

    if (!number || !kept->nhs_number || strcmp(kept->nhs_number, merged->nhs_number) != 0)
        return true;
    if (!person_words_now(c, kept->head.id, &words, why))
        return false;
    kept->nhs_number = NULL;
    kept->nhs_status = ABSENT;
    return row_change(c->store, &table_person, kept, why) &&
           person_reindex(c, kept->head.id, words, why);
}

static bool end_merge(struct call *c, const struct person_merge *old, struct fault *why)
{
    struct person_merge row = *old;

    if (old->valid_from.day >= c->who->today.day)
        return row_close(c->store, &table_person_merge, old, why);
    row.valid_to = c->who->today;
    return row_replace(c->store, &table_person_merge, old, &row, why);
}

static bool unmerge(struct call *c, struct fault *why)
{
    const struct unmerge_args *a = c->args;
    struct person merged, kept;
    struct person_merge row;
    struct moving m = {.c = c, .why = why};
    struct list went = {0};
    bool found;
    int64_t number, left;

    if (!person_exactly(c, "person", a->person, &merged, why))
        return false;
    if (!row_where(c->store, &table_person_merge,
                   "merged_id = ?1 AND known_to IS NULL AND valid_to IS NULL",
                   ARGS(INT(merged.head.id)), &row, &found, c->arena, why))
        return false;
    if (!found || merged.merged_into == ABSENT)
        return refuse(why, "PM-2", "reliability.md 5",
                      "%s is not merged into another record: there is nothing to take apart.",
                      merged.ref);
    if (!person_get(c, row.kept_id, &kept, why) || !person_check_open(c, &kept, why) ||
        !what_went(c, row.moved, &went, why) ||
        !query_one_int(c->store, "SELECT json_extract(?1, '$.number')", ARGS(TEXT(row.moved)),
                       &number, why))
        return false;
    m.from = kept.head.id;
    m.to = merged.head.id;
    merged.merged_into = ABSENT;
    bool ok = give_back(c, &kept, &merged, number == 1, why) &&
              row_change(c->store, &table_person, &merged, why) && move_back(&m, &went, &left) &&
              end_merge(c, &row, why);
    buf_release(&m.moved);
    if (!ok)
        return false;
    c->reason = a->reason;
    call_subject(c, "person", merged.head.id, merged.ref);
    call_say(c, "%s and %s are two records again; %lld records went back.", merged.ref, kept.ref,
             (long long)m.count);
    if (left)
        call_remark(c, NULL, "%lld records have changed since and stay with %s: look at them.",
                    (long long)left, kept.ref);
    return work(c, merged.head.id, "unmerged",
                arena_printf(c->arena, "%s was taken out of %s again.", merged.ref, kept.ref), why);
}

const struct operation op_person_unmerge = {
    .name = "person.unmerge",
    .title = "Undo a merge",
    .help = "The records are two people after all: what went from one to the other goes back.",
    .roles = ROLE(ROLE_SUPERVISOR),
    .flags = OP_PERSON | OP_CAREFUL,
    .args = &unmerge_args,
    .writes = WRITES("person", "person_search", "person_merge", "package", "line", "offer",
                     "proposal", "alert", "stay", "bar", "task"),
    .run = unmerge,
};

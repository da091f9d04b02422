/* disclosure.c - reads of records, and rows that leave the store */
#include "core/base/text.h"
#include "core/store/query.h"
#include "core/store/tx.h"
#include "core/views/show.h"

#include <stdio.h>
#include <string.h>

bool kind_may(struct session *s, const struct kind *k, struct fault *why)
{
    char op[80];

    if (view_may(s, k->part[0].view, why))
        return true;
    snprintf(op, sizeof op, "show.%s", k->name);
    tx_denied(s->store, s, op, NULL, why);
    return false;
}

bool kind_reads_waiting(const struct session *s)
{
    return store_reads_waiting(s->store);
}

bool kind_reads_flush(struct session *s, struct fault *why)
{
    return store_reads_flush(s->store, s, why);
}

/* Care planners and supervisors give people what is held on them; privacy reviewers approve it. */
#define EXPORTS_PEOPLE                                                                             \
    (ROLE(ROLE_PLANNER) | ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_PRIVACY) | ROLE(ROLE_BROKER))

bool view_may_export(struct session *s, const struct view *v, struct fault *why)
{
    unsigned held = session_acting(s);
    char op[80];

    if (!(v->flags & VIEW_PERSON) || held & EXPORTS_PEOPLE)
        return true;
    fail(why, FAULT_DENIED, "",
         "%s may not export %s: its rows name people, and only brokers, planners, supervisors and "
         "privacy reviewers may take those out.",
         s->login ? s->login : "Somebody unknown", v->name);
    snprintf(op, sizeof op, "export.%s", v->name);
    tx_denied(s->store, s, op, NULL, why);
    return false;
}

/* The person whose (or whose package's) reference the row's column holds. */
static bool by_reference(struct session *s, const struct field *f, const void *row, const char *sql,
                         int64_t *id, struct fault *why)
{
    const char *ref = *(const char *const *)(const void *)((const char *)row + f->offset);

    return !ref || query_one_int(s->store, sql, ARGS(TEXT(ref)), id, why);
}

int64_t view_person(const struct view *v, const void *row)
{
    const struct field *own = fields_find(v->columns, "person_id");

    if (!own && v->opens && strcmp(v->opens, "person") == 0)
        own = &v->columns->field[0];
    if (!own || !(v->flags & VIEW_PERSON))
        return ABSENT;
    return *(const int64_t *)(const void *)((const char *)row + own->offset);
}

bool view_whose(struct session *s, const struct view *v, const void *row, int64_t *id,
                struct fault *why)
{
    const struct field *person = fields_find(v->columns, "person");
    const struct field *package = fields_find(v->columns, "package");

    *id = view_person(v, row);
    if (*id != ABSENT || !(v->flags & VIEW_PERSON))
        return true;
    if (person && person->type == FIELD_TEXT)
        return by_reference(s, person, row, "SELECT id FROM person WHERE ref = ?1", id, why);
    if (package && package->type == FIELD_TEXT)
        return by_reference(s, package, row, "SELECT person_id FROM package WHERE ref = ?1", id,
                            why);
    return true;
}

bool view_note_reads(struct session *s, const int64_t *person, size_t count, struct fault *why)
{
    bool good = true;

    for (size_t i = 0; good && i < count; i++)
        good = store_read_note(s->store, s, "person", person[i], "export", why);
    return good && store_reads_flush(s->store, s, why);
}

bool view_note_export(struct session *s, const struct view *v, const char *what,
                      const int64_t *person, size_t count, struct fault *why)
{
    static const char *const nothing[] = {NULL};
    struct arena a = {0};
    struct session who = *s;
    char op[80];

    if (store_is_read_only(s->store))
        return true; /* nothing can be written there, and the banner says so */
    if (!view_note_reads(s, person, count, why))
        return false;
    snprintf(op, sizeof op, "export.%s", v->name);
    who.op_id[0] = '\0';
    struct tx t = {.who = &who, .op = op, .writes = nothing, .args = what, .subject_id = ABSENT};
    bool good = tx_begin(s->store, &t, &a, why) && tx_commit(s->store, &t, why);
    arena_release(&a);
    return good;
}

/* package_find.c - packages, their specifications and lines, found; what is missing and waiting */
#include "core/ops/package_inside.h"

#include "core/store/scope.h"

#include <string.h>

/* References that begin alike, for "did you mean". */
static const char *nearest(struct call *c, const char *ref)
{
    static const char sql[] = "SELECT ref FROM package WHERE ref >= ?1 ORDER BY ref LIMIT 1";
    const char *found = NULL;
    struct fault ignored = {0};

    if (!query_one_text(c->store, sql, ARGS(TEXT(ref)), c->arena, &found, &ignored))
        return NULL;
    return found;
}

bool package_by_ref(struct call *c, const char *arg, const char *ref, struct package *out,
                    struct fault *why)
{
    bool found = false;
    char quoted[80];

    if (!row_where(c->store, &table_package, "ref = ?1", ARGS(TEXT(ref)), out, &found, c->arena,
                   why))
        return false;
    if (found)
        return scope_check(c->who, out->person_id, "package", ref, why);
    text_quote(ref, strlen(ref), 40, quoted, sizeof quoted);
    const char *near = nearest(c, ref);
    if (near)
        return fail(why, FAULT_MISSING, arg,
                    "There is no package %s; did you mean %s? Look in the list of packages (htlah "
                    "list packages).",
                    quoted, near);
    return fail(why, FAULT_MISSING, arg,
                "There is no package %s: look in the list of packages (htlah list packages).",
                quoted);
}

bool package_live(struct call *c, const char *ref, int64_t rev, struct package *out,
                  struct fault *why)
{
    if (!package_by_ref(c, "package", ref, out, why))
        return false;
    if (!row_seen(c->store, &table_package, out, rev, why))
        return false;
    if (date_given(out->cancelled))
        return refuse(why, "PK-15", PACKAGE_SOURCE,
                      "Package %s was cancelled on %s: request a new one.", out->ref,
                      day_shown(c, out->cancelled));
    call_subject(c, "package", out->head.id, out->ref);
    return true;
}

bool package_person(struct call *c, const struct package *p, struct person *out, struct fault *why)
{
    return row_get(c->store, &table_person, p->person_id, out, c->arena, why);
}

const struct terms_figure *package_terms(struct call *c, date_t on, struct fault *why)
{
    const struct terms_figure *terms = figures_terms(&c->config->figures, on);

    if (!terms && !fail(why, FAULT_INPUT, "",
                        "No terms of the contract are in force on %s: add them to terms.yaml.",
                        day_shown(c, on)))
        return NULL;
    return terms;
}

/* --- specification ------------------------------------------------------------------------------ */

bool spec_visits(struct call *c, int64_t package_id, int64_t spec_number, struct list *out,
                 struct fault *why)
{
    return rows_where(c->store, &table_visit,
                      "package_id = ?1 AND spec_number = ?2 ORDER BY number",
                      ARGS(INT(package_id), INT(spec_number)), c->arena, out, why);
}

bool spec_newest(struct call *c, int64_t package_id, struct specification *out, bool *found,
                 struct fault *why)
{
    return row_where(c->store, &table_specification,
                     "package_id = ?1 AND known_to IS NULL ORDER BY valid_from DESC LIMIT 1",
                     ARGS(INT(package_id)), out, found, c->arena, why);
}

bool package_spec(struct call *c, int64_t package_id, date_t on, struct specification *out,
                  struct list *visits, bool *found, struct fault *why)
{
    *visits = (struct list){0};
    if (!row_where(c->store, &table_specification,
                   "package_id = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2)"
                   " ORDER BY valid_from LIMIT 1",
                   ARGS(INT(package_id), INT(on.day)), out, found, c->arena, why))
        return false;
    return !*found || spec_visits(c, package_id, out->number, visits, why);
}

/* --- lines -------------------------------------------------------------------------------------- */

bool line_is_on(const struct line *l, date_t d)
{
    return period_has((struct period){l->valid_from, l->valid_to}, d);
}

bool package_lines(struct call *c, int64_t package_id, date_t from, struct list *out,
                   struct fault *why)
{
    return rows_where(c->store, &table_line,
                      "package_id = ?1 AND known_to IS NULL AND change <> 'void'"
                      " AND (valid_to IS NULL OR valid_to > ?2) ORDER BY number, valid_from",
                      ARGS(INT(package_id), INT(date_given(from) ? from.day : INT32_MIN)), c->arena,
                      out, why);
}

bool line_versions(struct call *c, int64_t package_id, int64_t number, struct list *out,
                   struct fault *why)
{
    return rows_where(c->store, &table_line,
                      "package_id = ?1 AND number = ?2 AND known_to IS NULL AND change <> 'void'"
                      " ORDER BY valid_from",
                      ARGS(INT(package_id), INT(number)), c->arena, out, why);
}

bool lines_on(struct call *c, const struct package *p, int64_t number, date_t on, struct list *out,
              struct fault *why)
{
    if (!rows_where(c->store, &table_line,
                    "package_id = ?1 AND known_to IS NULL AND change <> 'void' AND valid_from <= ?2"
                    " AND (valid_to IS NULL OR valid_to > ?2) AND (?3 IS NULL OR number = ?3)"
                    " ORDER BY number",
                    ARGS(INT(p->head.id), INT(on.day), INT(number)), c->arena, out, why))
        return false;
    if (out->count)
        return true;
    if (number != ABSENT)
        return refuse(
            why, "PK-13", PACKAGE_SOURCE,
            "Line %lld of package %s is not in force on %s: look at its lines for the days.",
            (long long)number, p->ref, day_shown(c, on));
    return refuse(why, "PK-13", PACKAGE_SOURCE,
                  "No line of package %s is in force on %s: look at its lines for the days.",
                  p->ref, day_shown(c, on));
}

int64_t lines_most(struct call *c, int64_t package_id, struct fault *why)
{
    int64_t most;

    if (!query_one_int(c->store,
                       "SELECT coalesce(max(number), 0) FROM line WHERE package_id = ?1"
                       " AND known_to IS NULL",
                       ARGS(INT(package_id)), &most, why))
        return -1;
    return most;
}

/* --- what is missing, what waits ------------------------------------------------------------------ */

#define STOP_COLUMN(name, sentence, condition)   "(" condition "), "
#define STOP_SENTENCE(name, sentence, condition) sentence,

bool package_missing(struct call *c, const struct package *p, struct list *out, struct fault *why)
{
    static const char sql[] =
        "SELECT :as_at, :known_at, " PACKAGE_STOPS(STOP_COLUMN) "0 FROM package p"
                                                                " WHERE p.id = :id";
    static const char *const sentence[] = {PACKAGE_STOPS(STOP_SENTENCE)};
    enum { SENTENCES = sizeof sentence / sizeof *sentence };
    const char **missing = arena_take_array(c->arena, SENTENCES, sizeof *missing);
    struct cursor *cursor;
    bool row = false;

    *out = (struct list){missing, 0};
    if (!missing)
        return fault_memory(why);
    if (!query_open(c->store, sql, ARGS(INT(c->who->today.day), INT(INT64_MAX), INT(p->head.id)),
                    &cursor, why))
        return false;
    bool fine = query_next(cursor, &row, why);
    for (int i = 0; fine && row && i < SENTENCES; i++)
        if (query_int(cursor, i + 2) == 1)
            missing[out->count++] = sentence[i];
    query_close(cursor);
    return fine;
}

/* Does a line stand for a visit to the end of its specification? */
static bool covers(const struct line *l, const struct specification *s, int64_t number)
{
    return l->spec_number == s->number && numbers_have(l->visits, number) &&
           (!date_given(l->valid_to) ||
            (date_given(s->valid_to) && l->valid_to.day >= s->valid_to.day));
}

static bool is_covered(const struct list *lines, const struct specification *s, int64_t number)
{
    const struct line *l = lines->items;

    for (size_t i = 0; i < lines->count; i++)
        if (covers(&l[i], s, number))
            return true;
    return false;
}

bool package_uncovered(struct call *c, int64_t package_id, const struct list *visits, date_t on,
                       const char **numbers, struct fault *why)
{
    const struct visit *v = visits->items;
    struct specification spec;
    struct list lines;
    struct buf text = {0};
    bool found = false;

    *numbers = NULL;
    if (visits->count == 0)
        return true;
    if (!row_where(c->store, &table_specification,
                   "package_id = ?1 AND number = ?2 AND known_to IS NULL",
                   ARGS(INT(package_id), INT(v[0].spec_number)), &spec, &found, c->arena, why) ||
        !package_lines(c, package_id, on, &lines, why))
        return false;
    if (!found)
        return true;
    for (size_t i = 0; i < visits->count; i++)
        if (!is_covered(&lines, &spec, v[i].number)) {
            if (text.length)
                buf_char(&text, ',');
            buf_number(&text, v[i].number);
        }
    if (text.length)
        *numbers = arena_text(c->arena, text.text);
    bool fine = !text.failed && (!text.length || *numbers);
    buf_release(&text);
    return fine || fault_memory(why);
}

static bool is_waiting(struct call *c, const struct package *p, bool *out, struct fault *why)
{
    struct specification spec;
    struct list visits, lines;
    const char *numbers;
    bool found = false;

    *out = false;
    if (date_given(p->cancelled))
        return true;
    if (!spec_newest(c, p->head.id, &spec, &found, why))
        return false;
    if (!found) {
        *out = true;
        return true;
    }
    if (date_given(spec.valid_to) && spec.valid_to.day <= c->who->today.day)
        return true;
    if (!spec_visits(c, p->head.id, spec.number, &visits, why))
        return false;
    if (visits.count) {
        if (!package_uncovered(c, p->head.id, &visits, spec.valid_from, &numbers, why))
            return false;
        *out = numbers != NULL;
        return true;
    }
    /* Taken on without visits: it waits where no line goes on to the end. */
    if (!package_lines(c, p->head.id, spec.valid_from, &lines, why))
        return false;
    const struct line *l = lines.items;
    *out = true;
    for (size_t i = 0; i < lines.count; i++)
        if (!date_given(l[i].valid_to) ||
            (date_given(spec.valid_to) && l[i].valid_to.day >= spec.valid_to.day))
            *out = false;
    return true;
}

bool package_settle(struct call *c, int64_t package_id, struct fault *why)
{
    struct package p;
    bool waiting;

    if (!row_get(c->store, &table_package, package_id, &p, c->arena, why) ||
        !is_waiting(c, &p, &waiting, why))
        return false;
    if (p.waiting == waiting)
        return true;
    p.waiting = waiting;
    return row_change(c->store, &table_package, &p, why);
}

bool package_work_for_person(struct call *c, int64_t person_id, const char *kind, const char *text,
                             int64_t *count, struct fault *why)
{
    struct list packages;

    *count = 0;
    if (!rows_where(c->store, &table_package, "person_id = ?1 AND cancelled IS NULL ORDER BY id",
                    ARGS(INT(person_id)), c->arena, &packages, why))
        return false;
    const struct package *p = packages.items;
    for (size_t i = 0; i < packages.count; i++) {
        struct specification spec;
        struct list visits;
        bool found;
        if (!package_spec(c, p[i].head.id, c->who->today, &spec, &visits, &found, why))
            return false;
        if (!found && !p[i].waiting) /* over */
            continue;
        struct task_wanted task = {.kind = kind,
                                   .person_id = person_id,
                                   .package_id = p[i].head.id,
                                   .line_number = ABSENT,
                                   .role = ROLE_BROKER,
                                   .due = DATETIME_NONE};
        if (!work_add(c, &task, why, "%s Package %s: lot %s, payer %s.", text, p[i].ref,
                      p[i].lot_code ? p[i].lot_code : "not known", p[i].payer))
            return false;
        (*count)++;
    }
    return true;
}

/* op.c - looking operations up, and what every one of them needs while it runs */
#include "core/ops/op.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the registry, in order of name ------------------------------------------------------------ */

enum { OPS_MOST = 512 };

struct index {
    const struct operation *op[OPS_MOST];
    size_t count;
};

static int by_name(const void *a, const void *b)
{
    const struct operation *const *x = a, *const *y = b;

    return strcmp((*x)->name, (*y)->name);
}

static const struct index *index_of(void)
{
    static struct index all;

    if (all.count)
        return &all;
    for (const struct operation *const *const *s = op_subjects; *s; s++)
        for (const struct operation *const *o = *s; *o; o++) {
            assert(all.count < OPS_MOST);
            all.op[all.count++] = *o;
        }
    qsort(all.op, all.count, sizeof *all.op, by_name);
    return &all;
}

size_t op_count(void)
{
    return index_of()->count;
}

const struct operation *op_at(size_t i)
{
    return i < op_count() ? index_of()->op[i] : NULL;
}

const struct operation *op_find(const char *name)
{
    const struct operation wanted = {.name = name}, *key = &wanted;
    const struct index *all = index_of();
    const struct operation *const *found =
        bsearch(&key, all->op, all->count, sizeof *all->op, by_name);

    return found ? *found : NULL;
}

/* --- for the operations themselves ------------------------------------------------------------- */

LIKE_PRINTF(2, 0)
static const char *print(struct arena *a, const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : arena_take(a, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

void call_say(struct call *c, const char *format, ...)
{
    va_list args;

    if (c->bulk) /* an import says how many, not what each was */
        return;
    va_start(args, format);
    c->answer->text = print(c->arena, format, args);
    va_end(args);
}

void call_remark(struct call *c, const char *code, const char *format, ...)
{
    const struct cite *cite = code ? cite_find(code) : NULL;
    struct answer *answer = c->answer;
    va_list args;

    assert((!code || cite) && "every code is a row of cites");
    if (answer->remarks == REMARKS_MOST)
        return;
    va_start(args, format);
    const char *text = c->untold ? "" : print(c->arena, format, args);
    va_end(args);
    if (text && c->source_file && !c->untold)
        text = arena_printf(c->arena, "%s:%zu: %s", c->source_file, c->source_line, text);
    if (text)
        answer->remark[answer->remarks++] = (struct remark){
            .code = cite ? cite->code : NULL, .source = cite ? cite->source : NULL, .text = text};
}

void call_subject(struct call *c, const char *kind, int64_t id, const char *ref)
{
    c->answer->subject_kind = kind;
    c->answer->subject_id = id;
    c->answer->subject_ref = ref;
}

bool call_rule(struct call *c, const struct rule *r, const void *facts, struct decision *out,
               struct fault *why)
{
    if (!rule_eval(r, facts, &c->config->figures, c->arena, out, why))
        return false;
    if (c->bulk) /* the row is kept, and the rule gives the same answer to it again */
        return true;
    if (c->decisions.length)
        buf_char(&c->decisions, ',');
    decision_json(out, &c->decisions);
    return true;
}

/* Where references of a kind stand: how many records there are about, and whether one is taken.  An
 * award's versions share its reference. */
#define PROPOSALS(from, until)                                                                     \
    "SELECT CAST(substr(max(ref), 2) AS INTEGER) - 10000 FROM proposal WHERE ref >= " from         \
    " AND ref < " until
static const struct {
    const char *letters, *newest, *taken;
} references[] = {
    {"P", "SELECT max(id) FROM person", "SELECT 1 FROM person WHERE ref = ?1"},
    {"K", "SELECT max(id) FROM package", "SELECT 1 FROM package WHERE ref = ?1"},
    {"V", "SELECT max(id) FROM provider", "SELECT 1 FROM provider WHERE ref = ?1"},
    {"W", "SELECT max(id) FROM award", "SELECT 1 FROM award WHERE ref = ?1 AND known_to IS NULL"},
    {"O", "SELECT max(id) FROM offer", "SELECT 1 FROM offer WHERE ref = ?1"},
    {"A", PROPOSALS("'A'", "'B'"), "SELECT 1 FROM proposal WHERE ref = ?1"},
    {"Q", PROPOSALS("'Q'", "'R'"), "SELECT 1 FROM proposal WHERE ref = ?1"},
};
enum { REFERENCES_FROM = 10000 };

bool call_next_ref(struct call *c, const char *letters, const char **out, struct fault *why)
{
    size_t kind = 0, kinds = sizeof references / sizeof *references;
    int64_t newest, taken = 1;

    while (kind < kinds && strcmp(references[kind].letters, letters) != 0)
        kind++;
    if (kind == kinds)
        return fail(why, FAULT_BUG, NULL, "No references begin with %s.", letters);
    if (!query_one_int(c->store, references[kind].newest, NO_ARGS, &newest, why))
        return false;
    int64_t number = REFERENCES_FROM + (newest == ABSENT ? 0 : newest) + 1;
    /* Somebody's own references may be in the way: leap over them, further each time. */
    for (int64_t step = 1;; step *= 2) {
        *out = arena_printf(c->arena, "%s%lld", letters, (long long)number);
        if (!*out)
            return fault_memory(why);
        if (!query_one_int(c->store, references[kind].taken, ARGS(TEXT(*out)), &taken, why))
            return false;
        if (taken == ABSENT)
            return true;
        number += step;
    }
}

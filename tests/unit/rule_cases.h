/* rule_cases.h - a rule asked once, and its answer kept until the next question
 *
 * Use   struct asked q = ask(&rule_…, &facts, figures); … ; answered(&q);
 *       facts_of() reads facts as a file gives them: "minutes=15 rate_pence_hour=1999".
 */
#ifndef TESTS_UNIT_RULE_CASES_H
#define TESTS_UNIT_RULE_CASES_H

#include "tests/unit/run.h"

#include "core/base/arena.h"
#include "core/rules/rule.h"

struct asked {
    struct arena arena;
    struct decision d;
    struct fault why;
    bool good;
    char codes[256]; /* of all reasons, apart by spaces */
};

static inline void ask(struct asked *q, const struct rule *r, const void *facts,
                       const struct figures *figures)
{
    memset(q, 0, sizeof *q);
    q->good = rule_eval(r, facts, figures, &q->arena, &q->d, &q->why);
    for (size_t i = 0; q->good && i < q->d.reasons; i++) {
        size_t used = strlen(q->codes);
        snprintf(q->codes + used, sizeof q->codes - used, "%s%s", used ? " " : "",
                 q->d.reason[i].code);
        assert_true(q->d.reason[i].source && q->d.reason[i].source[0]);
        assert_true(q->d.reason[i].text[0]);
    }
}

static inline void answered(struct asked *q)
{
    arena_release(&q->arena);
}

/* Words of a list value, apart by spaces. */
static inline const char *words_of(const struct list *l, char *out, size_t size)
{
    const char *const *word = l->items;

    out[0] = '\0';
    for (size_t i = 0; i < l->count; i++) {
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s", used ? " " : "", word[i]);
    }
    return out;
}

/* True when `pairs` ("name=value name=value") are facts of the rule; the first fault in *why. */
static inline bool facts_of(const struct rule *r, const char *pairs, void *facts, struct arena *a,
                            struct fault *why)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "fact"};
    struct node *map = node_new(a, NODE_MAP);
    struct faults all = {0};
    char copy[1024], *rest = copy;

    snprintf(copy, sizeof copy, "%s", pairs);
    for (char *pair; (pair = strsep(&rest, " ")) != NULL;) {
        char *equals = strchr(pair, '=');
        if (!equals)
            continue;
        *equals = '\0';
        assert_non_null(node_add(a, map, pair, equals + 1));
    }
    bool good = fields_read(r->facts, map, &how, facts, a, &all);
    if (!good)
        assert_false(faults_none(&all, why));
    faults_release(&all);
    return good;
}

#endif

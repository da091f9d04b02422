#include "core/rules/rule.h"

#include <assert.h>
#include <string.h>

static bool is_outcome(const struct rule *r, const char *outcome)
{
    for (const char *const *o = r->outcomes; *o; o++)
        if (*o == outcome || strcmp(*o, outcome) == 0)
            return true;
    return false;
}

static bool evaluate(const struct rule *r, const void *facts, const struct figures *figures,
                     struct arena *a, struct decision *out, struct fault *why)
{
    out->rule = r;
    out->outcome = NULL;
    out->values = NULL;
    out->reasons = 0;
    if (r->values) {
        out->values = arena_take(a, r->values->size);
        if (!out->values)
            return fault_memory(why);
        fields_clear(r->values, out->values);
    }
    if (!r->eval(facts, figures, a, out, why))
        return false;
    assert(out->outcome && is_outcome(r, out->outcome) && "a rule answers one of its outcomes");
    return true;
}

bool rule_eval(const struct rule *r, const void *facts, const struct figures *figures,
               struct arena *a, struct decision *out, struct fault *why)
{
    out->codes_only = false;
    return evaluate(r, facts, figures, a, out, why);
}

bool rule_eval_codes(const struct rule *r, const void *facts, const struct figures *figures,
                     struct arena *a, struct decision *out, struct fault *why)
{
    out->codes_only = true;
    return evaluate(r, facts, figures, a, out, why);
}

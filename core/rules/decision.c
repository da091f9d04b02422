/* decision.c - what a rule answered: its reasons, its codes, its line of JSON, its fault */
#include "core/rules/rule.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool may_give(const struct rule *r, const char *code)
{
    for (const char *const *c = r->codes; *c; c++)
        if (*c == code || strcmp(*c, code) == 0)
            return true;
    return false;
}

LIKE_PRINTF(4, 0)
static void add(struct decision *d, const char *code, const char *source, const char *format,
                va_list args)
{
    assert(may_give(d->rule, code) && "a rule names its codes for the rule book");
    assert(d->reasons < REASONS_MAX && "a decision has room for every code of its rule");
    struct reason *r = &d->reason[d->reasons++];
    r->code = code;
    r->source = source;
    r->text[0] = '\0';
    if (!d->codes_only)
        vsnprintf(r->text, sizeof r->text, format, args);
}

LIKE_PRINTF(3, 0)
static void cite(struct decision *d, const char *code, const char *format, va_list args)
{
    const struct cite *c = d->codes_only ? NULL : cite_find(code);
    assert((c || d->codes_only) && "every code is a row of cites");
    add(d, code, c ? c->source : NULL, format, args);
}

void decision_cite(struct decision *d, const char *code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    cite(d, code, format, args);
    va_end(args);
}

void decision_refuse(struct decision *d, const char *outcome, const char *code, const char *format,
                     ...)
{
    va_list args;

    d->outcome = outcome;
    va_start(args, format);
    cite(d, code, format, args);
    va_end(args);
}

bool decision_codes(const struct decision *d, struct arena *a, struct list *out, struct fault *why)
{
    /* One more than needed: no code at all is still a list, told apart from one not given. */
    const char **codes = arena_take_array(a, d->reasons + 1, sizeof *codes);

    if (!codes)
        return fault_memory(why);
    for (size_t i = 0; i < d->reasons; i++)
        codes[i] = d->reason[i].code;
    out->items = codes;
    out->count = d->reasons;
    return true;
}

bool decision_fault(const struct decision *d, struct fault *why)
{
    for (size_t i = 0; i < d->reasons; i++) {
        const struct reason *r = &d->reason[i];
        if (i == 0)
            refuse(why, r->code, r->source, "%s", r->text);
        else
            fault_add_reason(why, r->code, r->source, "%s", r->text);
    }
    if (d->reasons == 0)
        return fail(why, FAULT_BUG, "", "%s refused without a reason: please report this.",
                    d->rule->name);
    return false;
}

static void json_member(struct buf *out, const char *name, const char *text)
{
    buf_json(out, name);
    buf_char(out, ':');
    buf_json(out, text);
}

void decision_json(const struct decision *d, struct buf *out)
{
    buf_char(out, '{');
    json_member(out, "rule", d->rule->name);
    buf_char(out, ',');
    json_member(out, "outcome", d->outcome);
    buf_text(out, ",\"reasons\":[");
    for (size_t i = 0; i < d->reasons; i++) {
        buf_text(out, i ? ",{" : "{");
        json_member(out, "rule", d->reason[i].code);
        buf_char(out, ',');
        json_member(out, "source", d->reason[i].source);
        buf_char(out, ',');
        json_member(out, "text", d->reason[i].text);
        buf_char(out, '}');
    }
    buf_text(out, "],\"values\":");
    if (d->rule->values)
        fields_json(d->rule->values, d->values, false, out);
    else
        buf_text(out, "{}");
    buf_char(out, '}');
}

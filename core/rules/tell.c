/* tell.c - a decision in words: the one telling, whoever asks why */
#include "core/rules/rule.h"

#include <string.h>

/* Answers to a question, where the outcome's own word is none. */
static const struct word answers[] = {
    {"offer", "Yes"},       {"refused", "No"}, {"permitted", "Yes"}, {"eligible", "Yes"},
    {"not-eligible", "No"}, {"valid", "Yes"},  {"invalid", "No"},    {"accept", "Yes"},
    {"return", "No"},       {NULL, NULL},
};

static void answer(const struct decision *d, struct buf *out)
{
    size_t length = strlen(d->rule->title);
    bool asks = length && d->rule->title[length - 1] == '?';
    int64_t at = word_index(answers, d->outcome ? d->outcome : "");

    buf_printf(out, "%s%s %s.\n", d->rule->title, asks ? "" : ":",
               asks && at != ABSENT ? answers[at].shown
               : d->outcome         ? d->outcome
                                    : "no answer");
}

void decision_tell(const struct decision *d, const void *facts, struct buf *out)
{
    struct buf found = {0};

    answer(d, out);
    buf_printf(out, "\tRule %s: %s\n", d->rule->name, d->rule->source);
    for (size_t i = 0; i < d->reasons; i++) {
        const struct reason *r = &d->reason[i];
        buf_printf(out, "%s%s%s\n", r->code ? r->code : "", r->code ? "  " : "", r->text);
        if (r->source && *r->source)
            buf_printf(out, "\t%s\n", r->source);
    }
    if (facts) {
        buf_text(out, "It read\n");
        fields_tell(d->rule->facts, facts, out);
    }
    if (d->rule->values && d->values)
        fields_tell(d->rule->values, d->values, &found);
    if (found.length)
        buf_printf(out, "It found\n%s", found.text);
    out->failed |= found.failed;
    buf_release(&found);
}

/* Why something stands as it does: the decisions of the record's transactions, newest first, with
 * rule, source, reasons and what the rule worked out. */
#include "tui/screens/screens.h"

#include "core/exchange/json.h"
#include "core/rules/rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOKED_AT = 40, TOLD = 8 };

/* --- one decision ------------------------------------------------------------------------------ */

static void reasons(struct json *j, struct buf *out)
{
    bool first = true;

    if (!json_open(j, '['))
        return;
    while (json_more(j, ']', &first)) {
        const char *key, *code = "", *source = "", *text = "";
        bool one = true;
        if (!json_open(j, '{'))
            return;
        while (json_more(j, '}', &one) && json_key(j, &key)) {
            const char **to = strcmp(key, "rule") == 0     ? &code
                              : strcmp(key, "source") == 0 ? &source
                              : strcmp(key, "text") == 0   ? &text
                                                           : NULL;
            if (!(to && json_peek(j) == '"' ? json_string(j, to) : json_skip(j)))
                return;
        }
        buf_printf(out, "%s  %s\n\t%s\n", code, text, source);
    }
}

/* The text of a value, as it stands in the JSON. */
static void values(struct json *j, struct buf *out)
{
    bool first = true;
    const char *key;

    if (!json_open(j, '{'))
        return;
    while (json_more(j, '}', &first) && json_key(j, &key)) {
        const char *from = j->at;
        if (!json_skip(j))
            return;
        buf_printf(out, "%s%s ", out->length ? ", " : "", key);
        buf_add(out, from, (size_t)(j->at - from));
    }
}

static void decision(struct json *j, struct buf *out)
{
    const char *key, *name = "", *outcome = "";
    struct buf why = {0}, facts = {0};
    bool first = true;

    if (!json_open(j, '{'))
        return;
    while (json_more(j, '}', &first) && json_key(j, &key)) {
        if (strcmp(key, "rule") == 0)
            (void)json_string(j, &name);
        else if (strcmp(key, "outcome") == 0)
            (void)json_string(j, &outcome);
        else if (strcmp(key, "reasons") == 0)
            reasons(j, &why);
        else if (strcmp(key, "values") == 0 && json_peek(j) == '{')
            values(j, &facts);
        else
            (void)json_skip(j);
    }
    const struct rule *r = rule_find(name);
    buf_printf(out, "%s: %s\n", r ? r->title : name, outcome);
    if (r)
        buf_printf(out, "\trule %s; %s\n", name, r->source);
    if (why.length)
        buf_text(out, why.text);
    if (facts.length)
        buf_printf(out, "\tfound: %s\n", facts.text);
    buf_release(&why);
    buf_release(&facts);
}

static bool decisions(const char *text, struct arena *a, struct buf *out)
{
    struct fault why = {0};
    struct json j = {.name = "decisions",
                     .text = text,
                     .at = text,
                     .end = text + strlen(text),
                     .arena = a,
                     .why = &why};
    bool first = true;

    if (!json_open(&j, '['))
        return false;
    while (json_more(&j, ']', &first))
        decision(&j, out);
    return !j.failed;
}

/* --- a record's transactions ------------------------------------------------------------------- */

static bool tell(struct app *a, int64_t seq, struct arena *arena, struct buf *out)
{
    const struct kind *k = kind_find("tx");
    struct list rows;
    struct fault no = {0};
    struct buf said = {0};

    if (!k || !app_rows_of(a, k->part[0].view, k->part[0].by, seq, 1, arena, &rows, &no) ||
        !rows.count)
        return false;
    const struct fields *t = k->part[0].view->columns;
    const char *text = row_text(t, rows.items, "decisions");
    bool any = *text && decisions(text, arena, &said) && said.length;
    if (any) {
        struct buf when = {0};
        row_shown(t, rows.items, "at", &when);
        buf_printf(out, "%s%s %s by %s, transaction %lld\n", out->length ? "\n" : "",
                   when.text ? when.text : "", row_text(t, rows.items, "operation"),
                   row_text(t, rows.items, "login"), (long long)seq);
        buf_printf(out, "\t%s\n", row_text(t, rows.items, "answer"));
        buf_text(out, said.text);
        if (*row_text(t, rows.items, "arguments"))
            buf_printf(out, "\tasked: %s\n", row_text(t, rows.items, "arguments"));
        buf_release(&when);
    }
    buf_release(&said);
    return any;
}

static void record_why(struct app *a, const char *kind, const char *ref, struct buf *out)
{
    const struct kind *k = kind_find(kind);
    const struct part *p = k ? part_named(k, "Timeline") : NULL;
    struct arena arena = {0};
    struct list rows;
    struct fault no = {0};
    int64_t id;
    size_t told = 0;

    if (p && kind_id(a->s, k, ref, &id, &no) &&
        app_rows_of(a, p->view, p->by, id, LOOKED_AT, &arena, &rows, &no))
        for (size_t i = 0; i < rows.count && told < TOLD; i++) {
            const void *row = (const char *)rows.items + i * p->view->columns->size;
            told += tell(a, row_number(p->view->columns, row, "seq"), &arena, out);
        }
    arena_release(&arena);
}

void why_of_page(struct app *a, struct page *p, struct buf *out)
{
    struct refs about = {0};

    if (p->ops->why)
        p->ops->why(p, out);
    if (p->ops->refs)
        p->ops->refs(p, &about);
    if (about.ref[REF_TX][0]) {
        struct arena arena = {0};
        tell(a, strtoll(about.ref[REF_TX], NULL, 10), &arena, out);
        arena_release(&arena);
        return;
    }
    if (about.ref[REF_PACKAGE][0])
        record_why(a, "package", about.ref[REF_PACKAGE], out);
    else if (about.ref[REF_PERSON][0])
        record_why(a, "person", about.ref[REF_PERSON], out);
}

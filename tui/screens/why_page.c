/* Why something stands as it does: the decisions of the record's transactions, newest first, with
 * rule, source, reasons and what the rule worked out. */
#include "tui/screens/screens.h"

#include "core/config/yaml.h"
#include "core/ops/explain.h"
#include "core/rules/rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOKED_AT = 40, TOLD = 8 };

/* --- what the audit kept ------------------------------------------------------------------------ */

/* JSON, which is flow of YAML, as nodes; NULL where it cannot be read. */
static struct node *nodes(const char *text, struct arena *a)
{
    struct faults all = {0};
    struct node *n = yaml_read_value(text, strlen(text), NULL, a, &all);

    faults_release(&all);
    return n;
}

/* Reads a map by a table.  What the program of another day kept may not fit: the rest is told. */
static const void *record_of(const struct fields *t, struct node *map, struct arena *a)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "value"};
    struct node given = {.kind = NODE_MAP};
    struct faults all = {0};
    void *record = arena_take(a, t->size);

    if (!record || !map || map->kind != NODE_MAP)
        return NULL;
    for (struct node *n = map->first, *next; n; n = next) { /* null is JSON for what is not there */
        next = n->next;
        n->next = NULL;
        if (n->kind != NODE_SCALAR || n->quoted || strcmp(n->text, "null") != 0)
            node_append(&given, n);
    }
    (void)!fields_read(t, &given, &how, record, a, &all);
    faults_release(&all);
    return record;
}

static const char *scalar(const struct node *map, const char *key)
{
    const struct node *n = node_child(map, key);

    return n && n->kind == NODE_SCALAR ? n->text : "";
}

/* One decision as it was kept: rule, outcome, reasons, values. */
static void tell_decision(const struct node *kept, struct arena *a, struct buf *out)
{
    struct decision d = {.rule = rule_find(scalar(kept, "rule")),
                         .outcome = scalar(kept, "outcome")};
    const struct node *reasons = node_child(kept, "reasons"), *values = node_child(kept, "values");

    if (!d.rule) {
        buf_printf(out, "%s: %s.\n", scalar(kept, "rule"), d.outcome);
        return;
    }
    for (const struct node *r = reasons ? reasons->first : NULL; r && d.reasons < REASONS_MAX;
         r = r->next) {
        struct reason *to = &d.reason[d.reasons++];
        to->code = scalar(r, "rule");
        to->source = scalar(r, "source");
        snprintf(to->text, sizeof to->text, "%s", scalar(r, "text"));
    }
    if (d.rule->values && values) {
        struct node own = *values;
        d.values = (void *)(uintptr_t)record_of(d.rule->values, &own, a);
    }
    decision_tell(&d, NULL, out);
}

static bool decisions(const char *text, struct arena *a, struct buf *out)
{
    const struct node *all = nodes(text, a);

    for (const struct node *n = all && all->kind == NODE_LIST ? all->first : NULL; n; n = n->next)
        tell_decision(n, a, out);
    return out->length > 0;
}

/* What was asked for, by the labels of the operation's form. */
static void asked(const char *operation, const char *text, struct arena *a, struct buf *out)
{
    const struct operation *op = op_find(operation);
    const void *args = op && *text ? record_of(op->args, nodes(text, a), a) : NULL;
    struct buf said = {0};

    if (args)
        fields_tell(op->args, args, &said);
    if (said.length)
        buf_printf(out, "Asked for\n%s", said.text);
    buf_release(&said);
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
        const struct operation *op = op_find(row_text(t, rows.items, "operation"));
        buf_printf(out, "%s%s: %s, by %s (transaction %lld)\n", out->length ? "\n" : "",
                   when.text ? when.text : "",
                   op ? op->title : row_text(t, rows.items, "operation"),
                   row_text(t, rows.items, "login"), (long long)seq);
        if (*row_text(t, rows.items, "answer"))
            buf_printf(out, "\t%s\n", row_text(t, rows.items, "answer"));
        buf_text(out, said.text);
        asked(row_text(t, rows.items, "operation"), row_text(t, rows.items, "arguments"), arena,
              out);
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

/* --- clocks and figures ------------------------------------------------------------------------- */

/* What the cursor is on first: the smallest thing that has a clock or a figure. */
static const enum ref_kind explained[] = {REF_OFFER, REF_PROPOSAL, REF_PACKAGE,
                                          REF_AWARD, REF_PROVIDER, REF_LOT};

static void figures(struct app *a, const struct refs *about, bool of_award, struct buf *out)
{
    struct arena arena = {0};
    struct fault no = {0};

    for (size_t i = 0; i < sizeof explained / sizeof *explained; i++) {
        const char *kind = ref_words[explained[i]], *ref = about->ref[explained[i]];
        if (!*ref || (of_award && explained[i] != REF_AWARD))
            continue;
        if (app_is_elsewhen(a))
            buf_text(out, "As it stands now, whatever time is looked at.\n");
        (void)!explain(a->counter, kind, ref, &arena, out, &no);
        break;
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
    /* A provider's answer for a package stands on its head-room. */
    figures(a, &about, out->length > 0, out);
    if (about.ref[REF_PACKAGE][0])
        record_why(a, "package", about.ref[REF_PACKAGE], out);
    else if (about.ref[REF_PERSON][0])
        record_why(a, "person", about.ref[REF_PERSON], out);
}

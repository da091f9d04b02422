/* What somebody is asked to say yes to: who, what, with whom, from when, what it costs, why, who asks and
 * who may say yes.  Read before the key that decides.  Source: product.md, Approvals; architecture.md,
 * Asking and deciding. */
#include "tui/screens/form_inside.h"

#include "core/ops/proposal.h"

#include <stdio.h>
#include <string.h>

static void say(const struct view *v, const void *row, const char *column, const char *between,
                struct buf *out)
{
    struct buf text = {0};

    if (row_shown(v->columns, row, column, &text) && text.length)
        buf_printf(out, "%s%s", between, text.text);
    buf_release(&text);
}

/* "label\t" and the columns that are given; nothing where the first is not. */
static void line(const struct view *v, const void *row, const char *label,
                 const char *const *columns, struct buf *out)
{
    struct buf text = {0};

    for (; columns[0]; columns += 2)
        say(v, row, columns[0], text.length ? columns[1] : "", &text);
    if (text.length) {
        buf_printf(out, "%s\t", label);
        for (const char *at = text.text; *at; at++)
            buf_char(out, *at == '\n' || *at == '\t' ? ' ' : *at);
        buf_char(out, '\n');
    }
    buf_release(&text);
}

/* "Sunil Raye (£15,000.00) · …", and why each other may not. */
static void rehearse(struct app *a, const char *ref, struct buf *out)
{
    struct arena arena = {0};
    struct list found;
    struct fault no = {0};
    struct buf may = {0}, not = {0};

    if (approvers_of(a->counter, ref, &arena, &found, &no)) {
        const struct approver *p = found.items;
        for (size_t i = 0; i < found.count; i++) {
            struct buf *to = p[i].may ? &may : &not ;
            char limit[40];
            buf_printf(to, "%s%s", to->length ? " · " : "", p[i].name);
            if (p[i].may && p[i].limit.pence < MONEY_MOST) /* a role or a price is no sum */
                buf_printf(to, " to %s", money_print(p[i].limit, limit, sizeof limit));
            if (p[i].may && p[i].for_name)
                buf_printf(to, ", for %s", p[i].for_name);
            if (!p[i].may)
                buf_printf(to, " %s (%s)", p[i].why_not, p[i].code);
        }
        buf_printf(out, "May\t%s\n", may.length ? may.text : "nobody: no limit reaches so far");
        if (not .length)
            buf_printf(out, "May not\t%s\n", not .text);
    }
    buf_release(&may);
    buf_release(&not );
    arena_release(&arena);
}

/* Which visits a part can be taken of, by the numbers that are typed: what the provider was shown. */
enum { VISITS_MOST = 12 };

static void offered(struct formed *f)
{
    static const char *const visit[] = {"days",    "",    "band",   " · ", "at", " ",
                                        "minutes", " · ", "carers", " × ", NULL};
    const struct kind *k = kind_find("offer");
    const struct part *p = part_named(k, "Visits");
    struct arena arena = {0};
    struct list rows = {0};
    struct fault no = {0};
    int64_t id;

    if (!kind_id(f->page.app->s, k, f->about.ref[REF_OFFER], &id, &no) || !p ||
        !app_rows_of(f->page.app, p->view, p->by, id, VISITS_MOST, &arena, &rows, &no))
        rows.count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const void *row = (const char *)rows.items + i * p->view->columns->size;
        char label[32];
        snprintf(label, sizeof label, "Visit %lld",
                 (long long)row_number(p->view->columns, row, "number"));
        line(p->view, row, label, visit, &f->asked);
    }
    arena_release(&arena);
}

void asked_read(struct formed *f)
{
    static const char *const what[] = {"what", "", NULL};
    static const char *const who[] = {"name", "", "package", ", package ", NULL};
    static const char *const with[] = {"provider", "", NULL};
    static const char *const when[] = {"starts", "", "ends", " to ", NULL};
    static const char *const costs[] = {"weekly_pence", "", "exposure_pence", " a week · in all ",
                                        NULL};
    static const char *const reason[] = {"reason", "", NULL};
    static const char *const by[] = {"author", "", "submitted", ", ", "due", " · due ", NULL};
    static const char *const said[] = {"decided_by",    "",   "decided", ", ",
                                       "decision_text", ": ", NULL};
    const char *ref = f->about.ref[REF_PROPOSAL];
    const struct view *v = view_find("approvals");
    struct app *a = f->page.app;
    struct arena arena = {0};
    struct list rows;
    struct fault no = {0};

    buf_clear(&f->asked);
    if (strcmp(f->op->name, "offer.accept-part") == 0 && f->about.ref[REF_OFFER][0])
        offered(f);
    if (strncmp(f->op->name, "proposal.", 9) != 0 || !*ref)
        return;
    if (app_rows_where(a, "approvals", "ref", ref, 1, &arena, &rows, &no) && rows.count) {
        line(v, rows.items, "To do", what, &f->asked);
        line(v, rows.items, "Person", who, &f->asked);
        line(v, rows.items, "Provider", with, &f->asked);
        line(v, rows.items, "From", when, &f->asked);
        line(v, rows.items, "Costs", costs, &f->asked);
        line(v, rows.items, "Reason", reason, &f->asked);
        line(v, rows.items, "Asked by", by, &f->asked);
        line(v, rows.items, "Decided", said, &f->asked);
        rehearse(a, ref, &f->asked);
    }
    arena_release(&arena);
}

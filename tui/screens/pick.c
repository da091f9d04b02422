/* Lists that references are chosen from, and what a reference means. */
#include "tui/screens/form_inside.h"

#include <string.h>

/* Which view, by which column, and what says who or what it is. */
static const struct {
    const char *kind, *view, *key, *name;
} picks[] = {
    {"person", "people", "ref", "name"},       {"package", "packages", "ref", "name"},
    {"provider", "providers", "ref", "name"},  {"award", "awards", "ref", "name"},
    {"lot", "lots", "code", "name"},           {"offer", "offers", "ref", "provider_name"},
    {"proposal", "approvals", "ref", "what"},  {"staff", "staff", "login", "name"},
    {"practice", "practices", "code", "name"}, {"organisation", "organisations", "code", "name"},
};
enum { PICKS = sizeof picks / sizeof *picks };

static size_t pick_of(const struct field *f)
{
    size_t i = 0;

    while (i < PICKS && !(f->refers && strcmp(picks[i].kind, f->refers) == 0))
        i++;
    return i;
}

/* --- the partnership's own codes --------------------------------------------------------------- */

static const struct field code_rows[] = {
    {FIELD(struct code_row, code, FIELD_TEXT), .flags = FIELD_KEY, .label = "Code"},
    {FIELD(struct code_row, name, FIELD_TEXT), .max = 400, .label = "Means"},
};
static const struct fields code_fields = FIELDS("codes", code_rows, struct code_row);

static const struct list *codes_of(const struct formed *page, const struct field *f)
{
    const struct config *c = counter_config(page->page.app->counter);

    if (f->refers && strcmp(f->refers, "decline reason") == 0)
        return &c->decline_reasons;
    if (f->refers && strcmp(f->refers, "end reason") == 0)
        return &c->end_reasons;
    return NULL;
}

/* --- lists ------------------------------------------------------------------------------------- */

bool pick_source(void *ctx, const struct field *f, struct list_source *out)
{
    struct formed *page = ctx;
    size_t i = pick_of(f);
    const struct view *v = i < PICKS ? view_find(picks[i].view) : NULL;
    const struct list *codes = codes_of(page, f);
    struct fault no = {0};

    if (codes) {
        page->reasons = (struct list_rows){&code_fields, codes->items, codes->count};
        *out = list_rows_source(&page->reasons);
        return true;
    }
    if (!v || !view_may(page->page.app->s, v, &no))
        return false;
    page->picking = (struct view_source){.app = page->page.app, .view = v, .key = picks[i].key};
    /* An offer is one of the package at hand. */
    if (strcmp(picks[i].kind, "offer") == 0 && page->about.ref[REF_PACKAGE][0]) {
        page->picking.has_fixed = true;
        page->picking.fixed =
            (struct view_filter){"package", TEST_IS, page->about.ref[REF_PACKAGE]};
    }
    *out = view_source_of(&page->picking, showing_of(v));
    out->urgency = NULL;
    out->group = NULL;
    return true;
}

void pick_meaning(void *ctx, const struct field *f, const char *text, struct buf *out)
{
    struct formed *page = ctx;
    size_t i = pick_of(f);
    const struct view *v = i < PICKS ? view_find(picks[i].view) : NULL;
    struct arena arena = {0};
    const struct list *codes = codes_of(page, f);
    const struct code_row *code = codes ? codes->items : NULL;
    struct list rows;
    struct fault no = {0};

    for (size_t k = 0; code && k < codes->count; k++)
        if (strcmp(code[k].code, text) == 0)
            buf_text(out, code[k].name);
    if (v && *text && view_may(page->page.app->s, v, &no) &&
        app_rows_where(page->page.app, picks[i].view, picks[i].key, text, 1, &arena, &rows, &no) &&
        rows.count)
        buf_text(out, row_text(v->columns, rows.items, picks[i].name));
    arena_release(&arena);
}

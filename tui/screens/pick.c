/* Lists that references are chosen from, and what a reference means. */
#include "tui/screens/form_inside.h"

#include <string.h>

/* Which view, by which column, and what says who or what it is. */
static const struct {
    const char *kind, *view, *key, *name;
} picks[] = {
    {"person", "people", "ref", "name"},
    {"package", "packages", "ref", "name"},
    {"provider", "providers", "ref", "name"},
    {"award", "awards", "ref", "name"},
    {"lot", "lots", "code", "name"},
    {"offer", "offers", "ref", "provider_name"},
    {"proposal", "approvals", "ref", "operation"},
    {"staff", "staff", "login", "name"},
    {"practice", "practices", "code", "name"},
    {"organisation", "organisations", "code", "name"},
};
enum { PICKS = sizeof picks / sizeof *picks };

static size_t pick_of(const struct field *f)
{
    size_t i = 0;

    while (i < PICKS && !(f->refers && strcmp(picks[i].kind, f->refers) == 0))
        i++;
    return i;
}

bool pick_source(void *ctx, const struct field *f, struct list_source *out)
{
    struct formed *page = ctx;
    size_t i = pick_of(f);
    const struct view *v = i < PICKS ? view_find(picks[i].view) : NULL;
    struct fault no = {0};

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
    struct list rows;
    struct fault no = {0};

    if (v && *text && view_may(page->page.app->s, v, &no) &&
        app_rows_where(page->page.app, picks[i].view, picks[i].key, text, 1, &arena, &rows, &no) &&
        rows.count)
        buf_text(out, row_text(v->columns, rows.items, picks[i].name));
    arena_release(&arena);
}

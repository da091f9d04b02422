/* Somebody who may be the same person, side by side with what was typed.  Source: ecosystem.md 3,
 * Duplicate warning. */
#include "tui/screens/form_inside.h"

#include <string.h>

static const char *const shared[] = {"family_name", "given_name", "born", "nhs_number", "postcode"};

/* The view takes what is typed; it is asked as `htlah list duplicates` would be. */
void alike_read(struct formed *f)
{
    const struct view *v = view_find("duplicates");
    struct app *a = f->page.app;
    struct reading how = {.style = STYLE_TYPED, .today = a->s->today, .now = a->s->now};
    struct view_ask ask = app_ask_of(a, v);
    struct view_page page;
    struct fault no = {0};
    void *params;

    arena_reset(&f->alike);
    f->alike_count = 0;
    params = arena_take(&f->alike, v->params->size);
    if (!params)
        return;
    fields_clear(v->params, params);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        const struct field *p = fields_find(v->params, shared[i]);
        const char *text = form_text(f->form, shared[i]);
        if (p && text && *text && !field_parse(p, text, strlen(text), &how, params, &f->alike, &no))
            fault_clear(&no);
    }
    ask.params = params;
    ask.limit = ALIKE_MOST;
    if (!view_page(a->s, v, &ask, &f->alike, &page, &no))
        return;
    for (size_t i = 0; i < page.rows.count; i++)
        f->alike_row[f->alike_count++] = (const char *)page.rows.items + i * v->columns->size;
}

static void typed_of(const struct formed *f, const char *column, struct buf *out)
{
    const char *family = form_text(f->form, "family_name"),
               *given = form_text(f->form, "given_name");
    const char *text = form_text(f->form, strcmp(column, "practice") == 0 ? "gp_practice" : column);

    if (strcmp(column, "name") == 0)
        buf_printf(out, "%s, %s", family ? family : "", given ? given : "");
    else if (text)
        buf_text(out, text);
}

void alike_draw(struct formed *f, struct canvas *c, struct area a)
{
    static const struct {
        const char *column, *label;
    } rows[] = {{"ref", "Reference"},         {"name", "Name"},         {"born", "Born"},
                {"nhs_number", "NHS number"}, {"postcode", "Postcode"}, {"address", "Address"},
                {"practice", "GP"},           {"because", "Alike in"}};
    const struct view *v = view_find("duplicates");
    int label = 12, cols = (a.cols - label) / (int)(f->alike_count + 1);

    canvas_rule(c, (struct area){a.row, a.col, 1, a.cols}, "May be the same person", "");
    for (int i = 0; i < (int)(sizeof rows / sizeof *rows) && i + 1 < a.rows; i++) {
        struct buf text = {0};
        int row = a.row + 1 + i;
        canvas_fit(c, row, a.col, label, ST_LABEL, rows[i].label);
        if (i == 0)
            buf_text(&text, "as typed");
        else
            typed_of(f, rows[i].column, &text);
        canvas_fit(c, row, a.col + label, cols - 1, ST_NORMAL, text.text ? text.text : "");
        for (size_t k = 0; k < f->alike_count; k++) {
            buf_clear(&text);
            row_shown(v->columns, f->alike_row[k], rows[i].column, &text);
            canvas_fit(c, row, a.col + label + cols * (int)(k + 1), cols - 1, ST_NORMAL,
                       text.length ? text.text : "");
        }
        buf_release(&text);
    }
}

/* Export of the list in view: the rows, order and columns that are on the screen, to a new file that
 * nobody else may read.  Source: ecosystem.md 3, Excel; reliability.md H. */
#include "tui/screens/screens.h"

#include "core/exchange/write.h"
#include "core/exchange/write_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct to_file {
    const char *file;
};
static const struct field rows[] = {
    {FIELD(struct to_file, file, FIELD_TEXT), .max = 400, .label = "File",
     .help = "A new file of this name, as CSV for a spreadsheet (or .json); none is written over."},
};
static const struct fields file_fields = FIELDS("export", rows, struct to_file);

/* Below the form lies the page whose list it is. */
static struct page *page_below(struct app *a)
{
    struct pile *p = &a->pile[a->at];

    return p->depth > 1 ? p->page[p->depth - 2] : NULL;
}

struct exporting {
    struct session *session;
    const struct view *view;
    struct writer writer;
    int64_t *person;
    size_t rows, count, room;
};

static bool note(struct exporting *e, int64_t person, struct fault *why)
{
    if (person == ABSENT)
        return true;
    if (e->count == e->room) {
        size_t room = e->room ? e->room * 2 : 256;
        int64_t *more = realloc(e->person, room * sizeof *more);
        if (!more)
            return fault_memory(why);
        e->person = more;
        e->room = room;
    }
    e->person[e->count++] = person;
    return true;
}

static bool each(void *ctx, const void *row, struct fault *why)
{
    struct exporting *e = ctx;

    int64_t person;

    e->rows++;
    return view_whose(e->session, e->view, row, &person, why) && note(e, person, why) &&
           writer_row(&e->writer, row, why);
}

/* The columns that are on the screen, as a field table of their own. */
static bool shown_columns(struct list_view *l, const struct view *v, struct arena *a,
                          struct fields *out, struct fault *why)
{
    const struct field *shown[64];
    size_t n = list_columns_shown(l, shown, sizeof shown / sizeof *shown);
    struct field *f = arena_take_array(a, n + 1, sizeof *f);

    if (!f)
        return fault_memory(why);
    for (size_t i = 0; i < n; i++)
        f[i] = *shown[i];
    *out = (struct fields){v->columns->name, f, n, v->columns->size};
    return true;
}

static void describe(const char *file, size_t count, const struct list_ask *ask, struct buf *out)
{
    buf_text(out, "{\"file\":");
    buf_json(out, file);
    buf_printf(out, ",\"rows\":%zu", count);
    if (ask->search) {
        buf_text(out, ",\"search\":");
        buf_json(out, ask->search);
    }
    buf_char(out, '}');
}

static bool pour(struct app *a, struct page *p, const char *name, struct file *f, size_t *count,
                 struct fault *why)
{
    struct list_view *l = p->ops->list(p);
    struct exporting e = {.session = a->s, .view = p->ops->view(p)};
    bool json = strlen(name) > 5 && strcmp(name + strlen(name) - 5, ".json") == 0;
    struct writer_options o = {
        .format = json ? WRITE_JSON : WRITE_CSV, .fd = f->fd, .bom = !json, .shown = !json};
    struct arena arena = {0};
    struct fields columns;
    struct view_ask ask;
    struct buf what = {0};

    bool good = view_source_ask(p->ops->source(p), list_asks(l), &arena, &ask, why) &&
                shown_columns(l, e.view, &arena, &columns, why) &&
                writer_begin(&e.writer, &columns, &o, why);
    if (good && !(view_each(a->s, e.view, &ask, each, &e, why) && writer_end(&e.writer, why))) {
        writer_abandon(&e.writer);
        good = false;
    }
    describe(name, e.rows, list_asks(l), &what);
    good =
        good && (what.failed ? fault_memory(why)
                             : view_note_export(a->s, e.view, what.text, e.person, e.count, why));
    *count = e.rows;
    buf_release(&what);
    free(e.person);
    arena_release(&arena);
    return good;
}

static bool save(struct app *a, const void *record, struct form *form)
{
    const struct to_file *t = record;
    struct page *p = page_below(a);
    struct fault why = {0};
    struct file f;
    size_t count = 0;
    char name[420];

    snprintf(name, sizeof name, "%s", t->file);
    bool good = view_may_export(a->s, p->ops->view(p), &why) && file_begin(name, &f, &why);
    if (good && !(pour(a, p, name, &f, &count, &why))) {
        file_abandon(&f);
        good = false;
    }
    if (good && file_commit(&f, &why)) {
        app_pop(a);
        app_say(a, "%s: %zu row%s. Who was in it is kept in the audit.", name, count,
                count == 1 ? "" : "s");
        return true;
    }
    form_fault(form, &why);
    app_fault(a, &why);
    return false;
}

void export_open(struct app *a)
{
    struct page *p = app_page(a);
    const struct view *v = p->ops->view ? p->ops->view(p) : NULL;
    struct fault why = {0};
    char name[160], day[32];
    struct to_file t = {name};

    if (!v || !p->ops->list || !p->ops->list(p)) {
        app_say(a, "There is no list here to export.");
        return;
    }
    if (!view_may_export(a->s, v, &why)) {
        app_fault(a, &why);
        return;
    }
    snprintf(name, sizeof name, "%s-%s.csv", v->name, date_print_iso(a->s->today, day, sizeof day));
    app_push(a, form_page_for(a, &file_fields, &t, "Export what is on the screen", save));
}

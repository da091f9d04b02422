/* list_command.c - htlah list: any view on standard output */
#include "cli/list_command.h"
#include "cli/asking.h"

#include <string.h>

static const struct option_row option_rows[] = {
    ASKING_OPTIONS,
    {"--columns", NULL, "name the view's columns and parameters instead of its rows", false},
    {NULL, NULL, NULL, false},
};

/* --- the views ---------------------------------------------------------------------------------- */

struct named {
    const char *name, *title, *help;
};
static const struct field named_rows[] = {
    {FIELD(struct named, name, FIELD_TEXT), .label = "View"},
    {FIELD(struct named, title, FIELD_TEXT), .label = "Title"},
    {FIELD(struct named, help, FIELD_TEXT), .max = 1000, .label = "What it shows"},
};
static const struct fields named_fields = FIELDS("views", named_rows, struct named);

static int list_views(struct request *r)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    bool good = writer_begin(&w, &named_fields, &o, &why);
    for (size_t i = 0; good && i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        struct named row = {v->name, v->title, v->help};
        if (!(v->flags & VIEW_QUIET))
            good = writer_row(&w, &row, &why);
    }
    if (good && writer_end(&w, &why))
        return 0;
    writer_abandon(&w);
    return request_fault(r, &why);
}

/* --- its columns -------------------------------------------------------------------------------- */

struct column_line {
    const char *name, *kind, *takes, *help;
};
static const struct field column_rows[] = {
    {FIELD(struct column_line, name, FIELD_TEXT), .label = "Name"},
    {FIELD(struct column_line, kind, FIELD_TEXT), .label = "Kind"},
    {FIELD(struct column_line, takes, FIELD_TEXT), .max = 1000, .label = "Holds"},
    {FIELD(struct column_line, help, FIELD_TEXT), .max = 1000, .label = "Meaning"},
};
static const struct fields column_fields = FIELDS("columns", column_rows, struct column_line);

static bool write_columns(struct writer *w, const struct fields *t, const char *kind,
                          struct fault *why)
{
    bool good = true;

    for (size_t i = 0; good && t && i < t->count; i++) {
        const struct field *f = &t->field[i];
        struct buf takes = {0};
        if (f->flags & FIELD_HIDDEN)
            continue;
        field_expects(f, STYLE_FILE, &takes);
        struct column_line row = {f->name, kind, takes.text, f->help ? f->help : f->label};
        good = writer_row(w, &row, why);
        buf_release(&takes);
    }
    return good;
}

static int list_columns(struct request *r, const struct view *v)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    bool good = writer_begin(&w, &column_fields, &o, &why) &&
                write_columns(&w, v->params, "parameter", &why) &&
                write_columns(&w, v->columns, "column", &why);
    if (good && writer_end(&w, &why))
        return 0;
    writer_abandon(&w);
    return request_fault(r, &why);
}

/* --- its rows ----------------------------------------------------------------------------------- */

/* The first record the list could be of, where none was said: "person"; or NULL. */
static const char *of_whom(const struct asking *a)
{
    const struct fields *t = a->view->params;

    for (size_t i = 0; t && i < t->count; i++)
        if (!(t->field[i].flags & FIELD_HIDDEN) && t->field[i].refers)
            return a->ask.params && field_given(&t->field[i], a->ask.params) ? NULL
                                                                             : t->field[i].name;
    return NULL;
}

/* Nothing in a table says less than a sentence; other programs read what is there. */
static int say_empty(struct request *r, const struct asking *a)
{
    struct buf b = {0};
    const char *whom = of_whom(a);
    bool narrowed = a->ask.filters || a->ask.search;

    if (r->options->format != WRITE_TABLE || (!narrowed && !a->view->empty))
        return 0;
    buf_printf(&b, "%s\n", narrowed ? "No row meets these conditions." : a->view->empty);
    if (whom)
        buf_printf(&b, "This list may need to know of which %s: --where %s=REFERENCE.\n", whom,
                   whom);
    return request_put(r, &b) ? 0 : request_status(r);
}

static int list_rows(struct request *r, const struct view *v)
{
    struct asking a;
    struct counter *c;
    struct fault why = {0};
    struct writer_options o = request_writer(r);
    size_t rows = 0;
    bool good;

    if (!asking_read(r, v, &a) || !request_counter(r, &c))
        return request_status(r);
    good = asking_time(r, counter_session(c), &a);
    if (good && !asking_write(r, counter_session(c), &a, &o, &rows, &why))
        good = request_fault(r, &why) == 0;
    counter_close(c);
    if (!good)
        return request_status(r);
    return rows ? 0 : say_empty(r, &a);
}

static int run(struct request *r)
{
    if (!request_words(r, 0, 1, "one view"))
        return request_status(r);
    if (r->words == 0) {
        if (r->givens)
            return request_usage(r, "Name the list that is wanted");
        return list_views(r);
    }
    const struct view *v = asking_view(r, r->word[0]);
    if (!v)
        return request_status(r);
    return request_has(r, "--columns") ? list_columns(r, v) : list_rows(r, v);
}

static void offers(struct buf *out)
{
    for (size_t i = 0; i < view_count_all(); i++)
        if (!(view_at(i)->flags & VIEW_QUIET))
            buf_printf(out, "%s%s", out->length ? " " : "", view_at(i)->name);
}

const struct command command_list = {
    .name = "list",
    .usage = "\nVIEW",
    .summary = "any list: work, people, packages, audit …",
    .help = "Writes the rows of a view: as a table on a terminal, as CSV into a pipe, or as "
            "--format says. Alone it names the views.\n\n"
            "Rows come out one after another, however many there are. An empty list is no error.",
    .options = option_rows,
    .offers = offers,
    .run = run,
};

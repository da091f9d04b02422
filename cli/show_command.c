/* show_command.c - htlah show: one record whole, part by part */
#include "cli/list_command.h"
#include "core/base/text.h"
#include "core/ops/explain.h"
#include "core/views/show.h"

#include <stdlib.h>
#include <string.h>

static const struct option_row option_rows[] = {
    {"--part", "NAME", "this part alone, such as timeline", false},
    {"--why", NULL, "why its clocks and figures are what they are, in words", false},
    {NULL, NULL, NULL, false},
};

/* --- what can be shown -------------------------------------------------------------------------- */

struct named {
    const char *name, *title, *parts;
};
static const struct field named_rows[] = {
    {FIELD(struct named, name, FIELD_TEXT), .label = "Kind"},
    {FIELD(struct named, title, FIELD_TEXT), .label = "Title"},
    {FIELD(struct named, parts, FIELD_TEXT), .max = 1000, .label = "Parts"},
};
static const struct fields named_fields = FIELDS("kinds", named_rows, struct named);

static int list_kinds(struct request *r)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    bool good = writer_begin(&w, &named_fields, &o, &why);
    for (size_t i = 0; good && i < kind_count(); i++) {
        const struct kind *k = kind_at(i);
        struct buf parts = {0};
        for (size_t p = 0; p < k->parts; p++)
            buf_printf(&parts, "%s%s", p ? ", " : "", k->part[p].tab);
        struct named row = {k->name, k->title, parts.text};
        good = writer_row(&w, &row, &why);
        buf_release(&parts);
    }
    if (good && writer_end(&w, &why))
        return 0;
    writer_abandon(&w);
    return request_fault(r, &why);
}

/* --- one part ----------------------------------------------------------------------------------- */

struct showing {
    struct request *r;
    struct session *s;
    const struct kind *kind;
    const char *ref;
    int64_t id;
    const struct part *part;
    struct view_ask ask;
    struct buf out; /* of the record itself, or of JSON */
    size_t rows;
    struct writer writer;
};

/* The part's view asks for the record's id under the name `by`. */
static bool ask_of(struct showing *w, struct fault *why)
{
    const struct view *v = w->part->view;
    const struct field *f = v->params ? fields_find(v->params, w->part->by) : NULL;
    void *params = f ? arena_take(w->r->arena, v->params->size) : NULL;

    w->ask = VIEW_ASK;
    w->rows = 0;
    if (!f)
        return fail(why, FAULT_BUG, "", "%s takes no %s.", v->name, w->part->by);
    if (!params)
        return fault_memory(why);
    fields_clear(v->params, params);
    *(int64_t *)(void *)((char *)params + f->offset) = w->id;
    w->ask.params = params;
    return true;
}

/* A text of several lines goes on under itself. */
static void add_value(struct buf *out, const struct field *f, const void *row, const char *line_end)
{
    struct buf value = {0};

    field_print(f, row, STYLE_SHOWN, &value);
    if (value.length)
        text_add_safe(out, value.text, value.length, line_end);
    buf_release(&value);
}

static size_t places(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

/* Label and value, a line each; what is not given is left out. */
static void add_form(struct showing *w, const void *row)
{
    const struct fields *t = w->part->view->columns;
    size_t wide = 0;

    for (size_t i = 0; i < t->count; i++) {
        const char *label = t->field[i].label ? t->field[i].label : t->field[i].name;
        if (!(t->field[i].flags & FIELD_HIDDEN) && field_given(&t->field[i], row) &&
            places(label) > wide)
            wide = places(label);
    }
    struct buf under = {0};
    buf_char(&under, '\n');
    for (size_t n = 0; n < wide + 2; n++)
        buf_char(&under, ' ');
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        const char *label = f->label ? f->label : f->name;
        if (f->flags & FIELD_HIDDEN || !field_given(f, row))
            continue;
        buf_text(&w->out, label);
        if (w->r->options->plain)
            buf_text(&w->out, ": ");
        for (size_t n = places(label); !w->r->options->plain && n < wide + 2; n++)
            buf_char(&w->out, ' ');
        add_value(&w->out, f, row, w->r->options->plain ? " / " : under.text);
        buf_char(&w->out, '\n');
    }
    w->out.failed |= under.failed;
    buf_release(&under);
}

static bool each_form(void *ctx, const void *row, struct fault *why)
{
    struct showing *w = ctx;

    (void)why;
    if (w->rows++)
        buf_char(&w->out, '\n');
    add_form(w, row);
    return true;
}

static bool each_line(void *ctx, const void *row, struct fault *why)
{
    struct showing *w = ctx;

    w->rows++;
    return writer_row(&w->writer, row, why);
}

static void heading(struct showing *w, struct buf *out)
{
    if (w->part != w->kind->part)
        buf_char(out, '\n');
    buf_printf(out, "%s\n", w->part->tab);
    for (size_t n = places(w->part->tab); n && !w->r->options->plain; n--)
        buf_text(out, w->r->options->ascii ? "-" : "─");
    if (!w->r->options->plain)
        buf_char(out, '\n');
}

static bool show_form(struct showing *w, struct fault *why)
{
    heading(w, &w->out);
    bool good = view_each(w->s, w->part->view, &w->ask, each_form, w, why);
    if (good && !w->rows && w->part->view->empty)
        buf_printf(&w->out, "%s\n", w->part->view->empty);
    if (good)
        good = w->out.failed ? fault_memory(why)
                             : write_all(w->r->out, w->out.text, w->out.length, why);
    buf_release(&w->out);
    return good;
}

static bool show_list(struct showing *w, struct fault *why)
{
    struct writer_options o = request_writer(w->r);

    o.format = WRITE_TABLE;
    o.fd = -1;
    heading(w, &w->out);
    bool good = writer_begin(&w->writer, w->part->view->columns, &o, why) &&
                view_each(w->s, w->part->view, &w->ask, each_line, w, why);
    if (good && !w->rows) {
        writer_abandon(&w->writer);
        buf_printf(&w->out, "%s\n", w->part->view->empty ? w->part->view->empty : "None.");
    } else if (good && writer_end(&w->writer, why)) {
        buf_add(&w->out, w->writer.out.text ? w->writer.out.text : "", w->writer.out.length);
        buf_release(&w->writer.out);
    } else {
        writer_abandon(&w->writer);
        good = false;
    }
    good = good && (w->out.failed ? fault_memory(why)
                                  : write_all(w->r->out, w->out.text, w->out.length, why));
    buf_release(&w->out);
    return good;
}

/* --- all parts ---------------------------------------------------------------------------------- */

static bool show_table(struct showing *w, const char *only, struct fault *why)
{
    bool good = true;

    for (size_t i = 0; good && i < w->kind->parts; i++) {
        struct fault denied = {0};
        w->part = &w->kind->part[i];
        if (only && strcasecmp(only, w->part->tab) != 0)
            continue;
        if (i && !only && !view_may(w->s, w->part->view, &denied))
            continue; /* the record may be theirs to see and its every part not */
        good = ask_of(w, why) && (w->part->one ? show_form(w, why) : show_list(w, why));
    }
    return good;
}

static bool each_json(void *ctx, const void *row, struct fault *why)
{
    struct showing *w = ctx;
    const struct fields *t = w->part->view->columns;
    bool first = true;

    (void)why;
    if (!w->part->one)
        buf_text(&w->out, w->rows ? ",\n{" : "\n{");
    w->rows++;
    for (size_t i = 0; i < t->count; i++) {
        if (t->field[i].flags & FIELD_HIDDEN)
            continue;
        if (!first)
            buf_char(&w->out, ',');
        buf_json(&w->out, t->field[i].name);
        buf_char(&w->out, ':');
        field_json(&t->field[i], row, &w->out);
        first = false;
    }
    if (!w->part->one)
        buf_char(&w->out, '}');
    return true;
}

/* {"kind":…, the record's own columns, and each part under its name: an object or an array}. */
static bool show_json(struct showing *w, const char *only, struct fault *why)
{
    bool good = true;

    buf_text(&w->out, "{\"kind\":");
    buf_json(&w->out, w->kind->name);
    for (size_t i = 0; good && i < w->kind->parts; i++) {
        struct fault denied = {0};
        char name[64];
        w->part = &w->kind->part[i];
        if ((only && strcasecmp(only, w->part->tab) != 0) ||
            (i && !only && !view_may(w->s, w->part->view, &denied)))
            continue;
        buf_text(&w->out, ",\n");
        if (i) {
            text_fold(w->part->tab, name, sizeof name);
            for (char *at = name; *at; at++)
                *at = *at == ' ' ? '_' : *at;
            buf_json(&w->out, name);
            buf_text(&w->out, w->part->one ? ":{" : ":[");
        }
        good = ask_of(w, why) && view_each(w->s, w->part->view, &w->ask, each_json, w, why);
        if (i)
            buf_char(&w->out, w->part->one ? '}' : ']');
    }
    buf_text(&w->out, "}\n");
    good = good && (w->out.failed ? fault_memory(why)
                                  : write_all(w->r->out, w->out.text, w->out.length, why));
    buf_release(&w->out);
    return good;
}

/* One part has one kind of row: the record itself, or the part that was named. */
static bool show_csv(struct showing *w, const char *only, struct fault *why)
{
    struct writer_options o = request_writer(w->r);

    w->part = w->kind->part;
    for (size_t i = 0; only && i < w->kind->parts; i++)
        if (strcasecmp(only, w->kind->part[i].tab) == 0)
            w->part = &w->kind->part[i];
    bool good = ask_of(w, why) && writer_begin(&w->writer, w->part->view->columns, &o, why) &&
                view_each(w->s, w->part->view, &w->ask, each_line, w, why);
    if (good && writer_end(&w->writer, why))
        return true;
    writer_abandon(&w->writer);
    return false;
}

/* The why panel's words of the record's clocks and figures. */
static bool show_why(struct showing *w, struct counter *c, struct fault *why)
{
    if (!explain(c, w->kind->name, w->ref, w->r->arena, &w->out, why))
        return false;
    if (!w->out.length)
        buf_text(&w->out, "It has no clock and no figure now.\n");
    struct buf text = {0};
    for (const char *p = w->out.text ? w->out.text : ""; *p; p++)
        if (*p == '\t')
            buf_text(&text, "    ");
        else
            buf_char(&text, *p);
    bool good = w->out.failed || text.failed ? fault_memory(why)
                                             : write_all(w->r->out, text.text, text.length, why);
    buf_release(&text);
    buf_release(&w->out);
    return good;
}

static bool show(struct showing *w, struct counter *c, struct fault *why)
{
    const char *only = request_value(w->r, "--part");

    if (!kind_may(w->s, w->kind, why) || !kind_id(w->s, w->kind, w->ref, &w->id, why) ||
        !kind_note_read(w->s, w->kind, w->id, "show", why) || !kind_reads_flush(w->s, why))
        return false;
    if (request_has(w->r, "--why"))
        return show_why(w, c, why);
    if (w->r->options->format == WRITE_JSON)
        return show_json(w, only, why);
    if (w->r->options->format == WRITE_CSV && w->r->options->format_given)
        return show_csv(w, only, why);
    return show_table(w, only, why);
}

/* --- the command -------------------------------------------------------------------------------- */

static const struct kind *find(struct request *r)
{
    const struct kind *k = kind_find(r->word[0]);
    const char *known[64];
    size_t count = 0;

    for (; !k && count < kind_count() && count < 64; count++)
        known[count] = kind_at(count)->name;
    if (!k)
        request_unknown(r, "kind of record", r->word[0], known, count);
    return k;
}

static bool part_is_known(struct request *r, const struct kind *k)
{
    const char *only = request_value(r, "--part"), *known[32];
    size_t count = 0;

    for (; count < k->parts && count < 32; count++) {
        known[count] = k->part[count].tab;
        if (only && strcasecmp(only, known[count]) == 0)
            return true;
    }
    return !only || request_unknown(r, "part", only, known, count) == 0;
}

/* Words behind the kind as one reference: a postcode or an NHS number is typed with its spaces. */
static const char *reference(struct request *r)
{
    struct buf text = {0};

    for (size_t i = 1; i < r->words; i++)
        buf_printf(&text, "%s%s", i > 1 ? " " : "", r->word[i]);
    const char *ref = text.failed || !text.text ? NULL : arena_text(r->arena, text.text);
    buf_release(&text);
    return ref ? ref : "";
}

enum { REF_WORDS_MOST = 4 }; /* 943 476 5919 has three */

static int run(struct request *r)
{
    struct counter *c;
    struct fault why = {0};

    if (r->words == 0 && !r->givens)
        return list_kinds(r);
    if (!request_words(r, 2, REF_WORDS_MOST, "a kind of record and a reference"))
        return request_status(r);
    struct showing w = {.r = r, .kind = find(r), .ref = reference(r)};
    if (!w.kind || !part_is_known(r, w.kind) || !request_counter(r, &c))
        return request_status(r);
    w.s = counter_session(c);
    int status = show(&w, c, &why) ? 0 : request_fault(r, &why);
    counter_close(c);
    return status;
}

static void offers(struct buf *out)
{
    for (size_t i = 0; i < kind_count(); i++)
        buf_printf(out, "%s%s", i ? " " : "", kind_at(i)->name);
}

const struct command command_show = {
    .name = "show",
    .usage = "\nKIND REF",
    .summary = "one record whole: person, package, provider, tx …",
    .help = "Writes a record and its parts, with its timeline. Alone it names the kinds.\n\n"
            "Opening a person's record, or one that concerns a person, is a read that the audit "
            "keeps. As JSON it is one object; as CSV (--format csv) the record alone, or the part "
            "that --part names.",
    .options = option_rows,
    .offers = offers,
    .run = run,
};

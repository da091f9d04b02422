#include "cli/asking.h"

#include "core/base/text.h"
#include "core/views/show.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MOST = 256 };

const struct view *asking_view(struct request *r, const char *name)
{
    const struct view *v = view_find(name);
    const char *known[NAMES_MOST];
    size_t count = 0;

    for (size_t i = 0; !v && i < view_count_all() && count < NAMES_MOST; i++)
        if (!(view_at(i)->flags & VIEW_QUIET))
            known[count++] = view_at(i)->name;
    if (!v)
        request_unknown(r, "view", name, known, count);
    return v;
}

/* --- conditions ------------------------------------------------------------------------------- */

static size_t name_length(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

/* Where the comparison stands behind the name, and which; 0 when there is none. */
static size_t comparison(const char *at, enum view_test *test)
{
    static const struct {
        const char *sign;
        enum view_test test;
    } signs[] = {
        {"!=", TEST_NOT}, {"=", TEST_IS}, {"<", TEST_UNDER}, {">", TEST_OVER}, {"~", TEST_HOLDS}};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(at, signs[i].sign, strlen(signs[i].sign)) == 0) {
            *test = signs[i].test;
            return strlen(signs[i].sign);
        }
    return 0;
}

/* Names the nearest column or parameter. */
static bool unknown_column(struct request *r, const struct view *v, const char *name)
{
    const char *known[NAMES_MOST];
    struct fault why = {0};
    char quote[64];
    size_t count = 0;

    for (size_t i = 0; v->params && i < v->params->count; i++)
        if (!(v->params->field[i].flags & FIELD_HIDDEN))
            known[count++] = v->params->field[i].name;
    for (size_t i = 0; i < v->columns->count && count < NAMES_MOST; i++)
        if (!(v->columns->field[i].flags & FIELD_HIDDEN))
            known[count++] = v->columns->field[i].name;
    text_quote(name, strlen(name), 40, quote, sizeof quote);
    const char *near = text_nearest(name, known, count);
    if (near) {
        fail(&why, FAULT_USAGE, "", "%s has no column %s; did you mean %s?", v->name, quote, near);
    } else {
        struct buf b = {0};
        for (size_t i = 0; i < count; i++)
            buf_printf(&b, "%s%s", i ? " " : "", known[i]);
        fail(&why, FAULT_USAGE, "", "%s has no column %s; it has: %.300s.", v->name, quote,
             b.text ? b.text : "");
        buf_release(&b);
    }
    faults_take(r->all, &why);
    return false;
}

static bool is_param(const struct view *v, const char *name)
{
    return v->params && fields_find(v->params, name);
}

static bool one_where(struct request *r, const struct view *v, const char *text, struct node *map,
                      struct asking *out)
{
    size_t length = name_length(text);
    enum view_test test = TEST_IS;
    size_t sign = length ? comparison(text + length, &test) : 0;
    char quote[64];

    if (!sign) {
        text_quote(text, strlen(text), 40, quote, sizeof quote);
        return request_usage(r, "--where is written COLUMN=VALUE (or != < > ~), not %s", quote) ==
               0;
    }
    char *name = arena_copy(r->arena, text, length);
    struct fault why = {0};
    if (!name) {
        fault_memory(&why);
        return request_fault(r, &why) == 0;
    }
    if (!is_param(v, name) && !fields_find(v->columns, name))
        return unknown_column(r, v, name);
    if (test == TEST_IS && is_param(v, name)) {
        if (node_child(map, name))
            return request_usage(r, "%s is said twice", name) == 0;
        return node_add(r->arena, map, name, text + length + sign) != NULL;
    }
    if (!fields_find(v->columns, name))
        return request_usage(r, "%s is a parameter of %s: it takes = alone", name, v->name) == 0;
    if (out->ask.filters == VIEW_FILTERS_MOST)
        return request_usage(r, "A list takes at most %d conditions", VIEW_FILTERS_MOST) == 0;
    out->ask.filter[out->ask.filters++] = (struct view_filter){name, test, text + length + sign};
    return true;
}

/* A list of one record's things says how it is told which. */
static bool says_which(struct request *r, const struct view *v, const struct node *map)
{
    for (size_t i = 0; v->params && i < v->params->count; i++) {
        const struct field *f = &v->params->field[i];
        struct buf takes = {0};
        if (f->flags & (FIELD_OPTIONAL | FIELD_HIDDEN) || node_child(map, f->name))
            continue;
        field_expects(f, STYLE_FILE, &takes);
        bool said = request_usage(r, "%s wants to know which: add --where %s=…, %.200s", v->name,
                                  f->name, takes.text ? takes.text : "") == 0;
        buf_release(&takes);
        return said;
    }
    return true;
}

static bool read_where(struct request *r, const struct view *v, struct asking *out)
{
    struct node *map = node_new(r->arena, NODE_MAP);
    struct reading how = request_reading(r);
    const char *text;
    bool good = map != NULL;

    for (size_t n = 0; (text = request_value_at(r, "--where", n)); n++)
        good = one_where(r, v, text, map, out) && good;
    if (!good || !says_which(r, v, map))
        return false;
    how.kind = "column";
    return view_where(v, map, &how, &out->ask, r->arena, r->all);
}

/* --- order, columns, limits -------------------------------------------------------------------- */

static bool read_sort(struct request *r, const struct view *v, const char *text, const char **out)
{
    const char *name = text + (*text == '-');

    *out = text;
    return fields_find(v->columns, name) || unknown_column(r, v, name);
}

static bool read_order(struct request *r, const struct view *v, struct asking *out)
{
    const char *first = request_value(r, "--sort"), *second = request_value_at(r, "--sort", 1);

    if (request_value_at(r, "--sort", 2))
        return request_usage(r, "--sort may be given twice") == 0;
    return (!first || read_sort(r, v, first, &out->ask.sort)) &&
           (!second || read_sort(r, v, second, &out->ask.then));
}

static bool read_limit(struct request *r, struct asking *out)
{
    const char *text = request_value(r, "--limit");
    char quote[64];

    if (!text)
        return true;
    size_t digits = strspn(text, "0123456789");
    out->ask.limit = digits && digits < 10 && !text[digits] ? strtoul(text, NULL, 10) : 0;
    if (out->ask.limit)
        return true;
    text_quote(text, strlen(text), 40, quote, sizeof quote);
    return request_usage(r, "--limit takes a number of rows from 1, not %s", quote) == 0;
}

/* The columns named, copied in their order; the records stay as they are. */
static bool read_fields(struct request *r, const struct view *v, struct asking *out)
{
    const char *at = request_value(r, "--fields");
    bool good = true;

    out->columns = *v->columns;
    if (!at)
        return true;
    struct field *chosen = arena_take_array(r->arena, v->columns->count, sizeof *chosen);
    size_t count = 0;
    for (at += strspn(at, ", "); chosen && good && *at; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        const char *name = arena_copy(r->arena, at, length);
        const struct field *f = name ? fields_find(v->columns, name) : NULL;
        good = f ? true : unknown_column(r, v, name ? name : "");
        for (size_t i = 0; good && i < count; i++)
            if (strcmp(chosen[i].name, name) == 0)
                good = request_usage(r, "--fields has %s twice", name) == 0;
        if (good) {
            chosen[count] = *f;
            chosen[count++].flags &= ~(unsigned)FIELD_HIDDEN;
        }
        at += length;
    }
    if (good && !count)
        return request_usage(r, "--fields names no column") == 0;
    out->columns.field = chosen;
    out->columns.count = count;
    out->chosen = true;
    return good && chosen;
}

static bool read_day(struct request *r, struct asking *out)
{
    const char *text = request_value(r, "--as-at");
    struct fault why = {0};
    char quote[64];

    if (!text || date_parse_iso(text, &out->ask.as_at))
        return true;
    text_quote(text, strlen(text), 40, quote, sizeof quote);
    fail(&why, FAULT_INPUT, "as_at", "--as-at takes a day as YYYY-MM-DD, not %s.", quote);
    return request_fault(r, &why) == 0;
}

bool asking_read(struct request *r, const struct view *v, struct asking *out)
{
    *out = (struct asking){.view = v, .ask = VIEW_ASK};
    out->ask.search = request_value(r, "--search");
    bool good = read_where(r, v, out);
    good = read_order(r, v, out) && good;
    good = read_limit(r, out) && good;
    good = read_day(r, out) && good;
    return read_fields(r, v, out) && good;
}

bool asking_time(struct request *r, struct session *s, struct asking *a)
{
    const char *text = request_value(r, "--known-at");
    struct fault why = {0};

    return !text || view_known_at(s, text, &a->ask.known_at, &why) || request_fault(r, &why) == 0;
}

/* --- rows out ---------------------------------------------------------------------------------- */

static bool note_person(struct pouring *p, int64_t person, struct fault *why)
{
    if (person == ABSENT || (p->count && p->person[p->count - 1] == person))
        return true;
    if (p->count == p->room) {
        size_t room = p->room ? p->room * 2 : 256;
        int64_t *more = realloc(p->person, room * sizeof *more);
        if (!more)
            return fault_memory(why);
        p->person = more;
        p->room = room;
    }
    p->person[p->count++] = person;
    return true;
}

static bool pour(void *ctx, const void *row, struct fault *why)
{
    struct pouring *p = ctx;
    int64_t person = ABSENT;

    p->rows++;
    return (!p->whose ||
            (view_whose(p->session, p->view, row, &person, why) && note_person(p, person, why))) &&
           writer_row(&p->writer, row, why);
}

bool asking_pour(struct pouring *p, const struct asking *a, const struct writer_options *o,
                 const struct progress *progress, struct fault *why)
{
    if (writer_begin(&p->writer, &a->columns, o, why) &&
        view_all(p->session, p->view, &a->ask, progress, pour, p, why) &&
        writer_end(&p->writer, why))
        return true;
    writer_abandon(&p->writer);
    return false;
}

struct progress asking_progress(const struct request *r, const char *what, bool to_file)
{
    struct progress p = *r->progress;

    p.what = what;
    if (!to_file && r->around->out_terminal)
        p.report = NULL;
    return p;
}

/* A table is looked at where it is written to a terminal; everything else leaves the store. */
static bool leaves(const struct request *r, const struct view *v)
{
    return v->flags & VIEW_PERSON &&
           (r->options->format != WRITE_TABLE || !r->around->out_terminal);
}

bool asking_write(struct request *r, struct session *s, const struct asking *a,
                  const struct writer_options *o, size_t *rows, struct fault *why)
{
    struct pouring p = {.session = s, .view = a->view, .whose = leaves(r, a->view)};
    struct progress progress = asking_progress(r, "list", false);

    bool good = asking_pour(&p, a, o, &progress, why);
    *rows = p.rows;
    /* Also of what was cut short: those rows are out. */
    struct fault late = {0};
    if (p.whose && !view_note_reads(s, p.person, p.count, good ? why : &late))
        good = false;
    free(p.person);
    return good;
}

/* import_command.c - htlah import: every row is checked before the store is held, then all or none
 *
 * The file is read three times: for its digest, to check each row's arguments, and to write.  Its
 * digest is taken again before anything is kept, so what was checked is what was written.
 */
#include "cli/import_command.h"
#include "cli/import_kind.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/config/yaml.h"
#include "core/exchange/input.h"

#include <stdio.h>
#include <string.h>

enum { CHUNK = 64 * 1024, LINES_ABOVE = 100 /* a header and what stands over it */ };

static const struct option_row option_rows[] = {
    {"--dry-run", NULL, "do all of it, say what came of it, and write nothing", false},
    {"--map", "MAP.yaml", "how the file's columns, values, dates and encoding become ours", false},
    {"--update", NULL, "a known row with other content takes the new content", false},
    {"--columns", NULL, "name the columns of the kind instead", false},
    {NULL, NULL, NULL, false},
};

/* --- the kinds and their columns ------------------------------------------------------------------ */

struct line {
    const char *name, *operation, *help;
};
static const struct field kind_rows[] = {
    {FIELD(struct line, name, FIELD_TEXT), .label = "Kind"},
    {FIELD(struct line, operation, FIELD_TEXT), .label = "Operation"},
    {FIELD(struct line, help, FIELD_TEXT), .max = 1000, .label = "What the file holds"},
};
static const struct fields kind_fields = FIELDS("kinds", kind_rows, struct line);
static const struct field column_rows[] = {
    {FIELD(struct line, name, FIELD_TEXT), .label = "Column"},
    {FIELD(struct line, operation, FIELD_TEXT), .max = 1000, .label = "Holds"},
    {FIELD(struct line, help, FIELD_TEXT), .max = 1000, .label = "Meaning"},
};
static const struct fields column_fields = FIELDS("columns", column_rows, struct line);

static int end_list(struct request *r, struct writer *w, bool good, struct fault *why)
{
    if (good && writer_end(w, why))
        return 0;
    writer_abandon(w);
    return request_fault(r, why);
}

static int list_kinds(struct request *r)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    bool good = writer_begin(&w, &kind_fields, &o, &why);
    for (const struct import_kind *k = import_kinds; good && k->name; k++) {
        struct line row = {k->name, k->op, k->help};
        if (op_find(k->op))
            good = writer_row(&w, &row, &why);
    }
    return end_list(r, &w, good, &why);
}

static int list_columns(struct request *r, const struct import_kind *k)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fields t;
    struct fault why = {0};

    if (!import_columns(k, r->arena, &t)) {
        fault_memory(&why);
        return request_fault(r, &why);
    }
    bool good = writer_begin(&w, &column_fields, &o, &why);
    for (size_t i = 0; good && i < t.count; i++) {
        const struct field *f = &t.field[i];
        struct buf takes = {0};
        if (f->flags & FIELD_HIDDEN)
            continue;
        field_expects(f, STYLE_FILE, &takes);
        struct line row = {
            arena_printf(r->arena, "%s%s", f->name, f->flags & FIELD_OPTIONAL ? "?" : ""),
            takes.text, f->help ? f->help : f->label};
        good = writer_row(&w, &row, &why);
        buf_release(&takes);
    }
    return end_list(r, &w, good, &why);
}

/* --- the file -------------------------------------------------------------------------------------- */

/* A file of far too many rows is known by its lines, before any of it is understood. */
static bool few_lines(const char *path, const char *chunk, size_t length, uint64_t *lines,
                      struct fault *why)
{
    for (const char *at = chunk; (at = memchr(at, '\n', length - (size_t)(at - chunk))); at++)
        ++*lines;
    return *lines <= CSV_ROWS_MOST + LINES_ABOVE ||
           fail(why, FAULT_INPUT, "",
                "%.300s has more than %d lines, which is more than an import takes; split it.",
                path, CSV_ROWS_MOST);
}

static bool digest_of(const char *path, char hex[SHA256_HEX_SIZE], struct faults *all)
{
    static char chunk[CHUNK];
    struct sha256 s;
    struct input in;
    struct fault why = {0};
    uint8_t digest[SHA256_SIZE];
    uint64_t lines = 0;
    size_t got = 1;

    bool good = input_open(path, CSV_FILE_MOST, &in, &why);
    if (good) {
        sha256_init(&s);
        while (good && got) {
            good = input_read(&in, chunk, sizeof chunk, &got, &why) &&
                   few_lines(path, chunk, got, &lines, &why);
            if (good)
                sha256_update(&s, chunk, got);
        }
        good = good && input_unchanged(&in, &why);
        input_close(&in);
    }
    if (!good) {
        faults_take(all, &why);
        return false;
    }
    sha256_final(&s, digest);
    sha256_hex(digest, hex);
    return true;
}

static bool unchanged(const char *path, const char *before, struct faults *all)
{
    char now[SHA256_HEX_SIZE];
    struct fault why = {0};

    if (!digest_of(path, now, all))
        return false;
    if (strcmp(before, now) == 0)
        return true;
    fail(&why, FAULT_INPUT, "",
         "%.300s changed while it was read; nothing was written: import it again when nobody "
         "writes to it.",
         path);
    faults_take(all, &why);
    return false;
}

static bool read_map(struct request *r, struct import *m, struct mapping *out)
{
    const char *path = request_value(r, "--map");

    if (!path)
        return true;
    if (m->kind->shape == IMPORT_AREAS)
        return request_usage(r, "Boundaries are GeoJSON and take no map") == 0;
    const struct node *map = yaml_read_file(path, r->arena, r->all);
    m->mapping = out;
    return map && mapping_read(map, out, r->all);
}

/* --- first reading: each row's arguments ------------------------------------------------------------ */

struct checking {
    struct arena row;
};

static bool check_row(struct import *m, const struct node *row, size_t line, void *ctx,
                      struct faults *all)
{
    struct checking *c = ctx;
    void *record = arena_take(&c->row, m->op->args->size);
    struct fault why = {0};

    (void)line;
    if (!record) {
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    if (!fields_read(m->op->args, row, &m->how, record, &c->row, all))
        why.kind = FAULT_NONE; /* told in `all`; the next rows are looked at as well */
    arena_reset(&c->row);
    return true;
}

static bool check(struct import *m, struct faults *all)
{
    struct checking c = {{0}};
    size_t before = all->count;
    bool good = import_read(m, check_row, &c, all) && all->count == before;

    arena_release(&c.row);
    return good;
}

/* --- second reading: written as one transaction ----------------------------------------------------- */

static bool write_row(struct import *m, const struct node *row, size_t line, void *ctx,
                      struct faults *all)
{
    struct counter *c = ctx;
    size_t before = all->count;

    if (counter_bulk_row(c, row, &m->how, line, all) || all->count == before)
        return true;
    /* A row that was refused is one of a list; a store that can take no more ends it. */
    enum fault_kind kind = all->kept ? all->list[all->kept - 1].kind : FAULT_NONE;
    return kind != FAULT_RESOURCE && kind != FAULT_STORE && kind != FAULT_BUG &&
           kind != FAULT_INTERRUPTED && kind != FAULT_BUSY;
}

struct result {
    const char *kind, *file, *layout;
    int64_t rows, added, same, changed, refused, tx, dry_run, asked;
};
static const struct field result_rows[] = {
    {FIELD(struct result, kind, FIELD_TEXT), .label = "Kind"},
    {FIELD(struct result, file, FIELD_TEXT), .max = 4096, .label = "File"},
    {FIELD(struct result, layout, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Layout"},
    {FIELD(struct result, rows, FIELD_INT), .label = "Rows"},
    {FIELD(struct result, added, FIELD_INT), .label = "Added"},
    {FIELD(struct result, same, FIELD_INT), .label = "As before"},
    {FIELD(struct result, changed, FIELD_INT), .label = "Changed"},
    {FIELD(struct result, refused, FIELD_INT), .label = "Refused"},
    {FIELD(struct result, tx, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Transaction"},
    {FIELD(struct result, dry_run, FIELD_BOOL), .label = "Dry run"},
    {FIELD(struct result, asked, FIELD_INT), .label = "Sent to a second person"},
};
static const struct fields result_fields = FIELDS("import", result_rows, struct result);

/* A sentence for people, a row for programs. */
static bool say(struct request *r, const struct import *m, const struct bulk_counts *n,
                const struct answer *answer)
{
    struct buf b = {0};

    if (!r->options->format_given || r->options->format == WRITE_TABLE) {
        buf_printf(&b, "%s%s\n", answer->text ? answer->text : "",
                   request_has(r, "--dry-run") ? " (dry run)" : "");
        if (m->passed[0])
            buf_printf(&b, "  %s\n", m->passed);
        for (size_t i = 0; i < answer->remarks; i++)
            buf_printf(&b, "  %s\n", answer->remark[i].text);
        return request_put(r, &b);
    }
    struct result row = {m->kind->name,
                         m->path,
                         m->layout,
                         (int64_t)n->rows,
                         (int64_t)n->added,
                         (int64_t)n->same,
                         (int64_t)n->changed,
                         (int64_t)n->refused,
                         answer->tx ? answer->tx : ABSENT,
                         request_has(r, "--dry-run"),
                         (int64_t)n->asked};
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};
    bool good = writer_begin(&w, &result_fields, &o, &why);
    good = good && writer_row(&w, &row, &why);
    return end_list(r, &w, good, &why) == 0;
}

static bool write(struct request *r, struct counter *c, struct import *m, const char *digest)
{
    struct progress p = *r->progress;
    struct bulk_counts counts = {0};
    struct answer answer = {0};
    struct fault why = {0};
    char layout[64], what[64];

    snprintf(layout, sizeof layout, "%s", m->layout ? m->layout : "");
    snprintf(what, sizeof what, "import of %s", m->kind->name);
    p.what = what;
    struct bulk_options o = {.op = m->op->name,
                             .updates = m->kind->update[0] ? m->kind->update : NULL,
                             .kind = m->kind->name,
                             .file = m->path,
                             .digest = digest,
                             .layout = m->layout ? layout : NULL,
                             .rows = m->rows,
                             .key = m->key,
                             .update = request_has(r, "--update"),
                             .dry_run = request_has(r, "--dry-run")};
    if (!counter_bulk_begin(c, &o, &p, &why))
        return request_fault(r, &why) == 0;
    m->report = NULL; /* the store reports from here on */
    bool good = import_read(m, write_row, c, r->all) && unchanged(m->path, digest, r->all);
    if (!good) {
        counter_bulk_abandon(c);
        return false;
    }
    return counter_bulk_end(c, true, &counts, &answer, r->all) && say(r, m, &counts, &answer);
}

/* --- the command ------------------------------------------------------------------------------------ */

static const struct import_kind *find(struct request *r)
{
    const char *known[64];
    size_t count = 0;

    for (const struct import_kind *k = import_kinds; k->name; k++) {
        if (!op_find(k->op))
            continue;
        if (strcmp(k->name, r->word[0]) == 0)
            return k;
        known[count++] = k->name;
    }
    request_unknown(r, "kind of import", r->word[0], known, count);
    return NULL;
}

static int run(struct request *r)
{
    char digest[SHA256_HEX_SIZE];
    struct mapping mapping;
    struct counter *c;

    if (r->words == 0 && !r->givens)
        return list_kinds(r);
    bool columns = request_has(r, "--columns");
    if (!request_words(r, columns ? 1 : 2, columns ? 1 : 2,
                       columns ? "a kind" : "a kind and a file"))
        return request_status(r);
    struct import m = {.kind = find(r), .path = r->word[1]};
    if (!m.kind)
        return request_status(r);
    if (columns)
        return list_columns(r, m.kind);
    if (strcmp(m.path, "-") == 0)
        return request_usage(r, "An import reads its file twice, so it cannot be standard input");
    m.op = op_find(m.kind->op);
    m.interrupted = r->progress->interrupted;
    m.report = r->progress->report;
    m.ctx = r->progress->ctx;
    if (!read_map(r, &m, &mapping) || !digest_of(m.path, digest, r->all) || !request_counter(r, &c))
        return request_status(r);
    if (check(&m, r->all))
        (void)!write(r, c, &m, digest);
    counter_close(c);
    return request_status(r);
}

static void offers(struct buf *out)
{
    for (const struct import_kind *k = import_kinds; k->name; k++)
        if (op_find(k->op))
            buf_printf(out, "%s%s", out->length ? " " : "", k->name);
}

const struct command command_import = {
    .name = "import",
    .usage = "\nKIND FILE",
    .summary = "many records from a file, all or none",
    .help =
        "Reads a file of records and does the kind's operation for each, as one transaction: "
        "all rows or none. Every bad row is listed with its line and column. The same file a "
        "second time changes nothing. Alone it names the kinds; KIND --columns its columns.\n\n"
        "The columns are the operation's arguments, so htlah do, a story and a spreadsheet name "
        "the same things; a list in a cell is written [1, 2]. Files that others publish (ODS "
        "epraccur, Code-Point Open, the CQC directory, GeoJSON) are read as they come.",
    .options = option_rows,
    .offers = offers,
    .run = run,
};

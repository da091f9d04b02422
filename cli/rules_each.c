/* rules_each.c - one rule over every row of a CSV file
 *
 * Memory    one row: the arena is emptied after each, cells are parsed straight into the facts.
 * Why       A hundred thousand facts checked against another system's answers take a moment, so
 * that they are checked at all.
 */
#include "cli/rules_command.h"

#include "cli/flow_cell.h"
#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/config/yaml.h"
#include "core/exchange/csv.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 256, FLUSH_AT = 1 << 16, PROBLEMS_MOST = 4096 };

static const struct reading how = {.style = STYLE_FILE, .kind = "fact"};

struct each {
    const struct rule *rule;
    const struct figures *figures;
    const char *name; /* of the file, for messages */
    struct csv *csv;
    const struct field *column[COLUMNS_MOST]; /* the fact in each column */
    size_t columns;
    void *facts;
    struct arena kept, row; /* of the whole run, and of one row */
    struct decision d;      /* here, and not in the loop: it is some kilobytes to clear */
    struct buf out, problem, cell;
    FILE *to;
    size_t rows, bad;
};

/* --- the header ------------------------------------------------------------------------------ */

static void wrong_column(struct each *e, const struct csv_cell *c, struct faults *all)
{
    const char *known[COLUMNS_MOST];
    struct fault why = {0};
    char quote[128];
    size_t count = e->rule->facts->count;

    text_quote(c->text, c->length, 40, quote, sizeof quote);
    for (size_t i = 0; i < count; i++)
        known[i] = e->rule->facts->field[i].name;
    const char *near = text_nearest(c->text, known, count);
    if (near)
        fail_at(&why, e->name, c->line, c->column, "",
                "There is no fact %s in %s; did you mean %s?", quote, e->rule->name, near);
    else
        fail_at(&why, e->name, c->line, c->column, "",
                "There is no fact %s in %s; htlah rules show %s lists its facts.", quote,
                e->rule->name, e->rule->name);
    faults_take(all, &why);
}

static void repeated_column(struct each *e, const struct csv_cell *c, struct faults *all)
{
    struct fault why = {0};

    fail_at(&why, e->name, c->line, c->column, c->text, "The fact %s has two columns; keep one.",
            c->text);
    faults_take(all, &why);
}

static bool missing_columns(struct each *e, struct faults *all)
{
    const struct fields *t = e->rule->facts;
    bool good = true;

    for (size_t i = 0; i < t->count; i++) {
        bool found = t->field[i].flags & FIELD_OPTIONAL;
        for (size_t c = 0; c < e->columns && !found; c++)
            found = e->column[c] == &t->field[i];
        if (!found) {
            struct fault why = {0};
            fail_at(&why, e->name, 1, 0, t->field[i].name,
                    "The fact %s has no column; add one with that name in line 1.",
                    t->field[i].name);
            faults_take(all, &why);
            good = false;
        }
    }
    return good;
}

static bool read_header(struct each *e, struct faults *all)
{
    const struct csv_cell *cells;
    struct fault why = {0};
    size_t count;
    bool good = true;

    if (!csv_next(e->csv, &cells, &count, &why)) {
        faults_take(all, &why);
        return false;
    }
    if (count > COLUMNS_MOST) {
        fail_at(&why, e->name, 1, 0, "", "There are %zu columns; %d are allowed.", count,
                COLUMNS_MOST);
        faults_take(all, &why);
        return false;
    }
    e->columns = count;
    for (size_t i = 0; i < count; i++) {
        e->column[i] = fields_find(e->rule->facts, cells[i].text);
        if (!e->column[i]) {
            wrong_column(e, &cells[i], all);
            good = false;
        }
        for (size_t j = 0; j < i && e->column[i]; j++)
            if (e->column[j] == e->column[i]) {
                repeated_column(e, &cells[i], all);
                good = false;
                break;
            }
        csv_write_cell(&e->out, cells[i].text, false, i == 0);
    }
    return missing_columns(e, all) && good;
}

static void write_header(struct each *e)
{
    const struct fields *values = e->rule->values;

    csv_write_cell(&e->out, "outcome", false, false);
    for (size_t i = 0; values && i < values->count; i++)
        csv_write_cell(&e->out, values->field[i].name, false, false);
    csv_write_cell(&e->out, "problem", false, false);
    csv_write_end(&e->out);
}

/* --- a row ----------------------------------------------------------------------------------- */

static void add_problem(struct each *e, const char *text)
{
    if (e->problem.length > PROBLEMS_MOST)
        return;
    if (e->problem.length)
        buf_char(&e->problem, ' ');
    buf_text(&e->problem, text);
}

/* A list of records has one writing, YAML flow; everything else is read by its field alone. */
static bool read_records(struct each *e, const struct field *f, const struct csv_cell *c)
{
    struct fields one = {
        .name = e->rule->name, .field = f, .count = 1, .size = e->rule->facts->size};
    struct faults faults = {0};
    struct node *map = node_new(&e->row, NODE_MAP);
    struct node *value = map ? flow_cell(c->text, c->length, &e->row) : NULL;

    if (map && !value)
        value = yaml_read_value(c->text, c->length, NULL, &e->row, &faults);

    if (value) {
        value->key = f->name;
        value->next = NULL;
        node_append(map, value);
        if (fields_read(&one, map, &how, e->facts, &e->row, &faults))
            return true;
    }
    for (size_t i = 0; i < faults.kept; i++)
        add_problem(e, faults.list[i].text);
    if (!faults.kept)
        add_problem(e, "there is not enough memory to read this");
    faults_release(&faults);
    return false;
}

static bool read_row(struct each *e, const struct csv_cell *cells, struct fault *why)
{
    bool good = true;

    /* Every column is read in every row, so what another row left is never seen. */
    for (size_t i = 0; i < e->columns; i++) {
        const struct field *f = e->column[i];
        if (f->type == FIELD_LIST && f->of && cells[i].length) {
            good = read_records(e, f, &cells[i]) && good;
        } else if (!field_parse(f, cells[i].text, cells[i].length, &how, e->facts, &e->row, why)) {
            add_problem(e, why->text);
            fault_clear(why);
            good = false;
        }
    }
    return good;
}

/* The cell as given.  One that needed no quotation marks to be read needs none now. */
static void echo(struct each *e, const struct csv_cell *c, bool first)
{
    if (c->quoted) {
        csv_write_cell(&e->out, c->text, false, first);
        return;
    }
    if (!first)
        buf_char(&e->out, ',');
    buf_add(&e->out, c->text, c->length);
}

/* Digits, days and words of the program have nothing in them that a cell is quoted for. */
static bool is_bare(const struct field *f)
{
    return f->type != FIELD_TEXT && f->type != FIELD_LIST && f->type != FIELD_RECORD &&
           !(f->flags & FIELD_DAYS);
}

static void write_value(struct each *e, const struct field *f, const void *values)
{
    if (is_bare(f)) {
        buf_char(&e->out, ',');
        field_print(f, values, STYLE_FILE, &e->out);
        return;
    }
    buf_clear(&e->cell);
    field_print(f, values, STYLE_FILE, &e->cell);
    csv_write_cell(&e->out, e->cell.length ? e->cell.text : "", false, false);
}

static void write_values(struct each *e, const struct decision *d)
{
    const struct fields *values = e->rule->values;

    buf_char(&e->out, ',');
    buf_text(&e->out, d ? d->outcome : "bad-input");
    for (size_t i = 0; values && i < values->count; i++) {
        if (d)
            write_value(e, &values->field[i], d->values);
        else
            buf_char(&e->out, ',');
    }
    if (e->problem.length)
        csv_write_cell(&e->out, e->problem.text, !d, false);
    else
        buf_char(&e->out, ',');
    csv_write_end(&e->out);
}

/* `cells` NULL: the row could not be told apart into its columns. */
static bool do_row(struct each *e, const struct csv_cell *cells, struct fault *why)
{
    bool good = false;

    if (cells && read_row(e, cells, why)) {
        good = rule_eval_codes(e->rule, e->facts, e->figures, &e->row, &e->d, why);
        if (!good && why->kind != FAULT_INPUT)
            return false;
        if (!good)
            add_problem(e, why->text);
    } else if (!cells) {
        add_problem(e, why->text);
    }
    fault_clear(why);
    for (size_t i = 0; i < e->columns; i++)
        echo(e, cells ? &cells[i] : &(const struct csv_cell){.text = ""}, i == 0);
    write_values(e, good ? &e->d : NULL);
    e->rows++;
    e->bad += !good;
    buf_clear(&e->problem);
    arena_reset(&e->row);
    return true;
}

static bool flush(struct each *e, size_t at, struct fault *why)
{
    if (e->out.failed || e->problem.failed || e->cell.failed)
        return fault_memory(why);
    if (e->out.length < at)
        return true;
    if (fwrite(e->out.text ? e->out.text : "", 1, e->out.length, e->to) != e->out.length)
        return fail(why, FAULT_RESOURCE, "",
                    "The result could not be written: see whether the disk is full or the reader "
                    "has gone, and run it again.");
    buf_clear(&e->out);
    return true;
}

static void tell(const struct fault *why, struct faults *all)
{
    struct fault copy = *why;

    faults_take(all, &copy);
}

static bool do_rows(struct each *e, struct faults *all, struct fault *why)
{
    const struct csv_cell *cells;
    size_t count;

    for (;;) {
        size_t line = csv_line(e->csv);
        if (csv_next(e->csv, &cells, &count, why)) {
            if (count == 0)
                return csv_unchanged(e->csv, why) && flush(e, 0, why) &&
                       (fflush(e->to) == 0 ||
                        fail(why, FAULT_RESOURCE, "", "The result could not be written."));
        } else if (why->kind == FAULT_INPUT && csv_line(e->csv) > line) {
            /* Reading goes on where it can (csv.h); where it cannot, this is the last row, and the
             * fault with its place is all that tells of the rest. */
            tell(why, all);
            cells = NULL;
        } else {
            return false;
        }
        if (!do_row(e, cells, why) || !flush(e, FLUSH_AT, why))
            return false;
    }
}

bool rules_each(const struct rule *r, const char *path, const struct figures *figures, FILE *out,
                struct faults *all)
{
    struct each e = {.rule = r, .figures = figures, .name = path, .to = out};
    struct fault why = {0};
    bool good = false;

    e.facts = arena_take(&e.kept, r->facts->size);
    if (!e.facts)
        fault_memory(&why);
    else if (csv_open_file(path, NULL, &e.csv, &why)) {
        fields_clear(r->facts, e.facts);
        e.name = csv_name(e.csv);
        if (read_header(&e, all)) {
            write_header(&e);
            good = do_rows(&e, all, &why);
        }
    }
    if (good && e.bad)
        good = fail_at(&why, e.name, 0, 0, "",
                       "%zu of %zu rows are bad input: see the column problem of each.", e.bad,
                       e.rows);
    if (why.kind)
        faults_take(all, &why);
    csv_close(e.csv);
    buf_release(&e.out);
    buf_release(&e.problem);
    buf_release(&e.cell);
    arena_release(&e.row);
    arena_release(&e.kept);
    return good;
}

/* report_command.c - htlah report: named reports, each a view asked in a fixed way
 *
 * A new report is a row of the table.  `--period` is a day, a month (2016-11) or a financial year
 * (2016/17), for views that take `from` and `to`.
 */
#include "cli/asking.h"
#include "cli/list_command.h"
#include "core/base/period.h"
#include "core/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report {
    const char *name, *title, *help;
    const char *view;
    const char *where;  /* "column=value column=value", or NULL */
    const char *sort;   /* or NULL: the view's own order */
    const char *fields; /* columns, commas between; or NULL: all */
};

static const struct report reports[] = {
    {"audit", "What was done", "Every transaction, oldest first, with who and why.", "audit", NULL,
     "id", "seq,at,login,role,operation,subject,result,answer,reason"},
    {"capacity", "Room in the lots", "Who leads each lot, the hours free, and who waits.", "lots",
     NULL, NULL, NULL},
    {"commitments", "Weekly cost", "What care in force costs a week, gross.", "weekly-cost", NULL,
     NULL, NULL},
    {"day", "The day's work", "What is to place, to chase, to approve and to look at today.",
     "work", NULL, NULL, NULL},
    {"denied", "Refusals of permission", "Who tried what they may not, oldest first.", "audit",
     "result=denied", "id", "seq,at,login,role,operation,subject,answer,reason"},
    {"gaps", "Care that nobody gives", "Packages whose visits no line covers.", "gaps", NULL, NULL,
     NULL},
    {"providers", "How providers answer",
     "Where each holds awards, what it gives, and its replies.", "providers", NULL, NULL, NULL},
    {"reads", "Who looked at whom", "Every opening of a record, oldest first.", "reads", NULL, "id",
     NULL},
    {"replies", "Replies due", "Offers that are out, the one due first before the others.",
     "replies-due", NULL, NULL, NULL},
    {"staff", "Staff and their roles", "Who works here today, and in which roles.", "staff", NULL,
     "login", NULL},
};
enum { REPORTS = sizeof reports / sizeof *reports };

static const struct option_row option_rows[] = {
    {"--period", "DAY|MONTH|YEAR", "2016-11-08, 2016-11, or the financial year 2016/17", false},
    {NULL, NULL, NULL, false},
};

/* A report needs its view, which comes with its subject. */
static bool is_there(const struct report *p)
{
    return view_find(p->view) != NULL;
}

/* --- the list ------------------------------------------------------------------------------------ */

static const struct field named_rows[] = {
    {FIELD(struct report, name, FIELD_TEXT), .label = "Report"},
    {FIELD(struct report, title, FIELD_TEXT), .label = "Title"},
    {FIELD(struct report, help, FIELD_TEXT), .max = 1000, .label = "What it says"},
};
static const struct fields named_fields = FIELDS("reports", named_rows, struct report);

static int list_reports(struct request *r)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    bool good = writer_begin(&w, &named_fields, &o, &why);
    for (size_t i = 0; good && i < REPORTS; i++)
        if (is_there(&reports[i]))
            good = writer_row(&w, &reports[i], &why);
    if (good && writer_end(&w, &why))
        return 0;
    writer_abandon(&w);
    return request_fault(r, &why);
}

/* --- the period ---------------------------------------------------------------------------------- */

static bool digits(const char *text, size_t count)
{
    return strspn(text, "0123456789") >= count;
}

static bool read_period(const char *text, struct period *out)
{
    date_t first, end;

    if (date_parse_iso(text, &first)) {
        *out = period_through(first, first);
        return true;
    }
    bool month = strlen(text) == 7 && digits(text, 4) && text[4] == '-' && digits(text + 5, 2);
    bool year = strlen(text) == 7 && digits(text, 4) && text[4] == '/' && digits(text + 5, 2);
    int y = (int)strtol(text, NULL, 10), part = month || year ? (int)strtol(text + 5, NULL, 10) : 0;
    if (month && date_make(y, part, 1, &first)) {
        *out = (struct period){first, date_add_months(first, 1)};
        return true;
    }
    if (year && part == (y + 1) % 100 && date_make(y, 4, 1, &first) &&
        date_make(y + 1, 4, 1, &end)) {
        *out = (struct period){first, end};
        return true;
    }
    return false;
}

static bool takes_period(const struct view *v)
{
    return v->params && fields_find(v->params, "from") && fields_find(v->params, "to");
}

static bool add_period(struct request *r, const struct report *p, const struct view *v,
                       struct node *map)
{
    const char *text = request_value(r, "--period");
    struct period period;
    char day[24], quote[64];

    if (!text)
        return true;
    if (!takes_period(v))
        return request_usage(r, "The report %s takes no period", p->name) == 0;
    if (!read_period(text, &period)) {
        struct fault why = {0};
        text_quote(text, strlen(text), 40, quote, sizeof quote);
        fail(&why, FAULT_INPUT, "period",
             "A period is a day (2016-11-08), a month (2016-11) or a financial year (2016/17), "
             "not %s.",
             quote);
        return request_fault(r, &why) == 0;
    }
    return node_add(r->arena, map, "from", date_print_iso(period.from, day, sizeof day)) &&
           node_add(r->arena, map, "to", date_print_iso(period_last(period), day, sizeof day));
}

/* --- one report ---------------------------------------------------------------------------------- */

static bool add_where(struct request *r, const struct report *p, struct node *map)
{
    bool good = true;

    for (const char *at = p->where; good && at && *at; at += strspn(at, " ")) {
        size_t name = strcspn(at, "="), length = strcspn(at, " ");
        const char *key = arena_copy(r->arena, at, name);
        const char *value = arena_copy(r->arena, at + name + 1, length - name - 1);
        good = key && value && node_add(r->arena, map, key, value);
        at += length;
    }
    return good;
}

static bool choose(struct request *r, const struct report *p, const struct view *v,
                   struct asking *a)
{
    struct field *chosen = arena_take_array(r->arena, v->columns->count, sizeof *chosen);
    size_t count = 0;

    a->columns = *v->columns;
    if (!p->fields)
        return true;
    for (const char *at = p->fields; chosen && *at; at += strspn(at, ",")) {
        size_t length = strcspn(at, ",");
        for (size_t i = 0; i < v->columns->count; i++)
            if (strlen(v->columns->field[i].name) == length &&
                memcmp(v->columns->field[i].name, at, length) == 0)
                chosen[count++] = v->columns->field[i];
        at += length;
    }
    a->columns.field = chosen;
    a->columns.count = count;
    return chosen != NULL;
}

/* Heading and day above a table; nothing but rows in CSV and JSON. */
static bool heading(struct request *r, const struct report *p, const struct session *s)
{
    struct buf b = {0};
    char day[32];
    const char *period = request_value(r, "--period");

    if (r->options->format != WRITE_TABLE)
        return true;
    buf_printf(&b, "%s\n%s%s%s\n\n", p->title, date_print_long(s->today, day, sizeof day),
               period ? ", for " : "", period ? period : "");
    return request_put(r, &b);
}

static int print(struct request *r, const struct report *p, const struct view *v)
{
    struct asking a = {.view = v, .ask = VIEW_ASK};
    struct node *map = node_new(r->arena, NODE_MAP);
    struct reading how = request_reading(r);
    struct writer_options o = request_writer(r);
    struct counter *c;
    struct fault why = {0};
    size_t rows = 0;

    if (!map || !add_where(r, p, map) || !choose(r, p, v, &a)) {
        fault_memory(&why);
        return request_fault(r, &why);
    }
    if (!add_period(r, p, v, map) || !view_where(v, map, &how, &a.ask, r->arena, r->all) ||
        !request_counter(r, &c))
        return request_status(r);
    a.ask.sort = p->sort;
    bool good = view_admits(counter_session(c), v, &a.ask, &why) &&
                heading(r, p, counter_session(c)) &&
                asking_write(r, counter_session(c), &a, &o, &rows, &why);
    if (good && !rows && o.format == WRITE_TABLE && v->empty) {
        struct buf b = {0};
        buf_printf(&b, "%s\n", v->empty);
        (void)!request_put(r, &b);
    }
    counter_close(c);
    return why.kind ? request_fault(r, &why) : request_status(r);
}

static int run(struct request *r)
{
    const char *known[REPORTS];
    size_t count = 0;

    if (!request_words(r, 0, 1, "one report"))
        return request_status(r);
    if (r->words == 0)
        return r->givens ? request_usage(r, "Name the report that is wanted") : list_reports(r);
    for (size_t i = 0; i < REPORTS; i++) {
        if (!is_there(&reports[i]))
            continue;
        if (strcmp(reports[i].name, r->word[0]) == 0)
            return print(r, &reports[i], view_find(reports[i].view));
        known[count++] = reports[i].name;
    }
    return request_unknown(r, "report", r->word[0], known, count);
}

static void offers(struct buf *out)
{
    for (size_t i = 0; i < REPORTS; i++)
        if (is_there(&reports[i]))
            buf_printf(out, "%s%s", out->length ? " " : "", reports[i].name);
}

const struct command command_report = {
    .name = "report",
    .usage = "\nNAME",
    .summary = "a named report, such as the day's work",
    .help = "Prints a report: with its heading as a table, or the rows alone as CSV or JSON. Alone "
            "it names the reports.",
    .options = option_rows,
    .offers = offers,
    .run = run,
};

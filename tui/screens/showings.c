/* How views are shown in lists: widths, what is put away, other words for a cell, and the pane. */
#include "tui/screens/summary.h"
#include "tui/screens/words.h"

#include "core/views/work_views.h"

#include <string.h>

static const struct fields *columns_of(void *ctx)
{
    return ((struct view_source *)ctx)->view->columns;
}

static struct app *app_of(void *ctx)
{
    return ((struct view_source *)ctx)->app;
}

/* --- work -------------------------------------------------------------------------------------- */

/* What is asked for is an operation: its title says more than its name. */
static const char *work_what(const struct fields *t, const void *row)
{
    const char *what = row_text(t, row, "what");
    const struct operation *op = *what ? op_find(what) : NULL;

    return op ? op->title : what;
}

/* One column says where, and in the other sections what. */
static bool work_cell(void *ctx, const void *row, const struct field *f, struct buf *out)
{
    const struct fields *t = columns_of(ctx);

    if (strcmp(f->name, "due") == 0) {
        datetime_t due = {row_number(t, row, "due")};
        if (datetime_given(due))
            say_due(due, app_of(ctx)->s->now, out);
        return true;
    }
    if (strcmp(f->name, "what") == 0) {
        const char *what = work_what(t, row);
        buf_text(out, *what ? what : row_text(t, row, "lot"));
        return true;
    }
    if (strcmp(f->name, "minutes") == 0) {
        row_shown(t, row, "minutes", out);
        if (row_number(t, row, "carers") > 1)
            buf_text(out, " ×2");
        return true;
    }
    return false;
}

static unsigned work_style(void *ctx, const void *row, const struct field *f)
{
    datetime_t due = {row_number(columns_of(ctx), row, "due")};

    if (strcmp(f->name, "due") == 0 && datetime_given(due) && is_late(due, app_of(ctx)->s->now))
        return ST_WARN;
    return ST_NORMAL;
}

static const char *work_urgency(void *ctx, const void *row)
{
    static const char *const marks[] = {"!!", "!", ""};
    int64_t mark = row_number(columns_of(ctx), row, "mark");

    return mark >= 0 && mark < 3 ? marks[mark] : "";
}

/* How much stands in each section of what is mine. */
enum { SECTIONS = 7 };

static void sections(const struct view_source *s, int64_t count[SECTIONS])
{
    size_t rows = s->held && held_read(s->held) ? held_count(s->held) : 0;
    const struct field *f = fields_find(s->view->columns, "section"); /* once: it is asked a row */

    memset(count, 0, SECTIONS * sizeof *count);
    for (size_t i = 0; i < rows; i++) {
        const char *row = held_row(s->held, i);
        int64_t section = *(const int64_t *)(const void *)(row + f->offset);
        if (section >= 0 && section < SECTIONS)
            count[section]++;
    }
}

/* "To place 14  Replies due 3" */
static void work_header(struct view_source *s, bool brief, struct buf *out)
{
    static const char *const whole[SECTIONS] = {"To place",  "Replies due",    "Accepted",
                                                "Approved",  "Returned to me", "To approve",
                                                "To look at"};
    static const char *const words[SECTIONS] = {"Place",    "Replies", "Accepted", "Approved",
                                                "Returned", "Approve", "Look at"};
    const char *const *names = brief ? words : whole;
    int64_t n[SECTIONS];

    sections(s, n);
    for (int i = 0; i < SECTIONS; i++)
        if (n[i])
            buf_printf(out, "%s%s %lld", out->length ? "  " : "", names[i], (long long)n[i]);
}

/* How many stand in it is said of the whole section: not while a filter shows a part of it. */
static void work_group(void *ctx, const void *row, struct buf *title, struct buf *right)
{
    const struct view_source *s = ctx;
    int64_t section = row_number(columns_of(ctx), row, "section"), n[SECTIONS];

    row_shown(columns_of(ctx), row, "section", title);
    sections(ctx, n);
    if (section >= 0 && section < SECTIONS && n[section] && !s->narrowed)
        buf_printf(title, " %lld", (long long)n[section]);
    if (section == 0)
        buf_text(right, "most urgent and oldest first");
}

/* Its own keys in each section: a reply is accepted, an approval approved. */
static const char *work_scope(const void *row)
{
    static const char *const scopes[SECTIONS] = {"to place", "reply due",  "accepted", "approved",
                                                 "returned", "to approve", "task"};
    int64_t section = row_number(view_find("work")->columns, row, "section");

    return section >= 0 && section < SECTIONS ? scopes[section] : "work";
}

/* By what has become of what one proposed. */
static const char *proposed_scope(const void *row)
{
    static const char *const scopes[] = {"returned", "proposed", "approved", "list", "returned"};
    int64_t state = row_number(view_find("my-proposals")->columns, row, "state");

    return state >= 0 && state < (int64_t)(sizeof scopes / sizeof *scopes) ? scopes[state] : "list";
}

/* What is asked comes first where it is not the package itself. */
static void say_row(const struct fields *t, const void *row, const char *column, const char *label,
                    struct buf *lines)
{
    if (*row_text(t, row, column))
        buf_printf(lines, "%s\t%s\n", label, row_text(t, row, column));
}

static bool work_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    const struct fields *t = view_find("work")->columns;
    const char *package = row_text(t, row, "package");
    datetime_t due = {row_number(t, row, "due")};

    if (*work_what(t, row))
        buf_printf(lines, "What\t%s\n", work_what(t, row));
    if (*package)
        package_summary(a, package, title, lines);
    else
        buf_text(title, row_text(t, row, "name"));
    if (datetime_given(due)) {
        buf_text(lines, "Due\t");
        say_moment(due, lines);
        buf_text(lines, " · ");
        say_left(due, a->s->now, lines);
        buf_char(lines, '\n');
    }
    say_row(t, row, "who", "Who", lines);
    return true;
}

static const struct list_hint work_hints[] = {{"section", 0, LIST_AWAY}, {"mark", 0, LIST_AWAY},
                                              {"ref", 7, LIST_MUST},     {"name", 17, LIST_FLEX},
                                              {"outward", 4, 0},         {"lot", 0, LIST_AWAY},
                                              {"what", 15, LIST_FLEX},   {"minutes", 10, 0},
                                              {"carers", 0, LIST_AWAY},  {"due", 11, 0},
                                              {"who", 0, LIST_AWAY},     {NULL, 0, 0}};

/* --- people and packages: a million of them ----------------------------------------------------- */

static const char *const nothing_more[] = {NULL};
static const char *const package_person[] = {"person", NULL}; /* whom an operation may be about */

static bool people_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    return person_summary(a, row_number(view_find("people")->columns, row, "id"), title, lines);
}

static const struct list_hint people_hints[] = {{"ref", 7, LIST_MUST},
                                                {"name", 22, 0},
                                                {"nhs_number", 12, 0},
                                                {"postcode", 8, 0},
                                                {"district", 0, LIST_AWAY},
                                                {"commissioner", 0, LIST_AWAY},
                                                {"alerts", 12, LIST_FLEX},
                                                {"packages", 8, 0},
                                                {"died", 0, LIST_AWAY},
                                                {"lot", 3, 0},
                                                {"restricted", 0, LIST_AWAY},
                                                {"age", 3, 0},
                                                {"born", 10, 0},
                                                {NULL, 0, 0}};

static bool packages_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    return package_summary(a, row_text(view_find("packages")->columns, row, "ref"), title, lines);
}

static const struct list_hint packages_hints[] = {{"ref", 7, LIST_MUST},
                                                  {"person", 0, LIST_AWAY},
                                                  {"name", 18, LIST_FLEX},
                                                  {"lot", 3, 0},
                                                  {"priority", 9, 0},
                                                  {"state", 11, 0},
                                                  {"needed_by", 10, 0},
                                                  {"provider", 14, LIST_FLEX},
                                                  {"minutes", 7, 0},
                                                  {"carers", 0, LIST_AWAY},
                                                  {"payer_name", 0, LIST_AWAY},
                                                  {"payer", 0, LIST_AWAY},
                                                  {"claimed_by", 0, LIST_AWAY},
                                                  {"waiting", 0, LIST_AWAY},
                                                  {"missing", 0, LIST_AWAY},
                                                  {"purpose", 0, LIST_AWAY},
                                                  {NULL, 0, 0}};

/* --- audit and the parts of records ------------------------------------------------------------ */

static const struct list_hint audit_hints[] = {{"seq", 6, LIST_MUST},    {"at", 16, 0},
                                               {"login", 11, 0},         {"role", 0, LIST_AWAY},
                                               {"operation", 15, 0},     {"subject", 0, LIST_AWAY},
                                               {"result", 0, LIST_AWAY}, {"answer", 22, LIST_FLEX},
                                               {"reason", 0, LIST_AWAY}, {NULL, 0, 0}};

/* What was done, and field by field what it changed. */
enum { CHANGES_MOST = 40 };

static bool audit_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    const struct fields *t = view_find("audit")->columns;
    const struct part *p = part_named(kind_find("tx"), "Changes");
    struct arena arena = {0};
    struct list rows;
    struct fault no = {0};

    buf_printf(title, "Transaction %lld", (long long)row_number(t, row, "seq"));
    say_row(t, row, "answer", "What", lines);
    say_row(t, row, "reason", "Reason", lines);
    if (p &&
        app_rows_of(a, p->view, p->by, row_number(t, row, "seq"), CHANGES_MOST, &arena, &rows, &no))
        for (size_t i = 0; i < rows.count; i++) {
            const void *c = (const char *)rows.items + i * p->view->columns->size;
            const char *before = row_text(p->view->columns, c, "before");
            const char *after = row_text(p->view->columns, c, "after");
            buf_printf(lines, "%s\t%s → %s\n", row_text(p->view->columns, c, "field"),
                       *before ? before : "-", *after ? after : "-");
        }
    arena_release(&arena);
    return true;
}

static const struct list_hint timeline_hints[] = {{"at", 16, 0},
                                                  {"login", 10, 0},
                                                  {"name", 0, LIST_AWAY},
                                                  {"role", 0, LIST_AWAY},
                                                  {"operation", 15, 0},
                                                  {"what", 30, LIST_FLEX},
                                                  {"changes", 0, LIST_AWAY},
                                                  {"reason", 0, LIST_AWAY},
                                                  {"result", 0, LIST_AWAY},
                                                  {"seq", 6, 0},
                                                  {NULL, 0, 0}};
static const struct list_hint visits_hints[] = {
    {"package", 0, LIST_AWAY}, {"person", 0, LIST_AWAY}, {"specification", 0, LIST_AWAY},
    {"when", 0, LIST_AWAY},    {"name", 0, LIST_AWAY},   {NULL, 0, 0}};
static const struct list_hint owned_hints[] = {
    {"package", 0, LIST_AWAY}, {"person", 0, LIST_AWAY}, {"name", 0, LIST_AWAY}, {NULL, 0, 0}};

static const struct showing showings[] = {
    {.view = "work",
     .hints = work_hints,
     .cell = work_cell,
     .style = work_style,
     .urgency = work_urgency,
     .group = work_group,
     .detail = work_detail,
     .hold = true,
     .header = work_header,
     .scope = work_scope},
    {.view = "people", .hints = people_hints, .detail = people_detail, .reads = nothing_more},
    {.view = "packages",
     .hints = packages_hints,
     .detail = packages_detail,
     .reads = package_person},
    {.view = "my-proposals", .scope = proposed_scope},
    {.view = "audit", .hints = audit_hints, .detail = audit_detail},
    {.view = "timeline", .hints = timeline_hints},
    {.view = "package-timeline", .hints = timeline_hints},
    {.view = "visits-of-package", .hints = visits_hints},
    {.view = "lines-of-package", .hints = owned_hints},
    {.view = "package-offers", .hints = owned_hints},
    {.view = "residences", .hints = owned_hints},
    {.view = "registrations", .hints = owned_hints},
    {.view = "alerts", .hints = owned_hints},
    {.view = "stays", .hints = owned_hints},
    {.view = "notes", .hints = owned_hints},
};

const struct showing *showing_of(const struct view *v)
{
    for (size_t i = 0; i < sizeof showings / sizeof *showings; i++)
        if (strcmp(showings[i].view, v->name) == 0)
            return &showings[i];
    return NULL;
}

/* How views are shown in lists: widths, what is put away, other words for a cell, and the pane. */
#include "tui/screens/summary.h"
#include "tui/screens/words.h"

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
        const char *what = row_text(t, row, "what");
        buf_text(out, *what ? what : row_text(t, row, "lot"));
        return true;
    }
    if (strcmp(f->name, "carers") == 0) {
        if (row_number(t, row, "carers") > 1)
            buf_text(out, "2 carers");
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

static void work_group(void *ctx, const void *row, struct buf *title, struct buf *right)
{
    int64_t section = row_number(columns_of(ctx), row, "section");

    row_shown(columns_of(ctx), row, "section", title);
    if (section == 0)
        buf_text(right, "most urgent and oldest first");
}

static bool work_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    const struct fields *t = view_find("work")->columns;
    const char *package = row_text(t, row, "package");
    datetime_t due = {row_number(t, row, "due")};

    if (*package)
        package_summary(a, package, title, lines);
    else
        buf_text(title, row_text(t, row, "name"));
    if (*row_text(t, row, "what"))
        buf_printf(lines, "What\t%s\n", row_text(t, row, "what"));
    if (datetime_given(due)) {
        buf_text(lines, "Due\t");
        say_moment(due, lines);
        buf_text(lines, " · ");
        say_due(due, a->s->now, lines);
        buf_char(lines, '\n');
    }
    if (*row_text(t, row, "who"))
        buf_printf(lines, "Who\t%s\n", row_text(t, row, "who"));
    return true;
}

static const struct list_hint work_hints[] = {{"section", 0, LIST_AWAY}, {"mark", 0, LIST_AWAY},
                                              {"ref", 7, LIST_MUST},     {"name", 18, LIST_FLEX},
                                              {"outward", 4, 0},         {"lot", 0, LIST_AWAY},
                                              {"what", 18, LIST_FLEX},   {"minutes", 7, 0},
                                              {"carers", 8, 0},          {"due", 12, 0},
                                              {"who", 0, LIST_AWAY},     {NULL, 0, 0}};

/* --- people and packages ----------------------------------------------------------------------- */

static bool people_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    return person_summary(a, row_number(view_find("people")->columns, row, "id"), title, lines);
}

static const struct list_hint people_hints[] = {{"ref", 7, LIST_MUST},
                                                {"name", 24, LIST_FLEX},
                                                {"nhs_number", 12, 0},
                                                {"postcode", 8, 0},
                                                {"district", 0, LIST_AWAY},
                                                {"commissioner", 0, LIST_AWAY},
                                                {"alerts", 12, 0},
                                                {"packages", 8, 0},
                                                {"died", 0, LIST_AWAY},
                                                {"restricted", 0, LIST_AWAY},
                                                {"lot", 3, 0},
                                                {"age", 3, 0},
                                                {"born", 10, 0},
                                                {NULL, 0, 0}};

static bool packages_detail(struct app *a, const void *row, struct buf *title, struct buf *lines)
{
    return package_summary(a, row_text(view_find("packages")->columns, row, "ref"), title, lines);
}

static const struct list_hint packages_hints[] = {
    {"ref", 7, LIST_MUST},     {"person", 0, LIST_AWAY},
    {"name", 18, LIST_FLEX},   {"lot", 3, 0},
    {"priority", 9, 0},        {"state", 11, 0},
    {"needed_by", 10, 0},      {"provider", 14, 0},
    {"minutes", 7, 0},         {"carers", 0, LIST_AWAY},
    {"payer", 0, LIST_AWAY},   {"claimed_by", 0, LIST_AWAY},
    {"waiting", 0, LIST_AWAY}, {"missing", 0, LIST_AWAY},
    {"purpose", 0, LIST_AWAY}, {NULL, 0, 0}};

/* --- audit and the parts of records ------------------------------------------------------------ */

static const struct list_hint audit_hints[] = {{"seq", 6, LIST_MUST},    {"at", 16, 0},
                                               {"login", 11, 0},         {"role", 0, LIST_AWAY},
                                               {"operation", 15, 0},     {"subject", 15, 0},
                                               {"result", 0, LIST_AWAY}, {"answer", 30, LIST_FLEX},
                                               {"reason", 0, LIST_AWAY}, {NULL, 0, 0}};
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
     .detail = work_detail},
    {.view = "people", .hints = people_hints, .detail = people_detail},
    {.view = "packages", .hints = packages_hints, .detail = packages_detail},
    {.view = "audit", .hints = audit_hints},
    {.view = "timeline", .hints = timeline_hints},
    {.view = "package-timeline", .hints = timeline_hints},
    {.view = "visits-of-package", .hints = visits_hints},
    {.view = "lines-of-package", .hints = owned_hints},
    {.view = "package-offers", .hints = owned_hints},
    {.view = "residences", .hints = owned_hints},
    {.view = "registrations", .hints = owned_hints},
    {.view = "alerts", .hints = owned_hints},
    {.view = "notes", .hints = owned_hints},
};

const struct showing *showing_of(const struct view *v)
{
    for (size_t i = 0; i < sizeof showings / sizeof *showings; i++)
        if (strcmp(showings[i].view, v->name) == 0)
            return &showings[i];
    return NULL;
}

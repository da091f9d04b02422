#include "core/views/desk_views.h"

#include <stddef.h>

struct filter_row {
    int64_t id;
    const char *view, *name, *whose, *body;
    int64_t shared;
};
static const struct field filter_rows[] = {
    {FIELD(struct filter_row, id, FIELD_INT), .max = INT64_MAX, .flags = FIELD_KEY | FIELD_HIDDEN,
     .label = "Number"},
    {FIELD(struct filter_row, view, FIELD_TEXT), .label = "List"},
    {FIELD(struct filter_row, name, FIELD_TEXT), .label = "Name"},
    {FIELD(struct filter_row, whose, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Whose"},
    {FIELD(struct filter_row, body, FIELD_TEXT), .max = 4000, .flags = FIELD_HIDDEN,
     .label = "Filter"},
    {FIELD(struct filter_row, shared, FIELD_BOOL), .label = "Shared"},
};
static const struct fields filter_columns = FIELDS("filters", filter_rows, struct filter_row);

static const struct view filters = {
    .name = "filters",
    .title = "Saved filters",
    .help = "Filters of lists under a name: yours, and those shared; of another body "
            "than the council, by its own staff, since a filter may hold a name.",
    .roles = ROLES_ALL,
    .columns = &filter_columns,
    .sql = "SELECT f.id, f.view, f.name, (SELECT s.login FROM staff s WHERE s.id = f.staff_id), "
           "f.body, f.shared FROM saved_filter f "
           "WHERE f.name <> '' AND (f.staff_id = :me OR (f.shared = 1 AND (:body IS NULL OR "
           "EXISTS (SELECT 1 FROM staff c WHERE c.id = f.staff_id AND coalesce(c.works_for, "
           "c.employer) = :body))))",
    .order = "view,name",
    .empty = "No filter is kept for this list yet: a keeps the one in force.",
};

struct columns_row {
    int64_t id;
    const char *view, *body;
};
static const struct field columns_rows[] = {
    {FIELD(struct columns_row, id, FIELD_INT), .max = INT64_MAX, .flags = FIELD_KEY | FIELD_HIDDEN,
     .label = "Number"},
    {FIELD(struct columns_row, view, FIELD_TEXT), .label = "List"},
    {FIELD(struct columns_row, body, FIELD_TEXT), .max = 4000, .label = "Columns"},
};
static const struct fields columns_columns = FIELDS("columns", columns_rows, struct columns_row);

static const struct view columns = {
    .name = "columns",
    .title = "Columns of lists",
    .help =
        "Which columns you want in each list, how wide and in what order, where you chose them.",
    .roles = ROLES_ALL,
    .columns = &columns_columns,
    .sql = "SELECT f.id, f.view, f.body FROM saved_filter f WHERE f.staff_id = :me AND f.name = ''",
    .order = "view",
    .empty = "Every list has its usual columns: C in a list chooses others.",
};

struct draft_row {
    int64_t id;
    const char *screen, *subject, *body;
    datetime_t at;
};
static const struct field draft_rows[] = {
    {FIELD(struct draft_row, id, FIELD_INT), .max = INT64_MAX, .flags = FIELD_KEY | FIELD_HIDDEN,
     .label = "Number"},
    {FIELD(struct draft_row, screen, FIELD_TEXT), .label = "Form"},
    {FIELD(struct draft_row, subject, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "About"},
    {FIELD(struct draft_row, body, FIELD_TEXT), .max = 60000,
     .flags = FIELD_HIDDEN | FIELD_PERSONAL | FIELD_LINES, .label = "Text"},
    {FIELD(struct draft_row, at, FIELD_DATETIME), .label = "Typed"},
};
static const struct fields draft_columns = FIELDS("drafts", draft_rows, struct draft_row);

static const struct view drafts = {
    .name = "drafts",
    .title = "Half-typed forms",
    .help = "Your forms that were left half typed, kept for seven days.",
    .roles = ROLES_ALL,
    .columns = &draft_columns,
    .sql = "SELECT d.id, d.screen, d.subject, d.body, d.at FROM draft d"
           " WHERE d.staff_id = :me AND d.at >= :now - 10080",
    .order = "-at",
    .empty = "No form of yours was left half typed.",
};

const struct view *const views_desk[] = {&filters, &columns, &drafts, NULL};

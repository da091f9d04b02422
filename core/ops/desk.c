#include "core/ops/desk.h"

#include <string.h>

enum { EVERYBODY = ROLES_ALL, NAME_MOST = 60 };

/* --- filters ----------------------------------------------------------------------------------- */

struct filter_args {
    const char *view, *name, *body;
    int64_t shared;
};
#define WHICH_FILTER                                                                               \
    {FIELD(struct filter_args, name, FIELD_TEXT), .max = NAME_MOST, .label = "Name",               \
     .help = "What it is called in the list of filters (F3)."},                                    \
    {                                                                                              \
        FIELD(struct filter_args, view, FIELD_TEXT), .flags = FIELD_HIDDEN | FIELD_OPTIONAL,       \
                                                     .max = NAME_MOST, .label = "List",            \
                                                     .help = "Name of the view it is for."         \
    }
static const struct field save_rows[] = {
    WHICH_FILTER,
    {FIELD(struct filter_args, body, FIELD_TEXT), .flags = FIELD_HIDDEN | FIELD_OPTIONAL,
     .max = FILTER_MOST, .label = "Filter",
     .help = "Filter, order and columns, as the list writes them."},
    {FIELD(struct filter_args, shared, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Shared",
     .help = "Everybody sees it; else it is yours alone."},
};
static const struct fields save_fields = FIELDS("filter.save", save_rows, struct filter_args);
static const struct field which_rows[] = {WHICH_FILTER};
static const struct fields which_fields = FIELDS("filter.delete", which_rows, struct filter_args);

struct columns_args {
    const char *view, *body;
};
static const struct field columns_rows[] = {
    {FIELD(struct columns_args, view, FIELD_TEXT), .max = NAME_MOST, .label = "List",
     .help = "Name of the view whose columns they are."},
    {FIELD(struct columns_args, body, FIELD_TEXT), .max = FILTER_MOST, .label = "Columns",
     .help = "Which, how wide and in what order, as the list writes them."},
};
static const struct fields columns_fields =
    FIELDS("columns.keep", columns_rows, struct columns_args);

/* They come from the list, not from the keyboard, so a form does not ask for them. */
static bool of_a_list(const struct filter_args *f, struct fault *why)
{
    return f->view || fail(why, FAULT_INPUT, "view", "Name the list that the filter is for.");
}

static bool put(struct call *c, const struct filter_args *f, struct fault *why)
{
    return store_run(c->store,
                     "INSERT INTO saved_filter (staff_id, view, name, body, shared)"
                     " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (staff_id, view, name)"
                     " DO UPDATE SET body = ?4, shared = ?5",
                     ARGS(INT(c->who->staff_id), TEXT(f->view), TEXT(f->name), TEXT(f->body),
                          INT(f->shared == 1 ? 1 : 0)),
                     why);
}

static bool run_save(struct call *c, struct fault *why)
{
    const struct filter_args *f = c->args;

    if (!of_a_list(f, why))
        return false;
    if (!f->body)
        return fail(why, FAULT_INPUT, "body", "Give the filter as the list writes it.");
    if (!put(c, f, why))
        return false;
    call_say(c, "Filter \"%s\" is kept%s.", f->name, f->shared == 1 ? " for everybody" : "");
    return true;
}

static bool run_delete(struct call *c, struct fault *why)
{
    const struct filter_args *f = c->args;
    int64_t there;

    if (!of_a_list(f, why))
        return false;
    if (!query_one_int(c->store,
                       "SELECT count(*) FROM saved_filter"
                       " WHERE staff_id = ?1 AND view = ?2 AND name = ?3",
                       ARGS(INT(c->who->staff_id), TEXT(f->view), TEXT(f->name)), &there, why))
        return false;
    if (!there)
        return fail(why, FAULT_MISSING, "name",
                    "You have no filter of that name for this list; somebody else's is theirs to "
                    "delete.");
    if (!store_run(c->store,
                   "DELETE FROM saved_filter WHERE staff_id = ?1 AND view = ?2 AND name = ?3",
                   ARGS(INT(c->who->staff_id), TEXT(f->view), TEXT(f->name)), why))
        return false;
    call_say(c, "Filter \"%s\" is gone.", f->name);
    return true;
}

/* A filter's name is never empty (the argument is needed), so these cannot meet one. */
static bool run_columns(struct call *c, struct fault *why)
{
    const struct columns_args *k = c->args;
    const struct filter_args as = {.view = k->view, .name = "", .body = k->body, .shared = 0};

    if (!put(c, &as, why))
        return false;
    call_say(c, "The columns are kept.");
    return true;
}

/* --- drafts ------------------------------------------------------------------------------------ */

struct draft_args {
    const char *screen, *subject, *body;
};
#define WHICH_DRAFT                                                                                \
    {FIELD(struct draft_args, screen, FIELD_TEXT), .max = NAME_MOST, .label = "Form",              \
     .help = "Name of the operation it is for."},                                                  \
    {                                                                                              \
        FIELD(struct draft_args, subject, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "About",  \
                                                       .help = "What it is about: package K10."    \
    }
static const struct field keep_rows[] = {
    WHICH_DRAFT,
    {FIELD(struct draft_args, body, FIELD_TEXT), .flags = FIELD_LINES, .max = DRAFT_MOST,
     .label = "Text", .help = "All that was typed, whole or not."},
};
static const struct fields keep_fields = FIELDS("draft.keep", keep_rows, struct draft_args);
static const struct field drop_rows[] = {WHICH_DRAFT};
static const struct fields drop_fields = FIELDS("draft.drop", drop_rows, struct draft_args);

static bool run_keep(struct call *c, struct fault *why)
{
    const struct draft_args *d = c->args;
    const char *subject = d->subject ? d->subject : "";

    if (!store_run(c->store, "DELETE FROM draft WHERE at < ?1",
                   ARGS(INT(c->who->now.minute - DRAFT_DAYS * INT64_C(1440))), why) ||
        !store_run(c->store,
                   "INSERT INTO draft (staff_id, screen, subject, body, at)"
                   " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (staff_id, screen, subject)"
                   " DO UPDATE SET body = ?4, at = ?5",
                   ARGS(INT(c->who->staff_id), TEXT(d->screen), TEXT(subject), TEXT(d->body),
                        INT(c->who->now.minute)),
                   why))
        return false;
    call_say(c, "Kept for %d days.", DRAFT_DAYS);
    return true;
}

static bool run_drop(struct call *c, struct fault *why)
{
    const struct draft_args *d = c->args;

    if (!store_run(
            c->store, "DELETE FROM draft WHERE staff_id = ?1 AND screen = ?2 AND subject = ?3",
            ARGS(INT(c->who->staff_id), TEXT(d->screen), TEXT(d->subject ? d->subject : "")), why))
        return false;
    call_say(c, "Gone.");
    return true;
}

static const struct operation save = {
    .name = "filter.save",
    .title = "Keep this filter",
    .help = "Keeps a list's filter, order and columns under a name.",
    .roles = EVERYBODY,
    .flags = OP_QUIET,
    .args = &save_fields,
    .writes = WRITES("saved_filter"),
    .run = run_save,
};
static const struct operation delete = {
    .name = "filter.delete",
    .title = "Delete a filter",
    .help = "Takes one of your own filters away.",
    .roles = EVERYBODY,
    .flags = OP_QUIET | OP_CAREFUL,
    .args = &which_fields,
    .writes = WRITES("saved_filter"),
    .run = run_delete,
};
static const struct operation columns = {
    .name = "columns.keep",
    .title = "Keep the columns of a list",
    .help = "Keeps which columns you want in a list, how wide and in what order.",
    .roles = EVERYBODY,
    .flags = OP_QUIET,
    .args = &columns_fields,
    .writes = WRITES("saved_filter"),
    .run = run_columns,
};
static const struct operation keep = {
    .name = "draft.keep",
    .title = "Keep a half-typed form",
    .help = "Keeps what was typed so far for its author, for seven days.",
    .roles = EVERYBODY,
    .flags = OP_QUIET | OP_PRIVATE,
    .args = &keep_fields,
    .writes = WRITES("draft"),
    .run = run_keep,
};
static const struct operation drop = {
    .name = "draft.drop",
    .title = "Drop a half-typed form",
    .help = "Takes a kept form away, when it was saved or given up.",
    .roles = EVERYBODY,
    .flags = OP_QUIET,
    .args = &drop_fields,
    .writes = WRITES("draft"),
    .run = run_drop,
};

const struct operation *const ops_desk[] = {&save, &delete, &columns, &keep, &drop, NULL};

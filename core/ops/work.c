/* work.c - tasks: made by operations and the clock, claimed, handed back, done
 *
 * Source    product.md, Work; ecosystem.md 3 (my work on opening, claim and hand back).
 */
#include "core/ops/work.h"

#include "core/ops/package.h"
#include "core/ops/place.h"
#include "core/ops/staff.h"
#include "core/store/scope.h"

#include <stdarg.h>
#include <stdio.h>

/* Within which a second person has looked; the days, where no list of holidays reaches. */
enum { LOOKED_AT_WORKING_DAYS = 10, LOOKED_AT_DAYS = 14, TASK_TEXT = 1024 };

static const struct field task_rows[] = {
    {FIELD(struct task, kind, FIELD_TEXT), .label = "Kind"},
    {FIELD(struct task, person_id, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Person"},
    {FIELD(struct task, package_id, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Package"},
    {FIELD(struct task, line_number, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Line"},
    {FIELD(struct task, role, FIELD_ENUM), .words = role_words, .label = "For"},
    {FIELD(struct task, due, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Due"},
    {FIELD(struct task, text, FIELD_TEXT), .max = 2000, .label = "What"},
    {FIELD(struct task, made, FIELD_DATETIME), .label = "Since"},
    {FIELD(struct task, claimed_by, FIELD_INT), .refers = "staff", .flags = FIELD_OPTIONAL,
     .label = "Claimed by"},
    {FIELD(struct task, done, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Done"},
    {FIELD(struct task, done_by, FIELD_INT), .refers = "staff", .flags = FIELD_OPTIONAL,
     .label = "Done by"},
    {FIELD(struct task, outcome, FIELD_TEXT), .max = 2000, .flags = FIELD_OPTIONAL,
     .label = "Outcome"},
    {FIELD(struct task, unique_key, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,
     .label = "Once"},
    {FIELD(struct task, made_by, FIELD_INT), .refers = "staff",
     .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .label = "Made by"},
};
static const struct fields task_fields = FIELDS("task", task_rows, struct task);
const struct table table_task = {
    .name = "task",
    .shown = "Task",
    .fields = &task_fields,
    .flags = TABLE_REV,
    .person = "person_id",
    .package = "package_id",
};

static bool is_there(struct call *c, const char *unique_key, bool *out, struct fault *why)
{
    int64_t there = 0;

    if (unique_key && !query_one_int(c->store, "SELECT count(*) FROM task WHERE unique_key = ?1",
                                     ARGS(TEXT(unique_key)), &there, why))
        return false;
    *out = there > 0;
    return true;
}

bool work_add(struct call *c, const struct task_wanted *t, struct fault *why, const char *format,
              ...)
{
    char text[TASK_TEXT];
    va_list args;
    bool there;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!is_there(c, t->unique_key, &there, why))
        return false;
    if (there)
        return true;
    struct task row = {
        .kind = t->kind,
        .person_id = t->person_id,
        .package_id = t->package_id,
        .line_number = t->line_number,
        .role = t->role,
        .due = t->due,
        .text = text,
        .made = c->who->now,
        .claimed_by = ABSENT,
        .done = DATETIME_NONE,
        .done_by = ABSENT,
        .unique_key = t->unique_key,
        .made_by = t->second ? c->who->staff_id : ABSENT,
    };
    return row_add(c->store, &table_task, &row, why);
}

bool work_second(struct call *c, const char *kind, int64_t person_id, int64_t package_id,
                 struct fault *why, const char *format, ...)
{
    struct task_wanted t = {.kind = kind,
                            .person_id = c->bulk ? ABSENT : person_id,
                            .package_id = c->bulk ? ABSENT : package_id,
                            .line_number = ABSENT,
                            .role = ROLE_SUPERVISOR,
                            .second = true};
    struct holidays holidays;
    char text[TASK_TEXT];
    va_list args;
    bool there = false;
    date_t due;

    if (c->bulk) { /* before the holidays are read: this is asked for each row */
        t.unique_key = arena_printf(c->arena, "%s:%lld:%lld:%s", kind, (long long)c->who->staff_id,
                                    (long long)c->who->now.minute, c->source_file);
        if (!t.unique_key)
            return fault_memory(why);
        if (!is_there(c, t.unique_key, &there, why))
            return false;
        if (there)
            return true;
    }
    if (!place_holidays(c, &holidays, why))
        return false;
    if (!date_add_working(&holidays, c->who->today, LOOKED_AT_WORKING_DAYS, &due))
        due = date_add_days(c->who->today, LOOKED_AT_DAYS);
    t.due = datetime_make(due, datetime_minute(c->who->now));
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return work_add(c, &t, why, "%s", text);
}

static bool finish(struct call *c, struct task *t, const char *outcome, struct fault *why)
{
    t->done = c->who->now;
    t->done_by = c->who->staff_id ? c->who->staff_id : ABSENT;
    t->outcome = outcome;
    return row_change(c->store, &table_task, t, why);
}

bool work_close_package(struct call *c, int64_t package_id, const char *outcome, struct fault *why)
{
    struct list open;

    if (!rows_where(c->store, &table_task, "package_id = ?1 AND done IS NULL",
                    ARGS(INT(package_id)), c->arena, &open, why))
        return false;
    struct task *t = open.items;
    for (size_t i = 0; i < open.count; i++)
        if (!finish(c, &t[i], outcome, why))
            return false;
    return true;
}

/* --- claim, hand back, assign ------------------------------------------------------------------- */

struct claim_args {
    const char *package;
    int64_t task;
    const char *to;
};
#define CLAIM_ARGS                                                                                 \
    {FIELD(struct claim_args, package, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,           \
     .refers = "package", .label = "Package", .help = "A package to be placed, such as K10."},     \
    {                                                                                              \
        FIELD(struct claim_args, task, FIELD_INT), .flags = FIELD_OPTIONAL, .label = "Task",       \
                                                   .help = "Or a task, by its number in Work."     \
    }
static const struct field claim_rows[] = {CLAIM_ARGS};
static const struct fields claim_fields = FIELDS("work.claim", claim_rows, struct claim_args);
static const struct field assign_rows[] = {
    CLAIM_ARGS,
    {FIELD(struct claim_args, to, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff", .label = "To",
     .help = "Login of who takes it on."},
};
static const struct fields assign_fields = FIELDS("work.assign", assign_rows, struct claim_args);

/* A task not yet done, about somebody whom the asker sees. */
static bool task_open(struct call *c, int64_t number, struct task *out, struct fault *why)
{
    char shown[24];

    snprintf(shown, sizeof shown, "%lld", (long long)number);
    if (!row_get(c->store, &table_task, number, out, c->arena, why) ||
        !scope_check(c->who, out->person_id, "task", shown, why))
        return false;
    return !datetime_given(out->done) ||
           refuse(why, "WK-1", "product.md, Work",
                  "That task is done already: look at the work anew.");
}

/* Gives the package or task to somebody (ABSENT: to nobody); *before tells who had it. */
static bool give(struct call *c, int64_t staff_id, int64_t *before, struct fault *why)
{
    const struct claim_args *a = c->args;

    if ((a->package != NULL) == (a->task != ABSENT))
        return fail(why, FAULT_INPUT, "package", "Name a package or a task, one of the two.");
    if (a->package) {
        struct package p;
        if (!package_by_ref(c, "package", a->package, &p, why))
            return false;
        call_subject(c, "package", p.head.id, p.ref);
        *before = p.claimed_by;
        p.claimed_by = staff_id;
        p.claimed = staff_id == ABSENT ? DATETIME_NONE : c->who->now;
        return row_change(c->store, &table_package, &p, why);
    }
    struct task t;
    if (!task_open(c, a->task, &t, why))
        return false;
    call_subject(c, "task", t.head.id, NULL);
    *before = t.claimed_by;
    t.claimed_by = staff_id;
    return row_change(c->store, &table_task, &t, why);
}

static bool run_claim(struct call *c, struct fault *why)
{
    int64_t before;
    const char *name;

    if (!give(c, c->who->staff_id, &before, why))
        return false;
    if (before != ABSENT && before != c->who->staff_id) {
        if (!staff_name(c, before, &name, why))
            return false;
        return refuse(why, "WK-2", "product.md, Work",
                      "%s has claimed it: ask them to hand it back, or a supervisor to assign it.",
                      name);
    }
    call_say(c, "Yours now.");
    return true;
}

static bool run_hand_back(struct call *c, struct fault *why)
{
    int64_t before;

    if (!give(c, ABSENT, &before, why))
        return false;
    if (before == ABSENT)
        return refuse(why, "WK-3", "product.md, Work",
                      "Nobody has claimed it: there is nothing to hand back.");
    if (before != c->who->staff_id && c->who->role != ROLE_SUPERVISOR)
        return deny(why, "WK-4", "product.md, Work",
                    "It is somebody else's: only they or a supervisor may hand it back.");
    call_say(c, "Handed back: it is for anybody of the team.");
    return true;
}

static bool run_assign(struct call *c, struct fault *why)
{
    const struct claim_args *a = c->args;
    struct staff s;
    int64_t before;

    if (!staff_by_login(c, "to", a->to, &s, why) || !give(c, s.head.id, &before, why))
        return false;
    call_say(c, "Assigned to %s.", s.name);
    return true;
}

struct done_args {
    int64_t task;
    const char *outcome;
};
static const struct field done_rows[] = {
    {FIELD(struct done_args, task, FIELD_INT), .label = "Task", .help = "Its number in Work."},
    {FIELD(struct done_args, outcome, FIELD_TEXT), .max = 2000, .flags = FIELD_LINES,
     .label = "Outcome", .help = "What came of it, for whoever looks later."},
};
static const struct fields done_fields = FIELDS("work.done", done_rows, struct done_args);

/* A second person in the role it is for: not the one whose doing it is. */
static bool may_look(const struct call *c, const struct task *t, struct fault *why)
{
    if (t->made_by == c->who->staff_id)
        return deny(why, "S1", "reliability.md 6, S1",
                    "It is about what you did yourself: another %s looks at it.",
                    role_words[t->role].shown);
    if (c->who->role != (enum role)t->role)
        return deny(why, "WK-5", "product.md, Work", "It is for a %s to look at.",
                    role_words[t->role].shown);
    return true;
}

static bool run_done(struct call *c, struct fault *why)
{
    const struct done_args *a = c->args;
    struct task t;

    if (!task_open(c, a->task, &t, why))
        return false;
    if (t.made_by != ABSENT && !may_look(c, &t, why))
        return false;
    call_subject(c, "task", t.head.id, NULL);
    call_say(c, "Done.");
    return finish(c, &t, a->outcome, why);
}

enum {
    WORKERS = ROLE(ROLE_BROKER) | ROLE(ROLE_PLANNER) | ROLE(ROLE_REABLEMENT) |
              ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_CHC) | ROLE(ROLE_FINANCE) | ROLE(ROLE_PRIVACY)
};

static const struct operation claim = {
    .name = "work.claim",
    .title = "Claim",
    .help = "Tells colleagues that you are on it. It is advice, not a lock.",
    .roles = WORKERS,
    .flags = OP_PACKAGE,
    .args = &claim_fields,
    .writes = WRITES("package", "task"),
    .run = run_claim,
};
static const struct operation hand_back = {
    .name = "work.hand-back",
    .title = "Hand back",
    .help = "Gives claimed work back to the team.",
    .roles = WORKERS,
    .flags = OP_PACKAGE,
    .args = &claim_fields,
    .writes = WRITES("package", "task"),
    .run = run_hand_back,
};
static const struct operation assign = {
    .name = "work.assign",
    .title = "Assign to somebody",
    .help = "A supervisor gives work to one of the team, whoever had it.",
    .roles = ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &assign_fields,
    .writes = WRITES("package", "task"),
    .run = run_assign,
};
static const struct operation done = {
    .name = "work.done",
    .title = "Task done",
    .help = "Closes a task with what came of it.",
    .roles = WORKERS,
    .args = &done_fields,
    .writes = WRITES("task"),
    .run = run_done,
};

const struct operation *const ops_work[] = {&claim, &hand_back, &assign, &done, NULL};

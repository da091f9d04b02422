/* package_change.c - what is known of a package, put right; and given up before it started */
#include "core/ops/package_inside.h"

/* --- package.change ------------------------------------------------------------------------------ */

struct change_args {
    const char *package;
    int64_t purpose, priority;
    date_t needed_by;
    const char *payer;
    int64_t nhs_function;
    PARTICULARS;
    int64_t rev;
};
static const struct field change_rows[] = {
    PACKAGE_ROW(struct change_args, 0),
    {FIELD(struct change_args, purpose, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = purpose_words, .label = "Purpose", .help = "What the care is for."},
    {FIELD(struct change_args, priority, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = priority_words, .label = "Priority", .help = "How soon."},
    {FIELD(struct change_args, needed_by, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Needed by", .help = "First day care is needed."},
    {FIELD(struct change_args, payer, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Payer", .help = "Code of the organisation that pays by law; only before it starts."},
    {FIELD(struct change_args, nhs_function, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = function_words, .label = "NHS function",
     .help = "When an NHS body pays: what it has delegated."},
    PARTICULAR_ROWS(struct change_args),
    REV_ROW(struct change_args),
};
static const struct fields change_fields =
    FIELDS("package.change", change_rows, struct change_args);

/* Takes each value that was given. */
static void change_take(struct package *p, const struct change_args *a)
{
#define TAKE_TEXT(member)                                                                          \
    if (a->member)                                                                                 \
    p->member = a->member
#define TAKE_NUMBER(member)                                                                        \
    if (a->member != ABSENT)                                                                       \
    p->member = a->member
    TAKE_NUMBER(purpose);
    TAKE_NUMBER(priority);
    TAKE_TEXT(payer);
    TAKE_NUMBER(nhs_function);
    TAKE_TEXT(language);
    TAKE_NUMBER(worker_gender);
    TAKE_TEXT(medicine_support);
    TAKE_TEXT(equipment);
    TAKE_TEXT(culture);
    TAKE_TEXT(pets);
    TAKE_TEXT(access);
    TAKE_TEXT(continuity);
    TAKE_NUMBER(consent_to_share);
    TAKE_NUMBER(key_safe);
    if (date_given(a->needed_by))
        p->needed_by = a->needed_by;
#undef TAKE_TEXT
#undef TAKE_NUMBER
}

/* Before anything ran, the day it is needed by is the day its specification begins. */
static bool move_wanted(struct call *c, const struct package *p, struct fault *why)
{
    struct specification spec;
    bool found;

    if (!spec_newest(c, p->head.id, &spec, &found, why))
        return false;
    if (!found || spec.valid_from.day == p->needed_by.day)
        return true;
    if (!package_days(c, p->needed_by, date_add_days(spec.valid_to, -1), why))
        return false;
    struct specification moved = spec;
    moved.valid_from = p->needed_by;
    return row_replace(c->store, &table_specification, &spec, &moved, why);
}

static bool change_run(struct call *c, struct fault *why)
{
    const struct change_args *a = c->args;
    struct package p;
    struct list lines;
    bool nhs;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !package_lines(c, p.head.id, DATE_NONE, &lines, why))
        return false;
    if (a->payer && lines.count)
        return refuse(why, "PK-12", "Paper 001, paragraph 26",
                      "Package %s has lines: who pays for them changes by a decision on funding, "
                      "never here.",
                      p.ref);
    change_take(&p, a);
    date_t on = date_given(p.needed_by) ? p.needed_by : c->who->today;
    if (a->payer && !package_payer(c, "payer", p.payer, on, &nhs, why))
        return false;
    if (lines.count == 0) {
        if (!package_find_lot(c, &p, on, why) ||
            (date_given(a->needed_by) && !move_wanted(c, &p, why)))
            return false;
    }
    if (!row_change(c->store, &table_package, &p, why) || !package_settle(c, p.head.id, why))
        return false;
    size_t missing;
    if (!package_say_missing(c, &p, &missing, why))
        return false;
    call_say(c, "Package %s changed.", p.ref);
    return true;
}

const struct operation op_package_change = {
    .name = "package.change",
    .title = "Change a package",
    .help = "Put right or complete what is known of a package; only what is given changes.  Before "
            "anything runs its lot is found again from the address.",
    .roles = ROLES_PLANNING,
    .flags = OP_PACKAGE,
    .args = &change_fields,
    .writes = WRITES("package", "specification"),
    .run = change_run,
};

/* --- package.cancel ------------------------------------------------------------------------------ */

struct cancel_args {
    const char *package, *reason;
    int64_t rev;
};
static const struct field cancel_rows[] = {
    PACKAGE_ROW(struct cancel_args, 0),
    REASON_ROW(struct cancel_args, 0, "Why it is not wanted."),
    REV_ROW(struct cancel_args),
};
static const struct fields cancel_fields =
    FIELDS("package.cancel", cancel_rows, struct cancel_args);

static bool cancel_run(struct call *c, struct fault *why)
{
    const struct cancel_args *a = c->args;
    struct package p;
    struct list lines;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !package_lines(c, p.head.id, DATE_NONE, &lines, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++)
        if (l[i].valid_from.day <= c->who->today.day)
            return refuse(why, "PK-7", "domain.md 4.4; peers.md 1, fault 7",
                          "Line %lld of package %s started on %s: end the package (package.end).",
                          (long long)l[i].number, p.ref, day_shown(c, l[i].valid_from));
    /* Whatever was confirmed goes with it: a cancelled package has no line that lives. */
    for (size_t i = 0; i < lines.count; i++)
        if ((i == 0 || l[i].number != l[i - 1].number) &&
            !line_void_all(c, p.head.id, l[i].number, a->reason, why))
            return false;
    p.cancelled = c->who->today;
    p.cancel_reason = a->reason;
    p.waiting = 0;
    if (!row_change(c->store, &table_package, &p, why) ||
        !package_withdraw_all(c, p.head.id, "The package was cancelled.", why) ||
        !work_close_package(c, p.head.id, "The package was cancelled.", why))
        return false;
    c->reason = a->reason;
    call_say(c, "Package %s cancelled before it started.", p.ref);
    return true;
}

const struct operation op_package_cancel = {
    .name = "package.cancel",
    .title = "Cancel a package",
    .help = "Give up a package that never started.  Confirmed lines are void, offers withdrawn.",
    .roles = ROLES_PLANNING,
    .flags = OP_PACKAGE | OP_CAREFUL,
    .args = &cancel_fields,
    .writes = WRITES("package", "line", "suspension", "notice", "offer", "proposal", "task"),
    .run = cancel_run,
};

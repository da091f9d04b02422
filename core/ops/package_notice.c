/* package_notice.c - a provider hands back, and may think better of it */
#include "core/ops/package_inside.h"

bool notices_close(struct call *c, int64_t package_id, int64_t number, date_t on, size_t *count,
                   date_t *last_day, struct fault *why)
{
    struct list notices;

    *count = 0;
    *last_day = DATE_NONE;
    if (!rows_where(c->store, &table_notice,
                    "package_id = ?1 AND line_number = ?2 AND known_to IS NULL"
                    " AND (valid_to IS NULL OR valid_to > ?3) AND last_day >= ?3",
                    ARGS(INT(package_id), INT(number), INT(on.day)), c->arena, &notices, why))
        return false;
    const struct notice *n = notices.items;
    for (size_t i = 0; i < notices.count; i++) {
        struct notice closed = n[i];
        closed.valid_to = on;
        if (n[i].valid_from.day >= on.day
                ? !row_close(c->store, &table_notice, &n[i], why)
                : !row_replace(c->store, &table_notice, &n[i], &closed, why))
            return false;
        *last_day = n[i].last_day;
    }
    *count = notices.count;
    return true;
}

/* --- package.hand-back ---------------------------------------------------------------------------- */

struct hand_back_args {
    const char *package;
    int64_t line;
    date_t last_day, given;
    const char *reason;
    int64_t rev;
};
static const struct field hand_back_rows[] = {
    PACKAGE_ROW(struct hand_back_args, 0),
    LINE_ROW(struct hand_back_args, "One line; left out, all that run on the last day."),
    {FIELD(struct hand_back_args, last_day, FIELD_DATE), .label = "Last day",
     .help = "Of care by this provider."},
    {FIELD(struct hand_back_args, given, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Given on",
     .help = "Day the provider gave notice; today unless said."},
    REASON_ROW(struct hand_back_args, 0, "Why the provider hands it back."),
    REV_ROW(struct hand_back_args),
};
static const struct fields hand_back_fields =
    FIELDS("package.hand-back", hand_back_rows, struct hand_back_args);

static bool hand_back_line(struct call *c, const struct hand_back_args *a, const struct line *l,
                           date_t given, struct fault *why)
{
    struct notice n = {.package_id = l->package_id,
                       .line_number = l->number,
                       .valid_from = given,
                       .valid_to = DATE_NONE,
                       .given_by = NOTICE_PROVIDER,
                       .last_day = a->last_day,
                       .reason = a->reason};
    size_t closed;
    date_t before;

    return notices_close(c, l->package_id, l->number, given, &closed, &before, why) &&
           row_add(c->store, &table_notice, &n, why) &&
           line_end_at(c, l->package_id, l->number, date_add_days(a->last_day, 1), DATE_NONE,
                       a->reason, why);
}

static bool hand_back_run(struct call *c, struct fault *why)
{
    const struct hand_back_args *a = c->args;
    date_t given = date_given(a->given) ? a->given : c->who->today;
    const struct terms_figure *terms = package_terms(c, given, why);
    struct package p;
    struct list lines;

    if (!terms || !package_live(c, a->package, a->rev, &p, why))
        return false;
    if (a->last_day.day < given.day)
        return fail(why, FAULT_INPUT, "last_day",
                    "The last day, %s, is before notice was given: give a later day.",
                    day_shown(c, a->last_day));
    if (!lines_on(c, &p, a->line, a->last_day, &lines, why))
        return false;
    int64_t notice = a->last_day.day - given.day;
    if (notice < terms->notice_hand_back_days)
        call_remark(c, NULL, "Short notice: %lld day%s of the %lld that the terms ask.",
                    (long long)notice, notice == 1 ? "" : "s",
                    (long long)terms->notice_hand_back_days);
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++)
        if (!hand_back_line(c, a, &l[i], given, why))
            return false;
    p.needed_by = date_add_days(a->last_day, 1);
    c->reason = a->reason;
    if (!row_change(c->store, &table_package, &p, why) || !package_settle(c, p.head.id, why))
        return false;
    call_say(c, "Package %s is handed back, last day %s; it waits for a provider from %s.", p.ref,
             day_shown(c, a->last_day), day_shown(c, p.needed_by));
    return true;
}

const struct operation op_package_hand_back = {
    .name = "package.hand-back",
    .title = "Provider hands back",
    .help = "The provider gives notice.  Care goes on to the last day, and the package waits for a "
            "provider from the day after.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE,
    .args = &hand_back_fields,
    .writes = WRITES("package", "line", "notice", "suspension"),
    .run = hand_back_run,
};

/* --- package.withdraw-notice ---------------------------------------------------------------------- */

struct withdraw_args {
    const char *package;
    int64_t line;
    const char *reason;
    int64_t rev;
};
static const struct field withdraw_rows[] = {
    PACKAGE_ROW(struct withdraw_args, 0),
    LINE_ROW(struct withdraw_args, "One line; left out, all under notice."),
    REASON_ROW(struct withdraw_args, 0, "Why it goes on after all."),
    REV_ROW(struct withdraw_args),
};
static const struct fields withdraw_fields =
    FIELDS("package.withdraw-notice", withdraw_rows, struct withdraw_args);

/* A specification that was to end with the notice goes on. */
static bool wanted_again(struct call *c, int64_t package_id, date_t until,
                         struct specification *spec, struct fault *why)
{
    bool found;

    if (!spec_newest(c, package_id, spec, &found, why))
        return false;
    if (!found || !date_given(spec->valid_to) || spec->valid_to.day != until.day)
        return true;
    struct specification open = *spec;
    open.valid_to = DATE_NONE;
    if (!row_replace(c->store, &table_specification, spec, &open, why))
        return false;
    *spec = open;
    return true;
}

/* The line that was to end on the last day of the notice goes on from the day after. */
static bool line_goes_on(struct call *c, const struct line *l, const char *because, size_t *done,
                         struct fault *why)
{
    struct specification spec = {.valid_to = DATE_NONE};
    struct line next = *l;
    date_t last_day;
    size_t closed;

    if (!notices_close(c, l->package_id, l->number, c->who->today, &closed, &last_day, why))
        return false;
    if (closed == 0 || !date_given(l->valid_to) ||
        l->valid_to.day != date_add_days(last_day, 1).day)
        return true;
    if (!wanted_again(c, l->package_id, l->valid_to, &spec, why))
        return false;
    next.valid_from = l->valid_to;
    next.valid_to = spec.valid_to;
    (*done)++;
    return line_succeed(c, &next, because, why);
}

static bool withdraw_run(struct call *c, struct fault *why)
{
    const struct withdraw_args *a = c->args;
    struct package p;
    struct list lines;
    size_t done = 0;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !lines_on(c, &p, a->line, c->who->today, &lines, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++)
        if (!line_goes_on(c, &l[i], a->reason, &done, why))
            return false;
    if (done == 0)
        return refuse(why, "PK-18", PACKAGE_SOURCE,
                      "Nothing of package %s is under notice: there is nothing to withdraw.",
                      p.ref);
    c->reason = a->reason;
    if (!package_settle(c, p.head.id, why))
        return false;
    call_say(c, "The notice is withdrawn: package %s goes on.", p.ref);
    return true;
}

const struct operation op_package_withdraw_notice = {
    .name = "package.withdraw-notice",
    .title = "Withdraw a notice",
    .help = "Notice was given and is taken back before its last day: the line goes on.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE,
    .args = &withdraw_fields,
    .writes = WRITES("package", "specification", "line", "notice"),
    .run = withdraw_run,
};

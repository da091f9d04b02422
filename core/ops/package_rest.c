/* package_rest.c - lines at rest: suspended, restarted, held longer
 *
 * Hold      The provider keeps the place to the last day of the hold and has first refusal of the
 *           restart; afterwards the visits are offered anew.  Days, retainer: terms of the contract.
 * Cost      From paid_from on a suspended day costs its retainer while held, then nothing.
 * Source    domain.md 4.4; peers.md 1, fault 4.
 */
#include "core/ops/package_inside.h"

/* --- package.suspend ----------------------------------------------------------------------------- */

struct suspend_args {
    const char *package;
    int64_t line;
    date_t from;
    int64_t reason;
    date_t to, told, review;
    int64_t rev;
};
static const struct field suspend_rows[] = {
    PACKAGE_ROW(struct suspend_args, 0),
    LINE_ROW(struct suspend_args, "One line; left out, all that run."),
    {FIELD(struct suspend_args, from, FIELD_DATE), .label = "From",
     .help = "First day without care, as the day after admission."},
    {FIELD(struct suspend_args, reason, FIELD_ENUM), .words = suspension_words, .label = "Reason",
     .help = "Why it rests."},
    {FIELD(struct suspend_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Last day",
     .help = "Where it is known; left out, until it is restarted."},
    {FIELD(struct suspend_args, told, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Told on",
     .help = "Day the provider was told; today unless said. Less than a day's notice is paid.",
     .source = "domain.md 4.4"},
    {FIELD(struct suspend_args, review, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Look again",
     .help = "Day somebody must look; the last of the hold unless said."},
    REV_ROW(struct suspend_args),
};
static const struct fields suspend_fields =
    FIELDS("package.suspend", suspend_rows, struct suspend_args);

static bool suspend_free(struct call *c, const struct line *l, struct period rest,
                         struct fault *why)
{
    struct suspension other;
    bool found = false;
    char days[64];

    if (!row_where(
            c->store, &table_suspension,
            "package_id = ?1 AND line_number = ?2 AND known_to IS NULL"
            " AND (?4 IS NULL OR valid_from < ?4) AND (valid_to IS NULL OR valid_to > ?3)",
            ARGS(INT(l->package_id), INT(l->number), INT(rest.from.day), INT(rest.until.day)),
            &other, &found, c->arena, why))
        return false;
    if (!found)
        return true;
    return refuse(
        why, "PK-6", PACKAGE_SOURCE, "Line %lld is suspended already %s.", (long long)l->number,
        period_print((struct period){other.valid_from, other.valid_to}, days, sizeof days));
}

static bool suspend_line(struct call *c, const struct suspend_args *a, const struct line *l,
                         const struct terms_figure *terms, struct suspension *s, struct fault *why)
{
    date_t told = date_given(a->told) ? a->told : c->who->today;
    int64_t owed = terms->suspend_notice_days;
    date_t noticed = date_add_days(told, owed == ABSENT ? SUSPEND_NOTICE_DAYS : owed);

    *s = (struct suspension){.package_id = l->package_id,
                             .line_number = l->number,
                             .valid_from = a->from,
                             .valid_to = date_add_days(a->to, 1),
                             .reason = a->reason,
                             .held_until = date_add_days(a->from, terms->hold_days),
                             .retainer_bp = terms->retainer_bp,
                             .paid_from = noticed.day > a->from.day ? noticed : a->from,
                             .review = a->review};
    if (!date_given(s->review))
        s->review = date_given(a->to) ? a->to : date_add_days(s->held_until, -1);
    return suspend_free(c, l, (struct period){s->valid_from, s->valid_to}, why) &&
           row_add(c->store, &table_suspension, s, why);
}

static bool suspend_run(struct call *c, struct fault *why)
{
    const struct suspend_args *a = c->args;
    const struct terms_figure *terms = package_terms(c, a->from, why);
    struct suspension s = {0};
    struct package p;
    struct list lines;

    if (!terms)
        return false;
    if (date_given(a->to) && a->to.day < a->from.day)
        return fail(why, FAULT_INPUT, "to",
                    "The last day, %s, is before the first, %s: put one of them right.",
                    day_shown(c, a->to), day_shown(c, a->from));
    if (!package_live(c, a->package, a->rev, &p, why) ||
        !lines_on(c, &p, a->line, a->from, &lines, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++)
        if (!suspend_line(c, a, &l[i], terms, &s, why))
            return false;
    if (s.paid_from.day > s.valid_from.day)
        call_remark(c, NULL, "Told too late for the first days: those before %s are paid in full.",
                    day_shown(c, s.paid_from));
    call_say(c, "Package %s rests from %s; its provider holds it to %s.", p.ref,
             day_shown(c, a->from), day_shown(c, date_add_days(s.held_until, -1)));
    return true;
}

const struct operation op_package_suspend = {
    .name = "package.suspend",
    .title = "Suspend",
    .help =
        "Care rests: hospital, holiday.  The provider holds the place for the days of the terms, "
        "and the cost falls to the retainer, then to nothing.",
    .roles = ROLES_PLANNING,
    .flags = OP_PACKAGE,
    .args = &suspend_fields,
    .writes = WRITES("suspension"),
    .run = suspend_run,
};

/* --- package.restart ----------------------------------------------------------------------------- */

struct restart_args {
    const char *package;
    int64_t line;
    date_t on;
    struct list visits;
    int64_t re_offer;
    const char *reason;
    int64_t rev;
};
static const struct field restart_rows[] = {
    PACKAGE_ROW(struct restart_args, 0),
    LINE_ROW(struct restart_args, "One line; left out, all that rest."),
    {FIELD(struct restart_args, on, FIELD_DATE), .label = "On", .help = "First day of care again."},
    VISITS_ROW(struct restart_args, FIELD_OPTIONAL | FIELD_HIDDEN),
    {FIELD(struct restart_args, re_offer, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "Offer anew", .help = "After the hold: end the line, and look for a provider again."},
    REASON_ROW(struct restart_args, FIELD_OPTIONAL, "Anything that ought to be known."),
    REV_ROW(struct restart_args),
};
static const struct fields restart_fields =
    FIELDS("package.restart", restart_rows, struct restart_args);

/* The suspension of a line that stands on the day, or else the first to come. */
static bool resting(struct call *c, const struct line *l, date_t on, struct suspension *out,
                    bool *found, struct fault *why)
{
    return row_where(c->store, &table_suspension,
                     "package_id = ?1 AND line_number = ?2 AND known_to IS NULL"
                     " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY valid_from LIMIT 1",
                     ARGS(INT(l->package_id), INT(l->number), INT(on.day)), out, found, c->arena,
                     why);
}

static bool restart_line(struct call *c, const struct restart_args *a, const struct line *l,
                         const struct suspension *s, bool *again, struct fault *why)
{
    struct suspension cut = *s;
    bool over = date_given(s->held_until) && a->on.day >= s->held_until.day;

    *again = over;
    if (over && a->re_offer != 1)
        return refuse(why, "PK-4", PACKAGE_SOURCE,
                      "The provider held line %lld to %s only: say Offer anew (in the shell, "
                      "re_offer=true), or "
                      "have a supervisor extend the hold (package.extend-hold).",
                      (long long)l->number, day_shown(c, date_add_days(s->held_until, -1)));
    cut.valid_to = a->on;
    if (s->valid_from.day == a->on.day ? !row_close(c->store, &table_suspension, s, why)
                                       : !row_replace(c->store, &table_suspension, s, &cut, why))
        return false;
    return !over || line_end_at(c, l->package_id, l->number, a->on, DATE_NONE,
                                "The hold was over; offered anew.", why);
}

static bool restart_lines(struct call *c, const struct restart_args *a, const struct package *p,
                          const struct list *lines, size_t *done, bool *anew, struct fault *why)
{
    const struct line *l = lines->items;

    *done = 0;
    *anew = false;
    for (size_t i = 0; i < lines->count; i++) {
        struct suspension s;
        bool found = false, again;
        if (!resting(c, &l[i], a->on, &s, &found, why))
            return false;
        if (!found)
            continue;
        if (a->on.day < s.valid_from.day)
            return refuse(why, "PK-2", PACKAGE_SOURCE,
                          "Line %lld is suspended from %s: it cannot restart before that.",
                          (long long)l[i].number, day_shown(c, s.valid_from));
        if (!restart_line(c, a, &l[i], &s, &again, why))
            return false;
        *anew = *anew || again;
        (*done)++;
    }
    return *done > 0 ||
           refuse(why, "PK-2", PACKAGE_SOURCE,
                  "Nothing of package %s rests on %s: look at its suspensions for the days.",
                  p->ref, day_shown(c, a->on));
}

static bool restart_run(struct call *c, struct fault *why)
{
    const struct restart_args *a = c->args;
    struct provider provider;
    struct package p;
    struct list lines;
    size_t done;
    bool anew;

    if (!package_live(c, a->package, a->rev, &p, why))
        return false;
    if (a->visits.count)
        return refuse(why, "PK-3", PACKAGE_SOURCE,
                      "A restart is of the same visits.  Restart package %s, then vary it from the "
                      "same day (package.vary).",
                      p.ref);
    if (!lines_on(c, &p, a->line, a->on, &lines, why) ||
        !restart_lines(c, a, &p, &lines, &done, &anew, why))
        return false;
    c->reason = a->reason;
    if (anew) {
        p.needed_by = a->on;
        if (!row_change(c->store, &table_package, &p, why) || !package_settle(c, p.head.id, why))
            return false;
        call_say(c, "The hold was over: package %s waits for a provider from %s.", p.ref,
                 day_shown(c, a->on));
        return true;
    }
    const struct line *l = lines.items;
    if (!row_get(c->store, &table_provider, l[0].provider_id, &provider, c->arena, why))
        return false;
    call_say(c, "Package %s restarts on %s with %s, who held it.", p.ref, day_shown(c, a->on),
             provider.name);
    return true;
}

const struct operation op_package_restart = {
    .name = "package.restart",
    .title = "Restart",
    .help =
        "Care goes on after a rest.  Within the hold the same provider has it; after the hold it "
        "is offered anew.  Other hours are a variation.",
    .roles = ROLES_PACKAGE,
    .flags = OP_PACKAGE,
    .args = &restart_fields,
    .writes = WRITES("package", "suspension", "line", "notice"),
    .run = restart_run,
};

/* --- package.extend-hold ------------------------------------------------------------------------- */

struct extend_args {
    const char *package;
    int64_t line;
    date_t to;
    const char *reason;
    int64_t rev;
};
static const struct field extend_rows[] = {
    PACKAGE_ROW(struct extend_args, 0),
    LINE_ROW(struct extend_args, "One line; left out, all that rest."),
    {FIELD(struct extend_args, to, FIELD_DATE), .label = "Hold to",
     .help = "Last day the provider holds the place."},
    REASON_ROW(struct extend_args, 0, "Why it is worth holding."),
    REV_ROW(struct extend_args),
};
static const struct fields extend_fields =
    FIELDS("package.extend-hold", extend_rows, struct extend_args);

static bool extend_run(struct call *c, struct fault *why)
{
    const struct extend_args *a = c->args;
    struct package p;
    struct list rests;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !rows_where(c->store, &table_suspension,
                    "package_id = ?1 AND known_to IS NULL AND (?2 IS NULL OR line_number = ?2)"
                    " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY line_number",
                    ARGS(INT(p.head.id), INT(a->line), INT(c->who->today.day)), c->arena, &rests,
                    why))
        return false;
    if (rests.count == 0)
        return refuse(why, "PK-2", PACKAGE_SOURCE,
                      "Nothing of package %s rests: there is no hold to extend.", p.ref);
    const struct suspension *s = rests.items;
    for (size_t i = 0; i < rests.count; i++) {
        struct suspension held = s[i];
        held.held_until = date_add_days(a->to, 1);
        held.review = a->to;
        if (held.held_until.day <= s[i].held_until.day)
            return fail(
                why, FAULT_INPUT, "to", "Line %lld is held to %s already: give a later day.",
                (long long)s[i].line_number, day_shown(c, date_add_days(s[i].held_until, -1)));
        if (!row_replace(c->store, &table_suspension, &s[i], &held, why))
            return false;
    }
    c->reason = a->reason;
    call_say(c, "Package %s is held to %s.", p.ref, day_shown(c, a->to));
    return true;
}

const struct operation op_package_extend_hold = {
    .name = "package.extend-hold",
    .title = "Hold longer",
    .help = "The provider goes on holding the place, at the same retainer, to a later day.",
    .roles = ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &extend_fields,
    .writes = WRITES("suspension"),
    .run = extend_run,
};

/* package_end.c - ending a package or a line of it, and the death of a person
 *
 * End       An end is a day; a later one than was recorded is an extension: the line succeeds itself.
 * Notice    Where the terms owe the provider notice, the line is paid beyond its last day.
 * Source    domain.md 4.4; peers.md 1, faults 7, 8, 11 and 13.
 */
#include "core/ops/package_inside.h"
#include "core/ops/proposal.h"

#include <string.h>

struct end_args {
    const char *package;
    int64_t line;
    date_t last_day;
    const char *reason, *note;
    date_t given, paid_to;
    int64_t rev;
};
static const struct field end_rows[] = {
    PACKAGE_ROW(struct end_args, 0),
    LINE_ROW(struct end_args, "One line, whose visits go on being wanted; left out, the package."),
    {FIELD(struct end_args, last_day, FIELD_DATE), .label = "Last day",
     .help = "Of care; later than the one recorded is an extension."},
    {FIELD(struct end_args, reason, FIELD_TEXT), .max = 40, .flags = FIELD_REF,
     .refers = "end reason", .label = "Reason",
     .help = "A code of end-reasons.yaml: planned, person, care-home …"},
    {FIELD(struct end_args, note, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES, .max = 500,
     .label = "Note", .help = "Anything that ought to be known."},
    {FIELD(struct end_args, given, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Told on",
     .help = "Day the provider was told; today, or the last day if that was before."},
    {FIELD(struct end_args, paid_to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Paid to",
     .help = "Last day paid as notice; what the terms owe unless said, more once approved."},
    REV_ROW(struct end_args),
};
static const struct fields end_fields = FIELDS("package.end", end_rows, struct end_args);

/* Ends for which no notice is owed: agreed before, or the provider's own. */
static bool owes_notice(const char *code)
{
    static const char *const none[] = {"planned",  "hand-back", "provider-failed",
                                       "replaced", "hospital",  "not-started"};

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strcmp(none[i], code) == 0)
            return false;
    return true;
}

static bool no_end_reason(struct call *c, const char *code, struct fault *why)
{
    const struct code_row *row = c->config->end_reasons.items;
    struct buf codes = {0};
    char quoted[64];

    for (size_t i = 0; i < c->config->end_reasons.count; i++)
        buf_printf(&codes, "%s%s", i ? ", " : "", row[i].code);
    (void)fail(why, FAULT_INPUT, "reason", "%s is no reason for which care ends; there are: %s.",
               text_quote(code, strlen(code), 30, quoted, sizeof quoted),
               codes.text ? codes.text : "none");
    buf_release(&codes);
    return false;
}

static bool end_reason(struct call *c, const struct end_args *a, const struct code_row **out,
                       struct fault *why)
{
    *out = config_end_reason(c->config, a->reason);
    if (!*out)
        return no_end_reason(c, a->reason, why);
    if (strcmp(a->reason, "death") == 0)
        return fail(why, FAULT_INPUT, "reason",
                    "Record the death of the person (person.died): that ends what runs.");
    return true;
}

/* First day no longer paid, or none beyond the last day. */
static bool end_paid(struct call *c, const struct end_args *a, date_t *out, struct fault *why)
{
    const struct terms_figure *terms = package_terms(c, a->last_day, why);
    date_t told = a->given;

    *out = date_add_days(a->paid_to, 1);
    if (!terms)
        return false;
    if (date_given(*out) || !owes_notice(a->reason))
        return true;
    if (!date_given(told))
        told = a->last_day.day < c->who->today.day ? a->last_day : c->who->today;
    *out = date_add_days(told, terms->notice_end_days + 1);
    return true;
}

static bool is_open_after(const struct line *l, date_t until)
{
    return !date_given(l->valid_to) || l->valid_to.day > until.day;
}

/* Notice beyond what the terms owe by today is a new commitment: it needs approval whatever it costs. */
static bool notice_allowed(struct call *c, const struct end_args *a, const struct package *p,
                           const struct list *lines, bool *now, struct fault *why)
{
    const struct line *l = lines->items, *first = NULL;
    struct end_args plain = *a;
    date_t owed, paid, until = date_add_days(a->last_day, 1);
    int64_t provider_id = ABSENT;
    money_t weekly = GBP(0, 0);
    enum allowed allowed;

    *now = true;
    plain.paid_to = DATE_NONE;
    if (!date_given(a->given) || a->given.day > c->who->today.day)
        plain.given = DATE_NONE;
    if (!end_paid(c, &plain, &owed, why) || !end_paid(c, a, &paid, why))
        return false;
    if (!date_given(owed) || owed.day < until.day)
        owed = until;
    if (!date_given(paid) || paid.day <= owed.day)
        return true;
    for (size_t i = 0; i < lines->count; i++) {
        if (!is_open_after(&l[i], until))
            continue;
        provider_id = !first || l[i].provider_id == first->provider_id ? l[i].provider_id : ABSENT;
        first = first ? first : &l[i];
        if (!money_add(weekly, l[i].weekly_pence, &weekly))
            return fail(
                why, FAULT_INPUT, "paid_to",
                "The cost is more than one sum may be: give a lower price or fewer visits.");
    }
    if (!first)
        return true;
    struct wanted w = {.operation = c->op,
                       .args = a,
                       .package_id = p->head.id,
                       .person_id = p->person_id,
                       .provider_id = provider_id,
                       .weekly = weekly,
                       .power = POWER_PACKAGE,
                       .reason = a->note};
    if (!money_days(weekly, paid.day - owed.day, &w.exposure))
        return fail(why, FAULT_INPUT, "paid_to",
                    "The cost is more than one sum may be: give a lower price or fewer visits.");
    if (!proposal_allows(c, &w, &allowed, why))
        return false;
    *now = allowed == ALLOWED_NOW;
    return true;
}

/* The newest version of each line that the end is for. */
static bool end_lines(struct call *c, const struct package *p, const struct end_args *a,
                      struct list *out, struct fault *why)
{
    struct list all;
    const struct line *l;

    if (!package_lines(c, p->head.id, DATE_NONE, &all, why))
        return false;
    struct line *newest = arena_take_array(c->arena, all.count + 1, sizeof *newest);
    if (!newest)
        return fault_memory(why);
    *out = (struct list){newest, 0};
    l = all.items;
    for (size_t i = 0; i < all.count; i++) {
        bool last = i + 1 == all.count || l[i + 1].number != l[i].number;
        if (last && (a->line == ABSENT || a->line == l[i].number))
            newest[out->count++] = l[i];
    }
    if (out->count)
        return true;
    return refuse(why, "PK-13", PACKAGE_SOURCE,
                  "Package %s has no such line; what never started is cancelled (package.cancel).",
                  p->ref);
}

/* What started urgently runs no longer than the terms let it. */
static bool may_extend(struct call *c, const struct line *l, const struct end_args *a,
                       struct fault *why)
{
    const struct terms_figure *terms = package_terms(c, l->valid_from, why);
    struct list versions;

    if (!terms || !line_versions(c, l->package_id, l->number, &versions, why))
        return false;
    date_t first = ((const struct line *)versions.items)->valid_from;
    if (l->source == LINE_INTERIM && a->last_day.day - first.day + 1 > terms->interim_days)
        return refuse(why, "PK-11", terms_source(terms, TERMS_INTERIM_DAYS),
                      "An urgent start may run %lld days before it is confirmed.",
                      (long long)terms->interim_days);
    return true;
}

static bool extend_line(struct call *c, const struct line *l, const struct end_args *a,
                        struct fault *why)
{
    struct line next = *l;

    next.valid_from = l->valid_to;
    next.valid_to = date_add_days(a->last_day, 1);
    return line_succeed(c, &next, a->note ? a->note : "Extended.", why);
}

/* What stood before stands no longer; an end that is still to come stands as a notice. */
static bool end_notice(struct call *c, const struct end_args *a, const struct line *l,
                       const char *because, struct fault *why)
{
    struct notice n = {.package_id = l->package_id,
                       .line_number = l->number,
                       .valid_from = date_given(a->given) ? a->given : c->who->today,
                       .valid_to = DATE_NONE,
                       .given_by =
                           strcmp(a->reason, "person") == 0 ? NOTICE_PERSON : NOTICE_COUNCIL,
                       .last_day = a->last_day,
                       .reason = because};
    size_t closed;
    date_t before;

    if (a->last_day.day < c->who->today.day)
        return true;
    return notices_close(c, n.package_id, n.line_number, n.valid_from, &closed, &before, why) &&
           row_add(c->store, &table_notice, &n, why);
}

/* A later end is a new commitment: it needs approval as a start does. */
static bool extension_allowed(struct call *c, const struct end_args *a, const struct package *p,
                              const struct list *lines, date_t latest, bool *now, struct fault *why)
{
    const struct line *l = lines->items, *first = NULL;
    date_t until = date_add_days(a->last_day, 1);
    money_t added = GBP(0, 0), after;

    *now = true;
    for (size_t i = 0; i < lines->count; i++)
        if (l[i].valid_to.day == latest.day && latest.day < until.day) {
            first = first ? first : &l[i];
            if (!may_extend(c, &l[i], a, why))
                return false;
            if (!money_add(added, l[i].weekly_pence, &added))
                return fail(
                    why, FAULT_INPUT, "last_day",
                    "The cost is more than one sum may be: give a lower price or fewer visits.");
        }
    if (!first)
        return true;
    if (!package_weekly(c, p->head.id, latest, &after, why))
        return false;
    after.pence += added.pence;
    return package_approval(c, p, first->provider_id, latest, until, added, after, a->note, now,
                            why);
}

/* Cuts what goes on beyond the last day, or extends what ended before it; *extended says which, *now
 * whether it is done or waits for approval. */
static bool end_each(struct call *c, const struct end_args *a, const struct package *p,
                     const struct list *lines, const char *because, bool *extended, bool *now,
                     struct fault *why)
{
    const struct line *l = lines->items;
    date_t until = date_add_days(a->last_day, 1), latest = DATE_NONE, paid;
    bool cut = false;

    *extended = false;
    *now = true;
    if (!end_paid(c, a, &paid, why))
        return false;
    for (size_t i = 0; i < lines->count; i++) {
        if (date_given(l[i].valid_to) && (!date_given(latest) || l[i].valid_to.day > latest.day))
            latest = l[i].valid_to;
        if (!is_open_after(&l[i], until))
            continue;
        cut = true;
        if (!line_end_at(c, l[i].package_id, l[i].number, until, paid, because, why) ||
            !end_notice(c, a, &l[i], because, why))
            return false;
    }
    if (!cut && !extension_allowed(c, a, p, lines, latest, now, why))
        return false;
    for (size_t i = 0; i < lines->count && !cut && *now; i++) {
        if (l[i].valid_to.day != latest.day || latest.day >= until.day)
            continue;
        *extended = true;
        if (!extend_line(c, &l[i], a, why) || !end_notice(c, a, &l[i], because, why))
            return false;
    }
    return true;
}

/* What is wanted goes on to the last day and no further. */
static bool end_wanted(struct call *c, const struct package *p, date_t until, bool extended,
                       struct fault *why)
{
    struct specification spec;
    bool found;

    if (!extended)
        return spec_close_from(c, p->head.id, until, why);
    if (!spec_newest(c, p->head.id, &spec, &found, why))
        return false;
    if (!found || !date_given(spec.valid_to) || spec.valid_to.day >= until.day)
        return true;
    struct specification longer = spec;
    longer.valid_to = until;
    return row_replace(c->store, &table_specification, &spec, &longer, why);
}

static bool end_run(struct call *c, struct fault *why)
{
    const struct end_args *a = c->args;
    const struct code_row *code;
    struct package p;
    struct list lines = {0};
    bool extended, now, whole = a->line == ABSENT;

    if (!package_live(c, a->package, a->rev, &p, why) || !end_reason(c, a, &code, why) ||
        !end_lines(c, &p, a, &lines, why))
        return false;
    const struct line *l = lines.items;
    date_t first = l[0].valid_from;
    for (size_t i = 1; i < lines.count; i++)
        first = l[i].valid_from.day < first.day ? l[i].valid_from : first;
    struct list versions;
    if (!line_versions(c, p.head.id, l[0].number, &versions, why))
        return false;
    first = ((const struct line *)versions.items)->valid_from.day < first.day
                ? ((const struct line *)versions.items)->valid_from
                : first;
    if (a->last_day.day < first.day)
        return refuse(why, "PK-13", PACKAGE_SOURCE,
                      "Package %s starts on %s: what never starts is cancelled (package.cancel) or "
                      "void (line.void).",
                      p.ref, day_shown(c, first));
    const char *because =
        a->note ? arena_printf(c->arena, "%s: %s", code->name, a->note) : code->name;
    if (!because)
        return fault_memory(why);
    c->reason = because;
    if (!notice_allowed(c, a, &p, &lines, &now, why))
        return false;
    if (!now)
        return true;
    if (!end_each(c, a, &p, &lines, because, &extended, &now, why))
        return false;
    if (!now)
        return true;
    if (whole && !end_wanted(c, &p, date_add_days(a->last_day, 1), extended, why))
        return false;
    if (whole && !extended && !package_withdraw_all(c, p.head.id, "The package ends.", why))
        return false;
    if (!package_settle(c, p.head.id, why))
        return false;
    call_say(c, extended ? "%s %s goes on to %s." : "%s %s ends on %s.",
             whole ? "Package" : "The line of package", p.ref, day_shown(c, a->last_day));
    return true;
}

const struct operation op_package_end = {
    .name = "package.end",
    .title = "End",
    .help =
        "The last day of a package, or of one line whose visits then wait for another provider.  "
        "A line that rests keeps its suspension.",
    .roles = ROLES_PLANNING,
    .flags = OP_PACKAGE | OP_CAREFUL,
    .args = &end_fields,
    .writes = WRITES("package", "specification", "line", "suspension", "notice", "offer",
                     "proposal", "task"),
    .run = end_run,
};

static const char died[] = "The person died.";

/* --- death ---------------------------------------------------------------------------------------- */

static bool death_lines(struct call *c, const struct package *p, date_t day, bool *started,
                        struct fault *why)
{
    const struct terms_figure *terms = package_terms(c, day, why);
    struct list lines;
    date_t until = date_add_days(day, 1);

    *started = false;
    if (!terms || !package_lines(c, p->head.id, DATE_NONE, &lines, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++) {
        *started = *started || l[i].valid_from.day <= day.day;
        if (i + 1 < lines.count && l[i + 1].number == l[i].number)
            continue;
        if (is_open_after(&l[i], until) &&
            !line_end_at(c, p->head.id, l[i].number, until,
                         date_add_days(until, terms->notice_death_days), died, why))
            return false;
    }
    return true;
}

static bool death_package(struct call *c, struct package *p, date_t day, struct fault *why)
{
    bool started;

    if (!death_lines(c, p, day, &started, why) ||
        !spec_close_from(c, p->head.id, date_add_days(day, 1), why) ||
        !package_withdraw_all(c, p->head.id, died, why) ||
        !work_close_package(c, p->head.id, died, why))
        return false;
    /* Loaded anew: withdrawing an offer may have settled it. */
    if (!row_get(c->store, &table_package, p->head.id, p, c->arena, why))
        return false;
    p->waiting = 0;
    if (!started) {
        p->cancelled = day;
        p->cancel_reason = died;
    }
    return row_change(c->store, &table_package, p, why);
}

/* The end that the line had before the death was recorded; none where it had none. */
static bool end_before(struct call *c, const struct line *l, date_t *out, struct fault *why)
{
    struct line was;
    bool found = false;

    *out = DATE_NONE;
    if (!row_where(
            c->store, &table_line,
            "package_id = ?1 AND number = ?2 AND valid_from = ?3 AND known_to IS NOT NULL"
            " AND change <> 'void' AND (why IS NULL OR why <> ?4) ORDER BY known_to DESC LIMIT "
            "1",
            ARGS(INT(l->package_id), INT(l->number), INT(l->valid_from.day), TEXT(died)), &was,
            &found, c->arena, why))
        return false;
    if (found)
        *out = was.valid_to;
    return true;
}

/* The day was recorded too early: what it ended goes on to the right one, or to the end it had. */
static bool death_later(struct call *c, int64_t person_id, date_t day, int64_t *count,
                        struct fault *why)
{
    const struct terms_figure *terms = package_terms(c, day, why);
    struct list lines;

    if (!terms ||
        !rows_where(c->store, &table_line,
                    "person_id = ?1 AND known_to IS NULL AND why = ?2 AND change <> 'void'"
                    " AND valid_to <= ?3",
                    ARGS(INT(person_id), TEXT(died), INT(day.day)), c->arena, &lines, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++) {
        struct line right = l[i];
        date_t had;
        if (!end_before(c, &l[i], &had, why))
            return false;
        right.valid_to = date_add_days(day, 1);
        if (date_given(had) && had.day < right.valid_to.day)
            right.valid_to = had;
        right.paid_to = terms->notice_death_days
                            ? date_add_days(right.valid_to, terms->notice_death_days)
                            : DATE_NONE;
        right.change = CHANGE_CORRECT;
        if (!row_replace(c->store, &table_line, &l[i], &right, why) ||
            !end_wanted(c, &(struct package){.head = {.id = l[i].package_id}}, right.valid_to, true,
                        why))
            return false;
        (*count)++;
    }
    return true;
}

bool package_death(struct call *c, int64_t person_id, date_t day, int64_t *count, struct fault *why)
{
    struct list packages;

    *count = 0;
    if (!death_later(c, person_id, day, count, why) ||
        !rows_where(c->store, &table_package,
                    "person_id = ?1 AND cancelled IS NULL AND (waiting = 1"
                    " OR EXISTS (SELECT 1 FROM specification s WHERE s.package_id = package.id"
                    " AND s.known_to IS NULL AND (s.valid_to IS NULL OR s.valid_to > ?2)))",
                    ARGS(INT(person_id), INT(date_add_days(day, 1).day)), c->arena, &packages, why))
        return false;
    struct package *p = packages.items;
    for (size_t i = 0; i < packages.count; i++)
        if (!death_package(c, &p[i], day, why))
            return false;
    *count += (int64_t)packages.count;
    return true;
}

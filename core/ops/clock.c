/* clock.c - what time has brought: expiries, holds and notices that end, reviews that fall due
 *
 * Meaning   States are derived from the day by themselves; this records what somebody must be told,
 *           once each.  Run again on the same minute, nothing more happens.
 * Alarms    are rows: a query whose columns are a key that makes it once, the person, the package,
 *           the line, when it is due, and the sentence.
 * Source    interface.md, tick; domain.md 4.3 and 4.4.
 */
#include "core/ops/inner.h"
#include "core/ops/offer.h"
#include "core/ops/proposal_inside.h"
#include "core/ops/work.h"

#include <string.h>

#define DAY(column) "strftime('%d/%m/%Y', (" column ") * 86400, 'unixepoch')"
#define OPENS       " * 1440 + 540" /* nine in the morning of that day */

struct alarm {
    const char *kind, *sql; /* ?1 today, or the minute now */
    enum role role;
    bool by_minute;
};
/* clang-format off */
static const struct alarm alarms[] = {
    {"hold-ends",
     "SELECT 'hold-ends ' || s.id || ' ' || s.held_until, k.person_id, k.id, s.line_number,"
     " (s.held_until - 1)" OPENS ", 'The hold of line ' || s.line_number || ' of ' || k.ref"
     " || ' ends on ' || " DAY(
         "s.held_until - 1") " || '. Restart it, extend the hold or end it.'"
                             " FROM suspension s JOIN package k ON k.id = s.package_id"
                             " WHERE s.known_to IS NULL AND s.valid_to IS NULL AND s.held_until <= "
                             "?1 + 3",
     ROLE_BROKER, false},
    {"rest-review",
     "SELECT 'rest-review ' || s.id || ' ' || s.review, k.person_id, k.id, s.line_number,"
     " s.review" OPENS ", 'Line ' || s.line_number || ' of ' || k.ref"
     " || ' is at rest: find out when it starts again.'"
     " FROM suspension s JOIN package k ON k.id = s.package_id"
     " WHERE s.known_to IS NULL AND s.valid_to IS NULL AND s.held_until > ?1 AND s.review <= ?1",
     ROLE_BROKER, false},
    {"notice-ends",
     "SELECT 'notice-ends ' || n.id, k.person_id, k.id, n.line_number, n.last_day" OPENS ","
     " 'Line ' || n.line_number || ' of ' || k.ref || ' ends on ' || " DAY(
         "n.last_day") " || ' by notice: ' || CASE k.waiting WHEN 1 THEN 'nobody is found yet for "
                       "what follows.'"
                       " ELSE 'what follows is arranged.' END"
                       " FROM notice n JOIN package k ON k.id = n.package_id"
                       " WHERE n.known_to IS NULL AND n.valid_to IS NULL AND n.last_day <= ?1 + 7"
                       " AND n.last_day >= ?1",
     ROLE_BROKER, false},
    {"approval-overdue",
     "SELECT 'approval-overdue ' || p.id || ' ' || p.due, p.person_id, p.package_id, NULL, p.due,"
     " p.ref || ' has waited for approval since ' || " DAY(
         "p.submitted / 1440") " || CASE p.urgent WHEN 1 THEN '; the care has started.' ELSE '.' "
                               "END"
                               " FROM proposal p WHERE p.state = 'submitted' AND p.due < ?1",
     ROLE_SUPERVISOR, true},
    {"interim-ends",
     "SELECT 'interim-ends ' || l.id, l.person_id, l.package_id, l.number, (l.valid_to - 1)" OPENS
     ", 'Interim care of ' || k.ref || ' ends on ' || " DAY(
         "l.valid_to - 1") " || ': place it or extend it.'"
                           " FROM package k JOIN line l ON l.package_id = k.id"
                           " WHERE k.waiting = 1 AND l.known_to IS NULL AND l.source = 'interim'"
                           " AND l.valid_to > ?1 AND l.valid_to <= ?1 + 4",
     ROLE_BROKER, false},
};
/* clang-format on */

static bool raise_alarm(struct call *c, const struct alarm *a, int64_t *made, struct fault *why)
{
    struct cursor *rows;
    bool row = true, good = true;
    int64_t before, after;

    if (!query_one_int(c->store, "SELECT count(*) FROM task WHERE done IS NULL", NO_ARGS, &before,
                       why) ||
        !query_open(c->store, a->sql,
                    ARGS(INT(a->by_minute ? c->who->now.minute : c->who->today.day)), &rows, why))
        return false;
    while (good && row) {
        good = query_next(rows, &row, why);
        if (!good || !row)
            break;
        struct task_wanted t = {
            .kind = a->kind,
            .person_id = query_int(rows, 1),
            .package_id = query_int(rows, 2),
            .line_number = query_int(rows, 3),
            .role = a->role,
            .due = {query_int(rows, 4)},
            .unique_key = arena_text(c->arena, query_text(rows, 0)),
        };
        const char *text = arena_text(c->arena, query_text(rows, 5));
        good = t.unique_key && text ? work_add(c, &t, why, "%s", text) : fault_memory(why);
    }
    query_close(rows);
    if (!good || !query_one_int(c->store, "SELECT count(*) FROM task WHERE done IS NULL", NO_ARGS,
                                &after, why))
        return false;
    *made += after - before;
    return true;
}

/* --- what ends by itself ------------------------------------------------------------------------- */

static bool expire_offers(struct call *c, int64_t *count, struct fault *why)
{
    const struct operation *op = op_find("offer.expire");
    struct list late;

    if (!op)
        return fail(why, FAULT_BUG, "", "There is no operation offer.expire.");
    if (!rows_where(c->store, &table_offer, "state = 'sent' AND due < ?1 ORDER BY due, id",
                    ARGS(INT(c->who->now.minute)), c->arena, &late, why))
        return false;
    const struct offer *o = late.items;
    for (size_t i = 0; i < late.count; i++) {
        const char *args = arena_printf(c->arena, "{offer: %s}", o[i].ref);
        if (!args)
            return fault_memory(why);
        if (!call_inner(c, op, args, why))
            return false;
    }
    *count = (int64_t)late.count;
    return true;
}

/* An approval that nobody used in time cannot be used any more (S16). */
static bool expire_approvals(struct call *c, int64_t *count, struct fault *why)
{
    struct list late;

    if (!rows_where(c->store, &table_proposal, "state = 'approved' AND usable_to < ?1",
                    ARGS(INT(c->who->today.day)), c->arena, &late, why))
        return false;
    struct proposal *p = late.items;
    for (size_t i = 0; i < late.count; i++) {
        p[i].decision_text = "nobody used the approval in time";
        if (!proposal_move(c, &p[i], EVENT_MOVE, why))
            return false;
    }
    *count = (int64_t)late.count;
    return true;
}

struct tick_args {
    int64_t unused;
};
static const struct fields tick_fields = {
    .name = "clock.tick", .field = NULL, .count = 0, .size = sizeof(struct tick_args)};

static bool record(struct call *c, int64_t *offers, int64_t *approvals, int64_t *tasks,
                   struct fault *why)
{
    if (!expire_offers(c, offers, why) || !expire_approvals(c, approvals, why))
        return false;
    for (size_t i = 0; i < sizeof alarms / sizeof *alarms; i++)
        if (!raise_alarm(c, &alarms[i], tasks, why))
            return false;
    return true;
}

static bool run_tick(struct call *c, struct fault *why)
{
    int64_t offers = 0, approvals = 0, tasks = 0;
    const struct session *who = c->who;
    struct session everybodys = *who; /* time passes for all, whoever looks at the clock */

    everybodys.body = NULL;
    c->who = &everybodys;
    bool good = record(c, &offers, &approvals, &tasks, why);
    c->who = who;
    if (!good)
        return false;
    c->answer->subject_kind = NULL;
    c->answer->remarks = 0;
    if (offers + approvals + tasks == 0)
        call_say(c, "Nothing has fallen due.");
    else if (c->who->body) /* it is of everybody's people, and they see their own */
        call_say(c, "What has fallen due is recorded.");
    else
        call_say(c, "%lld offers expired, %lld approvals ran out, %lld tasks made.",
                 (long long)offers, (long long)approvals, (long long)tasks);
    return true;
}

static const struct operation tick = {
    .name = "clock.tick",
    .title = "Record what time has brought",
    .help = "Expires offers and approvals past their time and makes the work that has fallen due. "
            "Run again, it does nothing more.",
    .roles = ROLES_ALL & ~(ROLE(ROLE_AUDITOR)),
    .flags = OP_QUIET,
    .args = &tick_fields,
    .writes = WRITES("offer", "proposal", "task", "package"),
    .run = run_tick,
};

const struct operation *const ops_clock[] = {&tick, NULL};

/* package_cost.c - what days of a package cost, gross: suspended days their retainer, then nothing
 *
 * Parts are differences from a version's first day (and a retainer's from the first day it is paid),
 * so that any split of a range adds up to the whole.  A retainer is half up to the penny.
 * Source: brokerage.range-cost; architecture.md, Money; domain.md 4.4.
 */
#include "core/ops/package_inside.h"
#include "core/rules/brokerage/brokerage.h"

/* Cost of a version from its first day to the day before `until`, as if it never rested. */
static bool gross_to(struct call *c, const struct line *l, date_t until, money_t *out,
                     struct fault *why)
{
    struct range_cost_facts facts = {l->weekly_pence, l->valid_from, date_add_days(until, -1)};
    struct decision d;

    *out = GBP(0, 0);
    if (until.day <= l->valid_from.day || l->weekly_pence.pence == 0)
        return true;
    if (!rule_eval(&rule_brokerage_range_cost, &facts, &c->config->figures, c->arena, &d, why))
        return false;
    *out = ((const struct range_cost_values *)d.values)->pence;
    return true;
}

static bool gross_between(struct call *c, const struct line *l, date_t from, date_t until,
                          money_t *out, struct fault *why)
{
    money_t before, after;

    *out = GBP(0, 0);
    if (until.day <= from.day)
        return true;
    if (!gross_to(c, l, from, &before, why) || !gross_to(c, l, until, &after, why))
        return false;
    out->pence = after.pence - before.pence;
    return true;
}

/* Retainer paid from `held` on to the day before `until`. */
static bool retained_to(struct call *c, const struct line *l, int64_t bp, date_t held, date_t until,
                        money_t *out, struct fault *why)
{
    money_t gross;

    if (!gross_between(c, l, held, until, &gross, why))
        return false;
    return money_share(gross, bp, WHOLE_BP, ROUND_HALF_UP, out) ||
           fail(why, FAULT_BUG, "", "A retainer could not be reckoned: please report this.");
}

static date_t later(date_t a, date_t b)
{
    return !date_given(a) || (date_given(b) && b.day > a.day) ? b : a;
}

/* The earlier of two ends, where none is no end. */
static date_t sooner(date_t a, date_t b)
{
    return !date_given(a) || (date_given(b) && b.day < a.day) ? b : a;
}

/* What one suspension takes off the gross of [from, until). */
static bool saved(struct call *c, const struct line *l, date_t end, const struct suspension *u,
                  date_t from, date_t until, money_t *out, struct fault *why)
{
    date_t first = later(later(u->valid_from, u->paid_from), l->valid_from);
    date_t past = sooner(u->valid_to, end);
    date_t held = sooner(past, u->held_until);
    date_t a = later(first, from), b = sooner(past, until);
    money_t gross, before, after;

    *out = GBP(0, 0);
    if (b.day <= a.day)
        return true;
    date_t held_a = sooner(a, held), held_b = sooner(b, held);
    if (!gross_between(c, l, a, b, &gross, why) ||
        !retained_to(c, l, u->retainer_bp, first, held_a, &before, why) ||
        !retained_to(c, l, u->retainer_bp, first, held_b, &after, why))
        return false;
    out->pence = gross.pence - (after.pence - before.pence);
    return true;
}

bool line_cost(struct call *c, const struct line *l, const struct list *suspensions, date_t from,
               date_t last, money_t *out, struct fault *why)
{
    const struct suspension *u = suspensions->items;
    date_t end = date_given(l->valid_to) ? later(l->valid_to, l->paid_to) : DATE_NONE;
    date_t a = later(l->valid_from, from), b = sooner(end, date_add_days(last, 1));
    money_t off;

    *out = GBP(0, 0);
    if (l->change == CHANGE_VOID || b.day <= a.day)
        return true;
    if (!gross_between(c, l, a, b, out, why))
        return false;
    for (size_t i = 0; i < suspensions->count; i++) {
        if (u[i].line_number != l->number)
            continue;
        if (!saved(c, l, end, &u[i], a, b, &off, why))
            return false;
        out->pence -= off.pence;
    }
    return true;
}

bool package_cost(struct call *c, int64_t package_id, date_t from, date_t last, money_t *out,
                  struct fault *why)
{
    struct list lines, rests;
    money_t cost, sum;

    *out = GBP(0, 0);
    if (!package_lines(c, package_id, DATE_NONE, &lines, why) ||
        !rows_where(c->store, &table_suspension,
                    "package_id = ?1 AND known_to IS NULL ORDER BY line_number, valid_from",
                    ARGS(INT(package_id)), c->arena, &rests, why))
        return false;
    const struct line *l = lines.items;
    for (size_t i = 0; i < lines.count; i++) {
        if (!line_cost(c, &l[i], &rests, from, last, &cost, why))
            return false;
        if (!money_add(*out, cost, &sum))
            return fail(
                why, FAULT_INPUT, "",
                "The cost is more than one sum may be: give a lower price or fewer visits.");
        *out = sum;
    }
    return true;
}

bool package_weekly(struct call *c, int64_t package_id, date_t on, money_t *out, struct fault *why)
{
    return query_one_int(c->store,
                         "SELECT coalesce(sum(weekly_pence), 0) FROM line WHERE package_id = ?1"
                         " AND known_to IS NULL AND change <> 'void' AND valid_from <= ?2"
                         " AND (valid_to IS NULL OR valid_to > ?2)",
                         ARGS(INT(package_id), INT(on.day)), &out->pence, why);
}

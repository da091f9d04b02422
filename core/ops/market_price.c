/* market_price.c - visits by number, what a week of them costs, and what an award has promised */
#include "core/ops/market_inside.h"
#include "core/ops/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- visits by number ---------------------------------------------------------------------------- */

/* The next number of "1,3" and where it ends; 0 at the end. */
static int64_t next_number(const char **at)
{
    int64_t n = 0;

    while (**at == ',' || **at == ' ')
        (*at)++;
    for (; **at >= '0' && **at <= '9' && n < 100000; (*at)++)
        n = n * 10 + (**at - '0');
    return n;
}

bool numbers_have(const char *numbers, int64_t number)
{
    int64_t n;

    if (!numbers)
        return true;
    while ((n = next_number(&numbers)) != 0)
        if (n == number)
            return true;
    return false;
}

bool numbers_cover(const char *numbers, const char *others, const struct list *visits)
{
    const struct visit *v = visits->items;

    for (size_t i = 0; i < visits->count; i++)
        if (numbers_have(others, v[i].number) && !numbers_have(numbers, v[i].number))
            return false;
    return true;
}

bool numbers_meet(const char *a, const char *b, const struct list *visits)
{
    const struct visit *v = visits->items;

    for (size_t i = 0; i < visits->count; i++)
        if (numbers_have(a, v[i].number) && numbers_have(b, v[i].number))
            return true;
    return false;
}

/* Those visits that are in `in` and not in `out` ("": none), canonical; NULL where it is all. */
static bool numbers_make(struct call *c, const struct list *visits, const char *in, const char *out,
                         const char **made, size_t *count, struct fault *why)
{
    const struct visit *v = visits->items;
    struct buf text = {0};

    *count = 0;
    for (size_t i = 0; i < visits->count; i++)
        if (numbers_have(in, v[i].number) && !numbers_have(out, v[i].number)) {
            if ((*count)++)
                buf_char(&text, ',');
            buf_number(&text, v[i].number);
        }
    *made = *count == visits->count ? NULL : arena_text(c->arena, text.text ? text.text : "");
    bool fine = !text.failed && (*made || *count == visits->count);
    buf_release(&text);
    return fine || fault_memory(why);
}

bool numbers_read(struct call *c, const char *arg, const char *typed, const struct list *visits,
                  const char **out, struct fault *why)
{
    const struct visit *v = visits->items;
    const char *at = typed;
    size_t count;
    int64_t n;

    if (!typed) {
        *out = NULL;
        return true;
    }
    while ((n = next_number(&at)) != 0) {
        size_t i = 0;
        while (i < visits->count && v[i].number != n)
            i++;
        if (i == visits->count)
            return fail(why, FAULT_INPUT, arg, "There is no visit %lld: they go from 1 to %zu.",
                        (long long)n, visits->count);
    }
    if (*at)
        return fail(why, FAULT_INPUT, arg, "Visits are named by their numbers: 1,3.");
    if (!numbers_make(c, visits, typed, "", out, &count, why))
        return false;
    return count > 0 || fail(why, FAULT_INPUT, arg, "Name at least one visit: 1,3.");
}

bool numbers_less(struct call *c, const char *numbers, const char *taken, const struct list *visits,
                  const char **out, bool *any, struct fault *why)
{
    size_t count;

    if (!numbers_make(c, visits, numbers, taken, out, &count, why))
        return false;
    *any = count > 0;
    return true;
}

/* --- a week of visits ---------------------------------------------------------------------------- */

static int64_t days_of(int64_t mask)
{
    int64_t days = 0;

    for (int i = 0; i < 7; i++)
        days += (mask >> i) & 1;
    return days;
}

void visits_week(const struct list *visits, const char *numbers, struct week *out)
{
    const struct visit *v = visits->items;

    *out = (struct week){.weekly_pence = MONEY_NONE};
    for (size_t i = 0; i < visits->count; i++)
        if (numbers_have(numbers, v[i].number)) {
            out->weekly_minutes += days_of(v[i].days) * v[i].minutes * v[i].carers;
            if (v[i].carers > 1)
                out->double_handed = 1;
        }
}

static bool too_much(struct fault *why)
{
    return fail(
        why, FAULT_INPUT, "visits",
        "A week of these visits costs more than is allowed: take fewer of them, or shorter ones.");
}

bool visits_at_rate(const struct list *visits, const char *numbers, money_t hourly,
                    struct week *out, struct fault *why)
{
    const struct visit *v = visits->items;

    visits_week(visits, numbers, out);
    out->weekly_pence = GBP(0, 0);
    for (size_t i = 0; i < visits->count; i++) {
        money_t price;
        if (!numbers_have(numbers, v[i].number))
            continue;
        if (!money_visit(hourly, v[i].minutes, &price))
            return too_much(why);
        out->weekly_pence.pence += price.pence * days_of(v[i].days) * v[i].carers;
    }
    return out->weekly_pence.pence <= WEEK_PENCE_MOST || too_much(why);
}

bool award_rates(struct call *c, const char *award_ref, date_t on, struct list *out,
                 struct fault *why)
{
    return rows_where(c->store, &table_rate,
                      "award_ref = ?1 AND known_to IS NULL AND valid_from <= ?2 AND (valid_to IS "
                      "NULL OR valid_to > ?2)",
                      ARGS(TEXT(award_ref), INT(on.day)), c->arena, out, why);
}

const struct rate *rate_of(const struct list *rates, int64_t minutes, money_t *price)
{
    const struct rate *r = rates->items;
    const struct rate *hour = NULL;

    for (size_t i = 0; i < rates->count; i++) {
        if (r[i].minutes == minutes) {
            *price = r[i].pence;
            return &r[i];
        }
        if (r[i].minutes == ABSENT)
            hour = &r[i];
    }
    return hour && money_visit(hour->pence, minutes, price) ? hour : NULL;
}

int64_t visit_times(const struct visit *v)
{
    return days_of(v->days) * v->carers;
}

bool award_week_if(struct call *c, const char *award_ref, const struct list *visits,
                   const char *numbers, date_t on, struct week *out, bool *priced,
                   struct fault *why)
{
    const struct visit *v = visits->items;
    struct list rates;

    visits_week(visits, numbers, out);
    *priced = false;
    if (!award_rates(c, award_ref, on, &rates, why))
        return false;
    int64_t pence = 0;
    for (size_t i = 0; i < visits->count; i++) {
        money_t price;
        if (!numbers_have(numbers, v[i].number))
            continue;
        if (!rate_of(&rates, v[i].minutes, &price))
            return true;
        pence += price.pence * visit_times(&v[i]);
    }
    if (pence > WEEK_PENCE_MOST)
        return too_much(why);
    out->weekly_pence = (money_t){pence};
    *priced = true;
    return true;
}

bool award_week(struct call *c, const char *award_ref, const struct list *visits,
                const char *numbers, date_t on, struct week *out, struct fault *why)
{
    bool priced;

    if (!award_week_if(c, award_ref, visits, numbers, on, out, &priced, why))
        return false;
    return priced || also_refuse(why, "RT-1",
                                 "Award %s has no rate in force on %s for every length of visit: "
                                 "add it first (rate.add).",
                                 award_ref, day_shown(c, on));
}

/* --- what an award has promised -------------------------------------------------------------------- */

/* The most minutes of its lines on any day from this one on (award_load holds the differences, kept
 * by the schema), and every offer that is out or accepted and stands on no line yet. */
bool award_promised(struct call *c, const char *award_ref, date_t on, int64_t *lines,
                    int64_t *offers, struct fault *why)
{
    if (!query_one_int(c->store,
                       "SELECT coalesce((SELECT sum(minutes) FROM award_load WHERE award_ref = ?1 "
                       "AND day <= ?2), 0) + coalesce((SELECT max(0, max(m)) FROM (SELECT "
                       "sum(minutes) OVER (ORDER BY day) AS m FROM award_load WHERE award_ref = "
                       "?1 AND day > ?2)), 0)",
                       ARGS(TEXT(award_ref), INT(on.day)), lines, why) ||
        !query_one_int(c->store,
                       "SELECT sum(weekly_minutes) FROM offer WHERE award_ref = ?1 AND placed = 0 "
                       "AND state IN ('sent', 'accepted', 'accepted-part')",
                       ARGS(TEXT(award_ref)), offers, why))
        return false;
    *lines = *lines == ABSENT ? 0 : *lines;
    *offers = *offers == ABSENT ? 0 : *offers;
    return true;
}

bool award_committed(struct call *c, const char *award_ref, date_t on, int64_t *minutes,
                     struct fault *why)
{
    int64_t lines, offers;

    if (!award_promised(c, award_ref, on, &lines, &offers, why))
        return false;
    *minutes = lines + offers;
    return true;
}

/* --- in words ------------------------------------------------------------------------------------- */

const char *money_shown(struct call *c, money_t m)
{
    char text[40];
    const char *copy = arena_text(c->arena, money_print(m, text, sizeof text));

    return copy ? copy : "";
}

const char *minutes_shown(struct call *c, int64_t minutes)
{
    const char *copy =
        arena_printf(c->arena, "%s%lldh %02lldm", minutes < 0 ? "-" : "",
                     (long long)(llabs(minutes) / 60), (long long)(llabs(minutes) % 60));
    return copy ? copy : "";
}

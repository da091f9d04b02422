/* market.c - the market's operations together, and its records found by what they are called */
#include "core/ops/market.h"
#include "core/ops/market_inside.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct operation *const ops_market[] = {
    &op_provider_add,
    &op_provider_change,
    &op_provider_stop,
    &op_provider_resume,
    &op_lot_add,
    &op_lot_end,
    &op_lot_add_area,
    &op_lot_end_area,
    &op_award_add,
    &op_award_change_capacity,
    &op_award_end,
    &op_rate_add,
    &op_bar_add,
    &op_bar_end,
    &op_delegation_record,
    &op_delegation_end,
    NULL,
};

/* --- days ---------------------------------------------------------------------------------- */

date_t day_or(date_t given, date_t other)
{
    return date_given(given) ? given : other;
}

date_t day_after(date_t last)
{
    return date_given(last) ? date_add_days(last, 1) : DATE_NONE;
}

bool days_in_order(date_t from, date_t to, struct fault *why)
{
    char first[24], last[24];

    if (!date_given(to) || to.day >= from.day)
        return true;
    return fail(why, FAULT_INPUT, "to",
                "The last day, %s, is before the first, %s: put one of them right.",
                date_print(to, last, sizeof last), date_print(from, first, sizeof first));
}

const char *day_shown(struct call *c, date_t d)
{
    char text[24];
    const char *copy = arena_text(c->arena, date_print(d, text, sizeof text));

    return copy ? copy : "";
}

/* --- faults -------------------------------------------------------------------------------- */

bool market_unknown(struct call *c, const char *arg, const char *kind, const char *ref,
                    const char *near_sql, struct fault *why)
{
    enum { NEAR_MOST = 60 };
    const char *near[NEAR_MOST];
    size_t count = 0;
    struct cursor *rows = NULL;
    bool row;
    char quote[80];

    if (!query_open(c->store, near_sql, ARGS(TEXT(ref)), &rows, why))
        return false;
    while (count < NEAR_MOST) {
        if (!query_next(rows, &row, why)) {
            query_close(rows);
            return false;
        }
        if (!row)
            break;
        near[count] = arena_text(c->arena, query_text(rows, 0));
        if (near[count])
            count++;
    }
    query_close(rows);
    const char *nearest = text_nearest_ref(ref, near, count);
    text_quote(ref, strlen(ref), 40, quote, sizeof quote);
    if (nearest)
        return fail(why, FAULT_MISSING, arg,
                    "There is no %s %s; did you mean %s? Look in the list of %ss (htlah list %ss).",
                    kind, quote, nearest, kind, kind);
    return fail(why, FAULT_MISSING, arg,
                "There is no %s %s: look in the list of %ss (htlah list %ss).", kind, quote, kind,
                kind);
}

bool also_refuse(struct fault *why, const char *code, const char *format, ...)
{
    const struct cite *cite = cite_find(code);
    char text[sizeof why->reason[0].text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (why->kind == FAULT_NONE)
        return refuse(why, code, cite ? cite->source : "", "%s", text);
    if (why->reasons < REASONS_MAX)
        fault_add_reason(why, code, cite ? cite->source : "", "%s", text);
    return false;
}

bool market_ref(struct call *c, const char *given, const char *letters, const char *taken_sql,
                const char **out, struct fault *why)
{
    int64_t taken;

    if (!given)
        return call_next_ref(c, letters, out, why);
    if (!query_one_int(c->store, taken_sql, ARGS(TEXT(given)), &taken, why))
        return false;
    if (taken != ABSENT)
        return fail(why, FAULT_INPUT, "ref", "%s is taken: leave it out, or choose another.",
                    given);
    *out = given;
    return true;
}

/* --- records ------------------------------------------------------------------------------- */

bool provider_by_ref(struct call *c, const char *arg, const char *ref, struct provider *out,
                     struct fault *why)
{
    bool found;

    if (!row_where(c->store, &table_provider, "ref = ?1", ARGS(TEXT(ref)), out, &found, c->arena,
                   why))
        return false;
    if (!found && !row_where(c->store, &table_provider, "cqc_location = ?1", ARGS(TEXT(ref)), out,
                             &found, c->arena, why))
        return false;
    return found || market_unknown(c, arg, "provider", ref,
                                   "SELECT ref FROM (SELECT ref FROM provider WHERE ref >= ?1 "
                                   "ORDER BY ref LIMIT 30) UNION SELECT ref FROM (SELECT ref FROM "
                                   "provider WHERE ref < ?1 ORDER BY ref DESC LIMIT 30)",
                                   why);
}

bool provider_get(struct call *c, int64_t id, struct provider *out, struct fault *why)
{
    return row_get(c->store, &table_provider, id, out, c->arena, why);
}

/* The version in force on the day, else the first to come, else the last that was. */
bool award_by_ref(struct call *c, const char *arg, const char *ref, date_t on, struct award *out,
                  struct fault *why)
{
    bool found;

    if (!row_where(c->store, &table_award,
                   "ref = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2) "
                   "ORDER BY valid_from LIMIT 1",
                   ARGS(TEXT(ref), INT(on.day)), out, &found, c->arena, why))
        return false;
    if (!found && !row_where(c->store, &table_award,
                             "ref = ?1 AND known_to IS NULL ORDER BY valid_from DESC LIMIT 1",
                             ARGS(TEXT(ref)), out, &found, c->arena, why))
        return false;
    return found || market_unknown(c, arg, "award", ref,
                                   "SELECT DISTINCT ref FROM award WHERE known_to IS NULL "
                                   "ORDER BY abs(length(ref) - length(?1)) LIMIT 60",
                                   why);
}

bool lot_by_code(struct call *c, const char *arg, const char *code, date_t on, struct lot *out,
                 struct fault *why)
{
    bool found;

    if (!row_where(c->store, &table_lot,
                   "code = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2) "
                   "ORDER BY valid_from LIMIT 1",
                   ARGS(TEXT(code), INT(on.day)), out, &found, c->arena, why))
        return false;
    return found || market_unknown(c, arg, "lot", code,
                                   "SELECT DISTINCT code FROM lot WHERE known_to IS NULL "
                                   "ORDER BY abs(length(code) - length(?1)) LIMIT 60",
                                   why);
}

bool provider_registered(const struct provider *p, date_t on)
{
    return date_given(p->registered_from) && p->registered_from.day <= on.day &&
           (!date_given(p->registered_to) || p->registered_to.day > on.day);
}

bool provider_stopped(struct call *c, int64_t provider_id, date_t on, bool *stopped,
                      struct fault *why)
{
    int64_t id;

    if (!query_one_int(c->store,
                       "SELECT id FROM provider_stop WHERE provider_id = ?1 AND known_to IS NULL "
                       "AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2) LIMIT 1",
                       ARGS(INT(provider_id), INT(on.day)), &id, why))
        return false;
    *stopped = id != ABSENT;
    return true;
}

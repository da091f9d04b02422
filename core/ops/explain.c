/* explain.c - which clocks and figures a record has, and the words that all of them use */
#include "core/ops/explain.h"
#include "core/ops/explain_inside.h"
#include "core/ops/proposal_inside.h"
#include "core/ops/staff.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOUR = 60, DAY = 24 * HOUR, HOURS_TOLD = 2 * DAY, SENTENCE_MOST = 1000 };

/* --- words --------------------------------------------------------------------------------------- */

LIKE_PRINTF(3, 0)
static void add(struct telling *t, const char *before, const char *format, va_list args)
{
    char text[SENTENCE_MOST];

    vsnprintf(text, sizeof text, format, args);
    buf_printf(t->out, "%s%s\n", before, text);
}

void tell_head(struct telling *t, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(t, "", format, args);
    va_end(args);
}

void tell_under(struct telling *t, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(t, "\t", format, args);
    va_end(args);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

const char *day_words_long(struct telling *t, date_t day)
{
    char text[40];

    return or_empty(arena_text(t->c->arena, date_print_long(day, text, sizeof text)));
}

const char *moment_words(struct telling *t, datetime_t at)
{
    int minute = datetime_minute(at);

    return or_empty(arena_printf(t->c->arena, "%s, %02d:%02d", day_words_long(t, datetime_date(at)),
                                 minute / HOUR, minute % HOUR));
}

const char *left_words(struct telling *t, datetime_t due)
{
    int64_t left = due.minute - t->c->who->now.minute, size = llabs(left);
    const char *word = left < 0 ? "over" : "left";

    if (size >= HOURS_TOLD)
        return or_empty(arena_printf(t->c->arena, "%lld days %s", (long long)(size / DAY), word));
    return or_empty(arena_printf(t->c->arena, "%s %s", minutes_shown(t->c, size), word));
}

const char *days_words(struct telling *t, date_t last)
{
    int64_t left = last.day - t->c->who->today.day;

    if (left == 0)
        return "today is the last day";
    return or_empty(arena_printf(t->c->arena, "%lld day%s %s", (long long)llabs(left),
                                 llabs(left) == 1 ? "" : "s", left < 0 ? "over" : "left"));
}

const char *who_words(struct telling *t, int64_t staff_id)
{
    struct fault no = {0};
    const char *name = NULL;

    if (staff_id != ABSENT && staff_name(t->c, staff_id, &name, &no) && name &&
        strcmp(name, "nobody") != 0)
        return name;
    /* Who made a demonstration or a story is on no staff list. */
    if (query_one_text(t->c->store, "SELECT value FROM setting WHERE name = 'maker_login'", NO_ARGS,
                       t->c->arena, &name, &no) &&
        name)
        return name;
    return "somebody on no list of staff";
}

const char *provider_words(struct telling *t, int64_t provider_id)
{
    struct fault no = {0};
    struct provider p;

    return provider_get(t->c, provider_id, &p, &no) ? p.name : "a provider";
}

const char *lot_words(struct telling *t, const char *code)
{
    struct fault no = {0};
    struct lot l;

    if (!code)
        return "no lot";
    if (!lot_by_code(t->c, "lot", code, t->c->who->today, &l, &no))
        return or_empty(arena_printf(t->c->arena, "lot %s", code));
    return or_empty(arena_printf(t->c->arena, "lot %s %s", l.code, l.name));
}

bool tell_recorded(struct telling *t, int64_t tx, struct fault *why)
{
    struct cursor *row;
    bool any = false;
    char at[32];

    if (!query_open(t->c->store, "SELECT london(at), login FROM tx WHERE seq = ?1", ARGS(INT(tx)),
                    &row, why))
        return false;
    bool good = query_next(row, &any, why);
    if (good && any)
        tell_under(t, "Known since %s: recorded by %s (transaction %lld).",
                   datetime_print((datetime_t){query_int(row, 0)}, at, sizeof at),
                   or_empty(query_text(row, 1)), (long long)tx);
    query_close(row);
    return good;
}

/* --- records --------------------------------------------------------------------------------------- */

static bool tell_proposal(struct telling *t, const char *ref, struct fault *why)
{
    struct proposal p;

    return proposal_by_ref(t->c, "proposal", ref, &p, why) && tell_decision_due(t, &p, why) &&
           tell_exposure(t, &p, why);
}

static bool tell_offer(struct telling *t, const char *ref, struct fault *why)
{
    struct offer o;
    struct package p;

    return offer_by_ref(t->c, "offer", ref, &o, why) &&
           row_get(t->c->store, &table_package, o.package_id, &p, t->c->arena, why) &&
           tell_reply(t, &o, &p, why) && tell_answered(t, &o, why) && tell_start(t, &o, why) &&
           tell_offer_price(t, &o, why);
}

/* Offers that are out or wait to be confirmed. */
static bool tell_offers(struct telling *t, const struct package *p, struct fault *why)
{
    struct list offers;

    if (!rows_where(t->c->store, &table_offer,
                    "package_id = ?1 AND placed = 0 AND state IN ('sent', 'accepted', "
                    "'accepted-part') ORDER BY id",
                    ARGS(INT(p->head.id)), t->c->arena, &offers, why))
        return false;
    const struct offer *o = offers.items;
    for (size_t i = 0; i < offers.count; i++)
        if (!tell_reply(t, &o[i], p, why) || !tell_start(t, &o[i], why) ||
            !tell_offer_price(t, &o[i], why))
            return false;
    return true;
}

static bool tell_proposals(struct telling *t, const struct package *p, struct fault *why)
{
    struct list open;

    if (!rows_where(
            t->c->store, &table_proposal,
            "package_id = ?1 AND state IN ('submitted', 'approved', 'returned') ORDER BY id",
            ARGS(INT(p->head.id)), t->c->arena, &open, why))
        return false;
    const struct proposal *q = open.items;
    for (size_t i = 0; i < open.count; i++)
        if (!tell_decision_due(t, &q[i], why) || !tell_exposure(t, &q[i], why))
            return false;
    return true;
}

/* What the clock or an operation found for somebody to look at. */
static bool tell_tasks(struct telling *t, const struct package *p, struct fault *why)
{
    struct list open;
    bool words;

    if (!person_words_told(t->c, p->person_id, &words, why) ||
        !rows_where(t->c->store, &table_task, "package_id = ?1 AND done IS NULL ORDER BY due, id",
                    ARGS(INT(p->head.id)), t->c->arena, &open, why))
        return false;
    const struct task *k = open.items;
    for (size_t i = 0; i < open.count; i++) {
        if (!datetime_given(k[i].due))
            continue;
        tell_head(t, "Somebody is to look at it by %s: %s.", moment_words(t, k[i].due),
                  left_words(t, k[i].due));
        if (words)
            tell_under(t, "%s", k[i].text);
        tell_under(t, "The task was made on %s.", moment_words(t, k[i].made));
    }
    return true;
}

static bool tell_package(struct telling *t, const char *ref, struct fault *why)
{
    struct package p;

    return package_by_ref(t->c, "package", ref, &p, why) && tell_offers(t, &p, why) &&
           tell_proposals(t, &p, why) && tell_needed(t, &p, why) && tell_rests(t, &p, why) &&
           tell_notices(t, &p, why) && tell_tasks(t, &p, why) && tell_lines(t, &p, why);
}

static const struct {
    const char *kind;
    bool (*tell)(struct telling *t, const char *ref, struct fault *why);
} kinds[] = {
    {"package", tell_package}, {"offer", tell_offer},       {"proposal", tell_proposal},
    {"award", tell_award},     {"provider", tell_provider}, {"lot", tell_lot},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t place_of(const char *kind)
{
    size_t i = 0;

    while (i < KINDS && strcmp(kinds[i].kind, kind) != 0)
        i++;
    return i;
}

bool explain(struct counter *counter, const char *kind, const char *ref, struct arena *a,
             struct buf *out, struct fault *why)
{
    struct answer answer;
    struct call c = counter_reading(counter, a, &answer);
    struct telling t = {&c, out};
    size_t at = place_of(kind);

    return at == KINDS || kinds[at].tell(&t, ref, why);
}

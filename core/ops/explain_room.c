/* explain_room.c - head-room: what an award may give, what is promised of it, what is left
 *
 * Source   Paper 001, paragraph 12; domain.md 4.3.
 */
#include "core/ops/explain_inside.h"

#include "core/store/scope.h"

#include <string.h>

enum { OFFERS_TOLD = 8, ROLE_SUB = 2 /* of award_words: lead, consortium, sub come first */ };

/* Those of people whom whoever asks sees: of the others the hours above are all that is told. */
static bool tell_offers_out(struct telling *t, const char *award, struct fault *why)
{
    struct list offers;
    struct buf text = {0};
    size_t told = 0;
    bool own = true, good = true;

    if (!rows_where(t->c->store, &table_offer,
                    "award_ref = ?1 AND placed = 0 AND state IN ('sent', 'accepted', "
                    "'accepted-part') ORDER BY id",
                    ARGS(TEXT(award)), t->c->arena, &offers, why))
        return false;
    const struct offer *o = offers.items;
    for (size_t i = 0; good && i < offers.count; i++) {
        good = scope_has(t->c->who, o[i].person_id, &own, why);
        if (good && own && told++ < OFFERS_TOLD)
            buf_printf(&text, "%s%s %s", told > 1 ? ", " : "", o[i].ref,
                       minutes_shown(t->c, o[i].weekly_minutes));
    }
    if (told > OFFERS_TOLD)
        buf_printf(&text, " and %zu more", told - OFFERS_TOLD);
    if (good && text.length)
        tell_under(t, t->c->who->body ? "Of those offers, your people's: %s." : "Those offers: %s.",
                   text.text);
    buf_release(&text);
    return good;
}

static bool tell_room(struct telling *t, const struct award *w, struct fault *why)
{
    int64_t lines, offers;
    char day[24];

    if (!award_promised(t->c, w->ref, t->c->who->today, &lines, &offers, why))
        return false;
    int64_t left = w->weekly_minutes - lines - offers;
    tell_head(t, "%s has %s a week free in %s.", provider_words(t, w->provider_id),
              minutes_shown(t->c, left), lot_words(t, w->lot_code));
    tell_under(t, "Capacity %s: award %s (%s), from %s.", minutes_shown(t->c, w->weekly_minutes),
               w->ref, award_words[w->role].shown, date_print(w->valid_from, day, sizeof day));
    tell_under(t, "less %s of care that runs or is to come: the most of any day from today on.",
               minutes_shown(t->c, lines));
    tell_under(t, "less %s offered, or accepted and not yet confirmed.",
               minutes_shown(t->c, offers));
    if (!tell_offers_out(t, w->ref, why))
        return false;
    tell_under(t, "What does not fit is not offered (B5: Paper 001, paragraph 12; domain.md 4.3).");
    return tell_recorded(t, w->head.known_from, why);
}

static bool tell_all(struct telling *t, const struct list *awards, struct fault *why)
{
    const struct award *w = awards->items;

    for (size_t i = 0; i < awards->count; i++)
        if (!tell_room(t, &w[i], why))
            return false;
    return true;
}

bool tell_award(struct telling *t, const char *ref, struct fault *why)
{
    struct award w;

    return award_by_ref(t->c, "award", ref, t->c->who->today, &w, why) && tell_room(t, &w, why);
}

#define IN_FORCE                                                                                   \
    " AND known_to IS NULL AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)"

bool tell_provider(struct telling *t, const char *ref, struct fault *why)
{
    struct provider p;
    struct list awards;

    return provider_by_ref(t->c, "provider", ref, &p, why) &&
           rows_where(t->c->store, &table_award, "provider_id = ?1" IN_FORCE " ORDER BY lot_code",
                      ARGS(INT(p.head.id), INT(t->c->who->today.day)), t->c->arena, &awards, why) &&
           tell_all(t, &awards, why);
}

bool tell_lot(struct telling *t, const char *code, struct fault *why)
{
    struct list awards;
    int64_t capacity = 0, promised = 0;

    if (!rows_where(t->c->store, &table_award, "lot_code = ?1" IN_FORCE " ORDER BY role, position",
                    ARGS(TEXT(code), INT(t->c->who->today.day)), t->c->arena, &awards, why))
        return false;
    const struct award *w = awards.items;
    for (size_t i = 0; i < awards.count; i++) {
        int64_t minutes;
        if (w[i].role > ROLE_SUB)
            continue;
        if (!award_committed(t->c, w[i].ref, t->c->who->today, &minutes, why))
            return false;
        capacity += w[i].weekly_minutes;
        promised += minutes;
    }
    if (awards.count) {
        tell_head(t, "%s a week is free in %s.", minutes_shown(t->c, capacity - promised),
                  lot_words(t, code));
        tell_under(t,
                   "Capacity %s of its lead, consortium members and sub-contractors together, less "
                   "%s that runs, is to come or is offered. Each in its turn:",
                   minutes_shown(t->c, capacity), minutes_shown(t->c, promised));
    }
    return tell_all(t, &awards, why);
}

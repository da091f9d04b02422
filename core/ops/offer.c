/* offer.c - offers found, and what packages and the clock ask of them */
#include "core/ops/offer.h"
#include "core/ops/offer_inside.h"

#include "core/store/scope.h"

#include <string.h>

const struct operation *const ops_offer[] = {
    &op_offer_make,   &op_offer_accept,   &op_offer_accept_part, &op_offer_decline,
    &op_offer_expire, &op_offer_withdraw, &op_spot_propose,      NULL,
};

bool offer_by_ref(struct call *c, const char *arg, const char *ref, struct offer *out,
                  struct fault *why)
{
    bool found;

    if (!row_where(c->store, &table_offer, "ref = ?1", ARGS(TEXT(ref)), out, &found, c->arena, why))
        return false;
    if (found)
        return scope_check(c->who, out->person_id, "offer", ref, why);
    return market_unknown(c, arg, "offer", ref,
                          "SELECT ref FROM (SELECT ref FROM offer WHERE ref >= ?1 ORDER "
                          "BY ref LIMIT 30) UNION SELECT ref FROM (SELECT ref FROM offer "
                          "WHERE ref < ?1 ORDER BY ref DESC LIMIT 30)",
                          why);
}

bool offer_accepted_of(struct call *c, int64_t package_id, struct list *out, struct fault *why)
{
    return rows_where(c->store, &table_offer,
                      "package_id = ?1 AND placed = 0 AND state IN ('accepted', 'accepted-part') "
                      "ORDER BY id",
                      ARGS(INT(package_id)), c->arena, out, why);
}

bool offer_place(struct call *c, struct offer *o, struct fault *why)
{
    if (o->placed || (o->state != OFFER_ACCEPTED && o->state != OFFER_ACCEPTED_PART))
        return also_refuse(why, "OF-4", "Offer %s is %s%s: no care can stand on it.", o->ref,
                           offer_state_words[o->state].code,
                           o->placed ? " and has care on it already" : "");
    o->placed = 1;
    return row_change(c->store, &table_offer, o, why);
}

bool offer_withdraw_all(struct call *c, int64_t package_id, const char *because, struct fault *why)
{
    struct list out;

    if (!rows_where(c->store, &table_offer,
                    "package_id = ?1 AND placed = 0 AND state IN ('sent', 'accepted', "
                    "'accepted-part') ORDER BY id",
                    ARGS(INT(package_id)), c->arena, &out, why))
        return false;
    for (size_t i = 0; i < out.count; i++) {
        struct offer o = ((const struct offer *)out.items)[i];
        o.reply_text = because;
        if (!offer_move(c, &o, EVENT_WITHDRAW, why))
            return false;
    }
    return true;
}

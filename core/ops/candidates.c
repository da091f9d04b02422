/* candidates.c - who may be offered a package, for the screens: read only, nothing kept */
#include "core/ops/counter.h"
#include "core/ops/offer_inside.h"

bool candidates_of(struct counter *counter, const char *package_ref, struct arena *a,
                   struct list *out, struct fault *why)
{
    struct answer answer;
    struct call c = counter_reading(counter, a, &answer);
    struct to_offer t;

    *out = (struct list){0};
    return to_offer_find(&c, package_ref, NULL, true, &t, why) &&
           market_candidates(&c, &t.package, &t.visits, t.numbers, t.on, out, why);
}

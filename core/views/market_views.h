/* market_views.h - lots and their room, providers, awards, rates; offers and what providers see */
#ifndef CORE_VIEWS_MARKET_VIEWS_H
#define CORE_VIEWS_MARKET_VIEWS_H

#include "core/views/show.h"

extern const struct view *const views_market[], *const views_offer[];
extern const struct kind *const kinds_market[], *const kinds_offer[];
/* Part of a package, by `package_id`. */
extern const struct view view_offers_of_package;
extern const struct word room_words[]; /* A plenty, B some, C little, D over */

#endif

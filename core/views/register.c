/* register.c - every subject's views and kinds of record: a new subject is a line in each */
#include "core/views/desk_views.h"
#include "core/views/market_views.h"
#include "core/views/package_views.h"
#include "core/views/people_views.h"
#include "core/views/show.h"
#include "core/views/system_views.h"
#include "core/views/work_views.h"

const struct view *const *const view_subjects[] = {
    views_system,        views_people,        views_places, views_work,
    views_approval,      views_market,        views_offer,  views_package,
    views_package_parts, views_package_watch, views_desk,   NULL,
};

const struct kind *const *const kind_subjects[] = {
    kinds_system, kinds_people, kinds_places,  kinds_approval,
    kinds_market, kinds_offer,  kinds_package, NULL,
};

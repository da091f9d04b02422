/* desk_views.h - what each keeps at their desk: filters under a name, half-typed forms */
#ifndef CORE_VIEWS_DESK_VIEWS_H
#define CORE_VIEWS_DESK_VIEWS_H

#include "core/views/view.h"

extern const struct view *const views_desk[];

#endif

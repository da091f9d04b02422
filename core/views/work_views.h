/* work_views.h - the day's work, and what waits for approval */
#ifndef CORE_VIEWS_WORK_VIEWS_H
#define CORE_VIEWS_WORK_VIEWS_H

#include "core/views/show.h"

extern const struct view *const views_work[], *const views_approval[];
extern const struct kind *const kinds_approval[];
/* Part of a package, by `package`. */
extern const struct view view_package_approvals;
extern const struct word work_sections[];

#endif

/* register.c - every subject's views and kinds of record: a new subject is a line in each */
#include "core/views/show.h"
#include "core/views/system_views.h"

const struct view *const *const view_subjects[] = {
    views_system,
    NULL,
};

const struct kind *const *const kind_subjects[] = {
    kinds_system,
    NULL,
};

/* register.c - every subject's views and kinds of record: a new subject is a line in each */
#include "core/views/show.h"

const struct view *const *const view_subjects[] = {
    NULL,
};

const struct kind *const *const kind_subjects[] = {
    NULL,
};

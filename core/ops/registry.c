/* registry.c - every subject's operations and every stored table: a new subject is a line in each */
#include "core/ops/op.h"

const struct operation *const *const op_subjects[] = {
    NULL,
};

const struct table *const all_tables[] = {
    NULL,
};

/* registry.c - every subject's operations and every stored table: a new subject is a line in each */
#include "core/ops/op.h"
#include "core/ops/staff.h"

const struct operation *const *const op_subjects[] = {
    ops_staff,
    NULL,
};

const struct table *const all_tables[] = {
    &table_staff,
    &table_staff_role,
    NULL,
};

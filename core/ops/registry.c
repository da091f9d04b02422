/* registry.c - every subject's operations and every stored table: a new subject is a line in each */
#include "core/ops/op.h"
#include "core/ops/person.h"
#include "core/ops/place.h"
#include "core/ops/staff.h"

const struct operation *const *const op_subjects[] = {
    ops_staff,
    ops_place,
    NULL,
};

const struct table *const all_tables[] = {
    &table_staff,        &table_staff_role, &table_person,
    &table_person_name,  &table_residence,  &table_registration,
    &table_alert,        &table_note,       &table_person_merge,
    &table_break_glass,  &table_postcode,   &table_practice,
    &table_organisation, &table_area,       &table_bank_holiday,
    &table_source_file,  &table_source_row, NULL,
};

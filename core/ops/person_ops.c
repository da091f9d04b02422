/* The operations on people. */
#include "core/ops/person_inside.h"

const struct operation *const ops_person[] = {
    &op_person_add,        &op_person_change,    &op_person_add_name,
    &op_person_move,       &op_person_change_gp, &op_person_died,
    &op_person_merge,      &op_person_unmerge,   &op_person_restrict,
    &op_person_unrestrict, &op_person_open,      &op_glass_review,
    &op_alert_add,         &op_alert_change,     &op_alert_end,
    &op_stay_add,          &op_stay_end,         &op_stay_correct,
    &op_note_add,          &op_note_correct,     NULL,
};

/* package_ops.c - the operations on packages and lines */
#include "core/ops/package_inside.h"

const struct operation *const ops_package[] = {
    &op_package_request,         &op_package_specify,     &op_package_change,
    &op_package_cancel,          &op_package_take_on,     &op_package_confirm,
    &op_package_start_urgent,    &op_package_vary,        &op_package_suspend,
    &op_package_restart,         &op_package_extend_hold, &op_package_hand_back,
    &op_package_withdraw_notice, &op_package_end,         NULL,
};
const struct operation *const ops_line[] = {&op_line_correct, &op_line_void, NULL};

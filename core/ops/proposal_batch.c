/* proposal_batch.c - prices one person loaded, confirmed by another in one go
 *
 * Why       Prices come from a file by the hundred; the second person looks at the list and says yes to
 *           what is left of it, each still judged singly.
 * Source    reliability.md 6 (S1, S5); docs/decisions/0008.
 */
#include "core/ops/proposal_inside.h"
#include "core/ops/staff.h"

struct batch_args {
    const char *of;
    const char *reason;
};
static const struct field batch_rows[] = {
    {FIELD(struct batch_args, of, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "Loaded by", .help = "Login of who put it in."},
    {FIELD(struct batch_args, reason, FIELD_TEXT), .max = 2000,
     .flags = FIELD_OPTIONAL | FIELD_LINES, .label = "In your words",
     .help = "What it was held against: a contract, a signed schedule."},
};
static const struct fields batch_fields =
    FIELDS("proposal.confirm-batch", batch_rows, struct batch_args);

static bool run_batch(struct call *c, struct fault *why)
{
    const struct batch_args *a = c->args;
    struct staff by;
    struct list open;

    if (!staff_by_login(c, "of", a->of, &by, why) ||
        !rows_where(c->store, &table_proposal,
                    "state = 'submitted' AND author_id = ?1 AND power = 'rate' ORDER BY id",
                    ARGS(INT(by.head.id)), c->arena, &open, why))
        return false;
    if (open.count == 0)
        return refuse(why, "AP-1", S75_POWERS, "No price that %s put in waits to be confirmed.",
                      by.name);
    c->reason = a->reason;
    struct proposal *p = open.items;
    for (size_t i = 0; i < open.count; i++)
        if (!proposal_approve(c, &p[i], a->reason, why))
            return false;
    call_subject(c, NULL, ABSENT, NULL);
    call_say(c, "%zu confirmed of what %s put in.", open.count, by.name);
    return true;
}

const struct operation op_proposal_confirm_batch = {
    .name = "proposal.confirm-batch",
    .title = "Confirm prices that were loaded",
    .help = "Says yes to all prices that one person has put in and that still wait. Never to one's "
            "own.",
    .roles = ROLES_APPROVING,
    .flags = OP_CAREFUL,
    .args = &batch_fields,
    .writes = WRITES("proposal", "award", "rate", "task"),
    .run = run_batch,
};

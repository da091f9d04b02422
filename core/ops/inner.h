/* inner.h - an operation that is part of another: an approved proposal put into effect, the clock's
 *
 * Meaning   Runs inside the transaction of the outer call, by the same person in the same role; what
 *           it answers is the outer's answer.  The outer one declares the tables it may write.
 */
#ifndef CORE_OPS_INNER_H
#define CORE_OPS_INNER_H

#include "core/ops/op.h"

/* `args` is a JSON object (or YAML flow map) of the operation's arguments, in file style. */
bool call_inner(struct call *c, const struct operation *op, const char *args,
                struct fault *why) MUST_CHECK;

#endif

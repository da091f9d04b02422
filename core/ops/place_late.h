/* place_late.h - places that come into the store after the people who live there
 *
 * Meaning   A county loads what it has in the order it has it.  Somebody recorded before their postcode
 *           was has no district, ward or lot; before their practice was, no commissioner.  When it
 *           comes these are filled in, from the days on which the row stood already, and the
 *           packages that had no lot get theirs.  What was known is never changed by this: a
 *           postcode that moves to another district leaves homes as they were recorded.
 * Writes    late_postcode: residence, package.  late_practice: registration.  late_lots: package.
 * Errors    Those of the store.
 */
#ifndef CORE_OPS_PLACE_LATE_H
#define CORE_OPS_PLACE_LATE_H

#include "core/ops/op.h"

/* A call_remark says how many were found, where any were. */
bool late_postcode(struct call *c, const char *postcode, struct fault *why) MUST_CHECK;
bool late_practice(struct call *c, const char *practice, struct fault *why) MUST_CHECK;
/* Waiting packages without a lot, after an area was added to one. */
bool late_lots(struct call *c, struct fault *why) MUST_CHECK;

#endif

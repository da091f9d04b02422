/* staff.h - who works here, in which roles, until when
 *
 * Operations  staff.add staff.grant staff.end-role staff.end
 * Roles       are dated; nobody grants one to themselves (S9); an auditor holds no role that writes
 *             and an administrator none that approves (S10), but on a demonstration store the login
 *             that made it holds all.
 * Source      reliability.md 5, 6; interface.md, Staff.
 */
#ifndef CORE_OPS_STAFF_H
#define CORE_OPS_STAFF_H

#include "core/ops/op.h"

extern const struct operation *const ops_staff[];
/* head.id is the person's: the id of the first row that their login had, which roles and everything
 * they did refer to. */
bool staff_by_login(struct call *c, const char *arg, const char *login, struct staff *out,
                    struct fault *why) MUST_CHECK;
/* The name of a member of staff by id, into the arena. */
bool staff_name(struct call *c, int64_t staff_id, const char **out, struct fault *why) MUST_CHECK;
/* The fifteen of every demonstration and story store (interface.md), as a list of maps of staff.add,
 * working here from a day; the employer of the NHS nurse is that of the day `on`.  NULL when there is no memory. */
const struct node *staff_of_practice(const struct config *config, date_t from, date_t on,
                                     struct arena *a);

#endif

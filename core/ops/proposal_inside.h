/* proposal_inside.h - what the files of proposals share; nobody else includes it */
#ifndef CORE_OPS_PROPOSAL_INSIDE_H
#define CORE_OPS_PROPOSAL_INSIDE_H

#include "core/ops/proposal.h"
#include "core/ops/proposal_life.h"

#define S75_POWERS "reliability.md 6; peers.md (d) 7"

enum { ROLES_APPROVING = ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_POOL_MANAGER) };

bool proposal_by_ref(struct call *c, const char *arg, const char *ref, struct proposal *out,
                     struct fault *why) MUST_CHECK;
/* Moves it by an event; FAULT_REFUSED (AP-1) where there is no such way. */
bool proposal_move(struct call *c, struct proposal *p, enum proposal_event event,
                   struct fault *why) MUST_CHECK;
/* Canonical arguments (hidden ones left out), and the hash of what is submitted. */
const char *proposal_args(struct call *c, const struct operation *op, const void *args);
const char *proposal_hash(struct call *c, const char *operation, const char *args,
                          const char *base);
/* What a package stands on now: its specifications, lines, and accepted offers. */
bool proposal_base(struct call *c, int64_t package_id, const char **out,
                   struct fault *why) MUST_CHECK;
/* One member of staff against one proposal: the row of the rehearsal, decided. */
bool approver_judge(struct call *c, const struct proposal *p, const struct staff *s,
                    struct approver *out, struct fault *why) MUST_CHECK;
/* The yes of who is at the counter, in their words: judged, held against what was submitted, recorded,
 * and put into effect where it is about no package or the care runs already.  One that has moved
 * meanwhile becomes out of date instead. */
bool proposal_approve(struct call *c, struct proposal *p, const char *words,
                      struct fault *why) MUST_CHECK;
extern const struct operation op_proposal_confirm_batch;
/* When it is due: the end of the next working day. */
bool proposal_due(struct call *c, datetime_t *out, struct fault *why) MUST_CHECK;

#endif

/* rehearsal.c - who may approve a proposal, for the screens: read only, nothing kept */
#include "core/ops/counter.h"
#include "core/ops/proposal_inside.h"

bool approvers_of(struct counter *counter, const char *proposal_ref, struct arena *a,
                  struct list *out, struct fault *why)
{
    struct answer answer;
    struct call c = counter_reading(counter, a, &answer);
    struct proposal p;

    *out = (struct list){0};
    return proposal_by_ref(&c, "proposal", proposal_ref, &p, why) &&
           proposal_approvers(&c, &p, out, why);
}

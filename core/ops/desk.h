/* desk.h - what each keeps at their desk: filters of lists under a name, and half-typed forms
 *
 * Operations  filter.save filter.delete draft.keep draft.drop
 * Drafts      are their author's alone, one a form and what it is about, and go after seven days.
 *             Their text is nobody's record yet: it is not kept on the audit row.
 * Source      ecosystem.md 2.3 (18), 3; reliability.md G3.
 */
#ifndef CORE_OPS_DESK_H
#define CORE_OPS_DESK_H

#include "core/ops/op.h"

enum { DRAFT_DAYS = 7, DRAFT_MOST = 60000, FILTER_MOST = 4000 };

extern const struct operation *const ops_desk[];

#endif

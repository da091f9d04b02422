/* desk.h - what each keeps at their desk: filters of lists under a name, the columns of a list as they
 * want them, and half-typed forms
 *
 * Operations  filter.save filter.delete columns.keep draft.keep draft.drop
 * Columns     are a filter without a name: one a list, its author's alone, in the same table.
 * Drafts      are their author's alone, one a form and what it is about, and go after seven days.
 *             Their text is nobody's record yet: it is not kept on the audit row.
 * Source      ecosystem.md 2.3 (17, 18), 3; reliability.md G3.
 */
#ifndef CORE_OPS_DESK_H
#define CORE_OPS_DESK_H

#include "core/ops/op.h"

enum { DRAFT_DAYS = 7, DRAFT_MOST = 60000, FILTER_MOST = 4000 };

extern const struct operation *const ops_desk[];

#endif

/* system_views.h - views of the trail every subject leaves: transactions, changes, reads, staff
 *
 *   audit        transactions, newest first        changes    field by field, old and new
 *   timeline     what happened to one person       staff      who works here, in which roles
 *   package-timeline  … or one package             reads      who looked at whom
 *   person-reads … and at one person
 *
 * Scope     Everybody sees what they did themselves; supervisors, auditors and privacy reviewers see
 *           what everybody did.  Source: reliability.md 5 and 7.
 */
#ifndef CORE_VIEWS_SYSTEM_VIEWS_H
#define CORE_VIEWS_SYSTEM_VIEWS_H

#include "core/views/show.h"

extern const struct view *const views_system[];
extern const struct kind *const kinds_system[];

/* Parts of a person's and a package's record: each takes the record's id as `person_id` or
 * `package_id`. */
extern const struct view view_timeline, view_package_timeline, view_changes, view_person_reads;

#endif

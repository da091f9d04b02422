/* package_views.h - packages of care as lists and as records
 *
 *   packages        every package, its state and what it costs a week
 *   to-place        what waits for a provider, most urgent and oldest first
 *   package-missing package-visits lines suspensions notices   … of all, and of one record
 *   holds           rests whose hold ends        gaps       days that nobody covers
 *   overlaps        one visit delivered twice    weekly-cost  what each line costs on a day
 *   urgent-starts   care that began before its approval
 *
 * Source    product.md, Work and Packages; domain.md 4.4; peers.md 1, faults 4 to 6 and 8.
 */
#ifndef CORE_VIEWS_PACKAGE_VIEWS_H
#define CORE_VIEWS_PACKAGE_VIEWS_H

#include "core/views/show.h"

extern const struct view *const views_package[], *const views_package_parts[],
                                                     *const views_package_watch[];
extern const struct kind *const kinds_package[];

/* Part of a person's record: takes its id as `person_id`. */
extern const struct view view_packages_of_person;

#endif

/* people_views.h - people, where they live, who their GP is, what staff must know; and places
 *
 *   people        everybody, searched key by key       residences registrations alerts stays notes
 *   person        one record whole (quiet)             duplicates merges break-glass
 *   postcodes practices organisations areas bank-holidays
 *
 * Restricted    A record that was not opened shows its reference and the word "restricted".  A
 *               restricted alert or note shows its kind to planners, supervisors and NHS staff, and
 *               to whoever opened a restricted record.
 * Source        reliability.md 5, F7; interface.md; domain.md 7.3.
 */
#ifndef CORE_VIEWS_PEOPLE_VIEWS_H
#define CORE_VIEWS_PEOPLE_VIEWS_H

#include "core/views/show.h"

extern const struct view *const views_people[], *const views_places[];
extern const struct kind *const kinds_people[], *const kinds_places[];

extern const struct view view_people, view_person_record, view_residences, view_registrations,
    view_alerts, view_stays, view_notes, view_duplicates;

#endif

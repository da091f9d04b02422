/* view_source.h - any view of the program as the source of a list
 *
 *     struct view_source v = {.session = s, .view = view_find("packages"), .ask = VIEW_ASK};
 *     struct list_source source = view_source(&v);
 *     struct list_view *l = list_new(&source);
 *
 * Meaning   Pages, sorting, filter, finding and counts go to the view engine; the row's identity is
 *           the view's `id`.  What the screen sets in `ask` (filters, params, as at, known at) stands
 *           as well: change it and call list_refresh.
 * Counts    are exact up to VIEW_SOURCE_COUNTS rows, then "about".
 */
#ifndef TUI_VIEW_SOURCE_H
#define TUI_VIEW_SOURCE_H

#include "core/views/view.h"
#include "tui/list.h"

enum { VIEW_SOURCE_COUNTS = 100000 };

struct view_source {
    struct session *session;
    const struct view *view;
    struct view_ask ask; /* begun with VIEW_ASK */
};

/* The source of such a list; *v stays the caller's and where it is.  Style, urgency, groups, second
 * lines and hints are for the caller to fill in; their ctx is v. */
struct list_source view_source(struct view_source *v);

#endif

/* tabs.h - a line of names of which one is chosen: the screens on line 2, the tabs of a record
 *
 * "1 Work  2 People …": the chosen one in reverse.  Where they do not all fit, the names of screens
 * are shortened together, for each begins with its key; those of tabs stay whole and the line is
 * panned, with "←" and "→" for what is beyond it and "3/10" for where one is.  The chosen one always
 * shows whole.
 */
#ifndef TUI_TABS_H
#define TUI_TABS_H

#include "tui/canvas.h"

enum tabs_fit { TABS_SHORTEN, TABS_PAN };

void tabs_draw(struct canvas *c, struct area a, enum tabs_fit fit, const char *const *names,
               int count, int at);
/* The tab a click at this column means; -1 for a gap. */
int tabs_hit(const struct canvas *c, struct area a, enum tabs_fit fit, const char *const *names,
             int count, int at, int col);
/* The tab `by` further, round the ends. */
int tabs_step(int at, int by, int count);

#endif

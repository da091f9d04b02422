/* tabs.h - a line of names of which one is chosen: the screens on line 2, the tabs of a detail
 *
 * "1 Work  2 People …": the chosen one in reverse.  Names are shortened together, and in the end the
 * line is panned, so that the chosen one always shows whole.
 */
#ifndef TUI_TABS_H
#define TUI_TABS_H

#include "tui/canvas.h"

void tabs_draw(struct canvas *c, struct area a, const char *const *names, int count, int at);
/* The tab a click at this column means; -1 for a gap. */
int tabs_hit(const struct canvas *c, struct area a, const char *const *names, int count, int at,
             int col);
/* The tab `by` further, round the ends. */
int tabs_step(int at, int by, int count);

#endif

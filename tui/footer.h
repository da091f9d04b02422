/* footer.h - the keys valid now, on the last line, cut to fit
 *
 * "Enter open  o offer  / find  ? keys  q close": by the bindings' place on the footer; the last ones
 * (90 and over: help, palette, close) are kept however narrow it is.  What cannot be done now is
 * shown in less weight; its reason is in the help.  What does nothing where the cursor is, is left out.
 */
#ifndef TUI_FOOTER_H
#define TUI_FOOTER_H

#include "tui/bindings.h"
#include "tui/canvas.h"

void footer_draw(const struct keymap *m, struct canvas *c, struct area a);
/* The row a click at this column means; NULL for a gap. */
const struct binding *footer_hit(const struct keymap *m, const struct canvas *c, struct area a,
                                 int col);

#endif

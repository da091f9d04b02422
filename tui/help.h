/* help.h - ? : every key that works here, from the bindings, and why some do not now */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "tui/bindings.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct help {
    struct keymap about;
    int top, lines, rows; /* lines off the top; as drawn last */
};

/* Over the whole area.  about's words are those of the screen below. */
void help_draw(struct help *h, struct canvas *c, struct area a);
/* False when it should be closed (Esc, q, ?, F1, Enter). */
bool help_event(struct help *h, const struct event *e);

#endif

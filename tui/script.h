/* script.h - a terminal that is a script: keys in, canvas out, nobody there
 *
 * Lines     # …              a remark
 *           = LABEL          writes the canvas as it was painted last (canvas_dump) to `out`
 *           Down Enter x     keys by name, typed at once: term_forget_typed forgets the rest of them
 *           "Okafor          types the letters after the quotation mark
 *           paste TEXT       a paste; \n in it is a new line
 *           click ROW COL    and `open ROW COL` (a second click), `wheel up|down ROW COL`
 *           resize ROWS COLS
 *           suspend, resume, timeout, stop (Ctrl-C during long work), hangup
 * End       of the script is EVENT_HANGUP.
 */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include "tui/term.h"

struct script_options {
    int rows, cols;
    enum glyphs glyphs;
    struct buf *out; /* what `=` lines show; may be NULL */
};

/* FAULT_INPUT names the first line that says nothing we know.  The text is copied. */
bool script_open(const char *text, const struct script_options *o, struct terminal **out,
                 struct fault *why) MUST_CHECK;
/* The canvas as painted last, and what was copied last (or NULL). */
const struct canvas *script_shown(const struct terminal *t);
const char *script_copied(const struct terminal *t);

#endif

/* plain.h - the screens as lines of plain text, for screen readers and terminals that cannot paint
 *
 * Out       After each line typed, the rows of the canvas that are other than before, from above to
 *           below, without frames; the chosen row begins with "> ".  Nothing is ever drawn over.
 * In        A line is keys by name ("Down Enter", "o", an empty line is Enter), typed at once; behind a
 *           quotation mark it is letters to type; a line that names no keys is letters too.
 * End       of input is EVENT_HANGUP.
 */
#ifndef TUI_PLAIN_H
#define TUI_PLAIN_H

#include "tui/term.h"

struct plain_options {
    int in, out;    /* file descriptors */
    int rows, cols; /* of the canvas the screens are given; 0: 40 rows of 100 */
};

bool plain_open(const struct plain_options *o, struct terminal **out, struct fault *why) MUST_CHECK;
/* The rows of `now` that differ from `before` (NULL: all), as such lines. */
void plain_print(const struct canvas *now, const struct canvas *before, struct buf *out);

#endif

/* once.h - what is written bit by bit, sent in one piece
 *
 * Meaning   Curses writes whenever it moves the cursor: eighty writes for a page, each of them a packet
 *           over a line and something half drawn on the screen.  Between once_hold and once_send, what
 *           is written to `out` is kept in memory.
 * Errors    Without memory for it everything goes out at once, as it is written.
 */
#ifndef TUI_ONCE_H
#define TUI_ONCE_H

#include <stdbool.h>
#include <stdio.h>

struct once {
    FILE *out;    /* for the writer; unbuffered by us, closed by once_close */
    int fd, kept; /* its descriptor, and the memory; -1 without */
    int whole;    /* where it goes in the end */
};

bool once_open(struct once *o, int whole);
void once_hold(struct once *o);
void once_send(struct once *o);
void once_close(struct once *o);

#endif

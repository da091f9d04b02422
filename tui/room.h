/* room.h - the memory of the first page, asked for in one piece
 *
 * Meaning   The kernel gives memory a page at a time, at the first touch of each: seven hundred stops
 *           before anything is on the screen, a sixth of the time to the first page.  room_make asks
 *           for as much as the first page is known to use, and keeps it.
 * Errors    A kernel that cannot is as slow as it was.
 */
#ifndef TUI_ROOM_H
#define TUI_ROOM_H

void room_make(void);
/* As much again for what comes after the first page (a list, the first letter of a search): asked for while
 * nobody waits. */
void room_more(void);

#endif

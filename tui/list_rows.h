/* list_rows.h - a list over records that are all in memory: choices, keys, small tables
 *
 * Meaning   Rows of one field table; sorted by any column, searched by the letters of what is shown
 *           (every word of the search somewhere in the row, accents and case free).
 * Memory    The records stay the caller's and stay where they are while the list is used.
 */
#ifndef TUI_LIST_ROWS_H
#define TUI_LIST_ROWS_H

#include "tui/list.h"

struct list_rows {
    const struct fields *columns;
    const void *rows; /* count records of columns->size bytes */
    size_t count;
};

/* The source of such a list; what it leaves NULL the caller may fill in. */
struct list_source list_rows_source(struct list_rows *r);

#endif

/* flow_cell.h - lists of records in a cell, read as quickly as the cells beside them
 *
 * Meaning   `[{minutes: 15, carers: 1}, …]` with plain words and numbers, as our own exports write
 *           it, becomes the nodes that yaml_read_value would give.  Everything else (quotes, marks,
 *           odd spaces, mistakes) is NULL and left to yaml_read_value, which also has the words for
 *           what is wrong.
 * Memory    from the arena.
 */
#ifndef CLI_FLOW_CELL_H
#define CLI_FLOW_CELL_H

#include "core/base/node.h"

struct node *flow_cell(const char *text, size_t length, struct arena *a);

#endif

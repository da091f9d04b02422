/* mapping.h - MAP.yaml: how somebody else's columns become ours
 *
 * Shape     encoding: utf-8 | windows-1252     date: iso | dmy     delimiter: "," | ";" | "|" | tab
 *           columns: {OURS: THEIRS}            constants: {OURS: VALUE}
 *           values: {OURS: {THEIRS: OURS}}     every key may be left out
 * Meaning   A column of ours is filled from the column THEIRS, or by its own name where the map
 *           says nothing of it; a constant fills a column the file lacks; a value found under
 *           `values` is replaced by ours and any other stays as it is. With `columns`, what the
 *           file has besides is let pass (rows_ignored names it).
 * Memory    The nodes are those given to mapping_read, and outlive it.
 * Source    interface.md, Imports.
 */
#ifndef CORE_EXCHANGE_MAPPING_H
#define CORE_EXCHANGE_MAPPING_H

#include "core/base/fault.h"
#include "core/base/node.h"

struct mapping {
    bool cp1252;
    bool dates_dmy; /* for the caller's struct reading; rows_reading() has it */
    char delimiter; /* 0: comma */
    const struct node *columns, *constants, *values; /* maps, or NULL */
};

/* Every mistake of the map is added; true when there was none. */
bool mapping_read(const struct node *map, struct mapping *out, struct faults *all) MUST_CHECK;

#endif

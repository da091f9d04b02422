/* dated.h - fields that every row of the configuration has: its days and where it comes from
 *
 * Meaning   Rows of a field table, for a struct with `date_t from, to` and `const char *source`.
 *           Both days are included; `to` is absent while there is no end.
 */
#ifndef CORE_RULES_DATED_H
#define CORE_RULES_DATED_H

#include "core/base/date.h"
#include "core/base/field.h"

#define DATED(struct_type)                                                                         \
    {FIELD(struct_type, from, FIELD_DATE), .label = "From", .help = "The first day in force."},    \
    {                                                                                              \
        FIELD(struct_type, to, FIELD_DATE),                                                        \
            .flags = FIELD_OPTIONAL, .label = "To",                                                \
            .help = "The last day in force, included; left out while there is no end."             \
    }
#define SOURCED(struct_type)                                                                       \
    {                                                                                              \
        FIELD(struct_type, source, FIELD_TEXT),                                                    \
            .max = 300, .label = "Source", .help = "The law, contract or decision it comes from."  \
    }

#endif

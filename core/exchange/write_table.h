/* write_table.h - the table format of write.h; only write.c includes it */
#ifndef CORE_EXCHANGE_WRITE_TABLE_H
#define CORE_EXCHANGE_WRITE_TABLE_H

#include "core/exchange/write.h"

void table_begin(struct writer *w);
void table_row(struct writer *w, const void *record);
void table_end(struct writer *w);

#endif

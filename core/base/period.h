/* period.h - ranges of days
 *
 * Meaning   [from, until): half-open inside; until DATE_NONE is open-ended.  People and files see
 *           the last day, inclusive; period_last and period_through are the only crossing.
 */
#ifndef CORE_BASE_PERIOD_H
#define CORE_BASE_PERIOD_H

#include "core/base/date.h"

struct period {
    date_t from;  /* first day, always given */
    date_t until; /* first day no longer in it, or DATE_NONE */
};

struct period period_through(date_t first, date_t last); /* last inclusive, or DATE_NONE */
date_t period_last(struct period p);                     /* DATE_NONE when open */
bool period_is_valid(struct period p);                   /* from given, until none or later */
bool period_has(struct period p, date_t d);
bool period_overlaps(struct period a, struct period b);
/* What both hold; false when nothing. */
bool period_meet(struct period a, struct period b, struct period *out);
/* "08/11/2016 to 13/11/2016", "from 08/11/2016"; size at least 48.  Returns buf. */
char *period_print(struct period p, char *buf, size_t size);

#endif

/* clock.h - the machine's clock, asked once, at the top
 *
 * Only main.c calls it; today and now go down from there as arguments.
 */
#ifndef CLI_CLOCK_H
#define CLI_CLOCK_H

#include "core/base/date.h"

/* London's civil minute. */
datetime_t clock_now(void);
/* Thousandths of a second since some moment: for rates and time left, never for records. */
int64_t clock_ticks(void);

#endif

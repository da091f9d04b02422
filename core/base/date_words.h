/* date_words.h - the calendar's names and limits, and what is wrong with a date, in words */
#ifndef CORE_BASE_DATE_WORDS_H
#define CORE_BASE_DATE_WORDS_H

#include "core/base/date.h"

enum { DATE_FIRST_YEAR = 1850, DATE_LAST_YEAR = 2199 };

extern const char *const date_weekday_names[7]; /* Monday first */
extern const char *const date_month_names[12];

bool date_is_leap(int year);
int date_days_in_month(int year, int month); /* month 1 … 12 */

/* Index of the one name that `length` letters (three or more) begin, in any case; -1 when none. */
int date_name(const char *const *names, int count, const char *text, size_t length);
/* Why `text` was refused by date_parse_iso (or date_parse_dmy): "April has 30 days".  Returns buf.
 */
char *date_problem(const char *text, bool dmy, char *buf, size_t size);
/* The same of a day and a minute, parted by a space or a T: of the day first, then of the time. */
char *datetime_problem(const char *text, bool dmy, char *buf, size_t size);

#endif

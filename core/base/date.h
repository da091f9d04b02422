/* date.h - civil days, minutes of a civil day, and working days
 *
 * Unit     a date is whole days since 1970-01-01 in the proleptic Gregorian calendar; a datetime is
 *          whole minutes since 1970-01-01T00:00 of Europe/London's own clock.  No zones inside.
 * Absent   DATE_NONE and DATETIME_NONE are "not given".
 * Range    1850-01-01 to 2199-12-31; outside it a date is bad input (9999-12-31 is not "for ever").
 * Files    ISO (YYYY-MM-DD, YYYY-MM-DDTHH:MM); people see and type dd/mm/yyyy.
 */
#ifndef CORE_BASE_DATE_H
#define CORE_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t day;
} date_t;
typedef struct {
    int64_t minute;
} datetime_t;

#define DATE_NONE     ((date_t){INT64_MIN})
#define DATETIME_NONE ((datetime_t){INT64_MIN})

static inline bool date_given(date_t d)
{
    return d.day != INT64_MIN;
}
static inline bool datetime_given(datetime_t t)
{
    return t.minute != INT64_MIN;
}

bool date_make(int year, int month, int day, date_t *out); /* false: no such day, or out of range */
void date_split(date_t d, int *year, int *month, int *day);
int date_weekday(date_t d); /* 0 Monday … 6 Sunday */
date_t date_add_days(date_t d, int64_t days);
/* Same day of a later month, the last day of it where there is none (30 Nov + 3 = 28/29 Feb). */
date_t date_add_months(date_t d, int months);
/* Whole years of age on a day; a 29 February birthday falls on 1 March in other years. */
int date_age(date_t born, date_t on);
/* The financial year's first day (1 April) that holds d. */
date_t date_financial_year(date_t d);

bool date_parse_iso(const char *text, date_t *out); /* strict */
bool date_parse_dmy(const char *text,
                    date_t *out); /* dd/mm/yyyy, one or two digits of day and month */
/* As typed in a form: dd/mm/yyyy, dd/mm, 3 apr, 3 apr 2026, ISO, t (today), +7, -1, mon (next
 * Monday on or after today).  A day and month alone mean the nearest such day to today. */
bool date_parse_typed(const char *text, date_t today, date_t *out);
bool datetime_parse_iso(const char *text, datetime_t *out); /* YYYY-MM-DDTHH:MM, or with a space */
bool datetime_parse_typed(const char *text, datetime_t now, datetime_t *out);

char *date_print_iso(date_t d, char *buf, size_t size); /* size at least 24 for each; returns buf */
char *date_print(date_t d, char *buf, size_t size);     /* 08/11/2016 */
char *date_print_long(date_t d, char *buf, size_t size); /* Tuesday 08/11/2016; size at least 32 */
char *datetime_print_iso(datetime_t t, char *buf, size_t size);
char *datetime_print(datetime_t t, char *buf, size_t size); /* 08/11/2016 09:14 */

date_t datetime_date(datetime_t t);
int datetime_minute(datetime_t t); /* 0 … 1439 */
datetime_t datetime_make(date_t d, int minute);
/* London's civil minute for a moment of UTC, with British Summer Time by the rule in force since
 * 1996 (last Sundays of March and October, 01:00 UTC). */
datetime_t datetime_from_utc(int64_t seconds_since_1970);

/* Bank holidays, ascending.  `covers_from` and `covers_to` bound what the list knows: outside them
 * the working-day functions return false, never a guess. */
struct holidays {
    const date_t *day;
    size_t count;
    date_t covers_from, covers_to; /* both inclusive */
};
bool date_is_working(const struct holidays *h, date_t d, bool *working);
/* d itself when days is 0 and d is a working day; otherwise the days-th working day after d. */
bool date_add_working(const struct holidays *h, date_t d, int days, date_t *out);
/* A clock that runs only in office hours (opens and closes in minutes of the day, Monday to Friday
 * less holidays): the minute `minutes` of working time after `from`. */
bool datetime_add_working(const struct holidays *h, datetime_t from, int64_t minutes, int opens,
                          int closes, datetime_t *out);

#endif

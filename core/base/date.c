#include "core/base/date.h"

#include "core/base/date_words.h"

#include <stdio.h>

/* Days before a civil date and back, by 400-year eras that begin on 1 March. */
static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void date_split(date_t d, int *year, int *month, int *day)
{
    int64_t z = d.day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

bool date_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && date_is_leap(year));
}

bool date_make(int year, int month, int day, date_t *out)
{
    if (year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > date_days_in_month(year, month))
        return false;
    out->day = days_of(year, month, day);
    return true;
}

int date_weekday(date_t d)
{
    return (int)(((d.day + 3) % 7 + 7) % 7);
}

date_t date_add_days(date_t d, int64_t days)
{
    int64_t sum;

    if (!date_given(d) || __builtin_add_overflow(d.day, days, &sum))
        return DATE_NONE;
    return (date_t){sum};
}

date_t date_add_months(date_t d, int months)
{
    int year, month, day;

    if (!date_given(d))
        return d;
    date_split(d, &year, &month, &day);
    int64_t all = (int64_t)year * 12 + month - 1 + months;
    int64_t y = (all >= 0 ? all : all - 11) / 12;
    int m = (int)(all - y * 12) + 1;
    int last = date_days_in_month((int)(y % 400) + 400, m);
    return (date_t){days_of(y, m, day < last ? day : last)};
}

int date_age(date_t born, date_t on)
{
    int by, bm, bd, y, m, d;

    date_split(born, &by, &bm, &bd);
    date_split(on, &y, &m, &d);
    return y - by - (m < bm || (m == bm && d < bd));
}

date_t date_financial_year(date_t d)
{
    int year, month, day;

    date_split(d, &year, &month, &day);
    return (date_t){days_of(month < 4 ? year - 1 : year, 4, 1)};
}

date_t datetime_date(datetime_t t)
{
    if (!datetime_given(t))
        return DATE_NONE;
    return (date_t){(t.minute >= 0 ? t.minute : t.minute - 1439) / 1440};
}

int datetime_minute(datetime_t t)
{
    return (int)(t.minute - datetime_date(t).day * 1440);
}

datetime_t datetime_make(date_t d, int minute)
{
    datetime_t t = DATETIME_NONE;

    if (date_given(d))
        t.minute = d.day * 1440 + minute;
    return t;
}

/* --- printing: by hand, because every row of every list and file has dates ----------------------
 */

static char *two(char *p, int n)
{
    *p++ = (char)('0' + n / 10 % 10);
    *p++ = (char)('0' + n % 10);
    return p;
}

static char *four(char *p, int n)
{
    return two(two(p, n / 100), n % 100);
}

static char *finish(char *from, const char *text, size_t size)
{
    snprintf(from, size, "%s", text);
    return from;
}

/* Ten characters and a NUL; the year is printed with four digits whatever it is. */
static char *iso(date_t d, char *p)
{
    int year, month, day;

    date_split(d, &year, &month, &day);
    p = four(p, year);
    *p++ = '-';
    p = two(p, month);
    *p++ = '-';
    p = two(p, day);
    *p = '\0';
    return p;
}

static char *dmy(date_t d, char *p)
{
    int year, month, day;

    date_split(d, &year, &month, &day);
    p = two(p, day);
    *p++ = '/';
    p = two(p, month);
    *p++ = '/';
    p = four(p, year);
    *p = '\0';
    return p;
}

static void clock_time(char *p, char before, datetime_t t)
{
    int minute = datetime_minute(t);

    *p++ = before;
    p = two(p, minute / 60);
    *p++ = ':';
    p = two(p, minute % 60);
    *p = '\0';
}

char *date_print_iso(date_t d, char *buf, size_t size)
{
    char text[24] = "";

    if (date_given(d))
        iso(d, text);
    return finish(buf, text, size);
}

char *date_print(date_t d, char *buf, size_t size)
{
    char text[24] = "";

    if (date_given(d))
        dmy(d, text);
    return finish(buf, text, size);
}

char *date_print_long(date_t d, char *buf, size_t size)
{
    char text[24];

    if (!date_given(d))
        return finish(buf, "", size);
    dmy(d, text);
    snprintf(buf, size, "%s %s", date_weekday_names[date_weekday(d)], text);
    return buf;
}

char *datetime_print_iso(datetime_t t, char *buf, size_t size)
{
    char text[24] = "";

    if (datetime_given(t))
        clock_time(iso(datetime_date(t), text), 'T', t);
    return finish(buf, text, size);
}

char *datetime_print(datetime_t t, char *buf, size_t size)
{
    char text[24] = "";

    if (datetime_given(t))
        clock_time(dmy(datetime_date(t), text), ' ', t);
    return finish(buf, text, size);
}

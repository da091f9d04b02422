#include "core/base/date_words.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const date_weekday_names[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
const char *const date_month_names[12] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

int date_name(const char *const *names, int count, const char *text, size_t length)
{
    if (length < 3)
        return -1;
    for (int i = 0; i < count; i++)
        if (strncasecmp(names[i], text, length) == 0)
            return i;
    return -1;
}

/* Up to nine digits; how many there were. */
static int digits(const char **at, int *value)
{
    int count = 0;

    *value = 0;
    for (; **at >= '0' && **at <= '9' && count < 9; (*at)++, count++)
        *value = *value * 10 + (**at - '0');
    return count;
}

char *date_problem(const char *text, bool dmy, char *buf, size_t size)
{
    const char *wanted = dmy ? "write it as DD/MM/YYYY, such as 08/11/2016"
                             : "write it as YYYY-MM-DD, such as 2016-11-08";
    int part[3], width[3];
    const char *at = text;

    for (int i = 0; i < 3; i++) {
        width[i] = digits(&at, &part[i]);
        if (!width[i] || (i < 2 && *at++ != (dmy ? '/' : '-'))) {
            snprintf(buf, size, "%s", wanted);
            return buf;
        }
    }
    int year = part[dmy ? 2 : 0], month = part[1], day = part[dmy ? 0 : 2];
    bool shaped = !*at && width[dmy ? 2 : 0] == 4 && width[1] <= 2 && width[dmy ? 0 : 2] <= 2 &&
                  (dmy || (width[1] == 2 && width[2] == 2));
    if (!shaped)
        snprintf(buf, size, "%s", wanted);
    else if (month < 1 || month > 12)
        snprintf(buf, size, "there is no month %d", month);
    else if (day < 1)
        snprintf(buf, size, "there is no day 0");
    else if (year < DATE_FIRST_YEAR)
        snprintf(buf, size, "the year must be %d to %d", DATE_FIRST_YEAR, DATE_LAST_YEAR);
    else if (year > DATE_LAST_YEAR)
        snprintf(buf, size, "the year must be %d to %d; leave an open end blank", DATE_FIRST_YEAR,
                 DATE_LAST_YEAR);
    else if (month == 2 && day > 28)
        snprintf(buf, size, "February %d has %d days", year, date_days_in_month(year, 2));
    else
        snprintf(buf, size, "%s has %d days", date_month_names[month - 1],
                 date_days_in_month(year, month));
    return buf;
}

char *datetime_problem(const char *text, bool dmy, char *buf, size_t size)
{
    char day[16];
    date_t d;
    size_t length = strcspn(text, " T");

    if (!text[length] || length >= sizeof day) {
        snprintf(buf, size, "write it as %s, such as %s",
                 dmy ? "DD/MM/YYYY HH:MM" : "YYYY-MM-DDTHH:MM",
                 dmy ? "08/11/2016 09:14" : "2016-11-08T09:14");
        return buf;
    }
    memcpy(day, text, length);
    day[length] = '\0';
    if (dmy ? !date_parse_dmy(day, &d) : !date_parse_iso(day, &d))
        return date_problem(day, dmy, buf, size);
    snprintf(buf, size, "the time must be 00:00 to 23:59");
    return buf;
}

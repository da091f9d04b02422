/* Days and minutes as files and people write them: no crash, nothing out of range, and what is
 * read is printed in every form that reads back to the same. */
#include "core/base/date.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

static date_t day_of(int year, int month, int day)
{
    date_t d = DATE_NONE;

    must(date_make(year, month, day, &d));
    return d;
}

static void check_date(date_t d)
{
    char text[32];
    date_t again = DATE_NONE;
    int year, month, day;

    must(d.day >= day_of(1850, 1, 1).day && d.day <= day_of(2199, 12, 31).day);
    date_split(d, &year, &month, &day);
    must(day_of(year, month, day).day == d.day);
    must(date_parse_iso(date_print_iso(d, text, sizeof text), &again) && again.day == d.day);
    must(date_parse_dmy(date_print(d, text, sizeof text), &again) && again.day == d.day);
    must(date_parse_typed(text, d, &again) && again.day == d.day);
    must(date_weekday(d) >= 0 && date_weekday(d) <= 6);
    must(date_age(d, d) == 0);
    must(date_financial_year(d).day <= d.day && d.day - date_financial_year(d).day <= 365);
}

static void check_datetime(datetime_t t)
{
    char text[32];
    datetime_t again = DATETIME_NONE;

    check_date(datetime_date(t));
    must(datetime_minute(t) >= 0 && datetime_minute(t) < 1440);
    must(datetime_make(datetime_date(t), datetime_minute(t)).minute == t.minute);
    must(datetime_parse_iso(datetime_print_iso(t, text, sizeof text), &again) &&
         again.minute == t.minute);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = malloc(length + 1);
    date_t today = day_of(2016, 11, 8), d = DATE_NONE;
    datetime_t t = DATETIME_NONE;

    if (length)
        memcpy(text, bytes, length);
    text[length] = '\0';
    if (date_parse_iso(text, &d)) {
        /* The strict form is the one that is printed, and no other. */
        char printed[32];
        must(strcmp(date_print_iso(d, printed, sizeof printed), text) == 0);
        check_date(d);
    } else {
        must(!date_given(d));
    }
    if (date_parse_dmy(text, &d))
        check_date(d);
    if (date_parse_typed(text, today, &d))
        check_date(d);
    if (datetime_parse_iso(text, &t))
        check_datetime(t);
    if (datetime_parse_typed(text, datetime_make(today, 554), &t))
        check_datetime(t);
    free(text);
    return 0;
}

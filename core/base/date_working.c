/* Working days, office hours, and London's own clock. */
#include "core/base/date.h"
#include "core/base/date_words.h"

static bool is_holiday(const struct holidays *h, date_t d)
{
    size_t low = 0, high = h->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (h->day[middle].day < d.day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->count && h->day[low].day == d.day;
}

bool date_is_working(const struct holidays *h, date_t d, bool *working)
{
    if (!date_given(d) || !date_given(h->covers_from) || !date_given(h->covers_to) ||
        d.day < h->covers_from.day || d.day > h->covers_to.day)
        return false;
    *working = date_weekday(d) < 5 && !is_holiday(h, d);
    return true;
}

bool date_add_working(const struct holidays *h, date_t d, int days, date_t *out)
{
    int step = days < 0 ? -1 : 1;
    bool working;

    if (!date_is_working(h, d, &working))
        return false;
    if (days == 0 && !working)
        days = 1;
    while (days) {
        d = date_add_days(d, step);
        if (!date_is_working(h, d, &working))
            return false;
        if (working)
            days -= step;
    }
    *out = d;
    return true;
}

bool datetime_add_working(const struct holidays *h, datetime_t from, int64_t minutes, int opens,
                          int closes, datetime_t *out)
{
    if (!datetime_given(from) || minutes < 0 || opens < 0 || closes > 1440 || opens >= closes)
        return false;
    date_t d = datetime_date(from);
    int at = datetime_minute(from);
    for (;; d = date_add_days(d, 1), at = 0) {
        bool working;
        if (!date_is_working(h, d, &working))
            return false;
        if (!working || at > closes)
            continue;
        if (at < opens)
            at = opens;
        if (minutes <= closes - at) {
            *out = datetime_make(d, at + (int)minutes);
            return true;
        }
        minutes -= closes - at;
    }
}

/* Day on which the clocks change: the last Sunday of a month of 31 days. */
static int64_t last_sunday(int year, int month)
{
    date_t d;

    if (!date_make(year, month, 31, &d))
        return INT64_MIN;
    return d.day - (date_weekday(d) + 1) % 7;
}

datetime_t datetime_from_utc(int64_t seconds)
{
    int64_t minute = (seconds >= 0 ? seconds : seconds - 59) / 60;
    int year, month, day;

    date_split(datetime_date((datetime_t){minute}), &year, &month, &day);
    int64_t begins = last_sunday(year, 3), ends = last_sunday(year, 10);
    if (begins != INT64_MIN && minute >= begins * 1440 + 60 && minute < ends * 1440 + 60)
        minute += 60;
    return (datetime_t){minute};
}

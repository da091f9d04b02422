#include "tui/screens/words.h"

enum { DAY = 24 * 60, HOUR = 60 };

static bool whole_day(datetime_t t)
{
    return datetime_minute(t) == 0;
}

/* A day is late when it is over; a minute when it has gone. */
bool is_late(datetime_t due, datetime_t now)
{
    if (whole_day(due))
        return datetime_date(due).day < datetime_date(now).day;
    return due.minute < now.minute;
}

static void span(int64_t minutes, struct buf *out)
{
    if (minutes >= DAY)
        buf_printf(out, "%lldd", (long long)(minutes / DAY));
    else if (minutes >= HOUR)
        buf_printf(out, "%lldh %02lldm", (long long)(minutes / HOUR), (long long)(minutes % HOUR));
    else
        buf_printf(out, "%lldm", (long long)minutes);
}

void say_due(datetime_t due, datetime_t now, struct buf *out)
{
    int64_t days = datetime_date(due).day - datetime_date(now).day;

    if (is_late(due, now)) {
        span(whole_day(due) ? -days * DAY : now.minute - due.minute, out);
        buf_text(out, " late");
    } else if (days > 0) {
        buf_printf(out, "+%lldd", (long long)days);
    } else if (whole_day(due)) {
        buf_text(out, "today");
    } else {
        int minute = datetime_minute(due);
        buf_printf(out, "due %02d:%02d", minute / HOUR, minute % HOUR);
    }
}

void say_left(datetime_t due, datetime_t now, struct buf *out)
{
    int64_t days = datetime_date(due).day - datetime_date(now).day;

    if (is_late(due, now) || (days == 0 && whole_day(due))) {
        say_due(due, now, out);
    } else if (days == 1) {
        buf_text(out, "tomorrow");
    } else if (days > 1) {
        buf_printf(out, "in %lld days", (long long)days);
    } else {
        buf_text(out, "in ");
        span(due.minute - now.minute, out);
    }
}

void say_moment(datetime_t t, struct buf *out)
{
    char day[40];
    int minute = datetime_minute(t);

    buf_text(out, date_print_long(datetime_date(t), day, sizeof day));
    if (minute)
        buf_printf(out, " %02d:%02d", minute / HOUR, minute % HOUR);
}

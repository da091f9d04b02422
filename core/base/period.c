#include "core/base/period.h"

#include <stdio.h>

struct period period_through(date_t first, date_t last)
{
    return (struct period){first, date_add_days(last, 1)};
}

date_t period_last(struct period p)
{
    return date_add_days(p.until, -1);
}

bool period_is_valid(struct period p)
{
    return date_given(p.from) && (!date_given(p.until) || p.until.day > p.from.day);
}

bool period_has(struct period p, date_t d)
{
    return date_given(d) && p.from.day <= d.day && (!date_given(p.until) || d.day < p.until.day);
}

bool period_overlaps(struct period a, struct period b)
{
    struct period both;

    return period_meet(a, b, &both);
}

bool period_meet(struct period a, struct period b, struct period *out)
{
    struct period both = {a.from.day > b.from.day ? a.from : b.from, a.until};

    if (!date_given(a.until) || (date_given(b.until) && b.until.day < a.until.day))
        both.until = b.until;
    if (!period_is_valid(both))
        return false;
    *out = both;
    return true;
}

char *period_print(struct period p, char *buf, size_t size)
{
    char from[24], last[24];

    date_print(p.from, from, sizeof from);
    if (date_given(p.until))
        snprintf(buf, size, "%s to %s", from, date_print(period_last(p), last, sizeof last));
    else
        snprintf(buf, size, "from %s", from);
    return buf;
}

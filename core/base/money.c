#include "core/base/money.h"

#include <stdio.h>
#include <string.h>

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

bool money_add(money_t a, money_t b, money_t *out)
{
    int64_t sum;

    if (a.pence == ABSENT || b.pence == ABSENT || __builtin_add_overflow(a.pence, b.pence, &sum) ||
        sum == ABSENT)
        return false;
    out->pence = sum;
    return true;
}

bool money_sub(money_t a, money_t b, money_t *out)
{
    int64_t difference;

    if (a.pence == ABSENT || b.pence == ABSENT ||
        __builtin_sub_overflow(a.pence, b.pence, &difference) || difference == ABSENT)
        return false;
    out->pence = difference;
    return true;
}

bool money_share(money_t a, int64_t part, int64_t whole, enum rounding how, money_t *out)
{
    if (a.pence == ABSENT || part == ABSENT || whole == ABSENT || whole == 0)
        return false;
    wide product = (wide)a.pence * part;
    bool negative = (product < 0) != (whole < 0);
    uwide size = product < 0 ? (uwide)-product : (uwide)product;
    uwide by = whole < 0 ? (uwide)(-(wide)whole) : (uwide)whole;
    uwide result = size / by, rest = size % by;

    if (how == ROUND_UP ? rest > 0 : how == ROUND_HALF_UP && rest * 2 >= by)
        result++;
    if (result > (uwide)INT64_MAX)
        return false;
    out->pence = negative ? -(int64_t)result : (int64_t)result;
    return true;
}

/* Whole-penny part and remainder of one weight's share of a positive total. */
static wide share_rest(int64_t total, int64_t weight, wide weights)
{
    return (wide)total * weight % weights;
}

bool money_shares(money_t total, const int64_t *weight, size_t count, money_t *share)
{
    wide weights = 0;

    if (total.pence == ABSENT)
        return false;
    int64_t size = total.pence < 0 ? -total.pence : total.pence;
    for (size_t i = 0; i < count; i++) {
        if (weight[i] < 0)
            return false;
        weights += weight[i];
    }
    if (weights == 0)
        return false;
    int64_t left = size;
    for (size_t i = 0; i < count; i++) {
        share[i].pence = (int64_t)((wide)size * weight[i] / weights);
        left -= share[i].pence;
    }
    for (; left > 0; left--) {
        size_t best = count;
        wide most = 0;
        for (size_t i = 0; i < count; i++) {
            wide rest = share_rest(size, weight[i], weights);
            bool had = share[i].pence > (int64_t)((wide)size * weight[i] / weights);
            if (rest > most && !had) {
                most = rest;
                best = i;
            }
        }
        if (best == count)
            return false;
        share[best].pence++;
    }
    for (size_t i = 0; i < count && total.pence < 0; i++)
        share[i].pence = -share[i].pence;
    return true;
}

bool money_days(money_t weekly, int64_t days, money_t *out)
{
    return money_share(weekly, days, 7, ROUND_HALF_UP, out);
}

bool money_visit(money_t hourly, int64_t minutes, money_t *out)
{
    return money_share(hourly, minutes, 60, ROUND_HALF_UP, out);
}

char *money_print(money_t m, char *buf, size_t size)
{
    static const char pound[] = "£";
    char digits[40];
    uint64_t pence = m.pence < 0 ? (uint64_t)0 - (uint64_t)m.pence : (uint64_t)m.pence;
    char *p = digits + sizeof digits;
    uint64_t pounds = pence / 100;
    int group = 0;

    if (m.pence == ABSENT) {
        snprintf(buf, size, "%s", "");
        return buf;
    }
    *--p = '\0';
    *--p = (char)('0' + pence % 10);
    *--p = (char)('0' + pence / 10 % 10);
    *--p = '.';
    do {
        if (group && group % 3 == 0)
            *--p = ',';
        *--p = (char)('0' + pounds % 10);
        pounds /= 10;
        group++;
    } while (pounds);
    p -= sizeof pound - 1;
    memcpy(p, pound, sizeof pound - 1);
    if (m.pence < 0)
        *--p = '-';
    size_t length = (size_t)(digits + sizeof digits - p);
    if (length <= size)
        memcpy(buf, p, length);
    else
        snprintf(buf, size, "%s", p);
    return buf;
}

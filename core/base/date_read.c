/* Dates and times from text: strictly for files, generously for people at a form. */
#include "core/base/date.h"
#include "core/base/date_words.h"

#include <string.h>
#include <strings.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Exactly `count` digits. */
static bool fixed(const char *text, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (!digit(text[i]))
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

/* One to `most` digits, moving on. */
static bool some(const char **at, int most, int *out)
{
    int count = 0;

    *out = 0;
    for (; digit(**at); (*at)++) {
        if (++count > most)
            return false;
        *out = *out * 10 + (**at - '0');
    }
    return count > 0;
}

/* The first ten characters. */
static bool iso(const char *text, date_t *out)
{
    int year, month, day;

    return fixed(text, 4, &year) && text[4] == '-' && fixed(text + 5, 2, &month) &&
           text[7] == '-' && fixed(text + 8, 2, &day) && date_make(year, month, day, out);
}

/* HH:MM to the end of the text. */
static bool clock_time(const char *text, bool strict, int *minute)
{
    int hour, past;
    const char *at = text;

    if (strict ? !fixed(text, 2, &hour) : !some(&at, 2, &hour))
        return false;
    at = strict ? text + 2 : at;
    if (*at != ':' || !fixed(at + 1, 2, &past) || at[3] || hour > 23 || past > 59)
        return false;
    *minute = hour * 60 + past;
    return true;
}

bool date_parse_iso(const char *text, date_t *out)
{
    return strnlen(text, 11) == 10 && iso(text, out);
}

bool date_parse_dmy(const char *text, date_t *out)
{
    int year, month, day;

    return some(&text, 2, &day) && *text++ == '/' && some(&text, 2, &month) && *text++ == '/' &&
           fixed(text, 4, &year) && !text[4] && date_make(year, month, day, out);
}

/* The year that brings a day and month nearest to today; a tie goes to the later. */
static bool nearest(int month, int day, date_t today, date_t *out)
{
    int year, m, d;
    int64_t least = 0;
    bool found = false;

    if (!date_given(today))
        return false;
    date_split(today, &year, &m, &d);
    /* Four years each way, because 29 February may be that far. */
    for (int y = year - 4; y <= year + 4; y++) {
        date_t try;
        if (!date_make(y, month, day, &try))
            continue;
        int64_t far = try.day < today.day ? today.day - try.day : try.day - today.day;
        if (!found || far <= least) {
            *out = try;
            least = far;
        }
        found = true;
    }
    return found;
}

static void skip(const char **at)
{
    while (**at == ' ')
        (*at)++;
}

/* dd/mm, dd/mm/yyyy, 3 apr, 3 april 2026, also with - or . between. */
static bool day_first(const char *text, date_t today, date_t *out)
{
    int day, month, year;
    bool named = false;

    if (!some(&text, 2, &day))
        return false;
    skip(&text);
    char between = *text;
    if (between == '/' || between == '-' || between == '.')
        text++;
    else
        between = ' ';
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (letters) {
        month = date_name(date_month_names, 12, text, letters) + 1;
        text += letters;
        named = true;
    } else if (between == ' ' || !some(&text, 2, &month)) {
        return false;
    }
    skip(&text);
    if (!*text)
        return nearest(month, day, today, out);
    if (*text == between && between != ' ')
        text++;
    else if (!named)
        return false;
    return fixed(text, 4, &year) && !text[4] && date_make(year, month, day, out);
}

bool date_parse_typed(const char *text, date_t today, date_t *out)
{
    int days;

    skip(&text);
    if (date_parse_iso(text, out))
        return true;
    if (digit(*text))
        return day_first(text, today, out);
    if (*text == '+' || *text == '-') {
        const char *at = text + 1;
        if (!date_given(today) || !some(&at, 5, &days) || *at)
            return false;
        int year, month, day;
        date_t d = date_add_days(today, *text == '-' ? -days : days);
        date_split(d, &year, &month, &day);
        return date_make(year, month, day, out);
    }
    if (!date_given(today))
        return false;
    if (strcasecmp(text, "t") == 0 || strcasecmp(text, "today") == 0) {
        *out = today;
        return true;
    }
    int weekday = date_name(date_weekday_names, 7, text, strlen(text));
    if (weekday < 0)
        return false;
    *out = date_add_days(today, (weekday - date_weekday(today) + 7) % 7);
    return true;
}

bool datetime_parse_iso(const char *text, datetime_t *out)
{
    date_t d;
    int minute;

    if (strnlen(text, 17) != 16 || !iso(text, &d) || (text[10] != 'T' && text[10] != ' ') ||
        !clock_time(text + 11, true, &minute))
        return false;
    *out = datetime_make(d, minute);
    return true;
}

bool datetime_parse_typed(const char *text, datetime_t now, datetime_t *out)
{
    char day[48];
    int minute;
    date_t d, today = datetime_date(now);

    if (datetime_parse_iso(text, out))
        return true;
    skip(&text);
    if (strcasecmp(text, "now") == 0 && datetime_given(now)) {
        *out = now;
        return true;
    }
    if (clock_time(text, false, &minute)) {
        *out = datetime_make(today, minute);
        return date_given(today);
    }
    const char *space = strrchr(text, ' ');
    if (!space || (size_t)(space - text) >= sizeof day || !clock_time(space + 1, false, &minute))
        return false;
    memcpy(day, text, (size_t)(space - text));
    day[space - text] = '\0';
    for (size_t end = strlen(day); end && day[end - 1] == ' '; end--)
        day[end - 1] = '\0';
    if (!date_parse_typed(day, today, &d))
        return false;
    *out = datetime_make(d, minute);
    return true;
}

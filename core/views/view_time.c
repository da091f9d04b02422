/* view_time.c - what was known when: a transaction's number, or the moment it had come to */
#include "core/views/view.h"

#include "core/base/text.h"
#include "core/store/query.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000 };

/* Milliseconds of UTC at which London's clock has reached the end of the minute; in the hour that
 * comes twice, the second time. */
static int64_t end_of(datetime_t t)
{
    int64_t utc = t.minute * 60;

    if (datetime_from_utc(utc).minute != t.minute)
        utc -= 3600;
    return utc * 1000 + MINUTE_MS;
}

static bool at_of(struct session *s, int64_t seq, int64_t *at, struct fault *why)
{
    return query_one_int(s->store, "SELECT at FROM tx WHERE seq = ?1", ARGS(INT(seq)), at, why);
}

/* The last transaction before a moment.  They are numbered without gaps and their times never go
 * back, so it is found by halves. */
static bool last_before(struct session *s, int64_t moment, int64_t *tx, struct fault *why)
{
    int64_t low = 0, high = store_head(s->store) + 1, at = 0;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (!at_of(s, middle, &at, why))
            return false;
        if (at != ABSENT && at < moment)
            low = middle;
        else
            high = middle;
    }
    *tx = low;
    return true;
}

bool view_known_at(struct session *s, const char *text, int64_t *tx, struct fault *why)
{
    char quote[128];
    datetime_t t;
    date_t d;
    size_t digits = strspn(text, "0123456789");

    if (digits && !text[digits] && digits < 16) {
        *tx = strtoll(text, NULL, 10);
        if (*tx >= 1 && *tx <= store_head(s->store))
            return true;
        return fail(why, FAULT_INPUT, "known_at",
                    "There is no transaction %lld; the newest is %lld.", (long long)*tx,
                    (long long)store_head(s->store));
    }
    if (datetime_parse_iso(text, &t))
        return last_before(s, end_of(t), tx, why);
    if (date_parse_iso(text, &d))
        return last_before(s, end_of(datetime_make(d, 1439)), tx, why);
    text_quote(text, strlen(text), 40, quote, sizeof quote);
    return fail(why, FAULT_INPUT, "known_at",
                "What was known is asked by the number of a transaction, a day (2016-11-08) or a "
                "minute (2016-11-08T09:14), not %s.",
                quote);
}

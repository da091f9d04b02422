/* One scalar from text, by type: numbers, days and times, choices. */
#include "core/base/field_inside.h"

#include "core/base/date_words.h"
#include "core/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- numbers -----------------------------------------------------------------------------------
 */

enum whole { WHOLE, TOO_LARGE, NOT_WHOLE };

/* Digits with at most a minus before them; no plus, no leading nought, no minus nought. */
static enum whole whole_number(const char *p, size_t length, int64_t *out)
{
    bool negative = length && *p == '-';
    uint64_t value = 0;

    p += negative;
    length -= negative;
    if (!length || (*p == '0' && (length > 1 || negative)))
        return NOT_WHOLE;
    bool large = length > 18;
    for (size_t i = 0; i < length; i++) {
        if (!digit(p[i]))
            return NOT_WHOLE;
        value = value * 10 + (uint64_t)(p[i] - '0');
    }
    *out = negative ? -(int64_t)(value % INT64_MAX) : (int64_t)(value % INT64_MAX);
    return large ? TOO_LARGE : WHOLE;
}

/* As typed: commas between threes and a plus are taken off. */
static enum whole whole_typed(const char *p, size_t length, int64_t *out)
{
    char copy[SHORT_TEXT];
    size_t n = 0, group = 0;
    bool commas = false;

    if (length >= sizeof copy)
        return NOT_WHOLE;
    for (size_t i = length && *p == '+'; i < length; i++) {
        if (p[i] == ',') {
            if (!group || group > 3 || (commas && group != 3))
                return NOT_WHOLE;
            commas = true;
            group = 0;
        } else {
            copy[n++] = p[i];
            group += digit(p[i]);
        }
    }
    return commas && group != 3 ? NOT_WHOLE : whole_number(copy, n, out);
}

/* Apart from in_range, so that a number in its range costs no room on the stack. */
__attribute__((noinline)) static bool out_of_range(const struct reader *r, const struct field *f,
                                                   const char *text, size_t length, int64_t min,
                                                   int64_t max)
{
    char path[160], quote[128], from[40], to[40];
    bool money = f->type == FIELD_MONEY;

    if (money && r->how->style != STYLE_FILE) {
        money_print((money_t){min}, from, 32);
        money_print((money_t){max}, to, 32);
    } else {
        snprintf(from, sizeof from, "%" PRId64, min);
        snprintf(to, sizeof to, "%" PRId64 "%s", max,
                 money                      ? " pence"
                 : f->type == FIELD_MINUTES ? " minutes"
                                            : "");
    }
    return field_bad(r, r->at, f, FAULT_INPUT, "%s must be from %s to %s, not %s.",
                     field_path(r, f, path, sizeof path), from, to,
                     text_quote(text, length, 40, quote, sizeof quote));
}

static bool in_range(const struct reader *r, const struct field *f, const char *text, size_t length,
                     int64_t value)
{
    int64_t min, max;

    field_limits(f, &min, &max);
    return (value >= min && value <= max) || out_of_range(r, f, text, length, min, max);
}

static enum whole typed_number(const struct field *f, const char *text, size_t length,
                               int64_t *value)
{
    char copy[SHORT_TEXT];
    money_t m = {0};

    if (f->type == FIELD_INT)
        return whole_typed(text, length, value);
    if (f->type == FIELD_MONEY) {
        if (!field_short_copy(copy, text, length) || !money_parse_typed(copy, &m))
            return NOT_WHOLE;
        *value = m.pence;
        return WHOLE;
    }
    *value = field_minutes(text, length);
    return *value == ABSENT ? NOT_WHOLE : WHOLE;
}

static bool parse_number(const struct reader *r, const struct field *f, const char *text,
                         size_t length, int64_t *out)
{
    bool typed = r->how->style != STYLE_FILE;
    int64_t value = 0;

    if (f->flags & FIELD_DAYS) {
        value = field_days(text, length, typed);
        if (!value)
            return field_wrong(r, f, text, length, NULL);
        *out = value;
        return true;
    }
    enum whole found =
        typed ? typed_number(f, text, length, &value) : whole_number(text, length, &value);
    if (found == NOT_WHOLE)
        return field_wrong(r, f, text, length, NULL);
    if (found == TOO_LARGE)
        value = value < 0 ? INT64_MIN : INT64_MAX;
    if (!in_range(r, f, text, length, value))
        return false;
    if (found == TOO_LARGE) /* and the field has no bound of its own */
        return field_wrong(r, f, text, length, "it is too large a number");
    *out = value;
    return true;
}

/* --- days and times ----------------------------------------------------------------------------
 */

static bool date_range(const struct reader *r, const struct field *f, date_t d)
{
    char path[160], from[24], to[24];

    if ((!f->min && !f->max) || (d.day >= f->min && d.day <= f->max))
        return true;
    return field_bad(r, r->at, f, FAULT_INPUT, "%s must be from %s to %s.",
                     field_path(r, f, path, sizeof path),
                     date_print((date_t){f->min}, from, sizeof from),
                     date_print((date_t){f->max}, to, sizeof to));
}

static bool parse_date(const struct reader *r, const struct field *f, const char *text,
                       size_t length, int64_t *out)
{
    char copy[SHORT_TEXT], problem[96];
    bool typed = r->how->style != STYLE_FILE, dmy = r->how->dates_dmy;
    date_t d = DATE_NONE;

    if (!field_short_copy(copy, text, length))
        return field_wrong(r, f, text, length, NULL);
    if (typed ? !date_parse_typed(copy, r->how->today, &d)
        : dmy ? !date_parse_dmy(copy, &d)
              : !date_parse_iso(copy, &d)) {
        date_problem(copy, typed ? strchr(copy, '/') != NULL : dmy, problem, sizeof problem);
        bool shape = strncmp(problem, "write", 5) == 0;
        return field_wrong(r, f, text, length, shape ? NULL : problem);
    }
    if (!date_range(r, f, d))
        return false;
    *out = d.day + (f->flags & FIELD_OPEN_END ? 1 : 0);
    return true;
}

static bool parse_datetime(const struct reader *r, const struct field *f, const char *text,
                           size_t length, int64_t *out)
{
    char copy[SHORT_TEXT], problem[96];
    datetime_t t = DATETIME_NONE, now = r->how->now;
    bool typed = r->how->style != STYLE_FILE;

    if (!field_short_copy(copy, text, length))
        return field_wrong(r, f, text, length, NULL);
    bool known = now.minute != 0;
    if (!known)
        now = datetime_make(r->how->today, 0);
    if (typed && !known && strcasecmp(copy, "now") == 0)
        return field_wrong(r, f, text, length, NULL);
    if (typed ? !datetime_parse_typed(copy, now, &t) : !datetime_parse_iso(copy, &t)) {
        datetime_problem(copy, typed && strchr(copy, '/') != NULL, problem, sizeof problem);
        bool shape = strncmp(problem, "write", 5) == 0;
        return field_wrong(r, f, text, length, shape ? NULL : problem);
    }
    *out = t.minute;
    return true;
}

/* --- choices -----------------------------------------------------------------------------------
 */

static bool parse_bool(const struct reader *r, const struct field *f, const char *text,
                       size_t length, int64_t *out)
{
    static const struct {
        const char *word;
        int64_t value;
    } words[] = {{"true", 1}, {"false", 0}, {"yes", 1}, {"no", 0}, {"y", 1}, {"n", 0}};
    bool typed = r->how->style != STYLE_FILE;

    for (size_t i = 0; i < (typed ? 6 : 2); i++) {
        const char *w = words[i].word;
        if (strlen(w) == length &&
            (typed ? strncasecmp(w, text, length) : memcmp(w, text, length)) == 0) {
            *out = words[i].value;
            return true;
        }
    }
    return field_wrong(r, f, text, length, NULL);
}

/* At a form: the code or the words, in any case, or a beginning that only one of them has. */
static int64_t typed_word(const struct field *f, const char *text, size_t length)
{
    int64_t begun = ABSENT;
    int beginnings = 0;

    for (int64_t i = 0; f->words && f->words[i].code; i++) {
        const char *code = f->words[i].code, *shown = f->words[i].shown;
        bool same = strncasecmp(code, text, length) == 0;
        bool also = shown && strncasecmp(shown, text, length) == 0;
        if ((same && !code[length]) || (also && !shown[length]))
            return i;
        if (same || also) {
            begun = i;
            beginnings++;
        }
    }
    return beginnings == 1 ? begun : ABSENT;
}

static bool parse_enum(const struct reader *r, const struct field *f, const char *text,
                       size_t length, int64_t *out)
{
    if (r->how->style == STYLE_FILE) {
        for (int64_t i = 0; f->words && f->words[i].code; i++)
            if (strlen(f->words[i].code) == length && memcmp(f->words[i].code, text, length) == 0) {
                *out = i;
                return true;
            }
    } else if (!memchr(text, '\0', length)) {
        int64_t i = typed_word(f, text, length);
        if (i != ABSENT) {
            *out = i;
            return true;
        }
    }
    return field_wrong(r, f, text, length, NULL);
}

/* --- any ---------------------------------------------------------------------------------------
 */

static bool empty(const struct reader *r, const struct field *f, void *record)
{
    char path[160];

    field_clear(f, record);
    if (f->flags & FIELD_OPTIONAL)
        return true;
    return field_bad(r, r->at, f, FAULT_INPUT, "%s is needed and is empty; give %s.",
                     field_path(r, f, path, sizeof path),
                     f->type == FIELD_LIST ? "at least one entry" : "a value");
}

/* A few plain digits, no leading nought, in range: what most cells of numbers are.  False tells
 * nothing about the text but that it has to be looked at as a whole. */
static bool plain_digits(const struct field *f, const char *text, size_t length, void *record)
{
    int64_t value = 0, min, max;

    if (f->type > FIELD_MINUTES || f->type < FIELD_INT || f->flags & FIELD_DAYS || !length ||
        length > 18 || (*text == '0' && length > 1))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!digit(text[i]))
            return false;
        value = value * 10 + (text[i] - '0');
    }
    field_limits(f, &min, &max);
    if (value < min || value > max)
        return false;
    *field_number(f, record) = value;
    return true;
}

bool field_scalar(const struct reader *r, const struct field *f, const char *text, size_t length,
                  void *record)
{
    if (r->how->style == STYLE_FILE && plain_digits(f, text, length, record))
        return true;
    while (length && *text == ' ') {
        text++;
        length--;
    }
    while (length && text[length - 1] == ' ')
        length--;
    if (!length)
        return empty(r, f, record);
    switch (f->type) {
    case FIELD_TEXT: {
        const char **to = (const char **)(void *)((char *)record + f->offset);
        if (!field_text(r, f, text, length, to))
            return false;
        return *to ? true : empty(r, f, record);
    }
    case FIELD_INT:
    case FIELD_MONEY:
    case FIELD_MINUTES:
        return parse_number(r, f, text, length, field_number(f, record));
    case FIELD_DATE:
        return parse_date(r, f, text, length, field_number(f, record));
    case FIELD_DATETIME:
        return parse_datetime(r, f, text, length, field_number(f, record));
    case FIELD_BOOL:
        return parse_bool(r, f, text, length, field_number(f, record));
    case FIELD_ENUM:
        return parse_enum(r, f, text, length, field_number(f, record));
    case FIELD_LIST:
        return field_list_text(r, f, text, length, record);
    case FIELD_RECORD:
        break;
    }
    return field_wrong(r, f, text, length, NULL);
}

bool field_parse(const struct field *f, const char *text, size_t length, const struct reading *how,
                 void *record, struct arena *a, struct fault *why)
{
    struct reader r = {.how = how, .arena = a, .why = why};

    field_clear(f, record);
    return field_scalar(&r, f, text, length, record);
}

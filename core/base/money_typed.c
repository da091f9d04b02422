/* Sums of money as people type them: plain amounts, and small calculations after an equals sign.
 * Calculations are exact fractions until the end, where they round half up to the penny. */
#include "core/base/money.h"

#include <string.h>

__extension__ typedef __int128 wide;

/* A value in pence, top / bottom; bottom is positive. */
struct fraction {
    wide top, bottom;
};

struct sum {
    const char *at;
    int depth;
};

enum { DEEPEST = 16, DIGITS_MOST = 15, DECIMALS_MOST = 6 };

static wide common(wide a, wide b)
{
    if (a < 0)
        a = -a;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a ? a : 1;
}

/* Reduced; false when too large to go on with. */
static bool settle(struct fraction *f)
{
    const wide most = (wide)1 << 62;
    wide by = common(f->top, f->bottom);

    f->top /= by;
    f->bottom /= by;
    return f->top < most && f->top > -most && f->bottom < most;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip(struct sum *s)
{
    while (*s->at == ' ')
        s->at++;
}

static bool number(struct sum *s, struct fraction *out)
{
    int digits = 0, decimals = 0;

    *out = (struct fraction){0, 1};
    if (strncmp(s->at, "£", 2) == 0)
        s->at += 2;
    for (; digit(*s->at); s->at++, digits++) {
        if (digits == DIGITS_MOST)
            return false;
        out->top = out->top * 10 + (*s->at - '0');
    }
    if (*s->at == '.') {
        for (s->at++; digit(*s->at); s->at++, decimals++) {
            if (decimals == DECIMALS_MOST)
                return false;
            out->top = out->top * 10 + (*s->at - '0');
            out->bottom *= 10;
        }
        if (!decimals)
            return false;
    }
    return digits + decimals && settle(out);
}

static bool added(struct sum *s, struct fraction *out);

static bool factor(struct sum *s, struct fraction *out)
{
    skip(s);
    if (*s->at == '-') {
        s->at++;
        if (*s->at == '-' || ++s->depth > DEEPEST || !factor(s, out))
            return false;
        s->depth--;
        out->top = -out->top;
        return true;
    }
    if (*s->at != '(')
        return number(s, out);
    s->at++;
    if (++s->depth > DEEPEST || !added(s, out))
        return false;
    s->depth--;
    skip(s);
    return *s->at++ == ')';
}

static bool multiplied(struct sum *s, struct fraction *out)
{
    if (!factor(s, out))
        return false;
    for (;;) {
        struct fraction by;
        skip(s);
        char sign = *s->at;
        if (sign != '*' && sign != '/')
            return true;
        s->at++;
        if (!factor(s, &by) || (sign == '/' && by.top == 0))
            return false;
        if (sign == '/') {
            wide top = by.top < 0 ? -by.bottom : by.bottom;
            by.bottom = by.top < 0 ? -by.top : by.top;
            by.top = top;
        }
        out->top *= by.top;
        out->bottom *= by.bottom;
        if (!settle(out))
            return false;
    }
}

static bool added(struct sum *s, struct fraction *out)
{
    if (!multiplied(s, out))
        return false;
    for (;;) {
        struct fraction by;
        skip(s);
        char sign = *s->at;
        if (sign != '+' && sign != '-')
            return true;
        s->at++;
        if (!multiplied(s, &by))
            return false;
        wide left = out->top * by.bottom, right = by.top * out->bottom;
        /* Both products are below 2^124, so their sum cannot overflow. */
        out->top = sign == '+' ? left + right : left - right;
        out->bottom *= by.bottom;
        if (!settle(out))
            return false;
    }
}

static bool calculated(const char *text, money_t *out)
{
    struct sum s = {text, 0};
    struct fraction pounds;

    if (!added(&s, &pounds))
        return false;
    skip(&s);
    if (*s.at)
        return false;
    bool negative = pounds.top < 0;
    wide top = (negative ? -pounds.top : pounds.top) * 100;
    wide pence = (top * 2 + pounds.bottom) / (pounds.bottom * 2);
    if (pence > MONEY_MOST)
        return false;
    out->pence = negative ? -(int64_t)pence : (int64_t)pence;
    return true;
}

/* Digits, in threes when there are commas. */
static bool pounds_of(const char **at, int64_t *pounds)
{
    const char *p = *at;
    int digits = 0, group = 0;
    bool commas = false;

    *pounds = 0;
    for (; digit(*p) || *p == ','; p++) {
        if (*p == ',') {
            if (group == 0 || group > 3 || (commas && group != 3))
                return false;
            commas = true;
            group = 0;
            continue;
        }
        if (++digits > DIGITS_MOST)
            return false;
        *pounds = *pounds * 10 + (*p - '0');
        group++;
    }
    *at = p;
    return (!commas || group == 3) && (digits || *p == '.');
}

bool money_parse_typed(const char *text, money_t *out)
{
    bool negative = false;
    int64_t pounds, pence = 0;

    while (*text == ' ')
        text++;
    if (*text == '=')
        return calculated(text + 1, out);
    if (*text == '-') {
        negative = true;
        text++;
    }
    if (strncmp(text, "£", 2) == 0)
        text += 2;
    if (*text == '-' && !negative) {
        negative = true;
        text++;
    }
    if (!pounds_of(&text, &pounds))
        return false;
    if (*text == '.') {
        if (!digit(text[1]))
            return false;
        pence = (text[1] - '0') * 10;
        text += 2;
        if (digit(*text))
            pence += *text++ - '0';
    }
    while (*text == ' ')
        text++;
    if (*text || pounds > MONEY_MOST / 100)
        return false;
    pence += pounds * 100;
    if (pence > MONEY_MOST)
        return false;
    out->pence = negative ? -pence : pence;
    return true;
}

/* Words beside each other: look-alikes and near misses; and the encoding of old spreadsheets. */
#include "core/base/text.h"

#include <ctype.h>
#include <string.h>

enum script { OTHER, LATIN, GREEK, CYRILLIC, ARMENIAN };

/* The scripts whose letters look alike.  Source: Unicode Scripts.txt, letters only. */
static enum script script_of(int32_t c)
{
    static const struct {
        int32_t from, to;
        enum script script;
    } ranges[] = {
        {'A', 'Z', LATIN},        {'a', 'z', LATIN},          {0xaa, 0xaa, LATIN},
        {0xba, 0xba, LATIN},      {0xc0, 0xd6, LATIN},        {0xd8, 0xf6, LATIN},
        {0xf8, 0x2b8, LATIN},     {0x370, 0x373, GREEK},      {0x376, 0x377, GREEK},
        {0x37a, 0x37d, GREEK},    {0x37f, 0x37f, GREEK},      {0x386, 0x386, GREEK},
        {0x388, 0x3e1, GREEK},    {0x3f0, 0x3ff, GREEK},      {0x400, 0x484, CYRILLIC},
        {0x487, 0x52f, CYRILLIC}, {0x531, 0x588, ARMENIAN},   {0x1c80, 0x1c88, CYRILLIC},
        {0x1d00, 0x1d25, LATIN},  {0x1e00, 0x1eff, LATIN},    {0x1f00, 0x1fff, GREEK},
        {0x2c60, 0x2c7f, LATIN},  {0x2de0, 0x2dff, CYRILLIC}, {0xa640, 0xa69f, CYRILLIC},
        {0xa722, 0xa787, LATIN},  {0xa78b, 0xa7ff, LATIN},    {0xff21, 0xff3a, LATIN},
        {0xff41, 0xff5a, LATIN},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].from && c <= ranges[i].to)
            return ranges[i].script;
    return OTHER;
}

static bool ends_word(int32_t c)
{
    return c < 0x80 ? !isalnum(c) && c != '\'' && c != '-'
                    : c == 0xa0 || c == 0x2013 || c == 0x2014;
}

bool text_mixes_scripts(const char *text)
{
    size_t length = strlen(text);
    enum script word = OTHER;

    for (size_t at = 0; at < length;) {
        int32_t c = text_next(text, length, &at);
        enum script s = script_of(c);
        if (s == OTHER) {
            if (ends_word(c))
                word = OTHER;
        } else if (word != OTHER && s != word) {
            return true;
        } else {
            word = s;
        }
    }
    return false;
}

enum { WORD_MOST = 48, FAR_MOST = 3 };

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20 : (unsigned char)c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Changes, gaps, additions and swapped neighbours that turn a into b, whatever the case. */
static size_t distance(const char *a, size_t la, const char *b, size_t lb)
{
    size_t row[3][WORD_MOST + 1];

    for (size_t j = 0; j <= lb; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= la; i++) {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            size_t same = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            now[j] = least(least(before[j] + 1, now[j - 1] + 1), before[j - 1] + same);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return row[la % 3][lb];
}

/* A number, a date, a postcode: one close to it is another, and not what was meant. */
static bool is_no_word(const char *text)
{
    char postcode[9];
    const char *at = text;

    while (*at && !isalpha((unsigned char)*at) && !((unsigned char)*at & 0x80))
        at++;
    return !*at || text_postcode(text, postcode);
}

/* The digits of both, in their order, are the same; or `typed` has none. */
static bool same_digits(const char *typed, const char *other)
{
    static const char digits[] = "0123456789";

    typed += strcspn(typed, digits);
    if (!*typed)
        return true;
    for (other += strcspn(other, digits); *typed && *typed == *other;) {
        typed += 1 + strcspn(typed + 1, digits);
        other += 1 + strcspn(other + 1, digits);
    }
    return !*typed && !*other;
}

static const char *nearest(const char *word, const char *const *words, size_t count, bool numbered)
{
    size_t length = strlen(word), best = FAR_MOST + 1;
    const char *found = NULL;

    if (length > WORD_MOST || is_no_word(word))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(words[i]);
        if (other > WORD_MOST || other > length + FAR_MOST || length > other + FAR_MOST ||
            is_no_word(words[i]) || (numbered && !same_digits(word, words[i])))
            continue;
        size_t far = distance(word, length, words[i], other);
        if (far < best && far * 2 < (length > other ? length : other)) {
            best = far;
            found = words[i];
        }
    }
    return found;
}

const char *text_nearest(const char *word, const char *const *words, size_t count)
{
    return nearest(word, words, count, false);
}

const char *text_nearest_ref(const char *ref, const char *const *refs, size_t count)
{
    return nearest(ref, refs, count, true);
}

/* 0x80 to 0x9f.  Source: Unicode's CP1252.TXT; five bytes are undefined. */
static const uint16_t windows[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

bool text_from_cp1252(const char *raw, size_t length, struct arena *a, const char **out,
                      size_t *out_length, size_t *bad_at)
{
    *bad_at = length; /* stays so when it was memory that failed */
    char *text = length < SIZE_MAX / 4 ? arena_take_array(a, length + 1, 3) : NULL;
    size_t n = 0;

    if (!text)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned c = (unsigned char)raw[i];
        if (c >= 0x80 && c < 0xa0)
            c = windows[c - 0x80];
        if (!c && raw[i]) {
            *bad_at = i;
            return false;
        }
        if (c < 0x80) {
            text[n++] = (char)c;
        } else if (c < 0x800) {
            text[n++] = (char)(0xc0 | c >> 6);
            text[n++] = (char)(0x80 | (c & 0x3f));
        } else {
            text[n++] = (char)(0xe0 | c >> 12);
            text[n++] = (char)(0x80 | (c >> 6 & 0x3f));
            text[n++] = (char)(0x80 | (c & 0x3f));
        }
    }
    text[n] = '\0';
    *out = text;
    *out_length = n;
    return true;
}

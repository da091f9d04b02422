#include "core/exchange/json.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool json_fail(struct json *j, const char *format, ...)
{
    size_t line = 1, column = 1;
    char text[300];
    va_list args;

    if (j->failed)
        return false;
    j->failed = true;
    for (const char *p = j->text; p < j->at; p++) {
        if (*p == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)*p & 0xc0) != 0x80) {
            column++;
        }
    }
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return fail_at(j->why, j->name, line, column, "", "%s", text);
}

static bool out_of_memory(struct json *j)
{
    j->failed = true;
    return fault_memory(j->why);
}

char json_peek(struct json *j)
{
    while (j->at < j->end && (*j->at == ' ' || *j->at == '\n' || *j->at == '\r' || *j->at == '\t'))
        j->at++;
    if (j->failed || j->at >= j->end)
        return '\0';
    if (*j->at == '-' || (*j->at >= '0' && *j->at <= '9'))
        return '0';
    return *j->at && strchr("{[\"tfn", *j->at) ? *j->at : '\0';
}

bool json_open(struct json *j, char bracket)
{
    if (json_peek(j) != bracket)
        return json_fail(j, "%s must stand here.",
                         bracket == '{' ? "An object { … }" : "An array [ … ]");
    if (++j->depth > JSON_DEPTH_MOST)
        return json_fail(j, "This goes more than %d brackets deep.", (int)JSON_DEPTH_MOST);
    j->at++;
    return true;
}

bool json_more(struct json *j, char closing, bool *first)
{
    bool was_first = *first;

    *first = false;
    (void)json_peek(j);
    if (j->failed)
        return false;
    if (j->at < j->end && *j->at == closing) {
        j->at++;
        j->depth--;
        return false;
    }
    if (was_first)
        return true;
    if (j->at >= j->end || *j->at != ',')
        return json_fail(j, "A comma or %c must stand here.", closing);
    j->at++;
    return true;
}

bool json_key(struct json *j, const char **key)
{
    if (!json_string(j, key))
        return false;
    (void)json_peek(j);
    if (j->at >= j->end || *j->at != ':')
        return json_fail(j, "A colon must stand here, between a key and its value.");
    j->at++;
    return true;
}

/* --- strings ------------------------------------------------------------------------------ */

static bool hex4(struct json *j, unsigned *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, j->at++) {
        char c = j->at < j->end ? *j->at : '\0';
        unsigned digit;
        if (c >= '0' && c <= '9')
            digit = (unsigned)(c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            digit = (unsigned)((c | 32) - 'a' + 10);
        else
            return json_fail(j, "Four hexadecimal digits must follow \\u.");
        *out = *out << 4 | digit;
    }
    return true;
}

static size_t put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xc0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        to[0] = (char)(0xe0 | code >> 12);
        to[1] = (char)(0x80 | (code >> 6 & 0x3f));
        to[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | code >> 18);
    to[1] = (char)(0x80 | (code >> 12 & 0x3f));
    to[2] = (char)(0x80 | (code >> 6 & 0x3f));
    to[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

/* Behind a backslash; the longest character is four bytes. */
static bool escape(struct json *j, char *to, size_t *length)
{
    static const char named[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = j->at < j->end ? *j->at : '\0';
    const char *which = c ? strchr(named, c) : NULL;
    unsigned code, low;

    if (which) {
        j->at++;
        to[(*length)++] = meant[which - named];
        return true;
    }
    if (c != 'u')
        return json_fail(j, "This is no escape of JSON; write \\\\ for a backslash.");
    j->at++;
    if (!hex4(j, &code))
        return false;
    if (code >= 0xd800 && code < 0xdc00) {
        if (j->end - j->at < 6 || j->at[0] != '\\' || j->at[1] != 'u')
            return json_fail(j, "Half of a pair of surrogates stands alone here.");
        j->at += 2;
        if (!hex4(j, &low))
            return false;
        if (low < 0xdc00 || low > 0xdfff)
            return json_fail(j, "Half of a pair of surrogates stands alone here.");
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    if (code == 0 || (code >= 0xdc00 && code < 0xe000))
        return json_fail(j, "This character may not stand in text.");
    *length += put_utf8(to + *length, code);
    return true;
}

bool json_string(struct json *j, const char **out)
{
    char text[JSON_TEXT_MOST + 8];
    size_t length = 0, bad_at;

    if (json_peek(j) != '"')
        return json_fail(j, "Text in quotation marks must stand here.");
    j->at++;
    while (j->at < j->end && *j->at != '"') {
        if (length >= JSON_TEXT_MOST)
            return json_fail(j, "This text is longer than %d bytes.", (int)JSON_TEXT_MOST);
        if ((unsigned char)*j->at < 0x20)
            return json_fail(j, "A control character or line end stands inside text.");
        if (*j->at == '\\') {
            j->at++;
            if (!escape(j, text, &length))
                return false;
        } else {
            text[length++] = *j->at++;
        }
    }
    if (j->at >= j->end)
        return json_fail(j, "The file ends inside text.");
    if (!text_is_utf8(text, length, &bad_at))
        return json_fail(j, "The text that ends here is not in UTF-8.");
    j->at++;
    *out = arena_copy(j->arena, text, length);
    return *out || out_of_memory(j);
}

/* --- numbers ------------------------------------------------------------------------------ */

struct decimal {
    int64_t digits; /* without point and sign */
    int exponent;   /* of ten */
    bool negative;
};

static bool is_digit(const struct json *j)
{
    return *j->at >= '0' && *j->at <= '9';
}

/* At most 17 digits count; those behind them are nought for any place on Earth. */
static void take_digit(struct json *j, struct decimal *d, bool fraction)
{
    if (d->digits < INT64_C(10000000000000000)) {
        d->digits = d->digits * 10 + (*j->at - '0');
        d->exponent -= fraction;
    } else {
        d->exponent += !fraction;
    }
    j->at++;
}

static bool take_exponent(struct json *j, struct decimal *d)
{
    int sign = 1, e = 0;

    if ((*j->at | 32) != 'e')
        return true;
    j->at++;
    if (*j->at == '-' || *j->at == '+')
        sign = *j->at++ == '-' ? -1 : 1;
    if (!is_digit(j))
        return json_fail(j, "A digit must stand here.");
    for (; is_digit(j); j->at++)
        e = e < 1000 ? e * 10 + (*j->at - '0') : e;
    d->exponent += sign * e;
    return true;
}

static bool take_number(struct json *j, struct decimal *d)
{
    *d = (struct decimal){0};
    if (json_peek(j) != '0')
        return json_fail(j, "A number must stand here.");
    d->negative = *j->at == '-';
    j->at += d->negative;
    if (!is_digit(j))
        return json_fail(j, "A digit must stand here.");
    if (*j->at == '0' && j->at[1] >= '0' && j->at[1] <= '9')
        return json_fail(j, "A number does not begin with a nought.");
    while (is_digit(j))
        take_digit(j, d, false);
    if (*j->at == '.') {
        j->at++;
        if (!is_digit(j))
            return json_fail(j, "A digit must follow the point.");
        while (is_digit(j))
            take_digit(j, d, true);
    }
    return take_exponent(j, d);
}

bool json_millionths(struct json *j, int64_t *out)
{
    const char *from;
    struct decimal d;

    (void)json_peek(j);
    from = j->at;
    if (!take_number(j, &d))
        return false;
    int64_t n = d.digits;
    int shift = d.exponent + 6;
    for (; shift > 0 && n && n < INT64_C(1000000000000000000); shift--) {
        if (n > INT64_MAX / 10)
            break;
        n *= 10;
    }
    if (n > INT64_C(1000000000000000000) || (shift > 0 && n)) {
        j->at = from;
        return json_fail(j, "This number is too large.");
    }
    int last = 0;
    for (; shift < 0 && (n || last); shift++) {
        last = (int)(n % 10);
        n /= 10;
    }
    n += shift == 0 && last >= 5;
    *out = d.negative ? -n : n;
    return true;
}

/* --- anything ----------------------------------------------------------------------------- */

static bool take_word(struct json *j, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(j->end - j->at) < length || memcmp(j->at, word, length) != 0)
        return json_fail(j, "One of true, false and null must stand here.");
    j->at += length;
    return true;
}

static bool skip_bracketed(struct json *j, char opening, char closing)
{
    bool first = true;
    const char *key;

    if (!json_open(j, opening))
        return false;
    while (json_more(j, closing, &first))
        if ((opening == '{' && !json_key(j, &key)) || !json_skip(j))
            return false;
    return !j->failed;
}

bool json_skip(struct json *j)
{
    struct decimal d;
    const char *text;

    switch (json_peek(j)) {
    case '{':
        return skip_bracketed(j, '{', '}');
    case '[':
        return skip_bracketed(j, '[', ']');
    case '"':
        return json_string(j, &text);
    case '0':
        return take_number(j, &d);
    case 't':
        return take_word(j, "true");
    case 'f':
        return take_word(j, "false");
    case 'n':
        return take_word(j, "null");
    default:
        return json_fail(j, "A value must stand here.");
    }
}

bool json_ended(struct json *j)
{
    (void)json_peek(j);
    if (j->failed || j->at == j->end)
        return !j->failed;
    return json_fail(j, "Something stands after the end of the value.");
}

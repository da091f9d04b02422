#include "core/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MARKS_MOST = 8 };

/* --- decoding ----------------------------------------------------------------------------------
 */

/* Bytes of the code point that begins here, or 0 when malformed.  Source: Unicode 15, table 3-7. */
static size_t decode(const unsigned char *p, size_t left, int32_t *code)
{
    unsigned char a = p[0];

    if (a < 0x80) {
        *code = a;
        return 1;
    }
    if (a < 0xc2 || a > 0xf4 || left < 2 || (p[1] & 0xc0) != 0x80)
        return 0;
    if (a < 0xe0) {
        *code = (a & 0x1f) << 6 | (p[1] & 0x3f);
        return 2;
    }
    if (left < 3 || (p[2] & 0xc0) != 0x80)
        return 0;
    if (a < 0xf0) {
        if ((a == 0xe0 && p[1] < 0xa0) || (a == 0xed && p[1] > 0x9f))
            return 0;
        *code = (a & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f);
        return 3;
    }
    if (left < 4 || (p[3] & 0xc0) != 0x80 || (a == 0xf0 && p[1] < 0x90) ||
        (a == 0xf4 && p[1] > 0x8f))
        return 0;
    *code = (a & 0x07) << 18 | (p[1] & 0x3f) << 12 | (p[2] & 0x3f) << 6 | (p[3] & 0x3f);
    return 4;
}

/* How many bytes from the start are printable ASCII, eight at a time. */
static size_t plain(const char *raw, size_t length)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    size_t at = 0;

    for (; length - at >= 8; at += 8) {
        uint64_t w;
        memcpy(&w, raw + at, 8);
        uint64_t below = (w - ones * 0x20) & ~w, rubout = w ^ ones * 0x7f;
        if ((w | below | ((rubout - ones) & ~rubout)) & tops)
            break;
    }
    while (at < length && raw[at] >= 0x20 && raw[at] < 0x7f)
        at++;
    return at;
}

bool text_is_plain(const char *raw, size_t length)
{
    return plain(raw, length) == length;
}

int32_t text_next(const char *text, size_t length, size_t *at)
{
    int32_t code;
    size_t n = decode((const unsigned char *)text + *at, length - *at, &code);

    *at += n ? n : 1;
    return n ? code : 0xfffd;
}

bool text_is_utf8(const char *raw, size_t length, size_t *bad_at)
{
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t n = decode((const unsigned char *)raw + at, length - at, &code);
        if (!n) {
            if (bad_at)
                *bad_at = at;
            return false;
        }
        at += n;
    }
    return true;
}

/* --- what is accepted --------------------------------------------------------------------------
 */

enum text_kind text_kind(int32_t code)
{
    if (code < 0x80)
        return code >= 0x20 && code < 0x7f ? TEXT_SEEN : TEXT_CONTROL;
    switch (code) { /* letters and symbols that draw nothing */
    case 0x034f:
    case 0x115f:
    case 0x1160:
    case 0x17b4:
    case 0x17b5:
    case 0x2800:
    case 0x3164:
    case 0xffa0:
        return TEXT_INVISIBLE;
    default:
        break;
    }
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CC:
        return TEXT_CONTROL;
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return TEXT_INVISIBLE;
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
        return TEXT_UNASSIGNED;
    case UTF8PROC_CATEGORY_ZS:
        return TEXT_SPACE;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return TEXT_MARK;
    default:
        return TEXT_SEEN;
    }
}

/* What a refused code point is, for people. */
static const char *refused(enum text_kind kind)
{
    switch (kind) {
    case TEXT_CONTROL:
        return "a control character";
    case TEXT_INVISIBLE:
        return "an invisible character";
    default:
        return "not a character that is in use";
    }
}

/* --- cleaning ----------------------------------------------------------------------------------
 */

static bool clean_ascii(const char *raw, size_t length, struct arena *a, const char **out,
                        struct fault *why)
{
    *out = arena_copy(a, raw, length);
    return *out ? true : fault_memory(why);
}

/* Every code point of `raw` checked and written to `to` (at most as long), with CRLF as LF and
 * every kind of space as the plain one.  Length written, or SIZE_MAX with *why filled. */
static size_t check(const char *raw, size_t length, enum text_rule rule, const char *field,
                    char *to, struct fault *why)
{
    size_t written = 0, character = 0;
    int marks = 0;

    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t n = decode((const unsigned char *)raw + at, length - at, &code);
        character++;
        if (!n) {
            fail(why, FAULT_INPUT, field,
                 "%s is not UTF-8 text: byte %02X at character %zu; save the file as UTF-8.",
                 field ? field : "This", (unsigned)(unsigned char)raw[at], character);
            return SIZE_MAX;
        }
        if (rule == TEXT_LINES && code == '\r' && at + 1 < length && raw[at + 1] == '\n') {
            at++;
            continue;
        }
        enum text_kind kind = text_kind(code);
        if (rule == TEXT_LINES && (code == '\n' || code == '\t'))
            kind = TEXT_SEEN;
        marks = kind == TEXT_MARK ? marks + 1 : 0;
        if (marks > MARKS_MOST) {
            fail(why, FAULT_INPUT, field,
                 "%s has more than %d accents on one letter, at character %zu; take them off.",
                 field ? field : "This", MARKS_MOST, character);
            return SIZE_MAX;
        }
        if (kind == TEXT_CONTROL || kind == TEXT_INVISIBLE || kind == TEXT_UNASSIGNED) {
            fail(why, FAULT_INPUT, field, "%s has U+%04X at character %zu, %s; take it out.",
                 field ? field : "This", (unsigned)code, character, refused(kind));
            return SIZE_MAX;
        }
        if (kind == TEXT_SPACE) {
            to[written++] = ' ';
        } else {
            memcpy(to + written, raw + at, n);
            written += n;
        }
        at += n;
    }
    return written;
}

static bool outer(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Composed, from the arena; a second look, since composing may take letters apart. */
static bool compose(const char *text, size_t length, const char *field, struct arena *a,
                    const char **out, struct fault *why)
{
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length,
                                      &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n < 0)
        return fault_memory(why);
    int marks = 0;
    bool good = true;
    for (size_t at = 0; at < (size_t)n && good;) {
        bool mark = text_kind(text_next((const char *)nfc, (size_t)n, &at)) == TEXT_MARK;
        marks = mark ? marks + 1 : 0;
        good = marks <= MARKS_MOST;
    }
    if (!good)
        fail(why, FAULT_INPUT, field, "%s has more than %d accents on one letter; take them off.",
             field ? field : "This", MARKS_MOST);
    else
        good = clean_ascii((const char *)nfc, (size_t)n, a, out, why);
    free(nfc);
    return good;
}

bool text_clean(const char *raw, size_t length, enum text_rule rule, const char *field,
                struct arena *a, const char **out, struct fault *why)
{
    while (length && raw[0] == ' ') {
        raw++;
        length--;
    }
    while (length && raw[length - 1] == ' ')
        length--;
    if (plain(raw, length) == length)
        return clean_ascii(raw, length, a, out, why);
    char *copy = arena_copy(a, raw, length);
    if (!copy)
        return fault_memory(why);
    size_t n = check(raw, length, rule, field, copy, why);
    if (n == SIZE_MAX)
        return false;
    while (n && outer(copy[n - 1]))
        n--;
    copy[n] = '\0';
    while (outer(*copy)) {
        copy++;
        n--;
    }
    if (plain(copy, n) == n) {
        *out = copy;
        return true;
    }
    return compose(copy, n, field, a, out, why);
}

/* --- the search key ----------------------------------------------------------------------------
 */

/* Letters that Unicode does not take apart, as people without them on the keyboard type them. */
static const char *spelt(int32_t code)
{
    static const struct {
        int32_t code;
        const char *as;
    } letters[] = {{0xe6, "ae"}, {0xf0, "d"},   {0xf8, "o"},  {0xfe, "th"},
                   {0x111, "d"}, {0x127, "h"},  {0x131, "i"}, {0x142, "l"},
                   {0x14b, "n"}, {0x153, "oe"}, {0x167, "t"}};

    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].code == code)
            return letters[i].as;
    return NULL;
}

struct key {
    char *text;
    size_t length, room; /* room without the NUL */
    bool gap, full;
};

static void key_add(struct key *k, const char *bytes, size_t n)
{
    size_t gap = k->gap && k->length;

    if (k->full || n + gap > k->room - k->length) {
        k->full = true;
        return;
    }
    if (gap)
        k->text[k->length++] = ' ';
    k->gap = false;
    memcpy(k->text + k->length, bytes, n);
    k->length += n;
}

static void key_code(struct key *k, int32_t code)
{
    utf8proc_uint8_t bytes[4];
    const char *as = spelt(code);

    if (as) {
        key_add(k, as, strlen(as));
        return;
    }
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
        return;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        key_add(k, (const char *)bytes, (size_t)utf8proc_encode_char(code, bytes));
        return;
    default:
        k->gap = true;
    }
}

size_t text_fold(const char *text, char *key, size_t size)
{
    const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD;
    size_t length = strlen(text);

    if (!size)
        return 0;
    struct key k = {key, 0, size - 1, false, false};
    for (size_t at = 0; at < length && !k.full;) {
        char c = text[at];
        if (c >= 0) {
            at++;
            if (c >= 'A' && c <= 'Z')
                c = (char)(c | 0x20);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                key_add(&k, &c, 1);
            else
                k.gap = true;
            continue;
        }
        utf8proc_int32_t parts[32]; /* the longest decomposition has 18 */
        int last = 0;
        utf8proc_ssize_t n =
            utf8proc_decompose_char(text_next(text, length, &at), parts, 32, how, &last);
        for (utf8proc_ssize_t i = 0; i < n && i < 32; i++)
            key_code(&k, parts[i]);
    }
    key[k.length] = '\0';
    return k.length;
}

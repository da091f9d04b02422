#include "core/base/buf.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static bool grow_more(struct buf *b, size_t more)
{
    size_t room = b->room ? b->room : 64;
    while (room - b->length <= more) {
        if (room > SIZE_MAX / 4 || more > SIZE_MAX / 4) {
            b->failed = true;
            return false;
        }
        room *= 2;
    }
    char *text = realloc(b->text, room);
    if (!text) {
        b->failed = true;
        return false;
    }
    b->text = text;
    b->room = room;
    return true;
}

/* Room for `more` bytes and a NUL.  Mostly there is. */
static inline bool grow(struct buf *b, size_t more)
{
    if (b->failed)
        return false;
    return more < b->room - b->length || grow_more(b, more);
}

void buf_add(struct buf *b, const char *text, size_t length)
{
    if (!grow(b, length))
        return;
    if (length)
        memcpy(b->text + b->length, text, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void buf_number(struct buf *b, int64_t n)
{
    char digits[24], *p = digits + sizeof digits;
    uint64_t rest = n < 0 ? (uint64_t)0 - (uint64_t)n : (uint64_t)n;

    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (n < 0)
        *--p = '-';
    buf_add(b, p, (size_t)(digits + sizeof digits - p));
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;

    if (!grow(b, 32)) /* mostly enough, so that it is formatted once */
        return;
    va_start(args, format);
    va_copy(again, args);
    size_t room = b->room - b->length;
    int length = vsnprintf(b->text + b->length, room, format, args);
    va_end(args);
    if (length >= 0 && (size_t)length >= room && grow(b, (size_t)length))
        length = vsnprintf(b->text + b->length, b->room - b->length, format, again);
    va_end(again);
    b->failed = b->failed || length < 0;
    if (!b->failed)
        b->length += (size_t)length;
    b->text[b->length] = '\0';
}

/* Escaped in JSON: controls by RFC 8259, and the two separators JavaScript takes for line ends. */
static bool json_escapes(int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfffd;
}

void buf_json(struct buf *b, const char *text)
{
    size_t length = strlen(text), from = 0;

    buf_char(b, '"');
    for (size_t at = 0; at < length;) {
        size_t start = at;
        unsigned char byte = (unsigned char)text[at];
        int32_t c = byte < 0x80 ? (at++, byte) : text_next(text, length, &at);
        if (c != '"' && c != '\\' && !json_escapes(c))
            continue;
        buf_add(b, text + from, start - from);
        from = at;
        switch (c) {
        case '"':
        case '\\':
            buf_char(b, '\\');
            buf_char(b, (char)c);
            break;
        case '\n':
            buf_text(b, "\\n");
            break;
        case '\t':
            buf_text(b, "\\t");
            break;
        case '\r':
            buf_text(b, "\\r");
            break;
        default:
            buf_printf(b, "\\u%04x", (unsigned)c);
        }
    }
    buf_add(b, text + from, length - from);
    buf_char(b, '"');
}

void buf_clear(struct buf *b)
{
    b->length = 0;
    if (b->text)
        b->text[0] = '\0';
}

void buf_anew(struct buf *b)
{
    buf_clear(b);
    b->failed = false;
}

void buf_release(struct buf *b)
{
    free(b->text);
    *b = (struct buf){0};
}

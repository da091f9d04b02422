/* Text on its way to a message or a terminal. */
#include "core/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A writer into a fixed buffer that never cuts a character in two. */
struct shown {
    char *text;
    size_t length, size;
    bool full;
};

static void put(struct shown *s, const char *bytes, size_t n)
{
    if (s->full || n >= s->size - s->length) {
        s->full = true;
        return;
    }
    memcpy(s->text + s->length, bytes, n);
    s->length += n;
}

/* One character, or what stands for it, moving on. */
static void show_next(struct shown *s, const char *raw, size_t length, size_t *at, int *marks)
{
    char name[16];
    size_t start = *at;
    unsigned char byte = (unsigned char)raw[start];

    if (byte >= 0x20 && byte < 0x7f) {
        *at += 1;
        *marks = 0;
        put(s, raw + start, 1);
        return;
    }
    int32_t code = text_next(raw, length, at);
    if (code == 0xfffd && *at == start + 1) {
        put(s, name, (size_t)snprintf(name, sizeof name, "<0x%02X>", (unsigned)byte));
        return;
    }
    switch (text_kind(code)) {
    case TEXT_MARK:
        if (++*marks > 8)
            return;
        break;
    case TEXT_SEEN:
    case TEXT_SPACE:
        *marks = 0;
        break;
    case TEXT_CONTROL:
    case TEXT_INVISIBLE:
    case TEXT_UNASSIGNED:
        put(s, name, (size_t)snprintf(name, sizeof name, "<U+%04X>", (unsigned)code));
        return;
    }
    put(s, raw + start, *at - start);
}

char *text_quote(const char *raw, size_t length, size_t most, char *buf, size_t size)
{
    static const char ending[] = "…\"";
    struct shown s = {buf, 0, size, false};
    size_t at = 0;
    int marks = 0;

    if (size < sizeof ending + 1) {
        if (size)
            *buf = '\0';
        return buf;
    }
    s.size -= sizeof ending - 1;
    put(&s, "\"", 1);
    for (size_t i = 0; at < length && i < most && !s.full; i++)
        show_next(&s, raw, length, &at, &marks);
    bool cut = at < length || s.full;
    s.size = size;
    s.full = false;
    put(&s, cut ? ending : "\"", cut ? sizeof ending - 1 : 1);
    buf[s.length] = '\0';
    return buf;
}

size_t text_defuse(const char *raw, size_t length, char *out, size_t size)
{
    struct shown s = {out, 0, size, false};
    int marks = 0;

    if (!size)
        return 0;
    for (size_t at = 0; at < length && !s.full;)
        show_next(&s, raw, length, &at, &marks);
    out[s.length] = '\0';
    return s.length;
}

static void add_piece(struct buf *to, const char *raw, size_t length)
{
    if (text_is_plain(raw, length)) {
        buf_add(to, raw, length);
        return;
    }
    size_t room = length * 12 + 1; /* <U+10FFFF> for one byte at the worst */
    char *safe = malloc(room);
    if (safe)
        buf_add(to, safe, text_defuse(raw, length, safe, room));
    else
        to->failed = true;
    free(safe);
}

void text_add_safe(struct buf *to, const char *raw, size_t length, const char *line_end)
{
    const char *end;

    while (line_end && length && (end = memchr(raw, '\n', length))) {
        add_piece(to, raw, (size_t)(end - raw));
        buf_text(to, line_end);
        length -= (size_t)(end + 1 - raw);
        raw = end + 1;
    }
    if (length)
        add_piece(to, raw, length);
}

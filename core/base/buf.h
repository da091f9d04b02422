/* buf.h - text that grows
 *
 * Memory   `{ 0 }` is a valid empty buffer.  `text` is always NUL-terminated once anything was
 *          added, and is owned by the buffer until buf_release.
 * Errors   A buffer that could not grow remembers it in `failed` and adds nothing more, so a
 *          writer checks once, at the end.
 */
#ifndef CORE_BASE_BUF_H
#define CORE_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
    char *text;
    size_t length, room;
    bool failed;
};

void buf_add(struct buf *b, const char *text, size_t length);
static inline void buf_text(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}
/* Here, so that a character among many costs no call. */
static inline void buf_char(struct buf *b, char c)
{
    if (b->failed || b->room - b->length < 2) {
        buf_add(b, &c, 1);
        return;
    }
    b->text[b->length++] = c;
    b->text[b->length] = '\0';
}
void buf_number(struct buf *b, int64_t n); /* decimal */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text as a JSON string with its quotes, control characters escaped. */
void buf_json(struct buf *b, const char *text);
void buf_clear(struct buf *b); /* empty, room kept; `failed` stays */
void buf_anew(struct buf *b);  /* the same for other content: a failure before is forgotten */
void buf_release(struct buf *b);

#endif

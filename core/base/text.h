/* text.h - text from outside, made safe, comparable and printable
 *
 * Unit     UTF-8, NFC, NUL-terminated.  text.c is the only file that includes utf8proc.
 * Rule     Refused on entry: malformed UTF-8 (overlong, surrogates, beyond U+10FFFF), NUL, C0 and
 * C1 controls, bidirectional and zero-width marks, more than 8 combining marks on one letter.
 *          Unassigned, private and invisible code points too.  A newline and a tab are allowed only
 *          in a field that says so.  Every other kind of space (no-break …) becomes a plain one,
 * and CRLF a newline.
 */
#ifndef CORE_BASE_TEXT_H
#define CORE_BASE_TEXT_H

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/fault.h"

#include <stdint.h>

/* What a code point is to us.  Only what is seen, spaces and marks are accepted. */
enum text_kind {
    TEXT_SEEN,
    TEXT_SPACE,     /* any space but U+0020; cleaning makes it one */
    TEXT_MARK,      /* an accent on the letter before */
    TEXT_CONTROL,   /* C0, C1, delete */
    TEXT_INVISIBLE, /* direction and zero-width marks, soft hyphen, fillers, separators */
    TEXT_UNASSIGNED /* surrogates, private use, not characters */
};
enum text_kind text_kind(int32_t code);

enum text_rule { TEXT_LINE, TEXT_LINES /* newline and tab allowed */ };

/* Checks `length` bytes and gives a clean NFC copy from the arena, outer spaces trimmed.
 * why (kind FAULT_INPUT, field as given) says which character at which place is not accepted. */
bool text_clean(const char *raw, size_t length, enum text_rule rule, const char *field,
                struct arena *a, const char **out, struct fault *why) MUST_CHECK;
bool text_is_plain(const char *raw, size_t length); /* nothing but printable ASCII */
bool text_is_utf8(const char *raw, size_t length, size_t *bad_at);
/* One code point from text, advancing *at; U+FFFD and one byte for a malformed one. */
int32_t text_next(const char *text, size_t length, size_t *at);

/* The key a search compares: case folded, accents stripped, punctuation to single spaces
 * ("Ó Dónaill-Wyn" → "o donaill wyn").  At most size - 1 bytes; returns the length written. */
size_t text_fold(const char *text, char *key, size_t size);
/* Letters of more than one script in one word (Latin with Cyrillic or Greek): a look-alike. */
bool text_mixes_scripts(const char *text);

/* Quoted for a message: at most `most` characters, every unsafe one shown as <U+NNNN>. */
char *text_quote(const char *raw, size_t length, size_t most, char *buf, size_t size);
/* What a terminal may be sent: unsafe characters replaced as in text_quote, width not cut.
 * Returns the bytes written. */
size_t text_defuse(const char *raw, size_t length, char *out, size_t size);
/* The same at the end of `to`, whole.  Each end of a line becomes `line_end`, such as " / " where
 * text of several lines is told in one; NULL: it is replaced like any other. */
void text_add_safe(struct buf *to, const char *raw, size_t length, const char *line_end);
/* "did you mean": the nearest of `count` words by edit distance (at most 3, and under half the
 * longer word's length; case is free, a swap of neighbours counts one), or NULL.  NULL also for a
 * number, a date or a postcode: one that is near it is another. */
const char *text_nearest(const char *word, const char *const *words, size_t count);
/* The same among references of records, P10007: of other digits is another record, and no near miss. */
const char *text_nearest_ref(const char *ref, const char *const *refs, size_t count);
/* Encoding of old spreadsheets: Windows-1252 to UTF-8; false names the undefined byte's place. */
bool text_from_cp1252(const char *raw, size_t length, struct arena *a, const char **out,
                      size_t *out_length, size_t *bad_at);

/* Postcode in canonical form ("LE11 3TU"), at least 9 bytes of room; false when not a postcode.
 * Source: domain.md 7.3; interface.md. */
bool text_postcode(const char *text, char out[9]);
/* NHS number, canonical ten digits; false when invalid.  Source: domain.md 7.3. */
bool text_nhs_number(const char *text, char out[11]);

#endif

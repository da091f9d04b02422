/* Text of a field: cleaned, counted, and in the canonical form of what it identifies. */
#include "core/base/field_inside.h"
#include "core/base/text.h"

#include <inttypes.h>
#include <string.h>

bool field_short_copy(char *to, const char *text, size_t length)
{
    if (length >= SHORT_TEXT || memchr(text, '\0', length))
        return false;
    memcpy(to, text, length);
    to[length] = '\0';
    return true;
}

static size_t characters(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* --- text --------------------------------------------------------------------------------------
 */

static bool wrong_length(const struct reader *r, const struct field *f, size_t count, int64_t limit)
{
    char path[160];

    return field_bad(r, r->at, f, FAULT_INPUT,
                     "%s has %zu characters, and %s %" PRId64 " are allowed; make it %s.",
                     field_path(r, f, path, sizeof path), count,
                     (int64_t)count > limit ? "at most" : "no fewer than", limit,
                     (int64_t)count > limit ? "shorter" : "longer");
}

static bool unclean_text(const struct reader *r, const struct field *f, const char *text,
                         size_t length, const char **out)
{
    struct fault why = {0};
    char path[160];

    if (text_clean(text, length, f->flags & FIELD_LINES ? TEXT_LINES : TEXT_LINE,
                   field_path(r, f, path, sizeof path), r->arena, out, &why))
        return true;
    return field_bad(r, r->at, f, why.kind, "%s", why.text);
}

static bool identifier(const struct reader *r, const struct field *f, const char *text,
                       size_t length, const char **out)
{
    char copy[SHORT_TEXT], code[11];

    if (!field_short_copy(copy, text, length))
        return field_wrong(r, f, text, length, NULL);
    if (f->flags & FIELD_NHS ? !text_nhs_number(copy, code) : !text_postcode(copy, code))
        return field_wrong(r, f, text, length, NULL);
    *out = arena_text(r->arena, code);
    return true;
}

bool field_text(const struct reader *r, const struct field *f, const char *text, size_t length,
                const char **out)
{
    int64_t min = f->min, max = f->max || f->min ? f->max : 200;
    size_t count = length;

    if (f->flags & (FIELD_NHS | FIELD_POSTCODE)) {
        if (!identifier(r, f, text, length, out))
            return false;
    } else if (text_is_plain(text, length)) {
        if ((int64_t)count < min || (int64_t)count > max)
            return wrong_length(r, f, count, (int64_t)count > max ? max : min);
        *out = arena_copy(r->arena, text, length);
    } else {
        /* Composing shortens a text to no less than a ninth, so this one cannot become short enough
         * and need not be cleaned first. */
        count = characters(text, length);
        if ((int64_t)count > max && count / 9 > (size_t)max)
            return wrong_length(r, f, count, max);
        if (!unclean_text(r, f, text, length, out))
            return false;
        count = characters(*out, strlen(*out));
        if (!count)
            *out = NULL;
        else if ((int64_t)count < min || (int64_t)count > max)
            return wrong_length(r, f, count, (int64_t)count > max ? max : min);
    }
    if (*out || !count)
        return true;
    return field_bad(r, r->at, f, FAULT_RESOURCE, "There is not enough memory to read this.");
}

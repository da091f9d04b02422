/* What a field takes and what is wrong with a value, in sentences. */
#include "core/base/field_inside.h"
#include "core/base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void range(const struct field *f, struct buf *out)
{
    int64_t min, max;

    field_limits(f, &min, &max);
    buf_printf(out, " from %" PRId64 " to %" PRId64, min, max);
}

static void money_expects(const struct field *f, enum style style, struct buf *out)
{
    char from[32], to[32];

    if (style == STYLE_FILE) {
        buf_text(out, "a whole number of pence");
        if (f->min || f->max)
            range(f, out);
        buf_text(out, " (1250 is £12.50)");
        return;
    }
    buf_text(out, "an amount");
    if (f->min || f->max)
        buf_printf(out, " from %s to %s", money_print((money_t){f->min}, from, sizeof from),
                   money_print((money_t){f->max}, to, sizeof to));
    buf_text(out, ", such as 12.50, £1,234.56 or =14.5*21.30");
}

static void reference_expects(const char *kind, struct buf *out)
{
    if (strcmp(kind, "staff") == 0)
        buf_text(out, "the login of a member of staff");
    else
        buf_printf(out, "the reference or code of %s %s", strchr("aeiou", *kind) ? "an" : "a",
                   kind);
}

static void text_expects(const struct field *f, struct buf *out)
{
    int64_t min, max;

    field_limits(f, &min, &max);
    if (f->flags & FIELD_NHS)
        buf_text(out, "an NHS number: ten digits, the last of them the check digit");
    else if (f->flags & FIELD_POSTCODE)
        buf_text(out, "a postcode, such as LE11 3TU");
    else if (f->flags & FIELD_REF && f->refers)
        reference_expects(f->refers, out);
    else if (min > 0)
        buf_printf(out, "text of %" PRId64 " to %" PRId64 " characters", min, max);
    else
        buf_printf(out, "text of at most %" PRId64 " characters", max);
}

static void words_expects(const struct field *f, enum style style, struct buf *out)
{
    buf_text(out, "one of ");
    for (const struct word *w = f->words; w && w->code; w++)
        buf_printf(out, "%s%s", w == f->words ? "" : ", ",
                   style == STYLE_FILE || !w->shown ? w->code : w->shown);
}

void field_expects(const struct field *f, enum style style, struct buf *out)
{
    bool file = style == STYLE_FILE;

    switch (f->type) {
    case FIELD_TEXT:
        text_expects(f, out);
        break;
    case FIELD_INT:
        if (f->flags & FIELD_DAYS) {
            buf_text(out, "days of the week, such as \"mon,wed\", \"mon-fri\" or \"daily\"");
            break;
        }
        buf_text(out, "a whole number");
        range(f, out);
        break;
    case FIELD_MONEY:
        money_expects(f, style, out);
        break;
    case FIELD_MINUTES:
        buf_text(out, "a whole number of minutes");
        range(f, out);
        if (!file)
            buf_text(out, ", or a time such as 1:30 or 1h 30m");
        break;
    case FIELD_DATE:
        buf_text(out, file ? "a date as YYYY-MM-DD, such as 2016-11-08"
                           : "a date, such as 08/11/2016, 8 nov, t, +7 or mon");
        break;
    case FIELD_DATETIME:
        buf_text(out, file ? "a date and time as YYYY-MM-DDTHH:MM, such as 2016-11-08T09:14"
                           : "a date and time, such as 08/11/2016 09:14");
        break;
    case FIELD_BOOL:
        buf_text(out, file ? "true or false" : "yes or no");
        break;
    case FIELD_ENUM:
        words_expects(f, style, out);
        break;
    case FIELD_LIST:
        buf_text(out, f->of ? "a list of entries, each with its own names and values"
                            : "a list, such as [a, b]");
        break;
    case FIELD_RECORD:
        buf_text(out, "a group of names and values");
        break;
    }
}

static void frames(const struct frame *in, struct buf *out)
{
    if (!in)
        return;
    frames(in->outer, out);
    buf_text(out, in->name);
    if (in->entry)
        buf_printf(out, "[%zu]", in->entry);
    buf_char(out, '.');
}

const char *field_path(const struct reader *r, const struct field *f, char *buf, size_t size)
{
    struct buf path = {0};

    frames(r->in, &path);
    if (f)
        buf_text(&path, f->name);
    /* An entry of a list of scalars is its list's name again: "weights[2]", not
     * "weights[2].weights". */
    if (f && r->in && r->in->entry && strcmp(r->in->name, f->name) == 0 && f->offset == 0 &&
        f->type != FIELD_RECORD)
        path.length -= strlen(f->name) + 1;
    else if (!f && path.length)
        path.length--;
    if (path.text)
        path.text[path.length] = '\0';
    snprintf(buf, size, "%s", path.text ? path.text : "");
    buf_release(&path);
    return buf;
}

bool field_bad(const struct reader *r, const struct node *place, const struct field *f,
               enum fault_kind kind, const char *format, ...)
{
    struct fault one = {0};
    struct fault *why = r->why ? r->why : &one;
    char path[160], text[FAULT_TEXT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    field_path(r, f, path, sizeof path);
    fail_at(why, place ? place->file : NULL, place ? place->line : 0, place ? place->column : 0,
            path, "%s", text);
    why->kind = kind;
    if (!r->why)
        faults_take(r->all, &one);
    return false;
}

/* The nearest word of a list of choices; NULL when none is near. */
static const char *nearest_word(const struct field *f, const char *text, size_t length)
{
    const char *known[64] = {NULL};
    char typed[64];
    size_t n = 0;

    if (f->type != FIELD_ENUM || length >= sizeof typed || memchr(text, '\0', length))
        return NULL;
    memcpy(typed, text, length);
    typed[length] = '\0';
    for (const struct word *w = f->words; w && w->code && n < 64; w++)
        known[n++] = w->code;
    return text_nearest(typed, known, n);
}

bool field_wrong(const struct reader *r, const struct field *f, const char *text, size_t length,
                 const char *because)
{
    char path[160], quote[256];
    struct buf expects = {0};
    const char *near = nearest_word(f, text, length);
    bool typed = r->how->style != STYLE_FILE;
    bool hidden = f->flags & (FIELD_PERSONAL | FIELD_NHS); /* never repeated in a message */

    if (r->how->dates_dmy && f->type == FIELD_DATE)
        buf_text(&expects, "a date as DD/MM/YYYY, such as 08/11/2016");
    else
        field_expects(f, r->how->style, &expects);
    field_bad(r, r->at, f, FAULT_INPUT, "%s must be %s%s%s%s%s%s%s%s",
              typed && f->label && !r->in ? f->label : field_path(r, f, path, sizeof path),
              expects.text ? expects.text : "something else", hidden ? "" : ", not ",
              hidden ? "" : text_quote(text, length, 40, quote, sizeof quote), because ? ": " : "",
              because ? because : "", near ? "; did you mean " : "", near ? near : "",
              near ? "?" : ".");
    buf_release(&expects);
    return false;
}

bool field_count(const struct reader *r, const struct node *place, const struct field *f,
                 size_t count)
{
    char path[160];
    int64_t min, max;

    field_limits(f, &min, &max);
    if ((int64_t)count >= min && (int64_t)count <= max)
        return true;
    return field_bad(r, place, f, FAULT_INPUT,
                     "%s has %zu entries, and must have from %" PRId64 " to %" PRId64 ".",
                     field_path(r, f, path, sizeof path), count, min, max);
}

#include "core/exchange/csv.h"

#include <string.h>

/* What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection"), with the full-width
 * forms that East Asian input methods give; the apostrophe is Excel's own mark for text. */
static bool is_risky(const char *text)
{
    static const char *const wide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};

    if (*text && strchr("=+-@\t\r\n'", *text))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

/* Ours: every byte is looked at once, and most cells are short.  strcspn builds its set each time. */
static bool is_quoted(const char *text)
{
    const char *p = text;

    if (*p == ' ')
        return true;
    for (; *p; p++)
        if (*p == ',' || *p == ';' || *p == '\t' || *p == '|' || *p == '"' || *p == '\r' ||
            *p == '\n')
            return true;
    return p > text && p[-1] == ' ';
}

void csv_write_cell(struct buf *out, const char *text, bool is_text, bool first)
{
    bool guard = is_text && is_risky(text);
    size_t length = strlen(text);
    /* A cell of spaces or with spaces at an end keeps them in quotation marks. */
    bool quote = is_quoted(text);

    if (!first)
        buf_char(out, ',');
    if (quote)
        buf_char(out, '"');
    if (guard)
        buf_char(out, '\'');
    if (!quote) {
        buf_add(out, text, length);
        return;
    }
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "\"");
        buf_add(out, at, run);
        at += run;
        if (*at == '"') {
            buf_add(out, "\"\"", 2);
            at++;
        }
    }
    buf_char(out, '"');
}

void csv_write_end(struct buf *out)
{
    buf_add(out, "\r\n", 2);
}

void csv_write_bom(struct buf *out)
{
    buf_text(out, "\xef\xbb\xbf");
}

const char *csv_undefuse(const char *text)
{
    return text[0] == '\'' && is_risky(text + 1) ? text + 1 : text;
}

/* Ways of writing that only some fields have: days of the week, lengths of time, lists in a line.
 */
#include "core/base/field_inside.h"

#include "core/base/date_words.h"
#include "core/base/text.h"

#include <string.h>
#include <strings.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* --- days of the week --------------------------------------------------------------------------
 */

enum { EVERY_DAY = 127, WEEKDAYS = 31, WEEKEND = 96 };

static const struct {
    const char *word;
    int64_t mask;
} whole_weeks[] = {{"daily", EVERY_DAY}, {"weekdays", WEEKDAYS}, {"weekends", WEEKEND}};

static bool same_word(const char *word, const char *text, size_t length, bool typed)
{
    return strlen(word) == length &&
           (typed ? strncasecmp(word, text, length) : memcmp(word, text, length)) == 0;
}

/* Index of the day `length` letters name; files use the first three letters, small. */
static int day_index(const char *text, size_t length, bool typed)
{
    static const char *const codes[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

    if (typed)
        return date_name(date_weekday_names, 7, text, length);
    for (int i = 0; i < 7; i++)
        if (same_word(codes[i], text, length, false))
            return i;
    return -1;
}

/* One word or a range of two; 0 when it is none. */
static int64_t days_of(const char *text, size_t length, bool typed)
{
    for (size_t i = 0; i < sizeof whole_weeks / sizeof *whole_weeks; i++)
        if (same_word(whole_weeks[i].word, text, length, typed))
            return whole_weeks[i].mask;
    const char *dash = memchr(text, '-', length);
    size_t first = dash ? (size_t)(dash - text) : length;
    int from = day_index(text, first, typed);
    int to = dash ? day_index(dash + 1, length - first - 1, typed) : from;
    int64_t mask = 0;
    if (from < 0 || to < 0)
        return 0;
    for (int day = from;; day = (day + 1) % 7) {
        mask |= INT64_C(1) << day;
        if (day == to)
            return mask;
    }
}

int64_t field_days(const char *text, size_t length, bool typed)
{
    int64_t all = 0;
    size_t at = 0;

    while (at < length) {
        size_t end = at;
        while (end < length && (letter(text[end]) || text[end] == '-'))
            end++;
        int64_t mask = days_of(text + at, end - at, typed);
        if (!mask || (!typed && (mask & all))) /* a day twice in a file is a slip */
            return 0;
        all |= mask;
        size_t gap = end;
        while (gap < length && text[gap] == ' ')
            gap++;
        bool comma = gap < length && text[gap] == ',';
        at = gap + comma;
        while (at < length && text[at] == ' ')
            at++;
        if ((comma && at == length) || (!comma && at < length && !(typed && gap > end)))
            return 0;
    }
    return all;
}

void field_print_days(int64_t mask, enum style style, struct buf *out)
{
    bool first = true;

    if (mask == EVERY_DAY) {
        buf_text(out, "daily");
        return;
    }
    for (int day = 0; day < 7; day++) {
        int last = day;
        if (!(mask >> day & 1))
            continue;
        while (style == STYLE_SHOWN && last < 6 && mask >> (last + 1) & 1)
            last++;
        if (!first)
            buf_text(out, style == STYLE_SHOWN ? ", " : ",");
        first = false;
        for (int i = 0; i < 3; i++)
            buf_char(out, style == STYLE_SHOWN ? date_weekday_names[day][i]
                                               : (char)(date_weekday_names[day][i] | 0x20));
        if (last - day > 1) {
            buf_printf(out, " to %.3s", date_weekday_names[last]);
            day = last;
        }
    }
}

/* --- lengths of time ---------------------------------------------------------------------------
 */

struct cursor {
    const char *at, *end;
};

static bool amount(struct cursor *c, int64_t *out)
{
    int count = 0;

    *out = 0;
    for (; c->at < c->end && digit(*c->at) && count < 9; c->at++, count++)
        *out = *out * 10 + (*c->at - '0');
    return count > 0;
}

/* One of the ways to write a unit, moving on past it and spaces on both sides. */
static bool unit(struct cursor *c, const char *const *words)
{
    const char *at = c->at;

    while (at < c->end && *at == ' ')
        at++;
    size_t length = 0;
    while (at + length < c->end && letter(at[length]))
        length++;
    for (; *words; words++)
        if (same_word(*words, at, length, true)) {
            for (at += length; at < c->end && *at == ' ';)
                at++;
            c->at = at;
            return true;
        }
    return false;
}

int64_t field_minutes(const char *text, size_t length)
{
    static const char *const hours[] = {"h", "hr", "hrs", "hour", "hours", NULL};
    static const char *const minutes[] = {"m", "min", "mins", "minute", "minutes", NULL};
    struct cursor c = {text, text + length};
    int64_t whole, part;

    if (!amount(&c, &whole))
        return ABSENT;
    if (c.at == c.end)
        return whole;
    if (*c.at == ':') {
        c.at++;
        const char *from = c.at;
        if (!amount(&c, &part) || c.at != c.end || c.at - from != 2 || part > 59)
            return ABSENT;
        return whole * 60 + part;
    }
    if (*c.at == '.') {
        int64_t scale = 1;
        c.at++;
        const char *from = c.at;
        if (!amount(&c, &part) || c.at - from > 2)
            return ABSENT;
        for (const char *p = from; p < c.at; p++)
            scale *= 10;
        if (part * 60 % scale || !unit(&c, hours) || c.at != c.end)
            return ABSENT;
        return whole * 60 + part * 60 / scale;
    }
    if (unit(&c, minutes))
        return c.at == c.end ? whole : ABSENT;
    if (!unit(&c, hours))
        return ABSENT;
    if (c.at == c.end)
        return whole * 60;
    if (!amount(&c, &part) || part > 59 || (c.at != c.end && !unit(&c, minutes)) || c.at != c.end)
        return ABSENT;
    return whole * 60 + part;
}

/* --- lists in one line -------------------------------------------------------------------------
 */

static int hex(char c)
{
    return digit(c) ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* What follows a backslash, added to `out`; false when it is nothing we write. */
static bool escape(struct cursor *c, struct buf *out)
{
    int32_t code = 0;

    if (c->at == c->end)
        return false;
    char kind = *c->at++;
    switch (kind) {
    case '"':
    case '\\':
    case '/':
        buf_char(out, kind);
        return true;
    case 'n':
        buf_char(out, '\n');
        return true;
    case 't':
        buf_char(out, '\t');
        return true;
    case 'u':
        for (int i = 0; i < 4; i++, c->at++) {
            if (c->at == c->end || hex(*c->at) < 0)
                return false;
            code = code * 16 + hex(*c->at);
        }
        if (code < 0x20 || code > 0x7e) /* nothing else needs escaping and is accepted as text */
            return false;
        buf_char(out, (char)code);
        return true;
    default:
        return false;
    }
}

/* One entry up to a comma or the end: plain, or in double quotes. */
static bool one_entry(struct cursor *c, struct buf *out)
{
    buf_clear(out);
    while (c->at < c->end && *c->at == ' ')
        c->at++;
    if (c->at == c->end || *c->at != '"') {
        while (c->at < c->end && *c->at != ',')
            buf_char(out, *c->at++);
        return !out->failed;
    }
    for (c->at++; c->at < c->end && *c->at != '"';) {
        char here = *c->at++;
        if (here != '\\')
            buf_char(out, here);
        else if (!escape(c, out))
            return false;
    }
    if (c->at == c->end)
        return false;
    for (c->at++; c->at < c->end && *c->at == ' ';)
        c->at++;
    return !out->failed && (c->at == c->end || *c->at == ',');
}

/* The text as a node of entries; NULL when it is no list. */
static struct node *entries(const struct reader *r, const char *text, size_t length)
{
    struct cursor c = {text, text + length};
    struct node *list = node_new(r->arena, NODE_LIST);
    struct buf entry = {0};
    bool good = list != NULL;

    while (good && c.at < c.end) {
        good = one_entry(&c, &entry);
        struct node *n = good ? node_new(r->arena, NODE_SCALAR) : NULL;
        good = n && (n->text = arena_copy(r->arena, entry.text ? entry.text : "", entry.length));
        if (good) {
            n->length = entry.length;
            node_append(list, n);
        }
        if (good && c.at < c.end && ++c.at == c.end) /* a comma with nothing after it */
            good = false;
    }
    buf_release(&entry);
    return good ? list : NULL;
}

/* A list without a quotation mark: every entry is what stands between two commas, read in place. */
static bool list_in_place(const struct reader *r, const struct field *f, const char *text,
                          size_t length, struct list *out)
{
    struct field entry = field_entry(f);
    const char *at = text, *end = text + length;
    size_t count = length > 0, i = 0;
    bool good = true;

    for (const char *p = text; p < end; p++)
        count += *p == ',';
    if (!field_count(r, r->at, f, count))
        return false;
    int64_t *items = arena_take_array(r->arena, count ? count : 1, sizeof *items);
    if (!items)
        return field_bad(r, r->at, f, FAULT_RESOURCE, "There is not enough memory to read this.");
    struct frame in = {r->in, f->name, 0};
    struct reader inner = *r;
    inner.in = &in;
    for (; i < count && good; i++) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t size = (size_t)((comma ? comma : end) - at);
        in.entry = i + 1;
        field_clear(&entry, &items[i]);
        good = field_scalar(&inner, &entry, at, size, &items[i]);
        at = comma ? comma + 1 : end;
    }
    *out = (struct list){items, i};
    return good;
}

bool field_list_text(const struct reader *r, const struct field *f, const char *text, size_t length,
                     void *record)
{
    bool flow = length >= 2 && text[0] == '[' && text[length - 1] == ']';
    struct field entry = field_entry(f);
    size_t i = 0;
    bool good = true;

    if (f->of || (!flow && r->how->style == STYLE_FILE))
        return field_wrong(r, f, text, length, NULL);
    if (flow) {
        text++;
        length -= 2;
    }
    while (length && text[length - 1] == ' ')
        length--;
    if (!memchr(text, '"', length) && (!length || text[length - 1] != ','))
        return list_in_place(r, f, text, length,
                             (struct list *)(void *)((char *)record + f->offset));
    struct node *list = entries(r, text, length);
    if (!list)
        return field_wrong(r, f, text, length, NULL);
    if (!field_count(r, r->at, f, list->count))
        return false;
    int64_t *items = arena_take_array(r->arena, list->count ? list->count : 1, sizeof *items);
    if (!items)
        return field_bad(r, r->at, f, FAULT_RESOURCE, "There is not enough memory to read this.");
    struct frame in = {r->in, f->name, 0};
    struct reader inner = *r;
    inner.in = &in;
    for (const struct node *n = list->first; n && good; n = n->next, i++) {
        in.entry = i + 1;
        field_clear(&entry, &items[i]);
        good = field_scalar(&inner, &entry, n->text, n->length, &items[i]);
    }
    *(struct list *)(void *)((char *)record + f->offset) = (struct list){items, i};
    return good;
}

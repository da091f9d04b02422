/* Structs to text, JSON, nodes and the encoding that is hashed. */
#include "core/base/field_inside.h"

#include <inttypes.h>
#include <string.h>

/* --- scalars -----------------------------------------------------------------------------------
 */

static void print_text(const struct field *f, const char *text, enum style style, struct buf *out)
{
    if (f->flags & FIELD_NHS && style != STYLE_FILE && strlen(text) == 10)
        buf_printf(out, "%.3s %.3s %s", text, text + 3, text + 6);
    else
        buf_text(out, text);
}

static void print_minutes(int64_t minutes, struct buf *out)
{
    uint64_t size = minutes < 0 ? -(uint64_t)minutes : (uint64_t)minutes;

    if (minutes < 0)
        buf_char(out, '-');
    if (size < 60)
        buf_printf(out, "%" PRIu64 "m", size);
    else if (size % 60)
        buf_printf(out, "%" PRIu64 "h %02" PRIu64 "m", size / 60, size % 60);
    else
        buf_printf(out, "%" PRIu64 "h", size / 60);
}

static void print_date(const struct field *f, int64_t day, enum style style, struct buf *out)
{
    char text[24];
    date_t d = {f->flags & FIELD_OPEN_END ? day - 1 : day};

    buf_text(out, style == STYLE_FILE ? date_print_iso(d, text, sizeof text)
                                      : date_print(d, text, sizeof text));
}

static void print_number(const struct field *f, int64_t n, enum style style, struct buf *out)
{
    bool file = style == STYLE_FILE;
    char text[32];

    switch (f->type) {
    case FIELD_MONEY:
        if (!file) {
            buf_text(out, money_print((money_t){n}, text, sizeof text));
            return;
        }
        break;
    case FIELD_MINUTES:
        if (!file) {
            print_minutes(n, out);
            return;
        }
        break;
    case FIELD_INT:
        if (f->flags & FIELD_DAYS) {
            field_print_days(n, style, out);
            return;
        }
        if (f->flags & FIELD_CLOCK && style == STYLE_SHOWN) {
            buf_printf(out, "%02d:%02d", (int)(n / 60), (int)(n % 60));
            return;
        }
        break;
    case FIELD_DATE:
        print_date(f, n, style, out);
        return;
    case FIELD_DATETIME:
        buf_text(out, file ? datetime_print_iso((datetime_t){n}, text, sizeof text)
                           : datetime_print((datetime_t){n}, text, sizeof text));
        return;
    case FIELD_BOOL:
        buf_text(out, file ? (n ? "true" : "false") : (n ? "yes" : "no"));
        return;
    case FIELD_ENUM:
        buf_text(out, file || !f->words[n].shown ? f->words[n].code : f->words[n].shown);
        return;
    default:
        break;
    }
    buf_number(out, n);
}

/* --- flow --------------------------------------------------------------------------------------
 */

/* Text that YAML flow takes for nothing else than itself. */
static bool flow_plain(const char *text)
{
    size_t length = strlen(text);

    if (!length || text[0] == ' ' || text[0] == '-' || text[length - 1] == ' ')
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool word = c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!word && c != ' ' && c != '-' && c != '_' && c != '.' && c != '/' && c != '(' &&
            c != ')' && c != '\'')
            return false;
        if (i == 0 && !word)
            return false;
    }
    return true;
}

static void flow_scalar(const struct field *f, const void *record, enum style style,
                        struct buf *out)
{
    struct buf text = {0};

    if (field_given(f, record))
        field_print(f, record, style, &text);
    const char *printed = text.text ? text.text : "";
    if (f->type == FIELD_TEXT || f->type == FIELD_ENUM || strpbrk(printed, ",:")) {
        if (field_given(f, record) && flow_plain(printed))
            buf_text(out, printed);
        else
            buf_json(out, printed);
    } else {
        buf_text(out, printed);
    }
    out->failed = out->failed || text.failed;
    buf_release(&text);
}

static void flow_value(const struct field *f, const void *record, enum style style,
                       struct buf *out);

static void flow_map(const struct fields *t, const void *record, enum style style, struct buf *out)
{
    bool first = true;

    buf_char(out, '{');
    for (size_t i = 0; i < t->count; i++) {
        if (!field_given(&t->field[i], record))
            continue;
        buf_printf(out, "%s%s: ", first ? "" : ", ", t->field[i].name);
        flow_value(&t->field[i], record, style, out);
        first = false;
    }
    buf_char(out, '}');
}

static void flow_value(const struct field *f, const void *record, enum style style, struct buf *out)
{
    if (f->type == FIELD_RECORD) {
        flow_map(f->of, (const char *)record + f->offset, style, out);
    } else if (f->type == FIELD_LIST) {
        const struct list *l = field_list_of(f, record);
        struct field entry = field_entry(f);
        buf_char(out, '[');
        for (size_t i = 0; i < l->count; i++) {
            buf_text(out, i ? ", " : "");
            flow_value(&entry, field_entry_at(f, l, i), style, out);
        }
        buf_char(out, ']');
    } else {
        flow_scalar(f, record, style, out);
    }
}

void field_print(const struct field *f, const void *record, enum style style, struct buf *out)
{
    if (!field_given(f, record))
        return;
    if (f->type == FIELD_TEXT)
        print_text(f, field_text_of(f, record), style, out);
    else if (f->type == FIELD_LIST || f->type == FIELD_RECORD)
        flow_value(f, record, style, out);
    else
        print_number(f, field_number_of(f, record), style, out);
}

/* --- JSON --------------------------------------------------------------------------------------
 */

static void json_value(const struct field *f, const void *record, bool brief, struct buf *out)
{
    struct buf text = {0};

    if (f->type == FIELD_RECORD && !(f->flags & FIELD_OPTIONAL && !field_given(f, record))) {
        fields_json(f->of, (const char *)record + f->offset, brief, out);
        return;
    }
    if (!field_given(f, record)) {
        buf_text(out, "null");
        return;
    }
    switch (f->type) {
    case FIELD_TEXT:
        buf_json(out, field_text_of(f, record));
        return;
    case FIELD_LIST: {
        const struct list *l = field_list_of(f, record);
        struct field entry = field_entry(f);
        buf_char(out, '[');
        for (size_t i = 0; i < l->count; i++) {
            buf_text(out, i ? "," : "");
            json_value(&entry, field_entry_at(f, l, i), brief, out);
        }
        buf_char(out, ']');
        return;
    }
    case FIELD_DATE:
    case FIELD_DATETIME:
    case FIELD_ENUM:
        break;
    default:
        if (!(f->flags & FIELD_DAYS)) {
            print_number(f, field_number_of(f, record), STYLE_FILE, out);
            return;
        }
    }
    print_number(f, field_number_of(f, record), STYLE_FILE, &text);
    buf_json(out, text.text ? text.text : "");
    out->failed = out->failed || text.failed;
    buf_release(&text);
}

void field_json(const struct field *f, const void *record, struct buf *out)
{
    json_value(f, record, false, out);
}

void fields_json(const struct fields *t, const void *record, bool brief, struct buf *out)
{
    bool first = true;

    buf_char(out, '{');
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        if (brief && f->flags & FIELD_OPTIONAL && !field_given(f, record))
            continue;
        buf_text(out, first ? "" : ",");
        buf_json(out, f->name);
        buf_char(out, ':');
        json_value(f, record, brief, out);
        first = false;
    }
    buf_char(out, '}');
}

/* --- the encoding ------------------------------------------------------------------------------
 */

static void encode_piece(const char *text, size_t length, struct buf *out)
{
    buf_printf(out, "%zu:", length);
    buf_add(out, text, length);
}

/* Numbers are written as they are held, so the encoding does not depend on how they are shown. */
static void encode_value(const struct field *f, const void *record, struct buf *out)
{
    if (!field_given(f, record) && f->type != FIELD_RECORD) {
        buf_char(out, '~');
        return;
    }
    switch (f->type) {
    case FIELD_TEXT: {
        const char *text = field_text_of(f, record);
        encode_piece(text, strlen(text), out);
        return;
    }
    case FIELD_LIST: {
        const struct list *l = field_list_of(f, record);
        struct field entry = field_entry(f);
        buf_printf(out, "[%zu:", l->count);
        for (size_t i = 0; i < l->count; i++)
            encode_value(&entry, field_entry_at(f, l, i), out);
        return;
    }
    case FIELD_RECORD:
        buf_char(out, '{');
        fields_encode(f->of, (const char *)record + f->offset, out);
        buf_char(out, '}');
        return;
    case FIELD_ENUM: {
        const char *code = f->words[field_number_of(f, record)].code;
        encode_piece(code, strlen(code), out); /* not its index: words may be added in between */
        return;
    }
    default:
        buf_printf(out, "#%" PRId64 ";", field_number_of(f, record));
    }
}

void fields_encode(const struct fields *t, const void *record, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        encode_piece(t->field[i].name, strlen(t->field[i].name), out);
        encode_value(&t->field[i], record, out);
    }
}

/* --- nodes -------------------------------------------------------------------------------------
 */

static struct node *value_node(const struct field *f, const void *record, struct arena *a)
{
    struct buf text = {0};
    struct node *n;

    if (f->type == FIELD_RECORD)
        return fields_node(f->of, (const char *)record + f->offset, a);
    if (f->type == FIELD_LIST) {
        const struct list *l = field_list_of(f, record);
        struct field entry = field_entry(f);
        n = node_new(a, NODE_LIST);
        for (size_t i = 0; n && i < l->count; i++) {
            struct node *child = value_node(&entry, field_entry_at(f, l, i), a);
            if (!child)
                return NULL;
            node_append(n, child);
        }
        return n;
    }
    n = node_new(a, NODE_SCALAR);
    field_print(f, record, STYLE_FILE, &text);
    if (n) {
        n->quoted = f->type == FIELD_TEXT;
        n->length = text.length;
        n->text = text.failed ? NULL : arena_copy(a, text.text ? text.text : "", text.length);
    }
    buf_release(&text);
    return n && n->text ? n : NULL;
}

struct node *fields_node(const struct fields *t, const void *record, struct arena *a)
{
    struct node *map = node_new(a, NODE_MAP);

    for (size_t i = 0; map && i < t->count; i++) {
        if (!field_given(&t->field[i], record))
            continue;
        struct node *n = value_node(&t->field[i], record, a);
        if (!n)
            return NULL;
        n->key = t->field[i].name;
        node_append(map, n);
    }
    return map;
}

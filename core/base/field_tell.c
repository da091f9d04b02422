/* A record told to a person: what is given, by label, with its unit. */
#include "core/base/field.h"

/* A list is told without the brackets that files have. */
static void value(const struct field *f, const void *record, struct buf *out)
{
    struct buf text = {0};

    field_print(f, record, STYLE_SHOWN, &text);
    bool flow = f->type == FIELD_LIST && text.length >= 2 && text.text[0] == '[';
    if (flow)
        buf_add(out, text.text + 1, text.length - 2);
    else
        buf_add(out, text.text ? text.text : "", text.length);
    out->failed |= text.failed;
    buf_release(&text);
}

static bool empty(const struct field *f, const void *record)
{
    if (!field_given(f, record))
        return true;
    return f->type == FIELD_LIST &&
           ((const struct list *)(const void *)((const char *)record + f->offset))->count == 0;
}

void fields_tell(const struct fields *t, const void *record, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        if (f->flags & FIELD_HIDDEN || empty(f, record))
            continue;
        buf_printf(out, "\t%s: ", f->label ? f->label : f->name);
        value(f, record, out);
        buf_char(out, '\n');
    }
}

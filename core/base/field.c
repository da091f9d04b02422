#include "core/base/field.h"

#include "core/base/field_inside.h"

#include <string.h>

void field_clear(const struct field *f, void *record)
{
    switch (f->type) {
    case FIELD_TEXT:
        *(const char **)(void *)((char *)record + f->offset) = NULL;
        break;
    case FIELD_LIST:
        *(struct list *)(void *)((char *)record + f->offset) = (struct list){NULL, 0};
        break;
    case FIELD_RECORD:
        fields_clear(f->of, (char *)record + f->offset);
        break;
    default: /* every number, date and choice: absent is one value for all of them */
        *field_number(f, record) = ABSENT;
    }
}

void fields_clear(const struct fields *t, void *record)
{
    for (size_t i = 0; i < t->count; i++)
        field_clear(&t->field[i], record);
}

const struct field *fields_find(const struct fields *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->field[i].name, name) == 0)
            return &t->field[i];
    return NULL;
}

struct field field_entry(const struct field *list)
{
    return (struct field){.name = list->name,
                          .type = list->of ? FIELD_RECORD : list->item,
                          .flags = list->flags & ~(unsigned)FIELD_OPTIONAL,
                          .words = list->words,
                          .of = list->of,
                          .refers = list->refers,
                          .label = list->label};
}

size_t field_entry_size(const struct field *list)
{
    return list->of ? list->of->size : sizeof(int64_t);
}

void field_limits(const struct field *f, int64_t *min, int64_t *max)
{
    *min = f->min;
    *max = f->max;
    if (f->min || f->max)
        return;
    switch (f->type) {
    case FIELD_TEXT:
        *max = 200;
        break;
    case FIELD_LIST:
        *max = 1000;
        break;
    case FIELD_INT:
        *max = INT64_C(1000000000000);
        break;
    case FIELD_MINUTES:
        *max = 10080;
        break;
    case FIELD_MONEY:
        *min = -MONEY_MOST;
        *max = MONEY_MOST;
        break;
    default:
        *min = INT64_MIN + 1;
        *max = INT64_MAX;
    }
}

bool field_given(const struct field *f, const void *record)
{
    switch (f->type) {
    case FIELD_TEXT:
        return field_text_of(f, record) != NULL;
    case FIELD_LIST:
        return field_list_of(f, record)->items != NULL;
    case FIELD_RECORD:
        for (size_t i = 0; i < f->of->count; i++)
            if (field_given(&f->of->field[i], (const char *)record + f->offset))
                return true;
        return false;
    default:
        return field_number_of(f, record) != ABSENT;
    }
}

static bool lists_equal(const struct field *f, const struct list *a, const struct list *b)
{
    struct field entry = field_entry(f);

    if (a->count != b->count || !a->items != !b->items)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!field_equal(&entry, field_entry_at(f, a, i), field_entry_at(f, b, i)))
            return false;
    return true;
}

bool field_equal(const struct field *f, const void *a, const void *b)
{
    switch (f->type) {
    case FIELD_TEXT: {
        const char *x = field_text_of(f, a), *y = field_text_of(f, b);
        return x && y ? strcmp(x, y) == 0 : x == y;
    }
    case FIELD_LIST:
        return lists_equal(f, field_list_of(f, a), field_list_of(f, b));
    case FIELD_RECORD:
        for (size_t i = 0; i < f->of->count; i++)
            if (!field_equal(&f->of->field[i], (const char *)a + f->offset,
                             (const char *)b + f->offset))
                return false;
        return true;
    default:
        return field_number_of(f, a) == field_number_of(f, b);
    }
}

int64_t word_index(const struct word *words, const char *code)
{
    for (int64_t i = 0; words && words[i].code; i++)
        if (strcmp(words[i].code, code) == 0)
            return i;
    return ABSENT;
}

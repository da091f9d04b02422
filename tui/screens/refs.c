/* Which records a row is about, and rows by the names of their columns. */
#include "tui/screens/screens.h"

#include <stdio.h>
#include <string.h>

#define SECTION_SPAN INT64_C(1000000000000)
enum { TASKS = 6 };

const char *const ref_words[REF__COUNT] = {"person", "package",  "provider", "award", "lot",
                                           "offer",  "proposal", "staff",    "task",  "alert",
                                           "note",   "line",     "opening",  "tx"};

enum ref_kind ref_kind_of(const char *word)
{
    int k = 0;

    while (k < REF__COUNT && strcmp(ref_words[k], word) != 0)
        k++;
    return (enum ref_kind)k;
}

const char *row_text(const struct fields *t, const void *row, const char *column)
{
    const struct field *f = fields_find(t, column);
    const char *text = NULL;

    if (f && f->type == FIELD_TEXT)
        text = *(const char *const *)(const void *)((const char *)row + f->offset);
    return text ? text : "";
}

int64_t row_number(const struct fields *t, const void *row, const char *column)
{
    const struct field *f = fields_find(t, column);

    return f && f->type != FIELD_TEXT
               ? *(const int64_t *)(const void *)((const char *)row + f->offset)
               : ABSENT;
}

bool row_shown(const struct fields *t, const void *row, const char *column, struct buf *out)
{
    const struct field *f = fields_find(t, column);
    size_t before = out->length;

    if (f && field_given(f, row))
        field_print(f, row, STYLE_SHOWN, out);
    return out->length > before;
}

static void put(struct refs *out, enum ref_kind k, const char *text)
{
    if (k != REF__COUNT && *text && strlen(text) < REF_SIZE)
        snprintf(out->ref[k], REF_SIZE, "%s", text);
}

static void put_number(struct refs *out, enum ref_kind k, int64_t n)
{
    if (n != ABSENT)
        snprintf(out->ref[k], REF_SIZE, "%lld", (long long)n);
}

/* Columns that hold a number by which an operation names something of the record. */
static const struct {
    const char *view, *column;
    enum ref_kind kind;
} numbers[] = {
    {"alerts", "number", REF_ALERT},
    {"notes", "number", REF_NOTE},
    {"lines-of-package", "line", REF_LINE},
    {"lines", "line", REF_LINE},
    {"suspensions-of-package", "line", REF_LINE},
    {"tasks", "id", REF_TASK},
    {"break-glass", "id", REF_OPENING},
};

void refs_of_row(const struct view *v, const void *row, struct refs *out)
{
    static const enum ref_kind named[] = {REF_PERSON, REF_PACKAGE, REF_AWARD, REF_OFFER,
                                          REF_PROPOSAL};
    const char *kind = v->opens        ? v->opens
                       : v->opens_kind ? row_text(v->columns, row, v->opens_kind)
                                       : NULL;
    char number[32];

    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        put(out, named[i], row_text(v->columns, row, ref_words[named[i]]));
    if (kind && v->opens_by) {
        const char *ref = row_text(v->columns, row, v->opens_by);
        int64_t n = row_number(v->columns, row, v->opens_by);
        snprintf(number, sizeof number, "%lld", (long long)n);
        put(out, ref_kind_of(kind), *ref || n == ABSENT ? ref : number);
    }
    /* Work numbers its rows by section and record: a task is of the last section. */
    if (strcmp(v->name, "work") == 0 && row_number(v->columns, row, "section") == TASKS)
        put_number(out, REF_TASK, row_number(v->columns, row, "id") % SECTION_SPAN);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(v->name, numbers[i].view) == 0)
            put_number(out, numbers[i].kind, row_number(v->columns, row, numbers[i].column));
}

const char *refs_for(const struct refs *r, const struct field *f)
{
    enum ref_kind k = ref_kind_of(f->flags & FIELD_REF && f->refers ? f->refers : f->name);

    /* person.merge has two people: only the one of that name is the page's. */
    if (k <= REF_STAFF && strcmp(f->name, ref_words[k]) != 0)
        return NULL;
    return k != REF__COUNT && r->ref[k][0] ? r->ref[k] : NULL;
}

/* field_inside.h - what the files of the field module share; nobody else includes it */
#ifndef CORE_BASE_FIELD_INSIDE_H
#define CORE_BASE_FIELD_INSIDE_H

#include "core/base/field.h"

/* Where in nested values a reading is; on the stack of the reader. */
struct frame {
    const struct frame *outer;
    const char *name;
    size_t entry; /* of a list, from 1; 0 for a record */
};

/* One reading under way.  Faults go to `why` when there is one, else to `all`. */
struct reader {
    const struct reading *how;
    struct arena *arena;
    struct faults *all;
    struct fault *why;
    const struct node *at; /* the value being read, for its place; NULL when there is none */
    const struct frame *in;
};

enum { FIELDS_MOST = 256 }; /* rows of one table */

static inline int64_t *field_number(const struct field *f, void *record)
{
    return (int64_t *)(void *)((char *)record + f->offset);
}
static inline int64_t field_number_of(const struct field *f, const void *record)
{
    return *(const int64_t *)(const void *)((const char *)record + f->offset);
}
static inline const char *field_text_of(const struct field *f, const void *record)
{
    return *(const char *const *)(const void *)((const char *)record + f->offset);
}
static inline const struct list *field_list_of(const struct field *f, const void *record)
{
    return (const struct list *)(const void *)((const char *)record + f->offset);
}

/* An entry of a list of scalars, as a field of its own at offset 0 of the entry. */
struct field field_entry(const struct field *list);
size_t field_entry_size(const struct field *list);
static inline const void *field_entry_at(const struct field *list, const struct list *l, size_t i)
{
    return (const char *)l->items + i * field_entry_size(list);
}
/* The range in force: the row's own, or the type's. */
void field_limits(const struct field *f, int64_t *min, int64_t *max);
void field_clear(const struct field *f, void *record);

/* Adds a fault of `kind` for field f (NULL: the whole) at `place`; returns false. */
bool field_bad(const struct reader *r, const struct node *place, const struct field *f,
               enum fault_kind kind, const char *format, ...) LIKE_PRINTF(5, 6);
/* "… must be …, not …": the usual fault; `because` may be NULL. */
bool field_wrong(const struct reader *r, const struct field *f, const char *text, size_t length,
                 const char *because);
/* Whether a list may have so many entries; a fault at `place` when not. */
bool field_count(const struct reader *r, const struct node *place, const struct field *f,
                 size_t count);
/* The name used in a sentence: as in files, or the label at a form; nested names by path. */
const char *field_path(const struct reader *r, const struct field *f, char *buf, size_t size);

/* One scalar, trimmed; empty makes it absent. */
bool field_scalar(const struct reader *r, const struct field *f, const char *text, size_t length,
                  void *record);
enum { SHORT_TEXT = 64 }; /* no number, date, word or identifier is longer */
/* A copy ended by NUL, in SHORT_TEXT bytes; false when too long, or with a NUL inside. */
bool field_short_copy(char *to, const char *text, size_t length);
/* Text that is not empty, from the arena; NULL when nothing is left of it once cleaned. */
bool field_text(const struct reader *r, const struct field *f, const char *text, size_t length,
                const char **out);
/* A list of scalars from flow text or, in forms, text with commas. */
bool field_list_text(const struct reader *r, const struct field *f, const char *text, size_t length,
                     void *record);
/* Days of the week; 0 when they are none. */
int64_t field_days(const char *text, size_t length, bool typed);
void field_print_days(int64_t mask, enum style style, struct buf *out);
/* "12h 30m", "90", "1:30", "1.5h"; ABSENT when it is none. */
int64_t field_minutes(const char *text, size_t length);

#endif

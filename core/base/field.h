/* field.h - the first of the five tables: what a value is called, may be, and means
 *
 * Meaning   A row says a value's name, type, place in its struct, range, words for people and
 *           source.  Settings, rule facts, operation arguments, forms, import columns, view columns
 *           and stored tables are all described by these rows, and this file is the one parser and
 *           the one printer for all of them.
 *
 * In memory (so that one loop serves every struct)
 *           FIELD_TEXT            const char *   NULL when not given; UTF-8, owned by an arena
 *           FIELD_INT, _MINUTES   int64_t        ABSENT when not given
 *           FIELD_MONEY           money_t        MONEY_NONE
 *           FIELD_DATE            date_t         DATE_NONE
 *           FIELD_DATETIME        datetime_t     DATETIME_NONE
 *           FIELD_BOOL            int64_t        0, 1 or ABSENT
 *           FIELD_ENUM            int64_t        index into `words`, or ABSENT
 *           FIELD_LIST            struct list    items NULL and count 0 when not given
 *           FIELD_RECORD          the struct itself, in place
 *           Every one but the last two is 8 bytes wide.
 *
 * Styles    STYLE_FILE   strict: ISO dates, money in whole pence, true/false, enum codes
 *           STYLE_TYPED  as a person types in a form: dd/mm/yyyy, £1,234.56, 12h 30m, y/n, words
 *           STYLE_SHOWN  printing only: as a person reads it
 */
#ifndef CORE_BASE_FIELD_H
#define CORE_BASE_FIELD_H

#include "core/base/buf.h"
#include "core/base/date.h"
#include "core/base/fault.h"
#include "core/base/money.h"
#include "core/base/node.h"

#include <stddef.h>

enum field_type {
    FIELD_TEXT,
    FIELD_INT,
    FIELD_MONEY,
    FIELD_MINUTES,
    FIELD_DATE,
    FIELD_DATETIME,
    FIELD_BOOL,
    FIELD_ENUM,
    FIELD_LIST,
    FIELD_RECORD
};

enum field_flags {
    FIELD_OPTIONAL = 1 << 0,
    FIELD_LINES = 1 << 1,    /* text of several lines */
    FIELD_PERSONAL = 1 << 2, /* identifies a person: left out of extracts and messages */
    FIELD_THIRD = 1 << 3,    /* may name somebody else than the person */
    FIELD_NHS = 1 << 4,      /* text: an NHS number, kept as ten digits, shown 3-3-4 */
    FIELD_POSTCODE = 1 << 5, /* text: a postcode in canonical form */
    FIELD_REF = 1 << 6,      /* text: reference of a record of kind `refers` */
    FIELD_KEY = 1 << 7,      /* the row's own identity */
    FIELD_HIDDEN = 1 << 8,   /* stored, not shown in forms and lists unless asked */
    FIELD_OPEN_END = 1 << 9, /* date: a first day no longer in it; people see the day before */
    FIELD_DAYS = 1 << 10, /* int: bit mask Monday=1 … Sunday=64, written "mon,wed" or "daily" */
    FIELD_CLOCK = 1 << 11 /* int: minutes of the day, shown as 07:45 */
};

/* One word of an enumeration: what is stored and written in files, and what people read. */
struct word {
    const char *code;
    const char *shown;
};

struct fields;

struct field {
    const char *name; /* snake_case, as in files, arguments and columns */
    enum field_type type;
    unsigned flags;
    size_t offset;
    int64_t min, max;         /* number: its range; text: characters; list: entries.
                                 0, 0 means the type's own: text 200, list 1000, money ±MONEY_MOST,
                                 int 0 … 10^12, minutes 0 … 10,080 */
    const struct word *words; /* of an enum (or list of enums), ended by { NULL, NULL } */
    const struct fields *of;  /* of a record, or of a list of records; a list without is a list
                                 of the scalar `item` */
    enum field_type item;     /* of a list without `of` */
    const char *refers;       /* kind of record a FIELD_REF names: "person", "provider" … */
    const char *label;        /* for people, sentence case */
    const char *help;         /* one sentence for forms and man page */
    const char *source;       /* paragraph it comes from, or NULL */
};

struct fields {
    const char *name; /* of the whole: "person.add", "visit" */
    const struct field *field;
    size_t count;
    size_t size; /* of the struct */
};

struct list {
    void *items; /* of->size bytes each, or 8 for scalars */
    size_t count;
};

/* Designated initialisers stay readable:  FIELD(struct add, born, FIELD_DATE), … */
#define FIELD(struct_type, member, field_type_)                                                    \
    .name = #member, .type = (field_type_), .offset = offsetof(struct_type, member)
#define FIELDS(name_, rows, struct_type)                                                           \
    {                                                                                              \
        .name = (name_), .field = (rows), .count = sizeof(rows) / sizeof *(rows),                  \
        .size = sizeof(struct_type)                                                                \
    }

enum style { STYLE_FILE, STYLE_TYPED, STYLE_SHOWN };

/* How to read: files may name another date order (MAP.yaml), forms know today. */
struct reading {
    enum style style;
    bool dates_dmy;    /* STYLE_FILE with dd/mm/yyyy dates */
    date_t today;      /* STYLE_TYPED: what t, +7 and mon count from */
    datetime_t now;    /* STYLE_TYPED: what "now" is; minute 0: not known, and refused */
    const char *kind;  /* what a map is called in messages: "argument", "column", "key", "fact" */
    bool command_line; /* unknown, repeated and missing names are FAULT_USAGE (status 2) */
};

/* Makes every value absent.  Records inside too. */
void fields_clear(const struct fields *t, void *record);
const struct field *fields_find(const struct fields *t, const char *name);

/* One scalar from text.  `record` is the struct; text is cleaned and checked against type, range
 * and words.  Empty text makes an optional field absent and is a fault for a required one. */
bool field_parse(const struct field *f, const char *text, size_t length, const struct reading *how,
                 void *record, struct arena *a, struct fault *why) MUST_CHECK;
/* What the field takes, for messages, help and forms: "a whole number from 1 to 7". */
void field_expects(const struct field *f, enum style style, struct buf *out);
/* A whole map, into a record made absent first: unknown (with the nearest known name), repeated,
 * missing and malformed keys each become a fault with its place; reading goes on to the end.  True
 * when none was added. fault.field is the path of names ("visits[2].minutes"), entries counted
 * from 1.  A list of scalars may also be a scalar of flow text ("[1, 2]"), and in STYLE_TYPED plain
 * text with commas; days of the week may be a list. */
bool fields_read(const struct fields *t, const struct node *map, const struct reading *how,
                 void *record, struct arena *a, struct faults *all) MUST_CHECK;

bool field_given(const struct field *f, const void *record);
bool field_equal(const struct field *f, const void *a, const void *b);
/* The value as text; nothing for an absent one.  Lists and records print as YAML flow. */
void field_print(const struct field *f, const void *record, enum style style, struct buf *out);
/* For a person: "\tLabel: value\n" for each value given, hidden fields and empty lists left out. */
void fields_tell(const struct fields *t, const void *record, struct buf *out);
/* The value as JSON (dates and text as strings, numbers and booleans bare, absent null). */
void field_json(const struct field *f, const void *record, struct buf *out);
/* The record as a JSON object, absent optional fields left out when `brief`, at every depth. */
void fields_json(const struct fields *t, const void *record, bool brief, struct buf *out);
/* A canonical encoding for hashes: each field's name and value length-prefixed, absent told apart
 * from empty; two records are equal exactly when their encodings are. */
void fields_encode(const struct fields *t, const void *record, struct buf *out);
/* The record back as a node map that fields_read would read to the same values. */
struct node *fields_node(const struct fields *t, const void *record, struct arena *a);

int64_t word_index(const struct word *words, const char *code); /* ABSENT when none */

#endif

/* list_people.h - a list of five invented people on a canvas */
#ifndef TESTS_UNIT_LIST_PEOPLE_H
#define TESTS_UNIT_LIST_PEOPLE_H

#include "tests/unit/shown.h"
#include "tui/list_rows.h"

#include <locale.h>

struct person {
    const char *ref, *name, *note;
    int64_t minutes;
    date_t born;
    money_t cost;
};

static const struct field person_rows[] = {
    {FIELD(struct person, ref, FIELD_TEXT), .flags = FIELD_KEY, .label = "Ref"},
    {FIELD(struct person, name, FIELD_TEXT), .label = "Name"},
    {FIELD(struct person, minutes, FIELD_MINUTES), .label = "Care"},
    {FIELD(struct person, born, FIELD_DATE), .label = "Born"},
    {FIELD(struct person, cost, FIELD_MONEY), .label = "Cost", .flags = FIELD_OPTIONAL},
    {FIELD(struct person, note, FIELD_TEXT), .label = "Note", .flags = FIELD_OPTIONAL},
};
static const struct fields person_fields = FIELDS("person", person_rows, struct person);

static struct person people[] = {
    {"P1", "Okafor, Grace", NULL, 1680, {-12000}, {88200}},
    {"P2", "Singh-Hale, Arthur", NULL, 630, {-11000}, {33000}},
    {"P3", "Brzęk, Halina", "key safe", 420, {-10000}, {22000}},
    {"P4", "Wren, Dorothy", NULL, 210, {-14000}, {ABSENT}},
    {"P5", "Adeyemi, Ruth", NULL, 90, {-9000}, {4720}},
};

struct fixture {
    struct list_rows rows;
    struct list_source source;
    struct list_view *l;
    struct canvas c;
};

static inline void open_people(struct fixture *x, size_t count, int rows, int cols)
{
    *x = (struct fixture){.rows = {&person_fields, people, count}};
    x->source = list_rows_source(&x->rows);
    x->l = list_new(&x->source);
    assert_non_null(x->l);
    canvas_of(&x->c, rows, cols);
}

/* The list anew, after something was changed of its source. */
static inline void begin_anew(struct fixture *x)
{
    list_free(x->l);
    x->l = list_new(&x->source);
    assert_non_null(x->l);
}

static inline void done(struct fixture *x)
{
    list_free(x->l);
    canvas_release(&x->c);
}

static inline enum list_answer press(struct fixture *x, const char *keys)
{
    enum list_answer answer = LIST_UNUSED;

    for (int key; (key = key_next(&keys)) != K_NONE;)
        answer = list_event(x->l, &(struct event){.kind = EVENT_KEY, .key = key});
    return answer;
}

static inline struct canvas *drawn(struct fixture *x)
{
    canvas_clear(&x->c);
    list_draw(x->l, &x->c, canvas_area(&x->c), true);
    return &x->c;
}

#endif

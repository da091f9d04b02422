/* field_rows.h - a table with one of everything, for the tests of the field module */
#ifndef TESTS_UNIT_FIELD_ROWS_H
#define TESTS_UNIT_FIELD_ROWS_H

#include "tests/unit/run.h"

#include "core/base/field.h"

/* --- a table with one of everything -------------------------------------------------------------
 */

static const struct word colours[] = {
    {"red", "Red"}, {"dark-red", "Dark red"}, {"blue", "Blue"}, {NULL, NULL}};

struct visit {
    int64_t minutes, days, carers;
    money_t rate_pence;
};
static const struct field visit_rows[] = {
    {FIELD(struct visit, minutes, FIELD_MINUTES), .min = 1, .max = 1440},
    {FIELD(struct visit, days, FIELD_INT), .flags = FIELD_DAYS},
    {FIELD(struct visit, carers, FIELD_INT), .min = 1, .max = 2, .flags = FIELD_OPTIONAL},
    {FIELD(struct visit, rate_pence, FIELD_MONEY), .min = 1, .max = 100000},
};
static const struct fields visit_table = FIELDS("visit", visit_rows, struct visit);

struct home {
    const char *street, *postcode;
};
static const struct field home_rows[] = {
    {FIELD(struct home, street, FIELD_TEXT), .max = 20},
    {FIELD(struct home, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE},
};
static const struct fields home_table = FIELDS("home", home_rows, struct home);

struct all {
    const char *name, *notes, *nhs_number;
    int64_t count, urgent, colour;
    money_t weekly_pence;
    date_t born, to;
    datetime_t received;
    struct list weights, codes, visits;
    struct home home;
};
static const struct field all_rows[] = {
    {FIELD(struct all, name, FIELD_TEXT), .min = 2, .max = 10, .label = "Name"},
    {FIELD(struct all, notes, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES},
    {FIELD(struct all, nhs_number, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_NHS},
    {FIELD(struct all, count, FIELD_INT), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, urgent, FIELD_BOOL), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, colour, FIELD_ENUM), .words = colours, .flags = FIELD_OPTIONAL},
    {FIELD(struct all, weekly_pence, FIELD_MONEY), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, born, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_PERSONAL},
    {FIELD(struct all, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END},
    {FIELD(struct all, received, FIELD_DATETIME), .flags = FIELD_OPTIONAL},
    {FIELD(struct all, weights, FIELD_LIST), .item = FIELD_INT, .flags = FIELD_OPTIONAL, .max = 3},
    {FIELD(struct all, codes, FIELD_LIST), .item = FIELD_TEXT, .flags = FIELD_OPTIONAL},
    {FIELD(struct all, visits, FIELD_LIST), .of = &visit_table, .flags = FIELD_OPTIONAL},
    {FIELD(struct all, home, FIELD_RECORD), .of = &home_table, .flags = FIELD_OPTIONAL},
};
static const struct fields all_table = FIELDS("all", all_rows, struct all);

static const struct reading from_file = {.style = STYLE_FILE, .kind = "key"};

static inline const struct field *row(const char *name)
{
    const struct field *f = fields_find(&all_table, name);

    if (!f)
        f = fields_find(&visit_table, name);
    assert_non_null(f);
    return f;
}

static inline struct reading typed(void)
{
    struct reading how = {.style = STYLE_TYPED};

    assert_true(date_make(2016, 11, 8, &how.today));
    return how;
}

#endif

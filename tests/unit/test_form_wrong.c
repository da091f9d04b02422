/* Three wrong inputs and more in every field of every operation's form: each is told at its field in a
 * sentence that says what it takes, what was typed stays, and nothing goes to the counter. */
#include "tui/form_inside.h"

#include "core/ops/op.h"
#include "tests/unit/shown.h"

#include <locale.h>

enum { ROWS = 200, COLS = 120, WRONG_MOST = 5, LONG_TEXT = 5000 };

static char too_long[LONG_TEXT];

/* What no field of the type takes. */
static size_t wrong_for(const struct field *f, const char *wrong[WRONG_MOST])
{
    size_t n = 0;

    switch (f->type) {
    case FIELD_DATE:
        wrong[n++] = "31/02/2016";
        wrong[n++] = "2016-13-01";
        wrong[n++] = "whenever";
        break;
    case FIELD_DATETIME:
        wrong[n++] = "31/02/2016 10:00";
        wrong[n++] = "08/11/2016 25:00";
        wrong[n++] = "whenever";
        break;
    case FIELD_MONEY:
        wrong[n++] = "12.345";
        wrong[n++] = "much";
        wrong[n++] = "99999999999999999999";
        break;
    case FIELD_INT:
    case FIELD_MINUTES:
        wrong[n++] = "1x";
        wrong[n++] = "one";
        wrong[n++] = f->flags & FIELD_DAYS ? "Mon-Feb" : "99999999999999999999";
        break;
    case FIELD_BOOL:
        wrong[n++] = "maybe";
        wrong[n++] = "10";
        wrong[n++] = "yes and no";
        break;
    case FIELD_ENUM:
        wrong[n++] = "no such word";
        wrong[n++] = "0";
        wrong[n++] = "£";
        break;
    case FIELD_TEXT:
        if (f->flags & FIELD_NHS) {
            wrong[n++] = "943 476 5918";
            wrong[n++] = "94347";
            wrong[n++] = "1111111111";
        } else if (f->flags & FIELD_POSTCODE) {
            wrong[n++] = "QE1 1AA1";
            wrong[n++] = "LE11";
            wrong[n++] = "17 Invented Lane";
        }
        break;
    case FIELD_LIST:
        if (!f->of && f->item == FIELD_ENUM)
            wrong[n++] = "no such word";
        break;
    case FIELD_RECORD:
        break;
    }
    return n;
}

/* What stands at the field, seen on the canvas too; NULL: nothing. */
static const char *said_at(struct form *f, const char *name, struct canvas *c)
{
    const struct cell_of_form *cell = form_at(f, name);
    char begins[24];

    if (!cell || !cell->error)
        return NULL;
    snprintf(begins, sizeof begins, "%.20s", cell->error);
    form_draw(f, c, canvas_area(c), true);
    if (!shows(c, begins))
        fail_msg("%s: not shown: %s", name, cell->error);
    return cell->error;
}

/* It says what is taken, or what is wrong with it, and is no word alone. */
static bool tells(const char *said)
{
    return strlen(said) > 12 && strchr(said, ' ') && strcmp(said, "needed") != 0;
}

static void refuses(const struct operation *op, const struct field *field, const char *wrong,
                    struct canvas *c)
{
    const struct form_options o = {
        .how = {.style = STYLE_TYPED, .today = {17113}, .now = {17113 * 1440 + 554}}};
    struct fault why = {0};
    struct arena a = {0};
    struct form *f = form_new(op->args, &o, &why);

    assert_non_null(f);
    if (!form_set(f, field->name, wrong))
        fail_msg("%s has no field %s", op->name, field->name);
    if (form_node(f, &a, &why))
        fail_msg("%s takes \"%s\" as %s", op->name, wrong, field->name);
    const char *said = said_at(f, field->name, c), *kept = form_text(f, field->name);
    if (!said || !tells(said))
        fail_msg("%s, %s \"%s\": told \"%s\"", op->name, field->name, wrong, said ? said : "");
    if (!kept || strcmp(kept, wrong) != 0)
        fail_msg("%s, %s: \"%s\" is now \"%s\"", op->name, field->name, wrong, kept ? kept : "");
    form_free(f);
    arena_release(&a);
}

/* More than the field holds cannot be typed into it. */
static void holds_no_more(const struct operation *op, const struct field *field)
{
    const struct form_options o = {.how = {.style = STYLE_TYPED, .today = {17113}}};
    int64_t most = field->max ? field->max : 200;
    struct fault why = {0};
    struct form *f = form_new(op->args, &o, &why);

    assert_non_null(f);
    assert_true(form_set(f, field->name, too_long));
    if ((int64_t)strlen(form_text(f, field->name)) > most)
        fail_msg("%s, %s holds %zu characters of %lld", op->name, field->name,
                 strlen(form_text(f, field->name)), (long long)most);
    form_free(f);
}

static void every_field_of_every_form(void **state)
{
    struct canvas c = {0};
    size_t tried = 0, fields = 0;

    (void)state;
    canvas_of(&c, ROWS, COLS);
    for (size_t i = 0; i < op_count(); i++) {
        const struct operation *op = op_at(i);
        for (size_t j = 0; j < op->args->count; j++) {
            const struct field *f = &op->args->field[j];
            if (f->flags & FIELD_HIDDEN)
                continue;
            const char *wrong[WRONG_MOST];
            size_t n = wrong_for(f, wrong);
            for (size_t k = 0; k < n; k++)
                refuses(op, f, wrong[k], &c);
            if (f->type == FIELD_TEXT && f->max < LONG_TEXT)
                holds_no_more(op, f);
            tried += n;
            fields += n > 0;
        }
    }
    print_message("%zu wrong inputs in %zu fields of %zu operations\n", tried, fields, op_count());
    assert_true(fields > 150);
    canvas_release(&c);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_field_of_every_form),
    };

    setlocale(LC_ALL, "C.UTF-8");
    memset(too_long, 'x', sizeof too_long - 1);
    return RUN_TESTS(t);
}

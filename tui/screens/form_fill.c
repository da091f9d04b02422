/* What a form begins with: the records it is about, arguments typed in the palette, and for a change
 * the values as they are. */
#include "tui/screens/form_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct reading typed(const struct formed *f)
{
    return (struct reading){
        .style = STYLE_TYPED, .today = f->page.app->s->today, .now = f->page.app->s->now};
}

static bool set(struct formed *f, const struct field *field, const char *text)
{
    struct reading how = typed(f);
    struct fault no = {0};

    return field_parse(field, text, strlen(text), &how, f->record, &f->arena, &no);
}

/* --- what it is about -------------------------------------------------------------------------- */

/* An operation on an offer, asked for on its package: the one offer that it can be. */
static void find_offer(struct formed *f)
{
    static const struct {
        const char *op, *state;
    } wanted[] = {{"offer.accept", "sent"},   {"offer.accept-part", "sent"},
                  {"offer.decline", "sent"},  {"offer.expire", "sent"},
                  {"offer.withdraw", "sent"}, {"package.confirm", "accepted"}};
    const struct view *v = view_find("offers");
    struct arena arena = {0};
    struct list rows;
    struct fault no = {0};
    const char *state = NULL, *found = NULL;
    size_t count = 0;

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (strcmp(wanted[i].op, f->op->name) == 0)
            state = wanted[i].state;
    if (!state || f->about.ref[REF_OFFER][0] || !f->about.ref[REF_PACKAGE][0])
        return;
    if (app_rows_where(f->page.app, "offers", "package", f->about.ref[REF_PACKAGE], 50, &arena,
                       &rows, &no))
        for (size_t i = 0; i < rows.count; i++) {
            const void *row = (const char *)rows.items + i * v->columns->size;
            struct buf is = {0};
            field_print(fields_find(v->columns, "state"), row, STYLE_FILE, &is);
            if (is.text && strncmp(is.text, state, strlen(state)) == 0) {
                found = row_text(v->columns, row, "ref");
                count++;
            }
            buf_release(&is);
        }
    if (count == 1)
        snprintf(f->about.ref[REF_OFFER], REF_SIZE, "%s", found);
    arena_release(&arena);
}

static bool has_field(const struct formed *f, const char *name)
{
    return fields_find(f->fields, name) != NULL;
}

static void fill_refs(struct formed *f)
{
    /* A claim is of a task or of a package, one of the two. */
    if (f->about.ref[REF_TASK][0] && has_field(f, "task"))
        f->about.ref[REF_PACKAGE][0] = '\0';
    for (size_t i = 0; i < f->fields->count; i++) {
        const struct field *field = &f->fields->field[i];
        const char *ref = refs_for(&f->about, field);
        if (!ref || field->flags & FIELD_KEY || !set(f, field, ref))
            continue;
        if (!*f->subject)
            snprintf(f->subject, sizeof f->subject, "%s %s", field->name, ref);
        if (f->fixed_count + 1 < FIXED_MOST && !(field->flags & FIELD_OPTIONAL))
            f->fixed[f->fixed_count++] = field->name;
    }
}

/* "provider=V12 visits=1,3", as the palette has it. */
static void fill_arguments(struct formed *f, const char *arguments)
{
    char *copy = arena_text(&f->arena, arguments), *at = copy, *word;

    while (copy && (word = strtok_r(at, " ", &at))) {
        char *is = strchr(word, '=');
        const struct field *field;
        if (!is)
            continue;
        *is = '\0';
        field = fields_find(f->fields, word);
        if (!field || field->type == FIELD_LIST || field->type == FIELD_RECORD ||
            !set(f, field, is + 1))
            app_say(f->page.app, "%s=%s means nothing to this form.", word, is + 1);
    }
}

void form_fill_value(struct formed *f, const char *name, const char *value)
{
    const struct field *field = fields_find(f->fields, name);

    if (field && *value)
        (void)!set(f, field, value);
}

/* --- the values as they are -------------------------------------------------------------------- */

static const struct kind *kind_about(const struct formed *f, const char **ref)
{
    for (size_t i = 0; i < f->fields->count; i++) {
        const struct field *field = &f->fields->field[i];
        if (field->flags & FIELD_REF && !(field->flags & FIELD_OPTIONAL)) {
            *ref = refs_for(&f->about, field);
            return *ref ? kind_find(field->refers) : NULL;
        }
    }
    return NULL;
}

static const void *read_record(struct formed *f, const struct view **v)
{
    const char *ref = NULL;
    const struct kind *k = kind_about(f, &ref);
    struct fault no = {0};
    struct list rows;
    int64_t id;

    if (!k || !k->part[0].one || !kind_id(f->page.app->s, k, ref, &id, &no) ||
        !app_rows_of(f->page.app, k->part[0].view, k->part[0].by, id, 1, &f->arena, &rows, &no) ||
        !rows.count)
        return NULL;
    *v = k->part[0].view;
    return rows.items;
}

void form_read_rev(struct formed *f)
{
    const struct view *v;
    const void *row = fields_find(f->fields, "rev") ? read_record(f, &v) : NULL;

    f->rev = row ? row_number(v->columns, row, "rev") : ABSENT;
}

/* A change begins with every value that the record has under the same name. */
static void fill_values(struct formed *f)
{
    const struct view *v;
    const void *row;
    size_t n = strlen(f->op->name);

    f->changes = n > 7 && strcmp(f->op->name + n - 7, ".change") == 0;
    if (!f->changes || !(row = read_record(f, &v)))
        return;
    for (size_t i = 0; i < f->fields->count; i++) {
        const struct field *to = &f->fields->field[i];
        const struct field *from = fields_find(v->columns, to->name);
        if (!from || from->type != to->type || !(to->flags & FIELD_OPTIONAL) ||
            to->flags & FIELD_HIDDEN || to->type == FIELD_LIST || to->type == FIELD_RECORD ||
            from->words != to->words || field_given(to, f->record))
            continue;
        memcpy((char *)f->record + to->offset, (const char *)row + from->offset, 8);
    }
}

/* Names that a record shows as one and a form takes as two. */
static void fill_name(struct formed *f)
{
    const struct field *family = fields_find(f->fields, "family_name");
    const struct field *given = fields_find(f->fields, "given_name");
    const struct view *v;
    const void *row = f->changes && family && given ? read_record(f, &v) : NULL;
    char *name = row ? arena_text(&f->arena, row_text(v->columns, row, "name")) : NULL;
    char *comma = name ? strstr(name, ", ") : NULL;

    if (!comma)
        return;
    *comma = '\0';
    if (!set(f, family, name) || !set(f, given, comma + 2))
        app_say(f->page.app, "The name is to be typed again.");
}

void form_fill(struct formed *f, const char *arguments)
{
    find_offer(f);
    fill_refs(f);
    fill_arguments(f, arguments);
    fill_values(f);
    fill_name(f);
    form_read_rev(f);
}

bool form_is_quick(const struct formed *f)
{
    size_t given = 0;

    for (size_t i = 0; i < f->fields->count; i++) {
        const struct field *field = &f->fields->field[i];
        if (field->flags & FIELD_HIDDEN)
            continue;
        bool is_ref =
            ref_kind_of(field->flags & FIELD_REF && field->refers ? field->refers : field->name) !=
            REF__COUNT;
        if (!is_ref || (!(field->flags & FIELD_OPTIONAL) && !field_given(field, f->record)))
            return false;
        given += field_given(field, f->record);
    }
    return given > 0 || !f->fields->count;
}

void form_start(struct formed *f)
{
    for (size_t i = 0; i < f->fields->count; i++) {
        const struct field *field = &f->fields->field[i];
        bool fixed = false;
        for (size_t k = 0; k < f->fixed_count; k++)
            fixed = fixed || f->fixed[k] == field->name;
        if (field->flags & (FIELD_HIDDEN | FIELD_KEY) || fixed)
            continue;
        if (form_focus_on(f->form, field->name))
            return;
    }
}

/* dictionary_command.c - htlah dictionary: every stored table, operation and view, from their tables
 *
 * What it writes is docs/dictionary.md; tools/docs holds the page to the program.
 */
#include "cli/list_command.h"
#include "core/views/show.h"

#include <string.h>

/* A cell of a Markdown table: a bar would end it. */
static void cell(struct buf *out, const char *text)
{
    for (; text && *text; text++) {
        if (*text == '|')
            buf_char(out, '\\');
        buf_char(out, *text == '\n' ? ' ' : *text);
    }
}

static void kept_as(const struct field *f, struct buf *out)
{
    static const char *const names[] = {
        [FIELD_TEXT] = "text",       [FIELD_INT] = "number",        [FIELD_MONEY] = "pence",
        [FIELD_MINUTES] = "minutes", [FIELD_DATE] = "day",          [FIELD_DATETIME] = "minute",
        [FIELD_BOOL] = "yes or no",  [FIELD_ENUM] = "one of these", [FIELD_LIST] = "list",
        [FIELD_RECORD] = "group"};

    if (f->type == FIELD_ENUM) {
        for (const struct word *w = f->words; w->code; w++)
            buf_printf(out, "%s`%s`", w == f->words ? "" : " ", w->code);
    } else if (f->type == FIELD_TEXT && f->flags & FIELD_REF && f->refers) {
        buf_printf(out, "reference of a %s", f->refers);
    } else if (f->type == FIELD_LIST && f->of) {
        buf_text(out, "list of groups:");
        for (size_t i = 0; i < f->of->count; i++)
            buf_printf(out, "%s `%s`", i ? "," : "", f->of->field[i].name);
    } else {
        buf_text(out, names[f->type]);
        if (f->type == FIELD_DATE && f->flags & FIELD_OPEN_END)
            buf_text(out, ", the first no longer in it");
    }
}

static void fields_table(const struct fields *t, bool hidden, struct buf *out)
{
    buf_text(out, "| name | is | means |\n|---|---|---|\n");
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        if (f->flags & FIELD_HIDDEN && !hidden)
            continue;
        buf_printf(out, "| `%s`%s | ", f->name, f->flags & FIELD_OPTIONAL ? "?" : "");
        kept_as(f, out);
        buf_text(out, " | ");
        cell(out, f->help ? f->help : f->label);
        if (f->source) {
            buf_text(out, " [");
            cell(out, f->source);
            buf_char(out, ']');
        }
        buf_text(out, " |\n");
    }
    buf_char(out, '\n');
}

static void roles(unsigned held, struct buf *out)
{
    bool first = true;

    if ((held & ROLES_ALL) == ROLES_ALL) {
        buf_text(out, "every role");
        return;
    }
    for (int i = 0; i < ROLE__COUNT; i++)
        if (held & ROLE(i)) {
            buf_printf(out, "%s%s", first ? "" : ", ", role_words[i].code);
            first = false;
        }
}

static void tables(struct buf *out)
{
    buf_text(out, "## Stored tables\n\n");
    for (const struct table *const *t = all_tables; *t; t++) {
        buf_printf(out, "### %s\n\n%s. ", (*t)->name, (*t)->shown);
        buf_text(out, (*t)->flags & TABLE_KNOWN    ? "Kept in versions: nothing is altered."
                      : (*t)->flags & TABLE_APPEND ? "Added to, never altered."
                                                   : "Changed in place, with the old values kept.");
        buf_text(out, "\n\n");
        fields_table((*t)->fields, true, out);
    }
}

static void operations(struct buf *out)
{
    buf_text(out, "## Operations\n\n");
    for (size_t i = 0; i < op_count(); i++) {
        const struct operation *op = op_at(i);
        buf_printf(out, "### %s\n\n%s. %s Who may: ", op->name, op->title, op->help);
        roles(op->roles, out);
        buf_text(out, ".\n\n");
        fields_table(op->args, false, out);
    }
}

static void views(struct buf *out)
{
    buf_text(out, "## Views\n\n");
    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        buf_printf(out, "### %s\n\n%s. %s Who may: ", v->name, v->title, v->help);
        roles(v->roles, out);
        buf_text(out, ".\n\n");
        if (v->params) {
            buf_text(out, "Takes:");
            for (size_t k = 0; k < v->params->count; k++)
                if (!(v->params->field[k].flags & FIELD_HIDDEN))
                    buf_printf(out, " `%s`", v->params->field[k].name);
            buf_text(out, "\n\n");
        }
        fields_table(v->columns, false, out);
    }
}

static int run(struct request *r)
{
    struct buf out = {0};

    if (!request_words(r, 0, 0, "no words"))
        return request_status(r);
    buf_text(&out,
             "# Dictionary\n\nWritten by `htlah dictionary` from the program's own tables: what is "
             "stored, what can be done, what can be seen.\nA name with a question mark may be left "
             "out.\n\n");
    tables(&out);
    operations(&out);
    views(&out);
    while (out.length > 1 && !out.failed && out.text[out.length - 1] == '\n' &&
           out.text[out.length - 2] == '\n')
        out.text[--out.length] = '\0';
    return request_put(r, &out) ? 0 : request_status(r);
}

const struct command command_dictionary = {
    .name = "dictionary",
    .usage = "",
    .summary = "every stored table, operation and view, as docs/dictionary.md has them",
    .help = "Writes the data dictionary from the program's own tables, as Markdown.",
    .run = run,
};

#include "core/rules/book.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 78, NAMES_FROM = 2, TEXT_FROM = 10 };

static void describe(const struct field *f, struct buf *out)
{
    if (f->type == FIELD_LIST && f->words) {
        buf_text(out, "a list of words out of ");
        for (const struct word *w = f->words; w->code; w++)
            buf_printf(out, "%s%s", w == f->words ? "" : ", ", w->code);
    } else {
        field_expects(f, STYLE_FILE, out);
    }
    if (f->flags & FIELD_OPTIONAL && f->type != FIELD_LIST)
        buf_text(out, "; may be left out");
}

/* --- plain text ------------------------------------------------------------------------------ */

/* Characters, which are columns here: the book's own text is Latin. */
static size_t columns(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Words folded between column `from` and WIDTH, the cursor being at `at`; ends the line. */
static void fold(struct buf *out, const char *text, size_t from, size_t at)
{
    bool first = true;

    while (*text) {
        size_t length = strcspn(text, " "), wide = columns(text, length);
        if (!first && at + 1 + wide > WIDTH) {
            buf_printf(out, "\n%*s", (int)from, "");
            at = from;
            first = true;
        }
        if (!first)
            buf_char(out, ' ');
        buf_add(out, text, length);
        at += wide + !first;
        first = false;
        text += length + strspn(text + length, " ");
    }
    buf_char(out, '\n');
}

/* A heading in the margin, its text beside it. */
static void item(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "%-*s", TEXT_FROM, name);
    fold(out, text, TEXT_FROM, TEXT_FROM);
}

static void show_fields(const struct fields *t, const char *title, int depth, struct buf *out)
{
    struct buf kind = {0};
    int indent = NAMES_FROM + 4 * depth;

    if (title)
        buf_printf(out, "\n%s\n", title);
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        buf_clear(&kind);
        describe(f, &kind);
        buf_printf(out, "%*s%s: %s\n", indent, "", f->name, kind.text ? kind.text : "");
        if (f->help) {
            buf_printf(out, "%*s", indent + 4, "");
            fold(out, f->help, (size_t)indent + 4, (size_t)indent + 4);
        }
        for (const struct word *w = f->words; w && w->code; w++)
            if (w->shown)
                buf_printf(out, "%*s%-3s %s\n", indent + 4, "", w->code, w->shown);
        if (f->of)
            show_fields(f->of, NULL, depth + 1, out);
    }
    out->failed = out->failed || kind.failed;
    buf_release(&kind);
}

static void join(const char *const *words, struct buf *out)
{
    for (size_t i = 0; words[i]; i++)
        buf_printf(out, "%s%s", i ? ", " : "", words[i]);
}

void book_list(struct buf *out)
{
    size_t wide = 0;

    for (const struct rule *const *r = rules; *r; r++)
        wide = strlen((*r)->name) > wide ? strlen((*r)->name) : wide;
    for (const struct rule *const *r = rules; *r; r++)
        buf_printf(out, "%-*s  %s\n", (int)wide, (*r)->name, (*r)->title);
}

void book_show(const struct rule *r, struct buf *out)
{
    struct buf words = {0};

    buf_printf(out, "%s\n%s\n\n", r->name, r->title);
    fold(out, r->about, 0, 0);
    buf_char(out, '\n');
    item(out, "Source", r->source);
    join(r->outcomes, &words);
    item(out, "Outcomes", words.text ? words.text : "");
    show_fields(r->facts, "Facts", 0, out);
    if (r->values)
        show_fields(r->values, "Values", 0, out);
    buf_text(out, "\nReasons\n");
    for (const char *const *code = r->codes; *code; code++) {
        const struct cite *c = cite_find(*code);
        buf_printf(out, "%*s%-*s", NAMES_FROM, "", TEXT_FROM - NAMES_FROM, c->code);
        fold(out, c->plain, TEXT_FROM, TEXT_FROM);
        buf_printf(out, "%*s", TEXT_FROM, "");
        fold(out, c->source, TEXT_FROM, TEXT_FROM);
    }
    buf_text(out, "\nWorked cases\n");
    for (const struct worked *w = worked_cases; w->rule; w++)
        if (strcmp(w->rule, r->name) == 0) {
            buf_printf(out, "%*s", NAMES_FROM, "");
            fold(out, w->what, NAMES_FROM, NAMES_FROM);
            buf_printf(out, "%*s", NAMES_FROM + 4, "");
            fold(out, w->facts, NAMES_FROM + 4, NAMES_FROM + 4);
            buf_printf(out, "%*s", NAMES_FROM + 4, "");
            fold(out, w->answer, NAMES_FROM + 4, NAMES_FROM + 4);
        }
    out->failed = out->failed || words.failed;
    buf_release(&words);
}

/* --- markdown -------------------------------------------------------------------------------- */

static void write_fields(const struct fields *t, const char *within, struct buf *out)
{
    struct buf kind = {0}, path = {0};

    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->field[i];
        buf_clear(&kind);
        describe(f, &kind);
        buf_printf(out, "| `%s%s` | %s | %s | %s |\n", within, f->name, kind.text ? kind.text : "",
                   f->help ? f->help : "", f->source ? f->source : "");
        if (f->of) {
            buf_clear(&path);
            buf_printf(&path, "%s%s.", within, f->name);
            write_fields(f->of, path.text ? path.text : "", out);
        }
    }
    out->failed = out->failed || kind.failed || path.failed;
    buf_release(&kind);
    buf_release(&path);
}

static void write_rule(const struct rule *r, struct buf *out)
{
    buf_printf(out, "\n## %s\n\n**%s** %s\n\nSource: %s.\n\n", r->name, r->title, r->about,
               r->source);
    buf_text(out, "| fact | may be | meaning | source |\n|---|---|---|---|\n");
    write_fields(r->facts, "", out);
    buf_text(out, "\nOutcomes: ");
    join(r->outcomes, out);
    buf_text(out, ".\n");
    if (r->values) {
        buf_text(out, "\n| value | is | meaning | source |\n|---|---|---|---|\n");
        write_fields(r->values, "", out);
    }
    buf_text(out, "\nReasons: ");
    join(r->codes, out);
    buf_text(out, ".\n\n| worked case | facts | answer |\n|---|---|---|\n");
    for (const struct worked *w = worked_cases; w->rule; w++)
        if (strcmp(w->rule, r->name) == 0)
            buf_printf(out, "| %s | `%s` | %s |\n", w->what, w->facts, w->answer);
}

void book_write(struct buf *out)
{
    buf_text(out,
             "# Rule book\n\nWritten by the program from its own tables: `htlah rules show NAME` "
             "shows one rule, `htlah rules eval NAME FACTS.yaml` evaluates it. *[P]* marks a "
             "convention of this program where law and paper are silent.\n");
    for (const struct rule *const *r = rules; *r; r++)
        write_rule(*r, out);
    buf_text(out, "\n## Numbers\n\n| number | says | source |\n|---|---|---|\n");
    for (const struct cite *c = cites; c->code; c++)
        buf_printf(out, "| %s | %s | %s |\n", c->code, c->plain, c->source);
}

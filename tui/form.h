/* form.h - a form for any field table
 *
 * Meaning   One row a field, nested records under a heading, lists of records as a table with a
 *           cell a value. Text is kept as typed and read by field_parse (STYLE_TYPED) at each key;
 *           what is wrong stands beside the field and never moves the cursor. Beside a good value
 *           stands how it was understood: a date with its weekday, a sum, the word meant, the name
 *           behind a reference.
 * Keys      those of the "form" place of the bindings. In a form letters are text; only Tab, Enter,
 *           Esc, arrows, Ctrl- and F-keys act.
 * Refusals  What was typed stays. form_faults puts each fault at the field it names (by path,
 *           "visits[2].minutes"); reasons of a refusal stand above the form.
 * Parking   form_park writes all that was typed, whole or not, as one line of text for the store's
 *           drafts; form_unpark brings it back. FORM_MOVED says when: whenever a field is left.
 * Memory    form_new … form_free.
 */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include "core/base/field.h"
#include "tui/list.h"

struct form;

struct form_options {
    struct reading how;     /* style is made STYLE_TYPED; today and now are needed */
    const void *record;     /* values to begin with, or NULL */
    const struct node *was; /* "as last time" (F3), a node map in STYLE_FILE, or NULL; kept */
    void *ctx;              /* of the two below */
    /* A list to pick the reference from (field.refers says the kind); false: none. */
    bool (*pick)(void *ctx, const struct field *f, struct list_source *out);
    /* What a reference means: "Okafor, Grace"; nothing added: not known. */
    void (*meaning)(void *ctx, const struct field *f, const char *text, struct buf *out);
    /* Fields the person cannot change here, by name, ended by NULL; or NULL. */
    const char *const *fixed;
};

enum form_answer {
    FORM_UNUSED,
    FORM_USED,
    FORM_CHANGED, /* a value is another */
    FORM_MOVED,   /* another field has the cursor: park now */
    FORM_SAVE,    /* asked to save: form_node */
    FORM_BACK     /* asked to leave: ask first when form_is_dirty */
};

struct form *form_new(const struct fields *t, const struct form_options *o, struct fault *why);
void form_free(struct form *f);

enum form_answer form_event(struct form *f, const struct event *e);
void form_draw(struct form *f, struct canvas *c, struct area a, bool focused);
/* A list of choices or of records is open over the form: its keys are not the form's. */
bool form_is_picking(const struct form *f);
/* Whether an action of the "form" place does anything at the field with the cursor. */
bool form_acts(const struct form *f, const char *action);

bool form_is_dirty(const struct form *f);
/* Everything read and checked, as a map of STYLE_FILE values for an operation, from the arena. NULL
 * when something is wrong: the faults stand at their fields, the cursor on the first, *why says how
 * many. */
struct node *form_node(struct form *f, struct arena *a, struct fault *why);
/* The same as a struct of the form's fields, fields->size bytes. */
bool form_record(struct form *f, void *record, struct arena *a, struct fault *why) MUST_CHECK;

/* What an operation answered: each fault at its field; those without one above the form.  The
 * cursor goes to the first. */
void form_faults(struct form *f, const struct faults *all);
void form_fault(struct form *f, const struct fault *why);
/* Whether what was refused can be read in the form as it is drawn: it need not be said again. */
bool form_tells(const struct form *f);

/* A value as typed, by path; NULL when there is no such field. */
const char *form_text(const struct form *f, const char *path);
bool form_set(struct form *f, const char *path, const char *text);
/* The field with the cursor, and its path into buf (may be NULL). */
const struct field *form_focus(const struct form *f, char *path, size_t size);
bool form_focus_on(struct form *f, const char *path);
/* What the focused field is and takes, for the line above the footer. */
void form_help(const struct form *f, struct buf *out);

void form_park(const struct form *f, struct buf *out);
bool form_unpark(struct form *f, const char *text, struct fault *why) MUST_CHECK;

#endif

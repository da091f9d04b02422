/* form_inside.h - what the files of the form page share; nobody else includes it */
#ifndef TUI_SCREENS_FORM_INSIDE_H
#define TUI_SCREENS_FORM_INSIDE_H

#include "tui/list_rows.h"
#include "tui/screens/screens.h"

enum { FIXED_MOST = 8, ALIKE_MOST = 3 };

struct formed {
    struct page page;
    const struct operation *op; /* or NULL: */
    bool (*save)(struct app *a, const void *record, struct form *f);
    const struct fields *fields;
    struct form *form;
    struct arena arena; /* of the record and of what is saved */
    void *record;       /* what it began with */
    struct refs about;
    char op_id[COUNTER_ID_SIZE]; /* of the one operation that this filling of it is */
    char title[80], subject[REF_SIZE + 16];
    const char *fixed[FIXED_MOST];
    size_t fixed_count;
    bool changes;         /* only what differs from the beginning is sent */
    int64_t rev;          /* of the record it is about, or ABSENT */
    char *parked;         /* as kept last */
    bool from_draft;      /* there is one in the store */
    bool unknown;         /* it was sent, and nobody has been able to tell whether it was saved */
    struct fault refused; /* the last time */
    struct node *node;    /* waits for an answer to the question */
    struct view_source picking;
    struct list_rows reasons; /* the partnership's codes, to pick from */
    struct arena alike;       /* records that may be the same person */
    const void *alike_row[ALIKE_MOST];
    size_t alike_count;
    struct buf asked; /* what a decision is about, as lines; empty: not a decision */
};

/* form_page.c: the form of an operation about a record, not on screen; NULL with the reason on the message
 * line.  form_let_go frees one that was never shown. */
struct formed *form_of_operation(struct app *a, const struct operation *op,
                                 const struct refs *about);
void form_let_go(struct formed *f);

/* form_fill.c: what a form begins with */
void form_fill(struct formed *f, const char *arguments);
void form_fill_value(struct formed *f, const char *name, const char *value);
void form_start(struct formed *f);          /* the cursor on the first thing to type */
bool form_is_quick(const struct formed *f); /* nothing is left to type */
void form_read_rev(struct formed *f);

/* form_save.c */
void form_page_save(struct formed *f);
/* Runs the operation; true when it was done (the caller frees a form that is not on screen). */
bool form_page_run(struct formed *f, struct node *args);

/* pick.c: lists that references are chosen from */
bool pick_source(void *ctx, const struct field *f, struct list_source *out);
void pick_meaning(void *ctx, const struct field *f, const char *text, struct buf *out);

/* alike.c: somebody who may be the same person, beside what was typed */
void alike_read(struct formed *f);
void alike_draw(struct formed *f, struct canvas *c, struct area a);

/* asked.c: what somebody is asked to say yes to, beside the form in which they say it */
void asked_read(struct formed *f);

#endif

/* screens - the program's pages, and what they share; only they and tui/app.c include it
 *
 *   screens.h      the program, a page, what a page is about
 *   source.c       a list over a view
 *   refs.c         which records a row or a page is about
 *   list_page.c    a list with what is known of the row under the cursor
 *   record_page.c  one record whole, tab by tab
 *   form_page.c    an operation's form; drafts.c parks what is half typed
 *   work.c people.c packages.c lots.c audit.c     the screens of line 2
 *
 * Pages     lie on each other, a pile for each screen of line 2, so that every list is found as it
 *           was left.  A page draws itself, answers to its keys' actions and says what it is about.
 */
#ifndef TUI_SCREENS_SCREENS_H
#define TUI_SCREENS_SCREENS_H

#include "core/views/show.h"
#include "tui/app.h"
#include "tui/bindings.h"
#include "tui/dialog.h"
#include "tui/form.h"
#include "tui/help.h"
#include "tui/list.h"
#include "tui/palette.h"
#include "tui/why.h"

/* --- what a page or a row is about ------------------------------------------------------------- */

enum ref_kind {
    REF_PERSON,
    REF_PACKAGE,
    REF_PROVIDER,
    REF_AWARD,
    REF_LOT,
    REF_OFFER,
    REF_PROPOSAL,
    REF_STAFF,
    REF_TASK,  /* number */
    REF_ALERT, /* number */
    REF_NOTE,  /* number */
    REF_LINE,  /* number within its package */
    REF_OPENING,
    REF_TX, /* number */
    REF__COUNT
};
enum { REF_SIZE = 64 };
struct refs {
    char ref[REF__COUNT][REF_SIZE]; /* as typed in a form; "" none */
};
extern const char *const ref_words[]; /* names of arguments: "person" … */

/* Of a row of a view: the record it opens, and those its columns name. */
void refs_of_row(const struct view *v, const void *row, struct refs *out);
/* The place of a field's value among them, or NULL. */
const char *refs_for(const struct refs *r, const struct field *f);
enum ref_kind ref_kind_of(const char *word); /* REF__COUNT: none */

/* --- rows by the names of their columns -------------------------------------------------------- */

const char *row_text(const struct fields *t, const void *row, const char *column); /* "" none */
int64_t row_number(const struct fields *t, const void *row, const char *column);   /* or ABSENT */
/* As a person reads it; false where it is absent. */
bool row_shown(const struct fields *t, const void *row, const char *column, struct buf *out);

/* --- the program ------------------------------------------------------------------------------- */

enum { PAGES_MOST = 12, SCREENS = 5, MESSAGE_MOST = 1200 };

struct page;
struct app;

enum left { LEFT_NOW, LEFT_NOT }; /* a page asked to close */

struct page_ops {
    void (*title)(struct page *p, struct buf *out); /* for line 1: "Package K10234" */
    void (*draw)(struct page *p, struct canvas *c, struct area a);
    /* An action of the bindings; false: not one of the page's. */
    bool (*act)(struct page *p, const char *action);
    /* An event that no binding took, or every one while it is typing; false: not used. */
    bool (*event)(struct page *p, const struct event *e);
    bool (*typing)(struct page *p);
    /* Whether an action does anything where the cursor is; NULL: all do. */
    bool (*acts)(struct page *p, const char *action);
    void (*refs)(struct page *p, struct refs *out);
    void (*refresh)(struct page *p);    /* the store, the day or the time asked for is another */
    enum left (*leave)(struct page *p); /* it may close, or has asked */
    bool (*dirty)(struct page *p);      /* something typed is not saved */
    void (*park)(struct page *p);       /* keep what is half typed */
    struct list_view *(*list)(struct page *p); /* and the view it is of: for export and filters */
    const struct view *(*view)(struct page *p);
    struct view_source *(*source)(struct page *p);
    const char *(*columns)(struct page *p); /* name of the columns of a list that is of no view */
    void (*why)(struct page *p, struct buf *out); /* explains what the cursor is on */
    void (*rested)(struct page *p);               /* the cursor has rested for a second */
    void (*free)(struct page *p);
};

struct page {
    const struct page_ops *ops;
    struct app *app;
    const char *scope[4]; /* of the bindings, before "any"; ended by NULL */
    bool resting;         /* rested is to be called after a second without keys */
};

enum overlay { OVER_NONE, OVER_HELP, OVER_PALETTE, OVER_WHY, OVER_DIALOG };

struct pile {
    struct page *page[PAGES_MOST];
    size_t depth;
};

/* What an operation was given the last time it was saved here. */
enum { LAST_SENT = 16 };
struct last_sent {
    const struct operation *op; /* NULL: nobody's */
    uint64_t when;
    struct arena arena;
    struct node *args;
};

struct app {
    const struct app_options *o;
    struct counter *counter;
    struct session *s;
    struct terminal *t;
    struct canvas canvas;
    struct pile pile[SCREENS];
    int at;         /* of the piles */
    uint64_t epoch; /* goes up whenever what is shown may be another */
    int64_t head;   /* newest transaction that what is shown has taken in, */
    int64_t others; /* and what counter_others said then */
    bool left;      /* the loop ends */

    struct buf message; /* the line above the footer */
    bool bad;           /* it says what went wrong, */
    struct fault last;  /* and this is it, for w */

    date_t as_at; /* DATE_NONE: today */
    int64_t known_at;
    char known_text[32];

    enum overlay over;
    struct help help;
    struct palette *palette;
    struct palette_entry *entry;
    struct arena entries; /* words of the entries */
    struct palette_history history;
    struct why why;
    struct dialog dialog;
    void (*answered)(struct app *a, int choice); /* of the dialog */
    struct page *asked;                          /* the page that asked, or NULL */

    bool columns_moved; /* in the panel that is open; kept when it is closed */

    bool has_room; /* room.h: for what comes after the first page */
    struct last_sent last_sent[LAST_SENT];
    uint64_t sent;      /* operations saved here so far */
    char undo[64];      /* the operation that undoes the last one; "" none */
    char marked_op[64]; /* what is asked to be done to the marked rows */
    char redo[64];
    struct refs undo_refs;
};

struct page *app_page(struct app *a); /* on top; never NULL after the first */
/* On top of the screen that is shown; the page is freed where there is no room. */
bool app_push(struct app *a, struct page *p);
void app_pop(struct app *a); /* frees the page on top, never the lowest */
/* Closes the page on top, which may ask first. */
void app_close_page(struct app *a);
void app_say(struct app *a, const char *format, ...) LIKE_PRINTF(2, 3);
/* A fault on the message line, kept for w. */
void app_fault(struct app *a, const struct fault *why);
/* Everything shown is read again. */
void app_changed(struct app *a);
void app_screen(struct app *a, int n);
/* A question: `answered` gets the choice. */
void app_ask(struct app *a, struct page *p, void (*answered)(struct app *a, int choice));
void app_act(struct app *a, const char *action, const char *arguments);
struct keymap app_keys(struct app *a);
/* Whether anything may be written just now: not while another time is looked at. */
bool app_may_write(const struct app *a, struct fault *why);
bool app_is_elsewhen(const struct app *a);

/* tui/screens/frame.c: everything on the canvas */
void app_draw(struct app *a);
int frame_body_top(const struct app *a);
bool frame_too_small(const struct app *a);
/* What a click on the frame means: an action, or NULL. */
const char *frame_click(struct app *a, int row, int col);
/* The row of the footer a click means, or NULL. */
const struct binding *frame_click_footer(struct app *a, int row, int col);

/* tui/screens/actions.c: palette, help, why, undo, time, export */
bool actions_do(struct app *a, const char *action, const char *arguments);
void actions_palette_ran(struct app *a);
bool action_is_known(const char *action); /* of the program itself, for the test of the bindings */

/* tui/screens/why_page.c: decisions that the page's record rests on */
void why_of_page(struct app *a, struct page *p, struct buf *out);

/* tui/screens/last.c */
void last_keep(struct app *a, const struct operation *op, const struct node *args);
const struct node *last_of(struct app *a, const struct operation *op); /* or NULL */
void last_forget(struct app *a);

/* tui/screens/undo.c */
void undo_note(struct app *a, const struct operation *op, const struct answer *answer,
               const struct refs *about);
void undo_do(struct app *a, bool again);

/* --- asking views ------------------------------------------------------------------------------ */

/* The ask of a view at the time that is looked at. */
struct view_ask app_ask_of(const struct app *a, const struct view *v);
/* Rows of a view by the id of the record it hangs on (a part; `by` NULL: on none), as asked. */
bool app_rows_asked(struct app *a, const struct view *v, const char *by, int64_t id,
                    struct view_ask ask, struct arena *arena, struct list *out,
                    struct fault *why) MUST_CHECK;
/* The same, at most `most` of them. */
bool app_rows_of(struct app *a, const struct view *v, const char *by, int64_t id, size_t most,
                 struct arena *arena, struct list *out, struct fault *why) MUST_CHECK;
/* Rows of a view of which one column is just this. */
bool app_rows_where(struct app *a, const char *view, const char *column, const char *value,
                    size_t most, struct arena *arena, struct list *out,
                    struct fault *why) MUST_CHECK;
/* A part of a kind by its tab. */
const struct part *part_named(const struct kind *k, const char *tab);

/* --- a list over a view (source.c) ------------------------------------------------------------- */

/* How a view is shown in a list: what its field table cannot say. */
struct showing {
    const char *view;
    const struct list_hint *hints;
    bool (*cell)(void *ctx, const void *record, const struct field *f, struct buf *out);
    unsigned (*style)(void *ctx, const void *record, const struct field *f);
    const char *(*urgency)(void *ctx, const void *record);
    void (*group)(void *ctx, const void *record, struct buf *title, struct buf *right);
    /* Lines about the row under the cursor, in place of its columns. */
    bool (*detail)(struct app *a, const void *row, struct buf *title, struct buf *lines);
    bool hold; /* the view is short: read whole */
    /* A line above the list; brief where the whole one has no room. */
    void (*header)(struct view_source *s, bool brief, struct buf *out);
    const char *(*scope)(const void *row); /* of the bindings, before the page's */
    /* Columns that the page reads of a row without showing them, ended by NULL: only these, those shown
     * and what tells rows apart are asked of the store.  NULL: all. */
    const char *const *reads;
};
const struct showing *showing_of(const struct view *v); /* of the table in showings.c, or NULL */

struct view_source {
    struct app *app;
    const struct view *view;
    const char *by; /* parameter, or NULL */
    int64_t id;
    const char *key; /* column that names a row; NULL: its id */
    struct view_filter fixed;
    bool has_fixed;
    bool narrowed;            /* a filter was on when rows were last asked for */
    struct held *held;        /* every row of a short view, read once an epoch; or NULL (held.c) */
    const char *const *reads; /* of its showing */
};
/* Rows of a view that is short by its nature and dear to ask: read whole, in its own order. */
struct held *held_new(struct app *a, const struct view *v);
void held_free(struct held *h);
/* False where it is longer than is held, or could not be read: ask the view itself. */
bool held_read(struct held *h);
size_t held_count(const struct held *h);
const void *held_row(const struct held *h, size_t i);
/* A page for an ask without search and order of its own; the rows are copies in its arena. */
bool held_page(struct held *h, const struct list_ask *ask, struct list_page *out,
               struct fault *why) MUST_CHECK;
struct list_source view_source_of(struct view_source *s, const struct showing *look);
/* The ask of a view that a list asks for: filter words, search and order; words go to the arena. */
bool view_source_ask(const struct view_source *s, const struct list_ask *ask, struct arena *a,
                     struct view_ask *out, struct fault *why) MUST_CHECK;

/* --- pages ------------------------------------------------------------------------------------- */

/* `place` is the scope of its bindings ("work"). */
struct page *list_page_new(struct app *a, const struct view *v, const char *place,
                           struct fault *why);
/* Opens a record by reference on top, at a tab (NULL: the first); says why where it cannot. */
void record_open(struct app *a, const char *kind, const char *ref, const char *tab);
/* An operation: at once where nothing is to be typed, else by its form.  arguments: "name=value …"
 * or "". */
void operation_begin(struct app *a, const struct operation *op, const struct refs *about,
                     const char *arguments);
/* marked.c: the operation on every marked row of the page's list, once it is confirmed; false where none
 * is marked. */
bool marked_begin(struct app *a, struct page *p, const struct operation *op);
/* The same with values for fields, hidden ones too: name, value, … ended by NULL. */
void operation_begin_with(struct app *a, const struct operation *op, const struct refs *about,
                          const char *const *values);
/* Any other form: `save` has the record; true closes it. */
struct page *form_page_for(struct app *a, const struct fields *t, const void *record,
                           const char *title,
                           bool (*save)(struct app *a, const void *record, struct form *f));
struct page *lots_page_new(struct app *a, struct fault *why);
/* tui/screens/columns.c: the columns each person wants in a list, by its name */
void columns_restore(struct app *a, const char *list, struct list_view *l);
/* An event for the panel that is open over the page's list. */
void columns_event(struct app *a, struct page *p, const struct event *e);
void saved_open(struct app *a); /* saved filters of the list in view */
void time_open(struct app *a);  /* as at and known at */
void export_open(struct app *a);

/* A record's field table as labels and values, in as many columns as fit; returns the lines needed.
 */
int sheet_draw(struct app *app, struct canvas *c, struct area a, const struct fields *t,
               const void *row, int skip);
/* Lines "label\tvalue\n" as a table of two columns; returns the lines needed. */
int lines_draw(struct canvas *c, struct area a, const char *lines, int skip);

/* Half-typed forms in the store (drafts.c). */
void draft_keep(struct app *a, const char *screen, const char *subject, const char *body);
void draft_drop(struct app *a, const char *screen, const char *subject);
/* The body kept and when, from the arena; NULL when there is none. */
const char *draft_find(struct app *a, const char *screen, const char *subject, struct arena *arena,
                       struct buf *when);

/* A tab that is computed, not a view: candidates, approvers. */
struct rows_tab {
    const char *kind, *title, *place;
    const struct fields *columns;
    const struct list_hint *hints;
    /* Records of `columns` from the arena. */
    bool (*load)(struct app *a, const char *ref, struct arena *arena, struct list *out,
                 struct fault *why);
    unsigned (*style)(void *ctx, const void *record, const struct field *f);
    const char *empty;
    void (*refs)(const void *record, struct refs *out);
    void (*why)(const void *record, struct buf *out); /* explains a row */
    const char *(*stops)(const void *record); /* why not, or NULL: the operation may be tried */
    const char *op;                           /* that Enter does with the row, or NULL */
};
extern const struct rows_tab *const rows_tabs[]; /* ended by NULL */

#endif

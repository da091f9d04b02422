/* form_inside.h - what the files of the form share; nobody else includes it */
#ifndef TUI_FORM_INSIDE_H
#define TUI_FORM_INSIDE_H

#include "core/base/arena.h"
#include "tui/form.h"
#include "tui/line.h"
#include "tui/list_rows.h"

enum {
    PATH_SIZE = 128,
    PROBLEMS_MOST = REASONS_MAX + 8,
    TABLE_DEPTH = 1, /* tables are not drawn inside tables: deeper lists are typed as flow */
    NOTE_ROWS = 5,   /* rows of a text of several lines */
    CELLS_MOST = 4000
};

enum cell_kind {
    CELL_VALUE,
    CELL_HEADING, /* of a nested record: no value, no focus */
    CELL_ADD      /* the row "add …" under a table: focus, no value */
};

/* One place of the form, in the order of reading. */
struct cell_of_form {
    enum cell_kind kind;
    const struct field *f;
    const struct fields *in; /* the table f is a row of */
    char path[PATH_SIZE];    /* of names, entries from 1 */
    char table[PATH_SIZE];   /* path of the table it is in or adds to, or "" */
    size_t entry;            /* of that table, from 1; 0 none */
    int depth;               /* of records around it, for the indent */
    struct line line;
    char *error;  /* what is wrong, or NULL */
    bool refused; /* by an operation: it stays until the text is another */
    bool left;    /* the cursor was here and went: errors are shown as such */
    char *echo;   /* how it was understood, or NULL */
    bool fixed;
    int row, col, cols, rows; /* where it is drawn, from the form's own top */
};

struct picker {
    const struct field *f;
    struct list_view *list;
    struct list_rows rows; /* of an enumeration */
    struct line query;
};

struct form {
    const struct fields *t;
    struct form_options o;
    struct cell_of_form *cell;
    size_t cells, room, focus;
    char *problem[PROBLEMS_MOST]; /* above the form */
    size_t problems;
    void *scratch;    /* as large as the largest struct, to parse into */
    struct buf began; /* parked text at the beginning, for form_is_dirty */
    int top;          /* lines off the top */
    int lines, label_cols;
    struct area drawn;
    struct picker *picker;
    char message[96];
};

/* --- form_cells.c: the cells of a field table */
bool form_lay(struct form *f, const void *record);
struct cell_of_form *form_at(const struct form *f, const char *path);
bool form_is_table(const struct field *f, const char *table);
size_t form_entries(const struct form *f, const char *table);
/* A row behind entry `after` (0: the first place); false when full or out of memory. */
bool form_add_entry(struct form *f, const char *table, size_t after);
void form_remove_entry(struct form *f, const char *table, size_t entry);
void form_drop_blank_entries(struct form *f);
bool form_can_focus(const struct cell_of_form *c);
bool form_blank(const struct cell_of_form *c);
void form_cell_release(struct cell_of_form *c);
char *form_keep(const char *text); /* a copy, NULL for "" */

/* --- form_check.c: understanding what is typed */
/* Whether anything was typed in cells whose path begins so. */
bool form_any_under(const struct form *f, const char *beginning);
/* Whether a value is called for: not in a record or row that was left empty. */
bool form_is_wanted(const struct form *f, const struct cell_of_form *c);
void form_check(struct form *f, struct cell_of_form *c);
/* Choices and days as they were understood, written out. */
void form_settle(struct form *f, struct cell_of_form *c);
/* A value of STYLE_FILE as a person would type it. */
bool form_typed(struct form *f, const struct field *field, const char *text, struct buf *out);
struct node *form_typed_node(struct form *f, struct arena *a);

/* --- form_pick.c: choosing from a list */
bool form_pick_begin(struct form *f);
bool form_can_pick(const struct form *f); /* there is a list for the field with the cursor */
enum form_answer form_pick_event(struct form *f, const struct event *e);
void form_pick_draw(struct form *f, struct canvas *c, struct area a);
void form_pick_end(struct form *f);
/* The next of an enumeration's words. */
void form_cycle(struct form *f, struct cell_of_form *c);

#endif

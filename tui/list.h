/* list.h - a list of any length, of which only the page on screen is held
 *
 * Meaning   A list is shown from a source. It asks for rows beside a row it has (by key, never by
 *           number), keeps at most a few screens of them, and follows the record, not the place,
 *           when the world changes. Columns, their names, types and alignment are the source's
 *           field table.
 * Source    page   fills list_page with at most `rows` records that come after (or before, or from)
 *                  the anchor in the order asked for, filtered as asked. Records belong to the
 *                  page's arena. A refusal (a filter it cannot read) leaves the rows shown as they
 *                  are and the sentence stands beside the filter.
 *           count  how many the filter leaves and how many there are; may be NULL. Every other
 *                  function may be NULL.
 * Keys      those of the "list" place of the bindings; list_event uses them and says what it did.
 * Drawing   list_draw loads what the area needs first; what it could not load is shown as a
 *           sentence.
 * Memory    list_new … list_free.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "core/base/arena.h"
#include "core/base/field.h"
#include "tui/canvas.h"
#include "tui/key.h"

enum list_way {
    LIST_AFTER,  /* after the anchor; without one the first rows */
    LIST_BEFORE, /* before the anchor, nearest last; without one the last rows */
    LIST_FROM    /* the anchor itself, where it still is, and what comes after */
};

struct list_ask {
    enum list_way way;
    const void *anchor; /* a record as an earlier page gave it, or NULL */
    const char *key;  /* only the record of this key, wherever it is: way and anchor do not count */
    size_t rows;      /* at most */
    const char *sort; /* name of a column, or NULL: the source's own order */
    bool descending;
    const char *then; /* second column, or NULL; ties after it go by key */
    bool then_descending;
    const char *search;  /* what the filter line says, as typed; NULL none */
    const char *find;    /* as well: only rows that hold this text; NULL none */
    const size_t *whole; /* for count: how many there are, where all were read; NULL: not known */
    /* The columns that are shown, ended by NULL; a source may leave the others empty.  NULL: all. */
    const char *const *only;
    const void
        *filter; /* whatever list_set_filter was given: the screen's and the source's affair */
};

struct list_page {
    struct arena arena;
    const void **row; /* `count` records, in the order of the list whichever way was asked */
    size_t count;
};

struct list_count {
    uint64_t shown, all;
    bool about; /* not counted to the end */
};

enum list_hint_flags {
    LIST_MUST = 1 << 0, /* never cut: wraps to further lines when it does not fit */
    LIST_FLEX = 1 << 1, /* takes what room is left over, and gives room up first */
    LIST_AWAY = 1 << 2  /* not shown until chosen */
};
struct list_hint {
    const char *column;
    int width; /* columns on screen; 0: as wide as its values, within reason.  With LIST_FLEX where it
                * begins from: it grows as far as its values and the room go, and shrinks first */
    unsigned flags;
};

struct list_source {
    const struct fields *columns;
    void *ctx;
    bool (*page)(void *ctx, const struct list_ask *ask, struct list_page *out, struct fault *why);
    bool (*count)(void *ctx, const struct list_ask *ask, struct list_count *out, struct fault *why);
    /* Identity as text, into out.  NULL: the FIELD_KEY columns' values. */
    void (*key)(void *ctx, const void *record, struct buf *out);
    /* A cell in other words than field_print's; false: as usual. */
    bool (*cell)(void *ctx, const void *record, const struct field *f, struct buf *out);
    /* enum style_name of a cell. */
    unsigned (*style)(void *ctx, const void *record, const struct field *f);
    /* At most two letters before the row: "!!", "!" or "". */
    const char *(*urgency)(void *ctx, const void *record);
    /* The heading that this record stands under, as "To place 14", and what is said at its right;
     * records of one group follow each other. */
    void (*group)(void *ctx, const void *record, struct buf *title, struct buf *right);
    /* A second line under the row; nothing added: none. */
    void (*second)(void *ctx, const void *record, struct buf *out);
    /* Why there is nothing here and what to do about it. */
    void (*empty)(void *ctx, const struct list_ask *ask, struct buf *out);
    const struct list_hint *hints; /* ended by a NULL column; or NULL */
    const char *const *sorts;      /* columns it can sort by, ended by NULL; NULL: every one */
};

struct list_view;

enum list_answer {
    LIST_UNUSED, /* not ours: look further */
    LIST_USED,   /* done; draw again */
    LIST_MOVED,  /* another record is chosen now; draw again */
    LIST_OPEN,   /* open the chosen record (Enter, double click) */
    LIST_BACK    /* Esc with nothing left to undo here */
};

struct list_view *list_new(const struct list_source *s); /* *s is copied; NULL: no memory */
void list_free(struct list_view *l);

enum list_answer list_event(struct list_view *l, const struct event *e);
/* As list_event for one action of the "list" place ("list.down"). */
enum list_answer list_act(struct list_view *l, const char *action);
/* The find or filter line, or the columns' panel, is open: give every key to list_event first. */
bool list_is_typing(const struct list_view *l);
/* Whether the rows after those on the screen are still to be read; list_ahead reads a page of them, so
 * that the next key does not wait for the store. */
bool list_wants_ahead(const struct list_view *l);
void list_ahead(struct list_view *l);
void list_draw(struct list_view *l, struct canvas *c, struct area a, bool focused);

/* Reads again; the chosen record stays chosen and where it stands, or the one that follows it. */
void list_refresh(struct list_view *l);
/* Another filter of the screen's own (kept by pointer): list_refresh follows by itself. */
void list_set_search(struct list_view *l, const char *text);
bool list_set_sort(struct list_view *l, const char *column, bool descending);
/* Neither the line of column names above nor the line with the count below. */
void list_set_bare(struct list_view *l, bool bare);
/* Chooses the record of this key if the source still has it. */
bool list_choose(struct list_view *l, const char *key);

/* The chosen record, until the next call that changes the list; NULL when there is none. */
const void *list_chosen(struct list_view *l);
const char *list_chosen_key(struct list_view *l); /* "" when there is none */
size_t list_marks(const struct list_view *l);
const char *list_mark(const struct list_view *l,
                      size_t n); /* key of the n-th marked, in key order */
bool list_is_marked(const struct list_view *l, const char *key);
void list_unmark_all(struct list_view *l);
/* Marks these keys (one a line or separated by blanks or commas, as pasted from a spreadsheet);
 * returns how many the source has. */
size_t list_mark_keys(struct list_view *l, const char *text);
/* What the list is being asked for, for exports of "what is on the screen". */
const struct list_ask *list_asks(const struct list_view *l);
/* The columns on the screen, from the left; at most `most` into out, returns how many. */
size_t list_columns_shown(const struct list_view *l, const struct field **out, size_t most);
/* "12 of 1,204,331", "about 40,000", " · filter sian · by born ▼ · 3 marked". */
void list_summary(struct list_view *l, struct buf *out);
/* The panel to choose columns is open. */
bool list_in_panel(const struct list_view *l);
/* Which columns, how wide and in what order as a line of text, and back; what the list no longer has
 * is passed over. */
void list_columns_park(const struct list_view *l, struct buf *out);
void list_columns_unpark(struct list_view *l, const char *text);
/* A sentence for the message line about the last thing done ("no more rows hold \"sian\""); ""
 * none. */
const char *list_message(const struct list_view *l);

/* Sort, filter, columns and the chosen key as one line of text, and back, for the same list opened
 * again another day; what no longer fits is passed over. */
void list_park(const struct list_view *l, struct buf *out);
void list_unpark(struct list_view *l, const char *text);

#endif

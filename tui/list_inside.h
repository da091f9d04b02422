/* list_inside.h - what the files of the list share; nobody else includes it */
#ifndef TUI_LIST_INSIDE_H
#define TUI_LIST_INSIDE_H

#include "tui/line.h"
#include "tui/list.h"

enum {
    CHUNKS_MOST = 4,   /* pages held */
    PAGE_LEAST = 16,   /* rows asked for at once, however small the area */
    COLUMNS_MOST = 64, /* shown of one source */
    WIDTH_MOST = 40,   /* of a column that nobody widened */
    MARKS_MOST = 10000,
    MESSAGE_SIZE = 160,
    DRAWN_MOST = 512 /* rows on one screen */
};

enum list_typing { TYPING_NONE, TYPING_FIND, TYPING_FILTER, TYPING_COLUMNS };

struct list_column {
    const struct field *f;
    unsigned flags; /* enum list_hint_flags */
    int hint;       /* width the screen asks for; 0: natural */
    int asked;      /* width by hand, which is kept; 0: none */
    int natural;    /* widest value seen so far, or its heading */
    int word;       /* the widest word seen so far of what is never cut */
    int width;      /* as last drawn */
    bool hidden;
    bool read; /* asked for in the rows held: it has been shown since the list began */
};

struct list_view {
    struct list_source source;
    struct list_page chunk[CHUNKS_MOST]; /* in the order of the list, one after another */
    size_t chunks;
    bool loaded, at_start, at_end; /* nothing before the first row held, nothing after the last */
    size_t top, cur;               /* of the rows held, from 0 */
    size_t visible;                /* rows on the last drawing */
    int lines;                     /* for rows on the last drawing */
    struct area drawn;             /* where they stood on the canvas */
    int drawn_at[DRAWN_MOST];      /* the line each began on, from `top` */
    int left;                      /* columns before the first cell */
    struct list_ask ask;           /* sort, search, filter as they stand */
    struct list_count counts;
    bool counted;
    struct fault why; /* of the last load */
    enum list_typing typing;
    struct line find, filter;
    char *search_before;       /* what Esc brings back while the filter is typed */
    struct buf chosen, origin; /* keys */
    struct list_column column[COLUMNS_MOST];
    const char *only[COLUMNS_MOST + 1]; /* names of those read, for the ask */
    size_t columns, panel;              /* panel: the column chosen in the columns' panel */
    size_t pan;                         /* columns passed over at the left */
    bool more_right;                    /* columns did not all fit */
    char **mark;                        /* keys, sorted */
    size_t marks;
    char message[MESSAGE_SIZE];
    bool bare;
};

/* --- list.c: rows */
size_t list_held(const struct list_view *l);
const void *list_row(const struct list_view *l, size_t i); /* NULL beyond the rows held */
void list_key_of(const struct list_view *l, const void *record, struct buf *out);
/* Rows after (before) those held; false when there are none, or they could not be read. */
bool list_more_after(struct list_view *l);
bool list_more_before(struct list_view *l);
bool list_load_first(struct list_view *l);
bool list_load_last(struct list_view *l);
/* Rows around a record, which becomes the chosen one (or the one after it), `above` rows from the
 * top; what was held goes, the record's own page must not be among it. */
bool list_load_around(struct list_view *l, const void *record, size_t above);
/* One page for the list's own questions. */
bool list_fetch(struct list_view *l, const struct list_ask *ask, struct list_page *out);
/* Reads again with the chosen record kept; where it is gone: its neighbour, or the first row. */
bool list_reload(struct list_view *l, bool neighbour);
void list_say(struct list_view *l, const char *format, ...) LIKE_PRINTF(2, 3);

/* --- list_draw.c: what stood where */
enum list_answer list_click(struct list_view *l, const struct event *e);
bool list_column_shown(const struct list_view *l, size_t i);

/* --- list_find.c: finding, filtering */
enum list_answer list_typed(struct list_view *l, const struct event *e);
void list_find_begin(struct list_view *l);
void list_filter_begin(struct list_view *l);
bool list_find_again(struct list_view *l, bool backwards);

/* --- list_columns.c: which, how wide, in what order */
void list_columns_begin(struct list_view *l);
void list_columns_open(struct list_view *l); /* the panel */
/* The columns that a list of so many columns on screen shows are read from now on; true: some were not,
 * and the rows held lack them. */
bool list_columns_read(struct list_view *l, int room);
/* A column of which only a piece would show in the room left is not shown. */
bool list_columns_piece(const struct list_column *k, int width, int room);
struct list_column *list_column_named(struct list_view *l, const char *name);
void list_columns_measure(struct list_view *l, const struct canvas *c, const void *record);
void list_sort_by(struct list_view *l, const struct list_column *k); /* again: the other way */
void list_columns_fit(struct list_view *l, int room);
enum list_answer list_columns_event(struct list_view *l, const struct event *e);
void list_columns_draw(struct list_view *l, struct canvas *c, struct area a);
bool list_can_sort(const struct list_view *l, const struct field *f);
bool list_is_right(const struct field *f); /* numbers stand at the right */
void list_cell(const struct list_view *l, const void *record, const struct field *f,
               struct buf *out);
const char *list_label(const struct field *f);

/* --- list_park.c */
void list_counts(struct list_view *l, struct buf *out); /* "12 of 1,204,331" */

/* --- list_marks.c */
void list_mark_toggle(struct list_view *l, const char *key);
bool list_mark_add(struct list_view *l, const char *key);
void list_mark_whole(struct list_view *l);

#endif

/* view_inside.h - what the files of the view engine share; nobody else includes it */
#ifndef CORE_VIEWS_VIEW_INSIDE_H
#define CORE_VIEWS_VIEW_INSIDE_H

#include "core/store/query.h"
#include "core/views/view.h"

enum { VIEW_ARGS_MOST = 120, VIEW_NAMES_MOST = 32, VIEW_KEYS_MOST = 6, VIEW_WORDS_MOST = 8 };

/* One statement being composed out of constants: values never stand in the text, only ?N. */
struct composing {
    const struct session *s;
    const struct view *v;
    const struct view_ask *ask;
    struct arena *arena;
    struct buf text;
    struct arg arg[VIEW_ARGS_MOST];
    size_t args;
    struct {
        const char *name; /* in the view's SQL */
        size_t length, number;
    } named[VIEW_NAMES_MOST];
    size_t names;
    bool over; /* more values than a statement takes */
};

/* One column of the order. */
struct sort_key {
    const struct field *field;
    bool down;
};
struct sort_order {
    struct sort_key key[VIEW_KEYS_MOST];
    size_t count; /* the last is the row's identity */
};

/* How a key stands to the value of the row a page goes on from. */
enum beyond { BEYOND_OVER, BEYOND_UNDER, BEYOND_GIVEN /* not NULL */, BEYOND_ABSENT /* NULL */ };

/* view_sql.c: the text */
void compose_text(struct composing *c, const char *constant);
void compose_bind(struct composing *c, struct arg value);
void compose_column(struct composing *c, const struct field *f);
/* `WITH v(columns) AS (the view's own SELECT)`, its :names bound. */
bool compose_view(struct composing *c, struct fault *why) MUST_CHECK;
/* A constant SELECT beside the view's own (its count). */
bool compose_named(struct composing *c, const char *sql, struct fault *why) MUST_CHECK;
/* The composed text as a constant of this process: the same text gives the same address. */
const char *compose_done(struct composing *c, struct fault *why);
struct arg value_of(const struct field *f, const void *record);
/* Is the column kept from whoever asks (SEES_PEOPLE)? */
bool withheld(const struct session *s, const struct field *f);

/* view_filter.c: ` WHERE …` for the filters and the search of the ask; nothing when there are none.
 * *any says whether a condition was written. */
bool compose_filters(struct composing *c, bool *any, struct fault *why) MUST_CHECK;
/* The words of a search, folded, apart by NULs; 0 when nothing is left of it. */
size_t search_words(const char *typed, char *to, size_t size, const char *word[VIEW_WORDS_MOST]);

/* view_scope.c: as a filter, rows about the people of whoever works for another body than the council
 * (core/store/scope.h).  is_scoped says whether the view has any such rows to leave out. */
bool compose_scope(struct composing *c, bool *any, struct fault *why) MUST_CHECK;
bool is_scoped(const struct session *s, const struct view *v);

/* view_rows.c: the rows of a view, with the columns that are wanted. */
struct rows_asked {
    const struct sort_order *order;
    const void
        *beyond; /* the row to go on from, or NULL: all before `key` is as in it, and that key
                           stands to it as `how` says */
    size_t key;
    enum beyond how;
    bool backward;
    size_t limit; /* 0: all */
};
bool compose_rows(struct composing *c, const struct rows_asked *r, struct fault *why) MUST_CHECK;

/* view_order.c */
bool order_of(const struct view *v, const struct view_ask *ask, struct sort_order *out,
              struct fault *why) MUST_CHECK;
void compose_order(struct composing *c, const struct sort_order *o, size_t from, bool backward);

bool view_column(const struct view *v, const char *name, const struct field **out,
                 struct fault *why) MUST_CHECK;

#endif

/* views - everything that is seen, as rows of a table
 *
 *   view.h       the fourth of the five tables: a named query with typed columns and parameters
 *   register.c   every view, subject by subject
 *   show.h       one record whole: which views make it up
 *
 * Meaning   Lists on screen, `htlah list`, exports and reports read these rows.  A view's SQL is a
 *           constant SELECT whose columns stand in the order of `columns`; the engine puts it in
 *           `SELECT … FROM (…)` with filters, order and a page by key - constants again, with every
 *           value bound.  Lists are paged by key, never by offset.
 * Binds     :today :now :glass (now, for records opened for some hours) :me (staff id) :roles (ROLE
 *           bits) :body (whose people alone are seen, or NULL) :as_at (day) :known_at (transaction, or the largest integer) and :NAME for each
 *           parameter.  Only those that occur are bound.
 *           :search is the search as words for an FTS5 MATCH ("gra"* "oka"*), :typed the same
 *           folded as text_fold has it; both NULL when nothing is searched for.
 * SQL       may use fold(x), the key of text_fold, and london(x), milliseconds of UTC to minutes of
 *           London's clock (core/store).
 * Columns   The first is `id` (FIELD_KEY | FIELD_HIDDEN): unique in the view, a row's identity.
 *           The names are those of the field table, whatever the SELECT calls them.  A column
 *           NAME_rank (hidden) orders the column NAME in its place.  A view that names people
 *           (VIEW_PERSON) has a hidden column `person_id`, or says whose its rows are as
 *           view_whose finds it.
 * Scope     A view says for whom it is (roles).  Whoever works for another body than the council sees
 *           the rows about that body's people alone (core/store/scope.h): the engine says so around
 *           every view with a column, or else a parameter, called person_id, person, package_id,
 *           package or offer, or whose rows open a person.  Rows about nobody are everybody's, but
 *           what such a row counts is counted over theirs (own_sql).
 */
#ifndef CORE_VIEWS_VIEW_H
#define CORE_VIEWS_VIEW_H

#include "core/base/field.h"
#include "core/store/session.h"

enum view_flags {
    VIEW_TIME = 1 << 0,   /* takes as at and known at */
    VIEW_PERSON = 1 << 1, /* rows name people: an export of it logs a read for each */
    VIEW_SEARCH = 1 << 2, /* has a parameter `search`, typed key by key */
    VIEW_QUIET = 1 << 3   /* part of a record; not in `htlah list` alone */
};

/* Columns marked FIELD_PERSONAL are for those who are told who somebody is (SEES_PEOPLE): to others they
 * are empty in every view, and cannot be asked for, sorted by or searched. */

/* Where a column that is worked out row by row is asked to be just this word, all rows that fit are
 * among these: constant SQL of ids, each from an index, as of now.  Without it a rare word is looked
 * for in every row there is. */
struct view_narrow {
    const char *column;
    const char *code; /* or NULL: any value, which is put at the end of `ids` */
    const char *ids;
};

struct view {
    const char *name;  /* "packages" */
    const char *title; /* "Packages" */
    const char *help;
    unsigned roles;
    unsigned flags;
    const struct fields *columns;
    const struct fields *params; /* or NULL; each optional unless the SQL needs it */
    const char *sql;
    /* Another SQL for the same columns, for staff of another body than the council (:body), where `sql`
     * counts people, packages or offers: it counts theirs alone.  NULL: `sql`. */
    const char *own_sql;
    const char *order;    /* columns sorted by when nothing is asked, commas between; "-column" for
                             newest first */
    const char *opens;    /* kind of record that Enter opens, or NULL */
    const char *opens_by; /* column holding its reference */
    const char *opens_kind; /* column holding the kind, where rows are of several; opens is NULL */
    const char *empty;      /* why a list may be empty, and what to do */
    const char *count; /* constant SQL giving the number of rows unfiltered, or NULL: counted */
    /* Another SQL for the same columns when a search is typed (it may use the search index); or
     * NULL: the engine filters the text columns of `sql`. */
    const char *search_sql;
    const char *search_few_sql;       /* the same for a body with few people; or NULL: no other */
    const struct view_narrow *narrow; /* ended by one without a column; or NULL */
    const char *
        recorded; /* table whose rows these are: at an earlier time those added since are left out */
};

extern const struct view *const *const view_subjects[]; /* arrays ended by NULL; NULL ends them */
const struct view *view_find(const char *name);
size_t view_count_all(void);
const struct view *view_at(size_t i); /* in order of name */

enum view_test { TEST_IS, TEST_NOT, TEST_UNDER, TEST_OVER, TEST_HOLDS /* text, folded */ };
struct view_filter {
    const char *column;
    enum view_test test;
    const char *value; /* text in STYLE_TYPED or STYLE_FILE, parsed by the column's field */
};
enum { VIEW_FILTERS_MOST = 16, VIEW_PAGE_MOST = 1000 };

struct view_ask {
    const void *params; /* view->params->size bytes, or NULL */
    struct view_filter filter[VIEW_FILTERS_MOST];
    size_t filters;
    enum style style;   /* of the filters' values */
    const char *search; /* as typed, or NULL */
    const char *sort;   /* column, or NULL: view->order */
    bool descending;    /* the whole order turned round */
    const char *then;   /* second sort column, or NULL; "-column": against the first's direction */
    /* Columns wanted, ended by NULL: the others are not asked of the store, and empty in the rows.  NULL:
     * all.  A row to go on from must have those of the order, which are always read. */
    const char *const *only;
    const void *after,
        *before;      /* a row (columns->size bytes) to go on from, or NULL: from the start */
    bool from_end;    /* the last page */
    size_t limit;     /* rows wanted */
    date_t as_at;     /* NONE: today */
    int64_t known_at; /* transaction, or ABSENT: now */
};

struct view_page {
    struct list rows; /* columns->size bytes each, in order, from the arena */
    bool more_before, more_after;
};

/* An ask of nothing but the view itself: everything, as of now. */
#define VIEW_ASK ((struct view_ask){.as_at = DATE_NONE, .known_at = ABSENT})

/* False with the reason (FAULT_DENIED).  The auditor may open every view. */
bool view_may(const struct session *s, const struct view *v, struct fault *why) MUST_CHECK;
/* As view_may, and of the conditions, order and times asked too; a denial is kept in the audit.  What
 * opens a view does this by itself: it is for those who write something above the rows first. */
bool view_admits(struct session *s, const struct view *v, const struct view_ask *ask,
                 struct fault *why) MUST_CHECK;
/* One page.  FAULT_INPUT for an unknown column or a value that does not parse; FAULT_DENIED for a
 * view the role may not open. */
bool view_page(struct session *s, const struct view *v, const struct view_ask *ask, struct arena *a,
               struct view_page *out, struct fault *why) MUST_CHECK;
/* Rows one after another, for exports: memory is one row; limit 0 is all of them.  `each` answers
 * false to stop. */
bool view_each(struct session *s, const struct view *v, const struct view_ask *ask,
               bool (*each)(void *ctx, const void *row, struct fault *why), void *ctx,
               struct fault *why) MUST_CHECK;
/* As view_each, for lists of any length and any order: it may take its time and more memory, tells how
 * far it is and can be stopped (FAULT_INTERRUPTED).  `each` may read from the store, not write. */
bool view_all(struct session *s, const struct view *v, const struct view_ask *ask,
              const struct progress *p, bool (*each)(void *ctx, const void *row, struct fault *why),
              void *ctx, struct fault *why) MUST_CHECK;
/* Rows that match; exact up to `most`, else *about is true and *count is the number known. */
bool view_count(struct session *s, const struct view *v, const struct view_ask *ask, int64_t most,
                int64_t *count, bool *about, struct fault *why) MUST_CHECK;
/* The parameters from a map, by the view's field table. */
bool view_params(const struct view *v, const struct node *map, const struct reading *how,
                 void **params, struct arena *a, struct faults *all) MUST_CHECK;
/* As `--where NAME=VALUE` and a story's `where`: a name is a parameter of the view, or else a column
 * that must be just that.  Adds to ask->filter, sets ask->params and ask->style.  The map outlives
 * the ask. */
bool view_where(const struct view *v, const struct node *map, const struct reading *how,
                struct view_ask *ask, struct arena *a, struct faults *all) MUST_CHECK;
/* The transaction that `text` names: a number, or the last one before the end of a minute
 * (2016-11-08T09:14) or day. */
bool view_known_at(struct session *s, const char *text, int64_t *tx, struct fault *why) MUST_CHECK;
/* The id of the person a row names, by its column person_id, or by its own id where it opens a
 * person; else ABSENT. */
int64_t view_person(const struct view *v, const void *row);
/* The same for every view that names people, by the reference in its column `person` or `package`
 * where it has no id: for what leaves the store.  ABSENT where the row names nobody. */
bool view_whose(struct session *s, const struct view *v, const void *row, int64_t *id,
                struct fault *why) MUST_CHECK;

#endif

/* query.h - reading with constant SQL and bound arguments
 *
 * Statements are prepared once for each text and kept (the text must be a constant, or from the few
 * that views compose out of constants).  A cursor must be closed; store code resets it.
 */
#ifndef CORE_STORE_QUERY_H
#define CORE_STORE_QUERY_H

#include "core/store/table.h"

struct cursor;

bool query_open(struct store *st, const char *sql, const struct arg *args, size_t count,
                struct cursor **out, struct fault *why) MUST_CHECK;
/* *row false at the end.  A text is valid until the next call. */
bool query_next(struct cursor *c, bool *row, struct fault *why) MUST_CHECK;
int64_t query_int(struct cursor *c, int column);      /* ABSENT for NULL; columns from 0 */
const char *query_text(struct cursor *c, int column); /* NULL for NULL */
const void *query_bytes(struct cursor *c, int column, size_t *length);
int query_columns(struct cursor *c);
void query_close(struct cursor *c); /* NULL is fine */

/* One value of the first row; ABSENT (or NULL) when there is no row. */
bool query_one_int(struct store *st, const char *sql, const struct arg *args, size_t count,
                   int64_t *out, struct fault *why) MUST_CHECK;
bool query_one_text(struct store *st, const char *sql, const struct arg *args, size_t count,
                    struct arena *a, const char **out, struct fault *why) MUST_CHECK;
/* Fills the record of `fields` (columns in their order) from the cursor's columns, from `first`. */
bool query_record(struct cursor *c, int first, const struct fields *fields, void *record,
                  struct arena *a, struct fault *why) MUST_CHECK;

/* A statement that writes outside the row functions (search index, bulk loads of places).  The
 * tables it writes are found when it is prepared and held against the running operation. */
bool store_run(struct store *st, const char *sql, const struct arg *args, size_t count,
               struct fault *why) MUST_CHECK;

#endif

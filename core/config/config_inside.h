/* config_inside.h - what the files of config share while a folder is read; nobody else includes it
 */
#ifndef CORE_CONFIG_CONFIG_INSIDE_H
#define CORE_CONFIG_CONFIG_INSIDE_H

#include "core/base/embedded.h"
#include "core/base/node.h"
#include "core/config/config.h"

enum config_file {
    FILE_BANK_HOLIDAYS,
    FILE_CAPITAL,
    FILE_CHC,
    FILE_DECLINE_REASONS,
    FILE_END_REASONS,
    FILE_INCOME,
    FILE_LOTS,
    FILE_OFFICE,
    FILE_ORGANISATIONS,
    FILE_PARTNERSHIP,
    FILE_REABLEMENT,
    FILE_RESPONSE,
    FILE_TERMS,
    FILE_VISITS,
    FILE__COUNT
};

/* One row a file: its name, the table of the map at its top, and where that lies in struct config.
 */
struct config_file_row {
    const char *name;
    const struct fields *table;
    size_t offset;
};
extern const struct config_file_row config_files[FILE__COUNT];

/* Files that are in memory, in the order of their names; `folder` is what messages call them. */
bool config_read(const struct embedded *files, const char *folder, struct config *out,
                 struct faults *all) MUST_CHECK;

/* A folder under way.  A file that could not be read has no node, and is not checked further. */
struct config_reading {
    struct config *config;
    struct faults *all;
    const struct node *root[FILE__COUNT];
};

/* A list of rows of one file beside the nodes it was read from. */
struct rows_at {
    const struct config_reading *reading;
    const struct node *node; /* of the current row */
    const char *items;
    size_t size, count, index;
};
/* Before the first row; rows_next goes to each in turn and answers it, or NULL after the last. */
struct rows_at config_rows(const struct config_reading *r, enum config_file file, const char *key,
                           const struct list *list, size_t size);
const void *config_rows_next(struct rows_at *at);

/* A fault at the value of `key` in a map (at the map where it has none); returns false. */
bool config_fault(const struct config_reading *r, const struct node *map, const char *key,
                  const char *format, ...) LIKE_PRINTF(4, 5);

/* Contradictions, each told at its place. */
void config_check_figures(const struct config_reading *r);       /* config_figures.c */
void config_check_organisations(const struct config_reading *r); /* config_organisations.c */
void config_check_lots(const struct config_reading *r);          /* config_lots.c */

/* Every dated row begins with its two days. */
struct dated {
    date_t from, to;
};
bool dated_holds(struct dated d, date_t on);
bool dated_meet(struct dated a, struct dated b); /* some day is in both */
/* `to` is not before `from`.  False also for a row whose days are not known, without another fault.
 */
bool config_check_days(const struct config_reading *r, const struct node *map, struct dated d);
/* Rows of one code do not hold on one day.  Each row is a struct whose first member is its code. */
void config_check_codes(const struct config_reading *r, enum config_file file, const char *key,
                        const struct list *list, size_t size, size_t from_offset);

#endif

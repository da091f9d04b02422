/* bulk_inside.h - what the files of an import share; nobody else includes it */
#ifndef CORE_OPS_BULK_INSIDE_H
#define CORE_OPS_BULK_INSIDE_H

#include "core/ops/counter_inside.h"

enum { KEYS_MOST = 8, UPDATES_MOST = 4 };

struct bulk {
    struct bulk_options o;
    const struct operation *op;
    const struct operation *update[UPDATES_MOST];
    size_t updates; /* none: the kind cannot be updated */
    const struct field *key[KEYS_MOST];
    size_t keys;
    struct session who;
    struct tx tx;
    struct arena arena; /* of one row */
    struct buf key_text, content;
    int64_t file_id; /* 0: no row of this file is in the store yet */
    uint64_t done, all;
    struct progress progress;
    struct bulk_counts counts;
    bool asked;          /* the last row run waits for a second person */
    struct answer total; /* remarks, the counter's memory */
    uint64_t remarks;
    bool broken; /* the store can take no more: the first fault says why */
};

/* The row of this key that came last. */
struct before {
    bool found, same;
    int64_t line, subject;
    const char *file, *content;
};

/* Runs `op` on a row's arguments, inside the import's transaction; its remarks are kept. */
bool bulk_run(struct counter *c, struct bulk *b, const struct operation *op, const void *record,
              size_t line, int64_t *subject, struct fault *why) MUST_CHECK;
/* Keeps a warning of the row; more than REMARKS_MOST are counted only. */
void bulk_remark(struct counter *c, struct bulk *b, struct remark r);
/* Takes a known row's new content, counted as changed: IM-1 when that was not asked for, IM-2 where
 * nothing updates the kind, IM-3 where a column differs that none of its updates takes.
 * before->subject is the record, after. */
bool bulk_update(struct counter *c, struct bulk *b, const struct node *row,
                 const struct reading *how, size_t line, struct before *before, struct faults *all,
                 struct fault *why) MUST_CHECK;

#endif

/* counter_inside.h - what the files of the counter share; nobody else includes it */
#ifndef CORE_OPS_COUNTER_INSIDE_H
#define CORE_OPS_COUNTER_INSIDE_H

#include "core/ops/counter.h"
#include "core/store/tx.h"

struct bulk;

struct counter {
    struct store *store;
    struct config config;
    struct session session; /* who sits here; texts are `arena`'s */
    datetime_t really;      /* as in counter_options */
    struct arena arena;
    struct buf text;   /* of arguments and answers, used over and over */
    struct bulk *bulk; /* an import under way, or NULL */
};

/* The operation by name; FAULT_USAGE with the nearest. */
bool op_named(const char *name, const struct operation **out, struct fault *why) MUST_CHECK;
/* *who is the session as it acts for the operation: in the role given, else the only one held, else
 * the first that may.  FAULT_DENIED when none may, or when nothing may be written. */
bool counter_acting(const struct counter *c, const struct operation *op, struct session *who,
                    struct fault *why) MUST_CHECK;
/* Runs `call` made ready, inside the transaction; its arguments are read. */
struct call call_ready(struct counter *c, const struct session *who, const struct operation *op,
                       const void *args, struct arena *a, struct answer *answer);

/* An answer as it is kept on the audit row, and back. */
bool answer_print(const struct answer *answer, struct buf *out) MUST_CHECK;
bool answer_read(const char *text, struct arena *a, struct answer *answer,
                 struct fault *why) MUST_CHECK;

#endif

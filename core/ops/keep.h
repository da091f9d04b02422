/* keep.h - keeping a store: looked over, copied, brought back, told about
 *
 * Who       Everybody may look it over.  A copy holds everybody's records: making one is for an
 *           administrator, and leaves an audit row, which is how long ago the last one was made.
 * Source    reliability.md 4.3, A7 to A9, D; interface.md, Command.
 */
#ifndef CORE_OPS_KEEP_H
#define CORE_OPS_KEEP_H

#include "core/ops/counter.h"

/* As store_check and store_audit_verify (core/store/store.h). */
bool keep_check(struct counter *c, struct check_report *r, const struct progress *p,
                struct fault *why) MUST_CHECK;
bool keep_verify(struct counter *c, struct check_report *r, const struct progress *p,
                 struct fault *why) MUST_CHECK;
/* A verified copy under a name nobody has yet; encrypted when a key file is given. */
bool keep_backup(struct counter *c, const char *to, const char *key_file, const struct progress *p,
                 struct fault *why) MUST_CHECK;
/* A store from a copy, verified before anything is written; never over another. */
bool keep_restore(const char *from, const char *key_file, const char *to,
                  struct fault *why) MUST_CHECK;

struct keep_facts {
    const char *path, *kind, *partnership, *now;
    const char *library; /* version of SQLite */
    bool
        library_careful; /* it can corrupt a log that is checkpointed by others: reliability.md 4.3 */
    bool read_only;
    int64_t head;        /* newest transaction */
    int64_t last_backup; /* days before `today`; ABSENT: never */
};
bool keep_facts(struct counter *c, struct arena *a, struct keep_facts *out,
                struct fault *why) MUST_CHECK;
/* The hex digest of everything kept, as store_digest. */
bool keep_digest(struct counter *c, char hex[65], struct fault *why) MUST_CHECK;

#endif

/* keep.h - keeping a store: looked over, copied, brought back, told about
 *
 * Who       Everybody may look it over.  A copy holds everybody's records: making one is for an
 *           administrator, and leaves an audit row, which is how long ago the last one was made.  So is
 *           sealing the chain; holding anchors against it is for everybody.
 * Source    reliability.md 4.3, A7 to A9, D; interface.md, Command.
 */
#ifndef CORE_OPS_KEEP_H
#define CORE_OPS_KEEP_H

#include "core/ops/counter.h"
#include "core/store/facts.h"
#include "core/store/seal.h"

/* As store_check and store_audit_verify (core/store/store.h). */
bool keep_check(struct counter *c, struct check_report *r, const struct progress *p,
                struct fault *why) MUST_CHECK;
bool keep_verify(struct counter *c, struct check_report *r, const struct progress *p,
                 struct fault *why) MUST_CHECK;
/* Every anchor of a file against the chain: an older store, a rewritten history, a forged anchor.
 * Everybody may; as store_anchor_compare (core/store/seal.h). */
bool keep_anchors(struct counter *c, const char *anchor_file, struct check_report *r,
                  struct fault *why) MUST_CHECK;
/* Seals the head of the chain; the anchor goes to its file where one is named, and to `line`.  For
 * an administrator, who gives it to somebody who cannot write the store.  reliability.md 7. */
bool keep_seal(struct counter *c, const char *key_file, const char *anchor_file,
               char line[ANCHOR_LINE], struct fault *why) MUST_CHECK;
/* A verified copy under a name nobody has yet; encrypted when a key file is given. */
bool keep_backup(struct counter *c, const char *to, const char *key_file, const struct progress *p,
                 struct fault *why) MUST_CHECK;
/* A store from a copy, verified before anything is written; never over another. */
bool keep_restore(const char *from, const char *key_file, const char *to,
                  struct fault *why) MUST_CHECK;

/* What doctor tells of a store; `machine` is told without one too. */
struct keep_facts {
    const char *path, *kind, *partnership, *now;
    bool read_only;
    int64_t last_backup; /* days before the counter's today; ABSENT: never */
};
void keep_facts(struct counter *c, const struct store_facts *machine, struct keep_facts *out);
/* `c` NULL: libraries and the file system of `path` alone. */
bool keep_machine(struct counter *c, const char *path, struct store_facts *out,
                  struct fault *why) MUST_CHECK;
/* The hex digest of everything kept, as store_digest. */
bool keep_digest(struct counter *c, char hex[65], struct fault *why) MUST_CHECK;

#endif

/* proposal.h - what needs somebody else's yes
 *
 * Operations  proposal.submit proposal.change proposal.approve proposal.return proposal.refuse
 *             proposal.withdraw proposal.ask proposal.apply authority.grant authority.end deputy.name deputy.end
 * Life        draft → submitted → approved → applied; returned, withdrawn, refused, stale.
 *             proposal_life.c has the one table.
 * Approval    by somebody whose dated limit (or that of whom they stand in for) covers the gross
 *             exposure, who is neither author nor last editor (S1); no limit means no power; for
 *             the hash of exactly what was submitted; stale when what it stands on has moved (S15);
 *             usable for so many working days (S16); approvals for one person with one provider in
 *             seven days count together (S14).
 * Base        What a proposal stands on is read from the package itself when it is submitted
 *             (specifications, lines, accepted offers) and compared when it is approved and used.
 * Use         An operation that needs approval calls proposal_allows: it goes on under an approved
 *             proposal for exactly these arguments, or makes and submits one and says so.
 * Source      architecture.md, Asking and deciding; reliability.md 6; peers.md 1, faults 1 to 3.
 */
#ifndef CORE_OPS_PROPOSAL_H
#define CORE_OPS_PROPOSAL_H

#include "core/ops/op.h"

struct proposal {
    struct stored head;
    const char *ref, *operation, *args;
    int64_t package_id, person_id, provider_id;
    money_t exposure_pence, weekly_pence;
    int64_t power; /* enum power */
    const char *base, *hash;
    int64_t state; /* enum proposal_state_words */
    const char *reason;
    int64_t author_id, editor_id;
    datetime_t submitted, due;
    int64_t asked_id;
    int64_t decided_by;
    datetime_t decided;
    const char *decision_text;
    date_t usable_to;
    int64_t urgent;
};
enum proposal_state {
    PROPOSAL_DRAFT,
    PROPOSAL_SUBMITTED,
    PROPOSAL_APPROVED,
    PROPOSAL_APPLIED,
    PROPOSAL_RETURNED,
    PROPOSAL_WITHDRAWN,
    PROPOSAL_REFUSED,
    PROPOSAL_STALE
};
/* Those after override are no sums: they take a second person who holds a role that approves, and no
 * dated limit; what is about no package is in force from the moment of the approval. */
enum power {
    POWER_PACKAGE,
    POWER_SPOT,
    POWER_OVERRIDE,
    POWER_ROLE, /* roles and powers of staff (S9) */
    POWER_RATE  /* prices (S5) */
};

static inline bool power_is_sum(int64_t power)
{
    return power <= POWER_OVERRIDE;
}

struct authority {
    struct stored head;
    int64_t staff_id;
    int64_t power;
    money_t limit_pence;
    const char *decision;
    date_t valid_from, valid_to;
};
struct deputy {
    struct stored head;
    int64_t for_id, staff_id;
    date_t valid_from, valid_to;
};

extern const struct table table_proposal, table_authority, table_deputy;
/* power_words: of proposals; limit_words: those of them that are held up to a limit. */
extern const struct word power_words[], limit_words[], proposal_state_words[];
extern const struct operation *const ops_proposal[], *const ops_authority[];

/* What an operation wants to do, and what it stands on. */
struct wanted {
    const struct operation *operation;
    const void *args;
    int64_t package_id, person_id, provider_id;
    money_t exposure, weekly; /* gross */
    enum power power;
    const char *reason;
    bool urgent;       /* it is done now and approval follows by the next working day */
    const char *about; /* without a package: "staff broker3", "award W1" */
};
enum allowed { ALLOWED_NOW, ALLOWED_ASKED /* a proposal was made: the operation stops here */ };
/* ALLOWED_NOW: an approved proposal covers it (it becomes applied), or an urgent one was made.
 * ALLOWED_ASKED: submitted, call_say done.  Limits: 0 exposure still needs power where asked. */
bool proposal_allows(struct call *c, const struct wanted *w, enum allowed *out,
                     struct fault *why) MUST_CHECK;
/* A role, a power or a rate takes a second person.  ALLOWED_NOW for whom nobody could be second yet:
 * `init`, the maker of a demonstration, and a store in which nobody else has ever held a role that
 * approves; a remark says so.  ABOUT is "staff LOGIN" (who may not decide it either) or "award REF". */
bool proposal_second(struct call *c, enum power power, const char *about, enum allowed *out,
                     struct fault *why) MUST_CHECK;
/* Who may approve, and why each other person may not (the rehearsal). */
struct approver {
    int64_t staff_id;
    const char *login, *name;
    bool may;
    const char *code, *why_not; /* "S1", "author of the proposal" */
    const char *for_name;       /* as deputy for */
    money_t limit;
};
bool proposal_approvers(struct call *c, const struct proposal *p, struct list *out,
                        struct fault *why) MUST_CHECK;
struct counter;
/* The same for the screens, read only.  Memory belongs to `a`.  (rehearsal.c) */
bool approvers_of(struct counter *counter, const char *proposal_ref, struct arena *a,
                  struct list *out, struct fault *why) MUST_CHECK;
/* Every proposal still open on a package becomes stale (the package moved, was cancelled or died).
 */
bool proposal_stale_all(struct call *c, int64_t package_id, const char *because,
                        struct fault *why) MUST_CHECK;

#endif

/* ops - everything that happens, as rows of a table
 *
 *   op.h         the third of the five tables: an operation, what it takes, who may, what it does
 *   counter.h    the counter: an open store with somebody at it; runs operations by name
 *   refs.h       references to records, found or refused with the nearest known ones
 *   person.h     people, where they live, who their GP is, alerts, notes, merging
 *   place.h      postcodes, practices, organisations, districts and their boundaries
 *   market.h     lots, providers, awards, rates, bars, delegations of NHS work
 *   package.h    packages of care: specification, lines, suspensions, holds, ends
 *   offer.h      offers to providers and their replies
 *   proposal.h   what needs approval, by whom, and what came of it
 *   desk.h       what each keeps at their desk: filters, half-typed forms
 *   work.h       what is to be done, by whom, by when; claims
 *
 * Meaning   Forms, the palette, `htlah do`, story files, imports and the audit all read these rows.
 *           A row is added by its subject's file; registry.c lists the subjects.
 * Who       An operation names its roles; the counter refuses everybody else and records the
 *           refusal.  Separation of duties is refused by deny() with the number of its rule (S1 …).
 * Writes    The tables an operation may write are named; the store refuses any other.
 */
#ifndef CORE_OPS_OP_H
#define CORE_OPS_OP_H

#include "core/base/field.h"
#include "core/config/config.h"
#include "core/rules/rule.h"
#include "core/store/query.h"
#include "core/store/session.h"
#include "core/store/table.h"

/* One sentence beside an answer that does not stop it: a warning, or work that it made. */
struct remark {
    const char *code;   /* of cites, or NULL */
    const char *source; /* or NULL */
    const char *text;
};
enum { REMARKS_MOST = 32 };

/* What an operation answers; text belongs to the arena of the call. */
struct answer {
    const char *subject_kind; /* "person", "package" … or NULL */
    int64_t subject_id;
    const char *subject_ref;
    const char *text; /* what was done, for the person: "Offer sent to Vale Homecare; due …" */
    size_t remarks;
    struct remark remark[REMARKS_MOST]; /* warnings first seen first */
    int64_t tx;                         /* transaction that recorded it; 0 when nothing changed */
    bool repeated;                      /* this op_id had been done before */
    bool asked;                         /* nothing was done: a proposal of it waits for approval */
    bool conflict;                      /* it was recorded that the record has moved: status 5 */
};

struct operation;

/* One operation running: inside its transaction, after its arguments were read and its role held.
 */
struct call {
    struct store *store;
    const struct session *who;
    const struct config *config;
    const struct operation *op;
    const void *args; /* op->args->size bytes */
    struct arena *arena;
    struct answer *answer;
    struct buf decisions;    /* JSON of the rules' decisions so far, comma separated */
    const char *reason;      /* in the person's words, kept on the audit row; or NULL */
    bool bulk;               /* one of many: an import, the demonstration */
    bool untold;             /* as many remarks as are told have been made: more are only counted */
    const char *source_file; /* of an import's row, or NULL */
    size_t source_line;
};

enum op_flags {
    OP_CAREFUL = 1 << 0, /* asks before it is done (withdraw, end, merge) */
    OP_QUIET = 1 << 1,   /* no place in the palette: clock work, drafts */
    OP_PERSON = 1 << 2,  /* acts on a person: offered on a person's screen */
    OP_PACKAGE = 1 << 3, /* acts on a package: offered on a package's screen */
    OP_OPENS = 1 << 4,   /* makes a new record: the screen goes there afterwards */
    OP_PRIVATE = 1 << 5  /* its arguments are not kept on the audit row: drafts */
};

struct operation {
    const char *name;  /* "person.add" */
    const char *title; /* "Add a person", for palette and headings */
    const char *help;  /* one or two sentences */
    unsigned roles;    /* ROLE() bits of those who may */
    unsigned flags;
    const struct fields *args;
    const char *const *writes; /* names of tables, ended by NULL */
    /* Refuses, or writes rows and says what it did.  Everything it wrote is undone on false. */
    bool (*run)(struct call *c, struct fault *why);
};

/* Every operation, subject by subject; NULL ends each. */
extern const struct operation *const *const op_subjects[];
const struct operation *op_find(const char *name);
/* Calls `each` for every operation in order of name. */
size_t op_count(void);
const struct operation *op_at(size_t i); /* in order of name */

/* Every stored table, ended by NULL: given to the store when it is opened. */
extern const struct table *const all_tables[];

/* --- for the operations themselves ------------------------------------------------------------ */

/* The answer's sentence. */
void call_say(struct call *c, const char *format, ...) LIKE_PRINTF(2, 3);
/* A warning, or work made, beside it; code is a row of cites or NULL. */
void call_remark(struct call *c, const char *code, const char *format, ...) LIKE_PRINTF(3, 4);
void call_subject(struct call *c, const char *kind, int64_t id, const char *ref);
/* Evaluates a rule with the partnership's figures, keeps the decision for the audit row. */
bool call_rule(struct call *c, const struct rule *r, const void *facts, struct decision *out,
               struct fault *why) MUST_CHECK;
/* Next free reference of a kind: letters and a number ("P10234"), counted in the store. */
bool call_next_ref(struct call *c, const char *letters, const char **out,
                   struct fault *why) MUST_CHECK;

/* The nearest thing to a constructor an operation row needs. */
#define WRITES(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif

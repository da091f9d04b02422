/* fault.h - what went wrong, in words for the person who can put it right
 *
 * Meaning   Every function that can fail returns bool and fills the caller's struct fault. One
 *           table (fault.c) maps a kind to the exit status of interface.md, and nothing else does.
 * Use       return fail(why, FAULT_INPUT, "born", "…"); - fail() and its kin return false. A fault
 *           is filled once: filling a full one is a mistake of ours (assert).
 * Text      One sentence, or two: what is wrong, where, and what to do. Values from outside are
 *           quoted with text_quote() and never carry a control character.
 */
#ifndef CORE_BASE_FAULT_H
#define CORE_BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_USAGE,       /* 2: a command line that says nothing we know */
    FAULT_INPUT,       /* 3: the person can correct `field` or `place` and try again */
    FAULT_REFUSED,     /* 1: a rule forbids it; reasons name it */
    FAULT_DENIED,      /* 4: this person, in this role, may not */
    FAULT_MISSING,     /* 1: no such record */
    FAULT_STALE,       /* 5: somebody saved first; look again, then retry */
    FAULT_BUSY,        /* 5: a lock or a bulk operation is in the way */
    FAULT_STORE,       /* 6: damaged, foreign or of another version */
    FAULT_RESOURCE,    /* 7: disk, memory, file system, read-only */
    FAULT_UNKNOWN,     /* 8: it may have happened; the operation's id tells */
    FAULT_INTERRUPTED, /* 9 */
    FAULT_BUG,         /* 70: we are wrong */
    FAULT__COUNT
};

/* One reason of a refusal or a decision.  `code` is the rule's number for people ("B5", "CA-002"),
 * `source` the paragraph it rests on; both are static text. */
struct reason {
    const char *code;
    const char *source;
    char text[232];
};

enum { REASONS_MAX = 16, FAULT_TEXT_MAX = 512 };

struct fault {
    enum fault_kind kind;
    char field[48];  /* name of the field or argument, or "" */
    char place[160]; /* FILE:LINE:COLUMN, or "" */
    char text[FAULT_TEXT_MAX];
    size_t reasons; /* of a refusal: at least one; of a denial by the system (a file): none */
    struct reason reason[REASONS_MAX];
};

#define MUST_CHECK                      __attribute__((warn_unused_result))
#define LIKE_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))

bool fail(struct fault *why, enum fault_kind kind, const char *field, const char *format, ...)
    LIKE_PRINTF(4, 5);
/* Bad input at a place in a file; line and column count from 1, 0 leaves them out. */
bool fail_at(struct fault *why, const char *file, size_t line, size_t column, const char *field,
             const char *format, ...) LIKE_PRINTF(6, 7);
/* Refused by one rule; fault_add_reason adds further ones to the same fault. */
bool refuse(struct fault *why, const char *code, const char *source, const char *format, ...)
    LIKE_PRINTF(4, 5);
bool deny(struct fault *why, const char *code, const char *source, const char *format, ...)
    LIKE_PRINTF(4, 5);
void fault_add_reason(struct fault *why, const char *code, const char *source, const char *format,
                      ...) LIKE_PRINTF(4, 5);
bool fault_memory(struct fault *why);

void fault_clear(struct fault *why);
bool fault_has_code(const struct fault *why, const char *code);
int fault_status(enum fault_kind kind);       /* the exit status of interface.md */
const char *fault_word(enum fault_kind kind); /* "refused", "denied", … */

/* Every fault of one reading, kept in order and capped: `count` goes on past FAULTS_KEPT. */
enum { FAULTS_KEPT = 50 };
struct faults {
    size_t count;
    size_t kept;
    struct fault *list; /* grown as needed; faults_release frees it */
};
/* Moves `one` to the end of the list and clears it for the next. */
void faults_take(struct faults *all, struct fault *one);
/* The first of them becomes *why (false), or there are none (true). */
bool faults_none(const struct faults *all, struct fault *why);
void faults_release(struct faults *all);

#endif

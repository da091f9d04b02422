/* bindings.h - the fifth of the five tables: which key does what, where
 *
 * Meaning   A row says that in a place (a screen, or a part such as "list" or "form") keys do an
 *           action: a movement of the screens ("list.down") or an operation of the program
 *           ("package.offer"). Dispatch, the footer, the ? help, the palette and the man page have
 *           no other list of keys.
 * Places    A keymap is the places a key is looked for, the innermost first: {"work", "list",
 *           "any"}. The first row found counts.
 * Rows      tui/binding_rows.c. bindings_check (and a test over it) refuses a key named twice in
 *           one place, an unknown name of a key, a row without words.
 */
#ifndef TUI_BINDINGS_H
#define TUI_BINDINGS_H

#include "core/base/buf.h"
#include "core/base/fault.h"

struct binding {
    const char *screen; /* "any", "list", "form", "work" … */
    const char *keys;   /* names of key.h, parted by single spaces: "F2 e" */
    const char *action; /* "list.down", "package.offer" */
    const char *label;  /* on the footer, one or two words: "offer" */
    const char *help;   /* a sentence without its full stop: "Offer it to a provider" */
    int footer;         /* place on the footer, 1 foremost; 0 not there */
};

extern const struct binding bindings[]; /* ended by a NULL screen */

enum { SCOPES_MOST = 8, ROWS_MOST = 256 /* that can count in one place */ };

struct keymap {
    const struct binding *table;    /* bindings, but for tests */
    const char *scope[SCOPES_MOST]; /* innermost first, ended by NULL */
    /* Whether it can be done now, and why not; NULL: everything can. */
    bool (*may)(void *ctx, const struct binding *b, struct fault *why);
    void *ctx;
    /* Whether it does anything where the cursor is, for the footer; NULL: everything does. */
    bool (*acts)(void *ctx, const struct binding *b);
};

/* What the key does here; NULL when nothing. */
const struct binding *keymap_find(const struct keymap *m, int key);
/* The rows that count here, inner places first: one a key of which is not taken by an inner place,
 * and of an action that no earlier one does.  At most `most` into out; returns how many. */
size_t keymap_rows(const struct keymap *m, const struct binding **out, size_t most);
bool keymap_may(const struct keymap *m, const struct binding *b, struct fault *why) MUST_CHECK;
/* The name of the first key that reaches it here ("o", "Enter"), or "". */
const char *keymap_key(const struct keymap *m, const struct binding *b, char *buf, size_t size);
/* That key itself, or K_NONE. */
int keymap_press(const struct keymap *m, const struct binding *b);
/* Every key that does this action here, "F2 e", from all the places. */
void keymap_keys(const struct keymap *m, const char *action, struct buf *out);

bool bindings_check(const struct binding *table, struct fault *why) MUST_CHECK;
/* The keys of a whole table as mdoc for the man page: a section a place. */
void bindings_mdoc(const struct binding *table, struct buf *out);

#endif

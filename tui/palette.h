/* palette.h - : any command by a part of its name, with its key and, where it cannot be done, why
 *
 * Entries   The bindings that count here, then whatever the screen adds (operations without a key,
 *           views).  Letters match in order anywhere in the words, the beginnings of words first.
 * Words     What stands behind a name typed whole is its arguments: "package.offer provider=Vale".
 *           What matches nothing is run under the name "", all of it as its arguments.
 * Keys      Enter runs, Esc leaves, Tab completes the name, Up and Down choose; Up and Down on an
 *           empty line go through what was run before.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include "tui/bindings.h"
#include "tui/line.h"

struct palette_entry {
    const char *name;  /* "package.offer": what is run */
    const char *title; /* "Offer a package to a provider" */
    const char *why;   /* why it cannot be done now, or NULL */
};

enum { HISTORY_MOST = 50 };
/* Lines run before, the newest last; kept by the program from palette to palette. */
struct palette_history {
    char *line[HISTORY_MOST];
    size_t count;
};

struct palette;

enum palette_answer { PALETTE_USED, PALETTE_RUN, PALETTE_BACK };

/* more and history stay the caller's; either may be NULL. */
struct palette *palette_new(const struct keymap *m, const struct palette_entry *more, size_t count,
                            struct palette_history *history);
void palette_free(struct palette *p);
enum palette_answer palette_event(struct palette *p, const struct event *e);
/* Over the lower part of the area, the line at its bottom. */
void palette_draw(struct palette *p, struct canvas *c, struct area a);

/* What is to be run and its arguments ("" none), after PALETTE_RUN. */
const char *palette_name(const struct palette *p);
const char *palette_arguments(const struct palette *p);

void palette_history_add(struct palette_history *h, const char *line);
void palette_history_release(struct palette_history *h);

/* How well `letters` match `text` (both folded); 0 not at all, more is better. */
int palette_score(const char *letters, const char *text);

#endif

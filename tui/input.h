/* input.h - what the bytes that come from a terminal mean
 *
 * Reads     UTF-8, control keys, the escape sequences of xterm, rxvt, the Linux console, screen and
 *           tmux and those the terminal's own description adds, mouse reports (SGR and old),
 *           bracketed pastes. Esc and a digit at once is an F-key (Esc 0 is F10); Esc and another
 *           letter at once is Esc, then the letter. What nobody knows is passed over, and never
 *           taken for keys.
 * Clicks    A second click on the same cell, with no key between, opens (key K_ENTER): no clock
 *           runs.
 * Limits    A paste keeps PASTE_MOST bytes; the rest of it is let go.
 * Memory    `{ 0 }` is valid; input_release frees it.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "core/base/buf.h"
#include "tui/key.h"

enum { SEQUENCES_MOST = 64, SEQUENCE_BYTES = 12, PASTE_MOST = 1 << 20 };

struct input {
    struct {
        char bytes[SEQUENCE_BYTES];
        size_t length;
        int key;
    } sequence[SEQUENCES_MOST];
    size_t sequences;
    struct buf bytes;
    size_t at;        /* of bytes that have been told */
    struct buf paste; /* the paste under way, or the one told last */
    bool pasting;
    int click_row, click_col; /* one more than where the last click was; 0 none */
    int esc_wait;             /* milliseconds for what follows Esc; 0: 25 */
};

/* A key sequence of the terminal's description. */
void input_sequence(struct input *in, const char *bytes, int key);
void input_add(struct input *in, const char *bytes, size_t length);
/* The next thing they say; false when there is none or it is not complete.  With `all_there`
 * nothing follows soon: a lone Esc is the key, a paste ends. */
bool input_next(struct input *in, bool all_there, struct event *out);
/* Milliseconds to wait for the rest of what has begun; below 0 when nothing has. */
int input_wait(const struct input *in);
/* Takes out a Ctrl-C typed (not pasted) among what has not been told yet. */
bool input_take_stop(struct input *in);
void input_forget(struct input *in);
void input_release(struct input *in);

#endif

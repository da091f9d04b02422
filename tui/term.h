/* term.h - the terminal: what happened at it, and putting a canvas on it
 *
 * Meaning   One interface with three makers: the real terminal (term_open, over curses), a script
 *           of keys for tests and demonstrations (script.h), and lines of plain text for screen
 *           readers (plain.h). A screen asks term_next for what happened and paints a canvas; it
 *           cannot tell which of the three it has.
 * Events    are those of key.h. The first is EVENT_RESIZE with the size, so that drawing has one
 *           beginning. No resize is lost: signals are let in only while waiting. The end of the
 *           terminal (end of file, EIO, SIGHUP, SIGTERM) is EVENT_HANGUP for ever after; nobody
 *           spins.
 * Idle      Waiting uses no processor time and writes nothing.
 * Esc      acts after 25 ms; ESCDELAY in the environment makes it longer for a slow line.
 * Leaving   The terminal is given back as it was found by term_close, by exit(), by a signal that
 *           ends the program and by a crash.
 * Source    reliability.md G3-G5, 13 (98); ecosystem.md 1.4, 2.2, 2.3.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "core/base/fault.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct terminal;

struct terminal_ops {
    struct event (*next)(struct terminal *t, int timeout_ms);
    void (*paint)(struct terminal *t, const struct canvas *c);
    void (*forget_typed)(struct terminal *t);
    bool (*stop_asked)(struct terminal *t);
    void (*suspend)(struct terminal *t);
    bool (*copy)(struct terminal *t, const char *text);
    void (*close)(struct terminal *t);
    void (*redraw)(struct terminal *t);
};

struct terminal {
    const struct terminal_ops *ops;
    int rows, cols;     /* as of the last EVENT_RESIZE */
    enum glyphs glyphs; /* for the canvas that will be painted */
    bool hung_up;       /* EVENT_HANGUP was not the person's doing: a signal, or it has gone */
    bool person;        /* somebody sits there: between keys there is time */
};

struct term_options {
    const char *theme; /* a name of theme.h, or NULL */
    bool ascii;        /* --ascii: no line drawing */
    bool no_colour;    /* --no-colour; NO_COLOR, set and not empty, does the same */
    bool no_mouse;     /* the terminal's own selecting and copying works */
    bool copy;         /* term_copy may send text to the terminal's clipboard (OSC 52) */
};

/* FAULT_USAGE when standard input or output is no terminal, or one that cannot place the cursor
 * ("dumb"); FAULT_RESOURCE when curses has no memory.  An unknown TERM is taken for an xterm, vt100
 * or linux console, whichever is described first. */
bool term_open(const struct term_options *o, struct terminal **out, struct fault *why) MUST_CHECK;

/* Waits at most `timeout_ms` (below 0: as long as it takes), then EVENT_TIMEOUT. */
static inline struct event term_next(struct terminal *t, int timeout_ms)
{
    return t->ops->next(t, timeout_ms);
}
/* Writes what differs from what stands there. */
static inline void term_paint(struct terminal *t, const struct canvas *c)
{
    t->ops->paint(t, c);
}
/* Keys typed before now are gone: a question about something final is answered by later ones only.
 */
static inline void term_forget_typed(struct terminal *t)
{
    t->ops->forget_typed(t);
}
/* Whether Ctrl-C was typed meanwhile: for long work, between its steps.  Other keys are kept. */
static inline bool term_stop_asked(struct terminal *t)
{
    return t->ops->stop_asked(t);
}
/* After EVENT_SUSPEND (Ctrl-Z): gives the terminal back and stops until the shell continues us;
 * then EVENT_RESUME comes. */
static inline void term_suspend(struct terminal *t)
{
    t->ops->suspend(t);
}
/* Text to the terminal's clipboard; false where that is not allowed or not possible. */
static inline bool term_copy(struct terminal *t, const char *text)
{
    return t->ops->copy(t, text);
}
/* The next painting writes all of it: something else has written over the screen. */
static inline void term_redraw(struct terminal *t)
{
    t->ops->redraw(t);
}
static inline void term_close(struct terminal *t)
{
    if (t)
        t->ops->close(t);
}

#endif

/* app.h - the full-screen program: the screens on one store, for whoever sits at it
 *
 * Meaning   app_run opens the store and the terminal and goes on until it is left or the terminal
 *           ends; what was half typed is parked then.  app_on does the same on a counter and a
 *           terminal that are there already: a test's.
 * Clock     is the caller's.  On a real store it is asked at each key, so that a program left open
 *           over night works on the new day; the others keep their own now.
 * Source    product.md, The screens; screens.md; ecosystem.md 2.2, 2.3.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include "core/ops/counter.h"
#include "tui/term.h"

struct app_options {
    struct counter_options counter;
    bool plain;                /* for a screen reader: lines of text in and out (plain.h) */
    bool ascii;                /* no lines drawn */
    bool no_colour;            /* attributes alone */
    datetime_t (*clock)(void); /* London's civil minute; NULL: it stands still */
};

/* The exit status: 0 when it was left, 9 when a signal or the end of the terminal ended it: what was
 * half typed is kept.  Source: interface.md, Command; reliability.md 13 (98). */
int app_run(const struct app_options *o, struct faults *all);
bool app_on(struct counter *c, struct terminal *t, const struct app_options *o,
            struct fault *why) MUST_CHECK;

#endif

/* why.h - w : the reasons of a refusal or a decision, in words fit to paste into a letter
 *
 *   T1  No joint reassessment since the last decision (12/03/2016).
 *       National Framework; paper 001, paragraph 26    facts: reassessment none
 *
 * Copying   y sends the text to the terminal's clipboard where that is allowed, else writes it to the
 *           file the caller names (0600, never over another).
 */
#ifndef TUI_WHY_H
#define TUI_WHY_H

#include "core/rules/rule.h"
#include "tui/term.h"

struct why {
    char title[120];
    struct buf text; /* as copied; shown a paragraph at a time */
    int top, lines, rows;
    char message[200];
};

/* Whatever was in *w goes first.  facts, go_on and foot may be NULL: what was read ("reassessment
 * none"), what to do now, and the line at the end ("Rule funding.transfer · known 08/11/2016"). */
void why_fault(struct why *w, const struct fault *fault, const char *title, const char *facts,
               const char *go_on, const char *foot);
/* Any other explanation: a figure and the postings behind it. */
void why_text(struct why *w, const char *title, const char *text);
void why_release(struct why *w);

void why_draw(struct why *w, struct canvas *c, struct area a);
/* False when it should be closed (Esc, q, w, Enter).  file: where y writes when the terminal takes no
 * copies; NULL: nowhere. */
bool why_event(struct why *w, const struct event *e, struct terminal *t, const char *file);

#endif

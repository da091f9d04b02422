/* dialog.h - a question or a message over the screen
 *
 * Asking    dialog_message has one answer; dialog_confirm yes or no, No to begin with; dialog_choose
 *           any number.  An answer is its letter, or Enter on the one that is chosen.
 * Final     Every key before dialog_shown was called is let go, and dialog_shown drops what was typed
 *           ahead: nobody confirms what they have not seen.  Call it after each painting.
 * Source    ecosystem.md 2.3 (24, 27).
 */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include "tui/canvas.h"
#include "tui/term.h"

enum { DIALOG_CHOICES = 9, DIALOG_TEXT = 2048 };

/* Answers of dialog_event besides the number of a choice. */
enum { DIALOG_OPEN = -1, DIALOG_LEFT = -2 };
/* Choices of dialog_confirm. */
enum { DIALOG_YES = 0, DIALOG_NO = 1 };

struct dialog {
    char title[80];
    char text[DIALOG_TEXT];
    const char *choice[DIALOG_CHOICES]; /* "Withdraw it": its first letter answers */
    int choices, at;
    int skip;        /* lines of the text scrolled away */
    int lines, rows; /* as drawn last */
    bool careful, shown;
};

void dialog_message(struct dialog *d, const char *title, const char *format, ...) LIKE_PRINTF(3, 4);
/* yes: what is done ("Withdraw it"); the other choice is "No". */
void dialog_confirm(struct dialog *d, const char *title, const char *yes, const char *format, ...)
    LIKE_PRINTF(4, 5);
/* choices ended by NULL; kept by pointer. */
void dialog_choose(struct dialog *d, const char *title, const char *const *choices,
                   const char *format, ...) LIKE_PRINTF(4, 5);

void dialog_draw(struct dialog *d, struct canvas *c, struct area a);
void dialog_shown(struct dialog *d, struct terminal *t);
int dialog_event(struct dialog *d, const struct event *e);

#endif

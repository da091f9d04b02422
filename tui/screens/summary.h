/* summary.h - a package or a person in a few lines, for the pane beside a list */
#ifndef TUI_SCREENS_SUMMARY_H
#define TUI_SCREENS_SUMMARY_H

#include "tui/screens/screens.h"

/* Who it is in the title; wants, lot, missing, funding as lines "label\tvalue\n". */
bool package_summary(struct app *a, const char *ref, struct buf *title, struct buf *lines);
bool person_summary(struct app *a, int64_t person_id, struct buf *title, struct buf *lines);

#endif

/* words.h - how a moment is said on a screen: "today", "+2d", "2h 10m late" */
#ifndef TUI_SCREENS_WORDS_H
#define TUI_SCREENS_WORDS_H

#include "core/base/buf.h"
#include "core/base/date.h"

/* A clock in words: late, due today or so many days away.  A moment of midnight is a day. */
void say_due(datetime_t due, datetime_t now, struct buf *out);
bool is_late(datetime_t due, datetime_t now);
/* "Tuesday 08/11/2016", with its time unless that is midnight. */
/* Beside the moment itself: "in 7h 46m", "tomorrow", "in 3 days", "2h 10m late". */
void say_left(datetime_t due, datetime_t now, struct buf *out);
void say_moment(datetime_t t, struct buf *out);

#endif

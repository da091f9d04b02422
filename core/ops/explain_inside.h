/* explain_inside.h - what the files of explaining share; nobody else includes it */
#ifndef CORE_OPS_EXPLAIN_INSIDE_H
#define CORE_OPS_EXPLAIN_INSIDE_H

#include "core/ops/market_order.h"
#include "core/ops/package_inside.h"

struct telling {
    struct call *c;
    struct buf *out;
};

/* --- explain.c: words ----------------------------------------------------------------------------- */

/* A paragraph begins; and what belongs under it. */
void tell_head(struct telling *t, const char *format, ...) LIKE_PRINTF(2, 3);
void tell_under(struct telling *t, const char *format, ...) LIKE_PRINTF(2, 3);
/* "Wednesday 09/11/2016, 17:00" and "Wednesday 09/11/2016" into the arena. */
const char *moment_words(struct telling *t, datetime_t at);
const char *day_words_long(struct telling *t, date_t day);
/* "3h 10m left", "2 days over". */
const char *left_words(struct telling *t, datetime_t due);
/* The same of a last day, itself counted: "today is the last". */
const char *days_words(struct telling *t, date_t last);
/* "Bea Marlow" */
const char *who_words(struct telling *t, int64_t staff_id);
const char *provider_words(struct telling *t, int64_t provider_id);
/* "lot 09 Melton" */
const char *lot_words(struct telling *t, const char *code);
/* "Recorded 07/11/2016 15:12 by broker2 (transaction 96)." */
bool tell_recorded(struct telling *t, int64_t tx, struct fault *why) MUST_CHECK;

/* --- explain_clock.c ------------------------------------------------------------------------------ */

bool tell_reply(struct telling *t, const struct offer *o, const struct package *p,
                struct fault *why) MUST_CHECK;
/* What became of one that is out no more. */
bool tell_answered(struct telling *t, const struct offer *o, struct fault *why) MUST_CHECK;
bool tell_needed(struct telling *t, const struct package *p, struct fault *why) MUST_CHECK;
bool tell_start(struct telling *t, const struct offer *o, struct fault *why) MUST_CHECK;
bool tell_decision_due(struct telling *t, const struct proposal *p, struct fault *why) MUST_CHECK;
bool tell_rests(struct telling *t, const struct package *p, struct fault *why) MUST_CHECK;
bool tell_notices(struct telling *t, const struct package *p, struct fault *why) MUST_CHECK;

/* --- explain_cost.c ------------------------------------------------------------------------------- */

bool tell_offer_price(struct telling *t, const struct offer *o, struct fault *why) MUST_CHECK;
bool tell_lines(struct telling *t, const struct package *p, struct fault *why) MUST_CHECK;
bool tell_exposure(struct telling *t, const struct proposal *p, struct fault *why) MUST_CHECK;

/* --- explain_room.c ------------------------------------------------------------------------------- */

bool tell_award(struct telling *t, const char *ref, struct fault *why) MUST_CHECK;
bool tell_provider(struct telling *t, const char *ref, struct fault *why) MUST_CHECK;
bool tell_lot(struct telling *t, const char *code, struct fault *why) MUST_CHECK;

#endif

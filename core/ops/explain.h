/* explain.h - why a clock stands where it stands and a figure is what it is, in words for a letter
 *
 * Meaning   A paragraph for each: the sentence, then under it (lines that begin with a tab) what was
 *           asked or sent when and by whom, the figures it goes by with their file and source, and
 *           who approved.  Reckoned again by the functions that reckoned it; where the answer is now
 *           another, that is said.
 * Kinds     package  the day it is needed by, replies due, starts, approvals, rests, notice; price
 *           offer    its reply's clock and its price
 *           proposal when it is to be decided or used, its exposure, who may
 *           award provider lot  the head-room: capacity, committed, offered
 * Reads     alone: nothing is kept.
 * Source    product.md, journey 9.
 */
#ifndef CORE_OPS_EXPLAIN_H
#define CORE_OPS_EXPLAIN_H

#include "core/ops/counter.h"

/* Appends to *out; nothing where the record has neither just now. */
bool explain(struct counter *counter, const char *kind, const char *ref, struct arena *a,
             struct buf *out, struct fault *why) MUST_CHECK;

#endif

/* json.h - JSON read strictly, a token at a time
 *
 * Reads    RFC 8259, UTF-8, one value a file; nothing it allows to be lax: no comments, no trailing
 *          commas, no other numbers, no repeated keys where geojson.c asks.  Depth 32.
 * Errors   FAULT_INPUT with line and column (in characters); the first stops the reading, and every
 *          function answers false from then on.
 */
#ifndef CORE_EXCHANGE_JSON_H
#define CORE_EXCHANGE_JSON_H

#include "core/base/arena.h"
#include "core/base/fault.h"

#include <stdint.h>

enum { JSON_DEPTH_MOST = 32, JSON_TEXT_MOST = 4096 };

struct json {
    const char *name;            /* for messages */
    const char *text, *at, *end; /* a NUL stands at end */
    struct arena *arena;         /* strings go here */
    struct fault *why;           /* filled at most once */
    unsigned depth;
    bool failed;
};

/* The kind of the value at hand: { [ " 0 t f n, or 0 at the end or for nothing that is JSON. */
char json_peek(struct json *j);
/* At `json_open(j, '{')` the bracket is taken; json_more says whether another entry follows (taking
 * the comma) and takes the closing bracket when none does.  `first` is true before the first. */
bool json_open(struct json *j, char bracket);
bool json_more(struct json *j, char closing, bool *first);
bool json_key(struct json *j, const char **key); /* and its colon */
bool json_string(struct json *j, const char **out);
/* A number in millionths, half away from nought; false when its size is beyond 10^12. */
bool json_millionths(struct json *j, int64_t *out);
bool json_skip(struct json *j);
bool json_ended(struct json *j); /* nothing but white space is left */
/* Bad input at the place at hand; false. */
bool json_fail(struct json *j, const char *format, ...) LIKE_PRINTF(2, 3);

#endif

/* input.h - a file somebody names, opened so that nothing strange can be behind the name
 *
 * Opens    a regular file, never through a symbolic link at its end, never waiting; a pipe or a
 *          regular file for "-" (standard input).  A device, a folder, a named pipe, a socket and
 *          what /proc and /sys invent are refused.
 * Limits   `most` bytes in all: a file that is larger is refused before it is read, a pipe when it
 *          has given that much.
 * Changed  the file's identity (device, inode, size, times) is kept when it is opened and compared
 *          by input_unchanged; a file that shrinks, grows or is replaced meanwhile is bad input.
 * Source   reliability.md E6, E7, 13 items 41 and 42.
 */
#ifndef CORE_EXCHANGE_INPUT_H
#define CORE_EXCHANGE_INPUT_H

#include "core/base/fault.h"

#include <stddef.h>
#include <stdint.h>

struct input {
    const char *name; /* for messages: the caller's text, or "standard input" */
    const char *path; /* the caller's text; NULL for a pipe or text */
    const char *text; /* from memory, when not NULL */
    int fd;           /* -1 for text */
    uint64_t done;    /* bytes given so far */
    uint64_t size;    /* 0 when unknown */
    uint64_t most;
    uint64_t device, inode;
    int64_t changed, written; /* ctime and mtime when it was opened, in nanoseconds */
};

bool input_open(const char *path, uint64_t most, struct input *out, struct fault *why) MUST_CHECK;
/* `text` and `name` outlive the input. */
bool input_text(const char *text, size_t length, const char *name, uint64_t most, struct input *out,
                struct fault *why) MUST_CHECK;
/* Up to `size` bytes; *got 0 at the end only. */
bool input_read(struct input *in, char *to, size_t size, size_t *got, struct fault *why) MUST_CHECK;
/* From the beginning again; for a regular file and for text only. */
bool input_rewind(struct input *in, struct fault *why) MUST_CHECK;
bool input_unchanged(const struct input *in, struct fault *why) MUST_CHECK;
void input_close(struct input *in);

#endif

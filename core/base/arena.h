/* arena.h - memory that is given back all at once
 *
 * Meaning  A place for everything one piece of work needs: the arguments of an operation, the nodes
 *          of a file, the rows of a page.  Nothing taken from it is freed by itself.
 * Memory   `{ 0 }` is a valid empty arena.  arena_release frees all that was taken and leaves it
 *          empty and usable; arena_reset keeps the first block for the next round.
 * Errors   Out of memory gives NULL; the caller answers with fault_memory().
 */
#ifndef CORE_BASE_ARENA_H
#define CORE_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *block; /* newest first */
    size_t taken;              /* bytes handed out since the last release */
};

/* Zeroed, aligned for any type; NULL when there is no memory or `size` overflows. */
void *arena_take(struct arena *a, size_t size) __attribute__((warn_unused_result));
void *arena_take_array(struct arena *a, size_t count, size_t size)
    __attribute__((warn_unused_result));
/* A copy of `length` bytes with a NUL behind them. */
char *arena_copy(struct arena *a, const char *text, size_t length)
    __attribute__((warn_unused_result));
char *arena_text(struct arena *a, const char *text) __attribute__((warn_unused_result));
char *arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3), warn_unused_result));
void arena_reset(struct arena *a);
void arena_release(struct arena *a);

#endif

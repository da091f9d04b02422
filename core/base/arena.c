#include "core/base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *older;
    size_t room, used;
    _Alignas(max_align_t) unsigned char bytes[];
};

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20, ALIGN = _Alignof(max_align_t) };

/* A block with `size` bytes of room, put first. */
static bool grow(struct arena *a, size_t size)
{
    size_t room = a->block ? a->block->room * 2 : FIRST_BLOCK;

    if (room > LARGEST_BLOCK)
        room = LARGEST_BLOCK;
    if (room < size)
        room = size;
    if (room > SIZE_MAX / 2)
        return false;
    struct arena_block *b = malloc(sizeof *b + room);
    if (!b)
        return false;
    b->older = a->block;
    b->room = room;
    b->used = 0;
    a->block = b;
    return true;
}

static void *take(struct arena *a, size_t size, size_t align)
{
    size_t at = a->block ? (a->block->used + align - 1) & ~(align - 1) : 0;

    if (size > SIZE_MAX / 4)
        return NULL;
    if (!a->block || at > a->block->room || a->block->room - at < size) {
        if (!grow(a, size))
            return NULL;
        at = 0;
    }
    a->block->used = at + size;
    a->taken += size;
    return a->block->bytes + at;
}

void *arena_take(struct arena *a, size_t size)
{
    void *p = take(a, size ? size : 1, ALIGN);

    return p ? memset(p, 0, size ? size : 1) : NULL;
}

void *arena_take_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return arena_take(a, count * size);
}

char *arena_copy(struct arena *a, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *p = take(a, length + 1, 1);
    if (!p)
        return NULL;
    if (length)
        memcpy(p, text, length);
    p[length] = '\0';
    return p;
}

char *arena_text(struct arena *a, const char *text)
{
    return arena_copy(a, text, strlen(text));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = length < 0 ? NULL : take(a, (size_t)length + 1, 1);
    if (p)
        vsnprintf(p, (size_t)length + 1, format, again);
    va_end(again);
    return p;
}

void arena_reset(struct arena *a)
{
    struct arena_block *keep = a->block;

    if (!keep)
        return;
    if (keep->room > LARGEST_BLOCK) {
        arena_release(a);
        return;
    }
    for (struct arena_block *b = keep->older, *older; b; b = older) {
        older = b->older;
        free(b);
    }
    keep->older = NULL;
    keep->used = 0;
    a->taken = 0;
}

void arena_release(struct arena *a)
{
    for (struct arena_block *b = a->block, *older; b; b = older) {
        older = b->older;
        free(b);
    }
    a->block = NULL;
    a->taken = 0;
}

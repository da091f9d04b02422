#include "tui/room.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the first page takes on a store of a hundred thousand people, and of a million. */
enum { FIRST_PAGE = 5 << 19, NEXT_PAGES = 1 << 21, KEPT = 8 << 20, STEP = 1 << 18 };

static void populate(size_t size)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    char *room = malloc(size);

    if (!room)
        return;
#ifdef MADV_POPULATE_WRITE
    uintptr_t from = ((uintptr_t)room + page - 1) / page * page;
    uintptr_t to = ((uintptr_t)room + size) / page * page;
    (void)madvise(room + (from - (uintptr_t)room), to - from, MADV_POPULATE_WRITE);
#endif
    free(room);
}

void room_make(void)
{
    /* From the heap, and not given back when it is let go. */
    mallopt(M_MMAP_THRESHOLD, KEPT);
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_TOP_PAD, STEP);
    populate(FIRST_PAGE);
}

void room_more(void)
{
    populate(NEXT_PAGES);
}

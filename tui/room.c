#include "tui/room.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the first page takes on a store of a hundred thousand people, and of a million. */
enum { FIRST_PAGE = 5 << 19, KEPT = 8 << 20, STEP = 1 << 18 };

void room_make(void)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);

    /* From the heap, and not given back when it is let go. */
    mallopt(M_MMAP_THRESHOLD, KEPT);
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_TOP_PAD, STEP);
    char *room = malloc(FIRST_PAGE);
    if (!room)
        return;
    uintptr_t from = ((uintptr_t)room + page - 1) / page * page;
    uintptr_t to = ((uintptr_t)room + FIRST_PAGE) / page * page;
#ifdef MADV_POPULATE_WRITE
    (void)madvise(room + (from - (uintptr_t)room), to - from, MADV_POPULATE_WRITE);
#endif
    free(room);
}

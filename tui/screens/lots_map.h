/* lots_map.h - the outlines of lots, for the map of the real districts */
#ifndef TUI_SCREENS_LOTS_MAP_H
#define TUI_SCREENS_LOTS_MAP_H

#include "tui/map.h"
#include "tui/screens/screens.h"

/* Feature i is everything that areas[i] holds, its wards and districts together; one without an
 * outline is empty.  *any says whether there is one at all.  Memory is the arena's. */
bool lots_features(struct app *a, const struct map_area *areas, size_t count, struct arena *arena,
                   struct features *out, bool *any, struct fault *why) MUST_CHECK;

#endif

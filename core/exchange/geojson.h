/* geojson.h - boundaries of areas, from GeoJSON (RFC 7946)
 *
 * Reads    one FeatureCollection of Polygon and MultiPolygon features in WGS84; another kind of
 *          geometry, another coordinate system, a ring that is open or has fewer than four points,
 *          a place off the Earth and a feature without code are refused with line and column.
 * Unit     millionths of a degree, east and north positive; heights are let go.
 * Names    code and name are the properties that end in CD and NM after the year, as the ONS names
 *          them (LAD13CD, WD13NM), else `code` and `name`.
 * Limits   64 MiB, 32 brackets deep, 10,000 areas, 20 million points.
 * Memory   all of it belongs to the arena.
 * Source   interface.md, Imports; reliability.md E6.
 */
#ifndef CORE_EXCHANGE_GEOJSON_H
#define CORE_EXCHANGE_GEOJSON_H

#include "core/base/arena.h"
#include "core/base/fault.h"

#include <stdint.h>

struct point {
    int32_t lon, lat;
};

struct ring {
    const struct point *point; /* the last is the first again */
    size_t count;
    size_t polygon; /* of the feature, from 0 */
    bool hole;      /* not the polygon's outline but a hole in it */
};

struct feature {
    const char *code, *name; /* name is the code where the file has none */
    const struct ring *ring;
    size_t count;
    struct point least, most; /* corners of the box around it */
};

struct features {
    const struct feature *feature;
    size_t count;
};

enum { GEOJSON_MOST = 64 << 20, FEATURES_MOST = 10000, POINTS_MOST = 20000000 };

bool geojson_read_file(const char *path, struct arena *a, struct features *out,
                       struct fault *why) MUST_CHECK;
/* `length` bytes with a NUL behind them. */
bool geojson_read(const char *text, size_t length, const char *name, struct arena *a,
                  struct features *out, struct fault *why) MUST_CHECK;
/* Inside the outline and in none of its holes (even-odd rule; an edge may fall either way). */
bool feature_has(const struct feature *f, struct point p);

#endif

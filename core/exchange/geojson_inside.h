/* geojson_inside.h - one reading, between geojson.c (areas) and geojson_rings.c (their rings).
 * Nobody else includes it. */
#ifndef CORE_EXCHANGE_GEOJSON_INSIDE_H
#define CORE_EXCHANGE_GEOJSON_INSIDE_H

#include "core/exchange/geojson.h"
#include "core/exchange/json.h"

/* What one reading holds: points and rings grow outside the arena and are copied when known. */
struct reading_geo {
    struct json j;
    struct feature *feature;
    size_t features, feature_room;
    struct ring *ring;
    size_t rings, ring_room;
    struct point *point;
    size_t points, point_room, points_in_all;
    /* the feature at hand */
    const char *code, *name, *kind;
    size_t polygons;
    bool multi, coordinates;
};

bool geo_memory(struct reading_geo *g); /* there was none; false */
/* Room for one more of `size` bytes in an array of malloc. */
bool geo_grow(struct reading_geo *g, void **array, size_t count, size_t *room,
              size_t size) MUST_CHECK;
/* The value of "geometry": its rings, in g->ring. */
bool geo_geometry(struct reading_geo *g) MUST_CHECK;

#endif

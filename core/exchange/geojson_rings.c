/* Rings of an area: places, closed, on the Earth, in degrees. */
#include "core/exchange/geojson_inside.h"

#include <stdlib.h>
#include <string.h>

bool geo_memory(struct reading_geo *g)
{
    g->j.failed = true;
    return fault_memory(g->j.why);
}

bool geo_grow(struct reading_geo *g, void **array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t more = *room ? *room * 2 : 64;
    void *grown = reallocarray(*array, more, size);
    if (!grown)
        return geo_memory(g);
    *array = grown;
    *room = more;
    return true;
}

static bool read_degrees(struct reading_geo *g, int32_t most, const char *which, int32_t *out)
{
    const char *from = g->j.at;
    int64_t n;

    if (!json_millionths(&g->j, &n))
        return false;
    if (n > most || n < -most) {
        g->j.at = from;
        return json_fail(&g->j,
                         "%s is out of range; places must be in degrees of longitude and latitude "
                         "(WGS84), not metres of the National Grid.",
                         which);
    }
    *out = (int32_t)n;
    return true;
}

static bool read_point(struct reading_geo *g)
{
    struct json *j = &g->j;
    struct point p = {0};
    bool first = true;
    int n = 0;

    if (!json_open(j, '['))
        return false;
    while (json_more(j, ']', &first)) {
        bool good = n == 0   ? read_degrees(g, 180000000, "Longitude", &p.lon)
                    : n == 1 ? read_degrees(g, 90000000, "Latitude", &p.lat)
                             : json_peek(j) == '0' && json_skip(j);
        if (!good)
            return json_fail(j, "Two numbers make a place.");
        n++;
    }
    if (j->failed)
        return false;
    if (n < 2)
        return json_fail(j, "Two numbers make a place.");
    if (++g->points_in_all > POINTS_MOST)
        return json_fail(j, "The file has more than %d places.", (int)POINTS_MOST);
    if (!geo_grow(g, (void **)&g->point, g->points, &g->point_room, sizeof *g->point))
        return false;
    g->point[g->points++] = p;
    return true;
}

static bool read_ring(struct reading_geo *g, bool hole)
{
    struct json *j = &g->j;
    bool first = true;

    g->points = 0;
    if (!json_open(j, '['))
        return false;
    while (json_more(j, ']', &first))
        if (!read_point(g))
            return false;
    if (j->failed)
        return false;
    if (g->points < 4)
        return json_fail(j, "A ring has at least four places; this has %zu.", g->points);
    if (memcmp(&g->point[0], &g->point[g->points - 1], sizeof *g->point) != 0)
        return json_fail(j, "This ring does not end where it begins.");
    if (!geo_grow(g, (void **)&g->ring, g->rings, &g->ring_room, sizeof *g->ring))
        return false;
    struct point *kept = arena_take_array(j->arena, g->points, sizeof *kept);
    if (!kept)
        return geo_memory(g);
    memcpy(kept, g->point, g->points * sizeof *kept);
    g->ring[g->rings++] = (struct ring){kept, g->points, g->polygons, hole};
    return true;
}

static bool read_polygon(struct reading_geo *g)
{
    bool first = true;
    size_t before = g->rings;

    if (!json_open(&g->j, '['))
        return false;
    while (json_more(&g->j, ']', &first))
        if (!read_ring(g, g->rings > before))
            return false;
    if (g->rings == before)
        return json_fail(&g->j, "A polygon has at least one ring.");
    g->polygons++;
    return !g->j.failed;
}

/* How deep the brackets go before the first number tells a Polygon (3) from a MultiPolygon (4);
 * "type" may stand before or after, and is held against it. */
static unsigned brackets(const struct json *j)
{
    unsigned n = 0;

    for (const char *p = j->at; p < j->end && strchr(" \n\r\t[", *p) && *p; p++)
        n += *p == '[';
    return n;
}

static bool read_coordinates(struct reading_geo *g)
{
    bool first = true;
    unsigned depth = brackets(&g->j);

    if (g->coordinates)
        return json_fail(&g->j, "\"coordinates\" is given twice.");
    g->coordinates = true;
    g->multi = depth == 4;
    if (depth == 3)
        return read_polygon(g);
    if (depth != 4)
        return json_fail(&g->j, "Only a Polygon or a MultiPolygon can be a boundary.");
    if (!json_open(&g->j, '['))
        return false;
    while (json_more(&g->j, ']', &first))
        if (!read_polygon(g))
            return false;
    return !g->j.failed;
}

bool geo_geometry(struct reading_geo *g)
{
    struct json *j = &g->j;
    const char *key;
    bool first = true;

    if (!json_open(j, '{'))
        return false;
    while (json_more(j, '}', &first)) {
        if (!json_key(j, &key))
            return false;
        if (strcmp(key, "type") == 0
                ? g->kind ? json_fail(j, "\"type\" is given twice.") : json_string(j, &g->kind)
            : strcmp(key, "coordinates") == 0 ? read_coordinates(g)
                                              : json_skip(j))
            continue;
        return false;
    }
    if (j->failed)
        return false;
    if (!g->kind || !g->coordinates || strcmp(g->kind, g->multi ? "MultiPolygon" : "Polygon") != 0)
        return json_fail(j, "This geometry must have a type, Polygon or MultiPolygon, and "
                            "coordinates that agree with it.");
    return true;
}

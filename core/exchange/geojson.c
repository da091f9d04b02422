#include "core/exchange/geojson_inside.h"

#include "core/base/text.h"
#include "core/exchange/input.h"

#include <stdlib.h>
#include <string.h>

/* --- features ----------------------------------------------------------------------------- */

/* LAD13CD, WD13NM: letters, two digits, the ending. */
static bool is_ons(const char *key, const char *ending)
{
    size_t letters = strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return letters >= 2 && strspn(key + letters, "0123456789") == 2 &&
           strcmp(key + letters + 2, ending) == 0;
}

static bool read_text(struct reading_geo *g, const char *key, const char **out)
{
    const char *from, *raw;
    struct fault why = {0};

    if (json_peek(&g->j) == 'n')
        return json_skip(&g->j);
    from = g->j.at;
    if (*out)
        return json_fail(&g->j, "%s is a second code or name of this area.", key);
    if (!json_string(&g->j, &raw))
        return false;
    if (text_clean(raw, strlen(raw), TEXT_LINE, key, g->j.arena, out, &why))
        return true;
    g->j.at = from;
    return json_fail(&g->j, "%s", why.text);
}

static bool read_properties(struct reading_geo *g)
{
    struct json *j = &g->j;
    bool first = true, good = true;
    const char *key;

    if (json_peek(j) == 'n')
        return json_skip(j);
    if (!json_open(j, '{'))
        return false;
    while (good && json_more(j, '}', &first)) {
        good = json_key(j, &key);
        if (good && (is_ons(key, "CD") || strcmp(key, "code") == 0))
            good = read_text(g, "code", &g->code);
        else if (good && (is_ons(key, "NM") || strcmp(key, "name") == 0))
            good = read_text(g, "name", &g->name);
        else
            good = good && json_skip(j);
    }
    return good && !j->failed;
}

static void box(struct feature *f)
{
    f->least = f->most = f->ring[0].point[0];
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < f->ring[i].count; k++) {
            struct point p = f->ring[i].point[k];
            f->least.lon = p.lon < f->least.lon ? p.lon : f->least.lon;
            f->least.lat = p.lat < f->least.lat ? p.lat : f->least.lat;
            f->most.lon = p.lon > f->most.lon ? p.lon : f->most.lon;
            f->most.lat = p.lat > f->most.lat ? p.lat : f->most.lat;
        }
}

static bool keep_feature(struct reading_geo *g, const char *from)
{
    struct ring *kept;

    if (!g->code || !*g->code) {
        g->j.at = from;
        return json_fail(&g->j, "This area has no code: a property such as LAD13CD, WD13CD or code "
                                "must name it.");
    }
    for (size_t i = 0; i < g->features; i++)
        if (strcmp(g->feature[i].code, g->code) == 0) {
            g->j.at = from;
            return json_fail(&g->j, "The area %s stands here a second time.", g->code);
        }
    if (g->features >= FEATURES_MOST)
        return json_fail(&g->j, "The file has more than %d areas.", (int)FEATURES_MOST);
    if (!geo_grow(g, (void **)&g->feature, g->features, &g->feature_room, sizeof *g->feature))
        return false;
    kept = arena_take_array(g->j.arena, g->rings, sizeof *kept);
    if (!kept)
        return geo_memory(g);
    memcpy(kept, g->ring, g->rings * sizeof *kept);
    struct feature *f = &g->feature[g->features++];
    *f = (struct feature){.code = g->code,
                          .name = g->name && *g->name ? g->name : g->code,
                          .ring = kept,
                          .count = g->rings};
    box(f);
    return true;
}

static bool must_be(struct reading_geo *g, const char *wanted)
{
    const char *from, *type;

    (void)json_peek(&g->j);
    from = g->j.at;
    if (!json_string(&g->j, &type))
        return false;
    if (strcmp(type, wanted) == 0)
        return true;
    g->j.at = from;
    return json_fail(&g->j, "The type %s must stand here.", wanted);
}

static bool read_feature(struct reading_geo *g)
{
    struct json *j = &g->j;
    bool first = true, good = true;
    const char *from, *key;

    g->code = g->name = g->kind = NULL;
    g->rings = g->polygons = 0;
    g->multi = g->coordinates = false;
    (void)json_peek(j);
    from = j->at;
    if (!json_open(j, '{'))
        return false;
    while (good && json_more(j, '}', &first)) {
        good = json_key(j, &key);
        if (!good)
            break;
        good = strcmp(key, "type") == 0         ? must_be(g, "Feature")
               : strcmp(key, "properties") == 0 ? read_properties(g)
               : strcmp(key, "geometry") == 0   ? geo_geometry(g)
                                                : json_skip(j);
    }
    if (!good || j->failed)
        return false;
    if (!g->coordinates) {
        j->at = from;
        return json_fail(j, "This area has no geometry.");
    }
    return keep_feature(g, from);
}

/* --- the file ----------------------------------------------------------------------------- */

/* "crs" is of the older GeoJSON; only the names of WGS84 with longitude first are let pass. */
static bool read_crs(struct reading_geo *g)
{
    const char *from;

    (void)json_peek(&g->j);
    from = g->j.at;
    if (!json_skip(&g->j))
        return false;
    if (*from == 'n' || memmem(from, (size_t)(g->j.at - from), "CRS84", 5) ||
        memmem(from, (size_t)(g->j.at - from), "4326", 4))
        return true;
    g->j.at = from;
    return json_fail(&g->j, "The coordinates must be in WGS84 (CRS84 or EPSG:4326); convert the "
                            "file.");
}

static bool read_features(struct reading_geo *g)
{
    bool first = true;

    if (g->features)
        return json_fail(&g->j, "\"features\" is given twice.");
    if (!json_open(&g->j, '['))
        return false;
    while (json_more(&g->j, ']', &first))
        if (!read_feature(g))
            return false;
    return !g->j.failed;
}

static bool read_collection(struct reading_geo *g)
{
    struct json *j = &g->j;
    bool first = true, good = true, typed = false;
    const char *key;

    if (!json_open(j, '{'))
        return false;
    while (good && json_more(j, '}', &first)) {
        good = json_key(j, &key);
        if (!good)
            break;
        typed = typed || strcmp(key, "type") == 0;
        good = strcmp(key, "type") == 0       ? must_be(g, "FeatureCollection")
               : strcmp(key, "crs") == 0      ? read_crs(g)
               : strcmp(key, "features") == 0 ? read_features(g)
                                              : json_skip(j);
    }
    if (!good || j->failed || !json_ended(j))
        return false;
    if (!typed || !g->features)
        return json_fail(j, "A FeatureCollection with at least one area is wanted.");
    return true;
}

bool geojson_read(const char *text, size_t length, const char *name, struct arena *a,
                  struct features *out, struct fault *why)
{
    struct reading_geo g = {
        .j = {
            .name = name, .text = text, .at = text, .end = text + length, .arena = a, .why = why}};
    struct feature *kept = NULL;

    *out = (struct features){0};
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        g.j.at += 3;
    bool good = read_collection(&g);
    if (good) {
        kept = arena_take_array(a, g.features, sizeof *kept);
        good = kept || geo_memory(&g);
    }
    if (good) {
        memcpy(kept, g.feature, g.features * sizeof *kept);
        *out = (struct features){kept, g.features};
    }
    free(g.feature);
    free(g.ring);
    free(g.point);
    return good;
}

bool geojson_read_file(const char *path, struct arena *a, struct features *out, struct fault *why)
{
    struct input in;
    size_t room, length = 0, got = 1;
    char *text;

    *out = (struct features){0};
    if (!input_open(path, GEOJSON_MOST, &in, why))
        return false;
    room = in.size ? (size_t)in.size + 1 : (size_t)GEOJSON_MOST + 1;
    text = malloc(room + 1);
    bool good = text || fault_memory(why);
    while (good && got && length < room) {
        good = input_read(&in, text + length, room - length, &got, why);
        length += good ? got : 0;
    }
    good = good && input_unchanged(&in, why);
    if (good) {
        text[length] = '\0';
        good = geojson_read(text, length, in.name, a, out, why);
    }
    input_close(&in);
    free(text);
    return good;
}

bool feature_has(const struct feature *f, struct point p)
{
    bool inside = false;

    if (p.lon < f->least.lon || p.lon > f->most.lon || p.lat < f->least.lat || p.lat > f->most.lat)
        return false;
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 1; k < f->ring[i].count; k++) {
            struct point a = f->ring[i].point[k - 1], b = f->ring[i].point[k];
            if ((a.lat > p.lat) == (b.lat > p.lat))
                continue;
            /* The edge crosses the parallel of p; east of it or west? */
            int64_t cross = ((int64_t)p.lon - a.lon) * ((int64_t)b.lat - a.lat) -
                            ((int64_t)p.lat - a.lat) * ((int64_t)b.lon - a.lon);
            inside ^= (b.lat > a.lat) == (cross < 0);
        }
    return inside;
}

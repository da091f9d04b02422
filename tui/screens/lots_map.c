#include "tui/screens/lots_map.h"

#include <stdlib.h>
#include <string.h>

enum { SHAPES_MOST = 1000 };

static size_t count_of(const char *text, char c)
{
    size_t n = 0;

    for (; *text; text++)
        n += *text == c;
    return n;
}

static void widen(struct feature *f, struct point p)
{
    f->least.lon = p.lon < f->least.lon ? p.lon : f->least.lon;
    f->least.lat = p.lat < f->least.lat ? p.lat : f->least.lat;
    f->most.lon = p.lon > f->most.lon ? p.lon : f->most.lon;
    f->most.lat = p.lat > f->most.lat ? p.lat : f->most.lat;
}

/* "0:lon,lat lon,lat …;1:…;" added to what the feature has; `at` rings are there already. */
static bool add_rings(struct feature *f, struct ring *ring, size_t *at, const char *text,
                      struct arena *arena)
{
    size_t polygon = *at;

    for (const char *p = text; *p;) {
        const char *end = p + strcspn(p, ";");
        size_t most = 1;
        char *next;
        for (const char *s = p; s < end; s++)
            most += *s == ' ';
        struct point *points = arena_take_array(arena, most, sizeof *points);
        if (!points)
            return false;
        struct ring *r = &ring[*at];
        *r = (struct ring){.point = points, .hole = *p == '1'};
        polygon += !r->hole && *at > polygon;
        r->polygon = polygon;
        p += strcspn(p, ":;");
        for (p += *p == ':'; p < end; p = next + strspn(next, " ")) {
            long lon = strtol(p, &next, 10);
            if (next == p || *next != ',')
                break;
            p = next + 1;
            long lat = strtol(p, &next, 10);
            if (next == p || r->count == most)
                break;
            points[r->count] = (struct point){(int32_t)lon, (int32_t)lat};
            widen(f, points[r->count++]);
        }
        *at += r->count > 3;
        p = *end ? end + 1 : end;
    }
    f->count = *at;
    return true;
}

/* Every ring of the rows of one lot; code "": of the districts that are in none. */
static bool lot_feature(const struct view *v, const struct list *rows, const char *code,
                        struct arena *arena, struct feature *out)
{
    size_t most = 0, at = 0;
    bool good = true;

    *out = (struct feature){.code = code,
                            .name = code,
                            .least = {INT32_MAX, INT32_MAX},
                            .most = {INT32_MIN, INT32_MIN}};
    for (size_t i = 0; i < rows->count; i++) {
        const void *row = (const char *)rows->items + i * v->columns->size;
        if (strcmp(row_text(v->columns, row, "lot"), code) == 0)
            most += count_of(row_text(v->columns, row, "rings"), ';') + 1;
    }
    struct ring *ring = arena_take_array(arena, most + 1, sizeof *ring);
    if (!ring)
        return false;
    out->ring = ring;
    for (size_t i = 0; good && i < rows->count; i++) {
        const void *row = (const char *)rows->items + i * v->columns->size;
        if (strcmp(row_text(v->columns, row, "lot"), code) == 0)
            good = add_rings(out, ring, &at, row_text(v->columns, row, "rings"), arena);
    }
    return good;
}

bool lots_features(struct app *a, const struct map_area *areas, size_t count, struct arena *arena,
                   struct features *out, bool *any, struct fault *why)
{
    const struct view *v = view_find("lot-shapes");
    struct view_ask ask = app_ask_of(a, v);
    struct view_page page;
    struct feature *f = arena_take_array(arena, count + 2, sizeof *f);

    *any = false;
    ask.limit = SHAPES_MOST;
    if (!f)
        return fault_memory(why);
    if (!view_page(a->s, v, &ask, arena, &page, why))
        return false;
    for (size_t i = 0; i <= count; i++) {
        if (!lot_feature(v, &page.rows, i < count ? areas[i].code : "", arena, &f[i]))
            return fault_memory(why);
        *any = *any || f[i].count;
    }
    *out = (struct features){f, count + 1};
    return true;
}

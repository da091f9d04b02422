/* GeoJSON of any damage: no crash; what is accepted keeps every promise of geojson.h. */
#include "core/exchange/geojson.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

static void check(const struct feature *f)
{
    must(f->code && *f->code && f->name && f->count);
    for (size_t i = 0; i < f->count; i++) {
        const struct ring *r = &f->ring[i];
        must(r->count >= 4);
        must(memcmp(&r->point[0], &r->point[r->count - 1], sizeof *r->point) == 0);
        for (size_t k = 0; k < r->count; k++) {
            must(abs(r->point[k].lon) <= 180000000 && abs(r->point[k].lat) <= 90000000);
            must(r->point[k].lon >= f->least.lon && r->point[k].lat <= f->most.lat);
        }
    }
    (void)feature_has(f, f->ring[0].point[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena a = {0};
    struct fault why = {0};
    struct features f;
    char *text = malloc(length + 1);

    memcpy(text, bytes, length);
    text[length] = '\0';
    if (geojson_read(text, length, "f", &a, &f, &why))
        for (size_t i = 0; i < f.count; i++)
            check(&f.feature[i]);
    else
        must(why.kind == FAULT_INPUT && why.text[0] && why.place[0]);
    arena_release(&a);
    free(text);
    return 0;
}

/* geojson.h: boundaries read exactly, and each kind of wrong file refused where it is wrong. */
#include "core/exchange/geojson.h"

#include "tests/unit/run.h"

#include <unistd.h>

#define WRAP(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define AREA(properties, geometry)                                                                 \
    "{\"type\":\"Feature\",\"properties\":" properties ",\"geometry\":" geometry "}"
#define NAMED          "{\"LAD13CD\":\"E1\",\"LAD13CDO\":\"00\",\"LAD13NM\":\"One\",\"LAD13NMW\":null}"
#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define SQUARE         "[[0,0],[2,0],[2,2],[0,2],[0,0]]"
#define HOLE           "[[0.5,0.5],[1.5,0.5],[1.5,1.5],[0.5,1.5],[0.5,0.5]]"

static void reads_areas(void **state)
{
    static const char text[] =
        WRAP(AREA(NAMED, POLYGON(SQUARE "," HOLE)) ",\n"
                                                   "{\"geometry\":{\"coordinates\":[[" SQUARE
                                                   "],[[[3,3],[4,3],[4,4,7.5],[3,3]]]],"
                                                   "\"type\":\"MultiPolygon\"},\"id\":7,"
                                                   "\"properties\":{\"code\":\"E2\",\"n\":[1,{}]},"
                                                   "\"type\":\"Feature\"}");
    struct arena a = {0};
    struct fault why = {0};
    struct features f;

    (void)state;
    if (!geojson_read(text, sizeof text - 1, "f", &a, &f, &why))
        fail_msg("%s %s", why.place, why.text);
    assert_int_equal(f.count, 2);
    assert_string_equal(f.feature[0].code, "E1");
    assert_string_equal(f.feature[0].name, "One");
    assert_int_equal(f.feature[0].count, 2);
    assert_false(f.feature[0].ring[0].hole);
    assert_true(f.feature[0].ring[1].hole);
    assert_int_equal(f.feature[0].ring[1].point[0].lat, 500000);
    assert_int_equal(f.feature[0].most.lon, 2000000);
    assert_string_equal(f.feature[1].code, "E2");
    assert_string_equal(f.feature[1].name, "E2");
    assert_int_equal(f.feature[1].ring[1].polygon, 1);
    assert_false(f.feature[1].ring[1].hole);
    assert_true(feature_has(&f.feature[0], (struct point){250000, 250000}));
    assert_false(feature_has(&f.feature[0], (struct point){1000000, 1000000})); /* the hole */
    assert_false(feature_has(&f.feature[0], (struct point){2500000, 1000000}));
    assert_true(feature_has(&f.feature[1], (struct point){1000000, 1000000}));
    arena_release(&a);
}

/* The first longitude of a ring, as written, and in millionths. */
static void numbers(void **state)
{
    static const struct {
        const char *text;
        int32_t wanted; /* INT32_MIN: refused */
    } t[] = {
        {"0", 0},
        {"-0", 0},
        {"-1.048519", -1048519},
        {"1.0000004", 1000000},
        {"1.0000005", 1000001},
        {"-1.0000005", -1000001},
        {"1.00000049999999999999999999", 1000000},
        {"179.9999994", 179999999},
        {"180", 180000000},
        {"180.000001", INT32_MIN},
        {"-180.000001", INT32_MIN},
        {"1e2", 100000000},
        {"1.5E-3", 1500},
        {"1e-999", 0},
        {"0e999", 0},
        {"1e999", INT32_MIN},
        {"99999999999999999999", INT32_MIN},
        {"459327", INT32_MIN},
        {"01", INT32_MIN},
        {"1.", INT32_MIN},
        {".5", INT32_MIN},
        {"+1", INT32_MIN},
        {"1e", INT32_MIN},
        {"NaN", INT32_MIN},
        {"0x1", INT32_MIN},
        {"\"1\"", INT32_MIN},
        {"null", INT32_MIN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        struct arena a = {0};
        struct fault why = {0};
        struct features f;
        char text[512];
        int n =
            snprintf(text, sizeof text, WRAP(AREA(NAMED, POLYGON("[[%s,0],[1,0],[1,1],[%s,0]]"))),
                     t[i].text, t[i].text);
        bool good = geojson_read(text, (size_t)n, "f", &a, &f, &why);
        if (good != (t[i].wanted != INT32_MIN))
            fail_msg("%s was %s: %s", t[i].text, good ? "accepted" : "refused", why.text);
        if (good && f.feature[0].ring[0].point[0].lon != t[i].wanted)
            fail_msg("%s gave %d", t[i].text, f.feature[0].ring[0].point[0].lon);
        arena_release(&a);
    }
}

static void refused(void **state)
{
    static const struct {
        const char *name, *text, *place;
    } t[] = {
        {"nothing", "", "f:1:1"},
        {"not JSON", "code,name\n", "f:1:1"},
        {"cut short", "{\"type\":\"FeatureCollection\"", "f:1:28"},
        {"after the end", WRAP(AREA(NAMED, POLYGON(SQUARE))) "\nx", "f:2:1"},
        {"another type", "{\"type\":\"Topology\"}", "f:1:9"},
        {"no areas", WRAP(""), "f:1:43"},
        {"trailing comma", "{\"type\":\"FeatureCollection\",}", "f:1:29"},
        {"single quotes", "{'type':1}", "f:1:2"},
        {"line in text", "{\"ty\npe\":1}", "f:1:5"},
        {"open ring", WRAP("\n" AREA(NAMED, POLYGON("[[0,0],[1,0],[1,1],[0,1]]"))), NULL},
        {"three places", WRAP(AREA(NAMED, POLYGON("[[0,0],[1,0],[0,0]]"))), NULL},
        {"one number", WRAP(AREA(NAMED, POLYGON("[[0],[1,0],[1,1],[0]]"))), NULL},
        {"empty polygon", WRAP(AREA(NAMED, "{\"type\":\"Polygon\",\"coordinates\":[]}")), NULL},
        {"a point", WRAP(AREA(NAMED, "{\"type\":\"Point\",\"coordinates\":[1,2]}")), NULL},
        {"type and shape differ",
         WRAP(AREA(NAMED, "{\"type\":\"MultiPolygon\",\"coordinates\":[" SQUARE "]}")), NULL},
        {"no geometry", WRAP(AREA(NAMED, "null")), NULL},
        {"no code", WRAP(AREA("{}", POLYGON(SQUARE))), "f:1:41"},
        {"two codes", WRAP(AREA("{\"code\":\"a\",\"LAD13CD\":\"b\"}", POLYGON(SQUARE))), NULL},
        {"same area twice", WRAP(AREA(NAMED, POLYGON(SQUARE)) ",\n" AREA(NAMED, POLYGON(SQUARE))),
         "f:2:1"},
        {"national grid",
         "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"EPSG:27700\"}}}",
         "f:1:35"},
        {"control in a name",
         WRAP(AREA("{\"code\":\"E1\",\"name\":\"a\\u001b[2J\"}", POLYGON(SQUARE))), NULL},
        {"half a surrogate", WRAP(AREA("{\"code\":\"\\ud800\"}", POLYGON(SQUARE))), NULL},
        {"not utf-8", WRAP(AREA("{\"code\":\"\xff\"}", POLYGON(SQUARE))), NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        struct arena a = {0};
        struct fault why = {0};
        struct features f;
        if (geojson_read(t[i].text, strlen(t[i].text), "f", &a, &f, &why))
            fail_msg("%s was accepted", t[i].name);
        assert_int_equal(why.kind, FAULT_INPUT);
        if (t[i].place && strcmp(t[i].place, why.place) != 0)
            fail_msg("%s: at %s, wanted %s: %s", t[i].name, why.place, t[i].place, why.text);
        arena_release(&a);
    }
}

static void deep(void **state)
{
    static char text[200000];
    struct arena a = {0};
    struct fault why = {0};
    struct features f;

    (void)state;
    memcpy(text, "{\"x\":", 5);
    memset(text + 5, '[', sizeof text - 6);
    assert_false(geojson_read(text, sizeof text - 1, "f", &a, &f, &why));
    assert_string_equal(why.place, "f:1:37");
    arena_release(&a);
}

static void published(void **state)
{
    static const char path[] = "../shared/data/boundaries/districts_llr.geojson";
    static const char wards[] = "../shared/data/boundaries/wards/E06000016.json";
    struct arena a = {0};
    struct fault why = {0};
    struct features f;
    size_t inside = 0;

    (void)state;
    if (access(path, R_OK) != 0) {
        printf("skipped: %s is not here\n", path);
        skip();
    }
    assert_true(geojson_read_file(path, &a, &f, &why));
    assert_int_equal(f.count, 9);
    assert_string_equal(f.feature[0].code, "E06000016");
    assert_string_equal(f.feature[0].name, "Leicester");
    assert_int_equal(f.feature[0].ring[0].point[0].lon, -1048519);
    /* Leicester's clock tower stands in Leicester alone. */
    for (size_t i = 0; i < f.count; i++)
        inside += feature_has(&f.feature[i], (struct point){-1133000, 52636000});
    assert_int_equal(inside, 1);
    assert_true(feature_has(&f.feature[0], (struct point){-1133000, 52636000}));
    assert_true(geojson_read_file(wards, &a, &f, &why));
    assert_int_equal(f.count, 22);
    assert_string_equal(f.feature[0].name, "Abbey");
    assert_false(geojson_read_file("/dev/zero", &a, &f, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    arena_release(&a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(reads_areas), cmocka_unit_test(numbers),   cmocka_unit_test(refused),
        cmocka_unit_test(deep),        cmocka_unit_test(published),
    };

    return RUN_TESTS(t);
}

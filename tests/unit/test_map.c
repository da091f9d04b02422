/* Maps and charts: tiles, outlines in dots, bars, clocks, lines. */
#include "tui/chart.h"
#include "tui/map.h"

#include "core/base/money.h"
#include "tests/unit/shown.h"

#include <locale.h>

static const struct map_area areas[] = {
    {0, 0, "07", "CDn", "88h", 'A'},  {0, 1, "02", "ChN", "31h", 'B'},
    {0, 2, "09", "Mel", "120h", 'A'}, {1, 0, "01", "CoA", "4h", 'C'},
    {1, 1, "03", "ChS", "22h", 'B'},  {2, 0, "12", "WLr", "-6h", 'D'},
    {2, 2, "08", "HaR", "18h", 0},
};
enum { AREAS = 7 };

static void tiles_say_their_letter(void **state)
{
    struct canvas c = {0};
    int rows, cols;

    (void)state;
    map_tiles_size(areas, AREAS, &rows, &cols);
    assert_int_equal(rows, 10);
    assert_int_equal(cols, 28);
    canvas_of(&c, rows, cols);
    map_tiles_draw(&c, canvas_area(&c), areas, AREAS, 1);
    assert_shown(&c, "┌────────┬────────┬────────┐", "│07 CDn  │02 ChN░░│09 Mel  │",
                 "│A 88h   │B 31h░░░│A 120h  │", "├────────┼────────┼────────┘",
                 "│01 CoA▒▒│03 ChS░░│", "│C 4h▒▒▒▒│B 22h░░░│", "├────────┼────────┼────────┐",
                 "│12 WLr▓▓│        │08 HaR  │", "│D -6h▓▓▓│        │- 18h   │",
                 "└────────┘        └────────┘");
    assert_int_equal(style_at(&c, 1, 10), ST_CHOSEN);
    assert_int_equal(style_at(&c, 7, 1), ST_ERROR);
    assert_int_equal(c.cursor_row, 1);
    assert_int_equal(c.cursor_col, 10);
    for (int r = 1; r < 12; r++) {
        for (int w = 1; w < 30; w += 5) {
            canvas_of(&c, r, w);
            map_tiles_draw(&c, canvas_area(&c), areas, AREAS, 0);
        }
    }
    canvas_of(&c, 4, 10);
    c.glyphs = GLYPHS_ASCII;
    map_tiles_draw(&c, canvas_area(&c), areas, AREAS, AREAS);
    assert_shown(&c, "+--------+", "|07 CDn  |", "|A 88h   |", "+--------+");
    canvas_release(&c);
}

static void tiles_are_walked_and_hit(void **state)
{
    static const struct {
        size_t from;
        int key;
        size_t to;
    } cases[] = {
        {0, K_RIGHT, 1}, {1, K_RIGHT, 2}, {2, K_RIGHT, 2}, {2, K_LEFT, 1}, {0, K_DOWN, 3},
        {3, K_DOWN, 5},  {5, K_DOWN, 5},  {4, K_DOWN, 5},  {2, K_DOWN, 6}, {6, K_UP, 2},
        {5, K_RIGHT, 6}, {0, 'x', 0},     {7, K_DOWN, 7},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(map_tiles_move(areas, AREAS, cases[i].from, cases[i].key), cases[i].to);
    struct area a = {5, 3, 20, 60};
    assert_int_equal(map_tiles_hit(a, areas, AREAS, 6, 14), 1);
    assert_int_equal(map_tiles_hit(a, areas, AREAS, 5, 14), AREAS);  /* an edge */
    assert_int_equal(map_tiles_hit(a, areas, AREAS, 13, 15), AREAS); /* no tile there */
}

static const char county[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"W\",\"name\":\"West\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[-1.5,52.5],[-1.0,52.5],[-1.0,52.8],[-1.5,52.8],"
    "[-1.5,52.5]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"E\",\"name\":\"East\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[-1.0,52.5],[-0.5,52.5],[-0.5,52.8],[-1.0,52.8],"
    "[-1.0,52.5]]]}}]}";

/* Two squares side by side, as one lot of two wards or as two districts. */
static void what_two_areas_share_is_inside_a_lot(void **state)
{
    static const char squares[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"code\":\"E05000001\",\"name\":\"Both\"},\"geometry\":{\"type\":\"MultiPolygon\","
        "\"coordinates\":[[[[0,52],[1,52],[1,53],[0,53],[0,52]]],"
        "[[[1,52],[2,52],[2,53],[1,53],[1,52]]]]}}]}";
    static const struct map_area lot[] = {{0, 0, "L", "", "", 'A'}};
    struct arena a = {0};
    struct fault why = {0};
    struct features f;
    struct canvas c = {0};

    (void)state;
    assert_true(geojson_read(squares, sizeof squares - 1, "squares", &a, &f, &why));
    assert_int_equal(f.count, 1);
    canvas_of(&c, 9, 32);
    for (size_t lots = 0; lots < 2; lots++) { /* 0: lines alone, as districts are drawn */
        size_t middle = 0, edges = 0;
        struct outline o = {.features = &f};
        canvas_of(&c, 9, 32);
        assert_true(outline_draw(&o, &c, canvas_area(&c), lot, lots, 9, &why));
        for (int col = 0; col < c.cols; col++) {
            bool dots = c.cell[2 * c.cols + col].length == 3;
            middle += dots && col > 12 && col < 20;
            edges += dots && (col <= 12 || col >= 20);
        }
        assert_true(edges >= 2);
        assert_int_equal(middle > 0, lots == 0);
        outline_release(&o);
    }
    canvas_release(&c);
    arena_release(&a);
}

static void outlines_are_drawn_in_dots(void **state)
{
    static const struct map_area two[] = {{0, 0, "W", "", "", 'D'}, {0, 1, "E", "", "", 'A'}};
    struct arena a = {0};
    struct fault why = {0};
    struct features f;
    struct canvas c = {0};

    (void)state;
    assert_true(geojson_read(county, sizeof county - 1, "county", &a, &f, &why));
    struct outline o = {.features = &f};
    canvas_of(&c, 9, 32);
    assert_true(outline_draw(&o, &c, canvas_area(&c), two, 2, 1, &why));
    assert_true(shows(&c, "WD"));
    assert_true(shows(&c, "EA"));
    assert_int_equal(outline_hit(&o, canvas_area(&c), 2, 4, 6), 0);
    assert_int_equal(outline_hit(&o, canvas_area(&c), 2, 4, 25), 1);
    assert_int_equal(outline_hit(&o, canvas_area(&c), 2, 50, 25), 2);
    size_t west = 0, east = 0; /* D is full of dots and A is empty */
    for (int row = 3; row < 6; row++) {
        for (int col = 2; col < 14; col++) {
            west += c.cell[row * c.cols + col].length == 3;
            east += c.cell[row * c.cols + col + 16].length == 3;
        }
    }
    assert_true(west > 24 && east == 0);
    for (int rows = 1; rows < 7; rows++) { /* any size, and again for other letters */
        canvas_of(&c, rows, rows * 7);
        assert_true(outline_draw(&o, &c, canvas_area(&c), two, (size_t)rows % 2 + 1, 0, &why));
    }
    outline_release(&o);
    struct features none = {NULL, 0};
    struct outline empty = {.features = &none};
    assert_true(outline_draw(&empty, &c, canvas_area(&c), two, 2, 0, &why));
    outline_release(&empty);
    canvas_release(&c);
    arena_release(&a);
}

static void dots_are_unicodes(void **state)
{
    struct braille b = {0};
    struct fault why = {0};
    struct canvas c = {0};

    (void)state;
    assert_true(braille_resize(&b, 2, 3, &why));
    braille_dot(&b, 0, 0);
    braille_dot(&b, 3, 3);
    braille_dot(&b, 5, 7);
    braille_dot(&b, -1, 0);
    braille_dot(&b, 6, 0);
    canvas_of(&c, 2, 3);
    braille_draw(&b, &c, canvas_area(&c), ST_NORMAL);
    assert_shown(&c, "⠁⢀", "  ⢀");
    assert_true(braille_resize(&b, 1, 2, &why));
    braille_line(&b, 0, 0, 3, 3, 1);
    canvas_clear(&c);
    braille_draw(&b, &c, canvas_area(&c), ST_NORMAL);
    assert_shown(&c, "⠑⢄", "");
    braille_line(&b, INT32_MIN, 0, INT32_MAX, 1, 1); /* nothing of ours is so long */
    braille_release(&b);
    canvas_release(&c);
}

static void clocks_are_a_word_a_number_and_a_bar(void **state)
{
    static const struct {
        int64_t at, of;
        int width;
        const char *shown;
    } cases[] = {
        {31, 28, 40, "day 31 of 28  ████████▓  3 over"},
        {17, 28, 40, "day 17 of 28  █████▒▒▒▒  11 left"},
        {0, 28, 40, "day 0 of 28  ▒▒▒▒▒▒▒▒▒  28 left"},
        {28, 28, 40, "day 28 of 28  █████████  0 left"},
        {90, 28, 40, "day 90 of 28  ███▓▓▓▓▓▓  62 over"},
        {31, 28, 26, "day 31 of 28  ████████▓"},
        {31, 28, 15, "day 31 of 28"},
        {31, 28, 6, "day 31"},
    };
    struct canvas c = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        canvas_of(&c, 1, 40);
        chart_clock(&c, 0, 0, cases[i].width, "day", cases[i].at, cases[i].of);
        assert_shown(&c, cases[i].shown);
    }
    canvas_release(&c);
}

static void bars_carry_their_numbers(void **state)
{
    static const struct chart_row rows[] = {{"North", 1000, "£10.00"},
                                            {"Coalville", 250, "£2.50"},
                                            {"South", 1, "£0.01"},
                                            {"Nobody", 0, "£0.00"},
                                            {"Unknown", ABSENT, "–"}};
    static const int64_t values[] = {2, 2, 5, 7, ABSENT, 0, 7};
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 5, 39);
    assert_int_equal(chart_bars(&c, canvas_area(&c), rows, 5), 5);
    assert_shown(&c, "North     ████████████████████  £10.00",
                 "Coalville █████                  £2.50", "South     █                      £0.01",
                 "Nobody                           £0.00",
                 "Unknown                              –");
    canvas_of(&c, 1, 10);
    assert_int_equal(chart_spark(&c, 0, 0, 10, ST_NORMAL, values, 7), 7);
    assert_shown(&c, "▃▃▆█ ▁█");
    canvas_clear(&c);
    assert_int_equal(chart_spark(&c, 0, 0, 3, ST_NORMAL, values, 7), 3);
    assert_shown(&c, " ▁█");
    chart_bar(&c, 0, 0, 10, ST_NORMAL, INT64_MAX, INT64_MAX / 2);
    chart_bar(&c, 0, 0, 10, ST_NORMAL, -5, 10);
    chart_bar(&c, 0, 0, 0, ST_NORMAL, 5, 0);
    canvas_release(&c);
}

static void lines_go_over_time(void **state)
{
    static const int64_t real[] = {90, 80, 60, 30, ABSENT}, plan[] = {90, 70, 45, 20, 0};
    static const struct chart_series series[] = {{"left", real, 5}, {"plan", plan, 5}};
    struct canvas c = {0};

    (void)state;
    canvas_of(&c, 8, 40);
    chart_lines(&c, canvas_area(&c), series, 2, "01/11/2016", "01/12/2016");
    assert_true(shows(&c, "left 30 · ⠢ plan 0"));
    assert_true(shows(&c, "         90 "));
    assert_true(shows(&c, "01/11/2016        01/12/2016"));
    assert_int_equal(c.cell[1 * 40 + 12].length, 3); /* the line begins at the top left */
    assert_int_equal(c.cell[6 * 40 + 39].length, 3); /* and the plan ends at the bottom right */
    assert_int_equal(c.cell[6 * 40 + 12].length, 1);
    for (int rows = 1; rows < 6; rows++) {
        canvas_of(&c, rows, rows * 8);
        chart_lines(&c, canvas_area(&c), series, 2, "a", "b");
        chart_lines(&c, canvas_area(&c), series, 0, "a", "b");
    }
    canvas_release(&c);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest t[] = {
        cmocka_unit_test(tiles_say_their_letter),
        cmocka_unit_test(tiles_are_walked_and_hit),
        cmocka_unit_test(what_two_areas_share_is_inside_a_lot),
        cmocka_unit_test(outlines_are_drawn_in_dots),
        cmocka_unit_test(dots_are_unicodes),
        cmocka_unit_test(clocks_are_a_word_a_number_and_a_bar),
        cmocka_unit_test(bars_carry_their_numbers),
        cmocka_unit_test(lines_go_over_time),
    };
    return RUN_TESTS(t);
}

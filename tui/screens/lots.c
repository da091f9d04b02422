/* Lots: where there is room.  The county as tiles, or as its real districts where boundaries were
 * imported; beside it the lot under the cursor. */
#include "tui/screens/lots_map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOTS_MOST = 64, AWARDS_MOST = 12, BESIDE = 74 };

struct lots {
    struct page page;
    struct arena arena;
    struct list rows;
    const struct fields *columns;
    struct map_area area[LOTS_MOST];
    size_t count, chosen;
    struct fault why;
    uint64_t epoch;
    struct buf title, lines;
    bool districts; /* drawn, in place of the tiles */
    struct arena shapes;
    struct features features;
    struct outline outline;
    uint64_t shapes_epoch;
    size_t read; /* the lot whose lines they are */
    uint64_t read_epoch;
};

static const void *row_of(const struct lots *l, size_t i)
{
    return (const char *)l->rows.items + i * l->columns->size;
}

/* "31h", "-6h" */
static const char *hours(struct lots *l, int64_t minutes)
{
    return arena_printf(&l->arena, "%lldh", (long long)(minutes / 60));
}

static void read_lots(struct lots *l)
{
    static const char bands[] = "ABCD";
    const struct view *v = view_find("lots");

    if (l->epoch == l->page.app->epoch && l->columns)
        return;
    l->epoch = l->page.app->epoch;
    l->columns = v->columns;
    arena_reset(&l->arena);
    fault_clear(&l->why);
    l->count = 0;
    struct view_ask ask = app_ask_of(l->page.app, v);
    struct view_page page;
    ask.limit = LOTS_MOST;
    if (!view_page(l->page.app->s, v, &ask, &l->arena, &page, &l->why))
        return;
    l->rows = page.rows;
    for (size_t i = 0; i < page.rows.count; i++) {
        const void *row = row_of(l, i);
        int64_t band = row_number(v->columns, row, "band");
        int64_t tile_row = row_number(v->columns, row, "tile_row");
        int64_t tile_column = row_number(v->columns, row, "tile_column");
        l->area[l->count++] =
            (struct map_area){.row = tile_row == ABSENT ? (int)(i / 4) : (int)tile_row,
                              .col = tile_column == ABSENT ? (int)(i % 4) : (int)tile_column,
                              .code = row_text(v->columns, row, "code"),
                              .name = *row_text(v->columns, row, "short_name")
                                          ? row_text(v->columns, row, "short_name")
                                          : row_text(v->columns, row, "name"),
                              .text = hours(l, row_number(v->columns, row, "headroom")),
                              .letter = band >= 0 && band < 4 ? bands[band] : 0};
    }
    if (l->chosen >= l->count)
        l->chosen = 0;
}

/* --- the lot under the cursor ------------------------------------------------------------------ */

static void say(struct lots *l, const void *row, const char *column, const char *label)
{
    struct buf text = {0};

    if (row_shown(l->columns, row, column, &text))
        buf_printf(&l->lines, "%s\t%s\n", label, text.text);
    buf_release(&text);
}

static void say_awards(struct lots *l, const char *code)
{
    const struct view *v = view_find("awards");
    struct arena arena = {0};
    struct list rows;
    struct fault no = {0};

    if (app_rows_where(l->page.app, "awards", "lot", code, AWARDS_MOST, &arena, &rows, &no))
        for (size_t i = 0; i < rows.count; i++) {
            const void *row = (const char *)rows.items + i * v->columns->size;
            struct buf role = {0}, room = {0}, of = {0};
            row_shown(v->columns, row, "role", &role);
            row_shown(v->columns, row, "headroom", &room);
            row_shown(v->columns, row, "capacity", &of);
            buf_printf(&l->lines, "%s\t%s  %s free of %s\n", role.text ? role.text : "",
                       row_text(v->columns, row, "name"), room.text ? room.text : "-",
                       of.text ? of.text : "-");
            buf_release(&role);
            buf_release(&room);
            buf_release(&of);
        }
    arena_release(&arena);
}

/* "15 min £5.07 · an hour £15.86" of its first award. */
static void say_rates(struct lots *l, int64_t id)
{
    const struct part *p = part_named(kind_find("lot"), "Rates");
    struct arena arena = {0};
    struct buf text = {0};
    struct list rows;
    struct fault no = {0};
    const char *award = NULL;

    if (p && app_rows_of(l->page.app, p->view, p->by, id, 24, &arena, &rows, &no))
        for (size_t i = 0; i < rows.count; i++) {
            const void *row = (const char *)rows.items + i * p->view->columns->size;
            int64_t minutes = row_number(p->view->columns, row, "minutes");
            struct buf pence = {0};
            award = award ? award : row_text(p->view->columns, row, "award");
            if (strcmp(award, row_text(p->view->columns, row, "award")) == 0 &&
                row_shown(p->view->columns, row, "pence", &pence)) {
                buf_printf(&text, "%s%s", text.length ? " · " : "", pence.text);
                if (minutes == ABSENT)
                    buf_text(&text, " an hour");
                else
                    buf_printf(&text, " for %lld min", (long long)minutes);
            }
            buf_release(&pence);
        }
    if (text.length)
        buf_printf(&l->lines, "Rate\t%s\n", text.text);
    buf_release(&text);
    arena_release(&arena);
}

/* Offers of this month and how they went. */
static void say_offers(struct lots *l, int64_t id)
{
    const struct part *p = part_named(kind_find("lot"), "Replies");
    struct arena arena = {0};
    struct list rows;
    struct fault no = {0};

    if (p && app_rows_of(l->page.app, p->view, p->by, id, 1, &arena, &rows, &no) && rows.count) {
        const struct fields *t = p->view->columns;
        struct buf median = {0};
        buf_printf(&l->lines, "Offers\t%lld this month · %lld accepted · %lld declined",
                   (long long)row_number(t, rows.items, "offers"),
                   (long long)row_number(t, rows.items, "accepted"),
                   (long long)row_number(t, rows.items, "declined"));
        if (row_shown(t, rows.items, "median", &median))
            buf_printf(&l->lines, " · median reply %s", median.text);
        buf_char(&l->lines, '\n');
        buf_release(&median);
    }
    arena_release(&arena);
}

static void read_chosen(struct lots *l)
{
    const void *row = row_of(l, l->chosen);
    int64_t waiting = row_number(l->columns, row, "waiting");
    int64_t oldest = row_number(l->columns, row, "oldest");

    if (l->read == l->chosen && l->read_epoch == l->page.app->epoch)
        return;
    l->read = l->chosen;
    l->read_epoch = l->page.app->epoch;
    buf_clear(&l->title);
    buf_clear(&l->lines);
    buf_printf(&l->title, "Lot %s %s", row_text(l->columns, row, "code"),
               row_text(l->columns, row, "name"));
    say_awards(l, row_text(l->columns, row, "code"));
    say_rates(l, row_number(l->columns, row, "id"));
    say_offers(l, row_number(l->columns, row, "id"));
    say(l, row, "lines", "Lines");
    say(l, row, "double_handed", "Two carers");
    buf_printf(&l->lines, "Waiting\t%lld", (long long)(waiting == ABSENT ? 0 : waiting));
    if (waiting > 0 && oldest != ABSENT)
        buf_printf(&l->lines, " · oldest %lld day%s",
                   (long long)(l->page.app->s->today.day - oldest),
                   l->page.app->s->today.day - oldest == 1 ? "" : "s");
    buf_char(&l->lines, '\n');
    say(l, row, "headroom", "Free in all");
}

/* --- drawing ----------------------------------------------------------------------------------- */

static void title(struct page *p, struct buf *out)
{
    (void)p;
    buf_text(out, "Lots");
}

static struct area map_area_of(const struct lots *l, struct area a)
{
    (void)l;
    return (struct area){a.row + 1, a.col + 1, a.rows - 2, a.cols - 2};
}

static void draw_chosen(struct lots *l, struct canvas *c, struct area a)
{
    read_chosen(l);
    if (a.rows < 2)
        return;
    canvas_rule(c, (struct area){a.row, a.col, 1, a.cols}, l->title.text, "");
    lines_draw(c, (struct area){a.row + 1, a.col + 1, a.rows - 1, a.cols - 2},
               l->lines.text ? l->lines.text : "", 0);
}

/* The real outlines: read once and worked out once for a size. */
static bool read_shapes(struct lots *l)
{
    bool any = false;

    if (l->shapes_epoch == l->epoch)
        return l->features.count > 0;
    l->shapes_epoch = l->epoch;
    outline_release(&l->outline);
    arena_release(&l->shapes);
    l->features = (struct features){0};
    fault_clear(&l->why);
    if (!lots_features(l->page.app, l->area, l->count, &l->shapes, &l->features, &any, &l->why) ||
        !any)
        l->features = (struct features){0};
    l->outline = (struct outline){.features = &l->features};
    return l->features.count > 0;
}

static struct area shapes_area(struct area map)
{
    int cols = map.cols * 6 / 10;

    return (struct area){map.row, map.col, map.rows, cols};
}

static void draw_shapes(struct lots *l, struct canvas *c, struct area a, struct area map)
{
    struct area in = shapes_area(map);

    canvas_cursor(c, in.row, in.col); /* a lot without an outline has no place of its own */
    if (!outline_draw(&l->outline, c, in, l->area, l->count, l->chosen, &l->why))
        canvas_wrap(c, in, 0, ST_ERROR, l->why.text);
    draw_chosen(l, c, (struct area){a.row, in.col + in.cols + 1, a.rows, a.cols - in.cols - 3});
}

static void draw(struct page *p, struct canvas *c, struct area a)
{
    struct lots *l = (struct lots *)p;
    int rows, cols;

    read_lots(l);
    canvas_text(c, a.row, a.col + 1, a.cols - 2, ST_HEADER, "Hours a week free after offers");
    if (!l->count) {
        canvas_wrap(c, map_area_of(l, a), 0, ST_HINT,
                    l->why.kind ? l->why.text : view_find("lots")->empty);
        canvas_cursor(c, a.row + 1, a.col + 1);
        return;
    }
    struct area map = map_area_of(l, a);
    canvas_text(c, a.row + a.rows - 1, a.col + 1, a.cols - 2, ST_HINT,
                "A plenty  B some  C little  D over");
    if (l->districts && read_shapes(l)) {
        draw_shapes(l, c, a, map);
        return;
    }
    map_tiles_size(l->area, l->count, &rows, &cols);
    map_tiles_draw(c, map, l->area, l->count, l->chosen);
    if (cols + 36 <= a.cols)
        draw_chosen(l, c, (struct area){a.row, a.col + cols + 3, a.rows, a.cols - cols - 4});
    else
        draw_chosen(l, c, (struct area){map.row + rows, a.col, a.rows - rows - 2, a.cols});
}

/* --- keys -------------------------------------------------------------------------------------- */

static void move(struct lots *l, int key)
{
    l->chosen = map_tiles_move(l->area, l->count, l->chosen, key);
}

static bool act(struct page *p, const char *action)
{
    static const struct {
        const char *action;
        int key;
    } moves[] = {
        {"list.up", K_UP}, {"list.down", K_DOWN}, {"list.left", K_LEFT}, {"list.right", K_RIGHT}};
    struct lots *l = (struct lots *)p;

    read_lots(l);
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
        if (strcmp(moves[i].action, action) == 0) {
            move(l, moves[i].key);
            return true;
        }
    if (strcmp(action, "list.open") == 0 && l->count) {
        record_open(p->app, "lot", l->area[l->chosen].code, "Awards");
        return true;
    }
    if (strcmp(action, "list.first") == 0 || strcmp(action, "list.last") == 0) {
        l->chosen = strcmp(action, "list.first") == 0 || !l->count ? 0 : l->count - 1;
        return true;
    }
    if (strcmp(action, "lots.map") == 0) {
        l->districts = !l->districts;
        if (l->districts && !read_shapes(l)) {
            l->districts = false;
            app_say(p->app, "%s", l->why.kind ? l->why.text : view_find("lot-shapes")->empty);
        }
        return true;
    }
    if (strcmp(action, "lots.list") == 0)
        return actions_do(p->app, "list.lots", "");
    return false;
}

static bool event(struct page *p, const struct event *e)
{
    struct lots *l = (struct lots *)p;
    const struct canvas *c = &p->app->canvas;
    int top = frame_body_top(p->app);
    struct area body = {top, 0, c->rows - top - 2, c->cols};

    if (e->kind != EVENT_CLICK)
        return false;
    struct area map = map_area_of(l, body);
    size_t hit = l->districts ? outline_hit(&l->outline, shapes_area(map), l->count, e->row, e->col)
                              : map_tiles_hit(map, l->area, l->count, e->row, e->col);
    if (hit < l->count) {
        l->chosen = hit;
        if (e->key == K_ENTER)
            record_open(p->app, "lot", l->area[hit].code, "Awards");
    }
    return true;
}

static void refs(struct page *p, struct refs *out)
{
    struct lots *l = (struct lots *)p;

    if (l->count)
        snprintf(out->ref[REF_LOT], REF_SIZE, "%s", l->area[l->chosen].code);
}

static void release(struct page *p)
{
    struct lots *l = (struct lots *)p;

    outline_release(&l->outline);
    arena_release(&l->shapes);
    arena_release(&l->arena);
    buf_release(&l->title);
    buf_release(&l->lines);
    free(l);
}

static const struct page_ops ops = {
    .title = title, .draw = draw, .act = act, .event = event, .refs = refs, .free = release};

struct page *lots_page_new(struct app *a, struct fault *why)
{
    struct lots *l = calloc(1, sizeof *l);

    if (!l) {
        fault_memory(why);
        return NULL;
    }
    l->page = (struct page){.ops = &ops, .app = a, .scope = {"lots"}};
    l->read_epoch = l->shapes_epoch = UINT64_MAX;
    return &l->page;
}

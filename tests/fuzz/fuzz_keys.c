/* Bytes of a terminal into the decoder, and what they say into a list, a form, a line, the palette and
 * a question, drawn at any size: no crash, nothing on a canvas that could drive a terminal, and a
 * half-typed form comes back from its parked text.  The first two bytes are the size, the third the
 * glyphs. */
#include "tui/dialog.h"
#include "tui/form.h"
#include "tui/input.h"
#include "tui/list_rows.h"
#include "tui/palette.h"
#include "tui/script.h"

#include "core/base/text.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

struct visit {
    int64_t days, minutes;
    money_t price;
};
static const struct field visit_rows[] = {
    {FIELD(struct visit, days, FIELD_INT), .flags = FIELD_DAYS, .label = "Days"},
    {FIELD(struct visit, minutes, FIELD_MINUTES), .label = "Length"},
    {FIELD(struct visit, price, FIELD_MONEY), .flags = FIELD_OPTIONAL, .label = "Price"},
};
static const struct fields visit_fields = FIELDS("visit", visit_rows, struct visit);

struct home {
    const char *street, *postcode;
};
static const struct field home_rows[] = {
    {FIELD(struct home, street, FIELD_TEXT), .label = "Street"},
    {FIELD(struct home, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE, .label = "Postcode"},
};
static const struct fields home_fields = FIELDS("home", home_rows, struct home);

struct record {
    const char *ref, *note, *nhs;
    int64_t kind, urgent;
    date_t from;
    datetime_t seen;
    money_t weekly;
    struct home home;
    struct list visits, likes;
};
static const struct word kinds[] = {
    {"long", "long-term"}, {"live-in", "live in"}, {"respite", NULL}, {NULL, NULL}};
static const struct field record_rows[] = {
    {FIELD(struct record, ref, FIELD_TEXT), .flags = FIELD_KEY, .label = "Reference"},
    {FIELD(struct record, kind, FIELD_ENUM), .words = kinds, .label = "Kind"},
    {FIELD(struct record, urgent, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Urgent"},
    {FIELD(struct record, from, FIELD_DATE), .label = "Starts"},
    {FIELD(struct record, seen, FIELD_DATETIME), .flags = FIELD_OPTIONAL, .label = "Seen"},
    {FIELD(struct record, weekly, FIELD_MONEY), .label = "Weekly"},
    {FIELD(struct record, nhs, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_NHS, .label = "NHS"},
    {FIELD(struct record, home, FIELD_RECORD), .flags = FIELD_OPTIONAL, .of = &home_fields},
    {FIELD(struct record, visits, FIELD_LIST), .of = &visit_fields, .max = 4, .label = "Visits"},
    {FIELD(struct record, likes, FIELD_LIST), .flags = FIELD_OPTIONAL, .item = FIELD_TEXT},
    {FIELD(struct record, note, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES, .max = 500},
};
static const struct fields record_fields = FIELDS("record", record_rows, struct record);

static struct record rows[] = {
    {"P1", "Okafor, Grace", NULL, 0, 1, {17113}, {24642714}, {88200}, {0}, {0}, {0}},
    {"P2", "Brzęk, Halina\nkey safe", NULL, 1, 0, {17000}, {ABSENT}, {-5}, {0}, {0}, {0}},
    {"P3", "中文", NULL, 2, ABSENT, {16000}, {ABSENT}, {ABSENT}, {0}, {0}, {0}},
};

struct all {
    struct list_rows source;
    struct list_view *list;
    struct form *form;
    struct line line, lines;
    struct palette *palette;
    struct dialog dialog;
    struct terminal *t;
    struct canvas c;
};

static void group(void *ctx, const void *record, struct buf *title, struct buf *right)
{
    (void)ctx;
    (void)right;
    buf_text(title, ((const struct record *)record)->kind == 0 ? "To place" : "Replies due");
}

static void begin(struct all *x, const uint8_t *bytes)
{
    static const struct list_hint hints[] = {{"note", 9, LIST_MUST}, {NULL, 0, 0}};
    static const struct keymap keys = {.table = bindings, .scope = {"list", "any", "always"}};
    struct form_options o = {.how = {.today = {17113}, .now = {17113 * 1440 + 9}}};
    struct script_options so = {24, 80, GLYPHS_FULL, NULL};
    struct fault why = {0};

    x->source = (struct list_rows){&record_fields, rows, 3};
    struct list_source s = list_rows_source(&x->source);
    s.hints = hints;
    s.group = bytes[2] & 4 ? group : NULL;
    x->list = list_new(&s);
    x->form = form_new(&record_fields, &o, &why);
    x->palette = palette_new(&keys, NULL, 0, NULL);
    x->line = (struct line){.most = 30};
    x->lines = (struct line){.most = 90, .lines = true};
    must(x->list && x->form && x->palette && script_open("", &so, &x->t, &why));
    dialog_confirm(&x->dialog, "Really", "Withdraw it", "Withdraw it?");
    x->c.glyphs = (enum glyphs)(bytes[2] % 3);
    must(canvas_resize(&x->c, bytes[0] % 50, bytes[1] % 140, &why));
}

static void check_canvas(const struct canvas *c)
{
    for (int i = 0; i < c->rows * c->cols; i++) {
        const struct cell *cell = &c->cell[i];
        must(cell->length <= CELL_BYTES && cell->width <= 2);
        must(cell->width != 2 || ((i + 1) % c->cols && c->cell[i + 1].width == 0));
        for (size_t at = 0; at < cell->length;) {
            int32_t point = text_next(cell->glyph, cell->length, &at);
            must(point >= 0x20 && !(point >= 0x7F && point < 0xA0) && point != 0x202E);
            must(c->glyphs != GLYPHS_ASCII || point < 0x80);
        }
    }
    must(c->cursor_row >= 0 && c->cursor_row < c->rows);
    must(c->cursor_col >= 0 && c->cursor_col < c->cols);
}

static void check_line(const struct line *l)
{
    size_t bad = 0;

    must(l->at <= l->length && strlen(line_text(l)) == l->length);
    must(text_is_utf8(line_text(l), l->length, &bad));
    must(l->at == l->length || ((unsigned char)l->text[l->at] & 0xC0) != 0x80);
}

static void draw(struct all *x)
{
    struct area whole = canvas_area(&x->c);

    canvas_clear(&x->c);
    list_draw(x->list, &x->c, whole, true);
    check_canvas(&x->c);
    canvas_clear(&x->c);
    form_draw(x->form, &x->c, whole, true);
    check_canvas(&x->c);
    palette_draw(x->palette, &x->c, whole);
    dialog_draw(&x->dialog, &x->c, whole);
    line_draw(&x->line, &x->c, (struct area){0, 0, 1, x->c.cols}, ST_TYPED, true);
    line_draw(&x->lines, &x->c, (struct area){0, 0, x->c.rows, x->c.cols}, ST_TYPED, true);
    check_canvas(&x->c);
}

static void one(struct all *x, const struct event *e, bool last)
{
    list_event(x->list, e);
    if (form_event(x->form, e) == FORM_SAVE) {
        struct arena a = {0};
        struct fault why = {0};
        must(form_node(x->form, &a, &why) != NULL || why.kind == FAULT_INPUT);
        arena_release(&a);
    }
    line_event(&x->line, e);
    line_event(&x->lines, e);
    check_line(&x->line);
    check_line(&x->lines);
    palette_event(x->palette, e);
    dialog_event(&x->dialog, e);
    if (last || e->key == K_ENTER || e->key == K_PGDN)
        draw(x);
}

static void park(struct all *x)
{
    struct buf once = {0}, again = {0};
    struct fault why = {0};

    form_park(x->form, &once);
    must(form_unpark(x->form, once.text, &why));
    form_park(x->form, &again);
    must(strcmp(once.text, again.text) == 0);
    buf_clear(&once);
    list_park(x->list, &once);
    list_unpark(x->list, once.text);
    buf_release(&once);
    buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct all x = {.t = NULL};
    struct input in = {0};
    struct event e;
    size_t events = 0;

    if (length < 3)
        return 0;
    setlocale(LC_CTYPE, "C.UTF-8");
    begin(&x, bytes);
    dialog_shown(&x.dialog, x.t);
    input_add(&in, (const char *)bytes + 3, length - 3);
    while (events++ < 120 && input_next(&in, true, &e))
        one(&x, &e, events % 32 == 0);
    draw(&x);
    park(&x);
    draw(&x);
    input_release(&in);
    list_free(x.list);
    form_free(x.form);
    palette_free(x.palette);
    line_release(&x.line);
    line_release(&x.lines);
    canvas_release(&x.c);
    term_close(x.t);
    return 0;
}

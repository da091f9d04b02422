/* shown.h - what a test sees of a canvas */
#ifndef TESTS_UNIT_SHOWN_H
#define TESTS_UNIT_SHOWN_H

#include "tui/canvas.h"
#include "tui/key.h"

#include "tests/unit/run.h"

#include <stdlib.h>

/* The rows of the canvas against lines of text, "" for the empty ones at the end too. */
#define assert_shown(c, ...)                                                                       \
    shown_is(c, (const char *const[]){__VA_ARGS__, NULL}, __FILE__, __LINE__)

static inline void shown_is(const struct canvas *c, const char *const *rows, const char *file,
                            int line)
{
    bool good = true;

    for (int row = 0; row < c->rows; row++) {
        struct buf text = {0};
        const char *want = *rows ? *rows++ : "";
        canvas_row_text(c, row, &text);
        if (strcmp(text.text ? text.text : "", want) != 0) {
            if (good)
                print_error("%s:%d: the canvas is not as expected\n", file, line);
            print_error("%2d is   |%s\n   want |%s\n", row, text.text ? text.text : "", want);
            good = false;
        }
        buf_release(&text);
    }
    if (!good)
        _fail(file, line);
}

/* Whether some row of the canvas holds the text. */
static inline bool shows(const struct canvas *c, const char *what)
{
    bool any = false;

    for (int row = 0; row < c->rows && !any; row++) {
        struct buf text = {0};
        canvas_row_text(c, row, &text);
        any = text.text && strstr(text.text, what);
        buf_release(&text);
    }
    return any;
}

static inline unsigned style_at(const struct canvas *c, int row, int col)
{
    return c->cell[row * c->cols + col].style;
}

static inline void canvas_of(struct canvas *c, int rows, int cols)
{
    struct fault why = {0};

    assert_true(canvas_resize(c, rows, cols, &why));
}

#endif

/* line.h - editing one piece of text: a form's field, the find line, the palette
 *
 * Text      UTF-8.  The place in it is always between letters, a letter being taken with its
 *           combining marks.  Control, direction and zero-width characters cannot get in, neither
 *           typed nor pasted; a pasted new line becomes a space unless the text may have lines.
 * Keys      arrows, Home/End, Ctrl-A/E; Backspace, Delete; Ctrl-W the word before, Ctrl-U all
 * before, Ctrl-K all after, Ctrl-Y what was cut last.  Enter types a new line only where lines are
 *           allowed; every other key is the caller's.
 * Memory    `{ .most = N }` is a valid empty line; line_release frees it.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "tui/canvas.h"
#include "tui/key.h"

struct line {
    char *text; /* NULL when nothing was ever typed: use line_text */
    size_t length, room;
    size_t at;   /* bytes before the cursor */
    size_t most; /* characters; 0 means 200 */
    bool lines;  /* new lines allowed */
    int pan;     /* columns (or lines) off the left (or top) when it was last drawn */
    int cols;    /* columns it was last drawn in: Up and Down go by them */
    char *cut;   /* what Ctrl-Y brings back, or NULL */
};

enum line_answer {
    LINE_UNUSED,  /* not a key of an editor */
    LINE_MOVED,   /* used; the text is the same */
    LINE_CHANGED, /* the text is another */
    LINE_FULL     /* used; not all of it found room (or there is no memory) */
};

enum line_answer line_event(struct line *l, const struct event *e);
static inline const char *line_text(const struct line *l)
{
    return l->text ? l->text : "";
}
/* Replaces the text (cleaned as a paste is) and puts the cursor at its end. */
enum line_answer line_set(struct line *l, const char *text);
enum line_answer line_insert(struct line *l, const char *text, size_t length);
/* Draws it in the area, one row or (with lines) several, panned so that the cursor shows; with
 * `focused` the canvas's cursor is put there. */
void line_draw(struct line *l, struct canvas *c, struct area a, unsigned style, bool focused);
/* Rows it would take at this width. */
int line_rows(const struct line *l, const struct canvas *c, int cols);
void line_release(struct line *l);

#endif

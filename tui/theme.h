/* theme.h - styles: what a cell means, and how each theme shows it
 *
 * Meaning   A screen says what a piece of text is (a title, a hint, an error); the theme says how
 * that looks.  Every theme is built on attributes first, so each reads without colour; colour only
 * adds to it.  Nothing ever blinks.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>

enum style_name {
    ST_NORMAL,
    ST_TITLE,  /* line 1, headings */
    ST_HEADER, /* names of columns */
    ST_HINT,   /* of less weight: help, units, empty text */
    ST_KEY,    /* a key to press */
    ST_LABEL,  /* name of a field */
    ST_TYPED,  /* the field that typing goes into */
    ST_BORDER,
    ST_WARN,
    ST_ERROR,
    ST_GOOD,
    ST_MATCH,  /* the part that was searched for */
    ST_MARKED, /* a row marked with Space */
    ST__COUNT
};

/* Added to any style: the chosen row, always reverse video. */
enum { ST_CHOSEN = 0x40 };

enum attribute {
    ATTR_BOLD = 1 << 0,
    ATTR_UNDERLINE = 1 << 1,
    ATTR_REVERSE = 1 << 2,
    ATTR_DIM = 1 << 3
};

/* How one style looks: attributes, and a colour 0 to 7, or -1 for the terminal's own. */
struct look {
    unsigned attributes;
    int colour;
};

struct theme {
    const char *name; /* "default", "high-contrast", "mono" */
    const char *about;
    struct look look[ST__COUNT];
};

extern const struct theme themes[]; /* ended by a NULL name; the first is the default */
const struct theme *theme_find(const char *name); /* NULL: none of that name */
/* The word for a style in stored screens: "title", "chosen hint". */
const char *style_word(unsigned style);

#endif

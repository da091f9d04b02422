#include "tui/theme.h"

#include <stddef.h>
#include <string.h>

const struct theme themes[] = {
    {
        .name = "default",
        .about = "the terminal's own colours with a little help",
        .look =
            {
                [ST_NORMAL] = {0, -1},
                [ST_TITLE] = {ATTR_BOLD, -1},
                [ST_HEADER] = {ATTR_UNDERLINE, -1},
                [ST_HINT] = {0, 6},
                [ST_KEY] = {ATTR_BOLD, -1},
                [ST_LABEL] = {0, 6},
                [ST_TYPED] = {ATTR_UNDERLINE, -1},
                [ST_BORDER] = {0, 6},
                [ST_WARN] = {ATTR_BOLD, 3},
                [ST_ERROR] = {ATTR_BOLD, 1},
                [ST_GOOD] = {0, 2},
                [ST_MATCH] = {ATTR_UNDERLINE, -1},
                [ST_MARKED] = {ATTR_BOLD, 5},
            },
    },
    {
        .name = "high-contrast",
        .about = "bold, underline and reverse on the terminal's own colours",
        .look =
            {
                [ST_NORMAL] = {0, -1},
                [ST_TITLE] = {ATTR_BOLD | ATTR_REVERSE, -1},
                [ST_HEADER] = {ATTR_BOLD | ATTR_UNDERLINE, -1},
                [ST_HINT] = {0, -1},
                [ST_KEY] = {ATTR_BOLD, -1},
                [ST_LABEL] = {ATTR_BOLD, -1},
                [ST_TYPED] = {ATTR_BOLD | ATTR_UNDERLINE, -1},
                [ST_BORDER] = {0, -1},
                [ST_WARN] = {ATTR_BOLD, -1},
                [ST_ERROR] = {ATTR_BOLD | ATTR_UNDERLINE, -1},
                [ST_GOOD] = {0, -1},
                [ST_MATCH] = {ATTR_BOLD | ATTR_UNDERLINE, -1},
                [ST_MARKED] = {ATTR_BOLD, -1},
            },
    },
    {
        .name = "mono",
        .about = "no colour",
        .look =
            {
                [ST_NORMAL] = {0, -1},
                [ST_TITLE] = {ATTR_BOLD, -1},
                [ST_HEADER] = {ATTR_UNDERLINE, -1},
                [ST_HINT] = {0, -1},
                [ST_KEY] = {ATTR_BOLD, -1},
                [ST_LABEL] = {0, -1},
                [ST_TYPED] = {ATTR_UNDERLINE, -1},
                [ST_BORDER] = {0, -1},
                [ST_WARN] = {ATTR_BOLD, -1},
                [ST_ERROR] = {ATTR_BOLD, -1},
                [ST_GOOD] = {0, -1},
                [ST_MATCH] = {ATTR_UNDERLINE, -1},
                [ST_MARKED] = {ATTR_BOLD, -1},
            },
    },
    {.name = NULL},
};

const struct theme *theme_find(const char *name)
{
    for (const struct theme *t = themes; t->name; t++)
        if (strcmp(t->name, name) == 0)
            return t;
    return NULL;
}

const char *style_word(unsigned style)
{
    static const char *const plain[ST__COUNT] = {
        [ST_NORMAL] = "normal", [ST_TITLE] = "title",   [ST_HEADER] = "header",
        [ST_HINT] = "hint",     [ST_KEY] = "key",       [ST_LABEL] = "label",
        [ST_TYPED] = "typed",   [ST_BORDER] = "border", [ST_WARN] = "warn",
        [ST_ERROR] = "error",   [ST_GOOD] = "good",     [ST_MATCH] = "match",
        [ST_MARKED] = "marked",
    };
    if (style & ST_CHOSEN)
        return "chosen";
    return style < ST__COUNT ? plain[style] : "normal";
}

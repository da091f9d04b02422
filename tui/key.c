#include "tui/key.h"

#include "core/base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    int key;
    const char *name;
} names[] = {
    {K_ENTER, "Enter"},
    {K_ESC, "Esc"},
    {K_TAB, "Tab"},
    {K_BACKTAB, "Shift-Tab"},
    {K_BACKSPACE, "Backspace"},
    {K_DELETE, "Delete"},
    {K_INSERT, "Insert"},
    {K_UP, "Up"},
    {K_DOWN, "Down"},
    {K_LEFT, "Left"},
    {K_RIGHT, "Right"},
    {K_HOME, "Home"},
    {K_END, "End"},
    {K_PGUP, "PgUp"},
    {K_PGDN, "PgDn"},
    {K_SPACE, "Space"},
};

char *key_word(int key, char *buf, size_t size)
{
    char text[5];

    buf[0] = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].key == key) {
            snprintf(buf, size, "%s", names[i].name);
            return buf;
        }
    }
    if (key >= K_F1 && key <= K_F12)
        snprintf(buf, size, "F%d", key - K_F1 + 1);
    else if (key >= 1 && key <= 26)
        snprintf(buf, size, "Ctrl-%c", 'A' + key - 1);
    else if (key_is_text(key) && key_utf8(key, text))
        snprintf(buf, size, "%s", text);
    return buf;
}

static int control_code(const char *letter)
{
    int upper = toupper((unsigned char)*letter);

    if (!*letter || letter[1] || upper < 'A' || upper > 'Z')
        return K_NONE;
    switch (upper) {
    case 'I':
        return K_TAB;
    case 'M':
        return K_ENTER;
    case 'H':
        return K_BACKSPACE;
    default:
        return K_CTRL(upper);
    }
}

int key_code(const char *name)
{
    size_t length = strlen(name), at = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].key;
    if (strncasecmp(name, "ctrl-", 5) == 0)
        return control_code(name + 5);
    if ((name[0] == 'F' || name[0] == 'f') && isdigit((unsigned char)name[1]) && length <= 3) {
        int number = name[1] - '0';
        if (name[2])
            number = isdigit((unsigned char)name[2]) ? number * 10 + name[2] - '0' : 0;
        return number >= 1 && number <= 12 ? K_F1 + number - 1 : K_NONE;
    }
    if (!length || !text_is_utf8(name, length, &at))
        return K_NONE;
    at = 0;
    int32_t point = text_next(name, length, &at);
    return at == length && key_is_text((int)point) ? (int)point : K_NONE;
}

int key_next(const char **list)
{
    char name[24];
    size_t length;

    while (**list == ' ')
        ++*list;
    length = strcspn(*list, " ");
    if (!length || length >= sizeof name)
        return K_NONE;
    memcpy(name, *list, length);
    name[length] = 0;
    *list += length;
    return key_code(name);
}

bool key_is_text(int key)
{
    return key >= 0x20 && key < K_BASE && !(key >= 0x7F && key < 0xA0) &&
           !(key >= 0xD800 && key <= 0xDFFF);
}

size_t key_utf8(int key, char out[5])
{
    unsigned k = (unsigned)key;
    size_t n = 0;

    if (k < 0x80) {
        out[n++] = (char)k;
    } else if (k < 0x800) {
        out[n++] = (char)(0xC0 | k >> 6);
        out[n++] = (char)(0x80 | (k & 0x3F));
    } else if (k < 0x10000) {
        out[n++] = (char)(0xE0 | k >> 12);
        out[n++] = (char)(0x80 | (k >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (k & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | (k >> 18 & 7));
        out[n++] = (char)(0x80 | (k >> 12 & 0x3F));
        out[n++] = (char)(0x80 | (k >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (k & 0x3F));
    }
    out[n] = 0;
    return n;
}

/* key.h - keys: their codes, and their names both ways
 *
 * Codes     A printable key is its Unicode code point; Ctrl-A to Ctrl-Z are 1 to 26; the others
 * have codes above Unicode.  Ctrl-I, Ctrl-M and Ctrl-[ are Tab, Enter and Esc, and Ctrl-H is
 *           Backspace, because the terminal cannot tell them apart.
 * Names     "Ctrl-P", "F1", "Enter", "Shift-Tab", "Space", or the letter itself.
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>

enum key {
    K_NONE = 0,
    K_BASE = 0x110000,
    K_ENTER,
    K_ESC,
    K_TAB,
    K_BACKTAB,
    K_BACKSPACE,
    K_DELETE,
    K_INSERT,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PGUP,
    K_PGDN,
    K_F1,
    K_F12 = K_F1 + 11,
    K__END
};

#define K_CTRL(letter) ((letter) - 'A' + 1)
#define K_SPACE        ' '

/* One thing that happened at the keyboard or to the terminal. */
enum event_kind {
    EVENT_NONE,
    EVENT_KEY,     /* key */
    EVENT_PASTE,   /* text: data, never commands; owned by the terminal until the next event */
    EVENT_CLICK,   /* row, col; key K_ENTER when clicked twice */
    EVENT_WHEEL,   /* key K_UP or K_DOWN */
    EVENT_RESIZE,  /* row rows, col columns */
    EVENT_RESUME,  /* back from the shell: draw everything again */
    EVENT_SUSPEND, /* asked by a signal to stop for a while */
    EVENT_HANGUP,  /* the terminal has gone, or we are asked to end */
    EVENT_TIMEOUT
};

struct event {
    enum event_kind kind;
    int key;
    int row, col;
    const char *text;
};

/* The name of a key into buf (size at least 16); returns buf. */
char *key_word(int key, char *buf, size_t size);
/* K_NONE when there is no such key. */
int key_code(const char *name);
/* Next name of a list parted by single spaces; *list moves on.  K_NONE at the end. */
int key_next(const char **list);
/* A key that types a character into a field. */
bool key_is_text(int key);
/* UTF-8 of a printable key, NUL-terminated; returns its bytes. */
size_t key_utf8(int key, char out[5]);

#endif

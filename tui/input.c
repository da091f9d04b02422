#include "tui/input.h"

#include "core/base/text.h"

#include <string.h>

enum { ESC_WAIT_MS = 25, PASTE_WAIT_MS = 1000, PARAMETERS_MOST = 4 };

static const char paste_begins[] = "\033[200~", paste_ends[] = "\033[201~";

void input_sequence(struct input *in, const char *bytes, int key)
{
    size_t length = strlen(bytes);

    if (length < 2 || length >= SEQUENCE_BYTES || bytes[0] != '\033' ||
        in->sequences == SEQUENCES_MOST)
        return;
    memcpy(in->sequence[in->sequences].bytes, bytes, length);
    in->sequence[in->sequences].length = length;
    in->sequence[in->sequences++].key = key;
}

void input_add(struct input *in, const char *bytes, size_t length)
{
    if (in->at) { /* what was told goes */
        size_t left = in->bytes.length - in->at;
        memmove(in->bytes.text, in->bytes.text + in->at, left);
        in->bytes.length = left;
        in->at = 0;
    }
    buf_add(&in->bytes, bytes, length);
}

/* --- one piece ---------------------------------------------------------------------------------
 */

/* What was found at the front of the bytes. */
enum found {
    FOUND_MORE,    /* it is not all there */
    FOUND_NOTHING, /* passed over */
    FOUND_EVENT
};

static enum found key_found(struct event *out, int key)
{
    *out = (struct event){.kind = EVENT_KEY, .key = key};
    return FOUND_EVENT;
}

/* The key of "ESC [ n ~". */
static int key_of_number(int n)
{
    static const int keys[] = {
        [1] = K_HOME,    [2] = K_INSERT,  [3] = K_DELETE,  [4] = K_END,      [5] = K_PGUP,
        [6] = K_PGDN,    [7] = K_HOME,    [8] = K_END,     [11] = K_F1,      [12] = K_F1 + 1,
        [13] = K_F1 + 2, [14] = K_F1 + 3, [15] = K_F1 + 4, [17] = K_F1 + 5,  [18] = K_F1 + 6,
        [19] = K_F1 + 7, [20] = K_F1 + 8, [21] = K_F1 + 9, [23] = K_F1 + 10, [24] = K_F12,
    };
    return n >= 0 && (size_t)n < sizeof keys / sizeof *keys ? keys[n] : K_NONE;
}

/* The key of the letter that ends "ESC [ …" or "ESC O …". */
static int key_of_letter(char letter)
{
    static const struct {
        char letter;
        int key;
    } keys[] = {
        {'A', K_UP},     {'B', K_DOWN},   {'C', K_RIGHT},   {'D', K_LEFT},
        {'H', K_HOME},   {'F', K_END},    {'Z', K_BACKTAB}, {'P', K_F1},
        {'Q', K_F1 + 1}, {'R', K_F1 + 2}, {'S', K_F1 + 3},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].letter == letter)
            return keys[i].key;
    return K_NONE;
}

static enum found mouse(struct input *in, int button, int col, int row, bool pressed,
                        struct event *out)
{
    if (!pressed || col < 1 || row < 1)
        return FOUND_NOTHING;
    if (button == 64 || button == 65) {
        *out = (struct event){.kind = EVENT_WHEEL,
                              .key = button == 64 ? K_UP : K_DOWN,
                              .row = row - 1,
                              .col = col - 1};
        return FOUND_EVENT;
    }
    if (button != 0)
        return FOUND_NOTHING;
    bool again = in->click_row == row && in->click_col == col;
    in->click_row = again ? 0 : row;
    in->click_col = col;
    *out = (struct event){
        .kind = EVENT_CLICK, .key = again ? K_ENTER : K_NONE, .row = row - 1, .col = col - 1};
    return FOUND_EVENT;
}

/* "ESC [ parameters letter", of `length` bytes from the bracket on; *used as in `front`. */
static enum found control(struct input *in, const char *p, size_t length, size_t *used,
                          struct event *out)
{
    int number[PARAMETERS_MOST] = {0};
    size_t n = 0, i = 1;
    char mark = 0;

    if (length > 1 && p[1] == '[') { /* the Linux console's F1 to F5 */
        if (length < 3)
            return FOUND_MORE;
        *used = 3;
        return p[2] >= 'A' && p[2] <= 'E' ? key_found(out, K_F1 + p[2] - 'A') : FOUND_NOTHING;
    }
    if (length > 1 && p[1] == 'M') {
        if (length < 5)
            return FOUND_MORE;
        *used = 5;
        unsigned char b = (unsigned char)p[2], x = (unsigned char)p[3], y = (unsigned char)p[4];
        return mouse(in, b - 32, x - 32, y - 32, true, out);
    }
    if (length > 1 && p[1] >= '<' && p[1] <= '?')
        mark = p[i++];
    for (; i < length && ((unsigned char)p[i] >= 0x20 && (unsigned char)p[i] < 0x40); i++) {
        if (p[i] == ';')
            n++;
        else if (p[i] >= '0' && p[i] <= '9' && n < PARAMETERS_MOST && number[n] < 100000)
            number[n] = number[n] * 10 + p[i] - '0';
    }
    if (i == length)
        return FOUND_MORE;
    *used = (unsigned char)p[i] >= 0x40 && (unsigned char)p[i] < 0x7F ? i + 1 : i;
    if (*used == i) /* broken off by something else */
        return FOUND_NOTHING;
    if (mark == '<' && (p[i] == 'M' || p[i] == 'm'))
        return mouse(in, number[0], number[1], number[2], p[i] == 'M', out);
    if (mark)
        return FOUND_NOTHING;
    int key = p[i] == '~' ? key_of_number(number[0]) : key_of_letter(p[i]);
    return key == K_NONE ? FOUND_NOTHING : key_found(out, key);
}

/* "ESC O letter": the keypad types what is on it. */
static enum found keypad(char letter, struct event *out)
{
    static const char typed[] = "*+,-./0123456789"; /* of the letters j to y */
    int key = letter == 'M'                    ? K_ENTER
              : letter == 'X'                  ? '='
              : letter >= 'j' && letter <= 'y' ? typed[letter - 'j']
                                               : key_of_letter(letter);

    return key == K_NONE ? FOUND_NOTHING : key_found(out, key);
}

/* A sequence of the terminal's own; FOUND_NOTHING with *used 0 when it is none of them. */
static enum found described(const struct input *in, const char *p, size_t length, size_t *used,
                            struct event *out)
{
    bool begun = false;
    size_t best = 0;

    for (size_t i = 0; i < in->sequences; i++) {
        size_t n = in->sequence[i].length;
        if (n <= length && memcmp(in->sequence[i].bytes, p, n) == 0 && n > best) {
            best = n;
            key_found(out, in->sequence[i].key);
        } else if (n > length && memcmp(in->sequence[i].bytes, p, length) == 0) {
            begun = true;
        }
    }
    *used = best;
    return best ? FOUND_EVENT : begun ? FOUND_MORE : FOUND_NOTHING;
}

/* An answer of the terminal ("ESC ] … BEL", "ESC P … ESC \"): its length, or 0. */
static size_t answer_length(const char *p, size_t length)
{
    if (length < 3 || !strchr("]P_^", p[1]))
        return 0;
    for (size_t i = 2; i < length; i++) {
        if (p[i] == '\a')
            return i + 1;
        if (p[i] == '\033')
            return i + 1 < length && p[i + 1] == '\\' ? i + 2 : 0;
    }
    return 0;
}

static enum found escape(struct input *in, const char *p, size_t length, size_t *used,
                         struct event *out)
{
    if (length == 1)
        return FOUND_MORE;
    if (length >= sizeof paste_begins - 1 &&
        memcmp(p, paste_begins, sizeof paste_begins - 1) == 0) {
        *used = sizeof paste_begins - 1;
        in->pasting = true;
        buf_clear(&in->paste);
        return FOUND_NOTHING;
    }
    enum found known = described(in, p, length, used, out);
    if (known != FOUND_NOTHING)
        return known;
    if (p[1] == '[') {
        enum found f = control(in, p + 1, length - 1, used, out);
        ++*used;
        return f;
    }
    if (p[1] == 'O') {
        *used = 3;
        return length < 3 ? FOUND_MORE : keypad(p[2], out);
    }
    *used = answer_length(p, length);
    if (*used)
        return FOUND_NOTHING;
    if (p[1] >= '0' && p[1] <= '9') {
        *used = 2;
        return key_found(out, p[1] == '0' ? K_F1 + 9 : K_F1 + p[1] - '1');
    }
    *used = 1;
    return key_found(out, K_ESC);
}

static enum found plain(const char *p, size_t length, bool all_there, size_t *used,
                        struct event *out)
{
    unsigned char first = (unsigned char)p[0];

    *used = 1;
    if (first == 0x7F || first == '\b')
        return key_found(out, K_BACKSPACE);
    if (first == '\r' || first == '\n')
        return key_found(out, K_ENTER);
    if (first == '\t')
        return key_found(out, K_TAB);
    if (first < 0x20)
        return first >= 1 && first <= 26 ? key_found(out, first) : FOUND_NOTHING;
    if (first < 0x80)
        return key_found(out, first);
    size_t needs = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (needs > length && !all_there)
        return FOUND_MORE;
    size_t at = 0;
    int32_t point = text_next(p, length, &at);
    *used = at;
    if ((point == 0xFFFD && at == 1) || !key_is_text((int)point))
        return FOUND_NOTHING;
    return key_found(out, (int)point);
}

/* What stands at the front; *used are the bytes it takes. */
static enum found front(struct input *in, bool all_there, size_t *used, struct event *out)
{
    size_t length = in->bytes.length - in->at;

    *used = 0;
    if (!length)
        return FOUND_MORE;
    const char *p = in->bytes.text + in->at;
    if (*p != '\033')
        return plain(p, length, all_there, used, out);
    enum found f = escape(in, p, length, used, out);
    if (f == FOUND_MORE && all_there) { /* nothing follows: it was the key */
        *used = 1;
        return key_found(out, K_ESC);
    }
    return f;
}

/* --- pastes ------------------------------------------------------------------------------------
 */

static void paste_add(struct input *in, const char *text, size_t length)
{
    size_t room = PASTE_MOST - in->paste.length;

    for (size_t i = 0; i < length && i < room; i++)
        buf_char(&in->paste, text[i] ? text[i] : ' ');
}

static bool paste_told(struct input *in, struct event *out)
{
    in->pasting = false;
    *out = (struct event){.kind = EVENT_PASTE, .text = in->paste.text ? in->paste.text : ""};
    return true;
}

static bool paste_next(struct input *in, bool all_there, struct event *out)
{
    enum { END = sizeof paste_ends - 1 };
    const char *p = in->bytes.text ? in->bytes.text + in->at : "";
    size_t length = in->bytes.length - in->at;
    const char *end = length ? memmem(p, length, paste_ends, END) : NULL;

    if (end) {
        paste_add(in, p, (size_t)(end - p));
        in->at += (size_t)(end - p) + END;
        return paste_told(in, out);
    }
    /* All but what may be the beginning of the end. */
    size_t keep = length < END - 1 ? length : END - 1;
    while (keep && memcmp(p + length - keep, paste_ends, keep) != 0)
        keep--;
    if (all_there)
        keep = 0;
    paste_add(in, p, length - keep);
    in->at += length - keep;
    return all_there && paste_told(in, out);
}

/* --- from outside ------------------------------------------------------------------------------
 */

bool input_next(struct input *in, bool all_there, struct event *out)
{
    for (;;) {
        size_t used;
        if (in->pasting)
            return paste_next(in, all_there, out);
        enum found f = front(in, all_there, &used, out);
        if (f == FOUND_MORE)
            return false;
        in->at += used ? used : 1;
        if (f == FOUND_EVENT) {
            if (out->kind == EVENT_KEY)
                in->click_row = 0;
            return true;
        }
    }
}

int input_wait(const struct input *in)
{
    if (in->pasting)
        return PASTE_WAIT_MS;
    if (in->at == in->bytes.length)
        return -1;
    return in->esc_wait > 0 ? in->esc_wait : ESC_WAIT_MS;
}

bool input_take_stop(struct input *in)
{
    bool pasted = in->pasting;

    for (size_t i = in->at; i < in->bytes.length; i++) {
        const char *p = in->bytes.text + i;
        size_t left = in->bytes.length - i;
        if (left >= sizeof paste_begins - 1 &&
            memcmp(p, paste_begins, sizeof paste_begins - 1) == 0)
            pasted = true;
        if (left >= sizeof paste_ends - 1 && memcmp(p, paste_ends, sizeof paste_ends - 1) == 0)
            pasted = false;
        if (*p == K_CTRL('C') && !pasted) {
            memmove(in->bytes.text + i, p + 1, left); /* and the NUL */
            in->bytes.length--;
            return true;
        }
    }
    return false;
}

void input_forget(struct input *in)
{
    buf_clear(&in->bytes);
    buf_clear(&in->paste);
    in->at = 0;
    in->pasting = false;
    in->click_row = 0;
}

void input_release(struct input *in)
{
    buf_release(&in->bytes);
    buf_release(&in->paste);
    *in = (struct input){0};
}

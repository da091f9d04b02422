#include "tui/bindings.h"

#include "tui/key.h"

#include <string.h>

enum { NAME_SIZE = 24 };

static bool row_has(const struct binding *b, int key)
{
    const char *list = b->keys;

    for (int k; (k = key_next(&list)) != K_NONE;)
        if (k == key)
            return true;
    return false;
}

const struct binding *keymap_find(const struct keymap *m, int key)
{
    if (key == K_NONE)
        return NULL;
    for (size_t s = 0; s < SCOPES_MOST && m->scope[s]; s++)
        for (const struct binding *b = m->table; b->screen; b++)
            if (strcmp(b->screen, m->scope[s]) == 0 && row_has(b, key))
                return b;
    return NULL;
}

static bool reached(const struct keymap *m, const struct binding *b)
{
    const char *list = b->keys;

    for (int key; (key = key_next(&list)) != K_NONE;)
        if (keymap_find(m, key) == b)
            return true;
    return false;
}

static bool action_in(const struct binding *const *rows, size_t n, const char *action)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i]->action, action) == 0)
            return true;
    return false;
}

size_t keymap_rows(const struct keymap *m, const struct binding **out, size_t most)
{
    size_t n = 0;

    for (size_t s = 0; s < SCOPES_MOST && m->scope[s]; s++)
        for (const struct binding *b = m->table; b->screen && n < most; b++)
            if (strcmp(b->screen, m->scope[s]) == 0 && !action_in(out, n, b->action) &&
                reached(m, b))
                out[n++] = b;
    return n;
}

bool keymap_may(const struct keymap *m, const struct binding *b, struct fault *why)
{
    return !m->may || m->may(m->ctx, b, why);
}

int keymap_press(const struct keymap *m, const struct binding *b)
{
    const char *list = b->keys;

    for (int key; (key = key_next(&list)) != K_NONE;)
        if (keymap_find(m, key) == b)
            return key;
    return K_NONE;
}

const char *keymap_key(const struct keymap *m, const struct binding *b, char *buf, size_t size)
{
    int key = keymap_press(m, b);

    buf[0] = '\0';
    return key == K_NONE ? buf : key_word(key, buf, size);
}

void keymap_keys(const struct keymap *m, const char *action, struct buf *out)
{
    const char *gap = "";

    for (size_t s = 0; s < SCOPES_MOST && m->scope[s]; s++) {
        for (const struct binding *b = m->table; b->screen; b++) {
            const char *list = b->keys;
            if (strcmp(b->screen, m->scope[s]) != 0 || strcmp(b->action, action) != 0)
                continue;
            for (int key; (key = key_next(&list)) != K_NONE;) {
                char name[NAME_SIZE];
                if (keymap_find(m, key) != b)
                    continue;
                buf_printf(out, "%s%s", gap, key_word(key, name, sizeof name));
                gap = " ";
            }
        }
    }
}

/* --- the table itself --------------------------------------------------------------------------
 */

static bool key_twice(const struct binding *table, const struct binding *b, int key,
                      struct fault *why)
{
    char name[NAME_SIZE];

    for (const struct binding *o = table; o != b; o++)
        if (strcmp(o->screen, b->screen) == 0 && row_has(o, key))
            return !fail(why, FAULT_BUG, "keys", "%s: %s is bound to %s and to %s.", b->screen,
                         key_word(key, name, sizeof name), o->action, b->action);
    return false;
}

static bool row_check(const struct binding *table, const struct binding *b, struct fault *why)
{
    const char *list = b->keys;

    if (!b->keys || !b->action || !b->label || !b->help || !*b->label || !*b->help)
        return fail(why, FAULT_BUG, "bindings", "%s: a row lacks its words.", b->screen);
    do {
        int key = key_next(&list);
        if (key == K_NONE)
            return fail(why, FAULT_BUG, "keys", "%s %s: \"%s\" is no list of keys.", b->screen,
                        b->action, b->keys);
        if (key_twice(table, b, key, why))
            return false;
    } while (*list);
    return true;
}

bool bindings_check(const struct binding *table, struct fault *why)
{
    for (const struct binding *b = table; b->screen; b++)
        if (!row_check(table, b, why))
            return false;
    return true;
}

/* A name of a key as a macro argument of mdoc: what would be taken for punctuation is escaped. */
static void mdoc_key(const char *name, struct buf *out)
{
    buf_text(out, " \\&");
    for (; *name; name++) {
        if (*name == '\\')
            buf_text(out, "\\e");
        else if (*name == '"')
            buf_text(out, "\\(dq");
        else if (*name == '-' || *name == '\'')
            buf_printf(out, "\\%s", *name == '-' ? "-" : "(aq");
        else
            buf_char(out, *name);
    }
}

void bindings_mdoc(const struct binding *table, struct buf *out)
{
    for (const struct binding *first = table; first->screen; first++) {
        const struct binding *b = table;
        while (b != first && strcmp(b->screen, first->screen) != 0)
            b++;
        if (b != first) /* a place met before */
            continue;
        buf_printf(out, ".Ss Keys: %s\n.Bl -tag -width 18n -compact\n", first->screen);
        for (b = first; b->screen; b++) {
            const char *list = b->keys;
            if (strcmp(b->screen, first->screen) != 0)
                continue;
            buf_text(out, ".It Ic");
            for (int key; (key = key_next(&list)) != K_NONE;) {
                char name[NAME_SIZE];
                mdoc_key(key_word(key, name, sizeof name), out);
            }
            buf_printf(out, "\n%s.\n", b->help);
        }
        buf_text(out, ".El\n");
    }
}

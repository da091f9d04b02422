#include "core/exchange/mapping.h"

#include "core/base/text.h"

#include <stdio.h>
#include <string.h>

static bool bad(const struct node *n, struct faults *all, const char *text, const char *more)
{
    struct fault why = {0};

    fail_at(&why, n->file, n->line, n->column, n->key ? n->key : "", "%s%s", text, more);
    faults_take(all, &why);
    return false;
}

/* One of some words, for a key of the map itself. */
static bool read_word(const struct node *n, const char *const *words, size_t *which,
                      const char *wanted, struct faults *all)
{
    char text[160], more[240];

    if (n->kind == NODE_SCALAR)
        for (*which = 0; words[*which]; ++*which)
            if (strcmp(words[*which], n->text) == 0)
                return true;
    text_quote(n->text ? n->text : "", n->text ? n->length : 0, 40, text, sizeof text);
    snprintf(more, sizeof more, "%s, not %s.", wanted,
             n->kind == NODE_SCALAR ? text : "a list or a group");
    return bad(n, all, "This must be ", more);
}

/* A map whose every value is one scalar, not empty where `named` (the name of a column). */
static bool read_pairs(const struct node *map, bool named, const char *shape, struct faults *all)
{
    bool good = true;

    if (map->kind != NODE_MAP)
        return bad(map, all, "This must be ", shape);
    for (const struct node *n = map->first; n; n = n->next) {
        if (n->kind != NODE_SCALAR)
            good = bad(n, all, "One value belongs here: this must be ", shape);
        else if (named && strspn(n->text, " ") == n->length)
            good = bad(n, all, "The name of a column of the file belongs here.", "");
    }
    return good;
}

static bool read_values(const struct node *map, struct faults *all)
{
    static const char shape[] = "{our column: {their value: our value}}.";
    bool good = true;

    if (map->kind != NODE_MAP)
        return bad(map, all, "This must be ", shape);
    for (const struct node *n = map->first; n; n = n->next)
        good = read_pairs(n, false, shape, all) && good;
    return good;
}

static bool read_encoding(const struct node *n, struct mapping *out, struct faults *all)
{
    static const char *const words[] = {"utf-8", "windows-1252", "UTF-8", NULL};
    size_t which;

    if (!read_word(n, words, &which, "utf-8 or windows-1252", all))
        return false;
    out->cp1252 = which == 1;
    return true;
}

static bool read_date(const struct node *n, struct mapping *out, struct faults *all)
{
    static const char *const words[] = {"iso", "dmy", NULL};
    size_t which;

    if (!read_word(n, words, &which, "iso or dmy", all))
        return false;
    out->dates_dmy = which == 1;
    return true;
}

static bool read_delimiter(const struct node *n, struct mapping *out, struct faults *all)
{
    static const char *const words[] = {",", ";", "|", "tab", "\t", NULL};
    size_t which;

    if (!read_word(n, words, &which, "\",\", \";\", \"|\" or tab", all))
        return false;
    out->delimiter = ",;|\t\t"[which];
    return true;
}

static bool read_columns(const struct node *n, struct mapping *out, struct faults *all)
{
    out->columns = n;
    return read_pairs(n, true, "{our column: their column}.", all);
}

static bool read_constants(const struct node *n, struct mapping *out, struct faults *all)
{
    out->constants = n;
    return n->kind == NODE_MAP || bad(n, all, "This must be ", "{our column: value}.");
}

static bool read_replacements(const struct node *n, struct mapping *out, struct faults *all)
{
    out->values = n;
    return read_values(n, all);
}

static const struct {
    const char *key;
    bool (*read)(const struct node *, struct mapping *, struct faults *);
} KEYS[] = {
    {"encoding", read_encoding}, {"date", read_date},           {"delimiter", read_delimiter},
    {"columns", read_columns},   {"constants", read_constants}, {"values", read_replacements},
};
enum { KEY_COUNT = sizeof KEYS / sizeof *KEYS };

static bool read_key(const struct node *n, struct mapping *out, struct faults *all)
{
    const char *names[KEY_COUNT];
    char quote[128];
    struct fault why = {0};

    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (n->key && strcmp(n->key, KEYS[i].key) == 0)
            return KEYS[i].read(n, out, all);
        names[i] = KEYS[i].key;
    }
    const char *key = n->key ? n->key : "", *near = text_nearest(key, names, KEY_COUNT);
    text_quote(key, strlen(key), 40, quote, sizeof quote);
    fail_at(&why, n->file, n->line, n->column, "",
            "A map of columns has no key %s; %s%s it has encoding, date, delimiter, columns, "
            "constants and values.",
            quote, near ? near : "", near ? " is near, and" : "");
    faults_take(all, &why);
    return false;
}

bool mapping_read(const struct node *map, struct mapping *out, struct faults *all)
{
    bool good = true;

    *out = (struct mapping){0};
    if (map->kind != NODE_MAP)
        return bad(map, all, "A map of columns must be ",
                   "keys and values, such as columns: {ref: Person ID}.");
    for (const struct node *n = map->first; n; n = n->next)
        good = read_key(n, out, all) && good;
    const struct node *taken = out->constants && out->constants->kind == NODE_MAP && out->columns &&
                                       out->columns->kind == NODE_MAP
                                   ? out->constants->first
                                   : NULL;
    for (; taken; taken = taken->next)
        if (node_child(out->columns, taken->key))
            good = bad(taken, all, "This column is under columns as well; ",
                       "fill it from the file or with a constant.");
    return good;
}

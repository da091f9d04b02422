/* view_sql.c - statements composed out of constants, with every value bound
 *
 * A view's SQL names its values (:today, :person …); SQLite numbers them.  Here each name becomes
 * ?N and its value goes to place N, so the store binds by number alone.  The few texts that come of
 * it are kept for the life of the process: the store prepares each text once.
 */
#include "core/views/view_inside.h"

#include "core/base/text.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- texts that stay ------------------------------------------------------------------------- */

struct kept {
    struct kept *next;
    uint64_t hash;
    size_t length;
    char text[];
};
enum { KEPT_CHAINS = 256 };
static struct kept *kept[KEPT_CHAINS];

static const char *keep(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    struct kept **chain = &kept[hash % KEPT_CHAINS];
    for (struct kept *k = *chain; k; k = k->next)
        if (k->hash == hash && k->length == length && memcmp(k->text, text, length) == 0)
            return k->text;
    struct kept *k = malloc(sizeof *k + length + 1);
    if (!k)
        return NULL;
    memcpy(k->text, text, length);
    k->text[length] = '\0';
    k->length = length;
    k->hash = hash;
    k->next = *chain;
    *chain = k;
    return k->text;
}

/* --- pieces ---------------------------------------------------------------------------------- */

void compose_text(struct composing *c, const char *constant)
{
    buf_text(&c->text, constant);
}

void compose_bind(struct composing *c, struct arg value)
{
    if (c->args == VIEW_ARGS_MOST) {
        c->over = true;
        return;
    }
    c->arg[c->args++] = value;
    buf_char(&c->text, '?');
    buf_number(&c->text, (int64_t)c->args);
}

/* Quoted, since a column may be called `from`; with its table's name it is never taken for text. */
void compose_column(struct composing *c, const struct field *f)
{
    buf_text(&c->text, "v.\"");
    buf_text(&c->text, f->name);
    buf_char(&c->text, '"');
}

struct arg value_of(const struct field *f, const void *record)
{
    const char *at = (const char *)record + f->offset;

    if (f->type == FIELD_TEXT)
        return TEXT(*(const char *const *)(const void *)at);
    int64_t number = *(const int64_t *)(const void *)at;
    if (f->type == FIELD_ENUM)
        return TEXT(number == ABSENT ? NULL : f->words[number].code);
    return INT(number);
}

/* --- the names in a view's SQL ---------------------------------------------------------------- */

/* `"gra"* "oka"*`: each word by its beginning, as FTS5 reads it; folding left nothing that it would
 * read otherwise. */
static const char *search_phrase(struct composing *c)
{
    char folded[512];
    const char *word[VIEW_WORDS_MOST];
    struct buf b = {0};

    size_t count = c->ask->search ? search_words(c->ask->search, folded, sizeof folded, word) : 0;
    for (size_t i = 0; i < count; i++) {
        buf_text(&b, i ? " \"" : "\"");
        buf_text(&b, word[i]);
        buf_text(&b, "\"*");
    }
    const char *out = count && !b.failed ? arena_copy(c->arena, b.text, b.length) : NULL;
    buf_release(&b);
    return out;
}

static const char *search_folded(struct composing *c)
{
    char folded[512];

    if (!c->ask->search)
        return NULL;
    text_fold(c->ask->search, folded, sizeof folded);
    return arena_text(c->arena, folded);
}

bool withheld(const struct session *s, const struct field *f)
{
    return f->flags & FIELD_PERSONAL && !(session_acting(s) & SEES_PEOPLE);
}

static bool named_value(struct composing *c, const char *name, size_t length, struct arg *out)
{
    const struct session *s = c->s;
    date_t as_at = date_given(c->ask->as_at) ? c->ask->as_at : s->today;
    const struct {
        const char *name;
        struct arg value;
    } known[] = {
        {"today", INT(s->today.day)},
        {"now", INT(s->now.minute)},
        /* A record that was opened for some hours is not open again by setting the clock back. */
        {"glass", INT(s->overridden && !s->practice ? INT64_MAX : s->now.minute)},
        {"me", INT(s->staff_id)},
        {"roles", INT(session_acting(s))},
        {"body", TEXT(s->body)},
        {"few", INT(s->few)},
        {"as_at", INT(as_at.day)},
        {"known_at", INT(c->ask->known_at == ABSENT ? INT64_MAX : c->ask->known_at)},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == length && memcmp(known[i].name, name, length) == 0) {
            *out = known[i].value;
            return true;
        }
    if (length == 6 && memcmp(name, "search", 6) == 0) {
        *out = TEXT(search_phrase(c));
        return true;
    }
    if (length == 5 && memcmp(name, "typed", 5) == 0) {
        *out = TEXT(search_folded(c));
        return true;
    }
    for (size_t i = 0; c->v->params && i < c->v->params->count; i++) {
        const struct field *f = &c->v->params->field[i];
        if (strlen(f->name) == length && memcmp(f->name, name, length) == 0) {
            *out = c->ask->params ? value_of(f, c->ask->params)
                                  : (struct arg){.kind = ARG_INT, .number = ABSENT};
            return true;
        }
    }
    return false;
}

static bool add_name(struct composing *c, const char *name, size_t length, struct fault *why)
{
    struct arg value = {0};

    for (size_t i = 0; i < c->names; i++)
        if (c->named[i].length == length && memcmp(c->named[i].name, name, length) == 0) {
            buf_char(&c->text, '?');
            buf_number(&c->text, (int64_t)c->named[i].number);
            return true;
        }
    if (c->names == VIEW_NAMES_MOST || !named_value(c, name, length, &value))
        return fail(why, FAULT_BUG, "", "The view %s names a value :%.*s that it does not have.",
                    c->v->name, (int)length, name);
    compose_bind(c, value);
    c->named[c->names].name = name;
    c->named[c->names].length = length;
    c->named[c->names++].number = c->args;
    return true;
}

static size_t name_length(const char *at)
{
    size_t n = 0;

    while (isalnum((unsigned char)at[n]) || at[n] == '_')
        n++;
    return n;
}

/* The end of a text in quotes or of a comment that begins at `at`; `at` itself when none does. */
static const char *past_quoted(const char *at)
{
    if (*at == '\'' || *at == '"') {
        const char *end = strchr(at + 1, *at);
        return end ? end + 1 : at + strlen(at);
    }
    if (at[0] == '-' && at[1] == '-')
        return at + strcspn(at, "\n");
    return at;
}

bool compose_named(struct composing *c, const char *sql, struct fault *why)
{
    for (const char *at = sql; *at;) {
        const char *end = past_quoted(at);
        if (end != at) {
            buf_add(&c->text, at, (size_t)(end - at));
            at = end;
            continue;
        }
        size_t length = *at == ':' ? name_length(at + 1) : 0;
        if (length && !add_name(c, at + 1, length, why))
            return false;
        if (!length)
            buf_char(&c->text, *at);
        at += 1 + length;
    }
    return true;
}

bool compose_view(struct composing *c, struct fault *why)
{
    char folded[512];
    const char *word[VIEW_WORDS_MOST];
    bool searched = c->v->search_sql && c->ask->search &&
                    search_words(c->ask->search, folded, sizeof folded, word) > 0;

    const char *sql = !searched                           ? c->v->sql
                      : c->s->few && c->v->search_few_sql ? c->v->search_few_sql
                                                          : c->v->search_sql;

    if (c->s->body && c->v->own_sql)
        sql = c->v->own_sql;
    compose_text(c, "WITH v(");
    for (size_t i = 0; i < c->v->columns->count; i++) {
        compose_text(c, i ? ", \"" : "\"");
        compose_text(c, c->v->columns->field[i].name);
        compose_text(c, "\"");
    }
    compose_text(c, ") AS NOT MATERIALIZED (");
    if (!compose_named(c, sql, why))
        return false;
    compose_text(c, ") ");
    return true;
}

const char *compose_done(struct composing *c, struct fault *why)
{
    const char *text = NULL;

    if (c->over)
        fail(why, FAULT_INPUT, "", "There are more conditions than a list takes: use fewer.");
    else if (c->text.failed || !(text = keep(c->text.text, c->text.length)))
        fault_memory(why);
    buf_release(&c->text);
    return text;
}

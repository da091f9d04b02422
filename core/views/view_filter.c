/* view_filter.c - conditions on a view's columns, each by its column's field */
#include "core/views/view_inside.h"

#include "core/base/text.h"

#include <string.h>

static void begin(struct composing *c, bool *any)
{
    compose_text(c, *any ? " AND " : " WHERE ");
    *any = true;
}

size_t search_words(const char *typed, char *to, size_t size, const char *word[VIEW_WORDS_MOST])
{
    size_t length = text_fold(typed, to, size), count = 0;

    for (size_t i = 0; i < length && count < VIEW_WORDS_MOST; count++) {
        word[count] = to + i;
        while (i < length && to[i] != ' ')
            i++;
        to[i++] = '\0';
    }
    return count;
}

/* --- words of an enumeration: a list of those that fit ---------------------------------------- */

static bool shown_holds(const struct word *w, const char *folded)
{
    char key[200];

    text_fold(w->shown ? w->shown : w->code, key, sizeof key);
    if (strstr(key, folded))
        return true;
    text_fold(w->code, key, sizeof key);
    return strstr(key, folded) != NULL;
}

/* The codes before (or after) `index`, or whose words hold `folded`: v.x IN (?1, ?2). */
static void enum_among(struct composing *c, const struct field *f, enum view_test test,
                       int64_t index, const char *folded)
{
    size_t n = 0;

    compose_column(c, f);
    compose_text(c, " IN (");
    for (int64_t i = 0; f->words[i].code; i++) {
        bool fits = test == TEST_UNDER  ? i < index
                    : test == TEST_OVER ? i > index
                                        : shown_holds(&f->words[i], folded);
        if (!fits)
            continue;
        compose_text(c, n++ ? ", " : "");
        compose_bind(c, TEXT(f->words[i].code));
    }
    compose_text(c, ")");
}

/* --- one filter ------------------------------------------------------------------------------ */

static bool holds(struct composing *c, const struct field *f, const char *value, struct fault *why)
{
    char folded[400];

    text_fold(value, folded, sizeof folded);
    if (f->type == FIELD_ENUM) {
        enum_among(c, f, TEST_HOLDS, 0, folded);
        return true;
    }
    if (f->type != FIELD_TEXT)
        return fail(why, FAULT_INPUT, f->name,
                    "%s is not text, so it holds no words: use =, < or > instead of ~.", f->name);
    /* What folds to nothing (%, _) is looked for as it stands. */
    char *copy = arena_text(c->arena, folded[0] ? folded : value);
    if (!copy)
        return fault_memory(why);
    compose_text(c, folded[0] ? "instr(fold(" : "instr((");
    compose_column(c, f);
    compose_text(c, "), ");
    compose_bind(c, TEXT(copy));
    compose_text(c, ") > 0");
    return true;
}

static bool compare(struct composing *c, const struct field *f, enum view_test test,
                    struct arg value)
{
    static const char *const sign[] = {
        [TEST_IS] = " IS ", [TEST_NOT] = " IS NOT ", [TEST_UNDER] = " < ", [TEST_OVER] = " > "};

    compose_column(c, f);
    compose_text(c, sign[test]);
    compose_bind(c, value);
    return true;
}

/* The rows among which those of this value are, when the present is looked at. */
static bool narrow(struct composing *c, const struct field *f, struct arg value, struct fault *why)
{
    const struct view_narrow *n = c->v->narrow;

    if (date_given(c->ask->as_at) || c->ask->known_at != ABSENT)
        return true;
    for (; n && n->column; n++) {
        if (strcmp(n->column, f->name) != 0 ||
            (n->code && (!value.text || strcmp(n->code, value.text) != 0)))
            continue;
        compose_text(c, " AND ");
        compose_column(c, &c->v->columns->field[0]);
        compose_text(c, " IN (");
        if (!compose_named(c, n->ids, why))
            return false;
        if (!n->code)
            compose_bind(c, value);
        compose_text(c, ")");
    }
    return true;
}

static bool one_filter(struct composing *c, const struct view_filter *w, struct fault *why)
{
    const struct field *column;
    const char *text = w->value ? w->value : "";
    const struct reading how = {.style = c->ask->style == STYLE_SHOWN ? STYLE_TYPED : c->ask->style,
                                .today = c->s->today,
                                .now = c->s->now,
                                .kind = "column"};
    int64_t value = 0; /* every scalar is 8 bytes wide */

    if (!view_column(c->v, w->column, &column, why))
        return false;
    if (w->test == TEST_HOLDS)
        return holds(c, column, text, why);
    struct field f = *column;
    f.offset = 0;
    f.flags |= FIELD_OPTIONAL;
    if (f.type == FIELD_LIST || f.type == FIELD_RECORD)
        return fail(why, FAULT_INPUT, f.name, "%s cannot be filtered.", f.name);
    if (f.type != FIELD_TEXT)
        value = ABSENT;
    if (!field_parse(&f, text, strlen(text), &how, &value, c->arena, why))
        return false;
    bool given = field_given(&f, &value);
    if (!given && (w->test == TEST_UNDER || w->test == TEST_OVER))
        return fail(why, FAULT_INPUT, f.name, "Say what %s is to be compared with.", f.name);
    if (f.type == FIELD_ENUM && (w->test == TEST_UNDER || w->test == TEST_OVER))
        enum_among(c, &f, w->test, value, "");
    else
        compare(c, &f, w->test, value_of(&f, &value));
    return w->test != TEST_IS || !given || narrow(c, &f, value_of(&f, &value), why);
}

/* --- a search, where the view has no SQL of its own for it ------------------------------------ */

static bool is_searched(const struct session *s, const struct field *f)
{
    return f->type == FIELD_TEXT && !(f->flags & FIELD_KEY) && !withheld(s, f);
}

/* Every word in one of the texts. */
static bool search(struct composing *c, bool *any, struct fault *why)
{
    char folded[512];
    const char *word[VIEW_WORDS_MOST];
    size_t count = search_words(c->ask->search, folded, sizeof folded, word);

    for (size_t i = 0; i < count; i++) {
        bool first = true;
        char *copy = arena_text(c->arena, word[i]);
        if (!copy)
            return fault_memory(why);
        begin(c, any);
        compose_text(c, "(");
        for (size_t k = 0; k < c->v->columns->count; k++) {
            const struct field *f = &c->v->columns->field[k];
            if (!is_searched(c->s, f))
                continue;
            compose_text(c, first ? "instr(fold(" : " OR instr(fold(");
            compose_column(c, f);
            compose_text(c, "), ");
            compose_bind(c, TEXT(copy));
            compose_text(c, ") > 0");
            first = false;
        }
        compose_text(c, first ? "1)" : ")");
    }
    return true;
}

/* Nobody is called %: marks alone find nothing, where nothing typed finds everything. */
static bool only_marks(const char *typed)
{
    char folded[512];

    return typed[strspn(typed, " \t\n")] && text_fold(typed, folded, sizeof folded) == 0;
}

/* At an earlier time what was recorded since is not there. */
static void recorded_by_then(struct composing *c, bool *any)
{
    if (c->ask->known_at == ABSENT || !c->v->recorded)
        return;
    begin(c, any);
    compose_text(c, "EXISTS (SELECT 1 FROM change w WHERE w.kind = 'add' AND w.table_name = ");
    compose_bind(c, TEXT(c->v->recorded));
    compose_text(c, " AND w.row_id = ");
    compose_column(c, &c->v->columns->field[0]);
    compose_text(c, " AND w.tx <= ");
    compose_bind(c, INT(c->ask->known_at));
    compose_text(c, ")");
}

bool compose_filters(struct composing *c, bool *any, struct fault *why)
{
    *any = false;
    if (!compose_scope(c, any, why))
        return false;
    recorded_by_then(c, any);
    if (c->ask->filters > VIEW_FILTERS_MOST)
        return fail(why, FAULT_INPUT, "", "A list takes at most %d conditions.", VIEW_FILTERS_MOST);
    for (size_t i = 0; i < c->ask->filters; i++) {
        begin(c, any);
        if (!one_filter(c, &c->ask->filter[i], why))
            return false;
    }
    if (c->ask->search && only_marks(c->ask->search)) {
        begin(c, any);
        compose_text(c, "0");
    }
    return !c->ask->search || c->v->search_sql || search(c, any, why);
}

#include "cli/story.h"

#include "core/ops/counter.h"

#include <string.h>

/* Keys whose value is a map or a list of their own shape; the others are scalars of these tables. */
static const char *const free_keys[] = {"with",  "refused", "denied", "bad",    "notes",
                                        "where", "expect",  "facts",  "values", "reasons",
                                        "given", "steps",   NULL};

struct story_row {
    const char *story, *source, *config, *today;
};
static const struct field story_rows[] = {
    {FIELD(struct story_row, story, FIELD_TEXT), .min = 1, .max = 200},
    {FIELD(struct story_row, source, FIELD_TEXT), .min = 1, .max = 1000},
    {FIELD(struct story_row, config, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 60},
    {FIELD(struct story_row, today, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20},
};
static const struct fields story_fields = FIELDS("story", story_rows, struct story_row);

struct step_row {
    const char *on, *as, *op, *see, *rule, *outcome, *says;
    int64_t role, stale, check;
    date_t as_at;
};
#define OPTIONAL_TEXT(name_, member_, most)                                                        \
    {                                                                                              \
        .name = (name_), .type = FIELD_TEXT, .flags = FIELD_OPTIONAL,                              \
        .offset = offsetof(struct step_row, member_), .max = (most)                                \
    }
static const struct field step_rows[] = {
    OPTIONAL_TEXT("on", on, 20),
    OPTIONAL_TEXT("as", as, 32),
    {FIELD(struct step_row, role, FIELD_ENUM), .flags = FIELD_OPTIONAL, .words = role_words},
    OPTIONAL_TEXT("do", op, 60),
    {FIELD(struct step_row, stale, FIELD_BOOL), .flags = FIELD_OPTIONAL},
    OPTIONAL_TEXT("says", says, 500),
    OPTIONAL_TEXT("see", see, 60),
    {FIELD(struct step_row, as_at, FIELD_DATE), .flags = FIELD_OPTIONAL},
    OPTIONAL_TEXT("rule", rule, 60),
    OPTIONAL_TEXT("outcome", outcome, 60),
    {FIELD(struct step_row, check, FIELD_BOOL), .flags = FIELD_OPTIONAL},
};
static const struct fields step_fields = FIELDS("step", step_rows, struct step_row);

static const struct reading how = {.style = STYLE_FILE, .kind = "key"};

static bool bad(const struct node *at, struct faults *all, const char *text)
{
    struct fault why = {0};

    fail_at(&why, at->file, at->line, at->column, "", "%s", text);
    faults_take(all, &why);
    return false;
}

static bool no_memory(struct faults *all)
{
    struct fault why = {0};

    fault_memory(&why);
    faults_take(all, &why);
    return false;
}

static bool is_free(const char *key)
{
    for (const char *const *k = free_keys; *k; k++)
        if (key && strcmp(*k, key) == 0)
            return true;
    return false;
}

/* The map without what has a shape of its own. */
static const struct node *scalars(const struct node *map, struct arena *a)
{
    struct node *out = node_new(a, NODE_MAP);

    if (!out)
        return NULL;
    out->file = map->file;
    out->line = map->line;
    out->column = map->column;
    for (const struct node *n = map->first; n; n = n->next) {
        if (is_free(n->key))
            continue;
        struct node *copy = arena_take(a, sizeof *copy);
        if (!copy)
            return NULL;
        *copy = *n;
        copy->next = NULL;
        node_append(out, copy);
    }
    return out;
}

static bool read_scalars(const struct fields *t, const struct node *map, void *record,
                         struct arena *a, struct faults *all)
{
    const struct node *own;

    if (map->kind != NODE_MAP)
        return bad(map, all, "A map of keys is wanted here.");
    own = scalars(map, a);
    if (!own)
        return no_memory(all);
    return fields_read(t, own, &how, record, a, all);
}

/* The child of a kind, or NULL; another kind is a fault. */
static const struct node *child(const struct node *map, const char *key, enum node_kind kind,
                                struct faults *all)
{
    const struct node *n = node_child(map, key);

    if (n && n->kind != kind)
        bad(n, all,
            kind == NODE_MAP ? "A map is wanted here, such as {person: P1}."
                             : "A list is wanted here, such as [B5, B7].");
    return n;
}

/* A list of plain words. */
static const struct node *words(const struct node *map, const char *key, struct faults *all)
{
    const struct node *n = child(map, key, NODE_LIST, all);

    for (const struct node *w = n && n->kind == NODE_LIST ? n->first : NULL; w; w = w->next)
        if (w->kind != NODE_SCALAR)
            bad(w, all, "A list of words is wanted here, such as [B5, B7].");
    return n;
}

static bool moment(const char *text, const struct node *at, datetime_t *out, struct faults *all)
{
    date_t day;

    *out = DATETIME_NONE;
    if (!text || datetime_parse_iso(text, out))
        return true;
    if (!date_parse_iso(text, &day))
        return bad(at, all, "A day is written 2016-11-14, a minute 2016-11-14T10:00.");
    *out = datetime_make(day, 9 * 60);
    return true;
}

static bool fits(const struct step *s, bool given, struct faults *all)
{
    if (given && (s->kind != STEP_DO || s->refused || s->denied || s->bad || s->stale))
        return bad(s->at, all, "What is given is done, and must succeed: do, as, on, with.");
    if ((s->refused != NULL) + (s->denied != NULL) + (s->bad != NULL) + s->stale > 1)
        return bad(s->at, all, "A step expects one of refused, denied, bad and stale.");
    if (s->kind != STEP_DO &&
        (s->with || s->refused || s->denied || s->stale || s->notes || s->says))
        return bad(s->at, all, "With, refused, denied, stale, notes and says belong to a do.");
    if (s->kind == STEP_SEE ? !s->expect : s->where != NULL || s->expect != NULL)
        return bad(s->at, all,
                   "A see needs expect, a list of rows; where and expect belong to it.");
    if (s->kind == STEP_RULE ? !s->facts || (!s->outcome && !s->bad)
                             : s->facts || s->values || s->outcome || s->reasons)
        return bad(s->at, all, "A rule needs facts and outcome; they and values belong to it.");
    return true;
}

static bool read_step(const struct node *n, bool given, struct step *s, struct arena *a,
                      struct faults *all)
{
    struct step_row row;
    size_t before = all->count;

    if (!read_scalars(&step_fields, n, &row, a, all))
        return false;
    *s = (struct step){.at = n,
                       .as = row.as,
                       .role = row.role,
                       .op = row.op,
                       .with = child(n, "with", NODE_MAP, all),
                       .refused = words(n, "refused", all),
                       .denied = words(n, "denied", all),
                       .bad = words(n, "bad", all),
                       .notes = words(n, "notes", all),
                       .stale = row.stale == 1,
                       .says = row.says,
                       .see = row.see,
                       .as_at = row.as_at,
                       .where = child(n, "where", NODE_MAP, all),
                       .expect = child(n, "expect", NODE_LIST, all),
                       .rule = row.rule,
                       .outcome = row.outcome,
                       .facts = child(n, "facts", NODE_MAP, all),
                       .values = child(n, "values", NODE_MAP, all),
                       .reasons = words(n, "reasons", all)};
    if ((row.op != NULL) + (row.see != NULL) + (row.rule != NULL) + (row.check == 1) != 1)
        return bad(n, all, "A step is one of do, see, rule and check: true.");
    s->kind = row.op ? STEP_DO : row.see ? STEP_SEE : row.rule ? STEP_RULE : STEP_CHECK;
    return moment(row.on, n, &s->on, all) && fits(s, given, all) && all->count == before;
}

static bool read_steps(const struct node *map, const char *key, bool given, struct step **out,
                       size_t *count, struct arena *a, struct faults *all)
{
    const struct node *list = child(map, key, NODE_LIST, all);

    if (!list || list->kind != NODE_LIST)
        return true;
    *out = arena_take_array(a, list->count + 1, sizeof **out);
    if (!*out)
        return no_memory(all);
    for (const struct node *n = list->first; n; n = n->next)
        if (read_step(n, given, &(*out)[*count], a, all))
            ++*count;
    return true;
}

bool story_read(const struct node *map, struct story *out, struct arena *a, struct faults *all)
{
    struct story_row row = {0};
    size_t before = all->count;

    *out = (struct story){.now = DATETIME_NONE};
    if (map->kind != NODE_MAP)
        return bad(map, all, "A story is a map: story, source, today, given, steps.");
    if (read_scalars(&story_fields, map, &row, a, all)) {
        out->name = row.story;
        out->source = row.source;
        out->config = row.config;
        if (!moment(row.today, map, &out->now, all))
            return false;
    }
    if (!read_steps(map, "given", true, &out->given, &out->givens, a, all) ||
        !read_steps(map, "steps", false, &out->step, &out->steps, a, all))
        return false;
    if (!out->steps && all->count == before)
        bad(map, all, "A story has steps: what is done and what is then to be seen.");
    return all->count == before;
}

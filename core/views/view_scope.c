/* view_scope.c - rows about the people of one body alone
 *
 * Speed     Where the body has few people they are looked up, by index, and the rows are theirs; else
 *           the view is walked as for everybody, and each row asks the indexes of its person.
 */
#include "core/views/view_inside.h"

#include "core/store/scope.h"

#include <string.h>

/* How a column, or else a parameter, leads to the person, the surest first: through `o`. */
static const struct {
    const char *name;
    enum field_type type;
    const char *from, *own, *few;
} ways[] = {
#define PERSON_BY(column)                                                                          \
    "person o WHERE o." column " = ", SCOPE_OWN("o.id"), "o.id IN (" SCOPE_PEOPLE(" UNION ") ")"
#define OF_PERSON(table, column)                                                                   \
    table " o WHERE o." column " = ", SCOPE_OWN("o.person_id"),                                    \
        "o.person_id IN (" SCOPE_PEOPLE(" UNION ") ")"
    {"person_id", FIELD_INT, PERSON_BY("id")},
    {"person", FIELD_TEXT, PERSON_BY("ref")},
    {"person", FIELD_INT, PERSON_BY("id")},
    {"package_id", FIELD_INT, OF_PERSON("package", "id")},
    {"package", FIELD_TEXT, OF_PERSON("package", "ref")},
    {"package", FIELD_INT, OF_PERSON("package", "id")},
    {"line_id", FIELD_INT, OF_PERSON("line", "id")},
    {"offer_id", FIELD_INT, OF_PERSON("offer", "id")},
    {"offer", FIELD_TEXT, OF_PERSON("offer", "ref")},
    {"proposal", FIELD_INT, OF_PERSON("proposal", "id")},
};
enum { WAYS = sizeof ways / sizeof *ways, RECORD = 0 /* the person's own id */ };

static bool is_one_of(const char *name, const char *const *list)
{
    for (; name && *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

/* Does every row name somebody?  Then those of few people are found by them. */
static bool always_named(const struct view *v)
{
    static const char *const kinds[] = {"person", "package", "line", "offer", NULL};

    return v->flags & VIEW_PERSON && is_one_of(v->opens, kinds);
}

/* The column that is the id of a person: called so, or of a row that is one. */
static const struct field *id_column(const struct view *v)
{
    const struct field *own = fields_find(v->columns, "person_id");

    if (!own && v->opens && v->opens_by && strcmp(v->opens, "person") == 0 &&
        strcmp(v->opens_by, "ref") == 0)
        own = &v->columns->field[0];
    return own && own->type == FIELD_INT ? own : NULL;
}

static const struct field *found(const struct fields *t, size_t way)
{
    const struct field *f = t ? fields_find(t, ways[way].name) : NULL;

    return f && f->type == ways[way].type ? f : NULL;
}

bool is_scoped(const struct session *s, const struct view *v)
{
    bool any = id_column(v) != NULL;

    for (size_t i = 0; !any && i < WAYS; i++)
        any = found(v->columns, i) || found(v->params, i);
    return s->body && any;
}

/* The value that leads to the person: a column's, or a parameter's. */
static void value(struct composing *c, const struct field *f, bool column)
{
    if (column)
        compose_column(c, f);
    else
        compose_bind(c, c->ask->params ? value_of(f, c->ask->params) : INT(ABSENT));
}

static bool one_way(struct composing *c, size_t way, const struct field *f, bool column, bool *any,
                    struct fault *why)
{
    /* What a search index has found is little already. */
    bool found_few = c->v->search_sql && c->ask->search;
    bool look_up = c->s->few && !found_few;
    bool few = look_up && column && always_named(c->v);

    compose_text(c, *any ? " AND " : " WHERE ");
    *any = true;
    if (few && way == RECORD) {
        compose_column(c, f);
        return compose_named(c, " IN (" SCOPE_PEOPLE(" UNION ") ")", why);
    }
    compose_text(c, "(");
    value(c, f, column);
    compose_text(c, " IS NULL OR EXISTS (SELECT 1 FROM ");
    compose_text(c, ways[way].from);
    value(c, f, column);
    compose_text(c, " AND ");
    if (!compose_named(c, look_up ? ways[way].few : ways[way].own, why))
        return false;
    compose_text(c, "))");
    return true;
}

bool compose_scope(struct composing *c, bool *any, struct fault *why)
{
    const struct field *id = id_column(c->v);
    bool columns = false;

    if (!c->s->body)
        return true;
    if (id)
        return one_way(c, RECORD, id, true, any, why);
    for (size_t i = 0; i < WAYS; i++) {
        const struct field *f = found(c->v->columns, i);
        columns = columns || f;
        if (f && !one_way(c, i, f, true, any, why))
            return false;
    }
    for (size_t i = 0; !columns && i < WAYS; i++) {
        const struct field *f = found(c->v->params, i);
        if (f && !one_way(c, i, f, false, any, why))
            return false;
    }
    return true;
}

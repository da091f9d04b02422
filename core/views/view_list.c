/* view_list.c - the views by name, and what is asked of one */
#include "core/views/view.h"

#include "core/base/text.h"
#include "core/views/view_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- the table -------------------------------------------------------------------------------- */

enum { VIEWS_MOST = 256 };
static const struct view *sorted[VIEWS_MOST];
static size_t sorted_count;

static int by_name(const void *a, const void *b)
{
    const struct view *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static void sort_them(void)
{
    if (sorted_count)
        return;
    for (const struct view *const *const *subject = view_subjects; *subject; subject++)
        for (const struct view *const *v = *subject; *v; v++) {
            assert(sorted_count < VIEWS_MOST && "more views than the table holds");
            sorted[sorted_count++] = *v;
        }
    qsort(sorted, sorted_count, sizeof *sorted, by_name);
}

size_t view_count_all(void)
{
    sort_them();
    return sorted_count;
}

const struct view *view_at(size_t i)
{
    sort_them();
    return i < sorted_count ? sorted[i] : NULL;
}

const struct view *view_find(const char *name)
{
    const struct view key = {.name = name}, *wanted = &key;

    sort_them();
    const struct view *const *found =
        bsearch(&wanted, sorted, sorted_count, sizeof *sorted, by_name);
    return found ? *found : NULL;
}

/* --- parameters and conditions ---------------------------------------------------------------- */

static const struct fields no_params = {.name = "view"};

bool view_params(const struct view *v, const struct node *map, const struct reading *how,
                 void **params, struct arena *a, struct faults *all)
{
    const struct fields *f = v->params ? v->params : &no_params;
    struct fault why = {0};

    *params = arena_take(a, f->size ? f->size : 8);
    if (!*params) {
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    return fields_read(f, map, how, *params, a, all);
}

static bool one_of(const struct node *n, struct view_ask *ask, struct faults *all)
{
    struct fault why = {0};

    if (n->kind != NODE_SCALAR)
        fail(&why, FAULT_INPUT, n->key, "%s is compared with one value.", n->key);
    else if (ask->filters == VIEW_FILTERS_MOST)
        fail(&why, FAULT_INPUT, n->key, "A list takes at most %d conditions.", VIEW_FILTERS_MOST);
    if (why.kind) {
        faults_take(all, &why);
        return false;
    }
    ask->filter[ask->filters++] =
        (struct view_filter){.column = n->key, .test = TEST_IS, .value = n->text};
    return true;
}

bool view_where(const struct view *v, const struct node *map, const struct reading *how,
                struct view_ask *ask, struct arena *a, struct faults *all)
{
    struct node *named = node_new(a, NODE_MAP);
    struct fault why = {0};
    const struct field *column;
    void *params = NULL;
    bool good = true;

    if (!named) {
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    ask->style = how->style;
    for (const struct node *n = map ? map->first : NULL; n; n = n->next) {
        if (v->params && fields_find(v->params, n->key)) {
            struct node *copy = node_new(a, n->kind);
            if (copy) {
                *copy = *n;
                copy->next = NULL;
                node_append(named, copy);
            }
            good = good && copy;
        } else if (!view_column(v, n->key, &column, &why)) {
            if (how->command_line)
                why.kind = FAULT_USAGE;
            faults_take(all, &why);
            good = false;
        } else {
            good = one_of(n, ask, all) && good;
        }
    }
    if (named->count || v->params) {
        good = view_params(v, named, how, &params, a, all) && good;
        ask->params = named->count ? params : NULL;
    }
    return good;
}

/* Half-typed forms kept in the store: when a field is left, and when the terminal ends. */
#include "tui/screens/screens.h"

#include <string.h>

static const struct reading as_file = {.style = STYLE_FILE, .kind = "argument"};

/* True when it was done.  What may not be kept is not kept, and nobody is troubled with it. */
static bool run(struct app *a, const char *op, const char *screen, const char *subject,
                const char *body)
{
    struct arena arena = {0};
    struct node *args = node_new(&arena, NODE_MAP);
    struct answer answer;
    struct faults all = {0};
    struct fault why = {0};
    bool good = args && counter_may(a->counter, op_find(op), &why) &&
                node_add(&arena, args, "screen", screen) &&
                (!*subject || node_add(&arena, args, "subject", subject)) &&
                (!body || node_add(&arena, args, "body", body));

    for (struct node *n = good ? args->first : NULL; n; n = n->next)
        n->quoted = true;
    good = good && counter_run(a->counter, op, args, &as_file, NULL, &arena, &answer, &all);
    if (!good && all.kept)
        app_say(a, "What is typed could not be kept: %s", all.list[0].text);
    faults_release(&all);
    arena_release(&arena);
    return good;
}

void draft_keep(struct app *a, const char *screen, const char *subject, const char *body)
{
    run(a, "draft.keep", screen, subject, body);
}

void draft_drop(struct app *a, const char *screen, const char *subject)
{
    run(a, "draft.drop", screen, subject, NULL);
}

const char *draft_find(struct app *a, const char *screen, const char *subject, struct arena *arena,
                       struct buf *when)
{
    const struct view *v = view_find("drafts");
    struct list rows;
    struct fault why = {0};

    if (!app_rows_where(a, "drafts", "screen", screen, 50, arena, &rows, &why))
        return NULL;
    for (size_t i = 0; i < rows.count; i++) {
        const void *row = (const char *)rows.items + i * v->columns->size;
        if (strcmp(row_text(v->columns, row, "subject"), subject) != 0)
            continue;
        row_shown(v->columns, row, "at", when);
        return row_text(v->columns, row, "body");
    }
    return NULL;
}

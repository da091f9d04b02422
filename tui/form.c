#include "tui/form_inside.h"

#include "tui/bindings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- beginning and end -------------------------------------------------------------------------
 */

struct form *form_new(const struct fields *t, const struct form_options *o, struct fault *why)
{
    struct form *f = calloc(1, sizeof *f);

    if (!f) {
        fault_memory(why);
        return NULL;
    }
    f->t = t;
    f->o = *o;
    f->o.how.style = STYLE_TYPED;
    if (!f->o.how.kind)
        f->o.how.kind = "field";
    if (!form_lay(f, o->record)) {
        form_free(f);
        fault_memory(why);
        return NULL;
    }
    for (size_t i = 0; i < f->cells; i++)
        form_check(f, &f->cell[i]);
    while (f->focus + 1 < f->cells && !form_can_focus(&f->cell[f->focus]))
        f->focus++;
    form_park(f, &f->began);
    return f;
}

static void problems_clear(struct form *f)
{
    for (size_t i = 0; i < f->problems; i++)
        free(f->problem[i]);
    f->problems = 0;
}

void form_free(struct form *f)
{
    if (!f)
        return;
    form_pick_end(f);
    problems_clear(f);
    for (size_t i = 0; i < f->cells; i++)
        form_cell_release(&f->cell[i]);
    free(f->cell);
    free(f->scratch);
    buf_release(&f->began);
    free(f);
}

/* --- moving ------------------------------------------------------------------------------------
 */

static enum form_answer focus_on(struct form *f, size_t to)
{
    struct cell_of_form *was = &f->cell[f->focus];

    if (to == f->focus || to >= f->cells)
        return FORM_USED;
    bool refused = was->refused;
    was->left = true;
    form_settle(f, was);
    if (!refused)
        form_check(f, was);
    f->focus = to;
    struct cell_of_form *now = &f->cell[to];
    now->line.at = now->line.lines ? 0 : now->line.length;
    return FORM_MOVED;
}

static enum form_answer step(struct form *f, bool forwards)
{
    size_t to = f->focus;

    for (size_t i = 0; i < f->cells; i++) {
        to = forwards ? (to + 1) % f->cells : (to + f->cells - 1) % f->cells;
        if (form_can_focus(&f->cell[to]))
            break;
    }
    return focus_on(f, to);
}

/* The focusable cell nearest to `lines` further down. */
static enum form_answer page(struct form *f, int lines)
{
    int want = f->cell[f->focus].row + lines;
    size_t best = f->focus;

    for (size_t i = 0; i < f->cells; i++) {
        const struct cell_of_form *c = &f->cell[i];
        if (form_can_focus(c) && abs(c->row - want) < abs(f->cell[best].row - want))
            best = i;
    }
    return focus_on(f, best);
}

/* --- rows of tables ----------------------------------------------------------------------------
 */

static enum form_answer add_row(struct form *f)
{
    struct cell_of_form *c = &f->cell[f->focus];
    char table[PATH_SIZE], path[PATH_SIZE];
    size_t entry = c->kind == CELL_ADD ? form_entries(f, c->table) : c->entry;

    if (!*c->table)
        return FORM_USED;
    snprintf(table, sizeof table, "%s", c->table);
    if (!form_add_entry(f, table, entry)) {
        snprintf(f->message, sizeof f->message, "this table can have no more rows");
        return FORM_USED;
    }
    snprintf(path, sizeof path, "%.60s[%zu].", table, entry + 1);
    for (size_t i = 0; i < f->cells; i++)
        if (strncmp(f->cell[i].path, path, strlen(path)) == 0 && form_can_focus(&f->cell[i])) {
            focus_on(f, i);
            break;
        }
    return FORM_CHANGED;
}

static enum form_answer remove_row(struct form *f)
{
    struct cell_of_form *c = &f->cell[f->focus];

    if (!c->entry)
        return FORM_USED;
    char table[PATH_SIZE];
    snprintf(table, sizeof table, "%s", c->table);
    size_t at = f->focus;
    form_remove_entry(f, table, c->entry);
    f->focus = at < f->cells ? at : f->cells - 1;
    while (f->focus > 0 && !form_can_focus(&f->cell[f->focus]))
        f->focus--;
    return FORM_CHANGED;
}

/* --- as last time ------------------------------------------------------------------------------
 */

/* The node of a path among the values of last time. */
static const struct node *last_of(const struct node *n, const char *path)
{
    while (n && *path) {
        char name[64];
        size_t length = strcspn(path, ".[");
        if (length >= sizeof name)
            return NULL;
        memcpy(name, path, length);
        name[length] = '\0';
        n = n->kind == NODE_MAP ? node_child(n, name) : NULL;
        path += length;
        if (n && *path == '[') {
            char *end;
            long entry = strtol(path + 1, &end, 10);
            n = n->kind == NODE_LIST ? n->first : NULL;
            for (long i = 1; n && i < entry; i++)
                n = n->next;
            path = *end == ']' ? end + 1 : "";
        }
        path += *path == '.';
    }
    return n;
}

static enum form_answer as_last(struct form *f)
{
    struct cell_of_form *c = &f->cell[f->focus];
    const struct node *n = f->o.was && c->kind == CELL_VALUE ? last_of(f->o.was, c->path) : NULL;
    struct buf text = {0};

    if (n && n->kind == NODE_SCALAR && form_typed(f, c->f, n->text, &text)) {
        line_set(&c->line, text.text ? text.text : "");
        form_check(f, c);
    } else {
        snprintf(f->message, sizeof f->message, "there is no value of last time");
    }
    buf_release(&text);
    return FORM_CHANGED;
}

/* --- keys --------------------------------------------------------------------------------------
 */

static enum form_answer enter(struct form *f)
{
    size_t last = f->cells;

    if (f->cell[f->focus].kind == CELL_ADD)
        return add_row(f);
    for (size_t i = 0; i < f->cells; i++)
        if (form_can_focus(&f->cell[i]))
            last = i;
    if (f->focus == last) {
        snprintf(f->message, sizeof f->message, "that was the last field: F10 or Ctrl-D saves");
        return FORM_USED;
    }
    return step(f, true);
}

/* Round the end, and says so: who looks down does not see that the cursor is at the top again. */
static enum form_answer next(struct form *f, bool forwards)
{
    size_t was = f->focus;
    enum form_answer answer = step(f, forwards);

    if (forwards ? f->focus < was : f->focus > was)
        snprintf(f->message, sizeof f->message, "the %s field again: F10 or Ctrl-D saves",
                 forwards ? "first" : "last");
    return answer;
}

static enum form_answer act(struct form *f, const char *what)
{
    static const struct {
        const char *name;
        enum form_answer (*does)(struct form *);
    } acts[] = {{"form.enter", enter},
                {"form.add_row", add_row},
                {"form.remove_row", remove_row},
                {"form.as_last", as_last}};

    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (strcmp(acts[i].name, what) == 0)
            return acts[i].does(f);
    if (strcmp(what, "form.next") == 0 || strcmp(what, "form.previous") == 0)
        return next(f, what[5] == 'n');
    if (strcmp(what, "form.page_up") == 0 || strcmp(what, "form.page_down") == 0)
        return page(f, what[10] == 'u' ? -f->drawn.rows : f->drawn.rows);
    if (strcmp(what, "form.pick") == 0) {
        form_pick_begin(f);
        return FORM_USED;
    }
    if (strcmp(what, "form.save") == 0)
        return FORM_SAVE;
    return strcmp(what, "form.back") == 0 ? FORM_BACK : FORM_UNUSED;
}

static enum form_answer click(struct form *f, const struct event *e)
{
    int row = e->row - f->drawn.row + f->top, col = e->col - f->drawn.col;

    if (e->row < f->drawn.row || e->row >= f->drawn.row + f->drawn.rows)
        return FORM_UNUSED;
    for (size_t i = 0; i < f->cells; i++) {
        const struct cell_of_form *c = &f->cell[i];
        bool across = !*c->table || (col >= c->col && col < c->col + c->cols + 1);
        if (form_can_focus(c) && row >= c->row && row < c->row + c->rows && across) {
            enum form_answer answer = focus_on(f, i);
            return e->key == K_ENTER && f->cell[i].kind == CELL_ADD ? add_row(f) : answer;
        }
    }
    return FORM_USED;
}

/* Space goes through the words of a choice, unless it is part of one being typed. */
static bool cycles(const struct cell_of_form *c, const struct event *e)
{
    const char *text = line_text(&c->line);

    if (e->kind != EVENT_KEY || e->key != K_SPACE || c->kind != CELL_VALUE || c->fixed ||
        (c->f->type != FIELD_ENUM && c->f->type != FIELD_BOOL))
        return false;
    if (!*text || c->f->type == FIELD_BOOL)
        return true;
    for (const struct word *w = c->f->words; w && w->code; w++)
        if (strcmp(w->shown ? w->shown : w->code, text) == 0)
            return true;
    return false;
}

enum form_answer form_event(struct form *f, const struct event *e)
{
    static const struct keymap keys = {.table = bindings, .scope = {"form"}};

    f->message[0] = '\0';
    if (!f->cells)
        return e->kind == EVENT_KEY && e->key == K_ESC ? FORM_BACK : FORM_UNUSED;
    struct cell_of_form *c = &f->cell[f->focus];
    if (f->picker)
        return form_pick_event(f, e);
    if (e->kind == EVENT_CLICK)
        return click(f, e);
    if (e->kind == EVENT_WHEEL)
        return step(f, e->key == K_DOWN);
    if (cycles(c, e)) {
        form_cycle(f, c);
        return FORM_CHANGED;
    }
    if (c->kind == CELL_VALUE && !c->fixed) {
        switch (line_event(&c->line, e)) {
        case LINE_CHANGED:
        case LINE_FULL:
            form_check(f, c);
            return FORM_CHANGED;
        case LINE_MOVED:
            return FORM_USED;
        case LINE_UNUSED:
            break;
        }
    }
    const struct binding *b = e->kind == EVENT_KEY ? keymap_find(&keys, e->key) : NULL;
    return b ? act(f, b->action) : FORM_UNUSED;
}

static bool has_last(const struct form *f)
{
    const struct cell_of_form *c = &f->cell[f->focus];
    const struct node *n =
        f->o.was && c->kind == CELL_VALUE && !c->fixed ? last_of(f->o.was, c->path) : NULL;

    return n && n->kind == NODE_SCALAR;
}

bool form_acts(const struct form *f, const char *action)
{
    const struct cell_of_form *c = f->cells ? &f->cell[f->focus] : NULL;
    size_t fields = 0;

    if (f->picker)
        return strcmp(action, "pick.take") != 0 || list_chosen(f->picker->list);
    for (size_t i = 0; i < f->cells; i++)
        fields += form_can_focus(&f->cell[i]);
    if (strcmp(action, "form.next") == 0 || strcmp(action, "form.previous") == 0)
        return fields > 1;
    if (strcmp(action, "form.pick") == 0)
        return c && form_can_pick(f);
    if (strcmp(action, "form.as_last") == 0)
        return c && has_last(f);
    if (strcmp(action, "form.add_row") == 0)
        return c && *c->table;
    return strcmp(action, "form.remove_row") != 0 || (c && c->entry);
}

bool form_is_picking(const struct form *f)
{
    return f->picker != NULL;
}

/* --- what is in it -----------------------------------------------------------------------------
 */

bool form_is_dirty(const struct form *f)
{
    struct buf now = {0};

    form_park(f, &now);
    bool same = now.text && f->began.text && strcmp(now.text, f->began.text) == 0;
    buf_release(&now);
    return !same;
}

const char *form_text(const struct form *f, const char *path)
{
    const struct cell_of_form *c = form_at(f, path);

    return c ? line_text(&c->line) : NULL;
}

bool form_set(struct form *f, const char *path, const char *text)
{
    struct cell_of_form *c = form_at(f, path);

    if (!c)
        return false;
    line_set(&c->line, text);
    form_check(f, c);
    return true;
}

const struct field *form_focus(const struct form *f, char *path, size_t size)
{
    if (!f->cells)
        return NULL;
    if (path)
        snprintf(path, size, "%s", f->cell[f->focus].path);
    return f->cell[f->focus].f;
}

bool form_focus_on(struct form *f, const char *path)
{
    const struct cell_of_form *c = form_at(f, path);

    if (!c || !form_can_focus(c))
        return false;
    focus_on(f, (size_t)(c - f->cell));
    return true;
}

/* What to type for a record's reference; false where nothing is known of its kind. */
static bool reference_help(const struct form *f, const struct field *field, struct buf *out)
{
    static const struct {
        const char *kind, *words;
    } known[] = {{"person", "Takes a reference or an NHS number, such as P10234"},
                 {"package", "Takes a reference, such as K10012"},
                 {"provider", "Takes a reference, such as V1003"},
                 {"award", "Takes a reference, such as W1017"},
                 {"offer", "Takes a reference, such as O10033"},
                 {"proposal", "Takes a reference, such as A10007"},
                 {"lot", "Takes a lot's code, such as 02"},
                 {"staff", "Takes a login, such as broker1"},
                 {"practice", "Takes a practice's code, such as C82001"},
                 {"organisation", "Takes an organisation's code, such as 04V"},
                 {"decline reason", "Takes one of the partnership's codes"},
                 {"end reason", "Takes one of the partnership's codes"}};

    for (size_t i = 0; field->refers && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].kind, field->refers) == 0) {
            buf_printf(out, "%s%s.", known[i].words, form_can_pick(f) ? "; F4 lists them" : "");
            return true;
        }
    return false;
}

void form_help(const struct form *f, struct buf *out)
{
    const struct cell_of_form *c = f->cells ? &f->cell[f->focus] : NULL;

    if (!c)
        return;
    if (f->message[0]) {
        buf_text(out, f->message);
        return;
    }
    if (c->kind == CELL_ADD) {
        buf_text(out, "Enter adds a row.");
        return;
    }
    if (c->f->help)
        buf_printf(out, "%s ", c->f->help);
    if (c->f->flags & FIELD_REF && c->f->type == FIELD_TEXT && reference_help(f, c->f, out))
        return;
    buf_text(out, "Takes ");
    field_expects(c->f, STYLE_TYPED, out);
    buf_char(out, '.');
}

/* --- faults ------------------------------------------------------------------------------------
 */

static void problem(struct form *f, const char *text)
{
    if (f->problems < PROBLEMS_MOST && *text) {
        char *copy = strdup(text);
        if (copy)
            f->problem[f->problems++] = copy;
    }
}

/* The cell a fault names: itself, or (a table's) the first under its name. */
static struct cell_of_form *cell_of_fault(struct form *f, const char *path)
{
    struct cell_of_form *c = *path ? form_at(f, path) : NULL;
    size_t length = strlen(path);

    for (size_t i = 0; !c && length && i < f->cells; i++)
        if (form_can_focus(&f->cell[i]) && strncmp(f->cell[i].path, path, length) == 0 &&
            strchr(".[", f->cell[i].path[length]))
            c = &f->cell[i];
    return c;
}

static void fault_to_cell(struct form *f, const struct fault *why, size_t *first)
{
    struct cell_of_form *c = cell_of_fault(f, why->field);

    if (!c) {
        problem(f, why->text);
    } else if (!c->error || !c->refused) {
        free(c->error);
        c->error = form_keep(form_blank(c) && c->kind == CELL_VALUE &&
                                     !(c->f->flags & FIELD_OPTIONAL) && why->kind == FAULT_INPUT
                                 ? "needed"
                                 : why->text);
        c->refused = c->left = true;
    }
    if (c && (size_t)(c - f->cell) < *first && form_can_focus(c))
        *first = (size_t)(c - f->cell);
    if (c && why->reasons)
        problem(f, why->text);
    for (size_t i = 0; i < why->reasons; i++) {
        char text[400];
        snprintf(text, sizeof text, "%s  %s", why->reason[i].code ? why->reason[i].code : "",
                 why->reason[i].text);
        problem(f, text);
    }
}

void form_faults(struct form *f, const struct faults *all)
{
    size_t first = f->cells;

    problems_clear(f);
    for (size_t i = 0; i < all->kept; i++)
        fault_to_cell(f, &all->list[i], &first);
    if (first < f->cells)
        f->focus = first;
}

void form_fault(struct form *f, const struct fault *why)
{
    size_t first = f->cells;

    problems_clear(f);
    if (why->kind)
        fault_to_cell(f, why, &first);
    if (first < f->cells)
        f->focus = first;
}

bool form_tells(const struct form *f)
{
    const struct cell_of_form *c = f->cells ? &f->cell[f->focus] : NULL;
    int above = 2 * (int)f->problems; /* lines, about */

    return c && (f->problems ? c->row + above < f->drawn.rows : c->refused && c->error);
}

/* --- the values --------------------------------------------------------------------------------
 */

/* What is wrong stands at each field, where the cursor is now; here they are only named. */
static void look_again(struct form *f, const struct faults *all, struct fault *why)
{
    struct buf names = {0};
    size_t named = 0;

    for (size_t i = 0; i < f->cells; i++) {
        const struct cell_of_form *c = &f->cell[i];
        if (!c->refused)
            continue;
        const char *label = c->f->label ? c->f->label : c->f->name;
        buf_printf(&names, "%s%s", named++ ? ", " : "", label);
        if (c->entry)
            buf_printf(&names, " %zu", c->entry);
    }
    const char *text = names.text ? names.text : "";
    if (all->count == 1 && named == 0)
        fail(why, FAULT_INPUT, all->list[0].field, "%s", all->list[0].text);
    else if (all->count == 1)
        fail(why, FAULT_INPUT, all->list[0].field, "%s needs another look.", text);
    else
        fail(why, FAULT_INPUT, all->list[0].field, "%zu fields need another look: %.300s.",
             all->count, text);
    buf_release(&names);
}

bool form_record(struct form *f, void *record, struct arena *a, struct fault *why)
{
    struct faults all = {0};

    form_drop_blank_entries(f);
    for (size_t i = 0; i < f->cells; i++)
        form_settle(f, &f->cell[i]);
    struct node *map = form_typed_node(f, a);
    if (!map)
        return fault_memory(why);
    bool good = fields_read(f->t, map, &f->o.how, record, a, &all);
    if (good) {
        problems_clear(f);
    } else {
        form_faults(f, &all);
        look_again(f, &all, why);
    }
    faults_release(&all);
    return good;
}

struct node *form_node(struct form *f, struct arena *a, struct fault *why)
{
    void *record = arena_take(a, f->t->size);

    if (!record) {
        fault_memory(why);
        return NULL;
    }
    if (!form_record(f, record, a, why))
        return NULL;
    struct node *map = fields_node(f->t, record, a);
    if (!map)
        fault_memory(why);
    return map;
}

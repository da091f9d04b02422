/* play.c - one story, step by step */
#include "cli/play.h"

#include "core/base/text.h"
#include "core/ops/keep.h"
#include "core/views/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct playing {
    const struct story *story;
    struct counter *c;
    struct arena arena; /* of one step */
    datetime_t now;
    struct fault *why; /* of the step that was not as expected */
};

static const struct reading how = {.style = STYLE_FILE, .kind = "key"};
static const char maker[] = "story"; /* who acts where a step names nobody: holds every role */

/* --- what went wrong, at its place ----------------------------------------------------------------- */

LIKE_PRINTF(3, 4)
static bool unlike(struct playing *p, const struct node *at, const char *format, ...)
{
    char text[FAULT_TEXT_MAX];
    va_list args;

    if (p->why->kind != FAULT_NONE)
        return false;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return fail_at(p->why, at->file, at->line, 0, "", "%s", text);
}

/* What an operation answered instead, in words: "refused [B5]: There is no room." */
static const char *in_words(struct playing *p, const struct faults *all)
{
    struct buf out = {0};

    for (size_t i = 0; i < all->kept && i < 4; i++) {
        const struct fault *f = &all->list[i];
        buf_text(&out, i ? "; " : "");
        buf_text(&out, fault_word(f->kind));
        for (size_t r = 0; r < f->reasons; r++)
            buf_printf(&out, "%s%s", r ? " " : " [", f->reason[r].code);
        buf_text(&out, f->reasons ? "]" : "");
        if (f->field[0])
            buf_printf(&out, " (%s)", f->field);
        buf_printf(&out, ": %s", f->text);
    }
    const char *text = out.failed || !out.text ? "nothing" : arena_text(&p->arena, out.text);
    buf_release(&out);
    return text ? text : "nothing";
}

static const char *list_text(struct playing *p, const struct node *list)
{
    struct buf out = {0};

    for (const struct node *n = list->first; n; n = n->next)
        buf_printf(&out, "%s%s", n == list->first ? "" : " ", n->text ? n->text : "");
    const char *text = out.text ? arena_text(&p->arena, out.text) : "";
    buf_release(&out);
    return text ? text : "";
}

static bool holds(const struct node *list, const char *word)
{
    for (const struct node *n = list->first; n; n = n->next)
        if (n->text && strcmp(n->text, word) == 0)
            return true;
    return false;
}

/* --- do ----------------------------------------------------------------------------------------------- */

/* The codes of a refusal are those listed, in any order.  A record that is not there has the word
 * `missing`. */
static bool same_codes(const struct node *list, const struct fault *f)
{
    if (f->kind == FAULT_MISSING)
        return list->count == 1 && holds(list, "missing");
    for (size_t i = 0; i < f->reasons; i++)
        if (!holds(list, f->reason[i].code))
            return false;
    for (const struct node *n = list->first; n; n = n->next)
        if (!n->text || !fault_has_code(f, n->text))
            return false;
    return true;
}

/* Fields of all faults together are those listed. */
static bool same_fields(const struct node *list, const struct faults *all)
{
    for (size_t i = 0; i < all->kept; i++)
        if (!holds(list, all->list[i].field))
            return false;
    for (const struct node *n = list->first; n; n = n->next) {
        bool found = false;
        for (size_t i = 0; i < all->kept && !found; i++)
            found = n->text && strcmp(n->text, all->list[i].field) == 0;
        if (!found)
            return false;
    }
    return all->kept > 0;
}

/* `moved`: it was done as far as to record that what it was about has moved, which is status 5 too. */
static bool as_expected(struct playing *p, const struct step *s, const struct faults *all,
                        bool moved)
{
    const struct fault *f = all->kept ? &all->list[0] : NULL;
    int status = f ? fault_status(f->kind) : 0;

    if (s->refused && !(status == 1 && same_codes(s->refused, f)))
        return unlike(p, s->at, "Expected %s to be refused [%s]; it was %s", s->op,
                      list_text(p, s->refused), f ? in_words(p, all) : "done");
    if (s->denied && !(status == 4 && same_codes(s->denied, f)))
        return unlike(p, s->at, "Expected %s to be denied [%s]; it was %s", s->op,
                      list_text(p, s->denied), f ? in_words(p, all) : "done");
    if (s->bad && !(status == 3 && same_fields(s->bad, all)))
        return unlike(p, s->at, "Expected %s to find [%s] bad; it was %s", s->op,
                      list_text(p, s->bad), f ? in_words(p, all) : "done");
    if (s->stale && !moved && !(f && f->kind == FAULT_STALE))
        return unlike(p, s->at, "Expected %s to be stale; it was %s", s->op,
                      f ? in_words(p, all) : "done");
    if (!s->stale && moved)
        return unlike(p, s->at, "Expected %s to be done; it was stale: what it is about has moved.",
                      s->op);
    if (!s->refused && !s->denied && !s->bad && !s->stale && f)
        return unlike(p, s->at, "Expected %s to be done; it was %s", s->op, in_words(p, all));
    return true;
}

static bool answer_as_expected(struct playing *p, const struct step *s, const struct answer *a)
{
    if (s->says && (!a->text || !strstr(a->text, s->says)))
        return unlike(p, s->at, "Expected it to say \"%s\"; it said \"%s\".", s->says,
                      a->text ? a->text : "");
    for (const struct node *n = s->notes ? s->notes->first : NULL; n; n = n->next) {
        bool found = false;
        for (size_t i = 0; i < a->remarks && !found; i++)
            found = a->remark[i].code && strcmp(a->remark[i].code, n->text) == 0;
        if (!found)
            return unlike(p, n, "Expected a note %s; there is none of that number.", n->text);
    }
    return true;
}

/* The store before and after a step that was not done. */
static bool unchanged(struct playing *p, const struct step *s, const char *before, int64_t head)
{
    char after[65];

    if (s->denied)
        return store_head(counter_store(p->c)) == head + 1 ||
               unlike(p, s->at, "Expected one audit row of the denial; there are %lld.",
                      (long long)(store_head(counter_store(p->c)) - head));
    if (!keep_digest(p->c, after, p->why))
        return false;
    return strcmp(before, after) == 0 ||
           unlike(p, s->at, "Expected the store to be as it was; it has changed.");
}

static bool play_do(struct playing *p, const struct step *s)
{
    static const struct node nothing = {.kind = NODE_MAP};
    bool fails = s->refused || s->denied || s->bad || s->stale;
    int64_t head = store_head(counter_store(p->c));
    struct faults all = {0};
    struct answer answer;
    char before[65] = "";

    if (fails && !s->denied && !keep_digest(p->c, before, p->why))
        return false;
    bool done = counter_run(p->c, s->op, s->with ? s->with : &nothing, &how, NULL, &p->arena,
                            &answer, &all);
    bool moved = done && answer.conflict; /* and that is in the store */
    bool good = as_expected(p, s, &all, moved) && (!done || answer_as_expected(p, s, &answer)) &&
                (!fails || moved || unchanged(p, s, before, head));
    faults_release(&all);
    return good;
}

/* --- see and rule -------------------------------------------------------------------------------------- */

/* One value expected of a record: read by its field, compared with what is there. */
static bool value_as_expected(struct playing *p, const struct fields *t, const struct node *want,
                              const void *record, const char *where)
{
    const struct field *f = fields_find(t, want->key ? want->key : "");
    struct faults all = {0};
    struct buf is = {0};

    if (!f)
        return unlike(p, want, "%s: there is no column %s.", where, want->key ? want->key : "");
    struct field one = *f;
    one.flags |= FIELD_OPTIONAL;
    const struct fields alone = {t->name, &one, 1, t->size};
    struct node map = {.kind = NODE_MAP, .file = want->file, .line = want->line}, value = *want;
    void *expected = arena_take(&p->arena, t->size);
    value.next = NULL;
    if (!expected)
        return fault_memory(p->why);
    if (!(value.kind == NODE_SCALAR && !value.quoted &&
          (value.length == 0 || strcmp(value.text, "null") == 0)))
        node_append(&map, &value);
    if (!fields_read(&alone, &map, &how, expected, &p->arena, &all)) {
        unlike(p, want, "%s: what is expected of %s cannot be so: %s", where, f->name,
               all.kept ? all.list[0].text : "");
        faults_release(&all);
        return false;
    }
    if (field_equal(&one, expected, record))
        return true;
    field_print(&one, record, STYLE_FILE, &is);
    struct buf wanted = {0};
    field_print(&one, expected, STYLE_FILE, &wanted);
    unlike(p, want, "%s: expected %s to be \"%s\"; it is \"%s\".", where, f->name,
           wanted.text ? wanted.text : "", is.text ? is.text : "");
    buf_release(&is);
    buf_release(&wanted);
    return false;
}

static bool record_as_expected(struct playing *p, const struct fields *t, const struct node *want,
                               const void *record, const char *where)
{
    if (want->kind != NODE_MAP)
        return unlike(p, want, "%s: a row expected is a map of columns.", where);
    for (const struct node *n = want->first; n; n = n->next)
        if (!value_as_expected(p, t, n, record, where))
            return false;
    return true;
}

/* The rows that are there, in the columns that the first expected row names (or their first few). */
static const char *rows_text(struct playing *p, const struct view *v, const struct step *s,
                             const struct view_page *page)
{
    const struct node *named = s->expect->first;
    struct buf out = {0};

    for (size_t i = 0; i < page->rows.count && i < 6; i++) {
        const char *row = (const char *)page->rows.items + i * v->columns->size;
        size_t n = 0;
        buf_text(&out, i ? ", {" : "{");
        for (size_t k = 0; k < v->columns->count; k++) {
            const struct field *f = &v->columns->field[k];
            if (named ? !node_child(named, f->name) : (f->flags & FIELD_HIDDEN) || n > 4)
                continue;
            buf_printf(&out, "%s%s: ", n++ ? ", " : "", f->name);
            field_print(f, row, STYLE_FILE, &out);
        }
        buf_char(&out, '}');
    }
    const char *text = out.text ? arena_text(&p->arena, out.text) : "none";
    buf_release(&out);
    return text ? text : "";
}

static bool first_fault(struct playing *p, const struct node *at, struct faults *all)
{
    unlike(p, at, "%s", all->kept ? all->list[0].text : "There is not enough memory.");
    faults_release(all);
    return false;
}

static bool play_see(struct playing *p, const struct step *s)
{
    const struct view *v = view_find(s->see);
    struct view_ask ask = VIEW_ASK;
    struct view_page page;
    struct faults all = {0};
    struct fault why = {0};
    char where[96];
    size_t i = 0;

    if (!v)
        return unlike(p, s->at, "There is no view %s; htlah list names them.", s->see);
    static const struct node nothing = {.kind = NODE_MAP};
    if (!view_where(v, s->where ? s->where : &nothing, &how, &ask, &p->arena, &all))
        return first_fault(p, s->at, &all);
    ask.as_at = s->as_at;
    ask.limit = VIEW_PAGE_MOST;
    if (!view_page(counter_session(p->c), v, &ask, &p->arena, &page, &why))
        return unlike(p, s->at, "%s: %s", s->see, why.text);
    if (page.rows.count != s->expect->count)
        return unlike(p, s->at, "%s: expected %u row%s; there are %zu: %s", s->see,
                      s->expect->count, s->expect->count == 1 ? "" : "s", page.rows.count,
                      rows_text(p, v, s, &page));
    for (const struct node *n = s->expect->first; n; n = n->next, i++) {
        snprintf(where, sizeof where, "%.60s row %zu", s->see, i + 1);
        if (!record_as_expected(p, v->columns, n,
                                (const char *)page.rows.items + i * v->columns->size, where))
            return false;
    }
    return true;
}

static bool rule_as_expected(struct playing *p, const struct step *s, const struct rule *r,
                             const struct decision *d)
{
    char where[96];

    snprintf(where, sizeof where, "%.60s", r->name);
    if (strcmp(d->outcome, s->outcome) != 0)
        return unlike(p, s->at, "%s: expected the outcome %s; it is %s.", where, s->outcome,
                      d->outcome);
    for (const struct node *n = s->reasons ? s->reasons->first : NULL; n; n = n->next) {
        bool found = false;
        for (size_t i = 0; i < d->reasons && !found; i++)
            found = strcmp(d->reason[i].code, n->text) == 0;
        if (!found)
            return unlike(p, n, "%s: expected the reason %s; it is not given.", where, n->text);
    }
    if (!s->values)
        return true;
    return r->values ? record_as_expected(p, r->values, s->values, d->values, where)
                     : unlike(p, s->values, "%s has no values.", where);
}

static bool play_rule(struct playing *p, const struct step *s)
{
    const struct rule *r = rule_find(s->rule);
    struct faults all = {0};
    struct fault why = {0};
    struct decision d;

    if (!r)
        return unlike(p, s->at, "There is no rule %s; htlah rules names them.", s->rule);
    void *facts = arena_take(&p->arena, r->facts->size);
    if (!facts)
        return fault_memory(p->why);
    bool good = fields_read(r->facts, s->facts, &how, facts, &p->arena, &all);
    if (good && !rule_eval(r, facts, &counter_config(p->c)->figures, &p->arena, &d, &why)) {
        good = false;
        faults_take(&all, &why);
    }
    if (s->bad)
        good = !good && same_fields(s->bad, &all)
                   ? true
                   : unlike(p, s->at, "Expected the facts [%s] to be bad; they are %s",
                            list_text(p, s->bad), good ? "good" : in_words(p, &all));
    else if (!good)
        unlike(p, s->at, "%s: %s", s->rule, in_words(p, &all));
    else
        good = rule_as_expected(p, s, r, &d);
    faults_release(&all);
    return good;
}

/* --- check ---------------------------------------------------------------------------------------------- */

static void exception(void *ctx, const char *what, const char *where)
{
    struct playing *p = ctx;

    if (p->why->kind == FAULT_NONE)
        fail(p->why, FAULT_STORE, "", "The store is not in order: %s: %s", where ? where : "",
             what);
}

static bool play_check(struct playing *p, const struct step *s)
{
    struct check_report report = {.exception = exception, .ctx = p};
    struct fault why = {0};

    if (!keep_check(p->c, &report, NULL, &why))
        return unlike(p, s->at, "%s", why.text);
    if (!report.exceptions)
        return true;
    if (p->why->kind == FAULT_NONE)
        return unlike(p, s->at, "The store is not in order.");
    snprintf(p->why->place, sizeof p->why->place, "%.120s:%u", s->at->file ? s->at->file : "",
             s->at->line);
    return false;
}

/* --- the whole ------------------------------------------------------------------------------------------- */

static bool play_step(struct playing *p, const struct step *s)
{
    struct fault why = {0};

    if (datetime_given(s->on))
        p->now = s->on;
    arena_reset(&p->arena);
    if (!counter_sit(p->c, s->as ? s->as : maker, s->role, p->now, &why)) {
        struct faults all = {0};
        faults_take(&all, &why);
        bool good = s->kind == STEP_DO && as_expected(p, s, &all, false);
        if (s->kind != STEP_DO)
            unlike(p, s->at, "%s", all.list[0].text);
        faults_release(&all);
        return good;
    }
    switch (s->kind) {
    case STEP_DO:
        return play_do(p, s);
    case STEP_SEE:
        return play_see(p, s);
    case STEP_RULE:
        return play_rule(p, s);
    case STEP_CHECK:
        return play_check(p, s);
    }
    return false;
}

static bool open_store(struct playing *p, const char *config, const char *path)
{
    struct faults all = {0};
    struct make_options make = {
        .store = path, .config = config, .kind = STORE_STORY, .now = p->now, .login = maker};
    struct counter_options open = {.store = path,
                                   .config = config,
                                   .login = maker,
                                   .role = ABSENT,
                                   .today = datetime_date(p->now),
                                   .now = p->now};

    bool good = counter_make(&make, &all) && counter_open(&open, &p->c, &all);
    if (!good && all.kept)
        *p->why = all.list[0];
    faults_release(&all);
    return good;
}

bool story_play(const struct story *s, const char *config, const char *folder, struct fault *why)
{
    static const char noon_of_the_start[] = "2016-11-08T09:14"; /* of the demonstration */
    struct playing p = {.story = s, .now = s->now, .why = why};
    const char *path = arena_printf(&p.arena, "%s/story.db", folder);
    bool good = path || fault_memory(why);

    if (good && !datetime_given(p.now) && !datetime_parse_iso(noon_of_the_start, &p.now))
        good = fail(why, FAULT_BUG, "", "A story has no day.");
    good = good && open_store(&p, config, path);
    for (size_t i = 0; good && i < s->givens; i++)
        good = play_step(&p, &s->given[i]);
    for (size_t i = 0; good && i < s->steps; i++)
        good = play_step(&p, &s->step[i]);
    counter_close(p.c);
    arena_release(&p.arena);
    return good;
}

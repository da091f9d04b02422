/* counter_make.c - a new store, from the folder of a partnership and a list of staff
 *
 * All of it is one transaction, audited as store.make in the name of the login that ran it: there is
 * nobody yet whose role could be asked.
 */
#include "core/ops/counter_inside.h"

#include "core/base/text.h"
#include "core/ops/staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the store is made with; each takes part where the program has it. */
static const char *const makers[] = {"place.organisation", "place.area", "lot.add", "lot.add-area",
                                     "staff.add"};
enum { MAKERS = sizeof makers / sizeof *makers, YEARS_BEFORE = 3 };

struct making {
    struct counter *c;
    struct session who;
    struct arena *arena;
    const struct make_options *o;
    struct faults *all;
};

/* --- one operation of it -------------------------------------------------------------------------- */

static bool run_one(struct making *m, const char *name, const struct node *args)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "key"};
    const struct operation *op = op_find(name);
    struct fault why = {0};
    struct answer answer;

    if (!op)
        return true;
    void *record = arena_take(m->arena, op->args->size);
    if (!record)
        fault_memory(&why);
    else if (!fields_read(op->args, args, &how, record, m->arena, m->all))
        return false;
    if (why.kind == FAULT_NONE) {
        struct call call = call_ready(m->c, &m->who, op, record, m->arena, &answer);
        call.bulk = true;
        bool good = op->run(&call, &why);
        buf_release(&call.decisions);
        if (good)
            return true;
    }
    if (why.kind == FAULT_INPUT && args->line && !why.place[0])
        snprintf(why.place, sizeof why.place, "%s:%u", args->file, (unsigned)args->line);
    faults_take(m->all, &why);
    return false;
}

struct pair {
    const char *name, *value; /* value NULL: left out */
};

/* A map of those pairs that are arguments of the operation. */
static const struct node *map_of(struct making *m, const char *op, const struct pair *pairs,
                                 size_t count)
{
    const struct operation *o = op_find(op);
    struct node *map = node_new(m->arena, NODE_MAP);

    for (size_t i = 0; map && o && i < count; i++)
        if (pairs[i].value && fields_find(o->args, pairs[i].name) &&
            !node_add(m->arena, map, pairs[i].name, pairs[i].value))
            return NULL;
    return map;
}

static const char *day(struct making *m, date_t d)
{
    char text[24];

    return date_given(d) ? arena_text(m->arena, date_print_iso(d, text, sizeof text)) : NULL;
}

static bool run_pairs(struct making *m, const char *op, const struct pair *pairs, size_t count)
{
    const struct node *map = map_of(m, op, pairs, count);
    struct fault why = {0};

    if (map)
        return run_one(m, op, map);
    fault_memory(&why);
    faults_take(m->all, &why);
    return false;
}

#define PAIRS(...)                                                                                 \
    (const struct pair[]){__VA_ARGS__},                                                            \
        sizeof((const struct pair[]){__VA_ARGS__}) / sizeof(struct pair)

/* --- from the folder ------------------------------------------------------------------------------ */

static bool add_organisations(struct making *m)
{
    const struct list *l = &m->c->config.organisations;

    for (size_t i = 0; i < l->count; i++) {
        const struct organisation_row *r = (const struct organisation_row *)l->items + i;
        if (!run_pairs(m, "place.organisation",
                       PAIRS({"code", r->code}, {"name", r->name},
                             {"kind", organisation_words[r->kind].code}, {"from", day(m, r->from)},
                             {"to", day(m, r->to)}, {"successor", r->successor},
                             {"parent", r->parent})))
            return false;
    }
    return true;
}

static bool add_lot(struct making *m, const struct lot_row *r)
{
    const char *from = day(m, r->from), *to = day(m, r->to);
    const char *row = arena_printf(m->arena, "%lld", (long long)r->tile_row);
    const char *column = arena_printf(m->arena, "%lld", (long long)r->tile_column);

    if (!run_pairs(m, "lot.add",
                   PAIRS({"code", r->code}, {"name", r->name}, {"short_name", r->short_name},
                         {"tile_row", r->tile_row == ABSENT ? NULL : row},
                         {"tile_column", r->tile_column == ABSENT ? NULL : column}, {"from", from},
                         {"to", to})))
        return false;
    for (size_t i = 0; i < r->areas.count; i++) {
        const struct lot_area_row *a = (const struct lot_area_row *)r->areas.items + i;
        if (!run_pairs(m, "lot.add-area",
                       PAIRS({"lot", r->code}, {"kind", lot_area_words[a->kind].code},
                             {"value", a->value}, {"from", from}, {"to", to})) ||
            (a->name && !run_pairs(m, "place.area", PAIRS({"code", a->value}, {"name", a->name}))))
            return false;
    }
    return true;
}

static bool add_lots(struct making *m)
{
    const struct list *l = &m->c->config.lots;

    for (size_t i = 0; i < l->count; i++)
        if (!add_lot(m, (const struct lot_row *)l->items + i))
            return false;
    return true;
}

/* There is no list to look in before there is a store: the folder's codes are named instead. */
static bool has_employer(struct making *m, const struct node *row, const char *key)
{
    const struct list *l = &m->c->config.organisations;
    const struct node *code = node_child(row, key);
    struct buf known = {0};
    struct fault why = {0};
    char quote[80];

    if (!code || !code->text || !code->text[0])
        return true;
    for (size_t i = 0; i < l->count; i++) {
        const struct organisation_row *r = (const struct organisation_row *)l->items + i;
        if (strcmp(r->code, code->text) == 0) {
            buf_release(&known);
            return true;
        }
        if (known.length < 200)
            buf_printf(&known, "%s%s", i ? ", " : "", r->code);
    }
    text_quote(code->text, code->length, 40, quote, sizeof quote);
    fail_at(&why, code->file, code->line, code->column, key,
            "There is no organisation %s in organisations.yaml, which has %s.", quote,
            known.text ? known.text : "none");
    buf_release(&known);
    faults_take(m->all, &why);
    return false;
}

static bool add_staff(struct making *m)
{
    date_t from = date_add_months(date_financial_year(m->who.today), -12 * YEARS_BEFORE);
    const struct node *practice = staff_of_practice(&m->c->config, from, m->who.today, m->arena);
    bool real = m->o->kind == STORE_REAL;

    if (!practice) {
        struct fault why = {0};
        fault_memory(&why);
        faults_take(m->all, &why);
        return false;
    }
    for (const struct node *n = real ? NULL : practice->first; n; n = n->next)
        if (!run_one(m, "staff.add", n))
            return false;
    for (const struct node *n = m->o->staff ? m->o->staff->first : NULL; n; n = n->next)
        if (!has_employer(m, n, "employer") || !has_employer(m, n, "works_for") ||
            !run_one(m, "staff.add", n))
            return false;
    /* Somebody must be able to enrol the others. */
    if (real && !m->o->staff)
        return run_pairs(m, "staff.add",
                         PAIRS({"login", m->o->login}, {"name", m->o->login},
                               {"employer", m->c->config.partnership.council}, {"roles", "[admin]"},
                               {"from", day(m, m->who.today)}));
    return true;
}

/* --- the whole -------------------------------------------------------------------------------------- */

static const char *const *writes_of_makers(struct arena *a)
{
    size_t count = 0;
    const char **all;

    for (size_t i = 0; i < MAKERS; i++)
        for (const char *const *w = op_find(makers[i]) ? op_find(makers[i])->writes : NULL; w && *w;
             w++)
            count++;
    all = arena_take_array(a, count + 1, sizeof *all);
    count = 0;
    for (size_t i = 0; all && i < MAKERS; i++)
        for (const char *const *w = op_find(makers[i]) ? op_find(makers[i])->writes : NULL; w && *w;
             w++)
            all[count++] = *w;
    return all;
}

static bool fill(struct making *m)
{
    struct fault why = {0};
    struct tx t = {.who = &m->who,
                   .op = "store.make",
                   .args = m->o->kind == STORE_REAL   ? "{\"kind\":\"real\"}"
                           : m->o->kind == STORE_DEMO ? "{\"kind\":\"demo\"}"
                                                      : "{\"kind\":\"story\"}",
                   .reason = "bootstrap",
                   .bulk = true};

    t.writes = writes_of_makers(m->arena);
    if (!t.writes)
        fault_memory(&why);
    else if (tx_begin(m->c->store, &t, m->arena, &why)) {
        if (add_organisations(m) && add_lots(m) && add_staff(m) && tx_commit(m->c->store, &t, &why))
            return true;
        if (tx_is_open(m->c->store))
            tx_rollback(m->c->store);
    }
    if (why.kind != FAULT_NONE)
        faults_take(m->all, &why);
    return false;
}

/* The settings a store is made with; of a practice store, its own now and who has every role. */
static const char *const *settings_of(const struct counter *c, const struct make_options *o,
                                      struct arena *a)
{
    const char **s = arena_take_array(a, 14, sizeof *s);
    char now[24];
    size_t n = 0;

    if (!s)
        return NULL;
    s[n++] = "partnership";
    s[n++] = c->config.partnership.code;
    if (o->config) {
        s[n++] = "config";
        s[n++] = o->config;
    }
    if (o->journal) {
        s[n++] = "journal";
        s[n++] = o->journal;
    }
    if (o->kind != STORE_REAL) {
        s[n++] = "maker_login";
        s[n++] = o->login;
    }
    if (o->kind != STORE_REAL && datetime_given(o->now)) {
        s[n++] = "now";
        s[n++] = arena_text(a, datetime_print_iso(o->now, now, sizeof now));
    }
    return s;
}

/* Nothing half-made is kept; the file was ours alone. */
static void remove_store(const char *path, struct arena *a)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-turn"};

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        const char *name = arena_printf(a, "%s%s", path, tails[i]);
        if (name)
            (void)remove(name);
    }
}

static bool make(struct counter *c, const struct make_options *o, struct arena *a,
                 struct faults *all)
{
    const struct store_options where = {.path = o->store, .tables = all_tables};
    struct fault why = {0};
    struct making m = {.c = c, .arena = a, .o = o, .all = all};

    if (!config_load(o->config, &c->config, all))
        return false;
    if (!o->store)
        fail(&why, FAULT_USAGE, "", "No store is named: give --store FILE, or set HTLAH_STORE.");
    else if (store_make(&where, o->kind, settings_of(c, o, a), &why)) {
        const datetime_t made = {o->now.minute - o->minutes_before};
        m.who = (struct session){.login = o->login,
                                 .name = o->login,
                                 .employer = c->config.partnership.council,
                                 .roles = ROLES_ALL,
                                 .role = ROLE_ADMIN,
                                 .today = datetime_date(made),
                                 .now = made,
                                 .practice = o->kind != STORE_REAL,
                                 .config_digest = c->config.digest};
        bool good = store_open(&where, &c->store, &why);
        m.who.store = c->store;
        if (good && fill(&m))
            return true;
        if (c->store)
            store_close(c->store);
        c->store = NULL;
        remove_store(o->store, a);
    }
    if (why.kind != FAULT_NONE)
        faults_take(all, &why);
    return false;
}

bool counter_make(const struct make_options *o, struct faults *all)
{
    struct counter *c = calloc(1, sizeof *c);
    struct arena a = {0};
    struct fault why = {0};

    if (!c) {
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    bool good = make(c, o, &a, all);
    counter_close(c);
    arena_release(&a);
    return good;
}

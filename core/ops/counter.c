/* counter.c - a store, its partnership and whoever sits at it */
#include "core/ops/counter_inside.h"

#include "core/base/text.h"
#include "core/store/scope.h"

#include <stdlib.h>
#include <string.h>

/* --- opening ------------------------------------------------------------------------------------ */

static bool add_fault(struct faults *all, struct fault *why)
{
    if (why->kind != FAULT_NONE)
        faults_take(all, why);
    return false;
}

/* A demonstration or story store has a now of its own. */
static bool own_now(struct counter *c, const struct counter_options *o, datetime_t *now,
                    struct fault *why)
{
    const char *kept;

    if (!store_setting_read(c->store, "now", &kept, why))
        return false;
    *now = o->now;
    if (store_kind_of(c->store) != STORE_REAL && !o->overridden && kept &&
        !datetime_parse_iso(kept, now))
        *now = o->now;
    return true;
}

bool counter_sit(struct counter *c, const char *login, int64_t role, datetime_t now,
                 struct fault *why)
{
    bool overridden = c->session.overridden;
    struct session s;
    /* A role that has ended is not held again by looking at a day when it was. */
    bool travels = overridden && store_kind_of(c->store) == STORE_REAL && c->really.minute > 0;
    datetime_t at = travels ? c->really : now;

    if (!session_open(c->store, login, role, datetime_date(at), at, &c->arena, &s, why) ||
        !scope_open(&s, c->config.partnership.council, why))
        return false;
    c->session = s;
    c->session.today = datetime_date(now);
    c->session.now = now;
    c->session.overridden = overridden;
    c->session.config_digest = c->config.digest;
    return true;
}

static bool sit_down(struct counter *c, const struct counter_options *o, struct fault *why)
{
    datetime_t now;

    if (o->as && store_kind_of(c->store) == STORE_REAL)
        return deny(why, "AC-6", "interface.md, Command",
                    "On this store everybody is who they are logged in as; --as is for "
                    "demonstration and story stores.");
    if (!own_now(c, o, &now, why))
        return false;
    c->session.overridden = o->overridden;
    c->really = o->really;
    return counter_sit(c, o->as ? o->as : o->login, o->role, now, why);
}

bool counter_open(const struct counter_options *o, struct counter **out, struct faults *all)
{
    const struct store_options where = {.path = o->store, .tables = all_tables};
    struct fault why = {0};
    struct counter *c = calloc(1, sizeof *c);

    *out = NULL;
    if (!c) {
        fault_memory(&why);
        return add_fault(all, &why);
    }
    const char *folder = o->config;
    if (!o->store)
        fail(&why, FAULT_USAGE, "", "No store is named: give --store FILE, or set HTLAH_STORE.");
    else if (store_open(&where, &c->store, &why) &&
             (folder || store_setting_read(c->store, "config", &folder, &why)) &&
             config_load(folder, &c->config, all) && sit_down(c, o, &why)) {
        *out = c;
        return true;
    }
    counter_close(c);
    return add_fault(all, &why);
}

void counter_close(struct counter *c)
{
    if (!c)
        return;
    if (c->bulk)
        counter_bulk_abandon(c);
    if (c->store)
        store_close(c->store);
    config_release(&c->config);
    buf_release(&c->text);
    arena_release(&c->arena);
    free(c);
}

struct session *counter_session(struct counter *c)
{
    return &c->session;
}

const struct config *counter_config(const struct counter *c)
{
    return &c->config;
}

int64_t counter_head(const struct counter *c)
{
    return store_head(c->store);
}

int64_t counter_others(const struct counter *c)
{
    return store_others(c->store);
}

struct store *counter_store(struct counter *c)
{
    return c->store;
}

/* --- who may ------------------------------------------------------------------------------------ */

bool op_named(const char *name, const struct operation **out, struct fault *why)
{
    const char *known[512];
    size_t count = 0;
    char quote[64];

    *out = op_find(name);
    if (*out)
        return true;
    for (; count < op_count() && count < sizeof known / sizeof *known; count++)
        known[count] = op_at(count)->name;
    const char *near = text_nearest(name, known, count);
    text_quote(name, strlen(name), 40, quote, sizeof quote);
    if (near)
        return fail(why, FAULT_USAGE, "", "There is no operation %s; did you mean %s?", quote,
                    near);
    return fail(why, FAULT_USAGE, "", "There is no operation %s; htlah do lists them.", quote);
}

/* "broker, supervisor or admin" */
static void role_list(unsigned roles, struct buf *out)
{
    unsigned left = roles;

    for (int r = 0; r < ROLE__COUNT; r++) {
        if (!(roles & ROLE(r)))
            continue;
        left &= ~ROLE(r);
        if (out->length)
            buf_text(out, left ? ", " : " or ");
        buf_text(out, role_words[r].shown);
    }
}

static bool deny_role(const struct session *s, const struct operation *op, struct fault *why)
{
    static const char source[] = "reliability.md 5; interface.md, Staff";
    struct buf may = {0}, held = {0};

    role_list(op->roles, &may);
    role_list(s->role != ABSENT ? ROLE(s->role) : s->roles, &held);
    if (may.failed || held.failed)
        fault_memory(why);
    else
        deny(why, "AC-4", source, "%s (%s) may not run %s; it is for %s.", s->login,
             held.length ? held.text : "without a role", op->name,
             may.length ? may.text : "nobody");
    buf_release(&may);
    buf_release(&held);
    return false;
}

bool counter_acting(const struct counter *c, const struct operation *op, struct session *who,
                    struct fault *why)
{
    *who = c->session;
    if (who->overridden && !who->practice)
        return deny(why, "AC-5", "interface.md, Command",
                    "On another day than today this store is for reading only; leave --today and "
                    "--now out to %s.",
                    op->name);
    if (who->role != ABSENT)
        return op->roles & ROLE(who->role) || deny_role(who, op, why);
    unsigned may = who->roles & op->roles;
    if (!may)
        return deny_role(who, op, why);
    who->role = 0;
    while (!(may & ROLE(who->role)))
        who->role++;
    return true;
}

bool counter_may(struct counter *c, const struct operation *op, struct fault *why)
{
    struct session who;

    return counter_acting(c, op, &who, why);
}

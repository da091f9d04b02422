#include "core/ops/keep.h"

#include "core/ops/counter_inside.h"

#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {
    [STORE_REAL] = "real", [STORE_DEMO] = "demonstration", [STORE_STORY] = "story"};

bool keep_check(struct counter *c, struct check_report *r, const struct progress *p,
                struct fault *why)
{
    return store_check(c->store, r, p, why);
}

bool keep_verify(struct counter *c, struct check_report *r, const struct progress *p,
                 struct fault *why)
{
    return store_audit_verify(c->store, 0, r, p, why);
}

bool keep_digest(struct counter *c, char hex[65], struct fault *why)
{
    return store_digest(c->store, hex, why);
}

/* --- copies --------------------------------------------------------------------------------------- */

/* The operation a copy is, for the roles and the audit; it writes no table. */
static const struct operation copying = {
    .name = "store.backup", .roles = ROLE(ROLE_ADMIN), .writes = (const char *const[]){NULL}};

static const char *args_of(struct counter *c, const char *to, bool encrypted)
{
    buf_clear(&c->text);
    buf_text(&c->text, "{\"file\":");
    buf_json(&c->text, to);
    buf_text(&c->text, encrypted ? ",\"encrypted\":true}" : ",\"encrypted\":false}");
    return c->text.failed ? NULL : arena_text(&c->arena, c->text.text);
}

bool keep_backup(struct counter *c, const char *to, const char *key_file, const struct progress *p,
                 struct fault *why)
{
    const char *args = args_of(c, to, key_file != NULL);
    struct session who;

    if (!args)
        return fault_memory(why);
    if (!counter_acting(c, &copying, &who, why)) {
        if (why->kind == FAULT_DENIED && !store_is_read_only(c->store))
            tx_denied(c->store, &who, copying.name, args, why);
        return false;
    }
    who.op_id[0] = '\0';
    if (!store_backup(c->store, to, key_file, p, why))
        return false;
    if (store_is_read_only(c->store)) /* where nothing can be written, a copy is still a copy */
        return true;
    struct tx t = {.who = &who, .op = copying.name, .writes = copying.writes, .args = args};
    return tx_begin(c->store, &t, &c->arena, why) && tx_commit(c->store, &t, why);
}

bool keep_restore(const char *from, const char *key_file, const char *to, struct fault *why)
{
    return store_restore(from, key_file, &(struct store_options){.path = to, .tables = all_tables},
                         why);
}

/* --- facts ---------------------------------------------------------------------------------------- */

/* "3.40.1" against the versions that mended the log: 3.44.6, 3.50.7, 3.51.3 and all after. */
static bool is_careful(const char *version)
{
    int64_t part[3] = {0};
    size_t at = 0;

    for (const char *v = version; *v && at < 3; v++)
        if (*v == '.')
            at++;
        else if (*v >= '0' && *v <= '9' && part[at] < 1000)
            part[at] = part[at] * 10 + (*v - '0');
    if (part[0] != 3)
        return false;
    if (part[1] == 44)
        return part[2] < 6;
    if (part[1] == 50)
        return part[2] < 7;
    return part[1] < 51 || (part[1] == 51 && part[2] < 3);
}

bool keep_facts(struct counter *c, struct arena *a, struct keep_facts *out, struct fault *why)
{
    enum { DAY_MS = 24 * 60 * 60 * 1000 };
    int64_t at;

    *out = (struct keep_facts){.path = store_path(c->store),
                               .kind = kinds[store_kind_of(c->store)],
                               .partnership = store_setting(c->store, "partnership"),
                               .now = store_setting(c->store, "now"),
                               .read_only = store_is_read_only(c->store),
                               .head = store_head(c->store),
                               .last_backup = ABSENT};
    if (!query_one_text(c->store, "SELECT sqlite_version()", NO_ARGS, a, &out->library, why) ||
        !query_one_int(c->store,
                       "SELECT max(at) FROM tx WHERE op = 'store.backup' AND result = 'done'",
                       NO_ARGS, &at, why))
        return false;
    out->library_careful = out->library && is_careful(out->library);
    if (at != ABSENT)
        out->last_backup = c->session.today.day - at / DAY_MS;
    return true;
}

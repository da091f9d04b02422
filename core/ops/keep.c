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

/* --- anchors -------------------------------------------------------------------------------------- */

bool keep_anchors(struct counter *c, const char *anchor_file, struct check_report *r,
                  struct fault *why)
{
    return store_anchor_compare(c->store, anchor_file, r, why);
}

/* Writing down where the chain stands, for the roles and the audit. */
static const struct operation sealing = {
    .name = "store.seal", .roles = ROLE(ROLE_ADMIN), .writes = (const char *const[]){"seal", NULL}};

bool keep_seal(struct counter *c, const char *key_file, const char *anchor_file,
               char line[ANCHOR_LINE], struct fault *why)
{
    struct session who;
    struct anchor a;

    if (!counter_acting(c, &sealing, &who, why)) {
        if (why->kind == FAULT_DENIED && !store_is_read_only(c->store))
            tx_denied(c->store, &who, sealing.name, NULL, why);
        return false;
    }
    if (!store_seal(c->store, &who, key_file, anchor_file, &a, why))
        return false;
    store_anchor_print(&a, line);
    return true;
}

/* --- copies --------------------------------------------------------------------------------------- */

/* The operation a copy is, for the roles and the audit; it writes no table. */
static const struct operation copying = {
    .name = "store.backup", .roles = ROLE(ROLE_ADMIN), .writes = (const char *const[]){NULL}};

static const char *args_of(struct counter *c, const char *to, bool encrypted)
{
    buf_anew(&c->text);
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

void keep_facts(struct counter *c, const struct store_facts *machine, struct keep_facts *out)
{
    enum { DAY_MS = 24 * 60 * 60 * 1000 };

    *out = (struct keep_facts){.path = store_path(c->store),
                               .kind = kinds[store_kind_of(c->store)],
                               .partnership = store_setting(c->store, "partnership"),
                               .now = store_setting(c->store, "now"),
                               .read_only = store_is_read_only(c->store),
                               .last_backup = ABSENT};
    if (machine->last_backup_at != ABSENT)
        out->last_backup = c->session.today.day - machine->last_backup_at / DAY_MS;
}

bool keep_machine(struct counter *c, const char *path, struct store_facts *out, struct fault *why)
{
    return store_facts(c ? c->store : NULL, path, out, why);
}

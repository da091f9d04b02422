/* store_desk.h - a store of a test's own, and somebody at it
 *
 * Use   desk_open in the setup, desk_close in the teardown; between desk_begin and desk_commit rows
 *       may be added to the tables named.
 */
#ifndef TESTS_UNIT_STORE_DESK_H
#define TESTS_UNIT_STORE_DESK_H

#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/store/tx.h"

struct desk {
    char folder[64], path[96];
    struct store *store;
    struct session who;
    struct tx tx;
    struct arena arena;
};

static inline void desk_good(bool good, const struct fault *why)
{
    if (!good)
        fail_msg("%s: %s", fault_word(why->kind), why->text);
}

static inline void desk_open(struct desk *d, const struct table *const *tables)
{
    static const char *const settings[] = {"partnership", "leicestershire", NULL};
    struct fault why = {0};

    memset(d, 0, sizeof *d);
    snprintf(d->folder, sizeof d->folder, "/tmp/htlah-desk-XXXXXX");
    assert_non_null(mkdtemp(d->folder));
    snprintf(d->path, sizeof d->path, "%s/s.db", d->folder);
    struct store_options o = {.path = d->path, .tables = tables};
    desk_good(store_make(&o, STORE_STORY, settings, &why), &why);
    desk_good(store_open(&o, &d->store, &why), &why);
    d->who = (struct session){.store = d->store,
                              .staff_id = 1,
                              .login = "auditor1",
                              .name = "Invented Auditor",
                              .employer = "LCC",
                              .roles = ROLE(ROLE_AUDITOR),
                              .role = ABSENT,
                              .practice = true};
    assert_true(date_make(2016, 11, 8, &d->who.today));
    d->who.now = datetime_make(d->who.today, 9 * 60 + 14);
}

static inline void desk_begin(struct desk *d, const char *op, const char *const *writes)
{
    struct fault why = {0};

    d->tx = (struct tx){.who = &d->who,
                        .op = op,
                        .writes = writes,
                        .args = "{}",
                        .answer = "{\"text\":\"Done as asked\"}",
                        .subject_id = ABSENT};
    desk_good(tx_begin(d->store, &d->tx, &d->arena, &why), &why);
}

static inline void desk_commit(struct desk *d)
{
    struct fault why = {0};

    desk_good(tx_commit(d->store, &d->tx, &why), &why);
}

static inline void desk_close(struct desk *d)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-turn"};
    char name[128];

    store_close(d->store);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", d->path, endings[i]);
        unlink(name);
    }
    rmdir(d->folder);
    arena_release(&d->arena);
}

#endif

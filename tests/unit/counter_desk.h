/* counter_desk.h - a store of the fifteen and a counter on it; operations by name with YAML text */
#ifndef TESTS_UNIT_COUNTER_DESK_H
#define TESTS_UNIT_COUNTER_DESK_H

#include "core/config/yaml.h"
#include "core/ops/counter.h"
#include "core/ops/keep.h"
#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

struct desk {
    char folder[200], path[240];
    struct counter *c;
    struct arena arena;
    struct answer answer; /* of the last one done */
    struct faults all;    /* of the last one that was not */
};

static inline datetime_t desk_now(void)
{
    datetime_t now;

    assert_true(datetime_parse_iso("2016-11-08T09:14", &now));
    return now;
}

static inline void desk_open(struct desk *d, const char *login, const char *as)
{
    const struct counter_options o = {.store = d->path,
                                      .login = login,
                                      .as = as,
                                      .role = ABSENT,
                                      .today = datetime_date(desk_now()),
                                      .now = desk_now()};

    if (!counter_open(&o, &d->c, &d->all))
        fail_msg("the store does not open: %s", d->all.list[0].text);
}

/* journal: as of struct make_options. */
static inline void desk_new_logged(struct desk *d, enum store_kind kind, const char *journal)
{
    const char *tmp = getenv("TMPDIR");
    const struct make_options o = {
        .store = d->path, .kind = kind, .now = desk_now(), .login = "maker", .journal = journal};

    *d = (struct desk){0};
    snprintf(d->folder, sizeof d->folder, "%s/htlah-desk-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(d->folder));
    snprintf(d->path, sizeof d->path, "%s/desk.db", d->folder);
    if (!counter_make(&o, &d->all))
        fail_msg("the store is not made: %s", d->all.list[0].text);
    desk_open(d, "maker", NULL);
}

static inline void desk_new(struct desk *d, enum store_kind kind)
{
    desk_new_logged(d, kind, NULL);
}

static inline void desk_remove(struct desk *d)
{
    char command[256];

    counter_close(d->c);
    faults_release(&d->all);
    arena_release(&d->arena);
    snprintf(command, sizeof command, "rm -rf '%s'", d->folder);
    assert_int_equal(system(command), 0);
}

/* Somebody of the fifteen sits down. */
static inline void desk_sit(struct desk *d, const char *login)
{
    struct fault why = {0};

    if (!counter_sit(d->c, login, ABSENT, counter_session(d->c)->now, &why))
        fail_msg("%s does not sit down: %s", login, why.text);
}

static inline const struct node *desk_args(struct desk *d, const char *yaml)
{
    struct node *map = yaml_read_value(yaml, strlen(yaml), NULL, &d->arena, &d->all);

    if (!map)
        fail_msg("%s: %s", yaml, d->all.list[0].text);
    return map;
}

static const struct reading desk_how = {.style = STYLE_FILE, .kind = "argument"};

/* What came of it: FAULT_NONE, or the kind of the first fault. */
static inline enum fault_kind desk_run(struct desk *d, const char *op, const char *yaml,
                                       const char *op_id)
{
    faults_release(&d->all);
    d->all = (struct faults){0};
    const struct node *args = desk_args(d, yaml);
    bool good = counter_run(d->c, op, args, &desk_how, op_id, &d->arena, &d->answer, &d->all);
    return good ? FAULT_NONE : d->all.list[0].kind;
}

static inline void desk_do(struct desk *d, const char *op, const char *yaml)
{
    if (desk_run(d, op, yaml, NULL) != FAULT_NONE)
        fail_msg("%s %s: %s", op, yaml, d->all.list[0].text);
}

static inline int64_t desk_head(struct desk *d)
{
    return store_head(counter_store(d->c));
}

static inline int64_t desk_int(struct desk *d, const char *sql)
{
    struct fault why = {0};
    int64_t n = ABSENT;

    if (!query_one_int(counter_store(d->c), sql, NULL, 0, &n, &why))
        fail_msg("%s: %s", sql, why.text);
    return n;
}

static inline const char *desk_text(struct desk *d, const char *sql)
{
    struct fault why = {0};
    const char *text = NULL;

    if (!query_one_text(counter_store(d->c), sql, NULL, 0, &d->arena, &text, &why))
        fail_msg("%s: %s", sql, why.text);
    return text ? text : "";
}

#endif

/* desk.h - a story store, its practice staff, and operations written as in a story
 *
 *     desk_do(d, "planner1", "person.add", "{ref: P1, family_name: Example, …}");
 *     desk_refused(d, "broker1", "person.add", "{…}", "PN-1");
 *     assert_string_equal(desk_see(d, "planner1", "people", "where", "name"), "Example, Ann");
 */
#ifndef TESTS_UNIT_DESK_H
#define TESTS_UNIT_DESK_H

#include "core/config/yaml.h"
#include "core/ops/counter.h"
#include "core/views/show.h"
#include "tests/unit/run.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

struct desk {
    char folder[200], path[240];
    struct arena arena;
    struct counter *counter;
    struct answer answer; /* of what was last done */
    struct faults all;    /* of what was last not done */
    datetime_t now;
};

#define DESK_NOW "2016-11-14T10:00"

static inline void desk_sit(struct desk *d, const char *login)
{
    struct fault why = {0};

    if (!counter_sit(d->counter, login, ABSENT, d->now, &why))
        fail_msg("%s sits down: %s", login, why.text);
}

static inline struct desk *desk_open(void)
{
    const char *tmp = getenv("TMPDIR");
    struct desk *d = calloc(1, sizeof *d);

    assert_non_null(d);
    snprintf(d->folder, sizeof d->folder, "%s/htlah-desk-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(d->folder));
    snprintf(d->path, sizeof d->path, "%s/story.db", d->folder);
    assert_true(datetime_parse_iso(DESK_NOW, &d->now));
    struct make_options make = {
        .store = d->path, .kind = STORE_STORY, .now = d->now, .login = "maker"};
    if (!counter_make(&make, &d->all))
        fail_msg("making: %s", d->all.list[0].text);
    struct counter_options o = {.store = d->path,
                                .login = "maker",
                                .role = ABSENT,
                                .today = datetime_date(d->now),
                                .now = d->now};
    if (!counter_open(&o, &d->counter, &d->all))
        fail_msg("opening: %s", d->all.list[0].text);
    return d;
}

static inline void desk_close(struct desk *d)
{
    char command[256];

    counter_close(d->counter);
    faults_release(&d->all);
    arena_release(&d->arena);
    snprintf(command, sizeof command, "rm -rf '%s'", d->folder);
    assert_int_equal(system(command), 0);
    free(d);
}

static inline bool desk_run(struct desk *d, const char *login, const char *op, const char *args)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "argument"};

    faults_release(&d->all);
    d->all = (struct faults){0};
    desk_sit(d, login);
    struct node *map = yaml_read(args, strlen(args), "args", &d->arena, &d->all);
    if (!map)
        fail_msg("%s", d->all.list[0].text);
    d->answer = (struct answer){0};
    return counter_run(d->counter, op, map, &how, NULL, &d->arena, &d->answer, &d->all);
}

static inline void desk_do(struct desk *d, const char *login, const char *op, const char *args)
{
    if (!desk_run(d, login, op, args))
        fail_msg("%s %s: %s", op, args, d->all.list[0].text);
}

static inline void desk_not(struct desk *d, const char *login, const char *op, const char *args,
                            enum fault_kind kind)
{
    if (desk_run(d, login, op, args))
        fail_msg("%s %s was done: %s", op, args, d->answer.text);
    if (d->all.list[0].kind != kind)
        fail_msg("%s %s is %s, not %s: %s", op, args, fault_word(d->all.list[0].kind),
                 fault_word(kind), d->all.list[0].text);
}

static inline void desk_code(struct desk *d, const char *code)
{
    if (!fault_has_code(&d->all.list[0], code))
        fail_msg("%s is not given: %s", code, d->all.list[0].text);
}

static inline void desk_refused(struct desk *d, const char *login, const char *op, const char *args,
                                const char *code)
{
    desk_not(d, login, op, args, FAULT_REFUSED);
    desk_code(d, code);
}

static inline void desk_denied(struct desk *d, const char *login, const char *op, const char *args,
                               const char *code)
{
    desk_not(d, login, op, args, FAULT_DENIED);
    if (code)
        desk_code(d, code);
}

/* Bad input, and it is this argument. */
static inline void desk_bad(struct desk *d, const char *login, const char *op, const char *args,
                            const char *field)
{
    desk_not(d, login, op, args, FAULT_INPUT);
    assert_string_equal(d->all.list[0].field, field);
}

static inline bool desk_remarked(const struct desk *d, const char *code)
{
    for (size_t i = 0; i < d->answer.remarks; i++)
        if (d->answer.remark[i].code && strcmp(d->answer.remark[i].code, code) == 0)
            return true;
    return false;
}

/* Columns of every row of a view, as in a file: values with | between, rows with / between. */
static inline const char *desk_look(struct desk *d, const char *login, const char *view,
                                    const char *where, const char *search, const char *columns)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "column"};
    const struct view *v = view_find(view);
    struct view_ask ask = VIEW_ASK;
    struct view_page page;
    struct fault why = {0};
    struct buf b = {0};

    faults_release(&d->all);
    d->all = (struct faults){0};
    desk_sit(d, login);
    assert_non_null(v);
    struct node *map = yaml_read(where, strlen(where), "where", &d->arena, &d->all);
    assert_non_null(map);
    if (!view_where(v, map, &how, &ask, &d->arena, &d->all))
        fail_msg("%s where %s: %s", view, where, d->all.list[0].text);
    ask.search = search;
    if (!view_page(counter_session(d->counter), v, &ask, &d->arena, &page, &why)) {
        buf_printf(&b, "%s", fault_word(why.kind));
    } else {
        for (size_t i = 0; i < page.rows.count; i++) {
            const char *row = (const char *)page.rows.items + i * v->columns->size;
            char list[200], *at = list, *name;
            snprintf(list, sizeof list, "%s", columns);
            if (i)
                buf_text(&b, " / ");
            for (bool first = true; (name = strtok_r(at, " ", &at)); first = false) {
                const struct field *f = fields_find(v->columns, name);
                if (!f)
                    fail_msg("%s has no column %s", view, name);
                buf_text(&b, first ? "" : "|");
                field_print(f, row, STYLE_FILE, &b);
            }
        }
    }
    const char *out = arena_text(&d->arena, b.text ? b.text : "");
    buf_release(&b);
    return out;
}

static inline void desk_sees(struct desk *d, const char *login, const char *view, const char *where,
                             const char *columns, const char *expected)
{
    assert_string_equal(desk_look(d, login, view, where, NULL, columns), expected);
}

static inline void desk_finds(struct desk *d, const char *login, const char *search,
                              const char *expected)
{
    const char *found = desk_look(d, login, "people", "{}", search, "ref");

    if (strcmp(found, expected) != 0)
        fail_msg("\"%s\" finds \"%s\", not \"%s\"", search, found, expected);
}

/* A lot with a lead and two providers, at a postcode that lies in it. */
static inline void desk_market(struct desk *d)
{
    desk_do(d, "supervisor1", "place.postcode",
            "{postcode: LE11 3TU, district: E07000130, ward: E05005432}");
    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    desk_do(d, "broker1", "provider.add", "{ref: V2, name: Beacon, registered_from: 2012-04-01}");
    desk_do(
        d, "maker", "award.add",
        "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 6000, from: 2016-11-07, "
        "rates: [{pence: 2000}]}");
}

/* Every invariant of the store holds. */
static inline void desk_print_exception(void *ctx, const char *what, const char *where)
{
    (void)ctx;
    print_error("%s (%s)\n", what, where);
}

static inline void desk_check(struct desk *d)
{
    struct check_report r = {.exception = desk_print_exception};
    struct progress p = {.what = "check"};
    struct fault why = {0};

    if (!store_check(counter_store(d->counter), &r, &p, &why))
        fail_msg("check: %s", why.text);
    assert_int_equal(r.exceptions, 0);
}

#endif

/* The view engine: every row once in either direction, whatever the order; filters by the column's
 * field; counts; what was known when; and that a page walks an index. */
#include "tests/unit/store_desk.h"

#include "core/views/system_views.h"
#include "core/views/view_inside.h"

static const struct table *const no_tables[] = {NULL};
static struct desk desk;

/* --- a view of the test's own, with ties and NULLs in every column ----------------------------- */

struct row {
    int64_t id;
    const char *login, *employer, *works_for;
    date_t to;
    int64_t number, place;
    int64_t place_rank;
};
static const struct word places[] = {{"z", "First"}, {"m", "Middle"}, {"a", "Last"}, {NULL, NULL}};
static const struct field columns[] = {
    {FIELD(struct row, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN},
    {FIELD(struct row, login, FIELD_TEXT)},
    {FIELD(struct row, employer, FIELD_TEXT)},
    {FIELD(struct row, works_for, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct row, to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END},
    {FIELD(struct row, number, FIELD_INT), .flags = FIELD_OPTIONAL, .min = -50, .max = 50},
    {FIELD(struct row, place, FIELD_ENUM), .flags = FIELD_OPTIONAL, .words = places},
    {FIELD(struct row, place_rank, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN},
};
static const struct fields fields = FIELDS("test", columns, struct row);
struct ask_row {
    const char *only;
    int64_t least;
};
static const struct field params[] = {
    {FIELD(struct ask_row, only, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct ask_row, least, FIELD_INT), .flags = FIELD_OPTIONAL},
};
static const struct fields param_fields = FIELDS("test", params, struct ask_row);
static const struct view view = {
    .name = "test",
    .roles = ROLE(ROLE_BROKER),
    .columns = &fields,
    .params = &param_fields,
    .sql = "SELECT s.id, s.login AS other, s.employer, s.works_for, s.valid_to, "
           "nullif(s.id % 13, 0) - 6, CASE s.id % 4 WHEN 0 THEN 'a' WHEN 1 THEN 'm' "
           "WHEN 2 THEN 'z' END, CASE s.id % 4 WHEN 0 THEN 2 WHEN 1 THEN 1 WHEN 2 THEN 0 END "
           "FROM staff s WHERE s.known_to IS NULL -- it's :nothing\n"
           "AND (:only IS NULL OR s.employer = :only) AND s.id >= coalesce(:least, 0)",
    .order = "login",
};

enum { ROWS = 211 };
static unsigned seed = 20161108;
static unsigned dice(unsigned sides)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % sides;
}

static int set_up(void **state)
{
    static const char *const employers[] = {"LCC", "RXX", "QK1", "Ålesund"};
    static const char *const writes[] = {"staff", NULL};

    (void)state;
    desk_open(&desk, no_tables);
    for (int i = 0; i < ROWS; i++) {
        struct fault why = {0};
        char login[32];
        struct staff s = {.employer = employers[dice(3)],
                          .works_for = dice(3) ? employers[dice(4)] : NULL,
                          .valid_from = desk.who.today,
                          .valid_to =
                              dice(2) ? DATE_NONE : date_add_days(desk.who.today, dice(5) + 1)};
        snprintf(login, sizeof login, "%s%u", dice(2) ? "Éva.o" : "broker", dice(40));
        s.login = login;
        s.name = "Somebody";
        if (i % 50 == 0)
            desk_begin(&desk, "staff.add", writes);
        desk_good(row_add(desk.store, &table_staff, &s, &why), &why);
        if (i % 50 == 49 || i == ROWS - 1)
            desk_commit(&desk);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    desk_close(&desk);
    return 0;
}

/* --- pages -------------------------------------------------------------------------------------- */

struct all {
    int64_t id[ROWS + 1];
    size_t count;
};

static bool keep(void *ctx, const void *row, struct fault *why)
{
    struct all *all = ctx;

    (void)why;
    assert_true(all->count < ROWS);
    all->id[all->count++] = ((const struct row *)row)->id;
    return true;
}

static struct view_page page(const struct view_ask *ask, struct arena *a)
{
    struct fault why = {0};
    struct view_page p;

    desk_good(view_page(&desk.who, &view, ask, a, &p, &why), &why);
    return p;
}

/* Forward from the start and backward from the end, in pages: the same rows as all at once. */
static void walk(struct view_ask ask, size_t limit)
{
    struct fault why = {0};
    struct all all = {0}, got = {0};
    struct arena a = {0};

    desk_good(view_each(&desk.who, &view, &ask, keep, &all, &why), &why);
    ask.limit = limit;
    for (;;) {
        struct view_page p = page(&ask, &a);
        const struct row *rows = p.rows.items;
        assert_int_equal(p.more_before, got.count > 0);
        for (size_t i = 0; i < p.rows.count; i++)
            keep(&got, &rows[i], &why);
        assert_int_equal(p.more_after, got.count < all.count);
        if (!p.more_after)
            break;
        assert_int_equal(p.rows.count, limit);
        ask.after = &rows[p.rows.count - 1];
    }
    assert_int_equal(got.count, all.count);
    assert_memory_equal(got.id, all.id, all.count * sizeof *all.id);
    ask.after = NULL;
    ask.from_end = true;
    for (size_t left = all.count; left;) {
        struct view_page p = page(&ask, &a);
        const struct row *rows = p.rows.items;
        assert_true(p.rows.count > 0 && p.rows.count <= left);
        assert_int_equal(p.more_after, left < all.count);
        left -= p.rows.count;
        assert_int_equal(p.more_before, left > 0);
        for (size_t i = 0; i < p.rows.count; i++)
            assert_int_equal(rows[i].id, all.id[left + i]);
        ask.before = &rows[0];
        ask.from_end = false;
    }
    arena_release(&a);
}

static void every_row_once_in_both_directions(void **state)
{
    static const char *const sorts[] = {NULL, "id",     "login", "employer", "works_for",
                                        "to", "number", "place", "-employer"};
    static const char *const thens[] = {NULL, "to", "-works_for", "-number", "place"};
    static const size_t limits[] = {1, 7, 50, 300};

    (void)state;
    for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++)
        for (size_t t = 0; t < sizeof thens / sizeof *thens; t++)
            for (int down = 0; down < 2; down++) {
                struct view_ask ask = VIEW_ASK;
                ask.sort = sorts[s];
                ask.then = thens[t];
                ask.descending = down;
                walk(ask, limits[(s + t + (size_t)down) % 4]);
            }
}

/* Held against the order itself, not against the engine: absent first, then by value, then by id. */
static void the_order_is_what_was_asked(void **state)
{
    struct arena a = {0};
    struct view_ask ask = VIEW_ASK;

    (void)state;
    ask.sort = "works_for";
    ask.then = "-to";
    struct view_page p = page(&ask, &a);
    const struct row *r = p.rows.items;
    assert_int_equal(p.rows.count, ROWS);
    assert_null(r[0].works_for);
    for (size_t i = 1; i < ROWS; i++) {
        int c = !r[i - 1].works_for ? (r[i].works_for ? -1 : 0)
                : !r[i].works_for   ? 1
                                    : strcmp(r[i - 1].works_for, r[i].works_for);
        assert_true(c <= 0);
        if (c == 0)
            assert_true(r[i - 1].to.day >= r[i].to.day); /* absent is the least */
        if (c == 0 && r[i - 1].to.day == r[i].to.day)
            assert_true(r[i - 1].id > r[i].id);
    }
    ask.sort = "place"; /* by its rank, not by the alphabet of codes */
    ask.then = NULL;
    p = page(&ask, &a);
    r = p.rows.items;
    assert_int_equal(r[0].place, ABSENT);
    assert_int_equal(r[ROWS - 1].place, 2);
    for (size_t i = 1; i < ROWS; i++)
        assert_true(r[i - 1].place <= r[i].place);
    arena_release(&a);
}

/* Only what is asked for, the identity and what orders the rows; pages go on from such rows. */
static void only_the_columns_wanted(void **state)
{
    static const char *const only[] = {"employer", NULL};
    struct view_ask ask = VIEW_ASK;
    struct arena a = {0};

    (void)state;
    ask.only = only;
    ask.sort = "login";
    ask.limit = 30;
    struct view_page p = page(&ask, &a);
    const struct row *rows = p.rows.items;
    assert_int_equal(p.rows.count, 30);
    for (size_t i = 0; i < p.rows.count; i++) {
        assert_true(rows[i].id > 0);
        assert_non_null(rows[i].employer);
        assert_non_null(rows[i].login);
        assert_null(rows[i].works_for);
        assert_true(!date_given(rows[i].to));
        assert_int_equal(rows[i].number, ABSENT);
        assert_int_equal(rows[i].place, ABSENT);
    }
    ask.limit = 0;
    walk(ask, 30);
    arena_release(&a);
}

static void a_row_that_is_gone_does_not_lose_the_place(void **state)
{
    struct arena a = {0};
    struct view_ask ask = VIEW_ASK;
    struct row gone = {.id = 1000000, .login = "broker20", .employer = "", .works_for = NULL};

    (void)state;
    ask.after = &gone;
    ask.limit = 5;
    struct view_page p = page(&ask, &a);
    const struct row *r = p.rows.items;
    assert_true(p.rows.count == 5 && strcmp(r[0].login, "broker20") > 0);
    arena_release(&a);
}

/* --- filters ------------------------------------------------------------------------------------ */

static int64_t counted(const struct view_ask *ask)
{
    struct fault why = {0};
    int64_t count;
    bool about;

    desk_good(view_count(&desk.who, &view, ask, 100000, &count, &about, &why), &why);
    assert_false(about);
    return count;
}

static struct view_ask filtered(const char *column, enum view_test test, const char *value)
{
    struct view_ask ask = VIEW_ASK;

    ask.filter[ask.filters++] = (struct view_filter){column, test, value};
    return ask;
}

static void filters_by_the_field(void **state)
{
    static const struct {
        const char *column;
        enum view_test test;
        const char *value;
        enum style style;
    } cases[] = {
        {"employer", TEST_IS, "LCC", STYLE_FILE},     {"employer", TEST_NOT, "LCC", STYLE_FILE},
        {"works_for", TEST_IS, "", STYLE_FILE},       {"works_for", TEST_NOT, "", STYLE_FILE},
        {"works_for", TEST_NOT, "LCC", STYLE_FILE},   {"works_for", TEST_HOLDS, "ales", STYLE_FILE},
        {"login", TEST_HOLDS, "EVA O1", STYLE_FILE},  {"to", TEST_IS, "2016-11-10", STYLE_FILE},
        {"to", TEST_UNDER, "2016-11-10", STYLE_FILE}, {"to", TEST_OVER, "10/11/2016", STYLE_TYPED},
        {"to", TEST_IS, "+2", STYLE_TYPED},           {"number", TEST_OVER, "-3", STYLE_FILE},
        {"place", TEST_IS, "z", STYLE_FILE},          {"place", TEST_UNDER, "a", STYLE_FILE},
        {"place", TEST_HOLDS, "st", STYLE_FILE},      {"place", TEST_IS, "Middle", STYLE_TYPED},
    };
    struct arena a = {0};
    struct view_ask all = VIEW_ASK;

    (void)state;
    struct view_page p = page(&all, &a);
    const struct row *r = p.rows.items;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t expected = 0;
        date_t tenth = date_add_days(desk.who.today, 2);
        for (size_t k = 0; k < p.rows.count; k++) {
            const char *w = r[k].works_for;
            bool is[] = {strcmp(r[k].employer, "LCC") == 0,
                         strcmp(r[k].employer, "LCC") != 0,
                         !w,
                         w != NULL,
                         !w || strcmp(w, "LCC") != 0,
                         w && strcmp(w, "Ålesund") == 0,
                         strncmp(r[k].login, "Éva.o1", 7) == 0,
                         date_given(r[k].to) && r[k].to.day == tenth.day + 1,
                         date_given(r[k].to) && r[k].to.day < tenth.day + 1,
                         date_given(r[k].to) && r[k].to.day > tenth.day + 1,
                         date_given(r[k].to) && r[k].to.day == tenth.day + 1,
                         r[k].number != ABSENT && r[k].number > -3,
                         r[k].place == 0,
                         r[k].place == 0 || r[k].place == 1,
                         r[k].place == 0 || r[k].place == 2,
                         r[k].place == 1};
            expected += is[i];
        }
        struct view_ask ask = filtered(cases[i].column, cases[i].test, cases[i].value);
        ask.style = cases[i].style;
        print_message("%s %d %s: %d\n", cases[i].column, (int)cases[i].test, cases[i].value,
                      (int)expected);
        assert_true(expected > 0 && expected < ROWS);
        assert_int_equal(counted(&ask), expected);
        walk(ask, 9);
    }
    arena_release(&a);
}

static void what_cannot_be_asked(void **state)
{
    static const struct {
        const char *column;
        enum view_test test;
        const char *value, *field, *says;
    } cases[] = {
        {"employr", TEST_IS, "LCC", "column", "did you mean employer?"},
        {"colour", TEST_IS, "red", "column", "its columns are: login employer"},
        {"to", TEST_IS, "31/04/2016", "to", "to"},
        {"number", TEST_UNDER, "many", "number", "number"},
        {"number", TEST_HOLDS, "1", "number", "holds no words"},
        {"number", TEST_OVER, "", "number", "compared with"},
        {"place", TEST_IS, "q", "place", "place"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct view_ask ask = filtered(cases[i].column, cases[i].test, cases[i].value);
        struct fault why = {0};
        struct arena a = {0};
        struct view_page p;
        assert_false(view_page(&desk.who, &view, &ask, &a, &p, &why));
        print_message("%s\n", why.text);
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_string_equal(why.field, cases[i].field);
        assert_non_null(strstr(why.text, cases[i].says));
        arena_release(&a);
    }
    struct view_ask ask = VIEW_ASK;
    struct fault why = {0};
    struct arena a = {0};
    struct view_page p;
    ask.as_at = desk.who.today;
    assert_false(view_page(&desk.who, &view, &ask, &a, &p, &why));
    assert_string_equal(why.field, "as_at");
    arena_release(&a);
}

static void values_are_values(void **state)
{
    static const char *const sly[] = {
        "'; DROP TABLE staff;--", "\" OR 1=1 --", "%", "_", "?7", ":only", "LCC' OR '1'='1"};

    (void)state;
    for (size_t i = 0; i < sizeof sly / sizeof *sly; i++) {
        struct view_ask ask = filtered("employer", TEST_IS, sly[i]);
        assert_int_equal(counted(&ask), 0);
        ask = filtered("works_for", TEST_HOLDS, sly[i]);
        assert_int_equal(counted(&ask), 0);
        ask = VIEW_ASK;
        ask.search = sly[i];
        assert_true(counted(&ask) >= 0);
    }
    struct view_ask all = VIEW_ASK;
    assert_int_equal(counted(&all), ROWS);
}

static void parameters_and_searches(void **state)
{
    struct view_ask ask = VIEW_ASK, same = filtered("employer", TEST_IS, "RXX");
    struct arena a = {0};
    struct faults all = {0};
    struct reading how = {.style = STYLE_FILE, .kind = "column", .command_line = true};

    (void)state;
    struct node *map = node_new(&a, NODE_MAP);
    node_add(&a, map, "only", "RXX");
    node_add(&a, map, "place", "z");
    assert_true(view_where(&view, map, &how, &ask, &a, &all));
    same.filter[same.filters++] = (struct view_filter){"place", TEST_IS, "z"};
    assert_true(counted(&ask) > 0);
    assert_int_equal(counted(&ask), counted(&same));
    node_add(&a, map, "onyl", "RXX");
    ask = VIEW_ASK;
    assert_false(view_where(&view, map, &how, &ask, &a, &all));
    assert_int_equal(all.list[0].kind, FAULT_USAGE);
    ask = VIEW_ASK;
    ask.search = "eva QK";
    same = filtered("login", TEST_HOLDS, "eva");
    int64_t found = counted(&ask);
    assert_true(found > 0 && found < counted(&same));
    walk(ask, 4);
    faults_release(&all);
    arena_release(&a);
}

static void counts_up_to_a_limit(void **state)
{
    struct view_ask ask = VIEW_ASK;
    struct fault why = {0};
    int64_t count;
    bool about;

    (void)state;
    assert_true(view_count(&desk.who, &view, &ask, ROWS, &count, &about, &why));
    assert_true(count == ROWS && !about);
    assert_true(view_count(&desk.who, &view, &ask, ROWS - 1, &count, &about, &why));
    assert_true(count == ROWS - 1 && about);
}

/* --- who, when ---------------------------------------------------------------------------------- */

static void who_may_open_it(void **state)
{
    struct session s = desk.who;
    struct fault why = {0};
    struct arena a = {0};
    struct view_ask ask = VIEW_ASK;
    struct view_page p;
    int64_t head = store_head(desk.store);

    (void)state;
    s.roles = ROLE(ROLE_FINANCE) | ROLE(ROLE_BROKER);
    s.role = ROLE_FINANCE;
    assert_false(view_page(&s, &view, &ask, &a, &p, &why));
    assert_int_equal(why.kind, FAULT_DENIED);
    assert_non_null(strstr(why.text, "broker"));
    assert_int_equal(store_head(desk.store), head + 1); /* the refusal is on record */
    s.role = ROLE_BROKER;
    assert_true(view_page(&s, &view, &ask, &a, &p, &why));
    arena_release(&a);
}

static void what_was_known_when(void **state)
{
    static const struct {
        const char *text;
        int64_t tx;
    } cases[] = {
        {"1", 1},          {"5", 5},          {"2016-11-08T09:13", 0}, {"2016-11-08T09:14", -1},
        {"2016-11-07", 0}, {"2016-11-08", -1}};
    static const char *const bad[] = {"0", "99999", "-1", "yesterday", "2016-02-30", ""};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        int64_t tx;
        desk_good(view_known_at(&desk.who, cases[i].text, &tx, &why), &why);
        assert_int_equal(tx, cases[i].tx < 0 ? store_head(desk.store) : cases[i].tx);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct fault why = {0};
        int64_t tx;
        assert_false(view_known_at(&desk.who, bad[i], &tx, &why));
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_string_equal(why.field, "known_at");
    }
}

static void as_it_was_known(void **state)
{
    struct view_ask ask = VIEW_ASK;
    struct fault why = {0};
    const struct view *staff = view_find("staff");
    int64_t count;
    bool about;

    (void)state;
    ask.known_at = 2; /* two transactions of fifty */
    desk_good(view_count(&desk.who, staff, &ask, 1000, &count, &about, &why), &why);
    assert_int_equal(count, 100);
    ask.known_at = ABSENT;
    desk_good(view_count(&desk.who, staff, &ask, 1000, &count, &about, &why), &why);
    assert_int_equal(count, ROWS);
}

/* --- every view of the program ------------------------------------------------------------------ */

struct plan {
    char text[4000];
};

/* The plan of the rows; `first` of finding which they are, where that comes before reading them. */
static void explain(const struct view *v, const struct view_ask *ask, bool first, struct plan *out)
{
    int64_t of = first ? ABSENT : 0;
    struct arena a = {0};
    struct composing c = {.s = &desk.who, .v = v, .ask = ask, .arena = &a};
    struct sort_order order;
    struct fault why = {0};
    struct cursor *cursor = NULL;
    bool row = true;

    out->text[0] = '\0';
    compose_text(&c, "EXPLAIN QUERY PLAN ");
    desk_good(order_of(v, ask, &order, &why), &why);
    desk_good(compose_rows(&c, &(struct rows_asked){.order = &order, .limit = 50}, &why), &why);
    const char *sql = compose_done(&c, &why);
    desk_good(sql != NULL, &why);
    desk_good(query_open(desk.store, sql, c.arg, c.args, &cursor, &why), &why);
    while (query_next(cursor, &row, &why) && row) {
        size_t at = strlen(out->text);
        if (of == ABSENT && strncmp(query_text(cursor, 3), "LIST SUBQUERY", 13) == 0)
            of = query_int(cursor, 0);
        if (query_int(cursor, 1) == of) /* what is asked of a row it shows is another matter */
            snprintf(out->text + at, sizeof out->text - at, "%s\n", query_text(cursor, 3));
    }
    query_close(cursor);
    arena_release(&a);
}

static void page_opens(struct session *who, const struct view *v, const char *sort,
                       const char *search)
{
    struct view_ask ask = VIEW_ASK;
    struct fault why = {0};
    struct arena a = {0};
    struct view_page p;

    ask.limit = 20;
    ask.sort = sort;
    ask.search = search;
    if (!view_page(who, v, &ask, &a, &p, &why))
        fail_msg("%s by %s: %s", v->name, sort ? sort : v->order, why.text);
    if (p.rows.count) {
        ask.after = p.rows.items;
        desk_good(view_page(who, v, &ask, &a, &p, &why), &why);
    }
    arena_release(&a);
}

/* Every view answers a page in its own order and by each of its columns, up and down, to the council's
 * own and to those of another body. */
static void every_view_opens(void **state)
{
    struct session lent[] = {desk.who, desk.who, desk.who};

    (void)state;
    lent[1].body = lent[2].body = "03W";
    lent[2].few = true;
    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        print_message("%s\n", v->name);
        assert_true(v->columns->count > 1 && v->columns->field[0].flags & FIELD_KEY);
        assert_string_equal(v->columns->field[0].name, "id");
        for (size_t s = 0; s < sizeof lent / sizeof *lent; s++) {
            for (size_t k = 0; k <= v->columns->count; k++)
                page_opens(&lent[s], v, k < v->columns->count ? v->columns->field[k].name : NULL,
                           NULL);
            page_opens(&lent[s], v, NULL, "s k");
        }
    }
}

/* Where a row names somebody, its export says whom: the read log would else hold the wrong record. */
static void rows_of_people_say_whose_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        bool personal = false;
        bool whose = fields_find(v->columns, "person_id") || fields_find(v->columns, "person") ||
                     fields_find(v->columns, "package") ||
                     (v->opens && strcmp(v->opens, "person") == 0);
        for (size_t k = 0; k < v->columns->count; k++)
            personal = personal || v->columns->field[k].flags & FIELD_PERSONAL;
        if (personal && whose && !(v->flags & (VIEW_PERSON | VIEW_QUIET)))
            fail_msg("%s names people and is not VIEW_PERSON", v->name);
        if (v->flags & VIEW_PERSON && !whose)
            fail_msg("%s is VIEW_PERSON and no column says whose its rows are", v->name);
    }
}

/* A page of these must not sort what it does not show. */
static void pages_walk_an_index(void **state)
{
    static const struct {
        const char *view, *sort;
    } pairs[] = {{"audit", NULL},     {"reads", NULL},      {"people", NULL},
                 {"people", "ref"},   {"packages", NULL},   {"offers", NULL},
                 {"tasks", NULL},     {"providers", NULL},  {"postcodes", NULL},
                 {"approvals", NULL}, {"replies-due", NULL}};

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct view *v = view_find(pairs[i].view);
        struct view_ask ask = VIEW_ASK;
        struct plan plan;
        assert_non_null(v);
        ask.sort = pairs[i].sort;
        explain(v, &ask, ask.sort && !v->params, &plan);
        print_message("%s by %s:\n%s", v->name, ask.sort ? ask.sort : v->order, plan.text);
        assert_true(plan.text[0]);
        assert_null(strstr(plan.text, "USE TEMP B-TREE"));
        assert_null(strstr(plan.text, "MATERIALIZE"));
    }
    struct view_ask ask = VIEW_ASK; /* and the check itself sees a sort */
    struct plan plan;
    ask.sort = "born";
    explain(view_find("people"), &ask, true, &plan);
    assert_non_null(strstr(plan.text, "USE TEMP B-TREE"));
}

/* A word that few rows have is found among those that may have it, not by reading the table; at
 * another time, which the ids do not know of, it is read after all. */
static void a_rare_word_is_not_looked_for_in_every_row(void **state)
{
    size_t tried = 0;

    (void)state;
    for (size_t i = 0; i < view_count_all(); i++) {
        const struct view *v = view_at(i);
        for (const struct view_narrow *n = v->narrow; n && n->column; n++, tried++) {
            const struct field *f = fields_find(v->columns, n->column);
            struct view_ask ask = VIEW_ASK;
            struct plan plan;
            assert_non_null(f);
            assert_true(f->type == FIELD_ENUM ? n->code && word_index(f->words, n->code) != ABSENT
                                              : !n->code);
            ask.style = STYLE_FILE;
            ask.filter[ask.filters++] = (struct view_filter){
                n->column, TEST_IS,
                n->code                 ? n->code
                : f->type == FIELD_DATE ? "1931-02-03"
                                        : (f->flags & FIELD_NHS ? "9990000018" : "ZZ1 1AA")};
            explain(v, &ask, false, &plan);
            print_message("%s %s=%s:\n%s", v->name, n->column, ask.filter[0].value, plan.text);
            assert_null(strstr(plan.text, "SCAN p"));
            assert_non_null(strstr(plan.text, "SEARCH p"));
            if (!(v->flags & VIEW_TIME))
                continue;
            ask.as_at = desk.who.today;
            explain(v, &ask, false, &plan);
            assert_non_null(strstr(plan.text, "SCAN p"));
        }
    }
    assert_true(tried > 5);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test_setup_teardown(every_row_once_in_both_directions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_is_what_was_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_the_columns_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_that_is_gone_does_not_lose_the_place, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(filters_by_the_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(values_are_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parameters_and_searches, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_up_to_a_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_may_open_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_known_when, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_it_was_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_view_opens, set_up, tear_down),
        cmocka_unit_test(rows_of_people_say_whose_they_are),
        cmocka_unit_test_setup_teardown(pages_walk_an_index, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rare_word_is_not_looked_for_in_every_row, set_up,
                                        tear_down),
    };
    return RUN_TESTS(t);
}

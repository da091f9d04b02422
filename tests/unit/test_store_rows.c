/* Rows of each kind of table: adding, loading, changing, versions, two people on one record. */
#include "core/ops/person.h"
#include "tests/unit/store_case.h"

static const char *const writes[] = {"person", "residence", "note", NULL};
static const struct table *const tables[] = {&table_person, &table_note, &table_residence, NULL};

static void begin(struct stand *p, struct tx *t)
{
    *t = (struct tx){.who = &p->who, .op = "test", .writes = writes};
    FINE(tx_begin(p->st, t, &p->arena, &p->why), p);
}

static void commit(struct stand *p, struct tx *t)
{
    FINE(tx_commit(p->st, t, &p->why), p);
}

static struct person ann(void)
{
    struct person n;

    fields_clear(table_person.fields, &n);
    n.ref = "P1";
    n.family_name = "Example";
    n.given_name = "Ann";
    n.born = (date_t){-14212};
    n.sort_key = "example ann";
    n.restricted = 0;
    n.sex = 0;
    return n;
}

static void with_tables(struct stand *p)
{
    struct store_options o;

    stand_store(p, STORE_REAL);
    stand_close(p);
    o = (struct store_options){.path = p->path, .tables = tables};
    FINE(store_open(&o, &p->st, &p->why), p);
    p->who.store = p->st;
}

static int64_t add_ann(struct stand *p)
{
    struct person n = ann();
    struct tx t;

    begin(p, &t);
    FINE(row_add(p->st, &table_person, &n, &p->why), p);
    assert_int_equal(n.head.rev, 1);
    commit(p, &t);
    return n.head.id;
}

static struct person load(struct stand *p, struct store *st, int64_t id)
{
    struct person n;

    FINE(row_get(st, &table_person, id, &n, &p->arena, &p->why), p);
    return n;
}

static void test_what_is_added_is_loaded_again(void **state)
{
    struct stand p;
    struct person want = ann(), is;
    (void)state;

    with_tables(&p);
    is = load(&p, p.st, add_ann(&p));
    for (size_t i = 0; i < table_person.fields->count; i++)
        assert_true(field_equal(&table_person.fields->field[i], &want, &is));
    assert_int_equal(is.head.rev, 1);
    FAULTS(row_get(p.st, &table_person, 99, &is, &p.arena, &p.why), &p, FAULT_MISSING);
    /* whose row it is, for the timeline; and no copy of the row itself */
    assert_int_equal(count_of(&p, "SELECT count(*) FROM change WHERE table_name = 'person' AND "
                                  "kind = 'add' AND person_id = 1 AND after IS NULL"),
                     1);
    stand_remove(&p);
}

static void test_a_change_keeps_old_and_new(void **state)
{
    struct stand p;
    struct findings f;
    const char *text;
    struct tx t;
    (void)state;

    with_tables(&p);
    struct person n = load(&p, p.st, add_ann(&p));
    begin(&p, &t);
    n.given_name = "Anne";
    n.born = (date_t){-14211};
    n.phone = "01632 960000";
    FINE(row_change(p.st, &table_person, &n, &p.why), &p);
    assert_int_equal(n.head.rev, 2);
    FINE(row_change(p.st, &table_person, &n, &p.why), &p); /* nothing different */
    assert_int_equal(n.head.rev, 2);
    n.phone = NULL;
    n.sex = 1;
    FINE(row_change(p.st, &table_person, &n, &p.why), &p);
    commit(&p, &t);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM change WHERE kind = 'change'"), 2);
    FINE(query_one_text(p.st, "SELECT before || after FROM change WHERE kind = 'change' LIMIT 1",
                        NO_ARGS, &p.arena, &text, &p.why),
         &p);
    assert_string_equal(text, "{\"given_name\":\"Ann\",\"born\":\"1931-02-03\",\"phone\":null}"
                              "{\"given_name\":\"Anne\",\"born\":\"1931-02-04\",\"phone\":\"01632 "
                              "960000\"}");
    if (verify(&p, &f))
        fail_msg("%s", f.text);
    stand_remove(&p);
}

/* Two people open one record; the second to save is told who was quicker, when and with what. */
static void test_two_people_on_one_record(void **state)
{
    struct store_options o = {.tables = tables};
    struct stand p;
    struct store *other;
    struct session bob;
    struct tx t;
    (void)state;

    with_tables(&p);
    int64_t id = add_ann(&p);
    o.path = p.path;
    FINE(store_open(&o, &other, &p.why), &p);
    FINE(session_open(other, "broker2", ABSENT, TODAY, NOW, &p.arena, &bob, &p.why), &p);
    struct person mine = load(&p, p.st, id), theirs = load(&p, other, id);
    struct tx u = {.who = &bob, .op = "test", .writes = writes};
    FINE(tx_begin(other, &u, &p.arena, &p.why), &p);
    theirs.phone = "01632 960001";
    FINE(row_change(other, &table_person, &theirs, &p.why), &p);
    FINE(tx_commit(other, &u, &p.why), &p);
    begin(&p, &t);
    mine.given_name = "Anna";
    FAULTS(row_change(p.st, &table_person, &mine, &p.why), &p, FAULT_STALE);
    assert_non_null(strstr(p.why.text, "Bob Sample"));
    assert_non_null(strstr(p.why.text, fields_find(table_person.fields, "phone")->label));
    tx_rollback(p.st);
    assert_string_equal(load(&p, p.st, id).phone, "01632 960001");
    assert_string_equal(load(&p, p.st, id).given_name, "Ann");
    store_close(other);
    stand_remove(&p);
}

static void test_versions_are_closed_never_altered(void **state)
{
    struct stand p;
    struct findings f;
    struct list versions;
    struct tx t;
    (void)state;

    with_tables(&p);
    struct residence r = {.person_id = add_ann(&p),
                          .valid_from = {17000},
                          .valid_to = DATE_NONE,
                          .postcode = "LE11 3TU"};
    struct residence next = r;
    begin(&p, &t);
    FINE(row_add(p.st, &table_residence, &r, &p.why), &p);
    assert_int_equal(r.head.known_from, t.seq);
    assert_int_equal(r.head.known_to, ABSENT);
    commit(&p, &t);
    begin(&p, &t);
    next.postcode = "LE1 5WW";
    FINE(row_replace(p.st, &table_residence, &r, &next, &p.why), &p);
    commit(&p, &t);
    FINE(rows_where(p.st, &table_residence, "person_id = ?1 ORDER BY id", ARGS(INT(r.person_id)),
                    &p.arena, &versions, &p.why),
         &p);
    const struct residence *v = versions.items;
    assert_int_equal(versions.count, 2);
    assert_int_equal(v[0].head.known_to, t.seq);
    assert_string_equal(v[0].postcode, "LE11 3TU");
    assert_int_equal(v[1].head.known_from, t.seq);
    assert_string_equal(v[1].postcode, "LE1 5WW");
    begin(&p, &t);
    FAULTS(row_close(p.st, &table_residence, &r, &p.why), &p, FAULT_STALE); /* once only */
    tx_rollback(p.st);
    begin(&p, &t);
    FAULTS(row_change(p.st, &table_residence, &next, &p.why), &p, FAULT_BUG);
    tx_rollback(p.st);
    if (check(&p, &f))
        fail_msg("%s", f.text);
    stand_remove(&p);
}

static void test_rows_by_hundreds(void **state)
{
    struct stand p;
    struct list notes;
    struct note one;
    struct tx t;
    bool found;
    (void)state;

    with_tables(&p);
    int64_t id = add_ann(&p);
    begin(&p, &t);
    for (int i = 0; i < 500; i++) {
        char text[32];
        fields_clear(table_note.fields, &one);
        snprintf(text, sizeof text, "note %d", i);
        one.person_id = id;
        one.kind = 0;
        one.written = NOW;
        one.staff_id = 1;
        one.text = text;
        one.restricted = 0;
        FINE(row_add(p.st, &table_note, &one, &p.why), &p);
    }
    commit(&p, &t);
    FINE(rows_where(p.st, &table_note, "person_id = ?1 ORDER BY id", ARGS(INT(id)), &p.arena,
                    &notes, &p.why),
         &p);
    assert_int_equal(notes.count, 500);
    assert_string_equal(((struct note *)notes.items)[499].text, "note 499");
    assert_int_equal(((struct note *)notes.items)[499].head.known_from, t.seq);
    FINE(row_where(p.st, &table_note, "text = ?1", ARGS(TEXT("note 7")), &one, &found, &p.arena,
                   &p.why),
         &p);
    assert_true(found);
    FINE(row_where(p.st, &table_note, "text = ?1", ARGS(TEXT("'; DROP TABLE note;--")), &one,
                   &found, &p.arena, &p.why),
         &p);
    assert_false(found);
    stand_remove(&p);
}

static void test_a_query_in_a_query_of_the_same_text(void **state)
{
    static const char sql[] = "SELECT login FROM staff ORDER BY id";
    struct cursor *outer, *inner;
    struct stand p;
    bool row;
    (void)state;

    stand_store(&p, STORE_REAL);
    FINE(query_open(p.st, sql, NO_ARGS, &outer, &p.why), &p);
    FINE(query_next(outer, &row, &p.why), &p);
    FINE(query_open(p.st, sql, NO_ARGS, &inner, &p.why), &p);
    FINE(query_next(inner, &row, &p.why), &p);
    FINE(query_next(inner, &row, &p.why), &p);
    assert_string_equal(query_text(inner, 0), "broker2");
    assert_string_equal(query_text(outer, 0), "broker1");
    assert_int_equal(query_columns(outer), 1);
    query_close(inner);
    FINE(query_next(outer, &row, &p.why), &p);
    assert_string_equal(query_text(outer, 0), "broker2");
    FINE(query_next(outer, &row, &p.why), &p);
    assert_false(row);
    query_close(outer);
    FAULTS(query_open(p.st, sql, ARGS(INT(1)), &outer, &p.why), &p, FAULT_BUG);
    stand_remove(&p);
}

/* More texts than are kept: the oldest make room, and nothing else changes. */
static void test_many_texts(void **state)
{
    struct stand p;
    char sql[80];
    int64_t n;
    (void)state;

    stand_store(&p, STORE_REAL);
    for (int i = 0; i < 1000; i++) {
        snprintf(sql, sizeof sql, "SELECT %d + ?1", i);
        FINE(query_one_int(p.st, sql, ARGS(INT(1)), &n, &p.why), &p);
        assert_int_equal(n, i + 1);
    }
    FINE(query_one_int(p.st, "SELECT ?1", ARGS(INT(ABSENT)), &n, &p.why), &p);
    assert_int_equal(n, ABSENT);
    stand_remove(&p);
}

/* A statement that would run for ever is given up, and the store goes on. */
static void test_patience_has_an_end(void **state)
{
    struct stand p;
    int64_t n;
    (void)state;

    stand_store(&p, STORE_REAL);
    FAULTS(query_one_int(p.st,
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
                         "count(*) FROM n",
                         NO_ARGS, &n, &p.why),
           &p, FAULT_BUSY);
    assert_int_equal(count_of(&p, "SELECT count(*) FROM staff"), 2);
    stand_remove(&p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_what_is_added_is_loaded_again),
        cmocka_unit_test(test_a_change_keeps_old_and_new),
        cmocka_unit_test(test_two_people_on_one_record),
        cmocka_unit_test(test_versions_are_closed_never_altered),
        cmocka_unit_test(test_rows_by_hundreds),
        cmocka_unit_test(test_a_query_in_a_query_of_the_same_text),
        cmocka_unit_test(test_many_texts),
        cmocka_unit_test(test_patience_has_an_end),
    };
    return RUN_TESTS(t);
}

/* The chain against people who write to the file past the program: reliability.md D1 to D4. */
#include "core/ops/person.h"
#include "core/store/seal.h"
#include "tests/unit/store_case.h"

static const char *const writes[] = {"person", "residence", "note", NULL};
static const struct table *const tables[] = {&table_person, &table_note, &table_residence, NULL};

static void reopen(struct stand *p)
{
    struct store_options o = {.path = p->path, .tables = tables};

    stand_close(p);
    FINE(store_open(&o, &p->st, &p->why), p);
    p->who.store = p->st;
}

/* A person added and changed twice, a residence replaced, a note, two reads. */
static void with_history(struct stand *p)
{
    struct tx t = {.op = "person.add",
                   .writes = writes,
                   .args = "{\"ref\":\"P1\"}",
                   .answer = "{}",
                   .reason = "asked by telephone"};
    struct person n;

    stand_store(p, STORE_REAL);
    reopen(p);
    t.who = &p->who;
    fields_clear(table_person.fields, &n);
    n.ref = "P1";
    n.family_name = "Example";
    n.given_name = "Ann";
    n.sort_key = "example ann";
    n.born = (date_t){-14212};
    n.restricted = 0;
    FINE(tx_begin(p->st, &t, &p->arena, &p->why), p);
    FINE(row_add(p->st, &table_person, &n, &p->why), p);
    struct residence r = {.person_id = n.head.id,
                          .valid_from = {17000},
                          .valid_to = DATE_NONE,
                          .postcode = "LE11 3TU"},
                     next = r;
    FINE(row_add(p->st, &table_residence, &r, &p->why), p);
    FINE(tx_commit(p->st, &t, &p->why), p);
    FINE(tx_begin(p->st, &t, &p->arena, &p->why), p);
    n.given_name = "Anne";
    n.born = (date_t){-14211};
    FINE(row_change(p->st, &table_person, &n, &p->why), p);
    n.family_name = "Sample";
    n.phone = "01632 960000";
    FINE(row_change(p->st, &table_person, &n, &p->why), p);
    next.postcode = "LE1 5WW";
    FINE(row_replace(p->st, &table_residence, &r, &next, &p->why), p);
    FINE(tx_commit(p->st, &t, &p->why), p);
    FINE(store_read_note(p->st, &p->who, "person", n.head.id, "open", &p->why), p);
    FINE(store_reads_flush(p->st, &p->who, &p->why), p);
}

static void test_an_honest_history_verifies(void **state)
{
    struct stand p;
    struct findings f;
    (void)state;

    with_history(&p);
    if (check(&p, &f))
        fail_msg("%s", f.text);
    assert_true(f.report.looked_at > 20);
    stand_remove(&p);
}

#define NO_KEEPERS                                                                                 \
    "DROP TRIGGER tx_stays; DROP TRIGGER tx_kept; DROP TRIGGER change_stays; DROP TRIGGER "        \
    "change_kept; "
#define KEEPERS                                                                                    \
    "; CREATE TRIGGER tx_stays BEFORE UPDATE ON tx BEGIN\n  SELECT RAISE(ABORT, 'an audit row is " \
    "never altered');\nEND; CREATE TRIGGER tx_kept BEFORE DELETE ON tx BEGIN\n  SELECT "           \
    "RAISE(ABORT, 'an audit row is never deleted');\nEND; CREATE TRIGGER change_stays BEFORE "     \
    "UPDATE ON change BEGIN\n  SELECT RAISE(ABORT, 'a recorded change is never altered');\nEND; "  \
    "CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN\n  SELECT RAISE(ABORT, 'a recorded " \
    "change is never deleted');\nEND"

/* Each one alone must be named; the store is put together anew for each. */
static void test_each_tampering_is_named(void **state)
{
    static const char *const each[][2] = {
        {"UPDATE tx SET op = 'person.view' WHERE seq = 3", "hash"},
        {"UPDATE tx SET login = 'broker2' WHERE seq = 3", "hash"},
        {"UPDATE tx SET staff_id = 2 WHERE seq = 3", "hash"},
        {"UPDATE tx SET role = NULL WHERE seq = 3", "hash"},
        {"UPDATE tx SET at = at + 1 WHERE seq = 3", "hash"},
        {"UPDATE tx SET op_id = 'f' || substr(op_id, 2) WHERE op_id NOT LIKE 'f%'", "hash"},
        {"UPDATE tx SET args = '{}' WHERE seq = 3", "arguments"},
        {"UPDATE tx SET reason = 'none' WHERE seq = 4", "arguments"},
        {"UPDATE tx SET answer = NULL WHERE seq = 3", "arguments"},
        {"UPDATE tx SET salt = NULL, args = NULL, answer = NULL, reason = NULL WHERE seq = 3",
         "salt"},
        {"UPDATE tx SET changes = 1 WHERE seq = 3", "hash"},
        {"UPDATE tx SET prev = zeroblob(32) WHERE seq = 3", "follow"},
        {"UPDATE setting SET value = 'eve' WHERE name = 'maker_login'", "settings"},
        {"DELETE FROM tx WHERE seq = 3", "missing"},
        {"DELETE FROM change WHERE id = 5", "changes"},
        {"UPDATE change SET before = '{\"given_name\":\"Eve\",\"born\":null}' WHERE kind = "
         "'change' AND id = (SELECT min(id) FROM change WHERE kind = 'change')",
         "not what"},
        {"UPDATE change SET after = '{}' WHERE kind = 'change'", "not what"},
        {"UPDATE change SET person_id = NULL WHERE kind = 'change'", "not what"},
        {"UPDATE change SET person_id = NULL WHERE table_name = 'residence'", "not what"},
        {"UPDATE change SET proof = zeroblob(32) WHERE id = 5", "changes"},
        {"UPDATE change SET salt = NULL WHERE id = 1", "salt"},
        {"UPDATE change SET tx = 4 WHERE id = 5", "out of its place"},
        {"INSERT INTO change(tx, kind, table_name, row_id, salt, proof) VALUES (9, 'add', 'staff', "
         "9, zeroblob(16), zeroblob(32))",
         "after those of the last"},
        {"UPDATE person SET given_name = 'Eve'", "not what"},
        {"UPDATE person SET born = born + 1", "not what"},
        {"UPDATE person SET title = 'Dr'", "not what"},
        {"UPDATE person SET rev = 9", "not what"},
        {"PRAGMA foreign_keys=OFF; DELETE FROM person", "missing"},
        {"UPDATE staff SET name = 'Eve' WHERE id = 1", "not what"},
        {"UPDATE residence SET postcode = 'LE1 1AA' WHERE known_to IS NULL", "not what"},
        {"UPDATE residence SET known_to = NULL", "another transaction"},
        {"UPDATE residence SET known_to = 4 WHERE known_to IS NULL", "closed this version"},
        {"UPDATE residence SET known_from = 1 WHERE id = 1", "another transaction"},
        {"INSERT INTO staff(known_from, login, name, employer, valid_from) VALUES (1, 'eve', "
         "'Eve', 'X', 1)",
         "no transaction added"},
        {"UPDATE read_log SET record_id = 8", "without change rows"},
        {"DELETE FROM read_log", "without change rows"},
        {"INSERT INTO read_log(tx, staff_id, kind, record_id, how) VALUES (5, 1, 'person', 2, "
         "'open')",
         "without change rows"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct stand p;
        struct findings f;
        char sql[2000];

        with_history(&p);
        snprintf(sql, sizeof sql, "%s%s%s", NO_KEEPERS, each[i][0], KEEPERS);
        tamper(&p, sql);
        if (!verify(&p, &f))
            fail_msg("not found: %s", each[i][0]);
        if (!strstr(f.text, each[i][1]))
            fail_msg("%s: %s", each[i][0], f.text);
        stand_remove(&p);
    }
}

/* The last rows are looked at whenever a store is opened. */
static void test_a_broken_tail_is_not_opened(void **state)
{
    struct store_options o = {.tables = tables};
    struct stand p;
    (void)state;

    with_history(&p);
    stand_close(&p);
    tamper(&p, NO_KEEPERS "UPDATE tx SET op = 'x' WHERE seq = 4" KEEPERS);
    o.path = p.path;
    FAULTS(store_open(&o, &p.st, &p.why), &p, FAULT_STORE);
    stand_remove(&p);
}

static uint64_t compare(struct stand *p, const char *file, struct findings *f)
{
    *f = (struct findings){.report = {.exception = found}};
    f->report.ctx = f;
    FINE(store_anchor_compare(p->st, file, &f->report, &p->why), p);
    return f->report.exceptions;
}

/* Whoever cuts the tail, or rewrites everything, is found by an anchor kept elsewhere. */
static void test_anchors_catch_what_a_chain_cannot(void **state)
{
    struct stand p;
    struct findings f;
    struct anchor a, newest;
    char file[260], key[260];
    (void)state;

    with_history(&p);
    snprintf(file, sizeof file, "%s/anchors", p.folder);
    snprintf(key, sizeof key, "%s/key", p.folder);
    FINE(store_key_make(key, &p.why), &p);
    FAULTS(store_key_make(key, &p.why), &p, FAULT_RESOURCE);
    FINE(store_seal(p.st, &p.who, key, file, &a, &p.why), &p);
    add_staff(&p, "new", "New Example", ROLE_CLERK, DATE_NONE);
    FINE(store_seal(p.st, &p.who, NULL, file, &a, &p.why), &p);
    FINE(store_anchor_read(file, &newest, &p.why), &p);
    assert_int_equal(newest.seq, a.seq);
    assert_string_equal(newest.hash, a.hash);
    assert_int_equal(compare(&p, file, &f), 0);
    if (check(&p, &f))
        fail_msg("%s", f.text);

    /* cut: everything after the first seal's transaction never was */
    stand_close(&p);
    tamper(&p, NO_KEEPERS "DELETE FROM change WHERE tx >= 6; DELETE FROM seal; DELETE FROM "
                          "staff_role WHERE known_from >= 6; DELETE FROM staff WHERE known_from >= "
                          "6; DELETE FROM tx WHERE seq >= 6" KEEPERS);
    reopen(&p);
    assert_int_equal(verify(&p, &f), 0);
    assert_int_equal(compare(&p, file, &f), 1);
    assert_non_null(strstr(f.text, "older"));

    /* and written anew */
    add_staff(&p, "a", "Other Example", ROLE_CLERK, DATE_NONE);
    add_staff(&p, "b", "More Example", ROLE_CLERK, DATE_NONE);
    assert_int_equal(verify(&p, &f), 0);
    assert_int_equal(compare(&p, file, &f), 1);
    assert_non_null(strstr(f.text, "rewritten"));
    stand_remove(&p);
}

static void test_a_forged_anchor_is_named(void **state)
{
    struct stand p;
    struct findings f;
    struct anchor a;
    char file[260], key[260], command[1200];
    (void)state;

    with_history(&p);
    snprintf(file, sizeof file, "%s/anchors", p.folder);
    snprintf(key, sizeof key, "%s/key", p.folder);
    FINE(store_key_make(key, &p.why), &p);
    FINE(store_seal(p.st, &p.who, key, file, &a, &p.why), &p);
    snprintf(command, sizeof command, "sed -i 's/^htlah-anchor 1 5 /htlah-anchor 1 4 /' '%s'",
             file);
    assert_int_equal(system(command), 0);
    assert_int_equal(compare(&p, file, &f), 1);
    assert_non_null(strstr(f.text, "signature"));
    snprintf(command, sizeof command, "echo nonsense >> '%s'", file);
    assert_int_equal(system(command), 0);
    fault_clear(&p.why);
    FAULTS(store_anchor_read(file, &a, &p.why), &p, FAULT_INPUT);
    assert_non_null(strstr(p.why.place, ":2"));
    chmod(key, 0640);
    FAULTS(store_seal(p.st, &p.who, key, file, &a, &p.why), &p, FAULT_DENIED);
    stand_remove(&p);
}

static void test_the_digest_is_of_content(void **state)
{
    char one[65], two[65], three[65];
    struct stand p, q;
    (void)state;

    stand_store(&p, STORE_STORY);
    stand_store(&q, STORE_STORY);
    FINE(store_digest(p.st, one, &p.why), &p);
    FINE(store_digest(q.st, two, &q.why), &q);
    assert_string_equal(one, two);
    add_staff(&p, "new", "New Example", ROLE_CLERK, DATE_NONE);
    FINE(store_digest(p.st, three, &p.why), &p);
    assert_string_not_equal(one, three);
    stand_remove(&p);
    stand_remove(&q);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(test_an_honest_history_verifies),
        cmocka_unit_test(test_each_tampering_is_named),
        cmocka_unit_test(test_a_broken_tail_is_not_opened),
        cmocka_unit_test(test_anchors_catch_what_a_chain_cannot),
        cmocka_unit_test(test_a_forged_anchor_is_named),
        cmocka_unit_test(test_the_digest_is_of_content),
    };
    return RUN_TESTS(t);
}

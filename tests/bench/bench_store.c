/* bench_store - what the audit trail costs: one durable operation, and an import of many people
 *
 * Compared  A bare one-row commit at WAL FULL on the same disk; prepared statements that write the
 *           same person, residence, registration, search-index and change rows in one transaction
 *           into the same schema, with no checks and no digests.
 * Argument  People to import (100,000).
 * Prints    name,ours,reference,ratio,goal - medians of rounds taken in turn.
 */
#include "core/ops/person.h"
#include "core/store/query.h"
#include "core/store/tx.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 7, COMMITS = 200, LOADS = 3 };

static char folder[200];

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(bool fine, const struct fault *why)
{
    if (fine)
        return;
    fprintf(stderr, "bench_store: %s\n", why->text);
    exit(1);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static void say(const char *name, double *ours, double *reference, int rounds, double goal)
{
    qsort(ours, (size_t)rounds, sizeof *ours, by_size);
    qsort(reference, (size_t)rounds, sizeof *reference, by_size);
    double o = ours[rounds / 2], r = reference[rounds / 2];
    printf("%s,%.4f,%.4f,%.2f,%.2f%s\n", name, o, r, o / r, goal, o / r > goal ? " over" : "");
    fflush(stdout);
}

static const struct table *const tables[] = {&table_person, &table_residence, &table_registration,
                                             NULL};

static struct store *fresh(const char *name)
{
    static char path[300];
    struct store_options o = {.path = path, .tables = tables};
    struct fault why = {0};
    struct store *st;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    must(store_make(&o, STORE_DEMO, NULL, &why), &why);
    must(store_open(&o, &st, &why), &why);
    return st;
}

static const char *const surnames[] = {"Example", "Sample", "Specimen", "Placeholder", "Pattern"};
static const char *const forenames[] = {"Ann", "Bob", "Carol", "Dev", "Esme", "Farah", "George"};

struct one {
    struct person person;
    struct residence home;
    struct registration gp;
    char ref[24], number[12], key[64], postcode[12], words[160];
};

static void make_one(struct one *o, int64_t i)
{
    const char *family = surnames[i % 5], *given = forenames[i % 7];

    snprintf(o->ref, sizeof o->ref, "P%07d", (int)i);
    snprintf(o->number, sizeof o->number, "%010lld", (long long)(i * 7919 % 10000000000LL));
    snprintf(o->key, sizeof o->key, "%s %s %d", family, given, (int)(i * 104729 % 1000003));
    snprintf(o->postcode, sizeof o->postcode, "LE%d %dAB", (int)(i % 90) + 1, (int)(i % 9));
    snprintf(o->words, sizeof o->words, "%s %s %s %s", family, given, o->number, o->postcode);
    fields_clear(table_person.fields, &o->person);
    fields_clear(table_residence.fields, &o->home);
    fields_clear(table_registration.fields, &o->gp);
    o->person.ref = o->ref;
    o->person.family_name = family;
    o->person.given_name = given;
    o->person.nhs_number = o->number;
    o->person.sort_key = o->key;
    o->person.born = (date_t){-14000 + i % 9000};
    o->person.restricted = 0;
    o->home.valid_from = o->gp.valid_from = (date_t){17000};
    o->home.address = "1 Example Street";
    o->home.postcode = o->postcode;
    o->gp.practice = "Z99999";
}

static const char *const writes[] = {"person", "residence", "registration", "person_search", NULL};

/* --- one durable operation ----------------------------------------------------------------------
 */

static double change_people(struct store *st, struct session *who, int64_t id)
{
    struct arena a = {0};
    struct fault why = {0};
    double begun = seconds();

    for (int i = 0; i < COMMITS; i++) {
        struct tx t = {
            .who = who, .op = "person.correct", .writes = writes, .args = "{\"ref\":\"P0000001\"}"};
        struct person n;
        char phone[24];
        must(tx_begin(st, &t, &a, &why), &why);
        must(row_get(st, &table_person, id, &n, &a, &why), &why);
        snprintf(phone, sizeof phone, "01632 9%05d", (int)(n.head.rev % 100000));
        n.phone = phone;
        must(row_change(st, &table_person, &n, &why), &why);
        must(tx_commit(st, &t, &why), &why);
        arena_reset(&a);
    }
    double took = seconds() - begun;
    arena_release(&a);
    return took / COMMITS * 1e3;
}

static double bare_commits(sqlite3 *db)
{
    sqlite3_stmt *s;
    double begun = seconds();

    sqlite3_prepare_v2(db, "INSERT INTO t(a, b) VALUES (?1, 'one row of a few words')", -1, &s,
                       NULL);
    for (int i = 0; i < COMMITS; i++) {
        sqlite3_bind_int(s, 1, i);
        if (sqlite3_step(s) != SQLITE_DONE)
            exit(1);
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    return (seconds() - begun) / COMMITS * 1e3;
}

static void bench_commit(void)
{
    struct store *st = fresh("commit.db");
    struct session who = {.store = st, .login = "bench", .role = ABSENT, .now = DATETIME_NONE};
    double ours[ROUNDS], bare[ROUNDS];
    struct arena a = {0};
    struct fault why = {0};
    static struct one o;
    char path[300];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/bare.db", folder);
    sqlite3_open(path, &db);
    sqlite3_exec(db,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(id INTEGER "
                 "PRIMARY KEY, a INTEGER, b TEXT)",
                 NULL, NULL, NULL);
    make_one(&o, 1);
    struct tx t = {.who = &who, .op = "person.add", .writes = writes};
    must(tx_begin(st, &t, &a, &why), &why);
    must(row_add(st, &table_person, &o.person, &why), &why);
    must(tx_commit(st, &t, &why), &why);
    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = change_people(st, &who, o.person.head.id);
        bare[i] = bare_commits(db);
    }
    say("store.commit-ms", ours, bare, ROUNDS, 2);
    sqlite3_close(db);
    arena_release(&a);
    store_close(st);
}

/* --- an import ----------------------------------------------------------------------------------
 */

static double import_people(int64_t people, int round)
{
    char name[40];
    snprintf(name, sizeof name, "import%d.db", round);
    struct store *st = fresh(name);
    struct session who = {.store = st, .login = "bench", .role = ABSENT, .now = DATETIME_NONE};
    struct progress work = {.what = "import people"};
    struct tx t = {.who = &who, .op = "import", .writes = writes, .bulk = true};
    struct arena a = {0};
    struct fault why = {0};
    static struct one o;
    double begun = seconds();

    must(store_bulk_begin(st, &work, &why), &why);
    must(tx_begin(st, &t, &a, &why), &why);
    for (int64_t i = 0; i < people; i++) {
        make_one(&o, i);
        must(row_add(st, &table_person, &o.person, &why), &why);
        o.home.person_id = o.gp.person_id = o.person.head.id;
        must(row_add(st, &table_residence, &o.home, &why) &&
                 row_add(st, &table_registration, &o.gp, &why),
             &why);
        must(store_run(st, "INSERT INTO person_search(rowid, words) VALUES (?1, ?2)",
                       ARGS(INT(o.person.head.id), TEXT(o.words)), &why),
             &why);
        must(store_bulk_step(st, (uint64_t)i, (uint64_t)people, &why), &why);
    }
    must(tx_commit(st, &t, &why), &why);
    double took = seconds() - begun;
    store_bulk_end(st);
    arena_release(&a);
    store_close(st);
    return took;
}

static void bind(sqlite3_stmt *s, int first, const struct table *t, const void *record)
{
    for (size_t i = 0; i < t->fields->count; i++) {
        const struct field *f = &t->fields->field[i];
        const void *place = (const char *)record + f->offset;
        int64_t n;
        if (f->type == FIELD_TEXT)
            sqlite3_bind_text(s, first + (int)i, *(const char *const *)place, -1, SQLITE_STATIC);
        else if ((n = *(const int64_t *)place) == ABSENT)
            sqlite3_bind_null(s, first + (int)i);
        else
            sqlite3_bind_int64(s, first + (int)i, n);
    }
}

static sqlite3_stmt *insert_into(sqlite3 *db, const struct table *t, const char *head, int heads)
{
    char sql[1000];
    size_t n = (size_t)snprintf(sql, sizeof sql, "INSERT INTO ");
    sqlite3_stmt *s;

    n += (size_t)snprintf(sql + n, sizeof sql - n, "%s(%s", t->name, head);
    for (size_t i = 0; i < t->fields->count; i++)
        n += (size_t)snprintf(sql + n, sizeof sql - n, ",%s", t->fields->field[i].name);
    n += (size_t)snprintf(sql + n, sizeof sql - n, ") VALUES (?");
    for (size_t i = 1; i < t->fields->count + (size_t)heads; i++)
        n += (size_t)snprintf(sql + n, sizeof sql - n, ",?");
    snprintf(sql + n, sizeof sql - n, ")");
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
        fprintf(stderr, "bench_store: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
    return s;
}

static void step(sqlite3_stmt *s)
{
    if (sqlite3_step(s) != SQLITE_DONE)
        exit(1);
    sqlite3_reset(s);
}

static void raw_change(sqlite3_stmt *s, const char *table, int64_t row, int64_t person)
{
    static uint8_t proof[48];

    for (int i = 0; i < 8; i++)
        proof[i] = (uint8_t)(row >> (8 * i));
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 2, row);
    sqlite3_bind_int64(s, 3, person);
    sqlite3_bind_blob(s, 4, proof, 16, SQLITE_STATIC);
    sqlite3_bind_blob(s, 5, proof, 32, SQLITE_STATIC);
    step(s);
}

static double load_raw(int64_t people, int round)
{
    char name[40], path[300];
    static struct one o;
    sqlite3 *db;
    sqlite3_stmt *change, *search;

    snprintf(name, sizeof name, "raw%d.db", round);
    store_close(fresh(name));
    snprintf(path, sizeof path, "%s/%s", folder, name);
    sqlite3_hard_heap_limit64((sqlite3_int64)1 << 30);
    sqlite3_open(path, &db);
    sqlite3_exec(db,
                 "PRAGMA synchronous=FULL; PRAGMA cache_size=-524288; PRAGMA wal_autocheckpoint=0",
                 NULL, NULL, NULL);
    sqlite3_stmt *person = insert_into(db, &table_person, "rev", 1);
    sqlite3_stmt *home = insert_into(db, &table_residence, "known_from", 1);
    sqlite3_stmt *gp = insert_into(db, &table_registration, "known_from", 1);
    sqlite3_prepare_v2(db,
                       "INSERT INTO change(tx, kind, table_name, row_id, person_id, salt, proof) "
                       "VALUES (1, 'add', ?1, ?2, ?3, ?4, ?5)",
                       -1, &change, NULL);
    sqlite3_prepare_v2(db, "INSERT INTO person_search(rowid, words) VALUES (?1, ?2)", -1, &search,
                       NULL);
    double begun = seconds();
    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    for (int64_t i = 0; i < people; i++) {
        make_one(&o, i);
        sqlite3_bind_int64(person, 1, 1);
        bind(person, 2, &table_person, &o.person);
        step(person);
        int64_t id = o.home.person_id = o.gp.person_id = sqlite3_last_insert_rowid(db);
        raw_change(change, "person", id, id);
        sqlite3_bind_int64(home, 1, 1);
        bind(home, 2, &table_residence, &o.home);
        step(home);
        raw_change(change, "residence", sqlite3_last_insert_rowid(db), id);
        sqlite3_bind_int64(gp, 1, 1);
        bind(gp, 2, &table_registration, &o.gp);
        step(gp);
        raw_change(change, "registration", sqlite3_last_insert_rowid(db), id);
        sqlite3_bind_int64(search, 1, id);
        sqlite3_bind_text(search, 2, o.words, -1, SQLITE_STATIC);
        step(search);
    }
    if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        exit(1);
    double took = seconds() - begun;
    sqlite3_stmt *const all[] = {person, home, gp, change, search};
    for (int i = 0; i < 5; i++)
        sqlite3_finalize(all[i]);
    sqlite3_close(db);
    return took;
}

int main(int argc, char **argv)
{
    const char *tmp = getenv("TMPDIR");
    int64_t people = argc > 1 ? strtoll(argv[1], NULL, 10) : 100000;
    double ours[LOADS], raw[LOADS];
    char command[300];

    snprintf(folder, sizeof folder, "%s/htlah-bench-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(folder))
        return 1;
    bench_commit();
    for (int i = 0; i < LOADS; i++) {
        ours[i] = import_people(people, i);
        raw[i] = load_raw(people, i);
    }
    say("store.import-s", ours, raw, LOADS, 1.5);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) ? 1 : 0;
}

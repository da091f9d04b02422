/* bench_import - people from a CSV file with every check, beside raw SQLite with the same rows
 *
 * Reference  Prepared statements that put every row the import left (records, changes, source rows)
 *            into the same tables and indexes in one transaction at WAL FULL, without a check or a
 *            digest.  It reads them from the store the import made, which costs it about what
 *            reading the file would.
 * Growth     log of the time over log of the rows, from a tenth to the whole: 1 is even.
 */
#include "tests/bench/bench.h"

#include <math.h>
#include <sqlite3.h>

static const char *const syllables[] = {"ba", "cor", "den", "el", "fi",  "gar", "ham", "il",
                                        "jo", "ker", "lan", "mo", "nor", "ol",  "pen", "quo",
                                        "ri", "sal", "ten", "ul", "ver", "wes", "yar", "zel"};
enum { SYLLABLES = sizeof syllables / sizeof *syllables, LOADS = 3 };

static void write_people(const char *path, long people)
{
    FILE *f = fopen(path, "w");

    must(f != NULL, "the file of people cannot be made");
    fprintf(f, "ref,family_name,given_name,born,nhs_number,postcode,address,phone\n");
    for (long i = 0; i < people; i++) {
        char number[11] = "";
        for (long n = 400000000 + i * 7; strlen(number) != 10 || number[9] == ':'; n++) {
            int sum = 0;
            snprintf(number, sizeof number, "%09ld", n);
            for (int d = 0; d < 9; d++)
                sum += (number[d] - '0') * (10 - d);
            int check = (11 - sum % 11) % 11;
            number[9] = (char)(check == 10 ? ':' : '0' + check);
            number[10] = '\0';
        }
        fprintf(
            f,
            "B%ld,%c%s%s%s,%c%s,19%02ld-%02ld-%02ld,%s,LE11 3TU,%ld Invented Lane,01632 9%05ld\n",
            i, 'A' + (int)(i % 26), syllables[i % SYLLABLES], syllables[i / SYLLABLES % SYLLABLES],
            syllables[i / SYLLABLES / SYLLABLES % SYLLABLES], 'A' + (int)(i / 26 % 26),
            syllables[i / 7 % SYLLABLES], 20 + i % 70, 1 + i / 70 % 12, 1 + i / 840 % 28, number, i,
            i % 100000);
        number[0] = '\0';
    }
    must(fclose(f) == 0, "the file of people cannot be written");
}

static void copy(const char *from, const char *to)
{
    static char block[1 << 16];
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    size_t n;

    must(in && out, "a store cannot be copied");
    while ((n = fread(block, 1, sizeof block, in)) > 0)
        must(fwrite(block, 1, n, out) == n, "a store cannot be copied");
    fclose(in);
    must(fclose(out) == 0, "a store cannot be copied");
}

static void load_table(sqlite3 *from, sqlite3 *to, const char *table)
{
    char sql[600];
    sqlite3_stmt *rows, *add;

    snprintf(sql, sizeof sql, "SELECT coalesce(max(rowid), 0) FROM \"%s\"", table);
    if (sqlite3_prepare_v2(to, sql, -1, &rows, NULL) != SQLITE_OK)
        return;
    sqlite3_step(rows);
    long long last = sqlite3_column_int64(rows, 0);
    sqlite3_finalize(rows);
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" WHERE rowid > %lld ORDER BY rowid", table,
             last);
    must(sqlite3_prepare_v2(from, sql, -1, &rows, NULL) == SQLITE_OK, sqlite3_errmsg(from));
    int columns = sqlite3_column_count(rows);
    int at = snprintf(sql, sizeof sql, "INSERT INTO \"%s\" VALUES (?", table);
    for (int i = 1; i < columns; i++)
        at += snprintf(sql + at, sizeof sql - (size_t)at, ",?");
    snprintf(sql + at, sizeof sql - (size_t)at, ")");
    must(sqlite3_prepare_v2(to, sql, -1, &add, NULL) == SQLITE_OK, sqlite3_errmsg(to));
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < columns; i++)
            sqlite3_bind_value(add, i + 1, sqlite3_column_value(rows, i));
        must(sqlite3_step(add) == SQLITE_DONE, sqlite3_errmsg(to));
        sqlite3_reset(add);
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(add);
}

/* The words a person is found by (core/ops/person_search.c), of the people of this file: no accent,
 * no space and no former name among them, so SQL can say them again. */
static void load_words(sqlite3 *from, sqlite3 *to)
{
    sqlite3_stmt *rows, *add;

    sqlite3_prepare_v2(from,
                       "SELECT id, lower(ref) || ' ' || nhs_number || ' ' || "
                       "substr(nhs_number, 4, 3) || ' ' || substr(nhs_number, 7) || ' ' || "
                       "lower(family_name) || ' ' || lower(given_name) || "
                       "strftime(' %Y %m %d %d%m%Y', born * 86400, 'unixepoch') || "
                       "' le11 3tu le113tu' FROM person WHERE ref LIKE 'B%'",
                       -1, &rows, NULL);
    sqlite3_prepare_v2(to, "INSERT INTO person_search(rowid, words) VALUES (?1, ?2)", -1, &add,
                       NULL);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        sqlite3_bind_value(add, 1, sqlite3_column_value(rows, 0));
        sqlite3_bind_value(add, 2, sqlite3_column_value(rows, 1));
        must(sqlite3_step(add) == SQLITE_DONE, sqlite3_errmsg(to));
        sqlite3_reset(add);
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(add);
}

static double load_raw(const char *from_path, const char *to_path)
{
    sqlite3 *from, *to;
    sqlite3_stmt *tables;

    must(sqlite3_open_v2(from_path, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
             sqlite3_open(to_path, &to) == SQLITE_OK,
         "the stores of the bench do not open");
    sqlite3_exec(to,
                 "PRAGMA synchronous=FULL; PRAGMA cache_size=-1048576; PRAGMA foreign_keys=OFF;"
                 "PRAGMA wal_autocheckpoint=0",
                 NULL, NULL, NULL);
    sqlite3_prepare_v2(from,
                       "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                       "'sqlite_%' AND name NOT LIKE '%search%'",
                       -1, &tables, NULL);
    double begun = seconds();
    sqlite3_exec(to, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    while (sqlite3_step(tables) == SQLITE_ROW)
        load_table(from, to, (const char *)sqlite3_column_text(tables, 0));
    load_words(from, to);
    must(sqlite3_exec(to, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(to));
    sqlite3_finalize(tables);
    sqlite3_close(from);
    sqlite3_close(to); /* as ours: until the log is written back and the one file is whole */
    return seconds() - begun;
}

static long long number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *row;

    must(sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    must(sqlite3_step(row) == SQLITE_ROW, sqlite3_errmsg(db));
    long long n = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return n;
}

/* Both have the same rows, and the same words found in as many people, or the ratio says nothing. */
static void see_same_work(const char *ours, const char *raw)
{
    sqlite3 *db[2];
    sqlite3_stmt *tables;
    char sql[600];

    must(sqlite3_open(ours, &db[0]) == SQLITE_OK && sqlite3_open(raw, &db[1]) == SQLITE_OK,
         "the stores of the bench do not open");
    must(sqlite3_prepare_v2(db[0],
                            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                            "'sqlite_%' AND name NOT LIKE '%search%'",
                            -1, &tables, NULL) == SQLITE_OK,
         sqlite3_errmsg(db[0]));
    while (sqlite3_step(tables) == SQLITE_ROW) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", sqlite3_column_text(tables, 0));
        must(number(db[0], sql) == number(db[1], sql), sql);
    }
    sqlite3_finalize(tables);
    for (int i = 0; i < 2; i++)
        must(sqlite3_exec(db[i],
                          "CREATE VIRTUAL TABLE temp.vocab USING fts5vocab(main, person_search, "
                          "row)",
                          NULL, NULL, NULL) == SQLITE_OK,
             sqlite3_errmsg(db[i]));
    static const char *const words[] = {
        "SELECT count(*) FROM temp.vocab", "SELECT sum(doc) FROM temp.vocab",
        "SELECT sum(doc * length(term) * unicode(term)) FROM temp.vocab"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        must(number(db[0], words[i]) == number(db[1], words[i]), words[i]);
    sqlite3_close(db[0]);
    sqlite3_close(db[1]);
}

struct figures {
    double import, raw, check;
};

static struct figures measure(const char *htlah, const char *folder, long people)
{
    char base[300], ours[300], raw[300], file[300], as[] = "--as";
    double imports[LOADS], raws[LOADS], checks[LOADS];

    snprintf(base, sizeof base, "%s/import-base.db", folder);
    snprintf(ours, sizeof ours, "%s/import-ours.db", folder);
    snprintf(raw, sizeof raw, "%s/import-raw.db", folder);
    snprintf(file, sizeof file, "%s/people.csv", folder);

    unlink(base); /* one made before has the schema of its day */
    const char *const make[] = {htlah, "--store", base, "demo", "--small", NULL};
    must(run(make) >= 0, "the store of the bench cannot be made");
    write_people(file, people);
    for (int i = 0; i < LOADS; i++) {
        const char *const import[] = {htlah,    "--store", ours, as,  "planner1",
                                      "import", "people",  file, NULL};
        const char *const check[] = {htlah, "--store", ours, "check", NULL};
        copy(base, ours);
        imports[i] = run(import);
        must(imports[i] >= 0, "the import failed");
        copy(base, raw);
        raws[i] = load_raw(ours, raw);
        if (i == 0)
            see_same_work(ours, raw);
        checks[i] = run(check);
    }
    unlink(ours);
    unlink(raw);
    unlink(file);
    return (struct figures){quantile(imports, LOADS, 0.5), quantile(raws, LOADS, 0.5),
                            quantile(checks, LOADS, 0.5)};
}

int main(void)
{
    long people = number_of("BENCH_PEOPLE", 100000);
    const char *htlah = need("HTLAH"), *folder = need("BENCH_FOLDER");
    struct figures tenth = measure(htlah, folder, people / 10);
    struct figures whole = measure(htlah, folder, people);

    say("import.people-s", whole.import, whole.raw, 1.5);
    say("import.growth", log10(whole.import / tenth.import), 1, 1.05);
    say("check.growth", log10(whole.check / tenth.check), 1, 1.05);
    return 0;
}

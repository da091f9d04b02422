/* bench_record - one person opened whole, beside the bare queries of the same rows
 *
 * Ours      Every part of the record as its tabs show it, a page of each, the timeline among them:
 *           names withheld or not, states and ages derived, restricted records shut.
 * Beside    Statements prepared once that fetch the rows it is made of by their indexes, every column.
 *           Both on the same store, the same people in turn; the first of each is not counted.
 * Apart     Whoever else may be the same person is no part of the record but a search of the store, and
 *           is told beside one frame of 60 Hz.
 */
#include "core/ops/counter.h"
#include "core/views/show.h"
#include "tests/bench/bench.h"

#include <sqlite3.h>

enum { PEOPLE = 400, PAGE = 50, PREPARED = 20, FRAME_US = 16700 };

static const char *const bare[] = {
    "SELECT * FROM person WHERE id = ?1",
    "SELECT * FROM person_name WHERE person_id = ?1",
    "SELECT * FROM residence WHERE person_id = ?1",
    "SELECT * FROM registration WHERE person_id = ?1",
    "SELECT * FROM alert WHERE person_id = ?1",
    "SELECT * FROM note WHERE person_id = ?1 LIMIT 50",
    "SELECT * FROM package WHERE person_id = ?1",
    "SELECT l.* FROM package k JOIN line l ON l.package_id = k.id WHERE k.person_id = ?1",
    "SELECT t.*, c.* FROM change c JOIN tx t ON t.seq = c.tx WHERE c.person_id = ?1"
    " ORDER BY c.id DESC LIMIT 50",
    "SELECT r.*, t.* FROM read_log r JOIN tx t ON t.seq = r.tx"
    " WHERE r.kind = 'person' AND r.record_id = ?1 ORDER BY r.id DESC LIMIT 50"};
enum { BARE = sizeof bare / sizeof *bare };

static bool is_search(const struct part *p)
{
    return strcmp(p->view->name, "duplicates") == 0;
}

static void open_part(struct counter *c, const struct part *p, int64_t id)
{
    const struct view *v = p->view;
    const struct field *by = fields_find(v->params, p->by);
    struct view_ask ask = VIEW_ASK;
    struct fault why = {0};
    struct arena a = {0};
    struct view_page page;

    void *params = arena_take(&a, v->params->size);
    must(by && params, "a part of the record does not take its person");
    fields_clear(v->params, params);
    *(int64_t *)(void *)((char *)params + by->offset) = id;
    ask.params = params;
    ask.limit = PAGE;
    must(view_page(counter_session(c), v, &ask, &a, &page, &why), why.text);
    arena_release(&a);
}

/* Milliseconds of the parts that are the record, or of the others. */
static double parts(struct counter *c, int64_t id, bool searches)
{
    const struct kind *k = kind_find("person");
    double begun = seconds();

    for (size_t i = 0; i < k->parts; i++)
        if (is_search(&k->part[i]) == searches)
            open_part(c, &k->part[i], id);
    return (seconds() - begun) * 1e3;
}

static size_t fetch(sqlite3_stmt *const q[BARE], int64_t id)
{
    size_t bytes = 0;

    for (size_t i = 0; i < BARE; i++) {
        sqlite3_bind_int64(q[i], 1, id);
        while (sqlite3_step(q[i]) == SQLITE_ROW)
            for (int k = 0; k < sqlite3_column_count(q[i]); k++)
                bytes += (size_t)sqlite3_column_bytes(q[i], k);
        sqlite3_reset(q[i]);
    }
    return bytes;
}

int main(void)
{
    static double ours[PEOPLE], theirs[PEOPLE], alike[PEOPLE];
    const struct counter_options o = {
        .store = need("BENCH_STORE"), .as = "broker1", .login = "broker1", .role = ABSENT};
    long people = number_of("BENCH_PEOPLE", 100000);
    sqlite3_stmt *q[BARE];
    struct faults all = {0};
    struct counter *c;
    sqlite3 *db;

    must(counter_open(&o, &c, &all), all.kept ? all.list[0].text : "the store cannot be opened");
    must(sqlite3_open_v2(o.store, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, "no bare store");
    for (size_t i = 0; i < BARE; i++)
        must(sqlite3_prepare_v2(db, bare[i], -1, &q[i], NULL) == SQLITE_OK, bare[i]);
    for (int i = -PREPARED; i < PEOPLE; i++) {
        int64_t id = 1 + (int64_t)(i + PREPARED) * 7919 % people;
        double begun = seconds();
        must(fetch(q, id) > 0, "a person is not there");
        double fetched = (seconds() - begun) * 1e3;
        double whole = parts(c, id, false), searched = parts(c, id, true);
        if (i < 0)
            continue;
        theirs[i] = fetched;
        ours[i] = whole;
        alike[i] = searched;
    }
    say("record.person-whole-ms", quantile(ours, PEOPLE, 0.5), quantile(theirs, PEOPLE, 0.5), 10);
    say("record.person-whole-p99-ms", quantile(ours, PEOPLE, 0.99), quantile(theirs, PEOPLE, 0.99),
        10);
    say("record.duplicates-p99-ms", quantile(alike, PEOPLE, 0.99), FRAME_US / 1e3, 1);
    for (size_t i = 0; i < BARE; i++)
        sqlite3_finalize(q[i]);
    sqlite3_close(db);
    counter_close(c);
    return 0;
}

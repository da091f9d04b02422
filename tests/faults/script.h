/* script.h - a day of real operations, each with an id that tells its place in the day */
#ifndef TESTS_FAULTS_SCRIPT_H
#define TESTS_FAULTS_SCRIPT_H

#include "core/store/query.h"
#include "tests/faults/faultvfs.h"
#include "tests/unit/counter_desk.h"

struct step {
    const char *login, *op, *args;
};

static const struct step script[] = {
    {"supervisor1", "place.postcode", "{postcode: LE11 3TU, district: E07000130, ward: E05005432}"},
    {"broker1", "provider.add", "{ref: V1, name: Vale Homecare, registered_from: 2012-04-01}"},
    {"maker", "award.add",
     "{ref: W1, lot: \"02\", provider: V1, role: lead, weekly_minutes: 38400, from: 2016-11-07, "
     "rates: [{pence: 1574}]}"},
    {"planner1", "person.add",
     "{ref: P1, family_name: Example, given_name: Ann, born: 1931-02-03, postcode: LE11 3TU, "
     "address: 4 Invented Lane, phone: \"0\"}"},
    {"planner1", "package.request",
     "{ref: K1, person: P1, priority: urgent, needed_by: 2016-11-10, consent_to_share: true, "
     "visits: [{days: daily, band: morning, minutes: 30, carers: 1}]}"},
    {"broker1", "offer.make", "{ref: O1, package: K1}"},
    {"broker1", "offer.accept", "{offer: O1, start: 2016-11-10}"},
    {"supervisor1", "package.confirm", "{package: K1}"},
    {"maker", "authority.grant",
     "{staff: supervisor2, power: package, limit: 100000000, from: 2016-11-01}"},
    {"supervisor2", "proposal.approve", "{proposal: A10001, reason: Agreed}"},
    {"broker1", "proposal.apply", "{proposal: A10001}"},
    {"planner1", "person.change", "{person: P1, phone: 01632 960123}"},
    {"planner1", "note.add", "{person: P1, kind: care-plan, text: Knock first and wait}"},
    {"admin1", "place.bank-holiday", "{date: 2017-01-02, title: A day off}"},
};
enum { SCRIPT_STEPS = sizeof script / sizeof *script };

#define SCRIPT_IDS "fa"
static inline const char *script_id(size_t n)
{
    static char id[33];

    snprintf(id, sizeof id, SCRIPT_IDS "%030zx", n);
    return id;
}

/* One of them; its kind of fault, or FAULT_NONE. */
static inline enum fault_kind script_run(struct desk *d, size_t at, size_t id)
{
    desk_sit(d, script[at].login);
    return desk_run(d, script[at].op, script[at].args, script_id(id));
}

static inline void script_do(struct desk *d, size_t at, size_t id)
{
    if (script_run(d, at, id) != FAULT_NONE)
        fail_msg("%s: %s", script[at].op, d->all.list[0].text);
}

/* --- a store as somebody finds it afterwards, through the system's own VFS -------------------------- */

struct found {
    bool opened, sound;
    int64_t done; /* operations of the script that are in it */
    char text[2000];
};

static inline void found_exception(void *ctx, const char *what, const char *where)
{
    struct found *f = ctx;
    size_t at = strlen(f->text);

    snprintf(f->text + at, sizeof f->text - at, "%s: %s\n", where, what);
}

static inline void look_at(const char *path, struct found *f)
{
    const struct store_options o = {.path = path, .tables = all_tables};
    struct check_report r = {.exception = found_exception, .ctx = f};
    struct fault why = {0};
    struct store *st = NULL;

    *f = (struct found){.done = -1};
    fv_default(false);
    f->opened = store_open(&o, &st, &why);
    f->sound = f->opened &&
               query_one_int(st, "SELECT count(*) FROM tx WHERE op_id GLOB '" SCRIPT_IDS "*'",
                             NO_ARGS, &f->done, &why) &&
               store_check(st, &r, NULL, &why) && r.exceptions == 0;
    if (why.kind != FAULT_NONE)
        found_exception(f, why.text, "store");
    store_close(st);
    fv_default(true);
}

static inline bool script_is_done(const char *path, size_t id)
{
    const struct store_options o = {.path = path, .tables = all_tables};
    struct fault why = {0};
    struct store *st = NULL;
    int64_t n = 0;

    fv_default(false);
    if (!store_open(&o, &st, &why) || !query_one_int(st, "SELECT count(*) FROM tx WHERE op_id = ?1",
                                                     ARGS(TEXT(script_id(id))), &n, &why))
        fail_msg("%s", why.text);
    store_close(st);
    fv_default(true);
    return n == 1;
}

/* --- files ---------------------------------------------------------------------------------------- */

static inline void copy_file(const char *from, const char *to)
{
    struct fv_bytes b = {0};

    unlink(to);
    if (access(from, F_OK) != 0)
        return;
    fv_read_file(from, &b);
    fv_write_file(to, &b);
    fv_bytes_free(&b);
}

/* The store and its log, without the log's index: as after everybody was killed and the machine
 * started anew, or before anybody came. */
static inline void copy_store(const char *from, const char *to)
{
    char a[400], b[400];

    copy_file(from, to);
    snprintf(a, sizeof a, "%s-wal", from);
    snprintf(b, sizeof b, "%s-wal", to);
    copy_file(a, b);
    snprintf(b, sizeof b, "%s-shm", to);
    unlink(b);
}

static inline bool full_counts(void)
{
    const char *f = getenv("FAULTS");

    return f && strcmp(f, "full") == 0;
}

/* FAULTS=20 is twenty times the small count. */
static inline long counted(long small, long full)
{
    const char *f = getenv("FAULTS");
    long times = f ? strtol(f, NULL, 10) : 1;

    if (full_counts())
        return full;
    return times < 1 ? small : times > full / small ? full : small * times;
}

#endif

/* The machine's own clock is wild: it goes back a second, a day, ten years, to 1970, and far ahead; it
 * passes both nights of summer time and the 29th of February.  The number of a transaction is its order;
 * recorded time never goes back, and what the clock did is flagged; nothing is refused for it, and the
 * store is sound.
 *
 * Source   reliability.md C7; 13, row 99 (clock-wild).  The given day is tests/bad/099-*.
 * Switch   The readings themselves must be out of order, and a steady clock must be flagged nowhere.
 * Counts   30 readings by chance besides the named ones; FAULTS=full 3,000. */
#include "cli/clock.h"
#include "tests/faults/script.h"

#include <sys/syscall.h>
#include <time.h>

enum { DAY = 86400, YEAR = 365 * DAY };

static int64_t stands_at = INT64_MIN; /* seconds since 1970; INT64_MIN: the machine's own */

/* glibc's own, which this stands before for the whole program. */
int clock_gettime(clockid_t id, struct timespec *t)
{
    int rc = (int)syscall(SYS_clock_gettime, id, t);

    if (rc == 0 && id == CLOCK_REALTIME && stands_at != INT64_MIN)
        *t = (struct timespec){stands_at, 0};
    return rc;
}

struct wild {
    struct desk desk;
    int64_t last, inversions, before;
    int saved;
};

/* A real store, whose staff have always been there. */
static void set_up(struct wild *w)
{
    struct desk *d = &w->desk;
    const char *tmp = getenv("TMPDIR");
    struct make_options o = {.store = d->path, .kind = STORE_REAL, .login = "maker"};

    *w = (struct wild){.last = INT64_MIN, .before = INT64_MIN};
    snprintf(d->folder, sizeof d->folder, "%s/htlah-wild-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(d->folder));
    snprintf(d->path, sizeof d->path, "%s/desk.db", d->folder);
    stands_at = 0; /* nothing is older than 1970 */
    o.now = clock_now();
    o.staff =
        desk_args(d, "[{login: maker, name: Invented Maker, employer: E10000018, roles: [admin], "
                     "from: 1970-01-01}]");
    if (!counter_make(&o, &d->all))
        fail_msg("%s", d->all.list[0].text);
}

/* Somebody comes at that moment by the machine's clock and saves; what the row says of it. */
static const char *save_at(struct wild *w, int64_t moment)
{
    struct desk *d = &w->desk;
    char args[80], day[24];
    struct check_report r = {0};
    struct fault why = {0};

    stands_at = moment;
    const struct counter_options o = {.store = d->path,
                                      .login = "maker",
                                      .role = ABSENT,
                                      .today = datetime_date(clock_now()),
                                      .now = clock_now(),
                                      .really = clock_now()};
    faults_release(&d->all);
    d->all = (struct faults){0};
    if (!counter_open(&o, &d->c, &d->all))
        fail_msg("at %lld: %s", (long long)moment, d->all.list[0].text);
    date_print_iso((date_t){w->saved}, day, sizeof day);
    snprintf(args, sizeof args, "{date: %s, title: A day off}", day);
    if (desk_run(d, "place.bank-holiday", args, script_id((size_t)w->saved)) != FAULT_NONE)
        fail_msg("at %lld: %s", (long long)moment, d->all.list[0].text);
    /* the same again is the same, whatever the time */
    assert_int_equal(desk_run(d, "place.bank-holiday", args, script_id((size_t)w->saved)),
                     FAULT_NONE);
    assert_true(d->answer.repeated);
    w->saved++;
    w->inversions += w->before != INT64_MIN && moment < w->before;
    w->before = moment;
    w->last = moment > w->last ? moment : w->last;
    assert_int_equal(desk_int(d, "SELECT at / 1000 FROM tx ORDER BY seq DESC LIMIT 1"), w->last);
    assert_int_equal(desk_int(d, "SELECT count(*) FROM tx a JOIN tx b ON b.seq = a.seq + 1 WHERE "
                                 "b.at < a.at"),
                     0);
    const char *flag = desk_text(d, "SELECT clock_flag FROM tx ORDER BY seq DESC LIMIT 1");
    if (!store_audit_verify(counter_store(d->c), 0, &r, NULL, &why))
        fail_msg("%s", why.text);
    assert_int_equal(r.exceptions, 0);
    counter_close(d->c);
    d->c = NULL;
    return flag;
}

static void tear_down(struct wild *w)
{
    struct found f;

    fv_install();
    look_at(w->desk.path, &f);
    fv_default(false);
    if (!f.opened || !f.sound)
        fail_msg("%s", f.text);
    assert_int_equal(f.done, w->saved);
    stands_at = INT64_MIN;
    desk_remove(&w->desk);
}

/* Seconds since 1970 of a moment of UTC. */
static int64_t utc(const char *text, int second)
{
    datetime_t t;

    assert_true(datetime_parse_iso(text, &t));
    return t.minute * 60 + second;
}

static void the_named_jumps(void **state)
{
    static const struct {
        const char *utc;
        int second;
        const char *flag, *london;
    } jumps[] = {
        {"2026-11-25T12:00", 0, "ok", "2026-11-25T12:00"},
        {"2026-11-25T11:59", 59, "behind", "2026-11-25T11:59"},
        {"2026-11-25T12:00", 1, "ok", "2026-11-25T12:00"},
        {"2026-11-24T12:00", 1, "behind", "2026-11-24T12:00"}, /* a day exactly */
        {"2026-11-24T12:00", 0, "jumped", "2026-11-24T12:00"},
        {"2016-11-25T12:00", 0, "jumped", "2016-11-25T12:00"}, /* ten years */
        {"1970-01-01T00:00", 0, "jumped", NULL},               /* London kept another rule then */
        {"2026-11-25T12:00", 2, "ok", "2026-11-25T12:00"},
        {"2027-03-28T00:59", 59, "ok", "2027-03-28T00:59"}, /* an hour is left out */
        {"2027-03-28T01:00", 0, "ok", "2027-03-28T02:00"},
        {"2027-10-31T00:59", 59, "ok", "2027-10-31T01:59"}, /* an hour comes twice */
        {"2027-10-31T01:00", 0, "ok", "2027-10-31T01:00"},
        {"2027-10-31T00:30", 0, "behind", "2027-10-31T01:30"},
        {"2028-02-28T23:59", 59, "ok", "2028-02-28T23:59"},
        {"2028-02-29T00:00", 0, "ok", "2028-02-29T00:00"},
        {"2028-02-29T23:59", 59, "ok", "2028-02-29T23:59"},
        {"2028-03-01T00:00", 0, "ok", "2028-03-01T00:00"},
        {"2028-02-29T12:00", 0, "behind", "2028-02-29T12:00"},
        {"2038-01-19T03:14", 8, "ok", "2038-01-19T03:14"}, /* 2^31 seconds */
        {"2028-03-01T00:00", 1, "jumped", "2028-03-01T00:00"},
        {"2199-12-31T23:59", 59, "ok", "2199-12-31T23:59"},
        {"2028-03-01T00:00", 2, "jumped", "2028-03-01T00:00"},
    };
    struct wild w;
    char text[24];

    (void)state;
    set_up(&w);
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        const char *flag = save_at(&w, utc(jumps[i].utc, jumps[i].second));
        if (strcmp(flag, jumps[i].flag) != 0)
            fail_msg("at %s:%02d: flagged %s", jumps[i].utc, jumps[i].second, flag);
        if (jumps[i].london)
            assert_string_equal(datetime_print_iso(clock_now(), text, sizeof text),
                                jumps[i].london);
    }
    assert_true(w.inversions > 5); /* the clock really was wild */
    tear_down(&w);
}

static void any_jumps(void **state)
{
    struct wild w;
    long flagged = 0, n = counted(30, 3000);
    int64_t now = utc("2026-11-25T12:00", 0);

    (void)state;
    fv_seed();
    set_up(&w);
    for (long i = 0; i < n; i++) {
        static const int64_t widths[] = {1, 3600, DAY, 10 * YEAR};
        int64_t width = widths[fv_below(4)];
        int64_t to = now + (int64_t)fv_below((uint64_t)width * 2 + 1) - width;
        int64_t last = w.last;
        const char *flag = save_at(&w, to);
        const char *right = to >= last ? "ok" : last - to <= DAY ? "behind" : "jumped";
        if (strcmp(flag, right) != 0)
            fail_msg("from %lld to %lld: flagged %s", (long long)last, (long long)to, flag);
        flagged += to < last;
    }
    printf("%ld of %ld flagged\n", flagged, n);
    assert_true(flagged > n / 4 && w.inversions > n / 4);
    tear_down(&w);
}

static void a_steady_clock_is_flagged_nowhere(void **state)
{
    struct wild w;
    int64_t now = utc("2026-11-25T12:00", 0);

    (void)state;
    set_up(&w);
    for (int i = 0; i < 10; i++)
        assert_string_equal(save_at(&w, now + i / 2), "ok");
    assert_int_equal(w.inversions, 0);
    tear_down(&w);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_named_jumps),
        cmocka_unit_test(any_jumps),
        cmocka_unit_test(a_steady_clock_is_flagged_nowhere),
    };
    return RUN_TESTS(t);
}

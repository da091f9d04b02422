/* Sixty-four editors on twenty packages: no change is lost, and who came second is told.
 *
 * Source   reliability.md M5, B1; 13, row 100 (busy-storm).  Each editor reads a count kept in a
 *          package (how the carers get in), adds one, and saves by package.change.
 * Switch   Without the revision they read, they must lose changes.
 * Counts   640 saves, FAULTS=full 1,000,000. */
#include "tests/faults/crowd.h"

enum { EDITORS = 64, PACKAGES = 20 };

struct tally {
    long saved, stale;
};
static struct {
    char path[240];
    struct tally *of; /* of each editor */
    long each;
    bool with_rev;
} edit;

/* The package as it is seen on a screen. */
static void see(struct counter *c, int package, int64_t *rev, int64_t *count)
{
    struct fault why = {0};
    char ref[16];

    snprintf(ref, sizeof ref, "K%d", package + 1);
    /* one number, so that both come from one state */
    int64_t both;
    if (!query_one_int(counter_store(c),
                       "SELECT rev * 1000000 + CAST(access AS INTEGER) FROM package WHERE ref = ?1",
                       ARGS(TEXT(ref)), &both, &why)) {
        fprintf(stderr, "an editor cannot read: %s\n", why.text);
        _exit(3);
    }
    *rev = both / 1000000;
    *count = both % 1000000;
}

static void editor(void *ctx)
{
    struct tally *t = ctx;
    struct counter *c = crowd_sit(edit.path, "planner1");

    fv_random_state += (uint64_t)(t - edit.of) * 7919;
    while (t->saved < edit.each) {
        int package = (int)fv_below(PACKAGES);
        char args[200], rev_text[40] = "", told[600] = "";
        int64_t rev, count;
        see(c, package, &rev, &count);
        if (edit.with_rev)
            snprintf(rev_text, sizeof rev_text, ", rev: %lld", (long long)rev);
        snprintf(args, sizeof args, "{package: K%d, access: \"%lld\"%s}", package + 1,
                 (long long)count + 1, rev_text);
        enum fault_kind kind = crowd_run(c, "package.change", args, NULL, told, sizeof told);
        t->saved += kind == FAULT_NONE;
        t->stale += kind == FAULT_STALE;
        if (kind != FAULT_NONE && kind != FAULT_STALE && kind != FAULT_BUSY &&
            !(kind == FAULT_REFUSED && !edit.with_rev)) {
            fprintf(stderr, "an editor: %s\n", told);
            _exit(4);
        }
    }
    counter_close(c);
}

static long lost(bool with_rev, long saves, long *stale)
{
    struct desk d;
    pid_t ids[EDITORS];
    long saved = 0;
    struct found f;

    fv_seed();
    edit.with_rev = with_rev;
    edit.each = saves / EDITORS;
    desk_new(&d, STORE_STORY);
    script_do(&d, 0, 1);
    desk_sit(&d, "planner1");
    for (int i = 0; i < PACKAGES; i++) {
        char args[300];
        snprintf(args, sizeof args,
                 "{ref: P%d, family_name: Example, given_name: Ann %c, born: 19%d-02-03, "
                 "postcode: LE11 3TU, address: %d Invented Lane, phone: \"0\"}",
                 i + 1, 'A' + i, 20 + i, i + 1);
        desk_do(&d, "person.add", args);
        snprintf(args, sizeof args,
                 "{ref: K%d, person: P%d, priority: routine, needed_by: 2016-11-10, "
                 "consent_to_share: true, access: \"0\", "
                 "visits: [{days: daily, band: morning, minutes: 30, carers: 1}]}",
                 i + 1, i + 1);
        desk_do(&d, "package.request", args);
    }
    counter_close(d.c);
    d.c = NULL;
    snprintf(edit.path, sizeof edit.path, "%s", d.path);
    edit.of = crowd_shared(EDITORS * sizeof *edit.of);
    for (int i = 0; i < EDITORS; i++)
        ids[i] = crowd_fork(editor, &edit.of[i]);
    *stale = 0;
    for (int i = 0, status; i < EDITORS; i++) {
        assert_int_equal(waitpid(ids[i], &status, 0), ids[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
        saved += edit.of[i].saved;
        *stale += edit.of[i].stale;
    }
    fv_install();
    look_at(d.path, &f);
    if (!f.opened || !f.sound)
        fail_msg("%s", f.text);
    desk_open(&d, "maker", NULL);
    long there = (long)desk_int(&d, "SELECT sum(CAST(access AS INTEGER)) FROM package");
    munmap(edit.of, EDITORS * sizeof *edit.of);
    desk_remove(&d);
    printf("%ld saved, %ld are there, %ld told that somebody was quicker\n", saved, there, *stale);
    return saved - there;
}

static void no_change_is_lost(void **state)
{
    long stale;

    (void)state;
    assert_int_equal(lost(true, counted(640, 1000000), &stale), 0);
    assert_true(stale > 0);
}

static void without_the_revision_changes_are_lost(void **state)
{
    long stale;

    (void)state;
    assert_true(lost(false, 640, &stale) > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(no_change_is_lost),
        cmocka_unit_test(without_the_revision_changes_are_lost),
    };
    return RUN_TESTS(t);
}

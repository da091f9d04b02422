/* What a partnership's folder may not say, and how each fault is told.
 * Source: architecture.md; reliability.md E2, E7, J5 and 13 (17, 19, 20). */
#include "tests/unit/config_folder.h"

#include "core/config/config.h"

static void load(struct config *c, const char *folder)
{
    struct faults all = {0};

    if (!config_load(folder, c, &all))
        fail_msg("%s %s", all.kept ? all.list[0].place : "", all.kept ? all.list[0].text : "");
}

/* --- faults ----------------------------------------------------------------------------------- */

struct spoilt {
    const char *file, *piece, *with;
    const char *place; /* behind the folder */
    const char *says;
};

static void check_spoilt(struct folder *f, const struct spoilt *s)
{
    struct faults all = {0};
    struct config c;
    size_t base = strlen(f->path);
    bool told = false;

    folder_edit(f, s->file, s->piece, s->with);
    if (config_load(f->path, &c, &all))
        fail_msg("%s: \"%s\" was accepted", s->file, s->with);
    assert_null(c.folder);
    for (size_t i = 0; i < all.kept; i++) {
        const struct fault *one = &all.list[i];
        told = told || (strncmp(one->place, f->path, base) == 0 &&
                        strcmp(one->place + base, s->place) == 0 && strstr(one->text, s->says));
    }
    if (!told || all.count != 1) {
        for (size_t i = 0; i < all.kept; i++)
            printf("%s: %s\n", all.list[i].place, all.list[i].text);
        fail_msg("%s: \"%s\" gave %zu faults, expected %s: %s", s->file, s->with, all.count,
                 s->place, s->says);
    }
    assert_int_equal(all.list[0].kind, FAULT_INPUT);
    faults_release(&all);
    folder_restore(f, s->file);
}

static const struct spoilt contradictions[] = {
    /* Dates: the named bad input yaml-tariff-gap. */
    {"income.yaml", "  - from: 2024-04-01", "  - from: 2024-03-31", "/income.yaml:22:11",
     "This row begins on 2024-03-31, when the row before it still holds (until 2024-03-31)"},
    {"income.yaml", "  - from: 2024-04-01", "  - from: 2024-04-03", "/income.yaml:22:11",
     "No row holds from 2024-04-01 to 2024-04-02"},
    {"income.yaml", "    to: 2024-03-31\n", "", "/income.yaml:21:11", "has no last day"},
    {"terms.yaml", "  - from: 2015-04-01\n", "  - from: 2015-04-01\n    to: 2015-03-31\n",
     "/terms.yaml:5:9", "The last day, 2015-03-31, is before the first, 2015-04-01"},
    {"response.yaml", "  - {from: 2015-04-01, priority: routine",
     "  - {from: 2016-04-01, priority: urgent, working_minutes: 1, source: Test}\n"
     "  - {from: 2015-04-01, priority: routine",
     "/response.yaml:6:12", "none can follow it on 2016-04-01"},
    {"response.yaml", "priority: urgent, working_minutes: 480",
     "to: 2016-01-01, priority: urgent, working_minutes: 480, source: Test}\n"
     "  - {from: 2016-01-03, priority: urgent, working_minutes: 480",
     "/response.yaml:6:12", "No row holds from 2016-01-02 to 2016-01-02"},
    {"response.yaml",
     "  - {from: 2015-04-01, priority: urgent, working_minutes: 480, source: Convention; one "
     "working day}\n",
     "", "/response.yaml:4:3", "for the priority urgent"},
    {"capital.yaml", "upper_pence: 2325000", "upper_pence: 1424999", "/capital.yaml:7:18",
     "The upper limit is under the lower one"},
    {"office.yaml", "closes: 1020", "closes: 540", "/office.yaml:5:13", "closes before it opens"},
    {"chc.yaml", "domain: other, permitted", "domain: skin, permitted", "/chc.yaml:19:7",
     "skin is listed twice"},
    {"chc.yaml", "band_ends: [14, 28", "band_ends: [28, 14", "/chc.yaml:91:16",
     "must ascend and differ; 14 stands after 28"},
    {"visits.yaml", "[15, 20,", "[15, 15,", "/visits.yaml:4:14", "15 stands after 15"},
    {"visits.yaml", "[15, 20,", "[0, 20,", "/visits.yaml:4:14", "no minutes is none"},
    {"bank-holidays.yaml", "day: 2012-01-02", "day: 2011-12-26", "/bank-holidays.yaml:6:11",
     "2011-12-26 is outside the days this file covers, 2012-01-01 to 2028-12-31"},
    {"bank-holidays.yaml", "day: 2012-04-06", "day: 2012-01-02", "/bank-holidays.yaml:7:11",
     "listed twice"},
    {"bank-holidays.yaml", "day: 2012-04-06", "day: 2012-04-10", "/bank-holidays.yaml:8:11",
     "stands after a later day"},
    /* Organisations and the partnership. */
    {"organisations.yaml", "successor: QK1", "successor: QKI", "/organisations.yaml:25:16",
     "did you mean \"QK1\"?"},
    {"organisations.yaml", "successor: QK1", "successor: Unheard-of", "/organisations.yaml:25:16",
     "Add it there"},
    {"organisations.yaml", "successor: QK1", "successor: 04C", "/organisations.yaml:25:16",
     "\"04C\" does not exist on 2022-07-01, the day after the last day"},
    {"organisations.yaml", "    to: 2022-06-30\n    successor", "    successor",
     "/organisations.yaml:24:16", "a successor but no last day"},
    {"organisations.yaml", "    from: 2022-07-01", "    from: 2013-04-01\n    parent: RTS",
     "/organisations.yaml:45:13", "There is no organisation \"RTS\""},
    {"organisations.yaml", "    from: 2022-07-01", "    from: 2013-04-01\n    parent: QK1",
     "/organisations.yaml:45:13", "no part of itself"},
    {"organisations.yaml", "code: RT5", "code: RWE", "/organisations.yaml:51:11",
     "\"RWE\" has two rows that hold on one day"},
    {"partnership.yaml", "council: E10000018", "council: E1000018", "/partnership.yaml:5:10",
     "did you mean \"E10000018\"?"},
    {"partnership.yaml", "council: E10000018", "council: RWE", "/partnership.yaml:5:10",
     "\"RWE\" is not a council on 2016-11-08"},
    {"partnership.yaml", "demo_now: 2016-11-08T09:14", "demo_now: 2016-11-31T09:14",
     "/partnership.yaml:14:11", "no day and minute"},
    {"partnership.yaml", "  - E07000130", "  - E07000129", "/partnership.yaml:8:5", "listed twice"},
    {"partnership.yaml", "  - E07000129", "  - E10000018", "/partnership.yaml:7:5",
     "not an ONS code of a district"},
    {"partnership.yaml", "  - E07000129", "  - [E07000129]", "/partnership.yaml:7:5",
     "districts[1] must be"},
    {"end-reasons.yaml", "code: death", "code: planned", "/end-reasons.yaml:4:12",
     "\"planned\" has two rows"},
    /* Lots. */
    {"lots.yaml", "E05005512", "E05005511", "/lots.yaml:18:29",
     "Lot \"01\" claims the ward \"E05005511\", which lot \"01\" already claims on line 17"},
    {"lots.yaml", "code: \"02\"", "code: \"01\"", "/lots.yaml:34:11", "two rows"},
    {"lots.yaml", "kind: district, value: E07000135", "kind: district, value: E06000016",
     "/lots.yaml:104:33", "not one of the partnership's own"},
    {"lots.yaml", "value: E05005512", "value: E05005S12", "/lots.yaml:18:29",
     "not an ONS code of a ward"},
    {"lots.yaml", "kind: ward, value: E05005512", "kind: postcode, value: LE65 1AAA",
     "/lots.yaml:18:33", "not the beginning of a postcode"},
    {"lots.yaml", "kind: ward, value: E05005512", "kind: postcode, value: LE6 1AAA",
     "/lots.yaml:18:33", "not the beginning of a postcode"},
    {"lots.yaml", "kind: ward, value: E05005512", "kind: postcode, value: le65", "/lots.yaml:18:33",
     "not the beginning of a postcode"},
    {"lots.yaml", "    tile_row: 0\n    tile_column: 1", "    tile_row: 1\n    tile_column: 0",
     "/lots.yaml:38:18", "is lot \"01\"'s already"},
};

static void each_contradiction_is_told_in_its_place(void **state)
{
    struct folder f;

    (void)state;
    folder_make(&f);
    for (size_t i = 0; i < sizeof contradictions / sizeof *contradictions; i++)
        check_spoilt(&f, &contradictions[i]);
    folder_remove(&f);
}

/* --- files ------------------------------------------------------------------------------------ */

static bool says(const struct faults *all, enum fault_kind kind, const char *text)
{
    for (size_t i = 0; i < all->kept; i++)
        if (all->list[i].kind == kind && strstr(all->list[i].text, text))
            return true;
    for (size_t i = 0; i < all->kept; i++)
        printf("%s: %s\n", all->list[i].place, all->list[i].text);
    return false;
}

static void refuses(struct folder *f, enum fault_kind kind, const char *text)
{
    struct faults all = {0};
    struct config c;

    assert_false(config_load(f->path, &c, &all));
    assert_true(says(&all, kind, text));
    assert_null(c.folder);
    faults_release(&all);
}

static void files_that_are_missing_or_unknown(void **state)
{
    struct folder f;

    (void)state;
    folder_make(&f);
    unlink(folder_file(&f, "terms.yaml"));
    refuses(&f, FAULT_INPUT, "The file terms.yaml is missing");
    folder_write(&f, "tems.yaml", "terms: []\n", 10);
    refuses(&f, FAULT_INPUT, "\"tems.yaml\"; did you mean terms.yaml?");
    unlink(folder_file(&f, "tems.yaml"));
    folder_restore(&f, "terms.yaml");
    folder_write(&f, "zzz-unheard-of.yaml", "a: b\n", 5);
    refuses(&f, FAULT_INPUT, "There is no config file \"zzz-unheard-of.yaml\". Take it away");
    folder_remove(&f);
}

/* Every fault of every file in one run. */
static void all_faults_at_once(void **state)
{
    struct faults all = {0};
    struct folder f;
    struct config c;

    (void)state;
    folder_make(&f);
    unlink(folder_file(&f, "office.yaml"));
    folder_edit(&f, "terms.yaml", "hold_days: 14", "hold_days: no");
    folder_edit(&f, "capital.yaml", "upper_pence: 2325000", "uper_pence: 2325000");
    folder_edit(&f, "income.yaml", "from: 2024-04-01", "from: 2024-04-02");
    folder_edit(&f, "visits.yaml", "[15,", "*lengths #");
    assert_false(config_load(f.path, &c, &all));
    assert_true(says(&all, FAULT_INPUT, "The file office.yaml is missing"));
    assert_true(says(&all, FAULT_INPUT, "hold_days"));
    assert_true(says(&all, FAULT_INPUT, "did you mean upper_pence?"));
    assert_true(says(&all, FAULT_INPUT, "No row holds from 2024-04-01 to 2024-04-01"));
    assert_true(says(&all, FAULT_INPUT, "An alias (*name) is not accepted"));
    faults_release(&all);
    folder_remove(&f);
}

/* Named bad inputs 19 and 20. */
static void files_that_are_not_to_be_trusted(void **state)
{
    static const char *const name = "terms.yaml";
    struct folder f;
    char link[300], slash[300];
    struct faults all = {0};
    struct config c;

    (void)state;
    folder_make(&f);
    assert_int_equal(chmod(folder_file(&f, name), 0606), 0);
    refuses(&f, FAULT_DENIED, "may be written by anybody");
    unlink(folder_file(&f, name));
    assert_int_equal(mkfifo(folder_file(&f, name), 0600), 0);
    refuses(&f, FAULT_INPUT, "is not a regular file");
    unlink(folder_file(&f, name));
    assert_int_equal(symlink("office.yaml", folder_file(&f, name)), 0);
    refuses(&f, FAULT_INPUT, "is a symbolic link");
    unlink(folder_file(&f, name));
    assert_int_equal(mkdir(folder_file(&f, name), 0700), 0);
    refuses(&f, FAULT_INPUT, "is a folder; a file was expected");
    rmdir(folder_file(&f, name));
    folder_restore(&f, name);
    assert_int_equal(chmod(f.path, 0703), 0);
    refuses(&f, FAULT_DENIED, "may be written by anybody");
    assert_int_equal(chmod(f.path, 0700), 0);

    snprintf(link, sizeof link, "%s.link", f.path);
    snprintf(slash, sizeof slash, "%s.link/", f.path);
    assert_int_equal(symlink(f.path, link), 0);
    assert_false(config_load(link, &c, &all));
    assert_true(says(&all, FAULT_INPUT, "is a symbolic link"));
    faults_release(&all);
    assert_false(config_load(slash, &c, &all));
    assert_true(says(&all, FAULT_INPUT, "is a symbolic link"));
    faults_release(&all);
    unlink(link);
    assert_false(config_load(folder_file(&f, name), &c, &all));
    assert_true(says(&all, FAULT_INPUT, "is not a folder"));
    faults_release(&all);
    assert_false(config_load("/nowhere/at/all", &c, &all));
    assert_true(says(&all, FAULT_INPUT, "is not there"));
    faults_release(&all);
    assert_false(config_load("", &c, &all));
    assert_true(says(&all, FAULT_INPUT, "is empty"));
    faults_release(&all);
    folder_remove(&f);
}

/* A file as large as is read costs no more than its size; a byte more is refused unread. */
static void files_that_are_too_large(void **state)
{
    enum { MOST = 256 * 1024 };
    const struct embedded *e = folder_original("terms.yaml");
    char *text = malloc(MOST + 1);
    struct folder f;
    struct config c;

    (void)state;
    assert_non_null(text);
    folder_make(&f);
    memset(text, '#', MOST + 1);
    memcpy(text, e->text, e->length);
    folder_write(&f, "terms.yaml", text, MOST);
    load(&c, f.path);
    config_release(&c);
    folder_write(&f, "terms.yaml", text, MOST + 1);
    refuses(&f, FAULT_INPUT, "is too large");
    free(text);
    folder_remove(&f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(each_contradiction_is_told_in_its_place),
        cmocka_unit_test(files_that_are_missing_or_unknown),
        cmocka_unit_test(all_faults_at_once),
        cmocka_unit_test(files_that_are_not_to_be_trusted),
        cmocka_unit_test(files_that_are_too_large),
    };
    return RUN_TESTS(t);
}

/* A partnership's folder: what is in it, what it may not say, and how each fault is told.
 * Source: architecture.md; reliability.md E2, E7, J5 and 13 (17, 19, 20). */
#include "tests/unit/config_folder.h"

#include "core/config/config.h"

static date_t on(int year, int month, int day)
{
    date_t d;

    assert_true(date_make(year, month, day, &d));
    return d;
}

static void load(struct config *c, const char *folder)
{
    struct faults all = {0};

    if (!config_load(folder, c, &all))
        fail_msg("%s %s", all.kept ? all.list[0].place : "", all.kept ? all.list[0].text : "");
    assert_int_equal(all.count, 0);
}

/* --- the one in the program ------------------------------------------------------------------- */

static void the_embedded_one_is_in_order(void **state)
{
    struct config c;

    (void)state;
    load(&c, NULL);
    assert_string_equal(c.folder, "embedded:leicestershire");
    assert_string_equal(c.partnership.code, "leicestershire");
    assert_string_equal(c.partnership.council, "E10000018");
    assert_string_equal(c.partnership.demo_now, "2016-11-08T09:14");
    assert_int_equal(c.partnership.districts.count, 7);
    assert_int_equal(c.lots.count, 12);
    assert_int_equal(strlen(c.digest), 64);
    assert_true(config_is_resident(&c, "E07000130"));
    assert_false(config_is_resident(&c, "E06000016"));
    assert_false(config_is_resident(&c, NULL));
    config_release(&c);
    assert_null(c.folder);
    assert_int_equal(c.lots.count, 0);
}

static void a_folder_is_the_same_as_the_embedded_one(void **state)
{
    struct config c, d;
    struct folder f;

    (void)state;
    folder_make(&f);
    folder_write(&f, "README.md", "not: [read", 10);
    folder_write(&f, ".hidden.yaml", "not: [read", 10);
    load(&c, NULL);
    load(&d, f.path);
    assert_string_equal(c.digest, d.digest);
    assert_string_equal(d.folder, f.path);
    config_release(&d);
    folder_edit(&f, "terms.yaml", "hold_days: 14", "hold_days: 15");
    load(&d, f.path);
    assert_string_not_equal(c.digest, d.digest);
    assert_int_equal(figures_terms(&d.figures, on(2016, 11, 8))->hold_days, 15);
    config_release(&d);
    config_release(&c);
    folder_remove(&f);
}

/* Text moved from one file to the next is another config. */
static void the_digest_knows_the_borders_of_files(void **state)
{
    struct config c, d;
    struct folder f;
    char text[4096];

    (void)state;
    folder_make(&f);
    const struct embedded *office = folder_original("office.yaml");
    int length = snprintf(text, sizeof text, "%s# end\n", office->text);
    folder_write(&f, "office.yaml", text, (size_t)length);
    load(&c, f.path);
    folder_restore(&f, "office.yaml");
    const struct embedded *organisations = folder_original("organisations.yaml");
    length = snprintf(text, sizeof text, "# end\n%s", organisations->text);
    folder_write(&f, "organisations.yaml", text, (size_t)length);
    load(&d, f.path);
    assert_string_not_equal(c.digest, d.digest);
    config_release(&c);
    config_release(&d);
    folder_remove(&f);
}

static void reasons_are_found_by_code(void **state)
{
    struct config c;

    (void)state;
    load(&c, NULL);
    assert_string_equal(config_decline_reason(&c, "no-capacity")->name, "No capacity in the zone");
    assert_string_equal(config_end_reason(&c, "death")->name, "Death");
    assert_null(config_decline_reason(&c, "death"));
    assert_null(config_end_reason(&c, "Death"));
    assert_null(config_end_reason(&c, NULL));
    config_release(&c);
}

/* An agreement signed by 03W in 2016 is read in 2023 as owed to QK1.  Source: domain.md 8. */
static void organisations_are_followed_to_their_successors(void **state)
{
    static const struct {
        const char *code;
        int year, month, day;
        const char *stands_for;
    } cases[] = {
        {"03W", 2013, 3, 31, NULL},
        {"03W", 2013, 4, 1, "03W"},
        {"03W", 2022, 6, 30, "03W"},
        {"03W", 2022, 7, 1, "QK1"},
        {"04V", 2023, 1, 1, "QK1"},
        {"QK1", 2022, 6, 30, NULL},
        {"QK1", 2022, 7, 1, "QK1"},
        {"RWE", 2030, 1, 1, "RWE"},
        {"XXX", 2016, 11, 8, NULL},
        {"E10000018", 1974, 3, 31, NULL},
        {"E10000018", 2016, 11, 8, "E10000018"},
    };
    struct config c;

    (void)state;
    load(&c, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct organisation_row *row = config_organisation_on(
            &c, cases[i].code, on(cases[i].year, cases[i].month, cases[i].day));
        if (!row != !cases[i].stands_for || (row && strcmp(row->code, cases[i].stands_for) != 0))
            fail_msg("%s in %d: %s", cases[i].code, cases[i].year, row ? row->code : "none");
    }
    assert_null(config_organisation_on(&c, NULL, on(2016, 11, 8)));
    assert_null(config_organisation_on(&c, "03W", DATE_NONE));
    assert_string_equal(config_organisation(&c, "03W")->name,
                        "NHS East Leicestershire and Rutland CCG");
    assert_null(config_organisation(&c, "03w"));
    config_release(&c);
}

/* Three bodies one after another, and a code that came back. */
static void successors_are_followed_however_often(void **state)
{
    struct folder f;
    struct config c;

    (void)state;
    folder_make(&f);
    folder_edit(&f, "organisations.yaml", "    from: 2022-07-01\n",
                "    from: 2022-07-01\n    to: 2027-03-31\n    successor: QZZ\n");
    FILE *out = fopen(folder_file(&f, "organisations.yaml"), "ab");
    assert_non_null(out);
    fputs(
        "  - {code: QZZ, name: The one after, kind: icb, from: 2027-04-01, source: Test}\n"
        "  - {code: RT5, name: Again, kind: trust, from: 1990-01-01, to: 1991-12-31, source: T}\n",
        out);
    fclose(out);
    load(&c, f.path);
    assert_string_equal(config_organisation_on(&c, "04V", on(2027, 4, 1))->code, "QZZ");
    assert_string_equal(config_organisation_on(&c, "04V", on(2027, 3, 31))->code, "QK1");
    assert_string_equal(config_organisation_on(&c, "RT5", on(1990, 6, 1))->name, "Again");
    assert_null(config_organisation_on(&c, "RT5", on(1995, 1, 1)));
    assert_string_equal(config_organisation(&c, "RT5")->name,
                        "Leicestershire Partnership NHS Trust");
    config_release(&c);
    folder_remove(&f);
}

/* --- lots ------------------------------------------------------------------------------------- */

static const char *lot_of(const struct config *c, const char *postcode, const char *ward,
                          const char *district, date_t day)
{
    const struct lot_row *lot = config_lot_of(c, postcode, ward, district, day);

    return lot ? lot->code : "none";
}

static void a_lot_is_found_by_the_narrowest_area(void **state)
{
    struct folder f;
    struct config c;
    date_t day = on(2016, 11, 8);

    (void)state;
    folder_make(&f);
    folder_edit(&f, "lots.yaml", "      - {kind: ward, value: E05005479} # Ambien\n",
                "      - {kind: ward, value: E05005479} # Ambien\n"
                "      - {kind: postcode, value: LE1}\n"
                "      - {kind: postcode, value: LE18 4}\n");
    load(&c, f.path);
    assert_string_equal(lot_of(&c, NULL, NULL, "E07000135", day), "05");
    assert_string_equal(lot_of(&c, "LE2 4QA", "E05005531", "E07000135", day), "05");
    assert_string_equal(lot_of(&c, "LE18 4TN", "E05005536", "E07000135", day), "12");
    assert_string_equal(lot_of(&c, "LE18 1AA", "E05005537", "E07000135", day), "05");
    assert_string_equal(lot_of(&c, "LE1 1AA", NULL, NULL, day), "12");
    assert_string_equal(lot_of(&c, "LE16 7AA", NULL, NULL, day), "none");
    assert_string_equal(lot_of(&c, NULL, "E05005496", "E07000133", day), "10");
    assert_string_equal(lot_of(&c, NULL, NULL, "E07000133", day), "none");
    assert_string_equal(lot_of(&c, NULL, NULL, NULL, day), "none");
    assert_string_equal(lot_of(&c, NULL, "E05005496", NULL, on(2016, 11, 6)), "none");
    assert_string_equal(config_lot(&c, "02", day)->name, "Charnwood North");
    assert_null(config_lot(&c, "2", day));
    assert_null(config_lot(&c, "02", on(2016, 11, 6)));
    config_release(&c);
    folder_remove(&f);
}

/* Wards E05005408 to E05005540 are the county's (2014), less those of a district claimed whole. */
static void every_county_ward_is_in_one_lot(void **state)
{
    struct config c;
    size_t wards = 0;

    (void)state;
    load(&c, NULL);
    for (int n = 5408; n <= 5540; n++) {
        const struct lot_row *lot = c.lots.items;
        char code[16];
        size_t claims = 0;
        snprintf(code, sizeof code, "E0500%d", n);
        for (size_t i = 0; i < c.lots.count; i++)
            for (size_t k = 0; k < lot[i].areas.count; k++)
                claims +=
                    strcmp(((const struct lot_area_row *)lot[i].areas.items)[k].value, code) == 0;
        bool whole = n >= 5531; /* Oadby and Wigston */
        if (claims != (whole ? 0 : 1))
            fail_msg("ward %s is claimed %zu times", code, claims);
        wards += claims;
    }
    assert_int_equal(wards, 123);
    config_release(&c);
}

/* The same against the postcodes really published, where they are here. */
static void every_county_postcode_is_in_one_lot(void **state)
{
    static const char path[] = "../shared/data/postcodes/codepoint_open_2014_leicestershire.csv";
    FILE *in = fopen(path, "rb");
    char line[256];
    size_t county = 0, outside = 0;
    struct config c;

    (void)state;
    if (!in) {
        printf("skipped: %s is not here\n", path);
        return;
    }
    load(&c, NULL);
    while (fgets(line, sizeof line, in)) {
        char *cell[10] = {line};
        size_t n = 1;
        line[strcspn(line, "\r\n")] = '\0';
        for (char *p = line; *p && n < 10; p++)
            if (*p == ',') {
                *p = '\0';
                cell[n++] = p + 1;
            }
        if (n < 10)
            continue;
        bool ours = config_is_resident(&c, cell[8]);
        bool found = config_lot_of(&c, cell[0], cell[9], cell[8], on(2016, 11, 8)) != NULL;
        if (ours != found)
            fail_msg("%s in %s, ward %s: %s", cell[0], cell[8], cell[9], found ? "lot" : "no lot");
        county += ours;
        outside += !ours;
    }
    fclose(in);
    assert_true(county > 10000 && outside > 1000);
    config_release(&c);
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

static void each_contradiction_is_told_in_its_place(void **state)
{
    static const struct spoilt cases[] = {
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
        {"office.yaml", "closes: 1020", "closes: 540", "/office.yaml:5:13",
         "closes before it opens"},
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
        {"organisations.yaml", "successor: QK1", "successor: Unheard-of",
         "/organisations.yaml:25:16", "Add it there"},
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
        {"partnership.yaml", "  - E07000130", "  - E07000129", "/partnership.yaml:8:5",
         "listed twice"},
        {"partnership.yaml", "  - E07000129", "  - E10000018", "/partnership.yaml:7:5",
         "not an ONS code of a district"},
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
        {"lots.yaml", "kind: ward, value: E05005512", "kind: postcode, value: le65",
         "/lots.yaml:18:33", "not the beginning of a postcode"},
        {"lots.yaml", "    tile_row: 0\n    tile_column: 1", "    tile_row: 1\n    tile_column: 0",
         "/lots.yaml:38:18", "is lot \"01\"'s already"},
    };
    struct folder f;

    (void)state;
    folder_make(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_spoilt(&f, &cases[i]);
    folder_remove(&f);
}

/* A row that goes before another may hold the same area, code and tile. */
static void what_follows_in_time_is_no_contradiction(void **state)
{
    struct folder f;
    struct config c;
    char more[1024];

    (void)state;
    folder_make(&f);
    const struct embedded *e = folder_original("lots.yaml");
    size_t size = e->length + sizeof more;
    char *text = malloc(size);
    assert_non_null(text);
    int length = snprintf(
        text, size,
        "%s  - {code: \"01\", name: Before, short_name: Bef, tile_row: 1, tile_column: 0,\n"
        "     from: 2015-01-01, to: 2016-11-06, source: Test,\n"
        "     areas: [{kind: ward, value: E05005511}]}\n",
        e->text);
    folder_write(&f, "lots.yaml", text, (size_t)length);
    free(text);
    load(&c, f.path);
    assert_string_equal(config_lot_of(&c, NULL, "E05005511", NULL, on(2016, 11, 6))->name,
                        "Before");
    assert_string_equal(config_lot_of(&c, NULL, "E05005511", NULL, on(2016, 11, 7))->name,
                        "Coalville and Ashby");
    config_release(&c);
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
        cmocka_unit_test(the_embedded_one_is_in_order),
        cmocka_unit_test(a_folder_is_the_same_as_the_embedded_one),
        cmocka_unit_test(the_digest_knows_the_borders_of_files),
        cmocka_unit_test(reasons_are_found_by_code),
        cmocka_unit_test(organisations_are_followed_to_their_successors),
        cmocka_unit_test(successors_are_followed_however_often),
        cmocka_unit_test(a_lot_is_found_by_the_narrowest_area),
        cmocka_unit_test(every_county_ward_is_in_one_lot),
        cmocka_unit_test(every_county_postcode_is_in_one_lot),
        cmocka_unit_test(each_contradiction_is_told_in_its_place),
        cmocka_unit_test(what_follows_in_time_is_no_contradiction),
        cmocka_unit_test(files_that_are_missing_or_unknown),
        cmocka_unit_test(all_faults_at_once),
        cmocka_unit_test(files_that_are_not_to_be_trusted),
        cmocka_unit_test(files_that_are_too_large),
    };
    return RUN_TESTS(t);
}

/* A partnership's folder: what is in it, and what is found in it by code, day and address.
 * Source: architecture.md; domain.md 5, 7.3 and 8. */
#include "tests/unit/config_folder.h"

#include "core/base/sha256.h"
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

/* As config/README.md says: each file's name with its NUL, its length in eight bytes, its bytes. */
static void the_digest_is_of_names_lengths_and_bytes(void **state)
{
    uint8_t digest[SHA256_SIZE], size[8];
    char hex[SHA256_HEX_SIZE];
    struct sha256 whole;
    struct config c;

    (void)state;
    sha256_init(&whole);
    for (const struct embedded *e = embedded_config; e->name; e++) {
        assert_true(e == embedded_config || strcmp(e[-1].name, e->name) < 0);
        for (int i = 0; i < 8; i++)
            size[i] = (uint8_t)(e->length >> (56 - 8 * i));
        sha256_update(&whole, e->name, strlen(e->name) + 1);
        sha256_update(&whole, size, sizeof size);
        sha256_update(&whole, e->text, e->length);
    }
    sha256_final(&whole, digest);
    load(&c, NULL);
    assert_string_equal(c.digest, sha256_hex(digest, hex));
    config_release(&c);
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
    fputs("  - {code: QZZ, name: The one after, kind: icb, from: 2027-04-01, source: Test}\n"
          "  - {code: RT5, name: Again, kind: trust, from: 1990-01-01, to: 1991-12-31, source: T}\n"
          "  - {code: OLD, name: First, kind: other, from: 2000-01-01, to: 2001-12-31, "
          "successor: RT5, source: T}\n"
          "  - {code: OLD, name: Later, kind: other, from: 2005-01-01, to: 2009-12-31, "
          "successor: RWE, source: T}\n",
          out);
    fclose(out);
    load(&c, f.path);
    assert_string_equal(config_organisation_on(&c, "04V", on(2027, 4, 1))->code, "QZZ");
    assert_string_equal(config_organisation_on(&c, "04V", on(2027, 3, 31))->code, "QK1");
    assert_string_equal(config_organisation_on(&c, "RT5", on(1990, 6, 1))->name, "Again");
    assert_null(config_organisation_on(&c, "RT5", on(1995, 1, 1)));
    assert_string_equal(config_organisation_on(&c, "OLD", on(2003, 1, 1))->code, "RT5");
    assert_string_equal(config_organisation_on(&c, "OLD", on(2016, 11, 8))->code, "RWE");
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
    folder_edit(&f, "lots.yaml", "      - {kind: ward, value: E05005479, name: Ambien}\n",
                "      - {kind: ward, value: E05005479, name: Ambien}\n"
                "      - {kind: postcode, value: LE1}\n"
                "      - {kind: postcode, value: LE18}\n");
    FILE *out = fopen(folder_file(&f, "lots.yaml"), "ab");
    assert_non_null(out);
    fputs("  - {code: \"13\", name: Test, short_name: T, tile_row: 9, tile_column: 9,\n"
          "     from: 2016-11-07, areas: [{kind: postcode, value: LE18 4}, {kind: ward, value: "
          "E05005532}], source: Test}\n",
          out);
    fclose(out);
    load(&c, f.path);
    assert_string_equal(lot_of(&c, NULL, NULL, "E07000135", day), "05");
    assert_string_equal(lot_of(&c, "LE2 4QA", "E05005531", "E07000135", day), "05");
    assert_string_equal(lot_of(&c, "LE2 5AA", "E05005532", "E07000135", day), "13");
    assert_string_equal(lot_of(&c, "LE18 4TN", "E05005536", "E07000135", day), "13");
    assert_string_equal(lot_of(&c, "LE18 1AA", "E05005537", "E07000135", day), "12");
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
        char code[32];
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

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_embedded_one_is_in_order),
        cmocka_unit_test(a_folder_is_the_same_as_the_embedded_one),
        cmocka_unit_test(the_digest_is_of_names_lengths_and_bytes),
        cmocka_unit_test(reasons_are_found_by_code),
        cmocka_unit_test(organisations_are_followed_to_their_successors),
        cmocka_unit_test(successors_are_followed_however_often),
        cmocka_unit_test(a_lot_is_found_by_the_narrowest_area),
        cmocka_unit_test(every_county_ward_is_in_one_lot),
        cmocka_unit_test(every_county_postcode_is_in_one_lot),
        cmocka_unit_test(what_follows_in_time_is_no_contradiction),
    };
    return RUN_TESTS(t);
}

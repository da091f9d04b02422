/* rows.h: files in every layout come out under our names, and each mistake is told with its place.
 */
#include "core/exchange/rows.h"

#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

struct person {
    const char *ref, *family_name, *postcode;
    date_t born;
    int64_t hours;
    struct list needs;
};

static const struct field PERSON_ROWS[] = {
    {FIELD(struct person, ref, FIELD_TEXT)},
    {FIELD(struct person, family_name, FIELD_TEXT)},
    {FIELD(struct person, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE | FIELD_OPTIONAL},
    {FIELD(struct person, born, FIELD_DATE)},
    {FIELD(struct person, hours, FIELD_INT), .flags = FIELD_OPTIONAL},
    {FIELD(struct person, needs, FIELD_LIST), .flags = FIELD_OPTIONAL, .item = FIELD_TEXT},
};
static const struct fields PERSON = FIELDS("person", PERSON_ROWS, struct person);

struct place {
    const char *postcode, *district, *ward;
    int64_t easting, northing;
};
static const struct field PLACE_ROWS[] = {
    {FIELD(struct place, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE},
    {FIELD(struct place, district, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct place, ward, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct place, easting, FIELD_INT)},
    {FIELD(struct place, northing, FIELD_INT)},
};
static const struct fields PLACE = FIELDS("place", PLACE_ROWS, struct place);

/* Rows as `name=value ` and `;`, then every fault's place in `!`. */
static const char *read_all(const char *text, const struct rows_options *o, struct buf *out)
{
    struct faults all = {0};
    const struct node *row;
    struct rows *r;

    buf_clear(out);
    buf_text(out, "");
    if (rows_open_text(text, strlen(text), "f", o, &r, &all)) {
        for (size_t n = 0; n < 40000; n++) {
            if (!rows_next(r, &row, &all))
                continue;
            if (!row)
                break;
            for (const struct node *cell = row->first; cell; cell = cell->next) {
                buf_printf(out, "%s=", cell->key);
                for (const struct node *e = cell->first; e; e = e->next)
                    buf_printf(out, "<%s>", e->text);
                buf_printf(out, "%s ", cell->kind == NODE_SCALAR ? cell->text : "");
            }
            buf_text(out, ";");
        }
        rows_close(r);
    }
    for (size_t i = 0; i < all.kept; i++)
        buf_printf(out, "!%s", all.list[i].place);
    faults_release(&all);
    return out->text ? out->text : "";
}

static void own_columns(void **state)
{
    static const struct {
        const char *name, *text, *wanted;
    } t[] = {
        {"in order", "ref,family_name,born\nP1,Example,1931-02-03\n",
         "ref=P1 family_name=Example born=1931-02-03 ;"},
        {"reordered", "born, ref ,family_name\n1931-02-03,P1,Example\n",
         "born=1931-02-03 ref=P1 family_name=Example ;"},
        {"header only", "ref,family_name,born\n", ""},
        {"guarded text, and a number that is not text",
         "ref,family_name,born,hours\nP1,'=1+1,x,'5\n",
         "ref=P1 family_name==1+1 born=x hours='5 ;"},
        {"empty", "", "!f:1:1"},
        {"no header", "P1,Example,1931-02-03\n", "!f:1:1"},
        {"unknown column", "ref,family_nam,born\nP1,a,b\n", "!f:1:5!f:1"},
        {"column twice", "ref,family_name,ref,born\nP1,a,b,c\n", "!f:1:17"},
        {"missing columns", "ref\nP1\n", "!f:1!f:1"},
        {"nameless column", "ref,family_name,born,\nP1,a,b,c\n", "!f:1:22"},
        {"ragged row among others", "ref,family_name,born\na,b\nc,d,e\nf,g,h,i\n",
         "ref=c family_name=d born=e ;!f:2:3!f:4:7"},
    };
    struct rows_options o = {.fields = &PERSON};
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        const char *got = read_all(t[i].text, &o, &out);
        if (strcmp(got, t[i].wanted) != 0)
            fail_msg("%s: got %s, wanted %s", t[i].name, got, t[i].wanted);
    }
    o.fields = NULL;
    assert_string_equal(read_all("x,y\n1,2\n", &o, &out), "x=1 y=2 ;");
    assert_string_equal(read_all("x,\n1,2\n", &o, &out), "!f:1:3");
    assert_string_equal(read_all("x,x\n1,2\n", &o, &out), "!f:1:3");
    buf_release(&out);
}

static struct node *pair(struct arena *a, struct node *map, const char *key)
{
    struct node *n = node_new(a, NODE_MAP);

    n->key = key;
    node_append(map, n);
    return n;
}

static void through_a_map(void **state)
{
    struct arena a = {0};
    struct faults all = {0};
    struct mapping m;
    struct node *map = node_new(&a, NODE_MAP), *columns, *values, *sub;
    struct rows_options o = {.fields = &PERSON, .mapping = &m};
    struct buf out = {0};

    (void)state;
    (void)!node_add(&a, map, "encoding", "windows-1252");
    (void)!node_add(&a, map, "date", "dmy");
    (void)!node_add(&a, map, "delimiter", ";");
    columns = pair(&a, map, "columns");
    (void)!node_add(&a, columns, "ref", "Person ID");
    (void)!node_add(&a, columns, "family_name", "Surname");
    sub = node_add(&a, pair(&a, map, "constants"), "born", "1931-02-03");
    sub->file = "m";
    sub->line = 7;
    struct node *born = sub;
    values = pair(&a, map, "values");
    sub = pair(&a, values, "family_name");
    (void)!node_add(&a, sub, "unknown", "Example");
    assert_true(mapping_read(map, &m, &all));
    assert_true(m.cp1252 && m.dates_dmy && m.delimiter == ';');
    assert_string_equal(
        read_all("Person ID;Other;Surname;hours\nP1;x; unknown ;5\nP2;x;R\xe9my;\n", &o, &out),
        "ref=P1 family_name=Example hours=5 born=03/02/1931 ;"
        "ref=P2 family_name=R\xc3\xa9my hours= born=03/02/1931 ;");
    assert_string_equal(read_all("Person ID;Other\nP1;x\n", &o, &out), "!f:1");
    assert_string_equal(read_all("Person ID;ref;Surname\nP1;x;y\n", &o, &out),
                        "ref=P1 family_name=y born=03/02/1931 ;");
    born->text = "1931-13-03"; /* of a constant is told once, and before any row */
    assert_string_equal(read_all("Person ID;Surname\nP1;x\nP2;y\n", &o, &out), "!m:7");
    buf_release(&out);
    faults_release(&all);
    arena_release(&a);
}

static void maps_refused(void **state)
{
    static const char *const scalar[][2] = {
        {"encoding", "latin-1"}, {"date", "us"},  {"delimiter", "::"}, {"columns", "x"},
        {"constants", "x"},      {"values", "x"}, {"colums", "x"},
    };
    struct arena a = {0};
    struct mapping m;

    (void)state;
    for (size_t i = 0; i < sizeof scalar / sizeof *scalar; i++) {
        struct faults all = {0};
        struct node *map = node_new(&a, NODE_MAP);
        struct node *n = node_add(&a, map, scalar[i][0], scalar[i][1]);
        n->file = "m";
        n->line = 3;
        n->column = 9;
        assert_false(mapping_read(map, &m, &all));
        assert_int_equal(all.count, 1);
        assert_string_equal(all.list[0].place, "m:3:9");
        faults_release(&all);
    }
    arena_release(&a);
}

static struct node *flow(const char *text, size_t length, const struct node *place, struct arena *a,
                         struct faults *all)
{
    struct fault why = {0};
    struct node *n;

    if (text[length - 1] != ']') {
        fail_at(&why, place->file, place->line, place->column, place->key, "not closed");
        faults_take(all, &why);
        return NULL;
    }
    n = node_new(a, NODE_LIST);
    (void)!node_add(a, n, NULL, "inside");
    return n;
}

static void lists_in_cells(void **state)
{
    struct rows_options o = {.fields = &PERSON, .flow = flow};
    struct buf out = {0};

    (void)state;
    assert_string_equal(read_all("ref,family_name,born,needs\nP1,[x],b,\"[1, 2]\"\n"
                                 "P2,a,b,[1\nP3,a,b,\n",
                                 &o, &out),
                        "ref=P1 family_name=[x] born=b needs=<inside> ;"
                        "ref=P3 family_name=a born=b needs= ;!f:3:8");
    buf_release(&out);
}

static void layouts(void **state)
{
    static const char ods27[] = "\"C82009\",\"MARKET HARBOROUGH\",\"Y60\",\"Q78\",\"A\",\"\",\"\","
                                "\"\",\"\",\"LE16 9BX\",\"19740401\",\"\",\"A\",\"B\",\"03W\","
                                "\"20130401\",\"\",\"\",\"\",\"\",\"\",\"0\",\"\",\"03W\",\"\","
                                "\"4\",\"\"\r\n";
    static const char cqc[] =
        "CQC care directory,,,\n\"Produced, monthly\"\n\n"
        "Name,Also known as,Address,Postcode,Phone number,Service's website (if available),"
        "Service types,Date of latest check,Specialisms/services,Provider name,Local authority,"
        "Region,Location URL,CQC Location ID (for office use only),"
        "CQC Provider ID (for office use only)\n"
        "Invented Care,,1 Some Street,LE1 1AA,,,Homecare agencies|Supported living,,,Invented Ltd,"
        "Leicester,East Midlands,,1-111,1-222\n";
    struct rows_options o = {.kind = "postcodes"};
    struct buf out = {0};

    (void)state;
    assert_string_equal(
        read_all("\"LE1  1A\",10,1,2,\"E9\",\"\",\"\",\"\",\"E06\",\"E05\"\n", &o, &out), "!f:1:1");
    assert_string_equal(
        read_all("\"LE101AA\",10,1,2,\"E9\",\"\",\"\",\"\",\"E06\",\"E05\"\n", &o, &out),
        "postcode=LE10 1AA quality=10 easting=1 northing=2 county= district=E06 ward=E05 ;");
    o.fields = &PLACE;
    assert_string_equal(
        read_all("PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nLE1 1AA,10,1,2,,,,,E06,E05\n", &o, &out),
        "postcode=LE1 1AA easting=1 northing=2 district=E06 ward=E05 ;");
    assert_string_equal(read_all("postcode,easting,northing\nLE1 1AA,1,2\n", &o, &out),
                        "postcode=LE1 1AA easting=1 northing=2 ;");
    assert_string_equal(read_all("what,is,this\n1,2,3\n", &o, &out), "!f:1:1");
    o = (struct rows_options){.kind = "gp-practices"};
    static const char wanted[] =
        "code=C82009 name=MARKET HARBOROUGH postcode=LE16 9BX from=1974-04-01 to= status=A "
        "subtype=B commissioner=03W joined=2013-04-01 left= telephone= setting=4 ;";
    assert_string_equal(read_all(ods27, &o, &out), wanted);
    assert_string_equal(
        read_all("Organisation Code,Name,National Grouping,High Level Health Geography,"
                 "Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,"
                 "Postcode,Open Date,Close Date,Status Code,Organisation Sub-Type Code,"
                 "Commissioner,Join Provider/Purchaser Date,Left Provider/Purchaser Date,"
                 "Contact Telephone Number,Amended Record Indicator,Provider/Purchaser,"
                 "Prescribing Setting\n"
                 "C82009,MARKET HARBOROUGH,Y60,Q78,A,,,,,LE16 9BX,19740401,,A,B,03W,20130401,,,0,"
                 "03W,4\n",
                 &o, &out),
        wanted);
    o.kind = "providers";
    assert_string_equal(read_all(cqc, &o, &out),
                        "cqc_location=1-111 name=Invented Care provider_name=Invented Ltd "
                        "cqc_provider=1-222 address=1 Some Street postcode=LE1 1AA phone= website= "
                        "services=Homecare agencies|Supported living specialisms= "
                        "local_authority=Leicester region=East Midlands ;");
    assert_string_equal(read_all("a\nb,c\n", &o, &out), "!f:1:1");
    buf_release(&out);
}

/* A published file through its layout: how many rows there are, and one of them. */
static void published(const char *path, const char *kind, size_t wanted, const char *row_wanted)
{
    struct rows_options o = {.kind = kind};
    struct faults all = {0};
    const struct node *row;
    struct rows *r;
    bool seen = false;
    struct buf out = {0};

    if (access(path, R_OK) != 0) {
        printf("skipped: %s is not here\n", path);
        return;
    }
    if (!rows_open(path, &o, &r, &all))
        fail_msg("%s: %s", path, all.list[0].text);
    for (;;) {
        assert_true(rows_next(r, &row, &all));
        if (!row)
            break;
        buf_clear(&out);
        for (const struct node *n = row->first; n; n = n->next)
            buf_printf(&out, "%s=%s ", n->key, n->text);
        seen = seen || strncmp(out.text, row_wanted, strlen(row_wanted)) == 0;
    }
    assert_int_equal(rows_given(r), wanted);
    if (!seen)
        fail_msg("%s: no row begins %s; the last is %s", path, row_wanted, out.text);
    assert_true(rows_unchanged(r, &all));
    rows_close(r);
    buf_release(&out);
    faults_release(&all);
}

static void published_files(void **state)
{
#define DATA "../shared/data/"
    (void)state;
    published(DATA "postcodes/codepoint_open_2014_leicestershire.csv", "postcodes", 23155,
              "postcode=LE1 1AA quality=10 easting=459327 northing=304196 county= "
              "district=E06000016 ward=E05001789");
    published(DATA "nhs_organisations/epraccur_2019-10_llr.csv", "gp-practices", 215,
              "code=A91088 name=NORTH LUFFENHAM MEDICAL CENTRE postcode=LE15 8RL from=2010-10-01 "
              "to=2017-12-31 status=C");
    published(DATA "nhs_organisations/etr_trusts_2022.csv", "organisations", 218,
              "code=R0A name=MANCHESTER UNIVERSITY NHS FOUNDATION TRUST postcode=M13 9WL");
    published(DATA "nhs_organisations/eccg_sub_icb_2026.csv", "organisations", 320,
              "code=00C name=NHS DARLINGTON CCG postcode=TS23 2LA from=2013-04-01 to=2020-03-31");
    published(DATA "nhs_organisations/icb_names_codes_dec_2024.csv", "organisations", 42,
              "code=E54000015 name=NHS Leicester, Leicestershire and Rutland Integrated Care Board "
              "ods_code=QK1");
    published(DATA "nhs_organisations/lad_names_codes_dec_2023.csv", "areas", 361,
              "code=E06000001 name=Hartlepool");
    published(DATA "postcodes/area_codes_2014.csv", "areas", 205,
              "code=E05001784 name=Abbey Ward type=UTW");
    published(DATA "calendar/england_wales_bank_holidays_2019_2028.csv", "bank-holidays", 83,
              "date=2020-12-28 title=boxing_day notes=substitute_day");
}

static void rows_to_records(void **state)
{
    struct rows_options o = {.fields = &PERSON};
    struct arena a = {0};
    struct faults all = {0};
    const struct node *row;
    struct person p;
    struct rows *r;
    static const char text[] =
        "ref,family_name,born,hours\nP1,Null,1931-02-03,\nP2,B,31/02/1931,x\n";

    (void)state;
    assert_true(rows_open_text(text, sizeof text - 1, "f", &o, &r, &all));
    struct reading how = rows_reading(r);
    assert_true(rows_next(r, &row, &all));
    fields_clear(&PERSON, &p);
    assert_true(fields_read(&PERSON, row, &how, &p, &a, &all));
    assert_string_equal(p.family_name, "Null");
    assert_false(field_given(&PERSON.field[4], &p));
    assert_true(rows_next(r, &row, &all));
    assert_false(fields_read(&PERSON, row, &how, &p, &a, &all));
    assert_int_equal(all.count, 2);
    assert_string_equal(all.list[0].place, "f:3:6");
    assert_string_equal(all.list[1].place, "f:3:17");
    rows_close(r);
    faults_release(&all);
    arena_release(&a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(own_columns),     cmocka_unit_test(through_a_map),
        cmocka_unit_test(maps_refused),    cmocka_unit_test(lists_in_cells),
        cmocka_unit_test(layouts),         cmocka_unit_test(published_files),
        cmocka_unit_test(rows_to_records),
    };

    return RUN_TESTS(t);
}

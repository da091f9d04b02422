/* csv.h: what is read, where it says things are, and what is refused with which place. */
#include "core/exchange/csv.h"

#include "tests/unit/run.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The rows as text: cells in brackets, rows ended by `;`; `!PLACE` where a fault stopped a row. */
static const char *read_all(const char *text, size_t length, const struct csv_options *o,
                            struct buf *out)
{
    struct fault why = {0};
    const struct csv_cell *cells;
    struct csv *c;
    size_t count;

    buf_clear(out);
    if (!csv_open_text(text, length, "f", o, &c, &why)) {
        buf_printf(out, "!%s", why.place);
        return out->text;
    }
    for (int faults = 0; faults < 5;) {
        if (!csv_next(c, &cells, &count, &why)) {
            buf_printf(out, "!%s;", why.place);
            assert_int_equal(why.kind, FAULT_INPUT);
            fault_clear(&why);
            faults++;
            continue;
        }
        if (!count)
            break;
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(strlen(cells[i].text), cells[i].length);
            buf_printf(out, "[%s]", cells[i].text);
        }
        buf_text(out, ";");
    }
    csv_close(c);
    return out->text ? out->text : "";
}

struct reading_case {
    const char *name, *text, *wanted;
};

static const struct reading_case CASES[] = {
    {"empty", "", ""},
    {"one cell", "a", "[a];"},
    {"no end of line", "a,b\n1,2", "[a][b];[1][2];"},
    {"empty cells", "a,b\n,\n", "[a][b];[][];"},
    {"quoted empty alone is a row", "a\n\"\"\n", "[a];[];"},
    {"blank lines skipped", "\n\na,b\n\n1,2\n\n", "[a][b];[1][2];"},
    {"crlf", "a,b\r\n1,2\r\n", "[a][b];[1][2];"},
    {"lone cr", "a,b\r1,2\r", "[a][b];[1][2];"},
    {"mark at the start",
     "\xef\xbb\xbf"
     "a,b\n1,2\n",
     "[a][b];[1][2];"},
    {"only the mark", "\xef\xbb\xbf", ""},
    {"quoted", "\"a\",\"b\"\n\"1,2\",\"3\"\"4\"\n", "[a][b];[1,2][3\"4];"},
    {"quoted line ends", "a,b\n\"1\r\n2\n3\r4\",x\n", "[a][b];[1\r\n2\n3\r4][x];"},
    {"marks only", "\"\"\"\"\n", "[\"];"},
    {"quoted at the end", "a,b\n1,\"2\"", "[a][b];[1][2];"},
    {"utf-8", "a\n\xca\xa4\n", "[a];[\xca\xa4];"},
    {"spaces stay", "a\n b \n", "[a];[ b ];"},
    {"lf then crlf", "a,b\n1,2\r\n3,4\n", "[a][b];!f:2:4;"},
    {"crlf then lf", "a,b\r\n1,2\n", "[a][b];!f:2:4;"},
    {"crlf then cr", "a,b\r\n1,2\r3,4", "[a][b];!f:2:4;"},
    {"open mark", "a,b\n1,\"2\n3\n", "[a][b];!f:2:3;"},
    {"after mark", "a,b\n\"1\"x,2\n", "[a][b];!f:2:4;"},
    {"space after mark", "a,b\n\"1\" ,2\n", "[a][b];!f:2:4;"},
    {"mark inside", "a,b\n1,x\"y\n", "[a][b];!f:2:4;"},
    {"mark inside, counted in characters", "a,b\n\xc3\xa9,\xc3\xa9\"y\n", "[a][b];!f:2:4;"},
    {"short row, then more", "a,b\n1\n2,3\n", "[a][b];!f:2:1;[2][3];"},
    {"long row, then more", "a,b\n1,2,33,4\n2,3\n", "[a][b];!f:2:5;[2][3];"},
    {"latin-1, then more", "a,b\n1,Ren\xe9\n2,3\n", "[a][b];!f:2:3;[2][3];"},
    {"overlong", "a\n\xc0\xaf\n", "[a];!f:2:1;"},
    {"surrogate", "a\n\xed\xa0\x80\n", "[a];!f:2:1;"},
    {"beyond unicode", "a\n\xf5\x80\x80\x80\n", "[a];!f:2:1;"},
    {"cut character", "a\n\xe2\x82", "[a];!f:2:1;"},
    {"utf-16",
     "\xff\xfe"
     "ab",
     "!f:1:1"},
    {"place after quoted lines", "a,b\n\"x\ny\",\"z\"q\n", "[a][b];!f:3:7;"},
};

static void reads_and_refuses(void **state)
{
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct reading_case *t = &CASES[i];
        const char *got = read_all(t->text, strlen(t->text), NULL, &out);
        if (strcmp(got, t->wanted) != 0)
            fail_msg("%s: got %s, wanted %s", t->name, got, t->wanted);
    }
    assert_string_equal(read_all("a,b\n1,\0\n", 8, NULL, &out), "[a][b];!f:2:3;");
    assert_string_equal(read_all("a,b\n1,\"x\0\"\n", 11, NULL, &out), "[a][b];!f:2:5;");
    buf_release(&out);
}

static void other_dialects(void **state)
{
    struct csv_options semicolon = {.delimiter = ';'}, tab = {.delimiter = '\t'};
    struct csv_options old = {.cp1252 = true}, loose = {.loose = true};
    struct buf out = {0};

    (void)state;
    assert_string_equal(read_all("a;b\n1,5;2\n", 10, &semicolon, &out), "[a][b];[1,5][2];");
    assert_string_equal(read_all("a\tb\n1\t2\n", 8, &tab, &out), "[a][b];[1][2];");
    assert_string_equal(read_all("a,b\nRen\xe9,\x80\n", 11, &old, &out),
                        "[a][b];[Ren\xc3\xa9][\xe2\x82\xac];");
    assert_string_equal(read_all("a,b\nR\xe9,x\x81\n", 10, &old, &out), "[a][b];!f:2:5;");
    assert_string_equal(read_all("a\nb,c\n", 6, &loose, &out), "[a];[b][c];");
    buf_release(&out);
}

static void places_of_cells(void **state)
{
    static const char text[] = "\xc3\xa9t\xc3\xa9,b\n\"x\ny\",\"\xc3\xa9\xc3\xa9\",z\n";
    static const size_t wanted[][3] = {{1, 1, 0}, {1, 5, 0}, {2, 1, 1}, {3, 4, 1}, {3, 9, 0}};
    struct csv_options o = {.loose = true};
    const struct csv_cell *cells;
    struct fault why = {0};
    struct csv *c;
    size_t count, n = 0;

    (void)state;
    assert_true(csv_open_text(text, sizeof text - 1, "f", &o, &c, &why));
    for (;;) {
        assert_true(csv_next(c, &cells, &count, &why));
        if (!count)
            break;
        for (size_t i = 0; i < count; i++, n++) {
            assert_int_equal(cells[i].line, wanted[n][0]);
            assert_int_equal(cells[i].column, wanted[n][1]);
            assert_int_equal(cells[i].quoted, wanted[n][2]);
        }
    }
    assert_int_equal(n, 5);
    csv_close(c);
}

/* Cells of every length across the buffer's end: what is read is what was written, so nothing is
 * lost where one piece of the file meets the next. */
static void pieces_meet(void **state)
{
    struct buf text = {0}, cell = {0};
    const struct csv_cell *cells;
    struct fault why = {0};
    size_t count, rows = 0;
    struct csv *c;

    (void)state;
    for (size_t i = 0; i < 4000; i++) {
        buf_clear(&cell);
        for (size_t k = 0; k < i % 301; k++)
            buf_text(&cell,
                     (const char *const[]){"a", "\"", ",", "\r\n", "\xe2\x82\xac"}[(i + k) % 5]);
        buf_printf(&text, "%zu", i);
        csv_write_cell(&text, cell.text ? cell.text : "", true, false);
        csv_write_cell(&text, "end", true, false);
        csv_write_end(&text);
    }
    assert_true(csv_open_text(text.text, text.length, "f", NULL, &c, &why));
    for (;; rows++) {
        if (!csv_next(c, &cells, &count, &why))
            fail_msg("row %zu: %s %s", rows, why.place, why.text);
        if (!count)
            break;
        assert_int_equal(count, 3);
        buf_clear(&cell);
        for (size_t k = 0; k < rows % 301; k++)
            buf_text(&cell,
                     (const char *const[]){"a", "\"", ",", "\r\n", "\xe2\x82\xac"}[(rows + k) % 5]);
        assert_int_equal(strtoul(cells[0].text, NULL, 10), rows);
        assert_string_equal(csv_undefuse(cells[1].text), cell.text ? cell.text : "");
        assert_string_equal(cells[2].text, "end");
    }
    assert_int_equal(rows, 4000);
    csv_close(c);
    buf_release(&text);
    buf_release(&cell);
}

static bool reads_long(size_t length, bool quoted, struct fault *why)
{
    char *text = malloc(length + 4);
    const struct csv_cell *cells;
    struct csv *c;
    size_t count;

    memset(text, 'x', length + 4);
    if (quoted)
        text[0] = text[length + 1] = '"';
    assert_true(csv_open_text(text, quoted ? length + 2 : length, "f", NULL, &c, why));
    bool good = csv_next(c, &cells, &count, why);
    if (good)
        assert_int_equal(cells[0].length, length);
    csv_close(c);
    free(text);
    return good;
}

static void limits(void **state)
{
    struct fault why = {0};
    struct buf row = {0};
    const struct csv_cell *cells;
    struct csv *c;
    size_t count;

    (void)state;
    for (int quoted = 0; quoted < 2; quoted++) {
        assert_true(reads_long(CSV_FIELD_MOST, quoted, &why));
        assert_false(reads_long(CSV_FIELD_MOST + 1, quoted, &why));
        assert_string_equal(why.place, "f:1:1");
        fault_clear(&why);
    }
    while (row.length <= CSV_ROW_MOST + 300000)
        buf_text(&row, "0123456789,");
    assert_true(csv_open_text(row.text, row.length, "f", NULL, &c, &why));
    assert_false(csv_next(c, &cells, &count, &why));
    assert_non_null(strstr(why.text, "8 MiB"));
    csv_close(c);
    buf_release(&row);
}

static void write_file(const char *path, const char *text, size_t times)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    for (size_t i = 0; i < times; i++)
        fputs(text, f);
    fclose(f);
}

static void strange_files(void **state)
{
    static const char *const refused[] = {"/dev/zero",
                                          "/dev/null",
                                          "/dev/tty",
                                          "/",
                                          "/tmp",
                                          "",
                                          "/proc/cpuinfo",
                                          "no-such-file",
                                          "/sys/kernel/uevent_seqnum"};
    char folder[] = "/tmp/test_csv.XXXXXX", path[64], other[64];
    struct fault why = {0};
    struct csv *c;

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (csv_open_file(refused[i], NULL, &c, &why))
            fail_msg("%s was opened", refused[i]);
        assert_int_equal(why.kind, FAULT_INPUT);
        fault_clear(&why);
    }
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    snprintf(other, sizeof other, "%s/b", folder);
    write_file(path, "a,b\n", 1);
    assert_int_equal(symlink(path, other), 0);
    assert_false(csv_open_file(other, NULL, &c, &why));
    assert_non_null(strstr(why.text, "symbolic link"));
    fault_clear(&why);
    unlink(other);
    assert_int_equal(mkfifo(other, 0600), 0);
    assert_false(csv_open_file(other, NULL, &c, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    unlink(other);
    unlink(path);
    rmdir(folder);
}

static void changed_files(void **state)
{
    char folder[] = "/tmp/test_csv.XXXXXX", path[64], other[64];
    const struct csv_cell *cells;
    struct fault why = {0};
    struct csv *c;
    size_t count = 1;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    snprintf(other, sizeof other, "%s/b", folder);
    for (int how = 0; how < 4; how++) {
        write_file(path, "a,b\n", 10);
        assert_true(csv_open_file(path, NULL, &c, &why));
        for (count = 1; count;)
            assert_true(csv_next(c, &cells, &count, &why));
        if (how == 1)
            write_file(path, "a,b\n", 11); /* grown */
        if (how == 2)
            assert_int_equal(truncate(path, 4), 0);
        if (how == 3) { /* replaced by another of the same size */
            write_file(other, "c,d\n", 10);
            assert_int_equal(rename(other, path), 0);
        }
        assert_int_equal(csv_unchanged(c, &why), how == 0);
        fault_clear(&why);
        csv_close(c);
    }
    unlink(path);
    rmdir(folder);
}

static void too_many_rows(void **state)
{
    char path[] = "/tmp/test_csv.XXXXXX";
    struct fault why = {0};
    struct csv *c;

    (void)state;
    close(mkstemp(path));
    write_file(path, "a,b\n", CSV_ROWS_MOST + 1);
    assert_false(csv_open_file(path, NULL, &c, &why)); /* before any row is given */
    assert_int_equal(why.kind, FAULT_INPUT);
    fault_clear(&why);
    write_file(path, "a,b\n", CSV_ROWS_MOST);
    assert_true(csv_open_file(path, NULL, &c, &why));
    csv_close(c);
    unlink(path);
}

static void writes_cells(void **state)
{
    static const struct {
        const char *text, *wanted;
        bool is_text;
    } t[] = {
        {"a", "a", true},
        {"", "", true},
        {"a,b", "\"a,b\"", true},
        {"a\"b", "\"a\"\"b\"", true},
        {"a\r\nb", "\"a\r\nb\"", true},
        {" a", "\" a\"", true},
        {"=1+1", "'=1+1", true},
        {"+44", "'+44", true},
        {"-12.50", "'-12.50", true},
        {"-12.50", "-12.50", false},
        {"@a", "'@a", true},
        {"\ta", "\"'\ta\"", true},
        {"\ra", "\"'\ra\"", true},
        {"'a", "''a", true},
        {"\uff1dA1", "'\uff1dA1", true},
        {"\uff20A1", "'\uff20A1", true},
        {"a=1", "a=1", true},
        {"\u2212"
         "5",
         "\u2212"
         "5",
         true},
    };
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        buf_clear(&out);
        csv_write_cell(&out, t[i].text, t[i].is_text, true);
        assert_string_equal(out.text ? out.text : "", t[i].wanted);
    }
    buf_clear(&out);
    csv_write_cell(&out, "a", true, true);
    csv_write_cell(&out, "b", true, false);
    csv_write_end(&out);
    assert_string_equal(out.text, "a,b\r\n");
    assert_string_equal(csv_undefuse("'s-Gravenhage"), "'s-Gravenhage");
    assert_string_equal(csv_undefuse("'"), "'");
    assert_string_equal(csv_undefuse("'=1"), "=1");
    buf_release(&out);
}

/* Every text of up to four characters of an awkward alphabet goes out and comes back the same. */
static void round_trip(void **state)
{
    static const char letters[] = "a,\"\n\r'=+ ;";
    struct buf out = {0};
    const struct csv_cell *cells;
    struct fault why = {0};
    struct csv *c;
    size_t count;

    (void)state;
    for (int n = 0; n < 10000; n++) {
        char text[5] = {letters[n % 10], letters[n / 10 % 10], letters[n / 100 % 10],
                        letters[n / 1000]};
        buf_clear(&out);
        csv_write_cell(&out, text, true, true);
        csv_write_cell(&out, text, true, false);
        csv_write_end(&out);
        assert_true(csv_open_text(out.text, out.length, "f", NULL, &c, &why));
        assert_true(csv_next(c, &cells, &count, &why));
        assert_int_equal(count, 2);
        assert_string_equal(csv_undefuse(cells[0].text), text);
        assert_string_equal(csv_undefuse(cells[1].text), text);
        csv_close(c);
    }
    buf_release(&out);
}

static void published_vectors(void **state)
{
    static const struct {
        const char *name, *wanted;
    } t[] = {
        {"simple", "[a][b][c];[1][2][3];"},
        {"empty", "[a][b][c];[1][][];[2][3][4];"},
        {"utf8", "[a][b][c];[1][2][3];[4][5][\xca\xa4];"},
        {"comma_in_quotes", "[first][last][address][city][zip];"
                            "[John][Doe][120 any st.][Anytown, WW][08123];"},
    };
    struct buf out = {0};
    char path[96], text[512];

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        snprintf(path, sizeof path, "../shared/data/test_vectors/csv/%s.csv", t[i].name);
        FILE *f = fopen(path, "r");
        if (!f) {
            printf("skipped: %s is not here\n", path);
            continue;
        }
        size_t n = fread(text, 1, sizeof text, f);
        fclose(f);
        assert_string_equal(read_all(text, n, NULL, &out), t[i].wanted);
    }
    buf_release(&out);
}

static void published_postcodes(void **state)
{
    static const char path[] = "../shared/data/postcodes/codepoint_open_2014_leicestershire.csv";
    const struct csv_cell *cells;
    struct fault why = {0};
    struct csv *c;
    size_t count = 1, rows = 0;
    uint64_t done, all;

    (void)state;
    if (access(path, R_OK) != 0) {
        printf("skipped: %s is not here\n", path);
        skip();
    }
    assert_true(csv_open_file(path, NULL, &c, &why));
    for (;; rows++) {
        assert_true(csv_next(c, &cells, &count, &why));
        if (!count)
            break;
        assert_int_equal(count, 10);
        assert_int_equal(cells[0].line, rows + 1);
    }
    assert_int_equal(rows, 23156);
    csv_progress(c, &done, &all);
    assert_int_equal(done, all);
    assert_true(csv_unchanged(c, &why));
    csv_close(c);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(reads_and_refuses),
        cmocka_unit_test(other_dialects),
        cmocka_unit_test(places_of_cells),
        cmocka_unit_test(pieces_meet),
        cmocka_unit_test(limits),
        cmocka_unit_test(strange_files),
        cmocka_unit_test(changed_files),
        cmocka_unit_test(too_many_rows),
        cmocka_unit_test(writes_cells),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(published_vectors),
        cmocka_unit_test(published_postcodes),
    };

    return RUN_TESTS(t);
}

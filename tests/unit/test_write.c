/* write.h and write_file.h: what each format looks like, and files that are whole or absent. */
#include "core/exchange/csv.h"
#include "core/exchange/write.h"
#include "core/exchange/write_file.h"

#include "tests/unit/run.h"

#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct line {
    const char *name;
    int64_t minutes;
    money_t price;
    date_t from;
    int64_t hidden;
};

static const struct field LINE_ROWS[] = {
    {FIELD(struct line, name, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct line, minutes, FIELD_INT), .flags = FIELD_OPTIONAL},
    {FIELD(struct line, price, FIELD_MONEY), .flags = FIELD_OPTIONAL},
    {FIELD(struct line, from, FIELD_DATE), .flags = FIELD_OPTIONAL},
    {FIELD(struct line, hidden, FIELD_INT), .flags = FIELD_HIDDEN},
};
static const struct fields LINE = FIELDS("line", LINE_ROWS, struct line);

static struct line LINES[] = {
    {"Ann \"A\" Example, Leicester", 30, GBP_INIT(1234, 56), {17000}, 1},
    {"=1+1", -5, {-5}, {INT64_MIN}, 2},
    {NULL, ABSENT, {ABSENT}, {INT64_MIN}, 3},
};

static char *write_lines(struct writer_options o, size_t count, struct writer *w)
{
    struct fault why = {0};

    o.fd = -1;
    assert_true(writer_begin(w, &LINE, &o, &why));
    for (size_t i = 0; i < count; i++)
        assert_true(writer_row(w, &LINES[i], &why));
    assert_true(writer_end(w, &why));
    return w->out.text;
}

static void formats(void **state)
{
    struct writer w;
    const char *escape = "a\x1b[2J";

    (void)state;
    assert_string_equal(write_lines((struct writer_options){.format = WRITE_CSV}, 3, &w),
                        "name,minutes,price,from\r\n"
                        "\"Ann \"\"A\"\" Example, Leicester\",30,123456,2016-07-18\r\n"
                        "'=1+1,-5,-5,\r\n"
                        ",,,\r\n");
    buf_release(&w.out);
    assert_string_equal(
        write_lines((struct writer_options){.format = WRITE_CSV, .bom = true}, 0, &w),
        "\xef\xbb\xbfname,minutes,price,from\r\n");
    buf_release(&w.out);
    assert_string_equal(write_lines((struct writer_options){.format = WRITE_JSON}, 0, &w), "[]\n");
    buf_release(&w.out);
    assert_string_equal(
        write_lines((struct writer_options){.format = WRITE_JSON, .hidden = true}, 3, &w),
        "[\n{\"name\":\"Ann \\\"A\\\" Example, Leicester\",\"minutes\":30,\"price\":123456,"
        "\"from\":\"2016-07-18\",\"hidden\":1},\n"
        "{\"name\":\"=1+1\",\"minutes\":-5,\"price\":-5,\"from\":null,\"hidden\":2},\n"
        "{\"name\":null,\"minutes\":null,\"price\":null,\"from\":null,\"hidden\":3}\n]\n");
    buf_release(&w.out);
    assert_string_equal(write_lines((struct writer_options){.format = WRITE_TABLE}, 3, &w),
                        "name                        minutes      price  from\n"
                        "Ann \"A\" Example, Leicester       30  \u00a31,234.56  18/07/2016\n"
                        "=1+1                             -5     -\u00a30.05  \n"
                        "                                                \n");
    buf_release(&w.out);
    assert_string_equal(
        write_lines((struct writer_options){.format = WRITE_TABLE, .plain = true}, 2, &w),
        "name: Ann \"A\" Example, Leicester\nminutes: 30\nprice: \u00a31,234.56\n"
        "from: 18/07/2016\n\nname: =1+1\nminutes: -5\nprice: -\u00a30.05\n");
    buf_release(&w.out);
    struct line kept = LINES[0];
    LINES[0].name = escape;
    assert_null(strchr(write_lines((struct writer_options){.format = WRITE_TABLE}, 1, &w), 0x1b));
    LINES[0] = kept;
    buf_release(&w.out);
}

/* Far more rows than are held back: all are there, and the writer does not keep them. */
static void many_rows(void **state)
{
    struct writer_options o = {.format = WRITE_TABLE};
    char path[] = "/tmp/test_write.XXXXXX", line[256];
    struct fault why = {0};
    struct writer w;
    size_t lines = 0;

    (void)state;
    o.fd = mkstemp(path);
    assert_true(writer_begin(&w, &LINE, &o, &why));
    for (size_t i = 0; i < 20000; i++) {
        assert_true(writer_row(&w, &LINES[i % 2], &why));
        assert_true(w.out.length < 200000 && w.held.length < 20000);
    }
    assert_true(writer_end(&w, &why));
    FILE *f = fopen(path, "r");
    while (fgets(line, sizeof line, f))
        lines++;
    fclose(f);
    assert_int_equal(lines, 20001);
    close(o.fd);
    unlink(path);
}

static void reader_gone(void **state)
{
    struct writer_options o = {.format = WRITE_CSV};
    struct fault why = {0};
    struct writer w;
    int ends[2];

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    o.fd = ends[1];
    assert_true(writer_begin(&w, &LINE, &o, &why));
    bool good = true;
    for (size_t i = 0; good && i < 10000; i++)
        good = writer_row(&w, &LINES[0], &why);
    assert_false(good);
    assert_int_equal(why.kind, FAULT_RESOURCE);
    assert_string_equal(why.text, "");
    fault_clear(&why);
    assert_false(writer_end(&w, &why));
    close(ends[1]);
    assert_false(write_format_named("xml", &o.format));
    assert_true(write_format_named("json", &o.format) && o.format == WRITE_JSON);
}

static size_t count_names(const char *folder)
{
    DIR *d = opendir(folder);
    size_t n = 0;

    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

static void whole_or_absent(void **state)
{
    char folder[] = "/tmp/test_write.XXXXXX", path[64], other[64];
    struct fault why = {0};
    struct stat st;
    struct file f;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.csv", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    assert_true(file_begin(path, &f, &why));
    assert_true(write_all(f.fd, "whole", 5, &why));
    assert_int_equal(stat(path, &st), -1); /* nothing is there before */
    assert_true(file_commit(&f, &why));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, 5);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(count_names(folder), 1);

    assert_false(file_begin(path, &f, &why)); /* exists */
    assert_int_equal(why.kind, FAULT_RESOURCE);
    fault_clear(&why);
    assert_int_equal(symlink("nowhere", other), 0);
    assert_false(file_begin(other, &f, &why)); /* a link, though it leads nowhere */
    fault_clear(&why);
    unlink(other);
    assert_int_equal(mkfifo(other, 0600), 0);
    assert_false(file_begin(other, &f, &why));
    fault_clear(&why);
    unlink(other);

    assert_true(file_begin(other, &f, &why)); /* comes into being meanwhile */
    int fd = open(other, O_CREAT | O_WRONLY, 0600);
    assert_int_equal(write(fd, "theirs", 6), 6);
    close(fd);
    assert_false(file_commit(&f, &why));
    assert_int_equal(why.kind, FAULT_RESOURCE);
    fault_clear(&why);
    assert_int_equal(stat(other, &st), 0);
    assert_int_equal(st.st_size, 6);
    unlink(other);

    assert_true(file_begin(other, &f, &why));
    file_abandon(&f);
    assert_int_equal(count_names(folder), 1);
    unlink(path);
    rmdir(folder);
}

static void hostile_names(void **state)
{
    static const char *const names[] = {"",
                                        ".",
                                        "..",
                                        "/",
                                        "a/",
                                        "/tmp/",
                                        "no/such/dir/x",
                                        "/proc/x",
                                        "/etc/passwd/x",
                                        "/tmp/../tmp/.."};
    struct fault why = {0};
    struct file f;
    char name[5000];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (file_begin(names[i], &f, &why))
            fail_msg("%s was begun", names[i]);
        assert_int_equal(why.kind, FAULT_RESOURCE);
        assert_int_not_equal(why.text[0], '\0');
        fault_clear(&why);
    }
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_false(file_begin(name, &f, &why));
    fault_clear(&why);
    name[0] = '/';
    name[4700] = '/';
    assert_false(file_begin(name, &f, &why));
}

/* A full disk by the size a file may have: nothing partial is left. */
static void disk_full(void **state)
{
    char folder[] = "/tmp/test_write.XXXXXX", path[64];
    struct writer_options o = {.format = WRITE_CSV};
    struct rlimit old, small;
    struct fault why = {0};
    struct writer w;
    struct file f;
    bool good = true;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.csv", folder);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    small = (struct rlimit){100000, old.rlim_max};
    assert_true(file_begin(path, &f, &why));
    setrlimit(RLIMIT_FSIZE, &small);
    o.fd = f.fd;
    assert_true(writer_begin(&w, &LINE, &o, &why));
    for (size_t i = 0; good && i < 10000; i++)
        good = writer_row(&w, &LINES[0], &why);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(good);
    assert_int_equal(why.kind, FAULT_RESOURCE);
    assert_int_not_equal(why.text[0], '\0');
    writer_abandon(&w);
    file_abandon(&f);
    assert_int_equal(count_names(folder), 0);
    rmdir(folder);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(formats),       cmocka_unit_test(many_rows),
        cmocka_unit_test(reader_gone),   cmocka_unit_test(whole_or_absent),
        cmocka_unit_test(hostile_names), cmocka_unit_test(disk_full),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return RUN_TESTS(t);
}

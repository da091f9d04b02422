/* YAML: what is read, each limit on both sides, and every named bad input with its place.
 * Source: reliability.md E2 and 13 (1 to 15, 20). */
#include "tests/unit/run.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/config/yaml.h"

enum { DEEP = 8, EVENTS = 20000, SCALAR = 4096 };

static struct arena arena;
static struct faults all;

static int begin(void **state)
{
    (void)state;
    all = (struct faults){0};
    return 0;
}

static int end(void **state)
{
    (void)state;
    faults_release(&all);
    arena_release(&arena);
    return 0;
}

static struct node *read_text(const char *text)
{
    return yaml_read(text, strlen(text), "f.yaml", &arena, &all);
}

static void starts_again(void)
{
    faults_release(&all);
    arena_release(&arena);
}

/* Nodes as one line: {key: [text, 'quoted']}. */
static void show(const struct node *n, struct buf *out)
{
    if (n->kind == NODE_SCALAR) {
        buf_text(out, n->quoted ? "'" : "");
        buf_add(out, n->text, n->length);
        buf_text(out, n->quoted ? "'" : "");
        return;
    }
    buf_char(out, n->kind == NODE_LIST ? '[' : '{');
    for (const struct node *c = n->first; c; c = c->next) {
        if (c != n->first)
            buf_text(out, ", ");
        if (n->kind == NODE_MAP)
            buf_printf(out, "%s: ", c->key);
        show(c, out);
    }
    buf_char(out, n->kind == NODE_LIST ? ']' : '}');
}

static void what_is_read(void **state)
{
    static const struct {
        const char *text, *nodes;
    } cases[] = {
        {"a: 1\nb: [x, y]\n", "{a: 1, b: [x, y]}"},
        {"- a\n- {b: c}\n- []\n- {}\n", "[a, {b: c}, [], {}]"},
        {"plain\n", "plain"},
        {"a:\n  b:\n    - c\n", "{a: {b: [c]}}"},
        /* Nothing is guessed: these are text until a field asks. */
        {"a: no\nb: on\nc: 012\nd: 1e3\ne: ~\nf: null\ng: 09:14\n",
         "{a: no, b: on, c: 012, d: 1e3, e: ~, f: null, g: 09:14}"},
        {"no: a\n012: b\n", "{no: a, 012: b}"},
        {"a: 'no'\nb: \"\"\nc:\n", "{a: 'no', b: '', c: }"},
        {"a: \"\\u00e9\"\nb: 'it''s'\n", "{a: '\xc3\xa9', b: 'it's'}"},
        {"a: |\n  two\n  lines\n", "{a: 'two\nlines\n'}"},
        {"# a comment\na: b # and another\n", "{a: b}"},
        {"---\na: b\n", "{a: b}"},
        {"---\na: b\n...\n", "{a: b}"},
        {"\xef\xbb\xbf"
         "a: b\n",
         "{a: b}"},
        {"a: b\r\nc: d\r\n", "{a: b, c: d}"},
        {"\"<<\": a\n", "{<<: a}"},
        {"a: '<<'\n", "{a: '<<'}"},
        {"a: \"&b\"\nc: '*d'\ne: \"!f\"\n", "{a: '&b', c: '*d', e: '!f'}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct node *n = read_text(cases[i].text);
        if (!n)
            fail_msg("%s: %s", cases[i].text, all.list[0].text);
        show(n, &out);
        assert_string_equal(out.text, cases[i].nodes);
        assert_int_equal(all.count, 0);
        buf_release(&out);
    }
}

static void every_node_knows_its_place(void **state)
{
    struct node *n = read_text("first: 1\nsecond:\n  - {deep: \xc3\xa9, more: 2}\n");

    (void)state;
    assert_non_null(n);
    const struct node *first = node_child(n, "first"), *second = node_child(n, "second");
    const struct node *more = node_child(second->first, "more");
    assert_string_equal(first->file, "f.yaml");
    assert_int_equal(first->line, 1);
    assert_int_equal(first->column, 8);
    assert_int_equal(second->line, 3);
    assert_int_equal(second->column, 3);
    assert_int_equal(more->line, 3);
    assert_int_equal(more->column, 21); /* characters, not bytes */
    assert_string_equal(more->key, "more");
}

/* The named bad inputs, and what is like them. */
static void what_is_refused_and_where(void **state)
{
    static const struct {
        const char *name, *text, *place, *says;
    } cases[] = {
        {"empty", "", "f.yaml:1:1", "The file is empty"},
        {"comments alone", "# nothing\n\n", "f.yaml:1:1", "The file is empty"},
        {"truncated in quotes", "a: 1\nb: \"half", "f.yaml:2:4", "ends inside quotes"},
        {"truncated in single quotes", "a: 'half\n", "f.yaml:1:4", "ends inside quotes"},
        {"truncated list", "a: [1, 2\n", "f.yaml:2:1", "list that is not closed"},
        {"truncated map", "a: {b: 1\n", "f.yaml:2:1", "map that is not closed"},
        {"tab indent", "a:\n\tb: 1\n", "f.yaml:2:1", "a tab"},
        {"tab before a key", "a: 1\n\tb: 2\n", "f.yaml:2:", "Indent with spaces"},
        {"merge key", "a: 1\n<<: 2\n", "f.yaml:2:1", "A merge key (<<)"},
        {"anchor", "a: &x 1\n", "f.yaml:1:4", "An anchor (&name)"},
        {"anchored map", "a: &x {b: 1}\n", "f.yaml:1:4", "An anchor (&name)"},
        {"alias", "a: *x\n", "f.yaml:1:4", "An alias (*name)"},
        {"alias as a key", "*x : 1\n", "f.yaml:1:1", "An alias (*name)"},
        {"python tag", "a: !!python/object:os.system 1\n", "f.yaml:1:4", "A tag (!name)"},
        {"binary tag", "a: !!binary aGk=\n", "f.yaml:1:4", "A tag (!name)"},
        {"string tag", "a: !!str 1\n", "f.yaml:1:4", "A tag (!name)"},
        {"own tag on a list", "a: !mine [1]\n", "f.yaml:1:4", "A tag (!name)"},
        {"repeated key", "a: 1\nb: 2\na: 3\n", "f.yaml:3:4",
         "\"a\" is given twice (first on line 1"},
        {"repeated key, quoted", "a: 1\n'a': 3\n", "f.yaml:2:6", "\"a\" is given twice"},
        {"repeated key inside", "x: {k: 1, k: 1}\n", "f.yaml:1:14", "\"k\" is given twice"},
        {"two documents", "a: 1\n---\nb: 2\n", "f.yaml:2:1", "A second document"},
        {"something after the end", "a: 1\n...\nb: 2\n", "f.yaml:3:1", "Keep one document"},
        {"directive", "%YAML 1.1\n---\na: 1\n", "f.yaml:1:1", "A line beginning with %"},
        {"tag directive", "%TAG ! tag:x,2000:\n---\na: 1\n", "f.yaml:1:1", "beginning with %"},
        {"terminal escape", "a: \x1b[2J\n", "f.yaml:1:4", "control character"},
        {"bell", "a: \"x\x07\"\n", "f.yaml:1:6", "control character"},
        {"Latin-1", "a: caf\xe9\n", "f.yaml:1:7", "not UTF-8 here"},
        {"overlong", "a: 1\nb: \xc0\xaf\n", "f.yaml:2:4", "not UTF-8 here"},
        {"surrogate", "a: \xed\xa0\x80\n", "f.yaml:1:4", "not UTF-8 here"},
        {"list as a key", "[a]: 1\n", "f.yaml:1:1", "A key must be one word"},
        {"map as a key", "? {a: 1}\n: 1\n", "f.yaml:1:3", "A key must be one word"},
        {"no key", "? \n: 1\n", "f.yaml:1:2", "A key is missing"},
        {"key with NUL", "\"a\\0b\": 1\n", "f.yaml:1:1", "NUL"},
        {"second colon", "a: b: c\n", "f.yaml:1:5", "a second colon"},
        {"no colon", "a: 1\nb\nc: 2\n", "f.yaml:2:1", "a key without its colon"},
        {"not indented alike", "a:\n  - 1\n - 2\n", "f.yaml:3:2", "This is not YAML"},
        {"bad escape", "a: \"\\q\"\n", "f.yaml:1:", "backslash"},
        {"at sign", "a: @b\n", "f.yaml:1:4", "put the text in quotes"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct node *n = read_text(cases[i].text);
        if (n || !all.count)
            fail_msg("%s was accepted", cases[i].name);
        const struct fault *first = &all.list[0];
        if (strncmp(first->place, cases[i].place, strlen(cases[i].place)) != 0 ||
            !strstr(first->text, cases[i].says))
            fail_msg("%s: %s: %s", cases[i].name, first->place, first->text);
        assert_int_equal(first->kind, FAULT_INPUT);
        starts_again();
    }
}

/* An escape that makes a control character is text to YAML; it is the field that refuses it. */
static void an_escaped_escape_is_kept_for_the_field(void **state)
{
    struct node *n = read_text("name: \"\\e[2J\"\n");

    (void)state;
    assert_non_null(n);
    assert_string_equal(n->first->text, "\x1b[2J");
    n = read_text("name: \"a\\0b\"\n");
    assert_int_equal(n->first->length, 3);
}

static void other_encodings(void **state)
{
    static const char le[] = "\xff\xfe"
                             "a\0:\0 \0b\0",
                      be[] = "\xfe\xff\0a\0:\0 \0b";
    static const char bare[] = "a\0:\0 \0b\0";

    (void)state;
    assert_null(yaml_read(le, sizeof le - 1, "f.yaml", &arena, &all));
    assert_non_null(strstr(all.list[0].text, "UTF-16"));
    assert_string_equal(all.list[0].place, "f.yaml:1:1");
    starts_again();
    assert_null(yaml_read(be, sizeof be - 1, "f.yaml", &arena, &all));
    assert_non_null(strstr(all.list[0].text, "UTF-16"));
    starts_again();
    assert_null(yaml_read(bare, sizeof bare - 1, "f.yaml", &arena, &all));
    assert_true(all.count > 0);
}

/* --- limits ----------------------------------------------------------------------------------- */

static char *repeated(const char *before, const char *piece, size_t times, const char *after)
{
    struct buf out = {0};

    buf_text(&out, before);
    for (size_t i = 0; i < times; i++)
        buf_text(&out, piece);
    buf_text(&out, after);
    assert_false(out.failed);
    return out.text;
}

static bool accepts(char *text)
{
    bool good = read_text(text) != NULL;

    free(text);
    assert_int_equal(all.count, good ? 0 : 1); /* a limit is told once */
    return good;
}

static bool told(const char *what)
{
    bool good = all.count && strstr(all.list[0].text, what);

    if (!good)
        printf("%s\n", all.count ? all.list[0].text : "nothing was told");
    starts_again();
    return good;
}

static void depth(void **state)
{
    char text[64];

    (void)state;
    for (int n = 1; n <= DEEP + 1; n++) {
        memset(text, '[', (size_t)n);
        memset(text + n, ']', (size_t)n);
        text[2 * n] = '\0';
        if ((read_text(text) != NULL) != (n <= DEEP))
            fail_msg("depth %d", n);
    }
    assert_true(told("nested more than 8 deep"));
    assert_false(accepts(repeated("", "[", 64 * 1024, "")));
    assert_true(told("nested more than 8 deep"));
    assert_false(accepts(repeated("", "{a: ", 16 * 1024, "")));
    assert_true(told("nested more than 8 deep"));
    assert_false(accepts(repeated("", "- ", 64 * 1024, "a")));
    assert_true(told("nested more than 8 deep"));
}

/* Five events are not entries: stream, document and list begin, document and list end. */
static void events(void **state)
{
    (void)state;
    /* The end of the stream is the last event and counts too. */
    assert_true(accepts(repeated("[", "a,", EVENTS - 6, "]")));
    assert_false(accepts(repeated("[", "a,", EVENTS - 5, "]")));
    assert_true(told("more than 20000 keys"));
}

static void scalars(void **state)
{
    (void)state;
    assert_true(accepts(repeated("a: ", "x", SCALAR, "\n")));
    assert_false(accepts(repeated("a: ", "x", SCALAR + 1, "\n")));
    assert_true(told("at most 4096 are accepted"));
    assert_false(accepts(repeated("? ", "k", SCALAR + 1, "\n: 1\n")));
    assert_true(told("at most 4096 are accepted"));
}

static void bytes(void **state)
{
    (void)state;
    assert_true(accepts(repeated("a: 1 #", "x", YAML_MOST - 6, "")));
    assert_false(accepts(repeated("a: 1 #", "x", YAML_MOST - 5, "")));
    assert_true(told("at most 262144 are read"));
    assert_false(accepts(repeated("a: 1 #", "x", 10 * 1024 * 1024, "")));
    assert_true(told("at most 262144 are read"));
}

/* Nine levels of nine aliases would be 387 million nodes. */
static void the_billion_laughs(void **state)
{
    struct buf out = {0};

    (void)state;
    buf_text(&out, "a0: &a0 ha\n");
    for (int i = 1; i <= 9; i++)
        buf_printf(&out, "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i, i - 1,
                   i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    assert_null(read_text(out.text));
    assert_string_equal(all.list[0].place, "f.yaml:1:5");
    assert_int_equal(all.kept, FAULTS_KEPT);
    assert_true(all.count <= FAULTS_KEPT + 1);
    assert_true(arena.taken < 1024 * 1024);
    buf_release(&out);
}

static void a_flood_of_anchors(void **state)
{
    char *text = repeated("", "- &a\n", 50000, "");

    (void)state;
    assert_null(read_text(text));
    assert_int_equal(all.count, FAULTS_KEPT); /* reading stops there */
    free(text);
}

/* Ten thousand keys of one map, the last a repetition. */
static void many_keys(void **state)
{
    struct buf out = {0};

    (void)state;
    for (int i = 0; i < 9000; i++)
        buf_printf(&out, "k%d: 1\n", i);
    assert_non_null(read_text(out.text));
    buf_text(&out, "k4711: 2\n");
    assert_null(read_text(out.text));
    assert_string_equal(all.list[0].place, "f.yaml:9001:8");
    buf_release(&out);
}

/* --- more than one fault, and what is left --------------------------------------------------- */

static void a_tree_with_faults(void **state)
{
    static const char text[] = "a: 1\nb: *x\na: 2\nc: [1, !t 2, 3]\n";
    struct buf out = {0};

    (void)state;
    struct node *n = yaml_read_tree(text, strlen(text), "f.yaml", &arena, &all);
    assert_non_null(n);
    show(n, &out);
    assert_string_equal(out.text, "{a: 1, c: [1, 3]}");
    assert_int_equal(all.count, 3);
    buf_release(&out);
    assert_null(yaml_read_tree("a: [", 4, "f.yaml", &arena, &all));
}

static void faults_of_before_are_not_ours(void **state)
{
    struct fault one = {0};

    (void)state;
    fail(&one, FAULT_INPUT, "", "something else");
    faults_take(&all, &one);
    assert_non_null(read_text("a: 1\n"));
    assert_int_equal(all.count, 1);
}

/* --- values in cells and arguments ------------------------------------------------------------ */

static void values(void **state)
{
    static const struct {
        const char *text, *nodes;
    } cases[] = {
        {"plain: text, [as it] stands", "plain: text, [as it] stands"},
        {"", ""},
        {"[1, 2]", "[1, 2]"},
        {"  {a: 1}  ", "{a: 1}"},
        {"\"quoted: text\"", "'quoted: text'"},
        {"'", "'"},
        {"'half", "'half"},
        {"*star &and !bang", "*star &and !bang"},
        {"no", "no"},
        {"\ttab", "\ttab"},
    };
    static const struct node place = {.file = "g.csv", .line = 7, .column = 9, .key = "visits"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        buf_text(&out, "");
        struct node *n =
            yaml_read_value(cases[i].text, strlen(cases[i].text), &place, &arena, &all);
        if (!n)
            fail_msg("%s: %s", cases[i].text, all.list[0].text);
        show(n, &out);
        assert_string_equal(out.text, cases[i].nodes);
        assert_string_equal(n->key, "visits");
        assert_int_equal(n->line, 7);
        buf_release(&out);
    }
    assert_null(yaml_read_value("[1, *x]", 7, &place, &arena, &all));
    assert_string_equal(all.list[0].place, "g.csv:7:9");
    assert_string_equal(all.list[0].field, "visits");
    starts_again();
    assert_null(yaml_read_value("[1", 2, NULL, &arena, &all));
    assert_string_equal(all.list[0].place, "");
    starts_again();
}

/* --- files ------------------------------------------------------------------------------------ */

static void files(void **state)
{
    char folder[256], path[300], link[300];
    const char *tmp = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/htlah-yaml-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/f.yaml", folder);
    snprintf(link, sizeof link, "%s/link.yaml", folder);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs("a: 1\n", out);
    fclose(out);
    assert_non_null(yaml_read_file(path, &arena, &all));
    assert_int_equal(symlink(path, link), 0);
    assert_null(yaml_read_file(link, &arena, &all));
    assert_true(told("is a symbolic link"));
    assert_null(yaml_read_file(folder, &arena, &all));
    assert_true(told("is a folder"));
    unlink(link);
    assert_int_equal(mkfifo(link, 0600), 0);
    assert_null(yaml_read_file(link, &arena, &all));
    assert_true(told("is not a regular file"));
    assert_null(yaml_read_file("/dev/zero", &arena, &all));
    assert_true(told("is not a regular file"));
    assert_int_equal(truncate(path, (off_t)YAML_MOST + 1), 0);
    assert_null(yaml_read_file(path, &arena, &all));
    assert_true(told("is too large"));
    unlink(path);
    assert_null(yaml_read_file(path, &arena, &all));
    assert_true(told("is not there"));
    unlink(link);
    assert_int_equal(rmdir(folder), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        TEST(what_is_read),
        TEST(every_node_knows_its_place),
        TEST(what_is_refused_and_where),
        TEST(an_escaped_escape_is_kept_for_the_field),
        TEST(other_encodings),
        TEST(depth),
        TEST(events),
        TEST(scalars),
        TEST(bytes),
        TEST(the_billion_laughs),
        TEST(a_flood_of_anchors),
        TEST(many_keys),
        TEST(a_tree_with_faults),
        TEST(faults_of_before_are_not_ours),
        TEST(values),
        TEST(files),
    };
    return RUN_TESTS(t);
}

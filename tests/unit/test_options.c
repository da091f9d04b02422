/* The command line: options anywhere, commands by name, and every way to get it wrong. */
#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/program.h"
#include "core/base/text.h"

enum { ARGS_MOST = 12 };

static const struct option_row find_rows[] = {
    {"--where", "COLUMN=VALUE", "only those", true},
    {"--deep", NULL, "all of it", false},
    {NULL, NULL, NULL, false},
};
static const struct command find = {
    .name = "find", .usage = "WHAT", .summary = "s", .help = "h", .options = find_rows};
static const struct command fine = {.name = "fine", .usage = "", .summary = "s", .help = "h"};
static const struct command *const table[] = {&find, &fine, NULL};

struct line {
    struct arena arena;
    struct command_line line;
    struct faults all;
    bool good;
};

static struct line read_with(const struct surroundings *around, const char *const *words)
{
    struct line l = {0};
    char *argv[ARGS_MOST] = {(char *)(uintptr_t) "htlah"};
    int argc = 1;

    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc - 1];
    l.good = command_line_read(argc, argv, around, table, &l.arena, &l.line, &l.all);
    return l;
}

static struct surroundings here(void)
{
    struct surroundings s = {.login = "ann", .home = "/h"};

    assert_true(datetime_parse_iso("2016-11-08T09:14", &s.now));
    return s;
}

#define READ(...) read_with(&around, (const char *const[]){__VA_ARGS__, NULL})

static void done(struct line *l)
{
    faults_release(&l->all);
    arena_release(&l->arena);
}

static void what_is_not_said_is_found(void **state)
{
    struct surroundings around = here();
    struct line l = READ("fine");

    (void)state;
    assert_true(l.good);
    assert_ptr_equal(l.line.command, &fine);
    assert_string_equal(l.line.options.store, "/h/.local/share/htlah/htlah.db");
    assert_null(l.line.options.config);
    assert_int_equal(l.line.options.role, ABSENT);
    assert_int_equal(l.line.options.now.minute, around.now.minute);
    assert_false(l.line.options.overridden);
    assert_int_equal(l.line.options.format, WRITE_CSV);
    done(&l);

    around.data_home = "/d";
    around.out_terminal = true;
    around.config = "/c";
    l = READ("fine");
    assert_string_equal(l.line.options.store, "/d/htlah/htlah.db");
    assert_string_equal(l.line.options.config, "/c");
    assert_int_equal(l.line.options.format, WRITE_TABLE);
    done(&l);

    around.store = "/s.db";
    l = READ("fine");
    assert_string_equal(l.line.options.store, "/s.db");
    done(&l);

    around = (struct surroundings){.login = "ann", .now = around.now};
    l = READ("fine");
    assert_null(l.line.options.store);
    done(&l);
}

static void options_stand_before_and_after(void **state)
{
    struct surroundings around = here();
    struct line l = READ("--store", "a.db", "find", "--where=x=1", "one", "--format", "json",
                         "--where", "y=2", "--", "--two");

    (void)state;
    assert_true(l.good);
    assert_ptr_equal(l.line.command, &find);
    assert_string_equal(l.line.options.store, "a.db");
    assert_int_equal(l.line.options.format, WRITE_JSON);
    assert_true(l.line.options.format_given);
    assert_int_equal(l.line.words, 2);
    assert_string_equal(l.line.word[0], "one");
    assert_string_equal(l.line.word[1], "--two");
    assert_null(l.line.word[2]);
    struct request r = {.given = l.line.given, .givens = l.line.givens};
    assert_string_equal(request_value(&r, "--where"), "x=1");
    assert_string_equal(request_value_at(&r, "--where", 1), "y=2");
    assert_null(request_value_at(&r, "--where", 2));
    assert_false(request_has(&r, "--deep"));
    done(&l);
}

static void a_day_and_a_minute(void **state)
{
    struct surroundings around = here();
    char text[24];
    struct line l = READ("--today", "2017-01-02", "fine");

    (void)state;
    assert_true(l.good && l.line.options.overridden);
    assert_string_equal(datetime_print_iso(l.line.options.now, text, sizeof text),
                        "2017-01-02T09:00");
    done(&l);
    l = READ("fine", "--now=2017-01-02T10:30");
    assert_string_equal(datetime_print_iso(l.line.options.now, text, sizeof text),
                        "2017-01-02T10:30");
    assert_string_equal(date_print_iso(l.line.options.today, text, sizeof text), "2017-01-02");
    done(&l);
}

static void every_mistake_is_usage_with_the_nearest_name(void **state)
{
    static const struct {
        const char *words[6];
        const char *says;
    } cases[] = {
        {{"fnd"}, "did you mean find?"},
        {{"zzzzzz"}, "htlah --help lists them"},
        {{"--stroe", "x", "fine"}, "did you mean --store?"},
        {{"find", "--wehre=x"}, "did you mean --where?"},
        {{"fine", "--where=x"}, "There is no option"},
        {{"find", "--deep=1"}, "--deep takes no value"},
        {{"find", "--deep", "--deep"}, "--deep is given twice"},
        {{"--store", "a", "fine", "--store=b"}, "--store is given twice"},
        {{"find", "--where"}, "--where needs a value: COLUMN=VALUE"},
        {{"fine", "--store="}, "--store is empty"},
        {{"fine", "--format", "xml"}, "table, json or csv"},
        {{"fine", "--role", "brokr"}, "did you mean broker?"},
        {{"fine", "--today", "08/11/2016"}, "2016-11-08"},
        {{"fine", "--now", "2016-11-08"}, "2016-11-08T09:14"},
        {{"fine", "--today", "2017-02-29"}, "February 2017 has 28 days"},
        {{"fine", "--now", "2017-02-29T12:00"}, "February 2017 has 28 days"},
        {{"fine", "--now", "2017-02-28T24:00"}, "the time must be 00:00 to 23:59"},
        {{"fine", "--today=2016-11-08", "--now=2016-11-08T09:14"}, "both given"},
        {{"fine", "\xff"}, "Argument 2 is not UTF-8"},
        {{"fine", "-x"}, "There is no option"},
    };
    struct surroundings around = here();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line l = read_with(&around, cases[i].words);
        if (l.good || !l.all.kept || l.all.list[0].kind != FAULT_USAGE)
            fail_msg("case %zu is taken for good", i);
        if (!strstr(l.all.list[0].text, cases[i].says))
            fail_msg("case %zu: %s", i, l.all.list[0].text);
        done(&l);
    }
}

static void what_is_too_much_is_refused(void **state)
{
    struct surroundings around = here();
    char *long_word = malloc(ARGUMENT_MOST + 2), *few[] = {long_word, long_word, long_word};
    char **many = calloc(WORDS_MOST + 2, sizeof *many);
    struct arena a = {0};
    struct faults all = {0};
    struct command_line line;

    (void)state;
    assert_non_null(long_word);
    assert_non_null(many);
    memset(long_word, 'x', ARGUMENT_MOST + 1);
    long_word[ARGUMENT_MOST + 1] = '\0';
    assert_false(command_line_read(2, few, &around, table, &a, &line, &all));
    assert_non_null(strstr(all.list[0].text, "longer than 64 KiB"));
    faults_release(&all);
    all = (struct faults){0};
    for (int i = 0; i <= WORDS_MOST; i++)
        many[i] = (char *)(uintptr_t) "fine";
    assert_false(command_line_read(WORDS_MOST + 1, many, &around, table, &a, &line, &all));
    assert_non_null(strstr(all.list[0].text, "More than 4000 arguments"));
    assert_true(!strstr(all.list[0].text, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
    faults_release(&all);
    arena_release(&a);
    free(long_word);
    free(many);
}

/* --- the table of commands, and what is written from it -------------------------------------------- */

static void every_command_is_whole_and_in_order(void **state)
{
    (void)state;
    for (const struct command *const *c = commands; *c; c++) {
        const struct command *k = *c;
        if (!k->usage || !k->summary || !k->help || !k->run)
            fail_msg("%s lacks usage, summary, help or code", k->name);
        if (c != commands && strcmp(c[-1]->name, k->name) >= 0)
            fail_msg("%s is out of order", k->name);
        if (k->summary[strlen(k->summary) - 1] == '.' || k->help[strlen(k->help) - 1] == ' ')
            fail_msg("%s: a summary has no full stop, help no space at its end", k->name);
        for (const struct option_row *o = k->options; o && o->name; o++) {
            if (strncmp(o->name, "--", 2) != 0 || !o->help || o->help[strlen(o->help) - 1] == '.')
                fail_msg("%s: option %s", k->name, o->name);
            for (const struct option_row *g = global_options; g->name; g++)
                if (strcmp(g->name, o->name) == 0)
                    fail_msg("%s: %s is an option of every command", k->name, o->name);
        }
        assert_ptr_equal(command_find(commands, k->name), k);
    }
}

static void help_names_everything_within_the_width(void **state)
{
    struct buf text = {0};

    (void)state;
    help_program(&text);
    for (const struct command *const *c = commands; *c; c++) {
        assert_non_null(strstr(text.text, (*c)->name));
        struct buf one = {0};
        help_command(*c, &one);
        assert_non_null(strstr(one.text, "usage: htlah "));
        for (const struct option_row *o = (*c)->options; o && o->name; o++)
            assert_non_null(strstr(one.text, o->name));
        for (const char *line = one.text; *line; line += strcspn(line, "\n") + 1)
            if (text_is_plain(line, strcspn(line, "\n")) && strcspn(line, "\n") > 80)
                fail_msg("%s --help: a line is wider than 80 columns: %.90s", (*c)->name, line);
        buf_release(&one);
    }
    buf_release(&text);
    help_manual(NULL, &text);
    assert_non_null(strstr(text.text, ".Sh EXIT STATUS"));
    for (const struct command *const *c = commands; *c; c++) {
        char item[64];
        snprintf(item, sizeof item, ".It Ic %s", (*c)->name);
        assert_non_null(strstr(text.text, item));
    }
    buf_release(&text);
    help_completion(&text);
    assert_non_null(strstr(text.text, "complete -o filenames -F _htlah htlah"));
    buf_release(&text);
}

/* --- a run, and what is said of its faults ----------------------------------------------------------- */

static char *said_by(void (*say)(int fd, const void *ctx), const void *ctx)
{
    static char text[8192];
    int fd[2];

    assert_int_equal(pipe(fd), 0);
    say(fd[1], ctx);
    close(fd[1]);
    size_t length = 0;
    ssize_t n;
    while ((n = read(fd[0], text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)n;
    close(fd[0]);
    text[length] = '\0';
    return text;
}

static void say_faults(int fd, const void *ctx)
{
    faults_say(ctx, fd);
}

static void faults_are_said_with_place_and_reasons(void **state)
{
    struct faults all = {0};
    struct fault why = {0};

    (void)state;
    fail_at(&why, "a.csv", 3, 7, "born", "the day is not a day");
    faults_take(&all, &why);
    refuse(&why, "B5", "domain.md 4.3", "There is no room");
    fault_add_reason(&why, "B6", NULL, "and a bar\033[2J");
    faults_take(&all, &why);
    fail(&why, FAULT_RESOURCE, "", "%s", "");
    faults_take(&all, &why);
    assert_string_equal(said_by(say_faults, &all), "htlah: a.csv:3:7: the day is not a day\n"
                                                   "htlah: There is no room [B5: domain.md 4.3]\n"
                                                   "       and a bar<U+001B>[2J [B6]\n");
    faults_release(&all);
}

static int ran;

static void run_line(int fd, const void *ctx)
{
    struct surroundings around = here();
    const char *const *words = ctx;
    char *argv[ARGS_MOST] = {(char *)(uintptr_t) "htlah"};
    struct arena a = {0};
    struct command_line line;
    struct faults all = {0};
    int argc = 1;

    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc - 1];
    assert_true(command_line_read(argc, argv, &around, commands, &a, &line, &all));
    ran = program_run(&line, &around, NULL, fd, &a, &all);
    faults_release(&all);
    arena_release(&a);
}

static void help_and_version_of_every_command(void **state)
{
    (void)state;
    assert_string_equal(said_by(run_line, (const char *const[]){"version", NULL}),
                        "htlah " HTLAH_VERSION "\n");
    assert_int_equal(ran, 0);
    assert_string_equal(said_by(run_line, (const char *const[]){"check", "--version", NULL}),
                        "htlah " HTLAH_VERSION "\n");
    assert_int_equal(ran, 0);
    for (const struct command *const *c = commands; *c; c++) {
        assert_non_null(strstr(said_by(run_line, (const char *const[]){(*c)->name, "--help", NULL}),
                               "usage: htlah "));
        assert_int_equal(ran, 0);
    }
    assert_non_null(strstr(
        said_by(run_line, (const char *const[]){"do", "staff.add", "--help", NULL}), "works_for?"));
    said_by(run_line, (const char *const[]){"do", "staff.ad", "--help", NULL});
    assert_int_equal(ran, 2);
    said_by(run_line, (const char *const[]){"help", "chek", NULL});
    assert_int_equal(ran, 2);
    said_by(run_line, (const char *const[]){"version", "2", NULL});
    assert_int_equal(ran, 2);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_said_is_found),
        cmocka_unit_test(options_stand_before_and_after),
        cmocka_unit_test(a_day_and_a_minute),
        cmocka_unit_test(every_mistake_is_usage_with_the_nearest_name),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(every_command_is_whole_and_in_order),
        cmocka_unit_test(help_names_everything_within_the_width),
        cmocka_unit_test(faults_are_said_with_place_and_reasons),
        cmocka_unit_test(help_and_version_of_every_command),
    };

    return RUN_TESTS(tests);
}

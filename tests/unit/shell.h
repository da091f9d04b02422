/* shell.h - the program's commands run as from a shell, inside the test
 *
 * Use   shell_open makes a demonstration store of the fifteen in a folder of its own; shell(…) runs
 *       a command line there and keeps its status, its result and what was said.
 */
#ifndef TESTS_UNIT_SHELL_H
#define TESTS_UNIT_SHELL_H

#include "cli/program.h"
#include "core/ops/staff.h"
#include "tests/unit/run.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct shell {
    char folder[200], store[240];
    int status;
    char *out, *said;
};
static struct shell sh;

static inline char *shell_read(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = calloc(1, 1 << 22);

    assert_non_null(text);
    if (in) {
        text[fread(text, 1, (1 << 22) - 1, in)] = '\0';
        fclose(in);
    }
    return text;
}

static inline const char *shell_path(const char *name)
{
    static char path[256][300];
    static unsigned turn;
    char *to = path[turn++ % 256];

    snprintf(to, 300, "%s/%s", sh.folder, name);
    return to;
}

static inline const char *shell_file(const char *name, const char *text, size_t length)
{
    const char *path = shell_path(name);
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, length, f), length);
    fclose(f);
    return path;
}

/* Words ended by NULL; the status is the answer. */
static inline int shell(const char *const *word)
{
    static const struct progress progress = {.what = ""};
    char *argv[32] = {(char *)(uintptr_t) "htlah"};
    struct surroundings around = {.store = sh.store, .login = "maker"};
    struct command_line line;
    struct arena a = {0};
    struct faults all = {0};
    int argc = 1;

    for (; word[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)word[argc - 1];
    free(sh.out);
    free(sh.said);
    assert_true(datetime_parse_iso("2016-11-08T09:14", &around.now));
    int out = open(shell_path("out"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    int err = open(shell_path("err"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(out >= 0 && err >= 0);
    if (command_line_read(argc, argv, &around, commands, &a, &line, &all))
        sh.status = program_run(&line, &around, &progress, out, &a, &all);
    else
        sh.status = fault_status(all.list[0].kind);
    faults_say(&all, err);
    close(out);
    close(err);
    faults_release(&all);
    arena_release(&a);
    sh.out = shell_read(shell_path("out"));
    sh.said = shell_read(shell_path("err"));
    return sh.status;
}
#define SHELL(...) shell((const char *const[]){__VA_ARGS__, NULL})

static inline void shell_says(int status, const char *what)
{
    print_message("%d %s%s\n", sh.status, sh.out, sh.said);
    assert_int_equal(sh.status, status);
    if (!strstr(sh.out, what) && !strstr(sh.said, what))
        fail_msg("neither result nor message has: %s", what);
}

static inline int shell_open(void **state)
{
    const char *tmp = getenv("TMPDIR");
    datetime_t now;
    struct faults all = {0};

    (void)state;
    memset(&sh, 0, sizeof sh);
    assert_true(datetime_parse_iso("2016-11-08T09:14", &now));
    snprintf(sh.folder, sizeof sh.folder, "%s/htlah-shell-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(sh.folder));
    snprintf(sh.store, sizeof sh.store, "%s/s.db", sh.folder);
    const struct make_options o = {
        .store = sh.store, .kind = STORE_DEMO, .now = now, .login = "maker"};
    if (!counter_make(&o, &all))
        fail_msg("the store is not made: %s", all.list[0].text);
    return 0;
}

static inline int shell_close(void **state)
{
    char command[256];

    (void)state;
    free(sh.out);
    free(sh.said);
    snprintf(command, sizeof command, "rm -rf '%s'", sh.folder);
    return system(command);
}

#endif

/* main.c - the program: descriptors, signals, environment; then a command, or the screens */
#include "cli/clock.h"
#include "cli/help.h"
#include "cli/program.h"
#include "tui/app.h"
#include "tui/bindings.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile int interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

/* A file opened for the store must never be taken for standard output. */
static void open_descriptors(void)
{
    int fd;

    do {
        fd = open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd <= 2);
    if (fd > 2)
        close(fd);
}

static void settle_process(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, note = {.sa_handler = on_signal};
    const struct rlimit none = {0, 0};

    open_descriptors();
    umask(077);
    /* A core dump holds people's records. */
    (void)setrlimit(RLIMIT_CORE, &none);
    sigaction(SIGPIPE, &ignore, NULL); /* seen as an error of write, with a status of its own */
    sigaction(SIGXFSZ, &ignore, NULL);
    sigaction(SIGINT, &note, NULL);
    sigaction(SIGTERM, &note, NULL);
    sigaction(SIGHUP, &note, NULL);
    setlocale(LC_CTYPE, "");
}

static const char *variable(const char *name)
{
    const char *v = getenv(name);

    return v && *v ? v : NULL;
}

/* The XDG folders count only when they are absolute.  Source: XDG Base Directory 0.8. */
static const char *folder(const char *name)
{
    const char *v = variable(name);

    return v && *v == '/' ? v : NULL;
}

/* Who is at the keyboard is what the operating system says, not the environment. */
static const char *login(struct arena *a)
{
    enum { ROOM = 4096 };
    char *room = arena_take(a, ROOM);
    struct passwd entry, *p = NULL;

    if (!room || getpwuid_r(getuid(), &entry, room, ROOM, &p) != 0)
        p = NULL;
    const char *name = p ? p->pw_name : arena_printf(a, "uid-%u", (unsigned)getuid());

    return name ? name : "";
}

static void keys(struct buf *out)
{
    bindings_mdoc(bindings, out);
}

static void look_around(struct surroundings *s, struct arena *a)
{
    *s = (struct surroundings){.store = variable("HTLAH_STORE"),
                               .config = variable("HTLAH_CONFIG"),
                               .data_home = folder("XDG_DATA_HOME"),
                               .config_home = folder("XDG_CONFIG_HOME"),
                               .state_home = folder("XDG_STATE_HOME"),
                               .cache_home = folder("XDG_CACHE_HOME"),
                               .home = folder("HOME"),
                               .login = login(a),
                               .now = clock_now(),
                               .no_colour = variable("NO_COLOR") != NULL,
                               .out_terminal = isatty(STDOUT_FILENO) == 1,
                               .error_terminal = isatty(STDERR_FILENO) == 1,
                               .keys = keys};
}

/* --- how far long work has come, on a terminal -------------------------------------------------
 */

struct meter {
    int64_t began, shown; /* thousandths of a second */
    bool drawn;
};

static void report(void *ctx, uint64_t done, uint64_t all)
{
    struct meter *m = ctx;
    int64_t now = clock_ticks();

    if (!m->began)
        m->began = now;
    if (now - m->shown < 200 && done != all)
        return;
    m->shown = now;
    int64_t passed = now - m->began;
    uint64_t rate = passed > 500 ? done * 1000 / (uint64_t)passed : 0;
    fprintf(stderr, "\r%llu", (unsigned long long)done);
    if (all)
        fprintf(stderr, " of %llu", (unsigned long long)all);
    if (rate)
        fprintf(stderr, ", %llu a second", (unsigned long long)rate);
    if (rate && all > done)
        fprintf(stderr, ", %llu s left", (unsigned long long)((all - done) / rate));
    fprintf(stderr, "      ");
    fflush(stderr);
    m->drawn = true;
}

static int screens(const struct command_line *line, const struct surroundings *around,
                   struct faults *all)
{
    const struct options *o = &line->options;
    struct app_options app = {.counter = {.store = o->store,
                                          .config = o->config,
                                          .login = around->login,
                                          .as = o->as,
                                          .role = o->role,
                                          .today = o->today,
                                          .now = o->now,
                                          .overridden = o->overridden,
                                          .really = around->now},
                              .plain = o->plain,
                              .ascii = o->ascii,
                              .no_colour = o->no_colour,
                              .clock = clock_now};

    return app_run(&app, all);
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct surroundings around;
    struct command_line line;
    struct faults all = {0};
    struct meter meter = {0};
    int status;

    settle_process();
    look_around(&around, &a);
    struct progress progress = {.what = "",
                                .report = around.error_terminal ? report : NULL,
                                .ctx = &meter,
                                .interrupted = &interrupted};
    if (!command_line_read(argc, argv, &around, commands, &a, &line, &all))
        status = all.kept ? fault_status(all.list[0].kind) : fault_status(FAULT_RESOURCE);
    else if (line.command || line.options.help || line.options.version)
        status = program_run(&line, &around, &progress, STDOUT_FILENO, &a, &all);
    else
        status = screens(&line, &around, &all);
    if (meter.drawn)
        fprintf(stderr, "\r%60s\r", "");
    faults_say(&all, STDERR_FILENO);
    faults_release(&all);
    arena_release(&a);
    return status;
}

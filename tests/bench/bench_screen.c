/* bench_screen - the screens from outside, in a pseudo-terminal of 120 by 40
 *
 * Told      first full paint; key to settled screen, Esc among them; memory while browsing; what idling costs.
 * Beside    tests/bench/minimal.c on the same store, and mc (10,000 files) and calcurse where they
 *           are installed.  Runs are taken in turn.  Searching is told beside one frame of 60 Hz;
 *           growth beside ourselves on a store of 10,000 people, a quarter more of it being noise.
 * Clock     A key's time ends with the last byte before 25 ms of silence.
 */
#include "tests/bench/bench.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/stat.h>

enum {
    RUNS = 5,
    SILENCE_MS = 25,
    PAINT_SILENCE_MS = 80,
    KEYS_MOST = 4000,
    ESC_MOST_MS = 50, /* ecosystem.md 2.3, 40 */
    FRAME_US = 16700,
    PATIENCE_S = 10
};

struct terminal {
    pid_t id;
    int fd;
};
struct series {
    double ms[KEYS_MOST];
    size_t count;
};

static struct terminal start(const char *const argv[])
{
    struct winsize size = {.ws_row = 40, .ws_col = 120};
    struct terminal t;

    t.id = forkpty(&t.fd, NULL, NULL, &size);
    must(t.id >= 0, "there is no pseudo-terminal");
    if (t.id == 0) {
        setenv("TERM", "xterm-256color", 1);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    return t;
}

/* Reads till `silence` ms without a byte; milliseconds from `since` to the last byte, or -1. */
static double settle(struct terminal *t, double since, int silence, size_t *bytes)
{
    static char block[65536];
    double last = -1;
    struct pollfd p = {.fd = t->fd, .events = POLLIN};

    while (poll(&p, 1, last < 0 ? (silence == SILENCE_MS ? 1000 : 10000) : silence) > 0) {
        ssize_t n = read(t->fd, block, sizeof block);
        if (n <= 0)
            break;
        *bytes += (size_t)n;
        last = (seconds() - since) * 1e3;
    }
    return last;
}

static double first_paint(struct terminal *t, double begun)
{
    size_t bytes = 0;
    double ms = -1;

    /* what prepares the terminal may come a while before the first screen */
    while (bytes < 1000 && seconds() - begun < PATIENCE_S)
        ms = settle(t, begun, PAINT_SILENCE_MS, &bytes);
    must(bytes >= 1000, "a program painted nothing");
    return ms;
}

static void stop(struct terminal *t)
{
    kill(t->id, SIGTERM);
    close(t->fd);
    waitpid(t->id, NULL, 0);
}

static double key(struct terminal *t, const char *keys)
{
    double begun = seconds();
    size_t bytes = 0;

    must(write(t->fd, keys, strlen(keys)) > 0, "a program does not read its keys");
    return settle(t, begun, SILENCE_MS, &bytes);
}

static void keep(struct series *s, double ms)
{
    if (ms >= 0 && s->count < KEYS_MOST)
        s->ms[s->count++] = ms;
}

static long kib(pid_t id)
{
    char path[40];
    long pages = 0;

    snprintf(path, sizeof path, "/proc/%d/statm", (int)id);
    FILE *f = fopen(path, "r");
    if (f && fscanf(f, "%*s %ld", &pages) != 1)
        pages = 0;
    if (f)
        fclose(f);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static long ticks(pid_t id)
{
    char path[40], line[1000] = "";
    long user = 0, kernel = 0;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)id);
    FILE *f = fopen(path, "r");
    if (f && !fgets(line, sizeof line, f))
        line[0] = '\0';
    if (f)
        fclose(f);
    const char *after = strrchr(line, ')');
    if (after &&
        sscanf(after, ") %*c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %ld %ld", &user, &kernel) != 2)
        user = kernel = 0;
    return user + kernel;
}

static bool installed(const char *program)
{
    char command[80];

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
    return system(command) == 0;
}

#define DOWN "\033OB"
#define PGDN "\033[6~"

/* Paints, browses a list by lines and pages; `people` "2" goes to the list first. */
static void browse(const char *const argv[], const char *to_list, struct series *paint,
                   struct series *list, struct series *keys, struct series *memory)
{
    double begun = seconds();
    struct terminal t = start(argv);

    keep(paint, first_paint(&t, begun));
    if (to_list)
        keep(list, key(&t, to_list));
    for (int i = 0; i < 60; i++)
        keep(keys, key(&t, i % 3 == 2 ? PGDN : DOWN));
    keep(memory, (double)kib(t.id));
    stop(&t);
}

static double median(struct series *s)
{
    return quantile(s->ms, s->count, 0.5);
}

static double p99(struct series *s)
{
    return quantile(s->ms, s->count, 0.99);
}

static void search(const char *const argv[])
{
    static const char *const typed[] = {"smith", "99", "le11 3"};
    static const char *const names[] = {"screen.search-name-p99-ms", "screen.search-number-p99-ms",
                                        "screen.search-postcode-p99-ms"};

    for (size_t what = 0; what < sizeof typed / sizeof *typed; what++) {
        static struct series s;
        s.count = 0;
        for (int i = 0; i < RUNS; i++) {
            double begun = seconds();
            struct terminal t = start(argv);
            first_paint(&t, begun);
            key(&t, "2");
            key(&t, "/");
            for (const char *c = typed[what]; *c; c++)
                keep(&s, key(&t, (char[]){*c, '\0'}));
            stop(&t);
        }
        say(names[what], p99(&s), FRAME_US / 1e3, 1);
    }
}

/* Esc alone, which may be the beginning of another key: from key to settled screen. */
static void escape(const char *const argv[])
{
    static struct series s;
    double begun = seconds();
    struct terminal t = start(argv);

    first_paint(&t, begun);
    for (int i = 0; i < 60; i++) {
        key(&t, "?");
        double ms = key(&t, "\033");
        must(ms >= 0, "Esc alone closes nothing");
        keep(&s, ms);
    }
    say("screen.esc-p99-ms", p99(&s), ESC_MOST_MS, 1);
    stop(&t);
}

static void idle(const char *const argv[])
{
    double begun = seconds();
    struct terminal t = start(argv);
    struct timespec two = {2, 0};
    size_t bytes = 0;

    first_paint(&t, begun);
    settle(&t, begun, 1000, &bytes);
    bytes = 0;
    long before = ticks(t.id);
    nanosleep(&two, NULL);
    struct pollfd p = {.fd = t.fd, .events = POLLIN};
    if (poll(&p, 1, 0) > 0)
        settle(&t, begun, SILENCE_MS, &bytes);
    say("screen.idle-cpu-ticks", (double)(ticks(t.id) - before), 0, 1);
    say("screen.idle-bytes", (double)bytes, 0, 1);
    stop(&t);
}

static struct series ours_paint, ours_list, ours_keys, ours_memory, their_paint, their_keys,
    their_memory, none;

static void beside_minimal(const char *const argv[], const char *const minimal[])
{
    for (int i = 0; i < RUNS; i++) {
        browse(argv, "2", &ours_paint, &ours_list, &ours_keys, &ours_memory);
        browse(minimal, NULL, &their_paint, &none, &their_keys, &their_memory);
    }
    say("screen.paint-work-ms", median(&ours_paint), median(&their_paint), 2);
    say("screen.paint-people-ms", median(&ours_list), median(&their_paint), 2);
    say("screen.memory-kib", median(&ours_memory), median(&their_memory), 2);
    say("screen.key-minimal-p50-ms", median(&ours_keys), median(&their_keys), 2);
    say("screen.key-frame-p99-ms", p99(&ours_keys), FRAME_US / 1e3, 1);
}

/* The list of people on this store and on the small one, in turn. */
static void growth(const char *const argv[], const char *const small[])
{
    static struct series keys, memory, paint, small_keys, small_memory, small_paint;

    for (int i = 0; i < RUNS; i++) {
        browse(argv, "2", &paint, &none, &keys, &memory);
        browse(small, "2", &small_paint, &none, &small_keys, &small_memory);
    }
    say("screen.growth-paint-ms", median(&paint), median(&small_paint), 1.25);
    say("screen.growth-key-p50-ms", median(&keys), median(&small_keys), 1.25);
    say("screen.growth-memory-kib", median(&memory), median(&small_memory), 1.25);
}

static void beside_mc(const char *folder)
{
    static struct series keys;
    char files[300], name[340];
    const char *const argv[] = {"mc", "-d", files, files, NULL};

    if (!installed("mc")) {
        printf("# mc is not installed: its row is left out\n");
        return;
    }
    snprintf(files, sizeof files, "%s/files", folder);
    mkdir(files, 0700);
    for (int i = 0; i < 10000; i++) {
        snprintf(name, sizeof name, "%s/file%05d", files, i);
        int fd = open(name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        if (fd >= 0)
            close(fd);
    }
    for (int i = 0; i < RUNS; i++)
        browse(argv, NULL, &none, &none, &keys, &none);
    say("screen.key-mc-p50-ms", median(&ours_keys), median(&keys), 2);
    say("screen.key-mc-p99-ms", p99(&ours_keys), p99(&keys), 2);
}

static void beside_calcurse(const char *folder)
{
    static struct series paint;
    char data[300];
    const char *const argv[] = {"calcurse", "-D", data, NULL};

    if (!installed("calcurse")) {
        printf("# calcurse is not installed: its row is left out\n");
        return;
    }
    snprintf(data, sizeof data, "%s/calcurse", folder);
    for (int i = 0; i < RUNS; i++) {
        double begun = seconds();
        struct terminal t = start(argv);
        keep(&paint, first_paint(&t, begun));
        stop(&t);
    }
    say("screen.paint-calcurse-ms", median(&ours_paint), median(&paint), 0.25);
}

int main(void)
{
    const char *store = need("BENCH_STORE"), *folder = need("BENCH_FOLDER");
    const char *const ours[] = {need("HTLAH"), "--store", store, "--as", "broker1", NULL};
    const char *const small[] = {need("HTLAH"), "--store", need("BENCH_SMALL"),
                                 "--as",        "broker1", NULL};
    const char *const minimal[] = {need("BENCH_MINIMAL"), store, NULL};

    signal(SIGPIPE, SIG_IGN);
    beside_minimal(ours, minimal);
    growth(ours, small);
    beside_mc(folder);
    beside_calcurse(folder);
    search(ours);
    escape(ours);
    idle(ours);
    return 0;
}
